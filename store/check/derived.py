"""Whether every derived column is what the raw facts give: dates, figures, pace, when tasks closed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from store.check.finding import Finding, about
from store.closings import closings
from store.deriving import Derived, derived
from store.reader import Reader, as_date, as_int

PIECE = 20_000
"""How many assignments or tasks are looked at before what was read for them is forgotten."""
NEAR = 1e-9
"""Figures that differ by less are the same."""


def not_derived(reader: Reader, today: date) -> Iterator[Finding]:
    """Derived columns that say something else than what was recorded gives.

    Args:
        reader: of the store.
        today: the day as of which tasks count as closed.
    """
    for ids in _pieces(reader, "assignment"):
        yield from _assignments(reader, ids)
    for ids in _pieces(reader, "task"):
        for task, day in closings(reader, ids, today):
            if not _closed_once(reader, task):
                held = reader.one("SELECT done_on FROM task WHERE id = :task", task=task)
                facts = {"field": "done_on", "value": held[0] if held else None, "wanted": day}
                yield Finding("not_derived", {**about(reader, "task", task), **facts})


def _pieces(reader: Reader, table: str) -> Iterator[list[int]]:
    """The ids of a table, a piece at a time; what has ended is left out: it is derived anew when it comes back."""
    last: object = -(2**62)
    sql = f"SELECT id FROM {table} WHERE id > :last AND gone IS NULL ORDER BY id LIMIT {PIECE}"
    while rows := reader.rows(sql, last=last):
        last = rows[-1][0]
        yield [as_int(ident) for (ident,) in rows]


def _assignments(reader: Reader, ids: list[int]) -> Iterator[Finding]:
    """Some assignments, their columns against what is derived anew."""
    fields = Derived._fields
    held = reader.rows(
        f"SELECT id, {', '.join(fields)} FROM assignment WHERE id BETWEEN :first AND :last", first=ids[0], last=ids[-1]
    )
    known = {as_int(ident): columns for ident, *columns in held}
    for ident, fresh in derived(reader, ids):
        for field, value, wanted in zip(fields, known[ident], fresh, strict=True):
            if not _same(value, wanted):
                facts = {"field": field, "value": value, "wanted": wanted}
                yield Finding("not_derived", {**about(reader, "assignment", ident), **facts})


def _same(value: object, wanted: object) -> bool:
    if isinstance(value, (int, float)) and isinstance(wanted, (int, float)):
        return abs(value - wanted) < NEAR
    return value == wanted


def _closed_once(reader: Reader, task: int) -> bool:
    """Whether the recorded day is right as of a day on which somebody joined or left.

    A task is looked at when something is written, not when a dated membership begins or ends of itself.
    """
    rows = reader.rows("SELECT since, until FROM assignment WHERE task = :task AND gone IS NULL", task=task)
    dates = {day for row in rows for day in map(as_date, row) if day is not None}
    days = sorted(dates | {day - timedelta(days=1) for day in dates})
    return any(not [*closings(reader, [task], day)] for day in days)
