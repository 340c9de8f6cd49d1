"""Going back to a copy: it is verified first, and what it replaces is kept.

Two ways, because a store may be open elsewhere. A sound store takes the pages of the copy in ONE transaction of its
own: whoever has it open sees another commit, no log is left that fits no file, and a killed restore leaves what was
there. A store that is not sound is replaced as a file: never while another program has it open, and its log goes first,
so that no old log is ever laid over the new file.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from datetime import date, datetime
from typing import BinaryIO

from store import files
from store.check import check_sound
from store.copying import filled_beside, remove, unwritable, verify, write_copy
from store.errors import Busy, Refused, StoreError, Unusable
from store.reader import WAIT_SECONDS, Reader, as_int, as_store_error, open_reader

PAGES = 64
"""How many pages go at a time; the first lot takes the lock."""
LOST = ("store_missing", "store_damaged", "store_empty", "store_emptied", "store_log_damaged")
"""A store that cannot be opened any more, but was ours."""
NO_COPY = ("store_missing", "store_empty", "store_is_directory", "not_a_store")
"""A source that is no store at all: another one is meant."""
LOCK_FROM, LOCK_BYTES = 0x40000000, 512
"""Where SQLite puts its locks in a file ("The Lock-Byte Page" of its format); whoever has a store open holds some."""


def restore(path: str, source: str, moment: datetime, today: date | None = None) -> str:
    """Put a copy in the place of a store.

    Args:
        path: the store; it may be damaged, or gone.
        source: the copy: a backup, a kept store, another store.
        moment: now, for the name of what is kept.
        today: the day as of which the copy is checked; that of the moment where none is given.

    Returns:
        Where the replaced store is kept; empty where there was none.

    Raises:
        Refused: the source is the store itself, or no store at all.
        Unsound: the source is not what was recorded: nothing changed.
        Unusable: the source is no sound store, what stands there is none of ours, or there is no room: nothing changed.
        Busy: another program is writing, or has the damaged store open: nothing changed.
    """
    path = os.path.realpath(path)
    there = files.identity(path)
    if there is not None and there == files.identity(source):
        raise Refused("restore_itself", path=path)
    try:
        new = open_reader(source, older=True)
    except Unusable as error:
        if error.kind in NO_COPY:
            raise Refused("no_copy", path=source) from error
        raise
    try:
        verify(new)
        check_sound(source, today or moment.date())
        present = _sound(path)
        if present is None:
            return _as_file(path, new, moment)
        try:
            return _as_transaction(path, new, present, moment)
        finally:
            present.close()
    finally:
        new.close()


def _sound(path: str) -> Reader | None:
    """The present store, open, while SQLite can take it for a store; None where it cannot, or there is none.

    Raises:
        Unusable: it is of a newer program, somebody else's database, a directory, or not to be read.
        Busy: it is locked.
    """
    try:
        reader = open_reader(path, older=True)
    except StoreError as error:
        ours = error.kind == "not_a_store" and not _is_database(path)
        if ours or error.kind in LOST:
            return None
        raise
    try:
        verify(reader, quick=True)
    except StoreError:
        reader.close()
        return None
    return reader


def _is_database(path: str) -> bool:
    """Whether SQLite reads tables in a file that is not our store: then it is somebody's."""
    with contextlib.suppress(sqlite3.Error, OSError), contextlib.closing(sqlite3.connect(_uri(path), uri=True)) as it:
        return bool(it.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
    return False


def _uri(path: str, mode: str = "ro") -> str:
    place = path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return f"file:{place}?mode={mode}"


def _as_transaction(path: str, new: Reader, present: Reader, moment: datetime) -> str:
    """Write the pages of the copy into the store, as one commit; the state just before it is kept."""
    if not os.access(path, os.W_OK):
        raise Unusable("store_read_only", path=path)
    kept, done = _free_name(path, moment), False

    def keep(state: int, _left: int, _total: int) -> None:
        nonlocal done
        if state in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise Busy("store_busy", path=path, seconds=WAIT_SECONDS)
        if not done:  # the lock is ours and nothing is committed yet: nobody's update comes between
            write_copy(present, kept)
            done = True

    total = new.one("PRAGMA page_count")
    try:
        store = sqlite3.connect(_uri(path, "rw"), uri=True, timeout=WAIT_SECONDS, isolation_level=None)
        with contextlib.closing(store):
            for pragma in ("journal_mode = WAL", "synchronous = FULL"):  # without a log nobody reads what is written
                store.execute(f"PRAGMA {pragma}")
            new.copy_into(store, min(PAGES, as_int(total[0] if total else 0) - 1), keep)
    except BaseException as error:
        if done:
            remove(kept)
        if isinstance(error, sqlite3.Error):
            raise as_store_error(error, path) from error
        raise
    return kept


def _as_file(path: str, new: Reader, moment: datetime) -> str:
    """Put the copy in the place of a file that is no sound store, or of none; that file and its log are kept as are."""
    try:
        files.make_directory(os.path.dirname(path))
    except OSError as error:
        raise unwritable(path, error) from error
    half = filled_beside(new, path)
    try:
        with _alone(path) as there:
            kept = _keep_bytes(path, there, _free_name(path, moment))
            for ending in ("-wal", "-shm", "-journal"):
                with contextlib.suppress(FileNotFoundError):
                    os.unlink(path + ending)
            if there is None:
                files.place_new(half, path)
            else:
                _take_permissions(half, there)
                os.replace(half, path)
                files.flush_directory(os.path.dirname(path))
    except OSError as error:
        raise unwritable(path, error) from error
    finally:
        remove(half)
    return kept


@contextlib.contextmanager
def _alone(path: str) -> Iterator[int | None]:
    """A handle of the file while no other program has it open, or can open it; None where there is no file.

    Raises:
        Busy: somebody has it open.
        OSError: it cannot be opened for writing.
    """
    try:
        handle = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        yield None
        return
    try:
        with contextlib.suppress(ImportError):  # no such locks on this system: then SQLite has others
            import fcntl

            try:
                fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB, LOCK_BYTES, LOCK_FROM)
            except OSError as error:
                raise Busy("store_open", path=path) from error
        known = os.fstat(handle)
        if files.identity(path) != (known.st_dev, known.st_ino):  # somebody else has just replaced it
            raise Busy("store_open", path=path)
        yield handle
    finally:
        os.close(handle)


def _keep_bytes(path: str, handle: int | None, kept: str) -> str:
    """Copy a damaged store and its log, byte for byte; returns the new name, empty where there was nothing to keep."""
    found = False
    if handle is not None and os.fstat(handle).st_size:
        with open(handle, "rb", closefd=False) as source:  # closing it, or any other of the file, gives the lock away
            found = _keep_file(source, kept, handle)
    for ending in ("-wal", "-journal"):
        with contextlib.suppress(FileNotFoundError), open(path + ending, "rb") as source:
            found = _keep_file(source, kept + ending, source.fileno()) or found
    return kept if found else ""


def _keep_file(source: BinaryIO, kept: str, handle: int) -> bool:
    """Copy one file whole or not at all, with its permissions."""
    target, half = files.temporary(os.path.dirname(kept))
    try:
        with open(target, "wb") as copy:
            shutil.copyfileobj(source, copy)
            copy.flush()
            os.fsync(target)
        _take_permissions(half, handle)
        files.place_new(half, kept)
    finally:
        remove(half)
    return True


def _take_permissions(path: str, handle: int) -> None:
    """Give a new file the permissions, and where that is allowed the group, of the one that it stands for."""
    known = os.fstat(handle)
    with contextlib.suppress(OSError):
        os.chown(path, -1, known.st_gid)
    os.chmod(path, stat.S_IMODE(known.st_mode))


def _free_name(path: str, moment: datetime) -> str:
    """A name beside the store for what is replaced at that moment."""
    first = f"{path}.replaced-{moment:%Y%m%d-%H%M%S}"
    names = (first, *(f"{first}-{number}" for number in range(2, 1000)))
    return next(name for name in names if not os.path.lexists(name))
