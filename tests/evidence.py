"""What is left after a kill, judged: it opens, nothing acknowledged is missing, nothing is half, and work goes on."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import NamedTuple

from victims import NOTHING, Scenario, fingerprint, live, open_writer

from store.errors import StoreError
from store.reader import Reader, open_reader


class Verdict(NamedTuple):
    """What was found."""

    opened: bool
    lost: int
    """Acknowledged commands that are not there."""
    faults: tuple[str, ...]
    """What is wrong, in words; none where all is well."""


def judge(path: str, scenario: Scenario, made: bool, acknowledged: int, more: int = 0) -> Verdict:
    """Look at a store whose writer was killed.

    Args:
        path: the store, with whatever lies beside it.
        scenario: what was being done.
        made: whether the opening of the store had returned.
        acknowledged: how many commands had returned, those counted that were done before the writer began.
        more: how many of the next commands to give, to see that work goes on.
    """
    try:
        faults = [] if not made and fingerprint(path) == NOTHING else _read(path)
        found = fingerprint(path)
    except (StoreError, sqlite3.Error) as error:
        return Verdict(False, acknowledged, (f"it does not open: {error}",))
    at = 0 if found == NOTHING and not made else scenario.states.index(found) if found in scenario.states else None
    if at is None:
        return Verdict(True, 0, (*faults, "it is in no state between two commands: something is half"))
    if at > acknowledged + 1:
        faults.append(f"{at} commands are there, though only {acknowledged} were acknowledged")
    lost = max(0, acknowledged - at)
    try:
        faults += _written_on(path, scenario, at, min(at + more, len(scenario.steps)))
    except StoreError as error:
        return Verdict(False, lost, (*faults, f"it cannot be written: {error}"))
    return Verdict(True, lost, tuple(faults))


def _read(path: str) -> list[str]:
    """What SQLite has to say of the store, read as every reading command reads."""
    with closing(open_reader(path)) as reader:
        return sound(reader)


def sound(reader: Reader) -> list[str]:
    """What is wrong with a store in SQLite's eyes; nothing where it is sound."""
    pages = [str(row[0]) for row in reader.rows("PRAGMA integrity_check")]
    keys = [str(row) for row in reader.rows("PRAGMA foreign_key_check")]
    return [*(line for line in pages if line != "ok"), *keys]


def _written_on(path: str, scenario: Scenario, at: int, stop: int) -> list[str]:
    """Open the store for writing, give the next commands, and see that the store then is what it ought to be."""
    live(open_writer(path, scenario.frames), scenario, at, stop, lambda _: None).close()
    faults = [f"{end} is left over" for end in ("-wal", "-shm") if os.path.exists(path + end)]
    return faults if fingerprint(path) == scenario.states[stop] else [*faults, "going on gives another store"]
