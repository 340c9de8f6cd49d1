"""Days as cells of a line: five scales from the day to the year, each period in exactly its own cells.

Pure: which scale, from which cell on, how wide. What a year or month is called is a phrase (words.timeline).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from tui.looks import Face
from tui.panes.bars import join
from tui.text import Piece, Pieces, cells

SCALES = ("day", "decade", "month", "quarter", "year")
"""The finest first; a decade 旬 is a third of a month."""
MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
"""How many months each longer period has."""


class Grain(NamedTuple):
    """How a scale is drawn: its periods, the cells of each, and the longer periods over them."""

    period: str
    size: int
    over: str


GRAINS = {
    "day": Grain("day", 3, "month"),
    "decade": Grain("decade", 3, "month"),
    "month": Grain("month", 3, "year"),
    "quarter": Grain("quarter", 6, "year"),
    "year": Grain("half", 6, "year"),
}


def index_of(period: str, day: date) -> int:
    """The number of the period in which a day lies, counted from the first year on."""
    if period == "day":
        return day.toordinal()
    month = day.year * 12 + day.month - 1
    return month * 3 + min((day.day - 1) // 10, 2) if period == "decade" else month // MONTHS[period]


def first_day(period: str, index: int) -> date:
    """The first day of a period; beyond the calendar, the calendar's first or last day."""
    if period == "day":
        return date.fromordinal(min(max(index, 1), date.max.toordinal()))
    month, third = divmod(index, 3) if period == "decade" else (index * MONTHS[period], 0)
    year, month = divmod(month, 12)
    if year < 1:
        return date.min
    return date(year, month + 1, third * 10 + 1) if year <= date.max.year else date.max


def days_in(period: str, index: int) -> int:
    """How many days a period of the calendar has."""
    first = first_day(period, index)
    if period == "day":
        return 1
    if period == "decade":
        return 10 if first.day < 21 else monthrange(first.year, first.month)[1] - 20
    last = index * MONTHS[period] + MONTHS[period] - 1
    return (date(last // 12, last % 12 + 1, monthrange(last // 12, last % 12 + 1)[1]) - first).days + 1


@lru_cache(maxsize=4096)
def cell_of(scale: str, day: date) -> int:
    """The cell of a day, counted from the first year on: never before that of an earlier day."""
    period, size, _ = GRAINS[scale]
    index = index_of(period, day)
    return index * size + (day - first_day(period, index)).days * size // days_in(period, index)


@lru_cache(maxsize=4096)
def last_cell_of(scale: str, day: date) -> int:
    """The last cell of a day, counted as by `cell_of`: where a day has several, not the first."""
    first = cell_of(scale, day)
    return max(cell_of(scale, day + timedelta(1)) - 1, first) if day < date.max else first


def day_at(scale: str, cell: int) -> date:
    """The first day in a cell; where several cells share a day, that day."""
    period, size, _ = GRAINS[scale]
    index, rest = divmod(cell, size)
    if index < index_of(period, date.min) or index > index_of(period, date.max):
        return first_day(period, index)
    length = days_in(period, index)
    return first_day(period, index) + timedelta(min((rest * length + size - 1) // size, length - 1))


class Ruler(NamedTuple):
    """So many cells of a scale."""

    scale: str
    left: int
    """The cell (`cell_of`) that is the first of the line."""
    width: int

    def column(self, day: date) -> int:
        """The cell of a day; outside the line it lies outside 0 … width − 1."""
        return cell_of(self.scale, day) - self.left

    def until(self, day: date) -> int:
        """The last cell of a day."""
        return last_cell_of(self.scale, day) - self.left

    def lines(self) -> Sequence[int]:
        """Where a year, or on the finer scales a month, begins."""
        return _lines(self)

    def periods(self, period: str) -> Iterator[tuple[int, date]]:
        """The periods in view, each with the cell where it begins (before 0 where it is cut) and its first day."""
        last = index_of(period, day_at(self.scale, self.left + self.width))
        for index in range(index_of(period, day_at(self.scale, self.left)), last + 1):
            day = first_day(period, index)
            yield self.column(day), day


@lru_cache(maxsize=8)
def _lines(ruler: Ruler) -> tuple[int, ...]:
    """Of one ruler, for all rows that are drawn with it."""
    return tuple(at for at, _ in ruler.periods(GRAINS[ruler.scale].over) if at > 0)


def fitting(days: Sequence[date], width: int) -> str:
    """The finest scale, of those coarser than a day, on which all these days are in view at once."""
    first, last = min(days), max(days)
    for scale in SCALES[1:]:
        size = GRAINS[scale].size
        if cell_of(scale, last) - cell_of(scale, first) // size * size < width:
            return scale
    return SCALES[-1]


def aligned(scale: str, cell: int) -> int:
    """A cell as the left edge of a line: where a period begins, and inside the calendar."""
    period, size, _ = GRAINS[scale]
    first, last = index_of(period, date.min), index_of(period, date.max)
    return min(max(cell // size, first), last) * size


def head_lines(ruler: Ruler, as_of: date, face: Face) -> tuple[Pieces, Pieces]:
    """The two lines over the bars: years or months, and the periods below them; each exactly the ruler's width."""
    period, _, over = GRAINS[ruler.scale]
    says = face.words.timeline
    upper, lower = [Piece(" ", "dim")] * ruler.width, [Piece(" ", "dim")] * ruler.width
    named = list(ruler.periods(over))
    for (at, day), (end, _) in zip(named, [*named[1:], (ruler.width, as_of)], strict=True):
        bar = "|" if at > 0 else ""
        _label(upper, max(at, 0), end, tuple(f"{bar}{name}" for name in says.period(over, day)), "text")
    named = list(ruler.periods(period))
    here = index_of(period, as_of)
    for (at, day), (end, _) in zip(named, [*named[1:], (ruler.width, as_of)], strict=True):
        now = index_of(period, day) == here
        if at >= 0:
            _label(lower, at, end - 1, says.period(period, day), "accent!" if now else "dim")
    at = ruler.column(as_of)
    if 0 <= at < ruler.width and upper[at].text == " ":
        upper[at] = Piece(face.pick("¦", ":"), "accent!")
    return tuple(join(upper)), tuple(join(lower))


def _label(line: list[Piece], at: int, end: int, names: Sequence[str], tone: str) -> None:
    """Write the longest of some names that fits before `end`; a wide character is one entry and an empty one."""
    for name in names:
        size = cells(name)
        if size <= min(end, len(line)) - at:
            line[at : at + size] = [Piece(name, tone)] + [Piece("", tone)] * (size - 1)
            return
