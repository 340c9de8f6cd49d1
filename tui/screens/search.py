"""The command palette: every action, and a jump to any plan, task or unit; letters in order find a name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from tui.looks import Face
from tui.screens.dialog import Dialog, Option, Options
from tui.screens.textline import TextLine
from tui.text import Piece

SHOWN = 200
"""How many finds are listed."""


class Entry(NamedTuple):
    """Something to be found."""

    id: str
    name: str
    kind: str
    """What is said at its side: keys, or plan, task, unit."""
    also: str = ""
    """Other text that finds it."""
    possible: bool = True


def score(entry: Entry, wanted: str) -> int | None:
    """How well an entry fits, smaller is better; None where it does not.

    Args:
        entry: the entry.
        wanted: case-folded text as typed; its letters must occur in this order.
    """
    name, also = entry.name.casefold(), entry.also.casefold()
    for place, text in enumerate((name, also)):
        at = text.find(wanted)
        if at >= 0:
            return place * 100 + min(at, 99)
    letters = iter(name)
    return 300 + len(name) if all(letter in letters for letter in wanted if letter != " ") else None


def find(entries: Sequence[Entry], typed: str) -> list[Entry]:
    """The entries that fit what was typed, the best first; all of them while nothing is typed."""
    wanted = typed.strip().casefold()
    if not wanted:
        return list(entries[:SHOWN])
    scored = [(fit, index) for index, entry in enumerate(entries) if (fit := score(entry, wanted)) is not None]
    return [entries[index] for _, index in sorted(scored)[:SHOWN]]


class Search(Dialog[str]):
    """Type to find; the answer is the id of an entry."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *Dialog.BINDINGS,
        Binding("down,ctrl+n", "move(1)", show=False),
        Binding("up,ctrl+p", "move(-1)", show=False),
        Binding("pagedown", "move(10)", show=False),
        Binding("pageup", "move(-10)", show=False),
    ]

    def __init__(self, face: Face, title: str, entries: Sequence[Entry]) -> None:
        super().__init__(face, title, face.words.screen.hint("search"))
        self.entries = tuple(entries)

    def body(self) -> ComposeResult:
        """The text and the finds."""
        yield TextLine(id="find")
        yield Options(self.face, "options")

    def on_mount(self) -> None:
        """Show everything; the text has the focus."""
        lines = self.query_one(Options)
        lines.styles.height = max(min(self.app.size.height - 10, 18), 4)
        lines.active = True
        self._show("")
        self.query_one(Input).focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._show(event.value)

    def _show(self, typed: str) -> None:
        lines = self.query_one(Options)
        lines.cursor = lines.top = 0
        lines.set_rows([])
        lines.set_rows([_option(entry) for entry in find(self.entries, typed)])

    def action_move(self, step: int) -> None:
        """Move the cursor."""
        self.query_one(Options).move(step)

    @on(Input.Submitted)
    def action_choose(self) -> None:
        """Take the row under the cursor."""
        row = self.query_one(Options).current
        if row is not None:
            self.dismiss(row.id)

    def on_row_opened(self) -> None:
        """A double click takes a row."""
        self.action_choose()


def _option(entry: Entry) -> Option:
    name = Piece(entry.name, "text" if entry.possible else "dim")
    return Option(entry.id, (name, Piece("  "), Piece(entry.kind, "accent" if entry.possible else "dim")))
