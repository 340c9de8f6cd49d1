"""Nothing that was acknowledged is lost: writers killed at any moment, before any system call, and by power cuts."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from conftest import ROOT
from kills import why_no_strace
from power import Disk, Inode
from power import calls as listed
from stores import make_store, plan, task, who

from store.commands.statuses import set_note
from store.writer import Writer

NO_STRACE = why_no_strace()
needs_strace = pytest.mark.skipif(bool(NO_STRACE), reason=NO_STRACE or "strace is here")
SEED = os.environ.get("DUBAN_SEED", "3")


@pytest.fixture
def environment() -> Iterator[dict[str, str]]:
    yield {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"}


def told(environment: dict[str, str], *arguments: str) -> dict[str, Any]:
    """What a process of its own found: victims are forked from one that has no threads."""
    done = subprocess.run([sys.executable, *arguments], env=environment, capture_output=True, text=True)
    assert done.stdout, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_three_hundred_killed_writers_lose_nothing_and_leave_nothing_half(environment: dict[str, str]) -> None:
    found = told(environment, str(ROOT / "tests" / "torture.py"), "--quick", "--json", "--seed", SEED)
    counts = found["counts"]
    assert found["faults"] == []
    assert counts.get("lost", 0) == 0 and counts["opened again"] == counts["judged"]
    assert counts["acknowledged"] > 150 and counts["looked through by check"] > 40
    assert counts["kills"] + counts.get("power cuts", 0) >= (180 if NO_STRACE else 280)


UNSYNCED = """
import json, sys, tempfile
from pathlib import Path
from random import Random
from kills import Torturer
from torture import MEMORY, power_cuts
with tempfile.TemporaryDirectory(dir=MEMORY) as place:
    torturer = Torturer(Path(place), int(sys.argv[1]), durable=False, few=True)
    power_cuts(torturer, 40)
    print(json.dumps(torturer.counts))
"""


@needs_strace
def test_a_writer_that_does_not_wait_for_the_disk_is_found_to_lose_updates(environment: dict[str, str]) -> None:
    assert told(environment, "-c", UNSYNCED, SEED)["lost"] > 0


def test_what_was_not_synced_may_be_lost_kept_or_torn_by_a_power_cut() -> None:
    inode = Inode(b"a" * 1024)
    inode.pending.append((512, b"b" * 1024))
    draw = Random(1)
    assert inode.after_a_cut(draw, 0.0) == b"a" * 1024
    assert inode.after_a_cut(draw, 1.0) == b"a" * 512 + b"b" * 1024
    assert len({inode.after_a_cut(draw, 0.5) for _ in range(50)}) == 4
    inode.sync()
    assert inode.after_a_cut(draw, 0.0) == b"a" * 512 + b"b" * 1024


def test_a_new_name_is_certain_once_its_directory_is_synced() -> None:
    draw = Random(1)
    disk = Disk("/x", {"s.db": b"1"})
    for call in listed('openat(AT_FDCWD, "\\x2f\\x78\\x2f\\x6e", O_RDWR|O_CREAT, 0644) = 3<\\x2f\\x78\\x2f\\x6e>\n'):
        disk.do(call)
    assert disk.after_a_cut(draw, 0.0) == {"s.db": b"1"}
    for call in listed("fdatasync(4<\\x2f\\x78>) = 0\n"):
        disk.do(call)
    assert disk.after_a_cut(draw, 0.0) == {"s.db": b"1", "n": b""}


def test_every_connection_of_a_writer_waits_for_the_disk_also_after_it_was_closed(tmp_path: Path) -> None:
    kept = make_store(tmp_path / "s.db", plan(task("1", "A")))
    kept.close()
    writer = Writer(kept.path)
    for _ in range(2):
        set_note(writer, who(), [1], "said")
        with writer.transaction(who()) as t:
            driver: sqlite3.Connection = t.session.connection().connection.driver_connection  # type: ignore[assignment]
            pragmas = [driver.execute(f"PRAGMA {name}").fetchone()[0] for name in ("synchronous", "journal_mode")]
            assert pragmas == [2, "wal"], "FULL: a commit returns when the log is on the disk"
            assert driver.execute("PRAGMA foreign_keys").fetchone() == (1,)
        writer.close()


SYNCED = """
import json, sys, tempfile
from pathlib import Path
from random import Random
from kills import Torturer
with tempfile.TemporaryDirectory() as place:
    torturer = Torturer(Path(place), 1)
    calls = torturer.listed(0, 0)
    print(json.dumps([[call.name, call.path, call.data.decode(errors="replace")[:5]] for call in calls]))
"""


@needs_strace
def test_the_log_is_on_the_disk_before_an_update_is_acknowledged(environment: dict[str, str]) -> None:
    calls: Any = told(environment, "-c", SYNCED)
    acks = [n for n, (_, path, data) in enumerate(calls) if path.startswith("pipe:") and data[0].isdigit()]
    assert len(acks) == 4
    for before, ack in zip([0, *acks], acks, strict=False):
        told_of_log = [name for name, path, _ in calls[before:ack] if path.endswith("-wal")]
        assert "pwrite64" in told_of_log and told_of_log[-1] == "fdatasync"
