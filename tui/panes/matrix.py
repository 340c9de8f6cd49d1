"""The matrix: tasks downwards, units across, groups folding; only the columns in view are read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip

from store.matrix import ColumnHead, Groups, MatrixCells, MatrixTask, with_group
from store.roster import Ground, Roster
from store.shapes import Assignment, Count
from store.tree import GroupNode
from store.workload import UnitName, load_of
from tui.looks import Face
from tui.messages import FoldTurned, RowMoved
from tui.panes import crossing
from tui.panes.assignments import ALARMING, GroupRow, count_text, pane_title
from tui.panes.crossing import Widths
from tui.panes.paged import Paged
from tui.panes.roster import place_of
from tui.panes.subject import Subject
from tui.text import Ink, Piece, Pieces, cells, fit, plain

CHUNK = 32
"""Columns that are read at once."""
AHEAD = 12
"""Columns beyond the view that are read before they are seen."""
KEPT = 12
"""Chunks that are kept; those that were read first go first."""
NO_ROSTER = Roster((), (), (), {})


class Sheet(NamedTuple):
    """One reading: the rows, the columns, and the columns in view with everything in them."""

    tasks: tuple[MatrixTask, ...]
    roster: Roster
    groups: Mapping[tuple[int, int], GroupNode]
    """By task and group it is laid on: one of the members' assignments."""
    chunks: Mapping[int, MatrixCells]
    counts: tuple[Count, ...]
    """All assignments of the rows."""
    most: int
    """Assignments of the task that has most."""
    grouped: int
    """Of the task that has most in one group."""


class MatrixPane(Paged):
    """Rows are tasks, columns units; the cursor stands on a cell."""

    def __init__(self, face: Face, id: str) -> None:
        super().__init__(face, id)
        self.sheet = Sheet((), NO_ROSTER, {}, {}, (), 0, 0)
        self.chunks: dict[int, MatrixCells] = {}
        self.column = 0
        self.left = 0
        """The first column in view."""
        self.turned: frozenset[int] = frozenset()
        """Groups that are not as they are at first."""
        self.filter_text = ""
        self.why_empty: Sequence[str] = (face.words.screen.say("loading"),)
        self._view: tuple[tuple[object, ...], list[int]] = ((), [])
        self._heads: tuple[tuple[int, ...], dict[int, Pieces]] = ((), {})
        """The lines over the columns but for the cursor, by their number, and for which size."""

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

    # Where things are

    @property
    def _cols(self) -> Widths:
        return crossing.widths(self.size.width, self.sheet.most, self.sheet.grouped)

    def _room(self) -> int:
        """Cells that columns have."""
        cols = self._cols
        return max(self.size.width - 2 - cols.left - cols.right, crossing.UNIT)

    def _shown(self) -> list[int]:
        """The columns in view, by their places."""
        key = (self.left, self.size.width, id(self.sheet))
        if self._view[0] != key:
            self._view = key, crossing.in_view(self.sheet.roster, self.left, self._room(), self._cols)
        return self._view[1]

    def _head(self, at: int) -> ColumnHead | None:
        """A column's head; None, and asked for, where it was not read."""
        chunk = self.chunks.get(at // CHUNK)
        if chunk is None:
            self._want(at // CHUNK)
            return None
        return chunk.heads[at % CHUNK] if at % CHUNK < len(chunk.heads) else None

    def _items(self, task: MatrixTask, at: int) -> tuple[Assignment, ...]:
        chunk = self.chunks.get(at // CHUNK)
        return chunk.assignments.get((task.id, self.sheet.roster.units[at]), ()) if chunk else ()

    def _counts(self, task: MatrixTask, at: int) -> tuple[Count, ...]:
        chunk = self.chunks.get(at // CHUNK)
        return chunk.groups.get((task.id, self.sheet.roster.units[at]), ()) if chunk else ()

    def _is_group(self, at: int) -> bool:
        return self.sheet.roster.units[at] in self.sheet.roster.opened

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

    def repaint(self) -> None:
        """Draw everything anew."""
        self._heads = (), {}
        super().repaint()

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

    def items_of(self, row: MatrixTask) -> tuple[Assignment, ...]:
        """What the unit of the column owes in that task."""
        at = self.column
        return self._items(row, at) if at < len(self.sheet.roster.units) and not self._is_group(at) else ()

    def key_of(self, row: MatrixTask) -> object:
        """A row is known by its task."""
        return row.id

    # Drawing

    def _size_heads(self) -> None:
        """Names have as many lines as the pane can spare, besides the title, the cell in words, and the totals."""
        height = self.size.height
        self.heads = 3 + (7 if height >= 30 else 5 if height >= 20 else 3) if self.sheet.tasks and height > 6 else 1

    def on_resize(self) -> None:
        """Another size: other columns in view."""
        self._size_heads()
        super().on_resize()
        if units := self.sheet.roster.units:  # no room stays empty beside columns that were left behind
            self.left = min(self.left, crossing.first_with(self.sheet.roster, len(units) - 1, self._room(), self._cols))
        self._reach(self.column)

    def draw_title(self, width: int) -> Pieces:
        """The title with how many tasks and columns there are and which show, and what the marks of the roles mean."""
        face = self.face
        size = f"{len(self.sheet.tasks)}{self._extent()}" if self.sheet.tasks else ""
        title = pane_title(face, face.words.screen.pane("matrix"), None, self.active, width, size, self.filter_text)
        ink = Ink(width)
        for piece in title[:-1] if not plain(title[-1:]).strip() else title:
            ink.put(*piece)
        for before, role in (("[ ]", "lead"), ("( )", "support")):
            if self.sheet.tasks:
                ink.put_if(f"{before} {face.words.domain.role(role)}", "dim", gap=3)
        return ink.done()

    def _extent(self) -> str:
        """Which columns of how many are in view; nothing where groups hide some and all that are left show."""
        roster, shown = self.sheet.roster, self._shown()
        if len(shown) < len(roster.units):
            span = f"{shown[0] + 1}{self.face.pick('–', '-')}{shown[-1] + 1}"
            return f" {self.face.pick('×', 'x')} {span}/{len(roster.units)}"
        return "" if roster.opened else f" {self.face.pick('×', 'x')} {len(roster.units)}"

    def draw_head(self, index: int, width: int) -> Pieces:
        """The cell under the cursor in words, the names of the columns, their totals."""
        if not index:
            return self._info(width)
        key = width, self.left, self.heads
        if self._heads[0] != key:
            self._heads = key, {}
        known = self._heads[1]
        if index not in known:
            known[index] = self._head_line(index, width)
        line = list(known[index])
        at = self.column - self.left + 2
        if index < self.heads - 2 and self.column in self._shown() and at < len(line):
            line[at] = line[at]._replace(tone="accent!")
        return tuple(line)

    def _head_line(self, index: int, width: int) -> Pieces:
        """A line of the names of the columns, or their totals: two pieces, then one for each column."""
        cols, ink, lines = self._cols, Ink(width), self.heads - 3
        last = index == self.heads - 2
        label = self.face.words.screen.say("owed") if last else ""
        ink.put(" ").put(f"{label} ", "dim", width=cols.left, right=True)
        for at in self._shown():
            head, room = self._head(at), cols.of(self.sheet.roster, at)
            if not last:
                ink.put(crossing.head_lines(head, room, lines, self.face)[index - 1])
            elif head is None:
                ink.put("", width=room)
            else:
                ink.put(*crossing.total(head.counts, room, self.face))
        if last:
            ink.put("", width=max(ink.left - cols.right - 1, 0))
            ink.put(*crossing.total(self.sheet.counts, cols.right, self.face))
        return ink.done()

    def _info(self, width: int) -> Pieces:
        """What stands under the cursor, in words."""
        task, at = self.current, self.column
        head = self._head(at) if at < len(self.sheet.roster.units) else None
        if head is None or not isinstance(task, MatrixTask):
            return Ink(width).done()
        return crossing.in_words(head, task, self._items(task, at), self._counts(task, at), width, self.face)

    def _row_strip(self, index: int, ground: str, width: int) -> Strip:
        """A task: its head, its cells, its total; of the row under the cursor only head and cell are lit."""
        task, cols, style = self.rows[index], self._cols, self.face.look.style
        here = ground != self.paper
        segments = [Segment(self.face.pick("▐", ">") if ground == "here" else " ", style("accent!", ground))]
        segments += [
            Segment(piece.text, style(piece.tone, ground))
            for piece in crossing.task_head(task.label, task.title, cols.left)
        ]
        left = width - 2 - cols.left - cols.right
        for at in self._shown():
            piece = self._cell(task, at, cols)
            segments.append(
                Segment(piece.text, style(piece.tone, ground if here and at == self.column else self.paper))
            )
            left -= cells(piece.text)
        text, tone = count_text(task.counts, self.face, True, told=ALARMING)
        end = Ink(max(left, 0) + cols.right + 1).put("", width=max(left, 0))
        end.put(f"{text} ", tone, width=cols.right, right=True)
        segments += [Segment(piece.text, style(piece.tone, self.paper)) for piece in end.done()]
        return Strip(segments, sum(cells(segment.text) for segment in segments)).crop(0, width)

    def _cell(self, task: MatrixTask, at: int, cols: Widths) -> Piece:
        if at // CHUNK not in self.chunks:
            self._want(at // CHUNK)
            return Piece(fit(" …", cols.of(self.sheet.roster, at)), "dim")
        if self._is_group(at):
            counts, width = self._counts(task, at), cols.of(self.sheet.roster, at)
            if self.sheet.roster.units[at] in self.chunks[at // CHUNK].uncounted:
                return Piece(fit("… ", width, right=True), "dim")
            return crossing.group_cell(counts, width, self.face) if counts else Piece(" " * width)
        items = self._items(task, at)
        return crossing.cell(items, self.face, bool(items) and all(item.id in self.marked for item in items))

    def empty_lines(self) -> Sequence[str]:
        """Why there is nothing."""
        return self.why_empty
