"""What stands in the way of an undo or a redo: a closed plan, and what others did since to what it would touch."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy.orm import aliased
from sqlmodel import col, select

from store.commands.bulletins import refuse_second
from store.commands.dependents import by_table, dependent, supports
from store.commands.targets import open_plan
from store.errors import Refused
from store.held import pieces
from store.models import Bulletin, Change, Command, Plan, Row, Task, Unit
from store.reader import as_int
from store.recorded import Entry, ids_sql
from store.writer import Transaction

TABLES: dict[str, Any] = {str(table.__tablename__): table for table in Row.__subclasses__()}
"""Every table of the plan, by name."""


def look_for_obstacles(
    t: Transaction, target: int, kind: str, changes: Sequence[Change], made: Sequence[Row]
) -> None:  # fmt: skip
    """Refuse what would overwrite, take away or bring back under others what they did since.

    Args:
        t: the undo or redo.
        target: the command that it is about.
        kind: undo or redo.
        changes: what the target changed.
        made: the rows that the target made.

    Raises:
        Refused: naming who did what since, or the closed plan.
    """
    _look_for_closed(t, changes, made)
    _look_for_later(t, target)
    if kind == "undo":
        _look_for_work_on(t, target, made)
    else:
        _look_for_ended(t, target, changes, made)
        for row in made:
            if isinstance(row, Bulletin):
                refuse_second(t, row.plan, row.kind, row.number, row.issued)


def _look_for_closed(t: Transaction, changes: Iterable[Change], made: Iterable[Row]) -> None:
    """Refuse to reach into a closed plan, unless the command is the one that closed or opened it.

    Raises:
        Refused: naming the plan.
    """
    plans = {change.plan for change in changes} | {getattr(row, "plan", None) for row in made}
    plans |= {row.id for row in made if isinstance(row, Plan)}
    turned = {int(change.row_id) for change in changes if (change.tbl, change.field) == ("plan", "state")}
    for plan in plans - turned - {None}:
        open_plan(t, plan or 0)


def _look_for_later(t: Transaction, target: int) -> None:
    """Refuse to overwrite a later change of the same field by a command that is in force.

    Raises:
        Refused: naming task, unit, field, the later value and who gave it.
    """
    mine, later = aliased(Change), aliased(Change)
    found = t.session.exec(
        select(later)
        .where(
            mine.command == target, later.tbl == mine.tbl, later.row_id == mine.row_id, later.field == mine.field,
            col(later.command) > target,
        )
        .order_by(col(later.id).desc())
    ).all()  # fmt: skip
    _refuse_first(t, found)


def _refuse_first(t: Transaction, changes: Sequence[Change | Entry]) -> None:
    """Refuse for the first of these changes that somebody made and that is in force.

    What an undo or redo recorded itself only followed from the memberships (`expand`) and will follow them again.
    """
    undone = t.undone({change.command for change in changes})
    for change in changes:
        if change.command not in undone and t.session.get_one(Command, change.command).kind == "do":
            raise Refused(
                "undo_conflict", by=_by(t, change.command), task=_task_name(t, change), unit=_unit_name(t, change),
                field=change.field, value=json.loads(change.new),
            )  # fmt: skip


def _look_for_work_on(t: Transaction, target: int, made: Iterable[Row]) -> None:
    """Refuse to take away rows that somebody has worked on, or built on, since.

    Raises:
        Refused: naming what stands on them and whose it is.
    """
    for table, mine in by_table(made).items():
        t.remember(table, mine)
        later = [
            change
            for ident in mine
            for found in t.changes_of(table, str(ident)).values()
            for change in found
            if change.command > target
        ]
        _refuse_first(t, sorted(later, key=lambda change: -(change.id or 0)))
    stands = dependent(t, target, made)
    if stands is not None:
        table = str(stands.__tablename__)
        raise Refused("undo_conflict", by=_by(t, stands.made), task=_place(t, stands), field=table)


def _look_for_ended(t: Transaction, target: int, changes: Iterable[Change], made: Sequence[Row]) -> None:
    """Refuse to do again what was done to rows, or built on rows, that have ended since.

    Raises:
        Refused: naming what has ended and who ended it.
    """
    turned = {(change.tbl, int(change.row_id)) for change in changes if change.field == "gone"}
    mine = {(str(row.__tablename__), row.id or 0) for row in made}
    touched = {(change.tbl, int(change.row_id)) for change in changes if change.tbl in TABLES}
    stood_on = (touched | supports(made)) - turned - mine
    for table in sorted({table for table, _ in stood_on}):
        for piece in pieces(ident for name, ident in stood_on if name == table):
            sql = (
                f"SELECT id, gone FROM {table} WHERE gone IS NOT NULL AND id IN ({ids_sql(piece)}) ORDER BY id LIMIT 1"
            )
            for ident, gone in t.reader.rows(sql):
                row = t.session.get_one(TABLES[table], ident)
                raise Refused("undo_conflict", by=_by(t, as_int(gone)), task=_place(t, row) or table, field="gone")


def _by(t: Transaction, command: int) -> str:
    """Who gave a command."""
    return t.session.get_one(Command, command).by_whom


def _place(t: Transaction, row: Row) -> str:
    """The task or plan that a row belongs to, where it says so; the name of a unit."""
    task = row if isinstance(row, Task) else t.session.get(Task, getattr(row, "task", None) or 0)
    plan = (
        row if isinstance(row, Plan) else t.session.get(Plan, getattr(row, "plan", None) or (task.plan if task else 0))
    )
    return _joined(plan, task) or str(getattr(row, "name", ""))


def _task_name(t: Transaction, change: Change | Entry) -> str:
    plan = t.session.get(Plan, change.plan) if change.plan is not None else None
    task = t.session.get(Task, change.task) if change.task is not None else None
    return _joined(plan, task)


def _joined(plan: Plan | None, task: Task | None) -> str:
    """`PLAN/REF`, or as much of it as there is."""
    return "/".join(part for part in (plan.key if plan else "", task.ref if task else "") if part)


def _unit_name(t: Transaction, change: Change | Entry) -> str:
    unit = t.session.get(Unit, change.unit) if change.unit is not None else None
    return unit.name if unit else ""
