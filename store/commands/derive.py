"""The derived columns, recomputed in the transaction that changed what they depend on (MODEL, `assignment`).

One home for the way from rows to the pure rules of `store.schedule`, `store.figures` and `store.lights`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlmodel import Session, col, func, or_, select

from store import figures
from store import vocabulary as v
from store.document import Window
from store.folding import in_order
from store.lights import Part, closed_on
from store.models import Assignment, Change, Indicator, Phase, Plan, Reading, Report, Row, Share, Step, Task
from store.moves import OWN, PERIOD, WRITTEN, Columns, Move, Place, chain, first_due
from store.rounding import lag
from store.schedule import DueFact, Level, elapsed, inherited_due, inherited_start, settled
from store.shapes import Reason
from store.shapes import Step as StepShape
from store.writer import Transaction, pieces, plain, row_by_id, rows_by_id


class _Paced(NamedTuple):
    """A unit's figure with the window it is paced against."""

    on: date
    percent: float
    pace: float | None


class _Facts:
    """What the derived columns of some assignments of one plan depend on, read once per command."""

    def __init__(self, t: Transaction, plan: Plan, task_ids: set[int]) -> None:
        self.plan = plan
        self.tasks: dict[int | None, Task] = {}
        wanted: set[int] = task_ids
        while wanted:  # the tasks, then their parents, level by level
            self.tasks.update({row.id: row for row in rows_by_id(t.session, Task, sorted(wanted))})
            wanted = {task.parent for task in self.tasks.values() if task.parent is not None} - {*self.tasks}
        phases = {task.phase for task in self.tasks.values() if task.phase is not None}
        self.phases: dict[int | None, Phase] = {row.id: row for row in rows_by_id(t.session, Phase, sorted(phases))}
        self._levels: dict[int, list[Level]] = {}
        self._places: dict[int, list[Place]] = {}
        self._far: dict[tuple[str, int], dict[str, list[Change]]] = {}
        self.t = t
        t.remember("task", [ident for ident in self.tasks if ident is not None])

    def levels(self, task_id: int) -> list[Level]:
        """What task, parents, phase and plan say of the window, the nearest first."""
        if task_id not in self._levels:
            self._levels[task_id] = list(self._chain(task_id))
        return self._levels[task_id]

    def moves(self, row: Assignment) -> Iterator[Move]:
        """The moves of the due date since an assignment was made."""
        if row.task not in self._places:
            self._places[row.task] = list(self._inherited(row.task))
        own = Place("assignment", row.id or 0, OWN, _said(row, OWN))
        places = [own, *self._places[row.task]]
        known = {(place.table, place.row): self._changes(place) for place in places}
        if not any(column in fields for fields in known.values() for column in DATED):
            return iter(())
        commands = {change.command for fields in known.values() for found in fields.values() for change in found}
        return (move for move in chain(places, known, self.t.undone(commands)) if move.command > row.made)

    def _changes(self, place: Place) -> Mapping[str, Sequence[Change]]:
        """The recorded changes of a place; of phase and plan only those of their dates, for a plan keeps its text."""
        if place.table in ("assignment", "task"):
            return self.t.changes_of(place.table, str(place.row))
        key = (place.table, place.row)
        if key not in self._far:
            rows = self.t.session.exec(
                select(Change)
                .where(
                    Change.tbl == place.table, Change.row_id == str(place.row),
                    col(Change.field).in_(place.columns[:2]),
                )
                .order_by(col(Change.id))
            )  # fmt: skip
            self._far[key] = {}
            for change in rows:
                self._far[key].setdefault(change.field, []).append(change)
        return self._far[key]

    def _above(self, task_id: int) -> Iterator[Task]:
        """A task and the tasks around it, the nearest first."""
        node = self.tasks.get(task_id)
        while node is not None:
            yield node
            node = self.tasks.get(node.parent)

    def _phase(self, task_id: int) -> Phase | None:
        """The phase that the nearest of them names, while it is in the plan."""
        found = next((self.phases[task.phase] for task in self._above(task_id) if task.phase in self.phases), None)
        return found if found is not None and found.gone is None else None

    def _inherited(self, task_id: int) -> Iterator[Place]:
        for task in self._above(task_id):
            yield Place("task", task.id or 0, OWN, _said(task, OWN))
            yield Place("task", task.id or 0, WRITTEN, _said(task, WRITTEN))
        phase = self._phase(task_id)
        if phase is not None:
            yield Place("phase", phase.id or 0, WRITTEN, _said(phase, WRITTEN))
        yield Place("plan", self.plan.id or 0, PERIOD, _said(self.plan, PERIOD))

    def _chain(self, task_id: int) -> Iterator[Level]:
        source = "task"
        for task in self._above(task_id):
            own = DueFact(task.due_own, task.due_own_phrase, task.due_own_doubt, task.due_own_basis)
            yield Level(source, own, task.start_own)
            written = DueFact(task.due, task.due_phrase, task.due_doubt, "plan")
            yield Level(source, written, task.start_on or task.due_start)
            source = "parent"
        phase, plan = self._phase(task_id), self.plan
        if phase is not None:
            yield Level("phase", DueFact(phase.due, phase.due_phrase, phase.due_doubt, "plan"), phase.due_start)
        yield Level("plan", DueFact(plan.period, plan.period_phrase, plan.period_doubt, "plan"), plan.period_start)


DATED = frozenset(column for columns in (OWN, WRITTEN, PERIOD) for column in columns[:2])


def _said(row: Row, columns: Columns) -> dict[str, object]:
    """What a row says in these columns, as JSON scalars."""
    return {column: plain(getattr(row, column)) for column in columns if column}


def derive(t: Transaction, ids: Iterable[int]) -> None:
    """Recompute the derived columns of these assignments, then the closing of their tasks.

    Args:
        t: the command that touched them.
        ids: the assignments whose own facts, or whose task's, phase's, plan's or figures' facts, have changed.
    """
    t.session.flush()
    wanted = sorted(set(ids))
    rows = rows_by_id(t.session, Assignment, wanted)
    for plan_id in sorted({row.plan for row in rows}):
        plan = row_by_id(t.session, Plan, plan_id)
        mine = [row for row in rows if row.plan == plan_id]
        tasks = {row.task for row in mine}
        facts, paced = _Facts(t, plan, tasks), _paced(t.session, plan, tasks)
        histories = _histories(t, [row.id for row in mine if row.id is not None])
        reports = _last_reports(t.session, [row.id for row in mine if row.id is not None])
        for row in mine:
            _derive_one(row, facts, histories.get(row.id or 0, {}), paced, reports.get(row.id or 0))
            t.session.add(row)
        t.session.flush()
        close_tasks(t, tasks)
    t.touched.update(wanted)


def _derive_one(
    row: Assignment, facts: _Facts, history: dict[str, list[tuple[date, object, object]]],
    paced: dict[tuple[int, int], _Paced], last_report: date | None,
) -> None:  # fmt: skip
    """Write one assignment's derived columns from the facts and the pure rules."""
    own = DueFact(row.due_own, row.due_own_phrase, row.due_own_doubt, row.due_own_basis)
    levels = [Level("assignment", own, row.start_own), *facts.levels(row.task)]
    row.due_from, due = inherited_due(levels)
    row.due, row.due_phrase, row.due_doubt, row.due_basis = due.day, due.phrase, due.doubt, due.basis
    begin = inherited_start(levels, facts.plan.issued)
    row.start = max(begin, row.since) if begin and row.since else begin or row.since  # who joins later owes from then
    if not row.version:  # just made: a date that the plan states for its task is its first for good
        row.due_origin = row.due if row.due_from in ("task", "parent") else None
        row.version = 1
    row.due_first = first_due(row.due_origin, facts.moves(row), row.due)
    task = facts.tasks[row.task]
    stopped = settled([(on, str(new)) for on, _, new in history.get("status", [])], task.due_means)
    row.claimed_on, row.done_on, row.met_on = stopped
    _derive_figure(row, paced.get((row.task, row.unit)))
    if task.due_means == "started":  # a date by which to begin sets no pace for what comes after
        row.pace = row.behind = None
    row.last_report = last_report
    row.updated_on = max((on for changes in history.values() for on, _, _ in changes), default=None)


def _derive_figure(row: Assignment, reading: _Paced | None) -> None:
    """The figure that counts: the later of its own percent and its share of an indicator."""
    row.figure = row.figure_on = row.pace = row.behind = None
    if row.percent is not None and row.percent_on is not None:
        passed = elapsed(row.start, row.due, row.percent_on)
        row.figure, row.figure_on, row.pace = row.percent, row.percent_on, passed.percent if passed else None
    if reading is not None and (row.figure_on is None or reading.on >= row.figure_on):
        row.figure, row.figure_on, row.pace = reading.percent, reading.on, reading.pace
    if row.figure is not None and row.pace is not None:
        row.behind = lag(row.figure, row.pace)


def _histories(t: Transaction, ids: list[int]) -> dict[int, dict[str, list[tuple[date, object, object]]]]:
    """(day, old, new) of every field of these assignments, in force and in the order in which they count."""
    t.remember("assignment", ids)
    return {ident: _history(t, "assignment", ident) for ident in ids}


def _history(t: Transaction, table: str, ident: int) -> dict[str, list[tuple[date, object, object]]]:
    """(day, old, new) of every field of one row, in force and in the order in which they count."""
    fields = t.changes_of(table, str(ident))
    undone = t.undone({change.command for found in fields.values() for change in found})
    history: dict[str, list[tuple[date, object, object]]] = {}
    for field, changes in fields.items():
        kept = in_order(change for change in changes if change.command not in undone)
        if kept:
            history[field] = [(change.on_date, json.loads(change.old), json.loads(change.new)) for change in kept]
    return history


def _last_reports(session: Session, ids: list[int]) -> dict[int, date]:
    """The day of the last report on each of these assignments."""
    found: dict[int, date] = {}
    for piece in pieces(ids):
        rows = session.exec(
            select(Report.assignment, func.max(Report.on_date))
            .where(col(Report.assignment).in_(piece), col(Report.gone).is_(None))
            .group_by(col(Report.assignment))
        )
        found.update({assignment: day for assignment, day in rows})
    return found


def _paced(session: Session, plan: Plan, tasks: set[int]) -> dict[tuple[int, int], _Paced]:
    """By (task, unit) of these tasks: the latest figure of an indicator, in percent of what the unit owes."""
    found: dict[tuple[int, int], _Paced] = {}
    known = session.exec(
        select(Indicator).where(
            Indicator.plan == plan.id, col(Indicator.task).is_not(None), col(Indicator.gone).is_(None)
        )
    )
    chosen = [indicator for indicator in known if indicator.task in tasks]
    for indicator in chosen:
        steps = _ladder(session, indicator)
        owed = select(Share).where(Share.indicator == indicator.id, col(Share.gone).is_(None))
        shares = {row.unit: row.value for row in session.exec(owed)}
        for unit, figure in _figures(session, indicator).items():
            step = figures.counting_step(steps, figure.on)
            goal = step.value if step and indicator.combine == "each" else shares.get(unit)
            percent = figures.percent_of(figure.value, goal)
            if percent is None or indicator.task is None:
                continue
            window = (plan.period_start or plan.issued, step.by.end if step else None)
            entry = _Paced(figure.on, percent, figures.paced(window, figure.on, indicator.comparator))
            before = found.get((indicator.task, unit))
            if before is None or (entry.on, -entry.percent) > (before.on, -before.percent):
                found[indicator.task, unit] = entry
    return found


def _ladder(session: Session, indicator: Indicator) -> list[StepShape]:
    rows = session.exec(
        select(Step).where(Step.indicator == indicator.id, col(Step.gone).is_(None)).order_by(col(Step.pos))
    )
    return [StepShape(row.value, Window(row.due_phrase, row.due_start, row.due)) for row in rows]


def _figures(session: Session, indicator: Indicator) -> dict[int, figures.Figure]:
    """The figure of each unit that counts in the end."""
    rows = session.exec(
        select(Reading)
        .where(Reading.indicator == indicator.id, col(Reading.gone).is_(None))
        .order_by(col(Reading.on_date), col(Reading.id))
    )
    known: dict[int, list[figures.Figure]] = {}
    for row in rows:
        known.setdefault(row.unit, []).append(figures.Figure(row.on_date, row.value, row.choice, row.verified))
    best = {unit: figures.winning(found, date.max) for unit, found in known.items()}
    return {unit: figure for unit, figure in best.items() if figure is not None}


def close_tasks(t: Transaction, task_ids: Iterable[int]) -> None:
    """Set `task.done_on` by the closing rules (derived, never logged)."""
    wanted = sorted(set(task_ids))
    parts: dict[int, list[Part]] = {}
    for piece in pieces(wanted):
        rows = t.session.exec(
            select(Assignment).where(
                col(Assignment.task).in_(piece), col(Assignment.gone).is_(None),
                or_(col(Assignment.since).is_(None), col(Assignment.since) <= t.who.today),
            )
        )  # fmt: skip
        for row in rows:
            parts.setdefault(row.task, []).append(_part(row, t.who.today))
    for task in rows_by_id(t.session, Task, wanted):
        plan = row_by_id(t.session, Plan, task.plan)
        rule, n = (task.rule, task.rule_n) if task.rule else read_rule(plan.closing)
        task.done_on = closed_on(rule, n, parts.get(task.id or 0, ()))
        t.session.add(task)


def _part(row: Assignment, today: date) -> Part:
    """An assignment as its closing rule sees it: a unit that left is no longer asked, like one that was dropped."""
    left = row.until if row.until is not None and row.until <= today else None
    status = v.DROPPED if left else row.status
    return Part(row.role, status, row.done_on or (row.met_on if row.status == v.DROPPED else left), Reason(""))


def read_rule(text: str) -> tuple[str, int | None]:
    """A closing rule as written (`all`, `any`, `lead`, `count:3`) as its word and its number."""
    word, _, number = text.partition(":")
    return word or "all", int(number) if number.isdigit() else None
