"""Why a chase or a contact cannot be recorded."""

from __future__ import annotations

from datetime import date
from typing import Protocol

Names = tuple[str, ...]


class CallErrors(Protocol):
    """Chases and contacts."""

    def unknown_contact_kind(self, *, name: str, close: Names = (), accepted: Names = ()) -> str:
        """Not a kind of contact."""

    def no_contact_yet(self, *, unit: str, contact: str) -> str:
        """Nobody to correct, and no name."""

    def contact_ends_first(self, *, name: str, since: date, until: date) -> str:
        """A contact that ends before it begins."""

    def gone_unit(self) -> str:
        """A unit that is no longer there."""

    def promise_before_chase(self, *, promised: date, on: date) -> str:
        """A promise for a day before the chase."""

    def chase_other_unit(self, *, task: str, unit: str, asked: str) -> str:
        """Work that another unit owes."""

    def chase_closed(self, *, task: str, unit: str, status: str) -> str:
        """Work that was done or dropped by then."""
