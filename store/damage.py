"""What SQLite can tell of damage: a quick look before a store is written, a long one after something went wrong.

Plain SQL over a connection that only reads: not a byte changes.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing

from store.errors import StoreError, Unusable
from store.reader import MOST_OF_WHY, Reader, open_reader

WHOLE_BYTES = 4 << 20
"""A store up to this size (all but the largest) is checked whole in about 20 ms before it is written."""


def look(reader: Reader) -> None:
    """A quick look before writing: a small store whole, of a large one the ends of every table.

    Raises:
        Unusable: damaged; with what SQLite says.
    """
    if os.path.getsize(reader.path) <= WHOLE_BYTES:
        ((found,),) = reader.rows("PRAGMA integrity_check(1)")
        if found != "ok":
            raise Unusable("store_damaged", path=reader.path, why=_first_line(found))
        return
    for (table,) in reader.rows("SELECT name FROM sqlite_master WHERE type = 'table'"):
        name = str(table).replace('"', '""')
        for order in ("ASC", "DESC"):
            reader.rows(f'SELECT * FROM "{name}" ORDER BY rowid {order} LIMIT 1')


def behind(path: str) -> Unusable | None:
    """The damage behind an error that came up unexpectedly over a store; None where the store is sound."""
    why = found_in(path)
    return Unusable("store_damaged", path=path, why=why[:MOST_OF_WHY]) if why else None


def found_in(path: str) -> str:
    """The first damage that a long look finds: pages, indexes, references, dates and JSON that are none.

    Returns:
        What it is, in the words of SQLite; empty where nothing is found, or where there is no store to look at.
    """
    try:
        reader = open_reader(path)
    except StoreError as error:
        return str(error.facts.get("why", "")) if error.kind == "store_damaged" else ""
    with closing(reader):
        try:
            return _integrity(reader) or _references(reader) or _values(reader)
        except StoreError as error:
            return str(error.facts.get("why", error.kind)) if error.kind != "store_busy" else ""
        except (ValueError, sqlite3.Error) as error:
            return str(error)


def _integrity(reader: Reader) -> str:
    found = reader.one("PRAGMA integrity_check(1)")
    return "" if found == ("ok",) else _first_line(found[0] if found else "")


def _references(reader: Reader) -> str:
    found = reader.one("PRAGMA foreign_key_check")
    return f"{found[0]} {found[1]} → {found[2]}" if found else ""


def _values(reader: Reader) -> str:
    """A date that is none, or JSON that is none."""
    tables = [str(name) for (name,) in reader.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for table in tables:
        for column, kind in reader.rows("SELECT name, type FROM pragma_table_info(:table)", table=table):
            wrong = _wrong(table, str(column), str(kind))
            found = reader.one(f'SELECT "{column}" FROM "{table}" WHERE {wrong} LIMIT 1') if wrong else None
            if found:
                return f"{table}.{column}: {str(found[0])[:80]}"
    return ""


JSON = {("change", "old"), ("change", "new"), ("command", "words"), ("store", "value"), ("plan", "bulletin")} | {
    ("indicator", "choices"),
    ("task", "targets"),
}
"""Columns that hold JSON."""


def _wrong(table: str, column: str, kind: str) -> str:
    """A condition on rows whose value cannot be what its column holds; empty for a column that takes anything."""
    if (table, column) in JSON:
        return f'"{column}" <> \'\' AND NOT json_valid("{column}")'
    if kind.upper() == "DATE":
        return f'"{column}" IS NOT NULL AND date("{column}") IS NOT "{column}"'
    return ""


def _first_line(text: object) -> str:
    """The first thing that SQLite names; it may go on for long."""
    lines = [line for line in str(text).splitlines() if line and not line.startswith("*** in database")]
    return lines[0] if lines else str(text)
