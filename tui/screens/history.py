"""Mode 6: every command with what it changed; filter, unfold, undo from here."""

from __future__ import annotations

from typing import NamedTuple

from textual import events, on
from textual.app import ComposeResult

from store.facts import ChangeFilter
from store.queries.narrowed import Narrowing
from store.vocabulary import STATUSES
from tui.desk import Desk
from tui.history import History, Newer, read_history, read_newer, read_older, with_newer, with_older
from tui.looks import Face
from tui.messages import RowMoved
from tui.panes.changes import ChangesPane
from tui.panes.strips import Bar, Saying, draw_header
from tui.screens.base import BaseScreen, Handler
from tui.screens.body import Body
from tui.screens.places import Place
from tui.text import Piece, visible

PATIENCE = 0.2
"""Seconds that reading may take before the title says so."""


class ListWants(NamedTuple):
    """One list over the whole screen."""

    filtering: bool = False
    saying: int = 0
    """Lines of the sentence above the footer."""

    def places(self, width: int, height: int) -> dict[str, Place]:
        """The place of each widget that shows."""
        found = {"header": Place(0, 0, width, 1), "footer": Place(0, height - 1, width, 1)}
        bottom = height - 1
        if self.filtering:
            bottom -= 1
            found["prompt"] = Place(0, bottom, 3, 1)
            found["filter"] = Place(3, bottom, width - 3, 1)
        if self.saying:
            found["saying"] = Place(0, bottom - self.saying, width, self.saying)
        return found | {"changes": Place(0, 1, width, bottom - 1)}


class HistoryScreen(BaseScreen):
    """The history of one plan, or of the whole store."""

    mode = "history"

    def __init__(self, desk: Desk, face: Face, demo: bool = False) -> None:
        super().__init__(desk, face, demo)
        self.ask = ChangeFilter()
        self.view: History | None = None
        """What is shown; None while it is read for the first time, or anew because something else is asked for."""
        self._came_with = ""
        """The plan that was on the screen when this mode was asked for."""

    def come(self, plan: str | None, face: Face, narrowed: Narrowing) -> None:
        """Be shown: with the filter of its own that was left, unless another plan is on the screen now."""
        if not self.is_attached:
            self.face = face
        elif face != self.face:
            self.travelled(face)
        if (plan or "") != self._came_with:
            self._came_with = plan or ""
            self.look_at(ChangeFilter(plan=self._came_with))

    def compose(self) -> ComposeResult:
        """The list, and the lines around it."""
        face = self.face
        with Body(id="body") as body:
            body.wants = ListWants()
            yield Bar(face, "header", "title")
            yield ChangesPane(face, "changes")
            yield Saying(face, "saying")
            yield Bar(face, "prompt", "here")
            yield Bar(face, "footer", "title")

    def on_mount(self) -> None:
        """Draw the frame, then read."""
        self.here.set_active(True)
        self.here.why_empty = (self.face.words.screen.say("loading"),)
        self.draw_bars()
        self.call_after_refresh(self.after_first_paint)
        self.reread()

    def make_handlers(self) -> dict[str, Handler]:
        """What the keys do here."""
        from tui.screens.past_commands import handlers

        return handlers(self)

    @property
    def here(self) -> ChangesPane:
        """The list."""
        return self.get_widget_by_id("changes", ChangesPane)

    @property
    def stamp(self) -> int:
        """The stamp of the view."""
        return self.view.stamp if self.view else 0

    def place(self) -> None:
        """Put everything where it belongs now."""
        body, saying = self.get_widget_by_id("body", Body), self.get_widget_by_id("saying", Saying)
        wants = ListWants(self.filtering, len(saying.lines(self.size.width)))
        if wants != body.wants:
            body.wants = wants
            saying.refresh(layout=True)  # asked for by a child: a widget keeps its own arrangement otherwise

    def draw_bars(self) -> None:
        """Header and footer."""
        view = self.view
        header = draw_header(
            view.title if view else "", self.mode, self.face, self.size.width, sample=bool(view and view.sample),
            read_only=self.desk.read_only, demo=self.demo,
        )  # fmt: skip
        self.get_widget_by_id("header", Bar).show(header, "past" if self.face.past else "title")
        self.get_widget_by_id("prompt", Bar).show((Piece(" / ", "accent!"),))
        self.show_footer()

    def on_resize(self, event: events.Resize) -> None:
        """Another width: the bars are drawn anew, the list sees to itself."""
        self.draw_bars()
        self.place()

    def why_not(self, action: str) -> str:
        """Why an action cannot be done now (a phrase id), or empty."""
        if action in ("undo", "redo") and self.desk.closed:
            return self.desk.closed
        return "no_row" if action in ("undo", "redo", "open") and self.here.current is None else ""

    # What is asked for

    def look_at(self, asked: ChangeFilter) -> None:
        """Show other commands, from the newest on."""
        if asked != self.ask:
            self.ask, self.view = asked, None
            if self.is_attached:
                self.reread()

    @property
    def filter_text(self) -> str:
        """The text that is searched for."""
        return self.ask.text

    def filter_by(self, text: str) -> None:
        """Search for another text; a status is found by its word in the language of the screen."""
        said, domain = text.casefold(), self.face.words.domain
        meant = tuple(status for status in STATUSES if said and said in domain.status(status).casefold())
        self.look_at(self.ask._replace(text=text, values=meant))

    @property
    def filtered_by(self) -> str:
        """What the list is filtered by, besides the plan, which the header names."""
        says, ask = self.face.words.screen, self.ask
        days = f"{ask.since or ''} – {ask.until or ''}" if ask.since or ask.until else ""
        parts = [*ask.units, ask.task, ask.person, days, says.filtered_by(ask.text) if ask.text else ""]
        return "  ".join(visible(part) for part in parts if part)

    # Reading

    def reread(self) -> None:
        """Read what came since, or all anew where something else is asked for."""
        self.do(self._reread(), "read", exclusive=True)

    async def _reread(self) -> None:
        shown, as_of, asked = self.view, self.as_of, self.ask
        newer: Newer | None = None
        if shown is not None and shown.asked == asked:
            newer = await self.desk.read(lambda reader: read_newer(reader, shown, as_of))
        if newer is None:
            least, slow = len(shown.commands) if shown is not None else 0, self.set_timer(PATIENCE, self._say_reading)
            try:
                found = await self.desk.read(lambda reader: read_history(reader, asked, as_of, least))
            finally:
                slow.stop()
            if shown is None:
                self.here.reset()
            self.show(found)
        elif self.view is not None and self.view.asked == asked:
            self.show(with_newer(self.view, newer))

    def _say_reading(self) -> None:
        """Say in the title that what was asked for is still being looked for."""
        self.here.filter_text = f"{self.filtered_by}  {self.face.words.screen.say('loading')}".strip()
        self.here.repaint()

    async def _read_older(self) -> None:
        shown, as_of = self.view, self.as_of
        if shown is not None and shown.commands:
            page = await self.desk.read(lambda reader: read_older(reader, shown, as_of))
            if self.view is not None and self.view.asked == shown.asked:
                self.show(with_older(self.view, page))

    def travelled(self, face: Face) -> None:
        """Another date: read all anew."""
        self.view = None
        super().travelled(face)

    def show(self, view: History) -> None:
        """Draw a reading; cursor, scroll and folds stay."""
        self.view, here, says = view, self.here, self.face.words.screen
        here.filter_text, here.zone, here.many_plans = self.filtered_by, view.zone, not view.asked.plan
        here.why_empty = (says.empty("filtered" if self.filtered_by else "history"),)
        here.show(view.commands, view.whole)
        self.draw_bars()
        self._fill()

    @on(RowMoved)
    def _row_moved(self, message: RowMoved) -> None:
        self.show_footer()
        self._fill()

    def _fill(self) -> None:
        """Read the next page where the end of what was read comes near."""
        if self.here.near_the_end and not any(
            worker.group == "older" for worker in self.workers if worker.node is self
        ):
            self.do(self._read_older(), "older")
