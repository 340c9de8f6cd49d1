"""The shapes of chases, contacts and today's list: whom to call, what about, and what was answered last."""

# Without `from __future__ import annotations`: see store.shapes.

from datetime import date
from typing import NamedTuple


class ContactLine(NamedTuple):
    """One person through whom a unit answers."""

    id: int
    kind: str
    """One of vocabulary.CONTACTS."""
    name: str
    phone: str
    since: date | None
    until: date | None
    """The first day on which it is somebody else, or nobody."""
    current: bool
    """Whether it holds on the day that is looked at."""


class ChaseLine(NamedTuple):
    """One time that a unit was asked."""

    id: int
    unit: str
    on: date
    via: str
    to_whom: str
    answer: str
    promised: date | None
    by: str
    items: tuple[str, ...]
    """`PLAN/REF` of what it was about; empty where it was about the unit as a whole."""
    sample: bool


class TodoItem(NamedTuple):
    """One reason to call a unit today."""

    why: str
    """One of vocabulary.TODAY."""
    plan: str
    task: str
    """Empty for a missing report, which belongs to the unit."""
    label: str
    title: str
    role: str
    assignment: int | None
    due: date | None
    days_late: int | None
    """Signed days against the due date."""
    on: date | None
    """What the reason hangs on: the day promised, claimed or wanted, or the last day for the report."""


class TodoUnit(NamedTuple):
    """A unit to call today, with what is needed before calling."""

    unit: str
    unit_id: int
    items: tuple[TodoItem, ...]
    """The most pressing first."""
    contact: str
    phone: str
    """Of the liaison, else of the unit's leader."""
    chased_on: date | None
    answer: str
    """What it answered when it was asked last."""
    promised: date | None

    def count(self, why: str) -> int:
        """How many items hang on one reason."""
        return sum(item.why == why for item in self.items)


class LetterFacts(NamedTuple):
    """What a unit is to be asked for in a text."""

    plans: tuple[str, ...]
    """The titles of the plans it is about."""
    office: str
    """Who asks: the office of the first of these plans; empty where it names none."""
    items: tuple[TodoItem, ...]
    missing: tuple[date | None, ...]
    """The last days for the reports that have not come; None where no cycle sets one."""
