"""How the rows of a tree are drawn: a plan, section, task or group with how it stands, and an assignment."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from store.tree import GroupNode, TaskNode
from tui.looks import Face, tone_of
from tui.panes.assignments import days_text, due_text, slipped
from tui.panes.tree import Branch, Forest, Leaf, Standing
from tui.panes.units import fit_lights
from tui.text import Ink, Piece, Pieces, cells, short_day

LIGHT = 10
"""Cells of the light with its days, before everything else."""
ROOMY = 76
"""Cells of a line from which on it has room for the status in words, and for two cells an indent."""
BRIEF = 12
"""Cells in which the lights of a branch still say enough."""
WIDE = 100
"""Cells of a line from which on due dates have their year."""


class Columns(NamedTuple):
    """The widths of the columns behind the title, the same for all rows; and of one indent."""

    facts: int
    """The lights of a branch; role and status of an assignment."""
    role: int
    status: int
    """0 where there is no room for it."""
    share: int
    due: int
    indent: int


def columns(forest: Forest, width: int, face: Face) -> Columns:
    """Column widths for a line of so many cells."""
    domain, says = face.words.domain, face.words.screen
    role = max(cells(says.role(each)) for each in ("lead", "responsible", "support"))
    status = max(cells(domain.status(each)) for each in ("not_started", "in_progress", "blocked", "claimed"))
    counts = (entry.standing for entry in forest.entries if isinstance(entry, Branch))
    widest = max((len(_share(standing)) for standing in counts), default=0)
    if width < ROOMY and role + 2 + status > BRIEF:
        status = 0
    facts = max(role + 2 + status, BRIEF)
    return Columns(facts, role, status, max(widest, 6), 10 if width >= WIDE else 5, 2 if width >= ROOMY else 1)


def _share(standing: Standing) -> str:
    return f"{standing.done}/{standing.total}" if standing.total else ""


def draw_branch(row: Branch, width: int, cols: Columns, face: Face) -> Pieces:
    """The row of a plan, section, task or group, exactly `width` cells."""
    reason = row.standing.reason
    tone = tone_of(reason.light) if reason else "dim"
    ink = Ink(width).put(face.sign(reason.light) if reason else " ", f"{tone}!").put(" ")
    late = reason.days if reason and reason.days is not None else None
    ink.put("" if late is None else face.words.screen.days(abs(late)), tone, width=LIGHT - 4, right=True).put("  ")
    title = Ink(_title_room(ink.left, cols)).put(" " * (cols.indent * row.depth))
    mark = ("⌄ ", "- ") if row.opened else ("› ", "+ ")
    title.put("  " if row.opened is None else face.pick(*mark), "accent")
    heading = not isinstance(row.node, TaskNode | GroupNode)
    title.put(f"{row.label} " if row.label else "", "dim").put(row.title, "text!" if heading else "text")
    for piece in (*title.done(), Piece(" "), *fit_lights(row.standing.counts, cols.facts, face)):
        ink.put(*piece)
    ink.put("  ").put(_share(row.standing), width=cols.share, right=True)
    ink.put("  ").put(_day(reason.due if reason else None, cols.due), "dim", width=cols.due, right=True)
    return ink.done()


def draw_leaf(row: Leaf, width: int, cols: Columns, face: Face) -> Pieces:
    """The row of an assignment, exactly `width` cells: its unit, then what else is to be said, as far as it fits."""
    item, tone, domain = row.item, tone_of(row.item.light), face.words.domain
    ink = Ink(width).put(face.sign(item.light), f"{tone}!")
    ink.put("!" if item.status == "blocked" and item.light != "blocked" else " ", "yellow!")
    ink.put(days_text(item, face), tone, width=LIGHT - 4, right=True).put("  ")
    unit = Ink(_title_room(ink.left, cols)).put(" " * (cols.indent * row.depth + 2)).put(item.unit)
    if item.wanted:
        unit.put_if(face.words.dates.pending_short(short_day(item.wanted, face.as_of)), "yellow")
    if item.due_first is not None and slipped(item):
        unit.put_if(face.words.screen.first_due(short_day(item.due_first, face.as_of)), "dim")
    if item.note and unit.left > 6:
        unit.put("  ").put(item.note, "dim")
    for piece in unit.done():
        ink.put(*piece)
    ink.put(" ").put(face.words.screen.role(item.role), "dim", width=cols.role)
    ink.put("  ").put(domain.status(item.status) if cols.status else "", width=cols.facts - cols.role - 2)
    percent = "" if item.percent is None else domain.percent(item.percent)
    ink.put("  ").put(percent, width=cols.share, right=True)
    ink.put("  ").put(due_text(item, cols.due), "dim", width=cols.due, right=True)
    return ink.done()


def _title_room(left: int, cols: Columns) -> int:
    """The cells that a title, or a unit with what is said of it, has."""
    return max(left - cols.facts - cols.share - cols.due - 5, 0)


def _day(day: date | None, width: int) -> str:
    return "" if day is None else day.isoformat() if width >= 10 else day.strftime("%m-%d")
