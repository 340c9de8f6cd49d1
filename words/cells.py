"""How wide a text is in a terminal, and lines of that width: a Chinese character takes two cells (TRAPS, "Drawing").

For what is printed; the screens measure with the tables of their own library.
"""

from __future__ import annotations

import re
from unicodedata import combining, east_asian_width

from words.visible import visible

_KNOWN: dict[str, int] = {}
"""Widths of texts measured before: units and titles come again and again."""
_CLOSING = "，。、；：！？）》”’"
"""What never begins a line."""


def cells(text: str) -> int:
    """How many cells a text takes in a terminal."""
    if text.isascii():
        return len(text)
    width = _KNOWN.get(text)
    if width is None:
        width = _KNOWN[text] = sum(map(_cell, text))
    return width


def _cell(char: str) -> int:
    """Two cells for a wide character, none for a combining one."""
    return 2 if east_asian_width(char) in "WF" else 0 if combining(char) else 1


def lines(text: str, width: int) -> list[str]:
    """A foreign text in lines of at most `width` cells: between words where there are any, else between characters."""
    found, line, room = [], "", width
    for word in re.findall(rf"[!-~]+ ?|.[{_CLOSING}]*", visible(text.strip())):
        if cells(word.rstrip()) > room and line:
            found.append(line.rstrip())
            line, room = "", width
        while cells(word.rstrip()) > width:
            kept = next(n for n in range(len(word), 0, -1) if cells(word[:n]) <= width or n == 1)
            found.append(word[:kept])
            word = word[kept:]
        line += word
        room -= cells(word)
    return [*found, line.rstrip()] if line or not found else found
