"""What stands on a row: the rows that refer to it, and the assignments whose derived columns follow from it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlmodel import col, select

from store.commands.dates import below
from store.held import pieces, rows_by_id
from store.models import (
    Assignment,
    Command,
    Extension,
    Indicator,
    Mandate,
    Phase,
    Reading,
    Report,
    Row,
    Share,
    Step,
    Task,
)
from store.writer import Transaction


def _references() -> dict[str, list[tuple[Any, str]]]:
    """By table: the (table, column) pairs that refer to it."""
    found: dict[str, list[tuple[Any, str]]] = {}
    known: list[Any] = Row.__subclasses__()
    for table in known:
        for column in table.__table__.columns:
            for key in column.foreign_keys:
                found.setdefault(key.column.table.name, []).append((table, column.name))
    return found


REFERENCES = _references()


def by_table(rows: Iterable[Row]) -> dict[str, list[int]]:
    """The ids of rows, by the name of their table."""
    found: dict[str, list[int]] = {}
    for row in rows:
        found.setdefault(str(row.__tablename__), []).append(row.id or 0)
    return found


def dependent(t: Transaction, target: int, made: Iterable[Row]) -> Row | None:
    """A row in force that a later command made and that refers to one of these; None where nothing does.

    What an undo or redo made only followed from the memberships (`expand`) and will follow them again.
    """
    given = select(Command.id).where(col(Command.id) > target, Command.kind == "do")
    for name, mine in by_table(made).items():
        for table, column in REFERENCES.get(name, ()):
            for piece in pieces(mine):
                later = select(table).where(getattr(table, column).in_(piece), table.made.in_(given))
                found: Row | None = t.session.exec(later.where(table.gone.is_(None))).first()
                if found is not None:
                    return found
    return None


def supports(rows: Iterable[Row]) -> set[tuple[str, int]]:
    """(table, id) of every row of the plan that one of these refers to."""
    found: set[tuple[str, int]] = set()
    for name, pairs in REFERENCES.items():
        for table, column in pairs if name != "command" else ():
            mine = (getattr(row, column) for row in rows if isinstance(row, table))
            found.update((name, ident) for ident in mine if ident is not None)
    return found


def depending(t: Transaction, places: dict[str, set[int]]) -> set[int]:
    """The assignments whose derived columns depend on rows.

    Args:
        t: the command that changed them.
        places: the ids of the rows, by the name of their table.
    """

    def rows(table: type[Any]) -> list[Any]:
        return rows_by_id(t.session, table, sorted(places.get(str(table.__tablename__), ())))

    touched = {*places.get("assignment", ()), *(row.assignment for row in [*rows(Report), *rows(Extension)])}
    tasks = {*places.get("task", ()), *(row.task for row in rows(Mandate))}
    measured = {row.indicator for row in [*rows(Reading), *rows(Step), *rows(Share)]}
    tasks |= {row.task for row in rows_by_id(t.session, Indicator, sorted(measured)) if row.task is not None}
    for task in rows_by_id(t.session, Task, sorted(tasks)):
        touched.update(below(t, task))
    plans = {*places.get("plan", ()), *(row.plan for row in [*rows(Phase), *rows(Indicator)])}
    mine = select(Assignment.id).where(col(Assignment.plan).in_(sorted(plans)), col(Assignment.gone).is_(None))
    return touched | {ident for ident in t.session.exec(mine) if ident is not None}
