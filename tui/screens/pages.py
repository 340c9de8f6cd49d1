"""The assignments of a tree, read page by page."""

from __future__ import annotations

from collections.abc import Sequence

from store.queries.tree import page_of
from store.reader import Reader
from store.shapes import Assignment
from store.tree import Page
from tui.panes.paged import PAGE
from tui.view import Ask


def read_pages(reader: Reader, pages: Sequence[Page], ask: Ask) -> dict[Page, tuple[Assignment, ...]]:
    """Pages of assignments, in the reading thread.

    Raises:
        Unusable: the store cannot be read.
    """
    return {page: page_of(reader, page, ask.listed.chosen, ask.as_of, PAGE) for page in pages}
