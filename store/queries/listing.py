"""Long lists of assignments for `duban tasks`: the database makes each line, so that no shape is built on the way.

The lines say what `store.queries.assignments` and `exchange.assignment_json` say of the same rows; a test holds them
together.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from store.facts import AssignmentFilter
from store.queries.clock import clock, light_sql
from store.queries.filters import ORDER, TABLES, WANTED, where
from store.reader import Reader

DAYS_LATE = "CAST(julianday(coalesce(a.met_on, :as_of)) - julianday(a.due) AS INTEGER)"
PERCENT = """CASE WHEN coalesce(a.figure, a.percent) BETWEEN 0.000001 AND 1 THEN 1
 WHEN coalesce(a.figure, a.percent) BETWEEN 99 AND 99.999999 THEN 99
 ELSE CAST(coalesce(a.figure, a.percent) + 0.5 AS INTEGER) END"""
"""A whole percent that says 0 and 100 only where nothing, or all, is done."""


def lines(reader: Reader, chosen: AssignmentFilter, as_of: date) -> list[tuple[object, ...]]:
    """(light, days late, due, PLAN/REF, unit, role, status, title) of every assignment that the filter lets through."""
    now = clock(reader, as_of)
    light = light_sql(now)
    condition, params = where(reader, chosen, now, light)
    return reader.rows(
        f"""SELECT {light}, {DAYS_LATE}, a.due, p.key || '/' || t.ref, u.name, a.role, a.status, t.title
 FROM {TABLES} WHERE {condition} ORDER BY {ORDER}""",
        **params,
    )


def json_objects(reader: Reader, chosen: AssignmentFilter, as_of: date) -> Iterator[str]:
    """Each assignment that the filter lets through as one JSON object (COMMANDS, "JSON")."""
    now = clock(reader, as_of)
    light = light_sql(now)
    condition, params = where(reader, chosen, now, light)
    sql = f"""SELECT json_object('plan', p.key, 'task', t.ref, 'label', t.label, 'title', t.title,
 'section', coalesce(s.title, ''), 'unit', u.name, 'via', g.name, 'role', a.role, 'status', a.status,
 'percent', {PERCENT}, 'start', a.start, 'due', a.due, 'due_text', nullif(a.due_phrase, ''), 'due_from', a.due_from,
 'due_first', a.due_first, 'due_basis', nullif(a.due_basis, ''), 'light', {light}, 'days_late', {DAYS_LATE},
 'done_on', a.done_on, 'last_report', a.last_report, 'note', a.note, 'updated_on', a.updated_on,
 'late_kept', a.late_kept, 'extension_wanted', {WANTED})
 FROM {TABLES} WHERE {condition} ORDER BY {ORDER}"""
    for (text,) in reader.each(sql, **params):
        yield str(text)
