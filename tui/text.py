"""Foreign text on a terminal: made visible, measured in cells, cut and filled to columns (never by len()).

Control characters and bidi overrides would let a document steer the terminal or hide words: each is shown as a sign of
its own. Nothing here knows Textual.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len

from words.visible import visible as made_visible

ELLIPSIS = "…"
MOST = 20_000
"""Characters of a text that are laid out in lines: more than any paragraph has. `duban show` prints all of it."""
SHORT = 200
"""Characters up to which what was made of a text is kept for the next time."""
_STORM = re.compile("([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{3})"
                    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")  # fmt: skip


class Piece(NamedTuple):
    """A run of text in one tone (tui.looks.TONES); what every drawing function returns."""

    text: str
    tone: str = "text"
    act: str = ""
    """The action of tui.keys that a click on it does."""


Pieces = tuple[Piece, ...]


def visible(text: str) -> str:
    """One line of foreign text with everything in it visible and nothing in it able to steer the terminal.

    Besides what `words.visible` does, a storm of combining marks is calmed: it would draw over other lines.
    """
    if text.isascii() and text.isprintable():
        return text
    return _seen(text) if len(text) <= SHORT else _calmed(text)


def _calmed(text: str) -> str:
    return _STORM.sub(r"\1", made_visible(text))


_seen = lru_cache(4096)(_calmed)
"""Names and titles come again on every repaint."""


def cells(text: str) -> int:
    """How many terminal cells a visible text takes."""
    return len(text) if text.isascii() else cell_len(text)


def cut(text: str, width: int, mark: str = ELLIPSIS) -> str:
    """A text cut to at most `width` cells; what was cut is said by `…`."""
    if width <= 0:
        return ""
    text = visible(text[: width * 8 + 64])
    if cells(text) <= width:
        return text
    room, kept = width - cells(mark), 0
    for char in text:
        size = cells(char)
        if size > room:
            break
        room -= size
        kept += 1
    return text[:kept] + mark if width >= cells(mark) else mark[:width]


def fit(text: str, width: int, right: bool = False) -> str:
    """A text of exactly `width` cells: cut, then filled with spaces on the right (or on the left)."""
    text = cut(text, width)
    gap = " " * (width - cells(text))
    return gap + text if right else text + gap


def wrap(text: str, width: int) -> list[str]:
    """A paragraph in lines of at most `width` cells: between words where there are any, else between characters."""
    lines: list[str] = []
    for paragraph in text[:MOST].splitlines() or [""]:
        lines.extend(_wrap_one(visible(paragraph.strip()), max(width, 2)))
    return lines if len(text) <= MOST else [*lines, ELLIPSIS]


def _wrap_one(text: str, width: int) -> list[str]:
    """One paragraph without line breaks, in lines."""
    lines, line, room = [], "", width
    for word in re.findall(r"[!-~]+ ?|.", text):
        size = cells(word.rstrip())
        if size > room and line:
            lines.append(line.rstrip())
            line, room = "", width
        while size > width:
            lines.append(word[:width])
            word, size = word[width:], size - width
        line += word
        room -= cells(word)
    return [*lines, line.rstrip()]


def short_day(day: date, as_of: date) -> str:
    """MM-DD, or with its year where that is another than the screen's."""
    return day.strftime("%m-%d") if day.year == as_of.year else day.isoformat()


class Ink:
    """Draws one line piece by piece and knows how many cells are left of it."""

    def __init__(self, width: int) -> None:
        self.left = width
        self._pieces: list[Piece] = []

    def put(
        self, text: str, tone: str = "text", act: str = "", *, width: int | None = None, right: bool = False
    ) -> Ink:
        """Add a text; with `width` it fills exactly that column; never more than what is left."""
        wanted = self.left if width is None else min(width, self.left)
        text = cut(text, wanted) if width is None else fit(text, wanted, right)
        if text:
            self._pieces.append(Piece(text, tone, act))
            self.left -= cells(text)
            if self.left == 1 and text.endswith(ELLIPSIS):  # a wide sign had no room: nothing is begun behind the cut
                self._pieces.append(Piece(" "))
                self.left = 0
        return self

    def put_if(self, text: str, tone: str = "text", gap: int = 2) -> bool:
        """Add a text after a gap, if all of it fits; say whether it did."""
        fits = cells(visible(text)) + gap <= self.left
        if fits:
            self.put(" " * gap).put(text, tone)
        return fits

    def to_right(self, text: str, tone: str = "text") -> Ink:
        """Add a text that ends at the right edge."""
        size = min(cells(visible(text)), self.left)
        return self.put("", width=self.left - size).put(text, tone, width=size)

    def done(self) -> Pieces:
        """The pieces, filled to the whole width."""
        if self.left > 0:
            self.put("", width=self.left)
        return tuple(self._pieces)


def plain(pieces: Pieces) -> str:
    """The text of a drawn line, for tests and copies."""
    return "".join(piece.text for piece in pieces)
