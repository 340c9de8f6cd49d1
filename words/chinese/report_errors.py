"""Chinese sentences for reports that cannot be recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from words.chinese.domain import DOMAIN
from words.chinese.file_errors import SAFE, ChineseFileErrors, listed

if TYPE_CHECKING:
    from datetime import date

Names = tuple[str, ...]


class ChineseReportErrors(ChineseFileErrors):
    """Reports and the figures that came with them."""

    def bad_cycle(self, *, text: str) -> str:
        """No reporting cycle that is known here."""
        return f"看不懂报送周期“{text}”。{SAFE}可写：每月5日、每周五、每季度10日、无。"

    def empty_report(self, *, task: str, unit: str) -> str:
        """A report that says nothing."""
        return f"{unit}对{task}的反馈没有内容。{SAFE}没有新进展的，请报“无新进展”。"

    def received_before(self, *, on: date, received: date) -> str:
        """It came in before the day that it speaks of."""
        return f"{DOMAIN.date(received)}收到的反馈，不能反映{DOMAIN.date(on)}的情况。{SAFE}"

    def percent_below(self, *, task: str, unit: str, percent: float, last: float) -> str:
        """A percent below the last one."""
        return (
            f"{task}，{unit}：{DOMAIN.percent(percent)}低于上次的{DOMAIN.percent(last)}。"
            f"{SAFE}请在进展或问题中说明原因。"
        )

    def figure_below(
        self, *, indicator: str, unit: str, value: float, last: float, on: date, verified: bool
    ) -> str:  # fmt: skip
        """A figure below the unit's last one."""
        was = f"{DOMAIN.date(on)}的{'核实数' if verified else '报送数'}{DOMAIN.number(last)}"
        return f"{indicator}，{unit}：{DOMAIN.number(value)}低于{was}。{SAFE}请填写备注（--remark），说明下调原因。"

    def no_indicator(self, *, task: str) -> str:
        """A task without an indicator."""
        return f"{task}没有量化指标，不能填报数字。{SAFE}"

    def which_indicator(self, *, task: str, indicators: Names) -> str:
        """A task with several indicators."""
        return f"{task}有多项量化指标。{SAFE}请指明是哪一项：{listed(indicators, 30)}。"

    def report_which(self, *, unit: str, tasks: Names) -> str:
        """Several open assignments."""
        return f"{unit}有{len(tasks)}项未办结任务。{SAFE}请指明反馈的是哪一项：{listed(tasks, 30)}。"

    def report_one_task(self, *, option: str) -> str:
        """A figure of one task only."""
        return f"{option}只能用于一项任务。{SAFE}请只写这一项，其余任务另行填报。"

    def nothing_open(self, *, unit: str) -> str:
        """No open assignment."""
        return f"{unit}没有需要反馈的未办结任务。{SAFE}"
