"""What a bulletin, a briefing and a ledger say in Chinese: head, foot, captions and cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from words.chinese import paper_tables as tables
from words.chinese.domain import DOMAIN
from words.chinese.paper_body import BASES, ChineseIndicators, ChineseOverall, ChineseProblems, slot
from words.chinese.paper_since import ChineseSince
from words.figures import months_digits, say

if TYPE_CHECKING:
    from datetime import date

    from words.phrases.paper import PaperWords

Names = tuple[str, ...]

DIGITS = "〇一二三四五六七八九"
KINDS = {"bulletin": "通报", "briefing": "专报", "ledger": "台账"}
ENDINGS = (
    *(
        "实施方案",
        "工作方案",
        "行动方案",
        "方案",
        "实施意见",
        "指导意见",
        "意见",
        "工作要点",
        "要点",
        "实施计划",
        "计划",
    ),
    *("實施方案", "實施意見", "指導意見", "意見", "工作要點", "要點", "實施計劃", "計劃"),
)
"""The kinds of documents, longest first, simplified and traditional."""


def counted(n: int) -> str:
    """一, 二, … 十, 十一, … 九十九."""
    if n < 10:
        return DIGITS[n]
    tens, ones = divmod(n, 10)
    return f"{DIGITS[tens] if tens > 1 else ''}十{DIGITS[ones] if ones else ''}"


class ChineseHead:
    """The top and the bottom of a paper."""

    def slot(self, what: str) -> str:
        """〔请补写：日期〕."""
        return slot(say(tables.SLOTS, what))

    def mark(self, draft: bool, sample: bool) -> str:
        """送审稿 · 示例数据."""
        return " · ".join(text for on, text in ((draft, "送审稿"), (sample, "示例数据")) if on)

    def sample(self) -> str:
        """That the data is sample data."""
        return "本件含示例数据：标为示例的成员单位、任务数和进展系演示而编，不是实际情况。"

    def topic(self, title: str) -> str:
        """关于印发《盘锦市家庭上网工程实施方案》的通知 → 盘锦市家庭上网工程."""
        text = title.removesuffix("的通知") if "关于" in title else title
        text = text.partition("关于")[2] or text
        for start in ("印发", "转发"):
            text = text.removeprefix(start)
        text = text.strip("《》“”")
        for ending in ENDINGS:
            if text.endswith(ending) and len(text) > len(ending) + 1:
                return text.removesuffix(ending).removesuffix("的")
        return text

    def title(self, kind: str, topic: str, period: str, as_of: date) -> str:
        """关于盘锦市家庭上网工程2006年8月进展情况的通报."""
        if kind == "ledger":
            return f"{topic}责任事项台账"
        year = period[: period.find("年") + 1]
        # 关于2006年数字福建工作2006年8月 would say the year twice.
        month = period.removeprefix(year) if year and year in topic else period
        return f"关于{topic}{month}进展情况的{KINDS.get(kind, kind)}"

    def titles(self, kind: str, plans: int, as_of: date) -> str:
        """The title over several plans."""
        if kind == "ledger":
            return f"{plans}个方案责任事项台账"
        return f"关于{plans}个方案进展情况的{KINDS.get(kind, kind)}"

    def salutation(self, names: str) -> str:
        """With the full-width colon."""
        return f"{names.rstrip('：:')}："

    def opening(
        self, kind: str, title: str, number: str, bases: Names, as_of: date, figures_on: date | None, differ: bool
    ) -> str:
        """On what it rests, for which date, with the figures of which date."""
        rests = f"《{title.strip('《》')}》{f'（{number}）' if number else ''}"
        more = "、".join(BASES[basis] for basis in bases if basis in BASES)
        figures = f"（量化指标为各单位{DOMAIN.day(figures_on, as_of)}报送数）" if figures_on else ""
        if differ and not figures_on:
            figures = "（量化指标为各单位报送数，报数日期见表1）"
        told = {"bulletin": "通报如下", "briefing": "报告如下"}.get(kind, "列表如下")
        return f"根据{rests}{f'和{more}' if more else ''}，现将截至{DOMAIN.date(as_of)}的进展情况{told}{figures}。"

    def openings(self, plans: int, as_of: date) -> str:
        """The same over several plans."""
        return f"现将{plans}个方案截至{DOMAIN.date(as_of)}的进展情况通报如下。"

    def heading(self, n: int, section: str) -> str:
        """一、总体情况."""
        return f"{counted(n)}、{say(tables.SECTIONS, section)}"

    def sub(self, n: int, text: str) -> str:
        """（一）…."""
        return f"（{counted(n)}）{text}"

    def step(self, n: int, text: str) -> str:
        """1．…."""
        return f"{n}．{text}"

    def clause(self, n: int, text: str) -> str:
        """1．…."""
        return f"{n}．{text}"

    def join(self, sentences: Names) -> str:
        """Nothing between."""
        return "".join(sentences)

    def annexes(self, names: Names) -> Names:
        """附件：1．…."""
        if len(names) == 1:
            return (f"附件：{names[0]}",)
        return tuple(f"{'附件：' if n == 1 else '　　　'}{n}．{name}" for n, name in enumerate(names, 1))

    def annex_ledger(self, as_of: date) -> str:
        """The name of the ledger."""
        return f"责任事项台账（截至{DOMAIN.date(as_of)}）"

    def annex_moves(self) -> str:
        """The name of the table of changed due dates."""
        return "时限变更及延期情况表"

    def contact(self) -> str:
        """Who to ask."""
        return f"（联系人：{slot('')}，联系电话：{slot('')}）"

    def cc(self, names: str) -> str:
        """抄送：…."""
        return f"抄送：{names.rstrip('。.')}。"

    def basis(self, notes: Names) -> str:
        """口径：…."""
        return f"口径：{'；'.join(notes)}。"

    def basis_elapsed(self, start: date | None, end: date | None, of_months: float, months: float, as_of: date) -> str:
        """How elapsed time is counted."""
        window = f"{start.year}年{start.month}月—{end.year}年{end.month}月" if start and end else ""
        day = f"{as_of.month}月{as_of.day}日"
        return f"时间进度按月折算（{window}共{months_digits(of_months)}个月，{day}{months_digits(months)}个月）"

    def basis_behind(self, points: float) -> str:
        """What counts as behind."""
        return f"滞后指完成率低于报数日时间进度{DOMAIN.number(points)}个百分点以上"

    def basis_soon(self, days: int) -> str:
        """What counts as due soon."""
        return f"临期指{days}日内到期"

    def basis_silent(self, days: int, cycle: bool) -> str:
        """What counts as no report."""
        return "未反馈指上一报送期未报" if cycle else f"未反馈指{days}日内无反馈"

    def basis_figures(self, until: date, as_of: date) -> str:
        """Whose figures are whose."""
        newest = f"责任事项的评价按截至{DOMAIN.day(as_of, as_of)}的最新报送数"
        return f"量化指标取{DOMAIN.day(until, as_of)}前（含当日）的报送数，{newest}"

    def basis_unknown(self) -> str:
        """That unknown is not zero."""
        return "未报不按零计"

    def basis_rounded(self) -> str:
        """That rounded parts may not add to 100."""
        return "因四舍五入，分项之和可能不等于100%"


class ChineseTables:
    """Captions and cells."""

    def column(self, name: str) -> str:
        """The head of a column, or a light's name."""
        return say(tables.COLUMNS, name) if name in tables.COLUMNS else DOMAIN.light(name)

    def ledger_column(self, name: str) -> str:
        """The head of a column of the ledger."""
        return say(tables.LEDGER, name)

    def indicators_caption(self, n: int, on: date | None, as_of: date) -> str:
        """表1　量化指标分单位完成情况（截至2006年8月31日）."""
        return f"表{n}　量化指标分单位完成情况{f'（截至{DOMAIN.date(on)}）' if on else ''}"

    def units_caption(self, n: int, as_of: date, ranked: bool) -> str:
        """That one task counts under each of its units."""
        order = "；按逾期、未反馈、滞后项数排列" if ranked else ""
        return f"表{n}　各单位责任事项（截至{DOMAIN.date(as_of)}；一项任务涉及多个单位的分别统计{order}）"

    def red_caption(self, n: int, as_of: date) -> str:
        """The caption of the table of red items."""
        return f"表{n}　逾期事项（截至{DOMAIN.date(as_of)}）"

    def plans_caption(self, as_of: date) -> str:
        """The caption of the table of plans."""
        return f"各方案责任事项（截至{DOMAIN.date(as_of)}）"

    def ledger_caption(self, n: int, as_of: date) -> str:
        """The caption of the ledger."""
        return f"截至{DOMAIN.date(as_of)}，共{n}项"

    def report_column(self, start: date, end: date) -> str:
        """8月报送."""
        return f"{ChineseOverall().period(start, end, end)}报送"

    def reported(self, how: str, on: date | None, as_of: date) -> str:
        """按时, 迟报(9月9日), 未报."""
        day = f"({DOMAIN.day(on, as_of)})" if on else ""
        return {"on_time": "按时", "late": f"迟报{day}", "missing": "未报"}.get(how, "—")

    def reports_total(self, on_time: int, late: int, missing: int) -> str:
        """按时6 迟报1 未报1."""
        return f"按时{on_time} 迟报{late} 未报{missing}"

    def group(self, name: str, members: int) -> str:
        """各乡镇（16个单位）."""
        return f"{name}（{members}个单位）"

    def member(self, name: str) -> str:
        """A member's row below its group."""
        return f"　{name}"

    def total(self) -> str:
        """合计."""
        return "合计"

    def nothing_known(self) -> str:
        """A cell without a value."""
        return "—"

    def item(self, title: str, ref: str) -> str:
        """A task named in a cell."""
        return f"{title}（第{ref}项）"


class ChinesePaper(ChineseHead, ChineseOverall, ChineseIndicators, ChineseSince, ChineseProblems, ChineseTables):
    """Everything that a paper says."""

    lang = "zh"


PAPER: PaperWords = ChinesePaper()
