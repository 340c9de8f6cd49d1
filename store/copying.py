"""A whole and verified copy of a store, as one plain file: what backups, daily copies and restoring share."""

from __future__ import annotations

import contextlib
import os
import sqlite3

from store import files
from store.errors import Refused, StoreError, Unusable
from store.reader import Reader, as_store_error

UNSOUND = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
"""What SQLite says of the file that is read; anything else that fails in a copy is the fault of its new place."""


def verify(reader: Reader, quick: bool = False) -> None:
    """See that a store is sound: its pages and indexes, and that everything it points to is there.

    Args:
        reader: of the store.
        quick: do not compare indexes with their tables, and follow no pointers.

    Raises:
        Unusable: it is not, with the first thing that SQLite finds.
    """
    found = reader.one(f"PRAGMA {'quick' if quick else 'integrity'}_check(1)")
    if found != ("ok",):
        raise Unusable("store_damaged", path=reader.path, why=str(found[0]) if found else "")
    lost = None if quick else reader.one("PRAGMA foreign_key_check")
    if lost is not None:
        raise Unusable("store_damaged", path=reader.path, why=f"{lost[0]} {lost[1]} → {lost[2]}")


def write_copy(reader: Reader, target: str) -> None:
    """Copy a store while others write it: all of one moment, or nothing.

    The copy is written under another name beside its place, verified, on the disk, and only then given its name. It is
    one plain file that opens in a read-only directory too.

    Args:
        reader: of the store.
        target: where to; nothing stands there.

    Raises:
        Refused: something stands there.
        Unusable: the store is damaged, or the copy cannot be written; no half file is left.
    """
    if os.path.lexists(target):
        raise Refused("copy_exists", path=target)
    half = filled_beside(reader, target)
    try:
        files.place_new(half, os.path.abspath(target))
    except FileExistsError:
        raise Refused("copy_exists", path=target) from None
    except OSError as error:
        raise unwritable(target, error) from error
    finally:
        remove(half)


def filled_beside(reader: Reader, target: str) -> str:
    """The verified copy under the other name; whoever asks for it gives it its place, or removes it.

    Raises:
        Unusable: see `write_copy`.
    """
    directory = os.path.dirname(os.path.abspath(target))
    try:
        handle, half = files.temporary(directory)
    except OSError as error:
        raise unwritable(target, error) from error
    try:
        files.share(handle, directory)
        os.close(handle)
        _fill(reader, half, target)
        files.flush_file(half)
    except OSError as error:
        remove(half)
        raise unwritable(target, error) from error
    except BaseException:
        remove(half)
        raise
    return half


def _fill(reader: Reader, half: str, target: str) -> None:
    """Copy all pages of one moment, give up the log of the original, and look at what came of it."""
    copy = sqlite3.connect(half, isolation_level=None)
    try:
        for pragma in ("journal_mode = OFF", "synchronous = OFF"):  # a copy that is interrupted is removed
            copy.execute(f"PRAGMA {pragma}")
        reader.copy_into(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
        verify(Reader(reader.path, copy), quick=True)
    except StoreError:
        raise
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in UNSOUND:
            raise as_store_error(error, reader.path) from error
        raise unwritable(target, error) from error
    finally:
        copy.close()


def unwritable(target: str, error: Exception) -> Unusable:
    """Why a copy could not be written."""
    why = (error.strerror if isinstance(error, OSError) else "") or str(error)
    return Unusable("copy_unwritable", path=target, why=why)


def remove(half: str) -> None:
    """Remove a copy that got no place, and what SQLite may have laid beside it."""
    for name in (half, f"{half}-wal", f"{half}-shm", f"{half}-journal"):
        with contextlib.suppress(OSError):
            os.unlink(name)
