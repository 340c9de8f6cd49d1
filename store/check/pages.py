"""What SQLite itself can tell, and what every store must have: sound pages, all tables, no pointer to nothing."""

from __future__ import annotations

from collections.abc import Iterator

from store.check.finding import Finding, about
from store.damage import TABLES
from store.errors import StoreError
from store.reader import Reader, as_int, as_text
from store.tallying import COUNT, KEY, TRIGGERS

PARENTS = ("task", "section", "unit")
"""Tables whose rows stand inside one another, by `parent`."""

CIRCLE = """WITH RECURSIVE reached(id) AS (
 SELECT id FROM {table} WHERE parent IS NULL UNION ALL SELECT t.id FROM {table} t JOIN reached r ON t.parent = r.id)
 SELECT id FROM {table} WHERE id NOT IN (SELECT id FROM reached) AND parent IN (SELECT id FROM {table}) ORDER BY id"""

GROUPS = """WITH RECURSIVE inside(top, unit) AS (
 SELECT group_unit, unit FROM membership WHERE gone IS NULL
 UNION SELECT i.top, m.unit FROM inside i JOIN membership m ON m.group_unit = i.unit AND m.gone IS NULL)
 SELECT DISTINCT top FROM inside WHERE top = unit ORDER BY top"""


def pages(reader: Reader) -> Iterator[Finding]:
    """What PRAGMA integrity_check says: pages, order, indexes, NOT NULL and CHECK.

    Where it breaks off, what it found is lost; then each table is looked at alone.
    """
    try:
        found = reader.rows("PRAGMA integrity_check")
    except StoreError:
        for (name,) in reader.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"):
            yield from _table(reader, as_text(name))
        return
    yield from (Finding("page", {"why": line}) for line in _lines(found))


def _table(reader: Reader, name: str) -> Iterator[Finding]:
    """What is wrong with the pages of one table."""
    quoted = name.replace("'", "''")
    try:
        found = _lines(reader.rows(f"PRAGMA integrity_check('{quoted}')"))
    except StoreError as error:
        found = [error.kind]
    if found:
        yield Finding("damaged_table", {"table": name})


def _lines(rows: list[tuple[object, ...]]) -> list[str]:
    """What is wrong, a line each; nothing where all is well."""
    lines = [line for (text,) in rows for line in as_text(text).splitlines()]
    return [line for line in lines if line != "ok" and not line.startswith("***")]


def tables(reader: Reader) -> Iterator[Finding]:
    """Tables that are missing."""
    there = {as_text(row[0]) for row in reader.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
    yield from (Finding("missing_table", {"name": name}) for name in sorted(TABLES - there))


def schema(reader: Reader) -> Iterator[Finding]:
    """Tables, columns and indexes that are missing; what is there besides is nobody's business here."""
    from store.models import Row  # only here: the tables as this program makes them

    for name, table in sorted(Row.metadata.tables.items()):
        columns = columns_of(reader, name)
        if not columns:
            yield Finding("missing_table", {"name": name})
            continue
        for column in table.columns:
            if column.name not in columns:
                yield Finding("missing_column", {"table": name, "name": column.name})
        known = {as_text(row[0]) for row in reader.rows("SELECT name FROM pragma_index_list(:name)", name=name)}
        for index in sorted(str(index.name) for index in table.indexes):
            if index not in known:
                yield Finding("missing_index", {"table": name, "name": index})


def strangers(reader: Reader) -> Iterator[Finding]:
    """Triggers other than those that keep the tally, which may write what no command recorded, and views."""
    sql = "SELECT name, sql FROM main.sqlite_master WHERE type = :kind ORDER BY name"
    found = {as_text(name): as_text(text) for name, text in reader.rows(sql, kind="trigger")}
    for name, text in found.items():
        if TRIGGERS.get(name) != text:
            yield Finding("foreign_trigger", {"name": name})
    yield from (Finding("missing_trigger", {"name": name}) for name in TRIGGERS if name not in found)
    yield from (Finding("foreign_view", {"name": name}) for name, _ in reader.rows(sql, kind="view"))


def not_tallied(reader: Reader) -> Iterator[Finding]:
    """Totals that are not what the assignments add up to."""
    kept = f"SELECT {KEY}, n FROM tally"
    for ident, ref, n in reader.rows(
        f"""SELECT p.key, t.ref, count(*) FROM (SELECT * FROM ({kept} EXCEPT {COUNT})
 UNION ALL SELECT * FROM ({COUNT} EXCEPT {kept})) x LEFT JOIN plan p ON p.id = x.plan LEFT JOIN task t ON t.id = x.task
 GROUP BY x.plan, x.task"""
    ):
        yield Finding("not_tallied", {"name": f"{as_text(ident)}/{as_text(ref)}", "n": n})


def columns_of(reader: Reader, table: str) -> dict[str, str]:
    """Column → its declared type; empty for a table that is not there."""
    rows = reader.rows("SELECT name, type FROM pragma_table_info(:name)", name=table)
    return {as_text(name): as_text(kind).upper() for name, kind in rows}


def pointers(reader: Reader) -> Iterator[Finding]:
    """Rows that point to rows that are not there (the commands that made, ended or target them too), and circles."""
    for table, row, target, number in reader.each("PRAGMA foreign_key_check"):
        name = as_text(table)
        keys = reader.rows('SELECT id, "from" FROM pragma_foreign_key_list(:name)', name=name)
        column = next((as_text(field) for ident, field in keys if ident == number), "")
        held = reader.one(f'SELECT "{column}" FROM "{name}" WHERE rowid = :row', row=row)
        facts = {"field": column, "target": as_text(target), "value": held[0] if held else None}
        yield Finding("pointer", {**about(reader, name, row), **facts})
    for name in PARENTS:
        for (ident,) in reader.each(CIRCLE.format(table=name)):
            yield Finding("circle", about(reader, name, ident))
    for (ident,) in reader.each(GROUPS):
        yield Finding("circle", about(reader, "unit", as_int(ident)))
