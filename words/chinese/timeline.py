"""What the timeline says, in Chinese."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from words.chinese.domain import DOMAIN
from words.figures import say

if TYPE_CHECKING:
    from datetime import date

    from words.phrases.timeline import Kinds, Scales, Signs, TimelineWords

SCALES: Scales = {"day": "日", "decade": "旬", "month": "月", "quarter": "季", "year": "年"}
KINDS: Kinds = {"tasks": "按任务", "units": "按单位", "phases": "按阶段"}
SIGNS: Signs = {"done": "已办结", "open": "未办结", "slipped": "推迟", "late": "逾期"}
DECADES = {1: "上", 11: "中", 21: "下"}


class ChineseTimeline:
    """The timeline in Chinese."""

    lang = "zh"

    def scale(self, word: str) -> str:
        """One of Scales."""
        return say(SCALES, word)

    def by(self, word: str) -> str:
        """One of Kinds."""
        return say(KINDS, word)

    def sign(self, word: str) -> str:
        """One of Signs."""
        return say(SIGNS, word)

    def period(self, kind: str, day: date) -> tuple[str, ...]:
        """2006年、上半年、三季度、2006年9月、下旬、15；列窄时用简称。"""
        if kind == "month":
            return f"{day.year}年{day.month}月", f"{day.year % 100:02}年{day.month}月", f"{day.month}月", str(day.month)
        if kind == "half":
            return ("上半年", "上半", "上") if day.month < 7 else ("下半年", "下半", "下")
        if kind == "quarter":
            return f"{'一二三四'[day.month // 3]}季度", f"{day.month // 3 + 1}季"
        if kind == "decade":
            return f"{DECADES[day.day]}旬", DECADES[day.day]
        return (f"{day.year}年", str(day.year)) if kind == "year" else (str(day.day),)

    def window(self, start: date | None, due: date | None) -> str:
        """2006年3月1日至2006年8月31日."""
        if due is None:
            return f"{DOMAIN.date(start)}起，未定时限" if start else "未定时限"
        return f"{DOMAIN.date(start)}至{DOMAIN.date(due)}" if start else f"{DOMAIN.date(due)}前完成"

    def moved(self, first: date, due: date) -> str:
        """原定2006年6月30日，推迟62天."""
        days = (due - first) // timedelta(1)
        return f"原定{DOMAIN.date(first)}，{'推迟' if days > 0 else '提前'}{abs(days)}天"

    def done_of(self, done: int, total: int) -> str:
        """已办结2/21项."""
        return f"已办结{done}/{total}项"

    def done_on(self, day: date) -> str:
        """2006年8月31日办结."""
        return f"{DOMAIN.date(day)}办结"

    def late(self, n: int, since: date) -> str:
        """逾期3项，时限最早为2006年8月31日."""
        return f"逾期{n}项，时限{'最早' if n > 1 else ''}为{DOMAIN.date(since)}"

    def next_due(self, n: int, day: date) -> str:
        """下一时限2006年9月25日，2项."""
        return f"下一时限{DOMAIN.date(day)}，{n}项"

    def early(self) -> str:
        """早于方案印发日期结束."""
        return "早于方案印发日期结束"

    def milestone(self, day: date | None, reached: date | None, missed: bool) -> str:
        """节点2006年6月30日，未达到."""
        of = f"节点时间{DOMAIN.date(day)}" if day else "节点未定时间"
        if reached:
            return f"{of}，{DOMAIN.date(reached)}达到"
        return f"{of}，未按期达到" if missed else of


TIMELINE: TimelineWords = ChineseTimeline()
