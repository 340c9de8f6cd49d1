"""What SQLite can tell of damage: a quick look before a store is written, a long one after something went wrong.

Plain SQL over a connection that only reads: not a byte changes.
"""

from __future__ import annotations

import os
from contextlib import closing

from store.errors import StoreError, Unusable
from store.reader import MOST_OF_WHY, SCHEMA_VERSION, Reader, open_reader

WHOLE_BYTES = 4 << 20
"""A store up to this size (all but the largest) is checked whole in about 20 ms before it is written."""

TABLES = frozenset(
    (
        "alias", "assignment", "body", "bulletin", "change", "chase", "chase_item", "command", "contact", "extension",
        "indicator", "mandate", "membership", "milestone", "person", "phase", "plan", "reading", "report", "section",
        "share", "step", "store", "tally", "task", "unit",
    )
)  # fmt: skip
"""The tables of a store of the present version."""

FORMAT = 2
"""The newest file format, which SQLite writes into bytes 18 and 19: 1 without a -wal, 2 with one."""


def look(reader: Reader) -> None:
    """A quick look before writing: a small store whole, of a large one the ends of every table.

    Raises:
        Unusable: damaged, or without one of its tables; with what SQLite says.
    """
    if reader.format > FORMAT:  # SQLite would call such a store read-only
        raise Unusable("store_damaged", path=reader.path, why=f"file format {reader.format}")
    _has_its_tables(reader)
    if os.path.getsize(reader.path) <= WHOLE_BYTES:
        ((found,),) = reader.rows("PRAGMA integrity_check(1)")
        if found != "ok":
            raise Unusable("store_damaged", path=reader.path, why=_first_line(found))
        return
    tables = reader.rows("SELECT name, sql LIKE '%WITHOUT ROWID%' FROM sqlite_master WHERE type = 'table'")
    for table, without in tables:
        name, key = str(table).replace('"', '""'), "1" if without else "rowid"
        for order in ("ASC", "DESC"):
            reader.rows(f'SELECT * FROM "{name}" ORDER BY {key} {order} LIMIT 1')


def _has_its_tables(reader: Reader) -> None:
    """Refuse a store without one of its tables; what one of an older program has is the business of its upgrade.

    Raises:
        Unusable: one is missing.
    """
    if reader.one("SELECT 1 FROM store WHERE key = 'schema_version' AND value = :known", known=str(SCHEMA_VERSION)):
        there = {row[0] for row in reader.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
        for table in sorted(TABLES - there):
            raise Unusable("store_damaged", path=reader.path, why="no_table", table=table)


def behind(path: str) -> Unusable | None:
    """The damage behind an error that came up unexpectedly over a store; None where the store is sound."""
    why = found_in(path)
    return Unusable("store_damaged", path=path, why=why[:MOST_OF_WHY]) if why else None


def found_in(path: str) -> str:
    """The first damage that a long look finds: pages, indexes, references, circles, values that cannot be.

    Returns:
        What it is; empty where nothing is found, or where there is no store to look at.
    """
    from store.check.finding import ODD
    from store.check.pages import pages, pointers
    from store.check.values import values

    try:
        reader = open_reader(path)
    except StoreError as error:
        return str(error.facts.get("why", "")) if error.kind == "store_damaged" else ""
    with closing(reader):
        reader.tolerate()
        try:
            for part in (pages, pointers, values):
                first = next((finding for finding in part(reader) if finding.kind not in ODD), None)
                if first is not None:
                    return _told(first.facts)
        except StoreError as error:
            return str(error.facts.get("why", error.kind)) if error.kind != "store_busy" else ""
    return ""


def _told(facts: dict[str, object]) -> str:
    """What SQLite says, or which value of which row cannot be."""
    place = [facts.get(name) for name in ("of", "name", "field", "value")]
    return str(facts.get("why") or " ".join(str(part) for part in place if part not in (None, "")))


def _first_line(text: object) -> str:
    """The first thing that SQLite names; it may go on for long."""
    lines = [line for line in str(text).splitlines() if line and not line.startswith("*** in database")]
    return lines[0] if lines else str(text)
