"""`make torture`: writers are killed ten thousand times, the power fails, many write at once; then the figures.

`--quick` is the short form that the tests run. What is found wrong is named with the seed and the kill that repeat it;
`--keep DIR` keeps the files that were found.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from crowd import answer_of, apart, crowd, killed_beside_others
from evidence import wrong
from kills import CUT, Kill, Torturer, why_no_strace
from replay import disagreements
from stores import make_store
from victims import BRIDGES, ROADS

from store.reader import open_reader

MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
"""Where victims live: what the disk does is all one to a kill, and a power cut is only simulated."""


def moments(torturer: Torturer, n: int) -> Iterator[Kill]:
    """Random moments of all victims in turn."""
    draw, starts = random.Random(torturer.seed), torturer.starts()
    lives = [min(torturer.duration(*start) for _ in range(2)) for start in starts]
    for turn in range(n):
        yield Kill(*starts[turn % len(starts)], delay=draw.uniform(0, 0.9 * lives[turn % len(starts)]))


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


def power_cuts(torturer: Torturer, n: int) -> None:
    """Let the power fail n times, after calls of all victims in turn."""
    draw, known = random.Random(torturer.seed), {start: torturer.listed(*start) for start in torturer.starts()}
    for turn in range(n):
        start = torturer.starts()[turn % len(known)]
        nth, chance = draw.randrange(len(known[start]) + 1), draw.choice((0.0, 0.5, 0.9, 1.0))
        torturer.cut(Kill(*start, call=CUT, nth=nth, chance=chance), known[start])


def torture(seed: int, at_moments: int, at_calls: int, cuts: int, keep: str = "", few: bool = False) -> dict[str, Any]:
    """Kill so many victims at moments and at system calls, and cut the power so often.

    Returns:
        The figures, and what was wrong as sentences.
    """
    with tempfile.TemporaryDirectory(prefix="torture-", dir=MEMORY) as place:
        torturer = Torturer(Path(place), seed, keep=keep, few=few)
        for how in moments(torturer, at_moments) if at_moments else ():
            torturer.kill(how)
        for how in every_call(torturer, at_calls) if at_calls else ():
            torturer.kill(how)
        if cuts:
            power_cuts(torturer, cuts)
        return {"counts": dict(torturer.counts), "faults": torturer.faults}


def beside_others(seed: int, kills: int) -> dict[str, Any]:
    """Kill so many writers of one store that others write and read; the figures, and what was wrong."""
    with tempfile.TemporaryDirectory(prefix="torture-", dir=MEMORY) as place:
        path = Path(place) / "s.db"
        make_store(path, ROADS, BRIDGES, by="office").close()
        found = killed_beside_others(str(path), kills, seed)
        faults = [str(other["error"]) for other in found["others"] if "error" in other] + judged(path)
        acknowledged = {*found["acknowledged"], *found["others"][0].get("acknowledged", ())}
        lost = acknowledged - commands(path)
        counts = {"kills": kills, "beside others": kills, "acknowledged": len(acknowledged), "lost": len(lost)}
        return {"counts": counts, "faults": faults}


def many_writers(seed: int, updates: int) -> dict[str, Any]:
    """Eight processes that write so many updates each, with two that read; the figures, and what was wrong."""
    with tempfile.TemporaryDirectory(prefix="torture-") as place:
        path = Path(place) / "s.db"
        make_store(path, ROADS, BRIDGES, by="office").close()
        found = crowd(str(path), 8, updates, 2, seed)
        told = [*found["workers"], *found["readers"]]
        acknowledged = [command for one in found["workers"] for command in one.get("acknowledged", ())]
        seconds = sorted(second for one in found["workers"] for second in one.get("seconds", ()))
        counts = {
            "updates by 8 at once": len(acknowledged), "lost": len({*acknowledged} - commands(path)),
            "longest wait, ms": round(seconds[-1] * 1000), "median, ms": round(seconds[len(seconds) // 2] * 1000),
            "reads beside them": sum(one.get("rounds", 0) for one in found["readers"]),
        }  # fmt: skip
        return {"counts": counts, "faults": [str(one["error"]) for one in told if "error" in one] + judged(path)}


def judged(path: Path) -> list[str]:
    """What is wrong with a store after much was done to it: with its pages, or beside its log replayed."""
    return [*wrong(str(path)), *disagreements(path)]


def commands(path: Path) -> set[int]:
    """The commands that a store holds."""
    with closing(open_reader(str(path))) as reader:
        return {int(str(ident)) for (ident,) in reader.rows("SELECT id FROM command")}


def main() -> int:
    """Torture, and print the figures; exit 1 where anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--keep", default="")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    traced = why_no_strace()
    share = (150, 70, 50) if given.quick else (2500, 3000, 1500)
    alone, cuts = (0, 0) if traced else share[1:]
    seeds = [given.seed] if given.quick else [given.seed, given.seed + 1]
    begun = time.perf_counter()
    jobs = [apart(partial(torture, seed, share[0], alone, cuts, given.keep, given.quick)) for seed in seeds]
    parts = [answer_of(*job) for job in jobs]
    parts += [beside_others(given.seed, 50 if given.quick else 600)]
    parts += [] if given.quick else [many_writers(given.seed, 250)]
    counts: Counter[str] = Counter()
    for part in parts:
        counts.update(part.get("counts", {}))
    faults = [fault for part in parts for fault in part.get("faults", [part.get("error")])]
    counts["seconds"] = round(time.perf_counter() - begun)
    if given.json:
        print(json.dumps({"counts": counts, "faults": faults, "no strace": traced}))
    else:
        print(f"seed {given.seed}" + (f"; {traced}: no system calls, no power cuts" if traced else ""))
        print("\n".join(f"{count:>9,}  {name}" for name, count in counts.items()))
        print("\n".join(faults) or "nothing was lost, nothing was half, every store opened")
    return 1 if faults or counts["lost"] else 0


if __name__ == "__main__":
    sys.exit(main())
