"""What is said of chases, contacts and today's list, in Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING

from words.chinese.domain import DOMAIN
from words.figures import say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from words.phrases.calls import CallLabels, CallWords, ContactKinds, TodoReasons

KINDS: ContactKinds = {"in_charge": "分管领导", "leader": "单位责任领导", "liaison": "联络员"}
WHY: TodoReasons = {
    "overdue": "逾期",
    "promise": "承诺到期",
    "report": "未报",
    "confirm": "待核",
    "extension": "延期待审定",
    "due_soon": "临期",
}
NEXT: TodoReasons = {
    "overdue": "催办",
    "promise": "催办",
    "report": "反馈",
    "confirm": "核定",
    "extension": "审定",
    "due_soon": "催办",
}
LABELS: CallLabels = {
    "chase": "催办",
    "via": "方式",
    "to_whom": "催办对象",
    "answer": "答复",
    "promised": "承诺日期",
    "on": "日期",
    "contacts": "联系人",
    "kind": "类别",
    "name": "姓名",
    "phone": "电话",
    "since": "自",
    "until": "至",
    "current": "现任",
    "former": "前任",
    "letter": "催办文稿",
    "no_contacts": "暂无联系人",
    "which": "事项",
}


class ChineseCalls:
    """Chases, contacts and today in Chinese."""

    lang = "zh"

    def label(self, word: str) -> str:
        """One of CallLabels."""
        return say(LABELS, word)

    def kind(self, word: str) -> str:
        """One of ContactKinds."""
        return say(KINDS, word)

    def kind_from(self, text: str) -> str | None:
        """The kind of contact that a user means."""
        from words.understood import contact_kinds

        return contact_kinds(text)

    def why(self, word: str) -> str:
        """One of TodoReasons."""
        return say(WHY, word)

    def next(self, why: str) -> str:
        """What is done next."""
        return say(NEXT, why)

    def promised(self, day: str) -> str:
        """A day that was promised."""
        return f"承诺{day}"

    def counted(self, why: str, n: int) -> str:
        """A reason with how often it holds."""
        return f"{say(WHY, why)}{n}"

    def chased(self, unit: str, n: int, via: str, promised: date | None) -> str:
        """A chase was recorded."""
        about = f"{DOMAIN.items(n)}，" if n else ""
        promise = f"，承诺{DOMAIN.date(promised)}" if promised else ""
        return f"已登记催办：{unit}，{about}方式：{DOMAIN.via(via)}{promise}"

    def contact_set(self, unit: str, kind: str, name: str) -> str:
        """A contact was entered or corrected."""
        return f"{unit}{say(KINDS, kind)}：{name}" if name else f"{unit}{say(KINDS, kind)}已更新"

    def contact_ended(self, unit: str, kind: str, until: date) -> str:
        """A contact ends."""
        return f"{unit}{say(KINDS, kind)}至{DOMAIN.date(until)}止"

    def asked(self, on: date, answer: str, promised: date | None, year_of: date) -> str:
        """How it was asked last."""
        parts = [f"{DOMAIN.day(on, year_of)}催办" + (f"：{answer}" if answer else "")]
        parts += [f"承诺{DOMAIN.day(promised, year_of)}"] if promised else []
        return "，".join(parts)

    def detail(self, on: date, via: str, to_whom: str, answer: str, promised: date | None) -> str:
        """One chase in a line."""
        head = " ".join(part for part in (on.isoformat(), DOMAIN.via(via), to_whom) if part)
        promise = f"承诺{promised.isoformat()}" if promised else ""
        said = "，".join(part for part in (answer, promise) if part)
        return f"{head}：{said}" if said else head

    def item(self, why: str, days: int | None, on: date | None, year_of: date) -> str:
        """What a reason says of one item."""
        day = DOMAIN.day(on, year_of) if on else ""
        match why:
            case "promise":
                return f"承诺{day}"
            case "report":
                return f"应于{day}前报送" if day else "久未反馈"
            case "confirm":
                return f"{day}报完成"
            case "extension":
                return f"申请延至{day}"
        return DOMAIN.days_late(days) if days is not None else ""

    def letter(
        self, unit: str, plans: Sequence[str], items: Sequence[tuple[str, date | None, int | None]], left_out: int,
        missing: Sequence[date | None], wanted_by: date, office: str, on: date,
    ) -> str:  # fmt: skip
        """A polite text that asks a unit."""
        lines = [f"{unit}："]
        if items:
            named = "".join(f"《{plan}》" for plan in plans)
            lines.append(f"　　{named}中由贵单位承担的下列事项，现提请关注：")
            lines += [f"　　{n}．{name}{_when(due, days)}；" for n, (name, due, days) in enumerate(items, 1)]
            lines[-1] = lines[-1].removesuffix("；") + "。"
            lines += [f"　　另有{left_out}项，可另行提供清单。"] if left_out else []
        for day in missing:
            when = f"（应于{DOMAIN.date(day)}前报送）" if day else ""
            lines.append(f"　　贵单位的进展情况{when}尚未收到。")
        lines += [
            f"　　请于{DOMAIN.date(wanted_by)}前反馈进展情况、存在问题和下一步安排；需要协调解决的，请一并说明。",
            "　　感谢支持！", "", office or "〔单位〕", "〔联系人、电话〕", DOMAIN.date(on),
        ]  # fmt: skip
        return "\n".join(lines)

    def about_which(self, which: str, n: int) -> str:
        """What a chase is about."""
        words = {"one": "本项", "late": f"逾期和临期{n}项", "all": f"全部在办{n}项"}
        return words.get(which, "不针对具体事项")

    def copied(self, cut: bool) -> str:
        """The text is in the clipboard."""
        return "已复制（超出终端剪贴板容量的部分未复制）" if cut else "已复制到剪贴板"

    def nobody(self) -> str:
        """Nobody has to be called."""
        return "今日无待办。"

    def no_contacts(self, unit: str) -> str:
        """No contact of a unit is known."""
        return f"{unit}暂无联系人。录入：--kind 联络员 --name 姓名 --phone 电话"


def _when(due: date | None, days: int | None) -> str:
    """Due date and days late behind an item."""
    if due is None or days is None:
        return ""
    return f"（完成时限{DOMAIN.date(due)}，{DOMAIN.days_late(days)}）"


CALLS: CallWords = ChineseCalls()
