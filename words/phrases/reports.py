"""What is said of reports: the form in which one call is written down, and the list of who has not reported."""

from __future__ import annotations

from typing import Protocol, TypedDict


class ReportLabels(TypedDict):
    """Fields of the form."""

    via: str
    from_whom: str
    on: str
    received: str
    reference: str
    raw: str
    progress: str
    problem: str
    next_step: str
    figure: str
    percent: str
    evidence: str
    remark: str


class ReportSays(TypedDict):
    """Short sentences and hints."""

    keys: str
    more_keys: str
    field: str
    nothing: str
    leave: str
    skip: str
    words: str
    no_last: str
    not_reported: str
    all_reported: str
    missing_keys: str
    none_open: str
    report: str
    cycle: str
    cycle_typed: str
    cycle_whose: str


class ReportWords(Protocol):
    """Reports. Names and words of units are foreign text: whoever shows them makes them visible."""

    lang: str

    def label(self, word: str) -> str:
        """One of ReportLabels."""

    def say(self, word: str) -> str:
        """One of ReportSays."""

    def title(self, unit: str) -> str:
        """The title of the form."""

    def claim(self, word: str) -> str:
        """What a unit says of an assignment: one of store.vocabulary.CLAIMS."""

    def figure_in(self, measure: str) -> str:
        """The field of a figure with its measure."""

    def last(self, day: str, claim: str, words: str) -> str:
        """The last answer of a unit; `claim` and `words` may be empty."""

    def lines(self, n: int) -> str:
        """A pasted text of so many lines."""

    def due(self, day: str) -> str:
        """When an assignment is due."""

    def not_reported(self, month: str, due: str, n: int) -> str:
        """The title of the list: for which period, due when, how many units; `month` is empty without a cycle."""

    def next_due(self, day: str, unsure_year: int | None) -> str:
        """When the next reports fall due; the year whose public holidays are not known yet, else None."""

    def cycle(self, cycle: str) -> str:
        """A cycle as `store.cycle` writes it, in words."""

    def cycle_set(self, plan: str, cycle: str, day: str) -> str:
        """A plan's cycle counts from a day on."""

    def whom(self, last: str, contact: str, phone: str, chases: int, open: int) -> str:
        """The last report, whom to ask, how often it was asked since, how many assignments it has open."""
