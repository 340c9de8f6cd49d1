"""One unit in the list of what was opened: whom to call, its names and groups, and what its next return slip asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from store.reported import OpenItem
from store.roster import Membership, UnitSheet
from store.shapes import Assignment
from store.vocabulary import CLOSED, ROLES, WORST_FIRST
from tui.looks import Face, tone_of
from tui.panes.assignments import (
    AssignmentsPane,
    Groups,
    Row,
    TaskRow,
    days_text,
    due_text,
    short_plan,
)
from tui.text import Ink, Piece, Pieces, cells, short_day, visible
from tui.view import Listing

LINES = 4
"""Fixed lines above the assignments: contacts; names and groups; last report and chase; what the slip asks."""
ROOMY = 70
"""Cells of a line from which on a due date has its year."""
TITLE = 24
"""Cells that a title keeps before what was said last is cut."""


def in_order(items: Sequence[Assignment]) -> tuple[Assignment, ...]:
    """What is open before what is closed; then by role, the worst light first; else as it was."""
    roles, rank = {role: at for at, role in enumerate(ROLES)}, {light: at for at, light in enumerate(WORST_FIRST)}

    def place(item: Assignment) -> tuple[bool, int, int]:
        return item.status in CLOSED, roles.get(item.role, len(roles)), rank.get(item.light, len(rank))

    return tuple(sorted(items, key=place))


def head_lines(sheet: UnitSheet, items: Sequence[Assignment], face: Face) -> tuple[Pieces, ...]:
    """The fixed lines of a unit, each still of any width."""
    calls, says = face.words.calls, face.words.screen
    people: list[Piece] = []
    for one in sheet.contacts:
        people += [Piece(f"{calls.kind(one.kind)} ", "dim"), Piece(f"{visible(f'{one.name} {one.phone}'.strip())}   ")]
    key = face.key("contacts")
    nobody = f"{calls.label('no_contacts')}  {key} {says.action('contacts')}"
    names = [Piece(f"{says.say('also_called')} ", "dim"), Piece(f"{'  '.join(map(visible, sheet.names))}   ")]
    groups = "  ".join(group_text(one, face) for one in sheet.groups)
    where = [Piece(f"{visible(sheet.area)}   ", "dim"), *(names if sheet.names else [])]
    if groups:
        where += [Piece(f"{says.say('in_groups')} ", "dim"), Piece(groups)]
    asked = sum(item.id in sheet.said for item in items)
    slip = says.slip(asked, len(items)) if asked else says.say("nothing_asked")
    return (tuple(people) or (Piece(nobody, "dim"),), tuple(where), _last(sheet, face), (Piece(slip, "accent"),))


def group_text(one: Membership, face: Face) -> str:
    """A group with the days from and until which a unit belongs to it."""
    label = face.words.calls.label
    days = [f"{label(word)} {day.isoformat()}" for word, day in (("since", one.since), ("until", one.until)) if day]
    return " ".join((visible(one.group), *([f"({' '.join(days)})"] if days else [])))


def _last(sheet: UnitSheet, face: Face) -> Pieces:
    """How the unit was heard and asked last."""
    words, heard, chase = face.words, sheet.heard, sheet.chase
    said = [Piece(f"{words.screen.say('last_report')} ", "dim")]
    if heard is None:
        said = [Piece(words.screen.say("no_reports"), "dim")]
    else:
        how = (heard.on.isoformat(), words.domain.via(heard.via), heard.from_whom)
        said.append(Piece(visible("  ".join(filter(None, how)))))
    if chase is not None:
        broken = chase.promised is not None and chase.promised < face.as_of
        text = words.calls.detail(chase.on, chase.via, chase.to_whom, chase.answer, chase.promised)
        tone = "yellow" if broken else "text"
        said += [Piece(f"   {words.domain.word('chase')} ", "dim"), Piece(visible(text), tone)]
    return tuple(said)


def said_text(item: OpenItem | None, face: Face) -> str:
    """What was said last of an assignment: the day, the claim, the words."""
    if item is None or item.last_on is None:
        return ""
    claim = face.words.screen.claims(item.last_claims) if item.last_claims else ""
    return visible("  ".join(filter(None, (short_day(item.last_on, face.as_of), claim, item.last_words))))


def draw_item(
    item: Assignment, said: OpenItem | None, width: int, face: Face, *, days: int = 6, many_plans: bool = False
) -> Pieces:
    """One assignment of the unit, exactly `width` cells: light, role, title, what was said last, due date.

    Args:
        item: the assignment.
        said: what the next return slip would ask about it; None where it asks nothing.
        width: cells.
        face: what to draw with.
        days: cells of the days late or left.
        many_plans: whether its plan is named.
    """
    tone = tone_of(item.light)
    ink = Ink(width).put(face.sign(item.light), tone + "!")
    ink.put("!" if item.status == "blocked" and item.light != "blocked" else " ", "yellow!")
    ink.put(days_text(item, face), tone, width=days, right=True).put("  ")
    role = max(cells(face.words.screen.role(each)) for each in ROLES)
    ink.put(face.words.screen.role(item.role), "dim", width=role).put("  ")
    due = 10 if width >= ROOMY else 5
    room = ink.left - due - 2
    if many_plans:
        ink.put(short_plan(item.plan), "dim", width=8).put(" ")
        room -= 9
    last = said_text(said, face)
    last_room = min(cells(last), max(room - TITLE - 2, 0))
    title = Ink(max(room - (last_room + 2 if last_room else 0), 0))
    title.put(f"{item.label} " if item.label else "", "dim")
    title.put(item.title, "text" if said is not None else "dim")
    for piece in title.done():
        ink.put(*piece)
    if last_room:
        ink.put("  ").put(last, "dim", width=last_room)
    ink.put("  ").put(due_text(item, due), "dim", width=due, right=True)
    return ink.done()


class UnitSheetPane(AssignmentsPane):
    """The list of what was opened; of a unit with what is known of it above."""

    def __init__(self, face: Face, id: str, asked: Callable[[], Listing | None]) -> None:
        """Make it.

        Args:
            face: what to draw with.
            id: of the widget.
            asked: says whose list is open.
        """
        super().__init__(face, id)
        self._asked = asked
        self.sheet: UnitSheet | None = None

    @property
    def of_unit(self) -> bool:
        """Whether what is open is one unit, and not a task, a group or what is claimed."""
        listing = self._asked()
        if listing is None or not listing.unit or listing.task or listing.status:
            return False
        return all(item.unit == listing.unit for item in self._items)

    def show(self, items: tuple[Assignment, ...], groups: Groups, total: int) -> None:
        """Show these assignments; of one unit without its groups, for each row is its own."""
        self._items = items
        self.heads = 1 + LINES if self.of_unit else 1
        if not self.of_unit:
            super().show(items, groups, total)
            return
        self._groups, self.total = groups, total
        self.set_rows(tuple(TaskRow(item) for item in in_order(items)))

    def show_sheet(self, sheet: UnitSheet | None) -> None:
        """Show what is known of the unit."""
        self.sheet = sheet
        self.repaint()

    def reset(self) -> None:
        """Another unit's list comes."""
        super().reset()
        self.sheet = None

    @property
    def said(self) -> Mapping[int, OpenItem]:
        """What the next return slip asks about, by assignment."""
        return self.sheet.said if self.sheet is not None else {}

    def draw_head(self, index: int, width: int) -> Pieces:
        """One of the lines about the unit."""
        ink = Ink(width).put("  ")
        if self.sheet is not None:
            for piece in head_lines(self.sheet, self._items, self.face)[index]:
                ink.put(*piece)
        return ink.done()

    def draw_row(self, row: Row, width: int) -> Pieces:
        """One assignment."""
        if self.of_unit and isinstance(row, TaskRow):
            said = self.said.get(row.item.id)
            return draw_item(row.item, said, width, self.face, many_plans=self.many_plans)
        return super().draw_row(row, width)
