"""What all dialogs share: a box with a title, a body and the keys on its last line; and lists to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Generic, NamedTuple, TypeVar

from rich.segment import Segment
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widget import Widget

from tui.looks import Face
from tui.panes.lines import Lines
from tui.screens.still import Still
from tui.text import Ink, Piece, Pieces, cells, cut

Answer = TypeVar("Answer")


class Line(Widget, can_focus=False):
    """One line of text in a dialog; foreign text is drawn as text."""

    ALLOW_SELECT = False

    def __init__(self, face: Face, pieces: Sequence[Piece], id: str | None = None, ground: str = "pop") -> None:
        super().__init__(id=id)
        self.face = face
        self.pieces = tuple(pieces)
        self.ground = ground

    def show(self, *pieces: Piece) -> None:
        """Draw this from now on."""
        self.pieces = pieces
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line."""
        ink = Ink(self.size.width)
        for piece in self.pieces if y == 0 else ():
            ink.put(*piece)
        style = self.face.look.style
        return Strip([Segment(piece.text, style(piece.tone, self.ground)) for piece in ink.done()])


GAP = 2
"""Cells before what stands behind the rest of a row."""
LOW = 16
"""Lines below which a dialog leaves nothing empty."""


class Dialog(Still[Answer], ModalScreen[Answer], Generic[Answer], inherit_bindings=False):
    """A box over the screen. `esc` leaves it without an answer."""

    CSS_PATH = "dialog.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (LOW, "-high")]  # noqa: RUF012 - as Textual declares it
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("ctrl+c", "leave", show=False),
    ]

    def __init__(self, face: Face, title: str, hint: str) -> None:
        super().__init__()
        self.face = face
        self.headline = title
        self.hint = hint

    def compose(self) -> ComposeResult:
        """Title, body, hint."""
        with Vertical(id="box"):
            yield Line(self.face, [Piece(f" {self.headline}", "accent!")], id="headline", ground="title")
            yield from self.body()
            yield Line(self.face, [Piece(f" {self.hint}", "dim")], id="hint")

    def body(self) -> ComposeResult:
        """What the box holds."""
        raise NotImplementedError

    def on_resize(self) -> None:
        """Another size: the list takes the lines that are left."""
        self.fit()

    def fit(self) -> None:
        """Give what can be of any height the lines that the screen has for it now."""

    def lines_left(self, around: int) -> int:
        """How many lines of the screen a list may take, with so many around the dialog and its list."""
        height = self.app.size.height
        if height >= LOW:
            return max(height - around, 4)
        others = sum(line.display for line in self.query("#box > Line, #box > Input, #box > .field"))
        return max(height - others, 1)

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Leave with an answer; a key that comes behind the one that left says nothing more."""
        return super().dismiss(result) if self.is_current else AwaitComplete()

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)


class Option(NamedTuple):
    """One thing to choose."""

    id: str
    pieces: Pieces
    key: str = ""
    """A letter that chooses it at once."""
    end: Piece = Piece("")
    """What stands behind the rest and stays whole: the rest gives way first."""


class Options(Lines):
    """The list of a dialog: rows only; the dialog has a title."""

    heads = 0
    paper = "pop"
    why_empty: Sequence[str] = ()

    def key_of(self, row: Option) -> object:
        """Its id."""
        return row.id

    def draw_row(self, row: Option, width: int) -> Pieces:
        """The letter, then what was drawn before."""
        ink = Ink(width)
        if row.key:
            ink.put(row.key, "accent!").put("  ")
        end = row.end._replace(text=cut(row.end.text, ink.left // 2))
        room = ink.left - cells(end.text) - GAP if end.text else ink.left
        for piece in row.pieces:
            text = cut(piece.text, room)
            room -= cells(text)
            ink.put(text, *piece[1:])
        if end.text:
            ink.put(" " * GAP).put(*end)
        return ink.done()

    def empty_lines(self) -> Sequence[str]:
        """Why there is nothing to choose from."""
        return self.why_empty


class Choose(Dialog[str]):
    """One of several; the answer is its id."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *Dialog.BINDINGS,
        Binding("j,down", "move(1)", show=False),
        Binding("k,up", "move(-1)", show=False),
        Binding("pagedown,ctrl+d", "move(10)", show=False),
        Binding("pageup,ctrl+u", "move(-10)", show=False),
        Binding("g,home", "move(-100000)", show=False),
        Binding("G,end", "move(100000)", show=False),
        Binding("enter,space", "choose", show=False),
        Binding("q", "leave", show=False),
    ]

    def __init__(self, face: Face, title: str, options: Sequence[Option], start: str = "", hint: str = "") -> None:
        super().__init__(face, title, hint or face.words.screen.hint("choose"))
        self.options = tuple(options)
        self.start = start

    def body(self) -> ComposeResult:
        """The list."""
        yield Options(self.face, "options")

    def on_mount(self) -> None:
        """Show the options with the cursor on the one to start from."""
        lines = self.query_one(Options)
        lines.cursor = next((i for i, option in enumerate(self.options) if option.id == self.start), 0)
        lines.active = True
        lines.set_rows(self.options)
        self.fit()

    def fit(self) -> None:
        """As many options as there is room for."""
        self.query_one(Options).styles.height = min(len(self.options), self.lines_left(8))

    def key_pressed(self, key: str) -> None:
        """A letter chooses at once."""
        for option in self.options:
            if option.key == key:
                self.dismiss(option.id)

    def action_move(self, step: int) -> None:
        """Move the cursor."""
        self.query_one(Options).move(step)

    def action_choose(self) -> None:
        """Take the row under the cursor."""
        row = self.query_one(Options).current
        if row is not None:
            self.dismiss(row.id)

    def on_row_opened(self) -> None:
        """A double click takes a row."""
        self.action_choose()

    def on_key(self, event: object) -> None:
        """Letters of the options come before the keys that move."""
        from textual.events import Key

        assert isinstance(event, Key)
        if event.character and any(option.key == event.character for option in self.options):
            event.stop()
            event.prevent_default()
            self.key_pressed(event.character)


class Confirm(Choose):
    """Yes or no; the answer is `yes` or `no`."""

    def __init__(self, face: Face, question: str, about: Sequence[Pieces] = ()) -> None:
        """Ask.

        Args:
            face: what to draw with.
            question: in one line.
            about: lines that say what a yes would do.
        """
        says = face.words.screen
        self.about = tuple(about)
        options = [
            Option("yes", (Piece(says.say("yes")),), "y"),
            Option("no", (Piece(says.say("no")),), "n"),
        ]
        super().__init__(face, question, options, "no", says.hint("confirm"))

    def body(self) -> ComposeResult:
        """What a yes would do, then the choice."""
        for line in self.about:
            yield Line(self.face, line)
        if self.about:
            yield Line(self.face, ())
        yield from super().body()


class Text(Choose):
    """Lines to read; any key that chooses closes it."""

    def __init__(self, face: Face, title: str, lines: Sequence[Pieces]) -> None:
        options = [Option(str(index), line) for index, line in enumerate(lines)]
        super().__init__(face, title, options, hint=face.words.screen.hint("help"))

    def body(self) -> ComposeResult:
        """Lines without a cursor."""
        yield ReadOnly(self.face, "options")


class ReadOnly(Options):
    """Lines that only scroll."""

    has_cursor = False
