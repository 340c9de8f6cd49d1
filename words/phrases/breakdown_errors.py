"""Why a task cannot be broken down."""

from __future__ import annotations

from typing import Protocol

Names = tuple[str, ...]


class BreakdownErrors(Protocol):
    """Tasks that the office adds."""

    def gone_task(self) -> str:
        """A task that is no longer there."""

    def breakdown_needs_title(self) -> str:
        """A task without words."""

    def breakdown_needs_unit(self) -> str:
        """A task laid on nobody."""

    def breakdown_there(self, *, task: str, title: str) -> str:
        """The same words for the same units are there already."""

    def bad_task_ref(self, *, ref: str) -> str:
        """A number that is none."""

    def task_ref_taken(self, *, task: str) -> str:
        """A number that was given before."""

    def ref_of_breakdown(self, *, task: str) -> str:
        """A plan file that uses the number of a task which the office added."""

    def not_a_breakdown(self, *, task: str) -> str:
        """A task of the plan itself."""

    def stale_task(self, *, task: str) -> str:
        """Somebody edited it meanwhile."""

    def no_indicator_above(self, *, task: str, wanted: str) -> str:
        """A share of nothing; `wanted` may be empty."""

    def which_target(self, *, task: str, accepted: Names) -> str:
        """A share of one of several."""

    def bad_share(self, *, text: str) -> str:
        """A share that is no figure, or that is nobody's."""

    def csv_line(self, *, path: str, line: int, sentence: str) -> str:
        """A row of a table is refused; the sentence says why."""
