"""How the dashboard looks: themes chosen live, no colours, the header in little room; clicks, the wheel, any size."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from boards import LARGE, SMALL, dashboard, face, lines_of, overview, until
from rich.cells import cell_len
from terminal import Terminal
from textual.events import MouseScrollDown
from textual.pilot import Pilot
from walks import Walk, walk

from tui.keys import THEMES
from tui.looks import CONTRAST, DARK, PALETTES, Look
from tui.panes import strips
from tui.panes.strips import draw_header
from tui.screens.dialog import Dialog, Text
from tui.screens.history import HistoryScreen
from tui.screens.search import Search
from tui.text import cells, plain

MODES = ("overview", "tasks", "matrix", "timeline", "units", "history")
TINY = (40, 12)


# Themes


def test_every_theme_has_colours_of_its_own() -> None:
    assert tuple(PALETTES) == tuple(f"duban-{theme}" for theme in THEMES)
    assert len({tuple(palette.grounds.values()) for palette in PALETTES.values()}) == len(THEMES)


@pytest.mark.parametrize("theme", [*THEMES[1:], THEMES[0]])
async def test_the_palette_offers_each_theme_and_wears_it_at_once(demo: Path, theme: str) -> None:
    async with walk(demo) as w:
        said = w.screen.face.words.screen
        await w.press("colon")
        await w.dialog(Search)
        await w.write(said.action_help(theme))
        await until(w.pilot, lambda: said.action_help(theme) in "\n".join(lines_of(w.pilot)))
        await w.press("enter")
        await w.saying(said.theme_is(theme))
        assert w.pilot.app.theme == f"duban-{theme}" and w.screen.face.look.palette is PALETTES[f"duban-{theme}"]
        page = PALETTES[f"duban-{theme}"].grounds["page"]
        shown = [s.style.bgcolor.name for strip in w.screen.here.render_lines(w.screen.here.region.reset_offset)
                 for s in strip if s.style and s.style.bgcolor]  # fmt: skip
        assert page in shown


def test_a_theme_is_remembered_until_another_is_asked_for(demo: Path, clean_env: dict[str, str]) -> None:
    argv = [sys.executable, "-m", "tui", "--store", str(demo), "--today", "2006-09-15", "--lang", "en", "open"]
    for options, keys, page in (
        ((), (":", "contrast"), DARK), ((), (), CONTRAST), (("--theme", "light"), (), PALETTES["duban-light"]),
    ):  # fmt: skip
        with Terminal([*argv, *options], cols=120, rows=40, env=clean_env) as terminal:
            terminal.wait_for("? help")
            assert terminal.style("? help").bg == page.grounds["title"].removeprefix("#")
            if keys:
                terminal.press(keys[0])
                terminal.wait_for("Commands, tasks")
                terminal.press(keys[1])
                terminal.wait_for("dark colours of high contrast")
                terminal.press("enter")
                terminal.wait_for("Colours: high contrast.")
            terminal.close("q")


def test_a_theme_that_there_is_not_is_wrong_usage(demo: Path, clean_env: dict[str, str]) -> None:
    argv = [sys.executable, "-m", "tui", "--store", str(demo), "--lang", "en", "open", "--theme", "pink"]
    with Terminal(argv, cols=120, rows=24, env=clean_env) as terminal:
        terminal.wait_for("dark, light, contrast")
        assert "pink" in terminal.text()
        terminal.close(code=2)


# Without colours


def test_without_colours_the_cursor_is_told_by_more_than_its_mark() -> None:
    look = Look(DARK, no_colour=True)
    here, page = look.style("red", "here"), look.style("red")
    assert here.reverse and not page.reverse
    assert here.color == look.style("dim", "here").color, "one bar, whatever stands in it"


async def test_the_row_under_the_cursor_is_reversed_without_colours(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with walk(demo) as w:
        await until(w.pilot, lambda: len(w.screen.here.rows) > 2)
        for theme in ("", "light"):
            if theme:
                w.screen.act(theme)
                await until(w.pilot, lambda: w.pilot.app.theme == "duban-light")
            pane = w.screen.here
            bars = [bool(strip._segments[0].style and strip._segments[0].style.reverse)
                    for strip in pane.render_lines(pane.region.reset_offset)]  # fmt: skip
            assert [y for y, bar in enumerate(bars) if bar] == [pane.heads + pane.cursor - pane.top]


class _Bytes(Terminal):
    """Keeps what was sent."""

    sent = b""

    def feed(self, timeout: float) -> bytes:
        data = super().feed(timeout)
        self.sent += data
        return data


def test_without_colours_no_code_of_a_colour_is_sent(demo: Path, clean_env: dict[str, str]) -> None:
    argv = [sys.executable, "-m", "tui", "--store", str(demo), "--today", "2006-09-15", "--lang", "en"]
    with _Bytes(argv, cols=120, rows=40, env=clean_env | {"NO_COLOR": "1", "COLORTERM": "truecolor"}) as terminal:
        terminal.wait_for("? help")
        for dialog in ("n", "?", ":"):
            terminal.press(dialog)
            terminal.wait_for("+----")  # a dialog has edges where it has no ground of its own
            terminal.press("esc")
            terminal.wait_gone("+----")
        for mode, shown in (("3", " 3 Matrix"), ("6", "recorded")):
            terminal.press(mode)
            terminal.wait_for(shown)
        terminal.close("q")
    codes = {int(code or 0) for codes in re.findall(rb"\x1b\[([0-9;:]*)m", terminal.sent) for code in codes.split(b";")}
    assert codes <= {0, 1, 4, 7}, "bold, underlined, in reverse, and back"


# The header


def _header(width: int, here: str = "matrix", lang: str = "en", **marks: bool) -> str:
    line = plain(draw_header("盘锦市家庭上网工程实施方案", here, face(lang), width, **marks))
    assert cells(line) == width
    return line


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("width", [60, 80, 100, 120, 160])
def test_the_header_keeps_every_number_and_the_name_of_the_mode_shown(width: int, lang: str) -> None:
    says = face(lang).words.screen
    for here in strips.MODES:
        line = _header(width, here, lang, demo=True, sample=True)
        assert "2006-09-15" in line
        places = [line.index(f" {face(lang).key(mode)}") for mode in strips.MODES]
        assert places == sorted(places)
        assert f" {face(lang).key(here)} {says.mode(here)}" in line


def test_names_are_cut_before_numbers_and_marks_before_both() -> None:
    says = face().words.screen
    wide, narrow = _header(160, demo=True, sample=True), _header(80, demo=True, sample=True)
    assert all(f"{face().key(mode)} {says.mode(mode)}" in wide for mode in strips.MODES)
    assert "demo" in narrow and "2006-09-15" in narrow
    assert "demo" not in _header(30, demo=True, sample=True) and "2006-09-15" in _header(30, demo=True, sample=True)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("here", strips.MODES)
def test_that_a_store_is_thrown_away_or_only_read_and_where_one_is_stay_in_little_room(here: str, lang: str) -> None:
    says = face(lang).words.screen
    for width in (60, 70, 80, 100, 120):
        for demo, read_only in ((True, False), (False, True), (True, True)):
            line = _header(width, here, lang, demo=demo, sample=demo, read_only=read_only)
            assert not demo or says.say("demo") in line
            assert not read_only or says.say("read_only") in line
            assert f" {face(lang).key(here)} {says.mode(here)}" in line and "盘" in line and "2006-09-15" in line


def test_a_past_date_leaves_every_mode_its_number() -> None:
    past = face()._replace(past="as of 2006-07-01, read only")
    line = plain(draw_header("盘锦市家庭上网工程实施方案", "overview", past, 80, demo=True, sample=True))
    assert "« as of 2006-07-01, read only »" in line and all(f" {face().key(mode)} " in line for mode in strips.MODES)
    line = plain(draw_header("盘锦市家庭上网工程实施方案", "overview", past, 80))
    assert " 1 Overview" in line and " 6 " in line


# The mouse


async def _click(w: Walk, bar: str, text: str) -> None:
    """Click on a text in one of the lines."""
    line = w.pilot.app.screen.get_widget_by_id(bar)
    shown = lines_of(w.pilot)[line.region.y]
    await w.pilot.click(f"#{bar}", offset=(cell_len(shown[: shown.index(text)]) + 1, 0))


async def test_a_click_on_a_mode_goes_there_and_back(demo: Path) -> None:
    async with walk(demo) as w:
        await _click(w, "header", "6 Hist")
        await until(w.pilot, lambda: isinstance(w.pilot.app.screen, HistoryScreen))
        await until(w.pilot, lambda: "1 Overview" in lines_of(w.pilot)[0])
        await _click(w, "header", "1 Overview")
        await until(w.pilot, lambda: w.pilot.app.screen is overview(w.pilot.app))


async def test_a_click_on_a_key_of_the_footer_presses_it(demo: Path) -> None:
    async with walk(demo) as w:
        await _click(w, "footer", "? help")
        await w.dialog(Text)
        await w.press("escape")
        await _click(w, "footer", "x done")
        await w.saying("Saved: done")
        await _click(w, "lights", "=")
        assert w.pilot.app.screen is w.screen


async def test_the_wheel_scrolls_the_help_too(demo: Path) -> None:
    async with walk(demo, size=SMALL) as w:
        await w.press("question_mark")
        await w.dialog(Text)
        before = lines_of(w.pilot)
        await w.pilot._post_mouse_events([MouseScrollDown], "#options")
        await until(w.pilot, lambda: lines_of(w.pilot) != before)


# Sizes


@pytest.mark.parametrize("key", ["s", "r", "n", "d", "P", ":", "?", "w", "m", "e", "t", "D", "c", "p", "E"])
async def test_a_dialog_fits_every_size_that_the_terminal_takes(demo: Path, key: str) -> None:
    async with walk(demo) as w:
        await w.press(key)
        await until(w.pilot, lambda: isinstance(w.pilot.app.screen, Dialog))
        dialog = w.pilot.app.screen
        for size in (TINY, LARGE, SMALL, (200, 60), TINY):
            await resized(w.pilot, size)
            for part in dialog.query("#headline, #hint, #options"):
                assert dialog.region.contains_region(part.region), (size, part)
                assert part.region.height, (size, part)
        await w.press("escape")
        await until(w.pilot, lambda: w.pilot.app.screen is w.screen)
        for size in (TINY, LARGE):
            await resized(w.pilot, size)


async def resized(pilot: Pilot[int], size: tuple[int, int]) -> None:
    """Another size; every line is as wide as the terminal is then."""
    await pilot.resize_terminal(*size)
    await until(pilot, lambda: pilot.app.screen.size == size)
    await pilot.pause()
    await until(pilot, lambda: {cell_len(line) for line in lines_of(pilot)} == {size[0]})
    assert len(lines_of(pilot)) == size[1]


@pytest.mark.parametrize("theme", ["duban-contrast"])
def test_high_contrast(demo: Path, snap_compare: object, theme: str) -> None:
    """The overview in the theme of high contrast."""
    from test_pictures import then

    with dashboard(demo, theme=theme) as app:
        assert snap_compare(app, terminal_size=LARGE, run_before=then())  # type: ignore[operator]
