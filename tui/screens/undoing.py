"""Undo and redo: my last command, or any one of the history; what was taken back is said in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from store.queries.history import command_line
from store.reader import Reader
from store.shapes import ChangeLine, CommandLine, Undone
from tui.history import UNFOLDED, changes_of, is_last
from tui.panes.changes import told
from tui.panes.detail import change_values
from tui.screens.dialog import Confirm
from tui.text import Piece, Pieces, visible

if TYPE_CHECKING:
    from store.writer import Writer
    from tui.looks import Face
    from tui.screens.base import BaseScreen

MOST_ASKED = 8
"""How many changes are named before a command is undone; the rest is counted."""


class Undoing:
    """The keys that take back and do again."""

    def __init__(self, screen: BaseScreen) -> None:
        self.screen = screen

    def last(self, redo: bool) -> None:
        """Take back (or do again) this person's last command."""

        def job(writer: Writer) -> Undone:
            from store.commands import undo as commands

            who = self.screen.desk.who("redo" if redo else "undo")
            (back,) = (commands.redo if redo else commands.undo)(writer, who)
            return back

        self.screen.do(self._give(job, redo), "write")

    def one(self, line: CommandLine, redo: bool) -> None:
        """Take back (or do again) this command, whoever gave it; asked where others, or later ones, are concerned."""
        self.screen.do(self._ask(line, redo), "open", exclusive=True)

    async def _ask(self, line: CommandLine, redo: bool) -> None:
        screen = self.screen

        def job(reader: Reader) -> tuple[CommandLine, tuple[ChangeLine, ...], bool]:
            meant = (command_line(reader, line.target) if line.target else None) or line
            return meant, changes_of(reader, meant), is_last(reader, meant.id)

        meant, changes, last = await screen.desk.read(job)
        mine = meant.by == screen.desk.by and meant.undone_by in ("", screen.desk.by)
        if bool(meant.undone_by) != redo or (
            mine and (redo or last)
        ):  # what cannot be is refused, and said, by the store
            self._turn(meant.id, redo)
            return
        says = screen.face.words.screen
        question = says.ask_redo(meant.id, visible(meant.by)) if redo else says.ask_undo(meant.id, visible(meant.by))

        def answered(answer: str | None) -> None:
            if answer == "yes":
                self._turn(meant.id, redo)

        about = told_pieces(meant, told(changes), redo, screen.face)
        screen.app.push_screen(Confirm(screen.face, question, about), answered)

    def _turn(self, command: int, redo: bool) -> None:
        def job(writer: Writer) -> Undone:
            from store.commands import undo as commands

            who = self.screen.desk.who("redo" if redo else "undo")
            return (commands.redo_command if redo else commands.undo_command)(writer, who, command)

        self.screen.do(self._give(job, redo), "write")

    async def _give(self, give: Callable[[Writer], Undone], redo: bool) -> None:
        """Undo or redo, and say what that did."""
        screen = self.screen

        def job(writer: Writer, reader: Reader) -> CommandLine | None:
            return command_line(reader, give(writer).command)

        line = await screen.desk.write(job)
        if line is not None:
            screen.tell(self._undone(line, redo))
        screen.settle()

    def _undone(self, line: CommandLine, redo: bool) -> str:
        """What an undo or redo did: the first change by name, and how many more."""
        says, known = self.screen.face.words.screen, told(line.changes)
        if not known:
            return says.undone(says.given(tuple(visible(word) for word in line.words)), 0, redo)
        more = len(known) if line.size == len(line.changes) else line.size
        return says.undone(_turned(known[0], redo, self.screen.face), more - 1, redo)


def _turned(line: ChangeLine, redo: bool, face: Face) -> str:
    """One change as its undo or redo turns it: place, field, what is and what will be."""
    old, new = change_values(line, face)
    before, after = (old, new) if redo else (new, old)
    place = " ".join(part for part in (visible(line.ref), visible(line.unit)) if part)
    return f"{place}  {face.words.domain.field(line.field)} {before} > {after}"


def told_pieces(line: CommandLine, changes: tuple[ChangeLine, ...], redo: bool, face: Face) -> tuple[Pieces, ...]:
    """What an undo or redo is about to do, a line each; the rest is counted."""
    if not changes:
        return ((Piece(f" {face.words.screen.given(tuple(visible(word) for word in line.words))}"),),)
    lines = tuple((Piece(f" {_turned(change, redo, face)}"),) for change in changes[:MOST_ASKED])
    more = (line.size if line.size > UNFOLDED else len(changes)) - MOST_ASKED
    return (*lines, (Piece(f" {face.words.domain.more(more)}", "dim"),)) if more > 0 else lines
