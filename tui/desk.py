"""The store seen from the screen: one thread that reads, one that writes; the screen only awaits.

Writes are done one after the other in the order of the keys. The writing library is imported in its thread, after the
first paint. Nothing here touches a widget.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, TypeVar

from store.errors import Refused
from store.reader import Reader, open_reader
from store.shapes import Who

if TYPE_CHECKING:
    from store.writer import Writer

Answer = TypeVar("Answer")


class Desk:
    """Reads and writes of one store for one person."""

    def __init__(self, path: str, by: str, today: date, read_only: bool = False, backups: str = "") -> None:
        self.path = path
        self.backups = backups
        self.by = by
        self.today = today
        self.read_only = read_only
        self.reader = open_reader(path)
        """The reader of the reading thread; before the first paint, of the main thread."""
        self._own: Reader | None = None
        self._writer: Writer | None = None
        self._reading = ThreadPoolExecutor(1, "reading")
        self._writing = ThreadPoolExecutor(1, "writing")

    def who(self, *words: str) -> Who:
        """The person who acts, at this moment, with the command as words for the log."""
        return Who(self.by, self.today, datetime.now(UTC).astimezone(), words=tuple(words))

    async def read(self, job: Callable[[Reader], Answer]) -> Answer:
        """Read in the reading thread.

        Raises:
            StoreError: the store cannot be read.
        """
        return await asyncio.get_running_loop().run_in_executor(self._reading, self._read, job)

    def _read(self, job: Callable[[Reader], Answer]) -> Answer:
        self.reader = _current(self.reader)
        return job(self.reader)

    async def write(self, job: Callable[[Writer, Reader], Answer]) -> Answer:
        """Write in the writing thread; the job may read what it wrote with the reader it is given.

        Raises:
            Refused: the store is open for reading only, or a rule refuses.
            Unusable: the store cannot be written.
        """
        if self.read_only:
            raise Refused("store_read_only", path=self.path)
        return await asyncio.get_running_loop().run_in_executor(self._writing, self._write, job)

    def _write(self, job: Callable[[Writer, Reader], Answer]) -> Answer:
        self._open_writer()
        assert self._writer is not None and self._own is not None
        self._own = _current(self._own)
        return job(self._writer, self._own)

    def _open_writer(self) -> None:
        """Import the writing library and open the store for writing, once, in the writing thread."""
        if self._writer is None:
            from store.writer import Writer

            self._writer = Writer(self.path, backups=self.backups)
        if self._own is None:
            self._own = open_reader(self.path)

    def warm(self) -> None:
        """Have the writing thread ready before the first write is asked for; what fails is said by that write."""
        if not self.read_only:
            self._writing.submit(self._open_writer)
            self._writing.submit(_import_commands)

    def close(self) -> None:
        """Wait for what is being written, then close."""
        self._writing.shutdown(wait=True)
        self._reading.shutdown(wait=True)
        for each in (self.reader, self._own, self._writer):
            if each is not None:
                each.close()


def _current(reader: Reader) -> Reader:
    """The reader, or another one where the file under its path was replaced.

    Raises:
        Unusable: it is gone, or no store.
    """
    if not reader.replaced():
        return reader
    found = open_reader(reader.path)
    reader.close()
    return found


def _import_commands() -> None:
    """The commands that keys call."""
    import store.commands.dates
    import store.commands.figures
    import store.commands.statuses
    import store.commands.undo  # noqa: F401
