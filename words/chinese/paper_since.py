"""What a paper says in Chinese of the changes since an earlier date 与上期相比."""

from __future__ import annotations

from typing import TYPE_CHECKING

from words.chinese.domain import DOMAIN
from words.chinese.endings import called
from words.chinese.paper_body import BASES, nos
from words.figures import say

if TYPE_CHECKING:
    from datetime import date

    from words.phrases.paper_since import Changes

Names = tuple[str, ...]

CHANGES: Changes = {
    "newly_late": "新增逾期",
    "finished": "新办结",
    "dropped": "新终止",
    "reopened": "转回办理",
    "moved": "时限变更",
    "newly_silent": "新增未反馈",
    "newly_behind": "新增滞后",
    "newly_blocked": "新增需协调",
    "claimed": "新报完成（待核）",
    "caught_up": "解除预警",
    "added": "新增责任事项",
    "ended": "不再承担",
    "figures": "有新数的指标",
    "reached": "新达到节点",
    "missed": "新增到期未达到节点",
}
CLASSIFIERS = {"reached": "个", "missed": "个"}


class ChineseSince:
    """与8月15日相比，…."""

    def since_unknown(self, since: date, as_of: date) -> str:
        """That there is nothing to compare with."""
        return f"{DOMAIN.day(since, as_of)}尚无本方案记录，无从比较。"

    def since_nothing(self, since: date, as_of: date, number: str = "") -> str:
        """That nothing changed."""
        return f"与{_then(since, as_of, number)}相比，没有变化。"

    def since_counts(self, since: date, as_of: date, counts: tuple[tuple[str, int], ...], number: str = "") -> str:
        """与第2期（截至8月15日）相比，新增逾期2项，新办结2项."""
        return f"与{_then(since, as_of, number)}相比，{'，'.join(self._counted(*count) for count in counts)}。"

    def since_by_task(self, parts: tuple[tuple[str, int, Names], ...]) -> str:
        """按任务计：新转为已办结1项（第3项）."""
        told = "，".join(f"新转为{DOMAIN.light(light)}{n}项（{nos(refs)}）" for light, n, refs in parts)
        return f"按任务计：{told}。"

    def since_head(self, change: str, n: int, tasks: int) -> str:
        """新增逾期2项，涉及任务2项."""
        return f"{self._counted(change, n)}{f'，涉及任务{tasks}项' if tasks else ''}。"

    def _counted(self, change: str, n: int) -> str:
        return f"{say(CHANGES, change)}{n}{CLASSIFIERS.get(change, '项')}"

    def since_change(self, change: str) -> str:
        """A kind of change in a cell."""
        return say(CHANGES, change)

    def since_entry(self, units: Names, ref: str, title: str, tail: str) -> str:
        """Units with a task and what became of it."""
        return f"{DOMAIN.list(units)}{title}（{nos((ref,))}）{f'，{tail}' if tail else ''}"

    def since_entries(self, units: Names, n: int, tail: str) -> str:
        """Units with the number of their assignments."""
        return f"{DOMAIN.list(units)}共{n}项{f'，{tail}' if tail else ''}"

    def since_in_time(self, in_time: bool) -> str:
        """按期办结, 逾期办结."""
        return "按期办结" if in_time else "逾期办结"

    def since_day(self, day: date | None, as_of: date) -> str:
        """8月20日."""
        return DOMAIN.day(day, as_of) if day else ""

    def since_finished(self, day: date | None, days: int | None, as_of: date) -> str:
        """8月20日办结，逾期3天."""
        late = "" if days is None else f"逾期{days}天" if days > 0 else "按期"
        return "，".join(text for text in (f"{DOMAIN.day(day, as_of)}办结" if day else "", late) if text)

    def since_moved(self, first: date | None, before: date | None, now: date | None, basis: str, as_of: date) -> str:
        """时限由8月31日改为10月20日（原时限7月31日），依据会议纪要."""
        then, later = (DOMAIN.day(day, as_of) if day else "未定" for day in (before, now))
        origin = f"（原时限{DOMAIN.day(first, as_of)}）" if first and first != before else ""
        rests = f"，依据{BASES.get(basis, DOMAIN.basis(basis))}" if basis else ""
        return f"时限由{then}改为{later}{origin}{rests}"

    def since_turned(self, before: str, now: str) -> str:
        """由滞后转为正常推进."""
        return f"由{before}转为{now}"

    def since_milestone(self, name: str, unit: str, day: date | None, as_of: date) -> str:
        """A milestone with its day."""
        facts = "，".join(text for text in (unit, DOMAIN.day(day, as_of) if day else "") if text)
        return f"{name}{f'（{facts}）' if facts else ''}"

    def since_figure(self, name: str, before: str, now: str, rates: Names, points: str | None) -> str:
        """新增家庭接入互联网：15000户→17770户（37.5%→44.4%，+6.9个百分点）."""
        told = ["→".join(f"{rate}%" for rate in rates)] if rates else []
        told += [f"{points}个百分点"] if points is not None else []
        rate = f"（{'，'.join(told)}）" if told else ""
        return f"{name}：{f'{before}→{now}' if before else now}{rate}"

    def met_of(self, met: int, expected: int) -> str:
        """4个单位中3个达到."""
        return f"{expected}个单位中{met}个达到"


def _then(since: date, as_of: date, number: str) -> str:
    """The earlier day, or what was issued for it."""
    day = DOMAIN.day(since, as_of)
    return f"{called(number)}（截至{day}）" if number else day
