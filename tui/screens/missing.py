"""The list of the units from which a report is missing."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult

from tui.looks import Face
from tui.screens.dialog import Choose, Line, Option
from tui.text import Piece


class MissingList(Choose):
    """Units to choose from, and when the next reports fall due."""

    def __init__(self, face: Face, title: str, options: Sequence[Option], following: str) -> None:
        super().__init__(face, title, options, hint=face.words.reports.say("missing_keys"))
        self.following = following

    def body(self) -> ComposeResult:
        """The list, then the next due day."""
        yield from super().body()
        yield Line(self.face, ())
        yield Line(self.face, [Piece(f" {self.following}", "dim")])

    def fit(self) -> None:
        """As wide as the screen allows: contacts and telephones take room."""
        super().fit()
        self.get_widget_by_id("box").styles.width = min(self.app.size.width - 2, 104)
