"""Small plans and stores for the tests of the store: two tasks are enough to show most rules."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from store import document as d
from store.commands.load import load_plan
from store.queries.assignments import assignments
from store.queries.history import log
from store.reader import Reader, open_reader
from store.shapes import Assignment, AssignmentFilter, ChangeLine, Who
from store.writer import Writer

TODAY = date(2006, 9, 15)
MOMENT = datetime(2006, 9, 15, 1, 30, tzinfo=UTC)

Dump = dict[str, list[tuple[object, ...]]]


def day(text: str) -> date:
    """`9-15` of 2006, or a whole ISO date."""
    parts = [int(part) for part in text.split("-")]
    return date(*parts) if len(parts) == 3 else date(2006, *parts)


def who(by: str = "wang", today: date = TODAY, *words: str) -> Who:
    """Somebody who acts today."""
    return Who(by, today, MOMENT, words=words)


def until(text: str, phrase: str = "") -> d.Window:
    """A date as a plan would state it."""
    return d.Window(phrase or text, None, day(text))


def mandate(unit: str, role: str = "responsible") -> d.MandateDoc:
    """A mandate for a unit, written as its name."""
    return d.MandateDoc(unit, role)


def task(
    ref: str, *units: str | d.MandateDoc, due: str = "", rule: str = "", children: Iterable[d.TaskDoc] = (),
    phase: str = "", means: str = "done", window: d.Window | None = None, start: d.Window | None = None,
) -> d.TaskDoc:  # fmt: skip
    """A task that lays itself on some units, responsible where nothing else is said."""
    mandates = tuple(mandate(unit) if isinstance(unit, str) else unit for unit in units)
    return d.TaskDoc(
        ref, f"({ref})", f"Task {ref}", f"Text of task {ref}.", rule=rule, phase=phase, means=means, start=start,
        due=window or (until(due) if due else None), mandates=mandates, children=tuple(children),
    )  # fmt: skip


def plan(*tasks: d.TaskDoc, key: str = "roads", area: str = "Panjin", **more: object) -> d.PlanDoc:
    """A plan of 2006 with one section."""
    first = d.PlanDoc(
        key, "Country roads", issuer="Office", issued=date(2006, 1, 10), area=area,
        period=d.Window("2006", date(2006, 1, 1), date(2006, 12, 31), "year"),
        sections=(d.SectionDoc("1", "Works", tasks),),
    )  # fmt: skip
    return first._replace(**more)  # type: ignore[arg-type]


class Kept(NamedTuple):
    """A store under test: its file, its writer and its reader."""

    path: str
    writer: Writer
    reader: Reader

    def rows(self, plan_key: str = "", as_of: date = TODAY) -> tuple[Assignment, ...]:
        """All assignments that exist."""
        return assignments(self.reader, AssignmentFilter(plan=plan_key), as_of)

    def row(self, ref: str, unit: str = "", as_of: date = TODAY, role: str = "") -> Assignment:
        """The one assignment of a task, or that of a unit in it."""
        found = [
            row for row in self.rows(as_of=as_of)
            if row.task == ref and unit in ("", row.unit) and role in ("", row.role)
        ]  # fmt: skip
        assert len(found) == 1, [(row.task, row.unit) for row in found]
        return found[0]

    def units(self, ref: str, as_of: date = TODAY) -> list[str]:
        """The units that owe a task at a date, in the user's order."""
        return [row.unit for row in self.rows(as_of=as_of) if row.task == ref]

    def id_of(self, table: str, name: str, column: str = "name") -> int:
        """The id of a row by its name."""
        found = self.reader.one(f"SELECT id FROM {table} WHERE {column} = :name", name=name)
        assert found is not None
        return int(str(found[0]))

    def changes(self, command: int) -> tuple[ChangeLine, ...]:
        """What one command recorded, in order."""
        return log(self.reader, command=command, newest_first=False)

    def close(self) -> None:
        """Close both ends; the writer last, for only a writer can fold the log back into the file."""
        self.reader.close()
        self.writer.close()


def make_store(path: Path, *docs: d.PlanDoc, by: str = "wang") -> Kept:
    """A new store with these plans."""
    writer = Writer(str(path), durable=False)
    for doc in docs:
        load_plan(writer, who(by), doc)
    return Kept(str(path), writer, open_reader(str(path)))


def dump(path: str, *, without: Iterable[str] = ()) -> Dump:
    """Everything that a store holds, table by table."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in names if name not in without}


def state(path: str) -> dict[str, list[dict[str, object]]]:
    """What is in force: every row that has not ended, without its version and without the log."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found: dict[str, list[dict[str, object]]] = {}
        for name in sorted({*names} - {"command", "change"}):
            rows = [dict(row) for row in connection.execute(f"SELECT * FROM {name}")]
            alive = [row for row in rows if row.get("gone") is None]
            found[name] = [{key: row[key] for key in row if key not in ("version", "updated_on")} for row in alive]
        return found


def values(path: str, table: str, field: str, row_id: int) -> list[tuple[str, object, object]]:
    """(day, old, new) of every recorded change of a field, in the order of recording."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        rows = connection.execute(
            "SELECT on_date, old, new FROM change WHERE tbl = ? AND field = ? AND row_id = ? ORDER BY id",
            (table, field, str(row_id)),
        )
        return [(on, json.loads(old), json.loads(new)) for on, old, new in rows]
