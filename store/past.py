"""The store as of a past date, for the same queries as the present (MODEL, "How history, dates and time travel live
together", point 5).

Rows that were otherwise on that day are rolled forward from their recorded changes into temporary tables; a temporary
view of each such table's own name reads the untouched rows and these. Nothing is written to the store, and what others
write meanwhile stays out of sight: the reader keeps one snapshot until it is closed.
"""  # noqa: D205

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import NamedTuple

from store.past_derived import follow
from store.reader import Reader, as_int, as_text, open_reader
from store.tallying import PAST

NAMES = ("unit", "alias")
"""What a thing is called holds whatever the day it was entered: only what was not yet known of is left out."""
DAY_VALUED = (("assignment", "since"), ("assignment", "until"), ("membership", "since"), ("membership", "until"),
              ("contact", "since"), ("contact", "until"), ("milestone", "reached_on"))  # fmt: skip
"""Fields that say themselves from when they hold: the latest entry counts, for whatever day it was made."""
SPELLS = ("assignment", "membership", "contact")
"""Rows that exist from their own `since`, also where they were entered later."""

AS_SAID = "'report', 'reading'"
"""Rows that are kept as they were said: what is recorded of them besides their ending is that they were made."""

OWN_DAY = " OR ".join(f"(k.tbl = '{table}' AND k.field = '{field}')" for table, field in DAY_VALUED)
KEPT = f"k.field <> 'loaded_text' AND (k.field = 'gone' OR k.tbl NOT IN ({AS_SAID}))"
ROW = "CASE tbl WHEN 'store' THEN row_id ELSE CAST(row_id AS INTEGER) END"
"""A row's number; a setting has a name."""

SMALL = 5_000
"""Up to so many rows a table is copied whole."""


class Past(NamedTuple):
    """What is looked at: every change that counts for that day or earlier, as it was known at a moment."""

    as_of: date
    known_at: datetime | None = None
    """None: with everything that is known now."""


def travel(path: str, as_of: date, known_at: datetime | None = None) -> Reader:
    """A reader whose queries see the store as of a day.

    Args:
        path: the store.
        as_of: every change that counts for this day or earlier is seen; what counts for later is not.
        known_at: a moment with its time zone: what was recorded later is left out too, undos included.

    Raises:
        Unusable: see `open_reader`.
    """
    reader = open_reader(path)
    reader.live = False
    try:
        Journey(reader, Past(as_of, known_at)).go()
    except BaseException:
        reader.close()
        raise
    return reader


class Journey:
    """The way of one reader into the past."""

    def __init__(self, reader: Reader, past: Past) -> None:
        self.reader = reader
        self.day = past.as_of
        self.moment: str | None = None
        """The moment as the store writes it."""
        if past.known_at is not None:
            self.moment = past.known_at.astimezone(UTC).isoformat(timespec="microseconds")
        self.last: int | None = None
        """The last command that was recorded by then: their order tells, for a clock may have been ahead."""
        self.viewed: set[str] = set()

    def do(self, sql: str, **params: object) -> None:
        """One statement; the day and the last known command are parameters of each."""
        self.reader.rows(sql, day=self.day.isoformat(), last=self.last, **params)

    def ids(self, sql: str, **params: object) -> set[int]:
        """A column of ids."""
        rows = self.reader.rows(sql, day=self.day.isoformat(), last=self.last, **params)
        return {as_int(row[0]) for row in rows if row[0] is not None}

    def go(self) -> None:
        """Build the views."""
        self.do("BEGIN")
        self._commands()
        self._touched()
        for table in self._tables():
            self._hide(table)
        for (touched,) in self.reader.rows("SELECT DISTINCT tbl FROM temp.touched"):
            self._roll(as_text(touched))
        self._settings()
        self._log()
        follow(self)
        for table in self.viewed:
            self._index(table)
            self._settle(table)
        self.do(PAST)

    # What counts

    def _commands(self) -> None:
        """`later`: the commands that do not count for the day; known = 0 where they were not even recorded.

        `turned`: those that were undone or redone after the moment. `undone`: those that were out of force by then.
        """
        self.do("CREATE TEMP TABLE later (id INTEGER PRIMARY KEY, known INTEGER NOT NULL)")
        self.do("CREATE TEMP TABLE turned (id INTEGER PRIMARY KEY)")
        self.do("CREATE TEMP TABLE undone (id INTEGER PRIMARY KEY)")
        known = "" if self.moment is None else " AND id <= :last"
        if self.moment is not None:
            sql = "SELECT id FROM main.command WHERE at <= :moment ORDER BY id DESC LIMIT 1"
            self.last = as_int((self.reader.one(sql, moment=self.moment) or (0,))[0])
        self.do(  # of one target the row with the greatest id: that of its last undo or redo
            f"""INSERT INTO temp.undone SELECT target FROM (SELECT target, kind, max(id) FROM main.command
 WHERE target IS NOT NULL{known} GROUP BY target) WHERE kind = 'undo'"""
        )
        if self.moment is None:
            self.do("INSERT INTO temp.later SELECT id, 1 FROM main.command WHERE on_date > :day")
            return
        self.do("INSERT INTO temp.later SELECT id, id <= :last FROM main.command WHERE on_date > :day OR id > :last")
        self.do(
            "INSERT INTO temp.turned SELECT DISTINCT target FROM main.command WHERE id > :last AND target IS NOT NULL"
        )

    @property
    def _unknown(self) -> str:
        """The commands that were not recorded by the moment, as a subselect."""
        return "(SELECT id FROM temp.later WHERE NOT known)"

    def _touched(self) -> None:
        """`touched`: every field that may have been otherwise, with what it was."""
        self.do(
            "CREATE TEMP TABLE touched (tbl, field, row INTEGER, value, PRIMARY KEY (tbl, field, row)) WITHOUT ROWID"
        )
        if self.moment is None:
            self._plainly()
            self._put(self._intricate())
        else:
            self._put(
                f"""SELECT tbl, field, row_id FROM main.change WHERE on_date > :day
 UNION SELECT tbl, field, row_id FROM main.change WHERE command IN {self._unknown}
 UNION SELECT tbl, field, row_id FROM main.change WHERE command IN (SELECT id FROM temp.turned)"""
            )
        reached = "tbl = 'milestone' AND field = 'reached_on'"
        self.do(f"UPDATE temp.touched SET value = NULL WHERE {reached} AND value > :day")

    def _plainly(self) -> None:
        """What the first change after the day replaced: its `old` is what held on the day, with what was known then."""
        self.do(
            f"""INSERT INTO temp.touched SELECT tbl, field, {ROW}, json_extract(old, '$') FROM
 (SELECT tbl, field, row_id, old, min(id) FROM main.change k WHERE on_date > :day AND {KEPT} GROUP BY 1, 2, 3)"""
        )

    def _intricate(self) -> str:
        """The fields, as a subselect, of which more was said: afterwards, by what was undone, or by their own day."""
        after = "SELECT 1 FROM main.change l WHERE l.tbl = k.tbl AND l.row_id = k.row_id AND l.field = k.field"
        fields = "SELECT k.tbl, k.field, k.row_id FROM main.change k WHERE"
        return f"""{fields} k.id > (SELECT min(+id) FROM main.change WHERE on_date > :day) AND +k.on_date <= :day
  AND EXISTS ({after} AND l.on_date > :day)
 UNION {fields} k.command IN (SELECT target FROM main.command WHERE target IS NOT NULL)
  AND EXISTS ({after} AND l.on_date > :day)
 UNION SELECT tbl, field, CAST(row AS TEXT) FROM temp.touched k WHERE {OWN_DAY}"""

    def _put(self, fields: str) -> None:
        """Set fields to what was said last of those that count, else to what they were before anything was said."""
        known = "" if self.moment is None else f" AND c.command NOT IN {self._unknown}"
        of = "c.tbl = k.tbl AND c.row_id = k.row_id AND c.field = k.field"
        self.do(
            f"""INSERT OR REPLACE INTO temp.touched SELECT k.tbl, k.field, {ROW}, json_extract(coalesce(
  (SELECT c.new FROM main.change c WHERE {of} AND (c.on_date <= :day OR {OWN_DAY.replace("k.", "c.")}){known}
    AND c.command NOT IN (SELECT id FROM temp.undone)
    ORDER BY c.on_date DESC, c.id DESC LIMIT 1),
  (SELECT c.old FROM main.change c WHERE {of} ORDER BY c.id LIMIT 1)), '$')
 FROM ({fields}) k WHERE {KEPT}"""
        )

    # Tables

    def _tables(self) -> list[str]:
        """The tables of the plan."""
        rows = self.reader.rows(
            """SELECT m.name FROM main.sqlite_master m JOIN pragma_table_info(m.name, 'main') c ON c.name = 'made'
 WHERE m.type = 'table' ORDER BY m.name"""
        )
        return [as_text(name) for (name,) in rows]

    def _columns(self, table: str) -> list[tuple[str, str]]:
        """(name, declared type) of a table's columns."""
        rows = self.reader.rows(f"SELECT name, type FROM pragma_table_info('{table}', 'main') ORDER BY cid")
        return [(as_text(name), as_text(kind)) for name, kind in rows]

    def _declared(self, table: str) -> str:
        """The columns of a table with their types, for one of the same shape."""
        return ", ".join(
            f'"{name}" {"INTEGER PRIMARY KEY" if name == "id" else kind}' for name, kind in self._columns(table)
        )

    def open(self, table: str) -> None:
        """Make `hidden_T`, `moved_T` and the view of a table; the columns keep their types (TRAPS)."""
        if table in self.viewed:
            return
        self.viewed.add(table)
        self.do(f"CREATE TEMP TABLE hidden_{table} (id INTEGER PRIMARY KEY)")
        self.do(f"CREATE TEMP TABLE moved_{table} ({self._declared(table)})")
        self.do(f"CREATE TEMP VIEW {table} AS {self._untouched(table)}")

    def _untouched(self, table: str) -> str:
        """The rows that are as they were. A view of these alone joins as quickly as the table."""
        return f"SELECT * FROM main.{table} WHERE id NOT IN (SELECT id FROM temp.hidden_{table})"

    def _hide(self, table: str) -> None:
        """Leave out the rows that were not there yet, or not known of."""
        # The least id first: rows made since then are few, commands may be many. The + keeps the order of the plan.
        least = "made >= (SELECT min(id) FROM temp.later)"
        later = self._unknown if table in NAMES else "(SELECT id FROM temp.later)"
        since = f"""coalesce((SELECT k.value FROM temp.touched k WHERE k.tbl = '{table}' AND k.field = 'since'
 AND k.row = {table}.id), since)"""
        spell = f" AND ({since} IS NULL OR {since} > :day OR +made IN {self._unknown})" if table in SPELLS else ""
        absent = f"SELECT id FROM main.{table} WHERE {least} AND +made IN {later}{spell}"
        if self.ids(f"{absent} LIMIT 1"):
            self.open(table)
            self.do(f"INSERT OR IGNORE INTO temp.hidden_{table} {absent}")
        self._end(table)

    def _end(self, table: str) -> None:
        """When rows ended: taken back with the command that made them, or ended or brought back by a change."""
        undone = "" if self.moment is None else " AND x.id <= :last"
        known = "" if self.moment is None else f" AND c.command NOT IN {self._unknown}"
        turned = "" if self.moment is None else " OR r.made IN (SELECT id FROM temp.turned)"
        days = "(c.on_date <= :day OR c.new = 'null')" if table in NAMES + SPELLS else "c.on_date <= :day"
        self.do(
            f"""INSERT OR REPLACE INTO temp.touched SELECT '{table}', 'gone', r.id, (SELECT gone FROM (
  SELECT x.id AS at, CASE x.kind WHEN 'undo' THEN x.id END AS gone FROM main.command x WHERE x.target = r.made{undone}
  UNION ALL SELECT c.command, json_extract(c.new, '$') FROM main.change c WHERE c.tbl = '{table}'
   AND c.row_id = CAST(r.id AS TEXT) AND c.field = 'gone' AND {days}{known}
   AND c.command NOT IN (SELECT id FROM temp.undone)) ORDER BY at DESC LIMIT 1)
 FROM main.{table} r WHERE r.id IN (SELECT row FROM temp.touched WHERE tbl = '{table}' AND field = 'gone'){turned}"""
        )

    def take(self, table: str, chosen: str) -> None:
        """Take rows over as they are, to be rolled."""
        self.open(table)
        self.do(
            f"""INSERT INTO temp.moved_{table} SELECT * FROM main.{table} WHERE id IN ({chosen})
 AND id NOT IN (SELECT id FROM temp.hidden_{table})"""
        )
        if self.reader.one(f"SELECT 1 FROM temp.moved_{table} LIMIT 1"):
            self.do(f"INSERT OR IGNORE INTO temp.hidden_{table} SELECT id FROM temp.moved_{table}")
            self.do(f"DROP VIEW temp.{table}")
            self.do(f"CREATE TEMP VIEW {table} AS {self._untouched(table)} UNION ALL SELECT * FROM temp.moved_{table}")

    def _roll(self, table: str) -> None:
        """Give the touched rows of a table the values of the day."""
        known = {name for name, _ in self._columns(table)}
        if "made" not in known:
            return
        self.take(table, f"SELECT row FROM temp.touched WHERE tbl = '{table}'")
        for (field,) in self.reader.rows("SELECT DISTINCT field FROM temp.touched WHERE tbl = :tbl", tbl=table):
            if field in known:
                self.do(
                    f"""UPDATE temp.moved_{table} SET {field} = k.value FROM temp.touched k
 WHERE k.tbl = '{table}' AND k.field = '{field}' AND k.row = moved_{table}.id"""
                )

    def _settings(self) -> None:
        """Thresholds and time zone of the day."""
        if self.reader.one("SELECT 1 FROM temp.touched WHERE tbl = 'store' LIMIT 1"):
            self.do(
                """CREATE TEMP VIEW store AS SELECT s.key, coalesce((SELECT k.value FROM temp.touched k
 WHERE k.tbl = 'store' AND k.field = 'value' AND k.row = s.key), s.value) AS value FROM main.store s"""
            )

    def _log(self) -> None:
        """The recorded changes and commands themselves."""
        known = "" if self.moment is None else f" AND command NOT IN {self._unknown}"
        self.do(f"CREATE TEMP VIEW change AS SELECT * FROM main.change WHERE on_date <= '{self.day}'{known}")
        if self.moment is not None:
            self.do(f"CREATE TEMP VIEW command AS SELECT * FROM main.command WHERE id <= {self.last}")

    def _settle(self, table: str) -> None:
        """Put the whole of a small table in the place of its view: a view of two halves doubles every join with it."""
        view = self.reader.one("SELECT sql FROM temp.sqlite_master WHERE type = 'view' AND name = :table", table=table)
        if view is None or "UNION ALL" not in as_text(view[0]):
            return
        if self.reader.one(f"SELECT 1 FROM main.{table} LIMIT 1 OFFSET {SMALL}"):
            return
        self.do(f"CREATE TEMP TABLE whole_{table} ({self._declared(table)})")
        self.do(f"INSERT INTO temp.whole_{table} SELECT * FROM {table}")
        self.do(f"DROP VIEW temp.{table}")
        self.do(f"CREATE TEMP VIEW {table} AS SELECT * FROM temp.whole_{table}")
        self._index(table, "whole")

    def _index(self, table: str, part: str = "moved") -> None:
        """The indexes of a table also on its moved rows, so that the view keeps its order without sorting."""
        for name, sql in self.reader.rows(
            "SELECT name, sql FROM main.sqlite_master WHERE type = 'index' AND tbl_name = :table AND sql IS NOT NULL",
            table=table,
        ):
            _, _, rest = as_text(sql).partition(f" ON {table} ")
            if rest:
                self.do(f"CREATE INDEX temp.{part}_{as_text(name)} ON {part}_{table} {rest}")
