"""The workload of each unit: assignments by role and by light, the last report, and who is silent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from store.shapes import Count, UnitLoad
from store.vocabulary import WORST_FIRST
from tui.looks import Face, tone_of
from tui.panes.assignments import count_text
from tui.panes.lines import Lines
from tui.panes.subject import Subject
from tui.text import Ink, Piece, Pieces, cells, cut, short_day, visible

NAME_ROOM = 16
"""Cells that a unit's name keeps before a count by light is cut."""
WORDY = 5
"""Cells of a column of roles with its word at the head."""
FIXED = 6
"""Cells beside the columns: the fold before a name, the gaps around the lights."""


class LoadColumns(NamedTuple):
    """The widths of the workload's columns."""

    roles: int
    lights: int
    last: int
    brief: bool
    """Whether the last report and the count of a group are said in short, to leave room for the lights."""


def row_key(load: UnitLoad) -> object:
    """What a row is known by."""
    return (load.via, load.unit)


def shown(loads: Sequence[UnitLoad], unfolded: frozenset[object]) -> tuple[UnitLoad, ...]:
    """The rows that show: members only under an open group."""
    return tuple(load for load in loads if load.via is None or (None, load.via) in unfolded)


def lights_pieces(counts: Sequence[Count], face: Face) -> list[Piece]:
    """`⚑1 ▸2`, the worst first."""
    rank = {light: index for index, light in enumerate(WORST_FIRST)}
    ordered = sorted(counts, key=lambda count: rank.get(count.light, len(rank)))
    return [Piece(f"{face.sign(count.light)}{count.n}", tone_of(count.light)) for count in ordered]


def _lights_width(counts: Sequence[Count], face: Face) -> int:
    return sum(cells(piece.text) + 1 for piece in lights_pieces(counts, face)) - 1


def last_text(load: UnitLoad, face: Face, brief: bool) -> str:
    """`09-04`, `06-30 silent`, `never reported`, `promised 09-20`, nothing where nothing is owed."""
    says = face.words.screen
    if load.promised is not None:
        promise = face.words.calls.promised(short_day(load.promised, face.as_of))
        if brief or load.last_report is None:
            return promise
        return f"{short_day(load.last_report, face.as_of)}  {promise}"
    if load.last_report is None:
        return says.never_reported(brief) if load.silent else ""
    day = short_day(load.last_report, face.as_of)
    if not load.silent:
        return day
    return f"{day} {face.sign('no_report')}" if brief else says.silent_after(day)


def _last_tone(load: UnitLoad, face: Face) -> str:
    """Yellow for who is silent, or let the promised day pass."""
    broken = load.promised is not None and load.promised < face.as_of
    return "yellow" if load.silent or broken else "dim"


def load_columns(rows: Sequence[UnitLoad], width: int, face: Face) -> LoadColumns:
    """Column widths. The counts by light come first, for they must add up to be of use: words give way, then names."""
    few = rows[:400]
    narrow = _narrow(few)
    for roles, brief in ((max(WORDY, narrow), False), (narrow, False), (narrow, True)):
        names, lights, last = _widths(few, face, brief)
        room = width - roles * 3 - last - FIXED
        if min(names, width * 2 // 5) + lights <= room:
            break
    return LoadColumns(roles, max(min(lights, room - min(names, NAME_ROOM)), 6), last, brief)


def wanted_width(rows: Sequence[UnitLoad], face: Face) -> int:
    """The cells in which every count by light shows, with names of a usual length."""
    few = rows[:400]
    names, lights, last = _widths(few, face, True)
    return min(names, NAME_ROOM) + lights + last + _narrow(few) * 3 + FIXED


def _narrow(rows: Sequence[UnitLoad]) -> int:
    """The cells of a column of roles: its largest number and a gap, its head in one sign."""
    most = max((max(load.lead, load.responsible, load.support) for load in rows), default=0)
    return max(3, len(str(most)) + 1)


def _widths(rows: Sequence[UnitLoad], face: Face, brief: bool) -> tuple[int, int, int]:
    """What names, lights and last reports would take."""
    names = max((_name_width(load, face, brief) for load in rows), default=8)
    lights = max((_lights_width(load.counts, face) for load in rows), default=4)
    return names, lights, max((cells(last_text(load, face, brief)) for load in rows), default=0)


def _name_width(load: UnitLoad, face: Face, brief: bool) -> int:
    """The cells that a unit's name wants: its indent under a group, the count of a group's own row, a mark."""
    beside = cells(count_text(load.counts, face, brief)[0]) + 2 if load.is_group else 2
    return cells(visible(load.unit[:60])) + beside


def draw_load(load: UnitLoad, width: int, cols: LoadColumns, unfolded: bool, face: Face) -> Pieces:
    """One unit or group, exactly `width` cells."""
    ink = Ink(width)
    if load.is_group:
        ink.put(face.pick("⌄ " if unfolded else "› ", "- " if unfolded else "+ "), "accent")
    else:
        ink.put("  ")
    room = ink.left - cols.roles * 3 - cols.lights - cols.last - 4
    _name(ink, load, room, cols.brief, face)
    for n in (load.lead, load.responsible, load.support):
        ink.put(str(n) if n else "-", "text" if n else "dim", width=cols.roles, right=True)
    ink.put("  ")
    for piece in fit_lights(load.counts, cols.lights, face):
        ink.put(*piece)
    ink.put("  ").put(last_text(load, face, cols.brief), _last_tone(load, face), width=cols.last)
    return ink.done()


def fit_lights(counts: Sequence[Count], width: int, face: Face) -> Pieces:
    """The counts by light in their column; those without room are summed up behind an ellipsis, so that all add up."""
    pieces = lights_pieces(counts, face)
    shown = len(pieces)
    rest = ""
    while shown and sum(cells(piece.text) + 1 for piece in pieces[:shown]) + cells(rest) > width + (not rest):
        shown -= 1
        total = sum(count.n for count in counts) - sum(int(piece.text[1:]) for piece in pieces[:shown])
        rest = f"{face.pick('…', '..')}{total}"
    ink = Ink(width)
    for index, piece in enumerate((*pieces[:shown], *([Piece(rest, "dim")] if rest else []))):
        ink.put(" " if index else "").put(*piece)
    return ink.done()


def _name(ink: Ink, load: UnitLoad, room: int, brief: bool, face: Face) -> None:
    """The unit's name, indented under its group; a group with its count, which never gives way."""
    name = Ink(max(room, 4))
    if load.via is not None:
        name.put("  ")
    count, tone = count_text(load.counts, face, brief) if load.is_group else ("", "")
    if count and name.left < cells(visible(load.unit)) + cells(count) + 2:
        count, tone = count_text(load.counts, face, True)
    taken = cells(count) + 2 if count else 2 if load.blocked else 0
    name.put(cut(load.unit, max(name.left - taken, 2)))
    if count:
        name.put_if(count, tone, gap=2)
    elif load.blocked:
        name.put_if("!", "yellow!", gap=1)
    for piece in name.done():
        ink.put(*piece)


class UnitsPane(Lines):
    """The units in the user's order; groups fold."""

    def __init__(self, face: Face, id: str) -> None:
        super().__init__(face, id)
        self.unfolded: frozenset[object] = frozenset()
        self.filter_text = ""
        self.why_empty: Sequence[str] = ()
        self._loads: tuple[UnitLoad, ...] = ()
        self._columns: tuple[int, LoadColumns] | None = None
        self.wanted = 0
        """The width in which every count by light shows, members under folded groups included."""

    def show(self, loads: tuple[UnitLoad, ...]) -> None:
        """Show these units."""
        if loads and loads is self._loads:
            self.refresh_title()
            return
        self._loads = loads
        self.wanted = wanted_width(loads, self.face) + 2
        self.set_rows(shown(loads, self.unfolded))

    def fold_here(self, open_it: bool | None = None) -> bool:
        """Open, close or (None) turn the group under the cursor; closing works from a member too. Say if it did."""
        row = self.current
        if row is None:
            return False
        if row.via is not None and not open_it:
            key: object = (None, row.via)
        elif row.is_group and (open_it is None or open_it != (row_key(row) in self.unfolded)):
            key = row_key(row)
        else:
            return False
        self.unfolded ^= {key}
        self.cursor = next((i for i, other in enumerate(self.rows) if row_key(other) == key), self.cursor)
        self.set_rows(shown(self._loads, self.unfolded))
        return True

    @property
    def subject(self) -> Subject:
        """What an action would be about here."""
        return Subject(unit=self.current)

    def repaint(self) -> None:
        """Other rows or another width: other columns."""
        self._columns = None
        super().repaint()

    def key_of(self, row: UnitLoad) -> object:
        """Group and unit."""
        return row_key(row)

    def _cols(self, width: int) -> LoadColumns:
        if self._columns is None or self._columns[0] != width:
            self._columns = (width, load_columns(self.rows, width, self.face))
        return self._columns[1]

    def draw_title(self, width: int) -> Pieces:
        """The title with its count, and the heads of the columns."""
        says, cols = self.face.words.screen, self._cols(width - 2)
        ink = Ink(width).put(self.face.pick("▐", ">") if self.active else " ", "accent!")
        ink.put(says.pane("units"), "accent!" if self.active else "text!")
        ink.put(f"  {sum(load.members or load.via is None for load in self._loads)}")
        if self.filter_text:
            ink.put("  ").put(self.filter_text, "accent")
        tail = cols.roles * 3 + cols.lights + cols.last + 5
        if self.size.height > 1 and ink.left > tail:
            ink.put("", width=ink.left - tail)
            for head in says.role_heads(cols.roles - 1):
                ink.put(head, "dim", width=cols.roles, right=True)
            last = says.say("last_report")
            if cols.last:
                ink.put("", width=min(cols.lights + 4, ink.left - 1 - cells(last))).put(last, "dim")
        return ink.done()

    def draw_row(self, row: UnitLoad, width: int) -> Pieces:
        """One unit or group."""
        return draw_load(row, width, self._cols(width), row_key(row) in self.unfolded, self.face)

    def empty_lines(self) -> Sequence[str]:
        """Why there is nothing."""
        return self.why_empty
