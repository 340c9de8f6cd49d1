"""What is said of claims, of dates that move and of extensions, in Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING

from words.chinese.domain import DOMAIN
from words.figures import say

if TYPE_CHECKING:
    from datetime import date

    from words.phrases.dates import DateLabels, DatesWords, MoveHelps

LABELS: DateLabels = {
    "confirm": "核定报完成事项",
    "evidence": "佐证材料",
    "sendback": "退办",
    "reason": "理由",
    "which": "时限变更的依据",
    "due": "完成时限",
    "note": "说明",
    "reference": "文号或依据",
    "extension": "延期申请",
    "wanted": "申请延至",
    "asked_on": "申请日期",
    "decision": "审定结果",
    "pending": "待审定",
    "approved": "同意",
    "refused": "不同意",
    "decided_by": "审定人",
    "decided_on": "审定日期",
    "returned": "退办",
    "claims": "待核事项",
    "annex": "附件2　时限变更及延期情况表",
}
MOVES: MoveHelps = {
    "correction": "原录入有误，更正",
    "breakdown": "分解时另定时限",
    "instruction": "领导批示，注明文号或批示日期",
    "minutes": "会议纪要，注明文号",
    "notice": "通知，注明文号",
    "extension": "单位申请延期",
}


class ChineseDates:
    """Claims and dates in Chinese."""

    lang = "zh"

    def label(self, word: str) -> str:
        """One of DateLabels."""
        return say(LABELS, word)

    def move_help(self, word: str) -> str:
        """One of MoveHelps."""
        return say(MOVES, word)

    def confirmed(self, task: str, unit: str, done_on: date | None) -> str:
        """A claim was confirmed."""
        return f"{task} {unit} 已核定{f'，办结日期{DOMAIN.date(done_on)}' if done_on else ''}"

    def confirmed_many(self, n: int) -> str:
        """Several claims were confirmed."""
        return f"已核定{n}项"

    def sent_back(self, task: str, unit: str) -> str:
        """A claim was sent back."""
        return f"{task} {unit} 已退办，恢复为推进中"

    def sent_back_many(self, n: int) -> str:
        """Several claims were sent back."""
        return f"已退办{n}项，恢复为推进中"

    def asked(self, task: str, unit: str, wanted: date, late: bool) -> str:
        """An extension was asked for."""
        too_late = "（系时限届满后提出）" if late else ""
        return f"{task} {unit} 申请延至{DOMAIN.date(wanted)}，待审定{too_late}"

    def asked_many(self, n: int, wanted: date) -> str:
        """Several extensions were asked for."""
        return f"{n}项申请延至{DOMAIN.date(wanted)}，待审定"

    def decided(self, task: str, unit: str, approved: bool, due: date | None, kept: int) -> str:
        """An extension was decided."""
        if not approved:
            return f"{task} {unit} 延期申请未获同意{f'，时限仍为{DOMAIN.date(due)}' if due else ''}"
        counted = f"；{self.late_kept(kept)}" if kept else ""
        return f"{task} {unit} 同意延期{f'，时限改为{DOMAIN.date(due)}' if due else ''}{counted}"

    def decided_many(self, n: int, approved: bool) -> str:
        """Several extensions were decided."""
        return f"{n}项延期申请{'已同意' if approved else '未获同意'}"

    def late_kept(self, days: int) -> str:
        """延期前已逾期15天，仍按逾期统计."""
        return f"延期前已逾期{days}天，仍计入逾期"

    def pending(self, wanted: date) -> str:
        """延期待审定，申请延至2006年10月20日."""
        return f"延期待审定，申请延至{DOMAIN.date(wanted)}"

    def pending_short(self, wanted: str) -> str:
        """申请延至10-20."""
        return f"申请延至{wanted}"

    def asked_late(self, due_was: date) -> str:
        """系时限届满后提出."""
        return f"系时限（{DOMAIN.date(due_was)}）届满后提出"

    def decided_by(self, on: date, by: str) -> str:
        """2006年9月10日由head审定."""
        return f"{DOMAIN.date(on)}{f'由{by}' if by else ''}审定"

    def sent_back_times(self, n: int) -> str:
        """2次."""
        return f"{n}次"

    def sent_back_on(self, on: date, claimed: date | None, reason: str) -> str:
        """2006-09-05（2006-08-31报完成）：理由."""
        was = f"（{claimed.isoformat()}报完成）" if claimed else ""
        return f"{on.isoformat()}{was}{f'：{reason}' if reason else ''}"

    def annex_move(self, on: date, old: date | None, new: date | None, basis: str, note: str) -> str:
        """One move as a cell."""
        rests = f"{DOMAIN.basis(basis)}{f'：{note}' if note else ''}"
        return f"{DOMAIN.date(on)}由{_day(old)}改为{_day(new)}（{rests}）"

    def annex_extension(self, asked: date, wanted: date, decision: str, late: bool, kept: int) -> str:
        """One extension as a cell."""
        when = f"{DOMAIN.date(asked)}{'（时限届满后）' if late else ''}提出延至{DOMAIN.date(wanted)}"
        return f"{when}，{DOMAIN.decision(decision)}{f'；{self.late_kept(kept)}' if kept else ''}"

    def annex_heads(self) -> tuple[str, str, str, str, str, str]:
        """The heads of the annex."""
        return "单位", "任务", "原时限", "现时限", "时限变更", "延期情况"


def _day(day: date | None) -> str:
    return DOMAIN.date(day) if day else "未定时限"


DATES: DatesWords = ChineseDates()
