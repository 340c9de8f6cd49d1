"""Files and directories as the program makes them: whole, the user's own, and on a disk that can be trusted."""

from __future__ import annotations

import contextlib
import os
import re
import stat

MOUNTS = "/proc/self/mountinfo"
"""Where Linux lists what is mounted; other systems have no such file, and nothing is said of their drives."""

REMOTE = ("nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "9p", "afs", "coda", "ceph", "davfs", "glusterfs", "vboxsf")
"""Filesystems that lie on another machine: their locks and their shared memory do not hold what SQLite asks of them."""

LARGEST_PROCESS = 1 << 22
"""No process has a larger number: in a name it is somebody's date."""

LOCAL_FUSE = frozenset(
    f"fuse.{name}"
    for name in ("bindfs", "encfs", "fuse-overlayfs", "gocryptfs", "lxcfs", "mergerfs", "ntfs-3g", "unionfs-fuse")
)
"""Filesystems in user space that lie on this machine; any other of that family is taken for remote."""


def make_directory(path: str) -> None:
    """Make a directory and those above it, for the user alone; what is there keeps its permissions.

    Raises:
        OSError: it cannot be made.
    """
    parent = os.path.dirname(path)
    if os.path.isdir(path):
        return
    if parent and parent != path:
        make_directory(parent)
    with contextlib.suppress(FileExistsError):
        os.mkdir(path, 0o700)


def make_file(path: str) -> None:
    """Make an empty file for the user alone, and for the group where the directory is writable for its group.

    A file that is there stays as it is. SQLite gives its log and its shared memory the permissions of the store.

    Raises:
        OSError: it cannot be made.
    """
    with contextlib.suppress(FileExistsError):
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        share(handle, os.path.dirname(os.path.abspath(path)))
        os.close(handle)


def share(handle: int, directory: str) -> None:
    """Give a new file to the group of its directory, where that group may write there."""
    place = os.stat(directory)
    if place.st_mode & stat.S_IWGRP:
        with contextlib.suppress(OSError):  # who is not in that group keeps the file alone
            if os.fstat(handle).st_gid != place.st_gid:
                os.fchown(handle, -1, place.st_gid)
            os.fchmod(handle, 0o660)


def temporary(directory: str, mode: int = 0o600) -> tuple[int, str]:
    """A new empty file with a name that nobody has; returns its handle and its path.

    Raises:
        OSError: it cannot be made.
    """
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    number = 0
    while True:
        path = os.path.join(directory, f".duban-{os.getpid()}-{number}.tmp")
        try:
            return os.open(path, flags, mode), path
        except FileExistsError:
            number += 1


def sweep(directory: str, stem: str) -> None:
    """Remove the half files that killed programs left: named after a stem and the number of their process.

    Args:
        directory: where they lie.
        stem: how their names begin, up to that number.
    """
    half = re.compile(re.escape(stem) + r"(\d+)(-wal|-shm|-journal)?")
    with contextlib.suppress(OSError):
        for name in os.listdir(directory):
            found = half.fullmatch(name)
            if found and int(found[1]) <= LARGEST_PROCESS and not runs(int(found[1])):
                with contextlib.suppress(OSError):
                    os.remove(os.path.join(directory, name))


def runs(process: int) -> bool:
    """Whether a process of that number is alive."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def place_new(temporary: str, target: str) -> None:
    """Give a finished file its name, unless something stands there.

    Raises:
        FileExistsError: something does; it stays.
        OSError: the name cannot be given.
    """
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError:  # a filesystem without links
        if os.path.lexists(target):
            raise FileExistsError(target) from None
        os.rename(temporary, target)
    else:
        os.unlink(temporary)
    flush_directory(os.path.dirname(target))


def flush_file(path: str) -> None:
    """Wait until the disk has what was written to a file.

    Raises:
        OSError: it cannot be read, or the disk failed.
    """
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def flush_directory(directory: str) -> None:
    """Make a new name itself survive a power cut, where the system can open a directory."""
    with contextlib.suppress(OSError):
        flush_file(directory)


def identity(path: str) -> tuple[int, int] | None:
    """Which file stands there: another one after it was replaced; None where there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def network_drive(path: str) -> str:
    """The kind of network drive that a file lies on (`nfs4`, `cifs` …); empty on a disk of this machine."""
    place, best, kind = os.path.realpath(path), "", ""
    try:
        with open(MOUNTS, encoding="utf-8", errors="surrogateescape") as file:
            lines = file.read().splitlines()
    except OSError:
        return ""
    for line in lines:
        before, _, after = line.partition(" - ")
        point = _unescaped(before.split(" ")[4])
        inside = place == point or place.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):  # of two at the same point the later one hides the earlier
            best, kind = point, after.split(" ")[0]
    remote = kind in REMOTE or (kind.startswith("fuse.") and kind not in LOCAL_FUSE)
    return kind if remote else ""


def _unescaped(text: str) -> str:
    """A path of the list of mounts, which spells a blank as backslash and 040."""
    first, *rest = text.split("\\")
    return first + "".join(chr(int(part[:3], 8)) + part[3:] for part in rest)
