"""A store of every released version opens, says what it said, and has the tables that a new store has."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from commandline import Shell
from conftest import Golden
from freeze import FROZEN, PLAN, frozen
from sqlalchemy import Column, Connection, Index, MetaData, String, text
from stores import TODAY, who
from upgrading import NEXT, NOW, add_seats, become, sound, version_of

from store import migrations, reader
from store.check import check
from store.commands.statuses import set_note
from store.commands.undo import redo, undo
from store.facts import AssignmentFilter
from store.past import travel
from store.queries.board import plans
from store.queries.clock import settings
from store.queries.listing import json_objects
from store.reader import Reader, open_reader
from store.writer import Writer

VERSIONS = range(1, NOW + 1)
IN_AUGUST = date(2006, 8, 20)


def says(opened: Reader) -> str:
    """What a store's board says today and a month ago, for people to look at when it differs."""
    now = [json.loads(one) for one in json_objects(opened, AssignmentFilter(), TODAY)]
    with closing(travel(opened.path, IN_AUGUST)) as past:
        then = [json.loads(one) for one in json_objects(past, AssignmentFilter(), IN_AUGUST)]
    found = {
        "plans": [(line.key, line.light, line.tasks, line.assignments, line.units) for line in plans(opened, TODAY)],
        "settings": settings(opened)._asdict(),
        "today": [_line(one) for one in now],
        "in August": [_line(one) for one in then],
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _line(one: dict[str, object]) -> str:
    keys = (
        "task",
        "unit",
        "role",
        "status",
        "percent",
        "due",
        "due_first",
        "light",
        "days_late",
        "last_report",
        "note",
    )
    return " | ".join(str(one[key]) for key in keys)


def test_a_store_of_every_version_is_frozen() -> None:
    assert sorted(file.name for file in FROZEN.glob("*.db")) == sorted(frozen(version).name for version in VERSIONS)
    assert len(migrations.STEPS) == NOW - 1 and 1 <= reader.READABLE_SINCE <= NOW


@pytest.mark.parametrize("version", VERSIONS)
def test_a_frozen_store_says_what_it_said_when_it_was_frozen(version: int, tmp_path: Path, golden: Golden) -> None:
    path = Path(shutil.copyfile(frozen(version), tmp_path / "duban.db"))
    Writer(str(path)).close()
    assert version_of(path) == NOW and sound(path)
    with closing(open_reader(str(path))) as opened:
        golden(FROZEN / f"v{version}.json", says(opened))


@pytest.mark.parametrize("version", VERSIONS)
def test_nothing_is_wrong_with_a_frozen_store(version: int, tmp_path: Path) -> None:
    path = Path(shutil.copyfile(frozen(version), tmp_path / "duban.db"))
    Writer(str(path)).close()
    found = check(str(path), TODAY)
    assert not found.findings and found.changes and found.assignments


@pytest.mark.parametrize("version", VERSIONS)
def test_work_goes_on_in_a_frozen_store_and_can_be_undone(version: int, tmp_path: Path) -> None:
    path = Path(shutil.copyfile(frozen(version), tmp_path / "duban.db"))
    writer = Writer(str(path))
    with closing(open_reader(str(path))) as opened:
        before = says(opened)
        (first, *_) = undo(writer, who("wang"))
        assert first.words == ("set",) and says(opened) != before
        redo(writer, who("wang"))
        set_note(writer, who("li"), [1], "goes on")
        assert says(opened) != before
        undo(writer, who("li"))
        assert says(opened) == before
    writer.close()


def test_a_frozen_store_can_be_read_without_being_written(tmp_path: Path) -> None:
    older = Path(shutil.copyfile(frozen(NOW), tmp_path / "duban.db"))
    before, stamp = older.read_bytes(), older.stat().st_mtime_ns
    assert len(Shell(older).tasks("--plan", PLAN)) == 21
    assert older.read_bytes() == before and older.stat().st_mtime_ns == stamp


# The schema


def schema(path: Path) -> dict[str, object]:
    """What the tables of a store are, in whatever order their columns came to be."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        found: dict[str, object] = {}
        for name, kind, sql in connection.execute(
            "SELECT name, type, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
        ).fetchall():
            if kind != "table":
                found[f"{kind} {name}"] = " ".join(sql.replace('"', "").split())
                continue
            found[f"{name} columns"] = sorted(row[1:] for row in connection.execute(f"PRAGMA table_info({name})"))
            found[f"{name} keys"] = sorted(row[2:] for row in connection.execute(f"PRAGMA foreign_key_list({name})"))
            unique = [row[1] for row in connection.execute(f"PRAGMA index_list({name})") if row[3] != "c"]
            found[f"{name} unique"] = sorted(
                tuple(row[2] for row in connection.execute(f"PRAGMA index_info({index})")) for index in unique
            )
            found[f"{name} checks"] = sorted(line.strip(" ,") for line in sql.splitlines() if "CHECK" in line)
        return found


@pytest.mark.parametrize("version", VERSIONS)
def test_steps_lead_to_the_tables_that_a_new_store_has(version: int, tmp_path: Path) -> None:
    path = Path(shutil.copyfile(frozen(version), tmp_path / "old.db"))
    Writer(str(path)).close()
    Writer(str(tmp_path / "new.db")).close()
    assert schema(path) == schema(tmp_path / "new.db")


def of_the_next_version() -> MetaData:
    """The tables as the next version would have them."""
    tables = MetaData()
    for table in migrations.TABLES.tables.values():
        table.to_metadata(tables)
    unit = tables.tables["unit"]
    unit.append_column(Column("seat", String, server_default="", nullable=False))
    Index("unit_seat", unit.c.seat)
    return tables


def without_its_index(connection: Connection) -> None:
    """A step that forgets something."""
    add_seats(connection)
    connection.execute(text("DROP INDEX unit_seat"))


@pytest.mark.parametrize(("step", "same"), [(add_seats, True), (without_its_index, False)])
def test_a_step_that_forgets_what_new_stores_have_is_found(
    step: Any, same: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = Path(shutil.copyfile(frozen(NOW), tmp_path / "duban.db"))
    become(monkeypatch, step)
    monkeypatch.setattr(migrations, "TABLES", of_the_next_version())
    Writer(str(older)).close()
    Writer(str(older.with_name("new.db"))).close()
    assert version_of(older) == version_of(older.with_name("new.db")) == NEXT
    assert (schema(older) == schema(older.with_name("new.db"))) is same
