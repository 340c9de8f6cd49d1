"""When reports fall due: the office sets a plan's cycle by words, from a day on; periods that are over stay judged."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from boards import until
from commandline import Shell
from textual.widgets import Input
from walks import PANJIN, walk

from exchange.cycle_typed import read_cycle
from store.errors import Refused
from store.queries.names import plan_id
from store.queries.reporting import cycle_of
from store.reader import open_reader
from tui.screens.form import Form


@pytest.mark.parametrize(
    ("typed", "cycle"),
    [
        ("monthly:5", "monthly:5"),
        ("monthly 5", "monthly:5"),
        ("every month on the 5th", "monthly:5"),
        ("每月5日", "monthly:5"),
        ("每月五日前", "monthly:5"),
        ("每个月25号", "monthly:25"),
        ("weekly:fri", "weekly:fri"),
        ("every Friday", "weekly:fri"),
        ("weekly tue", "weekly:tue"),
        ("每周五", "weekly:fri"),
        ("每星期天", "weekly:sun"),
        ("每周3", "weekly:wed"),
        ("quarterly 10", "quarterly:10"),
        ("每季度10日前", "quarterly:10"),
        ("none", ""),
        ("无", ""),
        ("", ""),
    ],
)
def test_a_cycle_is_read_as_people_say_it(typed: str, cycle: str) -> None:
    assert read_cycle(typed) == cycle


@pytest.mark.parametrize("typed", ["sometimes", "monthly", "monthly 32", "monthly 0", "每周八", "every moon", "daily"])
def test_what_is_no_cycle_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="bad_cycle"):
        read_cycle(typed)


def cycle_at(store: Path, day: date | None = None) -> str:
    """The cycle that a plan had."""
    from store.past import travel

    with closing(open_reader(str(store)) if day is None else travel(str(store), day)) as reader:
        return cycle_of(reader, plan_id(reader, PANJIN))


def test_the_office_sets_a_cycle_from_a_day_on_and_takes_it_back(demo: Path) -> None:
    duban = Shell(demo)
    assert "monthly, due on the 5th" in duban("cycle", PANJIN).out
    said = duban("cycle", PANJIN, "every friday", "--on", "2006-09-11").err
    assert "weekly, due on Friday, from 11 September 2006 on" in said and "2006-09-15" in said
    assert (cycle_at(demo), cycle_at(demo, date(2006, 9, 10))) == ("weekly:fri", "monthly:5")
    duban.said("undo")
    assert cycle_at(demo) == "monthly:5"


def test_the_plan_document_leaves_the_offices_cycle_alone(demo: Path) -> None:
    duban = Shell(demo)
    duban.said("cycle", PANJIN, "每季度10日")
    duban("load", PANJIN)
    assert cycle_at(demo) == "quarterly:10"


def test_a_cycle_that_cannot_be_read_changes_nothing(demo: Path) -> None:
    ran = Shell(demo)("cycle", PANJIN, "now and then")
    assert (ran.code, cycle_at(demo)) == (1, "monthly:5")
    assert "“now and then” is no reporting cycle" in ran.err


async def test_it_is_set_from_the_palette_and_read_as_it_is_typed(demo: Path) -> None:
    async with walk(demo) as w:
        w.screen.handlers["cycle"]()
        await w.dialog(Form)
        field = w.pilot.app.screen.query_one(Input)
        assert field.value == "monthly:5"
        field.value = "now"
        await until(w.pilot, lambda: "is no reporting cycle" in " ".join(w.text().split()))
        field.value = "每周五"
        await until(w.pilot, lambda: "weekly, due on Friday" in w.text())
        await w.press("enter")
        await w.saying("weekly, due on Friday")
    assert cycle_at(demo) == "weekly:fri"
