"""Whether a change begins with what the changes before it left: their values as of its day, as known when it was made.

That is how it was written down (store.writer.Transaction.update); what a command undid by then had no part in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from store.check.finding import Finding, about
from store.check.unrecorded import BEGINS
from store.reader import Reader, as_int

Turns = Mapping[int, Sequence[tuple[int, bool]]]
"""Command → the commands that undid it (True) and did it again (False), in their order."""

RECORDED = frozenset(("bulletin", "chase", "reading", "report"))
"""Tables of which what is said in the making of a row begins with nothing."""


class Change(NamedTuple):
    """One recorded change of one field."""

    field: str
    id: int
    command: int
    on: str
    old: str
    new: str


def turns(reader: Reader) -> Turns:
    """All undos and redos."""
    found: dict[int, list[tuple[int, bool]]] = {}
    sql = "SELECT target, id, kind FROM command WHERE target IS NOT NULL ORDER BY id"
    for target, ident, kind in reader.each(sql):
        found.setdefault(as_int(target), []).append((as_int(ident), kind == "undo"))
    return found


def not_chained(
    reader: Reader, table: str, changes: Sequence[Change], turned: Turns, made: object
) -> Iterator[Finding]:  # fmt: skip
    """Changes of one field that begin with something else.

    Args:
        reader: of the store.
        table: whose field it is.
        changes: all of the field, in the order in which they count.
        turned: all undos and redos.
        made: the command that made the row.
    """
    first = min(changes, key=lambda change: change.id)
    for change in changes:
        try:
            wanted = _left(change, changes, first, table, turned, made)
            old = json.loads(change.old)
        except (ValueError, RecursionError):
            continue  # said of the change itself, as JSON that is none
        if old not in wanted:
            facts = {"field": change.field, "value": old, "wanted": wanted[0]}
            yield Finding("not_chained", {**about(reader, "change", change.id), **facts})


def _left(
    change: Change, changes: Sequence[Change], first: Change, table: str, turned: Turns, made: object
) -> tuple[object, ...]:  # fmt: skip
    """What a change may begin with; the first of a field with anything, where nothing else tells what was before."""
    old = json.loads(change.old)
    if change.command == made and (table in RECORDED or old is None):
        return (None,)
    for before in reversed(changes):
        if before.id < change.id and before.on <= change.on and not _out(turned, before.command, change.command):
            return (json.loads(before.new),)
    begins = BEGINS.get((table, change.field))
    if begins is None:
        return (json.loads(first.old),)
    return (begins,) if begins else (None, "")


def _out(turned: Turns, command: int, by: int) -> bool:
    """Whether a command was out of force when that one was given."""
    return next((undone for ident, undone in reversed(turned.get(command, ())) if ident <= by), False)
