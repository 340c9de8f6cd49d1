"""What an action is about: read off the pane that the keys act on."""

from __future__ import annotations

from typing import NamedTuple

from store.shapes import Assignment, Indicator, Phase, UnitFigure, UnitLoad
from tui.keys import WRITES
from tui.looks import Face
from tui.panes.assignments import AssignmentsPane, GroupRow, TaskRow
from tui.panes.detail import DetailPane
from tui.panes.indicators import IndicatorsPane
from tui.panes.lines import Lines
from tui.panes.phases import PhasesPane
from tui.panes.today import TodayPane
from tui.panes.units import UnitsPane
from tui.view import Listing

ON_ITEMS = frozenset({"status", "done", "in_progress", "blocked", "not_started", "note", "due", "sendback", "drop"})
"""Actions that write to assignments; `percent` does so too, but means a figure on an indicator."""

ON_ROWS = frozenset({"percent", "open", "report", "chase", "contacts", "copy", "add"})
"""Other actions that need a row."""


class Subject(NamedTuple):
    """The row under the cursor, by what it is; at most one field is set."""

    item: Assignment | None = None
    group: GroupRow | None = None
    unit: UnitLoad | None = None
    indicator: Indicator | None = None
    part: UnitFigure | None = None
    """With `indicator`: one unit's part of it."""
    phase: Phase | None = None
    whole: bool = False
    """With `item`: what is said to the unit, or by it, is about all it has open (a row of whom to call)."""

    @property
    def empty(self) -> bool:
        """True where there is no row."""
        return not any(self)


def subject_of(pane: Lines) -> Subject:
    """The subject of an action in a pane."""
    row = pane.current
    if isinstance(pane, DetailPane):
        return Subject(item=pane.shown.row if pane.shown else None)
    if row is None:
        return Subject()
    if isinstance(pane, AssignmentsPane):
        return Subject(item=row.item) if isinstance(row, TaskRow) else Subject(group=row)
    if isinstance(pane, TodayPane):
        return Subject(item=row.item, whole=True) if row.item is not None else Subject(unit=row.load)
    if isinstance(pane, UnitsPane):
        return Subject(unit=row)
    if isinstance(pane, IndicatorsPane):
        return Subject(indicator=row.indicator, part=row.part)
    return Subject(phase=row.phase) if isinstance(pane, PhasesPane) else Subject()


def why_not(action: str, subject: Subject, closed: str, has_plan: bool) -> str:
    """The phrase id (`words.screen.why_not`) of why an action cannot be done now; empty when it can.

    Args:
        action: an id of tui.keys.
        subject: what it would be about.
        closed: why nothing can be written at all, or empty (`Desk.closed`).
        has_plan: False while the store holds no plan.
    """
    if action in WRITES and closed:
        return closed
    if not has_plan and (action in WRITES or action in ("export", "filter", "missing")):
        return "no_plan"
    if (action in ON_ITEMS or action in ON_ROWS) and subject.empty:
        return "no_row"
    if action in ON_ITEMS and subject.indicator is not None:
        return "no_assignment"
    return ""


def why_empty(listing: Listing, face: Face) -> str:
    """Why the list of what was opened holds nothing."""
    return face.words.dates.label("no_claims") if listing.status else face.words.screen.empty("listing")
