"""Why a plan cannot be closed, a bulletin not issued, an archive not written, a period not assessed."""

from __future__ import annotations

from datetime import date
from typing import Protocol


class EndingErrors(Protocol):
    """The end of a plan and what is kept of it."""

    def no_copy(self, *, path: str) -> str:
        """What is to be gone back to is no store."""

    def contacts_in_csv(self, *, format: str) -> str:
        """Contacts are asked for in a format that has no columns for them."""

    def end_needs_basis(self) -> str:
        """Closed or opened again on no basis."""

    def close_needs_yes(self, *, plan: str) -> str:
        """Nobody is there to be asked whether the plan is to be closed."""

    def closed_already(self, *, plan: str, on: date) -> str:
        """The plan is closed already."""

    def not_closed(self, *, plan: str) -> str:
        """A plan that is open cannot be opened."""

    def end_before_turn(self, *, plan: str, on: date, state: str) -> str:
        """Closed before it was opened again, or opened before it was closed: `state` is what it became on `on`."""

    def issue_needs_number(self, *, last: str = "") -> str:
        """A bulletin is issued under a number."""

    def issued_already(self, *, paper: str, number: str, as_of: date) -> str:
        """The number is taken."""

    def archive_exists(self, *, path: str) -> str:
        """Something stands where the archive is to be written."""

    def period_reversed(self, *, since: date, until: date) -> str:
        """A period that ends before it begins."""

    def bad_rules(self, *, path: str, why: str, name: str = "", accepted: tuple[str, ...] = ()) -> str:
        """A rules file that is none: `why` is no_toml, unknown, not_a_number, no_points or unreadable."""
