"""Keys for claims and for dates that move: what waits is listed, confirmed or sent back; an extension is decided."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from boards import until
from textual.widgets import Input
from walks import walk

from tui.panes.assignments import TaskRow
from tui.screens.dialog import Choose, Confirm
from tui.screens.form import Form


def waiting(rows: Sequence[object]) -> set[int]:
    """The assignments that a list shows."""
    return {row.item.id for row in rows if isinstance(row, TaskRow)}


async def test_a_claim_is_sent_back_from_the_list_of_what_waits_with_a_reason(demo: Path) -> None:
    async with walk(demo, plan="fujian-2006") as w:
        await w.press("C")
        await until(w.pilot, lambda: w.screen.active == "listing")
        await w.press(*["j"] * (w.screen.subject.item is None))
        item = w.screen.subject.item
        assert item is not None and item.status == "claimed"
        await w.press("R")
        await w.dialog(Form)
        await w.press("enter")
        await until(w.pilot, lambda: "what is missing" in w.text())
        await w.write("no stamp")
        await w.press("enter")
        await w.saying("Saved: sent back")
        await until(w.pilot, lambda: item.id not in waiting(w.screen.listing.rows))
        assert [row.status for row in w.rows("fujian-2006") if row.id == item.id] == ["in_progress"]


async def test_a_claim_is_confirmed_with_two_keys(demo: Path) -> None:
    async with walk(demo, plan="fujian-2006") as w:
        await w.press("C")
        await until(w.pilot, lambda: w.screen.active == "listing")
        await w.press(*["j"] * (w.screen.subject.item is None))
        item = w.screen.subject.item
        assert item is not None
        await w.press("x")
        await w.dialog(Form)
        await w.press("enter")
        await w.saying("Saved: done")
        await until(w.pilot, lambda: item.id not in waiting(w.screen.listing.rows))
        (now,) = (row for row in w.rows("fujian-2006") if row.id == item.id)
        assert (now.status, now.done_on, now.days_late) == ("done", item.claimed_on, item.days_late)


async def test_a_pending_extension_is_decided_at_the_key_of_the_due_date(demo: Path) -> None:
    async with walk(demo, plan="panjin-2005") as w:
        item = w.screen.subject.item
        assert item is not None and item.wanted == date(2006, 10, 20)
        await w.press("d")
        await w.dialog(Choose)
        await w.press("e")
        await w.dialog(Form)
        await w.press("enter")
        await w.saying("2006-10-20")
        now = w.row(item.task, item.unit)
        await until(w.pilot, lambda: item.id not in waiting(w.screen.due.rows))
        assert (now.due, now.late_kept, now.wanted) == (date(2006, 10, 20), 15, None)


async def test_an_extension_that_is_refused_by_a_rule_keeps_what_was_typed(demo: Path) -> None:
    async with walk(demo, plan="panjin-2005") as w:
        await w.press("j", "d", "e")
        await w.dialog(Form)
        w.pilot.app.screen.query_one(Input).value = "2006-09-30"
        await until(w.pilot, lambda: "after the due date of 10 September 2006" in w.text())
        await w.press("enter")
        await until(w.pilot, lambda: "needs the reason" in w.text())
        assert w.pilot.app.screen.query_one(Input).value == "2006-09-30"


async def test_esc_asks_before_it_throws_away_what_was_typed(demo: Path) -> None:
    async with walk(demo) as w:
        await w.press("n")
        await w.dialog(Form)
        await w.press("escape")
        await until(w.pilot, lambda: w.pilot.app.screen is w.screen)
        await w.press("n")
        await w.dialog(Form)
        await w.write("called")
        await w.press("escape")
        await w.dialog(Confirm)
        await w.press("n")
        await w.dialog(Form)
        assert w.pilot.app.screen.query_one(Input).value.endswith("called")
        await w.press("escape")
        await w.dialog(Confirm)
        await w.press("y")
        await until(w.pilot, lambda: w.pilot.app.screen is w.screen)
