"""Why a light shows what it shows: one page over the screen, about the row under the cursor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from exchange.why_page import Entry, label_width, page
from store.explained import Why
from store.queries.names import plan_id, task_key
from store.queries.why import why_assignment, why_plan, why_task, why_unit
from store.reader import Reader
from tui.looks import Face, tone_of
from tui.screens.dialog import Text
from tui.text import Piece, Pieces, cells, wrap

if TYPE_CHECKING:
    from tui.screens.plan_screen import PlanScreen

WIDTH = 84
"""Cells of the page, its margins included, where the screen is wide enough."""


class WhyPage(Text):
    """The page; it scrolls."""

    def __init__(self, face: Face, why: Why, width: int) -> None:
        entries = page(why, face.words)
        self.cells = width
        super().__init__(face, entries[0].text, tuple(page_lines(entries[1:], width - 3, face)))

    def on_mount(self) -> None:
        """As wide as it was laid out."""
        super().on_mount()
        self.get_widget_by_id("box").styles.width = self.cells


def page_lines(entries: tuple[Entry, ...], width: int, face: Face) -> Iterator[Pieces]:
    """The page in lines of at most `width` cells: labels in their column, each light with its sign and colour."""
    room = label_width(entries) + 2
    for entry in entries:
        if not (entry.label or entry.text):
            yield (Piece(""),)
            continue
        tone = tone_of(entry.light) if entry.light else "text"
        sign = f"{face.sign(entry.light)} " if entry.light else ""
        left = 0 if entry.head else room
        first: Pieces = (Piece(f" {'' if entry.head else entry.label + ' ' * (room - cells(entry.label))}", "dim"),)
        for index, line in enumerate(wrap(entry.text, width - left - cells(sign))):
            before = first if not index else (Piece(" " * (left + 1)),)
            lead = (Piece(sign if not index else " " * cells(sign), f"{tone}!"),) if sign else ()
            yield (*before, *lead, Piece(line, "accent!" if entry.head else "text"))


class Explaining:
    """The key that asks why."""

    def __init__(self, screen: PlanScreen) -> None:
        self.screen = screen

    def why(self) -> None:
        """The page about the row under the cursor; without a row, about the plan."""
        self.screen.do(self._show(), "open", exclusive=True)

    async def _show(self) -> None:
        screen = self.screen
        found = await screen.desk.read(self._read)
        if found is None:
            screen.tell(screen.face.words.screen.why_not("no_row"), "yellow")
            return
        screen.app.push_screen(WhyPage(screen.face, found, min(screen.size.width * 96 // 100, WIDTH)))

    def _read(self, reader: Reader) -> Why | None:
        """What the row stands for, explained."""
        subject, plan, as_of = self.screen.subject, self.screen.ask.plan, self.screen.ask.as_of
        if subject.item is not None:
            return why_assignment(reader, subject.item.id, as_of)
        if subject.group is not None:
            worst = subject.group.worst
            return why_task(reader, worst.plan, worst.task_id, as_of, subject.group.group)
        if subject.task is not None:
            key, ref = subject.task
            return why_task(reader, key, task_key(reader, f"{key}/{ref}").id, as_of)
        if subject.unit is not None:
            return why_unit(reader, subject.unit.unit, plan or "", as_of)
        if subject.part is not None:
            return why_unit(reader, subject.part.unit, plan or "", as_of)
        if subject.indicator is not None and subject.indicator.task and plan:
            task = task_key(reader, f"{plan}/{subject.indicator.task}")
            return why_task(reader, plan, task.id, as_of)
        if plan is None:
            return None
        plan_id(reader, plan)
        return why_plan(reader, plan, as_of)
