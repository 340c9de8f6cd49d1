"""A small board for the tests of the screen: two real plans with some progress, written through the store's commands."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from exchange.dates import read_typed
from seed.plans import demo_plan
from store.commands import dates, figures, load, reports, statuses
from store.commands.reports import Said
from store.queries.assignments import assignments
from store.queries.names import part_key, unit_key
from store.reader import Reader, open_reader
from store.shapes import AssignmentFilter, Who
from store.writer import Writer

TODAY = date(2006, 9, 15)
MOMENT = datetime(2006, 9, 15, 1, 30, tzinfo=UTC)


def who(day: date = TODAY, by: str = "sample") -> Who:
    """Who writes the sample progress."""
    return Who(by, day, MOMENT, sample=True)


def make_board(path: Path) -> Path:
    """A store with 盘锦 and the county plan as of 15 September 2006: every kind of light, a blocked one, a claim."""
    writer = Writer(str(path))
    for key in ("panjin-2005", "county-home-internet"):
        load.load_plan(writer, who(), demo_plan(key))
    reader = open_reader(str(path))
    _panjin(writer, reader)
    _county(writer, reader)
    writer.close()
    reader.close()
    return path


def _ids(reader: Reader, plan: str, task: str, *units: str) -> list[int]:
    found = assignments(reader, AssignmentFilter(plan=plan), TODAY)
    return [row.id for row in found if row.task == task and (not units or row.unit in units)]


def _panjin(writer: Writer, reader: Reader) -> None:
    """Dates from a breakdown, reports, figures."""
    rows = assignments(reader, AssignmentFilter(plan="panjin-2005"), TODAY)
    for index, row in enumerate(rows):
        if index % 4 != 3:
            said = Said("phone", progress="按计划推进", from_whom="办公室")
            reports.record_report(writer, who(), [row.id], said, on=date(2006, 9, 1 + index % 9))
    for index, (days, row) in enumerate(zip(("8月31日", "2006-09-10", "9月25日", "9月20日"), rows[::3], strict=False)):
        window = read_typed(days, today=date(2006, 8, 1))
        dates.set_due(writer, who(), [row.id], window, "breakdown", on=date(2006, 7, 1 + index))
    statuses.set_status(writer, who(), [rows[1].id], "done", on=date(2006, 9, 1))
    statuses.set_status(writer, who(), [rows[2].id], "claimed", on=date(2006, 9, 11))
    statuses.set_status(writer, who(), [rows[4].id], "blocked", on=date(2006, 9, 12), note="缺少经费")
    for unit, value in (("网通公司", "13000"), ("移动公司", "620"), ("联通公司", "4150")):
        indicator, _ = part_key(reader, "indicator", "panjin-2005/i1")
        named = unit_key(reader, unit, indicator.plan_id)
        figures.record_reading(writer, who(), indicator.id, named.id, value, on=date(2006, 8, 31))


def _county(writer: Writer, reader: Reader) -> None:
    """Two townships of one task late."""
    rows = assignments(reader, AssignmentFilter(plan="county-home-internet"), TODAY)
    members = [row for row in rows if row.via is not None]
    first = [row for row in members if row.task == members[0].task] if members else []
    if first:
        window = read_typed("2006-08-20", today=date(2006, 8, 1))
        dates.set_due(writer, who(), [row.id for row in first], window, "minutes")
        statuses.set_status(writer, who(), [row.id for row in first[2:]], "done", on=date(2006, 8, 15))
