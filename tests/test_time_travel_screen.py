"""The dashboard on a past date: `t`, a date, everything as it was; nothing can be written; `t` again is today."""

from __future__ import annotations

import sys
import threading
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from boards import LARGE, SMALL, dashboard, lines_of, overview, said, until
from terminal import Terminal
from walks import PANJIN, Walk, elsewhere, walk

import tui.desk
from exchange.export import Order, export
from store.commands.members import set_member
from store.commands.statuses import set_status
from store.errors import Unusable
from store.past import Past, travel
from store.queries.assignments import assignments
from store.queries.names import plan_id, unit_key
from store.reader import Reader, open_reader
from store.shapes import Assignment, AssignmentFilter, Who
from store.writer import Writer
from tui.keys import ACTIONS, WRITES
from tui.panes.detail import DetailPane
from tui.screens.form import Form
from tui.screens.moves import Moves
from tui.view import Listing
from words import speak

JULY = date(2006, 7, 1)


async def go(w: Walk, day: str = "2006-07-01", known_at: str = "") -> None:
    """Press `t` and type a date."""
    await w.press("t")
    await w.dialog(Form)
    await w.write(day)
    if known_at:
        await w.press("tab")
        await w.write(known_at)
    await w.press("enter")
    await until(w.pilot, lambda: w.screen.face.past != "")
    await w.pilot.pause()


async def back(w: Walk, key: str = "t") -> None:
    """Go back to today."""
    await w.press(key)
    await until(w.pilot, lambda: w.screen.face.past == "")
    await w.pilot.pause()


def as_it_was(store: Path, day: date = JULY) -> tuple[Assignment, ...]:
    """The assignments of the plan on that day, read apart from the screen."""
    with closing(travel(str(store), day)) as reader:
        return assignments(reader, AssignmentFilter(plan=PANJIN), day)


def joins(store: Path, group: str, unit: str, since: date) -> None:
    """A unit joins a group of the plan."""
    writer = Writer(str(store))
    with closing(open_reader(str(store))) as reader:
        ident = unit_key(reader, group, plan_id(reader, PANJIN)).id
    set_member(writer, Who("wang", date(2006, 9, 15), datetime.now(UTC)), ident, unit, since, None)
    writer.close()


def record(store: Path, ident: int, on: date) -> None:
    """What another process does: it records that an assignment was blocked on an earlier day."""
    writer = Writer(str(store))
    set_status(writer, Who("wang", date(2006, 9, 15), datetime.now(UTC)), [ident], "blocked", on)
    writer.close()


async def test_every_pane_shows_the_store_as_of_the_date_and_the_header_says_so(demo: Path) -> None:
    async with walk(demo) as w:
        today = w.screen.view
        await go(w)
        header = lines_of(w.pilot)[0]
        assert "« as of 2006-07-01, read only »" in header and "today" not in header
        assert "¦2006-07-01" in w.text() and "¦today" not in w.text()
        view, truth = w.screen.view, as_it_was(w.store)
        assert view.board.as_of == JULY and view.board.total == len(truth)
        assert view.board.counts != today.board.counts and view.loads != today.loads
        assert view.indicators != today.indicators and view.phases != today.phases
        assert {row.id for row in view.due} == {row.id for row in truth if row.light in ("overdue", "due_soon")}
        await back(w)
        assert w.screen.view == today and "today 2006-09-15" in lines_of(w.pilot)[0]
        assert "Today again: 2006-09-15" in said(w.pilot)


@pytest.mark.parametrize("size", [LARGE, SMALL])
@pytest.mark.parametrize(("lang", "told"), [("en", "as of 2006-07-01, read only"), ("zh", "截至 2006-07-01，只读")])
async def test_the_header_keeps_the_date_whole_on_its_own_ground(
    demo: Path, size: tuple[int, int], lang: str, told: str
) -> None:
    async with walk(demo, size, lang) as w:
        await go(w)
        assert told in lines_of(w.pilot)[0] and w.screen.face.look.palette.name == "duban-dark"
        first = w.pilot.app.screen._compositor.render_strips()[0]
        grounds = {segment.style.bgcolor for segment in first if segment.style and segment.text.strip()}
        assert {ground.name for ground in grounds if ground} == {w.screen.face.look.palette.grounds["past"]}


async def test_every_key_that_writes_says_why_not_and_the_footer_leaves_them_out(demo: Path) -> None:
    async with walk(demo) as w:
        await go(w, "2006-09-14")
        before = w.rows()
        assert w.screen.subject.item is not None
        for action in ACTIONS:
            if action.id in WRITES and action.keys:
                w.screen.hush()
                await w.press(action.keys[0])
                await w.saying("for reading only")
        assert w.rows() == before
        footer = lines_of(w.pilot)[-1]
        assert footer.split()[:2] == ["t", "today"] and "done" not in footer and "export" in footer
        await back(w)
        assert "done" in lines_of(w.pilot)[-1] and "a past date" not in lines_of(w.pilot)[-1]


async def test_a_date_is_previewed_as_it_is_read_and_one_that_is_none_is_refused_in_the_form(demo: Path) -> None:
    async with walk(demo) as w:
        await w.press("t")
        await w.dialog(Form)
        await w.write("last month")
        await until(w.pilot, lambda: "shows the store as of 2006-08-31" in w.text())
        await w.press("tab")
        await w.write("2006-09-01")
        await until(w.pilot, lambda: "as known at 2006-09-01 23:59" in w.text())
        await w.write("x")
        await until(w.pilot, lambda: "is not a moment" in w.text())
        await w.press("enter")
        await w.pilot.pause(0.1)
        assert isinstance(w.pilot.app.screen, Form) and w.screen.desk.past is None
        await w.press("escape")
        await until(w.pilot, lambda: not isinstance(w.pilot.app.screen, Form))
        assert w.screen.face.past == ""


async def test_what_was_known_at_a_moment_is_a_second_field(demo: Path) -> None:
    async with walk(demo) as w:
        item = w.screen.subject.item
        assert item is not None
        record(w.store, item.id, JULY)
        await go(w)
        assert next(row.status for row in as_it_was(w.store) if row.id == item.id) == "blocked"
        assert w.screen.view.board.blocked == 1
        await back(w)
        await go(w, known_at="2006-10-01")
        assert w.screen.view.board.blocked == 0 and "known 2006-10-01 23:59, read only" in lines_of(w.pilot)[0]


async def test_escape_closes_what_is_open_before_it_leaves_the_past(demo: Path) -> None:
    async with walk(demo) as w:
        await go(w, "2006-09-14")
        await w.press("z", "escape")
        assert w.screen.desk.past is not None and not w.screen.zoomed
        await w.press("enter")
        await until(w.pilot, lambda: w.screen.active == "detail")
        await w.press("escape")
        await w.pilot.pause()
        assert w.screen.desk.past is not None and w.screen.extra == ""
        await back(w, "escape")


async def test_filter_list_and_detail_work_on_the_past(demo: Path) -> None:
    async with walk(demo) as w:
        await go(w, "2006-08-31")
        truth = as_it_was(w.store, date(2006, 8, 31))
        await w.press("slash", *"2006")
        await w.press("backspace", "backspace", "backspace", "backspace", "enter", "tab", "enter")
        await until(w.pilot, lambda: w.screen.active == "listing")
        unit = w.screen.listing.headline
        assert {row.id for row in w.screen.listing._items} == {row.id for row in truth if unit in (row.unit, row.via)}
        await w.press("enter")
        await until(w.pilot, lambda: w.screen.active == "detail")
        shown = w.screen.get_widget_by_id("detail", DetailPane).shown
        assert shown is not None and shown.row in truth
        assert all(report.on <= date(2006, 8, 31) for report in shown.reports)
        assert all(change.on <= date(2006, 8, 31) for change in shown.history)


async def test_an_open_detail_follows_into_the_past_and_closes_where_it_was_not_there_yet(demo: Path) -> None:
    joins(demo, "各电信运营商", "长城宽带", date(2006, 9, 10))
    async with walk(demo) as w:
        Moves(w.screen).open_listing(Listing("长城宽带", PANJIN, unit="长城宽带"))
        await until(w.pilot, lambda: w.screen.active == "listing")
        await w.press("l", "j", "enter")
        await until(w.pilot, lambda: w.screen.active == "detail")
        await go(w, "2006-09-12")
        pane = w.screen.get_widget_by_id("detail", DetailPane)
        assert pane.shown is not None and pane.shown.row.unit == "长城宽带"
        await until(w.pilot, lambda: pane.shown.row in as_it_was(w.store, date(2006, 9, 12)))  # type: ignore[union-attr]
        await back(w)
        assert w.screen.active == "detail"
        await go(w)
        await w.saying("not there on the date that is shown")
        assert w.screen.active == "listing" and not w.screen.listing.rows


async def test_a_plan_that_was_not_there_yet_gives_way_to_all_plans_and_comes_back_with_today(demo: Path) -> None:
    async with walk(demo) as w:
        await go(w, "2003-01-01")
        await w.saying("panjin-2005 was not there yet on 2003-01-01")
        assert w.screen.view.ask.plan is None and w.screen.view.board.total == 191
        await back(w)
        assert w.screen.view.ask.plan == PANJIN
        await go(w, "1999-01-01")
        await until(w.pilot, lambda: w.screen.view.board.total == 0)
        assert "No plan was there yet on this day. t goes back to today." in w.text()
        await w.press("P")
        await w.saying("for reading only")
        await back(w)
        assert w.screen.view.board.total == 21


async def test_an_export_of_the_past_has_the_bytes_of_the_command(demo: Path, tmp_path: Path) -> None:
    file = tmp_path / "june.md"
    async with walk(demo) as w:
        await go(w)
        await w.press("e")
        await w.dialog(Form)
        field = w.pilot.app.screen.query_one("#field-file")
        field.value = str(file)  # type: ignore[attr-defined]
        await w.press("enter")
        await w.saying("Written")
    with closing(travel(str(demo), JULY)) as reader:
        order = Order(PANJIN, issued=date(2006, 9, 15))
        assert file.read_text(encoding="utf-8") == export(reader, order, JULY, speak("en"))


async def test_a_late_entry_of_another_process_appears_in_the_past_that_is_shown(demo: Path) -> None:
    async with walk(demo) as w:
        item = w.screen.subject.item
        assert item is not None
        await go(w)
        await w.press("tab", "j")
        cursor, told = w.screen.here.cursor, said(w.pilot)
        record(w.store, item.id, JULY)
        await until(w.pilot, lambda: w.screen.view.board.blocked == 1)
        assert (w.screen.active, w.screen.here.cursor) == ("units", cursor)
        assert w.screen.face.past and said(w.pilot) == told


async def test_a_change_of_today_does_not_show_in_the_past_but_does_on_return(demo: Path) -> None:
    async with walk(demo) as w:
        item = w.screen.subject.item
        assert item is not None
        await go(w)
        before = w.screen.view.board.counts
        seen = w.screen.desk._seen
        elsewhere(w.store, item.id, "blocked")
        await until(w.pilot, lambda: w.screen.desk._seen != seen)
        assert w.screen.view.board.counts == before
        await back(w)
        assert w.screen.view.board.blocked == 2


async def test_keys_stay_alive_while_a_past_date_is_gone_to_and_it_is_said_what_is_waited_for(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = threading.Event()

    def slow(path: str, past: Past) -> Reader:
        assert gate.wait(30)
        return travel(path, past.as_of, past.known_at)

    monkeypatch.setattr(tui.desk, "_travel", slow)
    async with walk(demo) as w:
        await w.press("t")
        await w.dialog(Form)
        await w.write("2006-07-01")
        await w.press("enter")
        await w.saying("Reading the store as of 2006-07-01")
        await w.press("j", "j", "enter")
        await until(w.pilot, lambda: w.screen.active == "detail")
        assert w.screen.due.cursor == 2 and "today 2006-09-15" in lines_of(w.pilot)[0]
        await w.press("escape", "x")
        await w.saying("Saved")
        gate.set()
        await until(w.pilot, lambda: w.screen.face.past != "")
        await until(w.pilot, lambda: w.screen.view.board.as_of == JULY)


async def test_the_date_asked_for_last_is_the_one_that_is_shown(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gate, asked = threading.Event(), list[date]()

    def slow(path: str, past: Past) -> Reader:
        asked.append(past.as_of)
        assert gate.wait(30)
        return travel(path, past.as_of, past.known_at)

    monkeypatch.setattr(tui.desk, "_travel", slow)
    async with walk(demo) as w:
        for day in ("2006-05-01", "2006-06-01", "2006-07-01"):
            await w.press("t")
            await w.dialog(Form)
            await w.write(day)
            await w.press("enter")
            await until(w.pilot, lambda: not isinstance(w.pilot.app.screen, Form))
        gate.set()
        await until(w.pilot, lambda: w.screen.view.board.as_of == JULY)
        assert asked == [date(2006, 5, 1), JULY]


async def test_a_past_that_cannot_be_read_leaves_today_on_screen(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(path: str, past: Past) -> Reader:
        raise Unusable("store_full", path=path)

    monkeypatch.setattr(tui.desk, "_travel", broken)
    async with walk(demo) as w:
        await w.press("t")
        await w.dialog(Form)
        await w.write("2006-07-01")
        await w.press("enter")
        await until(w.pilot, lambda: str(demo) in said(w.pilot))
        assert w.screen.desk.past is None and "today 2006-09-15" in lines_of(w.pilot)[0]
        await w.press("x")
        await w.saying("Saved")


async def test_the_dashboard_can_begin_in_the_past(demo: Path) -> None:
    with dashboard(demo, past=Past(JULY)) as app:
        async with app.run_test(size=LARGE, notifications=True) as pilot:
            await until(pilot, lambda: bool(overview(app).handlers))
            w = Walk(pilot, demo)
            assert "as of 2006-07-01, read only" in lines_of(pilot)[0]
            assert w.screen.view.board.as_of == JULY and w.screen.view.board.total == 21
            await back(w)
            assert w.screen.view.board.as_of == date(2006, 9, 15)


async def test_the_theme_keeps_the_past(demo: Path) -> None:
    async with walk(demo) as w:
        await go(w)
        w.screen.act("light")
        await w.saying("light theme")
        assert "as of 2006-07-01, read only" in lines_of(w.pilot)[0]


def test_a_person_looks_back_and_returns(demo: Path, clean_env: dict[str, str]) -> None:
    argv = [sys.executable, "-m", "tui", "--store", str(demo), "--today", "2006-09-15", "--lang", "en"]
    with Terminal(argv, cols=120, rows=40, env=clean_env) as terminal:
        terminal.wait_for("today 2006-09-15")
        terminal.press("t")
        terminal.wait_for("Show a past date")
        terminal.press("2006-07-01")
        terminal.wait_for("shows the store as of 2006-07-01")
        terminal.press("enter")
        terminal.wait_for("« as of 2006-07-01, read only »")
        terminal.press("x")
        terminal.wait_for("for reading only")
        terminal.press("t")
        terminal.wait_for("today 2006-09-15")
        terminal.close("q")


def test_a_clock_that_is_set_back_opens_on_that_past_for_reading_only(demo: Path, clean_env: dict[str, str]) -> None:
    argv = [sys.executable, "-m", "tui", "--store", str(demo), "--today", "2006-08-01", "--lang", "en"]
    with Terminal(argv, cols=120, rows=40, env=clean_env) as terminal:
        terminal.wait_for("« as of 2006-08-01, read only »")
        terminal.press("x")
        terminal.wait_for("for reading only")
        terminal.close("q")
