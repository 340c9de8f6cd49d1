"""The store seen from the screen: threads that read, write and go to past dates; the screen only awaits.

Writes are done one after the other in the order of the keys. The writing library is imported in its thread, after the
first paint. Nothing here touches a widget.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from store.errors import Refused, StoreError
from store.files import network_drive
from store.reader import Reader, open_reader
from store.shapes import Who
from tui.reads import Reads, blamed, current
from words import Words, say_error

if TYPE_CHECKING:
    from store.past import Past
    from store.writer import Writer

Answer = TypeVar("Answer")

SLOW_SECONDS = 0.2
"""After so long a write is said to go on."""
WAIT_SECONDS = 30.0
"""How long a write waits for another program: longer than on the command line, for the screen stays alive."""
REST = 8
"""A past date is gone to anew, when others wrote, after a rest of so many times as long as going there took; where that
failed, of so many seconds."""


class Desk:
    """Reads and writes of one store for one person."""

    def __init__(
        self, path: str, by: str, today: date, read_only: bool = False, backups: str = "", past: Past | None = None
    ) -> None:
        self.path = path
        self.backups = backups
        self.by = by
        self.today = today
        self.read_only = read_only
        self._reads = Reads(path, "reading", open_reader(path))
        self._later = Reads(path, "later")
        self.past = past
        """The past date that is shown; None for today."""
        self._wanted: Past | None = past
        """The past date that was asked for last."""
        self._there: Reader | None = _travel(path, past) if past else None
        """The reader of the past date."""
        self._seen = self.reader.stamp() if past else 0
        """The stamp of the present before the past date was gone to."""
        self._rested = 0.0
        """From which moment on, by the monotonic clock, it may be gone to anew."""
        self._own: Reader | None = None
        self._writer: Writer | None = None
        self._warned = False
        self.slow: Callable[[float, int], None] = lambda waited, changes: None
        """Told every fifth of a second that a write goes on: how long it has waited for another program, in seconds
        (0 while it works itself), and how many changes it has recorded."""
        self.settled: Callable[[], None] = lambda: None
        """Told, in any thread, when everything that is imported at the start was imported."""
        self.is_slow = False
        """Whether the write that goes on was said to: then it may be called off."""
        self._warm = False
        """Whether the writing thread was asked to be ready."""
        self._waited = 0.0
        self._giving_up = False
        self._called_off = False
        self.unsaved = 0
        """How many writes are not done yet."""
        self._writing = ThreadPoolExecutor(1, "writing")
        self._travelling = ThreadPoolExecutor(1, "travelling")

    @property
    def reader(self) -> Reader:
        """The reader of the reading thread; before the first paint, of the main thread."""
        assert self._reads.reader is not None
        return self._reads.reader

    @property
    def as_of(self) -> date:
        """The date that is shown."""
        return self.past.as_of if self.past else self.today

    @property
    def shown(self) -> Reader:
        """The reader of that date; for the first paint, before there are threads that read."""
        return self._there or self.reader

    @property
    def closed(self) -> str:
        """Why nothing can be written (an id of `words.screen.why_not`), or empty."""
        return "past" if self.past else "read_only" if self.read_only else ""

    def who(self, *words: str) -> Who:
        """The person who acts, at this moment, with the command as words for the log."""
        return Who(self.by, self.today, datetime.now(UTC).astimezone(), words=tuple(words))

    async def read(self, job: Callable[[Reader], Answer]) -> Answer:
        """Read, in the reading thread, the store as of the date that is shown.

        Raises:
            StoreError: the store cannot be read.
        """
        return await self._reads.ask(job, self._there)

    async def read_later(self, job: Callable[[Reader], Answer]) -> Answer:
        """Read what nobody waits for, beside everything else.

        Raises:
            StoreError: the store cannot be read.
        """
        return await (self._reads if self._there is not None else self._later).ask(job, self._there)

    async def reopen(self) -> None:
        """Open what stands at the store's place now, after trouble with it.

        Raises:
            StoreError: it still cannot be used.
        """
        await self._reads.reopen()

    async def is_newer(self, stamp: int) -> bool:
        """Whether anything was recorded since what is shown was read.

        Args:
            stamp: that of the reading (`Reader.stamp`); of a past date the present is asked instead.

        Raises:
            StoreError: the store cannot be read.
        """
        return await self._reads.ask(Reader.stamp) != (self._seen if self.past else stamp)

    # Past dates

    async def enter(self, past: Past) -> bool:
        """Go to a past date, in a thread of its own; until then what was shown is read on.

        Returns:
            False where another date, or today, was asked for meanwhile.

        Raises:
            StoreError: the store cannot be read.
        """
        self._wanted = past
        try:
            seen, begun = await self._reads.ask(Reader.stamp), monotonic()
            there = await asyncio.get_running_loop().run_in_executor(self._travelling, self._go, past)
        except StoreError:
            self._wanted, self._rested = self.past, monotonic() + REST
            raise
        if there is None or self._wanted is not past:
            if there is not None:
                there.close()
            return False
        self._seen, self._rested = seen, monotonic() + REST * (monotonic() - begun)
        self._show(there, past)
        return True

    def _go(self, past: Past) -> Reader | None:
        """In the travelling thread; None where the way is no longer wanted."""
        return _travel(self.path, past) if self._wanted is past else None

    def leave(self) -> None:
        """Show today again."""
        self._wanted = None
        self._show(None, None)

    def _show(self, there: Reader | None, past: Past | None) -> None:
        old, self._there, self.past = self._there, there, past
        if old is not None:
            self._reads.after(old.close)  # after what is still being read with it

    @property
    def may_go_anew(self) -> bool:
        """Whether the past date that is shown may be gone to once more: nobody waits for one, and it has rested."""
        return self.past is not None and self._wanted is self.past and monotonic() >= self._rested

    async def write(self, job: Callable[[Writer, Reader], Answer]) -> Answer:
        """Write in the writing thread; the job may read what it wrote with the reader it is given.

        Raises:
            Refused: the store is open for reading only, a past date is shown, or a rule refuses.
            Unusable: the store cannot be written.
        """
        if self.past:
            raise Refused("past_read_only")
        if self.read_only:
            raise Refused("store_read_only", path=self.path)
        self.unsaved += 1
        try:
            future = asyncio.get_running_loop().run_in_executor(self._writing, self._write, job)
            while not (await asyncio.wait({future}, timeout=SLOW_SECONDS))[0]:
                self.is_slow = True
                self.slow(self._waited, self._writer.progress.changes if self._writer else 0)
            return future.result()
        finally:
            self.is_slow = False
            self.unsaved -= 1

    def call_off(self) -> None:
        """Have the write that goes on stop, nothing of it kept, unless it is nearly done."""
        self._called_off = True
        if self._writer is not None:
            self._writer.progress.call_off()

    def give_up(self) -> None:
        """Wait for other programs no longer: a write that waits is refused as busy."""
        self._giving_up = True

    def _wait(self, waited: float) -> bool:
        """In the writing thread: whether to wait on."""
        self._waited = waited
        return not (self._giving_up or self._called_off)

    def _write(self, job: Callable[[Writer, Reader], Answer]) -> Answer:
        self._waited, self._called_off = 0.0, False
        self._open_writer()
        assert self._writer is not None and self._own is not None
        self._own = own = current(self._own)
        writer = self._writer
        return blamed(lambda: job(writer, own), self.path)

    def unsaid(self, words: Words) -> str:
        """What a write brought up besides its own result: said once, and empty nearly always."""
        if self._writer is None:
            return ""
        failed, drive = self._writer.daily.say_once(), "" if self._warned else network_drive(self.path)
        self._warned = True
        said = words.care.network_drive(self.path, drive) if drive else ""
        return words.care.no_daily_backup(say_error(words, failed.kind, failed.facts)) if failed else said

    def _open_writer(self) -> None:
        """Import the writing library and open the store for writing, once, in the writing thread."""
        if self._writer is None:
            from store.waiting import Patience
            from store.writer import Writer

            patience = Patience(WAIT_SECONDS, self._wait)
            self._writer = Writer(self.path, patience=patience, backups=self.backups, create=False)
        if self._own is None:
            self._own = open_reader(self.path)

    def warm(self) -> None:
        """Have the writing thread ready before the first write is asked for; what fails is said by that write."""
        if self._warm:
            return
        self._warm = True
        if not self.read_only:
            self._writing.submit(self._open_writer)
            self._writing.submit(_import_commands)
            self._writing.submit(self.settled)
        else:
            self.settled()

    def close(self) -> None:
        """Wait for what is being written, then close."""
        self._writing.shutdown(wait=True)
        self._wanted = None
        self._travelling.shutdown(wait=True)
        self._later.close()
        self._reads.close()
        for each in (self._there, self._own, self._writer):
            if each is not None:
                each.close()


def _travel(path: str, past: Past) -> Reader:
    """A reader of a past date; its library is not needed before the first one."""
    from store.past import travel

    return travel(path, past.as_of, past.known_at)


def _import_commands() -> None:
    """The commands that keys call."""
    import store.commands.dates
    import store.commands.figures
    import store.commands.statuses
    import store.commands.undo  # noqa: F401
