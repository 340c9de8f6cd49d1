"""What the keys write: statuses, notes, percents; each says in a sentence what was saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from store.queries.assignments import moved_on, of_ids, of_task
from store.reader import Reader
from store.shapes import Assignment, Done, Who
from store.vocabulary import CLOSED, DROPPED, STATUSES
from tui.panes.assignments import GroupRow
from tui.screens.figures import Figures
from tui.text import Piece, visible
from tui.view import WINDOW

if TYPE_CHECKING:
    from store.writer import Writer
    from tui.screens.form import Values
    from tui.screens.moves import Moves
    from tui.screens.plan_screen import PlanScreen

Seen = dict[int, int]
Job = Callable[["Writer", Who, list[int], Seen], Done]
"""One command of the store on these assignments."""


class Change(NamedTuple):
    """A command about to be given: what it says for the log and on the screen, and the call."""

    words: tuple[str, ...]
    what: str
    job: Job
    guess: Callable[[Assignment], Assignment | None] = lambda item: None
    """The row as it will be, where that is certain before the store has answered."""


class Changes:
    """The keys that write."""

    def __init__(self, screen: PlanScreen, moves: Moves) -> None:
        self.screen = screen
        self.moves = moves
        self.figures = Figures(screen)
        self._own: dict[tuple[int, int], int] = {}
        """(assignment, version) → the version that an own write made of it: a key pressed before that write was done
        is no stranger to it."""

    # What it is about

    def with_items(self, action: str, then: Callable[[tuple[Assignment, ...]], None]) -> None:
        """Find out which assignments are meant, then go on with them; a unit or a phase only opens its list."""
        screen, subject = self.screen, self.screen.subject
        if screen.marks:
            self._asked(marked := tuple(screen.marks.values()), action, then, "" if self._are_seen() else about(marked))
        elif subject.item is not None:
            then((subject.item,))
        elif subject.group is not None:
            screen.do(self._of_group(subject.group, action, then), "open", exclusive=True)
        elif subject.unit is not None or subject.phase is not None or subject.task is not None:
            self.moves.open_list()
            screen.tell(screen.face.words.screen.choose_one(screen.face.key(action)), "yellow")

    def _are_seen(self) -> bool:
        """Whether every marked row stands in the list that the keys act on."""
        here = self.screen.here
        seen = {item.id for _, row in here.known_rows() if row is not None for item in here.items_of(row)}
        return self.screen.marks.keys() <= seen

    async def _of_group(self, group: GroupRow, action: str, then: Callable[[tuple[Assignment, ...]], None]) -> None:
        """All open assignments of a group's members in that task; of a narrowed list those that it lets through."""
        screen, worst = self.screen, group.worst
        chosen, as_of = screen.chosen._replace(plan=worst.plan), screen.ask.as_of
        found = await screen.desk.read(lambda reader: of_task(reader, chosen, worst.task, as_of, group.group))
        items = tuple(item for item in found if item.status not in CLOSED)
        if not items:
            screen.tell(screen.face.words.screen.empty("listing"), "yellow")
        else:
            self._asked(items, action, then, visible(group.group))

    def _asked(
        self, items: tuple[Assignment, ...], action: str, then: Callable[[tuple[Assignment, ...]], None], of: str = ""
    ) -> None:
        """Ask before a key writes to several; a form is question enough."""
        from tui.screens.dialog import Confirm

        screen = self.screen
        if action not in STATUSES or (len(items) == 1 and not of):
            then(items)
            return
        says, domain = screen.face.words.screen, screen.face.words.domain
        question = f"{says.ask_group(len(items), domain.status(action))}  {of}".rstrip()

        def answered(answer: str | None) -> None:
            if answer == "yes":
                then(items)

        screen.app.push_screen(Confirm(screen.face, question), answered)

    # Writing

    def _give(self, items: Sequence[Assignment], change: Change) -> None:
        """Show at once what is certain, then write."""
        self.screen.update_items([row for item in items if (row := change.guess(item)) is not None])
        self.screen.write(lambda: self.write(items, change))

    async def write(self, items: Sequence[Assignment], change: Change) -> None:
        """Give one command, show the rows it wrote at once, and the totals shortly after."""
        screen = self.screen
        ids, seen = [item.id for item in items], {item.id: item.version for item in items}
        names = tuple(f"{item.plan}/{item.task}" for item in items[:1])
        who = screen.desk.who(change.words[0], *names, *change.words[1:])

        def job(writer: Writer, reader: Reader) -> tuple[Done, tuple[Assignment, ...]]:
            known = {ident: self._followed(ident, version) for ident, version in seen.items()}
            done = change.job(writer, who, ids, known)
            for ident, steps in moved_on(reader, done.command).items():
                self._own[ident, known.get(ident, 0)] = known.get(ident, 0) + steps
            return done, of_ids(reader, ids[:WINDOW], screen.ask.as_of)  # of more, the next reading says what is seen

        try:
            done, fresh = await screen.desk.write(job)
        except Exception:
            screen.reread()
            raise
        if screen.desk.past is None:  # else a past date came meanwhile, and these are rows of today
            self.screen.update_items(fresh)
        if any(ident in screen.marks for ident in ids):
            screen.set_marks({})
        screen.tell(self._sentence(items, change, done))
        screen.settle()

    def _followed(self, ident: int, version: int) -> int:
        """The version that a row has after all own writes that began at the one that was seen."""
        while (ident, version) in self._own:
            version = self._own[ident, version]
        return version

    def _sentence(self, items: Sequence[Assignment], change: Change, done: Done) -> str:
        """What was saved, and how to undo it."""
        says = self.screen.face.words.screen
        if not done.command:
            return says.say("nothing_changed")
        if done.past_only:
            return says.say("past_only")
        if len(items) > 1:
            return says.saved_many(change.what, len(items))
        return says.saved(change.what, place_of(items[0]))

    # Statuses

    def set_status(self, status: str) -> None:
        """Set a status at once; on several it asks first."""
        self.with_items(status, lambda items: self.give_status(items, status))

    def give_status(self, items: Sequence[Assignment], status: str) -> None:
        """Write a status that needs no more words."""
        self._give(items, self._status_change(status))

    def _status_change(self, status: str, note: str | None = None) -> Change:
        def job(writer: Writer, who: Who, ids: list[int], seen: Seen) -> Done:
            from store.commands.statuses import set_status

            return set_status(writer, who, ids, status, note=note, seen=seen)

        said = self.screen.face.words.domain.status(status)
        return Change(("set", status), said, job, lambda item: guess_status(item, status))

    def status(self) -> None:
        """Choose a status from the list."""
        self.with_items("status", self._choose_status)

    def _choose_status(self, items: tuple[Assignment, ...]) -> None:
        from tui.screens.dialog import Choose, Option

        face = self.screen.face
        keys = {"not_started": "o", "in_progress": "i", "blocked": "b", "claimed": "c", "done": "x", "dropped": "t"}
        options = [Option(status, (Piece(face.words.domain.status(status)),), keys[status]) for status in STATUSES]
        title = f"{face.words.screen.dialog('status')}  {about(items)}"

        def chosen(status: str | None) -> None:
            if status == DROPPED:
                self._note_form(items, dropping=True)
            elif status:
                self._give(items, self._status_change(status))

        self.screen.app.push_screen(Choose(face, title, options, items[0].status), chosen)

    # Note, percent

    def note(self) -> None:
        """Write a note."""
        self.with_items("note", self._note_form)

    def _note_form(self, items: tuple[Assignment, ...], dropping: bool = False) -> None:
        from tui.screens.form import Field, Form

        says = self.screen.face.words.screen

        async def save(values: Values) -> None:
            def job(writer: Writer, who: Who, ids: list[int], seen: Seen) -> Done:
                from store.commands.statuses import set_note, set_status

                if dropping:
                    return set_status(writer, who, ids, DROPPED, note=values["note"], seen=seen)
                return set_note(writer, who, ids, values["note"], seen=seen)

            what = self.screen.face.words.domain.status(DROPPED) if dropping else says.what_note()
            await self.write(items, Change(("set", DROPPED) if dropping else ("note",), what, job))

        field = Field("note", says.label("basis" if dropping else "note"), "" if dropping else items[0].note)
        title = self.screen.face.words.domain.status(DROPPED) if dropping else says.dialog("note")
        self.screen.app.push_screen(Form(self.screen.face, title, [field], save, about=about(items)))

    def drop(self, items: tuple[Assignment, ...]) -> None:
        """Drop assignments, once the basis is written."""
        self._note_form(items, dropping=True)

    def percent(self) -> None:
        """A percent; on an indicator, a unit's figure."""
        subject = self.screen.subject
        if subject.indicator is not None:
            self.figures.form(subject.indicator, subject.part)
        else:
            self.with_items("percent", self._percent_form)

    def _percent_form(self, items: tuple[Assignment, ...]) -> None:
        from store.errors import Refused
        from tui.screens.form import Field, Form

        face = self.screen.face

        async def save(values: Values) -> None:
            text = values["percent"].strip().rstrip("%％").strip()
            try:
                percent = float(text) if text else None
            except ValueError:
                raise Refused("bad_percent", text=text) from None

            def job(writer: Writer, who: Who, ids: list[int], seen: Seen) -> Done:
                from store.commands.statuses import set_percent

                return set_percent(writer, who, ids, percent, seen=seen)

            shown = "-" if percent is None else face.words.domain.percent(percent)
            await self.write(items, Change(("percent", text), face.words.screen.what_percent(shown), job))

        old = items[0].percent
        field = Field("percent", face.words.screen.label("percent"), "" if old is None else f"{old:g}")
        self.screen.app.push_screen(Form(face, face.words.screen.dialog("percent"), [field], save, about=about(items)))


def guess_status(item: Assignment, status: str) -> Assignment | None:
    """The row with another status, where its light follows from that alone; None where the store has to say."""
    closed = {"done": "done", "dropped": "dropped", "claimed": "to_confirm"}
    if status in closed:
        return item._replace(status=status, light=closed[status])
    if item.status in closed or "blocked" in (item.light, status):
        return None
    return item._replace(status=status)


def place_of(item: Assignment) -> str:
    """An assignment in words: label and title of its task, and its unit."""
    return f"{visible(f'{item.label} {item.title}'.strip())}  {visible(item.unit)}"


def about(items: Sequence[Assignment]) -> str:
    """What a dialog is about."""
    more = f"  (+{len(items) - 1})" if len(items) > 1 else ""
    return place_of(items[0]) + more
