"""Mode 1: whom to call, phases, overdue and due soon, workload, indicators; the detail or list of what was opened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from textual.app import ComposeResult

from store.reader import Reader
from store.shapes import Assignment
from tui.desk import Desk
from tui.looks import Face
from tui.narrowed import narrowing_name
from tui.panes.assignments import AssignmentsPane
from tui.panes.indicators import IndicatorsPane
from tui.panes.lines import Lines
from tui.panes.phases import PhasesPane
from tui.panes.today import TodayPane, today_rows
from tui.panes.units import UnitsPane
from tui.screens.places import Wants, is_wide
from tui.screens.plan_screen import PlanScreen, PlanView
from tui.view import (
    FEW,
    UNCOUNTED,
    Ask,
    Later,
    View,
    filtered,
    filtered_rest,
    read_later,
    read_past_first,
    read_past_view,
    read_view,
)

LONGEST_START = 5.0
"""Seconds after which what a first write needs is imported, also where not everything was read by then."""


class OverviewScreen(PlanScreen):
    """The overview of one plan, or of all."""

    mode = "overview"
    tabs = ("today", "due", "units", "indicators", "phases")
    main = "due"
    view: View

    def __init__(self, desk: Desk, face: Face, view: View, demo: bool = False) -> None:
        super().__init__(desk, face, view.ask, demo)
        self.view = view
        self._painted = False
        """True after the first paint."""
        self._opening = False
        """True from the switch to another plan until whom to call there is known."""
        self._later: tuple[str | None, date, Later] | None = None
        """What asks every unit, of which plan and date, as it was read last."""

    def compose_panes(self) -> ComposeResult:
        """The panes of the overview."""
        face = self.face
        yield TodayPane(face, "today")
        yield PhasesPane(face, "phases")
        yield AssignmentsPane(face, "due")
        yield UnitsPane(face, "units")
        yield IndicatorsPane(face, "indicators")

    def on_mount(self) -> None:
        """Show what was read before the first paint; the rest comes after it."""
        self.show(self.view, everything=True)
        self.activate(self.first)
        self.call_after_refresh(self.after_first_paint)

    def after_first_paint(self) -> None:
        """What the first paint did not need."""
        super().after_first_paint()
        self._painted = True
        if self.view.partial:
            self.reread()
        elif self.view.later is not None:
            self.desk.warm()
        self.set_timer(LONGEST_START, self.desk.warm)
        if self.view.board.total == 0 and self.view.ask.plan is None:
            self.act("plans")

    # What is where

    def panes(self) -> Iterator[Lines]:
        """All panes that are shown or folded: whom to call only while there is somebody."""
        return (pane for pane in super().panes() if pane.id != "today" or pane.rows)

    @property
    def first(self) -> str:
        """Where the keys are at the start: whom to call while there is somebody, else what is overdue."""
        return "today" if self.pane("today").rows else "due"

    @property
    def due(self) -> AssignmentsPane:
        """Overdue and due soon."""
        return self.get_widget_by_id("due", AssignmentsPane)

    def update_items(self, rows: Sequence[Assignment]) -> None:
        """Show what was just written, in place."""
        self.due.update_items(rows)
        super().update_items(rows)

    def wants(self, saying: int) -> Wants:
        """What stands where."""
        return Wants(
            active=self.active if self.zoomed or not is_wide(*self.size) else "due",
            extra=self.extra,
            zoomed=self.zoomed,
            phases=len(self.pane("phases").rows),
            indicators=len(self.pane("indicators").rows),
            filtering=self.filtering,
            saying=saying,
            today=len(self.pane("today").rows),
            units=self.get_widget_by_id("units", UnitsPane).wanted,
        )

    # Filtering

    def filter_by(self, text: str) -> None:
        """Another filter: only what it changes is read, what is overdue first; the next key makes that void."""
        known = not self._renewing and self.view.ask._replace(text=text) == self.ask._replace(text=text)
        if not text or not known:
            super().filter_by(text)
            return
        self.ask = self.ask._replace(text=text)
        self.do(self._filter(), "read", exclusive=True)

    async def _filter(self) -> None:
        """What the filter lets through; of a large plan its first rows, then how many that are, and which units."""
        ask, old = self.ask, self.view
        found = await self.desk.read(lambda reader: filtered(reader, old, ask))
        self.show(found)
        if found.board.total > FEW:
            whole = await self.desk.read(lambda reader: filtered_rest(reader, found))
            self.show(self.view._replace(due=whole.due, due_total=whole.due_total, loads=whole.loads))

    # Drawing

    def read(self, reader: Reader, ask: Ask) -> View:
        """Everything that the overview shows, but whom to call where that takes long."""
        return read_past_view(reader, ask) if self.desk.past is not None else read_view(reader, ask)

    async def glance(self, ask: Ask) -> None:
        """Show of a past date what is read first, where all of it takes long."""
        found = await self.desk.read(lambda reader: read_past_first(reader, ask)) if self.desk.past else None
        if found is not None:
            self.arrive()
            self.show(found)

    def show(self, view: PlanView, everything: bool = False) -> None:
        """Draw a reading; what asks every unit of a large plan stays until it was read anew, after everything else."""
        assert isinstance(view, View)
        whole = view.later is not None or view.partial
        if view.later is not None and self._painted:
            self.desk.warm()  # everything was read: now it takes no time from that
        if not whole and self._later is not None and self._later[:2] == (view.ask.plan, view.ask.as_of):
            view = view.with_later(self._later[2])
        super().show(view, everything)
        if not whole:
            self.do(self._read_later(view), "later", exclusive=True)

    def draw(self, view: PlanView, everything: bool) -> None:
        """Draw a reading; panes whose rows did not change are left alone."""
        assert isinstance(view, View)
        old, words, text = self.view, self.face.words.screen, view.ask.text
        shown = words.filtered_by(text) if text else ""
        nothing = "no_plan_then" if self.face.past else "no_plan"
        why = "filtered" if text else "due" if view.board.total else nothing if not view.board.plan else "units"
        narrowed = view.ask.narrowed
        changed = (old.ask.narrowed, old.due, old.groups) != (narrowed, view.due, view.groups)
        self._draw_due(view, shown, "filtered" if narrowed.is_on else why, everything or changed)
        plan, moved = view.board.plan, (old.ask.plan, old.ask.as_of) != (view.ask.plan, view.ask.as_of)
        if moved and view.today is None:
            self.get_widget_by_id("today", TodayPane).show(())  # whom to call on another day, or for another plan
        self._draw_today(view, shown, everything or old.today != view.today or old.loads != view.loads)
        units = self.get_widget_by_id("units", UnitsPane)
        units.why_empty = (self._why("filtered" if text else "units", view),)
        if everything or old.loads != view.loads or units.filter_text != shown:
            units.filter_text = shown
            units.show(view.loads)
        if everything or moved or (old.phases, old.milestones) != (view.phases, view.milestones):
            phases = self.get_widget_by_id("phases", PhasesPane)
            phases.why_empty = (self._why("phases" if plan else nothing, view),)
            phases.show(view.phases, view.milestones, (plan.start, plan.end) if plan else (None, None))
        if everything or moved or (old.indicators, old.later is None) != (view.indicators, view.later is None):
            indicators = self.get_widget_by_id("indicators", IndicatorsPane)
            indicators.why_empty = (self._why("indicators" if plan else "one_plan", view),)
            indicators.show(view.indicators)

    def _why(self, empty: str, view: View) -> str:
        """Why a pane has no rows."""
        words = self.face.words.screen
        comes = view.partial or (empty == "indicators" and view.later is None)
        return words.say("loading") if comes else words.empty(empty)

    def _draw_due(self, view: View, shown: str, why: str, changed: bool) -> None:
        words, due, narrowed = self.face.words.screen, self.due, view.ask.narrowed
        name = narrowing_name(narrowed, self.face)
        if narrowed.is_on and not narrowed.is_wide:
            shown = f"{name}  {shown}".strip()
        if (shown or narrowed.is_wide) and view.due_all >= 0 and view.due_total != UNCOUNTED:
            shown = f"{shown}  {words.filter_count(view.due_total, view.due_all)}".strip()
        due.many_plans = view.ask.plan is None
        if changed or due.filter_text != shown:
            headline = name if narrowed.is_wide else words.pane("due")
            due.headline, due.filter_text, due.why_empty = headline, shown, (words.empty(why),)
            due.show(view.due, view.groups, max(view.due_total, len(view.due)))

    def _draw_today(self, view: View, shown: str, changed: bool) -> None:
        """Whom to call; where it is still to be read, what was there stays until then."""
        pane = self.get_widget_by_id("today", TodayPane)
        if view.today is not None and (changed or pane.filter_text != shown):
            pane.many_plans, pane.filter_text = view.ask.plan is None, shown
            pane.are_first = view.today.more
            pane.show(today_rows(view.today.units, view.today.items, view.loads))
            if (self.active == "today" and not pane.rows) or (self.active == "due" and self._opening):
                self.activate(self.first)
            self._opening = False

    async def _read_later(self, view: View) -> None:
        found = await self.desk.read_later(lambda reader: read_later(reader, view.ask, view.board.plan))
        if self.view is view:
            self._later = view.ask.plan, view.ask.as_of, found
            self.show(view.with_later(found))

    def forget_rows(self) -> None:
        """Empty the panes: what is read next is another plan, with the cursors on its first rows."""
        self._opening = True
        super().forget_rows()

    def facts_left(self, facts: tuple[str, ...]) -> None:
        """The phases say what the line of lights had no room for."""
        self.get_widget_by_id("phases", PhasesPane).set_facts(facts)
