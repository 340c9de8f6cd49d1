"""One screen for a store that can no longer be used: what happened, what is safe, which backup, and its keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from store.errors import StoreError
from tui.looks import Face
from tui.messages import RetryAsked
from tui.text import Ink, wrap
from words.said import say_error


class Sentences(Widget, can_focus=False):
    """A title, some paragraphs and the keys, down the whole screen. Text, never markup."""

    ALLOW_SELECT = True

    def __init__(self, face: Face, sentences: Sequence[str]) -> None:
        super().__init__(id="sentences")
        self.face = face
        self.sentences = tuple(sentences)

    def say(self, *sentences: str) -> None:
        """Say this from now on."""
        self.sentences = sentences
        self.refresh()

    def lines(self) -> list[tuple[str, str]]:
        """Each line with its tone: the first paragraph is the trouble, the last the keys."""
        found = [("", "text")]
        for at, sentence in enumerate(self.sentences):
            tone = "red" if at == 0 else "dim" if at == len(self.sentences) - 1 else "text"
            found += [(line, tone) for line in wrap(sentence, self.size.width - 4)]
            found.append(("", "text"))
        return found

    def render_line(self, y: int) -> Strip:
        """One line."""
        lines = self.lines()
        text, tone = lines[y] if y < len(lines) else ("", "text")
        style = self.face.look.style
        pieces = Ink(self.size.width).put("  ").put(text, tone).done()
        return Strip([Segment(piece.text, style(piece.tone, "page")) for piece in pieces])


class TroubleScreen(Screen[None], inherit_bindings=False):
    """Stands over everything until the store can be used again, or the program is left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r,enter", "retry", show=False),
        Binding("escape", "back", show=False),
        Binding("q,ctrl+c,ctrl+q", "quit", show=False),
    ]
    AUTO_FOCUS = ""

    def __init__(self, face: Face, error: StoreError) -> None:
        super().__init__()
        self.face = face
        self._error, self._advice = error, ""

    def compose(self) -> ComposeResult:
        """The sentences."""
        yield Sentences(self.face, self._sentences())

    def is_about(self, error: StoreError) -> bool:
        """Whether this trouble is the one that is said."""
        return (error.kind, error.facts) == (self._error.kind, self._error.facts)

    def say(self, error: StoreError, advice: str = "") -> None:
        """Say what is the trouble now, and what to go back to where that is known."""
        self._error, self._advice = error, advice
        for sentences in self.query(Sentences):  # none yet before the first paint
            sentences.say(*self._sentences())

    def _sentences(self) -> tuple[str, ...]:
        words = self.face.words
        said = say_error(words, self._error.kind, self._error.facts)
        return tuple(text for text in (said, self._advice, words.screen.hint("trouble")) if text)

    def action_retry(self) -> None:
        """Try whether the store can be used again."""
        self.post_message(RetryAsked())

    def action_back(self) -> None:
        """Look at what was shown last; what cannot be read comes back here by itself."""
        self.dismiss()

    async def action_quit(self) -> None:
        """Leave the program."""
        self.app.exit(0)
