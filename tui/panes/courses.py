"""Courses of work as bars, and their dates in words: pure drawing of one row of the timeline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from store.shapes import Assignment, Milestone, Phase
from store.timeline import Course, TaskDate, Tick, UnitCourse
from store.vocabulary import OVERDUE, WORST_FIRST
from tui.looks import Face, tone_of
from tui.panes.assignments import days_text
from tui.panes.bars import Days, blank, fill, join, mark_sign, put_marks, slipped
from tui.text import Piece, cells, visible

GAP = 2
"""Cells between a bar and what is said behind it."""


def of_assignment(item: Assignment) -> Course:
    """One assignment as a course."""
    done, late = item.status == "done", item.light == OVERDUE
    return Course(
        item.start, item.due, item.due_first, int(done), 1, int(late), item.due if late else None,
        item.done_on if done else None, item.percent, item.claimed_on if item.status == "claimed" else None,
    )  # fmt: skip


def of_phase(phase: Phase, begin: date | None) -> Course:
    """A phase as a course: its window stands, also where its work is due later.

    Args:
        phase: the phase.
        begin: when its plan begins, for a phase that does not say when it does.
    """
    start, end = phase.window.start, phase.window.end
    if start is None and begin is not None and (end is None or begin <= end):
        start = begin
    return Course(start, end, None, phase.done, phase.total)


def course_line(
    course: Course, days: Days, as_of: date, face: Face, note: Piece | None = None, marks: Sequence[Milestone] = (),
    slip: tuple[date, date] | None = None,
) -> list[Piece]:  # fmt: skip
    """The bar of a course: the plan and how much of it is done, how far its end moved, since when it is late.

    Args:
        course: what to draw.
        days: the cells.
        as_of: today, or the past date that is shown.
        face: what to draw with.
        note: what to say behind the bar where there is room.
        marks: milestones of it, drawn at their days.
        slip: how far its work slipped, where its own end stands nevertheless.
    """
    line = blank(days, as_of, face)
    if course.start is None and course.due is None:
        return join(_beside(line, -GAP, Piece(face.words.domain.light("no_date"), "dim")))
    now = days.column(as_of)
    was, due = slip or (course.first, course.due)
    end = (course.due if slip else min(was or due, due)) if course.due and due else None
    first, last = _ends(course, end, days, as_of)
    fill(line, first, last, Piece(face.pick("▱", "."), "dim"), now)
    fill(line, first, _reached(course, days, first, last), Piece(face.pick("▰", "="), "text"), now)
    if was and due and due > was:
        behind = days.until(was) + 1
        last = max(last, days.until(due), behind)
        fill(line, behind, max(days.until(due), behind), slipped(face), now)
    last = max(last, _late(line, course, days, as_of, face))
    for day, sign in ((course.done_on, "done"), (course.claimed_on, "to_confirm")):
        if day is not None and 0 <= (at := days.column(day)) < len(line):
            line[at] = Piece(face.sign(sign), tone_of(sign) + "!")
            last = max(last, at)
    put_marks(line, marks, days, face)
    if course.due is None:
        note = Piece(face.words.domain.light("no_date"), "dim")
    return join(_beside(line, last, note) if note is not None else line)


def _ends(course: Course, end: date | None, days: Days, as_of: date) -> tuple[int, int]:
    """The first and the last cell of the plan; without an end, to the day on which it was done, else to today."""
    last = days.until(end or course.done_on or as_of)
    first = days.column(course.start) if course.start else last
    return first, max(first, last)


def _reached(course: Course, days: Days, first: int, last: int) -> int:
    """The last cell of the part that is done: to the day on which it was, else so far as the work is."""
    if course.done_on is not None:
        return min(days.column(course.done_on), last)
    part = (course.percent or 0) / 100 if course.percent is not None else course.done / max(course.total, 1)
    size = last - first + 1
    reached = int(min(max(part, 0), 1) * size)
    return first - 1 + (max(reached, 1) if part > 0 else 0)


def _late(line: list[Piece], course: Course, days: Days, as_of: date, face: Face) -> int:
    """Mark the days that it is, or was, late; say in which cell they end."""
    since, until, tone = course.late_since, as_of, "red"
    if course.done_on is not None and course.due is not None and course.done_on > course.due:
        since, until, tone = course.due, course.done_on, "text"
    if since is None:
        return -1
    end, now = days.column(until), days.column(as_of)
    first = min(days.until(since) + 1, end)
    fill(line, first, end, Piece(face.pick("▬", "!"), tone), now if first < now else -1)
    return end


def _beside(line: list[Piece], end: int, note: Piece) -> list[Piece]:
    """Say something behind the bar, where nothing but years would be covered."""
    text = visible(note.text)
    at, size = max(end, -GAP) + GAP, cells(text)
    if text and at + size <= len(line) and all(piece.text in (" ", "|") for piece in line[at : at + size]):
        line[at : at + size] = [Piece(text, note.tone)] + [Piece("", note.tone)] * (size - 1)
    return line


def unit_line(unit: UnitCourse, days: Days, as_of: date, face: Face) -> list[Piece]:
    """The bar of a unit, with the worst light of each due date at its day."""
    course = unit.course
    line = blank(days, as_of, face)
    if course.start is None and course.due is None:
        return join(_beside(line, -GAP, Piece(face.words.domain.light("no_date"), "dim")))
    now = days.column(as_of)
    first, last = _ends(course, course.due, days, as_of)
    fill(line, first, last, Piece(face.pick("▱", "."), "dim"), now)
    fill(line, first, _reached(course, days, first, last), Piece(face.pick("▰", "="), "text"), now)
    _late(line, course._replace(done_on=None), days, as_of, face)
    put_ticks(line, unit.ticks, days, face)
    return join(line)


def put_ticks(line: list[Piece], ticks: Iterable[Tick], days: Days, face: Face) -> None:
    """Put the worst light of the due dates in each cell there."""
    worst: dict[int, str] = {}
    for tick in ticks:
        at = days.until(tick.due)
        if 0 <= at < len(line) and _badness(tick.light) < _badness(worst.get(at, "")):
            worst[at] = tick.light
    for at, light in worst.items():
        line[at] = Piece(face.sign(light), tone_of(light) + "!")


BADNESS = {light: at for at, light in enumerate(WORST_FIRST)}


def _badness(light: str) -> int:
    return BADNESS.get(light, len(BADNESS) + (not light))


def mark_line(mark: Milestone, days: Days, as_of: date, face: Face) -> list[Piece]:
    """A milestone in a line of its own."""
    line = blank(days, as_of, face)
    put_marks(line, (mark,), days, face)
    return join(line)


# In words


def task_words(course: Course, said: TaskDate | None, face: Face) -> Iterator[Piece]:
    """The dates of a task, group or section."""
    says, domain = face.words.timeline, face.words.domain
    yield Piece(says.window(course.start, course.due))
    yield from _moved(course, face)
    if course.late_since is not None and course.late:
        yield Piece(says.late(course.late, course.late_since), "red")
    if course.done_on is not None:
        yield Piece(says.done_on(course.done_on), "green")
    if course.total:
        yield Piece(says.done_of(course.done, course.total), "dim")
    if said is not None and said.phrase:
        yield Piece(face.words.screen.quoted(visible(said.phrase)))
    if said is not None and said.basis:
        yield Piece(face.words.screen.by_basis(domain.basis(said.basis)), "dim")


def _moved(course: Course, face: Face) -> Iterator[Piece]:
    if course.first and course.due and course.first != course.due:
        yield Piece(face.words.timeline.moved(course.first, course.due), "yellow")


def assignment_words(item: Assignment, face: Face) -> Iterator[Piece]:
    """The dates of an assignment: from when, due when, moved from when, done when, by which words."""
    says, domain, course = face.words.timeline, face.words.domain, of_assignment(item)
    yield Piece(says.window(item.start, item.due))
    yield from _moved(course, face)
    if item.days_late is not None and item.days_late > 0:
        yield Piece(domain.days_late(item.days_late), tone_of(item.light))
    if course.done_on is not None:
        yield Piece(says.done_on(course.done_on), "green")
    elif course.claimed_on is not None:
        yield Piece(domain.reason(*item.reason), tone_of(item.light))
    if item.percent is not None:
        yield Piece(domain.percent(item.percent))
    if item.wanted is not None:
        yield Piece(face.words.dates.pending(item.wanted), "yellow")
    if item.due_doubt:
        yield Piece("? " + domain.doubt(item.due_doubt), "yellow")
    if item.due_text:
        yield Piece(face.words.screen.quoted(visible(item.due_text)))
    if item.due_from and item.due_from != "assignment":
        yield Piece(face.words.screen.inherited(domain.due_from(item.due_from)), "dim")
    if item.due_basis:
        yield Piece(face.words.screen.by_basis(domain.basis(item.due_basis)), "dim")


def unit_words(unit: UnitCourse, face: Face) -> Iterator[Piece]:
    """The dates of a unit: from when to when, what is late, what falls due next."""
    says, course = face.words.timeline, unit.course
    yield Piece(says.window(course.start, course.due))
    if course.late_since is not None:
        yield Piece(says.late(course.late, course.late_since), "red")
    ahead = [tick for tick in unit.ticks if tick.due >= face.as_of and tick.light not in ("done", "dropped")]
    if ahead:
        yield Piece(says.next_due(sum(tick.n for tick in ahead if tick.due == ahead[0].due), ahead[0].due))
    yield Piece(says.done_of(course.done, course.total), "dim")


def phase_words(phase: Phase, face: Face) -> Iterator[Piece]:
    """The dates of a phase: its window, what of it is done, how far its work slipped."""
    says = face.words.timeline
    yield Piece(says.window(phase.window.start, phase.window.end))
    if phase.window.phrase:
        yield Piece(face.words.screen.quoted(visible(phase.window.phrase)))
    if phase.early:
        yield Piece(says.early(), "yellow")
    if phase.slipped is not None:
        yield Piece(says.moved(*phase.slipped), "yellow")
    if phase.total:
        yield Piece(says.done_of(phase.done, phase.total), "dim")
    if phase.elapsed is not None:
        yield Piece(face.words.screen.elapsed(face.words.domain.percent(phase.elapsed.percent)), "dim")
    if phase.window.doubt:
        yield Piece("? " + face.words.domain.doubt(phase.window.doubt), "yellow")


def milestone_words(mark: Milestone, face: Face) -> Iterator[Piece]:
    """The date of a milestone, and what became of it."""
    tone = mark_sign(mark, face).tone.rstrip("!")
    yield Piece(face.words.timeline.milestone(mark.window.end, mark.reached_on, mark.missed), tone)
    if mark.window.phrase:
        yield Piece(face.words.screen.quoted(visible(mark.window.phrase)))
    if mark.unit:
        yield Piece(visible(mark.unit))


def leaf_note(item: Assignment, face: Face) -> Piece:
    """What is said behind the bar of an assignment: days late or left, else its percent."""
    if item.light in ("overdue", "due_soon"):
        return Piece(days_text(item, face), tone_of(item.light))
    return Piece("" if item.percent is None else face.words.domain.percent(item.percent), "dim")
