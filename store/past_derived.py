"""What follows from a past state: derived columns and closings of that day, by the rules that serve the present.

Most of what was otherwise follows from few facts: a status, or the date of a task that thousands inherit. Those are
taken by the quickest way that says the same; whatever else is derived in full.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from store.closings import closings
from store.deriving import Derived, Restated, derived, passed_part, restated
from store.inheriting import PLAIN, inherit
from store.levels import Levels
from store.passing import tasks_met
from store.reader import Reader
from store.recorded import ids_sql
from store.rounding import lag

OWN_DATES = "('due_own', 'due_own_phrase', 'due_own_doubt', 'due_own_basis', 'due_own_note', 'start_own', 'since')"
TASK_DATES = """('due', 'due_phrase', 'due_doubt', 'due_start', 'start_on', 'start_own', 'due_own', 'due_own_phrase',
 'due_own_doubt', 'due_own_basis', 'due_own_note', 'parent', 'phase', 'issued', 'period_start', 'period',
 'period_phrase', 'period_doubt')"""
"""Fields of task, phase and plan from which the assignments below inherit."""

AS_BEFORE = f"id NOT IN (SELECT row FROM temp.touched WHERE tbl = 'assignment' AND field IN {OWN_DATES})"
"""Assignments whose own dates were what they are."""


class View(Protocol):
    """What a journey offers here."""

    reader: Reader
    day: date
    viewed: set[str]

    def do(self, sql: str, **params: object) -> None: ...  # noqa: D102
    def ids(self, sql: str, **params: object) -> set[int]: ...  # noqa: D102
    def take(self, table: str, chosen: str) -> None: ...  # noqa: D102


def follow(view: View) -> None:
    """Bring derived columns and closings to the day, once all stated values are there."""
    dated = _dated_tasks(view)
    full = _own_dates(view)
    full |= view.ids(f"SELECT id FROM assignment WHERE task IN ({ids_sql(_otherwise_met(view))})")
    full |= _extended(view)
    same: set[int] = set()
    for task in sorted(dated):
        same |= _follow_task(view, task)
    light = view.ids("SELECT row FROM temp.touched WHERE tbl = 'assignment'") | _measured(view)
    if dated:
        below = f"SELECT id FROM assignment WHERE task IN ({ids_sql(dated)})"
        full |= view.ids(below) - same
        light |= view.ids(f"{below} AND (percent IS NOT NULL OR figure IS NOT NULL)")  # paced against other dates
    _take(view, full | light)
    there = view.ids("SELECT id FROM temp.moved_assignment") if "assignment" in view.viewed else set()
    _write(view, Derived._fields, derived(view.reader, full & there))
    if light - full:
        several = _several(view) & light & there - full
        _restate(view, light - full - several, ids_sql(dated))
        _write(view, Restated._fields, restated(view.reader, several))
    _reports(view)
    _close(view)


def _write(view: View, columns: tuple[str, ...], rows: Iterable[tuple[int, tuple[object, ...]]]) -> None:
    """Derived columns into the moved rows."""
    names = ", ".join(f"{name} = ?" for name in columns)
    found = [(*values, ident) for ident, values in rows]
    if found:
        view.reader.many(f"UPDATE temp.moved_assignment SET {names} WHERE id = ?", found)


def _take(view: View, ids: set[int]) -> None:
    """Take assignments over, those that are there on that day."""
    if ids:
        view.do("CREATE TEMP TABLE IF NOT EXISTS taken (id INTEGER PRIMARY KEY)")
        view.do("DELETE FROM temp.taken")
        view.reader.many("INSERT INTO temp.taken VALUES (?)", ((ident,) for ident in ids))
        view.take("assignment", "SELECT id FROM temp.taken")


# Dates


def _own_dates(view: View) -> set[int]:
    """The assignments whose own dates were otherwise."""
    return view.ids(f"SELECT row FROM temp.touched WHERE tbl = 'assignment' AND field IN {OWN_DATES}")


def _dated_tasks(view: View) -> set[int]:
    """The tasks that inherited or stated another date, with those nested in them."""
    moved = f"SELECT row FROM temp.touched WHERE tbl = '{{}}' AND field IN {TASK_DATES}"
    ended = "SELECT row FROM temp.touched WHERE tbl = 'phase' AND field = 'gone'"
    phases = [moved.format("phase"), ended, *_hidden(view, "phase")]
    parts = [moved.format("task"), f"SELECT id FROM main.task WHERE plan IN ({moved.format('plan')})"]
    parts += [f"SELECT id FROM main.task WHERE phase IN ({chosen})" for chosen in phases]
    return view.ids(
        f"""WITH RECURSIVE below (id) AS ({" UNION ".join(parts)}
 UNION SELECT t.id FROM below JOIN main.task t ON t.parent = below.id) SELECT id FROM below"""
    )


def _otherwise_met(view: View) -> set[int]:
    """The tasks whose due date was met otherwise: by being started, not done, or the other way round."""
    return view.ids("SELECT row FROM temp.touched WHERE tbl = 'task' AND field = 'due_means'")


def _extended(view: View) -> set[int]:
    """The assignments whose extensions were otherwise: not asked yet, or not decided."""
    asked = [*_hidden(view, "extension"), "SELECT row FROM temp.touched WHERE tbl = 'extension'"]
    return view.ids(f"SELECT assignment FROM main.extension WHERE id IN ({' UNION '.join(asked)})")


def _hidden(view: View, table: str) -> list[str]:
    """The rows of a table that were not there, as a subselect, where there are any."""
    return [f"SELECT id FROM temp.hidden_{table}"] if table in view.viewed else []


def _follow_task(view: View, task: int) -> set[int]:
    """Give the assignments that have no dates of their own what the task's levels said on that day."""
    same = view.ids(f"{PLAIN} AND {AS_BEFORE}", task=task)
    if same:
        _take(view, same)
        inherit(Levels(view.reader), task, "temp.moved_assignment", "SELECT id FROM temp.taken")
    return same


# Statuses, figures and reports

MEASURED = "SELECT i.task FROM indicator i WHERE i.gone IS NULL AND i.task IS NOT NULL"
STARTED = "SELECT t.id FROM task t WHERE t.due_means = 'started'"
STATUS = "SELECT row FROM temp.touched WHERE tbl = 'assignment' AND field = 'status'"
PERCENT = "SELECT row FROM temp.touched WHERE tbl = 'assignment' AND field IN ('percent', 'percent_on')"


def _several(view: View) -> set[int]:
    """The moved assignments of which more has to be known: claimed or closed, met by a start, extended, measured."""
    return view.ids(
        f"""SELECT id FROM temp.moved_assignment WHERE task IN ({MEASURED}) OR task IN ({STARTED})
 OR id IN (SELECT assignment FROM extension)
 OR (status NOT IN ('not_started', 'in_progress', 'blocked') AND id IN ({STATUS}))"""
    )


def _restate(view: View, ids: set[int], dated: str) -> None:
    """What follows for all others, in three statements: work under way has no day on which its count stopped.

    Args:
        ids: assignments.
        dated: the tasks whose dates were otherwise, as an SQL list.
    """
    view.reader.teach("pace_of", passed_part)
    view.reader.teach("lag_of", lambda figure, at: None if figure is None or at is None else lag(figure, at))
    view.do("CREATE TEMP TABLE restated (id INTEGER PRIMARY KEY)")
    view.reader.many("INSERT INTO temp.restated VALUES (?)", ((ident,) for ident in ids))
    these = "UPDATE temp.moved_assignment SET {} WHERE id IN (SELECT id FROM temp.restated)"
    view.do(these.format("met_on = NULL, done_on = NULL, claimed_on = NULL") + f" AND id IN ({STATUS})")
    passed = "CASE WHEN percent IS NOT NULL THEN pace_of(start, due, percent_on) END"
    view.do(
        these.format(
            f"figure = CASE WHEN percent_on IS NOT NULL THEN percent END, pace = {passed}, behind = lag_of(percent,"
            f" {passed}), figure_on = CASE WHEN percent IS NOT NULL THEN percent_on END"
        )
        + f" AND (task IN ({dated}) OR id IN ({PERCENT}))"
    )
    view.do(
        these.format(
            """updated_on = (SELECT max(c.on_date) FROM change c WHERE c.tbl = 'assignment'
 AND c.row_id = CAST(moved_assignment.id AS TEXT) AND c.command NOT IN (SELECT id FROM temp.undone))"""
        )
        + " AND id IN (SELECT row FROM temp.touched WHERE tbl = 'assignment')"
    )


def _measured(view: View) -> set[int]:
    """The assignments whose figure was otherwise: another reading of theirs, or another ladder or share."""
    found: set[int] = set()
    for chosen in ("SELECT row FROM temp.touched WHERE tbl = 'reading'", *_hidden(view, "reading")):
        found |= view.ids(  # CROSS JOIN keeps the order: from the few readings to the one assignment of each
            f"""SELECT a.id FROM main.reading r CROSS JOIN main.indicator i ON i.id = r.indicator
 CROSS JOIN main.assignment a ON a.task = i.task AND a.unit = r.unit WHERE r.id IN ({chosen})"""
        )
    measures = ["SELECT row FROM temp.touched WHERE tbl = 'indicator'", *_hidden(view, "indicator")]
    for table in ("step", "share"):
        rows = [f"SELECT row FROM temp.touched WHERE tbl = '{table}'", *_hidden(view, table)]
        measures += [f"SELECT indicator FROM main.{table} WHERE id IN ({chosen})" for chosen in rows]
    tasks = view.ids(f"SELECT task FROM main.indicator WHERE id IN ({' UNION '.join(measures)})")
    return found | view.ids(f"SELECT id FROM assignment WHERE task IN ({ids_sql(tasks)})")


def _reports(view: View) -> None:
    """The last report of assignments on which reports came later."""
    later = [*_hidden(view, "report"), "SELECT row FROM temp.touched WHERE tbl = 'report'"]
    ids = view.ids(f"SELECT assignment FROM main.report WHERE id IN ({' UNION '.join(later)})")
    if ids:
        _take(view, ids)
        view.do(
            """UPDATE temp.moved_assignment SET last_report = (SELECT max(r.on_date) FROM report r
 WHERE r.assignment = moved_assignment.id AND r.gone IS NULL) WHERE id IN (SELECT id FROM temp.taken)"""
        )


# Closings


def _close(view: View) -> None:
    """When the tasks closed, as it stood on that day."""
    tasks = view.ids("SELECT row FROM temp.touched WHERE tbl = 'task' AND field IN ('rule', 'rule_n')")
    closing = "SELECT row FROM temp.touched WHERE tbl = 'plan' AND field = 'closing'"
    tasks |= view.ids(f"SELECT id FROM main.task WHERE plan IN ({closing})")
    for hidden in _hidden(view, "assignment"):
        tasks |= view.ids(f"SELECT DISTINCT task FROM main.assignment WHERE id IN ({hidden})")
    tasks |= view.ids(
        """SELECT DISTINCT a.task FROM main.membership m CROSS JOIN main.assignment a ON a.unit = m.unit
 WHERE m.since > :day OR m.until > :day"""
    )
    tasks |= tasks_met(view.reader, view.day, "main.assignment")
    moved = list(closings(view.reader, tasks, view.day))
    if moved:
        view.take("task", ids_sql(task for task, _ in moved))
        view.reader.many("UPDATE temp.moved_task SET done_on = ? WHERE id = ?", ((on, task) for task, on in moved))
