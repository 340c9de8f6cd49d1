"""Schema versions: an ordered table of steps, one transaction each; a store that is too new is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from uuid import uuid4

from sqlalchemy import Connection, Engine, text
from sqlmodel import SQLModel

from store import models as models  # the tables, for create_all
from store.errors import Unusable
from store.reader import SCHEMA_VERSION
from store.shapes import Settings


def _create(connection: Connection) -> None:
    """Version 1: all tables, and the store's own settings."""
    SQLModel.metadata.create_all(connection)
    for key, value in {"uuid": str(uuid4()), **Settings()._asdict()}.items():
        connection.execute(
            text("INSERT INTO store (key, value) VALUES (:key, :value)"), {"key": key, "value": json.dumps(value)}
        )


STEPS: tuple[Callable[[Connection], None], ...] = (_create,)
"""Step n brings a store from version n to version n + 1."""


def upgrade(engine: Engine, path: str, time_zone: str = "") -> None:
    """Bring a store to this program's version, step by step; each step and its record are one transaction.

    Args:
        engine: of the store.
        path: its file, for the sentences of errors.
        time_zone: the zone that a store made here keeps, by name.

    Raises:
        Unusable: the file is no store, or a newer program wrote it.
    """
    while _peeked(engine, path) != SCHEMA_VERSION:
        with engine.begin() as connection:
            found = _version(connection, path)
            if found > SCHEMA_VERSION:
                raise Unusable("store_newer", path=path, found=found, known=SCHEMA_VERSION)
            if found == SCHEMA_VERSION:
                return
            STEPS[found](connection)
            if not found and time_zone:
                chosen = {"value": json.dumps(time_zone)}
                connection.execute(text("UPDATE store SET value = :value WHERE key = 'time_zone'"), chosen)
            connection.execute(text("DELETE FROM store WHERE key = 'schema_version'"))
            connection.execute(
                text("INSERT INTO store (key, value) VALUES ('schema_version', :value)"), {"value": str(found + 1)}
            )


def _peeked(engine: Engine, path: str) -> int:
    """The version, read without the lock that every transaction of the engine begins with."""
    with closing(engine.raw_connection()) as raw, closing(raw.cursor()) as cursor:
        cursor.execute("SELECT count(*) FROM sqlite_master WHERE name IN ('store', 'command')")
        if cursor.fetchone() != (2,):
            return 0
        cursor.execute("SELECT value FROM store WHERE key = 'schema_version'")
        row = cursor.fetchone()
    if row is None:
        raise Unusable("not_a_store", path=path)
    return int(row[0])


def _version(connection: Connection, path: str) -> int:
    """The version of the store behind a connection; 0 for an empty file."""
    tables = {row[0] for row in connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'"))}
    if not tables:
        return 0
    if "store" not in tables or "command" not in tables:
        raise Unusable("not_a_store", path=path)
    row = connection.execute(text("SELECT value FROM store WHERE key = 'schema_version'")).first()
    if row is None:
        raise Unusable("not_a_store", path=path)
    return int(row[0])
