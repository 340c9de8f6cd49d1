"""What is done to every line before it reaches the terminal, whoever drew it: ours, or a widget of Textual."""

from __future__ import annotations

from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter


@lru_cache(1024)
def _without_colours(style: Style) -> Style:
    """What is bold, underlined or in reverse stays so; and so does what the mouse asks a style for."""
    return style.without_color + Style(meta=style.meta) if style.meta else style.without_color


class NoColours(LineFilter):
    """Sends no colour at all, as NO_COLOR asks.

    Textual's own makes greys of the colours, or names those of the terminal: both are codes of colours.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """A line without colours.

        Args:
            segments: the line.
            background: what it is drawn on.
        """
        bare = _without_colours
        return [Segment(text, bare(style) if style else None, None) for text, style, _ in segments]
