"""What the timeline says: its scales, its rows, and the dates of the row under the cursor in words."""

from __future__ import annotations

from datetime import date
from typing import Protocol, TypedDict


class Scales(TypedDict):
    """How fine a scale is."""

    day: str
    decade: str
    month: str
    quarter: str
    year: str


class Kinds(TypedDict):
    """What the rows are."""

    tasks: str
    units: str
    phases: str


class Signs(TypedDict):
    """What the signs of a bar mean."""

    done: str
    open: str
    slipped: str
    late: str


class TimelineWords(Protocol):
    """The timeline. Names and phrases of documents are foreign: whoever shows them makes them visible."""

    lang: str

    def scale(self, word: str) -> str:
        """One of Scales."""

    def by(self, word: str) -> str:
        """One of Kinds."""

    def sign(self, word: str) -> str:
        """One of Signs."""

    def period(self, kind: str, day: date) -> tuple[str, ...]:
        """What a year, half, quarter, month, decade or day is called over its cells: the longest name first.

        Args:
            kind: year, half, quarter, month, decade or day.
            day: its first day.
        """

    def window(self, start: date | None, due: date | None) -> str:
        """From when to when; without any date, that there is none."""

    def moved(self, first: date, due: date) -> str:
        """From which due date it moved, and by how many days."""

    def done_of(self, done: int, total: int) -> str:
        """How many assignments are done."""

    def done_on(self, day: date) -> str:
        """The day on which all of it was done."""

    def late(self, n: int, since: date) -> str:
        """How many assignments are overdue, the first of them since when."""

    def next_due(self, n: int, day: date) -> str:
        """How many of a unit's open assignments fall due next, and when."""

    def early(self) -> str:
        """A phase that ended before its plan was issued."""

    def milestone(self, day: date | None, reached: date | None, missed: bool) -> str:
        """A milestone: its day, and whether it was reached or missed."""
