"""Assignments in a list: what is overdue and due soon, or those of one unit or task; members of a group fold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from store.shapes import Assignment, Count
from store.vocabulary import DUE_SOON, WORST_FIRST
from tui.looks import Face, tone_of
from tui.panes.lines import Lines
from tui.panes.subject import Subject
from tui.text import Ink, Pieces, cells, visible

FEW_ROWS = 40
"""Up to so many written rows are drawn one by one, more of them by drawing the list."""

Groups = Mapping[tuple[str, str, str], tuple[Count, ...]]


TITLE_ROOM = 16
"""Cells that a title keeps, with the gap, before a group's count is said in short; the count never gives way."""


SLIPPAGE_FROM = 100
"""The cells of a line from which on it has room for the first due date beside the present one."""


class TaskRow(NamedTuple):
    """One assignment."""

    item: Assignment
    inside: bool = False
    """True under the row of its group."""


class GroupRow(NamedTuple):
    """The members of one group in one task."""

    group: str
    worst: Assignment
    items: tuple[Assignment, ...]
    """Those of its members that are in this list."""
    counts: tuple[Count, ...]
    """How all its members stand."""
    unfolded: bool


Row = TaskRow | GroupRow


def _item(row: Row) -> Assignment:
    """The assignment that a row shows: of a group the worst of its members."""
    return row.item if isinstance(row, TaskRow) else row.worst


class Columns(NamedTuple):
    """The widths of a list's columns, the same for all its rows."""

    days: int
    unit: int
    role: int
    due: int
    plan: int
    """0 while one plan is shown."""


def fold(items: Iterable[Assignment], groups: Groups, unfolded: frozenset[object]) -> tuple[Row, ...]:
    """Rows for a list: members of one group in one task stand under one row, where the first of them would be.

    Args:
        items: the assignments in the order to be shown.
        groups: how all members of each (plan, task, group) stand.
        unfolded: the keys (`row_key`) of the group rows that are open.
    """
    members: dict[tuple[str, str, str], list[Assignment]] = {}
    order: list[Assignment | tuple[str, str, str]] = []
    for item in items:
        if item.via is None:
            order.append(item)
            continue
        key = (item.plan, item.task, item.via)
        if key not in members:
            order.append(key)
        members.setdefault(key, []).append(item)
    rows: list[Row] = []
    for entry in order:
        if isinstance(entry, Assignment):
            rows.append(TaskRow(entry))
        else:
            rows.extend(_group_rows(entry, tuple(members[entry]), groups, unfolded))
    return tuple(rows)


def _group_rows(
    key: tuple[str, str, str], items: tuple[Assignment, ...], groups: Groups, unfolded: frozenset[object]
) -> list[Row]:
    """The row of a group and, when it is open, those of its members."""
    worst = min(items, key=lambda item: (_badness(item.light), -(item.days_late or 0)))
    row = GroupRow(key[2], worst, items, groups.get(key, ()), key in unfolded)
    return [row, *(TaskRow(item, True) for item in items)] if row.unfolded else [row]


def _badness(light: str) -> int:
    return WORST_FIRST.index(light) if light in WORST_FIRST else len(WORST_FIRST)


def row_key(row: Row) -> object:
    """What a row is known by: the id of an assignment, or (plan, task, group)."""
    return row.item.id if isinstance(row, TaskRow) else (row.worst.plan, row.worst.task, row.group)


def short_plan(key: str) -> str:
    """A plan's key without its year: what tells plans apart in a list of all of them."""
    return key.rpartition("-")[0] or key


def columns(rows: Sequence[Row], width: int, face: Face, many_plans: bool = False) -> Columns:
    """Column widths for a list: units up to a part of the line, titles take what is left."""
    units = [(row.item.unit, 0) if isinstance(row, TaskRow) else (row.group, 2) for row in rows[:400]]
    widest = max((cells(visible(unit[:60])) + fold for unit, fold in units), default=8)
    role = max((cells(face.words.screen.role(role)) for role in ("lead", "responsible", "support")), default=4)
    due = 10 if width >= 84 else 5 if width >= 64 else 0
    if width >= SLIPPAGE_FROM and any(slipped(_item(row)) for row in rows[:400]):
        due = 23
    most = width // 4 if many_plans else width * 3 // 10
    return Columns(6, max(min(widest, most), 8), role, due, (10 if width >= 52 else 8) if many_plans else 0)


def days_text(item: Assignment, face: Face) -> str:
    """Days late or left, the glyph saying which; for what is closed nothing."""
    if item.light in ("done", "dropped") or item.days_late is None:
        return ""
    return face.words.screen.days(abs(item.days_late))


def slipped(item: Assignment) -> bool:
    """Whether the due date is no longer the first one."""
    return item.due is not None and item.due_first is not None and item.due != item.due_first


def due_text(item: Assignment, width: int) -> str:
    """The due date in 5 or 10 cells; in 23 with the first one, where it has moved."""
    if item.due is None or not width:
        return ""
    if width > 10 and item.due_first is not None and slipped(item):
        return f"{item.due_first.isoformat()} > {item.due.isoformat()}"
    return item.due.isoformat() if width >= 10 else item.due.strftime("%m-%d")


ALARMING = tuple(light for light in WORST_FIRST if light in ("overdue", "due_soon", "no_report", "blocked", "behind"))
"""The lights that are told of a group before what is done, the worst first; beside each but what is soon due nothing is
green."""


def count_text(
    counts: Sequence[Count], face: Face, brief: bool = False, *, told: Sequence[str] = ("overdue",)
) -> tuple[str, str]:
    """`逾期 2/16` of a group and its tone, in brief `⚑2/16`; without an overdue one, how many are done.

    Nothing where they were not counted yet. Green only where nobody is silent or needs help.

    Args:
        counts: of its members, by light.
        face: what to draw with.
        brief: True for the sign instead of the word.
        told: the lights that are told before what is done.
    """
    if not counts:
        return "", ""
    total = sum(count.n for count in counts)
    by_light = {count.light: count.n for count in counts}
    light = next((light for light in told if by_light.get(light)), "done")
    said = face.sign(light) if brief else f"{face.words.domain.light(light)} "
    n = by_light.get(light, 0)
    calm = light == "done" and (not n or any(by_light.get(other) for other in ALARMING if other != DUE_SOON))
    return f"{said}{n}/{total}", "dim" if calm else tone_of(light)


def draw_row(row: Row, width: int, cols: Columns, face: Face) -> Pieces:
    """One row of a list, exactly `width` cells."""
    item = _item(row)
    tone = tone_of(item.light)
    ink = Ink(width).put(face.sign(item.light), tone + "!")
    ink.put("!" if item.status == "blocked" and item.light != "blocked" else " ", "yellow!")
    ink.put(days_text(item, face), tone, width=cols.days, right=True).put("  ")
    tail = cols.unit + cols.role + 3 + (cols.due + 2 if cols.due else 0)
    room = max(ink.left - tail, 0)
    if cols.plan:
        ink.put(short_plan(item.plan), "dim", width=min(cols.plan - 1, room)).put(" ")
        room = max(room - cols.plan, 0)
    _title(ink, row, room, face)
    ink.put(" ")
    if isinstance(row, TaskRow):
        ink.put(item.unit, width=cols.unit)
    else:
        ink.put(face.pick("⌄ " if row.unfolded else "› ", "- " if row.unfolded else "+ "), "accent")
        ink.put(row.group, width=cols.unit - 2)
    ink.put(" ").put(face.words.screen.role(item.role), "dim", width=cols.role)
    if cols.due:
        ink.put("  ").put(due_text(item, cols.due), "dim", width=cols.due, right=True)
    return ink.done()


def _title(ink: Ink, row: Row, room: int, face: Face) -> None:
    """Label and title; for a group its count at the end; then the note, as far as they fit."""
    item, count, tone = (row.item, "", "") if isinstance(row, TaskRow) else (row.worst, *count_text(row.counts, face))
    inside = isinstance(row, TaskRow) and row.inside
    if count and isinstance(row, GroupRow) and room < cells(count) + TITLE_ROOM:
        count, tone = count_text(row.counts, face, True)
    gap = 2 if room >= cells(count) + 2 else 0
    count_room = min(cells(count) + gap, room) if count else 0
    title = Ink(room - count_room)
    label = "  " if inside else f"{item.label} " if item.label else ""
    title.put(label, "dim").put(item.title, "dim" if inside else "text")
    if item.wanted and isinstance(row, TaskRow) and title.left > 6:
        title.put("  ").put(face.words.dates.pending_short(item.wanted.strftime("%m-%d")), "yellow")
    if item.note and isinstance(row, TaskRow) and title.left > 6:
        title.put("  ").put(item.note, "dim")
    for piece in title.done():
        ink.put(piece.text, piece.tone)
    if count_room:
        ink.put(" " * gap).put(count, tone, width=count_room - gap)


class AssignmentsPane(Lines):
    """A foldable list of assignments."""

    def __init__(self, face: Face, id: str) -> None:
        super().__init__(face, id)
        self.unfolded: frozenset[object] = frozenset()
        self.headline = ""
        self.many_plans = False
        self.total = 0
        self.filter_text = ""
        self.can_filter = id == "due"
        """Whether the filter narrows this list."""
        self.why_empty: Sequence[str] = ()
        self._items: tuple[Assignment, ...] = ()
        self._groups: Groups = {}
        self._columns: tuple[int, Columns] | None = None

    def show(self, items: tuple[Assignment, ...], groups: Groups, total: int) -> None:
        """Show these assignments; `total` counts also those beyond the window that was read."""
        self.total = total
        if items and items is self._items and groups is self._groups:
            self.refresh_title()
            return
        self._items, self._groups = items, groups
        self.set_rows(fold(items, groups, self.unfolded))

    def update_items(self, changed: Sequence[Assignment]) -> None:
        """Show what was just written, in place; the order follows with the next reading."""
        fresh = {item.id: item for item in changed}
        self._items = tuple(fresh.get(item.id, item) for item in self._items)
        if len(fresh) > FEW_ROWS:
            self.set_rows(fold(self._items, self._groups, self.unfolded))
            return
        for index, row in enumerate(self.rows):
            if isinstance(row, TaskRow) and row.item.id in fresh:
                self.replace_row(index, row._replace(item=fresh[row.item.id]))

    def fold_here(self, open_it: bool | None = None) -> bool:
        """Open, close or (None) turn the group under the cursor; closing works from a member too. Say if it did."""
        row = self.current
        if isinstance(row, TaskRow) and row.inside and not open_it:
            key: object = (row.item.plan, row.item.task, row.item.via)
        elif isinstance(row, GroupRow) and (open_it is None or open_it != row.unfolded):
            key = row_key(row)
        else:
            return False
        self.unfolded ^= {key}
        at = next((i for i, other in enumerate(self.rows) if row_key(other) == key), self.cursor)
        self.cursor = at
        self.set_rows(fold(self._items, self._groups, self.unfolded))
        return True

    def items_of(self, row: Row) -> tuple[Assignment, ...]:
        """The assignment; of a group those of its members that are in this list."""
        return (row.item,) if isinstance(row, TaskRow) else row.items

    @property
    def more(self) -> bool:
        """Whether the list stands for more than was read."""
        return self.total > len(self._items)

    @property
    def subject(self) -> Subject:
        """What an action would be about here."""
        row = self.current
        if row is None:
            return Subject()
        return Subject(item=row.item) if isinstance(row, TaskRow) else Subject(group=row)

    def repaint(self) -> None:
        """Other rows or another width: other columns."""
        self._columns = None
        super().repaint()

    def key_of(self, row: Row) -> object:
        """The id of an assignment, or (plan, task, group)."""
        return row_key(row)

    def draw_title(self, width: int) -> Pieces:
        """The headline with its count, the filter where one is set, and how much of a long list is shown."""
        listed = len(self._items)
        cut_off = self.face.words.screen.first_rows(listed, self.can_filter) if self.total > listed else ""
        return pane_title(self.face, self.headline, self.total, self.active, width, self.filter_text, cut_off)

    def draw_row(self, row: Row, width: int) -> Pieces:
        """One assignment or group."""
        if self._columns is None or self._columns[0] != width:
            self._columns = (width, columns(self.rows, width, self.face, self.many_plans))
        return draw_row(row, width, self._columns[1], self.face)

    def empty_lines(self) -> Sequence[str]:
        """Why there is nothing."""
        return self.why_empty


def pane_title(face: Face, name: str, count: int | None, active: bool, width: int, *extras: str) -> Pieces:
    """The title line of a pane: mark of the focus, name, count, and what filters or cuts it."""
    ink = Ink(width).put(face.pick("▐", ">") if active else " ", "accent!")
    ink.put(name, "accent!" if active else "text!")
    if count is not None:
        ink.put(f"  {count}", "text")
    for extra in filter(None, extras):
        ink.put("  ").put(extra, "accent")
    return ink.done()
