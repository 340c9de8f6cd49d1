"""`w` explains the row under the cursor: an assignment, a group, a unit, an indicator, the plan."""

from __future__ import annotations

from pathlib import Path

import pytest
from boards import LARGE, SMALL
from walks import walk

from tui.screens.why import WhyPage
from tui.text import cells


@pytest.mark.parametrize(
    ("pane", "said"),
    [
        ("due", "15 d late (due 31 August 2006)"),
        ("units", "First the worst light of what it owes"),
        ("indicators", "Why"),
        ("phases", "The plan shows the worst light"),
    ],
)
async def test_w_explains_what_is_under_the_cursor_and_esc_goes_back(demo: Path, pane: str, said: str) -> None:
    async with walk(demo) as it:
        it.screen.activate(pane)
        await it.press("w")
        await it.dialog(WhyPage)
        assert said in it.text()
        await it.press("escape")
        await it.pilot.pause()
        assert it.pilot.app.screen is it.screen and it.screen.active == pane


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_no_line_of_the_page_is_cut(demo: Path, size: tuple[int, int], lang: str) -> None:
    async with walk(demo, size, lang, "fujian-2006") as it:
        it.screen.activate("due")
        await it.press("w")
        await it.dialog(WhyPage)
        page = it.pilot.app.screen
        assert isinstance(page, WhyPage)
        room = page.query_one("#options").size.width
        assert room and all(sum(cells(piece.text) for piece in line.pieces) <= room for line in page.options)


async def test_the_page_of_a_group_is_about_its_members(demo: Path) -> None:
    async with walk(demo, plan="hengshui-2002") as it:
        it.screen.activate("due")
        await it.press("w")
        await it.dialog(WhyPage)
        assert "10 of 11 done" in it.text()
