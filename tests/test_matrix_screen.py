"""Mode 3 in the dashboard: the cursor goes from cell to cell, keys write where it stands, groups fold."""

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

from store.shapes import Assignment
from tui.panes.matrix import MatrixPane
from tui.panes.strips import Saying
from tui.screens.dialog import Confirm
from tui.screens.matrix import MatrixScreen
from tui.text import cells

HENGSHUI = "hengshui-2002"
Compare = Callable[..., bool]


class CellWalk:
    """The matrix under the keys."""

    def __init__(self, w: Walk) -> None:
        self.walk, self.pilot, self.press = w, w.pilot, w.press

    @property
    def screen(self) -> MatrixScreen:
        """The mode, also under a dialog."""
        return next(screen for screen in self.pilot.app.screen_stack if isinstance(screen, MatrixScreen))

    @property
    def pane(self) -> MatrixPane:
        """The matrix."""
        return self.screen.matrix

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait until something is true."""
        await until(self.pilot, true)

    async def saying(self, text: str) -> None:
        """Wait for a sentence."""
        await self.until(lambda: text in self.screen.get_widget_by_id("saying", Saying).sentence)

    async def read(self) -> None:
        """Wait until everything in view was read and counted."""
        await self.until(lambda: bool(self.pane.rows) and self.pane.group_to_count() is None and bool(self.pane.chunks))

    async def goes_to(self, task: str, unit: str) -> None:
        """Put the cursor where a task and a unit meet, by keys."""
        names = [head.name for chunk in sorted(self.pane.chunks) for head in self.pane.chunks[chunk].heads]
        rows = [row.ref for row in self.pane.rows]
        await self.press("g", *["j"] * rows.index(task), *["h"] * self.pane.column, *["l"] * names.index(unit))

    @property
    def item(self) -> Assignment:
        """The assignment under the cursor."""
        item = self.pane.subject.item
        assert item is not None
        return item

    @property
    def info(self) -> str:
        """The cell under the cursor, in words."""
        return lines_of(self.pilot)[3].strip()


@asynccontextmanager
async def matrix(demo: Path, size: tuple[int, int] = LARGE, plan: str = PANJIN) -> AsyncIterator[CellWalk]:
    """The dashboard in this mode."""
    async with walk(demo, size, plan=plan) as w:
        await w.press("3")
        await until(w.pilot, lambda: isinstance(w.pilot.app.screen, MatrixScreen))
        cell = CellWalk(w)
        await cell.until(lambda: bool(cell.screen._handlers))
        await cell.read()
        yield cell


async def test_every_assignment_of_the_plan_has_its_cell(demo: Path) -> None:
    async with matrix(demo, plan=HENGSHUI) as m:
        shown = {item.id for chunk in m.pane.chunks.values() for items in chunk.assignments.values() for item in items}
        assert shown == {row.id for row in m.walk.rows(HENGSHUI)}
        assert all(cells(line) == 120 for line in lines_of(m.pilot))


async def test_the_cursor_goes_from_cell_to_cell_and_says_what_stands_there(demo: Path) -> None:
    async with matrix(demo, plan=HENGSHUI) as m:
        row = next(row for row in m.walk.rows(HENGSHUI) if row.light == "overdue")
        await m.goes_to(row.task, row.unit)
        assert m.item.id == row.id and m.info.startswith(row.unit) and "d late" in m.info and "responsible" in m.info
        await m.press("h")
        assert not m.info.startswith(row.unit)
        await m.press("l", "enter")
        await m.until(lambda: m.screen.active == "detail")
        await m.press("escape", "G", "end")
        assert m.pane.cursor == len(m.pane.rows) - 1
        await m.press("L")
        assert m.pane.column == len(m.pane.sheet.roster.units) - 1
        await m.press("H", "H")
        assert m.pane.column == 0 and m.pane.left == 0


async def test_a_key_writes_in_the_cell_and_undo_takes_it_back_without_moving_the_cursor(demo: Path) -> None:
    async with matrix(demo, plan=HENGSHUI) as m:
        row = next(row for row in m.walk.rows(HENGSHUI) if row.light == "overdue")
        await m.goes_to(row.task, row.unit)
        place, stamp = (m.pane.cursor, m.pane.column), m.screen.view.stamp
        await m.press("x")
        await m.saying("Saved: done")
        await m.until(lambda: m.item.light == "done")
        await m.until(lambda: m.screen.view.stamp > stamp)
        await m.read()
        assert (m.pane.cursor, m.pane.column) == place and m.item.status == "done"
        await m.press("u")
        await m.until(lambda: m.item.light == "overdue")
        assert (m.pane.cursor, m.pane.column) == place
        assert next(one for one in m.walk.rows(HENGSHUI) if one.id == row.id).status == row.status


async def test_a_group_folds_into_one_column_and_a_key_asks_for_all_its_members(demo: Path) -> None:
    async with matrix(demo) as m:
        roster = m.pane.sheet.roster
        assert roster.opened
        group = next(unit for unit in roster.units if unit in roster.opened)
        at = list(roster.units).index(group)
        await m.press(*["l"] * at)
        if roster.opened[group]:
            await m.press("enter")
            await m.until(lambda: m.pane.sheet.roster.opened[group] is False)
            await m.read()
        folded = len(m.pane.sheet.roster.units)
        await m.press("enter")
        await m.until(lambda: len(m.pane.sheet.roster.units) > folded)
        await m.read()
        assert m.pane.sheet.roster.units[m.pane.column] == group
        found = next(index for index, row in enumerate(m.pane.rows) if m.pane._counts(row, m.pane.column))
        await m.press("g", *["j"] * found)
        before = m.walk.rows()
        await m.press("b")
        await m.walk.dialog(Confirm)
        await m.press("n")
        assert m.walk.rows() == before


async def test_where_nothing_is_laid_the_cell_says_so_and_nothing_is_written(demo: Path) -> None:
    async with matrix(demo, plan=HENGSHUI) as m:
        await m.until(lambda: m.pane.subject.item is not None or m.pane.subject.task is not None)
        while m.pane.subject.item is not None:
            await m.press("l")
        assert "not laid on this unit" in m.info
        before = m.walk.rows(HENGSHUI)
        await m.press("x")
        await m.saying("choose one")
        assert m.walk.rows(HENGSHUI) == before


async def test_marks_go_down_the_column_and_one_command_writes_to_them(demo: Path) -> None:
    async with matrix(demo, plan=HENGSHUI) as m:
        row = next(row for row in m.walk.rows(HENGSHUI) if row.light == "overdue")
        await m.goes_to(row.task, row.unit)
        await m.press("V")
        mine = {one.id for one in m.walk.rows(HENGSHUI) if one.unit == row.unit}
        assert set(m.screen.marks) == mine and any(f"*{face_sign(m)}" in line for line in lines_of(m.pilot))
        await m.press("escape")
        assert not m.screen.marks


def face_sign(m: CellWalk) -> str:
    """The sign of what is overdue."""
    return m.screen.face.sign("overdue")


async def test_the_filter_narrows_units_and_tasks(demo: Path) -> None:
    async with matrix(demo, plan=HENGSHUI) as m:
        units, tasks = len(m.pane.sheet.roster.units), len(m.pane.rows)
        unit = next(row.unit for row in m.walk.rows(HENGSHUI) if not row.via)
        await m.press("slash", *unit)
        await m.until(lambda: len(m.pane.sheet.roster.units) == 1)
        assert 0 < len(m.pane.rows) < tasks, "rows in which the unit has nothing are left out"
        assert all(sum(count.n for count in row.counts) == len(m.pane._items(row, 0)) for row in m.pane.rows)
        await m.press("enter", "escape")
        await m.until(lambda: len(m.pane.sheet.roster.units) == units)
        title = m.pane.rows[-1].title[:4]
        await m.press("slash", *title)
        await m.until(lambda: 0 < len(m.pane.rows) < tasks)
        await m.press("enter", "escape")
        await m.until(lambda: len(m.pane.rows) == tasks)
        await m.press("slash", *"zzzz")
        await m.until(lambda: not m.pane.rows)


async def test_a_change_of_somebody_else_appears_and_nothing_jumps(demo: Path) -> None:
    async with matrix(demo, plan=HENGSHUI) as m:
        row = next(row for row in m.walk.rows(HENGSHUI) if row.light == "overdue")
        await m.goes_to(row.task, row.unit)
        place = m.pane.cursor, m.pane.column, m.pane.left
        elsewhere(m.walk.store, row.id, "done")
        await m.until(lambda: m.pane.subject.item is not None and m.item.light == "done")
        assert (m.pane.cursor, m.pane.column, m.pane.left) == place


async def test_a_matrix_is_one_plans(demo: Path) -> None:
    async with matrix(demo) as m:
        m.screen.switch(None)
        await m.until(lambda: any("belongs to one plan" in line for line in lines_of(m.pilot)))
        m.screen.switch(HENGSHUI)
        await m.until(lambda: m.screen.view.ask.plan == HENGSHUI and bool(m.pane.rows))


async def test_another_size_keeps_the_cell_in_view(demo: Path) -> None:
    async with matrix(demo, plan=HENGSHUI) as m:
        last = len(m.pane.sheet.roster.units) - 1
        await m.press(*["l"] * last, "G")
        assert m.pane.column == last
        await m.pilot.resize_terminal(*SMALL)
        await m.until(lambda: m.pane.size.width == 80)
        assert m.pane.column == last and last in m.pane._shown()
        assert all(cells(line) == 80 for line in lines_of(m.pilot))
        await m.pilot.resize_terminal(40, 12)
        await m.until(lambda: m.pane.size.width == 40)
        assert all(cells(line) == 40 for line in lines_of(m.pilot))
        assert f"–{last + 1}/{last + 1}" in lines_of(m.pilot)[2]
        await m.pilot.resize_terminal(*LARGE)
        await m.until(lambda: m.pane.size.width == LARGE[0])
        whole = m.pane._cols.group * len(m.pane.sheet.roster.opened) + 3 * (last + 1) <= m.pane._room()
        assert (m.pane.left == 0) == whole and last in m.pane._shown()


async def test_a_past_date_shows_the_cells_of_that_day(demo: Path) -> None:
    async with matrix(demo, plan=HENGSHUI) as m:
        await m.press("t")
        await m.until(lambda: len(m.pilot.app.screen_stack) == 3)
        await m.walk.write("2003-01-01")
        await m.press("enter")
        await m.until(lambda: bool(m.screen.face.past))
        await m.read()
        assert m.screen.view.ask.as_of.isoformat() == "2003-01-01"


# Pictures


def then(*keys: str) -> Callable[[Pilot[int]], Awaitable[None]]:
    """Go to the matrix, press keys, and wait until what they show stands still."""

    async def go(pilot: Pilot[int]) -> None:
        await until(pilot, lambda: bool(overview(pilot.app).handlers))
        await pilot.press("3")
        await until(pilot, lambda: isinstance(pilot.app.screen, MatrixScreen))
        screen = pilot.app.screen
        assert isinstance(screen, MatrixScreen)
        await until(pilot, lambda: bool(screen.matrix.rows) and bool(screen._handlers))
        await pilot.press(*keys)
        await until(pilot, lambda: screen.matrix.group_to_count() is None and bool(screen.matrix.chunks))
        await pilot.pause(0.1)

    return go


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
def test_whole_screen(demo: Path, snap_compare: Compare, size: tuple[int, int], lang: str) -> None:
    """A plan laid on two dozen units."""
    with dashboard(demo, lang, HENGSHUI) as app:
        assert snap_compare(app, terminal_size=size, run_before=then("j", "j", "l"))


def test_a_folded_group_without_colour_in_plain_signs(
    demo: Path, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Readable without colour and with the plain set of signs."""
    monkeypatch.setenv("NO_COLOR", "1")
    with dashboard(demo, ascii_only=True) as app:
        assert snap_compare(app, terminal_size=LARGE, run_before=then("j", "l"))


# A real terminal


def test_a_cell_is_changed_in_a_real_terminal(demo: Path, clean_env: dict[str, str]) -> None:
    duban = Shell(demo)
    argv = [sys.executable, "-m", "tui", "--store", str(demo), "--today", TODAY_TEXT, "--by", "li"]
    with Terminal(argv, 80, 24, env=clean_env) as terminal:
        terminal.wait_for("Overdue")
        terminal.press("P")
        terminal.wait_for("Plans")
        terminal.press("g", "enter")
        terminal.wait_for(lambda screen: "盘锦市" in screen.splitlines()[0])
        terminal.press("3")
        terminal.wait_for("still open")
        before = duban.json("tasks", "--plan", PANJIN, "--json")
        for _ in range(30):
            if "not laid" not in terminal.lines()[3] and "/" not in terminal.lines()[3]:
                break
            terminal.press("l")
            terminal.settle(0.1)
        terminal.press("b")
        terminal.wait_for("u undoes")
        terminal.press("u")
        terminal.wait_for("Undone")
        assert [row["status"] for row in duban.json("tasks", "--plan", PANJIN, "--json")] == [
            row["status"] for row in before
        ]
