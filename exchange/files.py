"""Files that go out: written whole or not at all, with cells that a spreadsheet would run made harmless."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat

from store.errors import Refused, Unusable
from store.files import flush_directory, temporary
from words.visible import visible

FORMULA_SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "|", "%")
"""What makes a spreadsheet take a cell for a formula or a command; the full-width forms count in Chinese versions."""

_SEPARATED = re.compile(r"(;[ \u3000]*)(?=[" + re.escape("".join(FORMULA_SIGNS)) + "])")
"""Where a spreadsheet whose separator is the semicolon would see a new cell begin with such a sign."""

NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""The disk is full, the user's share of it is used up, or the file would be larger than one may be."""

__all__ = ["harmless_cell", "visible", "write_whole"]


def harmless_cell(text: str) -> str:
    """Foreign text as a cell that no spreadsheet runs: one line, nothing hidden, an apostrophe before a formula.

    Args:
        text: text of a document or a user. Own numbers do not come here.
    """
    clean = _SEPARATED.sub(r"\1'", visible(text))
    return f"'{clean}" if clean.lstrip(" \u3000").startswith(FORMULA_SIGNS) or text[:1] in ("\t", "\r", "\n") else clean


def write_whole(path: str, data: bytes) -> None:
    """Write a file whole or not at all: a temporary beside it, flushed to the disk, then renamed over it.

    A file that is there keeps its permissions; a link keeps pointing to the file, which is replaced. Something that is
    no regular file (a pipe, /dev/null) is written straight.

    Args:
        path: where to.
        data: all of it.

    Raises:
        Refused: `unwritable_file`; what stood there before is untouched and no temporary is left.
        Unusable: `disk_full`; the same holds.
    """
    try:
        target = os.path.realpath(path)
        mode = _mode(target)
        if mode is not None and not stat.S_ISREG(mode):
            with open(target, "wb", buffering=0) as out:
                out.write(data)
            return
        half = _write_half(os.path.dirname(target), data, mode)
        try:
            os.replace(half, target)
        except BaseException:
            _remove(half)
            raise
        flush_directory(os.path.dirname(target))
    except (OSError, ValueError) as error:
        if isinstance(error, OSError) and error.errno in NO_ROOM:
            raise Unusable("disk_full", path=path) from error
        why = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise Refused("unwritable_file", path=path, why=why) from error


def _mode(target: str) -> int | None:
    """The mode of what is there; None where nothing is."""
    try:
        return os.stat(target).st_mode
    except FileNotFoundError:
        return None


def _write_half(directory: str, data: bytes, mode: int | None) -> str:
    """Write and flush a new file in the directory; returns its path. On any failure it is removed."""
    handle, half = temporary(directory, 0o666)  # as any new file of the user's: the umask decides
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            if mode is not None:
                with contextlib.suppress(OSError):
                    os.chmod(half, stat.S_IMODE(mode))
            os.fsync(out.fileno())
    except BaseException:
        _remove(half)
        raise
    return half


def _remove(half: str) -> None:
    with contextlib.suppress(OSError):
        os.unlink(half)
