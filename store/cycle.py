"""Reporting cycles 报送周期: when reports fall due and which period was the last to close.

A cycle is text: `monthly:5` (the 5th of the month after), `weekly:fri`, `quarterly:10` (the 10th after the quarter).
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from store.facts import Settings

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
    """The last day on which its report is on time."""
    counts_from: date
    """The day after the due date before this one: statements from here on belong to this period."""


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
        back = (as_of.weekday() - cycle.day - 1) % 7 + 1
        due = as_of - timedelta(days=back)
        return Period(due - timedelta(days=6), due, due, due - timedelta(days=6))
    step = 1 if cycle.every == "monthly" else 3
    month = (as_of.month - 1) // step * step + 1
    due = _on_day(as_of.year, month, cycle.day)
    if due >= as_of:
        month -= step
        due = _on_day(as_of.year, month, cycle.day)
    start = _on_day(as_of.year, month - step, 1)
    before = _on_day(as_of.year, month - step, cycle.day)
    return Period(start, _on_day(as_of.year, month, 1) - timedelta(days=1), due, before + timedelta(days=1))


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
