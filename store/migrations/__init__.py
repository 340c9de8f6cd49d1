"""Schema versions: a table of steps, one transaction each, and a copy of the file before the first of them.

A new store is made with the tables as they are today. A store of an older version goes through the steps that came
since; killed on the way, or on a full disk, it is what it was before the step. A store that is too new is refused.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from uuid import uuid4

from sqlalchemy import Connection, Engine, text
from sqlalchemy.schema import CreateTable
from sqlmodel import SQLModel

from store import models as models  # the tables, for create_all
from store import reader
from store.errors import Unusable
from store.facts import Settings
from store.migrations.copies import keep_copy
from store.tallying import FILL, TRIGGERS

TABLES = SQLModel.metadata
"""The tables as they are today: what all steps together lead to."""


def _month(connection: Connection) -> None:
    """Version 2: evidence, claims sent back, and what an extension that was asked too late leaves counted."""
    for table, column in (
        ("assignment", "late_kept INTEGER DEFAULT '0' NOT NULL"),
        ("assignment", "evidence VARCHAR DEFAULT '' NOT NULL"),
        ("assignment", "returned VARCHAR DEFAULT '' NOT NULL"), ("report", "evidence VARCHAR DEFAULT '' NOT NULL"),
        ("extension", "due_was DATE"),
    ):  # fmt: skip
        connection.execute(text(f"ALTER TABLE {table} ADD COLUMN {column}"))


def _country(connection: Connection) -> None:
    """Version 3: totals and the order of units without reading all assignments, and how titles are spelled."""
    for column in ("pinyin", "initials"):
        connection.execute(text(f"ALTER TABLE task ADD COLUMN {column} VARCHAR DEFAULT '' NOT NULL"))
    connection.execute(text("CREATE INDEX unit_rank ON unit (rank)"))
    connection.execute(CreateTable(TABLES.tables["tally"]))
    _tally(connection)


def _tally(connection: Connection) -> None:
    """Count what is there, and have the count kept."""
    for sql in (*FILL, *TRIGGERS.values()):
        connection.exec_driver_sql(sql)


def _noted(connection: Connection) -> None:
    """Version 4: the few assignments with a note are found without reading all of them, as a filter is typed."""
    connection.execute(text("CREATE INDEX assignment_noted ON assignment (note) WHERE note <> ''"))


STEPS: tuple[Callable[[Connection], None], ...] = (_month, _country, _noted)
"""The first brings a store from version 1 to version 2, the next to version 3; `reader.SCHEMA_VERSION` is the last."""


def is_current(engine: Engine, path: str) -> bool:
    """Whether a store is of this program's version: looked up without waiting for anybody.

    Raises:
        Unusable: the file is no store.
    """
    return _peeked(engine, path) == reader.SCHEMA_VERSION


def upgrade(engine: Engine, path: str, time_zone: str = "") -> str:
    """Bring a store to this program's version, step by step; each step and its record are one transaction.

    Args:
        engine: of the store.
        path: its file.
        time_zone: the zone that a store made here keeps, by name.

    Returns:
        Where the store as it was is kept; empty where nothing had to be done, or the store is new.

    Raises:
        Unusable: the file is no store, a newer program wrote it, or the copy or the step does not fit on the disk.
        Busy: another writer held it for longer than the bounded wait.
    """
    kept = ""
    while _peeked(engine, path) != reader.SCHEMA_VERSION:
        with _locked(engine) as connection:
            found = _version(_driver(connection), path)  # another program may have been quicker
            if found > reader.SCHEMA_VERSION:
                raise Unusable("store_newer", path=path, found=found, known=reader.SCHEMA_VERSION)
            if not found:
                _create(connection, time_zone)
                _record(connection, reader.SCHEMA_VERSION)
            elif found < reader.SCHEMA_VERSION:
                kept = kept or keep_copy(path, found)
                STEPS[found - 1](connection)
                _hold_together(connection, path)
                _record(connection, found + 1)
    return kept


def _create(connection: Connection, time_zone: str) -> None:
    """All tables, and the store's own settings."""
    TABLES.create_all(connection)
    _tally(connection)
    chosen = Settings(time_zone=time_zone) if time_zone else Settings()
    for key, value in {"uuid": str(uuid4()), **chosen._asdict()}.items():
        _keep(connection, key, json.dumps(value))


def _record(connection: Connection, version: int) -> None:
    """Write down the version that the store has now."""
    connection.execute(text("DELETE FROM store WHERE key = 'schema_version'"))
    _keep(connection, "schema_version", str(version))


def _keep(connection: Connection, key: str, value: str) -> None:
    connection.execute(text("INSERT INTO store (key, value) VALUES (:key, :value)"), {"key": key, "value": value})


@contextmanager
def _locked(engine: Engine) -> Iterator[Connection]:
    """A transaction as the only writer, in which a step may make a table anew: nothing cascades from what it drops."""
    with engine.connect() as connection:
        driver = _driver(connection)
        driver.execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                yield connection
        finally:
            driver.execute("PRAGMA foreign_keys = ON")


def _hold_together(connection: Connection, path: str) -> None:
    """See that everything that rows point to is there after a step.

    Raises:
        Unusable: it is not; the step is not done.
    """
    lost = _driver(connection).execute("PRAGMA foreign_key_check").fetchone()
    if lost is not None:
        raise Unusable("store_damaged", path=path, why=f"{lost[0]} {lost[1]} → {lost[2]}")


def _driver(connection: Connection) -> sqlite3.Connection:
    """The driver's own connection, in the same transaction."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver


def _peeked(engine: Engine, path: str) -> int:
    """The version, read without the lock that every transaction of the engine begins with."""
    with closing(engine.raw_connection()) as raw:
        driver = raw.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        return _version(driver, path)


def _version(driver: sqlite3.Connection, path: str) -> int:
    """The version of the store behind a connection; 0 for an empty file.

    Raises:
        Unusable: it is something else.
    """
    tables = {name for (name,) in driver.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables:
        return 0
    if not {"store", "command"} <= tables:
        raise Unusable("not_a_store", path=path)
    row = driver.execute("SELECT value FROM store WHERE key = 'schema_version'").fetchone()
    if row is None or not str(row[0]).isdecimal():
        raise Unusable("not_a_store", path=path)
    return int(row[0])
