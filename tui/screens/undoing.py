"""Undo and redo: what was taken back is said in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.queries.history import log
from store.reader import Reader
from store.shapes import ChangeLine
from tui.panes.detail import change_values, worth_saying
from tui.text import visible

if TYPE_CHECKING:
    from store.writer import Writer
    from tui.screens.board import BoardScreen


class Undoing:
    """The keys that take back and do again."""

    def __init__(self, screen: BoardScreen) -> None:
        self.screen = screen

    def undo(self, redo: bool) -> None:
        """Take back (or do again) this person's last command, and say in words what that was."""
        self.screen.do(self._undo(redo), "write")

    async def _undo(self, redo: bool) -> None:
        screen = self.screen
        who = screen.desk.who("redo" if redo else "undo")

        def job(writer: Writer, reader: Reader) -> tuple[tuple[str, ...], tuple[ChangeLine, ...]]:
            from store.commands import undo as commands

            (back,) = (commands.redo if redo else commands.undo)(writer, who)
            return back.words, log(reader, command=back.target, newest_first=False)

        words, lines = await screen.desk.write(job)
        screen.tell(self._undone(words, lines, redo))
        screen.settle()

    def _undone(self, words: tuple[str, ...], lines: tuple[ChangeLine, ...], redo: bool) -> str:
        """What an undo or redo did: the first change by name, and how many more."""
        face = self.screen.face
        told = [line for line in lines if worth_saying(line)]
        if not told:
            return face.words.screen.undone(visible(" ".join(words)), 0, redo)
        line = told[0]
        old, new = change_values(line, face)
        before, after = (old, new) if redo else (new, old)
        place = " ".join(part for part in (visible(line.ref), visible(line.unit)) if part)
        what = f"{place}  {face.words.domain.field(line.field)} {before} > {after}"
        return face.words.screen.undone(what, len(told) - 1, redo)
