"""What keeps a screen still while another lies over it."""

from __future__ import annotations

from textual.screen import Screen, ScreenResultType


class Still(Screen[ScreenResultType]):
    """A screen that is painted under a dialog only when something on it changed.

    Textual (8.2) asks such a screen for a repaint at the end of every repaint: once anything changed under a dialog,
    both would be painted and sent to the terminal again and again, 15 times a second, until the dialog closes.
    """

    def _compositor_refresh(self) -> None:
        super()._compositor_refresh()
        if self.app.screen is not self:
            self._repaint_required = False
