"""Asking units: the form of a chase, the text to send, and through whom a unit answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from exchange.dates import read_typed
from store.called import ContactLine
from store.errors import Refused
from store.queries.clock import settings
from store.queries.contacts import contacts, whom_to_call
from store.queries.names import plan_id, unit_key
from store.queries.open_items import items, open_items
from store.queries.todo import letter_facts
from store.reader import Reader
from store.reported import OpenItem
from store.shapes import Done
from store.vocabulary import CLAIMED, CONTACTS, VIAS
from tui.letters import MOST_BYTES, row_text, unit_letter
from tui.text import Piece, visible, wrap

if TYPE_CHECKING:
    from store.writer import Writer
    from tui.screens.form import Values
    from tui.screens.plan_screen import PlanScreen


class Asked(NamedTuple):
    """A unit that is to be asked, with what it has open."""

    id: int
    name: str
    items: tuple[OpenItem, ...]
    late: tuple[OpenItem, ...]
    """Those that are overdue or due soon."""
    liaison: str
    one: bool
    """Whether one assignment was chosen."""


def _choices(asked: Asked) -> dict[str, tuple[OpenItem, ...]]:
    """What a chase may be about, what it mostly is first."""
    if asked.one:
        return {"one": asked.items, "none": ()}
    found = {"late": asked.late, "all": asked.items if asked.items != asked.late else ()}
    return {**{way: chosen for way, chosen in found.items() if chosen}, "none": ()}


class Chasing:
    """The keys about people."""

    def __init__(self, screen: PlanScreen) -> None:
        self.screen = screen

    def _unit_here(self) -> tuple[str, str | None, tuple[int, ...]] | None:
        """(unit, plan, its assignments) marked or under the cursor; None, and said why, where that is not one unit."""
        subject, marked = self.screen.subject, tuple(self.screen.marks.values())
        if marked and all(item.unit_id == marked[0].unit_id for item in marked):
            return marked[0].unit, marked[0].plan, tuple(item.id for item in marked)
        if marked:
            self.screen.tell(self.screen.face.words.screen.why_not("one_unit"), "yellow")
            return None
        if subject.item is not None and subject.whole:
            return subject.item.unit, self.screen.ask.plan, ()
        if subject.item is not None:
            return subject.item.unit, subject.item.plan, (subject.item.id,)
        if subject.unit is not None and not subject.unit.is_group:
            return subject.unit.unit, self.screen.ask.plan, ()
        if subject.part is not None:
            return subject.part.unit, self.screen.ask.plan, ()
        self.screen.tell(self.screen.face.words.screen.why_not("one_unit"), "yellow")
        return None

    def _id(self, reader: Reader, name: str, plan: str | None) -> int:
        """The id of a unit: of the row itself where it says it, for two areas may have units of one name."""
        subject = self.screen.subject
        known = next(iter(self.screen.marks.values()), None) or subject.item or subject.unit
        return known.unit_id if known else unit_key(reader, name, plan_id(reader, plan) if plan else None).id

    # Chases

    def chase(self) -> None:
        """The form of a chase, for the unit or the one assignment under the cursor."""
        here = self._unit_here()
        if here is not None:
            self.screen.do(self._chase(*here), "open", exclusive=True)

    async def _chase(self, name: str, plan: str | None, ids: tuple[int, ...]) -> None:
        today = self.screen.desk.today

        def job(reader: Reader) -> Asked:
            unit = self._id(reader, name, plan)
            found = items(reader, [*ids], today) if ids else open_items(
                reader, unit, plan_id(reader, plan) if plan else None, today)  # fmt: skip
            soon = today + timedelta(days=settings(reader).due_soon_days)
            late = tuple(one for one in found if one.due and one.due <= soon and one.status != CLAIMED)
            known = whom_to_call(reader, [unit], today).get(unit)
            return Asked(unit, name, found, late, known.name if known else "", bool(ids))

        self._chase_form(await self.screen.desk.read(job))

    def _chase_form(self, asked: Asked) -> None:
        from tui.screens.form import Field, Form

        face = self.screen.face
        says, domain = face.words.calls, face.words.domain
        chosen = _choices(asked)
        ways = list(chosen)

        async def save(values: Values) -> None:
            await self._record(asked, chosen[values["which"]], values)

        about_which = tuple((way, says.about_which(way, len(chosen[way]))) for way in ways)
        fields = [
            Field("via", says.label("via"), "phone", tuple((via, domain.via(via)) for via in VIAS)),
            Field("which", says.label("which"), ways[0], about_which),
            Field("to_whom", says.label("to_whom"), asked.liaison),
            Field("answer", says.label("answer")),
            Field("promised", says.label("promised")),
        ]
        title = f"{says.label('chase')}  {visible(asked.name)}"
        self.screen.app.push_screen(
            Form(face, title, fields, save, lambda values: self._read(values["promised"]), self._about(asked))
        )

    def _about(self, asked: Asked) -> str:
        """What it would be about, as far as a line takes it."""
        return self.screen.face.words.domain.list(
            tuple(visible(f"{one.label} {one.title}".strip()) for one in asked.late or asked.items)
        )

    async def _record(self, asked: Asked, chosen: Sequence[OpenItem], values: Values) -> None:
        """One command for the whole chase."""
        screen = self.screen
        promised = self._promised(values["promised"])
        ids, seen = [one.id for one in chosen], {one.id: one.version for one in chosen}
        who = screen.desk.who("chase", asked.name, values["via"])

        def job(writer: Writer, reader: Reader) -> Done:
            from store.commands.chases import record_chase

            return record_chase(
                writer, who, asked.id, ids, values["via"], values["to_whom"], values["answer"], promised, seen=seen
            )

        await screen.desk.write(job)
        said = screen.face.words.calls.chased(visible(asked.name), len(ids), values["via"], promised)
        screen.tell(f"{said}  {screen.face.words.screen.say('undoes')}")
        screen.reread()

    def _promised(self, text: str) -> date | None:
        """The day that was promised, as typed.

        Raises:
            Refused: it is none.
        """
        if not text.strip():
            return None
        end = read_typed(text, today=self.screen.desk.today).end
        if end is None:
            raise Refused("bad_date", text=text, why="not_a_day")
        return end

    def _read(self, text: str) -> Piece:
        """How a typed day is read."""
        from words.said import say_error

        try:
            day = self._promised(text)
        except Refused as error:
            return Piece(say_error(self.screen.face.words, error.kind, error.facts), "yellow")
        return Piece(self.screen.face.words.domain.date(day), "green") if day else Piece("")

    # The text to send

    def copy(self) -> None:
        """Copy the row under the cursor; of a unit, a text that asks it, which is shown too."""
        subject = self.screen.subject
        if subject.item is not None and not subject.whole:
            self._to_clipboard(row_text(subject.item, self.screen.face))
            self.screen.tell(self.screen.face.words.calls.copied(False))
            return
        here = self._unit_here()
        if here is not None:
            self.screen.do(self._letter(*here), "open", exclusive=True)

    async def _letter(self, name: str, plan: str | None, _items: tuple[int, ...]) -> None:
        from tui.screens.dialog import Text

        screen, face, as_of = self.screen, self.screen.face, self.screen.ask.as_of
        facts = await screen.desk.read(lambda reader: letter_facts(reader, self._id(reader, name, plan), plan, as_of))
        text = unit_letter(visible(name), facts, face, as_of)
        cut = self._to_clipboard(text)
        width = min(screen.size.width - 8, 74)
        lines = [(Piece(part),) for line in text.splitlines() for part in (wrap(line, width) if line else [""])]
        says = face.words.calls
        screen.app.push_screen(Text(face, f"{says.label('letter')}  {says.copied(cut)}", lines))

    def _to_clipboard(self, text: str) -> bool:
        """Hand a text to the terminal (OSC 52, base64: nothing in it can act); True where it was cut."""
        data = text.encode()
        self.screen.app.copy_to_clipboard(data[:MOST_BYTES].decode(errors="ignore"))
        return len(data) > MOST_BYTES

    # Contacts

    def contacts(self) -> None:
        """Through whom a unit answers and answered; one is chosen and edited."""
        here = self._unit_here()
        if here is not None:
            self.screen.do(self._contacts(*here), "open", exclusive=True)

    async def _contacts(self, name: str, plan: str | None, _items: tuple[int, ...]) -> None:
        from tui.screens.dialog import Choose, Option

        face, today = self.screen.face, self.screen.desk.today

        def job(reader: Reader) -> tuple[int, tuple[ContactLine, ...]]:
            unit = self._id(reader, name, plan)
            return unit, contacts(reader, unit, today)

        unit, known = await self.screen.desk.read(job)
        says = face.words.calls
        options = []
        for number, kind in enumerate(CONTACTS, 1):
            mine = [line for line in known if line.kind == kind]
            now = next((line for line in mine if line.current), None)
            shown = f"{now.name} {now.phone}" if now else says.label("no_contacts")
            options.append(Option(kind, (Piece(f"{says.kind(kind)}  ", "text!"), Piece(visible(shown))), str(number)))
            for line in (line for line in mine if not line.current):
                days = f"{line.since or ''} – {line.until or ''}"
                text = f"     {says.label('former')}  {line.name} {line.phone}  {days}"
                options.append(Option(kind, (Piece(visible(text), "dim"),)))

        def chosen(kind: str | None) -> None:
            if kind:
                current = next((line for line in known if line.kind == kind and line.current), None)
                self._contact_form(unit, name, kind, current)

        title = f"{says.label('contacts')}  {visible(name)}"
        self.screen.app.push_screen(Choose(face, title, options, "liaison"), chosen)

    def _contact_form(self, unit: int, name: str, kind: str, current: ContactLine | None) -> None:
        from tui.screens.form import Field, Form

        screen, says = self.screen, self.screen.face.words.calls

        async def save(values: Values) -> None:
            since, until = self._promised(values["since"]), self._promised(values["until"])
            who = screen.desk.who("contact", name, kind)

            def job(writer: Writer, reader: Reader) -> Done:
                from store.commands.contacts import set_contact

                return set_contact(writer, who, unit, kind, values["name"], values["phone"], since, until)

            done = await screen.desk.write(job)
            if not done.command:
                screen.tell(screen.face.words.screen.say("nothing_changed"))
                return
            said = says.contact_set(visible(name), kind, visible(values["name"]))
            screen.tell(f"{said}  {screen.face.words.screen.say('undoes')}")
            screen.reread()

        fields = [
            Field("name", says.label("name"), current.name if current else ""),
            Field("phone", says.label("phone"), current.phone if current else ""),
            Field("since", says.label("since")),
            Field("until", says.label("until")),
        ]
        title = f"{says.kind(kind)}  {visible(name)}"
        screen.app.push_screen(
            Form(screen.face, title, fields, save, lambda values: self._read(values["until"] or values["since"]))
        )
