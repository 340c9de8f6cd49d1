"""The palette: it asks the store, says what it found or that it found nothing, and goes there."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from boards import SMALL, until
from stores import make_store, plan, task
from textual.widgets import Input
from walks import PANJIN, find, mode, walk

from store import document as d
from store.queries.jumping import EXACT, INITIALS, INSIDE, PINYIN, PREFIX, spots
from store.shapes import Assignment
from tui.keys import DEFAULT_KEYS
from tui.screens.dialog import Options
from tui.screens.matrix import MatrixScreen
from tui.screens.mode import ModeScreen
from tui.screens.search import Search
from tui.screens.tasks import TasksScreen
from tui.screens.timeline import TimelineScreen
from tui.screens.units import UnitsScreen
from tui.text import plain


def test_exact_names_come_first_then_beginnings_initials_pinyin_and_what_stands_inside(tmp_path: Path) -> None:
    names = ("北xx局", "兴县", "西乡镇", "xx局", "xx", "市旅游局")
    aliases = (d.UnitDoc("市旅游局", aliases=("XX",)),)
    with closing(make_store(tmp_path / "s.db", plan(task("1", *names), units=aliases))) as store:
        found = [(spot.name, spot.fit) for spot in spots(store.reader, "xx", 10)]
    assert found == [
        ("市旅游局", EXACT), ("xx", EXACT), ("xx局", PREFIX), ("兴县", INITIALS), ("西乡镇", INITIALS),
        ("北xx局", INSIDE),
    ]  # fmt: skip


def test_pinyin_finds_a_unit_in_every_plan_in_which_it_works_and_a_group_too(tmp_path: Path) -> None:
    group = d.GroupDoc("各乡镇", members=(d.MemberDoc("石桥镇"),))
    one, two = plan(task("1", "各乡镇"), groups=(group,)), plan(task("1", "石桥镇"), task("2", "民政局"), key="rivers")
    with closing(make_store(tmp_path / "s.db", one, two)) as store:
        assert [(spot.plan, spot.name) for spot in spots(store.reader, "shiqiao", 10)] == [
            ("roads", "石桥镇"), ("rivers", "石桥镇"),
        ]  # fmt: skip
        assert [(spot.plan, spot.name, spot.fit) for spot in spots(store.reader, "gexiang", 10)] == [
            ("roads", "各乡镇", PINYIN)
        ]
        assert len(spots(store.reader, "shiqiao", 1)) == 1


def test_a_group_inside_the_one_that_a_task_is_laid_on_is_found_too(tmp_path: Path) -> None:
    county = d.GroupDoc("County", members=(d.MemberDoc("East"), d.MemberDoc("West")))
    country = d.GroupDoc("Country", members=(d.MemberDoc("County"),))
    idle = d.GroupDoc("Countless", members=(d.MemberDoc("Nobody"),))
    kept = make_store(tmp_path / "s.db", plan(task("1", "Country"), groups=(country, county, idle)))
    assert {spot.key for spot in spots(kept.reader, "count", 9) if spot.kind == "unit"} == {"Country", "County"}
    kept.close()


def test_a_task_is_found_by_its_place_in_the_plan_and_with_nothing_typed_plans_and_tasks_are_listed(
    tmp_path: Path,
) -> None:
    with closing(make_store(tmp_path / "s.db", plan(task("1", "甲"), task("2", "甲")))) as store:
        assert [spot[:3] for spot in spots(store.reader, "roads/2", 10)] == [("task", "roads", "2")]
        assert [spot[:3] for spot in spots(store.reader, "", 10)] == [
            ("plan", "roads", ""), ("task", "roads", "1"), ("task", "roads", "2"),
        ]  # fmt: skip


async def test_the_palette_opens_a_unit_by_its_initials_though_enter_was_quicker_than_the_answer(demo: Path) -> None:
    async with walk(demo) as w:
        await w.press("colon")
        await until(w.pilot, lambda: isinstance(w.pilot.app.screen, Search))
        await w.write("tsw")
        await w.press("enter")
        await until(w.pilot, lambda: w.screen.active == "listing" and w.screen.extra == "listing")
        rows = [row.item for row in w.screen.listing.rows if hasattr(row, "item")]
        assert rows and {row.unit for row in rows} == {"团市委"}


async def test_the_palette_finds_a_task_by_label_and_title_as_its_row_shows_them(demo: Path) -> None:
    async with walk(demo) as w:
        row = next(row for row in w.rows() if row.label)
        search = await find(w, f"{row.label} {row.title}")
        assert [option.id for option in search.query_one(Options).rows] == [f"task {PANJIN} {row.task}"]


@pytest.mark.parametrize(("key", "kind"), [("2", TasksScreen), ("3", MatrixScreen), ("4", TimelineScreen)])
@pytest.mark.parametrize("own", [True, False], ids=["of the plan shown", "of another plan"])
async def test_a_jump_to_a_task_puts_the_cursor_on_it_in_the_mode_that_shows_it(
    demo: Path, key: str, kind: type[ModeScreen], own: bool
) -> None:
    async with walk(demo, plan=None if key == "2" else PANJIN) as w:
        plan = next(row.plan for row in w.rows("") if (row.plan == PANJIN) == own)
        row = w.rows(plan)[-1]
        screen = await mode(w, key, kind)
        search = await find(w, f"{plan}/{row.task}")
        search.dismiss(f"task {plan} {row.task}")
        await until(w.pilot, lambda: at_task(screen) == row.task)
        assert w.pilot.app.screen is screen and screen.active == screen.main


def at_task(screen: ModeScreen) -> str:
    """The ref of the task on whose row the cursor is."""
    row = screen.here.current
    return str(getattr(getattr(row, "node", row), "ref", ""))


@pytest.mark.parametrize(("key", "kind"), [("3", MatrixScreen), ("5", UnitsScreen)])
async def test_a_jump_to_a_unit_unfolds_its_groups_and_puts_the_cursor_on_it(
    demo: Path, key: str, kind: type[ModeScreen]
) -> None:
    async with walk(demo) as w:
        member = next(row.unit for row in w.rows() if row.via)
        screen = await mode(w, key, kind)
        for unit in (member, "团市委"):
            search = await find(w, unit)
            search.dismiss(f"unit {PANJIN} {unit}")
            await until(w.pilot, lambda: unit in at_unit(screen, w.rows()))  # noqa: B023
            assert w.pilot.app.screen is screen and screen.active == screen.main


def at_unit(screen: ModeScreen, rows: Sequence[Assignment]) -> str:
    """The unit on whose row or column the cursor is."""
    if isinstance(screen, MatrixScreen):
        pane = screen.matrix
        ids = {row.unit_id: row.unit for row in rows}
        return ids.get(pane.sheet.roster.units[pane.column], "")
    unit = screen.subject.unit
    return unit.unit if unit else ""


async def test_a_jump_to_what_the_mode_does_not_show_is_opened_in_the_overview(demo: Path) -> None:
    async with walk(demo) as w:
        tasks = await mode(w, "2", TasksScreen)
        search = await find(w, "团市委")
        search.dismiss(f"unit {PANJIN} 团市委")
        await until(w.pilot, lambda: w.pilot.app.screen is w.screen and w.screen.extra == "listing")
        await mode(w, "2", TasksScreen)
        await w.press("slash")
        await w.write("tsw")
        await until(w.pilot, lambda: tasks.view.ask.text == "tsw")
        await w.press("enter")
        hidden = next(
            row for row in w.rows() if row.task not in {each.task for each in w.rows() if each.unit == "团市委"}
        )
        search = await find(w, hidden.title)
        search.dismiss(f"task {PANJIN} {hidden.task}")
        await until(w.pilot, lambda: w.pilot.app.screen is w.screen and w.screen.listing.headline.endswith(hidden.task))


@pytest.mark.parametrize(("lang", "sentence"), [("en", "Nothing is called so"), ("zh", "没有找到")])
async def test_a_palette_that_finds_nothing_says_so(demo: Path, lang: str, sentence: str) -> None:
    async with walk(demo, lang=lang) as w:
        search = await find(w, "qqq zzz")
        assert not search.query_one(Options).rows and sentence in w.text()
        search.query_one(Input).value = ""
        await until(w.pilot, lambda: bool(search.query_one(Options).rows) and sentence not in w.text())


@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_on_a_narrow_screen_the_words_of_a_command_give_way_and_its_keys_stay_whole(
    demo: Path, lang: str
) -> None:
    async with walk(demo, SMALL, lang) as w:
        search = await find(w, "")
        options = search.query_one(Options)
        keys = [DEFAULT_KEYS.all(option.id.removeprefix("do ")) for option in options.rows if option.id[:3] == "do "]
        drawn = [plain(options.draw_row(option, options.size.width - 2)).rstrip() for option in options.rows]
        assert all(line.endswith(key) for key, line in zip(keys, drawn, strict=False))
