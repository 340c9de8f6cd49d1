"""Reading: SQL text and named parameters over the driver's own connection, without SQLModel.

A reader never writes, not even a checkpoint: it opens the file with mode=ro (TRAPS).
"""

from __future__ import annotations

import json
import os
import sqlite3
import stat
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple
from zlib import crc32

from store import wal
from store.errors import Busy, Refused, StoreError, Unusable
from store.files import identity
from store.foreign import storable

SCHEMA_VERSION = 4
READABLE_SINCE = 3
"""The oldest schema that the queries read as it stands; a step whose tables they cannot do without raises it."""
WAIT_SECONDS = 3.0
"""How long a reader waits for whoever makes or mends the log before it says so; writers wait by `store.waiting`."""
LARGEST = 1e15
"""No figure is larger; what is, is damage."""
DRIVER_ERRORS = (sqlite3.Error, UnicodeDecodeError)
"""What the driver raises; the second where SQLite quotes a damaged schema in its own message."""
MOST_OF_WHY = 200
"""How much of SQLite's own words an error keeps: they may quote a damaged cell of any length."""


class Followed(NamedTuple):
    """Until when `store.passing` has followed what days alone change."""

    command: int
    """The newest one that it saw."""
    day: date
    met: frozenset[int]
    """The tasks that days may have changed."""


class Reader:
    """One read-only connection to a store."""

    def __init__(self, path: str, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self._open = identity(path)
        self._counted = False
        self.format = 0
        """The file format that the store says to have; 0 where it was open in this process already."""
        self.live = False
        """Whether it sees the present as it goes on: not the inside of a command, and no past date."""
        self.followed: Followed | None = None

    def rows(self, sql: str, **params: object) -> list[tuple[object, ...]]:
        """All rows of one query; windows are the query's business.

        Raises:
            Unusable: the file is damaged or gone.
            Busy: a writer kept it locked for longer than the bounded wait.
        """
        try:
            return self._connection.execute(sql, _storable(params)).fetchall()
        except DRIVER_ERRORS as error:
            raise as_store_error(error, self.path) from error

    def one(self, sql: str, **params: object) -> tuple[object, ...] | None:
        """The first row of one query, or None."""
        found = self.rows(sql, **params)
        return found[0] if found else None

    def each(self, sql: str, **params: object) -> Iterator[tuple[object, ...]]:
        """Rows as they are read, for long lists that are written out piece by piece."""
        try:
            yield from self._connection.execute(sql, _storable(params))
        except DRIVER_ERRORS as error:
            raise as_store_error(error, self.path) from error

    def many(self, sql: str, rows: Iterable[tuple[object, ...]]) -> None:
        """One statement for many rows, for the temporary tables of a past date.

        Raises:
            Unusable: there is no room for them.
        """
        try:
            self._connection.executemany(sql, rows)
        except DRIVER_ERRORS as error:
            raise as_store_error(error, self.path) from error

    def teach(self, name: str, rule: Callable[..., str | float | None]) -> None:
        """Let SQL on this connection call a pure rule by name."""
        self._connection.create_function(name, -1, rule, deterministic=True)

    def interrupt(self) -> None:
        """End what this connection is reading now, from another thread: nobody waits for it any more."""
        self._connection.interrupt()

    def stamp(self) -> int:
        """A number that moves whenever a command was committed, by any process, or an earlier state was restored.

        Raises:
            Unusable: a newer program has brought the store up to date since it was opened.
        """
        check_known(self)
        row = self.one("SELECT id, at FROM command ORDER BY id DESC LIMIT 1")
        return as_int(row[0]) << 32 | crc32(as_text(row[1]).encode(errors="replace")) if row else 0

    def tolerate(self) -> None:
        """From now on read text that is no UTF-8, with a sign for what cannot be read, instead of failing at it."""
        self._connection.text_factory = lambda raw: raw.decode(errors="replace")

    def replaced(self) -> bool:
        """Whether another file stands under the path now, or none: then this connection reads what is past."""
        return identity(self.path) != self._open

    def copy_into(
        self, target: sqlite3.Connection, pages: int = -1, progress: Callable[[int, int, int], object] | None = None
    ) -> None:
        """Copy every page of the store, all of one moment, into another database.

        Args:
            target: that database.
            pages: how many pages go between two calls of `progress`; all at once where it is negative.
            progress: told the state (SQLITE_OK, SQLITE_BUSY …), the pages that are left and their total.

        Raises:
            sqlite3.Error: as SQLite says it: the caller knows which of the two files is at fault.
        """
        self._connection.execute("BEGIN")
        try:
            self._connection.execute("SELECT count(*) FROM sqlite_master")
            self._connection.backup(target, pages=pages, progress=progress)
        finally:
            if self._connection.in_transaction:
                self._connection.execute("COMMIT")

    def enter(self, known: int) -> None:
        """Count this connection as one of this process, until it is closed.

        Args:
            known: the file format that the store says to have.
        """
        self.format, self._counted = known, True
        wal.enter(self._open)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()
        if self._counted:
            self._counted = False
            wal.leave(self._open)


def _storable(params: dict[str, object]) -> dict[str, object]:
    """Parameters as the store keeps text, so that what was typed finds what was written."""
    return {name: storable(value) if isinstance(value, str) else value for name, value in params.items()}


def open_reader(path: str, older: bool = False) -> Reader:
    """Open a store for reading.

    Args:
        path: its file.
        older: also one whose schema the queries cannot read: it is only copied, looked through or brought up to date.

    Raises:
        Unusable: it is missing, empty, no store, damaged, newer than this program, older than its queries, or may not
            be read.
    """
    look_at_place(path)
    with wal.DOOR:
        store = identity(path)
        if wal.is_cut_short(path, store):
            raise Unusable("store_log_damaged", path=path)
        try:
            known = wal.format_of(path, store)
            connection = _connect(path)
        except (*DRIVER_ERRORS, OSError) as error:
            raise as_store_error(error, path) from error
        reader = Reader(path, connection)
        reader.enter(known)
        reader.live = True
    try:
        check_version(reader, older)
        _check_whole(reader)
    except StoreError:
        reader.close()
        raise
    return reader


def _check_whole(reader: Reader) -> None:
    """Refuse a file that ends within a page: SQLite takes what is left of the last page for the whole of it.

    A page that was being written when a program was killed stands in the -wal, and is read from there.

    Raises:
        Unusable: it was cut short.
    """
    try:
        size = os.path.getsize(reader.path)
    except OSError:  # removed just now: what is open is read on
        return
    page = as_int((reader.one("PRAGMA page_size") or (0,))[0])
    if page and size % page:
        last, pages = size // page + 1, as_int((reader.one("PRAGMA page_count") or (0,))[0])
        if last <= pages and not wal.holds_page(reader.path, page, last):
            raise Unusable("store_damaged", path=reader.path, why="cut_short")


def look_at_place(path: str) -> None:
    """Refuse what SQLite must not even open: it would wait at a pipe, and remove the -wal beside an empty file.

    Raises:
        Unusable: missing, a directory, a pipe or a device, empty (perhaps of what was a store), or not to be read by
            this user.
    """
    try:
        found = os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        raise Unusable("store_missing", path=path) from None
    except PermissionError:
        raise Unusable("store_no_access", path=path) from None
    except (OSError, ValueError) as error:  # too long, a loop of links, a NUL in the name
        raise Unusable("store_no_directory", path=path, why=getattr(error, "strerror", "") or str(error)) from error
    if stat.S_ISDIR(found.st_mode):
        raise Unusable("store_is_directory", path=path)
    if not stat.S_ISREG(found.st_mode):
        raise Unusable("not_a_store", path=path)
    if not os.access(path, os.R_OK):
        raise Unusable("store_no_access", path=path)
    if not found.st_size:
        raise Unusable("store_emptied" if wal.holds_something(path) else "store_empty", path=path)


NO_LOG = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR)
"""What SQLite says where it cannot make the log: a place it may not write to, or a full disk."""


def _connect(path: str) -> sqlite3.Connection:
    """A read-only connection; where the log cannot be made beside the file and there is none, the file is immutable.

    A plain copy has no log. Where a program was killed while it wrote one, the file is half changed, and the journal
    beside it says how it was: SQLite takes that back when it may write, and nothing is read before.
    """
    place = os.path.abspath(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    try:
        return _opened(f"file:{place}?mode=ro")
    except sqlite3.OperationalError as error:
        code = getattr(error, "sqlite_errorcode", 0)
        if code == sqlite3.SQLITE_READONLY_ROLLBACK:
            _opened(f"file:{place}?mode=rw").close()
            return _opened(f"file:{place}?mode=ro")
        wal = path + "-wal"
        shut_off = code & 0xFF in NO_LOG
        if not shut_off or (os.path.exists(wal) and os.path.getsize(wal)):
            raise
        return _opened(f"file:{place}?mode=ro&immutable=1")


def _opened(uri: str) -> sqlite3.Connection:
    """A connection that has read something, so that what cannot be read fails here."""
    connection = sqlite3.connect(uri, uri=True, timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master")
    except DRIVER_ERRORS:
        connection.close()
        raise
    return connection


def check_version(reader: Reader, older: bool = False) -> None:
    """Refuse a file that is no store, or a store of a newer program; an older one unless that is expected.

    Raises:
        Unusable: with what was found and what this program knows.
    """
    tables = {row[0] for row in reader.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables:
        raise Unusable("store_empty", path=reader.path)
    columns = {row[0] for row in reader.rows("SELECT name FROM pragma_table_info('store')")}
    if not tables >= {"store", "command", "change"} or not columns >= {"key", "value"}:
        raise Unusable("not_a_store", path=reader.path)
    check_known(reader, older)


def check_known(reader: Reader, older: bool = False) -> None:
    """Refuse a store whose version this program does not know: a newer one may have brought it up to date meanwhile.

    Raises:
        Unusable: with what was found and what this program knows.
    """
    row = reader.one("SELECT value FROM store WHERE key = 'schema_version'")
    found = int(str(row[0])) if row and str(row[0]).isdecimal() else 0
    if not found:
        raise Unusable("not_a_store", path=reader.path)
    if found > SCHEMA_VERSION:
        raise Unusable("store_newer", path=reader.path, found=found, known=SCHEMA_VERSION)
    if found < READABLE_SINCE and not older:
        raise Unusable("store_older", path=reader.path, found=found, known=SCHEMA_VERSION)


def as_store_error(error: BaseException, path: str) -> StoreError:
    """One sentence's worth of what SQLite says: busy, full, read-only, damaged, or not a database."""
    code = getattr(error, "sqlite_errorcode", 0)
    text = str(error)
    match code & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return Busy("store_busy", path=path, seconds=WAIT_SECONDS)
        case sqlite3.SQLITE_INTERRUPT:
            return Refused("called_off")
        case sqlite3.SQLITE_FULL:
            return Unusable("store_full", path=path)
        case sqlite3.SQLITE_IOERR if code != sqlite3.SQLITE_IOERR_SHORT_READ:
            return Unusable("store_disk", path=path)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return Unusable("store_read_only", path=path)
        case sqlite3.SQLITE_CANTOPEN if not os.access(path, os.R_OK):
            return Unusable("store_no_directory", path=path, why=text)
        case sqlite3.SQLITE_CANTOPEN:  # the file is there; what cannot be made is its log, beside it
            return Unusable("store_read_only", path=path)
        case sqlite3.SQLITE_NOTADB:
            return Unusable("not_a_store", path=path)
    if isinstance(error, UnicodeDecodeError) or text.startswith("Could not decode to UTF-8"):
        text = "no_text"
    return Unusable("store_damaged", path=path, why=text[:MOST_OF_WHY])


def as_date(value: object) -> date | None:
    """A date column as a date; a value that is none (damage) counts as unknown."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def as_int(value: object) -> int:
    """An integer column; NULL and strange values count as 0."""
    return value if isinstance(value, int) else 0


def as_float(value: object) -> float | None:
    """A number column; NULL and strange values (infinity too) are None."""
    return float(value) if isinstance(value, (int, float)) and abs(value) <= LARGEST else None


def as_json(value: object) -> object:
    """A JSON column as what it says; NULL and empty are None, and what is no JSON (damage) is shown as it stands."""
    if value is None or value == "":
        return None
    try:
        found: object = json.loads(as_text(value))
    except (ValueError, RecursionError):
        return as_text(value)
    return found


def as_names(value: object) -> tuple[str, ...]:
    """A JSON column that holds a list of words; anything else in it (damage) is one of them."""
    found = as_json(value)
    listed = found if isinstance(found, list) else [] if found is None else [found]
    return tuple(str(word) for word in listed)


def as_text(value: object) -> str:
    """A text column; NULL is empty."""
    return value if isinstance(value, str) else "" if value is None else str(value)
