"""Working days 工作日: weekends, Chinese public holidays and the days worked instead.

The table is that of the `chinesecalendar` library, which follows the yearly notice of the State Council; it is imported
where a day is asked for that it may know, and not before.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

FIRST_YEAR = 2004
"""The first year that the table knows; for days before, it need not even be imported."""


class _Table:
    """The days of the library: imported once, and late, for it takes several milliseconds."""

    def __init__(self) -> None:
        from chinese_calendar import holidays, workdays

        self.off: frozenset[date] = frozenset(holidays)
        self.worked: frozenset[date] = frozenset(workdays)
        self.last_year: int = max(self.off).year


@lru_cache(maxsize=1)
def _table() -> _Table:
    return _Table()


def last_year() -> int:
    """The last year whose public holidays are known."""
    return _table().last_year


def are_known(year: int) -> bool:
    """Whether the public holidays of a year are in the table; where not, only weekends are days off."""
    return year >= FIRST_YEAR and year <= last_year()


def is_working_day(day: date) -> bool:
    """Whether offices work on a day: not on a weekend or public holiday, but on a weekend day worked instead."""
    if day.year >= FIRST_YEAR:
        table = _table()
        if day in table.off:
            return False
        if day in table.worked:
            return True
    return day.weekday() < 5


@lru_cache(maxsize=1024)
def rolled(day: date) -> date:
    """The day itself where it is a working day, else the next one (顺延)."""
    while not is_working_day(day) and day < date.max:
        day += timedelta(days=1)
    return day
