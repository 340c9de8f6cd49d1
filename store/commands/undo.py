"""Undo and redo: rows in the command list, never edited flags (MODEL, point 2)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence

from sqlmodel import col, select

from store.commands.dependents import by_table, depending
from store.commands.derive import derive
from store.commands.expand import expand
from store.commands.members import open_plans, plans_of
from store.commands.obstacles import TABLES, look_for_obstacles
from store.errors import Refused
from store.foreign import storable
from store.held import rows_by_id
from store.models import Change, Command, Membership, Row, Setting
from store.shapes import Undone, Who
from store.writer import Transaction, Writer, plain, typed

Told = Callable[[Undone], None]


def undo(writer: Writer, who: Who, n: int = 1, told: Told = lambda undone: None) -> tuple[Undone, ...]:
    """Take back this person's last n commands, the newest first, in one transaction each.

    Args:
        writer: of the store.
        who: whose commands, and who takes them back.
        n: how many.
        told: called after each that is taken back: those before a refusal stay so.

    Raises:
        Refused: nothing is left to undo, or somebody changed since what the command changed or made.
    """
    return _each(writer, who, n, "undo", told)


def redo(writer: Writer, who: Who, n: int = 1, told: Told = lambda undone: None) -> tuple[Undone, ...]:
    """Bring back the last n commands that this person undid, the last undone first, in one transaction each.

    Args:
        writer: of the store.
        who: who undid them, and brings them back.
        n: how many.
        told: called after each that is brought back: those before a refusal stay so.

    Raises:
        Refused: nothing is left to redo, or somebody changed the same since.
    """
    return _each(writer, who, n, "redo", told)


def undo_command(writer: Writer, who: Who, command: int) -> Undone:
    """Take back one command, whoever gave it and whatever came after it.

    Args:
        writer: of the store.
        who: who takes it back.
        command: its id, as the log tells it.

    Raises:
        Refused: there is no such command, it is an undo itself or undone already, or somebody changed since what it
            changed or made.
    """
    return _reverse(writer, who, "undo", command)


def redo_command(writer: Writer, who: Who, command: int) -> Undone:
    """Bring back one undone command, whoever gave or undid it.

    Args:
        writer: of the store.
        who: who brings it back.
        command: its id, as the log tells it.

    Raises:
        Refused: there is no such command, it is an undo itself or in force, or somebody changed the same since.
    """
    return _reverse(writer, who, "redo", command)


def _each(writer: Writer, who: Who, n: int, kind: str, told: Told) -> tuple[Undone, ...]:
    found = []
    for _ in range(n):
        found.append(_reverse(writer, who, kind))
        told(found[-1])
    return tuple(found)


def _reverse(writer: Writer, who: Who, kind: str, command: int | None = None) -> Undone:
    """Undo or redo one command: that of an id, else this person's last."""
    with writer.transaction(who, kind=kind) as t:
        last = _last_undone if kind == "redo" else _last_done
        target = last(t) if command is None else _named(t, command, kind)
        if target is None or target.id is None:
            raise Refused(f"nothing_to_{kind}", by=who.by)
        t.aim(target)
        changes = list(t.session.exec(select(Change).where(Change.command == target.id).order_by(col(Change.id))))
        made = _made_rows(t, target.id)
        look_for_obstacles(t, target.id, kind, changes, made)
        _turn(t, target.id, made, kind)
        _restore(t, changes, {(str(row.__tablename__), str(row.id)) for row in made})
        derive(t, _behind(t, changes, made) | _expanded(t, changes, made))
        return Undone(t.id, target.id, tuple(str(word) for word in json.loads(target.words)))


def _named(t: Transaction, ident: int, kind: str) -> Command:
    """The command of that id, if it can be undone or redone at all.

    Raises:
        Refused: see `undo_command`.
    """
    found = t.session.get(Command, ident) if 0 < ident < t.id else None
    if found is None:
        raise Refused("no_such_command", command=ident)
    if found.kind != "do":
        raise Refused("is_a_redo" if found.kind == "redo" else "is_an_undo", command=ident, target=found.target or 0)
    newest = select(Command).where(Command.target == ident).order_by(col(Command.id).desc())
    turned = t.session.exec(newest).first()
    undone = turned is not None and turned.kind == "undo"
    if kind == "redo" and not undone:
        raise Refused("not_undone", command=ident)
    if kind == "undo" and undone and turned is not None:
        raise Refused("already_undone", command=ident, by=turned.by_whom, on=turned.on_date)
    return found


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
        value = _ending(t, row) if field == "gone" else t.fold_of(table, row_id, field, plain(getattr(row, field))).last
        setattr(row, field, typed(model, field, value))
        if hasattr(row, "version"):
            row.version += 1
        t.session.add(row)
    t.session.flush()


def _ending(t: Transaction, row: Row) -> object:
    """The command that ended a row, or None: what was said last, of it or of the command that made it, counts.

    A unit that two people entered stays while one of them stands by it: the second found it taken back and brought it
    back, then the first did her entry again; with the second's undo it goes on to stand by the first.
    """
    said = t.changes_of(str(row.__tablename__), str(row.id)).get("gone", [])
    undone = t.undone({entry.command for entry in said})
    last = max((entry for entry in said if entry.command not in undone), key=lambda entry: entry.command, default=None)
    turn = t.session.exec(select(Command).where(Command.target == row.made).order_by(col(Command.id).desc())).first()
    if turn is not None and (last is None or (turn.id or 0) > last.command):
        return turn.id if turn.kind == "undo" else None
    return json.loads(last.new) if last else None


def _expanded(t: Transaction, changes: Iterable[Change], made: Iterable[Row]) -> set[int]:
    """The assignments that follow a membership that came or went: also those of plans loaded since, or open again."""
    ids = {int(change.row_id) for change in changes if change.tbl == "membership"}
    ids |= {row.id or 0 for row in made if isinstance(row, Membership)}
    groups = {row.group_unit for row in rows_by_id(t.session, Membership, sorted(ids))}
    turned = {int(change.row_id) for change in changes if (change.tbl, change.field) == ("plan", "state")}
    return {ident for plan in open_plans(t, {*plans_of(t, groups), *turned}) for ident in expand(t, plan)}


def _behind(t: Transaction, changes: Iterable[Change], made: Iterable[Row]) -> set[int]:
    """The assignments whose derived columns depend on what the command changed or made."""
    places = {table: set(ids) for table, ids in by_table(made).items()}
    for change in changes:
        if change.tbl in TABLES:
            places.setdefault(change.tbl, set()).add(int(change.row_id))
    return depending(t, places)
