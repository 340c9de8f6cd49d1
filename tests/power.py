"""Power cuts, simulated: what would be on the disk if everything that was not synced was lost, kept, or half written.

strace lists what a writer does to its files. A disk is modelled from the list, with what is certain (synced) kept apart
from what is only on its way; after any call the power may fail. Names of files are on their way, too, until the
directory is synced.
"""

from __future__ import annotations

import os
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

CALLS = "openat,write,pwrite64,ftruncate,fdatasync,fsync,unlink,unlinkat,rename,renameat,link,linkat,fallocate"
SECTOR = 512
"""Bytes that a disk writes whole or not at all."""
LINE = re.compile(r"^(?:\d+ +)?(\w+)\((.*)\) += (-?\d+)")


class Call(NamedTuple):
    """One call: its name, the file it is about, and what it says."""

    name: str
    path: str
    data: bytes = b""
    at: int = 0
    other: str = ""


class Inode:
    """The bytes of a file: those that are certain, and the writes that are on their way."""

    def __init__(self, certain: bytes = b"") -> None:
        self.certain = bytearray(certain)
        self.pending: list[tuple[int, bytes | None]] = []
        """(offset, bytes), or (length, None) for a file that is cut."""

    def sync(self) -> None:
        """All that is on its way arrives."""
        for write in self.pending:
            _apply(self.certain, *write)
        self.pending.clear()

    def after_a_cut(self, draw: random.Random, chance: float) -> bytes:
        """What is there when the power comes back; each sector on its way arrived with this chance."""
        found = bytearray(self.certain)
        for offset, data in self.pending:
            if data is None:
                if draw.random() < chance:
                    _apply(found, offset, None)
                continue
            for start in range(0, len(data), SECTOR):
                if draw.random() < chance:
                    _apply(found, offset + start, data[start : start + SECTOR])
        return bytes(found)


def _apply(content: bytearray, offset: int, data: bytes | None) -> None:
    if data is None:
        del content[offset:]
        content.extend(bytes(offset - len(content)))
    else:
        content.extend(bytes(max(0, offset - len(content))))
        content[offset : offset + len(data)] = data


class Disk:
    """One directory of files."""

    def __init__(self, place: str, files: dict[str, bytes]) -> None:
        self.place = place
        self.names = {name: Inode(content) for name, content in files.items()}
        self.certain_names = dict(self.names)

    def do(self, call: Call) -> None:
        """What a call does to it."""
        if call.path == self.place and call.name in ("fdatasync", "fsync"):
            self.certain_names = dict(self.names)
        if os.path.dirname(call.path) != self.place:
            return
        name = os.path.basename(call.path)
        if call.name == "openat" and name not in self.names:
            self.names[name] = Inode()
        elif call.name in ("write", "pwrite64"):
            self.names[name].pending.append((call.at, call.data))
        elif call.name == "ftruncate":
            self.names[name].pending.append((call.at, None))
        elif call.name in ("fdatasync", "fsync"):
            self.names[name].sync()
        elif call.name == "unlink":
            del self.names[name]
        elif call.name == "link":
            self.names[os.path.basename(call.other)] = self.names[name]
        elif call.name == "rename":
            self.names[os.path.basename(call.other)] = self.names.pop(name)

    def after_a_cut(self, draw: random.Random, chance: float) -> dict[str, bytes]:
        """The files when the power comes back; whatever was on its way arrived with this chance."""
        names = dict(self.certain_names)
        for name in sorted({*self.names, *self.certain_names}):
            if self.names.get(name) is not names.get(name) and draw.random() < chance:
                names.pop(name, None)
                names.update({name: self.names[name]} if name in self.names else {})
        return {name: inode.after_a_cut(draw, chance) for name, inode in names.items() if not name.endswith("-shm")}


def calls(log: str) -> Iterator[Call]:
    """What strace listed (-xx -y), one after the other; calls that failed did nothing."""
    for line in log.splitlines():
        found = LINE.match(line)
        if found is None or found[3].startswith("-"):
            continue
        name, words = found[1], found[2]
        texts = [_bytes(text) for text in re.findall(r'"((?:\\x[0-9a-f]{2})*)"', words)]
        opened = re.match(r"\d+<(.*?)>", words)
        path = _path(opened[1]) if opened else ""
        numbers = [int(number) for number in re.findall(r", (\d+)(?=,|$)", words)]
        if name == "openat":
            if "O_CREAT" in words:
                yield Call(name, texts[0].decode())
        elif name == "pwrite64":
            yield Call(name, path, texts[0], numbers[1])
        elif name == "write":
            yield Call(name, path, texts[0])
        elif name.removesuffix("at") in ("unlink", "rename", "link"):
            yield Call(name.removesuffix("at"), texts[0].decode(), other=texts[-1].decode())
        else:
            assert name != "fallocate", "how SQLite is built here is not modelled"
            yield Call(name, path, at=numbers[0] if numbers else 0)


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))


def _path(text: str) -> str:
    return _bytes(text).decode() if text.startswith("\\x") else text


def put(path: Path, files: dict[str, bytes], draw: random.Random) -> None:
    """Lay the files of a disk down, with rubbish in the index of the log: it is never synced."""
    for name, content in files.items():
        (path.parent / name).write_bytes(content)
    if any(name.endswith("-wal") for name in files):
        Path(f"{path}-shm").write_bytes(draw.randbytes(32768))
