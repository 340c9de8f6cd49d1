"""Dates that move, on the screen: which way, then its form; and extensions, asked for and decided."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from exchange.dates import read_typed
from store.errors import Refused, StoreError
from store.shapes import Assignment, Done, Who
from tui.screens.changes import Change, Changes, Seen, about
from tui.text import Piece

if TYPE_CHECKING:
    from store.writer import Writer
    from tui.screens.form import Field, Values

Items = tuple[Assignment, ...]
WAYS = {"breakdown": "b", "correction": "c", "instruction": "i", "minutes": "m", "notice": "n", "extension": "e"}
"""Why a date moves, with the letter that chooses it."""
REFERENCED = ("instruction", "minutes", "notice")
"""Those that rest on a document or a meeting, whose reference is asked for."""
DECISIONS = ("pending", "approved", "refused")


class Dating:
    """Everything behind the key of the due date."""

    def __init__(self, changes: Changes) -> None:
        self.changes = changes
        self.screen = changes.screen
        self.face = changes.screen.face

    def due(self) -> None:
        """Ask why the date moves, then for the date."""
        self.changes.with_items("due", self._which)

    def _which(self, items: Items) -> None:
        from tui.screens.dialog import Choose, Option
        from tui.text import cells

        self.face = self.screen.face
        domain, says = self.face.words.domain, self.face.words.dates
        room = max(cells(domain.basis(way)) for way in WAYS) + 2
        options = []
        for way, key in WAYS.items():
            name = domain.basis(way)
            pad = " " * (room - cells(name))
            help_ = says.pending(items[0].wanted) if way == "extension" and items[0].wanted else says.move_help(way)
            options.append(Option(way, (Piece(name + pad), Piece(help_, "dim")), key))

        def chosen(way: str | None) -> None:
            if way == "extension":
                (self._decision_form if items[0].wanted else self._extension_form)(items)
            elif way:
                self._due_form(items, way)

        start = "extension" if items[0].wanted else "breakdown"
        title = f"{says.label('which')}  {about(items)}"
        self.screen.app.push_screen(Choose(self.face, title, options, start), chosen)

    # A date that is corrected, broken down or instructed

    def _due_form(self, items: Items, basis: str) -> None:
        from tui.screens.form import Field, Form

        face, today = self.face, self.screen.desk.today
        says, domain = face.words.dates, face.words.domain

        async def save(values: Values) -> None:
            window = read_typed(values["due"], today=today)

            def job(writer: Writer, who: Who, ids: list[int], seen: Seen) -> Done:
                from store.commands.dates import set_due

                return set_due(writer, who, ids, window, basis, values["note"], seen=seen)

            shown = window.end.isoformat() if window.end else values["due"]
            words = ("due", values["due"], "--basis", basis)
            await self.changes.write(items, Change(words, face.words.screen.what_due(shown), job))

        note = "reference" if basis in REFERENCED else "note"
        fields = [Field("due", says.label("due")), Field("note", says.label(note))]
        title = f"{says.label('due')}: {domain.basis(basis)}"
        self.screen.app.push_screen(
            Form(face, title, fields, save, lambda values: self.read(values["due"]), about(items))
        )

    def read(self, text: str) -> Piece:
        """How a typed date is read."""
        from words.said import say_error

        says, domain = self.face.words.screen, self.face.words.domain
        if not text.strip():
            return Piece("")
        try:
            window = read_typed(text, today=self.screen.desk.today)
        except Refused as error:
            return Piece(say_error(self.face.words, error.kind, error.facts), "yellow")
        if window.end is None:
            return Piece(says.due_none())
        first = window.start.isoformat() if window.start and window.start != window.end else ""
        doubt = f"  ? {domain.doubt(window.doubt)}" if window.doubt else ""
        return Piece(says.due_read(first, window.end.isoformat()) + doubt, "yellow" if doubt else "green")

    # Extensions

    def _extension_form(self, items: Items) -> None:
        """More time asked for, and decided where that is known already."""
        from tui.screens.form import Field, Form

        says, today = self.face.words.dates, self.screen.desk.today
        fields = [
            Field("wanted", says.label("wanted")),
            Field("reason", says.label("reason")),
            Field("asked_on", says.label("asked_on"), today.isoformat()),
            *self._decision_fields(DECISIONS),
        ]
        asked: list[Done] = []
        """The asking, once it is written: a decision that is refused then is given again alone."""

        async def save(values: Values) -> None:
            wanted, asked_on = self._day(values["wanted"]), self._day(values["asked_on"], True)

            def job(writer: Writer, who: Who, ids: list[int], seen: Seen) -> Done:
                from store.commands.dates import ask_extension, decide_extension

                if not asked:
                    asked.append(ask_extension(writer, who, ids, wanted, values["reason"], asked_on, seen))
                if values["decision"] == "pending":
                    return asked[0]
                approved, by = values["decision"] == "approved", values["decided_by"].strip()
                return decide_extension(writer, self._answer(who, approved), ids, approved, by_whom=by, seen=seen)

            asking = ("--to", wanted.isoformat(), "--reason", values["reason"], "--asked", asked_on.isoformat())
            words = ("extend", *asking)
            await self.changes.write(items, Change(words, self._what(wanted, values["decision"]), job))

        title = says.label("extension")
        self.screen.app.push_screen(
            Form(self.face, title, fields, save, lambda values: self._asking(values, items[0]), about(items))
        )

    def _decision_form(self, items: Items) -> None:
        """A decision of the extension that waits."""
        from tui.screens.form import Field, Form

        says = self.face.words.dates
        wanted = items[0].wanted
        assert wanted is not None
        fields = [*self._decision_fields(DECISIONS[1:]), Field("basis", says.label("reference"))]

        async def save(values: Values) -> None:
            approved, by = values["decision"] == "approved", values["decided_by"].strip()

            def job(writer: Writer, who: Who, ids: list[int], seen: Seen) -> Done:
                from store.commands.dates import decide_extension

                return decide_extension(writer, who, ids, approved, values["basis"], by_whom=by, seen=seen)

            words = ("extend", "--approve" if approved else "--refuse")
            await self.changes.write(items, Change(words, self._what(wanted, values["decision"]), job))

        title = f"{says.label('extension')}  {says.pending(wanted)}"
        self.screen.app.push_screen(Form(self.face, title, fields, save, about=about(items)))

    def _decision_fields(self, decisions: tuple[str, ...]) -> list[Field]:
        from tui.screens.form import Field

        says = self.face.words.dates
        options = tuple((decision, says.label(decision)) for decision in decisions)
        return [
            Field("decision", says.label("decision"), decisions[0], options),
            Field("decided_by", says.label("decided_by")),
        ]

    def _answer(self, who: Who, approved: bool) -> Who:
        """Who decides, with the words of the decision instead of those of the asking."""
        verb, *places = who.words[:2]
        return who._replace(words=(verb, *places, "--approve" if approved else "--refuse"))

    def _what(self, wanted: date, decision: str) -> str:
        """An extension as what was saved."""
        says = self.face.words.dates
        return f"{says.label('extension')} {wanted.isoformat()}, {self.face.words.domain.decision(decision)}"

    def _day(self, text: str, past: bool = False) -> date:
        """A day as typed.

        Raises:
            Refused: it is none, or no single day.
        """
        window = read_typed(text, today=self.screen.desk.today, past=past)
        if window.end is None:
            raise Refused("bad_date", text=text, why="no_day")
        return window.end

    def _asking(self, values: Values, item: Assignment) -> Piece:
        """How the dates are read, and that days late stay counted where it is asked too late."""
        says = self.face.words.dates
        read = self.read(values["wanted"])
        try:
            asked = self._day(values["asked_on"], True)
        except StoreError:
            return self.read(values["asked_on"])
        if item.due is None or asked <= item.due:
            return read
        return Piece("  ".join(filter(None, (read.text, says.asked_late(item.due)))), "yellow")
