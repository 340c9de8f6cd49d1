"""What the timeline says, in English."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from words.english.domain import DOMAIN, MONTHS
from words.figures import say

if TYPE_CHECKING:
    from datetime import date

    from words.phrases.timeline import Kinds, Scales, Signs, TimelineWords

SCALES: Scales = {"day": "days", "decade": "ten days", "month": "months", "quarter": "quarters", "year": "years"}
KINDS: Kinds = {"tasks": "by task", "units": "by unit", "phases": "by phase"}
SIGNS: Signs = {"done": "done", "open": "open", "slipped": "moved", "late": "late"}


class EnglishTimeline:
    """The timeline in English."""

    lang = "en"

    def scale(self, word: str) -> str:
        """One of Scales."""
        return say(SCALES, word)

    def by(self, word: str) -> str:
        """One of Kinds."""
        return say(KINDS, word)

    def sign(self, word: str) -> str:
        """One of Signs."""
        return say(SIGNS, word)

    def period(self, kind: str, day: date) -> tuple[str, ...]:
        """2006, H2, Q3, Sep 2006, 21, 15; a month under its year is its number alone."""
        if kind == "month":
            name = MONTHS[day.month]
            return f"{name} {day.year}", f"{name[:3]} {day.year}", name[:3], str(day.month)
        if kind == "half":
            return (f"H{day.month // 6 + 1}",)
        if kind == "quarter":
            return (f"Q{day.month // 3 + 1}",)
        return (str(day.year),) if kind == "year" else (str(day.day),)

    def window(self, start: date | None, due: date | None) -> str:
        """1 March 2006 to 31 August 2006."""
        if due is None:
            return f"from {DOMAIN.date(start)}, no due date" if start else "no date"
        return f"{DOMAIN.date(start)} to {DOMAIN.date(due)}" if start else f"by {DOMAIN.date(due)}"

    def moved(self, first: date, due: date) -> str:
        """Moved from 30 June 2006, 62 days later."""
        days = (due - first) // timedelta(1)
        return f"moved from {DOMAIN.date(first)}, {abs(days)} day{'' if abs(days) == 1 else 's'} " + (
            "later" if days > 0 else "earlier"
        )

    def done_of(self, done: int, total: int) -> str:
        """Done 2 of 21."""
        return f"done {done} of {total}"

    def done_on(self, day: date) -> str:
        """Done on 31 August 2006."""
        return f"done on {DOMAIN.date(day)}"

    def late(self, n: int, since: date) -> str:
        """3 overdue since 31 August 2006."""
        return f"{n} overdue, due {DOMAIN.date(since)}" + (" and later" if n > 1 else "")

    def next_due(self, n: int, day: date) -> str:
        """2 due next on 25 September 2006."""
        return f"{n} due next on {DOMAIN.date(day)}"

    def early(self) -> str:
        """Before the plan was issued."""
        return "ended before the plan was issued"

    def milestone(self, day: date | None, reached: date | None, missed: bool) -> str:
        """Milestone of 30 June 2006, missed."""
        of = f"milestone of {DOMAIN.date(day)}" if day else "milestone without a date"
        if reached:
            return f"{of}, reached on {DOMAIN.date(reached)}"
        return f"{of}, missed" if missed else of


TIMELINE: TimelineWords = EnglishTimeline()
