"""Closing a plan, opening it again and issuing a bulletin from the dashboard."""

from __future__ import annotations

import hashlib
from pathlib import Path

from boards import until
from commandline import Shell
from textual.widgets import Input
from walks import walk

from tui.screens.dialog import Choose, Confirm
from tui.screens.form import Form, Pick


async def test_a_plan_is_closed_after_its_open_work_is_told_and_opened_again(demo: Path) -> None:
    async with walk(demo) as w:
        w.screen.act("close_plan")
        await w.dialog(Confirm)
        assert "Still open: 19 items of 8 units" in w.text()
        await w.press("y")
        await w.dialog(Form)
        await w.press("enter")
        await until(w.pilot, lambda: "on a basis" in w.text())
        await w.write("Order 40")
        await w.press("enter")
        await w.saying("is closed from 15 September 2006")
        await until(w.pilot, lambda: "closed 2006-09-15" in w.text() and "Order 40" in w.text())
        await w.press("x")
        await w.saying("duban reopen panjin-2005")
        w.screen.act("close_plan")
        await w.saying("was closed on 15 September 2006 already")
        w.screen.act("reopen_plan")
        await w.dialog(Form)
        await w.write("Order 41")
        await w.press("enter")
        await w.saying("is open again")
        await until(w.pilot, lambda: "closed 2006-09-15" not in w.text())
        await w.press("u")
        await until(w.pilot, lambda: "closed 2006-09-15" in w.text())


async def test_no_plan_is_closed_by_a_no_and_none_where_all_are_shown(demo: Path) -> None:
    async with walk(demo) as w:
        w.screen.act("close_plan")
        await w.dialog(Confirm)
        await w.press("n")
        assert Shell(demo).json("plans", "--json")[0]["state"] == "open"
        await w.press("P")
        await w.dialog(Choose)
        await w.press("G", "enter")
        await until(w.pilot, lambda: w.screen.ask.plan is None)
        w.screen.act("close_plan")
        await w.saying("Which plan?")


async def test_the_export_dialog_issues_a_bulletin(demo: Path, tmp_path: Path) -> None:
    async with walk(demo) as w:
        await w.press("e")
        await w.dialog(Form)
        file, _since, number = w.pilot.app.screen.query(Input)
        file.value = str(tmp_path / "out")
        w.pilot.app.screen.query_one("#field-issue", Pick).action_step(1)
        await w.pilot.pause()
        await w.press("enter")
        await until(w.pilot, lambda: "has a number" in w.text())
        number.value = "3"
        await w.press("enter")
        await w.saying("No. 3 is recorded as issued")
    (one,) = Shell(demo).json("bulletins", "--json")
    assert one["digest"] == hashlib.sha256((tmp_path / "out.md").read_bytes()).hexdigest()
