"""A dialog of a few fields: texts and picks, with a line that says how they are read, or why they are refused."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from store.errors import StoreError
from tui.looks import Face
from tui.screens.dialog import Confirm, Dialog, Line
from tui.screens.textline import TextLine
from tui.text import Ink, Piece, cells, wrap
from words.said import say_error

Values = dict[str, str]


class CalledOff(Exception):
    """Whoever was asked before a save said no: the form stays as typed, and nothing is refused."""


class Field(NamedTuple):
    """One field: a text, or a pick where there are options."""

    id: str
    label: str
    value: str = ""
    options: tuple[tuple[str, str], ...] = ()
    """(id, what is shown) of each choice."""


class Pick(Widget, can_focus=True):
    """One of a few choices on one line; left and right change it."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h,up,k", "step(-1)", show=False),
        Binding("right,l,down,j,space", "step(1)", show=False),
    ]

    class Changed(Message):
        """Another choice."""

    def __init__(self, face: Face, field: Field) -> None:
        super().__init__(id=f"field-{field.id}")
        self.face = face
        self.options = field.options
        self.at = next((i for i, (id, _) in enumerate(field.options) if id == field.value), 0)

    @property
    def value(self) -> str:
        """The id of the choice."""
        return self.options[self.at][0] if self.options else ""

    def action_step(self, step: int) -> None:
        """The next choice."""
        self.at = (self.at + step) % max(len(self.options), 1)
        self.refresh()
        self.post_message(self.Changed())

    def on_click(self) -> None:
        """A click takes the next choice."""
        self.action_step(1)

    def render_line(self, y: int) -> Strip:
        """All choices where they fit, with the chosen one marked; else that one alone."""
        ink, ground = Ink(self.size.width), "here" if self.has_focus else "page"
        shown = sum(cells(label) + 3 for _, label in self.options) <= self.size.width
        for index, (_, label) in enumerate(self.options if y == 0 else ()):
            here = index == self.at
            if shown or here:
                signs = self.face.pick("‹›", "<>") if here else "  "
                ink.put(signs[0], "accent!").put(label, "text!" if here else "dim").put(signs[1], "accent!").put(" ")
        style = self.face.look.style
        return Strip([Segment(piece.text, style(piece.tone, ground)) for piece in ink.done()])

    def on_focus(self) -> None:
        """Show the focus."""
        self.refresh()

    def on_blur(self) -> None:
        """Show that it is gone."""
        self.refresh()


class Form(Dialog[bool]):
    """Fields, a line that says how they are read, and a save that may be refused: the form then stays as typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *Dialog.BINDINGS,
        Binding("enter", "save", show=False),
        Binding("tab,down", "app.focus_next", show=False),
        Binding("shift+tab,up", "app.focus_previous", show=False),
    ]

    def __init__(
        self,
        face: Face,
        title: str,
        fields: Sequence[Field],
        save: Callable[[Values], Awaitable[None]],
        preview: Callable[[Values], Piece] | None = None,
        about: str = "",
        hint: str = "form",
    ) -> None:
        super().__init__(face, title, face.words.screen.hint(hint))
        self.fields = tuple(fields)
        self.save = save
        self.preview = preview
        self.about = about
        self._saving = False

    def body(self) -> ComposeResult:
        """What it is about, the fields, how they are read."""
        if self.about:
            yield Line(self.face, [Piece(f" {self.about}", "dim")])
        for field in self.fields:
            with Horizontal(classes="field"):
                yield Line(self.face, [Piece(f" {field.label[:1].upper()}{field.label[1:]}")])
                if field.options:
                    yield Pick(self.face, field)
                else:
                    yield TextLine(field.value, id=f"field-{field.id}")
        yield Line(self.face, (), id="says")
        yield Line(self.face, (), id="says-more")

    def on_mount(self) -> None:
        """The first text has the focus."""
        first = self.query("Input, Pick").first(Widget)
        first.focus()
        self._show_preview()

    @property
    def values(self) -> Values:
        """What is typed and picked now."""
        found: Values = {}
        for field in self.fields:
            widget = self.get_widget_by_id(f"field-{field.id}")
            assert isinstance(widget, (TextLine, Pick))
            found[field.id] = widget.text if isinstance(widget, TextLine) else widget.value
        return found

    @on(Input.Changed)
    @on(Pick.Changed)
    def _show_preview(self) -> None:
        if self.preview is not None:
            self.say(self.preview(self.values))
        else:
            self.say(Piece(""))

    def say(self, piece: Piece) -> None:
        """A sentence under the fields, on two lines at most."""
        width = min(self.size.width - 4, 74)
        lines = [*wrap(piece.text, width)[:2], "", ""]
        self.get_widget_by_id("says", Line).show(Piece(" " + lines[0], piece.tone))
        self.get_widget_by_id("says-more", Line).show(Piece(" " + lines[1], piece.tone))

    def action_leave(self) -> None:
        """Leave without an answer; where something was typed, ask first."""
        if all(self.values[field.id] == field.value for field in self.fields if not field.options):
            super().action_leave()
            return

        def answered(answer: str | None) -> None:
            if answer == "yes":
                self.dismiss(None)

        self.app.push_screen(Confirm(self.face, self.face.words.reports.say("leave")), answered)

    @on(Input.Submitted)
    def action_save(self) -> None:
        """Save; what is refused is said, and nothing typed is lost."""
        if not self._saving:
            self._saving = True
            self.run_worker(self._save(), group="save")

    async def _save(self) -> None:
        try:
            await self.save(self.values)
        except CalledOff:
            pass
        except StoreError as error:
            self.say(Piece(say_error(self.face.words, error.kind, error.facts), "red"))
        else:
            self.dismiss(True)
        finally:
            self._saving = False
