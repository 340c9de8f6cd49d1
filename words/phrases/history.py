"""What is said of recorded commands: what an undo or redo took back or brought back, and its own line in the log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import date


class HistoryWords(Protocol):
    """Undo, redo and the log. Names come as they are to be shown."""

    lang: str

    def thing(self, table: str, ref: str, unit: str, name: str, value: str, on: date | None) -> str:
        """One row by its names: where it belongs, whose it is, what it is called, its figure and its day."""

    def counted(self, table: str, n: int) -> str:
        """So many rows of a table."""

    def turned_row(self, redo: bool, there: bool, what: str) -> str:
        """What came or went with an undo or redo; `there` where the command itself had brought it."""

    def turned(self, redo: bool, command: int, said: str) -> str:
        """The line of an undo or redo in the log: which command it is about."""

    def undone_by(self, by: str, on: date) -> str:
        """Behind a line of the log: who took its command back, and when."""
