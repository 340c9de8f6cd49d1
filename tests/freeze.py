"""Freezes a store of the present schema into tests/frozen/, once for every schema that is released.

Run by hand, never by a test: `PYTHONPATH=.:tests python tests/freeze.py`. A store that is frozen is never made anew:
it is what users of that version have on their disks.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime, time
from itertools import count
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from seed.loader import build_demo
from store import document as d
from store import vocabulary as v
from store.commands import dates, figures, members, reports, settings, statuses
from store.commands.reports import Said
from store.commands.undo import redo, undo
from store.models import Bulletin, Chase, ChaseItem, Contact
from store.reader import SCHEMA_VERSION
from store.shapes import Who
from store.writer import Writer

FROZEN = Path(__file__).parent / "frozen"
PLAN = "panjin-2005"

_moments = count()


def frozen(version: int) -> Path:
    """Where the store of a version lies."""
    return FROZEN / f"v{version}.db"


def who(by: str, month: int, day: int, *words: str) -> Who:
    """Somebody on a day of 2006, each command at a moment of its own."""
    on = date(2006, month, day)
    return Who(by, on, datetime.combine(on, time(8, next(_moments) % 60), UTC), words=words)


def fill(path: str) -> None:
    """One plan with its sample progress, and two people who do a little of everything."""
    build_demo(path, (PLAN,))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")

        def one(sql: str, *values: object) -> int:
            return int(connection.execute(sql, values).fetchone()[0])

        writer = Writer(path)
        try:
            _work(writer, one)
        finally:
            writer.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("VACUUM")


def _work(w: Writer, one: Callable[..., int]) -> None:
    """The entries of wang and li on the last days."""

    def part(ref: str, unit: str) -> int:
        return one(
            """SELECT a.id FROM assignment a JOIN task t ON t.id = a.task JOIN unit u ON u.id = a.unit
 WHERE t.ref = ? AND u.name = ?""",
            ref, unit,
        )  # fmt: skip

    league, women, homes = part("4", "团市委"), part("3", "市妇联"), one("SELECT id FROM indicator WHERE ref = 'i1'")
    group = one("SELECT id FROM unit WHERE is_group")
    statuses.set_status(w, who("wang", 9, 11, "set"), [league], v.BLOCKED, note="场地未落实 [/] 待协调")
    statuses.set_percent(w, who("li", 9, 11, "percent"), [women], 62.5, on=date(2006, 9, 8))
    dates.set_due(w, who("wang", 9, 12, "due"), [league], _until(10, 31, "10月底"), "minutes", "第7号纪要")
    dates.set_task_due(w, who("li", 9, 12, "due"), one("SELECT id FROM task WHERE ref = '3'"), _until(11, 30), "notice")
    dates.ask_extension(w, who("wang", 9, 12, "extend"), [women], date(2006, 12, 20), "教材未到")
    dates.decide_extension(w, who("wang", 9, 13, "extend"), [women], True, "领导小组同意")
    said = Said(
        "phone",
        date(2006, 9, 13),
        "李某",
        "已培训1200人",
        "教材不足",
        "十月补课",
        claims="done",
        reference="电话记录12",
    )
    reports.record_report(w, who("li", 9, 13, "report"), [women], said)
    unit = one("SELECT id FROM unit WHERE name = '网通公司'")
    figures.record_reading(w, who("wang", 9, 13, "reading"), homes, unit, "1.5万", verified=True)
    figures.reach(w, who("wang", 9, 13, "reach"), one("SELECT id FROM milestone ORDER BY id DESC LIMIT 1"))
    members.set_member(w, who("li", 9, 14, "member"), group, "吉通公司", since=date(2006, 9, 1))
    members.set_member(w, who("li", 9, 14, "member"), group, "吉通公司", until=date(2006, 9, 10))
    settings.change_setting(w, who("wang", 9, 14, "setting"), "due_soon_days", "15")
    settings.change_setting(w, who("li", 9, 14, "setting"), "behind_points", "7.5", on=date(2006, 9, 1))
    statuses.set_note(w, who("li", 9, 14, "note"), [women], "待核")
    for _ in range(2):
        undo(w, who("li", 9, 14, "undo"))
    redo(w, who("li", 9, 14, "redo"))
    _ask(w, unit, women)
    statuses.set_status(w, who("wang", 9, 15, "set"), [league], v.IN_PROGRESS, note="场地已定", percent=40)


def _ask(w: Writer, unit: int, assignment: int) -> None:
    """Rows of the tables that no command of this version writes."""
    with w.transaction(who("wang", 9, 14, "chase")) as t:
        chase = Chase(made=t.id, unit=unit, on_date=t.day, via="phone", to_whom="王某", promised=date(2006, 9, 20))
        t.make(Contact(made=t.id, unit=unit, kind="liaison", name="王某", phone="0427-1234567"))
        t.make(Bulletin(made=t.id, plan=1, kind="bulletin", number="3", as_of=t.day, issued=t.day, digest="—"))
        t.make(chase)
        t.session.flush()
        t.make(ChaseItem(made=t.id, chase=chase.id or 0, assignment=assignment))


def _until(month: int, day: int, phrase: str = "") -> d.Window:
    """A due date of 2006."""
    on = date(2006, month, day)
    return d.Window(phrase or on.isoformat(), None, on, "month" if phrase else "day")


if __name__ == "__main__":
    target = frozen(SCHEMA_VERSION)
    if target.exists():
        sys.exit(f"{target} is frozen already: only a new schema is frozen")
    FROZEN.mkdir(exist_ok=True)
    with TemporaryDirectory() as place:
        fill(f"{place}/store.db")
        copyfile(f"{place}/store.db", target)
    print(f"{target}: {target.stat().st_size:,} bytes")
