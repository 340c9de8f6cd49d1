"""What is said of the end of a plan and of what is kept of it, in Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING

from words.chinese.domain import DOMAIN
from words.figures import say

if TYPE_CHECKING:
    from datetime import date

    from words.phrases.endings import EndingLabels, EndingWords, Facts

Names = tuple[str, ...]

FACTS: Facts = {
    "done_in_time": "按期办结",
    "done_late": "逾期办结",
    "days_late": "逾期天数",
    "overdue": "逾期未办结",
    "overdue_days": "未办结逾期天数",
    "reports_in_time": "按时报送",
    "reports_late": "迟报",
    "reports_missing": "未报",
    "extensions_asked": "申请延期",
    "extensions_approved": "准予延期",
    "extensions_asked_late": "届满后申请",
    "sent_back": "退办",
    "chases": "催办",
    "promises_kept": "承诺兑现",
    "promises_broken": "承诺未兑现",
    "points": "得分",
}
LABELS: EndingLabels = {
    "close": "结束方案",
    "reopen": "重新启用方案",
    "basis": "依据",
    "on": "自",
    "which": "哪个方案？",
    "plan": "方案",
    "kind": "种类",
    "number": "期号",
    "as_of": "截至",
    "figures_on": "数据日",
    "issued": "成文日期",
    "digest": "SHA-256",
    "unit": "单位",
    "issue": "印发",
    "issue_no": "否，仅出稿",
    "issue_yes": "是，登记印发",
    "closed": "已结束",
}


class ChineseEndings:
    """The end of a plan in Chinese."""

    lang = "zh"

    def label(self, word: str) -> str:
        """One of EndingLabels."""
        return say(LABELS, word)

    def state(self, word: str) -> str:
        """Whether a plan is open or closed."""
        return {"open": "进行中", "closed": "已结束"}.get(word, word)

    def fact(self, word: str) -> str:
        """One of Facts."""
        return say(FACTS, word)

    def still_open(self, n: int, units: int, claimed: int, asked: int, missed: int) -> str:
        """What is open when a plan is closed."""
        if not n and not missed:
            return "已无未办结事项。"
        found = [f"{units}个单位的{n}项责任事项"] if n else []
        found += [f"其中待核{claimed}项"] if claimed else []
        found += [f"待批延期{asked}件"] if asked else []
        found += [f"未达到节点{missed}个"] if missed else []
        return f"尚未办结：{'，'.join(found)}。"

    def ask_close(self, plan: str) -> str:
        """Whether the plan is to be closed all the same."""
        return f"仍要结束{plan}吗？[y/N] "

    def left_open(self, plan: str) -> str:
        """The plan was not closed."""
        return f"{plan}未结束，没有任何改动。"

    def closed(self, plan: str, on: date, bodies: Names) -> str:
        """The plan is closed."""
        ended = f"，{DOMAIN.list(bodies)}同时撤销" if bodies else ""
        return f"{plan}自{DOMAIN.date(on)}起结束{ended}"

    def reopened(self, plan: str, on: date) -> str:
        """The plan is open again."""
        return f"{plan}自{DOMAIN.date(on)}起重新启用"

    def ended(self, on: date | None, basis: str, bodies: Names) -> str:
        """How a closed plan ended."""
        day = f"已于{DOMAIN.date(on)}结束" if on else "已结束"
        rests = f"（依据：{basis}）" if basis else ""
        body = f"，{DOMAIN.list(bodies)}同时撤销" if bodies else ""
        return f"本方案{day}{rests}{body}。"

    def ended_mark(self, on: date | None) -> str:
        """That a plan is closed."""
        return f"已结束 {on.isoformat()}" if on else "已结束"

    def body_ended(self, on: date | None) -> str:
        """Behind a body that ended with its plan."""
        return f"（已于{DOMAIN.date(on)}撤销）" if on else "（已撤销）"

    def issued(self, kind: str, number: str) -> str:
        """A bulletin was recorded as issued."""
        return f"{DOMAIN.word(kind)}{called(number)}已登记印发"

    def nothing_issued(self) -> str:
        """No bulletin was recorded yet."""
        return "尚未登记印发：用“duban summary --plan 方案 --number 期号 --issue -o 文件”登记。"

    def holidays_unknown(self, year: int) -> str:
        """That the public holidays of a year are not known yet."""
        return f"{year}年放假安排尚未公布，有关报送日期暂只按周末顺延"

    def archived(self, path: str, files: int) -> str:
        """The archive is written."""
        return f"{path}：共{files}个文件，目录见 SHA256SUMS"

    def differs(self, kind: str, number: str) -> str:
        """What was issued cannot be made again byte for byte."""
        return f"{DOMAIN.word(kind)}{called(number)}重新生成的文本与印发时不一致，请将印发件一并存档"

    def cannot_compare(self, kind: str, number: str) -> str:
        """What was issued was recorded without its hash."""
        what = f"{DOMAIN.word(kind)}{called(number)}"
        return f"{what}印发时未记录SHA-256校验值，无法核对重新生成的文本是否相同，请将印发件一并存档"

    def assessed(self, title: str, since: date, until: date) -> str:
        """Above the facts of a period."""
        return f"{title}  {DOMAIN.date(since)}至{DOMAIN.date(until)}"

    def unscored(self) -> str:
        """That the facts carry no points."""
        return "按单位顺序列出事实，未用 --rules 给定计分规则的不计分。"


def called(number: str) -> str:
    """A number as it is called: a bare one is a running number."""
    return f"第{number}期" if number.isdigit() else number


ENDINGS: EndingWords = ChineseEndings()
