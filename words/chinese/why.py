"""The page that explains a light, in Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING

from words.chinese.domain import DOMAIN
from words.figures import number_digits, say

if TYPE_CHECKING:
    from datetime import date

    from words.phrases.why import WhyLabels, WhyRules, WhyWords

LABELS: WhyLabels = {
    "rule": "判定规则",
    "also": "同时存在",
    "closing": "办结条件",
    "counts": "评价分布",
    "parts": "责任事项",
    "worst": "最差一项",
    "window": "办理期限",
    "first": "最初时限",
    "moves": "时限变更",
    "extensions": "延期申请",
    "claims": "退办记录",
    "reports": "反馈记录",
    "chases": "催办记录",
    "history": "状态变更",
    "none": "无",
}
RULES: WhyRules = {
    "done": "已核定办结；逾期天数计至单位报完成之日。",
    "dropped": "已终止，不再要求办理。",
    "to_confirm": "单位已报完成，待核定或退办。",
    "overdue": "完成时限已过，单位尚未报完成。时限当日不算逾期。",
    "due_soon": "距完成时限不超过{soon}天，单位尚未报完成。",
    "no_report": "已到启动时间，自{since}起未收到单位反馈。未反馈的事项不评为正常推进。",
    "behind": "报送数在其截止日低于时间进度{points}个百分点以上。",
    "blocked": "单位反映需要协调。需协调的事项不评为正常推进。",
    "not_yet": "未到启动时间。",
    "no_date": "本项及上级均未规定完成时限，不计逾期。",
    "on_track": "自{since}起有反馈，未临期、无需协调，报送数落后时间进度不超过{points}个百分点。",
}
CLOSING = {
    "all": "牵头和责任单位全部办结，即为办结",
    "any": "牵头和责任单位有一家办结，即为办结",
    "lead": "牵头单位全部办结，即为办结",
}
WORST = {
    "task": "任务的评价取牵头和责任单位中最差的一项；评价相同的，取逾期天数最多的。",
    "plan": "方案的评价取未办结任务中最差的一项；评价相同的，取时限最早的。",
    "unit": "先列评价最差的事项；评价相同的，逾期天数多的在前。",
}


class ChineseWhy:
    """The page in Chinese."""

    lang = "zh"

    def label(self, word: str) -> str:
        """One of WhyLabels."""
        return say(LABELS, word)

    def headline(self, name: str, title: str) -> str:
        """What the page is about."""
        return f"评价依据　{name}" + (f"　{title}" if title != name else "")

    def as_of(self, day: date) -> str:
        """The date."""
        return f"截至{DOMAIN.date(day)}"

    def rule(self, light: str, soon: int, since: date, points: float) -> str:
        """The rule of a light."""
        return say(RULES, light).format(soon=soon, since=DOMAIN.date(since), points=number_digits(points))

    def begun(self, on: date) -> str:
        """Begun."""
        return f"时限要求的是启动，已于{DOMAIN.date(on)}启动。"

    def closing(self, rule: str, done: int, owed: int, closed_on: date | None) -> str:
        """The closing rule."""
        needed = rule.partition(":")[2]
        counted = f"牵头和责任单位中有{needed}家办结，即为办结"
        text = counted if rule.startswith("count") else CLOSING.get(rule, CLOSING["all"])
        met = f"，{DOMAIN.date(closed_on)}达到办结条件" if closed_on else ""
        return f"{text}；应办{owed}项，已办结{done}项{met}"

    def counted(self, light: str, n: int) -> str:
        """How many."""
        return f"{DOMAIN.light(light)}{n}"

    def worst(self, kind: str) -> str:
        """Why it is the worst."""
        return say(WORST, kind)

    def worst_order(self, light: str, better: tuple[str, ...]) -> str:
        """The order of the lights here."""
        return f"“{DOMAIN.light(light)}”重于{''.join(f'“{DOMAIN.light(one)}”' for one in better)}"

    def supports(self, n: int, counted: str) -> str:
        """Support."""
        return f"另有配合事项{n}项，不影响任务评价：{counted}"

    def more(self, n: int) -> str:
        """More."""
        return f"另有{n}项"

    def all_done(self) -> str:
        """Done."""
        return "应办事项均已办结。"

    def owes_nothing(self) -> str:
        """Nothing."""
        return "没有承担责任事项。"

    def inherited(self, due_from: str, name: str) -> str:
        """Where the due date comes from."""
        return f"沿用{DOMAIN.due_from(due_from)}{f'（{name}）' if name else ''}"

    def first(self, first: date, now: date | None, days: int) -> str:
        """The first date."""
        if now is None:
            return f"{DOMAIN.date(first)}，现未定时限"
        if not days:
            return f"{DOMAIN.date(first)}，未变"
        return f"{DOMAIN.date(first)}，现{'推后' if days > 0 else '提前'}{abs(days)}天"

    def window(self, start: date | None, due: date | None) -> str:
        """The window."""
        opens = f"{DOMAIN.date(start)}启动" if start else "未规定启动时间"
        return f"{opens}，{DOMAIN.date(due)}前完成" if due else f"{opens}，未规定完成时限"

    def never_moved(self) -> str:
        """No move."""
        return "完成时限未变更"

    def move(self, on: date, old: date | None, new: date | None, basis: str, note: str, by: str) -> str:
        """One move."""
        days = f"{_day(old)} > {_day(new)}"
        return f"{on.isoformat()}  {days}  {DOMAIN.basis(basis)}{f'：{note}' if note else ''}{f'  {by}' if by else ''}"

    def promise(self, promised: date, days: int) -> str:
        """A promise."""
        if days > 0:
            return f"承诺日期{DOMAIN.date(promised)}，已过{days}天，未兑现"
        return f"承诺日期{DOMAIN.date(promised)}，{f'还有{-days}天' if days else '今天到期'}"

    def status(self, on: date, old: str, new: str, note: str, by: str) -> str:
        """One change."""
        said = f"{DOMAIN.status(old)} > {DOMAIN.status(new)}"
        return f"{on.isoformat()}  {said}{f'：{note}' if note else ''}{f'  {by}' if by else ''}"


def _day(day: date | None) -> str:
    return day.isoformat() if day else "未定"


WHY: WhyWords = ChineseWhy()
