"""Stores of every released version open, are brought up to date whole or not at all, and are kept as they were."""

from __future__ import annotations

import json
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from commandline import Shell, sentence
from conftest import ROOT, Golden
from freeze import FROZEN, PLAN, frozen
from sqlalchemy import Column, Connection, Index, MetaData, String, text
from stores import TODAY, make_store, plan, task, who
from upgrading import NEXT, NOW, SPEND, add_seats, contents, sound, version_of

from store import migrations, reader
from store.check import check
from store.commands.statuses import set_note
from store.commands.undo import redo, undo
from store.errors import Unusable
from store.facts import AssignmentFilter
from store.past import travel
from store.queries.board import plans
from store.queries.clock import settings
from store.queries.listing import json_objects
from store.reader import Reader, open_reader
from store.writer import Writer

VERSIONS = range(1, NOW + 1)
IN_AUGUST = date(2006, 8, 20)


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A store as the last version left it, in a folder of its own."""
    place = tmp_path / "office"
    place.mkdir()
    return Path(shutil.copyfile(frozen(NOW), place / "duban.db"))


@pytest.fixture
def next_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on the program knows one version more, and its queries need it."""
    become(monkeypatch, add_seats)


def become(monkeypatch: pytest.MonkeyPatch, step: Any, readable: int = NEXT) -> None:
    """Be the program that came with a step."""
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, step))
    monkeypatch.setattr(reader, "SCHEMA_VERSION", NEXT)
    monkeypatch.setattr(reader, "READABLE_SINCE", readable)


def copies(store: Path) -> list[Path]:
    """What lies beside a store under a name made of its own."""
    return sorted(file for file in store.parent.iterdir() if file.name.startswith(f"{store.name}.v"))


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


# Frozen stores


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


def test_a_frozen_store_can_be_read_without_being_written(older: Path) -> None:
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
    step: Any, same: bool, older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    become(monkeypatch, step)
    monkeypatch.setattr(migrations, "TABLES", of_the_next_version())
    Writer(str(older)).close()
    Writer(str(older.with_name("new.db"))).close()
    assert version_of(older) == version_of(older.with_name("new.db")) == NEXT
    assert (schema(older) == schema(older.with_name("new.db"))) is same


# One upgrade


def test_an_upgrade_keeps_every_row_and_a_copy_of_the_store_as_it_was(older: Path, next_program: None) -> None:
    before = contents(older)
    writer = Writer(str(older))
    assert writer.upgraded == f"{older}.v{NOW}-2006-09-15"
    writer.close()
    assert version_of(older) == NEXT and contents(older) == before and sound(older)
    (copy,) = copies(older)
    assert str(copy) == writer.upgraded and version_of(copy) == NOW and contents(copy) == before
    again = Writer(str(older))
    assert not again.upgraded and copies(older) == [copy]
    again.close()


def test_the_copy_holds_what_was_not_yet_folded_into_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = make_store(tmp_path / "s.db", plan(task("1", "A")))
    set_note(kept.writer, who(), [kept.row("1").id], "still in the log")
    assert os.path.getsize(f"{kept.path}-wal")
    become(monkeypatch, add_seats)
    Writer(kept.path).close()
    (copy,) = [file for file in copies(tmp_path / "s.db") if "-wal" not in file.name and "-shm" not in file.name]
    assert any("still in the log" in row for row in contents(copy)["assignment"])
    kept.close()


def test_a_copy_of_another_state_is_never_overwritten(older: Path, next_program: None) -> None:
    somebodys = older.with_name(f"{older.name}.v{NOW}-2006-09-15")
    somebodys.write_text("a shopping list")
    writer = Writer(str(older))
    assert writer.upgraded == f"{somebodys}-2" and somebodys.read_text() == "a shopping list"
    writer.close()


def test_a_store_in_which_nothing_was_entered_has_no_day_for_its_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Writer(str(tmp_path / "empty.db")).close()
    become(monkeypatch, add_seats)
    writer = Writer(str(tmp_path / "empty.db"))
    assert writer.upgraded == f"{tmp_path}/empty.db.v{NOW}"
    writer.close()


def test_a_new_store_begins_at_the_newest_version_and_needs_no_copy(tmp_path: Path, next_program: None) -> None:
    writer = Writer(str(tmp_path / "new.db"), "Asia/Urumqi")
    assert not writer.upgraded
    writer.close()
    with closing(open_reader(str(tmp_path / "new.db"))) as opened:
        assert version_of(tmp_path / "new.db") == NEXT and settings(opened).time_zone == "Asia/Urumqi"
    assert not copies(tmp_path / "new.db")


def test_a_store_is_taken_through_all_the_steps_that_it_lacks(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    become(monkeypatch, add_seats)
    monkeypatch.setattr(
        migrations, "STEPS",
        (*migrations.STEPS, lambda connection: connection.execute(text("UPDATE unit SET seat = upper(seat) || '!'"))),
    )  # fmt: skip
    monkeypatch.setattr(reader, "SCHEMA_VERSION", NEXT + 1)
    Writer(str(older)).close()
    with closing(sqlite3.connect(older)) as connection:
        assert all(seat.endswith("!") for (seat,) in connection.execute("SELECT seat FROM unit"))
    assert version_of(older) == NEXT + 1 and [version_of(copy) for copy in copies(older)] == [NOW]


# What goes wrong


def failing(kind: str) -> Any:
    """A step that does all of its work and then cannot end."""

    def step(connection: Connection) -> None:
        add_seats(connection)
        if kind == "an error of the program":
            raise ZeroDivisionError
        if kind == "a full disk":
            connection.execute(text("PRAGMA max_page_count = 1"))  # as full as it is now
            connection.execute(text("INSERT INTO store SELECT 'x' || id || field, new || zeroblob(9000) FROM change"))
        connection.execute(text("UPDATE assignment SET task = 9999"))  # points at nothing

    return step


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("an error of the program", ZeroDivisionError),
        ("a full disk", "store_full"),
        ("rows that point at nothing", "store_damaged"),
    ],
)
def test_a_step_that_fails_leaves_the_store_to_the_program_that_wrote_it(
    kind: str, error: Any, older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(older)
    with monkeypatch.context() as patched:
        become(patched, failing(kind))
        with pytest.raises(Unusable if isinstance(error, str) else error) as failed:
            Writer(str(older))
        assert not isinstance(error, str) or failed.value.kind == error
    assert version_of(older) == NOW and contents(older) == before and sound(older)
    set_note(writer := Writer(str(older)), who(), [1], "goes on")
    writer.close()
    with monkeypatch.context() as patched:
        become(patched, add_seats)
        Writer(str(older)).close()
        assert version_of(older) == NEXT and any("goes on" in row for row in contents(older)["assignment"])


def test_without_room_for_the_copy_nothing_is_begun(older: Path, next_program: None) -> None:
    before = contents(older)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(
        resource.RLIMIT_FSIZE, (older.stat().st_size // 2, limits[1])
    )  # as on a disk that is nearly full
    try:
        with pytest.raises(Unusable, match="upgrade_needs_copy") as refused:
            Writer(str(older))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert str(refused.value.facts["copy"]).startswith(f"{older}.v{NOW}")
    assert version_of(older) == NOW and contents(older) == before
    assert not copies(older) and not list(older.parent.glob(".duban*"))
    Writer(str(older)).close()
    assert version_of(older) == NEXT


def test_an_older_program_does_not_touch_what_a_newer_one_made(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        become(patched, add_seats)
        Writer(str(older)).close()
    before = older.read_bytes()
    for open_it in (Writer, open_reader):
        with pytest.raises(Unusable, match="store_newer"):
            open_it(str(older))
    assert older.read_bytes() == before


def test_a_program_that_was_running_when_the_store_was_upgraded_neither_writes_nor_reads_it(
    older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running, watching = Writer(str(older)), open_reader(str(older))
    stamp = watching.stamp()
    with monkeypatch.context() as patched:
        become(patched, add_seats)
        Writer(str(older)).close()
    before = contents(older)
    with pytest.raises(Unusable, match="store_newer"):
        set_note(running, who(), [1], "as the older version would")
    with pytest.raises(Unusable, match="store_newer"):
        assert watching.stamp() == stamp
    assert contents(older) == before
    running.close()
    watching.close()


# On the command line

READING = [["plans"], ["tasks"], ["tasks", "--json"], ["show", PLAN], ["log"], ["summary"], ["setting"]]
WRITING = [
    ["set", f"{PLAN}/4", "blocked", "--unit", "团市委"],
    ["setting", "due_soon_days", "12"],
    ["undo"],
    ["open"],
    ["load", PLAN],
]


@pytest.mark.parametrize("args", [*READING, ["open", "--read-only"]], ids=" ".join)
def test_reading_says_how_a_store_that_is_too_old_is_brought_up_to_date(
    args: list[str], older: Path, next_program: None
) -> None:
    before = older.read_bytes()
    said = sentence(Shell(older)(*args), 3)
    assert f"written by an older duban (format {NOW}; this one reads {NEXT})" in said and "Open it once" in said
    assert "旧版督办" in sentence(Shell(older, lang="zh")(*args), 3)
    assert older.read_bytes() == before and not copies(older)


@pytest.mark.parametrize("args", READING, ids=" ".join)
def test_reading_goes_on_where_the_step_left_what_queries_need(
    args: list[str], older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    become(monkeypatch, add_seats, readable=NOW)
    before = older.read_bytes()
    ran = Shell(older)(*args)
    assert ran.code == 0 and ran.out
    assert older.read_bytes() == before and version_of(older) == NOW


@pytest.mark.parametrize("args", WRITING, ids=" ".join)
def test_any_command_that_writes_brings_it_up_to_date_and_says_so(
    args: list[str], older: Path, next_program: None
) -> None:
    ran = Shell(older)(*args)
    assert ran.code == 0, ran
    assert f"brought up to date for this version; as it was, it stays in {older}.v{NOW}" in ran.err.splitlines()[0]
    assert version_of(older) == NEXT and Shell(older)("tasks").code == 0
    assert "up to date" not in Shell(older)("set", f"{PLAN}/4", "blocked", "--unit", "团市委").err


# Killed, and two at once


@pytest.fixture
def environment() -> Iterator[dict[str, str]]:
    """Where the programs of the next version find what they import."""
    yield {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"}


UPGRADING = [sys.executable, str(ROOT / "tests" / "upgrading.py")]


def test_programs_that_upgrade_at_once_do_it_once_and_all_go_on(older: Path, environment: dict[str, str]) -> None:
    before = contents(older)
    racing = [
        subprocess.Popen([*UPGRADING, "race", str(older)], env=environment, text=True,
                         stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for _ in range(4)
    ]  # fmt: skip
    for one in racing:
        assert one.stdout is not None and one.stdout.readline() == "ready\n"
    for one in racing:
        assert one.stdin is not None
        one.stdin.write("\n")
        one.stdin.flush()
    told = [json.loads(one.communicate(timeout=60)[0]) for one in racing]
    assert [one.returncode for one in racing] == [0, 0, 0, 0]
    (made,) = copies(older)
    assert sorted(told) == ["", "", "", str(made)]
    assert version_of(older) == NEXT and contents(older) == before and sound(older)


def without_harm(done: subprocess.CompletedProcess[str]) -> dict[str, int]:
    """The counts of a run of kills: nothing lost, everything opens."""
    assert not done.returncode, done.stderr
    counts: dict[str, int] = json.loads(done.stdout)
    harm = {name: counts.pop(name) for name in ("lost", "unsound", "unopened", "copies_bad", "half copies left")}
    assert not any(harm.values()), harm
    return counts


def test_killed_at_any_moment_it_is_one_version_or_the_other_and_opens(environment: dict[str, str]) -> None:
    done = subprocess.run([*UPGRADING, "kills", "25", "2006"], env=environment, capture_output=True, text=True)
    counts = without_harm(done)
    assert counts["killed"] and counts[f"left at {NOW}"]


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
@pytest.mark.parametrize("call", SPEND)
def test_killed_at_any_system_call_that_writes_it_is_one_version_or_the_other(
    call: str, environment: dict[str, str], tmp_path: Path
) -> None:
    stride = "60" if call == "pwrite64" else "1"
    traced = ["strace", "-f", "-qq", "-o", str(tmp_path / "trace"), "-e", f"trace={call}"]
    done = subprocess.run(
        [*traced, "-e", f"inject={call}:signal=KILL:when=1500", *UPGRADING, "each", call, stride],
        env=environment, capture_output=True, text=True,
    )  # fmt: skip
    if "ptrace" in done.stderr:
        pytest.skip("this place does not let strace trace")
    counts = without_harm(done)
    assert counts["killed"] >= 1 and counts["finished"] == 1
