"""Mode 5 in the dashboard: every unit with its load, last report and contact; opened, what is asked of it next."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from boards import LARGE, SMALL, dashboard, lines_of, overview, until
from commandline import TODAY as TODAY_TEXT
from commandline import Shell
from terminal import Terminal
from textual.pilot import Pilot
from walks import PANJIN, Walk, elsewhere, walk

from store.roster import UnitRow
from tui.panes.roster import RosterPane
from tui.panes.strips import Saying
from tui.screens.units import UnitsScreen
from tui.text import cells

HENGSHUI = "hengshui-2002"
FUCHENG = "阜城縣"
Compare = Callable[..., bool]


class UnitWalk:
    """The list of units under the keys."""

    def __init__(self, w: Walk) -> None:
        self.walk, self.pilot, self.press = w, w.pilot, w.press

    @property
    def screen(self) -> UnitsScreen:
        """The mode, also under a dialog."""
        return next(screen for screen in self.pilot.app.screen_stack if isinstance(screen, UnitsScreen))

    @property
    def pane(self) -> RosterPane:
        """The list."""
        return self.screen.roster

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait until something is true."""
        await until(self.pilot, true)

    async def saying(self, text: str) -> None:
        """Wait for a sentence."""
        await self.until(lambda: text in self.screen.get_widget_by_id("saying", Saying).sentence)

    def rows(self) -> list[UnitRow]:
        """The rows that were read."""
        return [row for _, row in self.pane.known_rows()]

    def names(self) -> list[str]:
        """Who is listed."""
        return [row.load.unit for row in self.rows()]

    async def goes_to(self, name: str) -> None:
        """Put the cursor on a unit, by keys."""
        await self.press("g", *["j"] * self.names().index(name))

    @property
    def here(self) -> UnitRow:
        """The row under the cursor."""
        assert isinstance(self.pane.current, UnitRow)
        return self.pane.current


@asynccontextmanager
async def units(demo: Path, size: tuple[int, int] = LARGE, plan: str = HENGSHUI) -> AsyncIterator[UnitWalk]:
    """The dashboard in this mode."""
    async with walk(demo, size, plan=plan) as w:
        await w.press("5")
        await until(w.pilot, lambda: isinstance(w.pilot.app.screen, UnitsScreen))
        found = UnitWalk(w)
        await found.until(lambda: bool(found.screen._handlers) and bool(found.rows()))
        yield found


async def test_every_unit_stands_there_with_all_that_it_owes(demo: Path) -> None:
    async with units(demo) as u:
        owed = u.walk.rows(HENGSHUI)
        assert set(u.names()) == {row.unit for row in owed}
        for row in u.rows():
            mine = [one for one in owed if one.unit == row.load.unit]
            load = row.load
            assert load.lead + load.responsible + load.support == len(mine) == sum(count.n for count in load.counts)
        assert all(cells(line) == 120 for line in lines_of(u.pilot))


async def test_the_load_is_what_is_owed_weighed_by_role(demo: Path) -> None:
    async with units(demo) as u:
        weights = {"lead": 1.0, "responsible": 1.0, "support": 0.5}
        owed = u.walk.rows(HENGSHUI)
        for row in u.rows():
            mine = [one for one in owed if one.unit == row.load.unit]
            open_ones = [one for one in mine if one.light not in ("done", "dropped", "to_confirm")]
            assert row.weight == sum(weights[one.role] for one in open_ones)
    Shell(demo).said("setting", "support_weight", "0.1")
    async with units(demo, plan=PANJIN) as u:
        owed = u.walk.rows()
        for row in (row for row in u.rows() if row.opened is None):
            mine = [one for one in owed if one.unit == row.load.unit]
            open_ones = [one for one in mine if one.light not in ("done", "dropped", "to_confirm")]
            wanted = sum({**weights, "support": 0.1}[one.role] for one in open_ones)
            assert row.weight == pytest.approx(wanted)


async def test_a_unit_opens_with_what_its_next_slip_asks_and_a_key_writes_to_it(demo: Path) -> None:
    async with units(demo) as u:
        await u.goes_to(FUCHENG)
        place = u.pane.cursor
        await u.press("enter")
        await u.until(lambda: u.screen.active == "listing" and bool(u.screen.listing.rows))
        await u.until(lambda: any("The next return slip asks about" in line for line in lines_of(u.pilot)))
        item = u.screen.subject.item
        assert item is not None and item.unit == FUCHENG
        await u.press("b")
        await u.saying("Saved: needs help")
        await u.until(lambda: next(r for r in u.walk.rows(HENGSHUI) if r.id == item.id).status == "blocked")
        await u.press("u")
        await u.saying("Undone")
        assert next(r for r in u.walk.rows(HENGSHUI) if r.id == item.id).status == item.status
        await u.press("escape")
        assert u.screen.active == "roster" and u.pane.cursor == place and u.here.load.unit == FUCHENG


async def test_a_report_is_written_from_the_row_of_a_unit(demo: Path) -> None:
    async with units(demo) as u:
        await u.goes_to(FUCHENG)
        await u.press("r")
        await u.until(lambda: u.pilot.app.screen is not u.screen)
        assert any(FUCHENG in line for line in lines_of(u.pilot))


async def test_a_status_key_on_a_unit_opens_its_list_and_writes_nothing(demo: Path) -> None:
    async with units(demo) as u:
        before = u.walk.rows(HENGSHUI)
        await u.press("x")
        await u.saying("choose one")
        assert u.walk.rows(HENGSHUI) == before


async def test_groups_fold_with_their_members_and_stay_folded(demo: Path) -> None:
    async with units(demo, plan=PANJIN) as u:
        group = next(row for row in u.rows() if row.opened is not None)
        await u.goes_to(group.load.unit)
        was = len(u.pane.rows)
        await u.press("enter")
        await u.until(lambda: len(u.pane.rows) != was)
        now = len(u.pane.rows)
        stamp = u.screen.view.stamp
        elsewhere(u.walk.store, u.walk.rows()[0].id, "blocked")
        await u.until(lambda: u.screen.view.stamp > stamp)
        assert len(u.pane.rows) == now and u.here.load.unit == group.load.unit
        await u.press("enter")
        await u.until(lambda: len(u.pane.rows) == was)


async def test_the_filter_finds_units_by_name_and_spelling(demo: Path) -> None:
    async with units(demo) as u:
        everybody = u.names()
        await u.press("slash", *"fucheng")
        await u.until(lambda: u.names() == [FUCHENG])
        assert "1" in lines_of(u.pilot)[2]
        await u.press("enter", "escape")
        await u.until(lambda: u.names() == everybody)
        await u.press("slash", *"zzzz")
        await u.until(lambda: not u.names())


async def test_what_somebody_else_writes_appears_and_nothing_jumps(demo: Path) -> None:
    async with units(demo) as u:
        await u.goes_to(FUCHENG)
        late = next(row for row in u.walk.rows(HENGSHUI) if row.unit == FUCHENG and row.light == "overdue")
        place, weight = u.pane.cursor, u.here.weight
        elsewhere(u.walk.store, late.id, "done")
        await u.until(lambda: u.here.weight < weight)
        assert u.pane.cursor == place and u.here.load.unit == FUCHENG


async def test_another_plan_and_another_day_have_their_own_units(demo: Path) -> None:
    async with units(demo) as u:
        u.screen.switch(PANJIN)
        await u.until(lambda: u.screen.view.ask.plan == PANJIN and FUCHENG not in u.names() and bool(u.names()))
        u.screen.switch(None)
        await u.until(lambda: FUCHENG in u.names())
        u.screen.switch(HENGSHUI)
        await u.until(lambda: u.screen.view.ask.plan == HENGSHUI and bool(u.names()))
        await u.press("t")
        await u.until(lambda: len(u.pilot.app.screen_stack) == 3)
        await u.walk.write("2003-01-01")
        await u.press("enter")
        await u.until(lambda: bool(u.screen.face.past) and bool(u.names()))


async def test_another_size_keeps_the_unit(demo: Path) -> None:
    async with units(demo) as u:
        await u.goes_to(FUCHENG)
        for size in (SMALL, (40, 12), LARGE):
            await u.pilot.resize_terminal(*size)
            await u.until(lambda size=size: u.pane.size.width == size[0])  # type: ignore[misc]
            assert u.here.load.unit == FUCHENG
            assert all(cells(line) == size[0] for line in lines_of(u.pilot))


# Pictures


def then(*keys: str) -> Callable[[Pilot[int]], Awaitable[None]]:
    """Go to the units, press keys, and wait until what they show stands still."""

    async def go(pilot: Pilot[int]) -> None:
        await until(pilot, lambda: bool(overview(pilot.app).handlers))
        await pilot.press("5")
        await until(pilot, lambda: isinstance(pilot.app.screen, UnitsScreen))
        screen = pilot.app.screen
        assert isinstance(screen, UnitsScreen)
        await until(pilot, lambda: bool(screen.roster.rows) and bool(screen._handlers))
        await pilot.press(*keys)
        await until(pilot, lambda: "enter" not in keys or bool(screen.listing.rows))
        await pilot.pause(0.1)

    return go


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
def test_whole_screen(demo: Path, snap_compare: Compare, size: tuple[int, int], lang: str) -> None:
    """The units of a plan; where there is room, one of them opened."""
    with dashboard(demo, lang, HENGSHUI) as app:
        keys = ("j", "enter") if size == LARGE else ("j",)
        assert snap_compare(app, terminal_size=size, run_before=then(*keys))


def test_without_colour_in_plain_signs(demo: Path, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch) -> None:
    """Readable without colour and with the plain set of signs."""
    monkeypatch.setenv("NO_COLOR", "1")
    with dashboard(demo, ascii_only=True) as app:
        assert snap_compare(app, terminal_size=LARGE, run_before=then("j"))


# A real terminal


def test_a_unit_is_opened_and_written_to_in_a_real_terminal(demo: Path, clean_env: dict[str, str]) -> None:
    duban = Shell(demo)
    argv = [sys.executable, "-m", "tui", "--store", str(demo), "--today", TODAY_TEXT, "--by", "li"]
    with Terminal(argv, 80, 24, env=clean_env) as terminal:
        terminal.wait_for("Overdue")
        terminal.press("P")
        terminal.wait_for("Plans")
        terminal.press("g", "enter")
        terminal.wait_for(lambda screen: "盘锦市" in screen.splitlines()[0])
        terminal.press("5")
        terminal.wait_for("市妇联")
        terminal.press("/")
        terminal.wait_for(lambda screen: screen.splitlines()[-2].strip() == "/")
        terminal.press("sfl")
        terminal.wait_for(lambda screen: "市妇联" in screen and "市民政局" not in screen)
        terminal.press("enter", "enter")
        terminal.wait_for("The next return slip")
        terminal.press("b")
        terminal.wait_for("u undoes")
        assert "blocked" in [
            row["status"] for row in duban.json("tasks", "--plan", PANJIN, "--unit", "市妇联", "--json")
        ]
        terminal.press("u")
        terminal.wait_for("Undone")
