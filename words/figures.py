"""How a figure is printed, the same in every language and every format (PAPERS, "Rules for figures").

Percentages are printed with one decimal, rounded half up. A difference in points is computed from the PRINTED figures,
so that a reader with a pencil finds what the paper says.
"""

from __future__ import annotations

from collections.abc import Mapping

MINUS = "−"
NEAR = 1e-9
"""Floats that differ by less are the same figure: 0.1 + 0.2 is exactly 0.3 here."""


def say(table: Mapping[str, object], word: str) -> str:
    """The phrase of an id, or the id itself: a word from a newer program is shown, never dropped."""
    return str(table.get(word, word))


def printed(percent: float) -> float:
    """A percentage as it is printed: one decimal, and never 100.0 or 0.0 unless it is exactly that.

    Args:
        percent: 0 to 100 and beyond, also negative.
    """
    tenths = int(abs(percent) * 10 + 0.5 + NEAR)
    size = abs(percent)
    if tenths == 0 and size > NEAR:
        tenths = 1
    if tenths == 1000 and abs(size - 100) > NEAR:
        tenths = 999 if size < 100 else 1001
    return -tenths / 10 if percent < 0 and tenths else tenths / 10


def percent_digits(percent: float) -> str:
    """A percentage without its sign %: `44.4`, with a real minus where it is negative."""
    return f"{printed(percent):.1f}".replace("-", MINUS)


def difference(percent: float, against: float) -> float:
    """How many points one percentage lies above another, from the printed figures of both (never −0.0)."""
    return round(printed(percent) * 10 - printed(against) * 10) / 10 + 0.0


def point_digits(points: float) -> str:
    """Points with their sign: `+2.4`, `−5.6`, `0.0`."""
    tenths = round(points * 10)
    if tenths == 0:
        return "0.0"
    return f"{'+' if tenths > 0 else MINUS}{abs(tenths) / 10:.1f}"


def number_digits(number: float, separator: str = "") -> str:
    """A count or a measured value: whole where it is whole, else with at most four decimals.

    Args:
        number: the value.
        separator: between thousands; empty in Chinese.
    """
    text = f"{abs(number):,.4f}".rstrip("0").rstrip(".").replace(",", separator)
    return f"{MINUS}{text}" if number < 0 and text != "0" else text


def months_digits(months: float) -> str:
    """Months and their fraction: `16.5`, `32`."""
    return f"{months:.1f}".removesuffix(".0")
