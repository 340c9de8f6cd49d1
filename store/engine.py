"""The connections that write, as SQLAlchemy keeps them, and what the driver raises in our words."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, IntegrityError

from store import migrations
from store.reader import DRIVER_ERRORS, WAIT_SECONDS, as_store_error
from store.waiting import Patience, begin


def make_store(path: str, time_zone: str, durable: bool, patience: Patience) -> None:
    """Make a new store in an empty file."""
    made = open_engine(path, durable, patience)
    try:
        with worded(path):
            migrations.upgrade(made, path, time_zone)
    finally:
        made.dispose()


def open_engine(path: str, durable: bool, patience: Patience) -> Engine:
    """An engine whose every transaction is a writer's from its first statement."""
    place = URL.create("sqlite", database=os.path.abspath(path))  # never spelled as text: a name may hold ? and %
    made = create_engine(place, connect_args={"timeout": WAIT_SECONDS})

    @event.listens_for(made, "connect")
    def _on_connect(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        for pragma in ("journal_mode = WAL", f"synchronous = {'FULL' if durable else 'OFF'}", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(made, "begin")
    def _on_begin(connection: Any) -> None:
        begin(connection.connection.driver_connection, path, patience)

    return made


@contextmanager
def worded(path: str) -> Iterator[None]:
    """Turn what the driver raises into one of our errors."""
    try:
        yield
    except IntegrityError:  # a rule of the tables that the program broke: no word of damage to the user's file
        raise
    except DatabaseError as error:
        raise as_store_error(error.orig or error, path) from error
    except sqlite3.IntegrityError:
        raise
    except DRIVER_ERRORS as error:
        raise as_store_error(error, path) from error
