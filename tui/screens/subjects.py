"""What an action needs to be done: a row, a plan, a store that can be written."""

from __future__ import annotations

from tui.keys import MARKS, WRITES
from tui.looks import Face
from tui.panes.subject import Subject
from tui.view import Listing

ON_ITEMS = frozenset({"status", "done", "in_progress", "blocked", "not_started", "note", "due", "sendback", "drop"})
"""Actions that write to assignments; `percent` does so too, but means a figure on an indicator."""

ON_ROWS = frozenset({"percent", "open", "report", "chase", "contacts", "copy", "add"})
"""Other actions that need a row."""


def why_not(action: str, subject: Subject, closed: str, has_plan: bool) -> str:
    """The phrase id (`words.screen.why_not`) of why an action cannot be done now; empty when it can.

    Args:
        action: an id of tui.keys.
        subject: what it would be about.
        closed: why nothing can be written at all, or empty (`Desk.closed`).
        has_plan: False while the store holds no plan.
    """
    if action in WRITES and closed:
        return f"{closed}_marks" if action in MARKS else closed
    if not has_plan and (action in WRITES or action in ("export", "filter", "missing")):
        return "no_plan"
    if (action in ON_ITEMS or action in ON_ROWS) and subject.empty:
        return "no_row"
    if action in ON_ITEMS and subject.indicator is not None:
        return "no_assignment"
    if action != "open" and (action in ON_ITEMS or action in ON_ROWS) and subject.heading:
        return "heading"
    return ""


def why_empty(listing: Listing, face: Face) -> str:
    """Why the list of what was opened holds nothing."""
    return face.words.screen.empty("no_claims" if listing.status else "listing")
