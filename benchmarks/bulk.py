"""Rows into a store by the hundred thousand: one transaction of the driver, indexes made when the rows are there."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from typing import Any

from store.tallying import FILL, TRIGGERS
from store.writer import Writer

PIECE = 20_000
"""How many rows of a table wait before they are written."""


class Bulk:
    """An open store of our own making: nobody else has it, and it is thrown away where its making is interrupted."""

    def __init__(self, path: str) -> None:
        Writer(path, durable=False).close()  # the tables, and the store's settings, are made as ever
        self.connection = sqlite3.connect(path, isolation_level=None)
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF", "cache_size = -200000"):
            self.connection.execute(f"PRAGMA {pragma}")
        self.connection.execute("BEGIN EXCLUSIVE")
        self._indexes = self.connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name"
        ).fetchall()
        for name, _ in self._indexes:
            self.connection.execute(f"DROP INDEX {name}")
        for name in TRIGGERS:
            self.connection.execute(f"DROP TRIGGER {name}")
        self._tables: list[Table] = []

    def table(self, model: Any, varying: Iterable[str], **fixed: object) -> Table:
        """A table to fill.

        Args:
            model: of store.models.
            varying: the columns that each row gives, in its order.
            fixed: the columns that are the same in all rows; all others get what the model gives them.
        """
        made = Table(self.connection, model, tuple(varying), fixed)
        self._tables.append(made)
        return made

    def flush(self) -> None:
        """Write what still waits."""
        for table in self._tables:
            table.flush()

    def close(self) -> None:
        """Write the rest, make the indexes and close; from here on it is a store like any other."""
        self.flush()
        for sql in (*(sql for _, sql in self._indexes), *FILL, *TRIGGERS.values()):
            self.connection.execute(sql)
        with closing(self.connection):
            self.connection.execute("COMMIT")
            self.connection.execute("PRAGMA journal_mode = WAL")


class Table:
    """Rows of one table on their way into the store."""

    def __init__(
        self, connection: sqlite3.Connection, model: Any, varying: tuple[str, ...], fixed: Mapping[str, object]
    ) -> None:
        defaults = {
            name: field.default for name, field in model.model_fields.items()
            if name not in varying and name not in fixed and not field.is_required()
        }  # fmt: skip
        given = defaults | dict(fixed)
        columns = (*given, *varying)
        self._fixed = tuple(given.values())
        self._sql = f"INSERT INTO {model.__tablename__} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
        self._connection = connection
        self._rows: list[tuple[object, ...]] = []

    def add(self, *values: object) -> None:
        """One row: its varying columns in their order."""
        self._rows.append(self._fixed + values)
        if len(self._rows) >= PIECE:
            self.flush()

    def flush(self) -> None:
        """Write the rows that wait."""
        self._connection.executemany(self._sql, self._rows)
        self._rows.clear()
