"""The end of the plan that is shown: what is still open, then the basis and the day; and opening it again."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from exchange.dates import read_typed
from store.errors import Refused, StoreError
from store.queries.ending import ending
from store.queries.left_open import still_open
from store.queries.names import plan_id
from store.reader import Reader
from store.shapes import Done, Ending, StillOpen
from tui.looks import tone_of
from tui.text import Piece, Pieces, fit, visible, wrap
from words.said import say_error

if TYPE_CHECKING:
    from store.writer import Writer
    from tui.screens.form import Values
    from tui.screens.plan_screen import PlanScreen

MOST_NAMED = 8
"""How many open assignments the question names; the rest is counted."""


class _Plan(NamedTuple):
    """The plan that is about to end, or to begin again."""

    id: int
    key: str
    ended: Ending | None
    left: StillOpen


class PlanEnd:
    """The two actions of the palette."""

    def __init__(self, screen: PlanScreen) -> None:
        self.screen = screen

    def close(self) -> None:
        """Close the plan that is shown."""
        self._begin("close")

    def reopen(self) -> None:
        """Open the plan that is shown again."""
        self._begin("reopen")

    def _begin(self, action: str) -> None:
        key = self.screen.ask.plan
        if key is None:
            self.screen.tell(self.screen.face.words.endings.label("which"), "yellow")
            return
        self.screen.do(self._ask(action, key), "open", exclusive=True)

    async def _ask(self, action: str, key: str) -> None:
        """Say what would be left open, and go on where that is meant."""
        from tui.screens.dialog import Confirm

        today, face = self.screen.desk.today, self.screen.face

        def job(reader: Reader) -> _Plan:
            ident = plan_id(reader, key)
            return _Plan(ident, key, ending(reader, ident), still_open(reader, key, today))

        plan = await self.screen.desk.read(job)
        if action == "reopen":
            if plan.ended is None:
                raise Refused("not_closed", plan=key)
            self._form(plan, action)
            return
        if plan.ended is not None:
            raise Refused("closed_already", plan=key, on=plan.ended.on or today)

        def answered(answer: str | None) -> None:
            if answer == "yes":
                self._form(plan, action)

        question = f"{face.words.endings.label('close')}?  {visible(key)}"
        self.screen.app.push_screen(Confirm(face, question, self._left(plan.left)), answered)

    def _left(self, left: StillOpen) -> list[Pieces]:
        """What is open, in lines."""
        face, rows = self.screen.face, left.rows
        units, claimed = len({row.unit_id for row in rows}), sum(row.status == "claimed" for row in rows)
        asked = sum(row.wanted is not None for row in rows)
        said = face.words.endings.still_open(len(rows), units, claimed, asked, len(left.milestones))
        lines: list[Pieces] = [(Piece(f" {line}"),) for line in wrap(said, 70)]
        for row in rows[:MOST_NAMED]:
            sign = Piece(f"  {face.sign(row.light)} ", tone_of(row.light) + "!")
            lines.append((sign, Piece(fit(f"{row.task}  {row.unit}  {row.title}", 66), "dim")))
        if len(rows) > MOST_NAMED:
            lines.append((Piece(f"  {face.words.domain.more(len(rows) - MOST_NAMED)}", "dim"),))
        return lines

    def _form(self, plan: _Plan, action: str) -> None:
        """Basis and day."""
        from tui.screens.form import Field, Form

        face, screen = self.screen.face, self.screen
        says = face.words.endings

        async def save(values: Values) -> None:
            basis, on = values["basis"].strip(), self._day(values["on"])
            said = ("--basis", basis, *(("--on", on.isoformat()) if on != screen.desk.today else ()))
            who = screen.desk.who(action, plan.key, *said)

            def job(writer: Writer, reader: Reader) -> tuple[Done, Ending | None]:
                from store.commands.plans import close_plan, reopen_plan

                done = (close_plan if action == "close" else reopen_plan)(writer, who, plan.id, basis, on)
                return done, ending(reader, plan.id)

            _, ended = await screen.desk.write(job)
            bodies = tuple(map(visible, ended.bodies)) if ended else ()
            sentence = says.closed(visible(plan.key), on, bodies) if ended else says.reopened(visible(plan.key), on)
            screen.tell(f"{sentence}  {face.words.screen.say('undoes')}")
            screen.reread()

        def preview(values: Values) -> Piece:
            try:
                return Piece(face.words.domain.date(self._day(values["on"])), "green")
            except StoreError as error:
                return Piece(say_error(face.words, error.kind, error.facts), "yellow")

        fields = [Field("basis", says.label("basis")), Field("on", says.label("on"))]
        title = f"{says.label(action)}  {visible(plan.key)}"
        screen.app.push_screen(Form(face, title, fields, save, preview))

    def _day(self, text: str) -> date:
        """The day as typed; today where nothing is.

        Raises:
            Refused: it is no single day.
        """
        if not text.strip():
            return self.screen.desk.today
        end = read_typed(text, today=self.screen.desk.today, past=True).end
        if end is None:
            raise Refused("bad_date", text=text, why="no_day")
        return end
