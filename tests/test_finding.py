"""Finding: a filter that reads only what it changes, a palette that asks the store, filters that are kept."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TypeVar

import pytest
from boards import SMALL, lines_of, until
from stores import TODAY, make_store, plan, task, who
from textual.widgets import Input
from walks import PANJIN, Walk, walk

from store import document as d
from store import vocabulary as v
from store.commands.statuses import set_note
from store.errors import Refused
from store.queries.assignments import assignments
from store.queries.jumping import EXACT, INITIALS, INSIDE, PINYIN, PREFIX, spots
from store.queries.names import plan_id, units_named
from store.queries.narrowed import ORDERS, Narrowing, page
from store.reader import Reader
from store.shapes import Assignment, AssignmentFilter
from tui.desk import Desk
from tui.keys import DEFAULT_KEYS
from tui.narrowed import PRESETS, Saved, from_text, to_text
from tui.panes.strips import Saying
from tui.screens.dialog import Choose, Confirm, Options
from tui.screens.form import Form
from tui.screens.matrix import MatrixScreen
from tui.screens.mode import ModeScreen
from tui.screens.search import Search
from tui.screens.tasks import TasksScreen
from tui.screens.timeline import TimelineScreen
from tui.screens.units import UnitsScreen
from tui.text import plain

Mode = TypeVar("Mode", bound=ModeScreen)
UNITS = (d.UnitDoc("市信息产业局", aliases=("信息办",)), d.UnitDoc("市民政局", short="民政局"))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("信息", {"市信息产业局"}),
        ("信息办", {"市信息产业局"}),
        ("xxb", {"市信息产业局"}),
        ("XXB", {"市信息产业局"}),
        ("xinxi", {"市信息产业局"}),
        ("mzj", {"市民政局"}),
        ("roads/2", {"市民政局"}),
        ("roads", set()),
        ("roads/", set()),
        ("(1)", {"市信息产业局"}),
        ("(1) 宽带", {"市信息产业局"}),
        ("wangzhan", {"市民政局"}),
        ("wzkt", {"市民政局"}),
        ("fax", {"市民政局"}),
        (" xxb ", {"市信息产业局"}),
        ("%", set()),
        ("_", set()),
        ("s", {"市信息产业局", "市民政局"}),
        ("zzz", set()),
    ],
)
def test_a_text_is_found_in_title_label_unit_alias_note_and_in_how_they_are_spelled(
    tmp_path: Path, typed: str, found: set[str]
) -> None:
    first, second = task("1", "市信息产业局", due="9-1"), task("2", "市民政局", due="9-20")._replace(title="网站开通")
    store = make_store(tmp_path / "s.db", plan(first._replace(title="宽带"), second, units=UNITS))
    with closing(store):
        set_note(store.writer, who(), [store.row("2").id], "waits for a fax")
        rows = assignments(store.reader, AssignmentFilter(text=typed), TODAY)
        assert {row.unit for row in rows} == found


async def test_the_name_of_a_place_narrows_a_plan_whose_key_begins_with_it(demo: Path) -> None:
    async with walk(demo) as w:
        tasks = await mode(w, "2", TasksScreen)
        await w.press("slash")
        await w.write("panjin")
        await until(w.pilot, lambda: tasks.view.ask.text == "panjin")
        named = {row.id for row in w.rows() if "盘锦" in f"{row.title}{row.unit}{row.via}{row.note}"}
        assert sum(case.n for case in tasks.view.content.tree.cases) == len(named) < len(w.rows())


async def mode(w: Walk, key: str, kind: type[Mode]) -> Mode:
    """Go to another mode and wait until it was read."""
    await w.press(key)
    await until(w.pilot, lambda: isinstance(w.pilot.app.screen, kind))
    screen = w.pilot.app.screen
    assert isinstance(screen, kind)
    await until(w.pilot, lambda: bool(screen.here.rows) and bool(screen._handlers))
    return screen


@pytest.mark.parametrize(("key", "kind"), [("2", TasksScreen), ("3", MatrixScreen), ("4", TimelineScreen)])
async def test_a_filter_that_is_given_up_leaves_the_cursor_on_the_task_where_it_stood(
    demo: Path, key: str, kind: type[ModeScreen]
) -> None:
    async with walk(demo) as w:
        screen = await mode(w, key, kind)
        await w.press(*"j", "j", *["l"] * 2)
        before = screen.subject
        await w.press("slash")
        await w.write("tsw")
        await until(w.pilot, lambda: screen.view.ask.text == "tsw")
        await w.press("down", "down", "down", "escape")
        await until(w.pilot, lambda: not screen.view.ask.text)
        await until(w.pilot, lambda: screen.subject == before)
        await w.press("slash")
        await w.write("t")
        await until(w.pilot, lambda: screen.view.ask.text == "t")
        await w.press("backspace")
        await until(w.pilot, lambda: not screen.view.ask.text)
        await w.press("escape")
        await until(w.pilot, lambda: screen.subject == before)


async def test_a_row_that_only_the_filter_unfolded_leaves_the_cursor_on_its_task(demo: Path) -> None:
    async with walk(demo) as w:
        screen = await mode(w, "2", TasksScreen)
        await w.press("slash")
        await w.write("tsw")
        await until(w.pilot, lambda: screen.view.ask.text == "tsw")
        await w.press("enter", "G")
        await until(w.pilot, lambda: screen.subject.item is not None)
        found = screen.subject.item
        assert found is not None
        await w.press("escape")
        await until(w.pilot, lambda: not screen.view.ask.text)
        assert screen.subject.task == (found.plan, found.task)


FOR_EVER = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n WHERE seen(i)"


async def test_what_the_next_key_made_void_is_not_waited_for(demo: Path) -> None:
    begun, loop = asyncio.Event(), asyncio.get_running_loop()

    def seen(at: int) -> float:
        if at == 1:
            loop.call_soon_threadsafe(begun.set)
        return 1.0

    def job(reader: Reader) -> None:
        reader.teach("seen", seen)
        reader.rows(FOR_EVER)

    desk = Desk(str(demo), "li", TODAY)
    try:
        old = asyncio.create_task(desk.read(job))
        await begun.wait()
        old.cancel()
        assert await asyncio.wait_for(desk.read(Reader.stamp), 30)
    finally:
        desk.close()


# The palette


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


async def find(w: Walk, typed: str) -> Search:
    """Type into the palette and wait for its answer."""
    await w.press("colon")
    await until(w.pilot, lambda: isinstance(w.pilot.app.screen, Search))
    search = w.pilot.app.screen
    assert isinstance(search, Search)
    search.query_one(Input).value = typed
    await until(w.pilot, lambda: search._shown == typed)
    return search


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


# Filters and orders


ROWS = plan(
    task("1", "甲局", "乙局", due="9-1"), task("2", "乙局", due="9-20"), task("3", "丙局", due="8-1"), task("4", "甲局")
)


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("chosen", [AssignmentFilter(), AssignmentFilter(statuses=v.STATUSES)])
def test_pages_follow_each_other_without_gap_or_repetition_in_every_order(
    tmp_path: Path, order: str, chosen: AssignmentFilter
) -> None:
    with closing(make_store(tmp_path / "s.db", ROWS)) as store:
        wanted = Narrowing(chosen, order)
        whole = [row.id for row in page(store.reader, wanted, TODAY, 100)]
        paged: list[int] = []
        while more := page(store.reader, wanted, TODAY, 2, after=paged[-1] if paged else None):
            paged += [row.id for row in more]
        assert paged == whole and len(whole) == (5 if chosen.statuses else 4)


def test_each_order_puts_first_what_it_says(tmp_path: Path) -> None:
    with closing(make_store(tmp_path / "s.db", ROWS)) as store:
        everything = AssignmentFilter(statuses=v.STATUSES)

        def rows(order: str) -> list[tuple[str, str]]:
            return [(row.task, row.unit) for row in page(store.reader, Narrowing(everything, order), TODAY, 9)]

        assert rows("due") == [("3", "丙局"), ("1", "甲局"), ("1", "乙局"), ("2", "乙局"), ("4", "甲局")]
        assert rows("light") == rows("due")
        assert rows("unit") == [("1", "甲局"), ("4", "甲局"), ("1", "乙局"), ("2", "乙局"), ("3", "丙局")]
        assert rows("task") == [("1", "甲局"), ("1", "乙局"), ("2", "乙局"), ("3", "丙局"), ("4", "甲局")]


def test_saved_filters_are_read_as_they_were_written_and_what_is_none_is_left_out() -> None:
    mine = Narrowing(AssignmentFilter(units=("甲局",), lights=("overdue",)), "unit", "甲局逾期")
    assert from_text(to_text([mine])) == (mine,)
    assert from_text("") == from_text("{") == from_text('{"name": 1}') == from_text("[1, null]") == ()
    assert from_text(to_text([mine, mine._replace(order="luck")])) == (mine,)
    assert from_text(to_text([mine._replace(chosen=AssignmentFilter(lights=("purple",)))])) == ()


async def test_f_lists_only_what_is_silent_and_esc_lists_all_again(demo: Path) -> None:
    async with walk(demo) as w:
        before = w.rows()
        await w.press("f")
        await w.dialog(Choose)
        await w.press("j", "j", "j", "enter")
        await until(w.pilot, lambda: w.screen.view.ask.narrowed.chosen.lights == ("no_report",))
        assert w.screen.view.due and {row.light for row in w.screen.view.due} == {"no_report"}
        assert f"{w.screen.view.due_total} of {w.screen.view.due_all}" in w.text()
        await w.press("escape")
        await until(w.pilot, lambda: w.screen.view.ask.narrowed == Narrowing())
        assert w.rows() == before


async def test_a_filter_is_saved_under_a_name_and_offered_in_the_next_run(demo: Path) -> None:
    kept: list[str] = []
    async with walk(demo) as w:
        w.screen.filters = Saved("", kept.append)
        await w.press("f")
        await w.dialog(Choose)
        await w.press("G", "enter")
        await until(w.pilot, lambda: isinstance(w.pilot.app.screen, Form))
        w.pilot.app.screen.query_one("#field-unit", Input).value = "xxx"
        w.pilot.app.screen.query_one("#field-name", Input).value = "ours"
        await w.press("enter")
        await until(w.pilot, lambda: "xxx" in w.text())
        w.pilot.app.screen.query_one("#field-unit", Input).value = "团市委"
        await w.press("enter")
        await until(w.pilot, lambda: w.screen.view.ask.narrowed.name == "ours")
        assert {row.unit for row in w.screen.view.due} == {"团市委"} and "ours" in w.text()
    (saved,) = from_text(kept[-1])
    assert (saved.name, saved.chosen.units) == ("ours", ("团市委",))


LATE = Narrowing(AssignmentFilter(lights=("overdue",)), name="ours")


async def save_as(w: Walk, unit: str, name: str) -> None:
    """Save a filter by unit from the list of filters."""
    await w.press("f")
    await w.dialog(Choose)
    await w.press(*["j"] * 6, *["j"] * len(from_text(w.screen.filters.saved)), "enter")
    await w.dialog(Form)
    for field, value in (("unit", unit), ("name", name)):
        w.pilot.app.screen.query_one(f"#field-{field}", Input).value = value
    await w.press("enter")


async def test_a_filter_of_the_same_name_is_replaced_only_after_asking(demo: Path) -> None:
    async with walk(demo) as w:
        w.screen.filters = Saved(to_text([LATE]))
        await save_as(w, "团市委", "ours")
        await w.dialog(Confirm)
        assert "ours" in w.text()
        await w.press("n")
        await w.dialog(Form)
        assert from_text(w.screen.filters.saved) == (LATE,)
        await w.press("enter")
        await w.dialog(Confirm)
        await w.press("y")
        await until(w.pilot, lambda: w.screen.view.ask.narrowed.chosen.units == ("团市委",))
        (saved,) = from_text(w.screen.filters.saved)
        assert (saved.name, saved.chosen.units) == ("ours", ("团市委",))


@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_a_saved_filter_is_deleted_from_the_list_of_filters_after_asking(demo: Path, lang: str) -> None:
    other = LATE._replace(name="theirs")
    async with walk(demo, lang=lang) as w:
        w.screen.filters = Saved(to_text([other, LATE]))
        w.screen.narrow(LATE)
        for answer, left in (("n", (other, LATE)), ("y", (other,))):
            await w.press("f")
            await w.dialog(Choose)
            await w.press("G", "enter")
            await until(w.pilot, lambda: "theirs" in w.text())
            await w.press("j", "enter")
            await w.dialog(Confirm)
            await w.press(answer)
            await until(w.pilot, lambda: w.pilot.app.screen is w.screen)
            assert from_text(w.screen.filters.saved) == left
        await w.saying("“ours”")
        await until(w.pilot, lambda: w.screen.view.ask.narrowed == LATE._replace(name=""))


def test_a_mistyped_unit_is_answered_with_units_of_its_plan_before_those_of_other_plans(tmp_path: Path) -> None:
    others = plan(task("1", *(f"林业{at}站" for at in range(6))), key="rivers")
    group = d.GroupDoc("林业各所", members=(d.MemberDoc("石桥镇林业所"),))
    with closing(make_store(tmp_path / "s.db", others, plan(task("1", "林业各所"), groups=(group,)))) as store:
        for name, first in (("rivers", "林业0站"), ("roads", "林业各所")):
            with pytest.raises(Refused) as refused:
                units_named(store.reader, "林业", plan_id(store.reader, name))
            near = refused.value.facts["close"]
            assert isinstance(near, tuple) and near[0] == first and len(near) == 5
        assert isinstance(near, tuple) and near[:2] == ("林业各所", "石桥镇林业所")


async def test_the_order_of_the_list_is_chosen_and_stays_with_a_filter(demo: Path) -> None:
    async with walk(demo, plan=None) as w:
        await w.press("O")
        await w.dialog(Choose)
        await w.press("j", "j", "enter")
        await until(w.pilot, lambda: w.screen.view.ask.narrowed.order == "unit")
        ranks = [row.rank for row in w.screen.view.due]
        assert ranks == sorted(ranks)
        await w.press("slash")
        await w.write("s")
        await until(w.pilot, lambda: w.screen.view.ask.text == "s")
        ranks = [row.rank for row in w.screen.view.due]
        assert ranks and ranks == sorted(ranks)


@pytest.mark.parametrize(
    ("lang", "order", "filters"),
    [("en", "Only the list of the overview has an order", "in the overview (1), the tasks (2)"),
     ("zh", "只有总览的列表可选排序：按 1 前往", "总览（1）、任务（2）")],
)  # fmt: skip
async def test_a_key_that_works_elsewhere_says_in_which_screens(
    demo: Path, lang: str, order: str, filters: str
) -> None:
    async with walk(demo, lang=lang) as w:
        for key, kind in (("2", TasksScreen), ("3", MatrixScreen), ("4", TimelineScreen), ("5", UnitsScreen)):
            screen = await mode(w, key, kind)
            await w.press("O")
            assert order in screen.get_widget_by_id("saying", Saying).sentence
        await w.press("f")
        assert filters in screen.get_widget_by_id("saying", Saying).sentence


async def test_a_filter_goes_along_to_the_other_screens_of_the_plan_and_comes_back(demo: Path) -> None:
    async with walk(demo) as w:
        w.screen.narrow(Narrowing(PRESETS["overdue"]))
        late = {row.id for row in w.rows() if row.light == "overdue"}
        await until(w.pilot, lambda: {item.id for item in w.screen.view.due} == late)
        await w.press("3")
        await until(w.pilot, lambda: isinstance(w.pilot.app.screen, MatrixScreen))
        matrix = w.pilot.app.screen
        assert isinstance(matrix, MatrixScreen)
        await until(w.pilot, lambda: bool(matrix.matrix.rows) and bool(matrix._handlers))
        assert {row.ref for row in matrix.matrix.rows} == {row.task for row in w.rows() if row.id in late}
        await w.press("5", "f")
        await until(w.pilot, lambda: "Units are found with /" in "\n".join(lines_of(w.pilot)))
        await w.press("3")
        await until(w.pilot, lambda: w.pilot.app.screen is matrix)
        await w.press("escape")
        await until(w.pilot, lambda: len(matrix.matrix.rows) > len(late) and not matrix.ask.narrowed.is_on)
        await w.press("1")
        await until(w.pilot, lambda: w.pilot.app.screen is w.screen and not w.screen.ask.narrowed.is_on)
        await until(w.pilot, lambda: len(w.screen.view.due) > len(late))
