"""Courses of work: of tasks from the tally, of units page by page."""

from __future__ import annotations

from datetime import date

from store import vocabulary as v
from store.queries.clock import EXISTS, Clock, clock, light_sql
from store.queries.filters import TABLES, where
from store.queries.matching import text_condition
from store.queries.names import plan_id
from store.queries.workload import promises
from store.reader import Reader, as_date, as_int, as_text
from store.shapes import AssignmentFilter, UnitLoad
from store.tallying import TALLIED
from store.timeline import Course, Stretch, TaskDate, Tick, UnitCourse
from store.workload import Tally, add_up

HERE = f"{EXISTS} AND (:plan IS NULL OR a.plan = :plan)"
LATE = f"a.due < :as_of AND a.met_on IS NULL AND a.status NOT IN ('{v.DONE}', '{v.DROPPED}', '{v.CLAIMED}')"
"""The light of being overdue, alone: `light_sql` for all lights costs four times as much over a whole country."""
Found = tuple[str, dict[str, object]]
"""A condition over `assignment a` and its named parameters."""


def _meant(reader: Reader, now: Clock, chosen: AssignmentFilter) -> Found:
    """The assignments that a filter lets through; a plan and a text alone ask for no other table."""
    params = {**now.params, "plan": plan_id(reader, chosen.plan) if chosen.plan else None}
    parts, rest = [HERE], chosen._replace(plan="", text="")
    if chosen.text.strip():
        condition, named = text_condition(reader, chosen.text)
        parts.append(condition)
        params |= named
    if rest != AssignmentFilter():
        condition, named = where(reader, rest, now, light_sql(now))
        parts.append(f"a.id IN (SELECT a.id FROM {TABLES} WHERE {condition})")
        params |= named
    return " AND ".join(parts), params


def stretches(reader: Reader, chosen: AssignmentFilter, as_of: date) -> tuple[Stretch, ...]:
    """The courses of all tasks, each by the ways its assignments came.

    Args:
        reader: the store.
        chosen: the plan's key, empty for all, and what else is asked of assignments.
        as_of: the date that lights are computed for.

    Raises:
        Refused: no such plan.
    """
    now = clock(reader, as_of)
    condition, params = _meant(reader, now, chosen)
    every = chosen == AssignmentFilter(plan=chosen.plan)
    source, n = (TALLIED, "a.n") if every else ("assignment a", "1")
    late = f"{LATE} AND a.task NOT IN (SELECT id FROM task WHERE done_on IS NOT NULL)"
    rows = reader.rows(
        f"""SELECT a.task, coalesce(a.via, 0) AS way, a.role = '{v.SUPPORT}' AS supports, min(a.start), max(a.due),
 max(a.due_first), sum({n} * (a.status = '{v.DONE}')), sum({n}), sum({n} * ({late})),
 min(CASE WHEN {late} THEN a.due END) FROM {source} WHERE {condition} GROUP BY a.task, way, supports""",
        **params,
    )
    return tuple(
        Stretch(
            as_int(task), as_int(via), bool(supports),
            Course(as_date(start), as_date(due), as_date(first), as_int(done), as_int(total), as_int(late or 0),
                   as_date(since)),
        )
        for task, via, supports, start, due, first, done, total, late, since in rows
    )  # fmt: skip


def task_dates(reader: Reader, plan: str | None) -> dict[int, TaskDate]:
    """By task, its date in words and the day on which it was done."""
    rows = reader.rows(
        """SELECT id, due_own, due_own_phrase, due_own_basis, due_phrase, done_on FROM task
 WHERE gone IS NULL AND (:plan IS NULL OR plan = :plan)""",
        plan=plan_id(reader, plan) if plan else None,
    )
    found = {}
    for ident, own, own_phrase, basis, phrase, done_on in rows:
        said = (own_phrase, basis) if own else (phrase, "plan" if phrase else "")
        found[as_int(ident)] = TaskDate(as_text(said[0]), as_text(said[1]), as_date(done_on))
    return found


def unit_total(reader: Reader, chosen: AssignmentFilter, as_of: date) -> int:
    """How many units owe something, or something that a filter lets through.

    Raises:
        Refused: no such plan.
    """
    condition, params = _meant(reader, clock(reader, as_of), chosen)
    row = reader.one(f"SELECT count(*) FROM unit u WHERE {_owing(condition)}", **params)
    return as_int(row[0]) if row else 0


def _owing(condition: str) -> str:
    """A unit (`u`) owes an assignment that a condition lets through."""
    return f"EXISTS (SELECT 1 FROM assignment a WHERE a.unit = u.id AND {condition})"


def unit_page(
    reader: Reader, chosen: AssignmentFilter, as_of: date, offset: int, limit: int, of: int
) -> tuple[UnitCourse, ...]:
    """Some of the units that owe something, in the user's order.

    The units are gone through by their order, from the end that is nearer, and nothing is sorted.

    Args:
        reader: the store.
        chosen: as for `unit_total`.
        as_of: the date that lights are computed for.
        offset: how many units stand before.
        limit: how many at most.
        of: how many there are (`unit_total`).
    """
    now = clock(reader, as_of)
    condition, params = _meant(reader, now, chosen)
    limit = max(min(limit, of - offset), 0)
    behind = max(of - offset - limit, 0)
    turn, skipped = (" DESC", behind) if behind < offset else ("", offset)
    units = reader.rows(
        f"""SELECT u.id, u.name, u.sample FROM unit u WHERE {_owing(condition)}
 ORDER BY u.rank{turn}, u.id{turn} LIMIT {int(limit)} OFFSET {int(skipped)}""",
        **params,
    )
    ids = ", ".join(str(as_int(row[0])) for row in units) or "NULL"
    owed: dict[int, list[tuple[object, ...]]] = {}
    for row in reader.rows(
        f"""SELECT a.unit, a.role, {light_sql(now)} AS light, a.start, a.due, a.due_first, a.status, a.last_report,
 a.done_on, t.done_on FROM assignment a JOIN task t ON t.id = a.task WHERE a.unit IN ({ids}) AND {condition}
 ORDER BY a.unit, a.due""",
        **params,
    ):
        owed.setdefault(as_int(row[0]), []).append(row[1:])
    promised = promises(reader, as_of)
    found = [
        _unit_course(as_int(ident), as_text(name), bool(sample), owed.get(as_int(ident), []), promised)
        for ident, name, sample in units
    ]
    return tuple(found[::-1] if turn else found)


def _unit_course(
    ident: int, name: str, sample: bool, rows: list[tuple[object, ...]], promised: dict[int, date]
) -> UnitCourse:
    """One unit with what it owes, as its row shows it."""
    roles = dict.fromkeys(v.ROLES, 0)
    tallies: list[Tally] = []
    ticks: dict[tuple[date, str], int] = {}
    days: dict[str, list[date]] = {"start": [], "due": [], "first": [], "late": [], "said": []}
    done_on: list[date | None] = []
    for role, light, start, due, first, status, said, done, closed in rows:
        roles[as_text(role)] = roles.get(as_text(role), 0) + 1
        tallies.append(Tally(ident, None, as_text(role), as_text(light), 1, status == v.BLOCKED, None))
        for kind, value in (("start", start), ("due", due), ("first", first), ("said", said)):
            if (day := as_date(value)) is not None:
                days[kind].append(day)
        day = as_date(due)
        if day is not None:
            ticks[day, as_text(light)] = ticks.get((day, as_text(light)), 0) + 1
            if light == v.OVERDUE and closed is None:
                days["late"].append(day)
        done_on.append(as_date(done) if status == v.DONE else None)
    open_ones = any(tally.light not in (v.DONE, v.DROPPED, v.TO_CONFIRM) for tally in tallies)
    load = UnitLoad(
        unit=name, via=None, is_group=False, members=0, lead=roles[v.LEAD], responsible=roles[v.RESPONSIBLE],
        support=roles[v.SUPPORT], counts=add_up(tallies), blocked=sum(tally.blocked for tally in tallies),
        last_report=max(days["said"], default=None), silent=any(tally.light == v.NO_REPORT for tally in tallies),
        sample=sample, unit_id=ident, promised=promised.get(ident) if open_ones else None,
    )  # fmt: skip
    course = Course(
        min(days["start"], default=None), max(days["due"], default=None), max(days["first"], default=None),
        sum(tally.light == v.DONE for tally in tallies), len(tallies), len(days["late"]),
        min(days["late"], default=None), max(day for day in done_on if day) if done_on and all(done_on) else None,
    )  # fmt: skip
    return UnitCourse(load, course, tuple(Tick(due, light, n) for (due, light), n in sorted(ticks.items())))
