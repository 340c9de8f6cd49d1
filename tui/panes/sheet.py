"""The matrix as it is drawn: its rows and columns, which of them are in view, and every line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rich.segment import Segment
from textual.strip import Strip

from store.matrix import ColumnHead, MatrixCells, MatrixTask
from store.roster import Roster
from store.shapes import Assignment, Count
from store.tree import GroupNode
from tui.looks import Face
from tui.panes import crossing
from tui.panes.assignments import ALARMING, count_text, pane_title
from tui.panes.crossing import Widths
from tui.panes.paged import Paged
from tui.text import Ink, Piece, Pieces, cells, fit, plain

CHUNK = 32
"""Columns that are read at once."""
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


class SheetPane(Paged):
    """Rows are tasks, columns units: what stands where, drawn."""

    def __init__(self, face: Face, id: str) -> None:
        super().__init__(face, id)
        self.sheet = Sheet((), NO_ROSTER, {}, {}, (), 0, 0)
        self.chunks: dict[int, MatrixCells] = {}
        self.column = 0
        self.left = 0
        """The first column in view."""
        self.filter_text = ""
        self.why_empty: Sequence[str] = (face.words.screen.say("loading"),)
        self._view: tuple[tuple[object, ...], list[int]] = ((), [])
        self._heads: tuple[tuple[int, ...], dict[int, Pieces]] = ((), {})
        """The lines over the columns but for the cursor, by their number, and for which size."""

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

    def repaint(self) -> None:
        """Draw everything anew."""
        self._heads = (), {}
        super().repaint()

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
            elif head.unit in self.chunks[at // CHUNK].uncounted:
                ink.put("… ", "dim", width=room, right=True)
            else:
                ink.put(*crossing.total(head.counts, room, self.face))
        if last:
            ink.put("", width=max(ink.left - cols.right - 1, 0))
            if self.sheet.counts:  # of the columns that a text found too many are meant to be counted with them
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
