"""The board of a screen: its panes, what they show, and how they follow the store.

The screen decides: panes post messages, keys name actions of tui.keys, and every write goes through tui.desk.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator, Sequence
from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.css.query import NoMatches
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget

from store.errors import StoreError
from tui.desk import Desk
from tui.keys import ACTIONS, BY_ID, footer_actions, key_name
from tui.looks import Face
from tui.messages import PaneChosen, RowMoved, RowOpened
from tui.panes.assignments import AssignmentsPane
from tui.panes.detail import DetailPane
from tui.panes.indicators import IndicatorsPane
from tui.panes.lines import Lines
from tui.panes.phases import PhasesPane
from tui.panes.strips import Bar, Saying, draw_footer, draw_header, draw_lights
from tui.panes.units import UnitsPane
from tui.screens.body import Body
from tui.screens.places import Wants, is_wide
from tui.screens.subjects import Subject, subject_of, why_not
from tui.text import Piece
from tui.view import View, read_view
from words.said import say_error

Handler = Callable[[], object]
WATCH_SECONDS = 0.25
"""How often the screen asks whether somebody else wrote."""
SETTLE_SECONDS = 0.05
"""How long after an own change all totals are read anew."""
SAYING_SECONDS = 6.0
TAB_ORDER = ("due", "units", "indicators", "phases", "listing", "detail")


class BoardScreen(Screen[None], inherit_bindings=False):
    """What is on the screen, where, and how it follows the store; what the keys do is said by its subclass."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(action.keys), f"act('{action.id}')", action.id, id=action.id, show=False)
        for action in ACTIONS
        if action.keys
    ]
    AUTO_FOCUS = ""

    def __init__(self, desk: Desk, face: Face, view: View, demo: bool = False) -> None:
        super().__init__()
        self.desk = desk
        self.face = face
        self.view = view
        self.demo = demo
        self.ask = view.ask
        self.active = "due"
        self.extra = ""
        self.zoomed = False
        self.filtering = False
        self._renewing = False
        """True while the panes are empty for another plan: what comes is shown even where it equals what was."""
        self._handlers: dict[str, Handler] = {}
        self._settling: Timer | None = None
        self._quiet: Timer | None = None
        self._watching = False

    def compose(self) -> ComposeResult:
        """Every widget once; which of them show, and where, is said by `places`."""
        face = self.face
        with Body(id="body"):
            yield Bar(face, "header", "title")
            yield Bar(face, "lights", "page")
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
        self.activate("due")
        self.call_after_refresh(self._after_first_paint)

    def _after_first_paint(self) -> None:
        """What the first paint did not need."""
        _ = self.handlers
        self.desk.warm()
        self.set_interval(WATCH_SECONDS, self._watch)
        if self.view.board.total == 0 and self.view.ask.plan is None:
            self.act("plans")

    @property
    def handlers(self) -> dict[str, Handler]:
        """What each action does; made after the first paint, or by a key that was quicker."""
        if not self._handlers:
            self._handlers = self.make_handlers()
        return self._handlers

    def make_handlers(self) -> dict[str, Handler]:
        """What each action does, by its id."""
        raise NotImplementedError

    # What is where

    def pane(self, name: str) -> Lines:
        """A pane by its id."""
        return self.get_widget_by_id(name, Lines)

    def panes(self) -> Iterator[Lines]:
        """All panes that are shown or folded."""
        return (self.pane(name) for name in TAB_ORDER if name not in ("listing", "detail") or name == self.extra)

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
        why = "filtered" if text else "due" if view.board.total else "no_plan" if not view.board.plan else "units"
        self._show_due(view, shown, why, everything or old.due != view.due or old.groups != view.groups)
        units = self.get_widget_by_id("units", UnitsPane)
        units.filter_text, units.why_empty = shown, (words.empty("filtered" if text else "units"),)
        if everything or old.loads != view.loads or old.ask != view.ask:
            units.show(view.loads)
        plan = view.board.plan
        if everything or (old.phases, old.milestones, old.ask) != (view.phases, view.milestones, view.ask):
            phases = self.get_widget_by_id("phases", PhasesPane)
            phases.why_empty = (words.empty("phases" if plan else "no_plan"),)
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
            listing.why_empty = (words.empty("listing"),)
            listing.show(view.listed, view.groups, view.listed_total)

    def forget_rows(self) -> None:
        """Empty the panes: what is read next is another plan, with the cursors on its first rows."""
        self._renewing = True
        for name in ("due", "units", "indicators", "phases"):
            self.pane(name).reset()

    def draw_bars(self) -> None:
        """Header, line of lights, footer."""
        width, board = self.size.width, self.view.board
        header = draw_header(board, "overview", self.face, width, self.desk.read_only, self.demo)
        self.get_widget_by_id("header", Bar).show(header)
        lights, left = draw_lights(board, self.face, width)
        self.get_widget_by_id("lights", Bar).show(lights)
        self.get_widget_by_id("phases", PhasesPane).set_facts(left)
        self.get_widget_by_id("prompt", Bar).show((Piece(" / ", "accent!"),))
        self.show_footer()

    def show_footer(self) -> None:
        """The keys that work here and now."""
        actions = [(action, not self.why_not(action.id)) for action in footer_actions()]
        self.get_widget_by_id("footer", Bar).show(draw_footer(actions, self.face, self.size.width))

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
        return why_not(action, self.subject, self.desk.read_only, has_plan)

    def action_act(self, action: str) -> None:
        """What every key does."""
        self.act(action)

    def act(self, action: str) -> None:
        """Do an action, or say why it cannot be done now."""
        reason = self.why_not(action)
        if reason:
            self.tell(self.face.words.screen.why_not(reason), "yellow")
        elif action in self.handlers:
            self.handlers[action]()

    def do(self, work: Coroutine[Any, Any, None], group: str, exclusive: bool = False) -> None:
        """Run something that waits for the store; what is refused is said."""
        self.run_worker(self._guarded(work), group=group, exclusive=exclusive)

    async def _guarded(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except StoreError as error:
            self.tell(say_error(self.face.words, error.kind, error.facts), "red")
        except NoMatches:
            if self.children:  # else the answer came while the program was leaving
                raise

    def tell(self, sentence: str, tone: str = "text") -> None:
        """Say one sentence above the footer; it leaves after some seconds, a refusal stays until the next key."""
        saying = self.get_widget_by_id("saying", Saying)
        saying.say(sentence, tone)
        self.place()
        if self._quiet is not None:
            self._quiet.stop()
        self._quiet = self.set_timer(SAYING_SECONDS * (1 if tone == "text" else 2), self.hush) if sentence else None

    def hush(self) -> None:
        """Take the sentence away."""
        saying = self.get_widget_by_id("saying", Saying)
        if saying.sentence:
            saying.say("")
            self.place()

    # Reading anew

    def reread(self) -> None:
        """Read everything anew; a later request makes an earlier one void."""
        self.do(self._reread(), "read", exclusive=True)

    async def _reread(self) -> None:
        ask = self.ask
        view = await self.desk.read(lambda reader: read_view(reader, ask))
        self.show(view)
        if self.extra == "detail":
            self.handlers["reread_detail"]()

    def settle(self) -> None:
        """Read everything anew shortly, once for a run of changes."""
        if self._settling is not None:
            self._settling.stop()
        self._settling = self.set_timer(SETTLE_SECONDS, self.reread)

    def _watch(self) -> None:
        """Ask whether another process wrote, without waiting for the answer."""
        if not self._watching:
            self._watching = True
            self.do(self._ask_stamp(), "watch")

    async def _ask_stamp(self) -> None:
        try:
            stamp = await self.desk.read(lambda reader: reader.stamp())
            if stamp != self.view.stamp:
                self.reread()
        finally:
            self._watching = False

    # Messages of panes

    @on(PaneChosen)
    def _pane_chosen(self, message: PaneChosen) -> None:
        if message.pane != self.active:
            self.activate(message.pane)

    @on(RowMoved)
    def _row_moved(self, message: RowMoved) -> None:
        self.show_footer()
        if self.extra == "detail" and message.pane in ("due", "listing"):
            self.handlers["follow_detail"]()

    @on(RowOpened)
    def _row_opened(self, message: RowOpened) -> None:
        self.act("open")

    def set_face(self, face: Face) -> None:
        """Draw with other words or styles."""
        self.face = face
        widgets: Sequence[Widget] = list(self.query("*"))
        for widget in widgets:
            if isinstance(widget, (Lines, Bar, Saying)):
                widget.face = face
                widget.refresh() if not isinstance(widget, Lines) else widget.repaint()
        self.draw_bars()
