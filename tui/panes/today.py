"""Today 今日待办: whom to call, by unit: what for, the telephone, what was answered last, the key that comes next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from store.called import TodoItem, TodoUnit
from store.shapes import Assignment, UnitLoad
from tui.keys import NEXT
from tui.looks import Face, tone_of
from tui.panes.assignments import pane_title, short_plan
from tui.panes.lines import Lines
from tui.panes.subject import Subject
from tui.text import Ink, Pieces, cells, short_day, visible

SIGNS = {
    "overdue": "overdue", "due_soon": "due_soon", "confirm": "to_confirm", "report": "no_report", "promise": "overdue",
    "extension": "due_soon",
}  # fmt: skip
"""Reason → the light whose colour it carries."""
OWN_SIGN = frozenset({"overdue", "due_soon", "confirm", "report"})
"""Reasons that carry their light's sign too; the others show `!`."""
UNIT_ROOM = 20
"""Cells that a unit's name takes at most."""
TITLE_ROOM = 14
"""Cells that a title keeps before the last answer is shown."""
SHORT_TITLE = 8
"""Cells that a title keeps beside the telephone."""
PERSON_ROOM = 26
"""Cells of contact and telephone at most."""


class TodayRow(NamedTuple):
    """One reason to call one unit."""

    unit: TodoUnit
    why: TodoItem
    item: Assignment | None
    """The assignment that it is about; None where it is about the unit as a whole."""
    load: UnitLoad | None
    first: bool
    """Whether it is the unit's first row: that one has the telephone and the last answer."""


class TodayColumns(NamedTuple):
    """The widths of the columns, in cells."""

    unit: int
    why: int
    person: int
    next: int


def today_rows(
    units: Sequence[TodoUnit], items: Mapping[int, Assignment], loads: Sequence[UnitLoad]
) -> tuple[TodayRow, ...]:
    """The rows of the pane, a unit's own together.

    Args:
        units: whom to call, in the user's order.
        items: the assignments that their reasons are about, by id.
        loads: the workload; a unit that a filter leaves out there is left out here.
    """
    known = {load.unit_id: load for load in loads if not load.is_group}
    return tuple(
        TodayRow(unit, why, items.get(why.assignment or 0), known[unit.unit_id], index == 0)
        for unit in units
        if unit.unit_id in known
        for index, why in enumerate(unit.items)
    )


def why_text(row: TodayRow, face: Face) -> str:
    """`15 d late`, `promised 09-12`, `extension 10-20`: the reason with what it hangs on."""
    says, why, day = face.words.calls, row.why, short_day(row.why.on, face.as_of) if row.why.on else ""
    if why.why in ("overdue", "due_soon"):
        return face.words.domain.days_late(why.days_late or 0)
    if why.why == "promise":
        return says.promised(day)
    word = face.words.domain.word("extension") if why.why == "extension" else says.why(why.why)
    return f"{word} {day}".rstrip()


def next_text(row: TodayRow, face: Face) -> str:
    """The key that comes next, and what it does."""
    return f"{face.key(NEXT[row.why.why])} {face.words.calls.next(row.why.why)}"


def today_columns(rows: Sequence[TodayRow], face: Face) -> TodayColumns:
    """Column widths; the title takes what is left, and after it the last answer."""
    few = rows[:400]
    return TodayColumns(
        min(max((cells(visible(row.unit.unit)) for row in few), default=4), UNIT_ROOM),
        max((cells(why_text(row, face)) for row in few), default=4),
        min(max((cells(_person(row)) for row in few), default=0), PERSON_ROOM),
        max((cells(next_text(row, face)) for row in few), default=4),
    )


def _person(row: TodayRow) -> str:
    """Whom to call, on a unit's first row."""
    known = row.unit
    return visible(" ".join(part for part in (known.contact, known.phone) if part)) if row.first else ""


def _asked(row: TodayRow, face: Face) -> str:
    """How the unit was asked last, on its first row."""
    unit = row.unit
    if not row.first or unit.chased_on is None:
        return ""
    return visible(f"{short_day(unit.chased_on, face.as_of)} {unit.answer or face.words.domain.word('chase')}")


def draw_today(row: TodayRow, width: int, cols: TodayColumns, many_plans: bool, face: Face) -> Pieces:
    """One reason, exactly `width` cells: the unit, why, what about, whom, what was answered, the next key."""
    why, ink = row.why, Ink(width - cols.next - 2)
    tone = tone_of(SIGNS.get(why.why, ""))
    ink.put(face.sign(SIGNS[why.why]) if why.why in OWN_SIGN else "!", f"{tone}!").put(" ")
    ink.put(row.unit.unit, "text" if row.first else "dim", width=cols.unit).put("  ")
    ink.put(why_text(row, face), tone, width=cols.why).put("  ")
    person = cols.person if ink.left >= cols.person + SHORT_TITLE + 2 else 0
    about = Ink(ink.left - (person + 2 if person else 0))
    asked = _asked(row, face) if about.left >= 2 * TITLE_ROOM else ""
    title = f"{why.label} {why.title}".strip()
    title = f"{short_plan(why.plan)}  {title}" if many_plans else title
    room = max(about.left - cells(asked) - 2, about.left // 2) if asked else about.left
    about.put(title, "text" if row.first else "dim", width=min(room, cells(visible(title))))
    if asked:
        about.put("  ").put(asked, "dim")
    for piece in about.done():
        ink.put(*piece)
    if person:
        ink.put("  ").put(_person(row), "text", width=person)
    key, _, label = next_text(row, face).partition(" ")
    tail = Ink(cols.next + 2).put("  ").put(key, "accent!").put(f" {label}", "dim")
    return (*ink.done(), *tail.done())


class TodayPane(Lines):
    """The first pane of the overview, while there is somebody to call."""

    def __init__(self, face: Face, id: str) -> None:
        super().__init__(face, id)
        self.many_plans = False
        self.filter_text = ""
        self.are_first = False
        """Whether there are more units to call than these."""
        self._columns: TodayColumns | None = None

    def show(self, rows: tuple[TodayRow, ...]) -> None:
        """Show these reasons; the rows are drawn anew only where one of them says something else."""
        if [row._replace(load=None) for row in rows] != [row._replace(load=None) for row in self.rows]:
            self.set_rows(rows)
        elif rows:
            self.rows = rows
            self.refresh_title()

    @property
    def subject(self) -> Subject:
        """What an action would be about here."""
        row = self.current
        if row is None:
            return Subject()
        return Subject(item=row.item, whole=True) if row.item is not None else Subject(unit=row.load)

    def repaint(self) -> None:
        """Other rows or words: other columns."""
        self._columns = None
        super().repaint()

    def key_of(self, row: TodayRow) -> object:
        """Unit, reason and what it is about."""
        return (row.unit.unit_id, row.why.why, row.why.plan, row.why.task, row.why.assignment)

    def draw_title(self, width: int) -> Pieces:
        """The title with the number of units, and how often each reason holds."""
        says = self.face.words
        units = len({row.unit.unit_id for row in self.rows})
        counted = [(why, sum(row.why.why == why for row in self.rows)) for why in NEXT]
        told = says.domain.list(tuple(says.calls.counted(why, n) for why, n in counted if n))
        first = says.screen.first_rows(units, False) if self.are_first else ""
        count = None if self.are_first else units
        return pane_title(
            self.face, says.screen.pane("today"), count, self.active, width, first, told, self.filter_text
        )

    def draw_row(self, row: TodayRow, width: int) -> Pieces:
        """One reason."""
        if self._columns is None:
            self._columns = today_columns(self.rows, self.face)
        return draw_today(row, width, self._columns, self.many_plans, self.face)
