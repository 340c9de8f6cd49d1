"""Backups: one that is asked for, and one by itself before the first write of a day, of which the newest are kept."""

from __future__ import annotations

import contextlib
import json
import os
import re
import zlib
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from store import files
from store.copying import remove, unwritable, verify, write_copy
from store.errors import Refused, StoreError
from store.reader import Reader, as_text, open_reader

KEPT = 14
"""How many daily backups of a store are kept."""

THOROUGH = 32_000_000
"""Bytes up to which a backup is checked whole where one is looked for: about four seconds. A larger one takes minutes,
and whoever looks stands before a store that is lost: then only its pages are looked at, and that is said."""

SLOW = 0.5
"""Seconds after which it is said what is waited for: a store of 750 MB takes eight."""

NAMED = re.compile(r"(\d{4}-\d\d-\d\d)-(\w+)\.db")
"""A daily backup: its day, and the first part of the uuid of its store."""

HALF = re.compile(r"\.duban-(\d+)-\d+\.tmp")
"""A copy that was being written, by the process of that number."""


class Backup(NamedTuple):
    """One daily backup."""

    path: str
    day: date
    size: int
    """Bytes."""
    uuid: str
    """The first part of the uuid of the store it was made of."""
    checked: bool = False
    """Whether all that it says was derived anew; else at most its pages were looked at."""


def backup(path: str, target: str) -> None:
    """Copy a store to a new file, while others write it: all of one moment, or nothing.

    Its pages are looked at; whether it is what was recorded says `check_sound` of the copy, which nobody writes.

    Args:
        path: the store.
        target: where to; nothing stands there.

    Raises:
        Refused: something stands there.
        Unusable: the store is missing or damaged, or the copy cannot be written; no half file is left.
    """
    reader = open_reader(path, older=True)
    try:
        write_copy(reader, target)
    finally:
        reader.close()


def daily(path: str, directory: str, day: date) -> str | None:
    """Keep the state before the first write of a day, and remove what is older than the newest 14.

    Two programs may do this at once: the one that comes first has its copy kept, made before either has written.

    Args:
        path: the store.
        directory: the backups of all stores; made where it is missing.
        day: the day of the write.

    Returns:
        The new backup; None where the day has one already, or nothing was ever recorded.

    Raises:
        Unusable: the store is damaged, or the copy cannot be written; older backups all stay.
    """
    reader = open_reader(path, older=True)
    try:
        if reader.one("SELECT id FROM command LIMIT 1") is None:
            return None
        place = folder(directory, path)
        target = os.path.join(place, f"{day.isoformat()}-{_uuid(reader)}.db")
        if os.path.lexists(target):
            return None
        files.make_directory(place)
        write_copy(reader, target)
    except Refused:  # another program was quicker
        return None
    except OSError as error:
        raise unwritable(directory, error) from error
    finally:
        reader.close()
    _forget(place, target)
    return target


class Daily:
    """The daily backups that a writer makes."""

    def __init__(self, path: str, directory: str) -> None:
        """Of one store.

        Args:
            path: the store.
            directory: the backups of all stores; empty for a store that is thrown away, of which none are made.
        """
        self.path = path
        self.directory = directory
        self.failed: StoreError | None = None
        """Why the last one was not made, for the front door to say."""
        self.told: Callable[[], None] = lambda: None
        """Called, in a thread of its own, when making one takes longer than `SLOW` seconds."""
        self._made: date | None = None

    def before_write(self, day: date) -> None:
        """Keep the state before the first write of a day. What fails here never fails the write."""
        if self.directory and day != self._made:
            from threading import Timer

            self._made = day
            slow = Timer(SLOW, self.told)
            slow.start()
            try:
                daily(self.path, self.directory, day)
            except StoreError as error:
                self.failed = error
            finally:
                slow.cancel()

    def say_once(self) -> StoreError | None:
        """Why the last one was not made, for whoever asks first."""
        failed, self.failed = self.failed, None
        return failed


def folder(directory: str, path: str) -> str:
    """Where the daily backups of a store lie: named after its path, so that it is found when the store cannot be read.

    Args:
        directory: the backups of all stores.
        path: the store.
    """
    whole = os.path.realpath(path)
    return os.path.join(directory, f"{os.path.basename(whole)[:40]}-{zlib.crc32(os.fsencode(whole)):08x}")


def listing(directory: str, path: str) -> tuple[Backup, ...]:
    """The daily backups of a store, the newest first; of one that can be read, only those of the same uuid.

    Args:
        directory: the backups of all stores.
        path: the store.
    """
    found = _all(folder(directory, path))
    try:
        reader = open_reader(path, older=True)
    except StoreError:
        return found
    try:
        own = _uuid(reader)
    except StoreError:
        return found
    finally:
        reader.close()
    return tuple(one for one in found if one.uuid == own)


def newest_valid(directory: str, path: str) -> Backup | None:
    """The newest daily backup of a store that is sound; each is looked through until one is.

    Args:
        directory: the backups of all stores.
        path: the store; it may be damaged, or gone.
    """
    for one in listing(directory, path):
        with contextlib.suppress(StoreError):
            return one._replace(checked=_looked_through(one))
    return None


def _looked_through(one: Backup) -> bool:
    """Look through a backup; returns whether all that it says was derived anew.

    Raises:
        StoreError: it is not sound.
    """
    with contextlib.closing(open_reader(one.path, older=True)) as reader:
        verify(reader, quick=True)
    if one.size > THOROUGH:
        return False
    from store.check import check_sound

    return check_sound(one.path, one.day)


def _all(place: str) -> tuple[Backup, ...]:
    """Every daily backup in a folder, the newest first."""
    found = []
    with contextlib.suppress(OSError), os.scandir(place) as entries:
        for entry in entries:
            named = NAMED.fullmatch(entry.name)
            with contextlib.suppress(OSError, ValueError):  # removed meanwhile, or a day that is none
                if named and entry.is_file():
                    day = date.fromisoformat(named[1])
                    found.append(Backup(entry.path, day, entry.stat().st_size, named[2]))
    return tuple(sorted(found, key=lambda one: (one.day, one.path), reverse=True))


def _forget(place: str, made: str) -> None:
    """Remove the oldest of this store beyond those that are kept, and what a killed program left half."""
    own = NAMED.fullmatch(os.path.basename(made))
    for one in [one for one in _all(place) if own and one.uuid == own[2]][KEPT:]:
        with contextlib.suppress(OSError):
            os.unlink(one.path)
    sweep(place)


def sweep(place: str) -> None:
    """Remove from a folder what programs that were killed left half copied."""
    with contextlib.suppress(OSError):
        for name in os.listdir(place):
            half = HALF.fullmatch(name)
            if half and not files.runs(int(half[1])):
                remove(os.path.join(place, name))


def _uuid(reader: Reader) -> str:
    """The first part of the store's uuid, or what stands for one that cannot be read."""
    row = reader.one("SELECT value FROM store WHERE key = 'uuid'")
    try:
        whole = json.loads(as_text(row[0])) if row else ""
    except ValueError:
        whole = ""
    return re.sub(r"\W", "", str(whole))[:8] or "unknown"
