"""A plan in a directory of its own: plan file, ledger, what was issued, log. Written whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from exchange.assignment_json import json_text
from exchange.export import Order, export, file_bytes, gather
from exchange.files import NO_ROOM
from exchange.issuing import again
from exchange.ledger_sheets import ALL_PERIODS, chases_sheet, moves_sheet, reports_sheet
from exchange.log_json import line_json
from exchange.plan_file_write import write_plan
from exchange.summary import summarize
from store.errors import Refused, Unusable
from store.facts import ChangeFilter
from store.files import flush_directory
from store.queries.chased import chases_of
from store.queries.document import document
from store.queries.ending import issued
from store.queries.reporting import reports
from store.queries.turns import each_line
from store.reader import Reader
from store.shapes import Issued
from words import Words, speak

SUMS = "SHA256SUMS"
"""The list of contents, as `sha256sum -c` reads it."""
HASH = re.compile("[0-9a-f]{64}")
"""A SHA-256 as it is recorded; some stores hold another sign that there was none."""


class Archived(NamedTuple):
    """What an archive holds."""

    files: int
    """Its files, the list of contents among them."""
    differing: tuple[Issued, ...]
    """What was issued and is no longer made with the same bytes; said in contents.json too."""
    uncompared: tuple[Issued, ...]
    """What was recorded without its hash, so that nobody can say; null in contents.json."""


def archive(path: str, reader: Reader, plan: str, directory: str, as_of: date, words: Words) -> Archived:
    """Write a plan's archive to a new directory.

    Args:
        path: the store.
        reader: of the store as it is on `as_of`.
        plan: its key.
        directory: where to; nothing stands there yet.
        as_of: the date of the ledger.
        words: the language of the ledger; what was issued keeps its own.

    Raises:
        Refused: no such plan, something stands at `directory`, it cannot be written.
        Unusable: the store cannot be read, the disk is full. In every case nothing is left of it.
    """
    document(reader, plan)  # a plan that is none is refused before anything else
    directory = os.path.abspath(directory)
    if os.path.lexists(directory):
        raise Refused("archive_exists", path=directory)
    half = os.path.join(os.path.dirname(directory), f".duban-archive-{os.getpid()}.tmp")
    try:
        shutil.rmtree(half, ignore_errors=True)
        os.mkdir(half)
        found = _fill(half, path, reader, plan, as_of, words)
        if os.path.lexists(directory):
            raise Refused("archive_exists", path=directory)
        os.rename(half, directory)
        flush_directory(os.path.dirname(directory))
    except OSError as error:
        _remove(half)
        if error.errno in NO_ROOM:
            raise Unusable("disk_full", path=directory) from error
        raise Refused("unwritable_file", path=directory, why=error.strerror or str(error)) from error
    except BaseException:
        _remove(half)
        raise
    return found


def _remove(half: str) -> None:
    with contextlib.suppress(OSError):
        shutil.rmtree(half)


def _fill(half: str, path: str, reader: Reader, plan: str, as_of: date, words: Words) -> Archived:
    """Write every file, then the lists of them."""
    sums: dict[str, str] = {}
    told: list[dict[str, object]] = []
    differing: list[Issued] = []
    uncompared: list[Issued] = []
    for name, data in (*_ledger(reader, plan, as_of, words), ("log.json", _log(reader, plan, as_of))):
        sums[name] = _write(half, name, data)
    for one in issued(reader, plan):
        made = again(path, one, speak(_lang(one) or words.lang))
        name = _name(one, sums, made[1].order.format) if made else ""
        if made:
            sums[name] = _write(half, name, made[0])
        same = made is not None and sums[name] == one.digest
        if not same:
            (differing if HASH.fullmatch(one.digest) else uncompared).append(one)
        told.append(_told(one, name, same))
    contents = {"plan": plan, "as_of": as_of.isoformat(), "issued": told, "files": dict(sorted(sums.items()))}
    sums["contents.json"] = _write(half, "contents.json", f"{json_text(contents)}\n".encode())
    listed = "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items()))
    _write(half, SUMS, listed.encode())
    for folder in {os.path.dirname(os.path.join(half, name)) for name in sums}:
        flush_directory(folder)
    return Archived(len(sums) + 1, tuple(differing), tuple(uncompared))


def _ledger(reader: Reader, plan: str, as_of: date, words: Words) -> Iterator[tuple[str, bytes]]:
    """Plan file and the sheets of the ledger, each with its name."""
    yield f"{plan}.toml", write_plan(document(reader, plan)).encode()
    order = Order(plan, "ledger", "csv")
    yield "ledger/assignments.csv", file_bytes(export(reader, order, as_of, words), "csv")
    found = reports(reader, plan, as_of, ALL_PERIODS)
    if found is not None and found.periods:
        yield "ledger/reports.csv", file_bytes(reports_sheet(found, as_of, words), "csv")
    moves = moves_sheet(summarize([gather(reader, plan, as_of)], as_of).plans[0], words)
    if moves is not None:
        yield "ledger/dates.csv", file_bytes(moves, "csv")
    chases = chases_of(reader, plan, as_of)
    if chases:
        yield "ledger/chases.csv", file_bytes(chases_sheet(chases, words), "csv")


def _log(reader: Reader, plan: str, as_of: date) -> bytes:
    """Every change of the plan, with undos and redos, in the order of recording."""
    lines = each_line(reader, as_of, ChangeFilter(plan=plan), newest_first=False)
    return f"{json_text([line_json(line) for line in lines])}\n".encode()


def _lang(one: Issued) -> str:
    """The language in which it was issued."""
    words = one.words
    return words[words.index("--lang") + 1] if "--lang" in words[:-1] else ""


def _name(one: Issued, taken: dict[str, str], format: str) -> str:
    """A file name from kind, date and number, in which nothing leads elsewhere."""
    number = re.sub(r"[^\w〔〕（）().-]+", "_", one.number).strip(".") or "0"
    stem = f"issued/{one.kind}-{one.as_of.isoformat()}-{number[:60]}"
    free = (f"{stem}{f'-{n}' if n else ''}.{format}" for n in range(len(taken) + 1))
    return next(name for name in free if name not in taken)


def _told(one: Issued, name: str, same: bool) -> dict[str, object]:
    """What contents.json says of one that was issued; null of the bytes where there is no hash to compare with."""
    return {
        "kind": one.kind, "number": one.number, "as_of": one.as_of.isoformat(),
        "issued": one.issued.isoformat() if one.issued else None, "digest": one.digest, "file": name or None,
        "same_bytes": same if HASH.fullmatch(one.digest) else None,
    }  # fmt: skip


def _write(half: str, name: str, data: bytes) -> str:
    """Write one file to the disk; returns its SHA-256."""
    file = os.path.join(half, name)
    with contextlib.suppress(FileExistsError):
        os.mkdir(os.path.dirname(file))
    with open(file, "xb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    return hashlib.sha256(data).hexdigest()
