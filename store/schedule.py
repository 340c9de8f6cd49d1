"""Windows, inherited dates and elapsed time: pure rules (DOMAIN, rule 3)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from store import vocabulary as v
from store.cycle import days_in_month
from store.facts import Elapsed


class DueFact(NamedTuple):
    """A due date as one level states it. A phrase without a day (长期, 持续) states that there is none."""

    day: date | None = None
    phrase: str = ""
    doubt: str = ""
    basis: str = ""


class Level(NamedTuple):
    """What one level of the chain assignment ← task ← parent ← phase ← plan says of a window."""

    source: str
    """One of vocabulary.DUE_FROM."""
    due: DueFact
    start: date | None = None


class Granted(NamedTuple):
    """An extension that was approved."""

    asked_on: date
    due_was: date | None
    """The due date when it was asked; None where nobody recorded it: then it counts as asked in time."""
    wanted: date
    decided_on: date


class Settled(NamedTuple):
    """The days that stop the count of days late."""

    claimed_on: date | None = None
    done_on: date | None = None
    met_on: date | None = None


def inherited_due(levels: Sequence[Level]) -> tuple[str | None, DueFact]:
    """The nearest level that says something of the due date, and what it says."""
    for level in levels:
        if level.due.day is not None or level.due.phrase:
            return level.source, level.due
    return None, DueFact()


def inherited_start(levels: Sequence[Level], issued: date | None) -> date | None:
    """The nearest start of the window; at last the plan's date of issue."""
    return next((level.start for level in levels if level.start is not None), issued)


def settled(history: Sequence[tuple[date, str]], means: str = "done") -> Settled:
    """Read off a status history on which day the count of days late stops.

    Args:
        history: (day it counts for, status), in order; the last is the status now.
        means: `started` where the due date is met by beginning (10月份启动).

    Returns:
        `done_on` is the day of the claim that was confirmed, else the day it was set done (DOMAIN, rule 3).
    """
    claimed: date | None = None
    began: date | None = None
    before = v.NOT_STARTED
    result = Settled()
    for on, status in history:
        if status == v.NOT_STARTED:
            began = None
        elif status in (v.IN_PROGRESS, v.CLAIMED, v.DONE):
            began = began or on
        if status == v.CLAIMED:
            claimed = on if before != v.CLAIMED or claimed is None else claimed
            result = Settled(claimed_on=claimed, met_on=claimed)
        elif status == v.DONE:
            day = result.done_on or (claimed if before == v.CLAIMED and claimed else on)
            result = Settled(claimed_on=result.claimed_on, done_on=day, met_on=day)
        elif status == v.DROPPED:
            result = Settled(met_on=result.met_on if before == v.DROPPED else on)
        else:
            result = Settled()
        if means == "started" and began is not None:
            result = result._replace(met_on=min(began, result.met_on or began))
        before = status
    return result


def late_kept(granted: Iterable[Granted], met_on: date | None = None) -> int:
    """The days late that extensions asked after the due date do not take away (DOMAIN, "extension").

    Args:
        granted: the extensions that were approved.
        met_on: the day that stopped the count of days late.

    Returns:
        For each of them the days from the due date then in force to the decision, or to the day the work was met or the
        new date where that comes first: days after the new date are counted as late by that one.
    """
    days = 0
    for one in granted:
        if one.due_was is not None and one.asked_on > one.due_was:
            until = min(one.decided_on, one.wanted, met_on or one.decided_on)
            days += max((until - one.due_was).days, 0)
    return days


def _month(day: date, done: bool) -> float:
    """A day as a number of months: the months before it and the fraction of its own, at its end if `done`."""
    return day.year * 12 + day.month - 1 + (day.day if done else day.day - 1) / days_in_month(day.year, day.month)


def elapsed(start: date | None, end: date | None, on: date | None) -> Elapsed | None:
    """Elapsed time in months and the fraction of the month, as bulletins print it.

    30 November of a calendar year = 11 of 12 months = 91.7 %. Time before the window counts 0, time after it all of it.
    """
    if start is None or end is None or on is None or end < start:
        return None
    begin, whole = _month(start, False), _month(end, True) - _month(start, False)
    months = min(max(_month(on, True) - begin, 0.0), whole)
    return Elapsed(months, whole, months / whole * 100)
