"""The indicators: what was reported of what is to be reached, beside the time; each opens to its units."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from store.shapes import Indicator, UnitFigure
from tui.looks import Face, tone_of
from tui.panes.assignments import pane_title
from tui.panes.lines import Lines
from tui.panes.subject import Subject
from tui.text import Ink, Pieces, cells, short_day, visible

BAR = 10
"""Cells of a bar."""
NAME_ROOM = 20
"""Cells that light, fold and name keep before a column is left out."""
HEADED = ("reached", "time", "at", "gap", "reported")
"""The columns with a head, in their order."""
YIELDING = ("bar", "reported", "at", "time", "gap", "reached")
"""The columns in the order in which they are left out where there is no room for all."""


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


class Told(NamedTuple):
    """What a row says, column by column; empty where it has nothing to say."""

    said: str = ""
    """In place of amount and measure: a sentence, or the word of a choice."""
    tone: str = "text"
    amount: str = ""
    measure: str = ""
    percent: float | None = None
    """Draws the bar."""
    reached: str = ""
    time: str = ""
    at: str = ""
    gap: str = ""
    reported: str = ""


class Columns(NamedTuple):
    """The columns that all rows of the pane share, in cells; 0 leaves one out of every row."""

    name: int
    """With the light and the fold before it."""
    value: int
    amount: int
    bar: int
    reached: int
    time: int
    at: int
    gap: int
    reported: int


def told(row: IndicatorRow, face: Face) -> Told:
    """What a row says."""
    return _part(row, row.part, face) if row.part is not None else _whole(row.indicator, face)


def _whole(it: Indicator, face: Face) -> Told:
    """`17,770 of 40,000 户`; for `each`, how many reach it; for a choice, how many chose."""
    says, domain = face.words.screen, face.words.domain
    measure = domain.measure(it.measure) if it.measure else ""
    if it.kind == "choice":
        return Told(says.chosen(it.reported, it.expected))
    found = Told(
        time=domain.percent(it.elapsed) if it.elapsed is not None and it.figures_on is not None else "",
        at=short_day(it.figures_on, face.as_of) if it.figures_on else "",
        reported=says.reported_of(it.reported, it.expected) if it.expected else "",
    )
    if it.combine == "each":
        target = f"{it.comparator}{domain.number(it.target or 0)}{measure}"
        return found._replace(said=says.reaching(it.met, it.reported, target))
    value = domain.number(it.value) if it.value is not None else "?"
    target = domain.number(it.target) if it.target is not None else "?"
    return found._replace(
        amount=says.value_of(value, target),
        measure=visible(measure),
        percent=it.percent,
        reached=domain.percent(it.percent) if it.percent is not None else "",
        gap=gap_text(it.percent, it.elapsed, it.light, face),
    )


def _part(row: IndicatorRow, part: UnitFigure, face: Face) -> Told:
    """One unit's part: figure and share, percent, at which date, verified or sample."""
    says, domain = face.words.screen, face.words.domain
    if part.value is None and part.choice is None:
        return Told(says.say("not_reported"), "grey")
    marks = [domain.word("verified")] if part.verified else []
    marks += [domain.word("sample")] if part.sample else []
    found = Told(
        percent=part.percent,
        reached=domain.percent(part.percent) if part.percent is not None else "",
        time=domain.percent(part.elapsed) if part.elapsed is not None else "",
        at=short_day(part.on, face.as_of) if part.on else "",
        gap=gap_text(part.percent, part.elapsed, part.light, face),
        reported=" ".join(marks),
    )
    if part.choice is not None:
        return found._replace(said=part.choice)
    measure = domain.measure(row.indicator.measure) if row.indicator.measure else ""
    value = domain.number(part.value or 0)
    amount = says.value_of(value, domain.number(part.share)) if part.share is not None else value
    return found._replace(amount=amount, measure=visible(measure))


def gap_text(percent: float | None, elapsed: float | None, light: str, face: Face) -> str:
    """`5.6 points`, computed from the printed figures; nothing where nothing is behind."""
    from words.figures import difference

    if percent is None or elapsed is None or light != "behind":
        return ""
    return face.words.screen.points(f"{abs(difference(percent, elapsed)):.1f}")


def columns(rows: Sequence[IndicatorRow], width: int, face: Face) -> Columns:
    """The widest of each column. Without room for all, names give way first, then the columns of `YIELDING`."""
    few = rows[:400]
    lines = [told(row, face) for row in few]
    names = [_indent(row) + cells(visible(row.part.unit if row.part else row.indicator.name)) for row in few]
    amount = max((cells(line.amount) for line in lines), default=0)
    measured = max((cells(line.measure) + 1 for line in lines if line.measure), default=0)
    value = max(amount + measured, max((cells(visible(line.said)) for line in lines), default=0))
    room = {"bar": BAR if any(line.percent is not None for line in lines) else 0}
    for column, head in zip(HEADED, face.words.screen.figure_heads(), strict=True):
        widest = max((cells(getattr(line, column)) for line in lines), default=0)
        room[column] = max(widest, cells(head)) if widest else 0
    name = min(max(names, default=0), max(width * 2 // 5, 14))
    least = min(name, NAME_ROOM)
    for gone in YIELDING:
        if least + 2 + value + sum(size + 2 for size in room.values() if size) <= width:
            break
        room[gone] = 0
    spare = width - (2 + value + sum(size + 2 for size in room.values() if size))
    return Columns(max(min(name, spare), 8), value, amount, **room)


def _indent(row: IndicatorRow) -> int:
    """Cells before the name: light and fold; a unit stands under its indicator."""
    return 6 if row.part else 4


def draw_row(row: IndicatorRow, width: int, cols: Columns, face: Face) -> Pieces:
    """An indicator, or one unit's part of it, on one line of exactly `width` cells."""
    light = row.part.light if row.part else row.indicator.light
    line, ink = told(row, face), Ink(width)
    if row.part is None:
        fold = ("⌄", "-") if row.unfolded else ("›", "+")
        ink.put(face.sign(light), tone_of(light) + "!").put(" ")
        ink.put(face.pick(*fold) if row.indicator.units else " ", "accent").put(" ")
    else:
        ink.put("", width=_indent(row))
    ink.put(row.part.unit if row.part else row.indicator.name, width=cols.name - _indent(row)).put("  ")
    _value(ink, line, cols)
    if cols.bar:
        ink.put("  ").put(bar(line.percent, cols.bar, face) if line.reached else "", tone_of(light), width=cols.bar)
    tones = {"reached": "text!" if row.part is None else "text", "gap": "yellow"}
    for column in HEADED:
        if size := getattr(cols, column):
            ink.put("  ").put(getattr(line, column), tones.get(column, "dim"), width=size, right=column != "reported")
    return ink.done()


def _value(ink: Ink, line: Told, cols: Columns) -> None:
    """The amount to the right, its measure behind it; or what is said instead, from the left."""
    if line.said:
        ink.put(line.said, line.tone, width=cols.value)
        return
    ink.put(line.amount, width=cols.amount, right=True)
    ink.put(f" {line.measure}" if line.measure else "", width=cols.value - cols.amount)


class IndicatorsPane(Lines):
    """The indicators of the plan."""

    def __init__(self, face: Face, id: str) -> None:
        super().__init__(face, id)
        self.unfolded: frozenset[object] = frozenset()
        self.why_empty: Sequence[str] = ()
        self._all: tuple[Indicator, ...] = ()
        self._columns: tuple[int, Columns] | None = None

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

    @property
    def subject(self) -> Subject:
        """What an action would be about here."""
        row = self.current
        return Subject(indicator=row.indicator, part=row.part) if row is not None else Subject()

    def repaint(self) -> None:
        """Other rows or another width: other columns."""
        self._columns = None
        super().repaint()

    def _cols(self, width: int) -> Columns:
        if self._columns is None or self._columns[0] != width:
            self._columns = (width, columns(self.rows, width, self.face))
        return self._columns[1]

    def draw_title(self, width: int) -> Pieces:
        """The title with its count, and the heads of the columns."""
        says, cols = self.face.words.screen, self._cols(width - 2)
        lead = min(1 + cols.name + 2 + cols.value + (cols.bar + 2 if cols.bar else 0), width)
        title, ink = says.pane("indicators"), Ink(width)
        headed = self.size.height > 1 and lead >= cells(title) + 8
        for piece in pane_title(self.face, title, len(self._all), self.active, lead if headed else width):
            ink.put(*piece)
        for column, head in zip(HEADED, says.figure_heads(), strict=True):
            if size := getattr(cols, column):
                ink.put("  ").put(head, "dim", width=size, right=column != "reported")
        return ink.done()

    def draw_row(self, row: IndicatorRow, width: int) -> Pieces:
        """An indicator or a unit's part."""
        return draw_row(row, width, self._cols(width), self.face)

    def empty_lines(self) -> Sequence[str]:
        """Why there is nothing."""
        return self.why_empty
