"""The lists of the timeline: by task down to each assignment, by unit page by page, by phase with the milestones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from store.shapes import Milestone, Phase
from store.timeline import Course, Stretch, TaskDate, UnitCourse, together
from store.tree import TaskNode, Tree
from store.vocabulary import WORST_FIRST
from tui.looks import Face, tone_of
from tui.panes.bars import mark_sign
from tui.panes.courses import (
    assignment_words,
    course_line,
    leaf_note,
    mark_line,
    milestone_words,
    of_assignment,
    of_phase,
    phase_words,
    task_words,
    unit_line,
    unit_words,
)
from tui.panes.paged import PagedLines
from tui.panes.scale import Ruler
from tui.panes.subject import Subject
from tui.panes.tasks import TasksPane
from tui.panes.timed import Timed, Timespan
from tui.panes.tree import Branch, Key, Leaf, Pages, Row
from tui.text import Ink, Piece
from tui.view import Ask

Marks = Mapping[tuple[str, str], tuple[Milestone, ...]]
"""By plan and the ref of a task or phase (empty: of the plan itself), its milestones."""


class Courses(NamedTuple):
    """What the rows by task are drawn from, besides the tree."""

    of: Mapping[Key, Course]
    dates: Mapping[int, TaskDate]
    """By task, its date in words."""
    marks: Marks


def courses_of(tree: Tree, found: Iterable[Stretch], dates: Mapping[int, TaskDate]) -> dict[Key, Course]:
    """The course of every branch of a tree: a task's with its clauses', a section's and a plan's of all below."""
    by_task: dict[int, list[Stretch]] = {}
    for stretch in found:
        by_task.setdefault(stretch.task, []).append(stretch)
    clauses: dict[int, list[TaskNode]] = {}
    for task in tree.tasks:
        if task.parent:
            clauses.setdefault(task.parent, []).append(task)
    courses: dict[Key, Course] = {}

    def of_task(task: TaskNode) -> Course:
        own = by_task.get(task.id, [])
        owed = together(each.course for each in own if not each.supports)
        course = together(each.course for each in own)
        if owed.total:
            course = course._replace(late=owed.late, late_since=owed.late_since)
        said = dates.get(task.id)
        course = course._replace(done_on=said.done_on if said else None)
        for via in {each.via for each in own if each.via}:
            courses["group", task.id, via] = together(each.course for each in own if each.via == via)
        if task.id in clauses:
            course = together([course, *map(of_task, clauses[task.id])])
        courses["task", task.id, 0] = course
        return course

    tops = [(task, of_task(task)) for task in tree.tasks if not task.parent]
    for section in tree.sections:
        courses["section", section.id, 0] = together(course for task, course in tops if task.section == section.id)
    for plan in tree.plans:
        courses["plan", plan.id, 0] = together(course for task, course in tops if task.plan == plan.id)
    return courses


class TaskBars(Timed, TasksPane):
    """A bar for each task; unfolded, one for each group and each assignment."""

    by = "tasks"

    def __init__(self, face: Face, id: str, span: Timespan) -> None:
        super().__init__(face, id, span)
        self.courses = Courses({}, {}, {})

    def show_courses(self, tree: Tree, pages: Pages, courses: Courses, ask: Ask) -> None:
        """Show another reading; cursor, scroll and folds stay."""
        self.courses = courses
        self.count = len({case.task for case in tree.cases})
        self.show(tree, pages, ask)

    def draw_name(self, row: Row, ink: Ink) -> None:
        """Light, fold, label and title; of an assignment its unit."""
        if isinstance(row, Leaf):
            item = row.item
            ink.put(face_sign(self.face, item.light), f"{tone_of(item.light)}!").put(" " * (row.depth + 3))
            ink.put(item.unit)
            return
        reason = row.standing.reason
        ink.put(face_sign(self.face, reason.light if reason else ""), f"{tone_of(reason.light) if reason else 'dim'}!")
        ink.put(" " * (row.depth + 1))
        mark = ("⌄ ", "- ") if row.opened else ("› ", "+ ")
        ink.put("  " if row.opened is None else self.face.pick(*mark), "accent")
        heading = row.key[0] in ("plan", "section")
        ink.put(f"{row.label} " if row.label else "", "dim").put(row.title, "text!" if heading else "text")

    def draw_line(self, row: Row, ruler: Ruler) -> Iterable[Piece]:
        """The bar of a branch or an assignment."""
        as_of, face = self.face.as_of, self.face
        if isinstance(row, Leaf):
            return course_line(of_assignment(row.item), ruler, as_of, face, leaf_note(row.item, face))
        course = self.courses.of.get(row.key, Course())
        note = Piece(f"{course.done}/{course.total}" if course.total else "", "dim")
        return course_line(course, ruler, as_of, face, note, self._marks(row))

    def _marks(self, row: Branch) -> Sequence[Milestone]:
        """The milestones of a task, or, on the row of a plan, all of it."""
        if isinstance(row.node, TaskNode):
            return self.courses.marks.get((row.plan, row.node.ref), ())
        if row.key[0] == "plan":
            return [mark for (plan, _), marks in self.courses.marks.items() if plan == row.plan for mark in marks]
        return ()

    def words_of(self, row: Row) -> Iterable[Piece]:
        """The dates of a branch or an assignment."""
        if isinstance(row, Leaf):
            return assignment_words(row.item, self.face)
        said = self.courses.dates.get(row.node.id) if isinstance(row.node, TaskNode) else None
        return task_words(self.courses.of.get(row.key, Course()), said, self.face)


class UnitBars(Timed, PagedLines):
    """A bar for each unit, with the light of each due date."""

    by = "units"

    def key_of(self, row: UnitCourse | None) -> object:
        """The id of the unit."""
        return row.load.unit_id if row is not None else None

    def show_units(self, total: int, pages: Mapping[int, Sequence[UnitCourse]]) -> None:
        """Show another reading: so many units, of which these pages were read."""
        self.count = total
        self.show_pages(total, pages)

    @property
    def subject(self) -> Subject:
        """What an action would be about here."""
        return Subject(unit=self.current.load) if self.current is not None else Subject()

    def draw_name(self, row: UnitCourse, ink: Ink) -> None:
        """The worst light and the name."""
        lights = [count.light for count in row.load.counts]
        worst = min(lights, key=lambda each: WORST_FIRST.index(each) if each in WORST_FIRST else 99, default="")
        ink.put(face_sign(self.face, worst), f"{tone_of(worst)}!").put(" ").put(row.load.unit)

    def draw_line(self, row: UnitCourse, ruler: Ruler) -> Iterable[Piece]:
        """The bar of a unit."""
        return unit_line(row, ruler, self.face.as_of, self.face)

    def words_of(self, row: UnitCourse) -> Iterable[Piece]:
        """The dates of a unit."""
        return unit_words(row, self.face)

    def draw_known(self, row: UnitCourse, width: int) -> tuple[Piece, ...]:
        """One unit that was read."""
        return Timed.draw_row(self, row, width)


class PhaseBars(Timed):
    """A bar for each phase, or each plan where all are shown; below them the milestones."""

    by = "phases"

    def __init__(self, face: Face, id: str, span: Timespan) -> None:
        super().__init__(face, id, span)
        self.marks: Marks = {}
        self._plan = ""
        self._begin: date | None = None

    def show_phases(self, phases: Sequence[Phase], marks: Marks, plan: str, begin: date | None) -> None:
        """Show another reading.

        Args:
            phases: those of a plan, or all plans as if each were one.
            marks: the milestones: of a plan in lines of their own, of all plans on their rows.
            plan: the key of the plan; empty for all.
            begin: when it begins.
        """
        self.marks, self._plan, self._begin = marks, plan, begin
        self.count = sum(1 for phase in phases if phase.name or phase.title) or None
        alone = sorted((mark for each in marks.values() for mark in each), key=_when) if plan else ()
        self.set_rows((*phases, *alone))

    def key_of(self, row: Phase | Milestone) -> object:
        """What it is, and its ref."""
        return type(row).__name__, row.ref

    @property
    def subject(self) -> Subject:
        """What an action would be about here."""
        return Subject(phase=self.current) if isinstance(self.current, Phase) else Subject()

    def draw_name(self, row: Phase | Milestone, ink: Ink) -> None:
        """The name of a phase, or the sign and name of a milestone."""
        if isinstance(row, Milestone):
            ink.put(*mark_sign(row, self.face)).put(" ").put(row.name)
            return
        name = f"{row.name} {row.title}".strip() or self.face.words.screen.say("whole_plan")
        ink.put(name, "text!")

    def draw_line(self, row: Phase | Milestone, ruler: Ruler) -> Iterable[Piece]:
        """The bar of a phase, or a milestone at its day."""
        as_of, face = self.face.as_of, self.face
        if isinstance(row, Milestone):
            return mark_line(row, ruler, as_of, face)
        note = Piece(f"{row.done}/{row.total}" if row.total else "", "dim")
        return course_line(of_phase(row, self._begin), ruler, as_of, face, note, self._of(row), row.slipped)

    def _of(self, phase: Phase) -> Sequence[Milestone]:
        """The milestones of a phase; of a plan, where all are shown, all of it."""
        if self._plan:
            return self.marks.get((self._plan, phase.ref), ())
        return [mark for (plan, _), marks in self.marks.items() if f"={plan}" == phase.ref for mark in marks]

    def words_of(self, row: Phase | Milestone) -> Iterable[Piece]:
        """The dates of a phase or milestone."""
        return milestone_words(row, self.face) if isinstance(row, Milestone) else phase_words(row, self.face)


def face_sign(face: Face, light: str) -> str:
    """The sign of a light; a blank where there is none."""
    return face.sign(light) if light else " "


def _when(mark: Milestone) -> tuple[bool, str]:
    """Soonest first, those without a date last."""
    return mark.window.end is None, mark.window.end.isoformat() if mark.window.end else ""
