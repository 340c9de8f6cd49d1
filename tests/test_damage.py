"""A store that cannot be used: one sentence, what is safe, what to go back to; and every byte stays as it was."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from commandline import Shell, sentence
from conftest import ROOT
from mutations import FRAME, HEAD, PAGE, kept, lay, with_log
from stores import who

from store.backups import daily
from store.commands.statuses import set_status
from store.damage import TABLES, found_in, look
from store.errors import Unusable
from store.models import Row
from store.queries.assignments import assignments
from store.reader import open_reader
from store.shapes import AssignmentFilter
from store.writer import Writer
from words import speak

READ, WRITE = ["tasks"], ["set", "panjin-2005/1", "blocked"]
BOTH = pytest.mark.parametrize("args", [READ, WRITE], ids=["reading", "writing"])


def garbled(demo: Path, change: Callable[[bytearray], None]) -> bytes:
    """Change the bytes of a store; returns what stands there now."""
    data = bytearray(demo.read_bytes())
    change(data)
    demo.write_bytes(data)
    return bytes(data)


def root_of(demo: Path, table: str) -> int:
    """Where the first page of a table begins."""
    with closing(sqlite3.connect(demo)) as connection:
        found = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    return (int(found[0]) - 1) * PAGE


# What stands there


@BOTH
@pytest.mark.parametrize("share", [0.01, 0.3, 0.9])
def test_a_store_that_was_cut_short_is_damaged(args: list[str], share: float, demo: Path) -> None:
    whole = demo.read_bytes()
    demo.write_bytes(whole[: int(len(whole) * share)])
    before = kept(demo)
    assert "is damaged" in sentence(Shell(demo)(*args), 3)
    assert kept(demo) == before


@BOTH
@pytest.mark.parametrize("cut", [1, 1_000, PAGE - 1])
def test_a_store_that_was_cut_by_less_than_a_page_is_damaged_too(args: list[str], cut: int, demo: Path) -> None:
    demo.write_bytes(demo.read_bytes()[:-cut])
    before = kept(demo)
    assert "is damaged (its end was cut off)" in sentence(Shell(demo)(*args), 3)
    assert kept(demo) == before


def test_a_last_page_that_a_killed_program_half_wrote_is_read_from_the_log(demo: Path, tmp_path: Path) -> None:
    store = tmp_path / "half.db"
    with closing(Writer(str(demo))) as writer:
        set_status(writer, who(), [1, 2, 3], "blocked", note="x" * 9_000)
        now, log = kept(demo)
    with closing(sqlite3.connect(demo)) as connection:  # the writer has folded its log into the store
        ((pages,),) = connection.execute("PRAGMA page_count").fetchall()
    assert len(now) < (pages - 1) * PAGE
    lay(store, now.ljust((pages - 1) * PAGE, b"\0") + b"half", log)
    with closing(open_reader(str(store))) as reader:
        assert reader.one("SELECT count(*) FROM assignment WHERE length(note) = 9000") == (3,)


def test_bytes_that_are_no_text_are_told_in_words_of_people(demo: Path) -> None:
    title = Shell(demo).tasks("--plan", "panjin-2005")[0]["title"].encode()
    demo.write_bytes(demo.read_bytes().replace(title, b"\xff\xfe\xff".ljust(len(title))))
    assert "is damaged (it holds bytes that are no text)" in sentence(Shell(demo)("tasks"), 3)
    assert "已损坏（含有不是文字的字节）" in sentence(Shell(demo)("tasks", lang="zh"), 3)


@pytest.mark.parametrize("table", sorted(TABLES - {"store", "command", "change"}))
def test_a_table_that_is_missing_stops_every_write_before_it_begins(table: str, demo: Path) -> None:
    with closing(sqlite3.connect(demo, isolation_level=None)) as connection:
        connection.execute(f"DROP TABLE {table}")
    with pytest.raises(Unusable, match="store_damaged"):
        Writer(str(demo))


def test_a_missing_table_is_named(demo: Path) -> None:
    with closing(sqlite3.connect(demo, isolation_level=None)) as connection:
        connection.execute("DROP TABLE chase_item")
    before = kept(demo)
    assert "is damaged (its table chase_item is missing)" in sentence(Shell(demo)(*WRITE), 3)
    assert kept(demo) == before


def test_the_tables_that_a_store_must_have_are_those_that_the_program_makes() -> None:
    assert frozenset(Row.metadata.tables) == TABLES


@BOTH
def test_a_damaged_page_in_a_table_stops_the_write_before_it_begins(args: list[str], demo: Path) -> None:
    at = root_of(demo, "chase")  # a table that neither command would ever look into
    garbled(demo, lambda data: data.__setitem__(slice(at, at + 8), b"\xff" * 8))
    before = kept(demo)
    ran = Shell(demo)(*args)
    assert kept(demo) == before
    assert ran.code == (0 if args == READ else 3), ran


def test_a_header_that_makes_a_store_read_only_is_damage(demo: Path, tmp_path: Path) -> None:
    store = tmp_path / "format.db"
    lay(store, *with_log(demo, tmp_path))
    before = garbled(store, lambda data: data.__setitem__(18, 78)), kept(store)[1]
    assert "is damaged" in sentence(Shell(store)(*WRITE), 3)
    assert kept(store) == before


def test_a_large_store_is_looked_at_by_the_ends_of_its_tables(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.damage.WHOLE_BYTES", 0)
    with closing(open_reader(str(demo))) as reader:
        look(reader)
    at = root_of(demo, "assignment")
    garbled(demo, lambda data: data.__setitem__(slice(at, at + 8), b"\xff" * 8))
    with closing(open_reader(str(demo))) as reader, pytest.raises(Unusable, match="store_damaged"):
        look(reader)


@BOTH
@pytest.mark.parametrize("shape", ["(price INTEGER)", "(key TEXT, value TEXT)"])
def test_somebody_elses_table_may_be_called_store_too(args: list[str], shape: str, tmp_path: Path) -> None:
    file = tmp_path / "shop.db"
    with closing(sqlite3.connect(file)) as shop:
        shop.execute(f"CREATE TABLE store {shape}")
    before = kept(file)
    assert "is not a duban store" in sentence(Shell(file)(*args), 3)
    assert kept(file) == before


@BOTH
def test_a_pipe_is_not_waited_at(args: list[str], tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "is not a duban store" in sentence(Shell(tmp_path / "pipe")(*args), 3)
    assert "is not a duban store" in sentence(Shell("/dev/null")(*args), 3)


@BOTH
@pytest.mark.parametrize("name", ["x" * 5000, "loop/duban.db", "nul\0.db"], ids=["too long", "a loop", "a NUL"])
def test_a_place_that_no_system_has_is_told(args: list[str], name: str, tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    assert "cannot be used" in sentence(Shell(tmp_path / name)(*args), 3)


def test_an_empty_file_beside_a_log_was_a_store_and_its_log_is_kept(demo: Path, tmp_path: Path) -> None:
    _, log = with_log(demo, tmp_path)
    store = tmp_path / "emptied.db"
    lay(store, b"", log)
    for args in (READ, WRITE, ["load", "panjin-2005"], ["open"]):
        assert "was a store, but is empty or gone" in sentence(Shell(store)(*args), 3)
    assert kept(store) == (b"", log)
    store.unlink()  # a new store would lie under the old log
    for args in (["load", "panjin-2005"], ["open"]):
        assert "was a store, but is empty or gone" in sentence(Shell(store)(*args), 3)
    assert not store.exists() and store.with_name("emptied.db-wal").read_bytes() == log


def test_an_empty_file_of_which_there_are_backups_is_no_place_to_begin(demo: Path, clean_env: dict[str, str]) -> None:
    duban, place = Shell(demo), Path(clean_env["XDG_DATA_HOME"]) / "duban" / "backups"
    kept_copy = daily(str(demo), str(place), who().today)
    demo.write_bytes(b"")
    for args in (["load", "panjin-2005"], ["open"]):
        said = sentence(duban(*args), 3)
        assert "was a store, but is empty or gone" in said and f"duban restore {kept_copy}" in said
    assert not demo.stat().st_size


AS_NOBODY = """
import json, os, sys
from commandline import Shell
hidden, spare, *commands = json.loads(sys.argv[1])
for args in commands:
    Shell(spare)(*args)  # whatever is imported late is imported now
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
print(json.dumps([Shell(hidden)(*args) for args in commands]))
"""
"""`duban` without the powers of root, from whom nothing is hidden."""


@pytest.mark.parametrize("hides", ["file", "folder"])
def test_a_store_that_may_not_be_read_is_said_to_be_somebody_elses(hides: str, demo: Path) -> None:
    with tempfile.TemporaryDirectory() as place:
        store = Path(place) / "inner" / "duban.db"
        store.parent.mkdir()
        shutil.copyfile(demo, store)
        os.chmod(place, 0o755)
        (store if hides == "file" else store.parent).chmod(0)
        done = subprocess.run(
            [sys.executable, "-c", AS_NOBODY, json.dumps([str(store), str(demo), READ, WRITE])],
            capture_output=True, text=True, env={**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"},
        )  # fmt: skip
        assert not done.returncode, done.stderr
        store.parent.chmod(0o755)
        for code, out, err in json.loads(done.stdout):
            assert (code, out) == (3, "") and f"You have no permission to read {store}" in err


# Never touched, not even by a checkpoint


def test_a_writer_that_meets_damage_leaves_the_log_beside_the_store(demo: Path, tmp_path: Path) -> None:
    store = tmp_path / "met.db"
    lay(store, *with_log(demo, tmp_path))
    writer = Writer(str(store))
    at = root_of(demo, "assignment")
    garbled(store, lambda data: data.__setitem__(slice(at, at + PAGE), b"\xff" * PAGE))
    before = kept(store)
    with closing(open_reader(str(demo))) as reader:
        row = assignments(reader, AssignmentFilter(plan="fujian-2006"), who().today)[0]
    with pytest.raises(Unusable, match="store_damaged"):
        set_status(writer, who(), [row.id], "blocked")
    writer.close()
    assert kept(store) == before


def test_a_sound_store_takes_its_log_in_when_the_last_writer_leaves(demo: Path, tmp_path: Path) -> None:
    store = tmp_path / "sound.db"
    lay(store, *with_log(demo, tmp_path))
    Writer(str(store)).close()
    data, log = kept(store)
    assert not log and found_in(str(store)) == ""
    assert b"the line is cut" in data


@pytest.mark.parametrize("how", ["removed", "replaced"])
def test_what_is_written_to_a_store_that_went_away_is_said_to_be_lost(how: str, demo: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    shutil.copyfile(demo, other)
    writer = Writer(str(demo))
    with closing(open_reader(str(demo))) as reader:
        row = assignments(reader, AssignmentFilter(plan="panjin-2005"), who().today)[0]
    with pytest.raises(Unusable, match="store_gone"), writer.transaction(who()):  # it goes while the command is written
        if how == "removed":
            demo.unlink()
        else:
            os.replace(other, demo)
    if how == "replaced":  # the next command is written to what stands there now
        set_status(writer, who(), [row.id], "blocked")
        assert Shell(demo).json("log", "--json")[0]["new"] == "blocked"
    else:
        with pytest.raises(Unusable, match="store_gone"):
            set_status(writer, who(), [row.id], "blocked")
        assert not demo.exists()
    writer.close()


def test_closing_an_old_writer_leaves_the_log_of_the_store_that_replaced_its_own(demo: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    shutil.copyfile(demo, other)
    old = Writer(str(demo))
    for ending in ("-wal", "-shm"):
        demo.with_name(demo.name + ending).unlink()
    os.replace(other, demo)
    new = Writer(str(demo))
    Shell(demo).said(*WRITE)
    before = kept(demo)
    assert before[1]
    old.close()
    assert kept(demo) == before
    new.close()
    assert Shell(demo).assignment("panjin-2005/1")["status"] == "blocked"


# The log


def commits(log: bytes) -> list[int]:
    """Where the frames begin that end a commit."""
    frames = range(HEAD, len(log) - FRAME + 1, FRAME)
    return [at for at in frames if log[at + 4 : at + 8] != bytes(4)]


@BOTH
@pytest.mark.parametrize("where", ["header", "first frame"])
def test_a_log_whose_beginning_is_garbled_is_not_passed_over(
    args: list[str], where: str, demo: Path, tmp_path: Path
) -> None:
    data, log = with_log(demo, tmp_path)
    at = 12 if where == "header" else HEAD + 100
    store = tmp_path / "cut.db"
    lay(store, data, log[:at] + b"\xff\xfe" + log[at + 2 :])
    before = kept(store)
    assert "-wal is damaged: the latest changes" in sentence(Shell(store)(*args), 3)
    assert kept(store) == before


def test_a_log_whose_last_commit_was_never_finished_is_an_ordinary_one(demo: Path, tmp_path: Path) -> None:
    data, log = with_log(demo, tmp_path)
    last = commits(log)[-1]
    store = tmp_path / "unfinished.db"
    for rest in (log[: last + 100], log[: last + 8] + bytes(16) + log[last + 24 :]):
        lay(store, data, rest)
        assert Shell(store)(*READ).code == 0
    lay(store, data, log)
    assert Shell(store)(*READ).code == 0


def test_no_lock_is_given_away_by_looking_into_the_files_of_a_store(demo: Path, tmp_path: Path) -> None:
    """To close any handle of a file gives away every lock that the process has on it, SQLite's own too."""
    store = tmp_path / "open.db"
    lay(store, *with_log(demo, tmp_path))
    asking = "import sys; from store.wal import is_open_elsewhere; print(is_open_elsewhere(sys.argv[1]))"

    def is_held() -> bool:
        argv = [sys.executable, "-c", asking, str(store)]
        done = subprocess.run(argv, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
        assert done.stdout in ("True\n", "False\n"), done.stderr
        return done.stdout == "True\n"

    assert not is_held()
    with closing(open_reader(str(store))):
        assert is_held()
        open_reader(str(store)).close()
        found_in(str(store))
        assert is_held()
        Writer(str(store)).close()
        assert is_held()
    with closing(Writer(str(store))) as writer:
        open_reader(str(store)).close()
        with writer.transaction(who()):
            assert is_held()
        assert is_held()
    assert not is_held()


def test_no_alarm_while_another_process_writes(demo: Path) -> None:
    writing = """
import sys
from stores import who
from store.writer import Writer
from words import speak
writer = Writer(sys.argv[1])
print("ready", flush=True)
for number in range(400):
    with writer.transaction(who("zhang", who().today, str(number))):
        pass
writer.close()
"""
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"}
    with subprocess.Popen(
        [sys.executable, "-c", writing, str(demo)], env=environment, stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdout is not None and writer.stdout.readline() == b"ready\n"
        opened = 0
        while writer.poll() is None:
            open_reader(str(demo)).close()
            opened += 1
    assert not writer.returncode and opened > 20


# Which backup


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_newest_sound_backup_is_named(lang: str, demo: Path, clean_env: dict[str, str]) -> None:
    duban = Shell(demo, lang=lang)
    place = Path(clean_env["XDG_DATA_HOME"]) / "duban" / "backups"
    older, newer = (daily(str(demo), str(place), who().today.replace(day=day)) for day in (13, 14))
    assert older and newer
    Path(newer).write_bytes(b"damaged too")
    garbled(demo, lambda data: data.__setitem__(slice(100, 4000), b"\xff" * 3900))
    for args in (READ, WRITE):
        said = sentence(duban(*args), 3)
        assert f"duban restore {older}" in said and newer not in said
        assert speak(lang).domain.date(who().today.replace(day=13)) in said and said.count("\n") == 1
    demo.unlink()
    assert f"duban restore {older}" in sentence(duban(*READ), 3)
    duban.said("restore", older)
    assert duban(*WRITE).code == 0


def test_where_there_is_no_backup_that_is_said(demo: Path, tmp_path: Path) -> None:
    garbled(demo, lambda data: data.__setitem__(slice(100, 4000), b"\xff" * 3900))
    assert "No sound automatic backup" in sentence(Shell(demo)(*READ), 3)
    assert "automatic" not in sentence(Shell(tmp_path / "new.db")(*READ), 3), "where no store was, none is missed"
