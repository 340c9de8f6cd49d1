"""The line in which text is typed or pasted: what is foreign in it is shown as text, and never sent to the terminal."""

from __future__ import annotations

from textual import events
from textual.widgets import Input

from words.visible import visible

MOST = 20_000
"""Characters of a text that are shown and taken from the clipboard; a field is a line, not a page."""


class TextLine(Input):
    """An Input that draws no control character, takes all lines of what is pasted, and gives back what it was given.

    Textual's own draws the text as it is, and of several pasted lines takes the first.
    """

    def __init__(self, value: str = "", *, id: str | None = None) -> None:
        self._given = value
        self._shown = visible(value[:MOST])
        super().__init__(self._shown, id=id, select_on_focus=False)

    @property
    def text(self) -> str:
        """What is typed; a text that was not touched is the one that was given, unseen characters and all."""
        return self._given if self.value == self._shown else self.value

    def _on_paste(self, event: events.Paste) -> None:
        """Every line of it, one after the other, in visible signs."""
        event.prevent_default()
        event.stop()
        line = visible(" ".join(event.text.split("\n"))[:MOST]).strip()
        if self.selection.is_empty:
            self.insert_text_at_cursor(line)
        else:
            self.replace(line, *self.selection)
