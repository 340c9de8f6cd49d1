"""The rows of a tree, of which only the pages in view are read."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import overload

from store.shapes import Assignment
from store.tree import Page
from tui.panes.paged import PAGE
from tui.panes.tree import Branch, Entry, Key, Leaf, Pages, Row, Span


class Rows(Sequence[Row | None]):
    """The rows of a forest; None stands for an assignment that is not read yet."""

    def __init__(self, entries: Sequence[Entry], pages: Pages) -> None:
        self.entries = entries
        self.pages = dict(pages)
        self._ends = list(accumulate(entry.n if isinstance(entry, Span) else 1 for entry in entries))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    @overload
    def __getitem__(self, index: int) -> Row | None: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Row | None]: ...

    def __getitem__(self, index: int | slice) -> Row | Sequence[Row | None] | None:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self)))]
        if not 0 <= index < len(self):
            raise IndexError(index)
        at, offset = self._place(index)
        entry = self.entries[at]
        if isinstance(entry, Branch):
            return entry
        items = self.pages.get(page_at(entry, offset), ())
        return Leaf(items[offset % PAGE], entry.depth) if offset % PAGE < len(items) else None

    def _place(self, index: int) -> tuple[int, int]:
        """Which entry a row belongs to, and how far behind its beginning it stands."""
        at = bisect_right(self._ends, index)
        return at, index - (self._ends[at - 1] if at else 0)

    def span_at(self, index: int) -> tuple[Span, int] | None:
        """The assignments among which a row stands, and its place there."""
        at, offset = self._place(index)
        entry = self.entries[at]
        return (entry, offset) if isinstance(entry, Span) else None

    def index_of(self, key: Key) -> int | None:
        """Where a branch stands."""
        for at, entry in enumerate(self.entries):
            if isinstance(entry, Branch) and entry.key == key:
                return self._ends[at] - 1
        return None

    def index_in(self, task: int, via: int, offset: int) -> int | None:
        """Where an assignment by its place among its like stands."""
        for at, entry in enumerate(self.entries):
            if isinstance(entry, Span) and (entry.task, entry.via) == (task, via):
                return self._ends[at] - entry.n + min(offset, entry.n - 1)
        return None

    def above(self, index: int) -> int | None:
        """The branch in which a row stands."""
        at, _ = self._place(index)
        depth = self.entries[at].depth
        for before in range(at - 1, -1, -1):
            entry = self.entries[before]
            if isinstance(entry, Branch) and entry.depth < depth:
                return self._ends[before] - 1
        return None

    def items(self) -> Iterator[tuple[int, Assignment]]:
        """The assignments that were read, each with its index."""
        for page, items in self.pages.items():
            first = self.index_in(page.task, page.via, page.offset)
            if first is not None:
                yield from enumerate(items, first)

    def pages_in(self, first: int, last: int) -> list[Page]:
        """The pages in which the rows from `first` to `last` lie."""
        found: list[Page] = []
        index, last = max(first, 0), min(last, len(self) - 1)
        while index <= last:
            inside = self.span_at(index)
            if inside is None:
                index += 1
                continue
            span, offset = inside
            found.append(page_at(span, offset))
            index += min(PAGE - offset % PAGE, span.n - offset)
        return found


def page_at(span: Span, offset: int) -> Page:
    """The page on which a place among some assignments lies."""
    return Page(span.task, span.via, offset // PAGE * PAGE, span.n)
