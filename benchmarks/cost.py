"""What one acknowledged update costs beside the least that SQLite must do to keep one row.

    python -m benchmarks.cost --profile

An update is `set_status`: rule check, row, change and command rows, derived columns, commit with WAL and
synchronous=FULL. The least is a commit of one row, as durable, on the same file system and in the same rounds.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import random
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from benchmarks import contract
from benchmarks.country import CACHE, country
from benchmarks.figures import Figure, table
from benchmarks.happenings import TODAY
from store import vocabulary as v
from store.commands.statuses import set_status
from store.shapes import Who
from store.writer import Writer

STATUSES = (v.IN_PROGRESS, v.BLOCKED, v.NOT_STARTED)
"""Set in turn, so that every update changes something."""

BULK = 1_000
"""How many assignments the mass update is about."""


class Spent(NamedTuple):
    """Milliseconds until something was acknowledged."""

    took: float
    """By the clock: the disk's part may be nearly all of it."""
    worked: float
    """Of the processor, which a busy disk and other programs change little."""


class Desk:
    """A copy of a store, open for writing, and the assignments that are updated."""

    def __init__(self, store: Path, folder: Path) -> None:
        self.path = folder / f"cost-{store.name}"
        shutil.copy(store, self.path)
        with closing(sqlite3.connect(self.path)) as connection:
            rows = connection.execute(
                """SELECT a.id, a.status FROM assignment a JOIN plan p ON p.id = a.plan WHERE a.gone IS NULL
 AND p.state = 'open' AND a.status NOT IN ('done', 'dropped') ORDER BY a.id"""
            )
            self.status: dict[int, str] = dict(rows.fetchall())
        self.ids = [*self.status]
        random.Random(7).shuffle(self.ids)
        self.writer = Writer(str(self.path))
        self.set([self.ids[-1]])  # the first write makes the statements; it is not counted

    def set(self, ids: Sequence[int]) -> Spent:
        """Give assignments the status that follows theirs."""
        now = self.status[ids[0]]
        status = STATUSES[(STATUSES.index(now) + 1) % len(STATUSES) if now in STATUSES else 0]
        who = Who("bench", TODAY, datetime.now(UTC), words=("set", status))
        began = _now()
        done = set_status(self.writer, who, ids, status)
        spent = _since(began)
        self.status.update(dict.fromkeys(ids, status))
        assert done.command, "every update changes something"
        return spent

    def close(self) -> None:
        """Close the store."""
        self.writer.close()


class Raw:
    """One row of the driver's own, kept as durably as a store's."""

    def __init__(self, folder: Path) -> None:
        self.connection = sqlite3.connect(folder / "raw.db", isolation_level=None)
        for pragma in ("journal_mode = WAL", "synchronous = FULL"):
            self.connection.execute(f"PRAGMA {pragma}")
        self.connection.execute("CREATE TABLE line (id INTEGER PRIMARY KEY, text TEXT)")
        self.connection.execute("INSERT INTO line VALUES (1, '')")

    def commit(self, number: int) -> Spent:
        """Change the row and keep it."""
        began = _now()
        self.connection.execute("BEGIN IMMEDIATE")
        self.connection.execute("UPDATE line SET text = ? WHERE id = 1", (str(number),))
        self.connection.execute("COMMIT")
        return _since(began)

    def close(self) -> None:
        """Close the file."""
        self.connection.close()


def _now() -> Spent:
    return Spent(time.perf_counter() * 1000, time.process_time() * 1000)


def _since(began: Spent) -> Spent:
    now = _now()
    return Spent(now.took - began.took, now.worked - began.worked)


def cost(store: Path, name: str, rounds: int) -> list[Figure]:
    """One update beside one raw commit, in turn, and a mass update.

    Args:
        store: copied, never written.
        name: how large it is, for the table.
        rounds: how many pairs.
    """
    updates: list[Spent] = []
    commits: list[Spent] = []
    masses: list[Spent] = []
    with tempfile.TemporaryDirectory(dir=store.parent) as folder:
        desk, raw = Desk(store, Path(folder)), Raw(Path(folder))
        for number in range(rounds):
            commits.append(raw.commit(number))
            updates.append(desk.set([desk.ids[number % len(desk.ids)]]))
        many = sorted(desk.ids[:BULK])
        for _ in range(max(3, rounds // 50)):
            desk.status.update(dict.fromkeys(many, desk.status[many[0]]))
            masses.append(desk.set(many))
        raw.close()
        desk.close()
    raws = [spent.took for spent in commits]
    worked, beside = [spent.worked for spent in updates], [spent.worked for spent in commits]
    return [
        Figure(f"one update, {name}, beside a raw commit", [u.took for u in updates], raws, contract.AIM_COST, "ratio"),
        Figure("of it the processor's", worked, beside),
        Figure(f"one update of {len(many):,}, {name}", [mass.took for mass in masses], raws),
    ]


def profile(store: Path, rounds: int) -> None:
    """Print where the time of single updates goes."""
    with tempfile.TemporaryDirectory(dir=store.parent) as folder:
        desk = Desk(store, Path(folder))
        watch = cProfile.Profile()
        for number in range(rounds):
            watch.enable()
            desk.set([desk.ids[number % len(desk.ids)]])
            watch.disable()
        desk.close()
    for order in ("tottime", "cumulative"):
        pstats.Stats(watch).strip_dirs().sort_stats(order).print_stats(30)


def main() -> int:
    """Measure stores of the sizes asked for and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cost", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("sizes", nargs="*", type=int, default=[1_000, 100_000], help="how many assignments")
    parser.add_argument("--cache", type=Path, default=CACHE, help=f"where stores are kept ({CACHE})")
    parser.add_argument("--rounds", type=int, default=400, help="how many pairs")
    parser.add_argument("--profile", action="store_true", help="say where the time goes instead")
    wanted = parser.parse_args()
    figures: list[Figure] = []
    for size in wanted.sizes:
        store = country(size, wanted.cache)
        if wanted.profile:
            profile(store, wanted.rounds)
        else:
            figures += cost(store, f"{size:,} assignments", wanted.rounds)
    print(table(figures) if figures else "")
    return 0


if __name__ == "__main__":
    sys.exit(main())
