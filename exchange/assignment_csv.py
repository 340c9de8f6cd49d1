"""Assignments as CSV: the columns of `tasks --json`, for a spreadsheet or a script."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from exchange.assignment_json import assignment_json
from exchange.files import harmless_cell
from store.shapes import Assignment


def assignments_csv(rows: Iterable[Assignment]) -> str:
    """One line per assignment after the head; text that a spreadsheet would run is made harmless."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    head: list[str] | None = None
    for row in rows:
        fields = assignment_json(row)
        if head is None:
            head = list(fields)
            table.writerow(head)
        table.writerow([harmless_cell(v) if isinstance(v, str) else "" if v is None else v for v in fields.values()])
    return out.getvalue()
