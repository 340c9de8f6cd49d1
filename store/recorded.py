"""The recorded changes of rows, read by plain SQL: for a command that writes and for the view of a past date."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from store.reader import Reader, as_date, as_int, as_text


class Entry(NamedTuple):
    """One recorded change of one field."""

    id: int
    command: int
    field: str
    on_date: date
    old: str
    new: str
    plan: int | None
    task: int | None
    unit: int | None


Fields = dict[str, list[Entry]]
"""The recorded changes of one row by field, in the order of recording."""


def entries(reader: Reader, table: str, rows: Iterable[object], fields: Iterable[str] = ()) -> dict[str, Fields]:
    """The recorded changes of rows.

    Args:
        table: the rows' table.
        rows: their ids, or the keys of settings.
        fields: only these, where some are given.

    Returns:
        By row (as text) and field, in the order of recording; rows without changes are left out.
    """
    params: dict[str, object] = {f"r{at}": str(row) for at, row in enumerate(rows)}
    names = ", ".join(f":{name}" for name in params)
    only = ", ".join(f"'{field}'" for field in fields)
    found: dict[str, Fields] = {}
    for row, ident, command, field, on, old, new, plan, task, unit in reader.rows(
        f"SELECT row_id, id, command, field, on_date, old, new, plan, task, unit FROM change"
        f" WHERE tbl = :tbl AND row_id IN ({names}){f' AND field IN ({only})' if only else ''} ORDER BY id",
        tbl=table, **params,
    ):  # fmt: skip
        one = Entry(
            as_int(ident), as_int(command), as_text(field), as_date(on) or date.min, as_text(old), as_text(new),
            _optional(plan), _optional(task), _optional(unit),
        )  # fmt: skip
        found.setdefault(as_text(row), {}).setdefault(one.field, []).append(one)
    return found


def _optional(ident: object) -> int | None:
    return None if ident is None else as_int(ident)


def ids_sql(ids: Iterable[int]) -> str:
    """Ids as the inside of an SQL list; they are our own numbers, never foreign text."""
    return ", ".join(str(int(ident)) for ident in sorted(ids))


def undone_of(reader: Reader, commands: Iterable[int]) -> set[int]:
    """Which of these commands are out of force: the last row that targets them is an undo (MODEL, point 2)."""
    chosen = ids_sql(commands)
    if not chosen:
        return set()
    sql = f"SELECT target, kind FROM command WHERE target IN ({chosen}) ORDER BY id"
    return {target for target, kind in {as_int(t): kind for t, kind in reader.rows(sql)}.items() if kind == "undo"}
