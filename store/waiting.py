"""Waiting for another writer: bounded, fair, and told while it lasts.

SQLite's own wait looks every 100 ms at last, while who has just written and writes again looks at once: among eight
busy writers five starved beyond 3 s. Here everybody passes a turnstile first, a lock on the store's directory, and
stays in it until the store's lock is free: so nobody overtakes whoever stands there.
"""

from __future__ import annotations

import os
import random
import sqlite3
import time
from collections.abc import Callable
from typing import NamedTuple

from store.errors import Busy


def _go_on(_waited: float) -> bool:
    return True


UPGRADE_SECONDS = 600.0
"""A store of a gigabyte is copied and brought up to date in less; who dies meanwhile gives the lock away at once."""


class Patience(NamedTuple):
    """How long a writer waits for the lock, and whom it tells."""

    seconds: float = 20.0
    """Then it says busy: a new date for a task of 40,000 assignments holds the lock for some seconds."""
    told: Callable[[float], bool] = _go_on
    """Told the seconds waited, at every look, in the writing thread; answers whether to go on waiting."""
    upgrading: Callable[[float], bool] | None = None
    """Told instead where the store is of an older program, which another may be bringing up to date: then the wait is
    as long as that takes, at most `UPGRADE_SECONDS`."""

    def for_upgrade(self) -> Patience:
        """The patience of whoever finds the store of an older program."""
        return Patience(max(self.seconds, UPGRADE_SECONDS), self.upgrading or self.told)


PATIENCE = Patience()
LOOK = 0.004
"""Seconds between two looks."""
PUSH = 0.25
"""Seconds after which one tries beside the turnstile: who stands in it may be waiting for another store there."""


def begin(connection: sqlite3.Connection, path: str, patience: Patience) -> None:
    """Begin a transaction as the only writer, waiting for the present one.

    Args:
        connection: in autocommit.
        path: the store.
        patience: how long to wait.

    Raises:
        Busy: the lock was not free within the bound, or waiting was called off.
        sqlite3.Error: anything else that SQLite has to say.
    """
    ((usual,),) = connection.execute("PRAGMA busy_timeout").fetchall()
    connection.execute("PRAGMA busy_timeout = 0")
    turnstile, since, waited = _Turnstile(path), time.monotonic(), 0.0
    try:
        while not ((turnstile.passed() or waited > PUSH) and _begun(connection)):
            if waited >= patience.seconds or not patience.told(waited):
                raise Busy("store_busy", path=path, seconds=round(waited, 1))
            time.sleep(LOOK * random.uniform(0.5, 1.5))  # else two who came together would look together for ever
            waited = time.monotonic() - since
    finally:
        turnstile.leave()
        connection.execute(f"PRAGMA busy_timeout = {int(usual)}")


def _begun(connection: sqlite3.Connection) -> bool:
    """Try once."""
    try:
        connection.execute("BEGIN IMMEDIATE")
        return True
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        return False


class _Turnstile:
    """The place of whoever is next; the kernel frees it when its holder dies. Where it cannot be had, all pass."""

    def __init__(self, path: str) -> None:
        try:  # the directory, not the store: closing any handle of the store would end SQLite's own locks on it
            self._place = os.open(os.path.dirname(os.path.abspath(path)), os.O_RDONLY | os.O_CLOEXEC)
        except OSError:
            self._place = -1
        self._inside = self._place < 0

    def passed(self) -> bool:
        """Whether this one is next: it is inside, or gets in now."""
        if not self._inside:
            import fcntl  # not on Windows, where no directory can be opened either

            try:
                fcntl.flock(self._place, fcntl.LOCK_EX | fcntl.LOCK_NB)
                self._inside = True
            except BlockingIOError:
                return False
            except OSError:  # a drive that knows no such locks
                self._inside = True
        return self._inside

    def leave(self) -> None:
        """Let the next one in."""
        if self._place >= 0:
            os.close(self._place)
