"""The words of the domain in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from words.english import tables
from words.figures import months_digits, number_digits, percent_digits
from words.lookups import Lookups

if TYPE_CHECKING:
    from datetime import date as Date

    from words.phrases.domain import DomainWords

MONTHS = (
    "",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


class EnglishDomain(Lookups):
    """Dates, figures and reasons in English."""

    lang = "en"

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
        limit = f" (due {self.date(due)})" if due else ""
        when = self.date(on) if on else ""
        if light in ("done", "dropped"):
            return f"{light}{' ' if on else ''}{when}{self._against(days, limit)}"
        if light == "to_confirm":
            return f"claimed{' ' if on else ''}{when}, to confirm{self._against(days, limit)}"
        if light == "no_report":
            return f"no report since {when}{self._left(days, limit)}" if on else f"no report{self._left(days, limit)}"
        if light == "not_yet":
            return f"opens {when}{limit}" if on else f"not yet open{limit}"
        if light == "no_date" or days is None:
            return self._paced(figure, elapsed, on) or self.light(light)
        if light in ("behind", "on_track") and figure is not None:
            return self._paced(figure, elapsed, on)
        if light == "blocked":
            return f"needs help, {self.days_late(days)}{limit}"
        return f"{self.days_late(days)}{limit}"

    def days_late(self, days: int) -> str:
        """15 d late, due today, 4 d left."""
        if days > 0:
            return f"{days} d late"
        return f"{-days} d left" if days else "due today"

    def date(self, day: Date) -> str:
        """31 August 2006."""
        return f"{day.day} {MONTHS[day.month]} {day.year}"

    def day(self, day: Date, year_of: Date) -> str:
        """31 August, or 31 August 2007 in another year."""
        return f"{day.day} {MONTHS[day.month]}" if day.year == year_of.year else self.date(day)

    def month(self, day: Date) -> str:
        """August."""
        return MONTHS[day.month]

    def percent(self, percent: float) -> str:
        """44.4 %."""
        return f"{percent_digits(percent)} %"

    def number(self, number: float) -> str:
        """17,770."""
        return number_digits(number, ",")

    def elapsed(self, months: float, of_months: float, percent: float) -> str:
        """51.6 % (16.5 of 32 months)."""
        return f"{self.percent(percent)} ({months_digits(months)} of {months_digits(of_months)} months)"

    def list(self, items: tuple[str, ...]) -> str:
        """Names with commas between."""
        return ", ".join(items)

    def more(self, n: int) -> str:
        """And 3 more."""
        return f"and {n} more"

    def items(self, n: int) -> str:
        """3 items."""
        return f"{n} item" if n == 1 else f"{n} items"

    def _paced(self, figure: float | None, elapsed: float | None, on: Date | None) -> str:
        """49.0 % at 31 August, time 50.0 %: the figure beside the time at its own date (DOMAIN, rule 4)."""
        if figure is None:
            return ""
        when = f" at {on.day} {MONTHS[on.month]}" if on else ""
        pace = f", time {self.percent(elapsed)}" if elapsed is not None else ""
        return f"{self.percent(figure)}{when}{pace}"

    def _against(self, days: int | None, limit: str) -> str:
        """How a closed assignment stood to its due date; late stays visible after it is done."""
        return f", {days} d late{limit}" if days is not None and days > 0 else limit

    def _left(self, days: int | None, limit: str) -> str:
        """The days that a silent assignment has left."""
        return f", {self.days_late(days)}{limit}" if days is not None else ""


DOMAIN: DomainWords = EnglishDomain(
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
