"""Walks over the dashboard: keys in, screen and store out."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from boards import LARGE, TODAY, dashboard, lines_of, overview, said, until
from textual.pilot import Pilot
from textual.widgets import Input

from store.commands.statuses import set_status
from store.queries.assignments import assignments
from store.queries.indicators import indicators
from store.reader import open_reader
from store.shapes import Assignment, AssignmentFilter, Indicator, Who
from store.writer import Writer
from tui.keys import DEFAULT_KEYS, Keymap
from tui.screens.dialog import Dialog
from tui.screens.mode import ModeScreen
from tui.screens.overview import OverviewScreen
from tui.screens.search import Search

PANJIN = "panjin-2005"
Mode = TypeVar("Mode", bound=ModeScreen)


class Walk:
    """A pilot, its screen and its store."""

    def __init__(self, pilot: Pilot[int], store: Path) -> None:
        self.pilot = pilot
        self.store = store

    @property
    def screen(self) -> OverviewScreen:
        """The overview, also under a dialog."""
        return overview(self.pilot.app)

    async def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        await self.pilot.press(*keys)

    async def write(self, text: str) -> None:
        """Type into a field."""
        await self.pilot.press(*({" ": "space", "-": "minus", ".": "full_stop"}.get(char, char) for char in text))

    async def dialog(self, kind: type[Dialog[str]] | type[Dialog[bool]]) -> None:
        """Wait for a dialog."""
        await until(self.pilot, lambda: isinstance(self.pilot.app.screen, kind))
        await self.pilot.pause()

    async def saying(self, text: str) -> str:
        """Wait for a sentence."""
        await until(self.pilot, lambda: text in said(self.pilot))
        return said(self.pilot)

    async def counts(self, light: str, n: int) -> None:
        """Wait until the line of lights counts so many."""
        await until(self.pilot, lambda: self.count(light) == n)

    def count(self, light: str) -> int:
        """How many assignments show a light."""
        return sum(count.n for count in self.screen.view.board.counts if count.light == light)

    def rows(self, plan: str = PANJIN) -> tuple[Assignment, ...]:
        """What the store says, read apart from the screen."""
        with closing(open_reader(str(self.store))) as reader:
            return assignments(reader, AssignmentFilter(plan=plan), TODAY)

    def row(self, task: str, unit: str) -> Assignment:
        """One assignment."""
        return next(row for row in self.rows() if (row.task, row.unit) == (task, unit))

    def figures(self) -> tuple[Indicator, ...]:
        """The indicators as the store says."""
        with closing(open_reader(str(self.store))) as reader:
            return indicators(reader, PANJIN, TODAY)

    def opened(self, pane: str) -> Callable[[], bool]:
        """For `until`: the keys are on this pane."""
        return lambda: self.screen.active == pane

    def text(self) -> str:
        """The whole screen."""
        return "\n".join(lines_of(self.pilot))


@asynccontextmanager
async def walk(
    store: Path, size: tuple[int, int] = LARGE, lang: str = "en", plan: str | None = PANJIN, read_only: bool = False,
    start: str = "due", keys: Keymap = DEFAULT_KEYS,
) -> AsyncIterator[Walk]:  # fmt: skip
    """The dashboard after its first paint, with the keys on one of its panes (empty: where they begin)."""
    with dashboard(store, lang, plan, read_only=read_only, keys=keys) as app:
        async with app.run_test(size=size, notifications=True) as pilot:
            await until(pilot, lambda: bool(overview(app).handlers))
            if start:
                overview(app).activate(start)
                await pilot.pause()
            yield Walk(pilot, store)


def elsewhere(store: Path, ident: int, status: str) -> None:
    """What another process does: it sets a status."""
    writer = Writer(str(store))
    set_status(writer, Who("wang", TODAY, datetime.now(UTC)), [ident], status)
    writer.close()


async def mode(w: Walk, key: str, kind: type[Mode]) -> Mode:
    """Go to another mode and wait until it was read."""
    await w.press(key)
    await until(w.pilot, lambda: isinstance(w.pilot.app.screen, kind))
    screen = w.pilot.app.screen
    assert isinstance(screen, kind)
    await until(w.pilot, lambda: bool(screen.here.rows) and bool(screen._handlers))
    return screen


async def find(w: Walk, typed: str) -> Search:
    """Type into the palette and wait for its answer."""
    await w.press("colon")
    await until(w.pilot, lambda: isinstance(w.pilot.app.screen, Search))
    search = w.pilot.app.screen
    assert isinstance(search, Search)
    search.query_one(Input).value = typed
    await until(w.pilot, lambda: search._shown == typed)
    return search
