"""The office's own tasks in the dashboard: added under the row, edited, dropped alone or as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from boards import LARGE, SMALL, until
from commandline import Shell
from test_forms import FORMS as CASES
from test_forms import fill, opened
from walks import PANJIN, Walk, walk

from tui.screens.dialog import Choose
from tui.screens.form import Form

FIRST = f"{PANJIN}/2"
"""The task of the first overdue row."""


async def form_of(w: Walk, *keys: str, pane: str = "due") -> Form:
    return await opened(w, CASES["breakdown"]._replace(keys=keys, pane=pane))


def broken_down(store: Path) -> None:
    """A task of two units, the most overdue of all."""
    Shell(store).said(
        "breakdown", FIRST, "Dig", "--unit", "市民政局", "--unit", "团市委=support", "--due", "2005-12-31"
    )  # fmt: skip


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_a_task_is_added_under_the_row_and_undone(demo: Path, size: tuple[int, int]) -> None:
    async with walk(demo, size) as w:
        form = await form_of(w, "a")
        fill(form, {"title": "Lay cables", "units": "市民政局=lead、团市委（配合）", "due": "10月底"})
        await until(w.pilot, lambda: "2006-10-31" in w.text())
        await w.press("enter")
        await w.saying("panjin-2005/2.b1")
        assert [(row.unit, row.role) for row in w.rows() if row.task == "2.b1"] == [
            ("市民政局", "lead"), ("团市委", "support"),
        ]  # fmt: skip
        await w.press("u")
        await until(w.pilot, lambda: not [row for row in w.rows() if row.task == "2.b1"])


async def test_an_unknown_unit_is_refused_with_the_close_names_until_it_is_to_be_entered(demo: Path) -> None:
    async with walk(demo) as w:
        form = await form_of(w, "a")
        fill(form, {"title": "Dig", "units": "市民政"})
        await w.press("enter")
        await until(w.pilot, lambda: "Did you mean: 市民政局" in w.text())
        assert form.values["units"] == "市民政"
        form.get_widget_by_id("field-new_units").focus()
        await w.press("right", "enter")
        await w.saying("new: 市民政")


async def test_shares_say_while_they_are_typed_how_they_stand_beside_the_target(demo: Path) -> None:
    async with walk(demo) as w:
        form = await form_of(w, "a", pane="indicators")
        fill(form, {"title": "Dig", "units": "网通公司", "shares": "20000"})
        await until(w.pilot, lambda: "32,000 户 of 40,000 户, 8,000 户 missing" in " ".join(w.text().split()))
        await w.press("enter")
        await w.saying("8,000 户 missing")
        assert [row.unit for row in w.rows() if row.task == "5.b1"] == ["网通公司"]


async def test_the_same_key_edits_an_added_task_and_lists_the_contacts_of_any_other_row(demo: Path) -> None:
    broken_down(demo)
    async with walk(demo) as w:
        form = await form_of(w, "E")
        assert form.values["units"] == "市民政局、团市委=support"
        fill(form, {"title": "Dig deeper", "units": "市民政局"})
        await w.press("enter")
        await until(w.pilot, lambda: "basis" in w.text() and w.pilot.app.screen is form)
        fill(form, {"reason": "reassigned"})
        await w.press("enter")
        await w.saying("Edited panjin-2005/2.b1")
        assert {(row.unit, row.status) for row in w.rows() if row.task == "2.b1"} == {
            ("市民政局", "not_started"), ("团市委", "dropped"),
        }  # fmt: skip
        await until(w.pilot, lambda: "Dig deeper" in w.text())
        w.screen.activate("units")
        await w.press("E")
        await w.dialog(Choose)
        assert "Contacts" in w.text()


@pytest.mark.parametrize(("choice", "left"), [("1", {"团市委"}), ("a", set())])
async def test_one_assignment_or_the_whole_task_is_dropped_with_its_basis(
    demo: Path, choice: str, left: set[str]
) -> None:
    broken_down(demo)
    async with walk(demo) as w:
        w.screen.activate("due")
        await until(w.pilot, lambda: w.screen.subject.item is not None and w.screen.subject.item.task == "2.b1")
        await w.press("D")
        await w.dialog(Choose)
        await w.press(choice)
        await w.dialog(Form)
        await w.write("no money")
        await w.press("enter")
        await w.saying("dropped")
        rows = [row for row in w.rows() if row.task == "2.b1"]
        assert len(rows) == 2, "nothing is deleted"
        assert {row.unit for row in rows if row.status != "dropped"} == left


async def test_a_row_of_the_plan_is_dropped_without_a_choice_but_never_without_a_basis(demo: Path) -> None:
    async with walk(demo) as w:
        form = await form_of(w, "D")
        await w.press("enter")
        await until(w.pilot, lambda: "basis" in w.text())
        assert w.pilot.app.screen is form
        await w.write("no money")
        await w.press("enter")
        await w.saying("dropped")
        assert {row.status for row in w.rows() if row.task == "2"} == {"dropped"}
