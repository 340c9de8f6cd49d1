"""Undo and redo: rows in the command list, never edited flags (MODEL, point 2)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from store.commands.dates import below
from store.commands.derive import derive
from store.errors import Refused
from store.models import Assignment, Change, Command, Plan, Row, Setting, Task, Unit
from store.shapes import Undone, Who
from store.writer import Transaction, Writer, plain

TABLES: dict[str, Any] = {str(table.__tablename__): table for table in Row.__subclasses__()}
"""Every table of the plan, by name."""


def undo(writer: Writer, who: Who, n: int = 1) -> tuple[Undone, ...]:
    """Take back this person's last n commands, the newest first, in one transaction each.

    Raises:
        Refused: nothing is left to undo, or somebody changed the same field since.
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
        t.command.target = target.id
        t.command.words = target.words
        t.session.flush()
        changes = list(t.session.exec(select(Change).where(Change.command == target.id).order_by(col(Change.id))))
        _guard(t, target.id, changes)
        _made_rows(t, target.id, kind)
        _restore(t, changes)
        derive(t, _behind(t, target.id, changes))
        return Undone(t.id, target.id, tuple(str(word) for word in json.loads(target.words)))


def _mine(session: Session, by: str) -> tuple[list[Command], dict[int, str]]:
    """A person's commands, and for each targeted command the kind of the last row that targets it."""
    mine = list(session.exec(select(Command).where(Command.by_whom == by, Command.kind == "do")))
    rows = session.exec(select(Command).where(col(Command.target).is_not(None)).order_by(col(Command.id)))
    return mine, {row.target: row.kind for row in rows if row.target is not None}


def _last_done(t: Transaction) -> Command | None:
    """The newest command of this person that is in force."""
    mine, state = _mine(t.session, t.who.by)
    found = [command for command in mine if state.get(command.id or 0) != "undo" and command.id != t.id]
    return max(found, key=lambda command: command.id or 0, default=None)


def _last_undone(t: Transaction) -> Command | None:
    """The command that this person undid last, unless a new command was given since."""
    mine, state = _mine(t.session, t.who.by)
    newest = max((command.id or 0 for command in mine), default=0)
    undos = t.session.exec(
        select(Command)
        .where(Command.kind == "undo", Command.by_whom == t.who.by, col(Command.id) > newest)
        .order_by(col(Command.id).desc())
    )
    for row in undos:
        if row.target is not None and state.get(row.target) == "undo":
            return t.session.get(Command, row.target)
    return None


def _guard(t: Transaction, target: int, changes: Iterable[Change]) -> None:
    """Refuse to overwrite a later change of the same field by a command that is in force.

    Raises:
        Refused: naming task, unit, field, the later value and who gave it.
    """
    for change in changes:
        later = t.session.exec(
            select(Change, Command)
            .where(
                Change.tbl == change.tbl, Change.row_id == change.row_id, Change.field == change.field,
                col(Change.command) > target, Change.command == Command.id,
            )
            .order_by(col(Change.id).desc())
        ).all()  # fmt: skip
        gone = t.undone({found.command for found, _ in later})
        for found, command in later:
            if found.command not in gone:
                raise Refused(
                    "undo_conflict", by=command.by_whom, task=_task_name(t, found), unit=_unit_name(t, found),
                    field=found.field, value=json.loads(found.new),
                )  # fmt: skip


def _task_name(t: Transaction, change: Change) -> str:
    plan = t.session.get(Plan, change.plan) if change.plan is not None else None
    task = t.session.get(Task, change.task) if change.task is not None else None
    return "/".join(part for part in (plan.key if plan else "", task.ref if task else "") if part)


def _unit_name(t: Transaction, change: Change) -> str:
    unit = t.session.get(Unit, change.unit) if change.unit is not None else None
    return unit.name if unit else ""


def _made_rows(t: Transaction, target: int, kind: str) -> None:
    """End the rows that the command made (undo), or bring back those that its undo had ended (redo)."""
    undos = set(t.session.exec(select(Command.id).where(Command.target == target, Command.kind == "undo")))
    for table in TABLES.values():
        for row in t.session.exec(select(table).where(table.made == target)):
            if kind == "undo" and row.gone is None:
                row.gone = t.id
            elif kind == "redo" and row.gone in undos:
                row.gone = None
            t.session.add(row)
    t.session.flush()


def _restore(t: Transaction, changes: Iterable[Change]) -> None:
    """Give every field that the command changed the value that its changes in force fold to."""
    for table, row_id, field in dict.fromkeys((change.tbl, change.row_id, change.field) for change in changes):
        model = TABLES.get(table, Setting)
        row = t.session.get_one(model, int(row_id) if model is not Setting else row_id)
        value = t.fold_of(table, row_id, field, plain(getattr(row, field))).last
        dated = "date" in str(model.model_fields[field].annotation) and isinstance(value, str)
        setattr(row, field, date.fromisoformat(str(value)) if dated else value)
        if hasattr(row, "version"):
            row.version += 1
        t.session.add(row)
    t.session.flush()


def _behind(t: Transaction, target: int, changes: Iterable[Change]) -> set[int]:
    """The assignments whose derived columns depend on what the command changed or made."""
    touched = {int(change.row_id) for change in changes if change.tbl == "assignment"}
    for change in changes:
        mine = select(Assignment.id)
        if change.tbl == "task":
            touched.update(below(t, t.session.get_one(Task, int(change.row_id))))
            continue
        if change.tbl in ("plan", "phase"):
            mine = mine.where(Assignment.plan == change.plan)
        elif change.tbl in ("reading", "report", "share"):
            mine = mine.where(Assignment.task == change.task, Assignment.unit == change.unit)
        else:
            continue
        touched.update(ident for ident in t.session.exec(mine) if ident is not None)
    made = t.session.exec(select(Assignment.id).where(Assignment.made == target))
    return touched | {ident for ident in made if ident is not None}
