"""The -wal beside a store: whether all that was committed to it can still be read.

SQLite reads a -wal up to the first frame that does not fit and says nothing of what lies behind it, because the end of
a -wal that was never finished looks the same. Yet a writer syncs each commit before the next begins: where two commits
stand behind the last frame that SQLite took, or one behind a header that is none, what was acknowledged would be lost.
"""

from __future__ import annotations

import os
import struct
import sys
from typing import NamedTuple

HEAD, FRAME_HEAD = 32, 24
MAGIC = (0x377F0682, 0x377F0683)
TRIES = 5
"""Another process may be writing while we look: what is seen twice in a row is so."""
MOST_FRAMES = 4_000
"""How many frames are looked at; damage shows in the first ones behind it."""


class _Seen(NamedTuple):
    """What SQLite took over: the -shm beside the -wal says so, once a connection has read something."""

    frames: int
    salts: bytes


def holds_something(path: str) -> bool:
    """Whether a -wal with something in it lies beside a store, or beside the place where one was."""
    try:
        return os.path.getsize(f"{path}-wal") > 0
    except OSError:
        return False


def is_cut_short(path: str) -> bool:
    """Whether commits stand in the -wal of a store that SQLite does not read; one connection has read something.

    Args:
        path: the store.
    """
    try:
        if os.path.getsize(f"{path}-wal") <= HEAD:
            return False
        with open(f"{path}-wal", "rb") as log, open(f"{path}-shm", "rb") as index:
            for _ in range(TRIES):
                seen, lost = _seen(index.fileno()), _commits_behind(log.fileno(), _seen(index.fileno()))
                if seen == _seen(index.fileno()):
                    return lost
    except OSError:  # gone again, with the last writer; or a -shm that cannot be read: then SQLite could not either
        pass
    return False


def _seen(index: int) -> _Seen:
    """The head of the -shm (SQLite's WalIndexHdr), in the order of bytes of this machine."""
    head = os.pread(index, 40, 0)
    return _Seen(int.from_bytes(head[16:20], sys.byteorder), head[32:40])


def _commits_behind(log: int, seen: _Seen) -> bool:
    """Whether whole commits stand behind the frames that SQLite took."""
    head = os.pread(log, HEAD, 0)
    page = int.from_bytes(head[8:12], "big")
    if is_sound(head):
        salts, most = head[16:24], 2
        if seen.salts != salts:  # a writer is about to begin the -wal anew: all in it is in the store already
            return False
    elif seen.frames:  # somebody has it open who read it while it was whole
        return False
    else:
        page, most = _page_size(log), 1
        salts = os.pread(log, 16, HEAD)[8:16]
    step = page + FRAME_HEAD
    commits = 0
    for frame in range(seen.frames, seen.frames + MOST_FRAMES):
        found = os.pread(log, 16, HEAD + frame * step)
        if len(found) < 16:
            break
        commits += found[8:16] == salts and found[4:8] != bytes(4)
    return commits >= most


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
    order = ">" if magic & 1 else "<"
    one = two = 0
    for even, odd in struct.iter_unpack(f"{order}II", head[:24]):
        one = (one + even + two) & 0xFFFFFFFF
        two = (two + odd + one) & 0xFFFFFFFF
    return struct.pack(">II", one, two) == head[24:32]
