"""A next version of the schema that does not exist, and programs of that version to be killed while they upgrade.

`race STORE` upgrades one store when it is told to; `kills N SEED` and `each STRIDE AT` upgrade copies of the frozen
store, each in a process of its own that is killed, and print what became of them as JSON. `each` runs under
`strace -f -e inject=CALLS:signal=KILL:when=AT`: one process dies at its first system call of a name, the next at its
second (or one STRIDE later) and so on, for it spends the others beforehand; AT is more than this process itself makes
of any. By hand: `PYTHONPATH=.:tests python tests/upgrading.py kills 3000 7`, and strace with `each 1 30000`.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from freeze import frozen
from sqlalchemy import Connection, text

from store import migrations, reader
from store.writer import Writer

if TYPE_CHECKING:
    import pytest

NOW = reader.SCHEMA_VERSION
NEXT = NOW + 1


def add_seats(connection: Connection) -> None:
    """A step that does what steps do: a column with a value in every row, an index, and a table made anew."""
    connection.execute(text("ALTER TABLE unit ADD COLUMN seat VARCHAR DEFAULT '' NOT NULL"))
    connection.execute(text("UPDATE unit SET seat = area || name"))
    connection.execute(text("CREATE INDEX unit_seat ON unit (seat)"))
    made = connection.execute(text("SELECT sql FROM sqlite_master WHERE name = 'change'")).scalar_one()
    indexes = "SELECT sql FROM sqlite_master WHERE tbl_name = 'change' AND type = 'index' AND sql IS NOT NULL"
    again = list(connection.execute(text(indexes)).scalars())
    connection.execute(text(made.replace("CREATE TABLE change", "CREATE TABLE change_new", 1)))
    connection.execute(text("INSERT INTO change_new SELECT * FROM change"))
    connection.execute(text("DROP TABLE change"))
    connection.execute(text("ALTER TABLE change_new RENAME TO change"))
    for sql in again:
        connection.execute(text(sql))


def version_of(path: Path) -> int:
    """The version that a store says it has."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return int(connection.execute("SELECT value FROM store WHERE key = 'schema_version'").fetchone()[0])


def contents(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the tables that both versions have, in the columns that both have."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = {}
        for name in sorted(names):
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({name})") if row[1] != "seat"]
            where = " WHERE key <> 'schema_version'" if name == "store" else ""
            chosen = ", ".join(f'"{column}"' for column in columns)
            found[name] = connection.execute(f'SELECT {chosen} FROM "{name}"{where} ORDER BY 1').fetchall()
        return found


def sound(path: Path) -> bool:
    """Whether SQLite finds nothing wrong."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        whole = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return whole and not connection.execute("PRAGMA foreign_key_check").fetchall()


def be_the_next_program() -> None:
    """From here on this process is a program of the next version."""
    migrations.STEPS = (*migrations.STEPS, add_seats)
    reader.SCHEMA_VERSION = reader.READABLE_SINCE = NEXT


def become(monkeypatch: pytest.MonkeyPatch, step: Any, readable: int = NEXT) -> None:
    """Be the program that came with a step."""
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, step))
    monkeypatch.setattr(reader, "SCHEMA_VERSION", NEXT)
    monkeypatch.setattr(reader, "READABLE_SINCE", readable)


def copies(store: Path) -> list[Path]:
    """The copies of a store that upgrades have left beside it."""
    beside = [file for file in store.parent.iterdir() if file.name.startswith(f"{store.name}.v")]
    return sorted(file for file in beside if not file.name.endswith(("-wal", "-shm")))


def race(path: str) -> None:
    """Upgrade a store when told to, and print where the copy of it is kept, if this program made one."""
    print("ready", flush=True)
    sys.stdin.readline()
    writer = Writer(path)
    print(json.dumps(writer.upgraded), flush=True)
    writer.close()


def in_a_child(job: Callable[[], None]) -> int:
    """Start a job in a process of its own; returns its id."""
    child = os.fork()
    if not child:
        _end_after(job)
    return child


def _end_after(job: Callable[[], None]) -> NoReturn:
    code = 1
    try:
        job()
        code = 0
    finally:
        os._exit(code)


def upgrade(path: Path) -> None:
    """What the victim does."""
    Writer(str(path)).close()


class Ward:
    """Copies of the frozen store, and what became of them."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.before = contents(self._fresh())
        self.counts: Counter[str] = Counter(lost=0, unsound=0, unopened=0, copies_bad=0)

    def _fresh(self) -> Path:
        """A folder with a copy of the frozen store."""
        shutil.rmtree(self.place, ignore_errors=True)
        self.place.mkdir()
        return Path(shutil.copyfile(frozen(NOW), self.place / "duban.db"))

    def run(self, kill: Callable[[int], None], first: Callable[[], None] = lambda: None) -> bool:
        """Upgrade a fresh copy in a process that is killed, look at what it left, then upgrade what it left.

        Returns:
            Whether the process was killed before it was done.
        """
        path = self._fresh()

        def job() -> None:
            first()
            upgrade(path)

        child = in_a_child(job)
        kill(child)
        _, status = os.waitpid(child, 0)
        killed = os.WIFSIGNALED(status)
        self.counts["killed" if killed else "finished"] += 1
        self._look(path)
        self._go_on(path)
        return killed

    def _look(self, path: Path) -> None:
        """After the kill: of the old version or of the next, all there, and any copy under its final name is whole."""
        self.counts[f"left at {version_of(path)}"] += 1
        self.counts["lost"] += contents(path) != self.before
        self.counts["unsound"] += not sound(path)
        for copy in self._copies():
            self.counts["copies_bad"] += version_of(copy) != NOW or contents(copy) != self.before or not sound(copy)

    def _go_on(self, path: Path) -> None:
        """The next program upgrades what was left, and keeps one copy of what was there."""
        _, status = os.waitpid(in_a_child(lambda: upgrade(path)), 0)
        self.counts["unopened"] += status != 0 or version_of(path) != NEXT
        self.counts["lost"] += contents(path) != self.before
        self.counts["copies_bad"] += [version_of(copy) for copy in self._copies()] != [NOW]
        left = [name for name in os.listdir(self.place) if ".tmp" in name]
        self.counts["half copies left"] += len(left)

    def _copies(self) -> list[Path]:
        return copies(self.place / "duban.db")


def kills(n: int, seed: int) -> Counter[str]:
    """Kill n upgrades at random moments of the time that one takes."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as place:
        ward = Ward(Path(place) / "ward")
        started = time.monotonic()
        ward.run(lambda child: None)
        span = time.monotonic() - started

        def at_random(child: int) -> None:
            time.sleep(chance.uniform(0, span / 2))
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)

        for _ in range(n):
            ward.run(at_random)
        return ward.counts


SPEND: dict[str, Callable[[int], object]] = {
    "pwrite64": lambda handle: os.pwrite(handle, b"-", 0),
    "fdatasync": os.fdatasync,
    "fsync": os.fsync,
    "ftruncate": lambda handle: os.ftruncate(handle, 0),
    "unlink": lambda handle: os.unlink(""),
    "link": lambda handle: os.link("", ""),
}
"""System call → a way to make one that does nothing."""


def each(call: str, stride: int, at: int) -> Counter[str]:
    """Kill an upgrade at each of its system calls of one name; strace does the killing."""
    with tempfile.TemporaryDirectory() as place:
        ward = Ward(Path(place) / "ward")

        def dies_at(nth: int) -> bool:
            return ward.run(lambda child: None, lambda: spend(call, at - nth))

        nth = 1
        while dies_at(nth):
            nth += stride
        return ward.counts


def spend(call: str, times: int) -> None:
    """Make some system calls to no effect."""
    with open(os.devnull, "wb") as sink:
        for _ in range(times):
            with suppress(OSError):
                SPEND[call](sink.fileno())


if __name__ == "__main__":
    be_the_next_program()
    if sys.argv[1] == "race":
        race(sys.argv[2])
    elif sys.argv[1] == "kills":
        print(json.dumps(kills(int(sys.argv[2]), int(sys.argv[3]))))
    else:
        stride, at = map(int, sys.argv[2:])
        print(json.dumps({call: each(call, stride if call == "pwrite64" else 1, at) for call in SPEND}))
