"""Named pieces of a year as first and last day: a month, a third of a month 旬, a quarter, a half, the year."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

BEFORE_OR_WITHIN = "before_or_within"
"""X月前: before X begins, or before X ends. The later day is kept."""
ABOUT = "about"
"""月初, 月中, 年初, 年中, 左右: near a day that the phrase does not name."""
WHICH_WEEK = "which_week"
"""next friday, typed before this week's Friday."""
HOLIDAYS = "holidays_not_counted"
"""N个工作日: weekends are left out, public holidays are not known."""
NO_ISSUE_DATE = "no_issue_date"
"""自印发之日起N日内 in a plan without an issue date."""
DOUBTS = (BEFORE_OR_WITHIN, ABOUT, WHICH_WEEK, HOLIDAYS, NO_ISSUE_DATE)
"""Every doubt that a reading may carry; the words print them."""


class Span(NamedTuple):
    """The days a piece of a year covers."""

    start: date
    end: date
    precision: str
    doubt: str = ""
    edge: bool = False
    """True where the phrase names a last day (底, 末, a day): 前 after it is not ambiguous."""


def last_of_month(year: int, month: int) -> date:
    """The last day of a month.

    Raises:
        ValueError: no such month or year.
    """
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1) if month != 12 else date(year, 12, 31)


def a_day(year: int, month: int, day: int) -> Span:
    """One day; ValueError where the calendar has none."""
    on = date(year, month, day)
    return Span(on, on, "day", edge=True)


def a_month(year: int, month: int, part: str = "") -> Span:
    """A month, or the part of it that 上/中/下 (旬), 底 (the end), 初 or 中间 names.

    Raises:
        ValueError: no such month.
    """
    first, last = date(year, month, 1), last_of_month(year, month)
    if part in ("上", "初"):
        return Span(first, date(year, month, 10), "xun", ABOUT if part == "初" else "")
    if part == "中":
        return Span(date(year, month, 11), date(year, month, 20), "xun")
    if part == "下":
        return Span(date(year, month, 21), last, "xun")
    if part == "半":
        return Span(first, date(year, month, 15), "day", ABOUT, edge=True)
    return Span(last if part == "底" else first, last, "month", edge=part == "底")


def a_quarter(year: int, quarter: int, edge: bool = False) -> Span:
    """Quarter 1 to 4; ValueError otherwise."""
    return Span(date(year, quarter * 3 - 2, 1), last_of_month(year, quarter * 3), "quarter", edge=edge)


def a_half(year: int, second: bool, edge: bool = False) -> Span:
    """The first or second half of a year."""
    start, end = (date(year, 7, 1), date(year, 12, 31)) if second else (date(year, 1, 1), date(year, 6, 30))
    return Span(start, end, "half", edge=edge)


def a_year(year: int, part: str = "") -> Span:
    """A year, or its 底/末 (end), 内 (within), 初 (the first quarter), 中 (to 30 June)."""
    if part == "初":
        return Span(date(year, 1, 1), date(year, 3, 31), "quarter", ABOUT)
    if part == "中":
        return Span(date(year, 1, 1), date(year, 6, 30), "half", ABOUT, edge=True)
    edge = part in ("底", "末")
    return Span(date(year, 12, 31) if edge else date(year, 1, 1), date(year, 12, 31), "year", edge=edge or part == "内")
