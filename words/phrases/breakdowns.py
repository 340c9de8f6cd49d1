"""What is said of tasks that the office adds under those of a plan."""

from __future__ import annotations

from typing import Protocol, TypedDict


class BreakdownLabels(TypedDict):
    """Titles and fields of the dialogs."""

    add: str
    edit: str
    drop: str
    under: str
    title: str
    label: str
    units: str
    due: str
    shares: str
    new_units: str
    refuse: str
    make: str
    reason: str
    mark: str
    """Behind a task that was added."""
    left: str
    """Above those whose own task is in the plan no more."""
    drop_one: str
    no_row: str
    indicator: str
    units_hint: str
    """How units are typed."""
    reason_hint: str
    """What the basis is for."""


class BreakdownWords(Protocol):
    """Breakdown 分解."""

    lang: str

    def label(self, word: str) -> str:
        """One of BreakdownLabels."""

    def added(self, places: tuple[str, ...], assignments: int, new_units: tuple[str, ...]) -> str:
        """Tasks were added; their PLAN/REF, how many assignments they have, and units that were not known before."""

    def would_add(self, tasks: int, assignments: int, new_units: tuple[str, ...]) -> str:
        """What a dry run would add."""

    def owner(self, unit: str, role: str) -> str:
        """A unit with its role as it can be typed; the role may be empty."""

    def edited(self, place: str) -> str:
        """A task was edited."""

    def gap(self, ref: str, measure: str, target: float, shared: float, missing: float) -> str:
        """Shares beside their target: what is missing, or goes beyond where that is negative; all of it where 0."""

    def drop_all(self, n: int) -> str:
        """The whole task with its open assignments, as a choice."""
