"""Why a light shows what it shows: what an assignment, a task, a unit or a plan rests on as of a date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from store import vocabulary as v
from store.errors import Refused
from store.explained import Evidence, Why
from store.facts import AssignmentFilter, Count, Reason
from store.lights import LightFacts, further, worse_first
from store.queries.assignments import assignments, of_ids
from store.queries.board import board, worst_of
from store.queries.clock import clock
from store.queries.detail import detail
from store.queries.filters import TABLES, of_named
from store.queries.names import plan_id, task_assignments
from store.reader import Reader, as_date, as_float, as_int, as_text
from store.recorded import ids_sql
from store.shapes import Assignment, Detail

MOST_PARTS = 12
"""How many assignments of a unit or plan a page names; the others are counted by light."""


def why_assignment(reader: Reader, assignment: int, as_of: date) -> Why:
    """Why one assignment shows its light.

    Raises:
        Refused: it no longer exists.
    """
    found = evidence(reader, assignment, as_of)
    row, now = found.detail.row, clock(reader, as_of)
    return Why(
        "assignment", row.plan, f"{row.plan}/{row.task}", f"{row.label} {row.title}".strip(), row.unit, as_of,
        now.settings, _cycle(reader, row.plan), row.light, row.reason, found.detail.rule, 0, 0, None, (), (), found,
    )  # fmt: skip


def why_task(reader: Reader, plan: str, task: int, as_of: date, unit: str = "") -> Why:
    """Why a task shows its light, or one group's or unit's parts of it.

    Args:
        reader: of the store.
        plan: its key.
        task: its id.
        as_of: the date the lights are computed for.
        unit: only the parts of this unit, or of the members of this group.

    Raises:
        Refused: no such plan, or nobody owes anything in the task.
    """
    now = clock(reader, as_of)
    ref, label, title, rule, number, done_on = reader.rows(
        """SELECT t.ref, t.label, t.title, coalesce(nullif(t.rule, ''), p.closing), t.rule_n, t.done_on
 FROM task t JOIN plan p ON p.id = t.plan WHERE t.id = :task""",
        task=task,
    )[0]
    rows = of_ids(reader, _ids(reader, task, as_of, unit, plan), as_of)
    if not rows:
        raise Refused("no_assignments", task=f"{plan}/{as_text(ref)}")
    owed = [row for row in rows if row.role != v.SUPPORT] or list(rows)
    closed = as_date(done_on)
    ordered = worse_first(owed) + worse_first(row for row in rows if row not in owed)
    first = ordered[0]
    reason = Reason(v.DONE, on=closed) if closed and not unit else first.reason
    return Why(
        "task", plan, f"{plan}/{as_text(ref)}", f"{as_text(label)} {as_text(title)}".strip(), unit, as_of,
        now.settings, _cycle(reader, plan), reason.light, reason,
        f"count:{as_int(number)}" if rule == "count" else as_text(rule), sum(row.status == v.DONE for row in owed),
        len(owed), closed, _counts(rows), tuple(ordered), evidence(reader, first.id, as_of),
    )  # fmt: skip


def why_unit(reader: Reader, unit: str, plan: str, as_of: date) -> Why:
    """Why a unit, or a group's members, show what they show: in one plan, or in all (empty key).

    Raises:
        Refused: no such plan.
    """
    rows = assignments(reader, AssignmentFilter(plan=plan, units=(unit,)), as_of)
    ordered = worse_first(row for row in rows if not row.task_done) + worse_first(row for row in rows if row.task_done)
    first = ordered[0] if ordered else None
    reason = first.reason if first else None
    return Why(
        "unit", plan, unit, unit, unit, as_of, clock(reader, as_of).settings, _cycle(reader, plan),
        reason.light if reason else "", reason, "", 0, 0, None, _counts(rows), tuple(ordered[:MOST_PARTS]),
        evidence(reader, first.id, as_of) if first else None,
    )  # fmt: skip


def why_plan(reader: Reader, plan: str, as_of: date) -> Why:
    """Why a plan shows its light.

    Raises:
        Refused: no such plan.
    """
    head = board(reader, plan, as_of)
    line, settings = head.plan, head.settings
    assert line is not None
    rows = worst_of(reader, clock(reader, as_of), line.id, MOST_PARTS)
    first = rows[0] if rows else None
    return Why(
        "plan", plan, plan, line.title, "", as_of, settings, line.cycle, line.light, first.reason if first else None,
        "", 0, 0, None, head.counts, rows, evidence(reader, first.id, as_of) if first else None,
    )  # fmt: skip


def evidence(reader: Reader, assignment: int, as_of: date) -> Evidence:
    """What one assignment's light rests on.

    Raises:
        Refused: it no longer exists.
    """
    found, now = _until(detail(reader, assignment, as_of), as_of), clock(reader, as_of)
    sql = """SELECT status, start, due, met_on, last_report, figure, figure_on, pace, plan FROM assignment
 WHERE id = :assignment"""
    status, start, due, met, last, figure, figure_on, pace, plan = reader.rows(sql, assignment=assignment)[0]
    facts = LightFacts(
        as_text(status), as_date(start), as_date(due), as_date(met), as_date(last), as_float(figure),
        as_date(figure_on), as_float(pace),
    )  # fmt: skip
    quiet = now.silence(as_int(plan))
    return Evidence(
        found, further(facts, as_of, now.settings, quiet), quiet, facts.met_on, _source(reader, found.row),
        found.chases,
    )  # fmt: skip


def _until(it: Detail, as_of: date) -> Detail:
    """A detail without what came after a date."""
    return it._replace(
        moves=tuple(one for one in it.moves if one.on <= as_of),
        extensions=tuple(one for one in it.extensions if one.asked_on <= as_of),
        returned=tuple(one for one in it.returned if one.on <= as_of),
        history=tuple(one for one in it.history if one.on <= as_of and not one.undone),
    )


def _ids(reader: Reader, task: int, as_of: date, unit: str, plan: str) -> list[int]:
    """The assignments of a task, else of those under it; of one unit or group where it is named."""
    rows, below, seen = task_assignments(reader, task, as_of.isoformat()), [task], {task}
    while not rows and below:
        under = [as_int(row[0]) for row in reader.rows(
            f"SELECT id FROM task WHERE parent IN ({ids_sql(below)}) AND gone IS NULL ORDER BY pos")]  # fmt: skip
        below = [one for one in under if one not in seen]
        seen.update(below)
        rows = [row for one in below for row in task_assignments(reader, one, as_of.isoformat())]
    found = [ident for ident, _, name, group in rows if unit in ("", name, group)]
    return found or _inside(reader, [ident for ident, *_ in rows], as_of, unit, plan)


def _inside(reader: Reader, ids: Sequence[int], as_of: date, group: str, plan: str) -> list[int]:
    """Those of some assignments that members of a group owe which the plan does not name."""
    condition = of_named(reader, (group,), plan)[0]
    rows = reader.rows(
        f"SELECT a.id FROM {TABLES} WHERE a.id IN ({ids_sql(ids)}) AND {condition}", as_of=as_of.isoformat()
    )
    return [as_int(ident) for (ident,) in rows]


def _cycle(reader: Reader, plan: str) -> str:
    """When reports of a plan fall due, as text."""
    if not plan:
        return ""
    row = reader.one("SELECT cycle FROM plan WHERE id = :plan", plan=plan_id(reader, plan))
    return as_text(row[0]) if row else ""


def _counts(rows: Iterable[Assignment]) -> tuple[Count, ...]:
    """How many show each light."""
    lights = [row.light for row in rows]
    return tuple(Count(light, lights.count(light)) for light in v.LIGHTS if light in lights)


def _source(reader: Reader, row: Assignment) -> str:
    """What a due date is inherited from, by name."""
    if row.due_from == "plan":
        found = reader.one("SELECT title FROM plan WHERE key = :key", key=row.plan)
        return as_text(found[0]) if found else ""
    if row.due_from == "phase":
        return _phase(reader, row.task_id)
    return _parent(reader, row.task_id) if row.due_from == "parent" else ""


def _parent(reader: Reader, task: int) -> str:
    """The nearest task above that has a date of its own."""
    seen = {task}
    while True:
        found = reader.one(
            """SELECT m.id, m.due_own, m.due, m.label, m.title FROM task t JOIN task m ON m.id = t.parent
 WHERE t.id = :task""",
            task=task,
        )
        if found is None or as_int(found[0]) in seen:
            return ""
        task = as_int(found[0])
        seen.add(task)
        if found[1] is not None or found[2] is not None:
            return f"{as_text(found[3])} {as_text(found[4])}".strip()


def _phase(reader: Reader, task: int) -> str:
    """The phase of a task, its own or the one above it is in."""
    seen: Sequence[int] = ()
    while task not in seen:
        seen = (*seen, task)
        found = reader.one(
            """SELECT t.parent, h.name, h.title FROM task t LEFT JOIN phase h ON h.id = t.phase WHERE t.id = :task""",
            task=task,
        )
        if found is None:
            return ""
        name = " ".join(part for part in (as_text(found[1]), as_text(found[2])) if part)
        if name or found[0] is None:
            return name
        task = as_int(found[0])
    return ""
