"""What is typed into a form is lost neither by a wrong key nor to a store that another program holds."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest
from boards import until
from commandline import Shell
from stores import dump
from walks import PANJIN, Walk, walk

from tui.screens.dialog import Choose, Confirm
from tui.screens.form import Form
from tui.screens.textline import TextLine


class Case(NamedTuple):
    """A form: how it is opened, and what is typed into it."""

    keys: tuple[str, ...]
    typed: dict[str, str]
    pane: str = "due"
    plan: str = PANJIN


FORMS = {
    "note": Case(("n",), {"note": "waits for the permit"}),
    "percent": Case(("p",), {"percent": "45"}),
    "figure": Case(("p",), {"figure": "17800"}, pane="indicators"),
    "drop": Case(("D",), {"note": "no money"}),
    "due date": Case(("d", "i"), {"due": "2006-10-31", "note": "No. 7"}),
    "extension": Case(("j", "d", "e"), {"wanted": "2006-10-31", "reason": "rain"}),
    "decision": Case(("d", "e"), {"decided_by": "Li", "basis": "No. 8"}),
    "chase": Case(("c",), {"answer": "next week", "promised": "2006-09-20"}),
    "contact": Case(("E", "3"), {"name": "Wang", "phone": "0427-1"}),
    "breakdown": Case(("a",), {"title": "Dig", "units": "市民政局", "due": "10月底"}),
    "edit": Case(("E",), {"title": "Dig deeper", "label": "(1)"}),
    "sendback": Case(("R",), {"reason": "no stamp"}, pane="claims", plan="fujian-2006"),
    "confirm": Case(("x",), {"evidence": "photograph"}, pane="claims", plan="fujian-2006"),
}


async def opened(w: Walk, case: Case) -> Form:
    """Press the keys of a form on its row."""
    if case.pane == "claims":
        await w.press("C")
        await until(w.pilot, lambda: w.screen.active == "listing")
        await w.press(*["j"] * (w.screen.subject.item is None))
    else:
        w.screen.activate(case.pane)
    for key in case.keys:
        await w.press(key)
        if key != "j":
            await until(w.pilot, lambda: isinstance(w.pilot.app.screen, (Form, Choose)))
            await w.pilot.pause()
    await w.dialog(Form)
    found = w.pilot.app.screen
    assert isinstance(found, Form)
    return found


def fill(form: Form, typed: dict[str, str]) -> None:
    for field, text in typed.items():
        form.get_widget_by_id(f"field-{field}", TextLine).value = text


def prepare(name: str, store: Path) -> None:
    """What a form needs to be there: a task that can be edited, the most overdue of all."""
    if name == "edit":
        units = ("--unit", "市民政局", "--unit", "团市委=support")
        Shell(store).said("breakdown", f"{PANJIN}/2", "Dig", *units, "--due", "2005-12-31")


@pytest.mark.parametrize("name", FORMS)
async def test_a_form_asks_before_it_throws_away_what_was_typed(demo: Path, name: str) -> None:
    case = FORMS[name]
    prepare(name, demo)
    before = dump(str(demo))
    async with walk(demo, plan=case.plan) as w:
        form = await opened(w, case)
        fill(form, case.typed)
        await w.press("escape")
        await w.dialog(Confirm)
        await w.press("n")
        await until(w.pilot, lambda: w.pilot.app.screen is form)
        assert case.typed.items() <= form.values.items()
        await w.press("escape")
        await w.dialog(Confirm)
        await w.press("y")
        await until(w.pilot, lambda: not isinstance(w.pilot.app.screen, (Form, Confirm)))
    assert dump(str(demo)) == before


@pytest.mark.parametrize("name", FORMS)
async def test_a_form_in_which_nothing_was_typed_closes_at_once(demo: Path, name: str) -> None:
    case = FORMS[name]
    prepare(name, demo)
    async with walk(demo, plan=case.plan) as w:
        await opened(w, case)
        await w.press("escape")
        await until(w.pilot, lambda: not isinstance(w.pilot.app.screen, (Form, Confirm)))


@pytest.mark.parametrize("name", FORMS)
async def test_a_busy_store_leaves_a_form_as_it_was_typed_and_takes_it_when_it_is_free(
    demo: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = FORMS[name]
    prepare(name, demo)
    monkeypatch.setattr("tui.desk.WAIT_SECONDS", 0.2)
    before = dump(str(demo))
    async with walk(demo, plan=case.plan) as w:
        form = await opened(w, case)
        fill(form, case.typed)
        with closing(sqlite3.connect(demo, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await w.press("enter")
            await until(w.pilot, lambda: "busy" in w.text())
            other.execute("ROLLBACK")
        assert w.pilot.app.screen is form
        assert case.typed.items() <= form.values.items()
        assert dump(str(demo)) == before
        await w.press("enter")
        await until(w.pilot, lambda: not isinstance(w.pilot.app.screen, Form))
    assert dump(str(demo), without=("command",)) != before
