"""Columns of text that line up by cells: Chinese is two cells wide (TRAPS, "Drawing")."""

from __future__ import annotations

from collections.abc import Sequence

from words.cells import cells as cells
from words.visible import visible


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
