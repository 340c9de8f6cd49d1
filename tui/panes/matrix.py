"""The matrix: tasks downwards, units across, groups folding; only the columns in view are read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from textual.geometry import Region

from store.matrix import Groups, MatrixCells, MatrixTask, with_group
from store.roster import Ground, Roster
from store.shapes import Assignment
from store.workload import UnitName, load_of
from tui.looks import Face
from tui.messages import FoldTurned, RowMoved
from tui.panes import crossing
from tui.panes.assignments import GroupRow
from tui.panes.roster import place_of
from tui.panes.sheet import CHUNK, NO_ROSTER, Sheet, SheetPane
from tui.panes.subject import Subject

AHEAD = 12
"""Columns beyond the view that are read before they are seen."""
KEPT = 12
"""Chunks that are kept; those that were read first go first."""


class MatrixPane(SheetPane):
    """Its cursor stands on a cell; groups fold; what comes into view is asked for."""

    def __init__(self, face: Face, id: str) -> None:
        super().__init__(face, id)
        self.turned: frozenset[int] = frozenset()
        """Groups that are not as they are at first."""

    # What is shown

    def unfolded(self, here: Ground) -> frozenset[int]:
        """The groups whose members show: at first that one beside which there is nothing else."""
        return self.turned ^ frozenset(here.roots if len(here.top) == 1 else ())

    def show_sheet(self, sheet: Sheet) -> None:
        """Show another reading; the cursor stays on its task and its unit, or near them."""
        at, old = None, self.sheet.roster
        if self.column < len(old.units):
            at = place_of(sheet.roster, old.above[self.column], old.units[self.column])
        moved = (self.column if at is None else at) - self.column
        self.column, self.left = self.column + moved, max(self.left + moved, 0)
        self.sheet, self.chunks = sheet, dict(sheet.chunks)
        self._asked.clear()
        self._size_heads()
        self.set_rows(sheet.tasks)
        self._reach(self.column)

    def standing(self) -> tuple[Any, ...]:
        """With the columns, and which of them the cursor is on."""
        return *super().standing(), self.sheet, self.column, self.left

    def stand(self, standing: tuple[Any, ...]) -> None:
        """Be as it was, undrawn."""
        super().stand(standing)
        self.sheet, self.column, self.left = standing[3:]

    def chunks_in_view(self, roster: Roster) -> range:
        """The chunks that would be seen with these columns."""
        if not roster.units:
            return range(0)
        last = len(roster.units) - 1
        first = min(self.left, last)
        return range(first // CHUNK, min(max(first, self.column) + self._room() // crossing.UNIT, last) // CHUNK + 1)

    def fill(self, page: int, rows: MatrixCells) -> None:
        """More columns were read."""
        while len(self.chunks) >= KEPT:
            self.chunks.pop(next(iter(self.chunks)))
        self.chunks[page] = rows
        self._asked.discard(page)
        self.repaint()

    def show_group(self, group: int, counts: Groups) -> None:
        """A large group was counted."""
        self.chunks = {number: with_group(chunk, group, counts) for number, chunk in self.chunks.items()}
        self.repaint()

    def group_to_count(self) -> int | None:
        """The next large group that was not counted yet: those around the cursor first."""
        near = sorted(self.chunks, key=lambda number: abs(number - self.column // CHUNK))
        return next((group for number in near for group in self.chunks[number].uncounted), None)

    def update_items(self, rows: Iterable[Assignment]) -> None:
        """Show what was just written, in place: totals follow with the next reading."""
        fresh = {item.id: item for item in rows}
        places = {(item.task_id, item.unit_id) for item in fresh.values()}
        for number, chunk in self.chunks.items():
            changed = {
                at: tuple(fresh.get(one.id, one) for one in chunk.assignments[at])
                for at in places & chunk.assignments.keys()
            }
            if changed:
                self.chunks[number] = chunk._replace(assignments={**chunk.assignments, **changed})
        touched = {task for task, _ in places}
        for index, task in enumerate(self.rows):
            if task.id in touched:
                self._forget(index)
                self._refresh_row(index)
        self._refresh_info()

    def reset(self) -> None:
        """Forget everything but what is folded."""
        super().reset()
        self.sheet, self.chunks = Sheet((), NO_ROSTER, {}, {}, (), 0, 0), {}
        self.column = self.left = 0
        self._heads = (), {}
        self.why_empty = (self.face.words.screen.say("loading"),)

    # Moving

    def sideways(self, step: int) -> bool:
        """One column to the left (-1) or right (1)."""
        return self._go(self.column + step)

    def turn(self, pages: int) -> None:
        """So many screens of columns on."""
        self._go(self.column + pages * max(len(self._shown()) - 1, 1))

    def _go(self, column: int) -> bool:
        column = min(max(column, 0), len(self.sheet.roster.units) - 1)
        if column < 0 or column == self.column:
            return False
        self._reach(column)
        self.post_message(RowMoved(self.id or ""))
        return True

    def _reach(self, column: int) -> None:
        """Put the cursor on a column and bring it into view; what lies ahead is read before it is seen."""
        roster, left = self.sheet.roster, self.left
        if not roster.units:
            return
        self.column = min(max(column, 0), len(roster.units) - 1)
        self.left = min(self.left, self.column)
        if self.column not in self._shown():
            self.left = crossing.first_with(roster, self.column, self._room(), self._cols)
        if self.left != left:
            self.repaint()
        else:
            self._forget(self.cursor)
            self._refresh_row(self.cursor)
            self.refresh(Region(0, 1, self.size.width, self.heads - 1))
        last = min(self._shown()[-1] + AHEAD, len(roster.units) - 1)
        for chunk in range(max(self.left - AHEAD, 0) // CHUNK, last // CHUNK + 1):
            if chunk not in self.chunks:
                self._want(chunk)

    def move_to(self, index: int) -> None:
        """Put the cursor on a row."""
        before = self.cursor
        super().move_to(index)
        if self.cursor != before:
            self._refresh_info()

    def _refresh_info(self) -> None:
        self.refresh(Region(0, 0, self.size.width, 2))

    def fold_here(self, open_it: bool | None = None) -> bool:
        """Open, close or (None) turn the group under the cursor; a member folds the group it stands in."""
        roster, at = self.sheet.roster, self.column
        if at >= len(roster.units):
            return False
        if not self._is_group(at) or (open_it is False and not roster.opened[roster.units[at]]):
            depth = roster.depths[at]
            at = next((place for place in range(at - 1, -1, -1) if roster.depths[place] < depth), -1)
        if at < 0 or roster.opened.get(roster.units[at]) in (None, open_it):
            return False
        self.turned ^= {roster.units[at]}
        self._reach(at)
        self.post_message(FoldTurned(self.id or ""))
        return True

    # What an action is about

    @property
    def subject(self) -> Subject:
        """What an action would be about here."""
        task, roster = self.current, self.sheet.roster
        if not isinstance(task, MatrixTask) or self.column >= len(roster.units):
            return Subject()
        unit = roster.units[self.column]
        if not self._is_group(self.column):
            items = self._items(task, self.column)
            return Subject(item=crossing.worst_of(items)) if items else Subject(task=(task.plan, task.ref))
        head, counts = self._head(self.column), self._counts(task, self.column)
        if head is None:
            return Subject(task=(task.plan, task.ref))
        one = next((node.one for (of, _), node in self.sheet.groups.items() if of == task.id), None)
        if counts and one is not None:
            return Subject(group=GroupRow(head.name, one, (), counts, False))
        load = load_of(UnitName(unit, head.name, 0, True, False), None, [], 1)
        return Subject(unit=load._replace(counts=head.counts))

    def on_resize(self) -> None:
        """Another size: other columns in view."""
        self._size_heads()
        super().on_resize()
        if units := self.sheet.roster.units:  # no room stays empty beside columns that were left behind
            self.left = min(self.left, crossing.first_with(self.sheet.roster, len(units) - 1, self._room(), self._cols))
        self._reach(self.column)
