"""Columns of text that line up by cells: Chinese is two cells wide (TRAPS, "Drawing")."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import combining, east_asian_width

from words.visible import visible


def cells(text: str) -> int:
    """How many cells a text takes in a terminal."""
    if text.isascii():
        return len(text)
    width = _KNOWN.get(text)
    if width is None:
        width = _KNOWN[text] = sum(map(_cell, text))
    return width


_KNOWN: dict[str, int] = {}
"""Widths of texts measured before: units and titles come again and again."""


def _cell(char: str) -> int:
    """Two cells for a wide character, none for a combining one."""
    return 2 if east_asian_width(char) in "WF" else 0 if combining(char) else 1


def pad(text: str, width: int, right: bool = False) -> str:
    """A text filled up to a width in cells."""
    room = " " * max(0, width - cells(text))
    return room + text if right else text + room


def table(rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> str:
    """Rows as aligned lines; the last column runs free. Foreign text is made visible.

    Args:
        rows: the head first, where there is one.
        right: the columns that align right (numbers).
    """
    shown = [[cell if cell.isprintable() else visible(cell) for cell in row] for row in rows]
    widths = [max(cells(row[i]) for row in shown) for i in range(len(shown[0]))] if shown else []
    lines = []
    for row in shown:
        line = [pad(cell, width, i in right) for i, (cell, width) in enumerate(zip(row[:-1], widths, strict=False))]
        lines.append("  ".join([*line, row[-1]]).rstrip())
    return "\n".join(lines) + "\n" if lines else ""
