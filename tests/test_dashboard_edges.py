"""Walks off the path: others who write, refusals, hostile text, empty stores, small screens."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from boards import LARGE, SMALL, dashboard, lines_of, overview, said, until
from walks import PANJIN, elsewhere, walk

from store.writer import Writer
from tui.keys import WRITES
from tui.panes.strips import Bar
from tui.screens.dialog import Choose
from tui.screens.form import Form

# Others who write, and refusals


async def test_a_change_of_another_process_appears_without_moving_the_cursor(demo: Path) -> None:
    async with walk(demo) as w:
        await w.press("j")
        here = w.screen.subject.item
        first = w.screen.due.rows[0].item
        elsewhere(w.store, first.id, "done")
        await until(w.pilot, lambda: all(row.id != first.id for row in w.screen.view.due))
        assert w.screen.subject.item == here


async def test_a_row_that_somebody_else_changed_is_not_overwritten(demo: Path) -> None:
    async with walk(demo) as w:
        item = w.screen.subject.item
        assert item is not None
        elsewhere(w.store, item.id, "blocked")
        w.screen.act("done")
        await until(w.pilot, lambda: bool(said(w.pilot)))
        assert "Saved" not in said(w.pilot)
        assert w.row(item.task, item.unit).status == "blocked"
        await until(w.pilot, lambda: w.screen.due.rows[0].item.status == "blocked")


async def test_the_screen_stays_alive_while_a_write_waits(demo: Path) -> None:
    async with walk(demo) as w:
        with closing(sqlite3.connect(demo, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await w.press("x", "j", "j")
            assert w.screen.due.cursor == 2 and "Saved" not in said(w.pilot)
            other.execute("ROLLBACK")
        await w.saying("Saved: done")


async def test_a_read_only_store_says_why_not(demo: Path) -> None:
    async with walk(demo, read_only=True) as w:
        before = w.rows()
        for key in ("x", "s", "n", "d", "u"):
            await w.press("escape", key)
            await w.saying("reading only")
        assert w.rows() == before and "read-only" in lines_of(w.pilot)[0]


async def test_the_footer_of_a_read_only_store_offers_no_key_that_writes(demo: Path) -> None:
    async with walk(demo, read_only=True) as w:
        for mode in ("overview", "tasks", "matrix", "timeline", "units", "history"):
            w.screen.act(mode)
            await until(w.pilot, lambda mode=mode: getattr(w.pilot.app.screen, "mode", "") == mode)  # type: ignore[misc]
            footer = w.pilot.app.screen.get_widget_by_id("footer", Bar)
            await until(w.pilot, lambda footer=footer: bool(footer.pieces))  # type: ignore[misc]
            offered = {piece.act for piece in footer.pieces if piece.act}
            assert {"open", "help", "filter"} <= offered and not offered & WRITES, mode


async def test_a_mark_in_a_read_only_store_is_refused_with_what_marks_are_for(demo: Path) -> None:
    async with walk(demo, read_only=True) as w:
        for key in ("space", "v", "V"):
            await w.press("escape", key)
            await w.saying("A mark says what a key writes to")
            assert not w.screen.marks


async def test_hostile_text_is_drawn_as_text(demo: Path) -> None:
    titles = ["[/] [@click=app.quit]go[/]", "\x1b[31mred\x1b[0m", "a\u202egnp", "[b类] $accent"]
    with closing(sqlite3.connect(demo)) as raw:
        for index, title in enumerate(titles):
            raw.execute(
                "UPDATE task SET title = ? WHERE id = (SELECT id FROM task ORDER BY id LIMIT 1 OFFSET ?)",
                (title, index),
            )
        raw.execute("UPDATE task SET title = ?, text = ? WHERE ref = '2'", (titles[0], "\n".join(titles)))
        raw.execute("UPDATE unit SET name = '[/]' || name WHERE name = '市信息产业局'")
        raw.execute("UPDATE plan SET title = '[bold]' || title")
        raw.commit()
    async with walk(demo) as w:
        text = w.text()
        assert "[@click=app.quit]go[/]" in text and "[/]市信息产业局" in text and "[bold]" in text
        await w.press("x")
        assert "[@click=app.quit]" in await w.saying("Saved")
        await w.press("u")
        await w.saying("Undone")
        await w.press("enter")
        await until(w.pilot, lambda: w.screen.active == "detail")
        for keys in (("n",), ("d",), ("colon",), ("P",), ("e",)):
            await w.press(*keys)
            await until(w.pilot, lambda: len(w.pilot.app.screen_stack) == 2)
            await w.pilot.pause()
            assert "\x1b" not in w.text() and "\u202e" not in w.text()
            await w.press("escape")


# An empty store


async def test_an_empty_store_offers_the_built_in_plans(tmp_path: Path) -> None:
    store = tmp_path / "new.db"
    Writer(str(store)).close()
    async with walk(store, plan=None) as w:
        await w.dialog(Choose)
        assert "panjin-2005" in w.text()
        await w.press("enter")
        await w.saying("Loaded")
        await until(w.pilot, lambda: w.screen.view.board.total > 0)
        assert w.screen.view.board.sample is False


async def test_a_hidden_year_is_asked_for(tmp_path: Path) -> None:
    store = tmp_path / "new.db"
    Writer(str(store)).close()
    async with walk(store, plan=None) as w:
        await w.dialog(Choose)
        await w.press("j", "enter")
        await w.dialog(Form)
        await w.press("enter")
        await until(w.pilot, lambda: w.screen.view.ask.plan == "county-home-internet")


# Size and looks


async def test_panes_fold_on_a_small_screen_and_a_pane_zooms(demo: Path) -> None:
    async with walk(demo, SMALL) as w:
        heights = {pane.id: pane.size.height for pane in w.screen.panes()}
        assert heights == {"today": 1, "due": 17, "units": 1, "indicators": 1, "phases": 1}
        assert [line.split()[0] for line in lines_of(w.pilot) if line.endswith(" tab ")] == ["Workload"]
        await w.press("tab")
        await w.pilot.pause()
        assert [line.split()[0] for line in lines_of(w.pilot) if line.endswith(" tab ")] == ["Indicators"]
        assert w.screen.pane("units").size.height == 17
        await w.press("z")
        await w.pilot.pause()
        assert w.screen.pane("units").size.height == 21
        await w.press("z")
        await w.pilot.resize_terminal(*LARGE)
        await w.pilot.pause()
        assert w.screen.pane("due").size.height > 10 and w.screen.active == "units"


async def test_a_dialog_stays_usable_when_the_terminal_changes_its_size(demo: Path) -> None:
    async with walk(demo) as w:
        await w.press("P")
        await w.dialog(Choose)
        for size in (SMALL, (60, 16), LARGE):
            await w.pilot.resize_terminal(*size)
            await w.pilot.pause()
            box = w.pilot.app.screen.query_one("#box").region
            assert box.right <= size[0] and box.bottom <= size[1] and box.height > 4
            assert w.pilot.app.screen.query_one("#hint").region.bottom <= box.bottom
        await w.press("escape", "d")
        await w.dialog(Choose)
        await w.press("e")
        await w.dialog(Form)
        for size in (SMALL, (60, 16)):
            await w.pilot.resize_terminal(*size)
            await w.pilot.pause()
            box = w.pilot.app.screen.query_one("#box").region
            assert box.right <= size[0] and box.bottom <= size[1]
            assert w.pilot.app.screen.query_one("#hint").region.bottom <= box.bottom


async def test_a_list_too_long_to_be_read_whole_says_so(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.view.WINDOW", 3)
    async with walk(demo) as w:
        assert w.screen.view.due_total == 6 and len(w.screen.view.due) == 3
        assert "6  the first 3: / narrows it" in w.text()
        await w.press("tab", "G", "s")
        await until(w.pilot, lambda: w.screen.active == "listing")
        await until(w.pilot, lambda: "12  the first 3" in w.text())


async def test_the_theme_switches_and_every_word_is_chinese(demo: Path) -> None:
    async with walk(demo, lang="zh") as w:
        w.screen.act("light")
        await w.saying("浅色")
        assert w.pilot.app.theme == "duban-light"
        letters = "".join(char for line in lines_of(w.pilot) for char in line if char.isascii() and char.isalpha())
        assert set(letters) <= set("dubancentersxrdpnwuztabeP"), letters


async def test_leaving_gives_zero(demo: Path) -> None:
    async with walk(demo) as w:
        await w.press("q")
        assert w.pilot.app.return_code == 0


async def test_the_first_paint_of_a_large_plan_shows_what_is_overdue_and_counts_follow(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with walk(demo) as w:
        due, whole = w.screen.view.due, w.text()
    monkeypatch.setattr("tui.view.MANY", 0)
    with dashboard(demo, "en", PANJIN) as app:
        first = app._view
        assert first.partial and first.due == due and first.due_total == len(due) and not first.board.counts
        async with app.run_test(size=LARGE) as pilot:
            await until(pilot, lambda: not overview(app).view.partial and overview(app).view.later is not None)
            overview(app).activate("due")
            await until(pilot, lambda: "\n".join(lines_of(pilot)) == whole)


async def test_a_dialog_leaves_the_screen_under_it_at_rest(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with walk(demo) as w:
        await w.press("P")
        await w.dialog(Choose)
        paint, asks_again = w.screen._compositor_refresh, list[bool]()

        def painted() -> None:
            paint()
            asks_again.append(w.screen._repaint_required)

        monkeypatch.setattr(w.screen, "_compositor_refresh", painted)
        w.screen.refresh()
        await until(w.pilot, lambda: bool(asks_again))
        assert not any(asks_again)
