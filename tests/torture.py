"""The kill harness: `make torture` kills writers ten thousand times and says what was found.

A victim is a process that gives real commands and acknowledges each over a pipe once it has returned. It is killed with
SIGKILL at a random moment, or (where strace is there) before its n-th system call of a kind that writes: so that every
point between two writes is met. Then the store is judged (`evidence`). A kill that finds something is named with all
that repeats it.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from evidence import judge
from victims import Scenario, begin, live, open_writer, scenarios

WRITING = ("pwrite64", "write", "fdatasync", "fsync", "ftruncate", "unlink", "openat", "fallocate", "rename", "fcntl")
"""The system calls before which a victim is killed: those that change files, and the locks around them."""
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
    nth: int = 0
    """It ends before the nth such call."""


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


def victim(path: str, scenario: Scenario, start: int) -> Victim:
    """Fork a process that will give some commands of a scenario, from the one numbered `start`."""
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
        writer = open_writer(path, scenario.frames)
        os.write(told, b"made\n")
        live(writer, scenario, start, start + SOME, lambda command: os.write(told, b"%d\n" % command)).close()
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

    def __init__(self, place: Path, seed: int) -> None:
        self.place = place
        self.seed = seed
        self.path = place / "here" / "s.db"
        self.all = scenarios(place, seed)
        self.counts: Counter[str] = Counter()
        self.faults: list[str] = []

    def starts(self) -> list[tuple[int, int]]:
        """(scenario, first command) of victims that together give every command once."""
        return [(n, start) for n, known in enumerate(self.all) for start in range(0, len(known.steps), SOME)]

    def victim(self, number: int, start: int) -> Victim:
        """A victim with a store of its own."""
        begin(self.path, self.all[number].stores[start])
        return victim(str(self.path), self.all[number], start)

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
        verdict = judge(str(self.path), scenario, made, stop, more=self.counts["judged"] % 4 == 0)
        self.counts["judged"] += 1
        self.counts["opened again"] += verdict.opened
        self.counts["lost"] += verdict.lost
        if verdict.faults or verdict.lost:
            self.counts["wrong"] += 1
            self.faults.append(f"seed {self.seed}, {scenario.name}, {how}: {verdict}")
            if keep := os.environ.get("TORTURE_KEEP"):
                shutil.copytree(kept, Path(keep) / f"{self.seed}-{self.counts['judged']}", dirs_exist_ok=True)


def moments(torturer: Torturer, n: int) -> Iterator[Kill]:
    """Random moments of all victims in turn."""
    draw, starts = random.Random(torturer.seed), torturer.starts()
    lives = [min(torturer.duration(*start) for _ in range(2)) for start in starts]
    for turn in range(n):
        yield Kill(*starts[turn % len(starts)], delay=draw.uniform(0, lives[turn % len(starts)]))


def every_call(torturer: Torturer, n: int) -> Iterator[Kill]:
    """Every system call that writes, of every victim; a random choice where there are more than n."""
    points = [
        Kill(*start, call=call, nth=nth)
        for start in torturer.starts()
        for call, times in torturer.calls(*start).items()
        for nth in range(1, times + 1)
    ]
    draw = random.Random(torturer.seed)
    torturer.counts["points"] = len(points)
    yield from points if len(points) <= n else draw.sample(points, n)


def torture(seed: int, at_moments: int, at_calls: int) -> dict[str, object]:
    """Kill so many victims; returns the figures, and the faults as sentences."""
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # a kill is no power cut: the disk is all one
    with tempfile.TemporaryDirectory(prefix="torture-", dir=memory) as place:
        torturer = Torturer(Path(place), seed)
        begun = time.perf_counter()
        for how in moments(torturer, at_moments):
            torturer.kill(how)
        if at_calls:
            for how in every_call(torturer, at_calls):
                torturer.kill(how)
        seconds = time.perf_counter() - begun
        return {"seed": seed, "counts": dict(torturer.counts), "faults": torturer.faults, "seconds": seconds}


def main() -> int:
    """Kill, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--moments", type=int, default=6000)
    parser.add_argument("--calls", type=int, default=6000)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    given = parser.parse_args()
    print(json.dumps(torture(given.seed, given.moments, given.calls), ensure_ascii=False, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
