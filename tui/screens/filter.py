"""The line in which a filter is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

if TYPE_CHECKING:
    from tui.screens.finding import Finding


class FilterInput(Input):
    """Filters at every key; `enter` keeps the filter, `esc` clears it, the arrows move in the list meanwhile."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "finish(False)", show=False),
        Binding("enter,tab", "finish(True)", show=False, priority=True),
    ]
    screen_of: Finding

    def on_input_changed(self, event: Input.Changed) -> None:
        """Every key filters."""
        event.stop()
        self.screen_of.typed(event.value)

    def action_finish(self, keep: bool) -> None:
        """Close the line."""
        self.screen_of.filter_done(keep)
