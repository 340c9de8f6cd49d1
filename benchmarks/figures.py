"""Figures: medians, the slow end, and the one table that is printed."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from typing import NamedTuple


class Figure(NamedTuple):
    """One line of the table. Times in milliseconds; a ratio is of the two medians."""

    name: str
    times: Sequence[float]
    beside: Sequence[float] = ()
    """The same for the bare app or the bare python, from the same rounds."""
    aim: float | None = None
    aim_is: str = ""
    """`ratio`, `p95` or `median`: which of the numbers the aim is about."""

    @property
    def median(self) -> float:
        """The middle time."""
        return statistics.median(self.times)

    @property
    def p95(self) -> float:
        """The time that 95 of 100 do not exceed."""
        return percentile(self.times, 95)

    @property
    def ratio(self) -> float | None:
        """Median by median; None when nothing was measured beside."""
        return self.median / statistics.median(self.beside) if self.beside else None

    @property
    def met(self) -> str:
        """`met`, `MISSED`, or nothing where there is no aim."""
        value = {"ratio": self.ratio, "median": self.median}.get(self.aim_is, self.p95)
        if self.aim is None or value is None:
            return ""
        return "met" if value <= self.aim else "MISSED"


def percentile(times: Sequence[float], percent: float) -> float:
    """The smallest of `times` that `percent` of them do not exceed."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, round(len(ordered) * percent / 100 + 0.5) - 1)]


def table(figures: Sequence[Figure]) -> str:
    """All figures as plain text."""
    head = ("", "median ms", "p95 ms", "beside ms", "ratio", "n", "aim", "")
    rows = [head, *(_row(figure) for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    lines = (
        "  ".join(cell.ljust(width) if not column else cell.rjust(width) for column, (cell, width) in enumerate(cells))
        for cells in (list(zip(row, widths, strict=True)) for row in rows)
    )
    return "\n".join(line.rstrip() for line in lines)


def _row(figure: Figure) -> tuple[str, ...]:
    unit = "×" if figure.aim_is == "ratio" else f" ms {figure.aim_is}"
    return (
        figure.name,
        f"{figure.median:.1f}",
        f"{figure.p95:.1f}",
        f"{statistics.median(figure.beside):.1f}" if figure.beside else "",
        f"{figure.ratio:.2f}×" if figure.ratio is not None else "",
        str(len(figure.times)),
        f"≤ {figure.aim:g}{unit}" if figure.aim is not None else "",
        figure.met,
    )
