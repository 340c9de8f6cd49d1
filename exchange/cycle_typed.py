"""A reporting cycle as people type it: monthly 5, every friday, 每月5日, 每周五, 每季度10日, none, 无."""

from __future__ import annotations

import re

from exchange.date_text import simplify
from store.cycle import WEEKDAYS, parse_cycle
from store.errors import Refused

NONE = ("none", "no", "off", "无", "不报", "不报送", "取消")
_EVERY = {
    "monthly": r"(?:monthly|(?:every|each)month|每个?月|按月|月报)",
    "weekly": r"(?:weekly|(?:every|each)week|every|each|每个?周|每个?星期|每个?礼拜|按周|周报)",
    "quarterly": r"(?:quarterly|(?:every|each)quarter|每个?季度?|按季度?|季报)",
}
_DAY = re.compile(r"(?:on)?(?:the)?(?P<day>\d{1,2})(?:st|nd|rd|th|日|号)?(?:之?前)?")
_WEEKDAY = re.compile(r"(?:on)?(?:周|星期)?(?P<day>[a-z]{3,9}|[一二三四五六日天1-7])(?:之?前)?")
_CHINESE = "一二三四五六日"


def read_cycle(text: str) -> str:
    """What a typed cycle means, as `store.cycle` writes it; empty for none.

    Raises:
        Refused: it is no cycle that is known here.
    """
    typed = simplify(text).lower()
    if not typed or typed in NONE:
        return ""
    for every, words in _EVERY.items():
        found = re.fullmatch(rf"{words}[:,]?(?P<rest>.+)", typed)
        day = _day(every, found["rest"]) if found else None
        if day is not None and parse_cycle(f"{every}:{day}") is not None:
            return f"{every}:{day}"
    raise Refused("bad_cycle", text=text)


def _day(every: str, rest: str) -> str | None:
    """The day of a month, or the weekday, as the store writes it; None where it is neither."""
    found = (_WEEKDAY if every == "weekly" else _DAY).fullmatch(rest)
    if found is None:
        return None
    day = found["day"].replace("天", "日")
    if every != "weekly":
        return str(int(day))
    if day in _CHINESE:
        return WEEKDAYS[_CHINESE.index(day)]
    return WEEKDAYS[int(day) - 1] if day.isdigit() else day[:3]
