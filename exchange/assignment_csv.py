"""Assignments as CSV: the columns of `tasks --json`, for a spreadsheet or a script."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from exchange.assignment_json import assignment_json
from exchange.files import harmless_cell
from store.shapes import Assignment

COLUMNS = (
    "plan", "task", "label", "title", "section", "unit", "via", "role", "status", "percent", "start", "due", "due_text",
    "due_from", "due_first", "due_basis", "light", "days_late", "done_on", "last_report", "note", "updated_on",
    "late_kept", "extension_wanted",
)  # fmt: skip
"""The head: the keys of `assignment_json`, also where there is no row to ask."""


def assignments_csv(rows: Iterable[Assignment]) -> str:
    """One line per assignment after the head; text that a spreadsheet would run is made harmless."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    table.writerow(COLUMNS)
    for row in rows:
        fields = assignment_json(row)
        cells = (fields[column] for column in COLUMNS)
        table.writerow([harmless_cell(v) if isinstance(v, str) else "" if v is None else v for v in cells])
    return out.getvalue()
