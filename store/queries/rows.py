"""The one SELECT behind every list of assignments, and the way from its rows to the shape."""

from __future__ import annotations

from collections.abc import Iterable

from store.lights import LightFacts, days_late, light_of
from store.queries.clock import Clock
from store.queries.filters import TABLES, WANTED
from store.reader import Reader, as_date, as_float, as_int, as_text
from store.recorded import ids_sql
from store.shapes import Assignment

COLUMNS = f"""a.id, p.key, t.ref, t.label, t.title, coalesce(s.title, ''), u.name, g.name, a.role, a.status, a.percent,
 a.start, a.due, a.due_phrase, a.due_from, a.due_first, a.due_basis, a.due_doubt, a.done_on, a.claimed_on,
 a.last_report, a.note, a.updated_on, a.version, a.task, a.unit, t.done_on, t.pos, u.rank, a.met_on, a.figure,
 a.figure_on, a.pace, a.plan, a.late_kept, {WANTED}"""


def read_assignment(row: tuple[object, ...], clock: Clock) -> Assignment:
    """One row of COLUMNS as the shape, with its light."""
    (ident, plan, ref, label, title, section, unit, via, role, status, percent, start, due, due_text, due_from,
     due_first, basis, doubt, done_on, claimed_on, last_report, note, updated, version, task_id, unit_id, task_done,
     pos, rank, met_on, figure, figure_on, pace, plan_id, late_kept, wanted) = row  # fmt: skip
    facts = LightFacts(
        as_text(status), as_date(start), as_date(due), as_date(met_on), as_date(last_report), as_float(figure),
        as_date(figure_on), as_float(pace),
    )  # fmt: skip
    reason = light_of(facts, clock.as_of, clock.settings, clock.silence(as_int(plan_id)))
    return Assignment(
        id=as_int(ident), plan=as_text(plan), task=as_text(ref), label=as_text(label), title=as_text(title),
        section=as_text(section), unit=as_text(unit), via=as_text(via) or None, role=as_text(role),
        status=as_text(status), percent=as_float(percent) if figure is None else as_float(figure),
        start=facts.start, due=facts.due, due_text=as_text(due_text) or None, due_from=as_text(due_from) or None,
        due_first=as_date(due_first), due_basis=as_text(basis) or None, due_doubt=as_text(doubt), light=reason.light,
        reason=reason, days_late=days_late(facts.due, facts.met_on, clock.as_of), done_on=as_date(done_on),
        claimed_on=as_date(claimed_on), last_report=facts.last_report, note=as_text(note),
        updated_on=as_date(updated), version=as_int(version), task_id=as_int(task_id), unit_id=as_int(unit_id),
        task_done=task_done is not None, pos=as_int(pos), rank=as_int(rank),
        late_kept=as_int(late_kept), wanted=as_date(wanted),
    )  # fmt: skip


def select(
    reader: Reader, clock: Clock, condition: str, params: dict[str, object], tail: str
) -> tuple[Assignment, ...]:
    """The assignments that a condition over TABLES lets through, in the order that `tail` gives."""
    sql = f"SELECT {COLUMNS} FROM {TABLES} WHERE {condition} {tail}"
    return tuple(read_assignment(row, clock) for row in reader.rows(sql, **params))


RANKED = """unit u CROSS JOIN assignment a ON a.unit = u.id JOIN task t ON t.id = a.task JOIN plan p ON p.id = +a.plan
 LEFT JOIN section s ON s.id = t.section LEFT JOIN unit g ON g.id = a.via"""
"""TABLES from the units on: their order is that of an index, and each one's assignments are looked up. The + keeps from
looking them up by date or plan, which thousands share."""


def of_units(
    reader: Reader, clock: Clock, units: Iterable[int], condition: str, params: dict[str, object]
) -> tuple[Assignment, ...]:
    """The assignments of some units that a condition lets through, looked up unit by unit."""
    sql = f"SELECT {COLUMNS} FROM {RANKED} WHERE u.id IN ({ids_sql(units)}) AND {condition} ORDER BY a.id"
    return tuple(read_assignment(row, clock) for row in reader.rows(sql, **params))


def in_rank(
    reader: Reader, clock: Clock, condition: str, params: dict[str, object], limit: int, offset: int = 0
) -> tuple[Assignment, ...]:
    """The first assignments of one task that a condition lets through, in the user's order of units.

    For the first rows of very many: nothing is sorted, and no more is read than is asked for.
    """
    sql = f"""SELECT {COLUMNS} FROM {RANKED} WHERE {condition.replace("a.due", "+a.due")}
 ORDER BY u.rank, u.id LIMIT {int(limit)} OFFSET {int(offset)}"""
    return tuple(read_assignment(row, clock) for row in reader.rows(sql, **params))


MANY = 2_000
"""From so many on that a condition lets through, units in their order are asked one by one until enough are found."""


def some(
    reader: Reader, clock: Clock, condition: str, params: dict[str, object], limit: int, n: int
) -> tuple[Assignment, ...]:
    """The first of the `n` assignments of one task that a condition lets through, in the user's order of units."""
    if n >= MANY and reader.live:
        return in_rank(reader, clock, condition, params, limit)
    return select(reader, clock, condition, params, f"ORDER BY u.rank, a.id LIMIT {int(limit)}")
