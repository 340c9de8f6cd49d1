"""The dashboard in tests: on a fresh copy of the demo's store, as of the demo's day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from textual.app import App
from textual.pilot import Pilot

from store.past import Past
from tui.app import DubanApp
from tui.desk import Desk
from tui.keys import DEFAULT_KEYS, Keymap
from tui.looks import DARK, LIGHT, Face, Look
from tui.panes.strips import Saying
from tui.screens.overview import OverviewScreen
from words import speak

TODAY = date(2006, 9, 15)
LARGE, SMALL = (120, 40), (80, 24)


@contextmanager
def dashboard(
    store: Path,
    lang: str = "en",
    plan: str | None = "panjin-2005",
    theme: str = "duban-dark",
    read_only: bool = False,
    ascii_only: bool = False,
    past: Past | None = None,
    keys: Keymap = DEFAULT_KEYS,
) -> Iterator[DubanApp]:
    """The app on a store, its threads ended afterwards."""
    desk = Desk(str(store), "li", TODAY, read_only, past=past)
    try:
        yield DubanApp(desk, lang, plan, demo=True, theme=theme, ascii_only=ascii_only, keys=keys)
    finally:
        desk.close()


def overview(app: App[int]) -> OverviewScreen:
    """The overview of a running app, also under a dialog."""
    screen = app.screen_stack[0]
    assert isinstance(screen, OverviewScreen)
    return screen


async def until(pilot: Pilot[int], true: Callable[[], bool], seconds: float = 30.0) -> None:
    """Wait until something is true on the screen; no sleep is longer than it must be."""
    for _ in range(int(seconds / 0.01)):
        if true():
            return
        await pilot.pause(0.01)
    raise AssertionError(f"not within {seconds} s; the screen says: {said(pilot)}")


def said(pilot: Pilot[int]) -> str:
    """The sentence above the footer."""
    return overview(pilot.app).get_widget_by_id("saying", Saying).sentence


def lines_of(pilot: Pilot[int]) -> list[str]:
    """What the terminal shows, line by line."""
    screen = pilot.app.screen
    return ["".join(segment.text for segment in strip) for strip in screen._compositor.render_strips()]


def face(lang: str = "en", dark: bool = True, ascii_only: bool = False) -> Face:
    """What panes draw with."""
    return Face(speak(lang, DEFAULT_KEYS.names(ascii_only)), Look(DARK if dark else LIGHT, ascii_only), TODAY)
