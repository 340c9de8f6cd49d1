"""Pictures of every form of the coordinator's month, in both sizes and languages, alone on the screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from boards import LARGE, SMALL, dashboard, overview, until
from test_forms import FORMS, Case, fill, opened, prepare
from test_pictures import Compare
from test_report_form import at_mobile
from textual.pilot import Pilot
from textual.widgets import Input
from walks import Walk

from tui.screens.dialog import Dialog

BOTH = [pytest.param(size, lang, id=f"{name}-{lang}") for name, size in (("80x24", SMALL), ("120x40", LARGE))
        for lang in ("en", "zh")]  # fmt: skip
TYPED = {
    "due date": {"due": "10月底", "note": "盘信办纪要〔2006〕3号"},
    "extension": {"wanted": "10月20日", "reason": "线路施工受阻"},
    "decision": {"decided_by": "李主任", "basis": "盘信办〔2006〕12号"},
    "chase": {"answer": "机房装修，下周开通", "promised": "20日"},
    "contact": {"name": "王某", "phone": "0427-7654321"},
    "breakdown": {
        "title": "敷设光缆",
        "units": "网通公司（牵头）、移动公司",
        "due": "10月底",
        "shares": "网通公司=20000",
    },
    "edit": {"title": "敷设主干光缆", "label": "（一）"},
    "drop": {"note": "市政府办公会议纪要〔2006〕9号"},
    "sendback": {"reason": "未附验收单"},
    "confirm": {"evidence": "验收单（2006-09-12）"},
}


async def ready(pilot: Pilot[int]) -> None:
    """Wait for the first paint."""
    await until(pilot, lambda: bool(overview(pilot.app).handlers) and bool(overview(pilot.app).query("#footer")))
    await pilot.pause()


def alone(pilot: Pilot[int]) -> None:
    """Draw the dialog without what is behind it, which has pictures of its own; the cursor of a field stands still."""
    pilot.app.screen.styles.background = "black"
    for field in pilot.app.screen.query(Input):
        field.cursor_blink = False
        field._cursor_visible = True


@pytest.mark.parametrize(("size", "lang"), BOTH)
@pytest.mark.parametrize("name", TYPED)
def test_form(demo: Path, snap_compare: Compare, name: str, size: tuple[int, int], lang: str) -> None:
    """A form with something typed into it."""
    prepare(name, demo)
    case: Case = FORMS[name]
    if name == "breakdown":
        case = case._replace(pane="indicators")
    with dashboard(demo, lang, case.plan) as app:

        async def show(pilot: Pilot[int]) -> None:
            await ready(pilot)
            fill(await opened(Walk(pilot, demo), case), TYPED[name])
            alone(pilot)
            await pilot.pause(0.1)

        assert snap_compare(app, terminal_size=size, run_before=show)


LISTS = {"missing": ("m",), "contacts": ("E",), "ways of a date": ("d",), "drop what": ("D",)}


@pytest.mark.parametrize(("size", "lang"), BOTH)
@pytest.mark.parametrize("name", LISTS)
def test_list(demo: Path, snap_compare: Compare, name: str, size: tuple[int, int], lang: str) -> None:
    """A list to choose from."""
    prepare("edit" if name == "drop what" else name, demo)
    with dashboard(demo, lang) as app:

        async def show(pilot: Pilot[int]) -> None:
            await ready(pilot)
            overview(app).activate("units" if name == "contacts" else "due")
            await pilot.press(*LISTS[name])
            await until(pilot, lambda: isinstance(app.screen, Dialog))
            alone(pilot)
            await pilot.pause(0.1)

        assert snap_compare(app, terminal_size=size, run_before=show)


@pytest.mark.parametrize(("size", "lang"), BOTH)
def test_report(demo: Path, snap_compare: Compare, size: tuple[int, int], lang: str) -> None:
    """A call about three items being written down."""
    with dashboard(demo, lang) as app:

        async def show(pilot: Pilot[int]) -> None:
            await ready(pilot)
            w = Walk(pilot, demo)
            await at_mobile(w)
            await w.press("r")
            await until(pilot, lambda: isinstance(app.screen, Dialog))
            for key, text in (("i", "光缆已敷设"), ("b", "资金未到位")):
                await w.press(key)
                await w.write(text)
                await w.press("enter")
            await w.press("x")
            alone(pilot)
            await pilot.pause(0.1)

        assert snap_compare(app, terminal_size=size, run_before=show)


@pytest.mark.parametrize(("size", "lang"), BOTH)
def test_asking_before_leaving(demo: Path, snap_compare: Compare, size: tuple[int, int], lang: str) -> None:
    """The question before what was typed is thrown away."""
    with dashboard(demo, lang) as app:

        async def show(pilot: Pilot[int]) -> None:
            await ready(pilot)
            fill(await opened(Walk(pilot, demo), FORMS["note"]), {"note": "已电话催办"})
            alone(pilot)
            await pilot.press("escape")
            await pilot.pause(0.1)

        assert snap_compare(app, terminal_size=size, run_before=show)
