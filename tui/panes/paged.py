"""A list of which only the pages in view are read: as quick with a whole country as with one county."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, overload

from textual.strip import Strip

from tui.looks import Face
from tui.messages import PageWanted
from tui.panes.lines import Lines
from tui.text import Ink, Pieces

PAGE = 100
"""Rows that are read at once."""
KEPT = 12
"""Pages that are kept; those that were read first go first."""


class Pages(Sequence[Any]):
    """As many rows as there are; None stands for one that is not read yet."""

    def __init__(self, total: int, pages: Mapping[int, Sequence[Any]]) -> None:
        self._total = total
        self.pages: dict[int, Sequence[Any]] = dict(pages)

    def __len__(self) -> int:
        return self._total

    @overload
    def __getitem__(self, index: int) -> Any: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Any]: ...

    def __getitem__(self, index: int | slice) -> Any:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(self._total))]
        if not 0 <= index < self._total:
            raise IndexError(index)
        page = self.pages.get(index // PAGE, ())
        return page[index % PAGE] if index % PAGE < len(page) else None

    def known(self) -> Iterable[tuple[int, Any]]:
        """The rows that were read, each with its index."""
        for number, page in self.pages.items():
            for at, row in enumerate(page):
                yield number * PAGE + at, row


def pages_of(first: int, last: int) -> range:
    """The numbers of the pages in which these rows lie."""
    return range(max(first, 0) // PAGE, max(last, 0) // PAGE + 1)


class Paged(Lines):
    """A pane that is read page by page: `PageWanted` asks the screen, which answers with `fill`."""

    def __init__(self, face: Face, id: str) -> None:
        super().__init__(face, id)
        self._asked: set[int] = set()

    def fill(self, page: int, rows: Any) -> None:
        """One more page was read."""
        raise NotImplementedError

    def reset(self) -> None:
        """Forget everything."""
        super().reset()
        self._asked.clear()

    def _want(self, page: int) -> None:
        if page not in self._asked:
            self._asked.add(page)
            self.post_message(PageWanted(self.id or "", page))


class PagedLines(Paged):
    """A list whose rows come page by page."""

    @property
    def in_view(self) -> range:
        """The pages that are seen now: what a mode reads first."""
        return pages_of(self.top, self.top + self.page - 1)

    def show_pages(self, total: int, pages: Mapping[int, Sequence[Any]]) -> None:
        """Show another reading: so many rows, of which these pages were read.

        The cursor stays on its row where that is among them, else at its place.
        """
        old = self.current
        rows = Pages(total, pages)
        self._asked.clear()
        if old is not None:
            key = self.key_of(old)
            at = next((index for index, row in rows.known() if self.key_of(row) == key), self.cursor)
            self.top += at - self.cursor
            self.cursor = at
        self.rows = rows
        self._clamp()
        self.repaint()

    def fill(self, page: int, rows: Sequence[Any]) -> None:
        """One more page was read."""
        if isinstance(self.rows, Pages):
            while len(self.rows.pages) >= KEPT:
                self.rows.pages.pop(next(iter(self.rows.pages)))
            self.rows.pages[page] = rows
            self._asked.discard(page)
            self.repaint()

    def update_row(self, index: int, row: Any) -> None:
        """Show one row anew, where it is still there."""
        if isinstance(self.rows, Pages) and index // PAGE in self.rows.pages:
            page = list(self.rows.pages[index // PAGE])
            page[index % PAGE] = row
            self.rows.pages[index // PAGE] = page
            self._forget(index)
            self._refresh_row(index)

    def known_rows(self) -> Iterable[tuple[int, Any]]:
        """The rows that were read, each with its index."""
        return self.rows.known() if isinstance(self.rows, Pages) else enumerate(self.rows)

    def _row_strip(self, index: int, ground: str, width: int) -> Strip:
        if self.rows[index] is None:
            self._want(index // PAGE)
        return super()._row_strip(index, ground, width)

    def draw_row(self, row: Any, width: int) -> Pieces:
        """One row; one that is not read yet says so."""
        if row is None:
            return Ink(width).put("  …", "dim").done()
        return self.draw_known(row, width)

    def draw_known(self, row: Any, width: int) -> Pieces:
        """One row that was read."""
        raise NotImplementedError
