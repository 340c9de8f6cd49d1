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
from conftest import ROOT
from freeze import PLAN, frozen
from sqlalchemy import Connection, text
from stores import make_store, plan, task, who
from upgrading import NEXT, NOW, SPEND, add_seats, become, contents, copies, sound, version_of

from store import migrations, reader
from store.commands.statuses import set_note
from store.errors import Unusable
from store.queries.clock import settings
from store.reader import open_reader
from store.waiting import Patience
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
    (copy,) = copies(tmp_path / "s.db")
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
    ["load", PLAN],
]


@pytest.mark.parametrize("args", [*READING, ["open"], ["open", "--read-only"]], ids=" ".join)
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


@pytest.mark.parametrize("args", [["undo"], ["redo"], ["undo", "--command", "99999"]], ids=" ".join)
def test_what_finds_nothing_to_take_back_leaves_an_older_store_as_it_is(
    args: list[str], older: Path, next_program: None
) -> None:
    before = older.read_bytes()
    assert Shell(older, by="nobody")(*args).code == 1
    assert older.read_bytes() == before and not copies(older)


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


def test_who_comes_while_another_brings_it_up_to_date_waits_for_as_long_as_that_takes(older: Path) -> None:
    held = sqlite3.connect(older, isolation_level=None, check_same_thread=False)
    held.execute("BEGIN IMMEDIATE")
    waited: list[float] = []

    def told(seconds: float) -> bool:
        waited.append(seconds)
        if seconds > 0.5 and held.in_transaction:
            held.execute("ROLLBACK")
        return True

    with pytest.MonkeyPatch.context() as patched:
        become(patched, add_seats)
        with closing(held), closing(Writer(str(older), patience=Patience(0.1, upgrading=told))) as writer:
            assert writer.upgraded and max(waited) > 0.5


def without_harm(counts: dict[str, int]) -> None:
    """Whatever was killed: nothing is lost, everything opens."""
    harm = {name: counts[name] for name in ("lost", "unsound", "unopened", "copies_bad", "half copies left")}
    assert not any(harm.values()), harm


def test_killed_at_any_moment_it_is_one_version_or_the_other_and_opens(environment: dict[str, str]) -> None:
    done = subprocess.run([*UPGRADING, "kills", "25", "2006"], env=environment, capture_output=True, text=True)
    assert not done.returncode, done.stderr
    counts = json.loads(done.stdout)
    without_harm(counts)
    assert counts["killed"] and counts[f"left at {NOW}"]


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_killed_at_any_system_call_that_writes_it_is_one_version_or_the_other(
    environment: dict[str, str], tmp_path: Path
) -> None:
    calls = ",".join(SPEND)
    done = subprocess.run(
        ["strace", "-f", "-qq", "-o", str(tmp_path / "trace"), "-e", f"trace={calls}",
         "-e", f"inject={calls}:signal=KILL:when=1500", *UPGRADING, "each", "80", "1500"],
        env=environment, capture_output=True, text=True,
    )  # fmt: skip
    if "ptrace" in done.stderr:
        pytest.skip("this place does not let strace trace")
    assert not done.returncode, done.stderr
    for call, counts in json.loads(done.stdout).items():
        without_harm(counts)
        assert counts["killed"] >= 1 and counts["finished"] == 1, call
