"""How a due date moved: the recorded changes of an assignment and of all it inherits from, replayed in their order.

Pure: the changes come from the writer or from the reader, whoever asks.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from store.folding import Recorded


class Columns(NamedTuple):
    """In which columns a row states a due date; where no basis can be said, the plan itself is the basis."""

    day: str
    phrase: str
    basis: str = ""
    note: str = ""


OWN = Columns("due_own", "due_own_phrase", "due_own_basis", "due_own_note")
WRITTEN = Columns("due", "due_phrase")
PERIOD = Columns("period", "period_phrase")

STATING = ("breakdown", "plan", "correction")
"""Who gives a date on one of these where none was stated gives the first one; any other basis moves what was there."""


class Place(NamedTuple):
    """One level that states a due date: a row, its columns, and what they say now."""

    table: str
    row: int
    columns: Columns
    now: Mapping[str, object]


class Move(NamedTuple):
    """One move of the date that an assignment has to keep, its own or an inherited one."""

    on: date
    command: int
    old: date | None
    new: date | None
    basis: str
    note: str
    stated: bool
    """True where it gave the work a date of its own instead of moving one."""


Known = Mapping[tuple[str, int], Mapping[str, Sequence[Recorded]]]
"""All recorded changes by (table, row) and field, in the order of recording."""


class _Step(NamedTuple):
    """One recorded change of a column of one place."""

    on: date
    command: int
    id: int
    place: int
    column: str
    value: object


def chain(places: Sequence[Place], known: Known, undone: Collection[int]) -> Iterator[Move]:
    """The moves in force, in the order in which they count.

    Args:
        places: the assignment, its task and the tasks above (each what the office gave it, then what the plan says),
            phase and plan: the nearest first, as due dates are inherited.
        known: what was recorded of these rows.
        undone: the commands that are out of force.
    """
    values = [dict(place.now) for place in places]
    steps: list[_Step] = []
    for at, place in enumerate(places):
        fields = known.get((place.table, place.row), {})
        for column in filter(None, place.columns):
            recorded = fields.get(column, ())
            if recorded:
                values[at][column] = json.loads(recorded[0].old)
            steps += [
                _Step(one.on_date, one.command, one.id or sys.maxsize, at, column, json.loads(one.new))
                for one in recorded
                if one.command not in undone
            ]
    for (on, command), together in groupby(sorted(steps), key=lambda step: (step.on, step.command)):
        before, old = _in_force(places, values)
        dated: list[int] = []
        for step in together:
            values[step.place][step.column] = step.value
            if step.column in places[step.place].columns[:2]:
                dated.append(step.place)
        after, new = _in_force(places, values)
        if dated and min(dated) <= max(before, after):
            place, said = places[min(dated)], values[min(dated)]
            basis = str(said.get(place.columns.basis) or "plan")
            note = str(said.get(place.columns.note) or "")
            stated = place.table in ("assignment", "task") and basis in STATING
            yield Move(on, command, old, new, basis, note, stated)


def _in_force(places: Sequence[Place], values: Sequence[Mapping[str, object]]) -> tuple[int, date | None]:
    """The nearest place that says something of the due date, and the day; behind the last one where none does."""
    for at, place in enumerate(places):
        day = values[at].get(place.columns.day)
        if day or values[at].get(place.columns.phrase):
            return at, date.fromisoformat(str(day)) if day else None
    return len(places), None


def first_due(origin: date | None, moves: Iterable[Move], now: date | None) -> date | None:
    """The first due date, which is never forgotten.

    Args:
        origin: what the plan states for the task itself.
        moves: since the assignment was made.
        now: what it has to keep now, perhaps inherited from phase or plan.

    Returns:
        The plan's own date; else the first that a breakdown stated; else what was in force before the first move.
    """
    first = origin
    for move in moves:
        first = first or (move.new if move.stated else move.old or move.new)
    return first or now
