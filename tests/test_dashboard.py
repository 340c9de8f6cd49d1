"""Walks over the dashboard with real keys on a real store: what a day's work needs."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from boards import LARGE, SMALL, TODAY, lines_of, until
from textual.widgets import Input
from walks import PANJIN, walk

from exchange.export import Order, export, file_bytes
from store.reader import open_reader
from tui.keys import ACTIONS, DEFAULT_KEYS, Keymap
from tui.screens.dialog import Choose
from tui.screens.form import Form
from words import speak

# Start


async def test_it_starts_on_the_first_whom_to_call_and_the_counts_add_up(demo: Path) -> None:
    async with walk(demo, start="") as w:
        assert w.screen.active == "today" and w.screen.here.cursor == 0
        board = w.screen.view.board
        assert sum(count.n for count in board.counts) == board.total == 21
        first = lines_of(w.pilot)
        assert "today 2006-09-15 (demo, sample data)" in first[0]
        assert "= 21" in first[1] and "elapsed 51.6 %" in "".join(first[1:3])
        assert "August: 6 on time 1 late 1 missing" in w.text()


async def test_without_a_last_plan_it_starts_on_the_worst(demo: Path) -> None:
    async with walk(demo, plan=None) as w:
        assert w.screen.view.board.plan is not None
        assert w.screen.view.board.plan.light == "overdue"


# Updates


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_done_is_saved_every_pane_follows_and_undo_says_what_it_took_back(
    demo: Path, size: tuple[int, int]
) -> None:
    async with walk(demo, size) as w:
        item = w.screen.subject.item
        assert item is not None
        overdue, done = w.count("overdue"), w.count("done")
        await w.press("x")
        sentence = await w.saying("Saved: done")
        assert item.unit in sentence and "u undoes" in sentence
        await w.counts("overdue", overdue - 1)
        assert w.count("done") == done + 1 and w.row(item.task, item.unit).status == "done"
        assert all(row.id != item.id for row in w.screen.view.due)
        load = next(load for load in w.screen.view.loads if load.unit == item.unit)
        assert ("done", 1) in load.counts
        await w.press("u")
        sentence = await w.saying("Undone")
        assert item.unit in sentence and "done > in progress" in sentence
        await w.counts("overdue", overdue)
        await w.press("ctrl+r")
        await w.saying("Done again")
        await w.counts("done", done + 1)


async def test_enter_opens_and_never_completes(demo: Path) -> None:
    async with walk(demo) as w:
        before = w.rows()
        await w.press("enter")
        await until(w.pilot, lambda: w.screen.active == "detail")
        await w.pilot.pause()
        text = w.text()
        assert "首期" not in text and "2006-08-31" in text and "basis: minutes" in text
        await w.press("escape")
        assert w.screen.active == "due" and w.rows() == before


async def test_the_status_menu_sets_any_status_and_dropping_asks_for_its_basis(demo: Path) -> None:
    async with walk(demo) as w:
        item = w.screen.subject.item
        assert item is not None
        await w.press("s")
        await w.dialog(Choose)
        await w.press("b")
        await w.saying("needs help")
        assert w.row(item.task, item.unit).status == "blocked"
        await w.press("s")
        await w.dialog(Choose)
        await w.press("t")
        await w.dialog(Form)
        await w.press("enter")
        await until(w.pilot, lambda: "basis" in w.text().casefold())
        assert w.row(item.task, item.unit).status == "blocked"
        await w.write("closed")
        await w.press("enter")
        await w.saying("Saved")
        assert w.row(item.task, item.unit).status == "dropped"


async def test_on_a_group_done_asks_first(demo: Path) -> None:
    async with walk(demo) as w:
        index = next(i for i, row in enumerate(w.screen.due.rows) if hasattr(row, "group"))
        group = w.screen.due.rows[index]
        await w.press(*["j"] * index, "x")
        await w.dialog(Choose)
        open_ones = [r for r in w.rows() if r.via == group.group and r.task == group.worst.task and r.status != "done"]
        assert f"{len(open_ones)} assignments" in w.text()
        before = w.rows()
        await w.press("n")
        assert w.rows() == before
        await w.press("x")
        await w.dialog(Choose)
        await w.press("y")
        await w.saying(f"{len(open_ones)} assignments")
        now = [r.status for r in w.rows() if r.via == group.group and r.task == group.worst.task]
        assert set(now) == {"done"}
        await w.press("u")
        await w.saying("Undone")
        assert [r.status for r in w.rows()] == [r.status for r in before]


async def test_on_a_unit_a_status_key_opens_its_list_and_writes_nothing(demo: Path) -> None:
    async with walk(demo) as w:
        before = w.rows()
        await w.press("tab", "x")
        await until(w.pilot, lambda: w.screen.active == "listing")
        await w.saying("Nothing was changed")
        assert {row.item.unit for row in w.screen.listing.rows} == {"市信息产业局"} and w.rows() == before
        await w.press("x")
        await w.saying("Saved")
        await until(w.pilot, lambda: w.screen.listing.rows[0].item.status == "done")
        await w.press("escape")
        assert w.screen.active == "units"


async def test_note_percent_and_due_by_phrase(demo: Path) -> None:
    async with walk(demo) as w:
        item = w.screen.subject.item
        assert item is not None
        await w.press("n")
        await w.dialog(Form)
        await w.write("called x again")
        await w.press("enter")
        await w.saying("Saved: note")
        await w.press("p")
        await w.dialog(Form)
        w.pilot.app.screen.query_one(Input).value = "62.5%"
        await w.press("enter")
        await w.saying("62.5 %")
        await w.press("d")
        await w.dialog(Choose)
        await w.press("m")
        await w.dialog(Form)
        await w.write("next fri")
        await until(w.pilot, lambda: "fri" in w.text())
        w.pilot.app.screen.query_one(Input).value = "10月底"
        await until(w.pilot, lambda: "read as: by 2006-10-31" in w.text())
        await w.press("tab")
        await w.write("no. 7")
        await w.press("enter")
        await w.saying("due 2006-10-31")
        now = w.row(item.task, item.unit)
        assert now.note == "called x again" and now.percent == 62.5 and now.status == item.status
        assert (now.due, now.due_text, now.due_basis) == (date(2006, 10, 31), "10月底", "minutes")


async def test_a_date_that_cannot_be_read_is_refused_in_the_form_and_nothing_is_lost(demo: Path) -> None:
    async with walk(demo) as w:
        await w.press("d", "b")
        await w.dialog(Form)
        await w.write("someday")
        await w.press("enter")
        await until(w.pilot, lambda: "someday" in w.text() and isinstance(w.pilot.app.screen, Form))
        assert w.pilot.app.screen.query_one(Input).value == "someday"


async def test_a_figure_of_a_unit_that_had_not_reported(demo: Path) -> None:
    async with walk(demo) as w:
        await w.press("tab", "tab", "l")
        pane = w.screen.here
        missing = w.figures()[0].missing[0]
        index = next(i for i, row in enumerate(pane.rows) if row.part and row.part.unit == missing)
        await w.press(*["j"] * index, "p")
        await w.dialog(Form)
        await w.write("700")
        await w.press("enter")
        await w.saying("figure 700")
        found = {part.unit: part.value for part in w.figures()[0].units}
        assert found[missing] == 700
        await until(w.pilot, lambda: not w.screen.view.indicators[0].missing)


# Finding


async def test_the_filter_counts_as_you_type_and_letters_are_dead_in_it(demo: Path) -> None:
    async with walk(demo, SMALL) as w:
        before = w.rows()
        await w.press("slash")
        await w.write("市民政局x")
        await until(w.pilot, lambda: w.screen.view.ask.text == "市民政局x")
        assert w.rows() == before
        await w.press("backspace")
        await until(w.pilot, lambda: w.screen.view.ask.text == "市民政局")
        assert f"1 of {w.screen.view.due_all}" in w.text()
        await w.press("enter")
        assert {row.item.unit for row in w.screen.due.rows} == {"市民政局"}
        await w.press("escape")
        await until(w.pilot, lambda: w.screen.view.ask.text == "")


async def test_the_palette_does_every_action_and_jumps_to_any_task(demo: Path) -> None:
    async with walk(demo) as w:
        await w.press("colon")
        await until(w.pilot, lambda: len(w.pilot.app.screen_stack) == 2)
        await w.pilot.pause()
        await w.write("zoom")
        await w.press("escape", "ctrl+p")
        await until(w.pilot, lambda: len(w.pilot.app.screen_stack) == 2)
        await w.pilot.pause()
        w.pilot.app.screen.query_one(Input).value = "fujian-2006/21"
        await w.pilot.pause()
        await w.press("enter")
        await until(w.pilot, lambda: w.screen.view.ask.plan == "fujian-2006" and w.screen.active == "listing")
        assert {row.item.task for row in w.screen.listing.rows if hasattr(row, "item")} == {"21"}


async def test_plans_switch_and_all_plans_stand_side_by_side(demo: Path) -> None:
    async with walk(demo) as w:
        told: list[str] = []
        w.pilot.app.remember = told.append  # type: ignore[attr-defined]
        await w.press("P")
        await w.dialog(Choose)
        await w.press("j", "enter")
        await until(w.pilot, lambda: w.screen.view.ask.plan == "county-home-internet")
        assert told == ["county-home-internet"] and w.screen.due.cursor == 0
        seen = w.screen.view
        await w.press("P")
        await w.dialog(Choose)
        await w.press("enter")  # the same plan again
        await until(w.pilot, lambda: w.screen.view is not seen)
        assert all(w.screen.pane(name).rows for name in ("due", "units", "indicators", "phases"))
        await w.press("P")
        await w.dialog(Choose)
        await w.press("G", "enter")
        await until(w.pilot, lambda: w.screen.view.ask.plan is None)
        assert w.screen.view.board.total == sum(count.n for count in w.screen.view.board.counts) > 600


async def test_help_is_made_from_the_live_bindings(demo: Path) -> None:
    async with walk(demo, keys=Keymap({"zoom": ("Z",)})) as w:
        await w.press("question_mark")
        await w.dialog(Choose)
        rows = w.pilot.app.screen.query_one("#options").rows  # type: ignore[attr-defined]
        text = "\n".join("".join(piece.text for piece in row.pieces) for row in rows)
        says, flowing = speak("en", DEFAULT_KEYS.names()).screen, " ".join(text.split())
        assert all(" ".join(says.action_help(action.id).split()) in flowing for action in ACTIONS), "nothing is cut"
        assert any(line.split()[:1] == ["Z"] for line in text.splitlines())


# Export


@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_the_export_dialog_writes_the_bytes_of_the_command(demo: Path, tmp_path: Path, lang: str) -> None:
    async with walk(demo, lang=lang) as w:
        await w.press("e")
        await w.dialog(Form)
        w.pilot.app.screen.query_one(Input).value = str(tmp_path / "out")
        await w.pilot.pause()
        await w.press("enter")
        await w.saying("out.md")
        with closing(open_reader(str(demo))) as reader:
            order = Order(PANJIN, "bulletin", "md", issued=TODAY)
            assert (tmp_path / "out.md").read_bytes() == file_bytes(export(reader, order, TODAY, speak(lang)), "md")
