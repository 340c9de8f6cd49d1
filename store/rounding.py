"""How a percentage is rounded where one is compared: as `words.figures` prints it (a test holds the two together)."""

from __future__ import annotations

NEAR = 1e-9
"""Floats that differ by less are the same figure: 0.1 + 0.2 is exactly 0.3 here."""


def printed(percent: float) -> float:
    """A percentage to one decimal, rounded half up, and never 100.0 or 0.0 unless it is exactly that."""
    size = abs(percent)
    tenths = int(size * 10 + 0.5 + NEAR)
    if tenths == 0 and size > NEAR:
        tenths = 1
    if tenths == 1000 and abs(size - 100) > NEAR:
        tenths = 999 if size < 100 else 1001
    return -tenths / 10 if percent < 0 and tenths else tenths / 10


def lag(figure: float, pace: float) -> float:
    """By how many points a figure lies below the elapsed time, from the printed figures of both."""
    return round(printed(pace) * 10 - printed(figure) * 10) / 10 + 0.0
