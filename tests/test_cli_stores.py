"""Stores that cannot be used, or not fully: plain words, exit 3, and not a byte of them changed."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from commandline import Shell, bare, sentence
from conftest import ROOT, Ran

from store.waiting import Patience

READING = [["plans"], ["tasks"], ["tasks", "--json"], ["show", "panjin-2005"], ["log"], ["summary"], ["open"]]
WRITING = [
    ["set", "panjin-2005/1", "blocked"],
    ["due", "panjin-2005/1", "10月底", "--basis", "minutes"],
    ["reading", "panjin-2005/i1", "9000", "--unit", "网通公司"],
    ["reach", "panjin-2005/m3"],
    ["member", "各电信运营商", "甲公司"],
    ["load", "panjin-2005"],
    ["undo"],
    ["redo"],
]
BOTH = [*READING, *WRITING]


def with_something_to_turn(store: str | Path) -> None:
    """Give a command that can be undone, and one that can be done again."""
    duban = Shell(store)
    for unit in ("市妇联", "团市委"):
        duban.said("set", "panjin-2005/4", "blocked", "--unit", unit)
    duban.said("undo")


@pytest.mark.parametrize("args", BOTH, ids=" ".join)
def test_a_directory_is_no_store(args: list[str], tmp_path: Path) -> None:
    said = sentence(Shell(tmp_path)(*args), 3)
    assert f"{tmp_path} is a directory, not a store" in said and "Nothing was changed" in said
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("args", BOTH, ids=" ".join)
@pytest.mark.parametrize("content", [b"a shopping list\n", b"\x00" * 5000, "台账".encode("gb18030") * 900])
def test_a_file_of_something_else_is_no_store_and_stays_as_it_is(
    args: list[str], content: bytes, tmp_path: Path
) -> None:
    file = tmp_path / "list.txt"
    file.write_bytes(content)
    said = sentence(Shell(file)(*args), 3)
    assert "is not a duban store; it was left as it is" in said
    assert file.read_bytes() == content and [one.name for one in tmp_path.iterdir()] == ["list.txt"]


@pytest.mark.parametrize("args", BOTH, ids=" ".join)
def test_somebody_elses_database_is_no_store(args: list[str], tmp_path: Path) -> None:
    file = tmp_path / "other.db"
    with closing(sqlite3.connect(file)) as other:
        other.execute("CREATE TABLE goods (price INTEGER)")
    before = file.read_bytes()
    assert "is not a duban store" in sentence(Shell(file)(*args), 3)
    assert file.read_bytes() == before


def test_an_empty_file_is_a_store_to_begin_with_but_not_one_to_read(tmp_path: Path) -> None:
    file = tmp_path / "new.db"
    file.touch()
    duban = Shell(file)
    assert f"{file} is empty: no store is in it yet" in sentence(duban("tasks"), 3)
    assert not file.stat().st_size
    ran = duban("open")
    assert (ran.code, ran.out) == (0, "") and "no plans yet" in ran.err
    duban.said("load", "panjin-2005")
    assert duban.tasks()


@pytest.mark.parametrize("args", [args for args in BOTH if args[0] not in ("open", "load")], ids=" ".join)
def test_a_store_that_is_not_there_is_not_made_by_asking(args: list[str], tmp_path: Path) -> None:
    place = tmp_path / "none" / "duban.db"
    said = sentence(Shell(place)(*args), 3)
    assert f"There is no store at {place} yet" in said and "duban load PLAN" in said
    assert not place.parent.exists()


@pytest.mark.parametrize("args", [["open"], ["load", "panjin-2005"]], ids=" ".join)
def test_the_first_load_and_the_dashboard_make_the_store_with_its_folders(args: list[str], tmp_path: Path) -> None:
    place = tmp_path / "a" / "b" / "duban.db"
    assert Shell(place)(*args).code == 0
    assert place.stat().st_size and Shell(place)("plans").code == 0


@pytest.mark.parametrize("args", [["open"], ["load", "panjin-2005"]], ids=" ".join)
def test_a_place_that_cannot_be_made_is_named(args: list[str], tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    said = sentence(Shell(tmp_path / "file" / "duban.db")(*args), 3)
    assert "cannot be used" in said and "--store" in said


@pytest.mark.parametrize("args", BOTH, ids=" ".join)
def test_a_damaged_store_is_left_as_it_is(args: list[str], demo: Path) -> None:
    whole = demo.read_bytes()
    demo.write_bytes(whole[:100] + b"\xff" * (len(whole) - 100))
    broken = demo.read_bytes()
    said = sentence(Shell(demo)(*args), 3)
    assert ("is damaged" in said and "backup" in said) or "is not a duban store" in said
    assert demo.read_bytes() == broken


@pytest.mark.parametrize("args", BOTH, ids=" ".join)
def test_a_store_of_a_newer_program_is_refused(args: list[str], demo: Path) -> None:
    with closing(sqlite3.connect(demo, isolation_level=None)) as connection:
        connection.execute("UPDATE store SET value = '99' WHERE key = 'schema_version'")
    said = sentence(Shell(demo)(*args), 3)
    assert "newer duban (format 99; this one knows" in said and "install the newer version" in said


@pytest.mark.parametrize("args", WRITING, ids=" ".join)
def test_a_busy_store_is_said_to_be_busy(args: list[str], demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_something_to_turn(demo)
    monkeypatch.setattr("store.waiting.PATIENCE", Patience(0.05))
    duban = Shell(demo)
    with closing(sqlite3.connect(demo, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("BEGIN IMMEDIATE")
        said = sentence(duban(*args), 3)
        assert "another program is writing" in said and "Try again" in said
        assert duban("tasks").code == 0
        other.execute("ROLLBACK")


AS_NOBODY = """
import json, os, sys
from commandline import Shell
protected, spare, *commands = json.loads(sys.argv[1])
for args in commands:
    Shell(spare)(*args)  # whatever is imported late is imported now
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
print(json.dumps([Shell(protected)(*args) for args in commands]))
"""
"""`duban` without the powers of root, to whom no file is write-protected."""


def test_a_write_protected_store_is_read_and_says_why_it_is_not_written(demo: Path) -> None:
    reading = [["tasks", "--json"], ["plans"], ["summary", "--plan", "panjin-2005"], ["log"], ["open"]]
    with tempfile.TemporaryDirectory() as place:
        store = Path(place) / "duban.db"
        with_something_to_turn(demo)
        shutil.copyfile(demo, store)
        store.chmod(0o444)
        os.chmod(place, 0o555)
        before = store.read_bytes()
        done = subprocess.run(
            [sys.executable, "-c", AS_NOBODY, json.dumps([str(store), str(demo), *reading, *WRITING])],
            capture_output=True, text=True, env={**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"},
        )  # fmt: skip
        assert not done.returncode, done.stderr
        ran = [Ran(*one) for one in json.loads(done.stdout)]
        for args, one in zip(reading, ran[: len(reading)], strict=True):
            assert one.code == 0 and one.out, (args, one)
        for one in ran[len(reading) :]:
            said = sentence(one, 3)
            assert f"{store} can only be read" in said and "Reading still works" in said
        assert store.read_bytes() == before and os.listdir(place) == ["duban.db"]
        os.chmod(place, 0o755)


@pytest.mark.parametrize("args", BOTH, ids=" ".join)
def test_a_broken_config_file_is_named_and_nothing_is_done(args: list[str], clean_env: dict[str, str]) -> None:
    config = Path(clean_env["XDG_CONFIG_HOME"]) / "duban" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text("store = broken\n")
    said = sentence(bare("--today", "2006-09-15", *args), 1)
    assert str(config) in said
    assert not (Path(clean_env["XDG_DATA_HOME"])).exists()
