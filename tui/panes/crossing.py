"""How the matrix is drawn: names written downwards, one cell for a unit, a count for a group."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from store.matrix import ColumnHead, MatrixTask
from store.roster import Roster
from store.shapes import Assignment, Count
from store.vocabulary import LEAD, SUPPORT, WORST_FIRST
from tui.looks import Face, tone_of
from tui.panes.assignments import ALARMING, count_text
from tui.text import Ink, Piece, Pieces, cells, cut, fit, visible, wrap

UNIT = 3
"""Cells of a unit's column: the sign of the light between the marks of the role."""
ROLES = {LEAD: ("[", "]"), SUPPORT: ("(", ")")}
"""The marks of a role; who is responsible has none."""


class Widths(NamedTuple):
    """The columns that are not units."""

    left: int
    """Label and title of the task."""
    right: int
    """How the task stands."""
    group: int
    """How a group stands in one task."""

    def of(self, roster: Roster, at: int) -> int:
        """The cells of a column."""
        return self.group if roster.units[at] in roster.opened else UNIT


def widths(width: int, most: int, grouped: int) -> Widths:
    """The widths for a line: titles give way before columns do.

    Args:
        width: cells of a line.
        most: assignments of the task that has most.
        grouped: assignments of the task that has most in one group.
    """
    left = max(min(width * 3 // 10, 40), 14)
    return Widths(left, 2 * len(str(most)) + 3, max(2 * len(str(grouped)) + 3, 7))


def in_view(roster: Roster, first: int, room: int, cols: Widths) -> list[int]:
    """The places of the columns that have room from one on; at least that one."""
    found: list[int] = []
    left = room
    for at in range(max(first, 0), len(roster.units)):
        left -= cols.of(roster, at)
        if left < 0 and found:
            break
        found.append(at)
    return found


def first_with(roster: Roster, last: int, room: int, cols: Widths) -> int:
    """The first column in view where `last` is the last one that has room."""
    at, left = last, room - cols.of(roster, last)
    while at > 0 and left >= cols.of(roster, at - 1):
        at -= 1
        left -= cols.of(roster, at)
    return at


def worst_of(items: Sequence[Assignment]) -> Assignment:
    """Of several assignments of a unit in one task the one that is shown."""
    rank = {light: index for index, light in enumerate(WORST_FIRST)}
    return min(items, key=lambda item: (rank.get(item.light, len(rank)), item.id))


def cell(items: Sequence[Assignment], face: Face, marked: bool = False) -> Piece:
    """What a unit owes in a task: three cells."""
    if not items:
        return Piece(" " * UNIT)
    item = worst_of(items)
    before, after = ROLES.get(item.role, (" ", " "))
    before = "*" if marked else before
    after = "+" if len(items) > 1 else after
    return Piece(f"{before}{face.sign(item.light)}{after}", tone_of(item.light) + ("" if item.role == SUPPORT else "!"))


def group_cell(counts: Sequence[Count], width: int, face: Face) -> Piece:
    """How a group stands in a task."""
    text, tone = count_text(counts, face, True, told=ALARMING)
    return Piece(fit(f"{text} ", width, right=True), tone)


def short_name(head: ColumnHead) -> str:
    """A unit's name under its group's: what both begin with is said once."""
    return visible(head.name.removeprefix(head.above) or head.name)


def downwards(name: str, lines: int, face: Face) -> list[str]:
    """A name written downwards in so many lines of UNIT cells, the last sign saying that it goes on."""
    signs = [char for char in name if char.strip()]
    if len(signs) > lines:
        signs = [*signs[: lines - 1], face.pick("…", ":")]
    signs = [""] * (lines - len(signs)) + signs
    return [fit(sign if cells(sign) > 1 else f" {sign}", UNIT) for sign in signs]


def head_lines(head: ColumnHead | None, width: int, lines: int, face: Face) -> list[str]:
    """The lines over a column: a unit's name downwards, a group's in words."""
    if head is None:
        return [*[" " * width] * (lines - 1), fit(" …", width)]
    if head.opened is None:
        return downwards(short_name(head), lines, face)
    sign = face.pick("⌄", "-") if head.opened else face.pick("›", "+")
    parts = wrap(f"{sign}{short_name(head)}", width - 1)
    if len(parts) > lines:
        parts = [*parts[: lines - 1], cut(parts[lines - 1] + "……", width - 1)]
    return [*[" " * width] * (lines - len(parts)), *(fit(part, width) for part in parts)]


def total(counts: Sequence[Count], width: int, face: Face) -> Piece:
    """How many a unit or group still owes, red where one of them is overdue."""
    by_light = {count.light: count.n for count in counts}
    late = by_light.get("overdue", 0)
    owed = sum(n for light, n in by_light.items() if light not in ("done", "dropped", "to_confirm"))
    text = f"{owed}" if cells(f"{owed}") < width else face.pick("…", "..")
    return Piece(fit(f"{text} ", width, right=True), "red" if late else "dim" if not owed else "text")


def task_head(label: str, title: str, width: int) -> Pieces:
    """Label and title of a task."""
    return Ink(width).put(f"{label} " if label else "", "dim").put(title).put(" ").done()


def in_words(
    head: ColumnHead, task: MatrixTask, items: Sequence[Assignment], counts: Sequence[Count], width: int, face: Face
) -> Pieces:
    """A cell in words: unit and task, then what stands where they meet."""
    ink, domain = Ink(width), face.words.domain
    ink.put(" ").put(visible(head.name), "text!").put("  ")
    ink.put(visible(f"{task.label} {task.title}".strip()), width=min(cells(visible(task.title)) + 6, width // 3))
    if head.opened is not None:
        ink.put_if(*count_text(counts, face, told=ALARMING))
    elif not items:
        ink.put_if(face.words.screen.say("not_laid"), "dim")
    else:
        item, tone = worst_of(items), cell(items, face).tone
        more = f" +{len(items) - 1}" if len(items) > 1 else ""
        ink.put(f"  {domain.role(item.role)}{more}  {domain.status(item.status)}", "dim").put("  ")
        ink.put(f"{face.sign(item.light)} ", tone).put(domain.reason(*item.reason), tone)
    return ink.done()
