"""Undo and redo: rows in the command list, never edited flags (MODEL, point 2)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy.orm import aliased
from sqlmodel import col, select

from store.commands.dependents import by_table, dependent, depending
from store.commands.derive import derive
from store.commands.expand import expand
from store.commands.members import open_plans, plans_of
from store.commands.targets import open_plan
from store.errors import Refused
from store.foreign import storable
from store.models import Change, Command, Membership, Plan, Row, Setting, Task, Unit
from store.recorded import Entry
from store.shapes import Undone, Who
from store.writer import Transaction, Writer, plain, rows_by_id, typed

TABLES: dict[str, Any] = {str(table.__tablename__): table for table in Row.__subclasses__()}
"""Every table of the plan, by name."""


def undo(writer: Writer, who: Who, n: int = 1) -> tuple[Undone, ...]:
    """Take back this person's last n commands, the newest first, in one transaction each.

    Raises:
        Refused: nothing is left to undo, or somebody changed since what the command changed or made.
    """
    return tuple(_reverse(writer, who, "undo") for _ in range(n))


def redo(writer: Writer, who: Who, n: int = 1) -> tuple[Undone, ...]:
    """Bring back this person's last n undone commands, the last undone first.

    Raises:
        Refused: nothing is left to redo, or somebody changed the same field since.
    """
    return tuple(_reverse(writer, who, "redo") for _ in range(n))


def _reverse(writer: Writer, who: Who, kind: str) -> Undone:
    """Undo or redo one command."""
    with writer.transaction(who, kind=kind) as t:
        target = _last_undone(t) if kind == "redo" else _last_done(t)
        if target is None or target.id is None:
            raise Refused(f"nothing_to_{kind}", by=who.by)
        t.aim(target)
        changes = list(t.session.exec(select(Change).where(Change.command == target.id).order_by(col(Change.id))))
        made = _made_rows(t, target.id)
        _guard_closed(t, changes, made)
        _guard(t, target.id)
        if kind == "undo":
            _guard_made(t, target.id, made)
        _turn(t, target.id, made, kind)
        _restore(t, changes, {(str(row.__tablename__), str(row.id)) for row in made})
        derive(t, _behind(t, changes, made) | _expanded(t, changes, made))
        return Undone(t.id, target.id, tuple(str(word) for word in json.loads(target.words)))


def _last_done(t: Transaction) -> Command | None:
    """The newest command of this person that is in force."""
    mine = select(Command).where(Command.by_whom == storable(t.who.by), Command.kind == "do", Command.id != t.id)
    for command in t.session.exec(mine.order_by(col(Command.id).desc()).execution_options(yield_per=50)):
        if not t.undone({command.id or 0}):
            return command
    return None


def _last_undone(t: Transaction) -> Command | None:
    """The command that this person undid last, unless a new command was given since."""
    by = storable(t.who.by)
    newest = t.session.exec(
        select(Command.id).where(Command.by_whom == by, Command.kind == "do").order_by(col(Command.id).desc())
    ).first()
    undos = t.session.exec(
        select(Command)
        .where(Command.kind == "undo", Command.by_whom == by, col(Command.id) > (newest or 0))
        .order_by(col(Command.id).desc())
    )
    for row in undos:
        if row.target is not None and t.undone({row.target}):
            return t.session.get(Command, row.target)
    return None


def _guard_closed(t: Transaction, changes: Iterable[Change], made: Iterable[Row]) -> None:
    """Refuse to reach into a closed plan, unless the command is the one that closed or opened it.

    Raises:
        Refused: naming the plan.
    """
    plans = {change.plan for change in changes} | {getattr(row, "plan", None) for row in made}
    plans |= {row.id for row in made if isinstance(row, Plan)}
    turned = {int(change.row_id) for change in changes if (change.tbl, change.field) == ("plan", "state")}
    for plan in plans - turned - {None}:
        open_plan(t, plan or 0)


def _guard(t: Transaction, target: int) -> None:
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
    """Refuse for the first of these changes that is in force."""
    undone = t.undone({change.command for change in changes})
    for change in changes:
        if change.command not in undone:
            raise Refused(
                "undo_conflict", by=t.session.get_one(Command, change.command).by_whom, task=_task_name(t, change),
                unit=_unit_name(t, change), field=change.field, value=json.loads(change.new),
            )  # fmt: skip


def _guard_made(t: Transaction, target: int, made: Iterable[Row]) -> None:
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
        by = t.session.get_one(Command, stands.made).by_whom
        raise Refused("undo_conflict", by=by, task=_plan_key(t, stands), field=str(stands.__tablename__))


def _plan_key(t: Transaction, row: Row) -> str:
    """The key of the plan that a row belongs to, where it or its task says so."""
    task = t.session.get(Task, getattr(row, "task", None) or 0)
    plan = t.session.get(Plan, getattr(row, "plan", None) or (task.plan if task else 0))
    return plan.key if plan else ""


def _task_name(t: Transaction, change: Change | Entry) -> str:
    plan = t.session.get(Plan, change.plan) if change.plan is not None else None
    task = t.session.get(Task, change.task) if change.task is not None else None
    return "/".join(part for part in (plan.key if plan else "", task.ref if task else "") if part)


def _unit_name(t: Transaction, change: Change | Entry) -> str:
    unit = t.session.get(Unit, change.unit) if change.unit is not None else None
    return unit.name if unit else ""


def _made_rows(t: Transaction, target: int) -> list[Row]:
    """The rows that a command made."""
    return [row for table in TABLES.values() for row in t.session.exec(select(table).where(table.made == target))]


def _turn(t: Transaction, target: int, made: Iterable[Row], kind: str) -> None:
    """End the rows that the command made (undo), or bring back those that its undo had ended (redo)."""
    undos = set(t.session.exec(select(Command.id).where(Command.target == target, Command.kind == "undo")))
    for row in made:
        if kind == "undo" and row.gone is None:
            row.gone = t.id
        elif kind == "redo" and row.gone in undos:
            row.gone = None
        t.session.add(row)
    t.session.flush()


def _restore(t: Transaction, changes: Sequence[Change], made: set[tuple[str, str]]) -> None:
    """Give every field that the command changed the value that its changes in force fold to.

    Rows that the command made keep what they say: they end, or come back, as they were.
    """
    for table in {change.tbl for change in changes}:
        t.remember(table, {change.row_id for change in changes if change.tbl == table})
    for table, row_id, field in dict.fromkeys((change.tbl, change.row_id, change.field) for change in changes):
        if (table, row_id) in made:
            continue
        model = TABLES.get(table, Setting)
        row = t.session.get_one(model, int(row_id) if model is not Setting else row_id)
        value = t.fold_of(table, row_id, field, plain(getattr(row, field))).last
        setattr(row, field, typed(model, field, value))
        if hasattr(row, "version"):
            row.version += 1
        t.session.add(row)
    t.session.flush()


def _expanded(t: Transaction, changes: Iterable[Change], made: Iterable[Row]) -> set[int]:
    """The assignments that follow a membership that came or went: also those of plans loaded since."""
    ids = {int(change.row_id) for change in changes if change.tbl == "membership"}
    ids |= {row.id or 0 for row in made if isinstance(row, Membership)}
    groups = {row.group_unit for row in rows_by_id(t.session, Membership, sorted(ids))}
    return {ident for plan in open_plans(t, plans_of(t, groups)) for ident in expand(t, plan)}


def _behind(t: Transaction, changes: Iterable[Change], made: Iterable[Row]) -> set[int]:
    """The assignments whose derived columns depend on what the command changed or made."""
    places = {table: set(ids) for table, ids in by_table(made).items()}
    for change in changes:
        if change.tbl in TABLES:
            places.setdefault(change.tbl, set()).add(int(change.row_id))
    return depending(t, places)
