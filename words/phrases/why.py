"""What the page says that explains a light: the rule that fired, the closing rule, why the worst is the worst."""

from __future__ import annotations

from datetime import date
from typing import Protocol, TypedDict


class WhyLabels(TypedDict):
    """What stands before a line."""

    rule: str
    also: str
    closing: str
    counts: str
    parts: str
    worst: str
    window: str
    first: str
    moves: str
    extensions: str
    claims: str
    reports: str
    chases: str
    history: str
    none: str


class WhyRules(TypedDict):
    """By light, the rule that brings it; numbers stand in braces."""

    done: str
    dropped: str
    to_confirm: str
    overdue: str
    due_soon: str
    no_report: str
    behind: str
    blocked: str
    not_yet: str
    no_date: str
    on_track: str


class WhyWords(Protocol):
    """The page that explains a light. Names and texts are foreign: whoever shows them makes them visible."""

    lang: str

    def label(self, word: str) -> str:
        """One of WhyLabels."""

    def headline(self, name: str, title: str) -> str:
        """What the page is about: `PLAN/REF`, a plan's key or a unit, and its title."""

    def as_of(self, day: date) -> str:
        """The date that everything is computed for."""

    def rule(self, light: str, soon: int, since: date, points: float) -> str:
        """The rule that brings a light.

        Args:
            light: one of the vocabulary's lights.
            soon: days before the due date from which it is near.
            since: the first day whose report would have broken the silence.
            points: how far a figure may lie below the time, in points.
        """

    def begun(self, on: date) -> str:
        """The due date asks for a beginning, and it was begun on that day."""

    def closing(self, rule: str, done: int, owed: int, closed_on: date | None) -> str:
        """The closing rule of a task (`count:N` with its number), and how many of those who owe it are done."""

    def counted(self, light: str, n: int) -> str:
        """How many show one light."""

    def worst(self, kind: str) -> str:
        """Why the first one gives its light to a `task`, a `plan` or the list of a `unit`."""

    def worst_order(self, light: str, better: tuple[str, ...]) -> str:
        """That this light is worse than those, of the lights that occur here."""

    def supports(self, n: int, counted: str) -> str:
        """So many parts only support, and do not make the light; how they stand, as a list."""

    def more(self, n: int) -> str:
        """So many more are not named here."""

    def all_done(self) -> str:
        """Nothing is left that would give a plan or a unit another light than done."""

    def owes_nothing(self) -> str:
        """A unit has no assignment."""

    def inherited(self, due_from: str, name: str) -> str:
        """Where the due date comes from: one of the vocabulary's places, and its name, which may be empty."""

    def first(self, first: date, now: date | None, days: int) -> str:
        """The first due date and how many days the present one lies behind it; negative where before."""

    def window(self, start: date | None, due: date | None) -> str:
        """From when to when it is to be done."""

    def never_moved(self) -> str:
        """The due date has never moved."""

    def move(self, on: date, old: date | None, new: date | None, basis: str, note: str, by: str) -> str:
        """One move of the due date: from, to, why, by whom."""

    def promise(self, promised: date, days: int) -> str:
        """A promise in force: how many days ago its day was; negative while it is still to come."""

    def status(self, on: date, old: str, new: str, note: str, by: str) -> str:
        """One change of the status (ids of statuses)."""
