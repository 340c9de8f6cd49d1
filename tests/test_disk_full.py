"""A full disk: nothing that was saved is lost, no half file carries a name, one sentence; with room again all works.

A file that may not grow (RLIMIT_FSIZE) stands for a full disk everywhere; where a small disk may be mounted, it is one.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from commandline import Shell, sentence
from conftest import ROOT, Ran

WRITING = [
    ["set", "panjin-2005/1", "blocked", "--note", "因" * 3000],
    ["member", "各电信运营商", "甲公司"],
    ["load", "hengshui-2002"],
    ["undo"],
]
SUMMARY = ["summary", "--plan", "panjin-2005", "-o"]

LIMITED = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
from tui.__main__ import main
sys.exit(main(sys.argv[2:]))
"""


def limited(size: int, duban: Shell, *args: str) -> Ran:
    """`duban` where no file may grow beyond a size."""
    options = [part for name, value in duban.options.items() for part in (f"--{name}", value)]
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(size), *options, *args],
        capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=120,
    )  # fmt: skip
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def is_sound(store: Path) -> bool:
    """Whether SQLite finds nothing wrong with a store."""
    with closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as connection:
        return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@pytest.mark.parametrize("args", WRITING, ids=lambda args: str(args[0]))
@pytest.mark.parametrize("size", [10, 5000, 30_000])
def test_an_update_that_does_not_fit_is_not_made_and_can_be_repeated(args: list[str], size: int, demo: Path) -> None:
    duban = Shell(demo)
    if args == ["undo"]:
        duban.said(*WRITING[0])
    before = duban.kept()
    ran = limited(size, duban, *args)
    if ran.code:
        assert any(word in sentence(ran, 3) for word in ("disk", "can only be read")), ran
        assert duban.kept() == before
    assert is_sound(demo)
    if ran.code:
        duban.said(*args)


@pytest.mark.parametrize("size", [10, 5000, 60_000])
def test_a_store_that_cannot_be_made_leaves_nothing_under_its_name(size: int, tmp_path: Path) -> None:
    store = tmp_path / "new" / "duban.db"
    said = sentence(limited(size, Shell(store), "load", "panjin-2005"), 3)
    assert "disk" in said
    assert not store.exists() or Shell(store)("plans").code == 0, "the store was made, the plan did not fit"
    assert [file.name for file in store.parent.iterdir() if ".new-" in file.name] == []
    Shell(store).said("load", "panjin-2005")


def test_a_demo_that_does_not_fit_leaves_no_half_of_it(
    tmp_path: Path, demo_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, duban = tmp_path / "demo.db", Shell(tmp_path / "none.db")
    for cache in (str(demo_cache), str(tmp_path / "cache")):  # copied, and built
        monkeypatch.setenv("XDG_CACHE_HOME", cache)
        assert "disk" in sentence(limited(100_000, duban, "demo", "--headless", str(store)), 3)
        assert [file for file in tmp_path.rglob("*") if file.is_file()] == []
    monkeypatch.setenv("XDG_CACHE_HOME", str(demo_cache))
    assert duban("demo", "--headless", store).code == 0 and is_sound(store)


@pytest.mark.parametrize("args", [SUMMARY, ["backup"]], ids=["export", "backup"])
def test_a_file_that_does_not_fit_is_not_begun(args: list[str], demo: Path, tmp_path: Path) -> None:
    duban, target = Shell(demo), tmp_path / "out" / "file"
    target.parent.mkdir()
    said = sentence(limited(1000, duban, *args, str(target)), 3)
    assert "disk" in said and str(target) in said
    assert list(target.parent.iterdir()) == []
    assert duban(*args, target).code == 0 and target.stat().st_size


def test_an_old_export_stays_where_the_new_one_does_not_fit(demo: Path, tmp_path: Path) -> None:
    (tmp_path / "bulletin.md").write_text("the bulletin of August")
    assert "disk is full" in sentence(limited(1000, Shell(demo), *SUMMARY, str(tmp_path / "bulletin.md")), 3)
    assert (tmp_path / "bulletin.md").read_text() == "the bulletin of August"


# A real disk


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 6 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "mount") or libc.mount(b"tmpfs", bytes(place), b"tmpfs", 0, b"size=6m"):
        pytest.skip("no disk may be mounted here")
    yield place
    libc.umount2(bytes(place), 2)


def fill(disk: Path, left: int) -> None:
    """Fill a disk but for some bytes."""
    with open(disk / "filler", "wb") as filler:
        room = shutil.disk_usage(disk).free
        filler.write(bytes(max(room - left, 0)))


def test_on_a_full_disk_everything_can_be_read_and_what_is_refused_works_with_room_again(
    disk: Path, demo: Path
) -> None:
    store = disk / "duban.db"
    shutil.copyfile(demo, store)
    duban = Shell(store)
    whole, refused = duban.data("tasks", "--json"), 0
    for left in (0, 4096, 20_480, 40_960, 81_920, 163_840):
        fill(disk, left)
        assert duban.data("tasks", "--json") == whole
        before = duban.kept()
        for args in (WRITING[0], WRITING[2], [*SUMMARY, str(disk / "out.md")], ["backup", str(disk / "copy.db")]):
            ran = duban(*args)
            if ran.code:
                refused += 1
                assert any(word in sentence(ran, 3) for word in ("disk", "can only be read")), (left, args, ran)
                assert duban.kept() == before
            elif args[0] in ("set", "load"):
                (disk / "filler").unlink()  # undoing it needs room of its own
                duban.said("undo")
                fill(disk, left)
                whole, before = duban.data("tasks", "--json"), duban.kept()
            for name in ("out.md", "copy.db"):
                (disk / name).unlink(missing_ok=True)
        assert sorted(one.name for one in disk.iterdir() if one.suffix not in (".db-shm", ".db-wal")) == [
            "duban.db", "filler",
        ]  # fmt: skip
        (disk / "filler").unlink()
        assert is_sound(store)
    assert refused > 6
    assert all(duban(*args).code == 0 for args in WRITING)


def test_a_new_store_on_a_full_disk_is_made_whole_or_not_at_all(disk: Path) -> None:
    store = disk / "office" / "duban.db"
    for left in (0, 8192, 65_536, 262_144):
        fill(disk, left)
        said = sentence(Shell(store)("load", "fujian-2006"), 3)
        assert "disk" in said, left
        assert not store.exists() or is_sound(store)
        (disk / "filler").unlink()
    Shell(store).said("load", "fujian-2006")
