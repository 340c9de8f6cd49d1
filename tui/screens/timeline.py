"""Mode 4: the plan over time, by task, unit or phase."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from textual import on
from textual.app import ComposeResult

from store.errors import Refused
from store.queries.board import milestones, plans
from store.queries.timeline import stretches, task_dates, unit_page, unit_total
from store.queries.tree import tree
from store.reader import Reader
from store.shapes import Assignment, Board, Milestone, Phase
from store.timeline import Course, UnitCourse
from store.tree import Page, Tree
from tui.desk import Desk
from tui.looks import Face
from tui.messages import PagesWanted
from tui.narrowed import narrowing_name
from tui.panes.lines import Lines
from tui.panes.paged import PAGE
from tui.panes.timed import Timed, Timespan
from tui.panes.timeline import Courses, Marks, PhaseBars, TaskBars, UnitBars, courses_of
from tui.panes.tree import Pages
from tui.screens.base import Handler
from tui.screens.mode import ModeScreen, ModeView
from tui.screens.pages import read_pages
from tui.view import Ask, read_phases

KINDS = {"tasks": "timeline", "units": "timeline_units", "phases": "timeline_phases"}
"""What the rows can be, each with the pane that shows it, in the order of the key `rows_by`."""


class ByTask(NamedTuple):
    """One reading of the rows by task, with the pages that are in view."""

    tree: Tree
    pages: Pages
    courses: Courses


class ByUnit(NamedTuple):
    """One reading of the rows by unit, with the pages that are in view."""

    total: int
    pages: Mapping[int, tuple[UnitCourse, ...]]


class ByPhase(NamedTuple):
    """One reading of the phases."""

    phases: tuple[Phase, ...]
    marks: Marks


class TimelineScreen(ModeScreen):
    """One plan over time, or all of them."""

    mode = "timeline"
    tabs = (KINDS["tasks"],)
    main = KINDS["tasks"]

    def __init__(self, desk: Desk, face: Face, ask: Ask, head: Board, demo: bool = False) -> None:
        super().__init__(desk, face, ask, head, demo)
        self.span = Timespan()
        self.kind = "tasks"

    def compose_panes(self) -> ComposeResult:
        """One list for each kind of rows; the one that is chosen shows."""
        yield TaskBars(self.face, KINDS["tasks"], self.span)
        yield UnitBars(self.face, KINDS["units"], self.span)
        yield PhaseBars(self.face, KINDS["phases"], self.span)

    @property
    def tasks(self) -> TaskBars:
        """The rows by task."""
        return self.get_widget_by_id(KINDS["tasks"], TaskBars)

    @property
    def units(self) -> UnitBars:
        """The rows by unit."""
        return self.get_widget_by_id(KINDS["units"], UnitBars)

    @property
    def shown_rows(self) -> Timed:
        """The list that shows."""
        return self.get_widget_by_id(self.main, Timed)

    # Keys

    def make_handlers(self) -> dict[str, Handler]:
        """The actions of every mode, and those on time."""
        return {
            **super().make_handlers(),
            "earlier": lambda: self._turn(-1),
            "later": lambda: self._turn(1),
            "finer": lambda: self._rescale(-1),
            "coarser": lambda: self._rescale(1),
            "to_today": self._to_today,
            "rows_by": self._rows_by,
        }

    def _turn(self, pages: int) -> None:
        if self.span.scale:
            self.span.turn(pages)
            self.shown_rows.repaint()

    def _rescale(self, step: int) -> None:
        if self.span.rescale(step, self.face.as_of):
            self.shown_rows.repaint()

    def _to_today(self) -> None:
        if self.span.scale:
            self.span.to(self.face.as_of)
            self.shown_rows.repaint()

    def _rows_by(self) -> None:
        """The next kind of rows."""
        kinds = list(KINDS)
        self.kind = kinds[(kinds.index(self.kind) + 1) % len(kinds)]
        self.main = KINDS[self.kind]
        self.tabs = (self.main,)
        self.zoomed = False
        self.extra = ""
        self.activate(self.main)
        self.reread()

    @property
    def kinds(self) -> tuple[str, ...]:
        """Tasks, while the rows are by task."""
        return ("task",) if self.kind == "tasks" else ()

    async def reach(self, kind: str, plan: str, name: str) -> bool:
        """Unfold what is around the task, and go there."""
        return self.kind == "tasks" and self.tasks.go_to(plan, name)

    # Reading

    def read_content(self, reader: Reader, ask: Ask, head: Board) -> ByTask | ByUnit | ByPhase:
        """What the chosen rows show, and of assignments and units those in view."""
        if self.kind == "units":
            total = unit_total(reader, ask.listed.chosen, ask.as_of)
            last = max(total - 1, 0) // PAGE
            wanted = {min(page, last) for page in self.units.in_view}
            return ByUnit(total, {page: read_units(reader, ask, page, total) for page in sorted(wanted)})
        marks = read_marks(reader, ask)
        if self.kind == "phases":
            return ByPhase(read_phases(reader, head, ask.as_of), marks)
        found, dates = tree(reader, ask.listed.chosen, ask.as_of), task_dates(reader, ask.plan)
        courses = courses_of(found, stretches(reader, ask.listed.chosen, ask.as_of), dates)
        forest = self.tasks.lay_out(found, ask)
        pages = read_pages(reader, self.tasks.pages_in_view(forest), ask)
        return ByTask(found, pages, Courses(courses, dates, marks))

    def read_page(self, reader: Reader, view: ModeView, pane: str, page: int) -> tuple[UnitCourse, ...]:
        """One page of units, in the reading thread."""
        assert isinstance(view.content, ByUnit)
        return read_units(reader, view.ask, page, view.content.total)

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

    # Drawing

    def draw_content(self, view: ModeView) -> None:
        """Show another reading; the days in view stay, but for another plan."""
        content = view.content
        pane = self.get_widget_by_id(KINDS[_kind(content)], Timed)
        words = self.face.words.screen
        nothing = "no_plan_then" if self.face.past else "no_plan"
        here = "timeline_phases" if isinstance(content, ByPhase) else "timeline"
        narrowed = view.ask.listed.is_on and not isinstance(content, ByPhase)
        why = "filtered" if narrowed else here if view.board.plan else nothing
        pane.why_empty = (words.empty(why),)
        text = words.filtered_by(view.ask.text) if view.ask.text else ""
        said = (narrowing_name(view.ask.narrowed, self.face), text) if narrowed else ()
        pane.filter_text = "  ".join(filter(None, said))
        if not self.span.scale:
            self.span.fit(list(days_of(content, view.board, view.ask.as_of)), pane.room(), view.ask.as_of)
        if isinstance(content, ByTask):
            self.tasks.show_courses(content.tree, content.pages, content.courses, view.ask)
        elif isinstance(content, ByUnit):
            self.units.show_units(content.total, content.pages)
        else:
            phases = self.get_widget_by_id(KINDS["phases"], PhaseBars)
            plan = view.board.plan
            begin = plan.start or plan.issued if plan else None
            phases.show_phases(content.phases, content.marks, view.ask.plan or "", begin)

    def forget_rows(self) -> None:
        """What is read next is another plan: other days, and every list from its first row."""
        super().forget_rows()
        self.span.scale = ""
        for name in KINDS.values():
            self.get_widget_by_id(name, Lines).reset()

    def update_items(self, rows: Sequence[Assignment]) -> None:
        """Show what was just written, in place."""
        self.tasks.update_items(rows)
        super().update_items(rows)


def _kind(content: Any) -> str:
    """What the rows of a reading are."""
    return {ByTask: "tasks", ByUnit: "units", ByPhase: "phases"}[type(content)]


def days_of(content: ByTask | ByUnit | ByPhase, head: Board, as_of: date) -> Iterator[date]:
    """The days to show at first: the plan's period, what lies beyond it, and today where something is still open."""
    if head.plan is not None:
        yield from (day for day in (head.plan.start, head.plan.end) if day)
    if isinstance(content, ByTask):
        yield from _days((course for key, course in content.courses.of.items() if key[0] == "task"), as_of)
    elif isinstance(content, ByPhase):
        for phase in content.phases:
            yield from (day for day in (phase.window.start, phase.window.end) if day)
    else:
        yield from _days((unit.course for page in content.pages.values() for unit in page), as_of)


def _days(courses: Iterable[Course], as_of: date) -> Iterator[date]:
    """From where to where each course is drawn."""
    for course in courses:
        yield from (day for day in (course.start, course.due) if day)
        if course.late or (course.start and course.due is None and course.done < course.total):
            yield as_of


def read_units(reader: Reader, ask: Ask, page: int, total: int) -> tuple[UnitCourse, ...]:
    """A page of units, in the reading thread.

    Raises:
        Unusable: the store cannot be read.
    """
    return unit_page(reader, ask.listed.chosen, ask.as_of, page * PAGE, PAGE, total)


def read_marks(reader: Reader, ask: Ask) -> dict[tuple[str, str], tuple[Milestone, ...]]:
    """The milestones of the plan, or of all plans, by what they belong to."""
    keys = [ask.plan] if ask.plan else [line.key for line in plans(reader, ask.as_of)]
    found: dict[tuple[str, str], tuple[Milestone, ...]] = {}
    for key in keys:
        for mark in milestones(reader, key, ask.as_of):
            found[key, mark.of] = (*found.get((key, mark.of), ()), mark)
    return found
