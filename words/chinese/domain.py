"""The words of the domain in Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING

from words.chinese import tables
from words.figures import months_digits, number_digits, percent_digits
from words.lookups import Lookups

if TYPE_CHECKING:
    from datetime import date as Date

    from words.phrases.domain import DomainWords


class ChineseDomain(Lookups):
    """Dates, figures and reasons in Chinese."""

    lang = "zh"

    def reason(
        self,
        light: str,
        days: int | None = None,
        due: Date | None = None,
        on: Date | None = None,
        figure: float | None = None,
        elapsed: float | None = None,
    ) -> str:
        """Why a light shows what it shows."""
        limit = f"（时限{self.date(due)}）" if due else ""
        when = self.date(on) if on else ""
        if light in ("done", "dropped", "to_confirm"):
            verb = {"done": "办结", "dropped": "终止", "to_confirm": "报完成，待核"}[light]
            return f"{when + verb if on else self.light(light)}{self._against(days, limit)}"
        if light == "no_report":
            return f"{when}后未反馈{self._left(days, limit)}" if on else f"从未反馈{self._left(days, limit)}"
        if light == "not_yet":
            return f"{when}启动{limit}" if on else f"未到启动时间{limit}"
        if light == "no_date" or days is None:
            return self._paced(figure, elapsed, on) or self.light(light)
        if light in ("behind", "on_track") and figure is not None:
            return self._paced(figure, elapsed, on)
        if light == "blocked":
            return f"需协调，{self.days_late(days)}{limit}"
        return f"{self.days_late(days)}{limit}"

    def days_late(self, days: int) -> str:
        """逾期15天, 今天到期, 还有4天."""
        if days > 0:
            return f"逾期{days}天"
        return f"还有{-days}天" if days else "今天到期"

    def date(self, day: Date) -> str:
        """2006年8月31日: not padded (GB/T 9704)."""
        return f"{day.year}年{day.month}月{day.day}日"

    def day(self, day: Date, year_of: Date) -> str:
        """8月31日, or 2007年8月31日 in another year."""
        return f"{day.month}月{day.day}日" if day.year == year_of.year else self.date(day)

    def month(self, day: Date) -> str:
        """8月."""
        return f"{day.month}月"

    def percent(self, percent: float) -> str:
        """44.4%."""
        return f"{percent_digits(percent)}%"

    def number(self, number: float) -> str:
        """17770, without separators."""
        return number_digits(number)

    def elapsed(self, months: float, of_months: float, percent: float) -> str:
        """51.6%（16.5/32个月）."""
        return f"{self.percent(percent)}（{months_digits(months)}/{months_digits(of_months)}个月）"

    def list(self, items: tuple[str, ...]) -> str:
        """Names with 、 between, or with commas where a name holds 、 itself (市、区信息办)."""
        return ("，" if any("、" in item for item in items) else "、").join(items)

    def more(self, n: int) -> str:
        """另有3项."""
        return f"另有{n}项"

    def items(self, n: int) -> str:
        """3项."""
        return f"{n}项"

    def _paced(self, figure: float | None, elapsed: float | None, on: Date | None) -> str:
        """8月31日完成49.0%，时间进度50.0%: the figure beside the time at its own date."""
        if figure is None:
            return ""
        when = f"{on.month}月{on.day}日" if on else ""
        pace = f"，时间进度{self.percent(elapsed)}" if elapsed is not None else ""
        return f"{when}完成{self.percent(figure)}{pace}"

    def _against(self, days: int | None, limit: str) -> str:
        """How a closed assignment stood to its due date; late stays visible after it is done."""
        return f"，逾期{days}天{limit}" if days is not None and days > 0 else limit

    def _left(self, days: int | None, limit: str) -> str:
        """The days that a silent assignment has left."""
        return f"，{self.days_late(days)}{limit}" if days is not None else ""


DOMAIN: DomainWords = ChineseDomain(
    lights=tables.LIGHTS,
    roles=tables.ROLES,
    statuses=tables.STATUSES,
    bases=tables.BASES,
    due_from=tables.DUE_FROM,
    vias=tables.VIAS,
    means=tables.MEANS,
    doubts=tables.DOUBTS,
    decisions=tables.DECISIONS,
    fields=tables.FIELDS,
    tables=tables.TABLES,
    nouns=tables.NOUNS,
    measures=tables.MEASURES,
)
