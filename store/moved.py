"""What a detail tells of dates that moved and of claims sent back: shapes beside those of `store.shapes`."""

# Without `from __future__ import annotations`: see `store.shapes`.

from datetime import date
from typing import NamedTuple


class DueMove(NamedTuple):
    """One move of a due date: from, to, why, by whom."""

    on: date
    old: date | None
    new: date | None
    basis: str
    note: str
    by: str


class ExtensionLine(NamedTuple):
    """An extension asked, and what was decided."""

    asked_on: date
    wanted: date
    reason: str
    decision: str
    decided_on: date | None
    decided_by: str
    basis: str = ""
    """On what the decision rests."""
    due_was: date | None = None
    """The due date when it was asked."""
    late_kept: int = 0
    """Days late that it did not take away, because it was asked after that date."""

    @property
    def asked_late(self) -> bool:
        """Whether it was asked after the due date then in force."""
        return self.due_was is not None and self.asked_on > self.due_was


class Returned(NamedTuple):
    """A claim that was sent back."""

    on: date
    claimed_on: date | None
    reason: str
    by: str


class Moved(NamedTuple):
    """How the due date of one assignment moved."""

    assignment: int
    moves: tuple[DueMove, ...]
    extensions: tuple[ExtensionLine, ...]
