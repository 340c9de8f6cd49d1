"""Copies of the store: one that is asked for, one by itself before the first write of a day; whole or not at all."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from stores import Kept, dump, make_store, plan, task, who

from seed.loader import cache_name, demo_store
from store import vocabulary as v
from store.backups import KEPT, backup, daily, folder, listing, newest_valid
from store.commands.statuses import set_note, set_status
from store.errors import Refused, StoreError, Unusable
from store.reader import open_reader
from store.shapes import Who
from store.writer import Writer
from tui.rescue import rescue
from words import speak

PLAN = plan(task("1", "A", "B", due="9-1"), task("2", "C"))
DAY = date(2006, 9, 15)


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    store = make_store(tmp_path / "s.db", PLAN)
    yield store
    store.close()


def on(day: date) -> Who:
    """Somebody who acts on a day."""
    return Who("wang", day, datetime(day.year, day.month, day.day, 9, tzinfo=UTC))


def write(path: str, day: date, backups: Path) -> Writer:
    """One command on a day, through a writer of its own."""
    writer = Writer(path, durable=False, backups=str(backups))
    set_note(writer, on(day), [1], f"as on {day}")
    writer.close()
    return writer


def names(place: Path) -> list[str]:
    return sorted(os.listdir(place)) if place.exists() else []


def damage(path: str, at: float = 0.3) -> bytes:
    """Spoil pages in the middle of a file; returns its bytes after that."""
    data = bytearray(Path(path).read_bytes())
    start = int(len(data) * at) // 4096 * 4096
    data[start : start + 40 * 4096] = b"\xa5" * len(data[start : start + 40 * 4096])
    Path(path).write_bytes(data)
    return bytes(data)


# A copy that is asked for


def test_a_copy_holds_what_the_store_held_with_its_log(kept: Kept, tmp_path: Path) -> None:
    set_note(kept.writer, who(), [1], "only in the log so far")
    backup(kept.path, str(tmp_path / "copy.db"))
    assert dump(str(tmp_path / "copy.db")) == dump(kept.path)


def test_a_copy_is_one_plain_file_that_opens_in_a_read_only_directory(kept: Kept, tmp_path: Path) -> None:
    place = tmp_path / "shelf"
    place.mkdir()
    backup(kept.path, str(place / "copy.db"))
    assert names(place) == ["copy.db"]
    assert (place / "copy.db").read_bytes()[18:20] == b"\x01\x01"  # the format that needs no log to be opened
    with closing(open_reader(str(place / "copy.db"))) as reader:
        assert reader.one("SELECT count(*) FROM assignment") == (3,)
    assert names(place) == ["copy.db"]


def test_what_stands_there_is_left_as_it_is(kept: Kept, tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.write_text("a letter")
    with pytest.raises(Refused) as refused:
        backup(kept.path, str(there))
    assert refused.value.kind == "copy_exists" and there.read_text() == "a letter"
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "nowhere")
    with pytest.raises(Refused):
        backup(kept.path, str(link))


@pytest.mark.parametrize("place", ["no/such/copy.db", "file/copy.db"])
def test_a_place_that_cannot_be_written_is_named_and_the_store_is_well(place: str, kept: Kept, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    before = names(tmp_path)
    with pytest.raises(Unusable) as unusable:
        backup(kept.path, str(tmp_path / place))
    assert unusable.value.kind == "copy_unwritable" and unusable.value.facts["path"] == str(tmp_path / place)
    assert names(tmp_path) == before


def test_a_full_disk_leaves_no_half_copy(kept: Kept, tmp_path: Path) -> None:
    place = tmp_path / "shelf"
    place.mkdir()
    script = f"""
import resource
from store.backups import backup
from store.errors import Unusable
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    backup({kept.path!r}, {str(place / "copy.db")!r})
except Unusable as error:
    print(error.kind)
"""
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (ran.stdout, ran.stderr) == ("copy_unwritable\n", "")
    assert names(place) == []


def test_a_damaged_store_is_not_copied_as_if_it_were_sound(tmp_path: Path, demo: Path) -> None:
    spoilt = damage(str(demo))
    with pytest.raises(Unusable) as unusable:
        backup(str(demo), str(tmp_path / "copy.db"))
    assert unusable.value.kind == "store_damaged"
    assert demo.read_bytes() == spoilt and "copy.db" not in names(tmp_path)


def test_a_copy_made_while_others_write_is_of_one_moment(kept: Kept, tmp_path: Path) -> None:
    stop = threading.Event()

    def work() -> None:
        writer, n = Writer(kept.path, durable=False), 0
        while not stop.is_set():
            n += 1
            set_note(writer, who(), [1, 2, 3], f"number {n}")
        writer.close()

    other = threading.Thread(target=work)
    other.start()
    try:
        for n in range(12):
            copy = str(tmp_path / f"{n}.db")
            backup(kept.path, copy)
            with closing(sqlite3.connect(copy)) as connection:
                told = connection.execute("SELECT DISTINCT note FROM assignment").fetchall()
                assert len(told) == 1, "each command writes all three notes or none"
                assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    finally:
        stop.set()
        other.join()


def test_a_plain_copy_whose_writer_was_killed_is_never_read_half_changed(kept: Kept, tmp_path: Path) -> None:
    copy = str(tmp_path / "copy.db")
    backup(kept.path, copy)
    before = dump(copy)
    script = f"""
import os, sqlite3
c = sqlite3.connect({copy!r}, isolation_level=None)
c.execute("PRAGMA cache_size = 1"); c.execute("BEGIN")
c.execute("UPDATE assignment SET note = ?", ("x" * 9000,)); c.execute("UPDATE task SET title = 'half'")
os._exit(0)
"""
    subprocess.run([sys.executable, "-c", script], check=True)
    assert os.path.getsize(f"{copy}-journal")
    with closing(open_reader(copy)) as reader:
        assert reader.one("SELECT count(*) FROM assignment WHERE note <> ''") == (0,)
    assert dump(copy) == before


# By itself, once a day


def test_the_first_write_of_a_day_keeps_the_state_before_it(kept: Kept, tmp_path: Path) -> None:
    before = dump(kept.path)
    write(kept.path, DAY, tmp_path / "b")
    (only,) = listing(str(tmp_path / "b"), kept.path)
    assert only.day == DAY and dump(only.path) == before and only.size == os.path.getsize(only.path)


def test_later_writes_of_the_day_keep_nothing_and_the_next_day_does(kept: Kept, tmp_path: Path) -> None:
    for day in (DAY, DAY, DAY + timedelta(1)):
        write(kept.path, day, tmp_path / "b")
    assert [one.day for one in listing(str(tmp_path / "b"), kept.path)] == [DAY + timedelta(1), DAY]


def test_a_dashboard_that_stays_open_keeps_each_day_too(kept: Kept, tmp_path: Path) -> None:
    with closing(Writer(kept.path, durable=False, backups=str(tmp_path / "b"))) as writer:
        for n in (0, 0, 1):
            set_note(writer, on(DAY + timedelta(n)), [1], f"{n}")
    assert len(listing(str(tmp_path / "b"), kept.path)) == 2


def test_the_newest_fourteen_are_kept(kept: Kept, tmp_path: Path) -> None:
    for n in range(KEPT + 3):
        daily(kept.path, str(tmp_path / "b"), DAY + timedelta(n))
    days = [one.day for one in listing(str(tmp_path / "b"), kept.path)]
    assert days == [DAY + timedelta(n) for n in range(KEPT + 2, 2, -1)]


def test_what_a_killed_program_left_half_is_swept_away(kept: Kept, tmp_path: Path) -> None:
    daily(kept.path, str(tmp_path / "b"), DAY)
    place = Path(folder(str(tmp_path / "b"), kept.path))
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        pass
    for process in (gone.pid, os.getpid()):
        (place / f".duban-{process}-7.tmp").touch()
    daily(kept.path, str(tmp_path / "b"), DAY + timedelta(1))
    assert [name for name in names(place) if name.endswith(".tmp")] == [f".duban-{os.getpid()}-7.tmp"]


def test_what_a_killed_program_left_of_a_new_store_is_swept_when_one_is_made_there(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        pass
    for process in (gone.pid, os.getppid()):
        for ending in ("", "-wal", "-shm"):
            (tmp_path / f"new.db.new-{process}{ending}").touch()
    (tmp_path / f"other.db.new-{gone.pid}").touch()
    Writer(str(tmp_path / "new.db"), durable=False).close()
    living = [f"new.db.new-{os.getppid()}{ending}" for ending in ("", "-shm", "-wal")]
    assert names(tmp_path) == ["new.db", *living, f"other.db.new-{gone.pid}"]


def test_what_a_killed_demo_left_is_swept_when_one_is_made_there(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        pass
    shelf, plans = tmp_path / "cache", ("panjin-2005",)
    shelf.mkdir()
    for left in (tmp_path / f"d.db.new-{gone.pid}", shelf / f"{cache_name(plans)}.{gone.pid}-wal"):
        left.touch()
    (tmp_path / "d.db.new-20060915").write_text("a copy of somebody's")
    demo_store(str(shelf), str(tmp_path / "d.db"), plans)
    assert names(tmp_path) == ["cache", "d.db", "d.db.new-20060915"] and names(shelf) == [cache_name(plans)]


def test_a_backup_is_of_the_day_of_the_office_wherever_the_machine_is(kept: Kept, tmp_path: Path) -> None:
    night = Who("wang", DAY, datetime(2006, 9, 14, 17, tzinfo=UTC))  # in Beijing the next day has begun
    with closing(Writer(kept.path, durable=False, backups=str(tmp_path / "b"))) as writer:
        set_note(writer, night, [1], "late")
    assert [one.day for one in listing(str(tmp_path / "b"), kept.path)] == [DAY]


def test_a_backup_that_takes_long_is_told_while_it_is_made(
    kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, made = threading.Event(), daily
    monkeypatch.setattr("store.backups.SLOW", 0.0)
    monkeypatch.setattr("store.backups.daily", lambda *args: told.wait(10) and made(*args))
    with closing(Writer(kept.path, durable=False, backups=str(tmp_path / "b"))) as writer:
        writer.daily.told = told.set
        set_note(writer, who(), [1], "x")
    assert told.is_set() and len(listing(str(tmp_path / "b"), kept.path)) == 1


def test_a_new_store_with_nothing_in_it_is_not_worth_a_backup(tmp_path: Path) -> None:
    Writer(str(tmp_path / "new.db"), durable=False).close()
    assert daily(str(tmp_path / "new.db"), str(tmp_path / "b"), DAY) is None
    assert not (tmp_path / "b").exists()


def test_a_store_that_is_thrown_away_makes_none(kept: Kept, tmp_path: Path) -> None:
    set_note(kept.writer, who(), [1], "x")
    assert names(tmp_path) == ["s.db", "s.db-shm", "s.db-wal"]


def test_a_backup_that_fails_never_fails_the_write_and_is_remembered(kept: Kept, tmp_path: Path) -> None:
    (tmp_path / "b").write_text("no directory")
    writer = write(kept.path, DAY, tmp_path / "b")
    assert kept.row("1", "A").note == f"as on {DAY}"
    assert writer.daily.failed is not None and writer.daily.failed.kind == "copy_unwritable"


def test_backups_are_told_apart_by_path_and_by_store(tmp_path: Path) -> None:
    shelf = str(tmp_path / "b")
    for name in ("one.db", "two.db"):
        make_store(tmp_path / name, PLAN).close()
        daily(str(tmp_path / name), shelf, DAY)
    assert len(listing(shelf, str(tmp_path / "one.db"))) == 1
    (tmp_path / "one.db").unlink()
    make_store(tmp_path / "one.db", PLAN).close()  # another store under the same path
    assert listing(shelf, str(tmp_path / "one.db")) == ()
    assert daily(str(tmp_path / "one.db"), shelf, DAY) is not None


def test_a_link_to_a_store_has_the_backups_of_the_store(kept: Kept, tmp_path: Path) -> None:
    daily(kept.path, str(tmp_path / "b"), DAY)
    (tmp_path / "link.db").symlink_to(kept.path)
    assert len(listing(str(tmp_path / "b"), str(tmp_path / "link.db"))) == 1


def test_the_newest_sound_backup_is_found_when_the_store_cannot_be_read(demo: Path, tmp_path: Path) -> None:
    shelf = str(tmp_path / "b")
    for n in range(3):
        daily(str(demo), shelf, DAY + timedelta(n))
    damage(listing(shelf, str(demo))[0].path)
    for spoil in (lambda: damage(str(demo), 0.0), demo.unlink):
        spoil()
        found = newest_valid(shelf, str(demo))
        assert found is not None and found.day == DAY + timedelta(1)


def test_a_backup_that_is_not_what_was_recorded_is_passed_over(demo: Path, tmp_path: Path) -> None:
    shelf = str(tmp_path / "b")
    for n in range(2):
        daily(str(demo), shelf, DAY + timedelta(n))
    with closing(sqlite3.connect(listing(shelf, str(demo))[0].path, isolation_level=None)) as connection:
        connection.execute("UPDATE assignment SET due = '2001-01-01' WHERE id = 5")
    found = newest_valid(shelf, str(demo))
    assert found is not None and (found.day, found.checked) == (DAY, True)


def test_of_a_large_backup_only_the_pages_are_said_to_be_whole(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.backups.THOROUGH", 1_000)
    daily(str(demo), str(tmp_path / "b"), DAY)
    found = newest_valid(str(tmp_path / "b"), str(demo))
    assert found is not None and not found.checked
    said = rescue(speak("en"), Unusable("store_gone", path=str(demo)), str(tmp_path / "b"))
    assert "backup whose pages are whole (what it says was not checked)" in said


def test_no_sound_backup_is_none(kept: Kept, tmp_path: Path) -> None:
    assert newest_valid(str(tmp_path / "b"), kept.path) is None


def test_two_programs_that_begin_the_day_together_keep_what_was_before_both(demo: Path, tmp_path: Path) -> None:
    before, start, failed = dump(str(demo)), threading.Barrier(4), []

    def begin() -> None:
        writer = Writer(str(demo), durable=False, backups=str(tmp_path / "b"))
        start.wait()
        try:
            set_status(writer, on(DAY), [5], v.BLOCKED, note=str(threading.get_ident()))
        except StoreError as error:
            failed.append(error)
        writer.close()

    threads = [threading.Thread(target=begin) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (only,) = listing(str(tmp_path / "b"), str(demo))
    assert not failed and dump(only.path) == before
