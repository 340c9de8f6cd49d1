"""The indicators: what was reported of what is to be reached, beside the time; each opens to its units."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from store.shapes import Indicator, UnitFigure
from tui.looks import Face, tone_of
from tui.panes.assignments import pane_title
from tui.panes.lines import Lines
from tui.text import Ink, Piece, Pieces, cells, visible

BAR = 10
"""Cells of a bar."""
PERCENT = 7
"""Cells of a percentage, so that they stand under each other up to 100.0 %."""


class IndicatorRow(NamedTuple):
    """An indicator, or (with `part`) one unit's part of it."""

    indicator: Indicator
    part: UnitFigure | None = None
    unfolded: bool = False


def row_key(row: IndicatorRow) -> object:
    """What a row is known by."""
    return (row.indicator.ref, row.part.unit if row.part else None)


def unfold(indicators: Sequence[Indicator], unfolded: frozenset[object]) -> tuple[IndicatorRow, ...]:
    """The rows that show: units only under an open indicator."""
    rows: list[IndicatorRow] = []
    for indicator in indicators:
        is_open = (indicator.ref, None) in unfolded
        rows.append(IndicatorRow(indicator, None, is_open))
        if is_open:
            rows.extend(IndicatorRow(indicator, part) for part in indicator.units)
    return tuple(rows)


def bar(percent: float | None, size: int, face: Face) -> str:
    """A bar of `size` cells; signs of one width in every terminal, never mixed with others."""
    full = 0 if percent is None else min(max(int(percent / 100 * size + 0.5), 0), size)
    return face.pick("▰", "=") * full + face.pick("▱", ".") * (size - full)


def value_text(indicator: Indicator, face: Face) -> str:
    """`17,770 of 40,000 户`; for `each`, how many reach it; for a choice, how many chose."""
    says, domain = face.words.screen, face.words.domain
    measure = domain.measure(indicator.measure) if indicator.measure else ""
    if indicator.kind == "choice":
        return says.chosen(indicator.reported, indicator.expected)
    if indicator.combine == "each":
        target = f"{indicator.comparator}{domain.number(indicator.target or 0)}{measure}"
        return says.reaching(indicator.met, indicator.reported, target)
    value = domain.number(indicator.value) if indicator.value is not None else "?"
    target = domain.number(indicator.target) if indicator.target is not None else "?"
    return says.value_of(value, target, measure)


def pace_text(percent: float | None, elapsed: float | None, light: str, face: Face) -> str:
    """`5.6 points behind`, computed from the printed figures; nothing where nothing is behind."""
    from words.figures import difference

    if percent is None or elapsed is None:
        return ""
    points = difference(percent, elapsed)
    return face.words.screen.behind(f"{abs(points):.1f}") if light == "behind" else ""


class Columns(NamedTuple):
    """The columns that all indicators of a pane share, in cells."""

    name: int
    value: int = 0
    bars: bool = True
    """Whether every row has room for its bar: all have one, or none."""
    gap: int = 2
    """Cells between the parts behind the value."""


def columns(rows: Sequence[IndicatorRow], width: int, face: Face) -> Columns:
    """The widest of each column, and whether the bars fit."""
    few = rows[:400]
    names = max((cells(visible(row.part.unit if row.part else row.indicator.name)) for row in few), default=0)
    name = min(names, max(width // 3, 10))
    heads = [row.indicator for row in few if row.part is None]
    value = max((cells(visible(value_text(it, face))) for it in heads), default=0)
    tails = [sum(cells(piece.text) + 2 for piece in indicator_tail(it, face)) for it in heads]
    spare = width - (name + value + 6 + max(tails, default=0))
    return Columns(name, value, spare >= BAR + 2, 2 if spare >= 0 else 1)


def draw_indicator(row: IndicatorRow, width: int, cols: Columns, face: Face) -> Pieces:
    """An indicator on one line of exactly `width` cells; what does not fit is left out from the end."""
    it = row.indicator
    ink = Ink(width).put(face.sign(it.light), tone_of(it.light) + "!")
    fold = ("⌄", "-") if row.unfolded else ("›", "+")
    ink.put(" ").put(face.pick(*fold) if it.units else " ", "accent").put(" ")
    ink.put(it.name, width=cols.name).put("  ").put(value_text(it, face), width=cols.value or None)
    tail = indicator_tail(it, face)
    if cols.bars and ink.left >= BAR + 2 + sum(cells(piece.text) + 2 for piece in tail):
        measured = it.percent is not None and it.combine != "each"
        ink.put_if(bar(it.percent, BAR, face) if measured else " " * BAR, tone_of(it.light))
    for piece in tail:
        ink.put_if(*piece, gap=cols.gap)
    return ink.done()


def indicator_tail(it: Indicator, face: Face) -> list[Piece]:
    """Percent, time, pace, who reported: in the order in which they may be left out from the end."""
    says, domain = face.words.screen, face.words.domain
    tail = []
    if it.percent is not None and it.combine != "each":
        tail.append(Piece(domain.percent(it.percent).rjust(PERCENT), "text!"))
    if it.elapsed is not None and it.figures_on is not None:
        tail.append(Piece(says.time_at(domain.percent(it.elapsed), it.figures_on.strftime("%m-%d")), "dim"))
    pace = pace_text(it.percent, it.elapsed, it.light, face) if it.combine != "each" else ""
    if pace:
        tail.append(Piece(f"{face.sign('behind')} {pace}", "yellow"))
    if it.kind != "choice" and it.expected:
        tail.append(Piece(says.reported_of(it.reported, it.expected), "dim"))
    return tail


def draw_part(row: IndicatorRow, width: int, cols: Columns, face: Face) -> Pieces:
    """One unit's part: share, figure, percent, at which date, verified or not."""
    part, domain, says = row.part, face.words.domain, face.words.screen
    assert part is not None
    ink = Ink(width).put("    ").put(part.unit, width=cols.name).put("  ")
    if part.value is None and part.choice is None:
        return ink.put(says.say("not_reported"), "grey").done()
    figure = part.choice if part.choice is not None else domain.number(part.value or 0)
    share = domain.number(part.share) if part.share is not None else ""
    measure = domain.measure(row.indicator.measure) if row.indicator.measure else ""
    ink.put(says.value_of(figure, share, measure) if share else f"{figure} {measure}".rstrip())
    if part.percent is not None:
        ink.put_if(domain.percent(part.percent))
    if part.on is not None:
        ink.put_if(part.on.isoformat(), "dim")
    if part.verified:
        ink.put_if(domain.word("verified"), "dim")
    pace = pace_text(part.percent, part.elapsed, part.light, face)
    if pace:
        ink.put_if(f"{face.sign('behind')} {pace}", "yellow")
    if part.sample:
        ink.put_if(domain.word("sample"), "dim")
    return ink.done()


class IndicatorsPane(Lines):
    """The indicators of the plan."""

    def __init__(self, face: Face, id: str) -> None:
        super().__init__(face, id)
        self.unfolded: frozenset[object] = frozenset()
        self.why_empty: Sequence[str] = ()
        self._all: tuple[Indicator, ...] = ()

    def show(self, indicators: tuple[Indicator, ...]) -> None:
        """Show these indicators."""
        self._all = indicators
        self.set_rows(unfold(indicators, self.unfolded))

    def fold_here(self, open_it: bool | None = None) -> bool:
        """Open, close or (None) turn the indicator under the cursor; closing works from a unit too. Say if it did."""
        row = self.current
        if row is None or (open_it is not None and row.part is None and open_it == row.unfolded):
            return False
        if row.part is not None and open_it is not False:
            return False
        key = (row.indicator.ref, None)
        self.unfolded ^= {key}
        self.cursor = next(i for i, other in enumerate(self.rows) if row_key(other) == key)
        self.set_rows(unfold(self._all, self.unfolded))
        return True

    def key_of(self, row: IndicatorRow) -> object:
        """Indicator and unit."""
        return row_key(row)

    def draw_title(self, width: int) -> Pieces:
        """The title with its count."""
        return pane_title(self.face, self.face.words.screen.pane("indicators"), len(self._all), self.active, width)

    def draw_row(self, row: IndicatorRow, width: int) -> Pieces:
        """An indicator or a unit's part."""
        cols = columns(self.rows, width, self.face)
        return (draw_part if row.part else draw_indicator)(row, width, cols, self.face)

    def empty_lines(self) -> Sequence[str]:
        """Why there is nothing."""
        return self.why_empty
