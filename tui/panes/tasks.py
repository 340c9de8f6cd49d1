"""The tree of a plan: how each section, task, clause and group stands, and below them the assignments themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from textual.strip import Strip

from store.shapes import Assignment
from store.tree import GroupNode, Page, TaskNode, Tree
from tui.looks import Face
from tui.messages import PagesWanted, RowMoved
from tui.panes.assignments import GroupRow, pane_title
from tui.panes.branches import LIGHT, Columns, columns, draw_branch, draw_leaf
from tui.panes.lines import Lines
from tui.panes.subject import Subject
from tui.panes.tree import Branch, Forest, Key, Leaf, Pages, Row
from tui.panes.tree_rows import Rows
from tui.text import Ink, Pieces, cells, plain
from tui.view import Ask

KEPT = 60
"""Pages that are kept; those that were read first go first."""


class TasksPane(Lines):
    """The tree; what is folded stays so, and of the assignments only those in view are read."""

    enter_folds = True

    def __init__(self, face: Face, id: str) -> None:
        super().__init__(face, id)
        self.turned: frozenset[Key] = frozenset()
        """Branches that are not as they are at first."""
        self._turned_found: frozenset[Key] = frozenset()
        """The same while a filter is on."""
        self.filter_text = ""
        """How the title says what is filtered."""
        self.why_empty: Sequence[str] = (face.words.screen.say("loading"),)
        self._ask = Ask(None, face.as_of)
        self._forest: Forest | None = None
        self._asked: set[Page] = set()
        self._columns: tuple[int, Columns] | None = None

    # What is shown

    def lay_out(self, tree: Tree, ask: Ask) -> Forest:
        """The rows that another reading of the store would have, with what is folded now."""
        text = ask.text
        turned = self.turned if not text else self._turned_found if text == self._ask.text else frozenset()
        return Forest(tree, turned, ask.as_of, text, ask.plan is None, ask.listed.is_on)

    def pages_in_view(self, forest: Forest) -> list[Page]:
        """The pages that would be seen with these rows."""
        rows = Rows(forest.entries, {})
        _, top = self._place_in(rows, forest.narrowed)
        return rows.pages_in(top, top + self.page - 1)

    def show(self, tree: Tree, pages: Pages, ask: Ask) -> None:
        """Show another reading: the tree and those of its pages that were read. Cursor, scroll and folds stay."""
        forest = self.lay_out(tree, ask)
        if ask.text != self._ask.text:
            self._turned_found = frozenset()
        self._ask = ask
        self._set(forest, pages)

    def _set(self, forest: Forest, pages: Pages) -> None:
        rows = Rows(forest.entries, pages)
        self.cursor, self.top = self._place_in(rows, forest.narrowed)
        self._forest, self.rows = forest, rows
        self._asked.clear()
        self._clamp()
        self.repaint()

    def _place_in(self, rows: Rows, narrowed: bool) -> tuple[int, int]:
        """Where cursor and scroll are among other rows: on what they were on, else near it.

        What a whole plan does not show is folded away: near it is the branch in which it stands.
        """
        old, at = self.current, None
        if isinstance(old, Branch):
            at = rows.index_of(old.key)
        elif isinstance(self.rows, Rows) and len(self.rows) and (inside := self.rows.span_at(self.cursor)):
            at = rows.index_in(inside[0].task, inside[0].via, inside[1])
            if isinstance(old, Leaf):
                at = next((index for index, item in rows.items() if item.id == old.item.id), at)
        if at is None and not narrowed:
            at = self._above_in(rows)
        cursor = min(self.cursor if at is None else at, max(len(rows) - 1, 0))
        return cursor, max(min(self.top + cursor - self.cursor, len(rows) - self.page), 0)

    def _above_in(self, rows: Rows) -> int | None:
        """Where the nearest branch around the row under the cursor stands among other rows."""
        old, here = self.rows, self.cursor
        if not isinstance(old, Rows) or here >= len(old):
            return None
        while (above := old.above(here)) is not None:
            branch = old[above]
            if isinstance(branch, Branch) and (at := rows.index_of(branch.key)) is not None:
                return at
            here = above
        return None

    def fill(self, pages: Pages) -> None:
        """More pages were read."""
        if isinstance(self.rows, Rows):
            kept = self.rows.pages
            kept.update(pages)
            for old in list(kept)[: max(len(kept) - KEPT, 0)]:
                del kept[old]
            self._asked -= pages.keys()
            self.repaint()

    def known_rows(self) -> Iterable[tuple[int, Any]]:
        """The assignments that were read, each with its index."""
        known = self.rows.items() if isinstance(self.rows, Rows) else ()
        return ((index, self.rows[index]) for index, _ in known)

    def unread(self, first: int, last: int) -> list[Page]:
        """Of some rows the pages that were not read."""
        if not isinstance(self.rows, Rows):
            return []
        return [page for page in self.rows.pages_in(first, last) if page not in self.rows.pages]

    def items_between(self, first: int, last: int, pages: Pages) -> list[Assignment]:
        """What some rows stand for, with pages that were read for it."""
        if not isinstance(self.rows, Rows):  # another plan is being read
            return []
        whole = Rows(self.rows.entries, {**self.rows.pages, **pages})
        return [row.item for row in whole[first : last + 1] if isinstance(row, Leaf)]

    def update_items(self, changed: Iterable[Assignment]) -> None:
        """Show what was just written, in place; what stands above follows with the next reading."""
        fresh = {item.id: item for item in changed}
        if not isinstance(self.rows, Rows):
            return
        for index, item in list(self.rows.items()):
            inside = self.rows.span_at(index)
            if item.id in fresh and inside is not None:
                page = next(page for page in self.rows.pages_in(index, index))
                self.rows.pages[page] = tuple(fresh.get(each.id, each) for each in self.rows.pages[page])
                self._forget(index)
                self._refresh_row(index)

    def reset(self) -> None:
        """Forget everything but what is folded."""
        super().reset()
        self._forest = None
        self._asked.clear()
        self.why_empty = (self.face.words.screen.say("loading"),)

    # Moving and folding

    def move_to(self, index: int) -> None:
        """Put the cursor on a row; what comes into view soon is asked for before it does."""
        top = self.top
        super().move_to(index)
        if self.top != top:
            self._want()

    def sideways(self, step: int) -> bool:
        """Open (1) or close (-1) what is under the cursor; left of what cannot be closed is what it belongs to."""
        if self.fold_here(step > 0):
            return True
        above = self.rows.above(self.cursor) if step < 0 and isinstance(self.rows, Rows) and self.rows else None
        if above is not None:
            self.move_to(above)
        return above is not None

    def fold_here(self, open_it: bool | None = None) -> bool:
        """Open, close or (None) turn the branch under the cursor; closing works from below it too. Say if it did."""
        rows, row = self.rows, self.current
        if not isinstance(rows, Rows) or not rows or self._forest is None:
            return False
        if not isinstance(row, Branch) and not open_it and (above := rows.above(self.cursor)) is not None:
            self.top += min(above - self.top, 0)
            self.cursor, row = above, rows[above]
            self.post_message(RowMoved(self.id or ""))
        if not isinstance(row, Branch) or row.opened is None or open_it == row.opened:
            return False
        if self._ask.text:
            self._turned_found ^= {row.key}
        else:
            self.turned ^= {row.key}
        self._set(self.lay_out(self._forest.tree, self._ask), rows.pages)
        return True

    def go_to(self, plan: str, ref: str) -> bool:
        """Unfold what is around a task and put the cursor on it; say whether it is there."""
        forest = self._forest
        nodes = {node.id: node for node in forest.tree.tasks} if forest else {}
        wanted = next((task for task in nodes.values() if task.ref == ref and self._is_of(task, plan)), None)
        if wanted is None:
            return False
        around: list[Key] = []
        node = wanted
        while node.parent and node.parent in nodes:
            node = nodes[node.parent]
            around.insert(0, ("task", node.id, 0))
        for key in (("plan", wanted.plan, 0), ("section", node.section or 0, 0), *around):
            self._unfold(key)
        at = self.rows.index_of(("task", wanted.id, 0)) if isinstance(self.rows, Rows) else None
        if at is not None:
            self.move_to(at)
        return at is not None

    def _is_of(self, task: TaskNode, plan: str) -> bool:
        return self._forest is not None and self._forest.plan_keys.get(task.plan) == plan

    def _unfold(self, key: Key) -> None:
        """Open a branch where it shows and is folded."""
        at = self.rows.index_of(key) if isinstance(self.rows, Rows) else None
        if at is not None and self.rows[at].opened is False:
            self.cursor = at
            self.fold_here(True)

    def _want(self) -> None:
        """Ask for the pages in view, and those next to it, that are not read yet."""
        if isinstance(self.rows, Rows):
            near = self.rows.pages_in(self.top - self.page, self.top + 2 * self.page)
            missing = tuple(page for page in near if page not in self.rows.pages and page not in self._asked)
            if missing:
                self._asked.update(missing)
                self.post_message(PagesWanted(self.id or "", missing))

    @property
    def subject(self) -> Subject:
        """What an action would be about here."""
        row = self.current
        if isinstance(row, Leaf):
            return Subject(item=row.item)
        if not isinstance(row, Branch):
            return Subject()
        if isinstance(row.node, TaskNode):
            return Subject(task=(row.plan, row.node.ref))
        if isinstance(row.node, GroupNode):
            group = row.node
            return Subject(group=GroupRow(group.name, group.one, (), row.standing.counts, bool(row.opened)))
        return Subject(heading=True)

    # Drawing

    def repaint(self) -> None:
        """Other rows or another width: other columns."""
        self._columns = None
        super().repaint()

    def _cols(self, width: int) -> Columns:
        if self._columns is None or self._columns[0] != width:
            assert self._forest is not None
            self._columns = (width, columns(self._forest, width, self.face))
        return self._columns[1]

    def _row_strip(self, index: int, ground: str, width: int) -> Strip:
        if self.rows[index] is None:
            self._want()
        return super()._row_strip(index, ground, width)

    def draw_title(self, width: int) -> Pieces:
        """The title with the number of tasks that somebody owes, the filter, and the heads of the columns."""
        face, forest = self.face, self._forest
        name, owed = face.words.screen.pane("tasks"), len(forest.cases) if forest else None
        whole = pane_title(face, name, owed, self.active, width, self.filter_text)
        if not self.rows or self.size.height < 2:
            return whole
        cols, domain = self._cols(width - 2), face.words.domain
        ink = Ink(cols.share + cols.due + 5)  # a free cell at the end, as in the rows
        left = width - ink.left
        if cells(plain(whole).rstrip()) > left:
            return whole
        for head, room in ((domain.status("done"), cols.share), (domain.word("due"), cols.due)):
            ink.put("  ").put(head if cells(head) <= room else "", "dim", width=room, right=True)
        return (*pane_title(face, name, owed, self.active, left, self.filter_text), *ink.done())

    def draw_row(self, row: Row | None, width: int) -> Pieces:
        """One row; an assignment that is not read yet says so."""
        if row is None:
            return Ink(width).put("", width=LIGHT).put("  …", "dim").done()
        if isinstance(row, Leaf):
            return draw_leaf(row, width, self._cols(width), self.face)
        return draw_branch(row, width, self._cols(width), self.face)

    def empty_lines(self) -> Sequence[str]:
        """Why there is nothing."""
        return self.why_empty
