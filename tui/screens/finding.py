"""Finding and the rest: filter, palette, plans, export, help, theme, leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input

from store.queries.assignments import assignments
from store.queries.board import plans
from store.reader import Reader
from store.shapes import Assignment, AssignmentFilter, PlanLine
from tui.keys import ACTIONS, BY_ID, KINDS, key_name, key_names
from tui.looks import Face, tone_of
from tui.messages import PlanShown, ThemeAsked
from tui.screens.dialog import Choose, Option
from tui.screens.search import Entry, Search
from tui.text import Piece, Pieces, fit, visible
from tui.view import Ask, Listing

if TYPE_CHECKING:
    from store.writer import Writer
    from tui.screens.board import BoardScreen
    from tui.screens.form import Values
    from tui.screens.moves import Moves


class Finding:
    """Everything that is neither moving nor writing."""

    def __init__(self, screen: BoardScreen, moves: Moves) -> None:
        self.screen = screen
        self.moves = moves

    # Filter

    def filter(self) -> None:
        """Open the line in which the filter is typed; a row of the list answers to each key."""
        from tui.screens.filter import FilterInput

        screen = self.screen
        if screen.filtering:
            return
        screen.filtering = True
        body = screen.get_widget_by_id("body")
        line = FilterInput(screen.ask.text, self.typed, self.filter_done)
        body.mount(line)
        screen.place()
        line.focus()

    def typed(self, text: str) -> None:
        """The filter as typed so far."""
        screen = self.screen
        if text != screen.ask.text:
            screen.ask = screen.ask._replace(text=text)
            screen.reread()

    def filter_done(self, keep: bool) -> None:
        """The line closes; `keep` leaves the filter on."""
        screen = self.screen
        screen.filtering = False
        screen.query_one("#filter", Input).remove()
        if not keep:
            self.typed("")
        screen.activate(screen.active)

    # Plans

    def plans(self) -> None:
        """Choose a plan; an empty store offers those that ship with the program."""
        self.screen.do(self._plans(), "open", exclusive=True)

    async def _plans(self) -> None:
        screen, face = self.screen, self.screen.face
        as_of = screen.ask.as_of
        lines = await screen.desk.read(lambda reader: plans(reader, as_of))
        says = face.words.screen
        if not lines:
            self._builtin()
            return
        options = [Option(line.key, plan_pieces(line, face)) for line in lines]
        if len(lines) > 1:
            options.append(Option("", (Piece(f"  {says.say('all_plans')}"),)))

        def chosen(key: str | None) -> None:
            if key is not None:
                self.switch(key or None)

        screen.app.push_screen(Choose(face, says.dialog("plans"), options, screen.ask.plan or ""), chosen)

    def switch(self, key: str | None) -> None:
        """Show another plan (None: all of them)."""
        screen = self.screen
        screen.extra = ""
        screen.ask = Ask(key, screen.ask.as_of)
        screen.forget_rows()
        screen.activate("due")
        screen.reread()
        if key:
            screen.post_message(PlanShown(key))

    def _builtin(self) -> None:
        """The plans that ship with the program."""
        from seed.plans import builtin_keys

        face = self.screen.face
        if self.screen.desk.closed:
            self.screen.tell(face.words.screen.why_not(self.screen.desk.closed), "yellow")
            return
        options = [Option(key, (Piece(key),)) for key in builtin_keys()]

        def chosen(key: str | None) -> None:
            if key:
                self.screen.do(self._load(key, None), "write")

        self.screen.app.push_screen(Choose(face, face.words.screen.dialog("builtin"), options), chosen)

    async def _load(self, key: str, year: int | None) -> None:
        from seed.plans import builtin
        from store.errors import Refused

        screen = self.screen
        try:
            doc = builtin(key, year)
        except Refused as error:
            if error.kind != "hidden_year" or year is not None:
                raise
            self._year_form(key)
            return
        who = screen.desk.who("load", key)

        def job(writer: Writer, reader: Reader) -> None:
            from store.commands.load import load_plan

            load_plan(writer, who, doc)

        await screen.desk.write(job)
        self.switch(key)
        screen.tell(screen.face.words.screen.loaded(visible(doc.title)))

    def _year_form(self, key: str) -> None:
        """Ask for the year that a hidden one stands for."""
        from tui.screens.form import Field, Form

        screen = self.screen
        says = screen.face.words.screen

        async def save(values: Values) -> None:
            from store.errors import Refused

            text = values["year"].strip()
            if not text.isdigit():
                raise Refused("hidden_year", plan=key)
            await self._load(key, int(text))

        field = Field("year", says.label("year"), str(screen.desk.today.year))
        screen.app.push_screen(Form(screen.face, says.dialog("year"), [field], save, about=key))

    # Palette

    def palette(self) -> None:
        """Every action, and a jump to any plan, task or unit."""
        self.screen.do(self._palette(), "open", exclusive=True)

    async def _palette(self) -> None:
        screen, as_of = self.screen, self.screen.ask.as_of

        def job(reader: Reader) -> tuple[tuple[PlanLine, ...], tuple[Assignment, ...]]:
            return plans(reader, as_of), assignments(reader, AssignmentFilter(), as_of, limit=20_000)

        lines, rows = await screen.desk.read(job)
        entries = [*self._actions(), *self._places(lines, rows)]
        screen.app.push_screen(Search(screen.face, screen.face.words.screen.dialog("palette"), entries), self._found)

    def _actions(self) -> list[Entry]:
        says = self.screen.face.words.screen
        return [
            Entry(
                f"do {action.id}", says.action_help(action.id), key_names(action, self.screen.face.look.ascii),
                f"{action.id} {says.action(action.id)}", not self.screen.why_not(action.id),
            )
            for action in ACTIONS
            if action.kind != "move" and action.id != "palette"
        ]  # fmt: skip

    def _places(self, lines: tuple[PlanLine, ...], rows: tuple[Assignment, ...]) -> list[Entry]:
        word = self.screen.face.words.domain.word
        found = [Entry(f"plan {line.key}", visible(line.title), word("plan"), line.key) for line in lines]
        tasks = {(row.plan, row.task): row for row in rows}
        units = {(row.plan, row.unit): row for row in rows} | {(row.plan, row.via): row for row in rows if row.via}
        for (plan, task), row in tasks.items():
            name = f"{visible(f'{row.label} {row.title}'.strip())}"
            found.append(Entry(f"task {plan} {task}", name, f"{word('task')} {plan}/{task}", f"{plan}/{task}"))
        for plan, unit in units:
            found.append(Entry(f"unit {plan} {unit}", visible(unit or ""), f"{word('unit')} {plan}"))
        return found

    def _found(self, answer: str | None) -> None:
        """Do or open what was found."""
        kind, _, rest = (answer or "").partition(" ")
        if kind == "do":
            self.screen.act(rest)
        elif kind == "plan":
            self.switch(rest)
        elif kind in ("task", "unit"):
            plan, _, name = rest.partition(" ")
            listing = Listing(name if kind == "unit" else f"{plan}/{name}", plan, **{kind: name})
            if plan != self.screen.ask.plan:
                self.switch(plan)
            self.moves.open_listing(listing)

    # Help, theme, leaving

    def help(self) -> None:
        """All keys as they are bound now."""
        from tui.screens.dialog import Text

        face = self.screen.face
        rows: list[Pieces] = []
        bound: dict[str, list[str]] = {}
        for key, active in self.screen.active_bindings.items():
            if active.binding.id in BY_ID:
                bound.setdefault(active.binding.id, []).append(key)
        for kind in KINDS:
            rows.append((Piece(face.words.screen.kind(kind), "accent!"),))
            rows.extend(
                help_line(action.id, bound.get(action.id, []), face) for action in ACTIONS if action.kind == kind
            )
        title = face.words.screen.dialog("help")
        self.screen.app.push_screen(Text(face, title, rows))

    def theme(self) -> None:
        """The other theme."""
        self.screen.post_message(ThemeAsked())

    def quit(self) -> None:
        """Leave; everything is saved already."""
        self.screen.app.exit(0)

    # Export

    def export(self) -> None:
        """Write a bulletin, briefing or ledger."""
        from tui.screens.export import export_form

        self.screen.app.push_screen(export_form(self.screen))


def plan_pieces(line: PlanLine, face: Face) -> Pieces:
    """A plan in the switcher: its light, title, key and size."""
    size = face.words.screen.plan_line(line.tasks, line.assignments, line.units)
    return (
        Piece(f"{face.sign(line.light)} ", tone_of(line.light) + "!"),
        Piece(fit(line.title, 36)),
        Piece("  "),
        Piece(size, "dim"),
    )


def help_line(action: str, keys: list[str], face: Face) -> Pieces:
    """One action in the help: its keys as bound now, and what it does."""
    shown = " ".join(key_name(key, face.look.ascii) for key in sorted(keys, key=len))
    return (Piece("  "), Piece(fit(shown, 18), "text!"), Piece(" "), Piece(face.words.screen.action_help(action)))
