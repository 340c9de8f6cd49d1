"""Tasks that close, or open again, on a day on which nobody writes: their last open member leaves, another joins.

The recorded `task.done_on` was right on the day it was written. A reader of the present never writes it anew: it lays
a temporary view over the table that shows these tasks as the day has made them, as a past date does for all.
"""

from __future__ import annotations

from datetime import date

from store.reader import Followed, Reader, as_int, as_text
from store.recorded import ids_sql

DAYS = """SELECT max(coalesce(m.since, ''), coalesce(m.until, '')) AS last, m.since, m.until, m.unit, m.group_unit
 FROM membership m WHERE m.gone IS NULL AND (m.since <= :day OR m.until <= :day)
 AND last > (SELECT on_date FROM command WHERE id = m.made)"""
"""Memberships that begin or end after the day they were entered: only there may a day have passed unseen."""

TASKS = f"""WITH met AS ({DAYS})
SELECT DISTINCT task FROM {{}} WHERE since BETWEEN (SELECT min(since) FROM met WHERE since <= :day) AND :day
 OR until BETWEEN (SELECT min(until) FROM met WHERE until <= :day) AND :day"""
"""The tasks of which somebody joined or left since the first of those days: at least those that it met. Through groups
in groups the later joining and the earlier leaving count; both are such days, or were seen when they were entered."""


def follow_days(reader: Reader, as_of: date) -> None:
    """Show the tasks of the present closed or open as this day makes them, until something is written or it passes.

    Args:
        reader: of the present; one that is inside a command, or sees a past date, is left alone.
        as_of: the day.
    """
    if not reader.live:
        return
    newest, known = _newest(reader), reader.followed
    if known is not None and known[:2] == (newest, as_of):
        return
    touched = _touched(reader, known.command) if known is not None and known.day == as_of else None
    met = frozenset(tasks_met(reader, as_of)) if known is None or touched is None else known.met
    anew = met if touched is None else met & touched
    laid = reader.one("SELECT 1 FROM temp.sqlite_master WHERE name = 'passed'") is not None
    if laid:
        every = "" if touched is None else f" WHERE task IN ({ids_sql(anew)})"
        reader.rows(f"DELETE FROM temp.passed{every}")
    if anew:
        from store.closings import closings

        if moved := list(closings(reader, anew, as_of)):
            if not laid:
                _lay(reader)
            reader.many("INSERT INTO temp.passed VALUES (?, ?)", moved)
    reader.followed = Followed(newest, as_of, met)


def _newest(reader: Reader) -> int:
    row = reader.one("SELECT max(id) FROM command")
    return as_int(row[0]) if row else 0


def _touched(reader: Reader, since: int) -> set[int] | None:
    """The tasks whose assignments were all that was written since a command; None where anything else was."""
    rows = reader.rows(
        "SELECT DISTINCT +tbl, +field = 'since' OR +field = 'until' OR +field = 'gone', +task"
        " FROM change WHERE command > :since",
        since=since,
    )
    if any(table != "assignment" or belongs or task is None for table, belongs, task in rows):
        return None
    return {as_int(task) for *_, task in rows}


def tasks_met(reader: Reader, day: date, among: str = "tally") -> set[int]:
    """The tasks of which somebody joined or left by this day, after the day on which that was written.

    Args:
        reader: of the store.
        day: the day.
        among: the table of assignments; a past date asks also those that are gone today, which are in no tally.
    """
    if not reader.one(f"{DAYS} LIMIT 1", day=day.isoformat()):
        return set()
    return {as_int(task) for (task,) in reader.rows(TASKS.format(among), day=day.isoformat())}


def _lay(reader: Reader) -> None:
    """Lay the view over the table of tasks. It copies no row: what others write is seen at once."""
    columns = [as_text(name) for (name,) in reader.rows("SELECT name FROM pragma_table_info('task', 'main')")]
    shown = ", ".join(f't."{name}"' for name in columns if name != "done_on")
    reader.rows("CREATE TEMP TABLE passed (task INTEGER PRIMARY KEY, day TEXT)")
    reader.rows(
        f"""CREATE TEMP VIEW task AS SELECT {shown}, CASE WHEN t.id IN (SELECT task FROM temp.passed)
 THEN (SELECT p.day FROM temp.passed p WHERE p.task = t.id) ELSE t.done_on END AS done_on FROM main.task t"""
    )
