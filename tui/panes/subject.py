"""What an action is about: the row under the cursor, by what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from store.shapes import Assignment, Indicator, Phase, UnitFigure, UnitLoad

if TYPE_CHECKING:
    from tui.panes.assignments import GroupRow


class Subject(NamedTuple):
    """The row under the cursor, by what it is; at most one field is set."""

    item: Assignment | None = None
    group: GroupRow | None = None
    unit: UnitLoad | None = None
    indicator: Indicator | None = None
    part: UnitFigure | None = None
    """With `indicator`: one unit's part of it."""
    phase: Phase | None = None
    task: tuple[str, str] | None = None
    """(plan, task): a task as a whole."""
    heading: bool = False
    """A section, or a plan in a list of all: it folds, and nobody owes it."""
    whole: bool = False
    """With `item`: what is said to the unit, or by it, is about all it has open (a row of whom to call)."""

    @property
    def empty(self) -> bool:
        """True where there is no row."""
        return not any(self)
