"""Work over time: from when to when it was planned, how its end moved, what of it is done, since when it is late."""

# Without `from __future__ import annotations`: a NamedTuple compiles every annotation that is text, at each start.

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from store.shapes import UnitLoad


class Course(NamedTuple):
    """One bar of the timeline."""

    start: date | None = None
    due: date | None = None
    """The last due date."""
    first: date | None = None
    """What the last due date was at first."""
    done: int = 0
    total: int = 0
    late: int = 0
    """How many are overdue."""
    late_since: date | None = None
    """The earliest due date among them."""
    done_on: date | None = None
    """When all of it was done: of a task, when its closing rule was met."""
    percent: float | None = None
    """Of one assignment."""
    claimed_on: date | None = None


class Stretch(NamedTuple):
    """Assignments of one task that came the same way, as a course."""

    task: int
    via: int
    """The group they came through; 0 for units named directly."""
    supports: bool
    """Whether they only support: their lateness does not redden the task (DOMAIN, rule 2)."""
    course: Course


class TaskDate(NamedTuple):
    """What the plan, or the office, says of a task's date, and when the task was done."""

    phrase: str
    basis: str
    """Of vocabulary.BASES; empty where the task has no date of its own."""
    done_on: date | None


class Tick(NamedTuple):
    """So many assignments of one light that are due on one day."""

    due: date
    light: str
    n: int


class UnitCourse(NamedTuple):
    """One unit: from the earliest start to the last due date, with each due date between."""

    load: UnitLoad
    course: Course
    ticks: tuple[Tick, ...]
    """The soonest first; what has no due date is not among them."""


def together(courses: Iterable[Course]) -> Course:
    """Several courses as one, from the first start to the last due date.

    It is done, on the last day, only when every one of them is.
    """
    found = [course for course in courses if course.total or course.start or course.due]
    days = [course.done_on for course in found]
    return Course(
        start=min((course.start for course in found if course.start), default=None),
        due=max((course.due for course in found if course.due), default=None),
        first=max((course.first for course in found if course.first), default=None),
        done=sum(course.done for course in found),
        total=sum(course.total for course in found),
        late=sum(course.late for course in found),
        late_since=min((course.late_since for course in found if course.late_since), default=None),
        done_on=max((day for day in days if day), default=None) if days and all(days) else None,
    )  # fmt: skip
