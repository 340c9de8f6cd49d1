"""Many at once on one store: processes that write, each in its own way through the store's commands, and readers.

`python tests/crowd.py STORE` prints what became of it as JSON. The workers are forked from one process that has
imported everything, so that they really begin together.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

from store import vocabulary as v
from store.commands import dates, reports, statuses, undo
from store.document import Window
from store.errors import Refused, StoreError
from store.queries import board
from store.queries.assignments import assignments
from store.queries.history import log
from store.reader import open_reader
from store.shapes import AssignmentFilter, Who
from store.writer import Writer

TODAY = date(2006, 9, 15)
EXPLAINED = frozenset({"stale", "undo_conflict", "nothing_to_undo", "nothing_to_redo"})
"""What one may be told because others write too: a row that moved on, an undo that would overwrite somebody."""


class Worker:
    """One person who writes until so many updates are acknowledged."""

    def __init__(self, path: str, number: int, seed: int) -> None:
        self.by = f"worker {number}"
        self.draw = random.Random(seed * 1000 + number)
        self.writer = Writer(path)
        self.reader = open_reader(path)
        open_ones = [row for row in assignments(self.reader, AssignmentFilter(), TODAY) if row.status != v.DROPPED]
        self.ids = [row.id for row in open_ones]
        self.acknowledged: list[int] = []
        self.seconds: list[float] = []
        self.refused: Counter[str] = Counter()

    def work(self, more: Callable[[list[int]], bool]) -> None:
        """Give commands as long as there is more to do.

        Args:
            more: asked after each with those that changed something so far.
        """
        while more(self.acknowledged):
            command = self.draw.choice((self._status, self._status, self._note, self._due, self._report, self._undo))
            begun = time.perf_counter()
            try:
                done = command(Who(self.by, TODAY, datetime.now(UTC), words=("set", self.by)))
            except Refused as refused:
                self.refused[refused.kind] += 1
            else:
                if done:
                    self.acknowledged.append(done)
                    self.seconds.append(time.perf_counter() - begun)

    def _some(self) -> list[int]:
        return self.draw.sample(self.ids, self.draw.choice((1, 1, 1, 4)))

    def _status(self, who: Who) -> int:
        """As the dashboard does it: what is written is what was seen."""
        ids = self._some()
        chosen = self.reader.rows(f"SELECT id, version FROM assignment WHERE id IN ({','.join(map(str, ids))})")
        seen = {int(str(ident)): int(str(version)) for ident, version in chosen}
        status = self.draw.choice(v.STATUSES)
        return statuses.set_status(self.writer, who, ids, status, note="as seen", seen=seen).command

    def _note(self, who: Who) -> int:
        on = TODAY - timedelta(days=self.draw.choice((0, 0, 5)))
        return statuses.set_note(self.writer, who, self._some(), f"note {self.draw.random()}", on).command

    def _due(self, who: Who) -> int:
        window = Window("", None, TODAY + timedelta(days=self.draw.randrange(1, 90)), "day")
        return dates.set_due(self.writer, who, self._some(), window, "minutes").command

    def _report(self, who: Who) -> int:
        said = reports.Said("phone", None, "", f"said {self.draw.random()}", claims=self.draw.choice((None, "done")))
        return reports.record_report(self.writer, who, self._some()[:1], said).command

    def _undo(self, who: Who) -> int:
        return (undo.undo if self.draw.random() < 0.7 else undo.redo)(self.writer, who)[0].command

    def told(self) -> dict[str, Any]:
        """What became of it."""
        self.reader.close()
        self.writer.close()
        return {"acknowledged": self.acknowledged, "seconds": self.seconds, "refused": dict(self.refused)}


def read_on(path: str, stop: int) -> dict[str, Any]:
    """Read everything again and again until somebody says stop; a writer must never be in the way."""
    rounds, slowest = 0, 0.0
    with closing(open_reader(path)) as reader:
        while not os.path.exists(f"{path}.{stop}.stop"):
            begun = time.perf_counter()
            for row in board.plans(reader, TODAY):
                rows = assignments(reader, AssignmentFilter(plan=row.key), TODAY)
                assert len(rows) == row.assignments
            log(reader)
            slowest = max(slowest, time.perf_counter() - begun)
            rounds += 1
    return {"rounds": rounds, "slowest": slowest}


def killed_beside_others(path: str, kills: int, seed: int) -> dict[str, Any]:
    """Kill writers of one store, one after the other, while others go on writing and reading it.

    Returns:
        What the victims acknowledged, and what became of the others.
    """
    stop = f"{path}.{os.getpid()}.stop"

    def write_on() -> dict[str, Any]:
        worker = Worker(path, 0, seed)
        worker.work(lambda _: not os.path.exists(stop))
        return worker.told()

    def be_killed(number: int, told: int) -> dict[str, Any]:
        worker = Worker(path, number, seed)

        def acknowledge(done: list[int]) -> bool:
            os.write(told, b"%d\n" % done[-1] if done else b"0\n")
            return True

        worker.work(acknowledge)
        return {}

    others = [apart(write_on), apart(lambda: read_on(path, os.getppid()))]
    draw, acknowledged = random.Random(seed), set[int]()
    for number in range(1, kills + 1):
        acks, told = os.pipe()
        pid, out = apart(partial(be_killed, number, told))
        os.close(told)
        os.read(acks, 2)  # it has begun
        time.sleep(draw.uniform(0, 0.05))
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        with open(acks, "rb") as file, open(out) as nothing:
            acknowledged |= {int(line) for line in file.read().splitlines()}
            assert not nothing.read(), "a victim ended by itself"
    with open(stop, "w"):
        told_by = [answer_of(*other) for other in others]
    os.unlink(stop)
    return {"kills": kills, "acknowledged": sorted(acknowledged - {0}), "others": told_by}


def apart(job: Callable[[], dict[str, Any]]) -> tuple[int, int]:
    """Do something in a process of its own; returns its id and where its answer comes out."""
    out, answer = os.pipe()
    pid = os.fork()
    if pid:
        os.close(answer)
        return pid, out
    try:
        told = job()
    except StoreError as error:
        told = {"error": str(error)}
    except BaseException:
        told = {"error": traceback.format_exc()}
    with open(answer, "w") as file:
        json.dump(told, file)
    os._exit(0)


def answer_of(pid: int, out: int) -> dict[str, Any]:
    """Wait for a process and what it has to tell."""
    with open(out) as file:
        told: dict[str, Any] = json.load(file)
    os.waitpid(pid, 0)
    return told


def crowd(path: str, workers: int, updates: int, readers: int, seed: int) -> dict[str, Any]:
    """Let so many processes write so many updates each while others read; returns what became of each."""
    gate, ready = os.pipe()

    def write(number: int) -> dict[str, Any]:
        worker = Worker(path, number, seed)
        os.close(ready)
        os.read(gate, 1)  # until everybody is there
        worker.work(lambda done: len(done) < updates)
        return worker.told()

    writing = [apart(partial(write, number)) for number in range(workers)]
    os.close(ready)
    reading = [apart(lambda: read_on(path, os.getppid())) for _ in range(readers)]
    begun = time.perf_counter()
    told = [answer_of(*child) for child in writing]
    seconds = time.perf_counter() - begun
    with open(f"{path}.{os.getpid()}.stop", "w"):
        read = [answer_of(*child) for child in reading]
    os.unlink(f"{path}.{os.getpid()}.stop")
    return {"workers": told, "readers": read, "seconds": seconds}


def main() -> int:
    """Work, and print what became of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store")
    parser.add_argument("--workers", type=int, default=8)
    parser.add_argument("--updates", type=int, default=250)
    parser.add_argument("--readers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    print(json.dumps(crowd(given.store, given.workers, given.updates, given.readers, given.seed)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
