"""The phrase table for English dates: end of June, by mid-October 2006, Q4, 31 October, first half of 2006, ongoing."""

from __future__ import annotations

import re

from exchange.date_chinese import NoYear, Reading
from exchange.date_spans import ABOUT, BEFORE_OR_WITHIN, Span, a_day, a_half, a_month, a_quarter, a_year

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?:,?\s*(?:of\s+)?(?P<year>\d{4}))?"
_ORDINAL = r"(?:st|nd|rd|th)?"
_PART = r"(?P<part>end|middle|mid|start|beginning|early|late)(?:\s+of|-|\s)\s*(?:the\s+)?"
_LEADING = re.compile(
    r"^(?:(?:due|done|complete|by|until|till|no later than|not later than|on|in|during|at|to|the)\s+)+"
)
_BEFORE = re.compile(r"^before\s+(?:the\s+)?")
_OPEN = re.compile(
    r"^(?:ongoing|continuous|continuing|long[- ]term|open[- ]ended|none|no date|within \d+ (?:day|week|month)s?\b)"
)
_PARTS = {"early": "上", "start": "初", "beginning": "初", "late": "下", "end": "底"}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_FORMS = tuple(
    re.compile(form + r"$")
    for form in (
        rf"(?:{_PART})?{_NAMES}{_YEAR}",
        rf"{_NAMES}\s*(?P<day>\d{{1,2}}){_ORDINAL}{_YEAR}",
        rf"(?P<day>\d{{1,2}}){_ORDINAL}\s*(?:of\s+)?{_NAMES}{_YEAR}",
        rf"q(?P<quarter>[1-4]){_YEAR}",
        r"(?P<year>\d{4})\s*q(?P<quarter>[1-4])",
        rf"(?P<nth>first|second|third|fourth|[1-4](?:st|nd|rd|th)) quarter{_YEAR}",
        rf"(?:h(?P<half>[12])|(?P<nthhalf>first|second|1st|2nd) half(?: of the year)?){_YEAR}",
        rf"(?:end of (?:the )?year|year[- ]end|eoy){_YEAR}(?P<eoy>)",
        r"(?:end of )?(?P<year>\d{4})(?P<eoy>)",
        r"(?:mid-?|middle of )(?P<year>\d{4})(?P<midyear>)",
    )
)


def parse(text: str, year: int | None) -> Reading | None:
    """Read an English phrase.

    Args:
        text: as written; case and double blanks do not count.
        year: the year a phrase without one belongs to.

    Returns:
        None where the table does not know the phrase.

    Raises:
        NoYear: the phrase needs a year and there is none.
        ValueError: the calendar has no such day.
    """
    plain = " ".join(text.lower().split()).rstrip(".")
    if _OPEN.match(plain):
        return Reading(None, None, "none")
    plain = _LEADING.sub("", plain)
    before = _BEFORE.match(plain)
    plain = plain[before.end() :] if before else plain
    for form in _FORMS:
        found = form.match(plain)
        if found:
            parts = {k: v for k, v in found.groupdict().items() if v is not None}
            own = int(parts["year"]) if "year" in parts else year
            if own is None:
                raise NoYear
            span = _span(parts, own)
            doubt = BEFORE_OR_WITHIN if before and not span.edge else span.doubt
            return Reading(None, span.end, span.precision, doubt, assumed="year" not in parts)
    return None


def _span(parts: dict[str, str], year: int) -> Span:
    """The days that the named parts of a match stand for."""
    if "day" in parts:
        return a_day(year, _month(parts["month"]), int(parts["day"]))
    if "month" in parts:
        part = parts.get("part", "")
        third = _PARTS.get(part, "中" if part else "")
        span = a_month(year, _month(parts["month"]), third)
        return span._replace(doubt=ABOUT) if third == "中" else span
    if "quarter" in parts:
        return a_quarter(year, int(parts["quarter"]))
    if "half" in parts:
        return a_half(year, parts["half"] == "2")
    if "nthhalf" in parts:
        return a_half(year, _ORDINALS[parts["nthhalf"]] == 2)
    if "nth" in parts:
        return a_quarter(year, _ORDINALS[parts["nth"]])
    return a_year(year, "底" if "eoy" in parts else "中")


def _month(name: str) -> int:
    """1 to 12 of an English month's name."""
    return _MONTHS.index(name[:3]) + 1
