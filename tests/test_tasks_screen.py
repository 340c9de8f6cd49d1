"""Mode 2 in the dashboard: a plan unfolds down to what each unit owes; keys write there as they do elsewhere."""

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
from textual.widgets import Input
from walks import PANJIN, Walk, elsewhere, walk

from store.queries.narrowed import Narrowing
from store.shapes import AssignmentFilter
from tui.panes.detail import DetailPane
from tui.panes.strips import Saying
from tui.panes.tasks import TasksPane
from tui.panes.tree import Branch, Leaf
from tui.screens.dialog import Confirm
from tui.screens.tasks import TasksScreen

Compare = Callable[..., bool]


class TreeWalk:
    """The tree under the keys."""

    def __init__(self, w: Walk) -> None:
        self.walk, self.pilot, self.press = w, w.pilot, w.press

    @property
    def screen(self) -> TasksScreen:
        """The mode, also under a dialog."""
        return next(screen for screen in self.pilot.app.screen_stack if isinstance(screen, TasksScreen))

    @property
    def pane(self) -> TasksPane:
        """The tree."""
        return self.screen.tasks

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait until something is true."""
        await until(self.pilot, true)

    async def saying(self, text: str) -> None:
        """Wait for a sentence."""
        await self.until(lambda: text in self.screen.get_widget_by_id("saying", Saying).sentence)

    async def goes_to(self, title: str) -> None:
        """Put the cursor on the row that begins so."""
        await self.until(lambda: any(named(row).startswith(title) for row in self.pane.rows))
        self.pane.move_to(next(at for at, row in enumerate(self.pane.rows) if named(row).startswith(title)))
        await self.pilot.pause()

    def rows(self) -> list[str]:
        """Titles and units from top to bottom, indented."""
        return [f"{'  ' * (row.depth if row else 0)}{named(row)}" for row in self.pane.rows]

    def shown(self) -> list[str]:
        """The lines of the tree on the screen, below its title."""
        return lines_of(self.pilot)[3:-1]

    def line(self, text: str) -> str:
        """The line of the screen that shows a text."""
        return next(line for line in lines_of(self.pilot) if text in line)

    @property
    def title(self) -> str:
        """The title line of the tree."""
        return lines_of(self.pilot)[2]

    @property
    def here(self) -> str:
        """What the cursor stands on."""
        return named(self.pane.current)


def named(row: object) -> str:
    """The title of a branch, the unit of an assignment."""
    return row.title if isinstance(row, Branch) else row.item.unit if isinstance(row, Leaf) else "…"


@asynccontextmanager
async def tasks(
    store: Path, size: tuple[int, int] = LARGE, lang: str = "en", plan: str | None = PANJIN
) -> AsyncIterator[TreeWalk]:
    """The dashboard with the tree of a plan."""
    async with walk(store, size, lang, plan) as w:
        if plan is None:
            w.screen.switch(None)
            await until(w.pilot, lambda: w.screen.view.ask.plan is None)
        await w.press("2")
        await until(w.pilot, lambda: isinstance(w.pilot.app.screen, TasksScreen))
        tree = TreeWalk(w)
        await tree.until(lambda: bool(tree.pane.rows) and bool(tree.screen._handlers))
        yield tree


WEBSITE, TRAINING = "构建", "开展计算机"


async def test_the_tree_opens_with_every_task_and_how_it_stands(demo: Path) -> None:
    async with tasks(demo) as tree:
        assert tree.rows()[0] == "主要任务及责任单位" and len(tree.rows()) == 7
        assert tree.line(WEBSITE).split()[:2] == ["⚑", "15"] and "0/1" in tree.line(WEBSITE)
        assert tree.line("主要任务").rstrip().endswith("2/21  2006-08-31")
        assert "Tasks  6" in tree.title and "2 Tasks" in lines_of(tree.pilot)[0]


async def test_enter_unfolds_a_task_down_to_its_units_and_folds_it_again(demo: Path) -> None:
    async with tasks(demo) as tree:
        await tree.goes_to(TRAINING)
        await tree.press("enter")
        assert tree.rows()[4:8] == ["    市民政局", "    市妇联", "    团市委", "    各电信运营商"]
        await tree.goes_to("各电信运营商")
        await tree.press("l")
        await tree.until(lambda: len(tree.rows()) == 15 and "…" not in tree.rows())
        await tree.press("j", "h")
        assert tree.here == "各电信运营商" and len(tree.rows()) == 11
        await tree.press("h")
        assert tree.here.startswith(TRAINING)
        await tree.press("enter")
        assert len(tree.rows()) == 7 and not tree.screen.extra


async def test_the_detail_of_an_assignment_stands_beside_the_tree_and_follows_it(demo: Path) -> None:
    async with tasks(demo) as tree:
        await tree.goes_to(TRAINING)
        await tree.press("l", "j", "enter")
        await tree.until(lambda: tree.screen.active == "detail")
        detail = tree.screen.get_widget_by_id("detail", DetailPane)
        assert detail.region.x > tree.pane.region.x and detail.region.y == tree.pane.region.y
        await tree.press("tab", "j")
        await tree.until(lambda: detail.shown is not None and detail.shown.row.unit == "市妇联")
        assert tree.screen.active == "tasks"
        await tree.press("escape")
        assert not tree.screen.extra and tree.here == "市妇联"


async def test_a_unit_is_done_in_place_and_what_stands_above_counts_it(demo: Path) -> None:
    async with tasks(demo) as tree:
        await tree.goes_to(TRAINING)
        await tree.press("l")
        await tree.goes_to("市妇联")
        await tree.press("x")
        await tree.saying("Saved: done")
        assert tree.line("市妇联 ").lstrip("▐").startswith("✓") and tree.walk.row("3", "市妇联").status == "done"
        await tree.until(lambda: "1/7" in tree.line(TRAINING))
        assert tree.here == "市妇联"
        await tree.press("u")
        await tree.until(lambda: "0/7" in tree.line(TRAINING))
        assert tree.walk.row("3", "市妇联").status == "in_progress" and tree.here == "市妇联"


async def test_a_key_that_writes_unfolds_a_task_and_asks_for_a_whole_group(demo: Path) -> None:
    async with tasks(demo) as tree:
        before = tree.walk.rows()
        await tree.press("x")
        await tree.saying("unfold the section")
        await tree.goes_to(TRAINING)
        await tree.press("x")
        await tree.saying("choose one")
        assert len(tree.rows()) == 11
        await tree.goes_to("各电信运营商")
        await tree.press("b")
        await tree.walk.dialog(Confirm)
        await tree.press("n")
        assert tree.walk.rows() == before
        await tree.press("b")
        await tree.walk.dialog(Confirm)
        await tree.press("y")
        await tree.until(lambda: sum(row.status == "blocked" for row in tree.walk.rows()) >= 4)


async def test_w_explains_a_task_and_a_adds_one_below_it(demo: Path) -> None:
    async with tasks(demo) as tree:
        await tree.goes_to(TRAINING)
        await tree.press("w")
        await tree.until(lambda: len(tree.pilot.app.screen_stack) == 3)
        assert any(f"{PANJIN}/3" in line for line in lines_of(tree.pilot))
        await tree.press("escape", "a")
        await tree.until(lambda: len(tree.pilot.app.screen_stack) == 3)
        assert any(f"{PANJIN}/3" in line for line in lines_of(tree.pilot))


async def test_the_filter_keeps_what_leads_to_what_it_finds(demo: Path) -> None:
    async with tasks(demo) as tree:
        await tree.goes_to(TRAINING)
        await tree.press("slash")
        await tree.until(lambda: bool(tree.screen.query(Input)))
        tree.screen.query_one(Input).value = "妇联"
        await tree.until(lambda: "of 21" in tree.title)
        found = [row.strip() for row in tree.rows()]
        assert {"主要任务及责任单位", "市妇联"} <= set(found) and "市民政局" not in found
        assert f"/妇联  {found.count('市妇联')} of 21" in tree.title
        await tree.press("escape")
        await tree.until(lambda: len(tree.rows()) == 7)
        assert tree.here.startswith(TRAINING)


async def test_letters_of_a_spelling_filter_and_nothing_found_says_so(demo: Path) -> None:
    async with tasks(demo) as tree:
        tree.screen.filter_by("sfl")
        await tree.until(lambda: any(row.strip() == "市妇联" for row in tree.rows()))
        tree.screen.filter_by("nowhere")
        await tree.until(lambda: not tree.pane.rows)
        assert "Nothing matches the filter. esc clears it." in tree.walk.text()


async def test_a_saved_filter_leaves_the_branches_where_something_is_found(demo: Path) -> None:
    async with tasks(demo) as tree:
        tree.screen.narrow(Narrowing(AssignmentFilter(lights=("overdue",))))
        await tree.until(lambda: "2 of 21" in tree.title)
        assert [row.strip()[:4] for row in tree.rows()] == ["主要任务", "构建“盘", "开展相关"]
        await tree.press("G", "l")
        await tree.until(lambda: tree.rows()[-1].strip() == "市民政局")


async def test_what_another_process_writes_leaves_cursor_scroll_and_folds(demo: Path) -> None:
    async with tasks(demo, SMALL, plan="fujian-2006") as tree:
        await tree.press("G", "l", "l", "k", "k", "l")
        await tree.until(lambda: None not in tree.pane.rows[tree.pane.top : tree.pane.top + tree.pane.page])
        before = tree.here, tree.pane.top, tree.shown()
        elsewhere(demo, tree.walk.rows("fujian-2006")[0].id, "claimed")
        await tree.until(lambda: any(c.light == "to_confirm" and c.n == 3 for c in tree.screen.view.board.counts))
        assert (tree.here, tree.pane.top, tree.shown()) == before


async def test_all_plans_are_the_top_of_the_tree(demo: Path) -> None:
    async with tasks(demo, plan=None) as tree:
        assert len(tree.rows()) == 5
        await tree.press("l", "j")
        assert tree.rows()[1] == "  主要任务及责任单位"
        await tree.press("x")
        await tree.saying("unfold the section")
        await tree.press("P")
        await tree.until(lambda: len(tree.pilot.app.screen_stack) == 3)
        await tree.pilot.pause()
        await tree.press("g", "enter")
        await tree.until(lambda: tree.screen.view.ask.plan == PANJIN)
        assert len(tree.rows()) == 7 and tree.pane.cursor == 0


async def test_a_past_date_shows_the_tree_of_that_day_for_reading(demo: Path) -> None:
    async with tasks(demo) as tree:
        await tree.press("t")
        await tree.until(lambda: bool(tree.pilot.app.screen.query(Input)))
        tree.pilot.app.screen.query(Input).first().value = "2006-07-01"
        await tree.press("enter")
        await tree.until(lambda: "2006-07-01" in lines_of(tree.pilot)[0] and "61 d" in tree.line(WEBSITE))
        await tree.goes_to(WEBSITE)
        await tree.press("l")
        await tree.until(lambda: len(tree.rows()) == 8 and "…" not in tree.rows())
        await tree.press("j", "x")
        await tree.saying("past date")
        await tree.press("t")
        await tree.until(lambda: "today" in lines_of(tree.pilot)[0])
        await tree.until(lambda: tree.line(WEBSITE).split()[1] == "15")


async def test_another_size_keeps_the_row(demo: Path) -> None:
    async with tasks(demo, plan="fujian-2006") as tree:
        await tree.goes_to("完善电子政务")
        here = tree.here
        await tree.pilot.resize_terminal(*SMALL)
        await tree.until(lambda: tree.pane.size.width == 80)
        assert tree.here == here and here[:8] in tree.walk.text()


# Pictures


def then(*keys: str, opened: str = "tasks") -> Callable[[Pilot[int]], Awaitable[None]]:
    """Go to the tree, press keys, and wait until what they open stands still."""

    async def go(pilot: Pilot[int]) -> None:
        await until(pilot, lambda: bool(overview(pilot.app).handlers))
        await pilot.press("2")
        await until(pilot, lambda: isinstance(pilot.app.screen, TasksScreen))
        screen = pilot.app.screen
        assert isinstance(screen, TasksScreen)
        await until(pilot, lambda: bool(screen.tasks.rows) and bool(screen._handlers))
        await pilot.press(*keys)
        await until(pilot, lambda: screen.active == opened and None not in list(screen.tasks.rows))
        await pilot.pause(0.1)

    return go


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
def test_whole_screen(demo: Path, snap_compare: Compare, size: tuple[int, int], lang: str) -> None:
    """The tree of a plan with a task and a group unfolded."""
    with dashboard(demo, lang) as app:
        keys = ("j", "j", "l", "j", "j", "l", "j", "j", "j", "j", "l")
        assert snap_compare(app, terminal_size=size, run_before=then(*keys))


def test_detail_beside_the_tree(demo: Path, snap_compare: Compare) -> None:
    """Everything about one assignment, beside the task that it belongs to."""
    with dashboard(demo, "zh", "fujian-2006") as app:
        walk_there = then("j", "j", "l", "j", "enter", opened="detail")
        assert snap_compare(app, terminal_size=LARGE, run_before=walk_there)


# A real terminal


@pytest.mark.parametrize(("cols", "rows"), [(80, 24), (120, 40)])
def test_a_unit_is_done_from_the_tree_in_a_real_terminal(
    demo: Path, clean_env: dict[str, str], cols: int, rows: int
) -> None:
    duban = Shell(demo)
    argv = [sys.executable, "-m", "tui", "--store", str(demo), "--today", TODAY_TEXT, "--by", "li"]
    with Terminal(argv, cols, rows, env=clean_env) as terminal:
        terminal.wait_for("Overdue")
        terminal.press("P")
        terminal.wait_for("Plans")
        terminal.press("g", "enter")
        terminal.wait_for(lambda screen: "盘锦市" in screen.splitlines()[0])
        terminal.press("2")
        terminal.wait_for("主要任务及责任单位")
        terminal.press("j", "j", "enter")
        terminal.wait_for("市信息产业局")
        terminal.press("j", "x")
        terminal.wait_for("Saved: done")
        terminal.wait_for("1/1")
        terminal.press("u")
        terminal.wait_for("0/1")
        terminal.close("q")
    assert duban.assignment("panjin-2005/2", "市信息产业局")["status"] == "in_progress"


@pytest.mark.parametrize(("keys", "left"), [("xq", "done"), ("xuq", "in_progress")])
def test_what_is_typed_just_before_leaving_is_written(
    demo: Path, clean_env: dict[str, str], keys: str, left: str
) -> None:
    duban = Shell(demo)
    argv = [sys.executable, "-m", "tui", "--store", str(demo), "--today", TODAY_TEXT, "--by", "li"]
    with Terminal(argv, env=clean_env) as terminal:
        terminal.wait_for("Overdue")
        terminal.press("P")
        terminal.wait_for("Plans")
        terminal.press("g", "enter")
        terminal.wait_for(lambda screen: "盘锦市" in screen.splitlines()[0])
        terminal.press("2")
        terminal.wait_for("主要任务及责任单位")
        terminal.press("j", "j", "enter")
        terminal.wait_for("市信息产业局")
        terminal.press("j")
        terminal.pty.write(keys.encode())  # all at once, as somebody types who knows the way
        terminal.close()
    assert duban.assignment("panjin-2005/2", "市信息产业局")["status"] == left
