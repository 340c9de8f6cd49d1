"""Before and after a store is written: its room made, what stands there looked at, and nothing written over damage.

A writer keeps a reading connection beside its own (the guard). Closed first, it leaves SQLite free to fold the -wal
into the store; closed last, it keeps the -wal and the store as they are: where damage was found, or where the store was
removed or replaced meanwhile, so that SQLite does not remove the -wal of the one that stands there now.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Callable

from store import wal
from store.damage import look
from store.errors import StoreError, Unusable
from store.files import make_directory, make_file, place_new, sweep
from store.reader import Reader, look_at_place, open_reader


def guard(path: str, create: Callable[[str], None], was_there: Callable[[], bool] = lambda: False) -> Reader:
    """A sound store for writing, made whole where there is none.

    Args:
        path: the store; its folders are made.
        create: makes a new store in the empty file that it is given; what it raises is passed on.
        was_there: asked where no store stands, or an empty file: whether one is known to have stood there.

    Returns:
        The guard.

    Raises:
        Unusable: a directory, no store, damaged, newer, read-only, its directory cannot be made, or what was a store is
            empty or gone, and a new one would lie under its log.
    """
    try:
        look_at_place(path)
    except Unusable as error:
        if error.kind not in ("store_missing", "store_empty"):
            raise
        if was_there():
            raise Unusable("store_emptied", path=path) from None
        if error.kind == "store_missing":
            _create_whole(path, create)
    if not os.access(path, os.W_OK):
        raise Unusable("store_read_only", path=path)
    reader = _open(path, create)
    try:
        look(reader)
    except StoreError:
        reader.close()
        raise
    return reader


def _open(path: str, create: Callable[[str], None]) -> Reader:
    """The store; a new one in an empty file.

    Raises:
        Unusable: see `open_reader`.
    """
    try:
        return open_reader(path, older=True)
    except Unusable as error:
        if error.kind != "store_empty":
            raise
    create(path)
    return open_reader(path, older=True)


def _create_whole(path: str, create: Callable[[str], None]) -> None:
    """Make a new store under another name and give it its own when it is whole; whoever is first there is right."""
    place = os.path.realpath(path)  # a link to nothing shall lead to the store
    if wal.holds_something(place):  # SQLite would lay it over the new store
        raise Unusable("store_emptied", path=path)
    half = f"{place}.new-{os.getpid()}"
    try:
        make_directory(os.path.dirname(place))
        sweep(os.path.dirname(place), f"{os.path.basename(place)}.new-")
        make_file(half)
    except OSError as error:
        raise as_place_error(error, path) from error
    try:
        create(half)
        with contextlib.suppress(FileExistsError):
            place_new(half, place)
    except OSError as error:
        raise as_place_error(error, path) from error
    except StoreError as error:
        raise type(error)(error.kind, **error.facts | {"path": path}) from error
    finally:
        for left in (half, f"{half}-wal", f"{half}-shm"):
            with contextlib.suppress(OSError):
                os.remove(left)


def as_place_error(error: OSError, path: str) -> Unusable:
    """One sentence's worth of what the system says of a place."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return Unusable("store_full", path=path)
    return Unusable("store_no_directory", path=path, why=error.strerror or str(error))
