"""Going back to a copy: verified first, kept what it replaces, nothing mixed, nothing lost, whoever has it open."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from boards import dashboard, lines_of, until
from stores import Kept, dump, make_store, plan, task, who
from test_backups import damage, names

from store.backups import backup
from store.commands.statuses import set_note
from store.errors import Busy, Refused, Unusable
from store.reader import open_reader
from store.restoring import restore
from store.writer import Writer

MOMENT = datetime(2006, 9, 15, 8, 30, 5, tzinfo=UTC)
KEPT = "s.db.replaced-20060915-083005"
PLAN = plan(task("1", "A", "B", due="9-1"), task("2", "C"))


class Place:
    """A store that went on after a copy was made of it."""

    def __init__(self, folder: Path) -> None:
        self.store = make_store(folder / "s.db", PLAN)
        self.path, self.copy = self.store.path, str(folder / "copy.db")
        backup(self.path, self.copy)
        self.copied = dump(self.path)
        set_note(self.store.writer, who(), [1], "after the copy")
        self.later = dump(self.path)

    def end(self) -> None:
        self.store.close()


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    found = Place(tmp_path)
    yield found
    found.end()


def test_the_store_is_as_in_the_copy_and_what_it_was_is_kept(place: Place, tmp_path: Path) -> None:
    place.end()
    kept = restore(place.path, place.copy, MOMENT)
    assert kept == str(tmp_path / KEPT)
    assert dump(place.path) == place.copied and dump(kept) == place.later


def test_a_store_that_is_a_plain_copy_itself_can_be_replaced(place: Place, tmp_path: Path) -> None:
    """A file without a log is locked for readers too while it is written."""
    plain = shutil.copyfile(place.copy, tmp_path / "plain.db")
    later = shutil.copyfile(place.copy, tmp_path / "later.db")
    with closing(Writer(str(later))) as writer:
        set_note(writer, who(), [1], "later")
    kept = restore(str(plain), str(later), MOMENT)
    assert dump(str(plain)) == dump(str(later)) and dump(kept) == place.copied


def test_what_was_kept_can_be_gone_back_to(place: Place) -> None:
    kept = restore(place.path, place.copy, MOMENT)
    again = restore(place.path, kept, MOMENT)
    assert again == f"{kept}-2"
    assert dump(place.path) == place.later and dump(again) == place.copied


def test_who_has_the_store_open_reads_and_writes_what_was_restored(place: Place) -> None:
    reader, writer = place.store.reader, place.store.writer
    stamp = reader.stamp()
    restore(place.path, place.copy, MOMENT)
    assert reader.stamp() != stamp and reader.one("SELECT note FROM assignment WHERE id = 1") == ("",)
    set_note(writer, who(), [2], "from an open dashboard")
    with closing(open_reader(place.path)) as fresh:
        assert fresh.rows("SELECT note FROM assignment ORDER BY id") == [("",), ("from an open dashboard",), ("",)]
        assert fresh.one("PRAGMA integrity_check") == ("ok",)


def test_a_stamp_moves_even_where_as_many_commands_were_given(place: Place, tmp_path: Path) -> None:
    """Two states that branched from one copy have equal ids; their moments differ."""
    other = str(tmp_path / "other.db")
    shutil.copyfile(place.copy, other)
    with closing(Writer(other)) as writer:
        set_note(writer, who()._replace(at=MOMENT), [1], "another branch")
    stamp = place.store.reader.stamp()
    restore(place.path, other, MOMENT)
    assert place.store.reader.stamp() != stamp


def test_an_update_that_waits_while_a_copy_is_put_in_is_not_lost(place: Place) -> None:
    """Eight restores among forty updates: each update is in the store, or in what was kept of it."""
    told, stop = [], threading.Event()

    def work() -> None:
        with closing(Writer(place.path, durable=False)) as writer:
            for n in range(40):
                set_note(writer, who(), [3], f"n{n}")
                told.append(f"n{n}")
        stop.set()

    other = threading.Thread(target=work)
    other.start()
    kept = []
    for _ in range(8):
        kept.append(restore(place.path, place.copy, MOMENT))
    other.join()
    seen = {str(row[0]) for path in (*kept, place.path) for row in changes(path)}
    assert {f'"{note}"' for note in told} <= seen and stop.is_set()


def changes(path: str) -> list[tuple[object, ...]]:
    with closing(open_reader(path)) as reader:
        return reader.rows("SELECT new FROM change WHERE field = 'note'")


def test_a_store_that_somebody_is_writing_is_busy(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.restoring.WAIT_SECONDS", 0.05)
    with closing(sqlite3.connect(place.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Busy):
            restore(place.path, place.copy, MOMENT)
    assert dump(place.path) == place.later and not os.path.exists(f"{place.path}.replaced-20060915-083005")


@pytest.mark.parametrize("spoil", ["text", "empty", "foreign", "damaged", "missing", "directory", "pointers"])
def test_what_is_no_sound_store_is_not_restored(spoil: str, place: Place, tmp_path: Path, demo: Path) -> None:
    source = tmp_path / "source"
    if spoil == "text":
        source.write_text("a shopping list")
    elif spoil == "empty":
        source.touch()
    elif spoil == "foreign":
        with closing(sqlite3.connect(source)) as connection:
            connection.execute("CREATE TABLE store (price)")
    elif spoil == "damaged":
        source = demo
        damage(str(source))
    elif spoil == "directory":
        source.mkdir()
    elif spoil == "pointers":
        shutil.copyfile(place.copy, source)
        with closing(sqlite3.connect(source, isolation_level=None)) as connection:
            connection.execute("DELETE FROM unit WHERE id = 1")
    with pytest.raises(Unusable if spoil in ("damaged", "pointers") else Refused):
        restore(place.path, str(source), MOMENT)
    assert dump(place.path) == place.later and not (tmp_path / KEPT).exists()


def test_a_store_is_not_restored_from_itself(place: Place, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(place.path)
    for same in (place.path, str(tmp_path / "link")):
        with pytest.raises(Refused) as refused:
            restore(place.path, same, MOMENT)
        assert refused.value.kind == "restore_itself"


def test_somebody_elses_database_is_not_replaced(place: Place, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE goods (price)")
    before = other.read_bytes()
    with pytest.raises(Unusable) as unusable:
        restore(str(other), place.copy, MOMENT)
    assert unusable.value.kind == "not_a_store" and other.read_bytes() == before


# A store that is damaged, or gone


def header(path: str) -> bytes:
    return damage(path, 0.0)


def middle(path: str) -> bytes:
    return damage(path)


def cut(path: str) -> bytes:
    os.truncate(path, os.path.getsize(path) // 2 - 100)
    return Path(path).read_bytes()


@pytest.mark.parametrize("spoil", [header, middle, cut])
def test_a_damaged_store_is_replaced_and_kept_byte_for_byte(
    spoil: Callable[[str], bytes], demo: Path, place: Place, tmp_path: Path
) -> None:
    spoilt = spoil(str(demo))
    os.chmod(demo, 0o640)
    kept = restore(str(demo), place.copy, MOMENT)
    assert Path(kept).read_bytes() == spoilt
    assert dump(str(demo)) == place.copied
    assert {stat.S_IMODE(os.stat(one).st_mode) for one in (demo, kept)} == {0o640}


def test_an_old_log_is_kept_beside_what_it_belongs_to_and_never_laid_over_the_new_file(tmp_path: Path) -> None:
    place = Place(tmp_path)
    log = Path(f"{place.path}-wal").read_bytes()  # holds everything: nothing was folded back yet
    assert log
    place.end()
    Path(f"{place.path}-wal").write_bytes(log)
    spoilt = header(place.path)
    kept = restore(place.path, place.copy, MOMENT)
    assert dump(place.path) == place.copied
    assert Path(kept).read_bytes() == spoilt and Path(f"{kept}-wal").read_bytes() == log


def test_a_log_that_lies_beside_nothing_is_kept_and_not_laid_over_the_new_file(tmp_path: Path) -> None:
    place = Place(tmp_path)
    log = Path(f"{place.path}-wal").read_bytes()
    place.end()
    os.unlink(place.path)
    Path(f"{place.path}-wal").write_bytes(log)
    kept = restore(place.path, place.copy, MOMENT)
    assert dump(place.path) == place.copied and Path(f"{kept}-wal").read_bytes() == log


def test_an_old_log_beside_a_file_that_was_copied_over_the_store_does_not_come_back(tmp_path: Path) -> None:
    place = Place(tmp_path)
    log = Path(f"{place.path}-wal").read_bytes()
    place.end()
    shutil.copyfile(place.copy, place.path)
    Path(f"{place.path}-wal").write_bytes(log)
    restore(place.path, place.copy, MOMENT)
    assert dump(place.path) == place.copied


@pytest.mark.parametrize("there", ["nothing", "no folder", "an empty file"])
def test_where_nothing_stands_the_copy_becomes_the_store(there: str, place: Place, tmp_path: Path) -> None:
    target = tmp_path / ("new/s.db" if there == "no folder" else "new.db")
    if there == "an empty file":
        target.touch()
    assert restore(str(target), place.copy, MOMENT) == ""
    assert dump(str(target)) == place.copied
    assert names(target.parent).count(target.name) == 1


def test_a_damaged_store_that_is_open_elsewhere_is_not_replaced(tmp_path: Path) -> None:
    place = Place(tmp_path)
    place.end()
    script = f"""
import sqlite3, sys
c = sqlite3.connect({place.path!r}); c.execute("SELECT count(*) FROM unit").fetchone()
print("open", flush=True); sys.stdin.read()
"""
    with subprocess.Popen([sys.executable, "-c", script], stdin=-1, stdout=-1, text=True) as other:
        assert other.stdout is not None and other.stdout.readline() == "open\n"
        spoilt = header(place.path)
        with pytest.raises(Busy) as busy:
            restore(place.path, place.copy, MOMENT)
        assert busy.value.kind == "store_open"
        assert Path(place.path).read_bytes() == spoilt and not (tmp_path / KEPT).exists()
        other.kill()
    restore(place.path, place.copy, MOMENT)
    assert dump(place.path) == place.copied


@pytest.mark.parametrize("damaged", [False, True], ids=["sound", "damaged"])
def test_a_full_disk_leaves_the_store_as_it_was_and_no_half_file(damaged: bool, tmp_path: Path, demo: Path) -> None:
    store = shutil.copyfile(demo, tmp_path / "s.db")
    before = header(str(store)) if damaged else b""
    script = f"""
import resource
from datetime import datetime
from store.errors import Unusable
from store.restoring import restore
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
try:
    restore({str(store)!r}, {str(demo)!r}, datetime(2006, 9, 15))
except Unusable as error:
    print(error.kind)
"""
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (ran.stdout, ran.stderr) == ("copy_unwritable\n", "")
    assert [name for name in names(tmp_path) if not name.endswith(("-wal", "-shm"))] == ["s.db"]
    assert store.read_bytes() == before if damaged else dump(str(store)) == dump(str(demo))


@pytest.mark.parametrize("damaged", [False, True], ids=["sound", "damaged"])
def test_a_restore_that_is_killed_anywhere_leaves_the_old_store_or_the_new_one(
    damaged: bool, tmp_path: Path, demo: Path
) -> None:
    """Killed when the n-th system call that changes a file is about to be made, for every n until it succeeds."""
    script = """
import os, sys
from datetime import datetime
import store.restoring, store.copying, store.files
n, left = int(sys.argv[1]), [int(sys.argv[1])]
def wrap(module, name):
    real = getattr(module, name)
    def call(*a, **k):
        left[0] -= 1
        if not left[0]: os.kill(os.getpid(), 9)
        return real(*a, **k)
    setattr(module, name, call)
for name in ("unlink", "replace", "rename", "link", "fsync", "chmod", "open"): wrap(os, name)
store.restoring.restore(sys.argv[2], sys.argv[3], datetime(2006, 9, 15, 8, 30, 5))
"""
    old = tmp_path / "old.db"
    shutil.copyfile(demo, old)
    with closing(Writer(str(demo))) as writer:
        set_note(writer, who(), [1], "the copy has one more")
    if damaged:
        header(str(old))
    place, n, code = tmp_path / "s.db", 0, -signal.SIGKILL
    while code == -signal.SIGKILL:
        n += 1
        for left in tmp_path.glob("s.db*"):
            left.unlink()
        shutil.copyfile(old, place)
        argv = [sys.executable, "-c", script, str(n), str(place), str(demo)]
        code = subprocess.run(argv, capture_output=True).returncode
        now = place.read_bytes()
        if damaged:
            assert now == old.read_bytes() or dump(str(place)) == dump(str(demo))
        else:
            assert dump(str(place)) in (dump(str(old)), dump(str(demo)))
    assert code == 0 and n > 5 and dump(str(place)) == dump(str(demo))


# An open dashboard


async def test_an_open_dashboard_shows_what_was_restored(demo: Path, tmp_path: Path) -> None:
    copy = str(tmp_path / "copy.db")
    backup(str(demo), copy)
    with closing(Writer(str(demo))) as writer:
        set_note(writer, who(), [1], "x")
        with writer.transaction(who()) as t:
            t.write("UPDATE plan SET title = :title WHERE key = 'panjin-2005'", [{"title": "Renamed later"}])
    with dashboard(demo) as app:
        async with app.run_test(size=(120, 40)) as pilot:
            await until(pilot, lambda: any("Renamed later" in line for line in lines_of(pilot)))
            restore(str(demo), copy, MOMENT)
            await until(pilot, lambda: any("盘锦市" in line for line in lines_of(pilot)[:2]))


async def test_a_file_that_was_moved_over_the_store_is_what_the_desk_reads_and_writes(tmp_path: Path) -> None:
    place = Place(tmp_path)
    place.end()
    from stores import TODAY

    from tui.desk import Desk

    desk = Desk(place.path, "li", TODAY)
    try:
        assert await desk.read(lambda reader: reader.one("SELECT note FROM assignment WHERE id = 1")) == (
            "after the copy",
        )
        await desk.write(lambda writer, _: set_note(writer, desk.who("note"), [2], "first"))
        os.replace(place.copy, place.path)
        for ending in ("-wal", "-shm"):
            if os.path.exists(place.path + ending):
                os.unlink(place.path + ending)
        assert await desk.read(lambda reader: reader.one("SELECT note FROM assignment WHERE id = 1")) == ("",)
        await desk.write(lambda writer, _: set_note(writer, desk.who("note"), [2], "second"))
    finally:
        desk.close()
    with closing(open_reader(place.path)) as reader:
        assert reader.rows("SELECT note FROM assignment ORDER BY id") == [("",), ("second",), ("",)]


def test_a_writer_whose_store_is_gone_says_so_and_writes_nothing(tmp_path: Path) -> None:
    store: Kept = make_store(tmp_path / "s.db", PLAN)
    os.unlink(store.path)
    with pytest.raises(Unusable) as unusable:
        set_note(store.writer, who(), [1], "into nowhere")
    assert unusable.value.kind == "store_gone" and not os.path.exists(store.path)
    store.close()
