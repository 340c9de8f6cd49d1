"""The sentences of a bulletin in Chinese: overall, indicators, problems, what is required."""

from __future__ import annotations

from typing import TYPE_CHECKING

from words.chinese.domain import DOMAIN
from words.figures import MINUS, percent_digits, point_digits

if TYPE_CHECKING:
    from datetime import date

Names = tuple[str, ...]

VERBS = {"lead": "牵头的", "responsible": "负责的", "support": "配合的"}
COMPARATORS = {">=": "不低于", "<=": "不高于", ">": "高于", "<": "低于", "=": "为", "==": "为"}
BASES = {"breakdown": "任务分解", "minutes": "会议纪要", "instruction": "领导批示", "notice": "有关通知"}
DOCUMENTS = ("方案", "意见", "要点", "计划", "规划", "通知", "意見", "要點", "計劃", "規劃")
SHARED_DATES = {"phase": "，随所属阶段", "plan": "，随方案期限"}


def slot(what: str) -> str:
    """An empty place for a person to fill."""
    return f"〔请补写：{what}〕" if what else "〔请补写〕"


def size(points: float) -> str:
    """Points without their sign."""
    return point_digits(points).lstrip("+" + MINUS)


def nos(refs: Names) -> str:
    """第1、6项."""
    return f"第{DOMAIN.list(refs)}项"


class ChineseOverall:
    """一、总体情况."""

    def laid(self, title: str, mains: int, unlaid: int, tasks: int, units: int, total: int) -> str:
        """How many tasks are laid on how many units."""
        kind = next((kind for kind in DOCUMENTS if title.endswith(kind)), "方案")
        finer = f"（细分为{tasks}项）" if tasks != mains else ""
        rest = f"；另有{unlaid}项没有责任单位" if unlaid else ""
        return f"《{kind}》主要任务{mains}项{finer}，分解到{units}个单位，共{total}项责任事项{rest}。"

    def parts(self, as_of: date, parts: tuple[tuple[str, int, float], ...], soon_days: int) -> str:
        """The lights with number and share."""
        soon = f"（{soon_days}日内到期）"
        told = "；".join(
            f"{DOMAIN.light(light)}{soon if light == 'due_soon' else ''}{n}项，占{percent_digits(percent)}%"
            for light, n, percent in parts
        )
        return f"截至{as_of.month}月{as_of.day}日：{told}。"

    def by_task(self, parts: tuple[tuple[str, int, Names], ...]) -> str:
        """The lights by task."""
        return "按任务计：" + "，".join(f"{DOMAIN.light(light)}{n}项（{nos(refs)}）" for light, n, refs in parts) + "。"

    def needs_help(self, n: int) -> str:
        """How many need help."""
        return f"以上各项中，需协调解决{n}项。"

    def elapsed(self, percent: float) -> str:
        """The elapsed part of the plan's time."""
        return f"时间进度为{percent_digits(percent)}%。"

    def reporting(self, start: date, end: date, due: date, on_time: int, late: int, missing: int, as_of: date) -> str:
        """How the last period was reported."""
        total = on_time + late + missing
        rate = f"，按时率{percent_digits(on_time / total * 100)}%" if total else ""
        told = "，".join(
            text for n, text in ((1, f"按时{on_time}个"), (late, f"迟报{late}个"), (missing, f"未报{missing}个")) if n
        )
        when = self.period(start, end, as_of)
        return f"{when}反馈（{DOMAIN.day(due, as_of)}前报送）应报{total}个单位，{told}{rate}。"

    def period(self, start: date, end: date, year_of: date | None) -> str:
        """8月, 2006年第3季度, 9月4日至10日."""
        year = "" if year_of is not None and year_of.year == end.year else f"{end.year}年"
        if start.day == 1 and start.year == end.year and end.day >= 28:
            if start.month == end.month:
                return f"{year}{end.month}月"
            if end.month - start.month == 2 and end.month % 3 == 0:
                return f"{year}第{end.month // 3}季度"
        return f"{DOMAIN.day(start, year_of or end) if year_of else DOMAIN.date(start)}至{DOMAIN.day(end, start)}"

    def nothing(self, as_of: date) -> str:
        """That nothing is laid on anybody yet."""
        return f"截至{DOMAIN.date(as_of)}，没有责任事项。"


class ChineseIndicators:
    """二、量化指标完成情况."""

    def amount(self, value: float, measure: str) -> str:
        """17770户."""
        return f"{DOMAIN.number(value)}{measure}"

    def threshold(self, comparator: str, amount: str) -> str:
        """不低于60%."""
        return f"{COMPARATORS.get(comparator, comparator)}{amount}"

    def indicator_sum(
        self,
        measure: str,
        target: float | None,
        value: float | None,
        percent: float | None,
        reported: int,
        expected: int,
        pace: str,
    ) -> str:
        """A figure of the whole plan against its target."""
        task = f"任务{self.amount(target, measure)}，" if target is not None else ""
        if value is None:
            return f"{task}应报的{expected}个单位均未报数，不按零计" if expected else f"{task}尚无报送数"
        who = f"{reported}个单位" if reported == expected else f"已报数的{reported}个单位"
        rate = f"，占{percent_digits(percent)}%" if percent is not None else ""
        return f"{task}{who if expected else ''}累计完成{self.amount(value, measure)}{rate}{pace}"

    def pace(self, elapsed: float, on: date, as_of: date, gap: float, tolerance: float, light: str) -> str:
        """How the figure stands to the elapsed time."""
        time = f"时间进度（{DOMAIN.day(on, as_of)}{percent_digits(elapsed)}%）"
        if gap == 0:
            return f"，与{time}持平，{DOMAIN.light(light)}"
        told = f"，{'低于' if gap < 0 else '高于'}{time}{size(gap)}个百分点"
        if gap < 0 and light != "behind":
            told += f"，在容差（{DOMAIN.number(tolerance)}个百分点）之内"
        return f"{told}，{DOMAIN.light(light)}"

    def missing(self, units: tuple[tuple[str, str | None], ...], reported_share: str | None, rate: float | None) -> str:
        """Who reported nothing, and the rate over those who did."""
        names = DOMAIN.list(tuple(f"{unit}（任务数{share}）" if share else unit for unit, share in units))
        over = ""
        if reported_share and rate is not None:
            over = f"；按已报单位任务数{reported_share}计，为{percent_digits(rate)}%"
        return f"{names}未报数，不按零计{over}。"

    def indicator_each(
        self, target: str, due: date | None, expected: int, reported: int, met: int, of_all: float, of_reported: float
    ) -> str:
        """A threshold for every unit."""
        until = f"（{DOMAIN.date(due)}前）" if due else ""
        if not reported:
            return f"各单位均应{target}{until}，应报的{expected}个单位均未报数，不按零计"
        rates = f"占{percent_digits(of_all)}%"
        if reported < expected:
            rates = f"占全部的{percent_digits(of_all)}%，占已报数单位的{percent_digits(of_reported)}%"
        return f"各单位均应{target}{until}，{expected}个单位报{reported}个，其中{met}个达到，{rates}"

    def not_met(self, units: tuple[tuple[str, str], ...]) -> str:
        """Who does not reach it yet."""
        return f"尚未达到：{DOMAIN.list(tuple(f'{unit}（{value}）' for unit, value in units))}。"

    def indicator_choice(self, expected: int, reported: int, chosen: tuple[tuple[str, int], ...]) -> str:
        """What the units chose."""
        told = DOMAIN.list(tuple(f"{choice}{n}个" for choice, n in chosen))
        return f"{expected}个单位报{reported}个{f'：{told}' if told else ''}"

    def ladder(self, steps: tuple[tuple[str, date | None], ...]) -> str:
        """The rungs of a target with several dates."""
        told = "，".join(f"{DOMAIN.date(by)}前{value}" if by else value for value, by in steps)
        return f"分步目标：{told}。"

    def end(self, text: str) -> str:
        """With its full stop."""
        return f"{text}。"

    def assessment(self, light: str, ahead: bool) -> str:
        """A light as a cell."""
        if light == "on_track":
            return "正常(超序时)" if ahead else "正常"
        return DOMAIN.light(light) if light else "—"

    def figure_on(self, on: date | None, came: bool, verified: bool, as_of: date) -> str:
        """The date of a figure as a cell."""
        if on is None:
            return "未报"
        return DOMAIN.day(on, as_of) + (("（核实）" if verified else "") if came else "后未报")

    def not_reported(self) -> str:
        """An empty figure as a cell."""
        return "未报"

    def reported_of(self, reported: int, expected: int) -> str:
        """4个单位报3个."""
        return f"{expected}个单位报{reported}个"


class ChineseProblems:
    """三、存在问题 and 四、下一步要求."""

    def limit(self, due: date, due_first: date | None, due_from: str, basis: str, note: str, as_of: date) -> str:
        """时限8月31日，依据会议纪要."""
        first = f"，原时限{DOMAIN.day(due_first, as_of)}" if due_first and due_first < due else ""
        rests = f"，依据{note or BASES.get(basis, DOMAIN.basis(basis))}" if note or basis not in ("", "plan") else ""
        return f"时限{DOMAIN.day(due, as_of)}{first}{rests or SHARED_DATES.get(due_from, '')}"

    def late_head(self, n: int, settled: int) -> str:
        """How many are overdue."""
        left = f"（另有{settled}项所属任务已按办结条件办结，不再列入）" if settled else ""
        return f"{n}项逾期{left}。"

    def late(self, units: Names, role: str, ref: str, title: str, limit: str, days: int) -> str:
        """One overdue piece of work."""
        return f"{DOMAIN.list(units)}{VERBS.get(role, '')}{title}（{nos((ref,))}，{limit}），逾期{days}天"

    def extension(
        self, units: int, asked: date, wanted: date, late: bool, decision: str, kept: int, as_of: date
    ) -> str:
        """What was asked and decided."""
        who = "该单位" if units == 1 else "上述单位"
        counted = "，系时限届满后提出" + ("" if kept else "，按逾期统计") if late else ""
        asks = f"{DOMAIN.day(asked, as_of)}提出延至{DOMAIN.day(wanted, as_of)}"
        besides = f"，此前逾期{kept}天另计" if kept else ""
        return f"；{who}{asks}{counted}，{DOMAIN.decision(decision)}{besides}"

    def lag_head(self, n: int) -> str:
        """How many are behind."""
        return f"{n}项滞后。"

    def lag_figure(self, percent: str, newer: date | None, as_of: date) -> str:
        """40.8%（8月31日数）."""
        return f"{percent}%{f'（{DOMAIN.day(newer, as_of)}数）' if newer else ''}"

    def lag(self, units: Names, role: str, ref: str, title: str, figures: Names, gaps: Names) -> str:
        """One task with those behind."""
        head = f"{DOMAIN.list(units)}{VERBS.get(role, '')}{title}（{nos((ref,))}）"
        if len(units) == 1:
            return f"{head}完成{figures[0]}，低于时间进度{gaps[0]}个百分点"
        done, below = "、".join(figures), "、".join(f"{gap}个" for gap in gaps)
        return f"{head}分别完成{done}，分别低于时间进度{below}百分点"

    def silent_head(self, n: int, units: int) -> str:
        """How many said nothing."""
        return f"{units}个单位的{n}项未反馈。"

    def silent(self, units: Names, refs: Names, n: int, since: date | None, periods: int, as_of: date) -> str:
        """Units that said nothing."""
        when = f"自{DOMAIN.day(since, as_of)}后未反馈" if since else "从未反馈"
        missed = f"，连续{periods}个报送期未报送" if periods > 1 else ""
        return f"{DOMAIN.list(units)}{when}（{nos(refs) if refs else f'共{n}项'}）{missed}"

    def stuck_head(self, n: int) -> str:
        """How many need help."""
        return f"{n}项需协调解决。"

    def stuck(self, units: Names, ref: str, title: str, problem: str) -> str:
        """One call for help."""
        return f"{DOMAIN.list(units)}反映{problem or slot('事由')}（{nos((ref,))}{title}）"

    def missed_head(self, n: int) -> str:
        """How many milestones were missed."""
        return f"{n}个节点到期未达到。"

    def missed(self, name: str, unit: str, due: date, days: int, as_of: date) -> str:
        """One missed milestone."""
        return f"{name}（{f'{unit}，' if unit else ''}时限{DOMAIN.day(due, as_of)}），已过{days}天"

    def no_problems(self, as_of: date) -> str:
        """That there is nothing to name."""
        return f"截至{as_of.month}月{as_of.day}日，没有逾期、滞后、未反馈和需协调的事项。"

    def semicolon(self, clauses: Names) -> str:
        """Clauses as one sentence."""
        return "；".join(clauses) + "。"

    def require_late(self) -> str:
        """What overdue units have to do."""
        return f"逾期单位于{slot('日期')}前书面说明原因，明确完成时间和责任人。"

    def require_lag(self) -> str:
        """What units behind have to do."""
        return f"滞后单位于{slot('日期')}前报送赶进度安排。"

    def require_soon(self, units: Names, ref: str, title: str, due: date, as_of: date) -> str:
        """What falls due."""
        return f"{DOMAIN.list(units)}于{DOMAIN.day(due, as_of)}前完成{nos((ref,))}{title}。"

    def require_silent(self, units: Names, periods: tuple[tuple[date, date], ...], as_of: date) -> str:
        """What silent units have to send."""
        named = DOMAIN.list(tuple(ChineseOverall().period(start, end, as_of) for start, end in periods))
        what = f"{named}反馈" if 0 < len(periods) <= 6 else f"欠报的{len(periods)}期反馈" if periods else "反馈"
        return f"{DOMAIN.list(units)}于{slot('日期')}前补报{what}。"

    def require_stuck(self, n: int) -> str:
        """What becomes of calls for help."""
        return f"需协调的{n}项由{slot('协调单位')}于{slot('日期')}前研究答复。"

    def require_report(self, start: date, end: date, due: date, as_of: date) -> str:
        """The next report."""
        when = ChineseOverall().period(start, end, as_of)
        return f"各单位{when}反馈表于{DOMAIN.day(due, as_of)}前报送（遇法定假日顺延），无新进展的也应填报。"
