"""The country store of the benchmarks is honest: a small one is what the real commands would have left."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from stores import Dump, dump, state, who

from benchmarks.country import build, country
from benchmarks.happenings import TODAY
from benchmarks.land import ISSUED, document, land
from benchmarks.office import OFFICE
from store.commands.derive import derive
from store.commands.load import load_plan
from store.commands.undo import redo, undo
from store.shapes import Who
from store.writer import Writer

SIZE = 2_500


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return country(SIZE, tmp_path_factory.mktemp("country"))


@pytest.fixture
def connection(built: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"file:{built}?mode=ro", uri=True)) as opened:
        yield opened


def copied(built: Path, tmp_path: Path) -> str:
    path = tmp_path / "copy.db"
    path.write_bytes(built.read_bytes())
    return str(path)


def comparable(path: Path) -> Dump:
    tables = dump(str(path))
    tables["store"] = [row for row in tables["store"] if row[0] != "uuid"]
    return tables


def test_the_plan_stands_in_it_as_loading_its_document_leaves_it(tmp_path: Path) -> None:
    loaded, bulk = tmp_path / "loaded.db", tmp_path / "bulk.db"
    build(bulk, land(SIZE), history=False)
    writer = Writer(str(loaded), durable=False)
    first = Who(OFFICE, ISSUED, datetime(2006, 1, 10, 0, 30, tzinfo=UTC), words=("load", "country.toml"))
    load_plan(writer, first, document(land(SIZE)))
    writer.close()
    wanted, found = comparable(loaded), comparable(bulk)
    for table in wanted:
        assert found[table] == wanted[table], table


def test_its_tables_and_indexes_are_those_of_any_store(built: Path, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.db"
    Writer(str(fresh)).close()
    listed = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
    with closing(sqlite3.connect(fresh)) as one, closing(sqlite3.connect(built)) as two:
        assert two.execute(listed).fetchall() == one.execute(listed).fetchall()
        assert two.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_sqlite_finds_it_whole_and_every_reference_leads_somewhere(connection: sqlite3.Connection) -> None:
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_fresh_look_derives_nothing_else(built: Path, tmp_path: Path) -> None:
    path = copied(built, tmp_path)
    before = dump(path, without=("command",))
    writer = Writer(path, durable=False)
    with writer.transaction(who("nobody", TODAY)) as t:
        derive(t, range(1, SIZE + 1))
    writer.close()
    after = dump(path, without=("command",))
    for table in before:
        assert after[table] == before[table], table


def test_every_field_is_the_fold_of_its_changes_in_force(connection: sqlite3.Connection) -> None:
    last = dict(connection.execute("SELECT target, kind FROM command WHERE target > 0 ORDER BY id").fetchall())
    fields: dict[tuple[str, str, str], list[tuple[str, int, object]]] = {}
    seen: dict[tuple[str, str, str], object] = {}
    for ident, command, table, row, field, on, old, new in connection.execute(
        "SELECT id, command, tbl, row_id, field, on_date, old, new FROM change ORDER BY id"
    ):
        key = (table, row, field)
        if key in seen:
            assert json.loads(old) == seen[key], (key, "old is what was in force")
        if table in ("assignment", "task"):
            seen.setdefault(key, json.loads(old))
            fields.setdefault(key, [])
        if last.get(command) != "undo":
            fields.setdefault(key, []).append((on, ident, json.loads(new)))
            seen[key] = json.loads(new)
    assert len(fields) > SIZE
    for (table, row, field), known in fields.items():
        wanted = sorted(known, key=lambda entry: entry[:2])[-1][2] if known else seen[table, row, field]
        ((found,),) = connection.execute(f"SELECT {field} FROM {table} WHERE id = ?", (int(row),))
        assert found == wanted, (table, row, field)


def test_what_was_never_changed_says_what_it_said_at_first(connection: sqlite3.Connection) -> None:
    for field, first in (("status", "not_started"), ("percent", None), ("note", ""), ("due_own", None)):
        ((odd,),) = connection.execute(
            f"""SELECT count(*) FROM assignment a WHERE {field} IS NOT ? AND NOT EXISTS
 (SELECT 1 FROM change c WHERE c.tbl = 'assignment' AND c.row_id = a.id AND c.field = ?)""",
            (first, field),
        )
        assert odd == 0, field


def test_a_version_counts_the_updates_undos_and_redos_of_its_row(connection: sqlite3.Connection) -> None:
    ((odd,),) = connection.execute(
        """SELECT count(*) FROM assignment a WHERE version <> 1 + (SELECT count(*) FROM change c
 LEFT JOIN command x ON x.target = c.command WHERE c.tbl = 'assignment' AND c.row_id = a.id) + (SELECT count(*)
 FROM (SELECT DISTINCT c.id FROM change c JOIN command x ON x.target = c.command
 WHERE c.tbl = 'assignment' AND c.row_id = a.id))"""
    )
    assert odd == 0


def test_commands_follow_each_other_and_none_counts_for_a_day_to_come(connection: sqlite3.Connection) -> None:
    moments = [at for (at,) in connection.execute("SELECT at FROM command ORDER BY id")]
    assert moments == sorted(moments)
    ((late,),) = connection.execute("SELECT count(*) FROM command WHERE on_date > substr(at, 1, 10)")
    ((astray,),) = connection.execute(
        "SELECT count(*) FROM change c JOIN command m ON m.id = c.command WHERE c.on_date <> m.on_date"
    )
    assert (late, astray) == (0, 0)


def test_a_tenth_moved_in_two_months_and_a_third_was_heard_of(connection: sqlite3.Connection) -> None:
    since = date(2006, 7, 15).isoformat()
    ((moved,),) = connection.execute(
        """SELECT count(DISTINCT row_id) FROM change WHERE tbl = 'assignment' AND on_date > ?
 AND field IN ('status', 'percent', 'note')""",
        (since,),
    )
    ((heard,),) = connection.execute("SELECT count(DISTINCT assignment) FROM report WHERE gone IS NULL")
    kinds = dict(connection.execute("SELECT kind, count(*) FROM command GROUP BY kind"))
    people = connection.execute("SELECT count(DISTINCT by_whom) FROM command").fetchone()[0]
    statuses = {status for (status,) in connection.execute("SELECT DISTINCT status FROM assignment")}
    assert 0.085 < moved / SIZE < 0.1
    assert 0.25 < heard / SIZE < 0.35
    assert kinds["undo"] >= 3 and kinds["do"] > 500
    assert people > 5 and len(statuses) == 6


def test_its_last_commands_can_be_undone_and_redone_by_those_who_gave_them(built: Path, tmp_path: Path) -> None:
    path = copied(built, tmp_path)
    start = state(path)
    with closing(sqlite3.connect(path)) as connection:
        people = [by for (by,) in connection.execute("SELECT by_whom FROM command GROUP BY 1 ORDER BY max(id) DESC")]
    writer = Writer(path, durable=False)
    for by in people[:3]:
        me = who(by, TODAY)
        undo(writer, me)
        assert state(path) != start
        redo(writer, me)
        assert state(path) == start
    writer.close()
