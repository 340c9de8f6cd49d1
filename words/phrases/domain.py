"""The words of the domain (DOMAIN, "Words"): nouns, lights, roles, statuses, dates and figures."""

from __future__ import annotations

from datetime import date as Date
from typing import Protocol


class DomainWords(Protocol):
    """What every screen, paper and command says alike. An unknown id is returned as it is."""

    lang: str

    def light(self, word: str) -> str:
        """A light of vocabulary.LIGHTS."""

    def role(self, word: str) -> str:
        """A role of vocabulary.ROLES."""

    def status(self, word: str) -> str:
        """A status of vocabulary.STATUSES."""

    def basis(self, word: str) -> str:
        """A basis of vocabulary.BASES."""

    def due_from(self, word: str) -> str:
        """Where an inherited date comes from, one of vocabulary.DUE_FROM."""

    def via(self, word: str) -> str:
        """A way of vocabulary.VIAS."""

    def means(self, word: str) -> str:
        """What the due date means: done or started."""

    def doubt(self, word: str) -> str:
        """Why a date is read in one of several ways."""

    def decision(self, word: str) -> str:
        """What became of an extension."""

    def field(self, word: str) -> str:
        """The name of a changed field."""

    def table(self, word: str) -> str:
        """The name of a changed thing."""

    def word(self, word: str) -> str:
        """A noun of DOMAIN's table."""

    def reason(
        self,
        light: str,
        days: int | None = None,
        due: Date | None = None,
        on: Date | None = None,
        figure: float | None = None,
        elapsed: float | None = None,
    ) -> str:
        """Why a light shows what it shows; called with the fields of store.shapes.Reason in their order.

        Args:
            light: the light.
            days: signed days late, negative while days are left.
            due: the due date.
            on: the day that decides: done, claimed, last report, opening, date of the figure.
            figure: percent reached at `on`.
            elapsed: percent of the window elapsed at `on`.
        """

    def days_late(self, days: int) -> str:
        """Signed days late in words: late, due today, or days left."""

    def date(self, day: Date) -> str:
        """A whole date."""

    def day(self, day: Date, year_of: Date) -> str:
        """A date without its year where that is the year of `year_of`."""

    def month(self, day: Date) -> str:
        """The month of a date without its year."""

    def percent(self, percent: float) -> str:
        """One decimal; 100.0 and 0.0 only where exact."""

    def points(self, points: float) -> str:
        """Signed percentage points."""

    def number(self, number: float) -> str:
        """A count or measured value."""

    def measure(self, measure: str) -> str:
        """The unit of an indicator (户, 人次, %)."""

    def elapsed(self, months: float, of_months: float, percent: float) -> str:
        """Elapsed time; called with the fields of store.shapes.Elapsed in their order."""

    def list(self, items: tuple[str, ...]) -> str:
        """Names one after the other."""

    def more(self, n: int) -> str:
        """What a shortened list leaves out."""

    def items(self, n: int) -> str:
        """A count of assignments or tasks."""

    def light_from(self, text: str) -> str | None:
        """The light that a user means, by id or by name in either language; None when there is none."""

    def role_from(self, text: str) -> str | None:
        """The role that a user means."""

    def status_from(self, text: str) -> str | None:
        """The status that a user means."""

    def basis_from(self, text: str) -> str | None:
        """The basis that a user means."""

    def setting_from(self, text: str) -> str | None:
        """The setting that a user means."""

    def via_from(self, text: str) -> str | None:
        """The way that a user means."""
