"""Mode 2: the plan as a tree, with the detail of an assignment beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual import on
from textual.app import ComposeResult

from store.errors import Refused
from store.queries.tree import tree
from store.reader import Reader
from store.shapes import Assignment, Board
from store.tree import Page, Tree
from tui.messages import PagesWanted
from tui.narrowed import narrowing_name
from tui.panes.tasks import TasksPane
from tui.panes.tree import Pages
from tui.screens.mode import ModeScreen, ModeView
from tui.screens.pages import read_pages
from tui.view import Ask


class Content(NamedTuple):
    """One reading of the tree, with the pages that are in view."""

    tree: Tree
    pages: Pages


class TasksScreen(ModeScreen):
    """The tasks of one plan, or of all."""

    mode = "tasks"
    tabs = ("tasks",)
    main = "tasks"
    beside = True
    kinds = ("task",)

    def compose_panes(self) -> ComposeResult:
        """The tree."""
        yield TasksPane(self.face, "tasks")

    @property
    def tasks(self) -> TasksPane:
        """The tree."""
        return self.get_widget_by_id("tasks", TasksPane)

    def read_content(self, reader: Reader, ask: Ask, head: Board) -> Content:
        """The tree, and what of it will be seen."""
        found, pane = tree(reader, ask.listed.chosen, ask.as_of), self.tasks
        forest = pane.lay_out(found, ask)
        return Content(found, read_pages(reader, pane.pages_in_view(forest), ask))

    def draw_content(self, view: ModeView) -> None:
        """Show another reading; cursor, scroll and folds stay."""
        words, pane, content = self.face.words.screen, self.tasks, view.content
        assert isinstance(content, Content)
        nothing = "no_plan_then" if self.face.past else "no_plan"
        narrowed, text = view.ask.listed.is_on, view.ask.text
        pane.why_empty = (words.empty("filtered" if narrowed else "tasks" if view.board.plan else nothing),)
        name = narrowing_name(view.ask.narrowed, self.face)
        count = words.filter_count(sum(case.n for case in content.tree.cases), view.board.total)
        said = (name, words.filtered_by(text) if text else "", count if narrowed else "")
        pane.filter_text = "  ".join(filter(None, said))
        pane.show(content.tree, content.pages, view.ask)

    def filter_by(self, text: str) -> None:
        """Another filter: of what is shown only the tree is read; the next key makes that void."""
        if self._renewing or self.view.ask._replace(text=text) != self.ask._replace(text=text):
            super().filter_by(text)
            return
        self.ask = self.ask._replace(text=text)
        self.do(self._filter(), "read", exclusive=True)

    async def _filter(self) -> None:
        ask, head = self.ask, self.view.board
        content = await self.desk.read(lambda reader: self.read_content(reader, ask, head))
        self.show(self.view._replace(ask=ask, content=content))

    def update_items(self, rows: Sequence[Assignment]) -> None:
        """Show what was just written, in place."""
        self.tasks.update_items(rows)
        super().update_items(rows)

    async def reach(self, kind: str, plan: str, name: str) -> bool:
        """Unfold what is around the task, and go there."""
        return self.tasks.go_to(plan, name)

    @on(PagesWanted)
    def _pages_wanted(self, message: PagesWanted) -> None:
        self.do(self._read_pages(message.pages), f"pages {message.pages}")

    async def _read_pages(self, pages: Sequence[Page]) -> None:
        view = self.view
        try:
            found = await self.desk.read(lambda reader: read_pages(reader, pages, view.ask))
        except Refused:
            return  # something was written meanwhile: the reading that follows says what is there
        if self.view is view:
            self.tasks.fill(found)
