"""Rows as objects, each read once in a transaction; many ids in pieces that one query takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TypeVar

from sqlalchemy import bindparam
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from store.models import Row

AnyRow = TypeVar("AnyRow", bound=Row)
Item = TypeVar("Item")

PIECE = 5_000
"""How many ids one query names: SQLite takes no more than 32,766 parameters."""


def pieces(values: Iterable[Item]) -> Iterator[list[Item]]:
    """Values in lists that are short enough for one query; none for no values."""
    known = list(values)
    for start in range(0, len(known), PIECE):
        yield known[start : start + PIECE]


def rows_by_id(session: Session, table: type[AnyRow], ids: Sequence[int]) -> list[AnyRow]:
    """These rows, in the order of the ids given; ids that are gone are left out.

    A row is read once in a transaction: nobody else can write until it ends.
    """
    held: dict[tuple[type[Row], int], AnyRow] = session.info.setdefault("held", {})
    for piece in pieces(ident for ident in ids if (table, ident) not in held):
        rows = session.exec(_chosen(table), params={"ids": piece})
        held.update({(table, row.id or 0): row for row in rows})
    found = {ident: held[table, ident] for ident in ids if (table, ident) in held}
    return [found[ident] for ident in ids if ident in found]


@cache
def _chosen(table: type[AnyRow]) -> SelectOfScalar[AnyRow]:
    """The rows of a table by ids: built once, for building it takes longer than asking it."""
    return select(table).where(col(table.id).in_(bindparam("ids", expanding=True)))


def row_by_id(session: Session, table: type[AnyRow], ident: int) -> AnyRow:
    """One row that must be there, read once in a transaction."""
    found = rows_by_id(session, table, [ident])
    return found[0] if found else session.get_one(table, ident)


def forget(session: Session, table: type[Row], ids: Iterable[int], columns: Iterable[str]) -> None:
    """Let the objects of these rows read columns anew that were written by SQL."""
    for ident in ids:
        row = session.identity_map.get((table, (ident,), None))
        if row is not None:
            session.expire(row, columns)
