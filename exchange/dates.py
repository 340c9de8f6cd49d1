"""Dated phrases as days: those of plan documents, and those a coordinator types. No clock is read here.

Our own table does the reading (`date_chinese`, `date_english`, `date_typed`): ready-made parsers do not know 10月底 or
"end of june", and guess where a date must be refused. Rules of reading (DOMAIN, rule 3):

- 上旬 1-10, 中旬 11-20, 下旬 21-end, 月底 the last day, 上半年 30 June, 年内/年底 31 December;
- a start stands only where the phrase names one (A至B, 从A起);
- X月底前, X日前 include that last day; X月前 (8月份前, 7月中旬前) may mean before X or within X: the later day is kept
  and the doubt says `before_or_within`;
- a hidden year (20xx年, Y年, Y+1年) is counted from `year` and marked;
- 长期, 持续, 每月, 5年内 have no day.
"""

from __future__ import annotations

from datetime import date, datetime, time, tzinfo

from exchange import date_chinese
from exchange.date_chinese import NoYear, Reading
from exchange.date_spans import DOUBTS
from exchange.date_text import simplify
from store.document import Window
from store.errors import Refused

__all__ = ["DOUBTS", "read_day", "read_moment", "read_phrase", "read_typed"]

_LONGEST = 120
_YEARS = range(1000, 9900)
_DAY_LENGTH = len("2006-10-31")
"""An ISO text no longer than this is a day without a time."""


def read_phrase(text: str, *, year: int | None = None, issued: date | None = None) -> Window:
    """Read a dated phrase of a plan document.

    Args:
        text: the words as written; the act may follow the date (年内启动, 5月上旬提交省发改委衔接).
        year: the document's year, for phrases without one; it also binds a hidden year. Without it, that of `issued`.
        issued: the day of issue, for 自印发之日起30日内.

    Raises:
        Refused: `bad_date` with `text` and `why`: `unreadable`, `no_such_day`, `no_year` or `hidden_year`.
    """
    context = year if year is not None or issued is None else issued.year
    return _window(text, _guarded(text, context, issued))


def read_typed(text: str, *, today: date, past: bool = False) -> Window:
    """Read a date that a person types today: 10月底, next friday, 2006-10-31, 10-31, 下周五, +10d, 三天后.

    A phrase without a year means the nearest such date from the first day of this month on ("9月上旬" typed on
    15 September is this September's, "8月底" is next year's); a bare day of the month (20日) and a weekday mean the
    next one, today included. "next friday" and "下周五" are the Friday of next week and the first Friday after today;
    where these differ in English, the first Friday after today is taken and the doubt says `which_week`.

    Args:
        text: as typed, English or Chinese.
        today: the day it is typed on.
        past: True for days on which something happened (`--on`): the nearest such date not after today.

    Raises:
        Refused: `bad_date` with `text` and `why` as in `read_phrase`.
    """
    from exchange import date_typed

    return _window(text, date_typed.guarded(text, today, past, _guarded))


def read_day(text: str, *, today: date, past: bool = True) -> date:
    """Read a typed date that must be one day: the last one the phrase allows.

    Args:
        text: as typed.
        today: the day it is typed on.
        past: True (the default) for days on which something happened.

    Raises:
        Refused: `bad_date`, also (`why` = `no_day`) for phrases without a last day (长期).
    """
    end = read_typed(text, today=today, past=past).end
    if end is None:
        raise Refused("bad_date", text=text, why="no_day")
    return end


def read_moment(text: str, zone: tzinfo | None) -> datetime:
    """Read a typed moment: ISO, with its time zone or without; a day alone means its end.

    Args:
        text: as typed.
        zone: where a moment without a zone is; None for the machine's own.

    Raises:
        Refused: `bad_moment`.
    """
    try:
        found = datetime.fromisoformat(text.strip())
        if len(text.strip()) <= _DAY_LENGTH:
            found = datetime.combine(found, time.max)
        if found.year not in _YEARS:
            raise ValueError
        return found if found.tzinfo else found.replace(tzinfo=zone) if zone else found.astimezone()
    except (ValueError, OverflowError):
        raise Refused("bad_moment", text=text) from None


def _guarded(text: str, year: int | None, issued: date | None) -> Reading:
    """Both phrase tables, Chinese first; everything they can raise becomes `bad_date`."""
    if len(text) > _LONGEST or (year is not None and year not in _YEARS):
        raise Refused("bad_date", text=text[:_LONGEST], why="unreadable")
    try:
        found = date_chinese.parse(simplify(text), year, issued) or _english(text, year)
    except NoYear as why:
        raise Refused("bad_date", text=text, why=str(why)) from None
    except (ValueError, OverflowError):
        raise Refused("bad_date", text=text, why="no_such_day") from None
    if found is None:
        raise Refused("bad_date", text=text, why="unreadable")
    return found


def _english(text: str, year: int | None) -> Reading | None:
    """The English table, whose patterns are made only when a phrase needs them."""
    from exchange import date_english

    return date_english.parse(text, year)


def _window(text: str, found: Reading) -> Window:
    """The reading with its words as written; a range that runs backwards is refused."""
    if found.start and found.end and found.end < found.start:
        raise Refused("bad_date", text=text, why="no_such_day")
    return Window(text, found.start, found.end, found.precision, found.doubt, found.hidden)
