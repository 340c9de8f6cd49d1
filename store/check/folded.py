"""Whether every logged field is what its recorded changes fold to (MODEL, "How history, dates … live together", 1)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby

from store.check.chained import Change, not_chained, turns
from store.check.finding import Finding, about
from store.check.pages import columns_of
from store.reader import Reader, as_int, as_text

CHANGES = """SELECT tbl, row_id, field, id, command, on_date, old, new FROM change
 ORDER BY tbl, row_id, field, on_date, id"""
"""In the order of an index: nothing is sorted, and only the changes of one row are held at a time."""


def not_folded(reader: Reader) -> Iterator[Finding]:
    """Fields that say something else than their changes in force, and changes of what is not there.

    Changes too that begin with something else than those before them left.
    """
    turned = turns(reader)
    undone = frozenset(command for command, of in turned.items() if of[-1][1])  # MODEL, point 2
    columns: dict[str, dict[str, str]] = {}
    for (table, row), lines in groupby(reader.each(CHANGES), key=lambda line: (as_text(line[0]), as_text(line[1]))):
        changes = [_change(line) for line in lines]
        if table not in columns:
            columns[table] = columns_of(reader, table)
        held = _held(reader, table, row, columns[table])
        if held is None:
            yield Finding("lost_row", {**about(reader, "change", changes[0].id), "table": table, "value": row})
            continue
        for field, together in groupby(changes, key=lambda change: change.field):
            if field != "gone":  # ending is recorded, but what ends with its command comes back without a record
                of_field = [*together]
                yield from _field(reader, (table, row), held, of_field, undone)
                yield from not_chained(reader, table, of_field, turned, held.get("made"))


def _change(line: tuple[object, ...]) -> Change:
    _, _, field, ident, command, on, old, new = line
    return Change(as_text(field), as_int(ident), as_int(command), as_text(on), as_text(old), as_text(new))


def _held(reader: Reader, table: str, row: str, columns: dict[str, str]) -> dict[str, object] | None:
    """A row as it stands; None where it is not there."""
    if not columns or (table != "store" and not (row.isascii() and row.isdecimal())):
        return None
    key, value = ("key", row) if table == "store" else ("id", min(int(row), 2**63 - 1))
    found = reader.one(f'SELECT * FROM "{table}" WHERE "{key}" = :value', value=value)
    return dict(zip(columns, found, strict=True)) if found else None


def _field(
    reader: Reader, place: tuple[str, str], held: dict[str, object], changes: list[Change], undone: frozenset[int]
) -> Iterator[Finding]:
    """One field against its changes; what a row was made with stays when its making is undone: then the row ends."""
    table, row = place
    field = changes[0].field
    if field not in held:
        facts = {"table": table, "value": f"{row} ({field})"}
        yield Finding("lost_row", {**about(reader, "change", changes[0].id), **facts})
        return
    first = min(changes, key=lambda change: change.id)
    kept = [change.new for change in changes if change.command not in undone or change.command == held.get("made")]
    try:
        wanted = json.loads(kept[-1] if kept else first.old)
    except (ValueError, RecursionError):
        return  # said of the change itself, as JSON that is none
    found = bool(held[field]) if isinstance(wanted, bool) and held[field] in (0, 1) else held[field]
    if found != wanted:
        yield Finding("not_folded", {**about(reader, table, row), "field": field, "value": found, "wanted": wanted})
