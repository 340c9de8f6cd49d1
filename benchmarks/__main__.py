"""Measures everything in one run, the program and what it is held against in turn, and prints one table."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks import contract, cost, past
from benchmarks.country import country
from benchmarks.figures import Figure, table
from benchmarks.screens import Program, first_content, key_to_paint, update_until_shown

Env = Mapping[str, str]


def main() -> int:
    """Measure what is asked for (all of it without arguments) and print the table; 0 also when an aim is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", help=f"of {', '.join(PARTS)}; all without")
    parser.add_argument("--times", type=float, default=1.0, help="more (2) or fewer (0.5) rounds than usual")
    wanted = parser.parse_args()
    if unknown := set(wanted.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    with tempfile.TemporaryDirectory(prefix="duban-bench-") as folder:
        env = environment(Path(folder))
        store = str(Path(folder) / "board.db")
        # The first demo builds the sample store into the cache and Python compiles what it meets: neither is measured.
        for plan, path in (((), store), ((contract.PLAN,), one_plan(store))):
            build = [contract.DUBAN, "demo", *plan, "--headless", path]
            subprocess.run(build, env=env, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        figures: list[Figure] = []
        for part in wanted.parts or PARTS:
            print(f"{part} …", file=sys.stderr)
            figures += PARTS[part](env, store, wanted.times)
    print(table(figures))
    return 0


def environment(folder: Path) -> dict[str, str]:
    """A clean environment whose home, data, cache and temporary files are in `folder`."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT")}
    places = ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "TMPDIR")
    for name in places:
        (folder / name).mkdir()
    terminal = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "DUBAN_LANG": "en"}
    return {**kept, **terminal, **{name: str(folder / name) for name in places}}


def starts(env: Env, store: str, times: float) -> list[Figure]:
    """First content of `duban demo`, from its second start on, beside the bare app's one line."""
    demo, everything, bare = [], [], []
    for number in range(rounds(15, times) + 1):
        one = first_content(contract.BARE_APP, env, contract.BARE_CONTENT)[0]
        two, three = first_content(contract.DEMO, env, contract.CONTENT, contract.EVERYTHING)
        if number:  # the first of each fills the caches
            bare.append(one)
            demo.append(two)
            everything.append(three)
    return [
        Figure("demo: first content, beside a bare app", demo, bare, contract.AIM_START, "ratio"),
        Figure("demo: every pane filled", everything, bare),
    ]


def keys(env: Env, store: str, times: float) -> list[Figure]:
    """Key to paint in the Overdue pane, beside the bare app whose line moves."""
    board, bare = dashboard(env, store), Program(contract.BARE_APP, env)
    bare.draw(bare.record(quiet=0.5))
    taken: dict[Program, list[tuple[float, float]]] = {board: [], bare: []}
    for number in range(rounds(80, times)):
        for program, times_taken in taken.items():
            took = key_to_paint(program, contract.UP if number % 2 else contract.DOWN)
            if took and number > 3:
                times_taken.append(took)
    board.leave()
    bare.leave()
    return [
        Figure(
            "key to first frame, beside a moved line",
            [first for first, _ in taken[board]],
            [first for first, _ in taken[bare]],
            contract.AIM_KEY,
            "p95",
        ),
        Figure("key to last byte", [last for _, last in taken[board]], [last for _, last in taken[bare]]),
    ]


def updates(env: Env, store: str, times: float) -> list[Figure]:
    """A status key until the new status can be read; that it was also written is asked of the store afterwards."""
    before = commands_in(env, one_plan(store))
    board = dashboard(env, store)
    taken, pressed = [], 0
    for number in range(rounds(40, times)):
        for key in contract.UPDATES:
            took = update_until_shown(board, key)
            pressed += 1
            if number:  # the first write loads the tables
                taken.append(took)
    board.leave()
    written = commands_in(env, one_plan(store)) - before
    if written != pressed:
        raise LookupError(f"{pressed} status keys, but {written} commands in the store")
    return [
        Figure("update until shown", [shown for shown, _ in taken], (), contract.AIM_UPDATE, "p95"),
        Figure("update until the last byte (totals)", [last for _, last in taken]),
    ]


def tasks(env: Env, store: str, times: float) -> list[Figure]:
    """`duban tasks` on the demo store beside `python -c pass`."""
    command = [contract.DUBAN, "--store", store, "--today", contract.DAY, "tasks"]
    runs: dict[str, list[str]] = {
        "bare": [contract.PYTHON, "-c", "pass"],
        "tasks": command,
        "json": [*command, "--json"],
    }
    taken: dict[str, list[float]] = {name: [] for name in runs}
    for number in range(rounds(30, times) + 1):
        for name, argv in runs.items():
            began = time.perf_counter()
            subprocess.run(argv, env=env, check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
            if number:
                taken[name].append((time.perf_counter() - began) * 1000)
    return [
        Figure("duban tasks, beside python -c pass", taken["tasks"], taken["bare"], contract.AIM_TASKS, "ratio"),
        Figure("duban tasks --json", taken["json"], taken["bare"], contract.AIM_TASKS_JSON, "ratio"),
    ]


def costs(env: Env, store: str, times: float) -> list[Figure]:
    """One acknowledged update beside a raw commit, on the demo store and on a country of 100,000 assignments."""
    pairs = rounds(200, times)
    small = cost.cost(Path(store), "demo", pairs)
    return small + cost.cost(country(100_000), "100,000 assignments", pairs)


def pasts(env: Env, store: str, times: float) -> list[Figure]:
    """The way into a day two months back; for 1,000,000 assignments ask `python -m benchmarks.past`."""
    return past.past(country(100_000), "100,000 assignments", 100_000, rounds(5, times))


PARTS = {"start": starts, "keys": keys, "updates": updates, "tasks": tasks, "cost": costs, "past": pasts}


def rounds(usual: int, times: float) -> int:
    """How often to repeat, at least three times."""
    return max(3, round(usual * times))


def one_plan(store: str) -> str:
    """Where the demo's first plan stands alone, beside the store of all plans."""
    return f"{store}-{contract.PLAN}"


def dashboard(env: Env, store: str) -> Program:
    """The dashboard on the demo's first plan, everything drawn and the cursor on the first row of Overdue."""
    program = Program([contract.DUBAN, "--lang", "en", "--store", one_plan(store), "--today", contract.DAY], env)
    program.draw(program.record(quiet=1.5))
    if not contract.CONTENT.search(program.screen.text()):
        raise LookupError(program.screen.picture("the dashboard shows no row of Overdue"))
    return program


def commands_in(env: Env, store: str) -> int:
    """How many commands the store has recorded that changed something."""
    argv: Sequence[str] = [contract.DUBAN, "--store", store, "log", "--all", "--json"]
    log = json.loads(subprocess.run(argv, env=env, check=True, capture_output=True).stdout)
    return len({row["command"] for row in log})


if __name__ == "__main__":
    sys.exit(main())
