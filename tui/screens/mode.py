"""What modes 2 to 5 share: one pane of their own over the screen, with what was opened beside or below it."""

from __future__ import annotations

from typing import Any, NamedTuple

from textual import on

from store.errors import Refused
from store.queries.assignments import group_counts
from store.queries.board import board, plan_keys
from store.reader import Reader
from store.shapes import Assignment, Board
from tui.desk import Desk
from tui.looks import Face
from tui.messages import Jump, PageWanted
from tui.panes.assignments import Groups
from tui.panes.paged import Paged
from tui.screens.places import Place, is_wide
from tui.screens.plan_screen import PlanScreen, PlanView
from tui.view import FEW, Ask, listing_total, read_listing


class ModeView(NamedTuple):
    """One reading of the store for a mode."""

    ask: Ask
    stamp: int
    board: Board
    groups: Groups = {}  # noqa: RUF012  a value, never changed
    listed: tuple[Assignment, ...] = ()
    listed_total: int = 0
    content: Any = None
    """What the mode's own pane shows; None before the first reading."""


class ModeWants(NamedTuple):
    """One pane, and what was opened: at the side on a wide screen where it asks for that, else below."""

    main: str
    extra: str = ""
    active: str = ""
    zoomed: bool = False
    filtering: bool = False
    saying: int = 0
    """Lines of the sentence above the footer."""
    beside: bool = False

    def places(self, width: int, height: int) -> dict[str, Place]:
        """The place of each widget that shows."""
        found = {
            "header": Place(0, 0, width, 1), "lights": Place(0, 1, width, 1), "footer": Place(0, height - 1, width, 1)
        }  # fmt: skip
        bottom = height - 1
        if self.filtering:
            bottom -= 1
            found |= {"prompt": Place(0, bottom, 3, 1), "filter": Place(3, bottom, width - 3, 1)}
        if self.saying:
            found["saying"] = Place(0, bottom - self.saying, width, self.saying)
        room = bottom - 2
        if not self.extra or self.zoomed:
            return found | {self.active if self.zoomed else self.main: Place(0, 2, width, room)}
        if not is_wide(width, height):  # one is open, the other folds to its title
            first = room - 1 if self.active != self.extra else 1
        elif self.beside:
            left = width * 55 // 100
            return found | {
                self.main: Place(0, 2, left, room), self.extra: Place(left + 1, 2, width - left - 1, room)
            }  # fmt: skip
        else:
            first = room - max(room * 45 // 100, 8)
        return found | {
            self.main: Place(0, 2, width, first), self.extra: Place(0, 2 + first, width, room - first)
        }  # fmt: skip


class ModeScreen(PlanScreen):
    """One of the modes 2 to 5. A subclass composes its pane and says what is read for it."""

    view: ModeView
    beside = False
    """Whether what was opened stands at the side on a wide screen."""
    all_plans = True
    """Whether it has rows where all plans are shown."""

    def __init__(self, desk: Desk, face: Face, ask: Ask, head: Board, demo: bool = False) -> None:
        super().__init__(desk, face, ask, demo)
        self.view = ModeView(ask, 0, head)
        self._sought: tuple[str, str] | None = None
        """What the palette found, until the cursor can be put on it (`seek`)."""

    def read_content(self, reader: Reader, ask: Ask, head: Board) -> Any:
        """What the mode's own pane shows, in the reading thread.

        Raises:
            Unusable: the store cannot be read.
        """
        raise NotImplementedError

    def on_mount(self) -> None:
        """Draw the frame with what is known, then read."""
        self.activate(self.main)
        self.draw_bars()
        self.call_after_refresh(self.after_first_paint)
        self.reread()

    def wants(self, saying: int) -> ModeWants:
        """What stands where."""
        return ModeWants(self.main, self.extra, self.active, self.zoomed, self.filtering, saying, self.beside)

    def read(self, reader: Reader, ask: Ask) -> ModeView:
        """The head, the open list, and what the mode's own pane shows."""
        stamp, as_of = reader.stamp(), ask.as_of
        if self.desk.past is not None and ask.plan and ask.plan not in plan_keys(reader):
            ask = ask._replace(plan=None, listing=None)
        head = board(reader, ask.plan, as_of, most=FEW)
        listed = read_listing(reader, ask.listing, as_of) if ask.listing else ()
        return ModeView(
            ask, stamp, head,
            groups=group_counts(reader, ask.plan, as_of) if ask.listing else {},
            listed=listed,
            listed_total=listing_total(reader, ask.listing, as_of, len(listed)) if ask.listing else 0,
            content=self.read_content(reader, ask, head),
        )  # fmt: skip

    def draw(self, view: PlanView, everything: bool) -> None:
        """Draw what was read; nothing where it equals what stands there."""
        assert isinstance(view, ModeView)
        if everything or (view.content, view.ask) != (self.view.content, self.view.ask):
            self.draw_content(view)

    def draw_content(self, view: ModeView) -> None:
        """Show another reading in the mode's own pane; cursor, scroll and folds stay."""
        raise NotImplementedError

    # What the palette found

    @property
    def kinds(self) -> tuple[str, ...]:
        """What its rows or columns are, of task and unit."""
        return ()

    async def reach(self, kind: str, plan: str, name: str) -> bool:
        """Put the cursor on a task or unit; say whether it shows here."""
        raise NotImplementedError

    def seek(self, kind: str, found: str) -> bool:
        """Put the cursor on it as soon as its plan was read; what does not show then is opened in the overview."""
        plan = found.partition(" ")[0]
        if kind not in self.kinds:
            return False
        self._sought = kind, found
        if plan != self.ask.plan and (self.ask.plan is not None or not self.all_plans):
            self.switch(plan)
        elif self.view.content is not None and not self._renewing:
            self._go_to_sought()
        return True

    def _go_to_sought(self) -> None:
        if self._sought is not None:
            kind, found = self._sought
            self._sought = None
            self.do(self._reach(kind, found), "seek", exclusive=True)

    async def _reach(self, kind: str, found: str) -> None:
        plan, _, name = found.partition(" ")
        if await self.reach(kind, plan, name):
            self.handlers["plain"]()  # the keys are on the pane, not on a list or detail of something else
        else:
            self.post_message(Jump(kind, found, in_overview=True))

    def show(self, view: PlanView, everything: bool = False) -> None:
        """Draw a reading, and go to what was waiting for it."""
        super().show(view, everything)
        if view.ask.plan == self.ask.plan:
            self._go_to_sought()

    # Pages

    def read_page(self, reader: Reader, view: ModeView, pane: str, page: int) -> Any:
        """The rows of one page of a paged pane, in the reading thread.

        Raises:
            Refused: what was asked for is not there any more.
            Unusable: the store cannot be read.
        """
        raise NotImplementedError

    @on(PageWanted)
    def _page_wanted(self, message: PageWanted) -> None:
        self.do(self._read_page(message.pane, message.page), f"page {message.page}")

    async def _read_page(self, pane: str, page: int) -> None:
        view = self.view
        try:
            rows = await self.desk.read(lambda reader: self.read_page(reader, view, pane, page))
        except Refused:
            return  # something was written meanwhile: the reading that follows says what is there
        here = self.pane(pane)
        if self.view is view and isinstance(here, Paged):
            here.fill(page, rows)
