"""The one-line widgets: header, line of lights, footer, and the sentence that says what was saved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.segment import Segment
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from store.shapes import Board, Reporting
from store.vocabulary import WORST_FIRST
from tui.keys import BY_ID, Action
from tui.looks import Face, tone_of
from tui.messages import ActionClicked
from tui.text import Ink, Piece, Pieces, cells, cut, visible, wrap

SHOWN_FIRST = ("overdue", "due_soon", "no_report", "behind", "blocked", "to_confirm", "on_track", "no_date", "not_yet")
"""The lights in the order of the line: what needs attention, what runs, what is closed."""

MODES = ("overview", "tasks", "matrix", "timeline", "units", "history")
"""The modes that exist."""


TITLE_ROOM = 16
"""Cells of a plan's title that stay beside the names of the modes."""
TITLE_LEAST = 12
"""Cells of it that stay beside all that is said of date and store."""
TITLE_LAST = 5
"""Cells of it that stay beside the least of it."""
NAME_ROOM = 6
"""Cells below which the name of a mode says nothing any more."""


def draw_header(
    title: str, mode: str, face: Face, width: int, *, sample: bool = False, read_only: bool = False, demo: bool = False
) -> Pieces:
    """Plan, modes, date: the program's name gives way first, then the names of the other modes, then the plan's title.

    That a store is thrown away, or for reading only, and the name of the mode stay as long as there is any room.

    Args:
        title: of the plan that is shown; empty for all plans.
        mode: the one that is shown.
        face: what to draw with.
        width: cells.
        sample: True where sample rows are shown.
        read_only: True for a store that is open for reading only.
        demo: True for a throwaway store.
    """
    named, arrow = title or face.words.screen.say("all_plans"), face.pick(" ▸ ", " > ")
    whole = cells(visible(named))
    for way in _ways(face, whole, sample, read_only and not face.past, demo):
        room = width - cells(way.ours + arrow + way.right)
        least = way.title if way.ours else min(whole, TITLE_ROOM)
        modes = _modes(mode, face, room - least, room - way.title)
        if _width(modes) <= room - way.title and _named(modes, face) >= way.names:
            break
    ink = Ink(width).put(way.ours, "accent!").put(arrow, "dim")
    for piece in Ink(max(room - _width(modes), 0)).put(named, "text!").done():
        ink.put(*piece)
    for piece in modes:
        ink.put(*piece)
    return ink.to_right(way.right, "yellow!" if face.past else "dim").done()


class _Way(NamedTuple):
    """One way to share the header."""

    ours: str
    """The name of the program, or nothing."""
    right: str
    """The date, and what is special about the store."""
    title: int
    """Cells that the title of the plan has at least."""
    names: int
    """How many modes have their names at least; one is the mode that is shown."""


def _ways(face: Face, title: int, sample: bool, read_only: bool, demo: bool) -> tuple[_Way, ...]:
    """From a lot of room to hardly any; a past date is said whole in all of them.

    A demo's rows are sample rows by what it is: in little room that it is one says both.
    """
    says = face.words.screen
    said = [(demo, "demo"), (sample, "sample_data"), (read_only, "read_only")]
    full, short = (
        ", ".join(says.say(word) for is_so, word in said if is_so and not (word == left_out and demo))
        for left_out in ("", "sample_data")
    )
    full, short = (f" ({marks}) " if marks else " " for marks in (full, short))
    when = f"  {_when(face)}"
    day = when if face.past else f"  {face.as_of.isoformat()}"
    return (
        _Way(" duban", when + full, title, len(MODES)),
        _Way("", when + full, TITLE_LEAST, len(MODES)),
        _Way("", when + short, TITLE_LEAST, len(MODES)),
        _Way("", when + full, TITLE_LEAST, 1),
        _Way("", when + short, TITLE_LEAST, 1),
        _Way("", day + short, TITLE_LEAST, 1),
        _Way("", day + short, TITLE_LAST, 1),
        _Way("", day + short, TITLE_LAST, 0),
        _Way("", f"{day} ", 0, 0),
    )


def _modes(here: str, face: Face, room: int, most: int) -> list[Piece]:
    """Number and name of each mode, each with a gap before it.

    In little room the names are cut and then left out, last the name of the mode that is shown; the numbers stay.

    Args:
        here: the mode that is shown.
        face: what to draw with.
        room: cells for names and numbers.
        most: cells for the numbers and one name.
    """

    def drawn(gap: str, others: int, own: int) -> list[Piece]:
        found = []
        for mode in MODES:
            name = cut(face.words.screen.mode(mode), own if mode == here else others)
            tone = "accent!" if mode == here else "dim"
            found += [Piece(gap), Piece(f"{face.key(mode)} {name}".rstrip(), tone, mode)]
        return found

    widest = max(cells(face.words.screen.mode(mode)) for mode in MODES)
    for gap, others in (("  ", widest), *((" ", size) for size in range(widest, NAME_ROOM - 1, -1)), (" ", 0)):
        found = drawn(gap, others, widest)
        if _width(found) <= (room if others else most):
            return found
    return drawn(" ", 0, 0)


def _named(modes: Sequence[Piece], face: Face) -> int:
    """How many modes have their whole names; the one that is shown is the last to lose it."""
    return sum(bool(piece.act) and piece.text.endswith(face.words.screen.mode(piece.act)) for piece in modes)


def _width(pieces: Sequence[Piece]) -> int:
    """Cells of some pieces."""
    return sum(cells(piece.text) for piece in pieces)


def _when(face: Face) -> str:
    """The date that is shown; a past one between marks, so that it is not missed without colour either."""
    if face.past:
        return f"{face.pick('«', '<<')} {face.past} {face.pick('»', '>>')}"
    return face.words.screen.as_of(face.as_of.isoformat())


def draw_lights(board: Board, face: Face, width: int) -> tuple[Pieces, tuple[str, ...]]:
    """That the plan is closed, counts by light that add up, what needs help, elapsed time, last period's reports.

    Returns:
        The line, and the facts that had no room in it; neither before anything was counted.
    """
    if not board.counted:
        return (), ()
    says, domain = face.words.screen, face.words.domain
    order = {light: index for index, light in enumerate((*SHOWN_FIRST, "done", "dropped"))}
    counts = sorted(board.counts, key=lambda count: order.get(count.light, len(order)))
    mark = f"{face.words.endings.ended_mark(board.ending.on)}   " if board.ending else ""
    seen = sum(count.n for count in counts if count.light == "blocked")
    beside = {"blocked": f" {says.in_all(board.blocked)}"} if 0 < seen != board.blocked else {}
    named = [f"{face.sign(c.light)} {c.n} {domain.light(c.light)}{beside.get(c.light, '')}  " for c in counts]
    full = sum(cells(text) for text in named) + cells(mark) + 8 <= width
    ink = Ink(width).put(" ").put(mark, "yellow!")
    for index, count in enumerate(counts):
        ink.put(("  " if full else " ") if index else "").put(f"{face.sign(count.light)} ", tone_of(count.light) + "!")
        ink.put(f"{count.n}", "text!" if count.light in WORST_FIRST[:5] else "text")
        if full:
            ink.put(f" {domain.light(count.light)}", tone_of(count.light))
        ink.put(beside.get(count.light, ""), "yellow")
    ink.put(f" = {board.total}", "dim")
    if board.blocked and not seen:
        ink.put_if(f"! {says.need_help(board.blocked)}", "yellow", gap=3)
    facts = [visible(board.ending.basis)] if board.ending else []
    facts += [says.elapsed(domain.percent(board.elapsed.percent))] if board.elapsed else []
    facts += [reporting_text(board.reporting, face)] if board.reporting else []
    left = tuple(fact for fact in facts if not ink.put_if(fact, "dim", gap=3))
    return ink.done(), left


def reporting_text(it: Reporting, face: Face) -> str:
    """`August: 6 on time 1 late 1 missing`."""
    month = face.words.domain.month(it.start)
    return face.words.screen.reporting(month, len(it.on_time), len(it.late), len(it.missing))


def draw_footer(actions: Sequence[tuple[Action, bool]], face: Face, width: int, first: str = "") -> Pieces:
    """The keys that work here and now; one that cannot is dim, one that does not fit is left to the help.

    While a past date is shown the key that leads back comes first. `first` is said before all of them.
    """
    if face.past:
        actions = [(BY_ID["travel"], True), *actions]
    ink = Ink(width).put(" ").put(f"{first}  " if first else "", "yellow!")
    help_room = 2 + cells(f"{face.key('help')} {face.words.screen.action('help')}")
    for action, possible in actions:
        label = face.words.screen.say("today") if action.id == "travel" else face.words.screen.action(action.id)
        key = face.key(action.id)
        if cells(key) + cells(label) + 3 + (0 if action.id == "help" else help_room) > ink.left:
            continue
        ink.put(key, "accent" if possible else "dim", action.id).put(" ", act=action.id)
        ink.put(label, "text" if possible else "dim", action.id).put("  ")
    return ink.done()


class Bar(Widget, can_focus=False):
    """A line that somebody else draws; a click on what names an action does it."""

    ALLOW_SELECT = False

    def __init__(self, face: Face, id: str, ground: str) -> None:
        super().__init__(id=id)
        self.face = face
        self.ground = ground
        self.pieces: Pieces = ()

    def show(self, pieces: Pieces, ground: str = "") -> None:
        """Draw this line from now on, on another ground where one is given."""
        if pieces != self.pieces or ground not in ("", self.ground):
            self.pieces, self.ground = pieces, ground or self.ground
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line, cut or filled to the width."""
        style, ink = self.face.look.style, Ink(self.size.width)
        for piece in self.pieces if y == 0 else ():
            ink.put(*piece)
        return Strip([Segment(piece.text, style(piece.tone, self.ground)) for piece in ink.done()])

    def on_click(self, event: events.Click) -> None:
        """Do the action that is named under the mouse."""
        left = event.x
        for piece in self.pieces:
            left -= cells(piece.text)
            if left < 0:
                if piece.act:
                    self.post_message(ActionClicked(piece.act))
                return


class Saying(Widget, can_focus=False):
    """One sentence above the footer: what was saved and how to undo it, or what was refused. Text, never markup."""

    ALLOW_SELECT = False

    def __init__(self, face: Face, id: str) -> None:
        super().__init__(id=id)
        self.face = face
        self.sentence = ""
        self.tone = "text"

    def say(self, sentence: str, tone: str = "text") -> None:
        """Show a sentence; an empty one shows nothing."""
        self.sentence, self.tone = visible(sentence), tone
        self.refresh(layout=True)

    def lines(self, width: int) -> list[str]:
        """The sentence in lines for a screen of this width."""
        return wrap(self.sentence, max(width - 6, 20))[:4] if self.sentence else []

    def render_line(self, y: int) -> Strip:
        """One line of the sentence on its own ground."""
        width, lines = self.size.width, self.lines(self.app.size.width)
        ink = Ink(width).put(self.face.pick("▐ ", "> ") if y == 0 else "  ", self.tone + "!")
        ink.put(lines[y] if y < len(lines) else "", self.tone)
        style = self.face.look.style
        return Strip([Segment(piece.text, style(piece.tone, "here")) for piece in ink.done()])
