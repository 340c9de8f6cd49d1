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
    if not rows:
        return ""
    *columns, last = zip(*rows, strict=True)
    drawn = [_column(column, index in right) for index, column in enumerate(columns)]
    free = {cell: cell if cell.isprintable() else visible(cell) for cell in set(last)}
    filled = [map(known.__getitem__, column) for known, column in zip(drawn, columns, strict=True)]
    return "".join("  ".join(line).rstrip() + "\n" for line in zip(*filled, map(free.__getitem__, last), strict=True))


def _column(values: Sequence[str], right: bool) -> dict[str, str]:
    """Each of a column's values as it is shown, all equally wide: most come again and again."""
    shown = {value: value if value.isprintable() else visible(value) for value in set(values)}
    width = max(map(cells, shown.values()))
    return {value: pad(text, width, right) for value, text in shown.items()}
