"""The store's settings with their history: which value counted from which day, and who gave it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from store.facts import Settings
from store.folding import in_order
from store.queries.clock import settings
from store.reader import Reader, as_int, as_json, as_text
from store.recorded import entries, ids_sql, undone_of


class Valued(NamedTuple):
    """One value of one setting."""

    name: str
    value: object
    since: date | None
    """The day from which it counts; None for the value that the store began with."""
    by: str
    """Who gave it; empty for the value that the store began with."""


def valued(reader: Reader) -> dict[str, tuple[Valued, ...]]:
    """Every setting's values in the order in which they count, the one that counts now last.

    Raises:
        Unusable: one of them is not what this program writes.
    """
    now, names = settings(reader)._asdict(), Settings._fields
    known = {name: fields.get("value", []) for name, fields in entries(reader, "store", names).items()}
    commands = {one.command for changes in known.values() for one in changes}
    undone = undone_of(reader, commands)
    rows = reader.rows(f"SELECT id, by_whom FROM command WHERE id IN ({ids_sql(commands)})")
    people = {as_int(ident): as_text(by) for ident, by in rows}
    found: dict[str, tuple[Valued, ...]] = {}
    for name in names:
        changes = known.get(name, [])
        first = _value(changes[0].old) if changes else now[name]
        kept = in_order(one for one in changes if one.command not in undone)
        later = (Valued(name, _value(one.new), one.on_date, people.get(one.command, "")) for one in kept)
        found[name] = (Valued(name, first, None, ""), *later)
    return found


def _value(recorded: str) -> object:
    """A setting keeps its value as JSON, and a change keeps that text as JSON again."""
    return as_json(as_json(recorded))
