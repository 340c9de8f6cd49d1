"""Writing: one transaction per command, with its command row and a change row for every updated field.

The driver is in autocommit and every transaction says BEGIN IMMEDIATE, so that CREATE TABLE rolls back too and two
writers wait for each other instead of failing half-way (TRAPS).
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date
from typing import Any

from sqlalchemy.orm import object_session
from sqlmodel import Session

from store import migrations, wal
from store.backups import Daily, listing
from store.damage import look
from store.engine import make_store, open_engine, worded
from store.errors import Busy, Refused, StoreError, Unusable
from store.files import identity
from store.folding import Fold, fold
from store.foreign import storable, storable_tree
from store.held import pieces
from store.models import Command, Row
from store.opening import guard
from store.progress import Progress
from store.reader import Reader, check_known, check_version
from store.recorded import Entry, Fields, entries, undone_of
from store.shapes import Who
from store.spelled import spell_names
from store.waiting import PATIENCE, Patience

LOOK = 200
"""Changes recorded between two looks at whether the command was called off."""

LOOKED_THROUGH = 32_000_000
"""Bytes up to which a store is looked through before its -wal is folded into it: about a tenth of a second."""


class Writer:
    """The way to change a store. One per front door; safe to use from worker threads, one write at a time."""

    def __init__(
        self, path: str, time_zone: str = "", durable: bool = True, patience: Patience | None = None,
        backups: str = "", create: bool = True,
    ) -> None:  # fmt: skip
        """Open a store for writing, creating it where there is none.

        Args:
            path: the file.
            time_zone: the name of the zone that a new store keeps; the program's default where none is given.
            durable: False for a file that is thrown away when its making is interrupted: commits do not wait for the
                disk.
            patience: how long each command waits for another writer, and who is told meanwhile.
            backups: the directory of daily backups; empty for a store that is thrown away, of which none are made.
            create: False for a store that was there already: where it is gone, none is made in its place.

        Raises:
            Unusable: a directory, no store, damaged, newer, read-only, or its directory cannot be made.
            Busy: another writer kept it locked for longer than the bounded wait.
        """
        self.path = path
        self.daily = Daily(path, backups)
        self.progress = Progress()
        """Of the command under way."""
        self._durable, self._patience = durable, patience or PATIENCE
        self._harmed = False
        self._spelled = False
        """Whether all names of the store are known to be spelled."""
        if not create and identity(path) is None:
            self._gone(path)
        self._guard = guard(
            path, (lambda place: make_store(place, time_zone, durable, self._patience)) if create else self._gone,
            was_there=lambda: bool(backups and listing(backups, path)),
        )  # fmt: skip
        self._open = identity(path)
        self.engine = open_engine(path, durable, self._patience)
        self.upgraded = self._bring_up_to_date()
        """Where the store as it was is kept, where opening it brought it up to date; else empty."""

    @contextmanager
    def transaction(self, who: Who, on: date | None = None, kind: str = "do") -> Iterator[Transaction]:
        """One command: everything in it is kept, or nothing.

        Args:
            who: the person, the day and the moment.
            on: the day the changes count for; today where none is given.
            kind: do, undo or redo.

        Raises:
            Refused: `on` is after today, or the command was called off (`progress`).
            Unusable, Busy: the store cannot be written.
        """
        day = on or who.today
        if day > who.today:
            raise Refused("future_date", on=day, today=who.today)
        self._follow()
        self.progress.begin()
        self.daily.before_write(who.today)
        with self._watched(), Session(self.engine, expire_on_commit=False) as session:
            t = Transaction(session, who, day, kind, self.path, self.progress)
            with self.progress.inside(t.driver):
                check_known(t.reader)
                yield t
                t.flush()
                self._spelled = spell_names(t, not self._spelled)
            self.progress.check()
            session.commit()

    def _follow(self) -> None:
        """Go over to the file that stands under the path now: what is written to one that was replaced is lost.

        Raises:
            Unusable: it is gone, or no store.
        """
        if identity(self.path) is None:
            self._gone(self.path)
        if not self._is_current():
            self._let_go()
            self._guard = guard(self.path, self._gone)
            self._open, self._harmed = identity(self.path), False
            self._bring_up_to_date()

    def _bring_up_to_date(self) -> str:
        """Take the steps that a store of an older program needs; where they fail, let go of everything."""
        try:
            with self._watched():
                kept = "" if migrations.is_current(self.engine, self.path) else self._upgrade()
                check_version(self._guard)  # it reads again: only one that has seen the -wal holds on to it
                return kept
        except BaseException:
            self._harmed = True
            self.close()
            raise

    def _upgrade(self) -> str:
        """Take the steps; where another program is taking them, wait for it rather than say busy."""
        engine = open_engine(self.path, self._durable, self._patience.for_upgrade())
        try:
            return migrations.upgrade(engine, self.path)
        finally:
            engine.dispose()

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """Say in our words what goes wrong, and remember where damage was found or the file went away meanwhile."""
        try:
            with worded(self.path):
                yield
            if not self._is_current():
                self._gone(self.path)
        except Unusable as error:
            self._harmed |= not isinstance(error, Busy)
            raise

    def _gone(self, path: str) -> None:
        raise Unusable("store_gone", path=path)

    def _is_current(self) -> bool:
        """Whether the store that was opened is the one that stands at its place."""
        return identity(self.path) == self._open

    def _let_go(self) -> None:
        """Close the connections, the guard last: SQLite leaves the store and its -wal as they are."""
        self.engine.dispose()
        self._guard.close()

    def close(self) -> None:
        """Close the connections; the last of them folds the -wal into the store, unless damage was found."""
        if self._harmed or not self._is_current() or not self._is_sound():
            self._let_go()
        else:
            with wal.inside(self._open):  # between the two
                self._guard.close()
                self.engine.dispose()

    def _is_sound(self) -> bool:
        """Whether the -wal may be folded into the store: damage that nobody met yet must not be written over either."""
        try:
            look(self._guard)
            if os.path.getsize(self.path) > LOOKED_THROUGH:
                return True
            return self._guard.one("PRAGMA quick_check(1)") == ("ok",)
        except (StoreError, OSError):
            return False


COMMAND = """INSERT INTO command (at, by_whom, kind, on_date, words, sample)
 VALUES (:at, :by, :kind, :on, :words, :sample)"""

CHANGE = """INSERT INTO change (command, tbl, row_id, field, on_date, old, new, plan, task, unit)
 VALUES (:command, :tbl, :row_id, :field, :on_date, :old, :new, :plan, :task, :unit)"""


class Transaction:
    """A command being written: rows as objects; what is read of them besides is plain SQL, as in queries."""

    def __init__(self, session: Session, who: Who, day: date, kind: str, path: str, progress: Progress) -> None:
        self.session = session
        self.who = who
        self.day = day
        self.kind = kind
        self.changes = 0
        self.past_only = False
        self.touched: set[int] = set()
        """Assignments written, whose derived columns must follow."""
        driver: Any = session.connection().connection.driver_connection
        self.driver: sqlite3.Connection = driver
        self._progress = progress
        self.reader = Reader(path, driver)
        """What this command sees: the store with everything it wrote so far, once that is flushed."""
        words = json.dumps(storable_tree(who.words), ensure_ascii=False)
        self.id: int = driver.execute(
            COMMAND,
            {
                "at": who.at.astimezone(UTC).isoformat(timespec="microseconds"), "by": storable(who.by), "kind": kind,
                "on": day.isoformat(), "words": words, "sample": who.sample,
            },
        ).lastrowid  # fmt: skip
        """The id of the command row."""
        self._pending: list[dict[str, object]] = []
        self._known: dict[tuple[str, str], Fields] = {}
        self._in_force: dict[int, bool] = {}

    def flush(self) -> None:
        """Send to the store what was set and recorded, so that SQL sees it."""
        self.session.flush()
        if self._pending:
            pending, self._pending = self._pending, []
            self.write(CHANGE, pending)

    def write(self, sql: str, rows: Sequence[dict[str, object]]) -> None:
        """One statement for many rows of named values: change rows and derived columns, which are never objects."""
        self.driver.executemany(sql, rows)

    def make(self, row: Row) -> None:
        """Add a row that this command makes."""
        row.made = self.id
        for field, value in tuple(row.__dict__.items()):
            if isinstance(value, str) and (clean := storable(value)) != value:
                setattr(row, field, clean)
        self.session.add(row)

    def record(
        self, row: Row, field: str, *, plan: int | None = None, task: int | None = None, unit: int | None = None
    ) -> None:
        """Make a row and record what it says, so that the log shows statements and figures too (old is null).

        Many rows are made and flushed first, all in one statement; then each is recorded.
        """
        if row.id is None:
            self.make(row)
            self.session.flush()
        place = plan, task, unit
        self._record(str(row.__tablename__), str(row.id), field, None, plain(getattr(row, field)), place)

    def _record(
        self, table: str, row_id: str, field: str, old: object, new: object,
        place: tuple[int | None, int | None, int | None],
    ) -> Entry:  # fmt: skip
        """Write down one change, to be sent with the others."""
        plan, task, unit = place
        was, becomes = json.dumps(old, ensure_ascii=False), json.dumps(new, ensure_ascii=False)
        self._pending.append(
            {
                "command": self.id, "tbl": table, "row_id": row_id, "field": field, "on_date": self.day.isoformat(),
                "old": was, "new": becomes, "plan": plan, "task": task, "unit": unit,
            }
        )  # fmt: skip
        self.changes += 1
        if self.changes % LOOK == 0:
            self._progress.recorded(self.changes)
        return Entry(0, self.id, field, self.day, was, becomes, plan, task, unit)

    def end(self, row: Row) -> None:
        """End a row: it stays, with the command that ended it, and the ending is a change like any other."""
        self.update(row, "gone", self.id)

    def update(
        self, row: Any, field: str, value: object, *, plan: int | None = None, task: int | None = None,
        unit: int | None = None,
    ) -> bool:  # fmt: skip
        """Set one field for this command's day, recording old and new.

        A later entry for the field stands: then only the past changes, and today's value stays (MODEL, point 1).

        Returns:
            True when a change was recorded; False when the value was already so on that day.
        """
        table, row_id = row.__tablename__, str(row.id if hasattr(row, "id") else row.key)
        known = self.fold_of(table, row_id, field, plain(getattr(row, field)))
        value = storable(value) if isinstance(value, str) else value
        old, new = known.at(self.day), plain(value)
        if old == new:
            return False
        later = known.after(self.day)
        entry = self._record(table, row_id, field, old, new, (plan, task, unit))
        self._known[table, row_id].setdefault(field, []).append(entry)
        if later:
            self.past_only = True
        else:
            setattr(row, field, value)
            if hasattr(row, "version"):
                row.version += 1
            if object_session(row) is None:
                self.session.add(row)
        return True

    def fold_of(self, table: str, row_id: str, field: str, now: object) -> Fold:
        """The recorded values of one field, those of undone commands left out."""
        found = self.changes_of(table, row_id).get(field, [])
        return fold(found, self.undone({change.command for change in found}), now)

    def changes_of(self, table: str, row_id: str) -> Fields:
        """All recorded changes of a row by field, in the order of recording, those of this command included."""
        self.remember(table, [row_id])
        return self._known[table, row_id]

    def remember(self, table: str, row_ids: Iterable[object]) -> None:
        """Read the changes of many rows at once, so that updating them asks nothing more."""
        wanted = [row_id for row_id in map(str, row_ids) if (table, row_id) not in self._known]
        if wanted and self._pending:
            self.flush()
        for piece in pieces(wanted):
            found = entries(self.reader, table, piece)
            self._known.update({(table, row_id): found.get(row_id, {}) for row_id in piece})
            self.undone({one.command for fields in found.values() for ones in fields.values() for one in ones})

    def aim(self, target: Command) -> None:
        """Say that this command undoes or redoes that one: from here on `undone` knows it."""
        self.write(
            "UPDATE command SET target = :target, words = :words WHERE id = :id",
            [{"target": target.id, "words": target.words, "id": self.id}],
        )
        self._in_force.clear()

    def undone(self, commands: set[int]) -> set[int]:
        """Which of these commands are out of force: the last row that targets them is an undo."""
        for piece in pieces(sorted(commands - self._in_force.keys())):
            out = undone_of(self.reader, piece)
            self._in_force.update({command: command not in out for command in piece})
        return {command for command in commands if not self._in_force[command]}


def typed(model: Any, field: str, value: object) -> object:
    """A JSON scalar as the column keeps it: ISO text as a date where the column holds dates."""
    dated = "date" in str(model.model_fields[field].annotation)
    return date.fromisoformat(value) if dated and isinstance(value, str) else value


def plain(value: object) -> object:
    """A field's value as a JSON scalar."""
    return value.isoformat() if isinstance(value, date) else value
