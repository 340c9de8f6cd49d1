"""Undo and redo: my last command, or any one of the history; what was taken back is said in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from store.queries.history import command_line
from store.queries.turned import Turned, turned
from store.reader import Reader
from store.shapes import ChangeLine, CommandLine, Undone
from tui.history import UNFOLDED, is_last
from tui.panes.changes import told
from tui.panes.detail import change_values
from tui.screens.dialog import Confirm
from tui.text import Piece, Pieces, visible
from tui.turned import said_rows

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

        self.screen.write(lambda: self._give(job, redo))

    def one(self, line: CommandLine, redo: bool) -> None:
        """Take back (or do again) this command, whoever gave it; asked where others, or later ones, are concerned."""
        self.screen.do(self._ask(line, redo), "open", exclusive=True)

    async def _ask(self, line: CommandLine, redo: bool) -> None:
        screen = self.screen

        def job(reader: Reader) -> tuple[CommandLine, Turned, bool]:
            meant = (command_line(reader, line.target) if line.target else None) or line
            return meant, turned(reader, meant.id, UNFOLDED), is_last(reader, meant.id)

        meant, found, last = await screen.desk.read(job)
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

        about = told_pieces(meant, found, redo, screen.face)
        screen.app.push_screen(Confirm(screen.face, question, about), answered)

    def _turn(self, command: int, redo: bool) -> None:
        def job(writer: Writer) -> Undone:
            from store.commands import undo as commands

            who = self.screen.desk.who("redo" if redo else "undo")
            return (commands.redo_command if redo else commands.undo_command)(writer, who, command)

        self.screen.write(lambda: self._give(job, redo))

    async def _give(self, give: Callable[[Writer], Undone], redo: bool) -> None:
        """Undo or redo, and say what that did."""
        screen = self.screen

        def job(writer: Writer, reader: Reader) -> tuple[CommandLine | None, Turned]:
            back = give(writer)
            return command_line(reader, back.command), turned(reader, back.target, UNFOLDED)

        line, found = await screen.desk.write(job)
        if line is not None:
            screen.tell(self._undone(line, found, redo))
        screen.settle()

    def _undone(self, line: CommandLine, found: Turned, redo: bool) -> str:
        """What an undo or redo did: the first thing by name, and how many more."""
        says, known = self.screen.face.words.screen, _told(found, redo, self.screen.face)
        if not known:
            return says.undone(says.given(tuple(visible(word) for word in line.words)), 0, redo)
        return says.undone(known[0], max(len(known), line.size if line.size > UNFOLDED else 0) - 1, redo)


def _told(found: Turned, redo: bool, face: Face) -> tuple[str, ...]:
    """What a command brought and ended, then what it changed."""
    changes = told([line for line, _ in found.changes])
    return (*said_rows(face.words, found, redo), *(_turned(line, redo, face) for line in changes))


def _turned(line: ChangeLine, redo: bool, face: Face) -> str:
    """One change as its undo or redo turns it: place, field, what is and what will be."""
    old, new = change_values(line, face)
    before, after = (old, new) if redo else (new, old)
    place = " ".join(part for part in (visible(line.ref), visible(line.unit)) if part)
    return f"{place}  {face.words.domain.field(line.field)} {before} > {after}"


def told_pieces(line: CommandLine, found: Turned, redo: bool, face: Face) -> tuple[Pieces, ...]:
    """What an undo or redo is about to do, a line each; the rest is counted."""
    known = _told(found, redo, face)
    if not known:
        return ((Piece(f" {face.words.screen.given(tuple(visible(word) for word in line.words))}"),),)
    lines = tuple((Piece(f" {text}"),) for text in known[:MOST_ASKED])
    more = (line.size if line.size > UNFOLDED else len(known)) - MOST_ASKED
    return (*lines, (Piece(f" {face.words.domain.more(more)}", "dim"),)) if more > 0 else lines
