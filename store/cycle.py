"""Reporting cycles 报送周期: when reports fall due and which period was the last to close.

A cycle is text: `monthly:5` (the 5th of the month after), `weekly:fri`, `quarterly:10` (the 10th after the quarter).
A due day that is no working day moves on to the next one: reports of September 2006 fall due on 8 October, a Sunday
that was worked, because the 5th was a holiday.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from store.facts import Settings
from store.holidays import FIRST_YEAR, are_known, rolled

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Cycle(NamedTuple):
    """A reading of a cycle's text: how often, and the day (of the month, or of the week from 0)."""

    every: str
    day: int


class Period(NamedTuple):
    """One period of a cycle."""

    start: date
    end: date
    due: date
    """The last day on which its report is on time: a working day."""
    counts_from: date
    """The day after the due date before this one: statements from here on belong to this period."""

    @property
    def holidays_unknown(self) -> bool:
        """Whether the public holidays around its due date are not known yet, so that it may still move."""
        return self.due.year >= FIRST_YEAR and not are_known(self.due.year)


class Silence(NamedTuple):
    """From when on a report would have broken the silence, and by when the window must have been open to owe one."""

    since: date
    opened: date


def parse_cycle(text: str) -> Cycle | None:
    """Read a cycle's text; None for an empty or unknown one (which then counts as no cycle)."""
    every, _, day = text.strip().lower().partition(":")
    if every == "weekly" and day[:3] in WEEKDAYS:
        return Cycle(every, WEEKDAYS.index(day[:3]))
    if every in ("monthly", "quarterly") and day.isdigit() and 1 <= int(day) <= 31:
        return Cycle(every, int(day))
    return None


def days_in_month(year: int, month: int) -> int:
    """How many days that month has."""
    if month == 12:  # the last month there is has no next one
        return 31
    return (date(year, month + 1, 1) - timedelta(days=1)).day


def _on_day(year: int, month: int, day: int) -> date:
    """That day of the month, or its last day where the month is shorter; months beyond 12 roll into the next year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, min(day, days_in_month(year, month)))


def last_closed(cycle: Cycle, as_of: date) -> Period:
    """The latest period whose due date has passed at as_of (on the due date itself it is still open)."""
    if cycle.every == "weekly":
        period = _ending(cycle, as_of - timedelta(days=(as_of.weekday() - cycle.day) % 7))
    else:
        step = _months(cycle)
        period = _ending(cycle, _on_day(as_of.year, (as_of.month - 1) // step * step + 1, 1) - timedelta(days=1))
    while period.due >= as_of:
        period = before(cycle, period)
    return period


def before(cycle: Cycle, period: Period) -> Period:
    """The period before a period."""
    return _ending(cycle, period.start - timedelta(days=1))


def after(cycle: Cycle, period: Period) -> Period:
    """The period after a period."""
    if cycle.every == "weekly":
        return _ending(cycle, period.end + timedelta(days=7))
    return _ending(cycle, _on_day(period.start.year, period.start.month + 2 * _months(cycle), 1) - timedelta(days=1))


def _months(cycle: Cycle) -> int:
    return 1 if cycle.every == "monthly" else 3


def _ending(cycle: Cycle, end: date) -> Period:
    """The period that ends on a day which ends one."""
    last = _end_before(cycle, end)
    start, due = last + timedelta(days=1), _due(cycle, end)
    while _due(cycle, last) == due:  # over a long holiday the reports of two weeks may fall due on one day:
        last = _end_before(cycle, last)  # a statement then answers both
    return Period(start, end, due, _due(cycle, last) + timedelta(days=1))


def _end_before(cycle: Cycle, end: date) -> date:
    """The end of the period before the one that ends on a day."""
    if cycle.every == "weekly":
        return end - timedelta(days=7)
    return _on_day(end.year, end.month - _months(cycle) + 1, 1) - timedelta(days=1)


def _due(cycle: Cycle, end: date) -> date:
    """When the reports of the period that ends on a day fall due."""
    return rolled(end if cycle.every == "weekly" else _on_day(end.year, end.month + 1, cycle.day))


def next_period(cycle: str, as_of: date) -> Period | None:
    """The period whose reports fall due next, on as_of itself or later; None without a cycle."""
    wanted = parse_cycle(cycle)
    return after(wanted, last_closed(wanted, as_of)) if wanted is not None else None


def silence(cycle: str, as_of: date, settings: Settings) -> Silence:
    """When silence begins: nothing in the last closed cycle; in a plan without a cycle, nothing for `silent_days`.

    A unit cannot have been silent about something that was not open yet, so the window must have opened before.
    """
    wanted = parse_cycle(cycle)
    if wanted is None:
        start = as_of - timedelta(days=settings.silent_days)
        return Silence(start, start)
    period = last_closed(wanted, as_of)
    return Silence(period.counts_from, period.end)
