"""Where the cursors stood before a filter was typed: given up, it leaves them there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tui.panes.lines import Lines


class Returning:
    """The places of one screen's panes, from the opening of the filter line until the whole lists show again."""

    def __init__(self) -> None:
        self._kept: list[tuple[Lines, tuple[Any, ...]]] = []
        self._wanted = False

    def keep(self, panes: Iterable[Lines]) -> None:
        """The line was opened: these panes show what was there before; where one was just given up, that still is."""
        self._wanted = False
        self._kept = self._kept or [(pane, pane.standing()) for pane in panes]

    def forget(self) -> None:
        """The filter stays on, or something else is shown."""
        self._kept, self._wanted = [], False

    def want(self) -> None:
        """The filter was given up: the next reading without it shows the cursors where they stood."""
        self._wanted = True

    def put_back(self) -> bool:
        """Before that reading is drawn: let the panes compare it with what they showed then. Say if there was such."""
        wanted, kept = self._wanted, self._kept
        if wanted:
            for pane, standing in kept:
                pane.stand(standing)
            self.forget()
        return wanted and bool(kept)
