"""What a command brought, ended and changed, by name: what its undo takes back, and its redo brings back."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from store.queries.history import log
from store.reader import Reader, as_date, as_float, as_int, as_text
from store.shapes import ChangeLine

FEW = 6
"""Up to so many rows of one kind are named; more are counted."""

OF_TASK = "JOIN task t ON t.id = {} JOIN plan p ON p.id = t.plan LEFT JOIN unit u ON u.id = {}"
OF_ASSIGNMENT = f"JOIN assignment a ON a.id = x.assignment {OF_TASK.format('a.task', 'a.unit')}"
OF_INDICATOR = "JOIN indicator i ON i.id = x.indicator JOIN plan p ON p.id = i.plan"
OF_UNIT = "JOIN unit u ON u.id = x.unit"
OF_PLAN = "LEFT JOIN plan p ON p.id = x.plan"
TASK, NONE = "p.key || '/' || t.ref", "NULL"

NAMED = {
    "plan": ("x.key", NONE, NONE, NONE, NONE, ""),
    "task": ("p.key || '/' || x.ref", NONE, "x.title", NONE, NONE, OF_PLAN),
    "unit": (NONE, NONE, "x.name", NONE, NONE, ""),
    "alias": (NONE, "u.name", "x.name", NONE, NONE, OF_UNIT),
    "contact": (NONE, "u.name", "x.name", "x.kind", NONE, OF_UNIT),
    "membership": (NONE, "u.name", "g.name", NONE, NONE, f"{OF_UNIT} JOIN unit g ON g.id = x.group_unit"),
    "mandate": (TASK, "u.name", NONE, NONE, NONE, OF_TASK.format("x.task", "x.unit")),
    "assignment": (TASK, "u.name", NONE, NONE, NONE, OF_TASK.format("x.task", "x.unit")),
    "report": (TASK, "u.name", NONE, NONE, "x.on_date", OF_ASSIGNMENT),
    "extension": (TASK, "u.name", NONE, NONE, "x.wanted", OF_ASSIGNMENT),
    "chase": (NONE, "u.name", NONE, NONE, "x.on_date", OF_UNIT),
    "reading": ("p.key || '/' || i.ref", "u.name", NONE, "coalesce(x.choice, x.value)", "x.on_date",
                f"{OF_INDICATOR} {OF_UNIT}"),
    "share": ("p.key || '/' || i.ref", "u.name", NONE, "x.value", NONE, f"{OF_INDICATOR} {OF_UNIT}"),
    "step": ("p.key || '/' || i.ref", NONE, NONE, "x.value", NONE, OF_INDICATOR),
    "milestone": ("p.key || '/' || x.ref", NONE, "x.name", NONE, NONE, OF_PLAN),
    "indicator": ("p.key || '/' || x.ref", NONE, "x.name", NONE, NONE, OF_PLAN),
    "bulletin": ("p.key", NONE, "x.number", "x.kind", NONE, OF_PLAN),
    "section": ("p.key", NONE, "trim(x.label || ' ' || x.title)", NONE, NONE, OF_PLAN),
    "phase": ("p.key", NONE, "x.name", NONE, NONE, OF_PLAN),
    "body": ("p.key", NONE, "x.name", NONE, NONE, OF_PLAN),
    "person": ("b.name", NONE, "trim(x.post || ' ' || x.name)", NONE, NONE, "JOIN body b ON b.id = x.body"),
}  # fmt: skip
"""By table: where its rows belong, whose they are, their name, figure and day, and what to join for that."""

GOES_ALONG = {"plan": frozenset(NAMED) - {"plan", "task", "assignment"}, "task": frozenset({"mandate"}),
              "assignment": frozenset({"mandate"})}  # fmt: skip
"""What nobody asks after where a row of that table came with it."""
ON_ITS_OWN = frozenset({"assignment", "task", "plan", "milestone", "store", "unit"})
"""Tables of whose changed rows task, plan and unit say enough."""


class Thing(NamedTuple):
    """One row by its names."""

    table: str
    ref: str
    unit: str
    name: str
    value: float | str
    on: date | None


class TurnedRows(NamedTuple):
    """Rows of one table that a command brought or ended."""

    table: str
    there: bool
    """True where the command brought them."""
    n: int
    things: tuple[Thing, ...]
    """Their names, where they are few."""


class Turned(NamedTuple):
    """What a command brought, ended and changed."""

    rows: tuple[TurnedRows, ...]
    changes: tuple[tuple[ChangeLine, Thing | None], ...]
    """Changed fields, without those that only go with another; with the row by name where its place says too little."""


def turned(reader: Reader, command: int, most: int) -> Turned:
    """What a command did, as its undo or redo tells it.

    Args:
        reader: of the store.
        command: its id.
        most: how many changed fields are read at most.
    """
    made = {table: _count(reader, table, command) for table in NAMED}
    silent = {other for table, others in GOES_ALONG.items() if made[table] for other in others}
    rows = [_brought(reader, table, n, command) for table, n in made.items() if n and table not in silent]
    changes = log(reader, command=command, limit=most, newest_first=False)
    ended: dict[tuple[str, bool], list[int]] = {}
    for line in changes:
        if line.field == "gone" and line.what in NAMED:
            ended.setdefault((line.what, line.new is None), []).append(line.row)
    rows += [
        TurnedRows(table, there, len(ids), _named(reader, table, ids) if len(ids) <= FEW else ())
        for (table, there), ids in ended.items()
    ]
    told = [line for line in changes if line.field != "gone" and not _is_made(reader, line, command, made)]
    dues = {(line.what, line.row) for line in told if line.field == "due_own"}
    kept = [
        line for line in told
        if not (line.field.startswith("due_own_") and (line.what, line.row) in dues) or line.field == "due_own_basis"
    ]  # fmt: skip
    return Turned(tuple(rows), tuple((line, _thing(reader, line)) for line in kept))


def _count(reader: Reader, table: str, command: int) -> int:
    row = reader.one(f"SELECT count(*) FROM {table} WHERE made = :command", command=command)
    return as_int(row[0]) if row else 0


def _brought(reader: Reader, table: str, n: int, command: int) -> TurnedRows:
    """The rows that a command made."""
    ids = reader.rows(f"SELECT id FROM {table} WHERE made = :command ORDER BY id", command=command) if n <= FEW else []
    return TurnedRows(table, True, n, _named(reader, table, [as_int(ident) for (ident,) in ids]))


def _is_made(reader: Reader, line: ChangeLine, command: int, made: dict[str, int]) -> bool:
    """Whether a change only says what a row of the same command was made with."""
    if not made.get(line.what):
        return False
    row = reader.one(f"SELECT made FROM {line.what} WHERE id = :id", id=line.row)
    return row is not None and row[0] == command


def _thing(reader: Reader, line: ChangeLine) -> Thing | None:
    if line.what in ON_ITS_OWN or line.what not in NAMED:
        return None
    found = _named(reader, line.what, [line.row])
    return found[0] if found else None


def _named(reader: Reader, table: str, ids: list[int]) -> tuple[Thing, ...]:
    """Rows by their names, in the order of their numbers."""
    ref, unit, name, value, on, joined = NAMED[table]
    listed = ", ".join(map(str, ids))
    rows = reader.rows(
        f"SELECT {ref}, {unit}, {name}, {value}, {on} FROM {table} x {joined} WHERE x.id IN ({listed}) ORDER BY x.id"
    )
    return tuple(
        Thing(table, as_text(where), as_text(whose), as_text(called), _figure(number), as_date(day))
        for where, whose, called, number, day in rows
    )


def _figure(value: object) -> float | str:
    number = as_float(value)
    return as_text(value) if number is None else number
