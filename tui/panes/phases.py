"""The phases of a plan as bars over its months, with today and the milestones; folded, today's phase on one line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from store.shapes import Milestone, Phase
from tui.looks import Face
from tui.panes.assignments import pane_title
from tui.panes.bars import blank, fill, join, mark_sign, put_marks, slipped
from tui.panes.lines import Lines
from tui.panes.subject import Subject
from tui.text import Ink, Piece, Pieces, cells, visible

Period = tuple[date | None, date | None]


class Scale(NamedTuple):
    """Whole months on so many cells."""

    start: date
    end: date
    """The first day after it."""
    width: int

    def column(self, day: date) -> int:
        """The cell of a day; outside the scale it lies outside 0 … width − 1."""
        return (day - self.start).days * self.width // max((self.end - self.start).days, 1)

    def until(self, day: date) -> int:
        """The last cell of a day: months are so narrow here that it is the first one too."""
        return self.column(day)

    def lines(self) -> Iterator[int]:
        """Where the years begin."""
        return (self.column(date(year, 1, 1)) for year in range(self.start.year + 1, self.end.year + 1))


class PhaseRow(NamedTuple):
    """A phase, or (with `marks`) the milestones of the plan on one line."""

    phase: Phase | None
    marks: tuple[Milestone, ...] = ()


def scale_of(days: Sequence[date], width: int) -> Scale | None:
    """The scale that shows these days in whole months."""
    if not days or width < 4:
        return None
    first, last = min(days), max(days)
    after = (last.replace(day=28) + timedelta(days=4)).replace(day=1)
    return Scale(first.replace(day=1), after, width)


def days_of(rows: Sequence[PhaseRow], start: date | None, end: date | None) -> list[date]:
    """Every day that the scale has to show: the plan's period, its phases, its milestones."""
    days = [day for day in (start, end) if day is not None]
    for row in rows:
        if row.phase:
            days += [day for day in (row.phase.window.start, row.phase.window.end) if day is not None]
            days += row.phase.slipped or ()
        days += [mark.window.end for mark in row.marks if mark.window.end is not None]
    return days


def axis(scale: Scale, as_of: date, face: Face) -> list[Piece]:
    """The line of years; `today`, or the past date, stands at its own column where there is room."""
    line = [Piece(" ", "dim")] * scale.width
    for year in range(scale.start.year, scale.end.year + 1):
        at = max(scale.column(date(year, 1, 1)), 0)
        if at + 5 <= scale.width and scale.column(date(year + 1, 1, 1)) - at > 5:
            label = f"|{year}" if date(year, 1, 1) > scale.start else f"{year}"
            line[at : at + len(label)] = [Piece(char, "dim") for char in label]
    called = as_of.isoformat() if face.past else face.words.screen.say("today")
    at, label = scale.column(as_of), face.pick("¦", ":") + called
    size = cells(label)
    if 0 <= at < scale.width and any(piece.text != " " for piece in line[at : at + size]):
        label, size = label[0], 1
    if at >= 0 and at + size <= scale.width:
        # A wide character takes two cells of the list but is one entry: the second entry is empty.
        line[at : at + size] = [Piece(label, "accent!")] + [Piece("", "accent!")] * (size - 1)
    return join(line)


def phase_line(phase: Phase, scale: Scale, as_of: date, face: Face) -> list[Piece]:
    """The bar of a phase: what is past in full signs, what is to come in empty ones; then how far its work slipped."""
    line = blank(scale, as_of, face)
    start, end = phase.window.start, phase.window.end
    if start is None and end is None:
        return join(line)
    first = max(scale.column(start), 0) if start else 0
    last = min(scale.column(end), scale.width - 1) if end else scale.width - 1
    now = scale.column(as_of)
    fill(line, first, min(last, now - 1), Piece(face.pick("▰", "="), "text"), now)
    fill(line, max(first, now + 1), last, Piece(face.pick("▱", "."), "dim"), now)
    if phase.slipped is not None:
        was, due = (scale.column(day) for day in phase.slipped)
        fill(line, was + 1, max(due, was + 1), slipped(face), now)
    return join(line)


def marks_line(marks: Sequence[Milestone], scale: Scale, as_of: date, face: Face) -> list[Piece]:
    """Milestones at their days: reached, missed, to come."""
    line = blank(scale, as_of, face)
    put_marks(line, marks, scale, face)
    return join(line)


def phase_text(phase: Phase, face: Face) -> str:
    """`ended 2005-07-20`, `done 2 of 21  to 2007-09-30`, `opens 2007-10-01`."""
    says, start, end = face.words.screen, phase.window.start, phase.window.end
    if end is not None and end < face.as_of:
        return says.ended(end.isoformat(), phase.done, phase.total)
    if start is not None and start > face.as_of:
        return says.opens(start.isoformat())
    return says.running(phase.done, phase.total, end.isoformat() if end else "")


def next_mark(marks: Sequence[Milestone], as_of: date) -> Milestone | None:
    """The milestone to be named: the first missed one, else the next to come, else the last."""
    missed = [mark for mark in marks if mark.missed]
    ahead = [mark for mark in marks if mark.window.end is not None and mark.window.end >= as_of and not mark.reached_on]
    return next(iter(missed or ahead or marks[-1:]), None)


def mark_text(marks: Sequence[Milestone], face: Face) -> str:
    """The milestone to be named, with its date."""
    mark = next_mark(marks, face.as_of)
    if mark is None:
        return ""
    day = mark.reached_on or mark.window.end
    return f"{mark_sign(mark, face).text} {day.isoformat() if day else mark.window.phrase} {mark.name}"


def current_phase(rows: Sequence[PhaseRow], as_of: date) -> Phase | None:
    """The phase in which as_of lies, else the next, else the last."""
    phases = [row.phase for row in rows if row.phase]
    for phase in phases:
        if phase.window.end is None or phase.window.end >= as_of:
            return phase
    return phases[-1] if phases else None


class PhasesPane(Lines):
    """The timeline of the plan's phases."""

    heads = 2

    def __init__(self, face: Face, id: str) -> None:
        super().__init__(face, id)
        self.period: Period = (None, None)
        self.facts: tuple[str, ...] = ()
        """What the line of lights had no room for."""
        self.why_empty: Sequence[str] = ()
        self._made: tuple[int, int, int, Scale | None] | None = None

    def show(
        self, phases: tuple[Phase, ...], marks: tuple[Milestone, ...], period: tuple[date | None, date | None]
    ) -> None:
        """Show these phases and milestones over this period."""
        self.period = period
        rows = [PhaseRow(phase) for phase in phases]
        self.set_rows((*rows, PhaseRow(None, tuple(marks))) if marks else tuple(rows))

    def set_facts(self, facts: tuple[str, ...]) -> None:
        """Say these beside the title."""
        if facts != self.facts:
            self.facts = facts
            self.refresh()

    @property
    def subject(self) -> Subject:
        """What an action would be about here."""
        return Subject(phase=self.current.phase) if self.current is not None else Subject()

    def repaint(self) -> None:
        """Other rows or another width: another scale."""
        self._made = None
        super().repaint()

    def key_of(self, row: PhaseRow) -> object:
        """The ref of the phase; one line holds all milestones."""
        return row.phase.ref if row.phase else None

    def _frame(self, width: int) -> tuple[int, int, Scale | None]:
        """The widths of names and of the text at the right, and the scale between them."""
        if self._made is None or self._made[0] != width:
            names = [self._label(row) for row in self.rows]
            name = min(max((cells(visible(each)) for each in names), default=4), max(width // 5, 8))
            text = max((cells(self._text(row)) for row in self.rows if row.phase), default=0)
            text = min(text, width * 2 // 5)
            made = scale_of(days_of(self.rows, *self.period), width - name - text - 4)
            self._made = (width, name, text, made)
        return self._made[1:]

    def _label(self, row: PhaseRow) -> str:
        if row.phase is None:
            return self.face.words.screen.say("milestones")
        name, title = row.phase.name, row.phase.title
        if not name and not title:
            return self.face.words.screen.say("whole_plan")
        wide = self.size.width >= 100 and self.size.height > 1
        return f"{name} {title}".strip() if wide else title or name

    def _text(self, row: PhaseRow) -> str:
        return phase_text(row.phase, self.face) if row.phase else mark_text(row.marks, self.face)

    def draw_title(self, width: int) -> Pieces:
        """The title; folded to one line, the phase of today beside it."""
        says = self.face.words.screen
        phase = current_phase(self.rows, self.face.as_of)
        if self.size.height > 1 or phase is None:
            count = sum(1 for row in self.rows if row.phase and (row.phase.name or row.phase.title)) or None
            title = Ink(width)
            for piece in pane_title(self.face, says.pane("phases"), count, self.active, max(width // 4, 20)):
                title.put(*piece)
            return title.to_right("   ".join(self.facts) + " ", "dim").done()
        ink = Ink(width).put(self.face.pick("▐", ">") if self.active else " ", "accent!")
        ink.put(says.pane("phases"), "accent!" if self.active else "text!").put("  ").put(self._label(PhaseRow(phase)))
        ink.put_if(phase_text(phase, self.face))
        if phase.elapsed:
            ink.put_if(says.elapsed(self.face.words.domain.percent(phase.elapsed.percent)), "dim")
        return ink.done()

    def draw_head(self, index: int, width: int) -> Pieces:
        """The line of years."""
        name, _, scale = self._frame(width - 2)
        ink = Ink(width)
        if scale is not None:
            ink.put("", width=name + 3)
            for piece in axis(scale, self.face.as_of, self.face):
                ink.put(*piece)
        return ink.done()

    def draw_row(self, row: PhaseRow, width: int) -> Pieces:
        """A phase or the milestones."""
        name, _, scale = self._frame(width)
        ink = Ink(width).put(self._label(row), width=name).put("  ")
        if scale is not None:
            draw = phase_line(row.phase, scale, self.face.as_of, self.face) if row.phase else None
            for piece in draw or marks_line(row.marks, scale, self.face.as_of, self.face):
                ink.put(*piece)
        ink.put("  ").put(self._text(row), "text" if row.phase else "dim")
        return ink.done()

    def empty_lines(self) -> Sequence[str]:
        """Why there is nothing."""
        return self.why_empty
