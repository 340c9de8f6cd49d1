"""Damage by chance: a store's bytes are garbled in many ways, and `duban` is run on what is left.

What must hold for every mutation and every command: no traceback, no hang, one of the exit codes, the damaged bytes as
they were. A run is its seed: `mutate(whole, log, Random(f"{seed}/{number}"))` is the same damage for ever.

    python tests/mutations.py --runs 10000 --seed 1     prints a table of figures (`make mutations`)
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from random import Random
from typing import NamedTuple

from commandline import Shell
from conftest import Ran

from store.check import check

PAGE = 4096
HEAD = 32
FRAME = PAGE + 24
"""A frame of the -wal: its header and a page; the file's own header is 32 bytes."""
HANG_SECONDS = 20

READING: tuple[tuple[str, ...], ...] = (
    ("plans",),
    ("tasks", "--json"),
    ("tasks", "--plan", "panjin-2005"),
    ("tasks", "--unit", "市妇联", "--csv"),
    ("show", "panjin-2005", "--json"),
    ("show", "fujian-2006"),
    ("log", "--json", "--all"),
    ("log", "--plan", "panjin-2005"),
    ("summary", "--plan", "panjin-2005"),
    ("summary", "--format", "json"),
    ("summary", "--kind", "ledger", "--plan", "fujian-2006", "--format", "csv"),
    ("open",),
    ("where",),
)
WRITING: tuple[tuple[str, ...], ...] = (
    ("set", "panjin-2005/1", "blocked", "--note", "the line is cut"),
    ("set", "fujian-2006/5.2", "done", "--unit", "省国税局"),
    ("due", "panjin-2005/1", "10月底", "--basis", "minutes"),
    ("reading", "panjin-2005/i1", "9000", "--unit", "网通公司"),
    ("reach", "panjin-2005/m3"),
    ("member", "各电信运营商", "甲公司"),
    ("load", "panjin-2005"),
    ("undo",),
)


class Damage(NamedTuple):
    """A store and its log after a mutation."""

    kind: str
    store: bytes
    log: bytes


def mutate(store: bytes, log: bytes, chance: Random) -> Damage:
    """One mutation of a store, or of its log where there is one."""
    kind = chance.choice([*OF_STORE, *(OF_LOG if log else ())])
    if kind in OF_LOG:
        return Damage(kind, store, OF_LOG[kind](log, chance))
    return Damage(kind, OF_STORE[kind](store, chance), log)


def _flip(data: bytes, chance: Random, start: int = 0, end: int | None = None, most: int = 8) -> bytes:
    """Some bytes of a stretch become others."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, most)):
        changed[chance.randrange(start, min(end or len(data), len(data)))] ^= chance.randint(1, 255)
    return bytes(changed)


def _bits(data: bytes, chance: Random) -> bytes:
    """One bit, as a bad memory turns it."""
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]


def _heads(data: bytes, chance: Random) -> bytes:
    """The first bytes of some pages: what kind they are, how many cells they have and where."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        changed[_page(data, chance) * PAGE + chance.randrange(40)] = chance.randrange(256)
    return bytes(changed)


def _garble(data: bytes, chance: Random, start: int = 0) -> bytes:
    """A stretch of chance bytes."""
    at = chance.randrange(start, len(data))
    stretch = chance.randbytes(chance.choice([16, 100, 512, PAGE, 3 * PAGE]))[: len(data) - at]
    return data[:at] + stretch + data[at + len(stretch) :]


def _page(data: bytes, chance: Random) -> int:
    return chance.randrange(max(len(data) // PAGE, 1))


def _put_page(data: bytes, page: int, content: bytes) -> bytes:
    return data[: page * PAGE] + content + data[(page + 1) * PAGE :]


def _zero_page(data: bytes, chance: Random) -> bytes:
    """A page that a disk gave back empty."""
    return _put_page(data, _page(data, chance), bytes(PAGE))


def _copy_page(data: bytes, chance: Random) -> bytes:
    """A page that was written in the wrong place."""
    source = _page(data, chance) * PAGE
    return _put_page(data, _page(data, chance), data[source : source + PAGE])


def _swap_pages(data: bytes, chance: Random) -> bytes:
    """Two pages in each other's place."""
    one, other = _page(data, chance), _page(data, chance)
    first, second = data[one * PAGE : (one + 1) * PAGE], data[other * PAGE : (other + 1) * PAGE]
    return _put_page(_put_page(data, one, second), other, first)


def _letters(data: bytes, chance: Random) -> bytes:
    """Digits, quotes and braces of the text become others: dates that are none, JSON that is none."""
    changed = bytearray(data)
    places = [at for at in chance.sample(range(len(data)), 4000) if chr(data[at]) in '0123456789-"[]{}:,']
    for at in places[: chance.randint(1, 40)]:
        changed[at] = ord(chance.choice('0123456789-"[]{}:, x\xff'))
    return bytes(changed)


OF_STORE: dict[str, Callable[[bytes, Random], bytes]] = {
    "flip bytes": _flip,
    "flip a bit": _bits,
    "header": lambda data, chance: _flip(data, chance, 0, 100, 4),
    "schema page": lambda data, chance: _flip(data, chance, 100, PAGE, 4),
    "page heads": _heads,
    "letters": _letters,
    "garble": _garble,
    "truncate": lambda data, chance: data[: chance.randrange(len(data))],
    "truncate to pages": lambda data, chance: data[: _page(data, chance) * PAGE],
    "extend": lambda data, chance: data + chance.randbytes(chance.choice([1, 100, PAGE, 5 * PAGE])),
    "zero page": _zero_page,
    "copy page": _copy_page,
    "swap pages": _swap_pages,
}
OF_LOG: dict[str, Callable[[bytes, Random], bytes]] = {
    "log header": lambda data, chance: _flip(data, chance, 0, 32, 3),
    "log frame head": lambda data, chance: _flip(data, chance, at := _frame(data, chance), at + 24, 3),
    "log page": lambda data, chance: _flip(data, chance, at := _frame(data, chance) + 24, at + PAGE, 3),
    "log garbled": _garble,
    "log truncated": lambda data, chance: data[: chance.randrange(len(data))],
    "log extended": lambda data, chance: data + chance.randbytes(chance.choice([24, FRAME])),
}


def _frame(data: bytes, chance: Random) -> int:
    return HEAD + FRAME * chance.randrange(max((len(data) - HEAD) // FRAME, 1))


class Sound(NamedTuple):
    """The store as it was before any damage, with its log, and what the reading commands printed of it."""

    store: bytes
    log: bytes
    printed: dict[tuple[str, ...], str]


def with_log(demo: Path, folder: Path) -> tuple[bytes, bytes]:
    """A store whose last commands are still in its log, as after a power cut: its bytes and the log's."""
    from store.writer import Writer

    path = folder / "logged.db"
    shutil.copyfile(demo, path)
    duban = Shell(path)
    with closing(Writer(str(path))):  # while a writer is there, nobody folds the log into the store
        for args in WRITING[:4]:
            duban.said(*args)
        return path.read_bytes(), path.with_name("logged.db-wal").read_bytes()


def sound(demo: Path, folder: Path, logged: bool) -> Sound:
    """A store to be damaged."""
    store, log = with_log(demo, folder) if logged else (demo.read_bytes(), b"")
    path = folder / "sound.db"
    lay(path, store, log)
    duban = Shell(path)
    printed = {args: duban(*args).out for args in READING}
    lay(path, b"", b"")
    return Sound(store, log, printed)


def lay(path: Path, store: bytes, log: bytes) -> None:
    """Put a store and its log in place, and nothing else beside them."""
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    path.write_bytes(store)
    if log:
        path.with_name(path.name + "-wal").write_bytes(log)


def kept(path: Path) -> tuple[bytes, bytes]:
    """The bytes of a store and of its log; no log is an empty one."""
    log = path.with_name(path.name + "-wal")
    return path.read_bytes(), log.read_bytes() if log.exists() else b""


class Figures:
    """What a run found out."""

    def __init__(self) -> None:
        self.mutations: Counter[str] = Counter()
        self.ends: Counter[str] = Counter()
        self.faults: list[str] = []
        self.slowest = 0.0

    def table(self) -> str:
        """The figures, a line each."""
        lines = [f"mutations {self.mutations.total()}"]
        lines += [f"  {kind}: {n}" for kind, n in sorted(self.mutations.items())]
        lines += [f"{end}: {n}" for end, n in sorted(self.ends.items())]
        return "\n".join([*lines, f"slowest command: {self.slowest:.2f} s", f"faults: {len(self.faults)}"])


def torture(runs: int, seed: int, whole: Sequence[Sound], folder: Path, figures: Figures, reads: int = 3) -> None:
    """Damage a store `runs` times and run some commands on each; what is wrong is written down in `figures`.

    Args:
        runs: how many mutations.
        seed: the same mutations and commands for the same number.
        whole: the stores to be damaged.
        folder: where to.
        figures: filled.
        reads: how many reading commands are run on each; every third mutation is written to besides.
    """
    path = folder / "damaged.db"
    log = Path(os.environ["XDG_STATE_HOME"]) / "duban" / "duban.log"
    for number in range(runs):
        chance = Random(f"{seed}/{number}")
        before = chance.choice(list(whole))
        damage = mutate(before.store, before.log, chance)
        figures.mutations[damage.kind] += 1
        known = len(figures.faults)
        lay(path, damage.store, damage.log)
        commands = [*chance.sample(READING, reads), *([chance.choice(WRITING)] if number % 3 == 0 else [])]
        for args in commands:
            for fault in _faults(path, args, before, figures):
                figures.faults.append(f"seed {seed}, number {number}, {damage.kind}: {' '.join(args)}: {fault}")
        if log.exists():
            if len(figures.faults) > known:
                figures.faults.append(log.read_text("utf-8"))
            log.unlink()
    lay(path, b"", b"")


def _faults(path: Path, args: tuple[str, ...], before: Sound, figures: Figures) -> Iterator[str]:
    """Run one command on a damaged store; everything that should not have happened."""
    was, began = kept(path), time.monotonic()
    try:
        with _not_for_ever():
            ran = Shell(path)(*args)
    except BaseException as error:
        yield f"{type(error).__name__}: {error}"
        return
    figures.slowest = max(figures.slowest, time.monotonic() - began)
    if ran.code not in (0, 1, 3) or "Traceback" in ran.err or "itself failed" in ran.err:
        yield f"ended with {ran.code}: {ran.err}"
    if ran.code and not ran.err.startswith("duban: "):
        yield f"said {ran.err!r}"
    wrote = args in WRITING
    if kept(path) != was and (not wrote or ran.code == 3):
        yield f"changed the bytes of the store, and ended with {ran.code}: {ran.err}"
    end = _end(path, args, ran, before)
    figures.ends[end] += 1
    if end == UNSEEN:
        yield "read otherwise, and check finds nothing where SQLite does"
    if wrote and ran.code != 3:
        lay(path, *was)


def _end(path: Path, args: tuple[str, ...], ran: Ran, before: Sound) -> str:
    """How a command ended, in words for the table."""
    if args in WRITING:
        if ran.code:
            return "write refused"
        return "written: check notices" if noticed(path) else "written"
    if ran.code:
        return "read refused: damage" if ran.code == 3 else "read refused: a name that is gone"
    if ran.out == before.printed[args] or args == ("where",):
        return "read right"
    found = check(str(path), DAY)
    if noticed(path):
        return "read otherwise: check notices, as SQLite does" if found.damaged else UNSEEN
    return "read otherwise: check alone notices" if found.findings else "read otherwise: another value in its place"


UNSEEN = "read otherwise: check does not say what SQLite does"
DAY = date(2006, 9, 15)


def noticed(path: Path) -> bool:
    """Whether SQLite finds the damage."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            found = connection.execute("PRAGMA integrity_check(1)").fetchall()
            return found != [("ok",)] or bool(connection.execute("PRAGMA foreign_key_check").fetchone())
    except sqlite3.Error:
        return True


@contextmanager
def _not_for_ever() -> Iterator[None]:
    """A command that hangs is interrupted."""

    def stop(*_: object) -> None:
        raise TimeoutError(f"still running after {HANG_SECONDS} s")

    old = signal.signal(signal.SIGALRM, stop)
    signal.alarm(HANG_SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, old)


def main() -> int:
    """The long form, by hand."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=date.today().toordinal())
    chosen = parser.parse_args()
    from seed.loader import demo_store

    figures, began = Figures(), time.monotonic()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        os.environ.update({name: place for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")})
        demo_store(str(folder / "cache"), str(folder / "demo.db"))
        whole = [sound(folder / "demo.db", folder, logged) for logged in (False, True)]
        torture(chosen.runs, chosen.seed, whole, folder, figures)
    print("\n".join([*figures.faults[:50], f"seed {chosen.seed}", figures.table()]))
    print(f"{time.monotonic() - began:.0f} s")
    return bool(figures.faults)


if __name__ == "__main__":
    sys.exit(main())
