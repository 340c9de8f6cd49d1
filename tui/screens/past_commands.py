"""What the keys do in the history: unfold a command, filter by its facts, undo and redo it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from exchange.dates import read_day
from store.facts import ChangeFilter
from store.queries.board import plans
from store.reader import Reader
from store.shapes import PlanLine
from tui.history import changes_of, read_history
from tui.panes.changes import CommandRow
from tui.screens.everywhere import Everywhere
from tui.screens.form import Field, Form, Values
from tui.screens.undoing import Undoing
from tui.text import visible

if TYPE_CHECKING:
    from tui.screens.base import Handler
    from tui.screens.history import HistoryScreen


def handlers(screen: HistoryScreen) -> dict[str, Handler]:
    """All handlers of the history."""
    past, undoing = PastCommands(screen), Undoing(screen)

    def turn(redo: bool) -> None:
        row = screen.here.current
        if row is not None:
            undoing.one(row.line, redo)

    return {
        **Everywhere(screen).handlers(),
        "left": lambda: past.fold(False),
        "right": lambda: past.fold(True),
        "open": lambda: past.fold(None),
        "close": past.close,
        "history": lambda: screen.here.move_to(0),
        "narrow": past.narrow,
        "undo": lambda: turn(False),
        "redo": lambda: turn(True),
    }


class PastCommands:
    """The commands that were given."""

    def __init__(self, screen: HistoryScreen) -> None:
        self.screen = screen

    def fold(self, open_it: bool | None) -> None:
        """List the changes of the command under the cursor, or no longer; None turns it."""
        here, row = self.screen.here, self.screen.here.current
        if isinstance(row, CommandRow) and row.many and not row.unfolded and open_it is not False:
            self.screen.do(self._unfold(row), "open", exclusive=True)
        elif row is not None and open_it is not True and (not isinstance(row, CommandRow) or row.unfolded):
            here.unfold(row.line.id, None)

    async def _unfold(self, row: CommandRow) -> None:
        changes = await self.screen.desk.read(lambda reader: changes_of(reader, row.line))
        self.screen.here.unfold(row.line.id, changes)

    def close(self) -> None:
        """Take away the sentence, the text, the filter, the past; one at a time."""
        screen = self.screen
        screen.hush()
        if screen.ask.text:
            screen.filter_by("")
        elif screen.filtered_by:
            screen.look_at(ChangeFilter(plan=screen.ask.plan))
        elif screen.desk.past is not None:
            screen.act("travel")

    # Filter by facts

    def narrow(self) -> None:
        """Ask for plan, unit, task, person and days."""
        self.screen.do(self._narrow(), "open", exclusive=True)

    async def _narrow(self) -> None:
        screen, as_of = self.screen, self.screen.as_of
        known = await screen.desk.read(lambda reader: plans(reader, as_of))
        screen.app.push_screen(self._form(known))

    def _form(self, known: tuple[PlanLine, ...]) -> Form:
        screen, ask = self.screen, self.screen.ask
        says = screen.face.words.screen
        options = (("", says.say("all_plans")), *((line.key, visible(line.title)) for line in known))
        fields = [
            Field("plan", says.label("plan"), ask.plan, options),
            Field("unit", says.label("unit"), ask.units[0] if ask.units else ""),
            Field("task", says.label("task"), ask.task.removeprefix(f"{ask.plan}/") if ask.plan else ask.task),
            Field("person", says.label("person"), ask.person),
            Field("since", says.label("since"), ask.since.isoformat() if ask.since else ""),
            Field("until", says.label("until"), ask.until.isoformat() if ask.until else ""),
        ]

        async def save(values: Values) -> None:
            asked = read_filter(values, screen.desk.today)._replace(text=ask.text, values=ask.values)

            def job(reader: Reader) -> object:
                return read_history(reader, asked, screen.as_of)  # refuses the names that are none

            await screen.desk.read(job)
            screen.look_at(asked)

        return Form(screen.face, says.dialog("narrow"), fields, save)


def read_filter(values: Values, today: date) -> ChangeFilter:
    """The filter that was typed.

    Args:
        values: of the fields plan, unit, task, person, since, until.
        today: the day it is typed on.

    Raises:
        Refused: a date that is none.
    """
    typed = {name: value.strip() for name, value in values.items()}
    task = typed["task"]
    since, until = (read_day(typed[name], today=today) if typed[name] else None for name in ("since", "until"))
    return ChangeFilter(
        plan=typed["plan"], units=(typed["unit"],) if typed["unit"] else (),
        task=f"{typed['plan']}/{task}" if task and typed["plan"] and "/" not in task else task,
        person=typed["person"], since=since, until=until,
    )  # fmt: skip
