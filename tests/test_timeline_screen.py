"""Mode 4 in the dashboard: bars by task, unit and phase; scale and days change, cursor and folds stay."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from boards import LARGE, SMALL, lines_of, until
from commandline import TODAY as TODAY_TEXT
from commandline import Shell
from terminal import Terminal
from textual.widgets import Input
from walks import PANJIN, Walk, elsewhere, walk

from store.queries.narrowed import Narrowing
from store.shapes import AssignmentFilter, Milestone, Phase
from store.timeline import UnitCourse
from tui.panes.strips import Saying
from tui.panes.timed import Timed
from tui.panes.tree import Branch, Leaf
from tui.screens.timeline import TimelineScreen
from tui.text import cells, plain

WEBSITE, TRAINING = "构建", "开展计算机"


class TimeWalk:
    """The timeline under the keys."""

    def __init__(self, w: Walk) -> None:
        self.walk, self.pilot, self.press = w, w.pilot, w.press

    @property
    def screen(self) -> TimelineScreen:
        """The mode, also under a dialog."""
        return next(screen for screen in self.pilot.app.screen_stack if isinstance(screen, TimelineScreen))

    @property
    def pane(self) -> Timed:
        """The list that shows."""
        return self.screen.shown_rows

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

    async def by(self, kind: str) -> None:
        """Press the key until the rows are of a kind, and were read."""
        while self.screen.kind != kind:
            await self.press("B")
        await self.until(lambda: bool(self.pane.rows) and self.screen.view.stamp >= 0 and None not in self.pane.rows)

    def rows(self) -> list[str]:
        """What the rows are called."""
        return [named(row) for row in self.pane.rows]

    def line(self, text: str) -> str:
        """The line of the screen that shows a text, below the title."""
        return next(line for line in lines_of(self.pilot)[3:] if text in line)

    @property
    def title(self) -> str:
        """The title line of the list."""
        return lines_of(self.pilot)[2]

    @property
    def words(self) -> str:
        """The dates of the row under the cursor, above the footer."""
        return lines_of(self.pilot)[self.pane.region.bottom - 1].strip()

    @property
    def here(self) -> str:
        """What the cursor stands on."""
        return named(self.pane.current)


def named(row: object) -> str:
    """The title of a branch, the unit of an assignment, the name of a unit, phase or milestone."""
    if isinstance(row, Branch):
        return row.title
    if isinstance(row, Leaf):
        return row.item.unit
    if isinstance(row, UnitCourse):
        return row.load.unit
    return row.name if isinstance(row, Phase | Milestone) else "…"


@asynccontextmanager
async def timeline(
    store: Path, size: tuple[int, int] = LARGE, lang: str = "en", plan: str | None = PANJIN
) -> AsyncIterator[TimeWalk]:
    """The dashboard with a plan over time."""
    async with walk(store, size, lang, plan) as w:
        if plan is None:
            w.screen.switch(None)
            await until(w.pilot, lambda: w.screen.view.ask.plan is None)
        await w.press("4")
        await until(w.pilot, lambda: isinstance(w.pilot.app.screen, TimelineScreen))
        time = TimeWalk(w)
        await time.until(lambda: bool(time.pane.rows) and bool(time.screen._handlers))
        yield time


async def test_the_timeline_opens_by_task_with_the_whole_plan_in_view(demo: Path) -> None:
    async with timeline(demo) as time:
        assert time.title.split()[:4] == ["▐Timeline", "by", "task", "6"] and "quarters" in time.title
        assert len(time.rows()) == 7 and "2/21" in time.line("主要任务")
        assert "▬" in time.line(WEBSITE) and "▬" not in time.line(TRAINING)
        assert {"2005", "|2006", "|2007"} <= set(lines_of(time.pilot)[3].split())
        assert time.words.startswith("11 July 2005 to 30 September 2007  2 overdue, due 31 August 2006")


async def test_scale_and_days_change_and_the_cursor_stays(demo: Path) -> None:
    async with timeline(demo) as time:
        await time.goes_to(TRAINING)
        seen = [time.screen.span.scale]
        for _ in range(6):
            await time.press("left_square_bracket")
            seen.append(time.screen.span.scale)
        assert seen == ["quarter", "month", "decade", "day", "day", "day", "day"]
        assert "September 2006" in lines_of(time.pilot)[3] and "15" in lines_of(time.pilot)[4].split()
        for _ in range(4):
            await time.press("right_square_bracket")
        assert time.screen.span.scale == "year" and "H2" in lines_of(time.pilot)[4] and time.here.startswith(TRAINING)


async def test_keys_go_a_step_and_a_page_through_time_and_back_to_today(demo: Path) -> None:
    async with timeline(demo) as time:
        left = time.screen.span.left
        await time.press("l", "l", "h")
        assert time.screen.span.left == left + 6
        await time.press("L", "L", "L")
        assert "¦" not in "".join(lines_of(time.pilot)[3:-2])
        await time.press("H")
        assert time.screen.span.left < left + 6 + 3 * 66
        await time.press("T")
        at = lines_of(time.pilot)[3].index("¦")
        assert abs(at - (27 + 45)) < 6 and time.pane.cursor == 0


async def test_rows_by_unit_have_the_light_of_each_due_date(demo: Path) -> None:
    async with timeline(demo) as time:
        await time.by("units")
        assert len(time.rows()) == 8 and "by unit  8" in time.title
        await time.goes_to("市信息产业局")
        assert "⚑▬" in time.line("市信息产业局") and "1 overdue, due 31 August 2006" in time.words
        assert "2 due next on 30 September 2007" in time.words
        await time.press("enter")
        await time.until(lambda: bool(time.screen.extra))
        await time.until(lambda: "综合网站" in time.walk.text() or "政府网站" in time.walk.text())


async def test_rows_by_phase_end_with_the_milestones(demo: Path) -> None:
    async with timeline(demo) as time:
        await time.by("phases")
        assert len(time.rows()) == 6 and "by phase  3" in time.title
        assert time.words.endswith("ended before the plan was issued")
        await time.press("j")
        assert "2/21" in time.line("第二阶段") and "done 2 of 21" in time.words
        await time.press("G")
        assert "▪" in time.line("对工程总体") and time.words.startswith("milestone of")
        await time.press("B")
        await time.until(lambda: time.screen.kind == "tasks" and len(time.rows()) == 7)


async def test_a_plan_without_phases_says_which_key_shows_its_tasks(demo: Path) -> None:
    async with timeline(demo, plan="hengshui-2002") as time:
        assert time.screen.span.scale == "year" and "¦" in lines_of(time.pilot)[3]
        await time.press("B", "B")
        await time.until(lambda: "names no phases and no milestones. B shows its tasks." in time.walk.text())


async def test_enter_unfolds_a_task_and_a_key_writes_in_place(demo: Path) -> None:
    async with timeline(demo) as time:
        await time.goes_to(TRAINING)
        await time.press("x")
        await time.saying("choose one")
        await time.goes_to("市妇联")
        left = time.screen.span.left
        await time.press("x")
        await time.saying("Saved: done")
        assert "✓" in time.line("市妇联 ") and time.walk.row("3", "市妇联").status == "done"
        await time.until(lambda: "1/7" in time.line(TRAINING))
        assert time.here == "市妇联"
        assert "done on 15 September 2006" in plain(time.pane.draw_words(120))
        await time.press("u")
        await time.until(lambda: "0/7" in time.line(TRAINING))
        assert time.here == "市妇联" and time.screen.span.left == left
        assert time.walk.row("3", "市妇联").status == "in_progress"


async def test_no_status_is_written_on_a_task_a_unit_or_a_milestone(demo: Path) -> None:
    async with timeline(demo) as time:
        before = time.walk.rows()
        for kind in ("tasks", "units", "phases"):
            await time.by(kind)
            await time.press("G", "x", "escape", "b", "escape")
            await time.pilot.pause()
        assert time.walk.rows() == before


async def test_the_filter_leaves_what_it_finds_by_task_and_by_unit(demo: Path) -> None:
    async with timeline(demo) as time:
        await time.press("slash")
        await time.until(lambda: bool(time.screen.query(Input)))
        time.screen.query_one(Input).value = "妇联"
        await time.until(lambda: "/妇联" in time.title)
        assert "市妇联" in time.rows() and "市民政局" not in time.rows()
        await time.press("enter")
        await time.by("units")
        await time.until(lambda: time.rows() == ["市妇联"])
        await time.press("escape")
        await time.until(lambda: len(time.rows()) == 8)
        time.screen.filter_by("nowhere")
        await time.until(lambda: "Nothing matches the filter. esc clears it." in time.walk.text())


async def test_a_saved_filter_leaves_bars_of_what_is_overdue_alone(demo: Path) -> None:
    async with timeline(demo) as time:
        time.screen.narrow(Narrowing(AssignmentFilter(lights=("overdue",))))
        await time.until(lambda: "0/1" in time.line(WEBSITE) and len(time.rows()) == 3)
        assert "0/2" in time.line("主要任务") and "overdue" in time.title
        await time.by("units")
        await time.until(lambda: time.rows() == ["市信息产业局", "市民政局"])


async def test_all_plans_are_a_row_each(demo: Path) -> None:
    async with timeline(demo, plan=None) as time:
        assert len(time.rows()) == 5
        await time.by("phases")
        await time.until(lambda: len(time.rows()) == 5)
        await time.press("P")
        await time.until(lambda: len(time.pilot.app.screen_stack) == 3)
        await time.pilot.pause()
        await time.press("g", "enter")
        await time.until(lambda: time.screen.view.ask.plan == PANJIN and len(time.rows()) == 6)
        assert time.screen.span.scale == "quarter" and time.pane.cursor == 0


async def test_a_past_date_shows_the_bars_of_that_day_for_reading(demo: Path) -> None:
    async with timeline(demo) as time:
        at = time.line("主要任务").index("2/21")
        await time.press("t")
        await time.until(lambda: bool(time.pilot.app.screen.query(Input)))
        time.pilot.app.screen.query(Input).first().value = "2006-07-01"
        await time.press("enter")
        await time.until(lambda: "2006-07-01" in lines_of(time.pilot)[0] and "▬" not in time.line(TRAINING))
        await time.goes_to(TRAINING)
        await time.press("enter")
        await time.goes_to("市妇联")
        await time.press("x")
        await time.saying("past date")
        await time.press("t")
        await time.until(lambda: "today" in lines_of(time.pilot)[0] and "2/21" in time.line("主要任务"))
        assert time.line("主要任务").index("2/21") == at and time.here == "市妇联"


async def test_what_another_process_writes_leaves_cursor_days_and_folds(demo: Path) -> None:
    async with timeline(demo, SMALL) as time:
        await time.goes_to(TRAINING)
        await time.press("enter", "j", "j", "left_square_bracket", "l")
        before = time.here, time.pane.top, time.screen.span.left, time.screen.span.scale, time.rows()
        elsewhere(demo, time.walk.row("2", "市信息产业局").id, "claimed")
        await time.until(lambda: any(c.light == "to_confirm" and c.n == 1 for c in time.screen.view.board.counts))
        assert (time.here, time.pane.top, time.screen.span.left, time.screen.span.scale, time.rows()) == before


async def test_another_size_keeps_the_row_and_the_first_day(demo: Path) -> None:
    async with timeline(demo, plan="fujian-2006") as time:
        await time.press("j", "j", "j")
        here, left = time.here, time.screen.span.left
        await time.pilot.resize_terminal(*SMALL)
        await time.until(lambda: time.pane.size.width == 80)
        assert time.here == here and time.screen.span.left == left
        assert all(cells(line) == 80 for line in lines_of(time.pilot))


# A real terminal


def test_a_plan_over_time_in_a_real_terminal(demo: Path, clean_env: dict[str, str]) -> None:
    duban = Shell(demo)
    argv = [sys.executable, "-m", "tui", "--store", str(demo), "--today", TODAY_TEXT, "--by", "li"]
    with Terminal(argv, 80, 24, env=clean_env) as terminal:
        terminal.wait_for("Overdue")
        terminal.press("P")
        terminal.wait_for("Plans")
        terminal.press("g", "enter")
        terminal.wait_for(lambda screen: "盘锦市" in screen.splitlines()[0])
        terminal.press("4")
        terminal.wait_for("by task")
        terminal.wait_for("years")
        terminal.press("[")
        terminal.wait_for("quarters")
        terminal.press("B")
        terminal.wait_for("by unit")
        terminal.press("B", "B")
        terminal.wait_for("by task")
        terminal.press("j", "j", "enter")
        terminal.wait_for("市信息产业局")
        terminal.press("j", "x")
        terminal.wait_for("Saved: done")
        terminal.press("u")
        terminal.wait_for("Undone")
        terminal.close("q")
    assert duban.assignment("panjin-2005/2", "市信息产业局")["status"] == "in_progress"
