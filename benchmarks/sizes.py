"""The dashboard on country stores of several sizes, in one run, beside a bare Textual app and a bare list over SQLite.

    PYTHONPATH=tests python -m benchmarks.sizes 1000 100000 1000000

In real pseudo-terminals of 120 × 40: first content, all panes, memory, and from the key until the paint: rows in every
mode, pages, cells of the matrix, scales of the timeline, letters of a filter, a status, a past date.
What 1,000 statuses at once cost is in benchmarks.cost.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks import contract
from benchmarks.country import CACHE, SIZES, country
from benchmarks.figures import Figure, table
from benchmarks.screens import Bytes, Program, key_to_paint, update_until_shown

Env = Mapping[str, str]
QUIET = 0.6
"""Seconds without a byte after which a screen is taken to be complete."""


WHOLE = 5.0
"""The same at the start: of a country the last pane is read after everything else."""


class Bench(NamedTuple):
    """Where and how often."""

    env: Env
    presses: int
    """Of each key; at least 50 for the figures that are reported."""
    starts: int


def starts(argv: Sequence[str], env: Env, wanted: re.Pattern[str]) -> tuple[float, float, float]:
    """Start once: milliseconds until `wanted` stands there, until the last byte, and MiB at most.

    Raises:
        LookupError: it never stood there.
    """
    program = Program(argv, env)
    came = program.record(quiet=WHOLE)
    room = memory(program)
    first = None
    for piece in came:
        program.screen.draw(piece.data)
        if first is None and wanted.search(program.screen.text()):
            first = (piece.at - program.started) * 1000
    program.leave()
    if first is None:
        raise LookupError(program.screen.picture(f"{' '.join(argv)} never showed {wanted.pattern}"))
    return first, (came[-1].at - program.started) * 1000, room


def memory(program: Program) -> float:
    """The most that a program has held so far, MiB."""
    status = Path(f"/proc/{program.pty.pid}/status").read_text("ascii")
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0


def opened(argv: Sequence[str], env: Env) -> Program:
    """A program that has drawn everything."""
    program = Program(argv, env)
    program.draw(program.record(quiet=WHOLE))
    return program


def until(program: Program, keys: str, wanted: re.Pattern[str], quiet: float = QUIET) -> tuple[float, float]:
    """Type keys; milliseconds from the last of them until `wanted` stands there, and until the last byte.

    Raises:
        LookupError: it never stood there.
    """
    for key in keys[:-1]:
        program.draw(program.press(key, quiet=0.25)[1])
    pressed, came = program.press(keys[-1], quiet)
    shown = None
    for piece in came:
        program.screen.draw(piece.data)
        if shown is None and wanted.search(program.screen.text()):
            shown = (piece.at - pressed) * 1000
    if shown is None:
        raise LookupError(program.screen.picture(f"{keys!r} never brought {wanted.pattern}"))
    return shown, (came[-1].at - pressed) * 1000


def paints(program: Program, keys: Sequence[str], presses: int) -> list[float]:
    """Milliseconds from each press until its first frame; the keys are pressed in turn, the first few not counted."""
    taken = []
    for number in range(presses + 4):
        took = key_to_paint(program, keys[number % len(keys)])
        if took and number > 3:
            taken.append(took[0])
    return taken


def letters(program: Program, word: str, presses: int) -> tuple[list[float], list[float], list[float]]:
    """Milliseconds from a letter typed into the filter until the list says it: first letters, and later ones.

    And, of all letters, until it says also how many of how many rows that are.
    """
    first: list[float] = []
    later: list[float] = []
    counted: list[float] = []
    program.draw(program.press("/", quiet=0.3)[1])
    while len(first) + len(later) < presses:
        for number, letter in enumerate(word):
            pressed, came = program.press(letter, quiet=0.4)
            said, told = answers(program, came, word[: number + 1])
            if said is not None:
                (later if number else first).append((said - pressed) * 1000)
            if told is not None:
                counted.append((told - pressed) * 1000)
        for _ in word:
            program.draw(program.press("\x7f", quiet=0.3)[1])
    program.draw(program.press("\x1b", quiet=QUIET)[1])
    return first, later, counted


def answers(program: Program, came: Sequence[Bytes], typed: str) -> tuple[float | None, float | None]:
    """When the title of the list named what was typed, and when also how many rows that are; None for never."""
    said = told = None
    for piece in came:
        program.screen.draw(piece.data)
        title = next((line for line in program.screen.lines() if contract.FILTERED in line), "")
        if said is None and f"/{typed} " in f"{title} ":
            said = piece.at
        if said is not None and told is None and contract.COUNTED.search(title):
            told = piece.at
    return said, told


def measure(bench: Bench, store: Path, size: int) -> list[Figure]:
    """All figures of one store, which is written to: it is a copy."""
    name = f"{size:,}"
    argv = [contract.DUBAN, "--lang", "en", "--store", str(store), "--today", contract.DAY, "open"]
    return [*_start(bench, argv, store, name), *_keys(bench, argv, store, name), *_writes(bench, argv, name, size)]


def _start(bench: Bench, argv: Sequence[str], store: Path, name: str) -> list[Figure]:
    lines = [contract.PYTHON, "-m", "benchmarks.lines", str(store)]
    board: list[tuple[float, float, float]] = []
    bare: list[float] = []
    list_: list[tuple[float, float, float]] = []
    for number in range(bench.starts + 1):
        took = starts(contract.BARE_APP, bench.env, contract.BARE_CONTENT)
        mine, other = (
            starts(argv, bench.env, contract.COUNTRY_CONTENT),
            starts(lines, bench.env, contract.LINES_CONTENT),
        )
        if number:
            bare.append(took[0])
            board.append(mine)
            list_.append(other)
    return [
        Figure(f"{name}: first content, a bare app beside", [one[0] for one in board], bare, contract.AIM_FIRST,
               "ratio"),
        Figure(f"{name}: every pane", [one[1] for one in board], bare, contract.AIM_ALL, "median"),
        Figure(f"{name}: first content of a bare list", [one[0] for one in list_], bare),
        Figure(f"{name}: memory after the start, MiB", [one[2] for one in board], [one[2] for one in list_],
               contract.AIM_ROOM, "p95"),
    ]  # fmt: skip


def _keys(bench: Bench, argv: Sequence[str], store: Path, name: str) -> list[Figure]:
    program = opened(argv, bench.env)
    bare = opened([contract.PYTHON, "-m", "benchmarks.lines", str(store)], bench.env)
    beside = paints(bare, ("j", "k"), bench.presses)
    figures = []
    for mode, (key, word) in contract.MODES.items():
        shown, complete = [], []
        for _ in range(3):
            program.draw(program.press("1" if mode != "overview" else "6", QUIET)[1])
            one, two = until(program, key, re.compile(word), 1.0)
            shown.append(one)
            complete.append(two)
        figures.append(Figure(f"{name}: {mode} opens, last byte", complete))
        figures.append(
            Figure(
                f"{name}: {mode}, a row", paints(program, ("j", "k"), bench.presses), beside, contract.AIM_KEY, "p95"
            )
        )
        for what, keys in (contract.PAGES | contract.MODE_KEYS.get(mode, {})).items():
            taken = paints(program, keys, bench.presses)
            figures.append(Figure(f"{name}: {mode}, {what}", taken, (), contract.AIM_KEY, "p95"))
    program.draw(program.press("1", QUIET)[1])
    first, later, counted = letters(program, contract.FILTER, bench.presses)
    aims = contract.AIM_FILTER.get(int(name.replace(",", "")), (25.0, 15.0))
    figures += [
        Figure(f"{name}: filter, first letter", first, (), aims[0], "p95"),
        Figure(f"{name}: filter, later letters", later, (), aims[1], "p95"),
        Figure(f"{name}: filter, counted", counted),
        Figure(f"{name}: memory in the end, MiB", [memory(program)], [memory(bare)], contract.AIM_ROOM, "p95"),
    ]
    program.leave()
    bare.leave()
    return figures


def _writes(bench: Bench, argv: Sequence[str], name: str, size: int) -> list[Figure]:
    program = opened(argv, bench.env)
    for key in contract.TO_ASSIGNMENTS:
        program.draw(program.press(key, QUIET)[1])
    taken = []
    for number in range(max(bench.presses // 2, 2)):
        for key in contract.UPDATES:
            took = update_until_shown(program, key)
            if number:
                taken.append(took)
    figures = [
        Figure(f"{name}: a status until shown", [shown for shown, _ in taken], (), contract.AIM_UPDATE, "p95"),
        Figure(f"{name}: counts right again", [total for _, total in taken], (), contract.AIM_TOTALS, "p95"),
    ]
    past = []
    for _ in range(2):
        program.draw(program.press("t", QUIET)[1])
        for letter in contract.PAST_DAY:
            program.draw(program.press(letter, 0.05)[1])
        past.append(until(program, "\r", re.compile("«"), 20.0)[0])
        program.draw(program.press("t", 2.0)[1])
    figures.append(Figure(f"{name}: entering a past date", past, (), contract.AIM_PAST.get(size), "median"))
    program.leave()
    return figures


def commands(bench: Bench, store: Path, name: str) -> list[Figure]:
    """The commands that a script calls, beside `python -c pass`."""
    base = [contract.DUBAN, "--store", str(store), "--today", contract.DAY]
    runs = {
        "bare": [contract.PYTHON, "-c", "pass"],
        "tasks --light overdue": [*base, "tasks", "--light", "overdue"],
        "summary": [*base, "summary", "--plan", contract.COUNTRY_PLAN],
    }
    taken: dict[str, list[float]] = {what: [] for what in runs}
    for number in range(bench.starts + 1):
        for what, argv in runs.items():
            began = time.perf_counter()
            subprocess.run(argv, env=bench.env, check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
            if number:
                taken[what].append((time.perf_counter() - began) * 1000)
    aims = contract.AIM_COMMANDS.get(name, {})
    return [
        Figure(f"{name}: duban {what}", times, taken["bare"], aims.get(what), "ratio")
        for what, times in taken.items()
        if what != "bare"
    ]


def main() -> int:
    """Measure the sizes asked for and print a table of each, then one of the commands."""
    from benchmarks.__main__ import environment

    parser = argparse.ArgumentParser(prog="python -m benchmarks.sizes", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("sizes", nargs="*", type=int, default=list(SIZES), help="how many assignments")
    parser.add_argument("--cache", type=Path, default=CACHE, help=f"where stores are kept ({CACHE})")
    parser.add_argument("--presses", type=int, default=50, help="of each key")
    parser.add_argument("--starts", type=int, default=7, help="of each program")
    parser.add_argument("--commands", type=int, nargs="*", default=[10_000, 100_000], help="sizes for the commands")
    wanted = parser.parse_args()
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="duban-bench-") as folder:
        bench = Bench(environment(Path(folder)) | {"PYTHONPATH": "."}, wanted.presses, wanted.starts)
        for size in wanted.sizes:
            began = time.perf_counter()
            built = country(size, wanted.cache)
            took, room = time.perf_counter() - began, built.stat().st_size / 1e6
            print(f"{size:,}: built or found in {took:.0f} s, {room:.0f} MB", file=sys.stderr)
            copy = Path(folder) / "country.db"
            shutil.copyfile(built, copy)
            print(table(measure(bench, copy, size)), flush=True)
            copy.unlink()
        for size in wanted.commands:
            figures += commands(bench, country(size, wanted.cache), f"{size:,}")
    print(table(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
