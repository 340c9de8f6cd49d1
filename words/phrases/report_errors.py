"""Why what a unit said cannot be recorded as a report."""

from __future__ import annotations

from datetime import date
from typing import Protocol

Names = tuple[str, ...]


class ReportErrors(Protocol):
    """Reports and the figures that came with them."""

    def bad_cycle(self, *, text: str) -> str:
        """No reporting cycle that is known here."""

    def empty_report(self, *, task: str, unit: str) -> str:
        """A report that says nothing, not even that there is nothing new."""

    def received_before(self, *, on: date, received: date) -> str:
        """A report that came in before the day that it speaks of."""

    def percent_below(self, *, task: str, unit: str, percent: float, last: float) -> str:
        """A percent below the last one, without a word about it."""

    def figure_below(
        self, *, indicator: str, unit: str, value: float, last: float, on: date, verified: bool
    ) -> str:  # fmt: skip
        """A figure below the unit's last one, without a remark."""

    def no_indicator(self, *, task: str) -> str:
        """A figure for a task that has no indicator."""

    def which_indicator(self, *, task: str, indicators: Names) -> str:
        """A figure for a task that has several indicators."""

    def report_which(self, *, unit: str, tasks: Names) -> str:
        """A report without its task, of a unit that has several open assignments."""

    def report_one_task(self, *, option: str) -> str:
        """A figure that can belong to one task only."""

    def nothing_open(self, *, unit: str) -> str:
        """A unit that has no open assignment."""
