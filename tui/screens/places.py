"""Where everything stands on the overview: a pure function of the screen's size and of what is open.

From 100 × 28 cells all panes show side by side; below that the active pane takes the width and the others fold to their
title line. A zoomed pane has the screen to itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

WIDE = (100, 28)
NARROWEST = 46
"""The least part of the width that the overdue list keeps, in percent."""
PANES = ("today", "phases", "due", "units", "indicators")


class Place(NamedTuple):
    """Cells: left, top, width, height."""

    x: int
    y: int
    width: int
    height: int


class Wants(NamedTuple):
    """What is open, and how many rows the short panes have."""

    active: str = "due"
    extra: str = ""
    """`detail` or `listing` when one is open."""
    zoomed: bool = False
    phases: int = 0
    indicators: int = 0
    filtering: bool = False
    saying: int = 0
    """Lines of the sentence above the footer."""
    today: int = 0
    """How many rows whom to call has; 0 leaves its pane out."""
    units: int = 0
    """Cells in which the workload shows every count."""

    def places(self, width: int, height: int) -> dict[str, Place]:
        """The place of each widget that shows."""
        return places(width, height, self)


def is_wide(width: int, height: int) -> bool:
    """True where all panes show at once."""
    return width >= WIDE[0] and height >= WIDE[1]


def places(width: int, height: int, wants: Wants) -> dict[str, Place]:
    """The place of each widget that shows."""
    found = {
        "header": Place(0, 0, width, 1),
        "lights": Place(0, 1, width, 1),
        "footer": Place(0, height - 1, width, 1),
    }
    bottom = height - 1
    if wants.filtering:
        bottom -= 1
        found["prompt"] = Place(0, bottom, 3, 1)
        found["filter"] = Place(3, bottom, width - 3, 1)
    if wants.saying:
        found["saying"] = Place(0, bottom - wants.saying, width, wants.saying)
    if wants.zoomed:
        found[wants.active] = Place(0, 2, width, bottom - 2)
    elif is_wide(width, height):
        found |= _side_by_side(width, bottom, wants)
    else:
        found |= _stacked(width, bottom, wants)
    return found


def _side_by_side(width: int, bottom: int, wants: Wants) -> dict[str, Place]:
    """Whom to call, then phases on top, overdue beside workload, indicators below, what was opened at the bottom."""
    room = bottom - 2
    phases = min(2 + max(wants.phases, 1), max(room // 4, 4))
    indicators = min(1 + max(wants.indicators, 1), max(room // 4, 3))
    today = min(1 + wants.today, max(room // 4, 4)) if wants.today else 0
    if wants.extra:
        today = min(today, 3)
    extra = max((room - phases - indicators - today) * 6 // 10, 8) if wants.extra else 0
    middle = room - phases - indicators - extra - today
    left = next((part for part in _halves(width) if width - part - 1 >= wants.units), width * NARROWEST // 100)
    y = 2 + today + phases
    found = {
        **({"today": Place(0, 2, width, today)} if today else {}),
        "phases": Place(0, 2 + today, width, phases),
        "due": Place(0, y, left, middle),
        "units": Place(left + 1, y, width - left - 1, middle),
        "indicators": Place(0, y + middle, width, indicators),
    }
    if wants.extra:
        found[wants.extra] = Place(0, y + middle + indicators, width, extra)
    return found


def _halves(width: int) -> Iterator[int]:
    """Widths for the left one of two panes, the widest first; few of them, so that no new figure moves the border."""
    return (width * percent // 100 for percent in (52, 49, NARROWEST))


def _stacked(width: int, bottom: int, wants: Wants) -> dict[str, Place]:
    """One pane open, the others one line each."""
    panes = [*PANES[not wants.today :], *([wants.extra] if wants.extra else [])]
    active = wants.active if wants.active in panes else "due"
    found, y = {}, 2
    for pane in panes:
        height = max(bottom - 2 - (len(panes) - 1), 1) if pane == active else 1
        found[pane] = Place(0, y, width, height)
        y += height
    return found
