"""Mode 1: phases, overdue and due soon, workload, indicators; the detail or list of what was opened."""

from __future__ import annotations

from tui.screens.base import Handler
from tui.screens.board import BoardScreen


class OverviewScreen(BoardScreen):
    """The overview of one plan, or of all."""

    mode = "overview"

    def make_handlers(self) -> dict[str, Handler]:
        """The actions of the overview, imported after the first paint."""
        from tui.screens.handlers import handlers

        return handlers(self)
