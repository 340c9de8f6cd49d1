"""What the overview shows, read in one go: a value that panes draw. Plain functions over the store's queries."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from store.called import TodoUnit
from store.queries.assignments import assignments, count, due_count, due_window, group_counts, of_ids
from store.queries.board import board, milestones, phases, plans
from store.queries.indicators import indicators
from store.queries.todo import todo
from store.queries.workload import workload
from store.reader import Reader
from store.schedule import elapsed
from store.shapes import (
    Assignment,
    AssignmentFilter,
    Board,
    Count,
    Indicator,
    Milestone,
    Phase,
    PlanLine,
    UnitLoad,
)
from store.vocabulary import WORST_FIRST
from store.window import Window

WINDOW = 500
"""How many rows of a list are read at once; what lies beyond is said, and `/` narrows the list."""


FEW = 5_000
"""Assignments up to which whom to call today is read with the rest; beyond, it comes after it."""
CALLS = 200
"""How many units the pane of today names."""


class Listing(NamedTuple):
    """Whose assignments the list shows: of a unit or group, of a task, or of the whole plan (both empty).

    `status`: only those that stand so, in every plan where none is named.
    """

    name: str
    plan: str
    unit: str = ""
    task: str = ""
    status: str = ""


class Ask(NamedTuple):
    """What is to be read."""

    plan: str | None
    as_of: date
    text: str = ""
    listing: Listing | None = None


class Today(NamedTuple):
    """Whom to call, with the assignments it is about."""

    units: tuple[TodoUnit, ...] = ()
    items: dict[int, Assignment] = {}  # noqa: RUF012  a value, never changed


class View(NamedTuple):
    """One reading of the store."""

    ask: Ask
    stamp: int
    board: Board
    phases: tuple[Phase, ...]
    """Those of the plan; where it names none, its own period; for all plans, the period of each."""
    milestones: tuple[Milestone, ...]
    due: tuple[Assignment, ...]
    due_total: int
    due_all: int
    """How many there are without the filter."""
    groups: dict[tuple[str, str, str], tuple[Count, ...]]
    """How the members of each (plan, task ref, group) stand."""
    loads: tuple[UnitLoad, ...]
    indicators: tuple[Indicator, ...]
    listed: tuple[Assignment, ...]
    listed_total: int
    today: Today | None = None
    """None where it is still to be read."""


def read_view(reader: Reader, ask: Ask) -> View:
    """Read everything that the overview shows.

    Raises:
        Refused: no such plan.
        Unusable: the store cannot be read.
    """
    stamp, plan, as_of = reader.stamp(), ask.plan, ask.as_of
    chosen = AssignmentFilter(plan=plan or "", text=ask.text)
    due = due_window(reader, chosen, as_of, WINDOW)
    whole = AssignmentFilter(plan=plan or "")
    head = board(reader, plan, as_of)
    return View(
        ask=ask,
        stamp=stamp,
        board=head,
        phases=read_phases(reader, head, as_of),
        milestones=milestones(reader, plan, as_of) if plan else (),
        due=due,
        due_total=due_count(reader, chosen, as_of),
        due_all=due_count(reader, whole, as_of) if ask.text else -1,
        groups=group_counts(reader, plan, as_of),
        loads=workload(reader, plan, as_of, ask.text),
        indicators=indicators(reader, plan, as_of) if plan else (),
        listed=(listed := read_listing(reader, ask.listing, as_of) if ask.listing else ()),
        listed_total=listing_total(reader, ask.listing, as_of, len(listed)) if ask.listing else 0,
        today=read_today(reader, ask) if head.total <= FEW else None,
    )


def read_today(reader: Reader, ask: Ask) -> Today:
    """Whom to call as of the date that is asked for.

    Raises:
        Refused: no such plan.
        Unusable: the store cannot be read.
    """
    units = todo(reader, ask.plan, ask.as_of)[:CALLS]
    ids = [item.assignment for unit in units for item in unit.items if item.assignment is not None]
    return Today(units, {row.id: row for row in of_ids(reader, ids, ask.as_of)})


def filtered_due(reader: Reader, ask: Ask) -> tuple[Assignment, ...]:
    """The first rows of what is overdue or due soon that the filter lets through.

    Raises:
        Unusable: the store cannot be read.
    """
    return due_window(reader, AssignmentFilter(plan=ask.plan or "", text=ask.text), ask.as_of, WINDOW)


def filtered_rest(reader: Reader, ask: Ask, due: tuple[Assignment, ...]) -> tuple[int, tuple[UnitLoad, ...]]:
    """How many rows the filter lets through, the first of which are known, and how the units stand under it.

    Raises:
        Unusable: the store cannot be read.
    """
    chosen = AssignmentFilter(plan=ask.plan or "", text=ask.text)
    total = due_count(reader, chosen, ask.as_of) if len(due) == WINDOW else len(due)
    return total, workload(reader, ask.plan, ask.as_of, ask.text)


def read_past_view(reader: Reader, ask: Ask) -> View:
    """Read a past date: where the plan was not there yet, all plans, which View.ask then says.

    Raises:
        Unusable: the store cannot be read.
    """
    there = ask.plan is None or any(line.key == ask.plan for line in plans(reader, ask.as_of))
    return read_view(reader, ask if there else ask._replace(plan=None, listing=None))


def read_phases(reader: Reader, head: Board, as_of: date) -> tuple[Phase, ...]:
    """The bars of the timeline (see View.phases)."""
    if head.plan is None:
        return tuple(_period(line.title, line, 0, 0, as_of) for line in plans(reader, as_of))
    found = phases(reader, head.plan.key, as_of)
    if found or (head.plan.start is None and head.plan.end is None):
        return found
    done = sum(count.n for count in head.counts if count.light == "done")
    return (_period("", head.plan, done, head.total, as_of),)


def _period(title: str, line: PlanLine, done: int, total: int, as_of: date) -> Phase:
    """A plan's period as if it were its one phase."""
    window = Window("", line.start, line.end)
    return Phase(f"={line.key}", "", title, window, elapsed(line.start, line.end, as_of), done, total, False)


def read_listing(reader: Reader, listing: Listing, as_of: date) -> tuple[Assignment, ...]:
    """The assignments of a unit, a group or a task."""
    found = assignments(reader, _of_listing(listing), as_of, limit=WINDOW)
    return tuple(item for item in found if not listing.task or item.task == listing.task)


def listing_total(reader: Reader, listing: Listing, as_of: date, listed: int) -> int:
    """How many assignments the list would have, were it not read only so far."""
    return count(reader, _of_listing(listing), as_of) if listed == WINDOW else listed


def _of_listing(listing: Listing) -> AssignmentFilter:
    units = (listing.unit,) if listing.unit else ()
    return AssignmentFilter(
        plan=listing.plan, units=units, text=f"{listing.plan}/{listing.task}" if listing.task else "",
        statuses=(listing.status,) if listing.status else (),
    )  # fmt: skip


def worst_plan(lines: tuple[PlanLine, ...]) -> str | None:
    """The key of the plan with the worst light; among equals the one that is later by most days."""
    rank = {light: index for index, light in enumerate(WORST_FIRST)}

    def badness(line: PlanLine) -> tuple[bool, int, int]:
        days = line.worst.reason.days if line.worst else None
        return line.state == "closed", rank.get(line.light, len(rank)), -(days or 0)

    return min(lines, key=badness).key if lines else None


def first_plan(reader: Reader, wanted: str | None, as_of: date) -> str | None:
    """The plan to start with: the one asked for (the last used) if the store has it, else the worst."""
    lines = plans(reader, as_of)
    return wanted if wanted in {line.key for line in lines} else worst_plan(lines)
