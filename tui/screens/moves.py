"""Moving about: panes, folds; opening and closing what a row stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.errors import Refused
from store.queries.detail import detail
from store.queries.narrowed import Narrowing
from store.reader import Reader
from store.shapes import Assignment, Detail
from tui.panes.detail import DetailPane
from tui.screens.subjects import why_empty
from tui.view import Listing, listing_total, read_listing

if TYPE_CHECKING:
    from tui.screens.plan_screen import PlanScreen


class Moves:
    """Where the keys are, and what is open."""

    def __init__(self, screen: PlanScreen) -> None:
        self.screen = screen
        self._came_from: list[tuple[str, str]] = []
        """(active pane, what was open) before each thing that was opened."""

    # Panes

    def pane(self, step: int) -> None:
        """The next pane, in the order Overdue, Workload, Indicators, Phases, then what was opened."""
        names = [pane.id or "" for pane in self.screen.panes()]
        at = names.index(self.screen.active) if self.screen.active in names else 0
        self.screen.activate(names[(at + step) % len(names)])

    def sideways(self, step: int) -> None:
        """Left (-1) or right (1): fold or unfold what is under the cursor, or go there where there is no fold."""
        if self.screen.here.sideways(step):
            self.screen.place()

    def zoom(self) -> None:
        """Give the pane the screen, and back."""
        self.screen.zoomed = not self.screen.zoomed
        self.screen.place()

    def plain(self) -> None:
        """Back to the mode as it begins: nothing opened, nothing zoomed."""
        self.screen.zoomed = False
        self._came_from.clear()
        self.screen.extra = ""
        self.screen.activate(self.screen.first)

    # Opening

    def open(self) -> None:
        """Open what the row stands for: a detail, a list, a fold. Never completes anything."""
        screen, subject = self.screen, self.screen.subject
        if subject.item is not None:
            if screen.active != "detail":
                self.open_detail(subject.item)
        elif subject.group is not None or subject.indicator is not None or (subject.unit and subject.unit.is_group):
            if screen.here.fold_here(None):
                screen.place()
        elif screen.here.enter_folds:
            screen.here.fold_here(None)
        else:
            self.open_list()

    def open_list(self) -> None:
        """The assignments of the unit or task under the cursor, or, on a phase, all of the plan."""
        subject, plan = self.screen.subject, self.screen.view.board.plan
        if self.screen.here.enter_folds:
            self.screen.here.fold_here(True)
        elif subject.unit is not None:
            self.open_listing(Listing(subject.unit.unit, self.screen.ask.plan or "", unit=subject.unit.unit))
        elif subject.task is not None:
            key, task = subject.task
            self.open_listing(Listing(f"{key}/{task}", key, task=task))
        elif subject.phase is not None and plan is not None:
            self.open_listing(Listing(plan.title, plan.key))

    def open_listing(self, listing: Listing) -> None:
        """A list of assignments in a pane of its own."""
        self.screen.ask = self.screen.ask._replace(listing=listing)
        self.screen.do(self._list(listing), "open", exclusive=True)

    async def _list(self, listing: Listing) -> None:
        screen, as_of = self.screen, self.screen.ask.as_of

        def job(reader: Reader) -> tuple[tuple[Assignment, ...], int]:
            found = read_listing(reader, listing, as_of)
            return found, listing_total(reader, listing, as_of, len(found))

        found, total = await screen.desk.read(job)
        pane = screen.listing
        pane.headline, pane.why_empty = listing.name, (why_empty(listing, screen.face),)
        pane.reset()
        pane.unfolded = frozenset((item.plan, item.task, item.via) for item in found if item.via)
        pane.show(found, screen.view.groups, total)
        if screen.active != "listing":
            self._came_from.append((screen.active, screen.extra))
        screen.open_extra("listing")

    def open_detail(self, item: Assignment) -> None:
        """Everything about an assignment, in a pane of its own."""
        self.screen.do(self._detail(item), "open", exclusive=True)

    async def _detail(self, item: Assignment) -> None:
        screen = self.screen
        found = await self._read(item)
        pane = screen.get_widget_by_id("detail", DetailPane)
        pane.show(found)
        if screen.active != "detail":
            self._came_from.append((screen.active, screen.extra))
        screen.open_extra("detail")

    async def _read(self, item: Assignment) -> Detail:
        as_of = self.screen.ask.as_of
        return await self.screen.desk.read(lambda reader: detail(reader, item.id, as_of))

    def follow_detail(self) -> None:
        """The cursor moved in a list while the detail is open: show that row's."""
        item = self.screen.subject.item
        if item is not None:
            self.screen.do(self._show_detail(item, True), "detail", exclusive=True)

    def reread_detail(self) -> None:
        """Something was written: the open detail follows, without moving."""
        shown = self.screen.get_widget_by_id("detail", DetailPane).shown
        if shown is not None:
            self.screen.do(self._show_detail(shown.row, False), "detail", exclusive=True)

    async def _show_detail(self, item: Assignment, from_top: bool) -> None:
        try:
            found = await self._read(item)
        except Refused:
            self.close()
            if self.screen.desk.past is None:
                raise  # it has ended since it was opened
            self.screen.tell(self.screen.face.words.screen.why_not("not_then"), "yellow")
            return
        self.screen.get_widget_by_id("detail", DetailPane).show(found, from_top)

    # Closing

    def close(self) -> None:
        """Close what is open: sentence, detail, marks, list, zoom, filter, past; one at a time."""
        screen = self.screen
        screen.hush()
        if screen.marks and screen.active != "detail":
            screen.set_marks({})
        elif screen.extra:
            active, extra = self._came_from.pop() if self._came_from else (screen.first, "")
            screen.extra = extra
            screen.activate(active if active not in ("listing", "detail") or active == extra else extra or screen.main)
        elif screen.zoomed:
            self.zoom()
        elif screen.ask.text:
            screen.ask = screen.ask._replace(text="")
            screen.reread()
        elif screen.ask.narrowed.is_on:
            screen.narrow(Narrowing(order=screen.ask.narrowed.order))
        elif screen.desk.past is not None:
            screen.act("travel")
