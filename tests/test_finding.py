"""Finding: a filter that reads only what it changes, a palette that asks the store, filters that are kept."""

from __future__ import annotations

import asyncio
from contextlib import closing
from pathlib import Path

import pytest

from store import document as d
from store.commands.statuses import set_note
from store.queries.assignments import assignments
from store.reader import Reader
from store.shapes import AssignmentFilter
from stores import TODAY, make_store, plan, task, who
from tui.desk import Desk

UNITS = (d.UnitDoc("市信息产业局", aliases=("信息办",)), d.UnitDoc("市民政局", short="民政局"))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("信息", {"市信息产业局"}),
        ("信息办", {"市信息产业局"}),
        ("xxb", {"市信息产业局"}),
        ("XXB", {"市信息产业局"}),
        ("xinxi", {"市信息产业局"}),
        ("mzj", {"市民政局"}),
        ("roads/2", {"市民政局"}),
        ("(1)", {"市信息产业局"}),
        ("wangzhan", {"市民政局"}),
        ("wzkt", {"市民政局"}),
        ("fax", {"市民政局"}),
        (" xxb ", {"市信息产业局"}),
        ("%", set()),
        ("_", set()),
        ("s", {"市信息产业局", "市民政局"}),
        ("zzz", set()),
    ],
)
def test_a_text_is_found_in_title_label_unit_alias_note_and_in_how_they_are_spelled(
    tmp_path: Path, typed: str, found: set[str]
) -> None:
    first, second = task("1", "市信息产业局", due="9-1"), task("2", "市民政局", due="9-20")._replace(title="网站开通")
    store = make_store(tmp_path / "s.db", plan(first._replace(title="宽带"), second, units=UNITS))
    with closing(store):
        set_note(store.writer, who(), [store.row("2").id], "waits for a fax")
        rows = assignments(store.reader, AssignmentFilter(text=typed), TODAY)
        assert {row.unit for row in rows} == found


FOR_EVER = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n WHERE seen(i)"


async def test_what_the_next_key_made_void_is_not_waited_for(demo: Path) -> None:
    begun, loop = asyncio.Event(), asyncio.get_running_loop()

    def seen(at: int) -> float:
        if at == 1:
            loop.call_soon_threadsafe(begun.set)
        return 1.0

    def job(reader: Reader) -> None:
        reader.teach("seen", seen)
        reader.rows(FOR_EVER)

    desk = Desk(str(demo), "li", TODAY)
    try:
        old = asyncio.create_task(desk.read(job))
        await begun.wait()
        old.cancel()
        assert await asyncio.wait_for(desk.read(Reader.stamp), 30)
    finally:
        desk.close()
