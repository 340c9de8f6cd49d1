"""The history in the dashboard: every command, by whom and for which day; undone and redone from there."""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path

import pytest
from boards import LARGE, SMALL, lines_of, overview, until
from pasts import PastWalk, history, last_command, sets, somebody, undoes
from textual.widgets import Input
from walks import PANJIN, walk

from store.commands.statuses import set_note
from store.reader import Reader
from store.shapes import ChangeFilter
from store.writer import Writer
from tui.history import History, read_history
from tui.panes.changes import ChangeRow, CommandRow
from tui.screens.dialog import Choose, Confirm
from tui.screens.form import Form
from tui.screens.history import HistoryScreen
from tui.screens.overview import OverviewScreen

# Modes


async def test_6_shows_the_history_of_the_plan_and_1_the_overview_as_it_was(demo: Path) -> None:
    async with walk(demo) as w:
        await w.press("j", "j", "6")
        await until(w.pilot, lambda: isinstance(w.pilot.app.screen, HistoryScreen))
        past = PastWalk(w)
        await past.until(lambda: past.screen.view is not None)
        head = lines_of(w.pilot)[0]
        assert "盘锦市家庭上网工程" in head and "6 History" in head and "(demo, sample data)" in head
        assert all(line.id for line in past.pane.lines) and past.screen.ask.plan == PANJIN
        await w.press("1")
        assert isinstance(w.pilot.app.screen, OverviewScreen) and w.screen.due.cursor == 2


async def test_the_history_is_made_when_it_is_first_asked_for_and_keeps_its_place(demo: Path) -> None:
    async with walk(demo) as w:
        assert not w.pilot.app.is_screen_installed("history")
        await w.press("6")
        await until(w.pilot, lambda: isinstance(w.pilot.app.screen, HistoryScreen))
        past = PastWalk(w)
        await past.until(lambda: len(past.pane.rows) > 10)
        await w.press("j", "j", "j")
        here, screen = past.current, past.screen
        await w.press("1", "6")
        assert past.screen is screen and past.current == here


async def test_another_plan_in_the_overview_is_another_plan_in_the_history(demo: Path) -> None:
    async with history(demo) as past:
        first = past.ids
        await past.press("slash", "x", "enter", "1")
        past.walk.screen.jump("plan", "fujian-2006")
        await past.until(lambda: past.walk.screen.view.ask.plan == "fujian-2006")
        await past.press("6")
        await past.until(lambda: past.screen.view is not None and past.screen.view.asked.plan == "fujian-2006")
        assert past.ids and not {*past.ids} & {*first} and past.screen.ask.text == ""


async def test_keys_of_the_other_mode_say_where_they_work(demo: Path) -> None:
    async with history(demo, SMALL) as past:
        before = past.walk.rows()
        await past.press("x")
        await past.saying("works on a plan: 1 leads to the overview")
        assert "done" not in lines_of(past.pilot)[-1] and past.walk.rows() == before
        await past.press("1", "H")
        await past.walk.saying("works in the matrix: 3 leads there")


async def test_the_palette_jumps_from_the_history_to_a_task_in_the_overview(demo: Path) -> None:
    async with history(demo) as past:
        await past.press("colon")
        await past.until(lambda: len(past.pilot.app.screen_stack) == 3)
        await past.pilot.pause()
        past.pilot.app.screen.query_one(Input).value = "panjin-2005/4"
        await past.pilot.pause()
        await past.press("enter")
        w = past.walk
        await until(w.pilot, lambda: w.pilot.app.screen is w.screen and w.screen.active == "listing")
        assert {row.item.task for row in w.screen.listing.rows if hasattr(row, "item")} == {"4"}


# What is listed


async def test_every_command_says_who_when_for_which_day_and_what_it_changed(demo: Path) -> None:
    async with walk(demo) as w:
        row = w.row("3", "市妇联")
    sets(demo, "wang", [row.id], "done")
    async with history(demo) as past:
        line = next(line for line in lines_of(past.pilot) if "wang" in line)
        assert "2006-09-15 09:30" in line, "the moment stands in the store's time zone"
        assert "市妇联" in line and "status in progress > done" in line and "3" in line


async def test_a_command_of_many_changes_is_one_row_that_opens(demo: Path) -> None:
    async with walk(demo) as w:
        ids = [row.id for row in w.rows() if row.task == "3"]
    assert len(ids) > 2
    sets(demo, "wang", ids, "blocked")
    async with history(demo) as past:
        rows = len(past.pane.rows)
        first = lines_of(past.pilot)[3]
        assert f"{len(ids)} assignments" in first and "> needs help" in first
        await past.press("enter")
        await past.until(lambda: len(past.pane.rows) == rows + len(ids))
        below = past.pane.rows[1 : len(ids) + 1]
        assert {row.change.unit for row in below if isinstance(row, ChangeRow)} == {
            row.unit for row in past.walk.rows() if row.id in ids
        }
        await past.press("j", "j", "h")
        assert len(past.pane.rows) == rows and isinstance(past.pane.current, CommandRow) and past.pane.cursor == 0


async def test_older_commands_come_as_the_cursor_goes_down(demo: Path) -> None:
    async with history(demo) as past:
        await past.press("1", "P")
        await past.dialog(Choose)
        await past.press("G", "enter")
        await past.until(lambda: past.walk.screen.view.ask.plan is None)
        await past.press("6")
        await past.until(lambda: past.screen.view is not None and past.screen.view.asked.plan == "")
        assert "All plans" in lines_of(past.pilot)[0]
        known = past.ids
        assert known == sorted(known, reverse=True) and not past.pane.whole
        for _ in range(20):
            await past.press("G")
            await past.until(lambda: not past.pane.near_the_end)
        assert past.pane.whole and past.ids[: len(known)] == known
        assert past.ids == list(range(last_command(demo), 0, -1)), "each command once, down to the first"


async def test_what_others_do_appears_without_moving_the_cursor(demo: Path) -> None:
    async with history(demo) as past:
        await past.press("j", "j", "j", "j")
        here = past.current
        row = past.walk.row("3", "市妇联")
        number = sets(demo, "wang", [row.id], "done")
        await past.until(lambda: number in past.ids)
        assert past.current == here
        undoes(demo, "zhao", number)
        await past.until(lambda: past.ids[0] > number)
        listed = next(row.line for row in past.pane.rows if row.line.id == number)
        assert listed.undone_by == "zhao" and past.current == here
        assert "undone by zhao" in past.text(), "from the top of the list what is new is seen"


# Undo and redo from here


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_my_newest_command_is_undone_at_once_and_redone(demo: Path, size: tuple[int, int]) -> None:
    async with history(demo, size) as past:
        row = past.walk.row("3", "市妇联")
        number = sets(demo, "li", [row.id], "done")
        await past.until(lambda: number in past.ids)
        await past.press("g", "u")
        sentence = await past.saying("Undone")
        assert "市妇联" in sentence and "done > in progress" in sentence
        assert past.walk.row("3", "市妇联").status == "in_progress"
        await past.until(lambda: past.current.undone_by == "li")
        assert past.current.id == number, "the cursor stays on the command"
        await past.press("ctrl+r")
        await past.saying("Done again")
        assert past.walk.row("3", "市妇联").status == "done"
        await past.until(lambda: past.current.undone_by == "")


async def test_somebody_elses_command_is_undone_after_asking_and_the_question_says_what_that_does(demo: Path) -> None:
    async with history(demo, SMALL) as past:
        row = past.walk.row("3", "市妇联")
        number = sets(demo, "wang", [row.id], "done")
        await past.until(lambda: number in past.ids)
        await past.press("g", "u")
        await past.dialog(Confirm)
        assert f"Undo command {number} of wang?" in past.text()
        assert "panjin-2005/3 市妇联" in past.text() and "status done > in progress" in past.text()
        await past.press("n")
        assert past.walk.row("3", "市妇联").status == "done"
        await past.press("u")
        await past.dialog(Confirm)
        await past.press("y")
        await past.saying("Undone")
        assert past.walk.row("3", "市妇联").status == "in_progress"
        await past.until(lambda: past.current.undone_by == "li")


async def test_an_earlier_command_of_mine_is_undone_after_asking_and_the_later_one_stays(demo: Path) -> None:
    async with history(demo) as past:
        first, second = past.walk.row("3", "市妇联"), past.walk.row("2", "市信息产业局")
        earlier, later = sets(demo, "li", [first.id], "done"), sets(demo, "li", [second.id], "blocked")
        await past.until(lambda: later in past.ids)
        await past.press("g", "j", "u")
        await past.dialog(Confirm)
        await past.press("y")
        await past.saying("Undone")
        assert past.current.id == earlier
        assert past.walk.row("3", "市妇联").status == "in_progress"
        assert past.walk.row("2", "市信息产业局").status == "blocked"


async def test_what_somebody_changed_since_is_not_overwritten_and_is_named(demo: Path) -> None:
    async with history(demo) as past:
        row = past.walk.row("3", "市妇联")
        mine, his = sets(demo, "li", [row.id], "done"), sets(demo, "wang", [row.id], "blocked")
        await past.until(lambda: his in past.ids)
        await past.press("g", "j")
        assert past.current.id == mine
        await past.press("u")
        await past.dialog(Confirm)
        await past.press("y")
        sentence = await past.saying("wang has since changed")
        assert "市妇联" in sentence and "needs help" in sentence
        assert past.walk.row("3", "市妇联").status == "blocked"


async def test_an_undo_is_a_row_and_its_command_is_brought_back_from_it(demo: Path) -> None:
    async with history(demo) as past:
        row = past.walk.row("3", "市妇联")
        number = sets(demo, "li", [row.id], "done")
        undoes(demo, "li", number)
        await past.until(lambda: number + 1 in past.ids)
        await past.press("g")
        assert (past.current.kind, past.current.target) == ("undo", number)
        assert "undo: status done > in progress" in lines_of(past.pilot)[3]
        await past.press("u")
        await past.saying("undone already")
        await past.press("ctrl+r")
        await past.saying("Done again")
        assert past.walk.row("3", "市妇联").status == "done"


async def test_in_the_overview_u_is_still_my_last_command(demo: Path) -> None:
    async with history(demo) as past:
        first, second = past.walk.row("3", "市妇联"), past.walk.row("2", "市信息产业局")
        sets(demo, "li", [first.id], "done")
        sets(demo, "wang", [second.id], "blocked")
        await past.press("1", "u")
        await past.walk.saying("Undone")
        assert past.walk.row("3", "市妇联").status == "in_progress"
        assert past.walk.row("2", "市信息产业局").status == "blocked"


async def test_a_read_only_store_shows_its_history_and_says_why_nothing_is_undone(demo: Path) -> None:
    async with history(demo, read_only=True) as past:
        before = past.walk.rows()
        await past.press("u")
        await past.saying("reading only")
        assert past.walk.rows() == before and past.ids


# Past dates, empty stores


async def test_as_of_a_past_date_the_history_ends_there_and_nothing_is_undone(demo: Path) -> None:
    async with history(demo) as past:
        now = past.ids
        await past.press("t")
        await past.dialog(Form)
        past.pilot.app.screen.query_one(Input).value = "2006-08-01"
        await past.press("enter")
        await past.until(lambda: past.screen.desk.past is not None and past.screen.view is not None)
        await past.until(lambda: 0 < len(past.ids) < len(now))
        assert all(row.line.on.isoformat() <= "2006-08-01" for row in past.pane.rows)
        assert "2006-08-01" in lines_of(past.pilot)[0] and "6 History" in lines_of(past.pilot)[0]
        before = past.walk.rows()
        await past.press("u")
        await until(past.pilot, lambda: "Nothing" in past.text() or "past" in past.text())
        assert past.walk.rows() == before
        await past.press("1")
        assert past.walk.screen.view.ask.as_of.isoformat() == "2006-08-01"
        await past.press("6", "escape", "escape")
        await past.until(lambda: past.screen.desk.past is None and past.ids == now)


async def test_an_empty_store_has_no_history_and_says_so(tmp_path: Path) -> None:
    store = tmp_path / "empty.db"
    Writer(str(store)).close()
    async with walk(store, plan=None) as w:
        await w.dialog(Choose)
        await w.press("escape", "6")
        await until(w.pilot, lambda: isinstance(w.pilot.app.screen, HistoryScreen))
        await until(w.pilot, lambda: "Nothing was recorded yet" in w.text())
        for key in ("u", "ctrl+r", "enter", "G", "l", "slash", "escape", "f", "escape"):
            await w.press(key)
        assert "Nothing was recorded yet" in w.text()


# Filters


async def test_the_filter_finds_statuses_by_their_word_people_and_units_as_one_types(demo: Path) -> None:
    async with walk(demo) as w:
        row = w.row("3", "市妇联")
    number = sets(demo, "zhaoliu", [row.id], "blocked")
    async with history(demo, lang="zh") as past:
        all_of_them = past.ids
        await past.press("slash")
        await past.walk.write("需协调x")
        await past.until(lambda: past.ids == [])
        assert "没有符合筛选的" in past.text()
        await past.press("backspace")
        await past.until(lambda: number in past.ids)
        assert len(past.ids) < len(all_of_them)
        await past.press("escape")
        await past.until(lambda: past.ids == all_of_them)
        await past.press("slash")
        await past.walk.write("zhaoliu")
        await past.until(lambda: past.ids == [number])
        await past.press("enter", "escape")
        await past.until(lambda: past.ids == all_of_them)


async def test_a_search_that_takes_long_says_that_it_reads(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    going_on = threading.Event()

    def slowly(reader: Reader, asked: ChangeFilter, as_of: date, least: int = 0) -> History:
        going_on.wait(10)
        return read_history(reader, asked, as_of, least)

    async with history(demo) as past:
        monkeypatch.setattr("tui.screens.history.read_history", slowly)
        await past.press("slash", "3")
        await past.until(lambda: "reading …" in lines_of(past.pilot)[1])
        going_on.set()
        await past.until(lambda: past.screen.view is not None and "reading …" not in lines_of(past.pilot)[1])


async def test_the_form_filters_by_unit_task_person_and_days_and_refuses_unknown_names(demo: Path) -> None:
    async with walk(demo) as w:
        row = w.row("3", "市妇联")
    number = sets(demo, "zhaoliu", [row.id], "blocked")
    async with history(demo) as past:
        await past.press("f")
        await past.dialog(Form)
        form = past.pilot.app.screen
        form.query_one("#field-person", Input).value = "zhaolu"
        await past.press("tab", "enter")
        await past.until(lambda: "Nobody called “zhaolu”" in past.text() and "zhaoliu" in past.text())
        for field, value in (("person", "zhaoliu"), ("unit", "市妇联"), ("task", "3"), ("since", "9月15日")):
            form.query_one(f"#field-{field}", Input).value = value
        await past.press("enter")
        await past.until(lambda: past.pilot.app.screen is past.screen and past.ids == [number])
        title = lines_of(past.pilot)[1]
        assert all(part in title for part in ("市妇联", "panjin-2005/3", "zhaoliu", "2006-09-15"))
        await past.press("escape")
        await past.until(lambda: len(past.ids) > 1)
        assert past.screen.ask.plan == PANJIN


async def test_hostile_text_in_a_change_is_text(demo: Path) -> None:
    async with walk(demo) as w:
        row = w.row("3", "市妇联")
    writer = Writer(str(demo))
    set_note(writer, somebody("[/]\x1b[31m"), [row.id], "[@click=app.quit]x[/] \x1b]0;t\x07 \u202eabc")
    writer.close()
    async with history(demo) as past:
        assert "[@click=app.quit]x[/]" in past.text() and "\x1b" not in past.text() and "\u202e" not in past.text()
        await past.press("u")
        await past.dialog(Confirm)
        assert "\x1b" not in past.text()


async def test_help_lists_the_keys_of_the_history(demo: Path) -> None:
    async with history(demo) as past:
        await past.press("question_mark")
        await past.dialog(Choose)
        rows = past.pilot.app.screen.query_one("#options").rows  # type: ignore[attr-defined]
        text = "\n".join("".join(piece.text for piece in row.pieces) for row in rows)
        assert "the history: every command" in text and "filter the history by" in text
        assert overview(past.pilot.app) is past.walk.screen
