"""The assignments of the country store: what changes and plan make of them, by the pure rules of the store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from benchmarks.bulk import Bulk, Table
from benchmarks.happenings import MEASURED
from benchmarks.land import ISSUED, share
from benchmarks.office import NOTES, Office, iso, phrase
from store import figures, models
from store import vocabulary as v
from store.commands.plan_rows import Fields, Rows
from store.lights import Part, closed_on
from store.moves import Move, first_due
from store.rounding import lag
from store.schedule import DueFact, Level, Settled, elapsed, inherited_due, inherited_start, settled
from store.shapes import Reason

Spell = tuple[date | None, date | None]
"""Since when and until when a township is there."""


class _Due(NamedTuple):
    """What a task hands down to its assignments."""

    source: str | None
    fact: DueFact
    origin: date | None
    first: date | None
    start: date | None
    before: date | None
    """The day that counted before the office moved it."""
    move: Move | None
    means: str
    role: str


class Assignments:
    """The assignments as everything that happened left them."""

    VARYING = (
        "unit", "status", "percent", "percent_on", "note", "due_own", "due_own_phrase", "due_own_precision",
        "due_own_basis", "due_own_note", "since", "until", "version", "start", "due", "due_from", "due_phrase",
        "due_basis", "due_first", "figure", "figure_on", "pace", "behind", "met_on", "done_on", "claimed_on",
        "last_report", "updated_on",
    )  # fmt: skip

    def __init__(self, bulk: Bulk, rows: Rows, office: Office, group: int, laid: Mapping[str, int]) -> None:
        """Begin.

        Args:
            group: through which all townships owe.
            laid: the mandates by the refs of their tasks.
        """
        self.bulk, self.rows, self.office, self.group, self.laid = bulk, rows, office, group, laid
        self.roles = {str(mandate["task"]): mandate["role"] for mandate in rows["mandate"].values()}
        ladders = [[step for step in rows["step"].values() if step["indicator"] == ref] for ref in rows["indicator"]]
        self.goals = [float(str(ladder[0]["value"])) if ladder else None for ladder in ladders]
        self.ends = [_day(ladder[0]["due"]) if ladder else None for ladder in ladders]

    def write(self, spells: Sequence[Spell]) -> None:
        """All rows, task by task, and what follows for the tasks.

        Args:
            spells: of the townships, in their order.
        """
        for place, ref in enumerate(self.laid):
            task = self.office.task_ids[place]
            due = self._due(place, ref)
            table = self.bulk.table(
                models.Assignment, self.VARYING, made=1, plan=1, task=task, mandate=self.laid[ref], via=self.group,
                role=due.role, due_origin=_iso(due.origin),
            )  # fmt: skip
            parts = [self._row(table, place, due, township, spell) for township, spell in enumerate(spells)]
            fields, versions = self.office.task_fields.get(place, ({}, 0))
            rule = str(self.rows["task"][ref]["rule"]) or "all"
            fields = fields | {"version": 1 + versions, "done_on": _iso(closed_on(rule, None, parts))}
            self.bulk.flush()
            columns = ", ".join(f"{field} = ?" for field in fields)
            self.bulk.connection.execute(f"UPDATE task SET {columns} WHERE id = ?", (*fields.values(), task))

    def _due(self, place: int, ref: str) -> _Due:
        """What a task hands down."""
        move = self.office.task_due.get(place)
        written = self._levels(ref)
        source, fact = inherited_due(written)
        origin = fact.day if source in ("task", "parent") else None
        start = inherited_start(written, ISSUED)
        before = fact.day
        if move is not None:
            assert move.new is not None
            move = move._replace(old=before)
            source, fact = "task", DueFact(move.new, phrase(move.new), "", move.basis)
        first = first_due(origin, [move] if move else [], fact.day)
        means = str(self.rows["task"][ref]["due_means"])
        return _Due(source, fact, origin, first, start, before, move, means, str(self.roles[ref]))

    def _row(self, table: Table, place: int, due: _Due, township: int, spell: Spell) -> Part:
        """One row; returns what it is for the closing of its task."""
        office = self.office
        at = place * office.land.townships + township
        status = v.STATUSES[office.status[at]]
        begin = max(due.start, spell[0]) if due.start and spell[0] else due.start or spell[0]
        source, fact, first = due.source, due.fact, due.first
        own = office.own_due.get(at)
        if own is not None:
            source, fact = "assignment", DueFact(own.new, phrase(own.new), "", own.basis) if own.new else fact
            first = first_due(due.origin, _in_order(due, own), own.new)
        stopped = self._settled(at, status, due.means)
        figure, figure_on, pace = self._figure(place, township, at, begin, fact.day)
        if due.means == "started":
            pace = None
        left = spell[1]
        table.add(
            office.unit_ids[township], status, _percent(office.percent[at]), _date(office.percent_on[at]),
            NOTES[office.note[at]], *_said(own), _iso(spell[0]), _iso(left), office.version[at], _iso(begin),
            _iso(fact.day), source, fact.phrase, fact.basis, _iso(first), figure, figure_on, pace,
            None if figure is None or pace is None else lag(figure, pace), _iso(stopped.met_on), _iso(stopped.done_on),
            _iso(stopped.claimed_on), _date(office.reported[at]), _date(office.updated[at]),
        )  # fmt: skip
        day = stopped.done_on or (stopped.met_on if status == v.DROPPED else left)
        return Part(due.role, v.DROPPED if left else status, day, Reason(""))

    def _settled(self, at: int, status: str, means: str) -> Settled:
        """The days that stop the count of days late, from those that the office kept."""
        office = self.office
        if not office.updated[at] or (status in (v.NOT_STARTED, v.IN_PROGRESS, v.BLOCKED) and means == "done"):
            return Settled()
        history = [
            (date.fromordinal(day), said)
            for day, said in (
                (office.began[at], v.IN_PROGRESS), (office.claimed[at], v.CLAIMED), (office.closed[at], status),
                (office.updated[at] if status == v.BLOCKED else 0, status),
            )
            if day
        ]  # fmt: skip
        return settled(history, means)

    def _figure(
        self, place: int, township: int, at: int, start: date | None, due: date | None
    ) -> tuple[float | None, str | None, float | None]:
        """The figure that counts, its day and its pace: the later of its own percent and its part of an indicator."""
        percent, on = self.office.percent[at], self.office.percent_on[at]
        reading = self.office.figures.get((place, township))
        if reading is not None and reading.on >= on:
            number = MEASURED.index(place)
            goal = share(township) if number == 0 else self.goals[number]
            window = (_day(self.rows["plan"][""]["period_start"]), self.ends[number])
            pace = figures.paced(window, date.fromordinal(reading.on))
            return figures.percent_of(reading.value, goal), iso(reading.on), pace
        return (None, None, None) if percent < 0 else (float(percent), iso(on), _elapsed(start, due, on))

    def _levels(self, ref: str) -> list[Level]:
        """What the plan itself says of a task's window, the nearest first."""
        task = self.rows["task"][ref]
        found = [Level("task", _stated(task))]
        if task["parent"] is not None:
            found.append(Level("parent", _stated(self.rows["task"][str(task["parent"])])))
        if task["phase"] is not None:
            phase = self.rows["phase"][str(task["phase"])]
            found.append(Level("phase", _stated(phase), _day(phase["due_start"])))
        plan = self.rows["plan"][""]
        period = DueFact(_day(plan["period"]), str(plan["period_phrase"]), "", "plan")
        return [*found, Level("plan", period, _day(plan["period_start"]))]


def _stated(fields: Fields) -> DueFact:
    """The due date that a row of the plan states."""
    return DueFact(_day(fields["due"]), str(fields["due_phrase"]), str(fields["due_doubt"]), "plan")


def _in_order(due: _Due, own: Move) -> list[Move]:
    """The moves that an assignment with a date of its own has seen: of its task only those before."""
    if due.move is not None and (due.move.on, due.move.command) < (own.on, own.command):
        return [due.move, own._replace(old=due.move.new)]
    return [own._replace(old=due.before)]


def _said(own: Move | None) -> tuple[str | None, str, str, str, str]:
    """The columns of a due date of its own."""
    if own is None or own.new is None:
        return None, "", "", "", ""
    return own.new.isoformat(), phrase(own.new), "day", own.basis, own.note


@cache
def _elapsed(start: date | None, due: date | None, on: int) -> float | None:
    passed = elapsed(start, due, date.fromordinal(on))
    return passed.percent if passed else None


def _percent(value: int) -> float | None:
    return None if value < 0 else float(value)


def _date(ordinal: int) -> str | None:
    return iso(ordinal) if ordinal else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: object) -> date | None:
    return date.fromisoformat(str(text)) if text else None
