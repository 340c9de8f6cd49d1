"""English sentences for chases and contacts that cannot be recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from words.english.calls import KINDS
from words.english.domain import DOMAIN
from words.english.file_errors import SAFE, accepts, perhaps
from words.figures import say

if TYPE_CHECKING:
    from datetime import date

Names = tuple[str, ...]


class EnglishCallErrors:
    """Chases and contacts."""

    def unknown_contact_kind(self, *, name: str, close: Names = (), accepted: Names = ()) -> str:
        """Not a kind of contact."""
        known = tuple(f"{kind} ({say(KINDS, kind)})" for kind in accepted)
        return f"“{name}” is not a kind of contact. {SAFE}{perhaps(close)}{accepts(known)}"

    def no_contact_yet(self, *, unit: str, contact: str) -> str:
        """Nobody to correct, and no name."""
        return f"{unit} has no {say(KINDS, contact)} on that day. {SAFE} Give a name or a telephone."

    def contact_ends_first(self, *, name: str, since: date, until: date) -> str:
        """A contact that ends before it begins."""
        days = f"{DOMAIN.date(until)}, not after it began ({DOMAIN.date(since)})"
        return f"{name or 'The contact'} would end on {days}. {SAFE}"

    def gone_unit(self) -> str:
        """A unit that is no longer there."""
        return f"This unit is no longer there. {SAFE}"

    def promise_before_chase(self, *, promised: date, on: date) -> str:
        """A promise for a day before the chase."""
        return f"On {DOMAIN.date(on)} nobody promises {DOMAIN.date(promised)}, which lies before it. {SAFE}"

    def chase_other_unit(self, *, task: str, unit: str, asked: str) -> str:
        """Work that another unit owes."""
        return f"{task} is owed by {unit}, not by {asked}. {SAFE} Record one chase for each unit."

    def chase_closed(self, *, task: str, unit: str, status: str) -> str:
        """Work that was done or dropped by then."""
        return f"{task}, {unit} was {DOMAIN.status(status)} by then: nothing is left to ask for. {SAFE}"
