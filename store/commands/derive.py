"""The derived columns, recomputed in the transaction that changed what they depend on (MODEL, `assignment`).

One home for the way from rows to the pure rules of `store.schedule`, `store.figures` and `store.lights`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from sqlmodel import Session, col, func, select

from store import figures
from store.document import Window
from store.lights import Part, closed_on
from store.models import Assignment, Change, Indicator, Phase, Plan, Reading, Report, Share, Step, Task
from store.schedule import DueFact, Level, elapsed, inherited_due, inherited_start, settled
from store.shapes import Reason
from store.shapes import Step as StepShape
from store.writer import Transaction


class _Paced(NamedTuple):
    """A unit's figure with the window it is paced against."""

    on: date
    percent: float
    pace: float | None


class _Facts:
    """What the derived columns of one plan's assignments depend on, read once per command."""

    def __init__(self, t: Transaction, plan: Plan) -> None:
        session = t.session
        self.plan = plan
        self.tasks = {row.id: row for row in session.exec(select(Task).where(Task.plan == plan.id))}
        self.phases = {row.id: row for row in session.exec(select(Phase).where(Phase.plan == plan.id))}
        self._levels: dict[int, list[Level]] = {}
        self._first: dict[tuple[str, str], object] = {}
        self.t = t

    def levels(self, task_id: int) -> list[Level]:
        """What task, parents, phase and plan say of the window, the nearest first."""
        if task_id not in self._levels:
            self._levels[task_id] = list(self._chain(task_id))
        return self._levels[task_id]

    def _chain(self, task_id: int) -> Iterable[Level]:
        node, source, phase = self.tasks.get(task_id), "task", None
        while node is not None:
            start = node.start_on or node.due_start
            yield Level(source, DueFact(node.due, node.due_phrase, node.due_doubt, node.due_basis), start)
            phase = phase or self.phases.get(node.phase)
            node, source = self.tasks.get(node.parent), "parent"
        if phase is not None and phase.gone is None:
            yield Level("phase", DueFact(phase.due, phase.due_phrase, phase.due_doubt, "plan"), phase.due_start)
        plan = self.plan
        yield Level("plan", DueFact(plan.period, plan.period_phrase, plan.period_doubt, "plan"), plan.period_start)


def derive(t: Transaction, ids: Iterable[int]) -> None:
    """Recompute the derived columns of these assignments, then the closing of their tasks.

    Args:
        t: the command that touched them.
        ids: the assignments whose own facts, or whose task's, phase's, plan's or figures' facts, have changed.
    """
    t.session.flush()
    wanted = sorted(set(ids))
    rows = list(t.session.exec(select(Assignment).where(col(Assignment.id).in_(wanted))))
    plans = {row.plan for row in rows}
    for plan_id in plans:
        plan = t.session.get_one(Plan, plan_id)
        mine = [row for row in rows if row.plan == plan_id]
        facts, paced = _Facts(t, plan), _paced(t.session, plan)
        histories = _histories(t, [row.id for row in mine if row.id is not None])
        reports = _last_reports(t.session, [row.id for row in mine if row.id is not None])
        for row in mine:
            _derive_one(row, facts, histories.get(row.id or 0, {}), paced, reports.get(row.id or 0))
            t.session.add(row)
        t.session.flush()
        close_tasks(t, {row.task for row in mine})
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
    row.start = inherited_start(levels, facts.plan.issued)
    if not row.version:  # just made: what it inherits now is its first due date for good
        row.due_origin, row.version = row.due, 1
    row.due_first = _first_due(row, history.get("due_own", []))
    task = facts.tasks[row.task]
    stopped = settled([(on, str(new)) for on, _, new in history.get("status", [])], task.due_means)
    row.claimed_on, row.done_on, row.met_on = stopped
    _derive_figure(row, paced.get((row.task, row.unit)))
    row.last_report = last_report
    row.updated_on = max((on for changes in history.values() for on, _, _ in changes), default=None)


def _first_due(row: Assignment, moves: list[tuple[date, object, object]]) -> date | None:
    """The first due date it ever had: the one it was made with, else the first it was given, else what it inherits."""
    return next((day for day in (row.due_origin, *(_day(new) for _, _, new in moves), row.due) if day), None)


def _day(value: object) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else None


def _derive_figure(row: Assignment, reading: _Paced | None) -> None:
    """The figure that counts: the later of its own percent and its share of an indicator."""
    row.figure = row.figure_on = row.pace = row.behind = None
    if row.percent is not None and row.percent_on is not None:
        passed = elapsed(row.start, row.due, row.percent_on)
        row.figure, row.figure_on, row.pace = row.percent, row.percent_on, passed.percent if passed else None
    if reading is not None and (row.figure_on is None or reading.on >= row.figure_on):
        row.figure, row.figure_on, row.pace = reading.percent, reading.on, reading.pace
    if row.figure is not None and row.pace is not None:
        row.behind = round(round(row.pace, 1) - round(row.figure, 1), 1)


def _histories(t: Transaction, ids: list[int]) -> dict[int, dict[str, list[tuple[date, object, object]]]]:
    """(day, old, new) of every field of these assignments, in force and in the order in which they count."""
    changes = t.session.exec(
        select(Change)
        .where(Change.tbl == "assignment", col(Change.row_id).in_([str(ident) for ident in ids]))
        .order_by(col(Change.on_date), col(Change.id))
    ).all()
    undone = t.undone({change.command for change in changes})
    found: dict[int, dict[str, list[tuple[date, object, object]]]] = {}
    for change in changes:
        if change.command not in undone:
            entry = (change.on_date, json.loads(change.old), json.loads(change.new))
            found.setdefault(int(change.row_id), {}).setdefault(change.field, []).append(entry)
    return found


def _last_reports(session: Session, ids: list[int]) -> dict[int, date]:
    """The day of the last report on each of these assignments."""
    rows = session.exec(
        select(Report.assignment, func.max(Report.on_date))
        .where(col(Report.assignment).in_(ids), col(Report.gone).is_(None))
        .group_by(col(Report.assignment))
    )
    return {assignment: day for assignment, day in rows}


def _paced(session: Session, plan: Plan) -> dict[tuple[int, int], _Paced]:
    """By (task, unit): the latest figure of an indicator of that task, in percent of what the unit owes."""
    found: dict[tuple[int, int], _Paced] = {}
    chosen = select(Indicator).where(
        Indicator.plan == plan.id, col(Indicator.task).is_not(None), col(Indicator.gone).is_(None)
    )
    for indicator in session.exec(chosen):
        steps = _ladder(session, indicator)
        shares = {row.unit: row.value for row in session.exec(select(Share).where(Share.indicator == indicator.id))}
        for unit, figure in _figures(session, indicator).items():
            step = figures.counting_step(steps, figure.on)
            goal = step.value if step and indicator.combine == "each" else shares.get(unit)
            percent = figures.percent_of(figure.value, goal)
            if percent is None or indicator.task is None:
                continue
            passed = elapsed(plan.period_start or plan.issued, step.by.end if step else None, figure.on)
            entry = _Paced(figure.on, percent, passed.percent if passed else None)
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
    for task in t.session.exec(select(Task).where(col(Task.id).in_(sorted(set(task_ids))))):
        plan = t.session.get_one(Plan, task.plan)
        rule, n = (task.rule, task.rule_n) if task.rule else read_rule(plan.closing)
        rows = t.session.exec(
            select(Assignment).where(
                Assignment.task == task.id, col(Assignment.gone).is_(None), col(Assignment.until).is_(None)
            )
        )
        parts = [Part(row.role, row.status, row.done_on, Reason("")) for row in rows]
        task.done_on = closed_on(rule, n, parts)
        t.session.add(task)


def read_rule(text: str) -> tuple[str, int | None]:
    """A closing rule as written (`all`, `any`, `lead`, `count:3`) as its word and its number."""
    word, _, number = text.partition(":")
    return word or "all", int(number) if number.isdigit() else None
