"""Today 今日待办, the overview's first pane: whom to call, with telephone, last answer and the key that comes next."""

from __future__ import annotations

from pathlib import Path

import pytest
from boards import LARGE, SMALL, TODAY, face, until
from commandline import Shell
from stores import make_store, plan, task, who
from stores import until as by
from walks import Walk, walk

from store import vocabulary as v
from store.commands.reports import Said, record_report
from store.queries.contacts import chases
from store.queries.names import unit_key
from store.reader import open_reader
from tui.keys import BY_ID, NEXT
from tui.panes.today import TodayRow, draw_today, today_columns, today_rows
from tui.screens.dialog import Choose
from tui.screens.form import Form
from tui.screens.report import ReportForm
from tui.screens.why import WhyPage
from tui.text import cells, plain
from tui.view import FEW, Ask, read_today, read_view

UNIT, OTHER = "市信息产业局", "移动公司"


def rows_of(it: Walk) -> list[TodayRow]:
    """The rows of the pane."""
    return list(it.screen.pane("today").rows)


async def to(it: Walk, unit: str, why: str) -> None:
    """Put the cursor on the row of one unit and reason."""
    pane = it.screen.pane("today")
    pane.move_to(next(i for i, row in enumerate(rows_of(it)) if (row.unit.unit, row.why.why) == (unit, why)))
    await it.pilot.pause()


def test_every_reason_has_a_key_that_comes_next() -> None:
    assert set(NEXT) == set(v.TODAY)
    assert all(action in BY_ID and BY_ID[action].keys for action in NEXT.values())


async def test_it_stands_first_and_has_the_keys_while_there_is_somebody_to_call(demo: Path) -> None:
    async with walk(demo, start="") as it:
        assert it.screen.active == "today"
        assert [(row.unit.unit, row.why.why) for row in rows_of(it)[:3]] == [
            (UNIT, "overdue"), (UNIT, "extension"), ("市民政局", "overdue"),
        ]  # fmt: skip
        found = []
        for _ in range(6):
            found.append(it.screen.active)
            await it.press("tab")
        assert found == ["today", "due", "units", "indicators", "phases", "today"]


async def test_where_there_is_nobody_to_call_it_is_not_there(tmp_path: Path) -> None:
    kept = make_store(tmp_path / "s.db", plan(task("1", "A", window=by("2007-12-1"))))
    record_report(kept.writer, who(), [kept.row("1").id], Said("phone", TODAY, claims="no_change"), on=TODAY)
    kept.close()
    async with walk(tmp_path / "s.db", plan="roads", start="") as it:
        assert it.screen.active == "due" and "today" not in [pane.id for pane in it.screen.panes()]
        assert "Today" not in it.text()


async def test_when_the_last_call_is_done_the_keys_go_on_to_what_is_overdue(tmp_path: Path) -> None:
    kept = make_store(tmp_path / "s.db", plan(task("1", "A", due="9-20")))
    record_report(kept.writer, who(), [kept.row("1").id], Said("phone", TODAY, claims="no_change"), on=TODAY)
    kept.close()
    async with walk(tmp_path / "s.db", plan="roads", start="") as it:
        assert it.screen.active == "today"
        await it.press("x")
        await until(it.pilot, lambda: not rows_of(it))
        assert it.screen.active == "due"


async def test_a_chase_from_here_is_about_all_that_the_unit_owes_soon(demo: Path) -> None:
    async with walk(demo, start="") as it:
        await to(it, "市民政局", "overdue")
        await it.press("c")
        await it.dialog(Form)
        await it.press("tab", "tab", "tab")
        await it.write("soon")
        await it.press("enter")
        await it.saying("was chased")
        await until(it.pilot, lambda: any(row.unit.answer == "soon" for row in rows_of(it)))
        assert "soon" in it.text()
    reader = open_reader(str(demo))
    assert chases(reader, TODAY, unit=unit_key(reader, "市民政局").id)[0].items == ("panjin-2005/4",)
    reader.close()


@pytest.mark.parametrize(
    ("unit", "why", "key", "opens"),
    [
        (UNIT, "overdue", "r", ReportForm), (OTHER, "report", "r", ReportForm), (UNIT, "extension", "d", Choose),
        (UNIT, "overdue", "w", WhyPage), (OTHER, "report", "c", Form), (UNIT, "overdue", "n", Form),
        (OTHER, "report", "w", WhyPage), (OTHER, "report", "E", Choose), (OTHER, "report", "y", Choose),
    ],
)  # fmt: skip
async def test_the_keys_work_on_its_rows(demo: Path, unit: str, why: str, key: str, opens: type) -> None:
    async with walk(demo, start="") as it:
        await to(it, unit, why)
        await it.press(key)
        await until(it.pilot, lambda: isinstance(it.pilot.app.screen, opens))


async def test_a_report_from_here_has_everything_that_the_unit_has_open(demo: Path) -> None:
    async with walk(demo, start="") as it:
        await to(it, UNIT, "overdue")
        await it.press("r")
        await until(it.pilot, lambda: isinstance(it.pilot.app.screen, ReportForm))
        mine = [row for row in it.rows() if row.unit == UNIT and row.status not in v.CLOSED]
        assert len(mine) > 1 and all(row.title[:6] in it.text() for row in mine)


async def test_x_confirms_the_claim_of_its_row(demo: Path) -> None:
    async with walk(demo, plan="county-home-internet", start="") as it:
        await to(it, "縣人勞局", "confirm")
        await it.press("x")
        await it.dialog(Form)
        await it.press("enter")
        await until(it.pilot, lambda: not any(row.why.why == "confirm" for row in rows_of(it)))


async def test_the_filter_narrows_it_too(demo: Path) -> None:
    async with walk(demo, start="") as it:
        it.screen.filter_by("民政")
        await until(it.pilot, lambda: {row.unit.unit for row in rows_of(it)} == {"市民政局"})


async def test_another_plan_begins_with_whom_to_call_there(demo: Path) -> None:
    async with walk(demo, start="") as it:
        it.screen.activate("units")
        it.screen.jump("plan", "fujian-2006")
        await until(it.pilot, lambda: it.screen.ask.plan == "fujian-2006" and bool(rows_of(it)))
        assert it.screen.active == "today"


async def test_where_very_much_is_tracked_it_comes_after_the_rest(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert FEW > 0
    monkeypatch.setattr("tui.view.FEW", 0)
    async with walk(demo, start="due") as it:
        await until(it.pilot, lambda: bool(rows_of(it)))
        assert it.screen.active == "due", "nothing moves under the hand"


async def test_of_more_units_than_a_call_list_reads_the_title_says_that_they_are_the_first(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.view.CALLS", 2)
    async with walk(demo, start="today") as it:
        await until(it.pilot, lambda: len({row.unit.unit_id for row in rows_of(it)}) == 2)
        assert "Today  the first 2" in it.text()


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("width", [78, 118])
def test_a_row_fills_its_line_with_the_telephone_and_the_next_key(demo: Path, lang: str, width: int) -> None:
    shell = Shell(demo)
    shell.said("contact", UNIT, "--name", "王某", "--phone", "0427-7654321")
    reader = open_reader(str(demo))
    ask = Ask("panjin-2005", TODAY)
    today, view = read_today(reader, ask), read_view(reader, ask)
    reader.close()
    rows = today_rows(today.units, today.items, view.loads)
    cols = today_columns(rows, face(lang))
    drawn = [plain(draw_today(row, width, cols, False, face(lang))) for row in rows]
    assert all(cells(line) == width for line in drawn)
    assert "0427-7654321" in drawn[0] and "0427-7654321" not in drawn[1]
    assert drawn[0].rstrip().endswith({"en": "c chase", "zh": "c 催办"}[lang])
    assert {"en": "15 d late", "zh": "逾期15天"}[lang] in drawn[0]


def test_the_command_names_the_next_key_too(demo: Path) -> None:
    shell = Shell(demo)
    assert "d decide" in shell.data("todo") and "x 核定" in shell.data("todo", lang="zh")
    assert {item["next"] for unit in shell.json("todo", "--json") for item in unit["items"]} <= set(NEXT.values())


async def test_a_promise_stands_in_the_detail_and_beside_the_unit(demo: Path) -> None:
    Shell(demo).said(
        "chase", UNIT, "panjin-2005/2", "--via", "phone", "--on", "2006-09-08", "--promised", "2006-09-20",
        "--answer", "half",
    )  # fmt: skip
    for size in (SMALL, LARGE):
        async with walk(demo, size) as it:
            await it.press("enter")
            await until(it.pilot, it.opened("detail"))
            assert "half, promised 2006-09-20" in it.text()
            await it.press("escape", "tab")
            await until(it.pilot, it.opened("units"))
            await it.pilot.pause()
            assert "promised 09-20" in it.text()
