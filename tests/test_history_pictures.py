"""Pictures of the history: whole screens in both sizes and languages, unfolded, filtered, asked."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from boards import LARGE, SMALL, TODAY, dashboard, overview, until
from pasts import sets, somebody, undoes
from textual.pilot import Pilot
from textual.widgets import Input
from walks import PANJIN

from store.queries.assignments import assignments
from store.reader import open_reader
from store.shapes import AssignmentFilter
from store.writer import Writer
from tui.screens.history import HistoryScreen

Compare = Callable[..., bool]
Walk = Callable[[Pilot[int]], Awaitable[None]]


def worked_on(store: Path) -> None:
    """The demo's store after a morning: a note, a status for many, one undone, by several people."""
    reader = open_reader(str(store))
    rows = assignments(reader, AssignmentFilter(plan=PANJIN), TODAY)
    reader.close()
    of_three = [row.id for row in rows if row.task == "3"]
    first = next(row for row in rows if (row.task, row.unit) == ("2", "市信息产业局"))
    undoes(store, "zhao", sets(store, "wang", [first.id], "blocked"))
    sets(store, "li", of_three, "in_progress")
    sets(store, "王芳", of_three, "claimed")
    writer = Writer(str(store))
    from store.commands.statuses import set_note

    set_note(writer, somebody("王芳"), [first.id], "已电话催办")
    writer.close()


def then(*keys: str, dialog: bool = False) -> Walk:
    """Go to the history, press keys and wait until what they open stands still."""

    async def walk(pilot: Pilot[int]) -> None:
        await until(pilot, lambda: bool(overview(pilot.app).handlers))
        await pilot.press("6")
        await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen))
        screen = pilot.app.screen
        assert isinstance(screen, HistoryScreen)
        await until(pilot, lambda: screen.view is not None and bool(screen._handlers))
        for key in keys:
            rows = len(screen.here.rows)
            await pilot.press(key)
            if key == "enter":
                await until(pilot, lambda before=rows: len(screen.here.rows) != before)  # type: ignore[misc]
        await until(pilot, lambda: screen.view is not None and screen.view.asked == screen.ask)
        if dialog:
            await until(pilot, lambda: len(pilot.app.screen_stack) == 3)
            await pilot.pause()
        for field in pilot.app.screen.query(Input):
            field.cursor_blink = False
            field._cursor_visible = True
        await pilot.pause(0.1)

    return walk


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
def test_whole_screen(demo: Path, snap_compare: Compare, size: tuple[int, int], lang: str) -> None:
    """The history as it opens."""
    worked_on(demo)
    with dashboard(demo, lang) as app:
        assert snap_compare(app, terminal_size=size, run_before=then())


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_unfolded(demo: Path, snap_compare: Compare, lang: str) -> None:
    """A command of many changes with its changes under it."""
    worked_on(demo)
    with dashboard(demo, lang) as app:
        assert snap_compare(app, terminal_size=SMALL, run_before=then("j", "enter"))


def test_all_plans_light(demo: Path, snap_compare: Compare) -> None:
    """The plans side by side, in the light theme."""
    with dashboard(demo, theme="duban-light") as app:

        async def walk(pilot: Pilot[int]) -> None:
            await until(pilot, lambda: bool(overview(pilot.app).handlers))
            await pilot.press("P")
            await until(pilot, lambda: len(pilot.app.screen_stack) == 2)
            await pilot.press("G", "enter")
            await until(pilot, lambda: overview(pilot.app).view.ask.plan is None)
            await then()(pilot)

        assert snap_compare(app, terminal_size=LARGE, run_before=walk)


def test_no_colour_and_ascii(demo: Path, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch) -> None:
    """Readable without colour and with plain signs: what is undone has a sign and says so."""
    monkeypatch.setenv("NO_COLOR", "1")
    worked_on(demo)
    with dashboard(demo, ascii_only=True) as app:
        assert snap_compare(app, terminal_size=SMALL, run_before=then("j", "j"))


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("key", ["f", "u"], ids=["filter", "undo"])
def test_dialog(demo: Path, snap_compare: Compare, key: str, lang: str) -> None:
    """The form that filters, and the question before somebody else's command is undone."""
    worked_on(demo)
    with dashboard(demo, lang) as app:
        assert snap_compare(app, terminal_size=SMALL, run_before=then("j", key, dialog=True))


def test_nothing_found(demo: Path, snap_compare: Compare) -> None:
    """A filter that lets nothing through says so, and which key clears it."""
    with dashboard(demo, "zh") as app:
        assert snap_compare(app, terminal_size=SMALL, run_before=then("slash", "z", "z", "z"))
