"""Killing: at a moment, before a system call, or by a power cut; each time the store that is left is judged.

A victim is a process that gives real commands and acknowledges each over a pipe once it has returned. It is killed with
SIGKILL at a random moment, or (where strace is there) before its nth system call of a kind that writes: so that every
point between two writes can be met. A kill that finds something is named with all that repeats it.
"""

from __future__ import annotations

import ctypes
import gc
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from evidence import judge
from power import CALLS, Call, Disk, calls, put
from victims import Scenario, begin, live, open_writer, scenarios

WRITING = (
    "pwrite64",
    "write",
    "fdatasync",
    "fsync",
    "ftruncate",
    "unlink",
    "rename",
    "link",
    "openat",
    "fallocate",
    "fcntl",
)
"""The system calls before which a victim is killed: those that change files, and the locks around them."""
CUT = "power cut"
SOME = 4
"""How many commands a victim gives."""
PR_SET_PTRACER = 0x59616D61


class Kill(NamedTuple):
    """How a victim ends: at a moment, or before a system call."""

    scenario: int
    start: int
    """The command that the victim begins with; it gives a few."""
    delay: float = 0.0
    """Seconds after its start."""
    call: str = ""
    """A system call; or `CUT`, and the power fails after its nth."""
    nth: int = 0
    """It ends before the nth such call."""
    chance: float = 0.0
    """With what chance that which was not synced arrived on the disk nonetheless."""


class Victim(NamedTuple):
    """A process that waits for the word to begin."""

    pid: int
    go: int
    acks: int

    def begin(self) -> None:
        """Give the word."""
        os.write(self.go, b"!")
        os.close(self.go)

    def end(self) -> tuple[bool, bool, list[int]]:
        """Wait for its end: whether it was killed, whether it had opened its store, which commands it acknowledged."""
        said = b""
        while piece := os.read(self.acks, 1 << 16):
            said += piece
        os.close(self.acks)
        status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        assert status in (0, -signal.SIGKILL), f"a victim failed by itself: {status}"
        lines = said.decode().splitlines()
        return status != 0, bool(lines), [int(line) for line in lines[1:]]


def victim(path: str, scenario: Scenario, start: int, stop: int, durable: bool) -> Victim:
    """Fork a process that will give the commands of a scenario from `start` to before `stop`."""
    go, word = os.pipe()
    acks, told = os.pipe()
    pid = os.fork()
    if pid:
        os.close(go)
        os.close(told)
        return Victim(pid, word, acks)
    try:
        ctypes.CDLL(None).prctl(PR_SET_PTRACER, -1, 0, 0, 0)  # a tracer is no parent of its victim: let it in
        os.close(word)
        os.read(go, 1)
        writer = open_writer(path, scenario, durable)
        os.write(told, b"made\n")
        live(writer, scenario, start, stop, lambda command: os.write(told, b"%d\n" % command)).close()
        os._exit(0)
    except BaseException:
        traceback.print_exc()
        os._exit(70)


@contextmanager
def traced(pid: int, *options: str) -> Iterator[None]:
    """Run strace on a process, from now to its end."""
    command = ["strace", "-f", "-p", str(pid), *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as tracer:
        assert tracer.stderr is not None
        first = tracer.stderr.readline()
        assert "attached" in first, first
        yield
        tracer.stderr.read()


def why_no_strace() -> str:
    """Why system calls cannot be counted here; empty where they can."""
    if not shutil.which("strace"):
        return "strace is not installed"
    tried = subprocess.run(
        ["strace", "-qq", "-f", "-e", "trace=write", "-e", "inject=write:signal=KILL:when=1", "-o", os.devnull,
         sys.executable, "-c", "import os; os.write(1, b'x')"],
        capture_output=True,
    )  # fmt: skip
    return "" if not tried.stdout and tried.returncode in (-9, 137) else "strace may not trace here"


class Torturer:
    """Kills victims in a directory of its own and counts what comes of it."""

    def __init__(self, place: Path, seed: int, durable: bool = True, keep: str = "", few: bool = False) -> None:
        self.place = place
        self.few = few
        """Whether one short-lived victim of each scenario is enough, for a quick look."""
        self.keep = keep
        """Where the files of a kill that found something are kept; empty where they are not."""
        self.durable = durable
        """False: victims do not wait for the disk, and a power cut must show it."""
        self.seed = seed
        self.path = place / "here" / "s.db"
        self.all = scenarios(place, seed)
        gc.freeze()  # what is there already is not looked through, and so not copied, in every victim
        self.counts: Counter[str] = Counter()
        self.faults: list[str] = []

    def starts(self) -> list[tuple[int, int]]:
        """(scenario, first command) of victims that together give every command once; of few, one in each scenario."""
        every = [list(range(0, len(known.steps), SOME)) for known in self.all]
        chosen = [starts[self.seed % len(starts) :][:1] if self.few else starts for starts in every]
        return [(number, start) for number, starts in enumerate(chosen) for start in starts]

    def victim(self, number: int, start: int) -> Victim:
        """A victim with a store of its own."""
        begin(self.path, self.all[number].stores[start])
        return victim(str(self.path), self.all[number], start, start + (2 if self.few else SOME), self.durable)

    def duration(self, number: int, start: int) -> float:
        """How long a victim lives that is left alone, in seconds."""
        chosen = self.victim(number, start)
        begun = time.perf_counter()
        chosen.begin()
        assert not chosen.end()[0]
        return time.perf_counter() - begun

    def calls(self, number: int, start: int) -> Counter[str]:
        """How often a victim that is left alone makes each of the system calls."""
        chosen, log = self.victim(number, start), self.place / "calls"
        with traced(chosen.pid, "-e", f"trace={','.join(WRITING)}", "-o", str(log)):
            chosen.begin()
            assert not chosen.end()[0]
        words = (line.split("(")[0].split()[-1] for line in log.read_text().splitlines() if "(" in line)
        return Counter(word for word in words if word in WRITING)

    def listed(self, number: int, start: int) -> list[Call]:
        """All that a victim that is left alone does to its files, and when it acknowledges."""
        chosen, log = self.victim(number, start), self.place / "calls"
        with traced(chosen.pid, "-e", f"trace={CALLS}", "-xx", "-y", "-s", "1000000", "-o", str(log)):
            chosen.begin()
            assert not chosen.end()[0]
        return list(calls(log.read_text()))

    def cut(self, how: Kill, known: list[Call]) -> None:
        """Judge what is on the disk when the power fails after the nth of a victim's calls."""
        store, acks = self.all[how.scenario].stores[how.start], b""
        disk = Disk(str(self.path.parent), {} if store is None else {self.path.name: store})
        for call in known[: how.nth]:
            disk.do(call)
            acks += call.data if call.path.startswith("pipe:") else b""
        begin(self.path, None)
        draw = random.Random(f"{self.seed} {how}")
        put(self.path, disk.after_a_cut(draw, how.chance), draw)
        self.counts["power cuts"] += 1
        self.counts["acknowledged"] += max(0, acks.count(b"\n") - 1)
        self.look(how, bool(acks), [int(line) for line in acks.split()[1:]])

    def kill(self, how: Kill) -> None:
        """Kill one victim and judge what it leaves."""
        chosen = self.victim(how.scenario, how.start)
        if how.call:
            options = ("-e", f"trace={how.call}", "-e", f"inject={how.call}:signal=KILL:when={how.nth}")
            with traced(chosen.pid, *options, "-o", os.devnull):
                chosen.begin()
                killed, made, acks = chosen.end()
        else:
            chosen.begin()
            time.sleep(how.delay)
            os.kill(chosen.pid, signal.SIGKILL)
            killed, made, acks = chosen.end()
        self.counts["kills" if killed else "ended before"] += 1
        self.counts["at a system call" if how.call else "at a moment"] += killed
        self.counts["acknowledged"] += len(acks)
        self.look(how, made, acks)

    def look(self, how: Kill, made: bool, acks: list[int]) -> None:
        """Judge a store and count; what is wrong is named with all that repeats it, its files kept where asked."""
        scenario, stop = self.all[how.scenario], how.start + len(acks)
        kept = self.place / "before"
        shutil.rmtree(kept, ignore_errors=True)
        shutil.copytree(self.path.parent, kept)
        assert acks == list(scenario.commands[how.start : stop])
        deep = self.counts["judged"] % 4 == 0
        verdict = judge(str(self.path), scenario, made, stop, deep)
        self.counts["judged"] += 1
        self.counts["looked through by check"] += deep
        if self.counts["judged"] % 500 == 0:
            print(f"seed {self.seed}: {self.counts['judged']:,} judged, {len(self.faults)} wrong", file=sys.stderr)
        self.counts["opened again"] += verdict.opened
        self.counts["lost"] += verdict.lost
        if verdict.faults or verdict.lost:
            self.counts["wrong"] += 1
            self.faults.append(f"seed {self.seed}, {scenario.name}, {how}: {verdict}")
            if self.keep:
                shutil.copytree(kept, Path(self.keep) / f"{self.seed}-{self.counts['judged']}", dirs_exist_ok=True)
