"""Plans and papers: switching, loading, jumping to what was found, export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.queries.board import plans
from store.reader import Reader
from store.shapes import PlanLine
from tui.looks import Face, tone_of
from tui.screens.dialog import Choose, Option
from tui.text import Piece, Pieces, fit, visible
from tui.view import Listing

if TYPE_CHECKING:
    from store.writer import Writer
    from tui.screens.form import Values
    from tui.screens.moves import Moves
    from tui.screens.plan_screen import PlanScreen


class Finding:
    """What is found and shown of plans."""

    def __init__(self, screen: PlanScreen, moves: Moves) -> None:
        self.screen = screen
        self.moves = moves

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
                self.screen.switch(key or None)

        screen.app.push_screen(Choose(face, says.dialog("plans"), options, screen.ask.plan or ""), chosen)

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
        self.screen.switch(key)
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

    # Jumping

    def jump(self, kind: str, found: str) -> None:
        """Open what was found.

        Args:
            kind: plan, task or unit.
            found: the plan's key; behind it, for a task or unit, the ref or the name.
        """
        if kind == "plan":
            self.screen.switch(found)
        else:
            plan, _, name = found.partition(" ")
            listing = Listing(name if kind == "unit" else f"{plan}/{name}", plan, **{kind: name})
            if plan != self.screen.ask.plan:
                self.screen.switch(plan)
            self.moves.open_listing(listing)

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
