"""What the modes of a plan share: its board, the pane that the keys act on, the list or detail of what was opened.

A subclass says which panes it has, where they stand, what is read for them and how that is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from textual import events, on
from textual.app import ComposeResult

from store.facts import AssignmentFilter
from store.queries.narrowed import Narrowing
from store.reader import Reader
from store.shapes import Assignment, Board
from tui.desk import Desk
from tui.keys import WRITES
from tui.looks import Face
from tui.messages import PaneChosen, PlanShown, RowMoved
from tui.narrowed import Saved
from tui.panes.assignments import AssignmentsPane, Groups
from tui.panes.detail import DetailPane
from tui.panes.lines import Lines
from tui.panes.strips import Bar, Saying, draw_header, draw_lights
from tui.panes.subject import Subject
from tui.screens.base import BaseScreen, Handler
from tui.screens.body import Arrangement, Body
from tui.screens.places import is_wide
from tui.screens.returning import Returning
from tui.screens.subjects import why_empty, why_not
from tui.text import Piece
from tui.view import Ask

EXTRAS = ("listing", "detail")
"""The panes of what was opened; one of them shows at a time."""


class PlanView(Protocol):
    """One reading of the store for a mode."""

    @property
    def ask(self) -> Ask:
        """What was asked for; another plan than wanted where that one was not there yet."""

    @property
    def stamp(self) -> int:
        """The stamp of the store when it was read."""

    @property
    def board(self) -> Board:
        """The head: plan and lights."""

    @property
    def groups(self) -> Groups:
        """How the members of each group stand."""

    @property
    def listed(self) -> tuple[Assignment, ...]:
        """The rows of the list that is open."""

    @property
    def listed_total(self) -> int:
        """How many there are."""


class PlanScreen(BaseScreen):
    """A mode of one plan, or of all."""

    view: PlanView
    tabs: tuple[str, ...] = ()
    """The ids of its panes in the order of the key `next_pane`."""
    main: str = ""
    """The pane that has the keys when nothing else has them."""

    def __init__(self, desk: Desk, face: Face, ask: Ask, demo: bool = False) -> None:
        super().__init__(desk, face, demo)
        self.ask = ask
        self.active = self.main
        self.extra = ""
        self.zoomed = False
        self.marks: dict[int, Assignment] = {}
        """The assignments that are marked, by their ids, in the order of the marks."""
        self.jump: Callable[[str, str], None] = lambda kind, found: None
        """Opens what the palette found; known together with what the keys do."""
        self.filters = Saved()
        """The filters that its user saved."""
        self._renewing = False
        """True while what stands in the panes is void: what comes is shown even where it equals what was."""
        self._arriving: Face | None = None
        """What to draw another date with, until that was read."""
        self._returning = Returning()
        self._plan_today: str | None = None
        """The plan that was shown before a past date in which it was not there yet."""

    # What a mode says of itself

    def compose_panes(self) -> ComposeResult:
        """The panes of `tabs`."""
        raise NotImplementedError

    def read(self, reader: Reader, ask: Ask) -> PlanView:
        """Read everything that the mode shows, in the reading thread; of a past date too.

        Raises:
            Refused: no such plan.
            Unusable: the store cannot be read.
        """
        raise NotImplementedError

    def draw(self, view: PlanView, everything: bool) -> None:
        """Draw a reading into the panes of `tabs`; cursor, scroll and folds stay.

        Args:
            view: what was read; `self.view` is still the one before.
            everything: True where also what is the same is to be drawn.
        """
        raise NotImplementedError

    def wants(self, saying: int) -> Arrangement:
        """What stands where, with so many lines of the sentence above the footer."""
        raise NotImplementedError

    def make_handlers(self) -> dict[str, Handler]:
        """The actions of every mode of a plan, imported after the first paint."""
        from tui.screens.handlers import handlers

        return handlers(self)

    # What is on it

    def compose(self) -> ComposeResult:
        """Every widget once; which of them show, and where, is said by `wants`."""
        face = self.face
        with Body(id="body"):
            yield Bar(face, "header", "title")
            yield Bar(face, "lights", "page")
            yield from self.compose_panes()
            yield self.make_listing()
            yield DetailPane(face, "detail")
            yield Saying(face, "saying")
            yield Bar(face, "prompt", "here")
            yield Bar(face, "footer", "title")

    def make_listing(self) -> AssignmentsPane:
        """The pane `listing`."""
        return AssignmentsPane(self.face, "listing")

    def pane(self, name: str) -> Lines:
        """A pane by its id."""
        return self.get_widget_by_id(name, Lines)

    def panes(self) -> Iterator[Lines]:
        """All panes that are shown or folded."""
        return (self.pane(name) for name in (*self.tabs, *([self.extra] if self.extra else [])))

    @property
    def first(self) -> str:
        """Where the keys are at the start."""
        return self.main

    @property
    def here(self) -> Lines:
        """The pane that the keys act on."""
        return self.pane(self.active)

    @property
    def listing(self) -> AssignmentsPane:
        """The list of what was opened."""
        return self.get_widget_by_id("listing", AssignmentsPane)

    @property
    def subject(self) -> Subject:
        """What an action would be about."""
        return self.here.subject

    @property
    def chosen(self) -> AssignmentFilter:
        """Of which assignments a row is shown that stands for many: what a key on it writes to, or marks."""
        opened = self.ask.listing if self.active == "listing" else None
        if opened is not None:
            return AssignmentFilter(units=(opened.unit,) if opened.unit else ())
        return self.ask.listed.chosen

    def update_items(self, rows: Sequence[Assignment]) -> None:
        """Show what was just written, in place: totals follow with the next reading."""
        self.listing.update_items(rows)

    @property
    def first_said(self) -> str:
        """How many rows are marked."""
        return self.face.words.screen.marked(len(self.marks)) if self.marks else ""

    def set_marks(self, marks: dict[int, Assignment]) -> None:
        """Mark these assignments and no others, wherever they are listed."""
        self.marks = marks
        for pane in self.query(Lines):
            pane.set_marked(frozenset(marks))
        self.show_footer()

    def _follow_marks(self) -> None:
        """After a reading: what is marked is what is seen now."""
        if self.marks:
            found = (item for pane in self.query(Lines) for _, row in pane.known_rows() for item in pane.items_of(row))
            self.set_marks(self.marks | {item.id: item for item in found if item.id in self.marks})

    def place(self) -> None:
        """Put everything where it belongs now."""
        body, saying = self.get_widget_by_id("body", Body), self.get_widget_by_id("saying", Saying)
        wants = self.wants(len(saying.lines(self.size.width)))
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
            pane.set_called_by(self.face.key("next_pane") if pane.id == called else "")
        self.place()
        self.show_footer()

    def open_extra(self, name: str) -> None:
        """Show the detail or the list, with the keys on it."""
        self.extra = name
        self.activate(name)

    # Drawing

    def show(self, view: PlanView, everything: bool = False) -> None:
        """Draw a reading; cursor, scroll and folds stay."""
        back = not view.ask.text and self._returning.put_back()
        everything, self._renewing = everything or self._renewing or back, False
        self.draw(view, everything)
        listing, self.view = self.listing, view
        listing.many_plans = view.ask.plan is None
        if view.ask.listing:
            listing.headline = self.face.words.screen.listing(view.ask.listing.name)
            listing.why_empty = (why_empty(view.ask.listing, self.face),)
            listing.show(view.listed, view.groups, view.listed_total)
        self._follow_marks()
        self.draw_bars()
        self.place()

    def forget_rows(self) -> None:
        """Empty the panes: what is read next is another plan, with the cursors on its first rows."""
        self._renewing = True
        self._returning.forget()
        for name in self.tabs:
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
        self.facts_left(left)
        self.get_widget_by_id("prompt", Bar).show((Piece(" / ", "accent!"),))
        self.show_footer()

    def facts_left(self, facts: tuple[str, ...]) -> None:
        """What the line of lights had no room for: a mode may say it elsewhere."""

    def on_resize(self, event: events.Resize) -> None:
        """Another width: the bars are drawn anew, the panes see to themselves."""
        if not is_wide(event.size.width, event.size.height) and self.extra and self.active != self.extra:
            self.extra = ""
        self.draw_bars()
        self.place()

    # Actions

    def why_not(self, action: str) -> str:
        """Why an action cannot be done now (a phrase id), or empty."""
        if self._arriving is not None and self.face.past and action in WRITES:
            return "past"  # what stands there still is, until today was read
        has_plan = self.view.ask.plan is not None or self.view.board.total > 0
        subject = Subject(item=next(iter(self.marks.values()))) if self.marks else self.subject
        return why_not(action, subject, self.desk.closed, has_plan)

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

    def filter_opened(self) -> None:
        """Remember where the cursors stand."""
        self._returning.keep(self.pane(name) for name in self.tabs)

    def filter_closed(self, keep: bool) -> None:
        """A filter that is given up leaves the cursors where they stood."""
        self._returning.forget() if keep else self._returning.want()

    def narrow(self, wanted: Narrowing) -> None:
        """List by another filter and order (tui.screens.narrowing asks for them)."""
        self.ask = self.ask._replace(narrowed=wanted)
        self.reread()

    def switch(self, key: str | None) -> None:
        """Show another plan (None: all of them)."""
        self.extra = ""
        self.set_marks({})
        self.ask = Ask(key, self.ask.as_of)
        self.forget_rows()
        self.activate(self.main)
        self.reread()
        if key:
            self.post_message(PlanShown(key))

    def seek(self, kind: str, found: str) -> bool:
        """Put the cursor on what the palette found; say whether this mode has rows for such things.

        Args:
            kind: plan, task or unit.
            found: the plan's key; behind it, for a task or unit, the ref or the name.
        """
        return False

    def come(self, plan: str | None, face: Face, narrowed: Narrowing) -> None:
        """Be shown instead of another mode, with the plan, the date and the filter that were there."""
        if face != self.face:
            self.travelled(face)
        if plan != self.ask.plan:
            self.switch(plan)
        if narrowed != self.ask.narrowed:
            self.narrow(narrowed)

    def reread(self) -> None:
        """Read everything anew; a later request makes an earlier one void."""
        self.do(self._reread(), "read", exclusive=True)

    async def _reread(self) -> None:
        ask = self.ask
        if self._arriving is not None:
            await self.glance(ask)
        view = await self.desk.read(lambda reader: self.read(reader, ask))
        self.arrive()
        if view.ask.plan != ask.plan:
            self.ask, self._plan_today = view.ask, ask.plan
            self.handlers["plain"]()
            self.tell(self.face.words.screen.not_there(ask.plan or "", view.ask.as_of.isoformat()), "yellow")
        self.show(view)
        if self.extra == "detail":
            self.handlers["reread_detail"]()

    async def glance(self, ask: Ask) -> None:
        """Show of another date what is read first, where all of it takes long."""

    def arrive(self) -> None:
        """Draw with the date that was asked for: something was read of it."""
        if self._arriving is not None:
            face, self._arriving = self._arriving, None
            self.set_face(face)

    def travelled(self, face: Face) -> None:
        """Another date: what stands in the panes stays until that date was read, with the date it is of."""
        self.set_marks({})
        self.call_off("open", "detail")
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
        if self.extra == "detail" and message.pane != "detail" and self.subject.item is not None:
            self.handlers["follow_detail"]()
