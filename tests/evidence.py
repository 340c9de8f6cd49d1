"""What is left after a kill, judged: it opens, nothing acknowledged is missing, nothing is half, and work goes on."""

from __future__ import annotations

import glob
import os
import sqlite3
from contextlib import closing
from typing import NamedTuple

from stores import TODAY
from victims import NOTHING, Scenario, backups_of, fingerprint, live, open_writer

from store.check import check
from store.errors import StoreError
from store.reader import open_reader


class Verdict(NamedTuple):
    """What was found."""

    opened: bool
    lost: int
    """Acknowledged commands that are not there."""
    faults: tuple[str, ...]
    """What is wrong, in words; none where all is well."""


def judge(path: str, scenario: Scenario, made: bool, acknowledged: int, deep: bool) -> Verdict:
    """Look at a store whose writer was killed.

    Args:
        path: the store, with whatever lies beside it.
        scenario: what was being done.
        made: whether the opening of the store had returned.
        acknowledged: how many commands had returned, those counted that were done before the writer began.
        deep: also let `duban check` look through it, and give the next command to see that work goes on.
    """
    try:
        there = made or fingerprint(path) != NOTHING
        faults = [] if not there else wrong(path) if deep else unsound(path)
        faults += _half_backups(path, scenario)
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
        faults += _written_on(path, scenario, at, min(at + deep, len(scenario.steps)))
    except StoreError as error:
        return Verdict(False, lost, (*faults, f"it cannot be written: {error}"))
    return Verdict(True, lost, tuple(faults))


def _half_backups(path: str, scenario: Scenario) -> list[str]:
    """The backups under their final names that are not a store as it once was."""
    named = glob.glob(os.path.join(backups_of(path), "*", "*.db"))
    return [f"{copy} is no whole backup" for copy in named if wrong(copy) or fingerprint(copy) not in scenario.states]


def unsound(path: str) -> list[str]:
    """What SQLite has to say of a store's pages and indexes, read as every reading command reads."""
    with closing(open_reader(path)) as reader:
        return [line for line in (str(row[0]) for row in reader.rows("PRAGMA integrity_check")) if line != "ok"]


def wrong(path: str) -> list[str]:
    """What `duban check` has to say of a store: its pages, its keys, its fields beside the log, its derived columns."""
    return [str(finding) for finding in check(path, TODAY).findings]


def _written_on(path: str, scenario: Scenario, at: int, stop: int) -> list[str]:
    """Open the store for writing, give the next commands, and see that the store then is what it ought to be."""
    live(open_writer(path, scenario), scenario, at, stop, lambda _: None).close()
    faults = [f"{end} is left over" for end in ("-wal", "-shm") if os.path.exists(path + end)]
    return faults if fingerprint(path) == scenario.states[stop] else [*faults, "going on gives another store"]
