"""Finding: a filter that reads only what it changes, and filters that are kept."""

from __future__ import annotations

import asyncio
from contextlib import closing
from pathlib import Path

import pytest
from boards import lines_of, until
from stores import TODAY, make_store, plan, task, who
from textual.widgets import Input
from walks import Walk, mode, walk

from store import document as d
from store import vocabulary as v
from store.commands.statuses import set_note
from store.errors import Refused
from store.queries.assignments import assignments
from store.queries.names import plan_id, units_named
from store.queries.narrowed import ORDERS, Narrowing, page
from store.reader import Reader
from store.shapes import AssignmentFilter
from tui.desk import Desk
from tui.narrowed import PRESETS, Saved, from_text, to_text
from tui.panes.strips import Saying
from tui.screens.dialog import Choose, Confirm
from tui.screens.form import Form
from tui.screens.matrix import MatrixScreen
from tui.screens.mode import ModeScreen
from tui.screens.tasks import TasksScreen
from tui.screens.timeline import TimelineScreen
from tui.screens.units import UnitsScreen

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
