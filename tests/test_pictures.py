"""Pictures of the dashboard: whole screens in both sizes, themes and languages; each pane once; each dialog."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path

import pytest
from boards import LARGE, SMALL, dashboard, overview, until
from conftest import Golden
from textual.pilot import Pilot
from textual.widgets import Input

from store.past import Past

Compare = Callable[..., bool]
Walk = Callable[[Pilot[int]], Awaitable[None]]


def then(*keys: str, dialog: bool = False, typed: str = "", opened: str = "", start: str = "due") -> Walk:
    """Press keys once the screen is ready, and wait until what they open stands still.

    Args:
        keys: keys, one after the other.
        dialog: True when they open a dialog.
        typed: the value of its first field.
        opened: the pane that they open.
        start: the pane on which the first of them acts.
    """

    async def walk(pilot: Pilot[int]) -> None:
        screen = overview(pilot.app)
        await until(pilot, lambda: bool(screen.query("#footer")) and bool(screen.handlers))
        if keys:
            screen.activate(start)
        await pilot.press(*keys)
        if dialog:
            await until(pilot, lambda: len(pilot.app.screen_stack) == 2)
            await pilot.pause()
        for field in pilot.app.screen.query(Input):
            field.cursor_blink = False
            field._cursor_visible = True
        if typed:
            pilot.app.screen.query(Input).first().value = typed
        if opened:
            await until(pilot, lambda: screen.active == opened)
        await pilot.pause(0.1)

    return walk


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("theme", ["duban-dark", "duban-light"])
@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
def test_whole_screen(demo: Path, snap_compare: Compare, size: tuple[int, int], theme: str, lang: str) -> None:
    """The overview as it opens."""
    with dashboard(demo, lang, theme=theme) as app:
        assert snap_compare(app, terminal_size=size, run_before=then())


async def test_the_picture_of_the_readme(demo: Path, golden: Golden) -> None:
    """docs/overview.svg, which README shows."""
    with dashboard(demo, "en") as app:
        async with app.run_test(size=LARGE) as pilot:
            await then()(pilot)
            picture = app.export_screenshot(title="duban demo")
    golden("docs/overview.svg", re.sub(r"terminal-\d+", "terminal", picture))


@pytest.mark.parametrize("plan", ["county-home-internet", "fujian-2006", "hengshui-2002", "guangzhou-2003"])
def test_the_other_plans(demo: Path, snap_compare: Compare, plan: str) -> None:
    """Each built-in plan as it opens."""
    with dashboard(demo, "zh", plan) as app:
        assert snap_compare(app, terminal_size=LARGE, run_before=then())


def test_all_plans(demo: Path, snap_compare: Compare) -> None:
    """All plans side by side."""
    with dashboard(demo) as app:
        walk = then("P", dialog=True)

        async def both(pilot: Pilot[int]) -> None:
            await walk(pilot)
            await pilot.press("G", "enter")
            await until(pilot, lambda: overview(pilot.app).view.ask.plan is None)
            await pilot.pause(0.1)

        assert snap_compare(app, terminal_size=LARGE, run_before=both)


def test_no_colour(demo: Path, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch) -> None:
    """Readable without colour: signs, words, and the mark of the cursor."""
    monkeypatch.setenv("NO_COLOR", "1")
    with dashboard(demo) as app:
        assert snap_compare(app, terminal_size=LARGE, run_before=then())


def test_ascii(demo: Path, snap_compare: Compare) -> None:
    """The plain set of signs."""
    with dashboard(demo, ascii_only=True) as app:
        assert snap_compare(app, terminal_size=LARGE, run_before=then())


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
def test_a_past_date(demo: Path, snap_compare: Compare, size: tuple[int, int], lang: str) -> None:
    """The overview of a day ten weeks ago: read only, said in the header."""
    with dashboard(demo, lang, past=Past(date(2006, 7, 1))) as app:
        assert snap_compare(app, terminal_size=size, run_before=then())


PANES = {
    "due": ("z",), "units": ("tab", "z"), "indicators": ("tab", "tab", "l", "z"), "phases": ("tab", "tab", "tab", "z"),
    "today": ("shift+tab", "z"),
}  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("pane", PANES)
def test_pane_zoomed(demo: Path, snap_compare: Compare, pane: str, lang: str) -> None:
    """One pane with the screen to itself."""
    with dashboard(demo, lang) as app:
        assert snap_compare(app, terminal_size=SMALL, run_before=then(*PANES[pane]))


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
def test_detail(demo: Path, snap_compare: Compare, size: tuple[int, int], lang: str) -> None:
    """Everything about one assignment."""
    with dashboard(demo, lang) as app:
        assert snap_compare(app, terminal_size=size, run_before=then("enter", opened="detail"))


def test_list_of_a_unit(demo: Path, snap_compare: Compare) -> None:
    """A unit's assignments under the overview."""
    with dashboard(demo, "zh") as app:
        assert snap_compare(app, terminal_size=LARGE, run_before=then("tab", "enter", opened="listing"))


DIALOGS = {
    "status": (("s",), ""),
    "group": (("G", "x"), ""),
    "note": (("n",), "已电话催办"),
    "percent": (("p",), "62.5"),
    "why it moves": (("d",), ""),
    "due": (("d", "m"), "10月底"),
    "extension": (("d", "e"), "10月20日"),
    "figure": (("tab", "tab", "p"), "700"),
    "export": (("e",), "通报"),
    "travel": (("t",), "6月底"),
    "plans": (("P",), ""),
    "why": (("w",), ""),
    "palette": (("colon",), "竞赛"),
    "help": (("question_mark",), ""),
}


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", DIALOGS)
def test_dialog(
    demo: Path, snap_compare: Compare, name: str, lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A dialog over the overview."""
    monkeypatch.setattr("os.path.abspath", lambda path: f"/home/li/{path}" if not path.startswith("/") else path)
    keys, typed = DIALOGS[name]
    with dashboard(demo, lang) as app:
        assert snap_compare(app, terminal_size=SMALL, run_before=then(*keys, dialog=True, typed=typed))
