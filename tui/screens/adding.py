"""Breakdown on the screen: adding a task under another, editing it, and dropping what is no longer wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from exchange.breakdown_table import read_owners, read_shares
from exchange.dates import read_typed
from store.errors import StoreError
from store.queries.assignments import of_ids
from store.queries.breakdown import (
    AddedTask,
    Gap,
    Measured,
    added_task,
    gap,
    indicators_above,
    open_below,
    shares_of,
)
from store.queries.names import task_key
from store.reader import Reader
from store.shapes import Assignment, Done
from store.vocabulary import RESPONSIBLE, ROLES
from tui.screens.changes import Changes, about
from tui.screens.chasing import Chasing
from tui.screens.dating import Dating
from tui.text import Piece, visible

if TYPE_CHECKING:
    from store.commands.breakdown import Added
    from store.writer import Writer
    from tui.screens.form import Field, Values
    from words.phrases.breakdowns import BreakdownWords


class Above(NamedTuple):
    """The task under which one is added."""

    id: int
    place: str
    """PLAN/REF."""
    title: str
    indicators: tuple[Measured, ...]
    shares: dict[str, dict[str, float]]
    """For each indicator, by its ref: what its units have of the target."""
    gaps: dict[str, Gap]


class Adding:
    """The keys about tasks of the office's own."""

    def __init__(self, changes: Changes, chasing: Chasing) -> None:
        self.changes = changes
        self.chasing = chasing
        self.screen = changes.screen
        self.dates = Dating(changes)

    @property
    def _says(self) -> BreakdownWords:
        return self.screen.face.words.breakdowns

    def _here(self) -> tuple[str, str] | None:
        """(plan, ref) of the task under the cursor; None, and what to do instead, where that is none."""
        subject = self.screen.subject
        row = subject.item or (subject.group.worst if subject.group else None)
        if row is not None:
            return row.plan, row.task
        if subject.task is not None:
            return subject.task
        if subject.indicator is not None and subject.indicator.task and self.screen.ask.plan:
            return self.screen.ask.plan, subject.indicator.task
        self.screen.tell(self._says.label("no_row"), "yellow")
        return None

    # Adding

    def add(self) -> None:
        """The form of a new task under the one of the row."""
        subject = self.screen.subject
        if subject.unit is not None or subject.phase is not None:
            self.changes.with_items("add", lambda items: None)
        elif (here := self._here()) is not None:
            self.screen.do(self._add("/".join(here)), "open", exclusive=True)

    async def _add(self, place: str) -> None:
        def job(reader: Reader) -> Above:
            key = task_key(reader, place)
            known = indicators_above(reader, key.id)
            shares = {one.ref: shares_of(reader, one.id) for one in known}
            return Above(key.id, place, key.title, known, shares, {one.ref: gap(reader, one) for one in known})

        self._add_form(await self.screen.desk.read(job))

    def _add_form(self, above: Above) -> None:
        from tui.screens.form import Field, Form

        says = self._says
        fields = [Field("title", says.label("title")), Field("units", says.label("units"))]
        fields.append(Field("due", says.label("due")))
        if above.indicators:
            fields.append(Field("shares", says.label("shares")))
        if len(above.indicators) > 1:
            named = tuple((one.ref, visible(f"{one.name} {one.measure}".strip())) for one in above.indicators)
            fields.append(Field("indicator", says.label("indicator"), above.indicators[0].ref, named))
        fields += [Field("label", says.label("label")), self._new_units()]

        async def save(values: Values) -> None:
            await self._save_new(above, values)

        title = f"{says.label('add')}  {above.place}"
        under = f"{says.label('under')}: {visible(above.title)}"
        self.screen.app.push_screen(
            Form(self.screen.face, title, fields, save, lambda values: self._preview(above, values), under)
        )

    def _new_units(self) -> Field:
        from tui.screens.form import Field

        says = self._says
        options = (("refuse", says.label("refuse")), ("make", says.label("make")))
        return Field("new_units", says.label("new_units"), "refuse", options)

    async def _save_new(self, above: Above, values: Values) -> None:
        """One command."""
        screen, says = self.screen, self._says
        mandates = read_owners(values["units"], screen.face.words.domain.role_from)
        shares = read_shares(values.get("shares", ""), mandates)
        due = read_typed(values["due"], today=screen.desk.today) if values["due"].strip() else None
        indicator = values.get("indicator", "")
        who = screen.desk.who("breakdown", above.place, values["title"])

        def job(writer: Writer, reader: Reader) -> Added:
            from store.commands.breakdown import add_task

            return add_task(
                writer, who, above.id, values["title"], mandates, due, shares, values["label"], "", indicator,
                new_units=values["new_units"] == "make",
            )  # fmt: skip

        done = await screen.desk.write(job)
        plan = above.place.partition("/")[0]
        said = says.added(
            tuple(f"{plan}/{ref}" for ref in done.refs), done.assignments, tuple(map(visible, done.units))
        )
        told = [said, self._undo(), *(self._gap_text(found) for found in done.gaps)]
        screen.tell("  ".join(told), "yellow" if any(found.missing for found in done.gaps) else "")
        screen.reread()

    def _preview(self, above: Above, values: Values) -> Piece:
        """How the date is read, and what the shares would add up to."""
        date = self.dates.read(values["due"])
        told = self._shared(above, values)
        if told is None:
            return date if date.text else Piece(self._says.label("units_hint"), "dim")
        return Piece("  ".join(filter(None, (date.text, told.text))), told.tone if date.tone != "yellow" else date.tone)

    def _shared(self, above: Above, values: Values) -> Piece | None:
        """The shares with those that are typed; None where none is, or it cannot be read yet."""
        ref = values.get("indicator") or (above.indicators[0].ref if above.indicators else "")
        one = next((one for one in above.indicators if one.ref == ref), None)
        if one is None or not one.adds_up or not values.get("shares", "").strip():
            return None
        try:
            mandates = read_owners(values["units"], self.screen.face.words.domain.role_from)
            typed = {share.unit: share.value for share in read_shares(values["shares"], mandates)}
        except StoreError:
            return None
        found = above.gaps[ref]._replace(shared=sum({**above.shares[ref], **typed}.values()))
        return Piece(self._gap_text(found), "yellow" if found.missing else "green")

    def _gap_text(self, found: Gap) -> str:
        return self._says.gap(found.ref, visible(found.measure), found.target or 0.0, found.shared, found.missing)

    def _undo(self) -> str:
        return self.screen.face.words.screen.say("undoes")

    # Editing

    def edit(self) -> None:
        """Edit the task of the row where the office added it; of any other row, the contacts of its unit."""
        subject = self.screen.subject
        row = subject.item or (subject.group.worst if subject.group else None)
        if row is None:
            self.chasing.contacts()
        else:
            self.screen.do(self._edit(row), "open", exclusive=True)

    async def _edit(self, row: Assignment) -> None:
        found = await self.screen.desk.read(lambda reader: added_task(reader, row.task_id))
        if found is None:
            self.chasing.contacts()
        else:
            self._edit_form(found)

    def _edit_form(self, one: AddedTask) -> None:
        from tui.screens.form import Field, Form

        says, domain = self._says, self.screen.face.words.domain
        roles = {role: "" if role == RESPONSIBLE else domain.role(role) for role in ROLES}
        owners = "、".join(says.owner(unit, roles[role]) for unit, role in one.owners)
        fields = [
            Field("title", says.label("title"), one.title), Field("units", says.label("units"), owners),
            Field("label", says.label("label"), one.label), Field("reason", says.label("reason")), self._new_units(),
        ]  # fmt: skip

        async def save(values: Values) -> None:
            await self._save_edit(one, values)

        title = f"{says.label('edit')}  {one.plan}/{one.ref}"
        hint = Piece(says.label("reason_hint"), "dim")
        self.screen.app.push_screen(Form(self.screen.face, title, fields, save, lambda values: hint))

    async def _save_edit(self, one: AddedTask, values: Values) -> None:
        screen = self.screen
        mandates = read_owners(values["units"], screen.face.words.domain.role_from)
        who = screen.desk.who("breakdown", f"{one.plan}/{one.ref}", values["title"])

        def job(writer: Writer, reader: Reader) -> Done:
            from store.commands.breakdown_edit import edit_task

            return edit_task(
                writer, who, one.id, values["title"], values["label"], mandates, values["reason"],
                new_units=values["new_units"] == "make", seen=one.version,
            )  # fmt: skip

        done = await screen.desk.write(job)
        if not done.command:
            screen.tell(screen.face.words.screen.say("nothing_changed"))
            return
        screen.tell(f"{self._says.edited(f'{one.plan}/{one.ref}')}  {self._undo()}")
        screen.reread()

    # Dropping

    def drop(self) -> None:
        """Drop an assignment, with its basis; of a task that the office added, perhaps all of it."""
        self.changes.with_items("drop", lambda items: self.screen.do(self._drop(items), "open", exclusive=True))

    async def _drop(self, items: tuple[Assignment, ...]) -> None:
        from tui.screens.dialog import Choose, Option

        task, as_of = items[0].task_id, self.screen.ask.as_of

        def job(reader: Reader) -> tuple[Assignment, ...]:
            if added_task(reader, task) is None:
                return ()
            return of_ids(reader, list(open_below(reader, task)), as_of)

        whole = await self.screen.desk.read(job)
        if {row.id for row in whole} <= {row.id for row in items}:
            self.changes.drop(items)
            return
        says = self._says
        options = [
            Option("one", (Piece(says.label("drop_one")),), "1"),
            Option("all", (Piece(says.drop_all(len(whole))),), "a"),
        ]

        def chosen(answer: str | None) -> None:
            if answer:
                self.changes.drop(whole if answer == "all" else items)

        title = f"{says.label('drop')}  {about(items)}"
        self.screen.app.push_screen(Choose(self.screen.face, title, options, "one"), chosen)
