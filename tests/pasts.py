"""Walks over the history mode: keys in, rows and store out."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from datetime import UTC, date, datetime
from pathlib import Path

from boards import LARGE, TODAY, until
from walks import PANJIN, Walk, walk

from store.commands import statuses
from store.commands.undo import undo_command
from store.queries.history import newest_of_all
from store.reader import open_reader
from store.shapes import CommandLine, Who
from store.writer import Writer
from tui.panes.changes import ChangeRow, ChangesPane, CommandRow, MoreRow
from tui.panes.strips import Saying
from tui.screens.dialog import Dialog
from tui.screens.history import HistoryScreen

MOMENT = datetime(2006, 9, 15, 1, 30, tzinfo=UTC)


def somebody(by: str, today: date = TODAY) -> Who:
    """Somebody else at a terminal of their own."""
    return Who(by, today, MOMENT, words=("set", "3"))


def sets(store: Path, by: str, ids: list[int], status: str, today: date = TODAY) -> int:
    """What another process does: it sets a status. The number of its command."""
    writer = Writer(str(store))
    with closing(writer):
        return statuses.set_status(writer, somebody(by, today), ids, status).command


def undoes(store: Path, by: str, command: int) -> None:
    """What another process does: it undoes a command."""
    writer = Writer(str(store))
    with closing(writer):
        undo_command(writer, somebody(by), command)


class PastWalk:
    """The history, walked through with keys."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk
        self.pilot = walk.pilot

    @property
    def screen(self) -> HistoryScreen:
        """The history, also under a dialog."""
        found = [screen for screen in self.pilot.app.screen_stack if isinstance(screen, HistoryScreen)]
        assert found, "another mode is shown"
        return found[0]

    @property
    def pane(self) -> ChangesPane:
        """The list."""
        return self.screen.here

    @property
    def current(self) -> CommandLine:
        """The command under the cursor."""
        row = self.pane.current
        assert isinstance(row, (CommandRow, ChangeRow, MoreRow))
        return row.line

    @property
    def ids(self) -> list[int]:
        """The numbers of the commands that are listed."""
        return [row.line.id for row in self.pane.rows if isinstance(row, CommandRow)]

    async def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        await self.pilot.press(*keys)

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait until something is true on the screen."""
        await until(self.pilot, true)

    async def saying(self, text: str) -> str:
        """Wait for a sentence."""
        saying = self.screen.get_widget_by_id("saying", Saying)
        await until(self.pilot, lambda: text in saying.sentence)
        return saying.sentence

    async def dialog(self, kind: type[Dialog[str]] | type[Dialog[bool]]) -> None:
        """Wait for a dialog."""
        await self.walk.dialog(kind)

    def text(self) -> str:
        """The whole screen."""
        return self.walk.text()


@asynccontextmanager
async def history(
    store: Path, size: tuple[int, int] = LARGE, lang: str = "en", plan: str | None = PANJIN, read_only: bool = False
) -> AsyncIterator[PastWalk]:
    """The history as it opens from the overview."""
    async with walk(store, size, lang, plan, read_only) as w:
        await w.press("6")
        await until(w.pilot, lambda: isinstance(w.pilot.app.screen, HistoryScreen))
        past = PastWalk(w)
        await until(w.pilot, lambda: past.screen.view is not None and bool(past.screen._handlers))
        yield past


def last_command(store: Path) -> int:
    """The number of the last command, undo or redo."""
    with closing(open_reader(str(store))) as reader:
        return newest_of_all(reader)
