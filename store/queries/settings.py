"""The store's settings with their history: which value counted from which day, and who gave it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
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


def zone_known(reader: Reader, day: date, end: Callable[[str], datetime]) -> str:
    """The time zone that counted on a day, as far as was recorded by a moment that itself depends on the zone.

    So a bulletin of that day stays as it is when another zone is set later.

    Args:
        reader: of the store.
        day: the day.
        end: the moment, in the zone of that name.
    """
    changes = entries(reader, "store", ["time_zone"]).get("time_zone", {}).get("value", [])
    zone = str(_value(changes[0].old) if changes else settings(reader).time_zone)
    for _ in changes:  # a change shortly before the moment may move it: then once more
        moment = end(zone).astimezone(UTC).isoformat(timespec="microseconds")
        known = as_int((reader.one("SELECT max(id) FROM command WHERE at <= :moment", moment=moment) or (0,))[0])
        turns = reader.rows("SELECT target, kind FROM command WHERE target IS NOT NULL AND id <= :known ORDER BY id",
                            known=known)  # fmt: skip
        out = {target for target, kind in {as_int(at): kind for at, kind in turns}.items() if kind == "undo"}
        kept = [one for one in changes if one.command <= known and one.on_date <= day and one.command not in out]
        found = str(_value(in_order(kept)[-1].new if kept else changes[0].old))
        if found == zone:
            break
        zone = found
    return zone


def _value(recorded: str) -> object:
    """A setting keeps its value as JSON, and a change keeps that text as JSON again."""
    return as_json(as_json(recorded))
