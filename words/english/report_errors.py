"""English sentences for reports that cannot be recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from words.english.domain import DOMAIN
from words.english.file_errors import SAFE, EnglishFileErrors, listed

if TYPE_CHECKING:
    from datetime import date

Names = tuple[str, ...]


class EnglishReportErrors(EnglishFileErrors):
    """Reports and the figures that came with them."""

    def bad_cycle(self, *, text: str) -> str:
        """No reporting cycle that is known here."""
        return f"“{text}” is no reporting cycle. {SAFE} Accepted: monthly 5, every friday, quarterly 10, none."

    def empty_report(self, *, task: str, unit: str) -> str:
        """A report that says nothing."""
        return f"The report of {unit} on {task} says nothing. {SAFE} “Nothing new” is a report too: say so."

    def received_before(self, *, on: date, received: date) -> str:
        """It came in before the day that it speaks of."""
        came, speaks = DOMAIN.date(received), DOMAIN.date(on)
        return f"A report that came in on {came} cannot speak of {speaks}, a later day. {SAFE}"

    def percent_below(self, *, task: str, unit: str, percent: float, last: float) -> str:
        """A percent below the last one."""
        now, was = DOMAIN.percent(percent), DOMAIN.percent(last)
        return f"{task}, {unit}: {now} is below the {was} of before. {SAFE} Say why, in its progress or its problem."

    def figure_below(
        self, *, indicator: str, unit: str, value: float, last: float, on: date, verified: bool
    ) -> str:  # fmt: skip
        """A figure below the unit's last one."""
        said = "verified" if verified else "reported"
        was = f"{DOMAIN.number(last)} {said} for {DOMAIN.date(on)}"
        why = "Say why, in the remark (--remark)."
        return f"{indicator}, {unit}: {DOMAIN.number(value)} is below the {was}. {SAFE} {why}"

    def no_indicator(self, *, task: str) -> str:
        """A task without an indicator."""
        return f"{task} has no indicator that a figure could be for. {SAFE}"

    def which_indicator(self, *, task: str, indicators: Names) -> str:
        """A task with several indicators."""
        return f"{task} has several indicators. {SAFE} Say which the figure is for: {listed(indicators, 30)}."

    def report_which(self, *, unit: str, tasks: Names) -> str:
        """Several open assignments."""
        return f"{unit} has {len(tasks)} open tasks. {SAFE} Say which the report is about: {listed(tasks, 30)}."

    def report_one_task(self, *, option: str) -> str:
        """A figure of one task only."""
        return f"{option} belongs to one task. {SAFE} Name that one, and report the others without it."

    def nothing_open(self, *, unit: str) -> str:
        """No open assignment."""
        return f"{unit} has no open task to report on. {SAFE}"
