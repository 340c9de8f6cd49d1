"""What every mode shares: keys that name actions, work that waits for the store, the sentence, and the watch.

The screen decides: panes post messages, keys name actions of tui.keys, and every write goes through tui.desk.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from datetime import date
from typing import Any, ClassVar

from textual import on
from textual.binding import Binding, BindingsMap
from textual.css.query import NoMatches
from textual.timer import Timer
from textual.worker import Worker

from store.errors import StoreError
from store.queries.narrowed import Narrowing
from tui.desk import Desk
from tui.keys import BY_ID, WRITES, footer_actions, works_in
from tui.looks import Face
from tui.messages import ActionClicked, ModeAsked, PastAsked, RowOpened, Trouble
from tui.panes.lines import Lines
from tui.panes.strips import MODES, Bar, Saying, draw_footer
from tui.rescue import STOPS
from tui.screens.still import Still
from words.said import say_error

Handler = Callable[[], object]
WATCH_SECONDS = 0.25
"""How often the screen asks whether somebody else wrote."""
SETTLE_SECONDS = 0.05
"""How long after an own change everything is read anew."""
SAYING_SECONDS = 6.0


class BaseScreen(Still[None], inherit_bindings=False):
    """One mode of the dashboard. A subclass says what is on it, where, what is read, and what its keys do.

    It composes a Body with the id `body`, a Saying `saying` and a Bar `footer`.
    """

    AUTO_FOCUS = ""
    mode: ClassVar[str] = ""
    """Its id: an action of tui.keys that leads here."""

    def __init__(self, desk: Desk, face: Face, demo: bool = False) -> None:
        super().__init__()
        bound = face.keys.bound(self.mode)
        self._bindings = BindingsMap([Binding(key, f"act('{action}')", show=False) for key, action in bound])
        self.desk = desk
        self.face = face
        self.demo = demo
        self.filtering = False
        """True while the line in which a filter is typed is open."""
        self._handlers: dict[str, Handler] = {}
        self._waiting: dict[str, Coroutine[Any, Any, None]] = {}
        """By group what was asked for last, until its turn comes."""
        self._settling: Timer | None = None
        self._quiet: Timer | None = None
        self._watching = False

    # What a mode says of itself

    def come(self, plan: str | None, face: Face, narrowed: Narrowing) -> None:
        """Be shown instead of another mode, with the plan (None: all), the date and the filter that were there."""
        raise NotImplementedError

    def make_handlers(self) -> dict[str, Handler]:
        """What each action does, by its id."""
        raise NotImplementedError

    @property
    def here(self) -> Lines:
        """The pane that the keys act on."""
        raise NotImplementedError

    @property
    def stamp(self) -> int:
        """The stamp of the store (Reader.stamp) when what is shown was read."""
        raise NotImplementedError

    @property
    def filter_text(self) -> str:
        """The filter that is on."""
        raise NotImplementedError

    def filter_by(self, text: str) -> None:
        """Filter by another text, and read anew."""
        raise NotImplementedError

    def filter_opened(self) -> None:
        """The line in which a filter is typed opens: a mode may remember where its cursors stand."""

    def filter_closed(self, keep: bool) -> None:
        """It closes, and the filter stays on or is given up."""

    def place(self) -> None:
        """Put everything where it belongs now."""
        raise NotImplementedError

    def draw_bars(self) -> None:
        """Draw the lines above and below the panes."""
        raise NotImplementedError

    def why_not(self, action: str) -> str:
        """Why an action cannot be done now (a phrase id), or empty."""
        raise NotImplementedError

    def reread(self) -> None:
        """Read everything anew; a later request makes an earlier one void."""
        raise NotImplementedError

    # What they share

    def after_first_paint(self) -> None:
        """What the first paint did not need."""
        _ = self.handlers
        self.set_interval(WATCH_SECONDS, self._watch)

    @property
    def as_of(self) -> date:
        """The date that everything is computed for."""
        return self.face.as_of

    @property
    def handlers(self) -> dict[str, Handler]:
        """What each action does; made after the first paint, or by a key that was quicker."""
        if not self._handlers:
            modes = {mode: lambda mode=mode: self.post_message(ModeAsked(mode)) for mode in MODES}
            self._handlers = {"travel": self._travel, **modes, **self.make_handlers()}
        return self._handlers

    def _travel(self) -> None:
        """Ask for a past date, or go back to today."""
        from tui.screens.travelling import travel

        travel(self)

    def travelled(self, face: Face) -> None:
        """Another date is shown from now on, a past one or today: `desk.read` reads that already.

        Args:
            face: what everything is to be drawn with as soon as it was read.
        """
        self.set_face(face)
        self.reread()

    @property
    def first_said(self) -> str:
        """What the footer says before the keys."""
        return ""

    def show_footer(self) -> None:
        """The keys that work here and now; none that writes where nothing can be written."""
        offered = (action for action in footer_actions(self.mode) if not (self.desk.closed and action.id in WRITES))
        actions = [(action, not self.obstacle(action.id)) for action in offered]
        self.get_widget_by_id("footer", Bar).show(draw_footer(actions, self.face, self.size.width, self.first_said))

    def obstacle(self, action: str) -> str:
        """Why an action cannot be done here and now (a phrase id), or empty."""
        known = BY_ID.get(action)
        return f"only_{known.only}" if known and not works_in(known, self.mode) else self.why_not(action)

    def action_act(self, action: str) -> None:
        """What every key does."""
        self.act(action)

    def act(self, action: str) -> None:
        """Do an action, or say why it cannot be done now."""
        reason = self.obstacle(action)
        if action == "close" and self.desk.is_slow:
            self.desk.call_off()
        elif reason:
            self.tell(self.face.words.screen.why_not(reason), "yellow")
        elif action in self.handlers:
            self.handlers[action]()

    def do(self, work: Coroutine[Any, Any, None], group: str, exclusive: bool = False) -> None:
        """Run something that waits for the store; what is refused is said."""
        if exclusive and group in self._waiting:
            self._waiting.pop(group).close()  # void before it began: Python would complain of it on the terminal
        self._waiting[group] = work

        async def begin() -> None:
            if self._waiting.get(group) is work:
                del self._waiting[group]
            await self._guarded(work)

        _: Worker[None] = self.run_worker(begin, group=group, exclusive=exclusive)

    def write(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Run something that writes: after the paint, so that no key waits for the disk; in the order of the keys."""
        self.call_after_refresh(lambda: self.do(work(), "write"))

    def call_off(self, *groups: str) -> None:
        """Have what is read in these groups broken off: nobody waits for it any more."""
        for group in groups:
            if (waiting := self._waiting.pop(group, None)) is not None:
                waiting.close()
            self.workers.cancel_group(self, group)

    async def _guarded(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except StoreError as error:
            if error.kind in STOPS:
                self.post_message(Trouble(error))
            else:
                self.tell(say_error(self.face.words, error.kind, error.facts), "red")
        except NoMatches:
            if self.app.is_running and self.is_running and self.is_attached:  # else it came while one was leaving
                raise

    def tell(self, sentence: str, tone: str = "text") -> None:
        """Say one sentence above the footer; it leaves after some seconds, a refusal stays until the next key."""
        saying = self.get_widget_by_id("saying", Saying)
        if aside := self.desk.unsaid(self.face.words):
            sentence, tone = f"{sentence}  {aside}", "yellow"
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

    def settle(self) -> None:
        """Read everything anew shortly, once for a run of changes."""
        if self._settling is not None:
            self._settling.stop()
        self._settling = self.set_timer(SETTLE_SECONDS, self.reread)

    @property
    def shown(self) -> bool:
        """True while no other mode covers this one; dialogs do not count."""
        stack = self.app.screen_stack
        modes = [screen for screen in stack if isinstance(screen, BaseScreen)]
        return bool(modes) and modes[-1] is self

    def on_screen_resume(self) -> None:
        """Back from another mode or a dialog: what others wrote meanwhile is asked for at once."""
        if self._handlers:
            self._watch()

    def _watch(self) -> None:
        """Ask whether another process wrote, without waiting for the answer."""
        if not self._watching and self.shown:
            self._watching = True
            self.do(self._ask_stamp(), "watch")

    async def _ask_stamp(self) -> None:
        try:
            if await self.desk.is_newer(self.stamp):
                self.follow()
        finally:
            self._watching = False

    def follow(self) -> None:
        """Somebody wrote: read anew; a past date is gone to anew, for entries for an earlier day change it too."""
        past = self.desk.past
        if past is None:
            self.reread()
        elif self.desk.may_go_anew:
            self.post_message(PastAsked(past._replace()))

    @on(ActionClicked)
    def _action_clicked(self, message: ActionClicked) -> None:
        self.act(message.action)

    @on(RowOpened)
    def _row_opened(self, message: RowOpened) -> None:
        self.act("open")

    def set_face(self, face: Face) -> None:
        """Draw with other words or styles."""
        self.face = face
        for widget in self.query("*"):
            if isinstance(widget, (Lines, Bar, Saying)):
                widget.face = face
                widget.refresh() if not isinstance(widget, Lines) else widget.repaint()
        self.draw_bars()
