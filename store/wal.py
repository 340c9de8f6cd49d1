"""The -wal beside a store: whether all that was committed to it can still be read.

SQLite reads a -wal up to the first frame that does not fit and says nothing of what lies behind it, because the end of
a -wal that was never finished looks the same. Yet a writer syncs each commit before the next begins: where two commits
stand behind the last frame that SQLite took, or one behind a header that is none, what was acknowledged would be lost.
"""

from __future__ import annotations

import os
import struct
import sys
from _thread import allocate_lock
from collections.abc import Iterator
from contextlib import contextmanager

HEAD, FRAME_HEAD = 32, 24
MAGIC = (0x377F0682, 0x377F0683)
MOST_FRAMES = 2_000
"""How many frames are looked at (0.1 s): more are in a -wal only after a mass change."""
HERE_BYTE = 128
"""The byte of the -shm on which everybody who has the store open holds a lock (SQLite's UNIX_SHM_DMS)."""

Identity = tuple[int, int]

DOOR = allocate_lock()
"""Held while a store is opened: nobody else in this process looks into its files meanwhile."""
_inside: dict[Identity, int] = {}
"""How many connections of this process each store has. To close any handle of a file gives away all locks that the
process has on it, those of SQLite's connections too: the files are looked into only where there are none."""


@contextmanager
def inside(store: Identity | None) -> Iterator[None]:
    """While connections of this process are open that nothing else counts."""
    enter(store)
    try:
        yield
    finally:
        leave(store)


def enter(store: Identity | None) -> None:
    """One connection more of this process."""
    if store is not None:
        _inside[store] = _inside.get(store, 0) + 1


def leave(store: Identity | None) -> None:
    """One connection less."""
    if store is not None and _inside.get(store, 0) > 1:
        _inside[store] -= 1
    elif store is not None:
        _inside.pop(store, None)


def holds_something(path: str) -> bool:
    """Whether a -wal with something in it lies beside a store, or beside the place where one was."""
    try:
        return os.path.getsize(f"{path}-wal") > 0
    except OSError:
        return False


def is_cut_short(path: str, store: Identity | None) -> bool:
    """Whether commits stand in the -wal of a store that SQLite would not read when it opens it.

    It reads a -wal anew only where nobody has the store open: for whoever has, it is as it was when he opened it.

    Args:
        path: the store; DOOR is held, and no connection is open yet.
        store: its identity.
    """
    try:
        if os.path.getsize(f"{path}-wal") <= HEAD or store in _inside or is_open_elsewhere(path):
            return False
        with open(f"{path}-wal", "rb") as log:
            head = log.read(HEAD)
            page = int.from_bytes(head[8:12], "big") if is_sound(head) else _page_size(log.fileno())
            return _is_lost(head, page, log.read(MOST_FRAMES * (page + FRAME_HEAD)))
    except OSError:  # gone again, with the last writer
        return False


def format_of(path: str, store: Identity | None) -> int:
    """The file format that a store says to have (1 or 2; SQLite takes a higher one for read-only); 0 where it is open.

    Args:
        path: the store; DOOR is held.
        store: its identity.
    """
    if store in _inside:
        return 0
    with open(path, "rb") as file:
        return max(file.read(20)[18:], default=0)


def is_open_elsewhere(path: str) -> bool:
    """Whether another process has the store open; where that cannot be known, it is taken for granted."""
    if sys.platform != "linux" or struct.calcsize("P") != 8:
        return True
    import fcntl

    try:
        with open(f"{path}-shm", "rb") as index:
            asked = struct.pack("hhqqi", fcntl.F_WRLCK, os.SEEK_SET, HERE_BYTE, 1, 0)
            found = fcntl.fcntl(index, fcntl.F_GETLK, asked)
    except FileNotFoundError:
        return False
    return int(struct.unpack("hhqqi", found)[0]) != fcntl.F_UNLCK


def holds_page(path: str, page_size: int, page: int) -> bool:
    """Whether a page stands in the -wal beside a store, so that the file itself need not hold it whole.

    Args:
        path: the store.
        page_size: in bytes.
        page: its number, from 1.
    """
    try:
        with open(f"{path}-wal", "rb") as log:
            head = log.read(HEAD)
            if not is_sound(head):
                return False
            while len(frame := log.read(FRAME_HEAD)) == FRAME_HEAD and frame[8:16] == head[16:24]:
                if int.from_bytes(frame[:4], "big") == page:
                    return True
                log.seek(page_size, os.SEEK_CUR)
    except OSError:  # gone, with the last writer
        return False
    return False


def _is_lost(head: bytes, page: int, frames: bytes) -> bool:
    """Whether whole commits stand behind the frames that fit."""
    step = page + FRAME_HEAD
    count = len(frames) // step
    if is_sound(head):
        salts, most, first = head[16:24], 2, _fitting(head, frames, step)
    else:
        salts, most, first = frames[8:16], 1, 0
    heads = (frames[at * step : at * step + 16] for at in range(first, count))
    return sum(one[8:16] == salts and one[4:8] != bytes(4) for one in heads) >= most


def _fitting(head: bytes, frames: bytes, step: int) -> int:
    """How many frames SQLite would take: each carries the salts of the header and the checksum of all before it."""
    order = ">" if head[3] & 1 else "<"
    so_far = struct.unpack(">II", head[24:32])
    for at in range(len(frames) // step):
        frame = frames[at * step : (at + 1) * step]
        so_far = _checksum(order, frame[FRAME_HEAD:], *_checksum(order, frame[:8], *so_far))
        if frame[8:16] != head[16:24] or struct.pack(">II", *so_far) != frame[16:24]:
            return at
    return len(frames) // step


def _checksum(order: str, data: bytes, one: int = 0, two: int = 0) -> tuple[int, int]:
    """SQLite's checksum of a -wal, going on from one and two."""
    for even, odd in struct.iter_unpack(f"{order}II", data):
        one = (one + even + two) & 0xFFFFFFFF
        two = (two + odd + one) & 0xFFFFFFFF
    return one, two


def _page_size(log: int) -> int:
    """The size of the pages where the header does not say it: the one that lets a second frame follow the first."""
    salts = os.pread(log, 8, HEAD + 8)
    sizes = [512 << power for power in range(8)]
    return next((size for size in sizes if os.pread(log, 8, HEAD + size + FRAME_HEAD + 8) == salts), 4096)


def is_sound(head: bytes) -> bool:
    """Whether the header of a -wal is one: its magic number, its sizes and its own checksum (SQLite, "WAL format")."""
    if len(head) < HEAD:
        return False
    magic = int.from_bytes(head[:4], "big")
    if magic not in MAGIC:
        return False
    return struct.pack(">II", *_checksum(">" if magic & 1 else "<", head[:24])) == head[24:32]
