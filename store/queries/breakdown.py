"""What the office added under the tasks of a plan, and the targets that it shares out."""

from __future__ import annotations

from typing import NamedTuple

from store.queries.names import TaskKey, plan_id, task_key
from store.reader import Reader, as_date, as_float, as_int, as_text
from store.recorded import ids_sql

Owner = tuple[str, str]
"""A unit as it was written, and its role."""


class Measured(NamedTuple):
    """An indicator whose target can be shared out."""

    id: int
    ref: str
    name: str
    measure: str
    combine: str

    @property
    def adds_up(self) -> bool:
        """Whether the shares of its units make up the target; each unit reaches a percentage for itself."""
        return self.combine == "sum"


class Gap(NamedTuple):
    """The target of an indicator beside what its shares add up to."""

    ref: str
    measure: str
    target: float | None
    """The last rung of its ladder; None where it has none."""
    shared: float

    @property
    def missing(self) -> float:
        """What the shares leave open; negative where they go beyond the target, 0 where there is none."""
        return round((self.target or 0.0) - self.shared, 6) if self.target is not None else 0.0


class AddedTask(NamedTuple):
    """A task that the office added."""

    id: int
    plan: str
    ref: str
    label: str
    title: str
    version: int
    parent: str
    """The ref of the task it stands under; empty where that is in the plan no more."""
    owners: tuple[Owner, ...]
    due: str
    """Its date: as it was said, else as ISO text; empty where it inherits."""


TASKS = """SELECT t.id, p.key, t.ref, t.label, t.title, t.version, coalesce(o.ref, ''), t.due_own_phrase, t.due_own
 FROM task t JOIN plan p ON p.id = t.plan LEFT JOIN task o ON o.id = t.parent AND o.gone IS NULL
 WHERE t.origin = 'breakdown' AND t.gone IS NULL"""


def added_tasks(reader: Reader, plan: str) -> tuple[AddedTask, ...]:
    """All tasks that were added to a plan, in its order.

    Raises:
        Refused: no such plan.
    """
    return _tasks(reader, f"{TASKS} AND t.plan = :ident ORDER BY t.pos, t.id", plan_id(reader, plan))


def added_task(reader: Reader, task: int) -> AddedTask | None:
    """A task, where it is one that the office added."""
    found = _tasks(reader, f"{TASKS} AND t.id = :ident", task)
    return found[0] if found else None


def _tasks(reader: Reader, sql: str, ident: int) -> tuple[AddedTask, ...]:
    rows = reader.rows(sql, ident=ident)
    owners: dict[int, list[Owner]] = {}
    for task, unit, role in reader.rows(
        f"""SELECT task, as_written, role FROM mandate WHERE task IN ({ids_sql(as_int(row[0]) for row in rows)})
 AND gone IS NULL ORDER BY task, pos, id"""
    ):
        owners.setdefault(as_int(task), []).append((as_text(unit), as_text(role)))
    return tuple(
        AddedTask(
            as_int(row[0]), as_text(row[1]), as_text(row[2]), as_text(row[3]), as_text(row[4]), as_int(row[5]),
            as_text(row[6]), tuple(owners.get(as_int(row[0]), ())), as_text(row[7]) or _iso(row[8]),
        )
        for row in rows
    )  # fmt: skip


def _iso(value: object) -> str:
    day = as_date(value)
    return day.isoformat() if day else ""


def open_below(reader: Reader, task: int) -> dict[int, int]:
    """The open assignments of a task and of all tasks nested in it, each with its version."""
    rows = reader.rows(
        """WITH RECURSIVE below (id) AS (SELECT :task UNION
 SELECT t.id FROM task t JOIN below b ON t.parent = b.id WHERE t.gone IS NULL)
 SELECT id, version FROM assignment WHERE task IN (SELECT id FROM below)
 AND status NOT IN ('done', 'dropped') AND gone IS NULL ORDER BY id""",
        task=task,
    )
    return {as_int(ident): as_int(version) for ident, version in rows}


def indicators_above(reader: Reader, task: int) -> tuple[Measured, ...]:
    """The indicators of a task, else of the next task above it that has any, else those of the whole plan."""
    rows = reader.rows(
        """WITH RECURSIVE above (id, parent, plan, depth) AS (SELECT id, parent, plan, 0 FROM task WHERE id = :task
 UNION ALL SELECT t.id, t.parent, t.plan, a.depth + 1 FROM task t JOIN above a ON t.id = a.parent WHERE a.depth < 50)
 SELECT i.id, i.ref, i.name, i.measure, i.combine, coalesce(a.depth, 100) AS level
 FROM indicator i LEFT JOIN above a ON a.id = i.task
 WHERE i.gone IS NULL AND i.kind = 'number' AND (a.id IS NOT NULL OR
  (i.task IS NULL AND i.plan = (SELECT plan FROM task WHERE id = :task))) ORDER BY level, i.pos""",
        task=task,
    )
    nearest = rows[0][5] if rows else None
    return tuple(
        Measured(as_int(ident), as_text(ref), as_text(name), as_text(measure), as_text(combine))
        for ident, ref, name, measure, combine, level in rows
        if level == nearest
    )


def gap(reader: Reader, one: Measured) -> Gap:
    """How the shares of an indicator stand beside its target."""
    step = reader.one(
        "SELECT value FROM step WHERE indicator = :one AND gone IS NULL ORDER BY pos DESC LIMIT 1", one=one.id
    )
    total = reader.one("SELECT sum(value) FROM share WHERE indicator = :one AND gone IS NULL", one=one.id)
    return Gap(one.ref, one.measure, as_float(step[0]) if step else None, as_float(total[0] if total else None) or 0.0)


def shares_of(reader: Reader, indicator: int) -> dict[str, float]:
    """What each unit has of the target of an indicator."""
    rows = reader.rows(
        "SELECT u.name, h.value FROM share h JOIN unit u ON u.id = h.unit"
        " WHERE h.indicator = :indicator AND h.gone IS NULL ORDER BY u.rank",
        indicator=indicator,
    )
    return {as_text(unit): as_float(value) or 0.0 for unit, value in rows}


def only_year(reader: Reader, plan: str) -> int | None:
    """The year in which a plan lies as a whole; None where it takes longer or says no date.

    Raises:
        Refused: no such plan.
    """
    found = reader.one(
        "SELECT coalesce(period_start, issued), period FROM plan WHERE id = :plan", plan=plan_id(reader, plan)
    )
    first, last = (as_date(found[0]), as_date(found[1])) if found else (None, None)
    return first.year if first is not None and (last is None or last.year == first.year) else None


def task_above(reader: Reader, plan: str, names: tuple[str, ...]) -> TaskKey:
    """The task of a plan that a table names: by its ref, else by its label.

    Args:
        plan: the plan's key; it may stand before the ref.
        names: the ways in which the ref may be read, the text as written first.

    Raises:
        Refused: no such plan or task.
    """
    ident, written = plan_id(reader, plan), names[0].removeprefix(f"{plan}/")
    tries = [("ref", written), *(("ref", name) for name in names[1:]), ("label", written)]
    for column, name in tries:
        sql = f"SELECT id, ref, title FROM task WHERE plan = :plan AND {column} = :name AND gone IS NULL"
        rows = reader.rows(sql, plan=ident, name=name)
        if len(rows) == 1:
            return TaskKey(as_int(rows[0][0]), ident, plan, as_text(rows[0][1]), as_text(rows[0][2]))
    return task_key(reader, f"{plan}/{written}")
