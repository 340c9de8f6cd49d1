"""Marks: the rows that the next action is about, all of them in one command."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from store.queries.assignments import assignments, of_task
from store.reader import Reader
from store.shapes import Assignment
from store.vocabulary import CLOSED
from tui.panes.lines import Lines
from tui.panes.tasks import TasksPane
from tui.panes.tree import Branch
from tui.screens.pages import read_pages
from tui.view import read_all

if TYPE_CHECKING:
    from tui.screens.plan_screen import PlanScreen

Job = Callable[[Reader], Sequence[Assignment]]
"""What reads assignments in the reading thread."""
MOST = 50_000
"""How many rows are marked at most: as many as every township of a country owes of one task."""


class Marking:
    """The keys that mark."""

    def __init__(self, screen: PlanScreen) -> None:
        self.screen = screen
        self._last: tuple[str, object] | None = None
        """Pane and row that were marked last: where a range begins."""

    def mark(self) -> None:
        """Mark the row, or take its mark away, and go on to the next.

        A group stands for its members listed here; one that counts them, or a task, for what of it is open.
        """
        here, row, subject = self.screen.here, self.screen.here.current, self.screen.subject
        if items := here.items_of(row):
            if self._turn(items):
                self._last = here.id or "", here.key_of(row)
        elif subject.group is not None:
            self._mark_whole(subject.group.worst.plan, subject.group.worst.task, subject.group.group)
        elif subject.task is not None and isinstance(row, Branch):
            self._mark_whole(*subject.task)
        else:
            self._none()
            return
        here.move(1)

    def _turn(self, items: Sequence[Assignment]) -> bool:
        """Mark these and say so; where all are marked, take the marks away."""
        marks, meant = self.screen.marks, {item.id for item in items}
        if meant <= marks.keys():
            self.screen.set_marks({ident: item for ident, item in marks.items() if ident not in meant})
            return False
        self._add(items)
        return True

    def _mark_whole(self, plan: str, task: str, group: str = "") -> None:
        screen, as_of = self.screen, self.screen.ask.as_of
        chosen = screen.chosen._replace(plan=plan)

        def job(reader: Reader) -> Sequence[Assignment]:
            found = of_task(reader, chosen, task, as_of, group, MOST + 1)
            return [item for item in found if item.status not in CLOSED]  # what is done is reopened one by one

        screen.do(self._read(job, self._turn), "open", exclusive=True)

    def mark_range(self) -> None:
        """Mark every row from the one that was marked last to this one."""
        here = self.screen.here
        start = next((at for at, row in self._rows(here) if (here.id, here.key_of(row)) == self._last), here.cursor)
        self._mark_between(here, *sorted((start, here.cursor)))
        if here.current is not None:
            self._last = here.id or "", here.key_of(here.current)

    def mark_all(self) -> None:
        """Mark everything that the list stands for, also what lies beyond the rows that were read."""
        here, ask, pane = self.screen.here, self.screen.ask, self.screen.here.id or ""
        if isinstance(here, TasksPane):  # also what is folded
            chosen = self.screen.chosen._replace(plan=ask.plan or "", open_only=True)
            job: Job = lambda reader: assignments(reader, chosen, ask.as_of, MOST + 1)  # noqa: E731
            self.screen.do(self._read(job), "open", exclusive=True)
        elif here.more:
            self.screen.do(self._read(lambda reader: read_all(reader, ask, pane, MOST + 1)), "open", exclusive=True)
        else:
            self._mark_between(here, 0, len(here.rows) - 1)

    def _mark_between(self, here: Lines, first: int, last: int) -> None:
        pages, ask = here.unread(first, min(last, first + MOST)), self.screen.ask
        if pages:
            self.screen.do(
                self._read(lambda reader: here.items_between(first, last, read_pages(reader, pages, ask))),
                "open", exclusive=True,
            )  # fmt: skip
            return
        found = here.items_between(first, last, {})
        self._add(found)
        if not found and not self.screen.marks:
            self._none()

    async def _read(
        self,
        job: Callable[[Reader], Sequence[Assignment]],
        mark: Callable[[Sequence[Assignment]], object] | None = None,
    ) -> None:
        """Mark what was not read yet; a country takes a moment."""
        screen = self.screen
        screen.tell(screen.face.words.screen.say("loading"))
        found = await screen.desk.read(job)
        if not found:
            self._none()
            return
        (mark or self._add)(found[:MOST])
        says = screen.face.words.screen
        marked = says.marked(len(screen.marks))
        screen.tell(f"{marked}  {says.why_not('too_many')}" if len(found) > MOST else marked)

    def _rows(self, here: Lines) -> Iterable[tuple[int, object]]:
        return ((at, row) for at, row in here.known_rows() if row is not None)

    def _add(self, items: Iterable[Assignment]) -> None:
        self.screen.set_marks(self.screen.marks | {item.id: item for item in items})

    def _none(self) -> None:
        self.screen.tell(self.screen.face.words.screen.why_not("no_assignment"), "yellow")
