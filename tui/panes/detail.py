"""Everything about one assignment as lines of text: light, dates with phrase and basis, source, reports, history."""

from __future__ import annotations

from collections.abc import Iterator

from store.shapes import ChangeLine, Detail, DueMove, ExtensionLine, ReportLine
from tui.looks import Face, tone_of
from tui.panes.assignments import pane_title
from tui.panes.lines import Lines
from tui.panes.subject import Subject
from tui.text import Ink, Piece, Pieces, cells, visible, wrap
from words.recorded import say_value

LABEL = 12
"""Cells of the left column, which says what a line is."""
MOST = 200
"""Characters of a recorded value that are shown."""


def detail_lines(it: Detail, width: int, face: Face) -> tuple[Pieces, ...]:
    """The whole detail, one entry a line, each at most `width` cells."""
    lines: list[Pieces] = []
    for label, parts in _entries(it, face):
        lines.extend(_entry(label, parts, width))
    return tuple(lines)


def _entry(label: str, parts: list[Piece], width: int) -> Iterator[Pieces]:
    """A label and its text; what does not fit goes on under the text, never under the label."""
    room = max(width - LABEL - 1, 10)
    ink, first = Ink(width).put(label, "dim", width=LABEL).put(" "), True
    for part in parts:
        for index, line in enumerate(wrap(part.text, room)):
            if index or (cells(line) + 2 > ink.left and not first):
                yield ink.done()
                ink = Ink(width).put("", width=LABEL + 1)
            elif not first:
                ink.put("  ")
            ink.put(line, part.tone)
            first = False
    yield ink.done()


def _entries(it: Detail, face: Face) -> Iterator[tuple[str, list[Piece]]]:
    """Label and text of each entry, in the order in which a coordinator asks."""
    row, domain = it.row, face.words.domain
    light = Piece(f"{face.sign(row.light)} {domain.light(row.light)}", tone_of(row.light) + "!")
    yield domain.word("light"), [light, Piece(domain.reason(*row.reason))]
    percent = domain.percent(row.percent) if row.percent is not None else ""
    status = [Piece(domain.status(row.status)), *_if(percent, "{}"), *_if(row.done_on, "{}")]
    yield domain.word("status"), status
    if it.evidence:
        yield face.words.dates.label("evidence"), [Piece(visible(it.evidence))]
    if row.note:
        yield domain.word("note"), [Piece(row.note)]
    via = f" ({row.via})" if row.via else ""
    yield domain.word("unit"), [Piece(f"{visible(row.unit)}{visible(via)}  {domain.role(row.role)}")]
    yield domain.word("due"), _due(it, face)
    for move in it.moves:
        yield "", [Piece(_move(move, face), "dim")]
    for asked in it.extensions:
        yield domain.word("extension"), _extension(asked, face)
    for back in it.returned:
        text = face.words.dates.sent_back_on(back.on, back.claimed_on, visible(back.reason))
        yield face.words.dates.label("returned"), [Piece(text, "yellow"), *_if(back.by, "{}", "dim")]
    for index, chase in enumerate(it.chases):
        text = face.words.calls.detail(chase.on, chase.via, chase.to_whom, chase.answer, chase.promised)
        broken = not index and chase.promised is not None and chase.promised < face.as_of and not row.done_on
        yield domain.word("chase") if not index else "", [Piece(visible(text), "yellow" if broken else "text")]
    yield from _source(it, face)
    for report in it.reports:
        yield domain.word("report"), _report(report, face)
    if not it.reports:
        yield domain.word("report"), [Piece(face.words.screen.say("no_reports"), "dim")]
    for index, change in enumerate(each for each in it.history if worth_saying(each)):
        yield domain.word("change") if not index else "", [Piece(change_text(change, face), "dim")]


def _if(value: object, pattern: str, tone: str = "text") -> list[Piece]:
    """A piece where there is a value."""
    return [Piece(pattern.format(visible(str(value))), tone)] if value else []


def _due(it: Detail, face: Face) -> list[Piece]:
    """The due date with its phrase, where it comes from, its basis, the first one, and any doubt of the reading."""
    row, says, domain = it.row, face.words.screen, face.words.domain
    parts = [Piece(row.due.isoformat() if row.due else domain.light("no_date"))]
    parts += _if(row.due_text, f"{says.quoted('{}')}")
    if row.due_from and row.due_from != "assignment":
        parts.append(Piece(says.inherited(domain.due_from(row.due_from)), "dim"))
    if row.due_basis:
        parts.append(Piece(says.by_basis(domain.basis(row.due_basis)), "dim"))
    if row.due_first and row.due_first != row.due:
        parts.append(Piece(says.first_due(row.due_first.isoformat()), "yellow"))
    if row.late_kept:
        parts.append(Piece(face.words.dates.late_kept(row.late_kept), "yellow"))
    if row.wanted:
        parts.append(Piece(face.words.dates.pending(row.wanted), "yellow"))
    if row.due_doubt:
        parts.append(Piece("? " + domain.doubt(row.due_doubt), "yellow"))
    return parts


def _source(it: Detail, face: Face) -> Iterator[tuple[str, list[Piece]]]:
    """What the plan says: section, paragraph, mandates, milestones."""
    row, domain = it.row, face.words.domain
    if row.section:
        yield domain.word("section"), [Piece(visible(row.section))]
    yield domain.word("task"), [Piece(visible(f"{row.plan}/{row.task}  {row.label} {row.title}"), "text!")]
    if it.text:
        yield face.words.screen.say("source"), [Piece(it.text)]
    for index, mandate in enumerate(it.mandates):
        text = f"{visible(mandate.unit)}  {domain.role(mandate.role)}"
        marks = [mandate.role_text, mandate.duty, face.words.screen.say("inferred") if mandate.inferred else ""]
        label = domain.word("mandate") if not index else ""
        yield label, [Piece(text), *_if("  ".join(mark for mark in marks if mark), "{}", "dim")]
    for mark in it.milestones:
        day = mark.window.end.isoformat() if mark.window.end else ""
        state = face.sign("done") if mark.reached_on else face.sign("dropped") if mark.missed else face.pick("▪", "o")
        yield domain.word("milestone"), [Piece(f"{state} {day} {visible(mark.name)}  {visible(mark.window.phrase)}")]


def _move(move: DueMove, face: Face) -> str:
    """One move of the due date."""
    moved = face.words.screen.due_moved(*(day.isoformat() if day else "" for day in (move.old, move.new)))
    note = f"  {visible(move.note)}" if move.note else ""
    return f"{move.on.isoformat()}  {moved}  {face.words.domain.basis(move.basis)}{note}  {visible(move.by)}"


def _extension(asked: ExtensionLine, face: Face) -> list[Piece]:
    """An extension: what was asked and why, whether in time, what was decided by whom, and what stays counted."""
    domain, says = face.words.domain, face.words.dates
    days = asked.asked_on.isoformat(), asked.wanted.isoformat()
    parts = [Piece(face.words.screen.extension(*days, domain.decision(asked.decision)))]
    if asked.asked_late and asked.due_was:
        parts.append(Piece(says.asked_late(asked.due_was), "yellow"))
    if asked.decided_on:
        parts.append(Piece(says.decided_by(asked.decided_on, visible(asked.decided_by)), "dim"))
    if asked.late_kept:
        parts.append(Piece(says.late_kept(asked.late_kept), "yellow"))
    return parts + _if(asked.reason, "{}", "dim") + _if(asked.basis, "{}", "dim")


def _report(report: ReportLine, face: Face) -> list[Piece]:
    """One report as said."""
    domain = face.words.domain
    head = f"{report.on.isoformat()}  {domain.via(report.via)}" + (
        f"  {visible(report.from_whom)}" if report.from_whom else ""
    )
    parts = [Piece(head)]
    if report.claims:
        parts.append(Piece(face.words.screen.claims(report.claims), "blue"))
    if report.percent is not None:
        parts.append(Piece(domain.percent(report.percent)))
    for text in (report.progress, report.problem, report.next_step, report.reference):
        parts += _if(text, "{}")
    return parts + ([Piece(domain.word("sample"), "dim")] if report.sample else [])


def worth_saying(change: ChangeLine) -> bool:
    """False for the fields that only go with another: phrase, precision and basis of a due date."""
    return not change.field.startswith("due_own_")


def change_values(change: ChangeLine, face: Face) -> tuple[str, str]:
    """Old and new value in words."""
    old, new = (say_value(face.words, change.field, value) for value in (change.old, change.new))
    return old[:MOST], new[:MOST]


def change_text(change: ChangeLine, face: Face) -> str:
    """One recorded change: day, field, old > new, by whom."""
    domain = face.words.domain
    old, new = change_values(change, face)
    undone = f"  ({face.words.screen.say('undone_mark')})" if change.undone else ""
    note = f"  {visible(change.note)}" if change.note else ""
    field = domain.field(change.field)
    return f"{change.on.isoformat()}  {field}  {old} > {new}{note}  {visible(change.by)}{undone}"


class DetailPane(Lines):
    """The detail of one assignment; it only scrolls."""

    has_cursor = False

    def __init__(self, face: Face, id: str) -> None:
        super().__init__(face, id)
        self.shown: Detail | None = None
        self._width = 0

    def show(self, detail: Detail | None, from_top: bool = True) -> None:
        """Show an assignment; from its first line unless it is the same one read anew."""
        self.shown = detail
        if from_top:
            self.top = 0
        self._lay_out()

    def _lay_out(self) -> None:
        self._width = self.size.width
        lines = detail_lines(self.shown, self._width - 3, self.face) if self.shown and self._width else ()
        self.set_rows(lines)

    @property
    def subject(self) -> Subject:
        """What an action would be about here."""
        return Subject(item=self.shown.row if self.shown else None)

    def repaint(self) -> None:
        """Another width or theme: other lines."""
        if self.shown is not None and self._width != self.size.width:
            self._lay_out()
        super().repaint()

    def draw_title(self, width: int) -> Pieces:
        """Whose detail it is."""
        row = self.shown.row if self.shown else None
        extra = f"{row.label} {row.title}  {row.unit}" if row else ""
        return pane_title(self.face, self.face.words.screen.pane("detail"), None, self.active, width, extra)

    def draw_row(self, row: Pieces, width: int) -> Pieces:
        """One line, laid out before."""
        ink = Ink(width)
        for piece in row:
            ink.put(*piece)
        return ink.done()
