"""The board of a screen: its panes, what they show, and what is read for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from textual import events, on
from textual.app import ComposeResult

from tui.desk import Desk
from tui.keys import BY_ID, key_name
from tui.looks import Face
from tui.messages import PaneChosen, RowMoved
from tui.panes.assignments import AssignmentsPane
from tui.panes.detail import DetailPane
from tui.panes.indicators import IndicatorsPane
from tui.panes.lines import Lines
from tui.panes.phases import PhasesPane
from tui.panes.strips import Bar, Saying, draw_header, draw_lights
from tui.panes.today import TodayPane, today_rows
from tui.panes.units import UnitsPane
from tui.screens.base import BaseScreen
from tui.screens.body import Body
from tui.screens.places import Wants, is_wide
from tui.screens.subjects import Subject, subject_of, why_empty, why_not
from tui.text import Piece
from tui.view import View, read_past_view, read_today, read_view

TAB_ORDER = ("today", "due", "units", "indicators", "phases", "listing", "detail")


class BoardScreen(BaseScreen):
    """What is on the screen and where; what the keys do is said by its subclass."""

    def __init__(self, desk: Desk, face: Face, view: View, demo: bool = False) -> None:
        super().__init__(desk, face, demo)
        self.view = view
        self.ask = view.ask
        self.active = "due"
        self.extra = ""
        self.zoomed = False
        self.jump: Callable[[str, str], None] = lambda kind, found: None
        """Opens what the palette found; known together with what the keys do."""
        self._opening = False
        """True from the switch to another plan until whom to call there is known."""
        self._renewing = False
        """True while what stands in the panes is void: what comes is shown even where it equals what was."""
        self._arriving: Face | None = None
        """What to draw another date with, until that was read."""
        self._plan_today: str | None = None
        """The plan that was shown before a past date in which it was not there yet."""

    def compose(self) -> ComposeResult:
        """Every widget once; which of them show, and where, is said by `places`."""
        face = self.face
        with Body(id="body"):
            yield Bar(face, "header", "title")
            yield Bar(face, "lights", "page")
            yield TodayPane(face, "today")
            yield PhasesPane(face, "phases")
            yield AssignmentsPane(face, "due")
            yield UnitsPane(face, "units")
            yield IndicatorsPane(face, "indicators")
            yield AssignmentsPane(face, "listing")
            yield DetailPane(face, "detail")
            yield Saying(face, "saying")
            yield Bar(face, "prompt", "here")
            yield Bar(face, "footer", "title")

    def on_mount(self) -> None:
        """Show what was read before the first paint; the rest comes after it."""
        self.show(self.view, everything=True)
        self.activate(self.first)
        self.call_after_refresh(self.after_first_paint)

    def after_first_paint(self) -> None:
        """What the first paint did not need."""
        super().after_first_paint()
        self.desk.warm()
        if self.view.board.total == 0 and self.view.ask.plan is None:
            self.act("plans")

    # What is where

    def pane(self, name: str) -> Lines:
        """A pane by its id."""
        return self.get_widget_by_id(name, Lines)

    def panes(self) -> Iterator[Lines]:
        """All panes that are shown or folded."""
        names = (name for name in TAB_ORDER if name not in ("listing", "detail") or name == self.extra)
        return (self.pane(name) for name in names if name != "today" or self.pane(name).rows)

    @property
    def first(self) -> str:
        """Where the keys are at the start: whom to call while there is somebody, else what is overdue."""
        return "today" if self.pane("today").rows else "due"

    @property
    def here(self) -> Lines:
        """The pane that the keys act on."""
        return self.pane(self.active)

    @property
    def due(self) -> AssignmentsPane:
        """Overdue and due soon."""
        return self.get_widget_by_id("due", AssignmentsPane)

    @property
    def listing(self) -> AssignmentsPane:
        """The list of what was opened."""
        return self.get_widget_by_id("listing", AssignmentsPane)

    @property
    def subject(self) -> Subject:
        """What an action would be about."""
        return subject_of(self.here)

    def place(self) -> None:
        """Put everything where it belongs now."""
        body = self.get_widget_by_id("body", Body)
        saying = self.get_widget_by_id("saying", Saying)
        wants = Wants(
            active=self.active if self.zoomed or not is_wide(*self.size) else "due",
            extra=self.extra,
            zoomed=self.zoomed,
            phases=len(self.pane("phases").rows),
            indicators=len(self.pane("indicators").rows),
            filtering=self.filtering,
            saying=len(saying.lines(self.size.width)),
            today=len(self.pane("today").rows),
            units=self.get_widget_by_id("units", UnitsPane).wanted,
        )
        if wants != body.wants:
            body.wants = wants
            saying.refresh(layout=True)  # asked for by a child: a widget keeps its own arrangement otherwise

    def activate(self, name: str) -> None:
        """Let the keys act on a pane."""
        self.active = name
        names = [pane.id for pane in self.panes()]
        called = names[(names.index(name) + 1) % len(names)] if name in names else None
        for pane in self.query(Lines):
            pane.set_active(pane.id == name)
            pane.set_called_by(key_name(BY_ID["next_pane"].keys[0]) if pane.id == called else "")
        self.place()
        self.show_footer()

    def open_extra(self, name: str) -> None:
        """Show the detail or the list, with the keys on it."""
        self.extra = name
        self.activate(name)

    # Drawing

    def show(self, view: View, everything: bool = False) -> None:
        """Draw a reading; panes whose rows did not change are left alone. Cursor, scroll and folds stay."""
        old, self.view = self.view, view
        everything, self._renewing = everything or self._renewing, False
        words, text = self.face.words.screen, view.ask.text
        shown = words.filtered_by(text) if text else ""
        nothing = "no_plan_then" if self.face.past else "no_plan"
        why = "filtered" if text else "due" if view.board.total else nothing if not view.board.plan else "units"
        self._show_due(view, shown, why, everything or old.due != view.due or old.groups != view.groups)
        self._show_today(view, shown, everything or old.today != view.today or old.loads != view.loads)
        units = self.get_widget_by_id("units", UnitsPane)
        units.filter_text, units.why_empty = shown, (words.empty("filtered" if text else "units"),)
        if everything or old.loads != view.loads or old.ask != view.ask:
            units.show(view.loads)
        plan = view.board.plan
        if everything or (old.phases, old.milestones, old.ask) != (view.phases, view.milestones, view.ask):
            phases = self.get_widget_by_id("phases", PhasesPane)
            phases.why_empty = (words.empty("phases" if plan else nothing),)
            phases.show(view.phases, view.milestones, (plan.start, plan.end) if plan else (None, None))
        if everything or (old.indicators, old.ask) != (view.indicators, view.ask):
            indicators = self.get_widget_by_id("indicators", IndicatorsPane)
            indicators.why_empty = (words.empty("indicators" if plan else "one_plan"),)
            indicators.show(view.indicators)
        self.draw_bars()
        self.place()

    def _show_due(self, view: View, shown: str, why: str, changed: bool) -> None:
        words, due, listing = self.face.words.screen, self.due, self.listing
        if shown and view.due_all >= 0:
            shown += f"  {words.filter_count(view.due_total, view.due_all)}"
        due.many_plans = listing.many_plans = view.ask.plan is None
        if changed or due.filter_text != shown:
            due.headline, due.filter_text, due.why_empty = words.pane("due"), shown, (words.empty(why),)
            due.show(view.due, view.groups, view.due_total)
        if view.ask.listing:
            listing.headline = words.listing(view.ask.listing.name)
            listing.why_empty = (why_empty(view.ask.listing, self.face),)
            listing.show(view.listed, view.groups, view.listed_total)

    def _show_today(self, view: View, shown: str, changed: bool) -> None:
        """Whom to call; where it is still to be read, what was there stays until then."""
        pane = self.get_widget_by_id("today", TodayPane)
        if view.today is None:
            self.do(self._read_today(view), "today", exclusive=True)
        elif changed or pane.filter_text != shown:
            pane.many_plans, pane.filter_text = view.ask.plan is None, shown
            pane.show(today_rows(view.today.units, view.today.items, view.loads))
            if (self.active == "today" and not pane.rows) or (self.active == "due" and self._opening):
                self.activate(self.first)
            self._opening = False

    async def _read_today(self, view: View) -> None:
        found = await self.desk.read(lambda reader: read_today(reader, view.ask))
        if self.view is view:
            self.show(view._replace(today=found))

    def forget_rows(self) -> None:
        """Empty the panes: what is read next is another plan, with the cursors on its first rows."""
        self._renewing = self._opening = True
        for name in ("today", "due", "units", "indicators", "phases"):
            self.pane(name).reset()

    def draw_bars(self) -> None:
        """Header, line of lights, footer."""
        width, board = self.size.width, self.view.board
        header = draw_header(
            board.plan.title if board.plan else "", self.mode, self.face, width, sample=board.sample,
            read_only=self.desk.read_only, demo=self.demo,
        )  # fmt: skip
        self.get_widget_by_id("header", Bar).show(header, "past" if self.face.past else "title")
        lights, left = draw_lights(board, self.face, width)
        self.get_widget_by_id("lights", Bar).show(lights)
        self.get_widget_by_id("phases", PhasesPane).set_facts(left)
        self.get_widget_by_id("prompt", Bar).show((Piece(" / ", "accent!"),))
        self.show_footer()

    def on_resize(self, event: events.Resize) -> None:
        """Another width: the bars are drawn anew, the panes see to themselves."""
        if not is_wide(event.size.width, event.size.height) and self.extra and self.active != self.extra:
            self.extra = ""
        self.draw_bars()
        self.place()

    # Actions

    def why_not(self, action: str) -> str:
        """Why an action cannot be done now (a phrase id), or empty."""
        has_plan = self.view.ask.plan is not None or self.view.board.total > 0
        return why_not(action, self.subject, self.desk.closed, has_plan)

    # Reading anew

    @property
    def stamp(self) -> int:
        """The stamp of the view."""
        return self.view.stamp

    @property
    def filter_text(self) -> str:
        """The filter of the view that was asked for."""
        return self.ask.text

    def filter_by(self, text: str) -> None:
        """Another filter."""
        self.ask = self.ask._replace(text=text)
        self.reread()

    def reread(self) -> None:
        """Read everything anew; a later request makes an earlier one void."""
        self.do(self._reread(), "read", exclusive=True)

    async def _reread(self) -> None:
        ask, past = self.ask, self.desk.past is not None
        view = await self.desk.read(lambda reader: read_past_view(reader, ask) if past else read_view(reader, ask))
        if self._arriving is not None:
            face, self._arriving = self._arriving, None
            self.set_face(face)
        if view.ask.plan != ask.plan:
            self.ask, self._plan_today = view.ask, ask.plan
            self.handlers["overview"]()
            self.tell(self.face.words.screen.not_there(ask.plan or "", view.ask.as_of.isoformat()), "yellow")
        self.show(view)
        if self.extra == "detail":
            self.handlers["reread_detail"]()

    def travelled(self, face: Face) -> None:
        """Another date: what stands in the panes stays until that date was read, with the date it is of."""
        for group in ("open", "detail"):
            self.workers.cancel_group(self, group)
        plan = self.ask.plan if face.past else self.ask.plan or self._plan_today
        self.ask = self.ask._replace(as_of=face.as_of, plan=plan)
        self._plan_today = self._plan_today if face.past else None
        self._arriving, self._renewing = face, True
        self.reread()

    # Messages of panes

    @on(PaneChosen)
    def _pane_chosen(self, message: PaneChosen) -> None:
        if message.pane != self.active:
            self.activate(message.pane)

    @on(RowMoved)
    def _row_moved(self, message: RowMoved) -> None:
        self.show_footer()
        if self.extra == "detail" and message.pane in ("today", "due", "listing"):
            self.handlers["follow_detail"]()
