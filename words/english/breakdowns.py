"""What is said of tasks that the office adds, in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from words.english.domain import DOMAIN
from words.figures import say

if TYPE_CHECKING:
    from words.phrases.breakdowns import BreakdownLabels, BreakdownWords

LABELS: BreakdownLabels = {
    "add": "Break down",
    "edit": "Edit",
    "drop": "Drop",
    "under": "under",
    "title": "title",
    "label": "number",
    "units": "units",
    "due": "due",
    "shares": "shares",
    "new_units": "new units",
    "refuse": "refuse",
    "make": "enter",
    "reason": "basis",
    "mark": "(breakdown)",
    "left": "Breakdown of tasks that left the plan",
    "drop_one": "this assignment",
    "no_row": "Choose a task or an assignment first.",
    "indicator": "indicator",
    "units_hint": "Units: A, B=support, C=lead. Without a date it follows the task above.",
    "reason_hint": "The basis is needed where a unit with open work is left out.",
}


class EnglishBreakdowns:
    """Breakdown in English."""

    lang = "en"

    def label(self, word: str) -> str:
        """One of BreakdownLabels."""
        return say(LABELS, word)

    def added(self, places: tuple[str, ...], assignments: int, new_units: tuple[str, ...]) -> str:
        """Tasks were added."""
        what = places[0] if len(places) == 1 else f"{len(places)} tasks ({places[0]} … {places[-1]})"
        return f"Added {what}, {_count(assignments)}{_new(new_units)}"

    def would_add(self, tasks: int, assignments: int, new_units: tuple[str, ...]) -> str:
        """What a dry run would add."""
        what = "1 task" if tasks == 1 else f"{tasks} tasks"
        return f"Would add {what}, {_count(assignments)}{_new(new_units)}; nothing was written."

    def owner(self, unit: str, role: str) -> str:
        """A unit with its role as it can be typed."""
        return f"{unit}={role}" if role else unit

    def edited(self, place: str) -> str:
        """A task was edited."""
        return f"Edited {place}"

    def gap(self, ref: str, measure: str, target: float, shared: float, missing: float) -> str:
        """Shares beside their target."""
        whole = f"{ref}: shares add up to {_amount(shared, measure)} of {_amount(target, measure)}"
        if not missing:
            return f"{whole}."
        return f"{whole}, {_amount(abs(missing), measure)} {'missing' if missing > 0 else 'too many'}."

    def drop_all(self, n: int) -> str:
        """The whole task with its open assignments."""
        return f"the whole task ({n} open)"


def _amount(value: float, measure: str) -> str:
    return f"{DOMAIN.number(value)} {measure}".rstrip()


def _count(assignments: int) -> str:
    return "1 assignment" if assignments == 1 else f"{assignments} assignments"


def _new(units: tuple[str, ...]) -> str:
    return f", new: {DOMAIN.list(units)}" if units else ""


BREAKDOWNS: BreakdownWords = EnglishBreakdowns()
