"""The one list widget: a title line, fixed heads, and rows drawn by hand as they are shown.

A pane says what its rows are and how one row is drawn (a plain function: row, width → pieces); this base keeps cursor,
scroll and the strips that were drawn, and repaints only the lines that changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from rich.segment import Segment
from textual import events
from textual.filter import ANSIToTruecolor, LineFilter
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from store.shapes import Assignment
from store.tree import Page
from tui.looks import Face
from tui.messages import PaneChosen, RowMoved, RowOpened
from tui.panes.subject import Subject
from tui.text import Ink, Pieces, cells


class Lines(Widget, can_focus=False, inherit_bindings=False):
    """A list of rows with a cursor.

    It never takes Textual's focus: the screen sends it the keys, so that going from pane to pane restyles nothing.
    """

    ALLOW_SELECT = False
    heads: int = 1
    """Fixed lines above the rows: the title, and what a pane puts under it."""
    paper: ClassVar[str] = "page"
    """The ground of rows that are not under the cursor."""
    has_cursor: ClassVar[bool] = True
    """False for text that only scrolls."""
    enter_folds: ClassVar[bool] = False
    """True where a task, and whatever else has rows of its own below it, is opened by unfolding it."""

    def __init__(self, face: Face, id: str) -> None:
        super().__init__(id=id)
        self.face = face
        self.rows: Sequence[Any] = ()
        self.cursor = 0
        self.top = 0
        self.active = False
        """True for the pane that the keys act on, also while a dialog or the filter has the focus."""
        self.called_by = ""
        """The key that brings the keys here next; said at the end of the title while the pane is folded."""
        self.marked: frozenset[int] = frozenset()
        self._strips: dict[tuple[int, str], Strip] = {}
        self._paints, self._page = Size(0, 0), 1
        """Size and rows of what is being painted: to ask for them anew for each line takes as long as the line."""

    # What a pane says of itself

    def draw_title(self, width: int) -> Pieces:
        """The title line with its count."""
        return Ink(width).done()

    def draw_head(self, index: int, width: int) -> Pieces:
        """One of the fixed lines under the title."""
        return Ink(width).done()

    def draw_row(self, row: Any, width: int) -> Pieces:
        """One row, without the mark of the cursor."""
        raise NotImplementedError

    def key_of(self, row: Any) -> object:
        """What a row is known by when the list is read anew."""
        return row

    def empty_lines(self) -> Sequence[str]:
        """Why there is nothing, and which key would fill it."""
        return ()

    @property
    def subject(self) -> Subject:
        """What an action would be about here."""
        return Subject()

    def fold_here(self, open_it: bool | None = None) -> bool:
        """Open, close or (None) turn what folds under the cursor; say whether it did."""
        return False

    def sideways(self, step: int) -> bool:
        """Go left (-1) or right (1): in a list, close or open what is under the cursor. Say if it did."""
        return self.fold_here(step > 0)

    def items_of(self, row: Any) -> tuple[Assignment, ...]:
        """The assignments that a row stands for: what a mark on it means."""
        item = getattr(row, "item", None)
        return (item,) if isinstance(item, Assignment) else ()

    def known_rows(self) -> Iterable[tuple[int, Any]]:
        """The rows that were read, each with its index."""
        return enumerate(self.rows)

    def unread(self, first: int, last: int) -> list[Page]:
        """Of some rows the pages that were not read."""
        return []

    def items_between(self, first: int, last: int, pages: Mapping[Page, tuple[Assignment, ...]]) -> list[Assignment]:
        """What some rows stand for, with pages that were read for it."""
        return [item for at, row in self.known_rows() if first <= at <= last for item in self.items_of(row)]

    @property
    def more(self) -> bool:
        """Whether the list stands for more rows than were read."""
        return False

    def set_marked(self, marked: frozenset[int]) -> None:
        """Say which assignments, by their ids, are marked."""
        if marked != self.marked:
            self.marked = marked
            self.repaint()

    def _is_marked(self, row: Any) -> bool:
        items = self.items_of(row) if self.marked else ()
        return bool(items) and all(item.id in self.marked for item in items)

    # Rows and cursor

    @property
    def current(self) -> Any | None:
        """The row under the cursor."""
        return self.rows[self.cursor] if self.rows and self.cursor < len(self.rows) else None

    @property
    def page(self) -> int:
        """How many rows are shown at once."""
        return max(self.size.height - self.heads, 1)

    def reset(self) -> None:
        """Forget rows and cursor: what comes next is another list, not the same one read anew."""
        self.rows, self.cursor, self.top = (), 0, 0

    def standing(self) -> tuple[Any, ...]:
        """What is shown and where the cursor is, for `stand`."""
        return self.rows, self.cursor, self.top

    def stand(self, standing: tuple[Any, ...]) -> None:
        """Be as it was, undrawn: the rows that are set next are compared with those."""
        self.rows, self.cursor, self.top = standing[:3]

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show other rows; cursor and scroll stay on the row they were on, or near it."""
        old = self.current
        if old is not None and self.has_cursor:
            key, keys = self.key_of(old), [self.key_of(row) for row in rows]
            if key in keys:
                at = keys.index(key)
                self.top += at - self.cursor
                self.cursor = at
        self.rows = rows
        self._clamp()
        self.repaint()

    def replace_row(self, index: int, row: Any) -> None:
        """Show one row anew."""
        self.rows = (*self.rows[:index], row, *self.rows[index + 1 :])
        self._forget(index)
        self._refresh_row(index)

    def repaint(self) -> None:
        """Draw everything anew: other rows, another width, another theme."""
        self._strips.clear()
        self.refresh()

    def move(self, step: int) -> None:
        """Move the cursor (or the text) by so many rows."""
        self.move_to(self.cursor + step if self.has_cursor else self.top + step)

    def move_to(self, index: int) -> None:
        """Put the cursor on a row and bring it into view; repaint two lines, or all when it scrolls."""
        before, top = self.cursor, self.top
        if self.has_cursor:
            self.cursor = index
        else:
            self.top = index
        self._clamp()
        if self.top != top:
            self.refresh()
        elif self.cursor != before:
            self._refresh_row(before)
            self._refresh_row(self.cursor)
        if self.cursor != before:
            self.post_message(RowMoved(self.id or ""))

    def set_active(self, active: bool) -> None:
        """Say whether the keys act on this pane."""
        if active != self.active:
            self.active = active
            self.refresh_title()
            self._refresh_row(self.cursor)

    def set_called_by(self, key: str) -> None:
        """Say which key leads here from the pane that the keys act on; empty for none."""
        if key != self.called_by:
            self.called_by = key
            self.refresh_title()

    def refresh_title(self) -> None:
        """Draw the title line anew."""
        self.refresh(Region(0, 0, self.size.width, 1))

    def _clamp(self) -> None:
        last = max(len(self.rows) - 1, 0)
        if self.has_cursor:
            self.cursor = min(max(self.cursor, 0), last)
            self.top = min(max(self.top, self.cursor - self.page + 1), self.cursor)
        self.top = max(min(self.top, len(self.rows) - self.page), 0)

    def _forget(self, index: int) -> None:
        for ground in (self.paper, "here", "idle"):
            self._strips.pop((index, ground), None)

    def _refresh_row(self, index: int) -> None:
        y = index - self.top + self.heads
        if 0 <= y < self.size.height:
            self.refresh(Region(0, y, self.size.width, 1))

    # Drawing

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Without the one for colours that a terminal calls by number: nothing here is drawn in them."""
        return [each for each in super().get_line_filters() if not isinstance(each, ANSIToTruecolor)]

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a part of the pane."""
        self._paints, self._page = self.size, self.page
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One line of the pane: title, head, row or nothing."""
        width = self._paints.width
        if y == 0 and self.heads:
            return self._title(width)
        if y < self.heads:
            return self._strip(self.draw_head(y - 1, width), self.paper)
        index = self.top + y - self.heads
        if index >= len(self.rows):
            return self._strip(self._empty(index, width), self.paper)
        ground = self._ground(index)
        key = (index, ground)
        if key not in self._strips:
            self._strips[key] = self._row_strip(index, ground, width)
        return self._thumb(self._strips[key], y)

    def _title(self, width: int) -> Strip:
        """The title line; folded to it, with the key that leads here."""
        title = self._strip(self.draw_title(width), "title")
        room = cells(self.called_by) + 2
        if self._paints.height > 1 or not self.called_by or room > width:
            return title
        key = Segment(f" {self.called_by} ", self.face.look.style("accent", "title"))
        return Strip([*title.crop(0, width - room), key], width)

    def _row_strip(self, index: int, ground: str, width: int) -> Strip:
        """A row with the mark of the cursor before it and a free cell after it (where the thumb goes)."""
        mark = self.face.pick("▐", ">") if ground == "here" else " "
        mark = "*" if self._is_marked(self.rows[index]) else mark
        first = Segment(mark, self.face.look.style("accent!", ground))
        drawn = self._strip(self.draw_row(self.rows[index], max(width - 2, 1)), ground)
        return Strip([first, *drawn, Segment(" ", self.face.look.style("text", ground))], width)

    def _ground(self, index: int) -> str:
        if index != self.cursor or not self.has_cursor:
            return self.paper
        return "here" if self.active else "idle"

    def _thumb(self, strip: Strip, y: int) -> Strip:
        """Show where the shown part lies, in the last cell, when not all rows fit."""
        page, total = self._page, len(self.rows)
        if total <= page:
            return strip
        size = max(page * page // total, 1)
        start = round(self.top / (total - page) * (page - size))
        if not start <= y - self.heads < start + size:
            return strip
        thumb = Segment(self.face.pick("▐", "|"), self.face.look.style("dim", self.paper))
        return Strip([*strip.crop(0, strip.cell_length - 1), thumb], strip.cell_length)

    def _strip(self, pieces: Pieces, ground: str) -> Strip:
        style = self.face.look.style
        return Strip([Segment(piece.text, style(piece.tone, ground)) for piece in pieces])

    def _empty(self, index: int, width: int) -> Pieces:
        lines = self.empty_lines() if not self.rows else ()
        if index < len(lines):
            return Ink(width).put("  ").put(lines[index], "dim").done()
        return Ink(width).done()

    # Mouse

    def on_resize(self) -> None:
        """Another width: other strips; the cursor stays in view."""
        self._clamp()
        self.repaint()

    def on_click(self, event: events.Click) -> None:
        """A click brings the keys here and puts the cursor on a row; a double click opens it."""
        self.post_message(PaneChosen(self.id or ""))
        index = self.top + event.y - self.heads
        if event.y >= self.heads and index < len(self.rows):
            self.move_to(index)
            if event.chain > 1:
                self.post_message(RowOpened(self.id or ""))

    def on_mouse_scroll_down(self) -> None:
        """Three rows on."""
        self._scroll(3)

    def on_mouse_scroll_up(self) -> None:
        """Three rows back."""
        self._scroll(-3)

    def _scroll(self, step: int) -> None:
        top = max(min(self.top + step, len(self.rows) - self.page), 0)
        if top != self.top:
            self.top = top
            if self.has_cursor:
                self.cursor = min(max(self.cursor, top), top + self.page - 1)
            self.repaint()
