"""The built-in plans into a store, and the demo: built once into the cache, copied afterwards.

The second start of the demo passes through here before anything is painted: importing this module brings in nothing
heavy, and a demo that is in the cache costs a few file dates and one copy.
"""

from __future__ import annotations

import os
import zlib
from datetime import UTC, date, datetime

from store.errors import Unusable
from store.files import sweep
from store.reader import SCHEMA_VERSION
from store.shapes import Who

DEMO_TODAY = date(2006, 9, 15)
"""The day on which the demo plays: nothing in it is dated later."""

_UUID = "00000000-0000-4000-8000-200609150000"
"""Every demo is the same store, so it has one identity."""

_HERE = os.path.dirname(os.path.abspath(__file__))
_SOURCES = ("", "plans", "samples", "progress", "../store", "../store/commands", "../store/migrations", "../exchange")
"""The folders whose files decide what a built demo holds."""


def demo_store(cache_dir: str, target: str, plans: tuple[str, ...] = ()) -> None:
    """Put a fresh demo store at `target`: from the cache, or built now and kept there for the next time.

    Args:
        cache_dir: where built demos are kept; made where it is missing. Where it cannot be written, the demo is built
            beside its place.
        target: where the store shall stand; its directory exists, and no store stands there.
        plans: keys of built-in plans; none means all.

    Raises:
        Refused: `unknown_plan`.
        Unusable: `target` is there already, or cannot be written.
    """
    if os.path.isdir(target):
        raise Unusable("store_is_directory", path=target)
    if os.path.lexists(target) and os.path.getsize(target):
        raise Unusable("demo_target_exists", path=target)
    cached = os.path.join(cache_dir, cache_name(plans))
    found = os.path.exists(cached) or _build_into(cache_dir, cached, plans)
    half = f"{target}.new-{os.getpid()}"
    sweep(os.path.dirname(os.path.abspath(target)), f"{os.path.basename(target)}.new-")
    try:
        if found:
            with open(cached, "rb") as source, open(half, "wb", opener=_own) as copy:
                copy.write(source.read())
        else:
            build_demo(half, plans)
        os.replace(half, target)
    except OSError as error:
        from store.opening import as_place_error

        raise as_place_error(error, target) from error
    except Unusable as error:
        raise Unusable(error.kind, **error.facts | {"path": target}) from error
    finally:
        _remove(half)


def _own(name: str, flags: int) -> int:
    """Open a new file for the user alone."""
    return os.open(name, flags, 0o600)


def _remove(half: str) -> None:
    """Remove what is left of a demo that was being built."""
    for left in (half, half + "-wal", half + "-shm"):
        if os.path.exists(left):
            os.remove(left)


def cache_name(plans: tuple[str, ...] = ()) -> str:
    """The name of a built demo in the cache: another one for other seeds, another program, or other plans."""
    digest = zlib.crc32(f"schema {SCHEMA_VERSION}".encode())
    for folder in _SOURCES:
        try:
            with os.scandir(os.path.join(_HERE, folder)) as found:
                files = sorted((e.name, e.stat()) for e in found if e.name.endswith((".toml", ".py")))
        except OSError:  # packed into an archive: then the version of the schema must do
            continue
        for name, stat in files:
            digest = zlib.crc32(f"{folder}/{name} {stat.st_size} {stat.st_mtime_ns}".encode(), digest)
    chosen = zlib.crc32("\n".join(plans).encode())
    return f"demo-{digest:08x}-{chosen:08x}.duban"


def _build_into(cache_dir: str, cached: str, plans: tuple[str, ...]) -> bool:
    """Build a demo into the cache: whole under another name first, so that nobody ever copies half of one.

    Returns:
        False where the cache cannot be written.
    """
    half = f"{cached}.{os.getpid()}"
    try:
        os.makedirs(cache_dir, exist_ok=True)
        sweep(cache_dir, f"{os.path.basename(cached)}.")
        os.close(os.open(half, os.O_CREAT | os.O_WRONLY, 0o600))
    except OSError:
        return False
    try:
        build_demo(half, plans)
        os.replace(half, cached)
    finally:
        _remove(half)
    _forget_older(cache_dir, os.path.basename(cached))
    return True


def _forget_older(cache_dir: str, name: str) -> None:
    """Remove the built demos of other versions of the program, and what was left half built of them.

    Another process may be doing the same.
    """
    import contextlib

    same = name.rpartition("-")[0]
    older = {other for other in os.listdir(cache_dir) if other.startswith("demo-") and not other.startswith(same)}
    for other in older:
        if other.endswith(".duban"):
            with contextlib.suppress(OSError):
                os.remove(os.path.join(cache_dir, other))
    for stem in {other.partition(".duban.")[0] for other in older if ".duban." in other}:
        sweep(cache_dir, f"{stem}.duban.")


def build_demo(path: str, plans: tuple[str, ...] = ()) -> None:
    """Build the demo: plans with their sample rows, then all sample progress, through the store's own commands.

    Args:
        path: the store's file; there is none yet, or an empty one.
        plans: keys of built-in plans; none means all.

    Raises:
        Refused: `unknown_plan`.
        Unusable: the store cannot be written.
    """
    from seed.plans import builtin_keys, demo_plan
    from seed.progress import COORDINATOR, progress, write_progress
    from store.commands.load import load_plan
    from store.reader import open_reader
    from store.writer import Writer

    keys = plans or builtin_keys()
    docs = [demo_plan(key) for key in keys]
    writer = Writer(path, durable=False)
    try:
        for doc in docs:
            # Each plan is entered on its own first day, so that the history of its work begins there.
            first = doc.issued or (doc.period.start if doc.period else None) or DEMO_TODAY
            moment = datetime(first.year, first.month, first.day, tzinfo=UTC)
            load_plan(writer, Who(COORDINATOR, first, moment, True, ("load", doc.key)), doc)
        reader = open_reader(path)
        try:
            write_progress(writer, reader, [entry for key in keys for entry in progress(key)])
        finally:
            reader.close()
    finally:
        writer.close()
    _settle(path)


def _settle(path: str) -> None:
    """Give the demo its identity, and fold its write-ahead log into the one file that is copied."""
    import json
    import sqlite3

    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("UPDATE store SET value = ? WHERE key = 'uuid'", (json.dumps(_UUID),))
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()
