"""Pictures of the timeline: whole screens in both sizes and languages, and one without colour in plain signs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from boards import LARGE, SMALL, dashboard, overview, until
from textual.pilot import Pilot

from tui.screens.timeline import TimelineScreen

Compare = Callable[..., bool]


def then(*keys: str) -> Callable[[Pilot[int]], Awaitable[None]]:
    """Go to the timeline, press keys, and wait until what they show stands still."""

    async def go(pilot: Pilot[int]) -> None:
        await until(pilot, lambda: bool(overview(pilot.app).handlers))
        await pilot.press("4")
        await until(pilot, lambda: isinstance(pilot.app.screen, TimelineScreen))
        screen = pilot.app.screen
        assert isinstance(screen, TimelineScreen)
        await until(pilot, lambda: bool(screen.tasks.rows) and bool(screen._handlers))
        await pilot.press(*keys)
        await until(pilot, lambda: bool(screen.shown_rows.rows) and None not in list(screen.shown_rows.rows))
        await pilot.pause(0.1)

    return go


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
def test_whole_screen(demo: Path, snap_compare: Compare, size: tuple[int, int], lang: str) -> None:
    """A plan by task, one of them unfolded."""
    with dashboard(demo, lang) as app:
        assert snap_compare(app, terminal_size=size, run_before=then("j", "j", "enter", "j"))


def test_units_without_colour_in_plain_signs(
    demo: Path, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Readable without colour and with the plain set of signs."""
    monkeypatch.setenv("NO_COLOR", "1")
    with dashboard(demo, ascii_only=True) as app:
        assert snap_compare(app, terminal_size=LARGE, run_before=then("B"))
