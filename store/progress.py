"""How far a long command is: looked at, and called off, from another thread than the one that writes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from sqlite3 import Connection

from store.errors import Refused

STEPS = 50_000
"""Instructions of SQLite's machine between two looks at whether a command was called off: a few milliseconds."""


class Progress:
    """One command's progress."""

    def __init__(self) -> None:
        self.changes = 0
        """How many it recorded so far."""
        self._off = False

    def begin(self) -> None:
        """A new command begins: nobody called it off yet."""
        self.changes, self._off = 0, False

    def call_off(self) -> None:
        """Have the command under way stop and be rolled back, unless it is being committed already."""
        self._off = True

    def recorded(self, changes: int) -> None:
        """So many changes were recorded so far.

        Raises:
            Refused: the command was called off.
        """
        self.changes = changes
        self.check()

    def check(self) -> None:
        """Go on.

        Raises:
            Refused: the command was called off.
        """
        if self._off:
            raise Refused("called_off")

    @contextmanager
    def inside(self, connection: Connection) -> Iterator[None]:
        """Break off also a statement that is under way (the driver then says SQLITE_INTERRUPT)."""
        connection.set_progress_handler(lambda: self._off, STEPS)
        try:
            yield
        finally:
            connection.set_progress_handler(None, 0)
