"""How long the way into a past date takes, and how quickly lists then come, beside the present.

    python -m benchmarks.past 100000 1000000

Two months back on the country store: a tenth of the assignments said something else then, and one task another date.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from contextlib import closing
from datetime import date
from pathlib import Path

from benchmarks import contract
from benchmarks.country import CACHE, country
from benchmarks.figures import Figure, table
from benchmarks.happenings import TODAY
from store.past import travel
from store.queries.assignments import due_list
from store.reader import Reader, open_reader
from store.shapes import AssignmentFilter

THEN = date(2006, 7, 15)
ROWS = 40
"""What a list shows at first."""


def past(store: Path, name: str, size: int, rounds: int) -> list[Figure]:
    """The way in, and the first rows of the due list there and in the present, in turn.

    Args:
        store: only read.
        name: how large it is, for the table.
        size: its assignments, for the aim.
        rounds: how often to go.
    """
    entered, then, now = [], [], []
    with closing(open_reader(str(store))) as present:
        _rows(present, TODAY)  # the first fills the file system's cache
        for _ in range(rounds):
            began = time.perf_counter()
            with closing(travel(str(store), THEN)) as reader:
                entered.append((time.perf_counter() - began) * 1000)
                for _ in range(5):
                    then.append(_rows(reader, THEN))
                    now.append(_rows(present, TODAY))
    return [
        Figure(f"entering a day two months back, {name}", entered, (), contract.AIM_PAST.get(size), "median"),
        Figure(f"first {ROWS} rows of the due list there, {name}", then, now, contract.AIM_PAST_ROWS, "ratio"),
    ]


def _rows(reader: Reader, as_of: date) -> float:
    """Milliseconds until the first rows of the due list are there."""
    began = time.perf_counter()
    found = due_list(reader, AssignmentFilter(), as_of, limit=ROWS)
    took = (time.perf_counter() - began) * 1000
    assert len(found) == ROWS, "a list that is not full says nothing of its speed"
    return took


def main() -> int:
    """Measure stores of the sizes asked for and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.past", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("sizes", nargs="*", type=int, default=[100_000, 1_000_000], help="how many assignments")
    parser.add_argument("--cache", type=Path, default=CACHE, help=f"where stores are kept ({CACHE})")
    parser.add_argument("--rounds", type=int, default=5, help="how often to go there")
    wanted = parser.parse_args()
    figures: list[Figure] = []
    for size in wanted.sizes:
        figures += past(country(size, wanted.cache), f"{size:,} assignments", size, wanted.rounds)
        room = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"  {size:,} assignments: {room:.0f} MiB at most so far", file=sys.stderr)
    print(table(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
