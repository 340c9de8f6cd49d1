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


PLAIN = str.maketrans("…“”„‘’–—−×·•→←↑↓‹›«»⌄␛␀⟨⟩", '~"""\'\'---x..><^v<><>v^0<>')
"""Signs of ours with an ASCII one for each, cell for cell; those of dashes and quotation marks are in titles too."""
_ELLIPSES = (("……", ".."), (" …", ".."))
"""Where there are two cells, what goes on or was left out is said as people type it; a lone `~` ends what was cut."""


@lru_cache(4096)
def plain_signs(text: str) -> str:
    """A text without signs that a terminal may not have, or may draw wider than they are; as wide as it was.

    Args:
        text: of ours or foreign: the letters of any language stay.
    """
    for sign, stand_in in _ELLIPSES:
        text = text.replace(sign, stand_in)
    return text.translate(PLAIN)


class PlainSigns(LineFilter):
    """Draws with ASCII signs only, as --ascii asks: also what words and widgets bring along."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """A line in plain signs.

        Args:
            segments: the line.
            background: what it is drawn on.
        """
        return [
            segment if segment.text.isascii() else Segment(plain_signs(segment.text), segment.style, segment.control)
            for segment in segments
        ]
