"""The line in which a filter is typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

from tui.screens.textline import TextLine


class FilterInput(TextLine):
    """Filters at every key; `enter` keeps the filter, `esc` clears it, the arrows move in the list meanwhile."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "finish(False)", show=False),
        Binding("enter,tab", "finish(True)", show=False, priority=True),
    ]

    def __init__(self, text: str, typed: Callable[[str], None], done: Callable[[bool], None]) -> None:
        super().__init__(text, id="filter")
        self._typed = typed
        self._done = done

    def on_input_changed(self, event: Input.Changed) -> None:
        """Every key filters."""
        event.stop()
        self._typed(event.value)

    def action_finish(self, keep: bool) -> None:
        """Close the line."""
        self._done(keep)
