"""The command palette: every action, and a jump to any plan, task or unit; letters in order find a name."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from store.errors import StoreError
from store.queries.jumping import EXACT, INSIDE, PREFIX
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
    fit: int = INSIDE
    """How well it fits what was typed, where the store found it (see store.queries.jumping)."""


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


More = Callable[[str], Awaitable[Sequence[Entry]]]
"""What else is found, by what was typed."""


def merge(found: Sequence[Entry], more: Sequence[Entry], typed: str) -> list[Entry]:
    """What was found here and in the store, the best first; among equals, what was found here."""
    wanted = typed.strip().casefold()

    def fit(entry: Entry) -> int:
        names = [entry.name.casefold(), *entry.also.casefold().split()]
        if wanted in names:
            return EXACT
        if any(name.startswith(wanted) for name in names):
            return PREFIX
        return INSIDE if any(wanted in name for name in names) else INSIDE + 1

    ranked = [*((fit(entry), entry) for entry in found), *((entry.fit, entry) for entry in more)]
    return [entry for _, entry in sorted(ranked, key=lambda pair: pair[0])][:SHOWN]


class Search(Dialog[str]):
    """Type to find; the answer is the id of an entry."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *Dialog.BINDINGS,
        Binding("down,ctrl+n", "move(1)", show=False),
        Binding("up,ctrl+p", "move(-1)", show=False),
        Binding("pagedown", "move(10)", show=False),
        Binding("pageup", "move(-10)", show=False),
    ]

    def __init__(self, face: Face, title: str, entries: Sequence[Entry], more: More | None = None) -> None:
        super().__init__(face, title, face.words.screen.hint("search"))
        self.entries = tuple(entries)
        self._more = more
        self._shown: str | None = None
        """The text that the list answers to; None before the first answer."""
        self._chosen = False
        """True where a row was asked for before the list answered to what was typed."""

    def body(self) -> ComposeResult:
        """The text and the finds."""
        yield TextLine(id="find")
        yield Options(self.face, "options")

    def on_mount(self) -> None:
        """Show everything; the text has the focus."""
        lines = self.query_one(Options)
        lines.active = True
        self._show("")
        self.fit()
        self.query_one(Input).focus()

    def fit(self) -> None:
        """Always the same height, whatever was found."""
        self.query_one(Options).styles.height = min(self.lines_left(10), 18)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._chosen = False
        self._show(event.value)

    def _show(self, typed: str) -> None:
        """Show what fits; what the store finds joins it, and what was there stays until then."""
        found = find(self.entries, typed)
        if self._more is None:
            self._list(typed, found)
            return
        if self._shown is None:
            self.query_one(Options).set_rows([_option(entry) for entry in found])
        self.run_worker(self._ask(typed, found, self._more), group="find", exclusive=True)

    async def _ask(self, typed: str, found: Sequence[Entry], more: More) -> None:
        try:
            also = await more(typed)
        except StoreError:  # the screen below says what is wrong with the store; actions work on
            also = ()
        self._list(typed, merge(found, also, typed) if typed.strip() else [*found, *also][:SHOWN])

    def _list(self, typed: str, entries: Sequence[Entry]) -> None:
        lines = self.query_one(Options)
        lines.cursor = lines.top = 0
        lines.why_empty = (self.face.words.screen.empty("palette"),)
        lines.set_rows([])
        lines.set_rows([_option(entry) for entry in entries])
        self._shown = typed
        if self._chosen:
            self.action_choose()

    def action_move(self, step: int) -> None:
        """Move the cursor."""
        self.query_one(Options).move(step)

    @on(Input.Submitted)
    def action_choose(self) -> None:
        """Take the row under the cursor."""
        self._chosen = self._shown != self.query_one(Input).value
        row = self.query_one(Options).current
        if row is not None and not self._chosen:
            self.dismiss(row.id)

    def on_row_opened(self) -> None:
        """A double click takes a row."""
        self.action_choose()


def _option(entry: Entry) -> Option:
    name = Piece(entry.name, "text" if entry.possible else "dim")
    return Option(entry.id, (name,), end=Piece(entry.kind, "accent" if entry.possible else "dim"))
