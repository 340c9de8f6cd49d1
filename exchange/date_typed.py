"""What people type: relative days and weekdays, month-day pairs, and any phrase of the tables without its year."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from exchange.date_chinese import Reading, add_months, add_workdays
from exchange.date_spans import HOLIDAYS, WHICH_WEEK, a_month, a_quarter, a_year
from exchange.date_text import simplify
from store.errors import Refused

Tables = Callable[[str, int | None, date | None], Reading]
"""The phrase tables: text, year, day of issue → reading, or Refused."""

_WORDS = {
    "today": 0, "tomorrow": 1, "yesterday": -1, "day after tomorrow": 2, "the day after tomorrow": 2,
    "the day before yesterday": -2, "今天": 0, "今日": 0, "本日": 0, "明天": 1, "明日": 1, "后天": 2, "后日": 2,
    "大后天": 3, "昨天": -1, "昨日": -1, "前天": -2, "前日": -2,
}  # fmt: skip
_LEADING = re.compile(r"^(?:by|until|till|no later than|before|on|due)\s+", re.IGNORECASE)
_TRAILING = re.compile(r"(?:之前|以前|前)$")
_OFFSET = re.compile(r"^(?P<sign>[+-])\s*(?P<n>\d{1,4})\s*(?P<unit>d|w|m|y|b)?$")
_IN = re.compile(r"^(?:in|within)\s+(?P<n>\d{1,4}|an?|one|two|three)\s+(?P<unit>day|week|month|year|workday)s?$")
_AGO = re.compile(r"^(?P<n>\d{1,4}|an?|one|two|three)\s+(?P<unit>day|week|month|year)s?\s+(?:ago|before)$")
_LATER = re.compile(
    r"^(?P<n>\d{1,4})(?P<unit>个?工作日|天|日|周|个?星期|个月|年)(?P<way>后|之后|以后|内|之内|以内|前|之前|以前)$"
)
_UNITS = {"": "d", "天": "d", "日": "d", "周": "w", "个星期": "w", "星期": "w", "个月": "m", "年": "y"}
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3}
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ENGLISH_WEEKDAY = re.compile(
    r"^(?:(?P<which>next|this|last|coming)\s+)?(?P<day>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?"
    r"|fri(?:day)?|sat(?:urday)?|sun(?:day)?)$"
)
_CHINESE_WEEKDAY = re.compile(r"^(?P<which>下下|下|上|本|这)?(?:个)?(?:周|星期|礼拜)(?P<day>[一二三四五六日天末1-7])$")
_PERIOD = re.compile(
    r"^(?P<which>本|这个?|当|下个?|次|上个?)?(?P<unit>周|星期|月|季度?|年)"
    r"(?P<part>[底末初中内]|(?P<xun>[上中下])旬|(?P<day>\d{1,2})[日号]?)?$"
)
_ENGLISH_PERIOD = re.compile(
    r"^(?:(?P<end>(?:the\s+)?end of|mid|early|late)\s+)?(?:the\s+)?(?P<which>this|next|last)?\s*"
    r"(?P<unit>week|month|quarter|year)$"
)
_SHORT = {
    "eod": ("", "day"),
    "eow": ("end of", "week"),
    "eom": ("end of", "month"),
    "eoq": ("end of", "quarter"),
    "eoy": ("end of", "year"),
}
_BARE_DAY = re.compile(r"^(?:the\s+)?(?P<day>\d{1,2})(?:[日号]|st|nd|rd|th)$")
_MONTH_DAY = re.compile(r"^(?P<month>\d{1,2})[-/.](?P<day>\d{1,2})$")
_COMPACT = re.compile(r"^(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})$")


def guarded(text: str, today: date, past: bool, tables: Tables) -> Reading:
    """Read what was typed, see `dates.read_typed`.

    Args:
        text: as typed.
        today: the day it is typed on.
        past: True to look back from today.
        tables: the phrase tables for everything that is not relative.

    Raises:
        Refused: `bad_date`.
    """
    try:
        relative = _relative(text, today, past)
        return relative if relative is not None else _phrase(text, today, past, tables)
    except (ValueError, OverflowError):
        raise Refused("bad_date", text=text, why="no_such_day") from None


def _relative(text: str, today: date, past: bool) -> Reading | None:
    """Forms that count from today; None for all others."""
    english = _LEADING.sub("", " ".join(text.lower().split()))
    chinese = simplify(text).lower()
    for form in (english, chinese, _TRAILING.sub("", chinese)):
        if form in _WORDS:
            return _day(today + timedelta(days=_WORDS[form]))
    return (
        _offset(english, today)
        or _later(chinese, today)
        or _weekday(english, chinese, today, past)
        or _period(english, _TRAILING.sub("", chinese), today)
        or _numbers(english, _TRAILING.sub("", chinese), today, past)
    )


def _day(on: date, doubt: str = "") -> Reading:
    """One day."""
    return Reading(None, on, "day", doubt)


def _shift(today: date, count: int, unit: str) -> Reading:
    """Some days, weeks, months, years or workdays (`b`) from today."""
    if unit == "b":
        return _day(add_workdays(today, count), HOLIDAYS)
    if unit in ("m", "y"):
        return _day(add_months(today, count * (12 if unit == "y" else 1)))
    return _day(today + timedelta(days=count * (7 if unit == "w" else 1)))


def _offset(text: str, today: date) -> Reading | None:
    """+10d, -2w, in 3 days, two weeks ago."""
    found = _OFFSET.match(text)
    if found:
        if found["sign"] == "-" and found["unit"] == "b":
            return None
        return _shift(today, int(found["sign"] + found["n"]), found["unit"] or "d")
    for form, sign in ((_IN, 1), (_AGO, -1)):
        found = form.match(text)
        if found:
            count = _NUMBERS.get(found["n"]) or int(found["n"])
            return _shift(today, sign * count, "b" if found["unit"] == "workday" else found["unit"][0])
    return None


def _later(text: str, today: date) -> Reading | None:
    """三天后, 10天内, 两周后, 5个工作日内, 三天前."""
    found = _LATER.match(text)
    if not found:
        return None
    ago = found["way"].endswith("前")
    if found["unit"].endswith("工作日"):
        return None if ago else _shift(today, int(found["n"]), "b")
    return _shift(today, -int(found["n"]) if ago else int(found["n"]), _UNITS[found["unit"]])


def _weekday(english: str, chinese: str, today: date, past: bool) -> Reading | None:
    """friday, next friday, 下周五, 本周五; see `dates.read_typed` for what "next" means."""
    from dateutil.relativedelta import relativedelta, weekday

    found = _CHINESE_WEEKDAY.match(chinese)
    if found:
        number = 6 if found["day"] in "日天末7" else "一二三四五六".find(found["day"])
        number = int(found["day"]) - 1 if number < 0 else number
        if found["which"] is None:
            return _day(today + relativedelta(weekday=weekday(number)(-1 if past else 1)))
        weeks = {"下下": 2, "下": 1, "上": -1}.get(found["which"], 0)
        return _day(today - timedelta(days=today.weekday() - number) + timedelta(weeks=weeks))
    found = _ENGLISH_WEEKDAY.match(english)
    if not found:
        return None
    number = _WEEKDAYS.index(found["day"][:3])
    which = found["which"] or ("last" if past else "coming")
    if which == "this":
        return _day(today - timedelta(days=today.weekday() - number))
    if which == "last":
        since = 0 if found["which"] is None else 1
        return _day(today + relativedelta(days=-since, weekday=weekday(number)(-1)))
    on = today + relativedelta(days=1 if which == "next" else 0, weekday=weekday(number)(1))
    this_week = on - today < timedelta(days=7 - today.weekday())
    return _day(on, WHICH_WEEK if which == "next" and this_week else "")


def _period(english: str, chinese: str, today: date) -> Reading | None:
    """本月底, 下月中旬, 下个月10日, end of next month, 季末, 本周, eom. A bare 年底 is left to the tables."""
    found = _PERIOD.match(chinese)
    if found and (found["which"] or found["unit"] not in ("年", "星期") or found["part"] is None):
        if not found["which"] and found["part"] is None:
            return None
        step = {"下": 1, "次": 1, "上": -1}.get((found["which"] or "本")[0], 0)
        part = found["xun"] or (found["part"] or "")
        return _piece(today, found["unit"][0].replace("星", "周"), step, part, found["day"])
    end, unit = _SHORT.get(english, ("", ""))
    found = None if unit else _ENGLISH_PERIOD.match(english)
    if found and (found["which"] or found["end"]):
        unit, end = found["unit"], found["end"] or ""
    elif not unit:
        return None
    step = {"next": 1, "last": -1}.get(found["which"] or "", 0) if found else 0
    part = {"mid": "中", "early": "上", "late": "下"}.get(end, "底")
    return _piece(
        today, {"day": "日", "week": "周", "month": "月", "quarter": "季", "year": "年"}[unit], step, part, None
    )


def _piece(today: date, unit: str, step: int, part: str, day: str | None) -> Reading:
    """The piece of time `step` weeks, months, quarters or years away from the current one."""
    if unit == "日":
        return _day(today)
    if unit == "周":
        return _day(today + timedelta(days=6 - today.weekday() + 7 * step))
    if unit == "年":
        span = a_year(today.year + step, part if part in "底末内初中" else "")
    elif unit == "季":
        first = add_months(date(today.year, (today.month - 1) // 3 * 3 + 1, 1), 3 * step)
        span = a_quarter(first.year, (first.month + 2) // 3)
    else:
        month = add_months(today.replace(day=1), step)
        if day:
            return _day(month.replace(day=int(day)))
        span = a_month(month.year, month.month, {"末": "底", "内": ""}.get(part, part))
    return Reading(None, span.end, span.precision, span.doubt)


def _numbers(english: str, chinese: str, today: date, past: bool) -> Reading | None:
    """20日, the 20th, 10-31, 10/31, 20061031."""
    found = _COMPACT.match(english)
    if found:
        return _day(date(int(found["year"]), int(found["month"]), int(found["day"])))
    found = _BARE_DAY.match(chinese) or _BARE_DAY.match(english)
    if found:
        return _day(_nearest_day(int(found["day"]), today, past))
    found = _MONTH_DAY.match(english)
    if found:
        return _near(lambda year: _day(date(year, int(found["month"]), int(found["day"]))), today, past)
    return None


def _nearest_day(day: int, today: date, past: bool) -> date:
    """The next (or last) month's day of this number, today included; months that have no such day are passed over."""
    if not 1 <= day <= 31:
        raise ValueError(day)
    for step in range(0, 4):
        month = add_months(today.replace(day=1), -step if past else step)
        try:
            on = month.replace(day=day)
        except ValueError:
            continue
        if (on <= today) if past else (on >= today):
            return on
    raise ValueError(day)


def _phrase(text: str, today: date, past: bool, tables: Tables) -> Reading:
    """A phrase of the tables; where it leaves out its year, the nearest one."""
    reading = tables(text, today.year, None)
    if reading.hidden:
        raise Refused("bad_date", text=text, why="hidden_year")
    return _near(lambda year: tables(text, year, None), today, past) if reading.assumed else reading


def _near(at: Callable[[int], Reading], today: date, past: bool) -> Reading:
    """The reading in this year; the next one's where it ended before this month, last year's where it is ahead."""
    reading = at(today.year)
    if reading.end is None:
        return reading
    if past:
        return reading if reading.end <= today else at(today.year - 1)
    return reading if reading.end >= today.replace(day=1) else at(today.year + 1)
