"""Due dates that move: corrections, breakdowns, instructions, extensions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlmodel import col, select

from store import vocabulary as v
from store.commands.finish import UNCHANGED, Nothing, finish
from store.commands.targets import Seen, name_of, open_plan, targets, unit_of
from store.document import Window
from store.errors import Refused
from store.levels import Levels
from store.models import Assignment, Extension, Task
from store.moves import OWN, Place
from store.shapes import Done, Who
from store.writer import Transaction, Writer, plain


def set_due(
    writer: Writer, who: Who, ids: Sequence[int], window: Window, basis: str, note: str = "", on: date | None = None,
    seen: Seen | None = None,
) -> Done:  # fmt: skip
    """Give assignments a due date of their own.

    Args:
        window: the date with its phrase; a window without an end says that there is no due date (长期).
        basis: why: one of vocabulary.BASES.
        note: on what the basis rests, as text: a document, a meeting, a person.

    Raises:
        Refused: an unknown basis, a stale or closed row.
    """
    check_basis(basis)
    try:
        with writer.transaction(who, on) as t:
            rows = targets(t, ids, seen)
            for row in rows:
                move(t, row, window, basis, note, **_place(row))
            return finish(t, [row.id for row in rows if row.id is not None])
    except Nothing:
        return UNCHANGED


def set_task_due(
    writer: Writer, who: Who, task: int, window: Window, basis: str, note: str = "", on: date | None = None
) -> Done:
    """Give a task a due date: every assignment below it that has none of its own follows.

    Args:
        window, basis, note: see `set_due`.

    Raises:
        Refused: an unknown basis, a closed plan.
    """
    check_basis(basis)
    try:
        with writer.transaction(who, on) as t:
            row = t.session.get_one(Task, task)
            open_plan(t, row.plan)
            move(t, row, window, basis, note, plan=row.plan, task=row.id)
            return finish(t, (), follow=tasks_below(t, row))
    except Nothing:
        return UNCHANGED


def tasks_below(t: Transaction, task: Task) -> list[int]:
    """A task and all tasks nested in it."""
    ids, level = [task.id], [task.id]
    while level:
        found = t.session.exec(select(Task.id).where(col(Task.parent).in_(level)))
        level = [ident for ident in found if ident not in ids]  # a circle of tasks (damage) ends
        ids += level
    return [ident for ident in ids if ident is not None]


def below(t: Transaction, task: Task) -> list[int]:
    """The assignments of a task and of all tasks nested in it."""
    tasks = tasks_below(t, task)
    found = t.session.exec(select(Assignment.id).where(col(Assignment.task).in_(tasks), col(Assignment.gone).is_(None)))
    return [ident for ident in found if ident is not None]


def check_basis(basis: str) -> None:
    """Refuse an unknown basis."""
    if basis not in v.BASES:
        raise Refused("unknown_basis", name=basis, close=(), accepted=v.BASES)


def move(
    t: Transaction, row: Assignment | Task, window: Window, basis: str, note: str, **place: int | None
) -> None:  # fmt: skip
    """Write the own due date of an assignment or a task: phrase, precision, doubt, basis and what the basis rests on.

    Args:
        place: plan, task and unit of the row, for the log.
    """
    t.update(row, "due_own", window.end, **place)
    if window.start is not None:
        t.update(row, "start_own", window.start, **place)
    t.update(row, "due_own_phrase", window.phrase, **place)
    t.update(row, "due_own_precision", window.precision, **place)
    t.update(row, "due_own_doubt", window.doubt, **place)
    t.update(row, "due_own_basis", basis, **place)
    t.update(row, "due_own_note", note, **place)


def _place(row: Assignment) -> dict[str, int | None]:
    """Plan, task and unit of an assignment, for the log."""
    return {"plan": row.plan, "task": row.task, "unit": row.unit}


def ask_extension(
    writer: Writer, who: Who, ids: Sequence[int], wanted: date, reason: str, asked_on: date | None = None,
    seen: Seen | None = None,
) -> Done:  # fmt: skip
    """Record that a unit asked for more time; nothing moves until it is decided.

    Args:
        wanted: the date asked for.
        reason: why, in the unit's words.
        asked_on: the day of the asking; today where none is given. The due date of that day is kept with it.

    Raises:
        Refused: no reason, asked in the future, a date not after the one then in force or none to extend, work that was
            done by then, an extension that still waits for its decision, a stale row, a closed plan.
    """
    if not reason.strip():
        raise Refused("extension_needs_reason")
    with writer.transaction(who, asked_on) as t:
        rows = targets(t, ids, seen)
        for row in rows:
            due = due_on(t, row, t.day)
            _check_asking(t, row, due, wanted)
            asked = Extension(
                made=t.id, assignment=row.id or 0, asked_on=t.day, reason=reason, wanted=wanted, due_was=due,
                sample=who.sample,
            )  # fmt: skip
            t.record(asked, "wanted", plan=row.plan, task=row.task, unit=row.unit)
        return finish(t, [row.id for row in rows if row.id is not None])


def _check_asking(t: Transaction, row: Assignment, due: date | None, wanted: date) -> None:
    """Refuse an extension that asks for nothing, or a second one beside one that waits."""
    task, unit = name_of(t, row), unit_of(t, row.unit)
    status = str(t.fold_of("assignment", str(row.id), "status", row.status).at(t.day))
    if status in v.CLOSED:
        raise Refused("extension_closed", task=task, unit=unit, status=status)
    if due is None:
        raise Refused("extension_no_due", task=task, unit=unit)
    if wanted <= due:
        raise Refused("extension_not_later", task=task, unit=unit, due=due)
    pending = _pending(t, row)
    if pending is not None:
        raise Refused("extension_pending", task=task, unit=unit, asked=pending.asked_on, wanted=pending.wanted)


def due_on(t: Transaction, row: Assignment, day: date) -> date | None:
    """The due date that an assignment had to keep on a day, its own or an inherited one."""
    t.flush()
    levels = Levels(t.reader)
    levels.read([row.task])
    own = Place("assignment", row.id or 0, OWN, {name: plain(getattr(row, name)) for name in OWN})
    moves = levels.moves(row.task, own, t.changes_of("assignment", str(row.id)))
    due = moves[0].old if moves else row.due
    for move_ in moves:
        due = move_.new if move_.on <= day else due
    return due


def _pending(t: Transaction, row: Assignment) -> Extension | None:
    """The extension of an assignment that waits for its decision."""
    mine = select(Extension).where(Extension.assignment == row.id, col(Extension.gone).is_(None))
    return t.session.exec(mine.where(Extension.decision == "pending").order_by(col(Extension.id))).first()


def decide_extension(
    writer: Writer, who: Who, ids: Sequence[int], approved: bool, basis: str = "", on: date | None = None,
    by_whom: str = "", seen: Seen | None = None,
) -> Done:  # fmt: skip
    """Decide the pending extensions of assignments; an approved one moves the due date.

    Asked on or before the due date, it takes the days late away; asked later, those until the decision stay counted.

    Args:
        approved: True moves the due date to the one asked for; False leaves it.
        basis: on what the decision rests; where none is given the reason of the asking stands beside the date.
        on: the day of the decision; today where none is given.
        by_whom: who decided; whoever records it where nobody is named.

    Raises:
        Refused: nothing is pending there, decided before it was asked, a date that is no longer later than the one in
            force, a future day, a stale row, a closed plan.
    """
    with writer.transaction(who, on) as t:
        rows = targets(t, ids, seen)
        for row in rows:
            asked = _pending(t, row)
            if asked is None:
                raise Refused("nothing_pending", task=name_of(t, row), unit=unit_of(t, row.unit))
            _check_decision(t, row, asked, approved)
            place = _place(row)
            t.update(asked, "decision", "approved" if approved else "refused", **place)
            t.update(asked, "decided_on", t.day, **place)
            t.update(asked, "decided_by", by_whom or who.by, **place)
            t.update(asked, "basis", basis, **place)
            if approved:
                wanted = Window(asked.wanted.isoformat(), None, asked.wanted, "day")
                move(t, row, wanted, "extension", basis or asked.reason, **place)
        return finish(t, [row.id for row in rows if row.id is not None])


def _check_decision(t: Transaction, row: Assignment, asked: Extension, approved: bool) -> None:
    """Refuse a decision before the asking, and one that would bring the due date forward."""
    task, unit = name_of(t, row), unit_of(t, row.unit)
    if t.day < asked.asked_on:
        raise Refused("decided_before_asked", task=task, unit=unit, on=t.day, asked=asked.asked_on)
    due = due_on(t, row, t.day)
    if approved and due is not None and asked.wanted <= due:
        raise Refused("extension_not_later", task=task, unit=unit, due=due)
