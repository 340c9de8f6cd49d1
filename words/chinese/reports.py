"""What is said of reports, in Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING

from words.chinese.tables import CLAIMS
from words.figures import say

if TYPE_CHECKING:
    from words.phrases.reports import ReportLabels, ReportSays, ReportWords

LABELS: ReportLabels = {
    "via": "方式",
    "from_whom": "反馈人",
    "on": "截至",
    "received": "收到",
    "reference": "文号",
    "raw": "原文",
    "progress": "进展",
    "problem": "问题",
    "next_step": "下一步",
    "figure": "报送数",
    "percent": "完成比例",
    "evidence": "佐证材料",
    "remark": "备注",
}
SAYS: ReportSays = {
    "keys": "i 推进中  x 报完成  b 需协调  = 无新进展  - 不填   enter 保存",
    "more_keys": "p 进展  o 问题  n 下一步  f 数字  e 佐证材料  m 备注   esc 取消",
    "field": "enter 确定   tab 下一栏   esc 回到列表",
    "nothing": "还没有填写：请在各行按 i x b = 选择单位反馈的情况。",
    "leave": "已填写的内容尚未保存，确定离开？",
    "skip": "-",
    "words": "有说明",
    "no_last": "尚未反馈",
    "not_reported": "未反馈单位",
    "all_reported": "各单位均已反馈。",
    "missing_keys": "enter 填写该单位反馈   j k 移动   esc 关闭",
    "none_open": "该单位没有需要反馈的未办结事项。",
    "report": "反馈",
    "cycle": "报送周期",
    "cycle_typed": "每月5日、每周五、每季度10日，或“无”",
    "cycle_whose": "报送周期按方案设置：请先选定一个方案。",
}
WEEKDAYS = {"mon": "一", "tue": "二", "wed": "三", "thu": "四", "fri": "五", "sat": "六", "sun": "日"}


class ChineseReports:
    """Reports."""

    lang = "zh"

    def label(self, word: str) -> str:
        """One of ReportLabels."""
        return say(LABELS, word)

    def say(self, word: str) -> str:
        """One of ReportSays."""
        return say(SAYS, word)

    def title(self, unit: str) -> str:
        """The title of the form."""
        return f"{unit} 反馈"

    def claim(self, word: str) -> str:
        """What a unit says of an assignment."""
        return CLAIMS.get(word, word)

    def figure_in(self, measure: str) -> str:
        """The field of a figure with its measure."""
        return f"报送数（{measure}）" if measure else "报送数"

    def last(self, day: str, claim: str, words: str) -> str:
        """The last answer of a unit."""
        return f"上次 {day}：" + "，".join(part for part in (claim, words) if part)

    def lines(self, n: int) -> str:
        """A pasted text."""
        return f"{n}行"

    def due(self, day: str) -> str:
        """When an assignment is due."""
        return f"时限 {day}"

    def not_reported(self, month: str, due: str, n: int) -> str:
        """The title of the list."""
        return f"{month}未反馈单位（应于{due}前报送）  {n}个" if month else f"未反馈单位  {n}个"

    def next_due(self, day: str, unsure_year: int | None) -> str:
        """When the next reports fall due."""
        unsure = f"（{unsure_year}年节假日安排尚未公布）" if unsure_year else ""
        return f"下期反馈 {day} 前报送{unsure}。"

    def cycle(self, cycle: str) -> str:
        """A cycle in words."""
        every, _, day = cycle.partition(":")
        if every == "weekly":
            return f"每周报送，周{WEEKDAYS.get(day, day)}前"
        if every == "monthly":
            return f"每月报送，次月{day}日前"
        return f"每季度报送，次季度首月{day}日前" if every == "quarterly" else "未定报送周期"

    def cycle_set(self, plan: str, cycle: str, day: str) -> str:
        """A plan's cycle counts from a day on."""
        return f"{plan}：自{day}起{cycle}"

    def whom(self, last: str, contact: str, phone: str, chases: int, open: int) -> str:
        """The last report, whom to ask, how often it was asked."""
        who = " ".join(part for part in (contact, phone) if part)
        told = (last, who, f"已催办{chases}次" if chases else "未催办", f"未办结{open}项")
        return "  ".join(part for part in told if part)


REPORTS: ReportWords = ChineseReports()
