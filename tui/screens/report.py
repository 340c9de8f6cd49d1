"""The form of a report: one call, all that the unit has open, a key for each answer; fields open when wanted."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import date
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input

from exchange.dates import read_typed
from store.errors import Refused, StoreError
from store.reported import OpenItem
from store.vocabulary import VIAS
from tui.looks import Face
from tui.panes.reporting import FIELDS, Call, Draft, ReportRows, call_pieces, field_label, rows_of
from tui.screens.dialog import Confirm, Dialog, Line
from tui.screens.textline import TextLine
from tui.text import Piece, cells, visible, wrap
from words.said import say_error

CLAIMS = {"i": "in_progress", "x": "done", "b": "blocked", "=": "no_change", "-": ""}
"""Key → what the unit says; nothing for a row that is left out."""
OPENS = {"in_progress": "progress", "done": "evidence", "blocked": "problem"}
"""The field that a choice opens at once: what is nearly always said with it."""
TEXTS = {"p": "progress", "o": "problem", "n": "next_step", "f": "figure", "e": "evidence", "m": "remark"}
COMMON = {"w": "from_whom", "d": "on", "D": "received", "N": "reference", "t": "raw"}
DATES = ("on", "received")

Save = Callable[[Call, Sequence[Draft]], Awaitable[None]]


class Paste(TextLine):
    """A line to type in; text of several lines that is pasted into it is handed over as it is."""

    def __init__(self, pasted: Callable[[str], bool]) -> None:
        super().__init__(id="field")
        self._pasted = pasted

    def _on_paste(self, event: events.Paste) -> None:
        if self._pasted(event.text):
            event.stop()
            event.prevent_default()
        else:
            super()._on_paste(event)


class ReportForm(Dialog[bool]):
    """What a unit said. What is refused is said, and nothing entered is lost; leaving asks first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *Dialog.BINDINGS,
        Binding("enter", "save", show=False),
        Binding("j,down", "move(1)", show=False),
        Binding("k,up", "move(-1)", show=False),
        Binding("tab", "next_field(1)", show=False, priority=True),
        Binding("shift+tab", "next_field(-1)", show=False, priority=True),
    ]

    AUTO_FOCUS = ""

    def __init__(self, face: Face, unit: str, items: Sequence[OpenItem], today: date, save: Save) -> None:
        super().__init__(face, face.words.reports.title(visible(unit)), face.words.reports.say("more_keys"))
        self.today = today
        self.save = save
        self.drafts = [Draft(item) for item in items]
        self.call = self._call = Call(VIAS[0], today.isoformat(), today.isoformat())
        self.field = ""
        """The field that is open; empty while the keys act on the list."""
        self._moves_on = False
        """Whether the row after this one follows when the field closes."""
        self._saving = False

    def body(self) -> ComposeResult:
        """The call, the assignments, the field that is open, what is refused."""
        yield Line(self.face, (), id="call")
        yield Line(self.face, (), id="call-more")
        yield Line(self.face, ())
        yield ReportRows(self.face, "report-rows")
        with Horizontal(classes="field", id="field-line"):
            yield Line(self.face, (), id="field-label")
            yield Paste(self._pasted)
        yield Line(self.face, (), id="says")
        yield Line(self.face, (), id="says-more")
        yield Line(self.face, [Piece(f" {self.face.words.reports.say('keys')}", "dim")], id="keys")

    def on_mount(self) -> None:
        """The list with the cursor on its first row; no field is open."""
        self.get_widget_by_id("hint").styles.margin = 0
        self.get_widget_by_id("field-line").display = False
        self.rows.active = True
        self._draw()

    def fit(self) -> None:
        """As wide and as many rows as the screen allows."""
        self.get_widget_by_id("box").styles.width = min(self.app.size.width - 2, 104)
        self.rows.styles.height = min(len(self.rows.rows), self.lines_left(15))

    @property
    def rows(self) -> ReportRows:
        """The list."""
        return self.get_widget_by_id("report-rows", ReportRows)

    @property
    def input(self) -> Paste:
        """The line to type in."""
        return self.get_widget_by_id("field", Paste)

    def _draw(self) -> None:
        """Show what was entered."""
        lines = rows_of(self.drafts)
        self.rows.set_rows(lines)
        self.fit()
        for name, pieces in zip(("call", "call-more"), call_pieces(self.call, self.today, self.face), strict=True):
            self.get_widget_by_id(name, Line).show(*pieces)

    def say(self, text: str, tone: str = "text") -> None:
        """A sentence under the list, on two lines at most."""
        lines = [*wrap(text, max(self.get_widget_by_id("box").size.width - 4, 20))[:2], "", ""]
        self.get_widget_by_id("says", Line).show(Piece(f" {lines[0]}", tone))
        self.get_widget_by_id("says-more", Line).show(Piece(f" {lines[1]}", tone))

    # Answers

    def on_key(self, event: events.Key) -> None:
        """A letter is an answer, or opens a field."""
        key = event.character or ""
        if self.field or not (key in CLAIMS or key in TEXTS or key in COMMON or key == "v"):
            return
        event.stop()
        event.prevent_default()
        if key in CLAIMS:
            self._answer(CLAIMS[key])
        elif key == "v":
            self.call = self.call._replace(via=VIAS[(VIAS.index(self.call.via) + 1) % len(VIAS)])
            self._draw()
        else:
            self._open({**TEXTS, **COMMON}[key])

    def _answer(self, claim: str) -> None:
        """What the unit says of the row under the cursor."""
        draft = self.drafts[self.rows.index]
        self.drafts[self.rows.index] = draft._replace(claim=claim) if claim else Draft(draft.item)
        self.say("")
        self._draw()
        if claim in OPENS:
            self._open(OPENS[claim], moves_on=True)
        else:
            self.rows.move(1)

    def action_move(self, step: int) -> None:
        """Another row."""
        if not self.field:
            self.rows.move(step)

    # Fields

    def _open(self, field: str, moves_on: bool = False) -> None:
        """Open a field of the row under the cursor, or of the call."""
        self.field, self._moves_on = field, moves_on
        draft = self.drafts[self.rows.index]
        mine = field in FIELDS
        label = field_label(draft, field, self.face) if mine else self.face.words.reports.label(field)
        shown = self.get_widget_by_id("field-label", Line)
        shown.show(Piece(f" {label} ", "accent!"))
        shown.styles.width = cells(label) + 3
        value = getattr(draft if mine else self.call, field)
        self.input.value = "" if "\n" in value else value
        self.input.cursor_position = len(self.input.value)
        self.get_widget_by_id("field-line").display = True
        self._hint("field")
        self.set_focus(self.input, scroll_visible=False)  # at once: the next key is typed already

    def _keep(self) -> bool:
        """Keep what is typed in the open field; a date that cannot be read is said, and stays open."""
        value, index = self.input.value.strip(), self.rows.index
        if self.field in FIELDS:
            self.drafts[index] = self.drafts[index].with_text(self.field, value)
        elif self.field == "raw" and "\n" in self.call.raw and not value:
            pass  # what was pasted stays
        else:
            try:
                kept = _day(value, self.today) if self.field in DATES else value
            except Refused as error:
                self.say(say_error(self.face.words, error.kind, error.facts), "yellow")
                return False
            self.call = self.call._replace(**{self.field: kept})
        self._draw()
        return True

    def _close(self) -> None:
        """Back to the list."""
        self.field = ""
        self.get_widget_by_id("field-line").display = False
        self.set_focus(None)
        self.say("")
        self._hint("keys")

    def _hint(self, word: str) -> None:
        """The keys of the list, or of a field."""
        more = self.face.words.reports.say("more_keys") if word == "keys" else ""
        self.get_widget_by_id("hint", Line).show(Piece(f" {more}", "dim"))
        self.get_widget_by_id("keys", Line).show(Piece(f" {self.face.words.reports.say(word)}", "dim"))

    def _pasted(self, text: str) -> bool:
        """A text of several lines is what came in: it is kept as it is, wherever it was pasted."""
        if len(text.strip().splitlines()) < 2:
            return False
        self.call = self.call._replace(raw=text.strip())
        self._draw()
        if self.field == "raw":
            self._close()
        return True

    def on_paste(self, event: events.Paste) -> None:
        """Pasted on the list: the text that came in."""
        if not self.field:
            self.call = self.call._replace(raw=event.text.strip())
            self._draw()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        """The field is done."""
        moves_on = self._moves_on
        if self.field and self._keep():
            self._close()
            if moves_on:
                self.rows.move(1)

    def action_next_field(self, step: int) -> None:
        """Another field of the same row, or of the call."""
        if not self.field:
            self.rows.move(step)
            return
        order = FIELDS if self.field in FIELDS else tuple(COMMON.values())
        if self._keep():
            self._open(order[(order.index(self.field) + step) % len(order)], self._moves_on)

    # Leaving

    def action_leave(self) -> None:
        """Back from a field to the list; from the list out, after asking where something was entered."""
        if self.field:
            if self._keep() or self.field in DATES:
                self._close()
            return
        if not any(draft.says for draft in self.drafts) and self.call == self._call:
            self.dismiss(None)
            return

        def answered(answer: str | None) -> None:
            if answer == "yes":
                self.dismiss(None)

        self.app.push_screen(Confirm(self.face, self.face.words.reports.say("leave")), answered)

    def action_save(self) -> None:
        """Record everything that was said; what is refused is said here."""
        if self.field or self._saving:
            return
        told = [draft for draft in self.drafts if draft.says]
        if not told:
            self.say(self.face.words.reports.say("nothing"), "yellow")
            return
        self._saving = True
        self.run_worker(self._save(told), group="save")

    async def _save(self, told: Sequence[Draft]) -> None:
        try:
            await self.save(self.call, told)
        except StoreError as error:
            self.say(say_error(self.face.words, error.kind, error.facts), "red")
        else:
            self.dismiss(True)
        finally:
            self._saving = False


def _day(text: str, today: date) -> str:
    """A typed day as ISO text; empty means today.

    Raises:
        Refused: it is none.
    """
    if not text:
        return today.isoformat()
    window = read_typed(text, today=today)
    if window.end is None or window.start not in (None, window.end):
        raise Refused("bad_date", text=text, why="not_a_day")
    return window.end.isoformat()
