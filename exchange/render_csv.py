"""The ledger of assignments as CSV: one row each, cells that a spreadsheet would run made harmless.

Dates are ISO, numbers plain, so that a spreadsheet can count with them; words stand in the language of the export.
"""

from __future__ import annotations

import csv
import io
from datetime import date

from exchange.files import harmless_cell
from exchange.ledger import COLUMNS, COMPARED, CONTACTS, Value, ledger_rows
from exchange.summary_shapes import Summary
from words import Words
from words.figures import number_digits


def render_csv(summary: Summary, words: Words) -> str:
    """The table with its head, lines ending in a line feed.

    Args:
        summary: of any kind; all its plans.
        words: the language of heads and of the domain's words.
    """
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    asked = CONTACTS if any(plan.material.contacts is not None for plan in summary.plans) else ()
    columns = (*COLUMNS, *asked, *(COMPARED if summary.since is not None else ()))
    table.writerow([words.paper.ledger_column(column) for column in columns])
    for row in ledger_rows(summary, words):
        table.writerow([_cell(row[column]) for column in columns])
    return out.getvalue()


def _cell(value: Value) -> str | float:
    """A value as a cell: numbers rounded as they are printed, text made harmless and, by the writer, quoted."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        number = float(number_digits(value).replace("−", "-"))
        return int(number) if number.is_integer() else number
    return harmless_cell(value)
