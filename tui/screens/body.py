"""The container of the overview: its layout is computed by screens/places.py."""

from __future__ import annotations

from textual.geometry import NULL_OFFSET, Region, Size, Spacing
from textual.layout import Layout, WidgetPlacement
from textual.widget import Widget

from tui.screens.places import Wants, places


class Placed(Layout):
    """Puts the children of Body where screens/places.py says."""

    name = "placed"

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> list[WidgetPlacement]:
        """Place those children that show."""
        assert isinstance(parent, Body)
        found = places(size.width, size.height, parent.wants)
        none = Spacing()
        return [
            WidgetPlacement(Region(*found[child.id]), NULL_OFFSET, none, child, 1 if child.id == "saying" else 0)
            for child in children
            if child.id in found
        ]


class Body(Widget, can_focus=False):
    """Holds everything of the overview; its layout is computed, not styled."""

    wants = Wants()
    _placed = Placed()

    @property
    def layout(self) -> Layout:
        """The computed layout."""
        return self._placed
