"""The assignments that a command is about: read for writing, guarded against stale rows and closed plans."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from store.errors import Refused
from store.held import row_by_id, rows_by_id
from store.models import Assignment, Plan, Task, Unit
from store.reader import as_date, as_text
from store.recorded import ids_sql
from store.writer import Transaction

Seen = Mapping[int, int]
"""The version of each row as its user saw it: a row that moved on since is not silently overwritten."""


def targets(t: Transaction, ids: Sequence[int], seen: Seen | None = None) -> list[Assignment]:
    """The assignments of these ids, fit to be written.

    Raises:
        Refused: none is left, one belongs to a closed plan, or one was changed since it was seen.
    """
    rows = [row for row in rows_by_id(t.session, Assignment, list(dict.fromkeys(ids))) if row.gone is None]
    if not rows:
        raise Refused("gone_assignment")
    refuse_closed(t, {row.plan for row in rows})
    t.remember("assignment", [row.id for row in rows])
    for row in rows:
        if seen is not None and seen.get(row.id or 0, row.version) != row.version:
            raise _stale(t, row, row.version - seen[row.id or 0])
    return rows


def _stale(t: Transaction, row: Assignment, steps: int) -> Refused:
    """The refusal of a row that moved on by so many steps, with the field that moved: its status before all else."""
    known = [change for changes in t.changes_of("assignment", str(row.id)).values() for change in changes]
    latest = sorted(known, key=lambda change: change.id or 0)[-max(steps, 1) :]
    moved = max(latest, key=lambda change: (change.field == "status", change.id or 0), default=None)
    facts: dict[str, object] = {"task": name_of(t, row), "unit": unit_of(t, row.unit)}
    if moved is not None:
        facts |= {"field": moved.field, "shown": json.loads(moved.old), "now": json.loads(moved.new)}
    return Refused("stale", **facts)


def open_plan(t: Transaction, plan_id: int) -> Plan:
    """The plan, if it may be written.

    Raises:
        Refused: it is closed.
    """
    refuse_closed(t, [plan_id])
    return row_by_id(t.session, Plan, plan_id)


def refuse_closed(t: Transaction, plans: Iterable[int]) -> None:
    """Refuse to write in a closed plan; asked in SQL, for a plan keeps its whole text.

    Raises:
        Refused: naming the first that is closed.
    """
    sql = f"SELECT key, closed_on FROM plan WHERE state = 'closed' AND id IN ({ids_sql(plans)}) ORDER BY id LIMIT 1"
    for key, day in t.reader.rows(sql):
        raise Refused("closed_plan", plan=as_text(key), on=as_date(day))


def name_of(t: Transaction, row: Assignment) -> str:
    """`PLAN/REF` of an assignment's task."""
    return f"{row_by_id(t.session, Plan, row.plan).key}/{row_by_id(t.session, Task, row.task).ref}"


def unit_of(t: Transaction, unit_id: int) -> str:
    """A unit's name."""
    return t.session.get_one(Unit, unit_id).name


def update(t: Transaction, row: Assignment, field: str, value: object) -> bool:
    """Set one field of an assignment, its change row saying plan, task and unit."""
    return t.update(row, field, value, plan=row.plan, task=row.task, unit=row.unit)
