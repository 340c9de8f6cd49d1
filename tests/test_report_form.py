"""The form of a report: one call written down with few keys; nothing entered is lost; who has not reported."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from boards import LARGE, SMALL, until
from commandline import Shell
from textual import events
from walks import PANJIN, Walk, walk

from tui.screens.dialog import Confirm
from tui.screens.missing import MissingList
from tui.screens.report import ReportForm

MOBILE = "移动公司"


async def at_mobile(w: Walk) -> None:
    """Put the cursor on the row of one telecom company, under its group."""
    w.screen.activate("units")
    pane = w.screen.get_widget_by_id("units")
    await w.press("g")
    for _ in range(20):
        subject = w.screen.subject.unit
        if subject is not None and subject.unit == MOBILE:
            return
        if subject is not None and subject.is_group:
            await w.press("l")
        await w.press("j")
    pytest.fail(f"{MOBILE} is not in {pane}")


async def form(w: Walk) -> ReportForm:
    """Open the form for the row under the cursor."""
    await w.press("r")
    await w.dialog(ReportForm)
    found = w.pilot.app.screen
    assert isinstance(found, ReportForm)
    return found


def reports(store: Path) -> list[tuple[object, ...]]:
    """What was reported today, as the store keeps it."""
    sql = """SELECT t.ref, r.via, r.on_date, r.received, r.from_whom, r.claims, r.progress, r.problem, r.next_step,
 r.percent, r.reference, r.raw, r.evidence, g.value FROM report r JOIN assignment a ON a.id = r.assignment
 JOIN task t ON t.id = a.task LEFT JOIN reading g ON g.id = r.reading
 WHERE NOT r.sample AND r.gone IS NULL ORDER BY r.id"""
    with closing(sqlite3.connect(store)) as connection:
        return connection.execute(sql).fetchall()


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_one_call_about_three_items_takes_at_most_twelve_keys_beside_the_words(
    demo: Path, size: tuple[int, int]
) -> None:
    keys = 0
    async with walk(demo, size) as w:
        await at_mobile(w)
        await form(w)
        keys += 1
        for key, words in (("i", "cables laid"), ("b", "no money"), ("x", "signed off")):
            await w.press(key)
            await w.write(words)
            await w.press("enter")
            keys += 2
        await w.press("enter")
        keys += 1
        await w.saying("3")
        assert {w.row(ref, MOBILE).status for ref in "345"} == {"in_progress", "blocked", "claimed"}
    assert keys <= 12
    said = [(row[0], row[1], *row[5:8], row[12]) for row in reports(demo)]
    assert said == [
        ("3", "phone", "in_progress", "cables laid", "", ""),
        ("4", "phone", "blocked", "", "no money", ""),
        ("5", "phone", "done", "", "", "signed off"),
    ]


async def test_the_form_and_the_command_write_the_same_report(demo: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    other.write_bytes(demo.read_bytes())
    duban = Shell(other)
    duban.said(
        "report", MOBILE, "panjin-2005/5", "--via", "wechat", "--from", "Li", "--on", "2006-08-31", "--received",
        "2006-09-14", "--done", "--progress", "all in", "--value", "1900", "--ref", "No. 5", "--evidence", "sheet",
    )  # fmt: skip
    async with walk(demo) as w:
        await at_mobile(w)
        await form(w)
        await w.press("j", "j", "x")
        for text in ("sheet",):
            await w.write(text)
        await w.press("enter", "p")
        await w.write("all in")
        await w.press("enter", "f")
        await w.write("1900")
        await w.press("enter", "v", "w")
        await w.write("Li")
        await w.press("enter", "N")
        await w.write("No. 5")
        for key, typed in (("d", "2006-08-31"), ("D", "2006-09-14")):
            await w.press("enter", key, "ctrl+u")
            await w.write(typed)
        await w.press("enter", "enter")
        await w.saying("u undoes")
    assert reports(demo) == reports(other)


async def test_leaving_with_something_entered_asks_first(demo: Path) -> None:
    async with walk(demo) as w:
        await at_mobile(w)
        shown = await form(w)
        await w.press("i")
        await w.write("half a word")
        await w.press("escape", "escape")
        await w.dialog(Confirm)
        await w.press("n")
        await w.dialog(ReportForm)
        assert shown.drafts[0].progress == "half a word"
        await w.press("escape", "y")
        await until(w.pilot, lambda: not isinstance(w.pilot.app.screen, (ReportForm, Confirm)))
    assert reports(demo) == []


async def test_leaving_an_empty_form_does_not_ask(demo: Path) -> None:
    async with walk(demo) as w:
        await at_mobile(w)
        await form(w)
        await w.press("escape")
        await until(w.pilot, lambda: not isinstance(w.pilot.app.screen, ReportForm))


async def test_a_refused_figure_leaves_everything_as_typed_until_the_remark_is_given(demo: Path) -> None:
    Shell(demo).said("report", MOBILE, "panjin-2005/5", "--via", "phone", "--value", "1500")
    async with walk(demo) as w:
        await at_mobile(w)
        shown = await form(w)
        await w.press("j", "j", "f")
        await w.write("1400")
        await w.press("enter", "enter")
        await until(w.pilot, lambda: "1,500" in w.text())
        assert shown.drafts[2].figure == "1400"
        await w.press("m")
        await w.write("counted twice")
        await w.press("enter", "enter")
        await w.saying("u undoes")
    assert [row[-1] for row in reports(demo)] == [1500.0, 1400.0]


async def test_a_busy_store_loses_nothing_that_was_typed(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.desk.WAIT_SECONDS", 0.2)
    async with walk(demo) as w:
        await at_mobile(w)
        shown = await form(w)
        await w.press("i")
        await w.write("kept")
        await w.press("enter")
        with closing(sqlite3.connect(demo, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await w.press("enter")
            await until(w.pilot, lambda: "busy" in w.text())
            other.execute("ROLLBACK")
        assert (w.pilot.app.screen, shown.drafts[0].progress) == (shown, "kept")
        await w.press("enter")
        await w.saying("u undoes")
    assert [row[6] for row in reports(demo)] == ["kept"]


async def test_a_text_of_several_lines_is_kept_as_it_was_pasted(demo: Path) -> None:
    async with walk(demo) as w:
        await at_mobile(w)
        shown = await form(w)
        await w.press("t")
        w.pilot.app.screen.get_widget_by_id("field").post_message(events.Paste("line one\nline two [b]x[/b]"))
        await until(w.pilot, lambda: "2 lines" in w.text())
        assert (shown.field, shown.call.raw) == ("", "line one\nline two [b]x[/b]")
        await w.press("equals_sign", "enter")
        await w.saying("u undoes")
    assert reports(demo)[0][11] == "line one\nline two [b]x[/b]"


async def test_a_day_that_cannot_be_read_is_said_and_stays_open(demo: Path) -> None:
    async with walk(demo) as w:
        await at_mobile(w)
        shown = await form(w)
        await w.press("d", "ctrl+u")
        await w.write("someday")
        await w.press("enter")
        await until(w.pilot, lambda: "someday” cannot be used" in w.text())
        assert shown.field == "on"


async def test_on_an_assignment_the_form_holds_just_that_one(demo: Path) -> None:
    async with walk(demo) as w:
        item = w.screen.subject.item
        assert item is not None
        shown = await form(w)
        assert [(draft.item.task, draft.item.unit) for draft in shown.drafts] == [(item.task, item.unit)]


async def test_a_group_does_not_report_its_members_do(demo: Path) -> None:
    async with walk(demo) as w:
        await w.press("G")
        assert w.screen.subject.group is not None
        await w.press("r")
        await w.saying("one unit's")


async def test_nothing_entered_is_nothing_to_save(demo: Path) -> None:
    async with walk(demo) as w:
        await at_mobile(w)
        await form(w)
        await w.press("enter")
        await until(w.pilot, lambda: "Nothing was said yet" in w.text())


async def test_who_has_not_reported_stands_in_a_list_that_leads_to_the_form(demo: Path) -> None:
    async with walk(demo, lang="zh", plan=PANJIN) as w:
        await w.press("m")
        await w.dialog(MissingList)
        text = w.text()
        assert "8月未反馈单位（应于09-05前报送）" in text.replace(" ", "")
        assert MOBILE in text and "06-30" in text and "2006-10-08" in text
        await w.press("enter")
        await w.dialog(ReportForm)
        await w.press("equals_sign", "equals_sign", "equals_sign", "enter")
        await until(w.pilot, lambda: w.count("no_report") == 0)
        await w.press("m")
        await w.saying("各单位均已反馈")
    assert {row[2] for row in reports(demo)} == {date(2006, 9, 15).isoformat()}
