"""How one unit of the list of all is drawn: what it owes by role and light, its load, its last word, whom to call."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from store.roster import UnitRow
from tui.looks import Face
from tui.panes.assignments import count_text
from tui.panes.units import fit_lights, last_text, lights_pieces
from tui.text import Ink, Pieces, cells, cut, visible

WIDE = 100
"""Cells of a line from which on it has room for bars, for who reported how, and for whom to call."""
INDENT = 2
NAME = 18
"""Cells that a name keeps, indents and fold counted."""
BAR = 8
"""Cells of the largest load."""
UNKNOWN = "…"


class Columns(NamedTuple):
    """The widths of the columns behind the name."""

    role: int
    lights: int
    load: int
    bar: int
    """0 where there is no room for bars."""
    last: int
    call: int
    """0 where nobody is known, or there is no room."""
    wide: bool

    @property
    def tail(self) -> int:
        """The cells of all of them, gaps included."""
        bar = self.bar + 1 if self.bar else 0
        call = self.call + 2 if self.call else 0
        return self.role * 3 + 2 + self.lights + 2 + self.load + bar + 2 + self.last + call


def columns(rows: Iterable[UnitRow], width: int, face: Face, before: Columns | None = None) -> Columns:
    """Column widths for a line of so many cells.

    Args:
        rows: those that were read.
        width: cells of a line.
        face: what to draw with.
        before: the widths until now: no column becomes narrower while more rows come in.
    """
    known, wide = list(rows), width >= WIDE
    widest = max((max(row.load.lead, row.load.responsible, row.load.support) for row in known), default=0)
    role = max(5 if wide else 3, len(str(widest)) + 1)
    lights = max((_width(lights_pieces(row.load.counts, face)) for row in known), default=0)
    load = max((len(load_text(row.weight)) for row in known), default=0)
    head = cells(face.words.screen.say("load"))
    last = max((cells(heard_text(row, face, wide)) for row in known), default=0)
    call = max((cells(call_text(row)) for row in known), default=0) if wide else 0
    found = Columns(role, lights, max(load, head, 4), BAR if wide else 0, last, call, wide)
    if before is not None:
        found = found._replace(
            **{name: max(getattr(found, name), getattr(before, name)) for name in Columns._fields if name != "wide"}
        )
    return _fitted(found, width)


def _fitted(cols: Columns, width: int) -> Columns:
    """The same where the name keeps its room; else what says least gives way first."""
    cols = cols._replace(lights=max(min(cols.lights, 26 if cols.wide else 16), 8), last=min(cols.last, 30))
    for name, least in (("call", 12), ("last", 12 if cols.wide else 5), ("bar", 0), ("lights", 8), ("last", 0)):
        over = NAME - (width - cols.tail)
        if over > 0:
            cols = cols._replace(**{name: max(getattr(cols, name) - over, min(least, getattr(cols, name)))})
    return cols


def _width(pieces: Iterable[tuple[str, str, str]]) -> int:
    return max(sum(cells(piece[0]) + 1 for piece in pieces) - 1, 0)


def load_text(weight: float) -> str:
    """A load as a number: `3`, `12.5`."""
    return f"{round(weight, 1):.10g}"


def heard_text(row: UnitRow, face: Face, wide: bool) -> str:
    """`09-04 phone 张三`, `06-30 silent`, `promised 09-20`; in little room only the first of it."""
    said = last_text(row.load, face, not wide)
    how = row.heard
    if not wide or how is None or row.load.silent or row.load.promised is not None:
        return said
    return visible("  ".join(filter(None, (said, face.words.domain.via(how.via), how.from_whom))))


def call_text(row: UnitRow) -> str:
    """Whom to call, and where."""
    return visible(f"{row.contact.name} {row.contact.phone}".strip()) if row.contact else ""


def draw_unit(row: UnitRow, width: int, cols: Columns, most: float, face: Face) -> Pieces:
    """One unit or group, exactly `width` cells.

    Args:
        row: what is known of it.
        width: cells.
        cols: the widths of the columns.
        most: the load that has the longest bar.
        face: what to draw with.
    """
    load = row.load
    ink = Ink(width)
    for piece in _name(row, max(ink.left - cols.tail - 1, 4), face):
        ink.put(*piece)
    ink.put(" ")
    for n in (load.lead, load.responsible, load.support):
        known = str(n) if n else "-"
        ink.put(known if row.counted else UNKNOWN, "text" if n else "dim", width=cols.role, right=True)
    ink.put("  ")
    for piece in fit_lights(load.counts, cols.lights, face):
        ink.put(*piece)
    ink.put("  ").put(load_text(row.weight) if row.counted else UNKNOWN, width=cols.load, right=True)
    if cols.bar:
        filled = 0 if row.opened is not None or most <= 0 else round(row.weight / most * cols.bar)
        ink.put(" ").put(face.pick("▰", "#") * filled, "dim", width=cols.bar)
    broken = load.promised is not None and load.promised < face.as_of
    tone = "yellow" if load.silent or broken else "dim"
    ink.put("  ").put(heard_text(row, face, cols.wide), tone, width=cols.last)
    if cols.call:
        ink.put("  ").put(call_text(row), "dim", width=cols.call)
    return ink.done()


def _name(row: UnitRow, room: int, face: Face) -> Pieces:
    """Indent, fold, name; of a group how many it has and its count, which do not give way."""
    ink = Ink(room).put(" " * (INDENT * row.depth))
    if row.opened is None:
        ink.put("  ").put(cut(row.load.unit, max(ink.left - (2 if row.load.blocked else 0), 2)))
        if row.load.blocked:
            ink.put_if("!", "yellow!", gap=1)
        return ink.done()
    ink.put(face.pick("⌄ " if row.opened else "› ", "- " if row.opened else "+ "), "accent")
    members, (count, tone) = member_text(row), count_text(row.load.counts, face, True)
    extra = cells(members) + 1 + (cells(count) + 1 if row.counted else 0)
    if ink.left - extra < 8:
        extra, count = cells(members) + 1, ""
    ink.put(cut(row.load.unit, max(ink.left - extra, 2))).put_if(members, "dim", gap=1)
    if row.counted and count:
        ink.put_if(count, tone, gap=1)
    return ink.done()


def member_text(row: UnitRow) -> str:
    """How many members a group has."""
    return str(row.load.members) if row.counted else UNKNOWN
