"""A thread that reads one store: what is asked for comes one after the other, and what became void is broken off."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import TypeVar

from store.errors import StoreError, Unusable
from store.files import identity
from store.reader import Reader, open_reader

Answer = TypeVar("Answer")


class Reads:
    """Reads of one store, in a thread of their own."""

    def __init__(self, path: str, name: str, reader: Reader | None = None) -> None:
        self.path = path
        self.reader = reader
        """That of the present; None until the first read."""
        self._thread = ThreadPoolExecutor(1, name)
        self._turn = Lock()
        self._now: tuple[object, Reader] | None = None
        """What the thread does now: the asker's ticket and the reader."""

    async def ask(self, job: Callable[[Reader], Answer], there: Reader | None = None) -> Answer:
        """Read; broken off where the asker is called off.

        Args:
            job: what to read.
            there: the reader of a past date, instead of the present's.

        Raises:
            StoreError: the store cannot be read.
        """
        ticket = object()
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, self._read, job, there, ticket)
        except asyncio.CancelledError:  # another key made it void: what comes next need not wait for it
            with self._turn:
                if self._now is not None and self._now[0] is ticket:
                    self._now[1].interrupt()
            raise

    def _read(self, job: Callable[[Reader], Answer], there: Reader | None, ticket: object) -> Answer:
        if there is None:
            self.reader = current(self.reader) if self.reader is not None else open_reader(self.path)
        reader = there or self.reader
        assert reader is not None
        with self._turn:
            self._now = ticket, reader
        try:
            return blamed(lambda: job(reader), self.path)
        finally:
            with self._turn:
                self._now = None

    async def reopen(self) -> None:
        """Open what stands at the store's place now, after trouble with it.

        Raises:
            StoreError: it still cannot be used.
        """
        await asyncio.get_running_loop().run_in_executor(self._thread, self._reopen)

    def _reopen(self) -> None:
        from store.damage import look

        found = open_reader(self.path)
        try:
            look(found)
        except StoreError:
            found.close()
            raise
        if self.reader is not None:
            self.reader.close()
        self.reader = found

    def after(self, job: Callable[[], object]) -> None:
        """Do something in the thread after what is still being read."""
        self._thread.submit(job)

    def close(self) -> None:
        """Break off what is read for nobody, wait for the rest, and close the reader."""
        with self._turn:
            if self._now is not None:
                self._now[1].interrupt()
        self._thread.shutdown(wait=True)
        if self.reader is not None:
            self.reader.close()


def current(reader: Reader) -> Reader:
    """The reader, or another one where the file under its path was replaced.

    Raises:
        Unusable: it is gone, or no store.
    """
    if not reader.replaced():
        return reader
    if identity(reader.path) is None:
        raise Unusable("store_gone", path=reader.path)
    found = open_reader(reader.path)
    reader.close()
    return found


def blamed(job: Callable[[], Answer], path: str) -> Answer:
    """What a job answers; where it fails unexpectedly over a damaged store, that is the damage's fault.

    Raises:
        StoreError: as the job says, or the damage.
    """
    try:
        return job()
    except StoreError:
        raise
    except Exception as error:
        from store.damage import behind

        damage = behind(path)
        if damage is None:
            raise
        raise damage from error
