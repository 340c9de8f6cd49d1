"""The container of a mode: its layout is computed (screens/places.py), not styled."""

from __future__ import annotations

from typing import Protocol

from textual.geometry import NULL_OFFSET, Region, Size, Spacing
from textual.layout import Layout, WidgetPlacement
from textual.widget import Widget

from tui.screens.places import Place, Wants


class Arrangement(Protocol):
    """What is open, and where that puts each widget."""

    def places(self, width: int, height: int) -> dict[str, Place]:
        """The place of each widget that shows, by its id."""


class Placed(Layout):
    """Puts the children of Body where its arrangement says."""

    name = "placed"

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> list[WidgetPlacement]:
        """Place those children that show."""
        assert isinstance(parent, Body)
        found = parent.wants.places(size.width, size.height)
        none = Spacing()
        return [
            WidgetPlacement(Region(*found[child.id]), NULL_OFFSET, none, child, 1 if child.id == "saying" else 0)
            for child in children
            if child.id in found
        ]


class Body(Widget, can_focus=False):
    """Holds everything of a mode."""

    wants: Arrangement = Wants()
    _placed = Placed()

    @property
    def layout(self) -> Layout:
        """The computed layout."""
        return self._placed
