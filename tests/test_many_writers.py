"""Many on one store: nobody loses anything, nobody starves, and whoever waits is told so."""

from __future__ import annotations

import asyncio
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from boards import TODAY, until
from commandline import Shell
from conftest import ROOT, Ran
from crowd import EXPLAINED
from evidence import wrong
from replay import disagreements
from stores import who
from walks import PANJIN, Walk, elsewhere, walk

from store.commands.statuses import set_note
from store.errors import Busy
from store.queries.board import board
from store.reader import open_reader
from store.waiting import Patience
from store.writer import Writer
from tui.view import FEW

HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.readline()
connection.execute("COMMIT")
print("free", flush=True)
"""


class Holder:
    """Another process that holds the store for writing."""

    def __init__(self, child: subprocess.Popen[str]) -> None:
        self.child = child

    def let_go(self) -> None:
        """Free the store; returns when it is free."""
        assert self.child.stdin is not None and self.child.stdout is not None
        if self.child.poll() is None and not self.child.stdin.closed:
            self.child.stdin.write("\n")
            self.child.stdin.close()
            assert self.child.stdout.readline() == "free\n"


@contextmanager
def held(store: Path) -> Iterator[Holder]:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(store)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None and child.stdout.readline() == "held\n"
        holder = Holder(child)
        try:
            yield holder
        finally:
            holder.let_go()


# Eight at once


async def test_eight_writers_two_readers_and_a_dashboard_lose_nothing_and_agree_with_the_log(demo: Path) -> None:
    before = versions(demo)
    with closing(open_reader(str(demo))) as reader:
        since = int(str(reader.one("SELECT max(id) FROM command")[0]))  # type: ignore[index]
    async with walk(demo) as w:
        first = w.screen.view
        child = await asyncio.create_subprocess_exec(
            sys.executable, str(ROOT / "tests" / "crowd.py"), str(demo), "--updates", "40",
            env={**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"}, stdout=subprocess.PIPE,
        )  # fmt: skip
        out, _ = await child.communicate()
        found: dict[str, Any] = json.loads(out)
        with closing(open_reader(str(demo))) as reader:
            now = board(reader, PANJIN, TODAY, most=FEW)
        assert now != first.board
        await until(w.pilot, lambda: w.screen.view.board == now)
    told = [*found["workers"], *found["readers"]]
    assert [one["error"] for one in told if "error" in one] == []
    assert {kind for one in found["workers"] for kind in one["refused"]} <= EXPLAINED
    assert all(one["rounds"] for one in found["readers"])
    acknowledged = [command for one in found["workers"] for command in one["acknowledged"]]
    with closing(sqlite3.connect(f"file:{demo}?mode=ro", uri=True)) as connection:
        written = connection.execute("SELECT id FROM command WHERE by_whom LIKE 'worker%' ORDER BY id").fetchall()
    assert [(ident,) for ident in sorted(acknowledged)] == written and len(written) == 8 * 40
    assert list(disagreements(demo, before, since)) == []
    assert wrong(str(demo)) == []


def versions(store: Path) -> dict[int, int]:
    with closing(open_reader(str(store))) as reader:
        return {int(str(ident)): int(str(n)) for ident, n in reader.rows("SELECT id, version FROM assignment")}


# Waiting


def test_a_command_that_waits_says_so_after_a_second_and_then_is_done(demo: Path) -> None:
    with held(demo) as holder:
        child = subprocess.Popen(
            [sys.executable, "-m", "tui", "--store", str(demo), "--today", "2006-09-15", "--lang", "en", "set",
             f"{PANJIN}/1", "blocked"],
            stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        with child:
            assert child.stderr is not None
            assert child.stderr.readline() == "duban: another program is writing; waiting for it, 20 s at most …\n"
            holder.let_go()
            assert "blocked" in child.stderr.read() or child.wait() == 0
    assert child.returncode == 0
    assert Shell(demo).assignment(f"{PANJIN}/1")["status"] == "blocked"


def test_a_writer_waits_two_seconds_at_least_then_says_busy_and_nothing_is_lost(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Patience().seconds >= 2.0
    monkeypatch.setattr("store.waiting.PATIENCE", Patience(2.0))
    duban = Shell(demo)
    with held(demo):
        begun = monotonic()
        ran = duban("set", f"{PANJIN}/1", "blocked")
        assert monotonic() - begun >= 2.0
    assert ran.code == 3 and "Traceback" not in ran.err and "locked" not in ran.err
    waiting, busy = ran.err.splitlines()
    assert waiting == "duban: another program is writing; waiting for it, 2 s at most …"
    assert "was busy for 2 s: another program is writing" in busy
    assert duban("set", f"{PANJIN}/1", "blocked").code == 0


def test_waiting_can_be_called_off(demo: Path) -> None:
    looks: list[float] = []

    def told(waited: float) -> bool:
        looks.append(waited)
        return len(looks) < 5

    writer = Writer(str(demo), patience=Patience(60.0, told))
    with held(demo), pytest.raises(Busy):
        set_note(writer, who(), [1], "x")
    writer.close()
    assert len(looks) == 5 and looks == sorted(looks)


def test_who_waits_for_another_store_of_the_directory_is_overtaken(demo: Path, tmp_path: Path) -> None:
    """The turnstile is the directory's: whoever stands in it for a busy store must not hold up a free one."""
    stores = [tmp_path / "busy.db", tmp_path / "free.db"]
    for store in stores:
        store.write_bytes(demo.read_bytes())
    with held(stores[0]):
        script = "import sys; from stores import who; from store.writer import Writer\n" + (
            "from store.commands.statuses import set_note\n"
            "w = Writer(sys.argv[1]); print('ready', flush=True); set_note(w, who(), [1], 'x')"
        )
        env = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"}
        with subprocess.Popen([sys.executable, "-c", script, str(stores[0])], stdout=subprocess.PIPE, env=env) as child:
            assert child.stdout is not None and child.stdout.readline() == b"ready\n"
            assert Shell(stores[1])("set", f"{PANJIN}/1", "blocked") == Ran(
                0, "", Shell(demo)("set", f"{PANJIN}/1", "blocked").err
            )
            child.kill()


# The dashboard


async def test_while_a_write_waits_the_cursor_moves_and_the_screen_says_what_it_waits_for(demo: Path) -> None:
    async with walk(demo) as w:
        item = first_item(w)
        with held(demo) as holder:
            await w.press("b")
            await w.saying("Another program is writing")
            at = w.screen.due.cursor
            begun = monotonic()
            await w.press("j", "j")
            assert w.screen.due.cursor == at + 2 and monotonic() - begun < 1.0
            assert w.row(item.task, item.unit).status == item.status
            holder.let_go()
        await w.saying("Saved: needs help")
        assert w.row(item.task, item.unit).status == "blocked"


async def test_keys_pressed_while_a_write_waits_are_all_written_in_their_order(demo: Path) -> None:
    async with walk(demo) as w:
        item = first_item(w)
        with held(demo) as holder:
            await w.press("b")
            await w.saying("Another program is writing")
            await w.press("i")
            await w.pilot.pause(0.3)
            holder.let_go()
        await w.saying("Saved: in progress")
        assert w.row(item.task, item.unit).status == "in_progress"


async def test_a_write_that_waited_too_long_is_taken_back_on_screen_and_the_same_key_does_it_again(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.desk.WAIT_SECONDS", 0.5)
    async with walk(demo) as w:
        item = first_item(w)
        with held(demo):
            await w.press("b")
            await w.saying("Another program is writing")
            sentence = await w.saying("was busy")
            assert "locked" not in sentence
            await until(w.pilot, lambda: shown(w, item.id) == item.status)
        await w.press("b")
        await w.saying("Saved: needs help")
        assert w.row(item.task, item.unit).status == "blocked"


async def test_leaving_while_a_write_waits_is_said_and_done_when_one_insists(demo: Path) -> None:
    async with walk(demo) as w:
        item = first_item(w)
        with held(demo):
            await w.press("b")
            await w.saying("Another program is writing")
            await w.press("q")
            await w.saying("Leaving once the last change is written")
            await w.press("q")
            await until(w.pilot, lambda: not w.pilot.app.is_running)
        assert w.row(item.task, item.unit).status == item.status


async def test_leaving_while_a_write_waits_is_done_by_itself_when_it_is_written(demo: Path) -> None:
    async with walk(demo) as w:
        item = first_item(w)
        with held(demo):
            await w.press("b")
            await w.saying("Another program is writing")
            await w.press("q")
            await w.saying("Leaving once the last change is written")
        await until(w.pilot, lambda: not w.pilot.app.is_running)
        assert w.row(item.task, item.unit).status == "blocked"


async def test_a_row_that_somebody_changed_meanwhile_is_refused_with_both_values(demo: Path) -> None:
    async with walk(demo) as w:
        seen = first_item(w)
        w.screen._watching = True  # what others write is not noticed for now
        elsewhere(demo, seen.id, "done")
        await w.press("i")
        sentence = await w.saying("changed")
        assert "done" in sentence
        assert w.row(seen.task, seen.unit).status == "done"


async def test_what_others_write_shows_within_half_a_second_and_the_cursor_stays(demo: Path) -> None:
    async with walk(demo) as w:
        await w.press("j")
        at, row, took = w.screen.due.cursor, first_item(w), []
        for status in ("blocked", "in_progress") * 3:
            other = next(r for r in w.screen.view.due if r.id != row.id)
            elsewhere(demo, other.id, status)
            begun = monotonic()
            await until(w.pilot, lambda: shown(w, other.id) == status)  # noqa: B023
            took.append(monotonic() - begun)
            assert w.screen.due.cursor == at and first_item(w).id == row.id
        assert min(took) < 0.5, "on a machine that does nothing else, all of them are"


def shown(w: Walk, ident: int) -> str:
    return next(row.status for row in w.screen.view.due if row.id == ident)


def first_item(w: Walk) -> Any:
    item = w.screen.subject.item
    assert item is not None
    return item


# Readers


READING = [
    ["plans"], ["tasks"], ["tasks", "--json"], ["show", PANJIN], ["log"], ["log", "--json"], ["summary"], ["open"],
    ["where"], ["tasks", "--as-of", "2006-08-01"], ["check"],
]  # fmt: skip


@pytest.mark.parametrize("args", READING, ids=" ".join)
def test_a_reading_command_changes_not_a_byte_beside_a_writer(args: list[str], demo: Path) -> None:
    writer = Writer(str(demo))
    set_note(writer, who(), [1], "in the log, not yet in the file")
    before = footprint(demo)
    ran = Shell(demo)(*args)
    assert ran.code == 0 and ran.out
    assert footprint(demo) == before
    writer.close()
    whole = demo.read_bytes()
    assert Shell(demo)(*args).code == 0
    assert demo.read_bytes() == whole
    assert not Path(f"{demo}-wal").exists() or not Path(f"{demo}-wal").read_bytes()


def footprint(store: Path) -> dict[str, tuple[bytes, int]]:
    """Bytes and time of the store and its log; what lies beside them by name."""
    files = {path.name: path for path in store.parent.iterdir()}
    assert set(files) <= {store.name, f"{store.name}-wal", f"{store.name}-shm"}, files
    return {
        name: (path.read_bytes(), path.stat().st_mtime_ns) for name, path in files.items() if not name.endswith("-shm")
    }
