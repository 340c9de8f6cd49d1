"""What the overview shows, read in one go: a value that panes draw. Plain functions over the store's queries."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from store.called import TodoUnit
from store.queries.assignments import assignments, count, due_count, due_list, due_window, group_counts, newest, of_ids
from store.queries.board import board, first_head, milestones, phases, plan_keys, plans
from store.queries.indicators import indicators
from store.queries.narrowed import Narrowing, page
from store.queries.reporting import reporting
from store.queries.todo import todo
from store.queries.workload import workload
from store.queries.workload_window import workload_window
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
    Reporting,
    UnitLoad,
)
from store.tallying import count_once
from store.vocabulary import WORST_FIRST
from store.window import Window

WINDOW = 500
"""How many rows of a list are read at once; what lies beyond is said, and `/` narrows the list."""


FIRST = 100
"""About how many rows of what is overdue the first paint of a large store reads."""
UNCOUNTED = -1
"""That what a filter lets through was not counted yet."""
MANY = 20_000
"""Assignments of a store beyond which the first paint does not wait for counts."""
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
    narrowed: Narrowing = Narrowing()
    """What is listed of what is overdue or due soon, or instead of it, and in which order."""

    @property
    def listed(self) -> Narrowing:
        """The filter and order of the first list, with the plan and what was typed."""
        chosen = self.narrowed.chosen._replace(plan=self.plan or "", text=self.text)
        return self.narrowed._replace(chosen=chosen)


class Later(NamedTuple):
    """What asks every unit: of a large plan it is read after everything else."""

    today: Today
    reporting: Reporting | None
    indicators: tuple[Indicator, ...]


class Today(NamedTuple):
    """Whom to call, with the assignments it is about."""

    units: tuple[TodoUnit, ...] = ()
    items: dict[int, Assignment] = {}  # noqa: RUF012  a value, never changed
    more: bool = False
    """Whether these are the first of more units."""


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
    """Empty where they are still to be read."""
    listed: tuple[Assignment, ...]
    listed_total: int
    today: Today | None = None
    """None where it is still to be read, together with the indicators and who reported (`Later`)."""

    @property
    def partial(self) -> bool:
        """Whether only what is overdue was read: the first paint of a large plan."""
        return not self.board.counted

    def with_later(self, later: Later) -> View:
        """The same reading, with what came after it."""
        board = self.board._replace(reporting=later.reporting)
        return self._replace(board=board, indicators=later.indicators, today=later.today)

    @property
    def later(self) -> Later | None:
        """What came after the rest, or with it; None where it is still to be read."""
        return Later(self.today, self.board.reporting, self.indicators) if self.today is not None else None


def read_view(reader: Reader, ask: Ask) -> View:
    """Read everything that the overview shows.

    Raises:
        Refused: no such plan.
        Unusable: the store cannot be read.
    """
    stamp, plan, as_of = reader.stamp(), ask.plan, ask.as_of
    due = read_due(reader, ask)
    head = board(reader, plan, as_of, most=FEW)
    few = head.total <= FEW
    return View(
        ask=ask,
        stamp=stamp,
        board=head,
        phases=read_phases(reader, head, as_of),
        milestones=milestones(reader, plan, as_of) if plan else (),
        due=due,
        due_total=count_due(reader, ask, due),
        due_all=count_due(reader, ask._replace(text="", narrowed=ask.narrowed.whole)) if ask.listed.is_on else -1,
        groups=group_counts(reader, plan, as_of),
        loads=workload(reader, plan, as_of, ask.text)
        if few or ask.text
        else workload_window(reader, plan, as_of, WINDOW),
        indicators=indicators(reader, plan, as_of) if plan and few else (),
        listed=(listed := read_listing(reader, ask.listing, as_of) if ask.listing else ()),
        listed_total=listing_total(reader, ask.listing, as_of, len(listed)) if ask.listing else 0,
        today=read_today(reader, ask) if few else None,
    )


def read_first(reader: Reader, ask: Ask) -> View:
    """What the first paint shows: everything, but of a large store only the plan and what is overdue.

    Raises:
        Refused: no such plan.
        Unusable: the store cannot be read.
    """
    if ask.plan is None or newest(reader) <= MANY:
        return read_view(reader, ask)
    stamp = reader.stamp()
    due, total = due_window(reader, ask.listed.chosen, ask.as_of, FIRST)
    return View(
        ask, stamp, first_head(reader, ask.plan, ask.as_of), phases=(), milestones=(), due=due,
        due_total=total, due_all=-1, groups={}, loads=(), indicators=(), listed=(), listed_total=0,
    )  # fmt: skip


def read_later(reader: Reader, ask: Ask, line: PlanLine | None) -> Later:
    """What asks every unit.

    Args:
        reader: of the store.
        ask: what is shown.
        line: the plan of its head.

    Raises:
        Refused: no such plan.
        Unusable: the store cannot be read.
    """
    reported = reporting(reader, line, ask.as_of) if line else None
    return Later(read_today(reader, ask), reported, indicators(reader, ask.plan, ask.as_of) if ask.plan else ())


def read_today(reader: Reader, ask: Ask) -> Today:
    """Whom to call as of the date that is asked for.

    Raises:
        Refused: no such plan.
        Unusable: the store cannot be read.
    """
    units = todo(reader, ask.plan, ask.as_of, CALLS + 1)
    more, units = len(units) > CALLS, units[:CALLS]
    ids = [item.assignment for unit in units for item in unit.items if item.assignment is not None]
    return Today(units, {row.id: row for row in of_ids(reader, ids, ask.as_of)}, more)


def read_due(reader: Reader, ask: Ask, most: int | None = None) -> tuple[Assignment, ...]:
    """The first rows of what is overdue or due soon, or of what the filter lists instead.

    Raises:
        Unusable: the store cannot be read.
    """
    wanted, most = ask.listed, most or WINDOW
    if wanted.is_wide or wanted.order != "due":
        return page(reader, wanted, ask.as_of, most)
    if wanted.chosen.units or wanted.chosen.text:
        return due_list(reader, wanted.chosen, ask.as_of, most)
    return due_window(reader, wanted.chosen, ask.as_of, most)[0]


def read_all(reader: Reader, ask: Ask, pane: str, most: int) -> tuple[Assignment, ...]:
    """Everything that a list stands for.

    Args:
        reader: of the store.
        ask: what is shown.
        pane: `due` or `listing`.
        most: how many rows are read at most.

    Raises:
        Unusable: the store cannot be read.
    """
    if pane == "listing" and ask.listing is not None:
        return read_listing(reader, ask.listing, ask.as_of, most)
    wanted = ask.listed
    if wanted.is_wide or wanted.order != "due":
        return page(reader, wanted, ask.as_of, most)
    return due_list(reader, wanted.chosen, ask.as_of, most)


def count_due(reader: Reader, ask: Ask, due: tuple[Assignment, ...] | None = None) -> int:
    """How many rows that list has.

    Args:
        reader: of the store.
        ask: what is shown.
        due: its first rows, where they were read: fewer than a window are all.

    Raises:
        Unusable: the store cannot be read.
    """
    if due is not None and len(due) < WINDOW and (ask.text or ask.narrowed != Narrowing()):
        return len(due)
    wanted = ask.listed
    return (count if wanted.is_wide else due_count)(reader, wanted.chosen, ask.as_of)


def filtered(reader: Reader, view: View, ask: Ask) -> View:
    """Another filter over the same store: at once whole where there is little, else its first rows, not yet counted.

    Args:
        reader: of the store.
        view: what was shown before.
        ask: the same with another text.

    Raises:
        Unusable: the store cannot be read.
    """
    everything = view.due_all if view.ask.listed.is_on else view.due_total
    view = view._replace(ask=ask, due_all=everything, due=(), due_total=UNCOUNTED)
    if view.board.total <= FEW:
        return filtered_rest(reader, view)
    due = read_due(reader, ask, FIRST)
    return view._replace(due=due, due_total=len(due) if len(due) < FIRST else UNCOUNTED)


def filtered_rest(reader: Reader, view: View) -> View:
    """The same with all its rows, how many the filter lets through, and how the units stand under it.

    Raises:
        Unusable: the store cannot be read.
    """
    ask = view.ask
    due = view.due if view.due_total != UNCOUNTED else read_due(reader, ask)
    loads = workload(reader, ask.plan, ask.as_of, ask.text)
    return view._replace(due=due, due_total=count_due(reader, ask, due), loads=loads)


def read_past_view(reader: Reader, ask: Ask) -> View:
    """Read a past date: where the plan was not there yet, all plans, which View.ask then says.

    Raises:
        Unusable: the store cannot be read.
    """
    if newest(reader) > FEW:
        count_once(reader)
    there = ask.plan is None or ask.plan in plan_keys(reader)
    return read_view(reader, ask if there else ask._replace(plan=None, listing=None))


def read_past_first(reader: Reader, ask: Ask) -> View | None:
    """What is shown first of a past date of a large plan; None where everything is read as quickly.

    Raises:
        Unusable: the store cannot be read.
    """
    return read_first(reader, ask) if newest(reader) > MANY and ask.plan in plan_keys(reader) else None


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


def read_listing(reader: Reader, listing: Listing, as_of: date, most: int = 0) -> tuple[Assignment, ...]:
    """The first assignments of a unit, a group or a task: so many, or what a pane shows."""
    found = assignments(reader, _of_listing(listing), as_of, limit=most or WINDOW)
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
    keys = plan_keys(reader)
    if wanted in keys or len(keys) == 1:
        return wanted if wanted in keys else keys[0]
    return worst_plan(plans(reader, as_of, whole=False))
