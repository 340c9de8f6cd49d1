"""Breakdown (分解): the tasks that the office adds under those of a plan, with their own units, dates and shares."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from sqlmodel import col, func, select

from store import vocabulary as v
from store.commands.dates import below
from store.commands.expand import expand
from store.commands.finish import UNCHANGED, finish
from store.commands.targets import open_plan
from store.document import MandateDoc, ShareDoc, Window
from store.errors import Refused
from store.levels import Levels
from store.models import Assignment, Indicator, Mandate, Plan, Share, Task, Unit
from store.queries.breakdown import Gap, Measured, gap, indicators_above
from store.queries.names import unit_key
from store.shapes import Done, Who
from store.writer import Transaction, Writer

BREAKDOWN = "breakdown"
"""The origin of such a task, and the basis of its date."""


class NewTask(NamedTuple):
    """A task to be added."""

    parent: int
    """The task that it is a part of."""
    title: str
    mandates: tuple[MandateDoc, ...]
    due: Window | None = None
    """None: it inherits."""
    shares: tuple[ShareDoc, ...] = ()
    """Parts of the target of the indicator above it, by unit."""
    indicator: str = ""
    """The ref of that indicator, where several stand above it."""
    label: str = ""
    ref: str = ""
    """Empty: the next one under its parent."""
    line: int = 0
    """Where it stands in a file."""


class Added(NamedTuple):
    """What adding tasks did."""

    done: Done
    refs: tuple[str, ...]
    assignments: int
    units: tuple[str, ...]
    """Units that were not known before."""
    gaps: tuple[Gap, ...]
    """For each indicator that got shares: its target and what the shares add up to."""


class _DryRun(Exception):
    """Ends the transaction of a dry run without keeping it."""


def add_task(
    writer: Writer, who: Who, parent: int, title: str, mandates: Sequence[MandateDoc], due: Window | None = None,
    shares: Sequence[ShareDoc] = (), label: str = "", ref: str = "", indicator: str = "", *, new_units: bool = False,
    on: date | None = None,
) -> Added:  # fmt: skip
    """Add one task under another; see `add_tasks`."""
    task = NewTask(parent, title, tuple(mandates), due, tuple(shares), indicator, label, ref)
    return add_tasks(writer, who, [task], new_units=new_units, on=on)


def add_tasks(
    writer: Writer, who: Who, tasks: Sequence[NewTask], *, new_units: bool = False, on: date | None = None,
    dry_run: bool = False,
) -> Added:  # fmt: skip
    """Add tasks: all of them, or none.

    Args:
        tasks: what to add; units by name, short name or alias in the plan's area. A group stands for its members.
        new_units: whether a name that is not known becomes a unit.
        on: the day it counts for; today where none is given.
        dry_run: only tell what would be made.

    Raises:
        Refused: no title, no unit, an unknown unit, a ref that was given before, a share without an indicator above,
            a task that is there already, a closed plan, a future day. The facts carry the task's `line` where it has
            one.
    """
    result: Added | None = None
    try:
        with writer.transaction(who, on) as t:
            adding = _Adding(t, new_units)
            for task in tasks:
                try:
                    adding.add(task)
                except Refused as why:
                    why.facts["line"] = task.line
                    raise
            result = adding.finish()
            if dry_run:
                raise _DryRun
    except _DryRun:
        assert result is not None
        return result._replace(done=UNCHANGED)
    return result


class _Adding:
    """One command that adds tasks."""

    def __init__(self, t: Transaction, new_units: bool) -> None:
        self.t = t
        self.units = Units(t, new_units)
        self.tasks: list[Task] = []
        self.parents: dict[int, Task] = {}
        self.measured: dict[int, Measured] = {}

    def add(self, new: NewTask) -> None:
        """Make one task with its mandates and shares."""
        t = self.t
        parent = task_of(t, new.parent)
        plan = open_plan(t, parent.plan)
        if not new.title.strip():
            raise Refused("breakdown_needs_title")
        mandates = self.units.resolved(new.mandates, parent.plan)
        _refuse_twin(t, plan, parent, new.title.strip(), set(mandates))
        ref = _given(t, plan, new.ref) if new.ref else _next_ref(t, parent)
        task = Task(
            made=t.id, plan=parent.plan, section=parent.section, parent=parent.id, pos=parent.pos, ref=ref,
            label=new.label.strip(), origin=BREAKDOWN, title=new.title.strip(), phase=parent.phase,
        )  # fmt: skip
        self._date(task, parent, new.due)
        t.make(task)
        t.session.flush()
        t.record(task, "title", plan=parent.plan, task=task.id)
        lay_on(t, task, mandates)
        self.tasks.append(task)
        self.parents[parent.id or 0] = parent
        if new.shares:
            self._share(new, parent, plan)

    def _date(self, task: Task, parent: Task, due: Window | None) -> None:
        """Write the dates with which a task begins: what it was made with is no move.

        Its window opens on the day it is added, unless that of the task above opens later: for what was before it, no
        report was owed.
        """
        levels = Levels(self.t.reader)
        levels.read([parent.id or 0])
        above = levels.start(parent.id or 0, None)
        task.start_own = due.start if due else None
        if due is not None:
            task.due_own, task.due_own_phrase, task.due_own_basis = due.end, due.phrase, BREAKDOWN
            task.due_own_precision, task.due_own_doubt = due.precision, due.doubt
        past = due is not None and due.end is not None and due.end < self.t.day
        if task.start_own is None and not past and (above or "") < self.t.day.isoformat():
            task.start_own = self.t.day

    def _share(self, new: NewTask, parent: Task, plan: Plan) -> None:
        """Give units their parts of the target of the indicator above."""
        t = self.t
        t.flush()
        one = _indicator(indicators_above(t.reader, parent.id or 0), new.indicator, f"{plan.key}/{parent.ref}")
        self.measured[one.id] = one
        for doc in new.shares:
            unit = self.units.one(doc.unit, parent.plan)
            mine = select(Share).where(Share.indicator == one.id, Share.unit == unit)
            share = t.session.exec(mine).first()
            if share is None:
                row = Share(made=t.id, indicator=one.id, unit=unit, value=doc.value, sample=t.who.sample)
                t.record(row, "value", plan=parent.plan, task=parent.id, unit=unit)
            else:
                t.update(share, "value", doc.value, plan=parent.plan, task=parent.id, unit=unit)
                t.update(share, "gone", None, plan=parent.plan, task=parent.id, unit=unit)

    def finish(self) -> Added:
        """Make the assignments and tell."""
        t = self.t
        touched = [ident for plan in dict.fromkeys(task.plan for task in self.tasks) for ident in expand(t, plan)]
        t.flush()
        ids = {task.id for task in self.tasks}
        made = select(func.count()).where(col(Assignment.task).in_(ids), col(Assignment.gone).is_(None))
        for one in self.measured.values():
            task = t.session.get_one(Indicator, one.id).task
            touched += below(t, t.session.get_one(Task, task)) if task else []
        gaps = tuple(gap(t.reader, one) for one in self.measured.values() if one.adds_up)
        done = finish(t, touched, made=len(self.tasks))
        refs = tuple(task.ref for task in self.tasks)
        return Added(done, refs, t.session.exec(made).one(), tuple(self.units.made), gaps)


class Units:
    """Units by any of their names; unknown ones are made where that is allowed."""

    def __init__(self, t: Transaction, make: bool) -> None:
        self.t = t
        self.make = make
        self.made: list[str] = []

    def resolved(self, mandates: Iterable[MandateDoc], plan: int) -> dict[tuple[int, str], MandateDoc]:
        """The mandates by (unit, role), in their order.

        Raises:
            Refused: none, or an unknown unit or role.
        """
        found: dict[tuple[int, str], MandateDoc] = {}
        for doc in mandates:
            if doc.role not in v.ROLES:
                raise Refused("unknown_role", name=doc.role, close=(), accepted=v.ROLES)
            found.setdefault((self.one(doc.unit, plan), doc.role), doc)
        if not found:
            raise Refused("breakdown_needs_unit")
        return found

    def one(self, name: str, plan: int) -> int:
        """The unit of that name in the plan's area.

        Raises:
            Refused: there is none, and none is to be made.
        """
        t, name = self.t, name.strip()
        t.flush()
        try:
            return unit_key(t.reader, name, plan).id
        except Refused as why:
            if not self.make or why.kind != "unknown_unit" or not name:
                raise
        area = t.session.get_one(Plan, plan).area
        gone = t.session.exec(select(Unit).where(Unit.area == area, Unit.name == name)).first()
        if gone is not None:  # undone once: a name is never given twice
            t.update(gone, "gone", None, unit=gone.id)
            row = gone
        else:
            rank = (t.session.exec(select(func.max(Unit.rank))).one() or 0) + 1
            row = Unit(made=t.id, area=area, name=name, rank=rank)
            t.make(row)
            t.session.flush()
        self.made.append(name)
        return row.id or 0


def task_of(t: Transaction, ident: int) -> Task:
    """A task that is in force.

    Raises:
        Refused: it is gone.
    """
    row = t.session.get(Task, ident)
    if row is None or row.gone is not None:
        raise Refused("gone_task")
    return row


def lay_on(t: Transaction, task: Task, mandates: dict[tuple[int, str], MandateDoc], after: int = 0) -> None:
    """Make the mandates of a task."""
    for pos, ((unit, role), doc) in enumerate(mandates.items(), after):
        t.make(
            Mandate(
                made=t.id, task=task.id or 0, unit=unit, pos=pos, role=role, role_text=doc.role_text,
                as_written=doc.unit, duty=doc.duty,
            )
        )  # fmt: skip


def _next_ref(t: Transaction, parent: Task) -> str:
    """The first free number under a task; one that was ever given stays taken."""
    stem = f"{parent.ref}.b"
    used = select(Task.ref).where(Task.plan == parent.plan, col(Task.ref).startswith(stem, autoescape=True))
    tails = [ref.removeprefix(stem) for ref in t.session.exec(used)]
    return f"{stem}{max((int(tail) for tail in tails if tail.isascii() and tail.isdigit()), default=0) + 1}"


def _given(t: Transaction, plan: Plan, ref: str) -> str:
    """A ref chosen by hand.

    Raises:
        Refused: not ASCII letters, digits, dots and dashes, or given before.
    """
    ref = ref.strip()
    if not (ref.isascii() and ref[:1].isalnum() and all(char.isalnum() or char in "._-" for char in ref)):
        raise Refused("bad_task_ref", ref=ref)
    if t.session.exec(select(Task.id).where(Task.plan == plan.id, Task.ref == ref)).first() is not None:
        raise Refused("task_ref_taken", task=f"{plan.key}/{ref}")
    return ref


def _refuse_twin(t: Transaction, plan: Plan, parent: Task, title: str, mandates: set[tuple[int, str]]) -> None:
    """Refuse what is there already: the same words for the same units under the same task."""
    t.flush()
    alike = select(Task).where(Task.parent == parent.id, Task.title == title, col(Task.gone).is_(None))
    for task in t.session.exec(alike.where(Task.origin == BREAKDOWN)):
        if {(row.unit, row.role) for row in mandates_of(t, task) if row.gone is None} == mandates:
            raise Refused("breakdown_there", task=f"{plan.key}/{task.ref}", title=title)


def mandates_of(t: Transaction, task: Task) -> list[Mandate]:
    """All mandates that a task ever had."""
    return list(t.session.exec(select(Mandate).where(Mandate.task == task.id).order_by(col(Mandate.pos))))


def _indicator(known: Sequence[Measured], wanted: str, task: str) -> Measured:
    """The indicator whose target is shared out.

    Args:
        wanted: its ref or its measure; empty where there is one.

    Raises:
        Refused: there is none, or it is not clear which.
    """
    found = [one for one in known if wanted in ("", one.ref, one.measure)]
    if not found:
        raise Refused("no_indicator_above", task=task, wanted=wanted)
    if len(found) > 1:
        raise Refused("which_target", task=task, accepted=tuple(f"{one.ref} ({one.measure})" for one in found))
    return found[0]


# Loading the plan again


def refuse_taken_refs(t: Transaction, plan: int, key: str, refs: Iterable[str]) -> None:
    """Refuse a plan file that gives a new task of its own the ref of one that the office added.

    Raises:
        Refused: naming it.
    """
    mine = select(Task.ref).where(Task.plan == plan, Task.origin == BREAKDOWN).order_by(col(Task.id))
    wanted = set(refs)
    for ref in t.session.exec(mine):
        if ref in wanted:
            raise Refused("ref_of_breakdown", task=f"{key}/{ref}")


def follow_parents(t: Transaction, plan: int) -> None:
    """Keep the tasks that the office added beside those that they stand under, which the file may have moved."""
    t.session.flush()
    mine = select(Task).where(Task.plan == plan, Task.origin == BREAKDOWN, col(Task.gone).is_(None))
    for row in t.session.exec(mine.order_by(col(Task.id))):  # a task is made after the one it stands under
        parent = t.session.get_one(Task, row.parent)
        for field in ("pos", "section", "phase"):
            t.update(row, field, getattr(parent, field), plan=plan, task=row.id)
