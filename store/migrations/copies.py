"""The copy of a store as it was, which is made before the first step that changes its schema, and stays."""

from __future__ import annotations

from contextlib import closing
from itertools import count
from os.path import abspath, dirname, lexists

from store.backups import sweep
from store.copying import write_copy
from store.errors import StoreError, Unusable
from store.reader import Reader, as_text, open_reader


def keep_copy(path: str, version: int) -> str:
    """Copy a store beside itself, named for its version and the day of its last entry: `duban.db.v1-2026-11-22`.

    The caller holds the write lock, so that nothing is written between the copy and the step that follows it. A copy
    of the same state that is there already (an upgrade that was cut short) is not made twice.

    Returns:
        Where it lies.

    Raises:
        Unusable: the store is damaged, or the copy cannot be written; no half file is left.
    """
    sweep(dirname(abspath(path)))  # a copy that was cut short may be as large as the store
    with closing(open_reader(path, older=True)) as reader:
        last = reader.one("SELECT at FROM command ORDER BY id DESC LIMIT 1")
        name = f"{path}.v{version}" + (f"-{as_text(last[0])[:10]}" if last else "")
        for n in count(1):
            target = name if n == 1 else f"{name}-{n}"
            if not lexists(target):
                break
            if _same(reader, target):
                return target
        try:
            write_copy(reader, target)
        except Unusable as error:
            if error.kind != "copy_unwritable":
                raise
            why = as_text(error.facts.get("why"))
            raise Unusable("upgrade_needs_copy", path=path, copy=target, found=version, why=why) from error
        return target


def _same(reader: Reader, other: str) -> bool:
    """Whether a file is a store in the same state: of the same identity, version and last entry."""
    sql = """SELECT u.value, v.value, (SELECT max(id) FROM command), (SELECT at FROM command ORDER BY id DESC LIMIT 1)
 FROM store u JOIN store v ON u.key = 'uuid' AND v.key = 'schema_version'"""
    try:
        with closing(open_reader(other, older=True)) as copy:
            return copy.one(sql) == reader.one(sql)
    except StoreError:
        return False
