"""What is said of tasks that the office adds, in Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING

from words.chinese.domain import DOMAIN
from words.figures import say

if TYPE_CHECKING:
    from words.phrases.breakdowns import BreakdownLabels, BreakdownWords

LABELS: BreakdownLabels = {
    "add": "分解任务",
    "edit": "修改",
    "drop": "终止",
    "under": "上级任务",
    "title": "任务",
    "label": "序号",
    "units": "责任单位",
    "due": "完成时限",
    "shares": "任务数",
    "new_units": "新单位",
    "refuse": "不录入",
    "make": "录入",
    "reason": "依据",
    "mark": "（分解）",
    "left": "上级任务已不在方案中的分解任务",
    "drop_one": "仅本责任事项",
    "no_row": "请先选中一项任务或责任事项。",
    "indicator": "指标",
    "units_hint": "单位用顿号隔开，如：市民政局（牵头）、团市委（配合）；不填时限则随上级任务。",
    "reason_hint": "去掉尚有未办结事项的单位时，须写明依据。",
}


class ChineseBreakdowns:
    """Breakdown in Chinese."""

    lang = "zh"

    def label(self, word: str) -> str:
        """One of BreakdownLabels."""
        return say(LABELS, word)

    def added(self, places: tuple[str, ...], assignments: int, new_units: tuple[str, ...]) -> str:
        """Tasks were added."""
        what = places[0] if len(places) == 1 else f"{len(places)}项任务（{places[0]}至{places[-1]}）"
        return f"已分解{what}，责任事项{assignments}项{_new(new_units)}"

    def would_add(self, tasks: int, assignments: int, new_units: tuple[str, ...]) -> str:
        """What a dry run would add."""
        return f"将分解{tasks}项任务，责任事项{assignments}项{_new(new_units)}；未写入。"

    def owner(self, unit: str, role: str) -> str:
        """A unit with its role as it can be typed."""
        return f"{unit}（{role}）" if role else unit

    def edited(self, place: str) -> str:
        """A task was edited."""
        return f"已修改{place}"

    def gap(self, ref: str, measure: str, target: float, shared: float, missing: float) -> str:
        """Shares beside their target."""
        whole = f"指标{ref}目标{_amount(target, measure)}，已分解{_amount(shared, measure)}"
        if not missing:
            return f"{whole}，两者一致。"
        return f"{whole}，{'尚差' if missing > 0 else '超出'}{_amount(abs(missing), measure)}。"

    def drop_all(self, n: int) -> str:
        """The whole task with its open assignments."""
        return f"整项任务（未办结{n}项）"


def _amount(value: float, measure: str) -> str:
    return f"{DOMAIN.number(value)}{measure}"


def _new(units: tuple[str, ...]) -> str:
    return f"，新录入单位：{DOMAIN.list(units)}" if units else ""


BREAKDOWNS: BreakdownWords = ChineseBreakdowns()
