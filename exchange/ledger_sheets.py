"""The other sheets of the ledger (PAPERS, section 3): reports by unit and period, dates that moved, chases."""

from __future__ import annotations

import csv
import io
from collections.abc import Container, Iterable, Sequence
from datetime import date

from exchange.annexes import moves_table
from exchange.files import harmless_cell
from exchange.summary_shapes import PlanSummary
from store.queries.chased import ChaseRow
from store.reported import Reports
from words import Words

ALL_PERIODS = 1200
"""A hundred years of months."""


def reports_sheet(found: Reports, as_of: date, words: Words) -> str:
    """Unit × period as CSV: on time, late with the day, missing; empty where no report was owed."""
    paper = words.paper
    heads = [words.endings.label("unit"), *(paper.period(one.start, one.end, None) for one in found.periods)]
    rows = (
        [each.unit, *(paper.reported(came.state, came.received, as_of) if came else "" for came in each.periods)]
        for each in found.units
    )
    return sheet(heads, rows)


def moves_sheet(plan: PlanSummary, words: Words) -> str | None:
    """Annex 2 as CSV; None where nothing moved and nobody asked."""
    table = moves_table(plan, words)
    return sheet(table.heads, table.rows) if table else None


def chases_sheet(chases: Iterable[ChaseRow], words: Words) -> str:
    """Every chase as CSV, without the person who was spoken to."""
    says, domain = words.calls, words.domain
    heads = [
        words.endings.label("unit"), words.paper.ledger_column("task"), *(
            says.label(name) for name in ("on", "via", "answer", "promised")
        ),
    ]  # fmt: skip
    rows = (
        [row.unit, domain.list(row.tasks), row.on.isoformat(), domain.via(row.via), row.answer,
         row.promised.isoformat() if row.promised else ""]
        for row in chases
    )  # fmt: skip
    return sheet(heads, rows)


def sheet(heads: Sequence[str], rows: Iterable[Sequence[str]], own: Container[int] = ()) -> str:
    """Cells as CSV: nothing in foreign text that a spreadsheet would run.

    Args:
        heads: of the columns.
        rows: of text.
        own: the columns that hold duban's own numbers, which stay as they are.
    """
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(heads)
    for row in rows:
        table.writerow([cell if n in own else harmless_cell(cell) for n, cell in enumerate(row)])
    return out.getvalue()
