"""The phrase table for Chinese dates: 5月上旬, 上半年, 2005年7月中旬至2007年9月底, 20xx年底, 8月份前, 长期 ….

`parse` takes simplified text (see `date_text.simplify`) and either reads all of it or returns None.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from exchange.date_spans import (
    ABOUT,
    BEFORE_OR_WITHIN,
    HOLIDAYS,
    NO_ISSUE_DATE,
    Span,
    a_day,
    a_half,
    a_month,
    a_quarter,
    a_year,
    last_of_month,
)


class Reading(NamedTuple):
    """What a phrase says; `assumed` when its year came from the context, `hidden` when the document hides it."""

    start: date | None
    end: date | None
    precision: str
    doubt: str = ""
    hidden: bool = False
    assumed: bool = False


class NoYear(ValueError):
    """The phrase names no year and the context has none; `hidden` when the document hides it."""

    def __init__(self, hidden: bool = False) -> None:
        super().__init__("hidden_year" if hidden else "no_year")
        self.hidden = hidden


_YEAR = r"(?P<year>\d{4}|[012]\d|[Y][+-]?\d{0,2}|(?:20|19)?[xX×]{2,4}|[今本当明去后])年度?"
_MONTH = (
    r"(?P<month>\d{1,2})月份?"
    r"(?:(?P<xun>[上中下])旬|(?P<mpart>[底末初]|中(?!旬))|(?P<day>\d{1,2})(?:[日号]|(?=$|[至到~-])))?"
)
_QUARTER = r"第?(?P<quarter>[1-4])季(?:度)?(?P<qend>[底末])?"
_HALF = r"(?P<half>[上下])半年(?P<hend>[底末])?"
_PART = r"年?(?P<ypart>[底末内初中])|(?P<whole>全年)"
_POINT = re.compile(rf"(?:{_YEAR})?(?:{_MONTH}|{_QUARTER}|{_HALF}|{_PART})?")
_ONLY_DAY = re.compile(r"(?P<day>\d{1,2})[日号]")
_PREFIX = re.compile(
    r"(?:截止到?|截至|力争|争取|确保|原则上|最迟|不迟于|不晚于"
    r"|预计|计划|务必|拟|到|至|于|在|从|自)*"
)
_TO = re.compile(r"(?:开始|起)?(?:至|到|~|—+|–|―|-)")
_SUFFIX = re.compile(r"(?:之前|以前|前|之内|以内|内|期间|为止|止|结束|左右|起|开始)?")
_ANOTHER = re.compile(r"\d+[年月日号]|\d-\d")
_MOVES = re.compile(r"节|[前后起]$")
"""In what follows a date: words that would move it (2006年春节前)."""
_OPEN = re.compile(
    r"(?:长期|持续|常年|常态化|经常|随时|适时|逐步|不定期|定期|每[年月季周日]|按(?:进度|计划|时序|要求|需|年度|阶段)"
    r"|(?:今后|未来|用)?[\d]{1,2}(?:年|个月|天|日)(?:左右)?(?:之内|以内|内|时间)"
    r"|(?:今后|未来|用)[\d]{1,2}(?:年|个月))"
)
_ISSUED = re.compile(
    r"(?:自|从)?(?:本|该)?(?:通知|意见|方案|办法|计划|文件|规划|要点)?(?:印发|发布|下发|公布|发文|实施)"
    r"(?:之日|之后|后|日)?起?(?:的)?(?P<n>\d{1,4})(?P<unit>个月|月|个?工作日|日|天|周|年)(?:之内|以内|内|后)?"
)
_BOTH_YEARS = re.compile(r"今明(?:两|2)年")
_TWO_MONTHS = re.compile(r"(?<!\d)(\d{1,2})(?:[—–―~至到-])(\d{1,2})月")
_DASHED = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})日?(?!\d)")
_DASHED_MONTH = re.compile(r"(\d{4})[-./](\d{1,2})(?![\d月])")


def parse(text: str, year: int | None, issued: date | None) -> Reading | None:
    """Read simplified text as a dated phrase.

    Args:
        text: as `date_text.simplify` returns it; words may follow the date (年内启动), another date may not.
        year: the year a phrase without one belongs to, and the one a hidden year `Y` stands for.
        issued: the day the document was issued, for 自印发之日起30日内.

    Returns:
        None where the table does not know the phrase.

    Raises:
        NoYear: the phrase needs a year and there is none.
        ValueError: the calendar has no such day.
    """
    text = _DASHED.sub(r"\1年\2月\3日", text)
    text = _DASHED_MONTH.sub(r"\1年\2月", text)
    text = _TWO_MONTHS.sub(r"\1月至\2月", text)
    after_issue = _ISSUED.match(text)
    if after_issue:
        return _from_issue(int(after_issue["n"]), after_issue["unit"], issued)
    if _OPEN.match(text):
        return Reading(None, None, "none")
    both = _BOTH_YEARS.match(text)
    if both:
        if year is None:
            raise NoYear
        return Reading(date(year, 1, 1), date(year + 1, 12, 31), "year", assumed=True)
    return _points(text, year)


def _points(text: str, year: int | None) -> Reading | None:
    """One point or a range of two, with what stands before and after."""
    prefix = _PREFIX.match(text)
    at = prefix.end() if prefix else 0
    first = _POINT.match(text, at)
    if first is None or not _names_something(first):
        return None
    span, context = _span(first, year)
    hidden, assumed = context.hidden, context.assumed
    at, start, second = first.end(), None, None
    to = _TO.match(text, at)
    if to:
        second = _second(text, to.end(), first, context.year if context.year is not None else year)
        if second:
            (last, more), at = second[0], second[1]
            start, span = span.start, last
            hidden, assumed = hidden or more.hidden, assumed and more.assumed
    suffix = _SUFFIX.match(text, at)
    word = suffix.group() if suffix else ""
    if not _tail_is_words(text[at + len(word) :]):
        return None
    if start is None and (word in ("起", "开始") or (prefix and prefix.group() in ("从", "自") and not word)):
        return Reading(span.start, None, span.precision, span.doubt, hidden, assumed)
    return Reading(start, span.end, span.precision, _doubt(span, word), hidden, assumed)


class _Context(NamedTuple):
    """The year a point ended in, and where it came from."""

    year: int | None
    hidden: bool
    assumed: bool


def _second(text: str, at: int, first: re.Match[str], year: int | None) -> tuple[tuple[Span, _Context], int] | None:
    """The end of a range; a year or a month that it leaves out is that of the beginning."""
    only_day = _ONLY_DAY.match(text, at)
    if only_day and first["month"] and year is not None:
        span = a_day(year, int(first["month"]), int(only_day["day"]))
        return (span, _Context(year, False, True)), only_day.end()
    point = _POINT.match(text, at)
    if point is None or not _names_something(point):
        return None
    return _span(point, year), point.end()


def _names_something(point: re.Match[str]) -> bool:
    """False for an empty match and for a lone 底/内/中 that no 年 stands before."""
    found = point.group()
    return bool(found) and (found[0] not in "底末内初中" or point["year"] is not None)


def _span(point: re.Match[str], context: int | None) -> tuple[Span, _Context]:
    """The days of one point; NoYear or ValueError as in `parse`."""
    year, hidden, assumed = _year(point["year"], context)
    if year is None:
        raise NoYear(hidden)
    where = _Context(year, hidden, assumed)
    if point["day"]:
        return a_day(year, int(point["month"]), int(point["day"])), where
    if point["month"]:
        part = point["xun"] or {"末": "底", "中": "半"}.get(point["mpart"], point["mpart"]) or ""
        return a_month(year, int(point["month"]), part), where
    if point["quarter"]:
        return a_quarter(year, int(point["quarter"]), bool(point["qend"])), where
    if point["half"]:
        return a_half(year, point["half"] == "下", bool(point["hend"])), where
    return a_year(year, point["ypart"] or ""), where


def _year(word: str | None, context: int | None) -> tuple[int | None, bool, bool]:
    """(year, hidden by the document, taken from the context) of a year as written."""
    if word is None:
        return context, False, True
    if word.isdigit():
        return (int(word) if len(word) == 4 else 2000 + int(word)), False, False
    if word[0] == "Y":
        return (None if context is None else context + int(word[1:] or 0)), True, False
    if word[-1] in "xX×":
        return context, True, False
    shift = {"明": 1, "后": 2, "去": -1}.get(word, 0)
    return (None if context is None else context + shift), False, shift == 0 and word == "当"


def _doubt(span: Span, word: str) -> str:
    """What is open about a span once the word behind it is known."""
    if word.endswith("前") and not span.edge:
        return BEFORE_OR_WITHIN
    return ABOUT if word == "左右" else span.doubt


def _tail_is_words(tail: str) -> bool:
    """What follows the date may say what happens then (启动, 完成), not name another date, nor be noise."""
    if not tail:
        return True
    if _ANOTHER.search(tail) or _MOVES.search(tail):
        return False
    return tail[0] >= "\u3000" or tail[0] in ",;:.()"


def _from_issue(count: int, unit: str, issued: date | None) -> Reading:
    """自印发之日起N日内: counted from the day of issue."""
    if issued is None:
        return Reading(None, None, "none", NO_ISSUE_DATE)
    if unit.endswith("工作日"):
        return Reading(None, add_workdays(issued, count), "day", HOLIDAYS)
    if unit in ("日", "天", "周"):
        return Reading(None, issued + timedelta(days=count * (7 if unit == "周" else 1)), "day")
    return Reading(None, add_months(issued, count * (12 if unit == "年" else 1)), "day")


def add_months(on: date, months: int) -> date:
    """The same day some months later, or the last day of that month where it has no such day."""
    ahead = on.month - 1 + months
    year, month = on.year + ahead // 12, ahead % 12 + 1
    return date(year, month, min(on.day, last_of_month(year, month).day))


def add_workdays(on: date, count: int) -> date:
    """The day `count` weekdays later (public holidays are not known here)."""
    weeks, rest = divmod(count, 5)
    on += timedelta(days=7 * weeks)
    while rest:
        on += timedelta(days=1)
        rest -= on.weekday() < 5
    return on
