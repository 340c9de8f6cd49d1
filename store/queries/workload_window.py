"""Workload of a plan with very many units: groups counted by the tally, of the units the first in the user's order."""

from __future__ import annotations

from datetime import date

from store import vocabulary as v
from store.queries.clock import EXISTS, Clock, clock, light_sql
from store.queries.names import plan_id
from store.queries.workload import promises
from store.reader import Reader, as_date, as_int, as_text
from store.recorded import ids_sql
from store.shapes import UnitLoad
from store.tallying import TALLIED
from store.workload import Tally, UnitName, load_of

COUNTS = "sum(a.n), sum(a.n * (a.status = 'blocked')), max(a.last_report)"
MEMBERS = f"""SELECT max(n) FROM (SELECT sum(a.n) AS n FROM {TALLIED} WHERE {{}} AND a.via = :via
 GROUP BY a.task, a.role)"""
"""How many a group has: a task lays one assignment of each role on each of them."""
UNITS = """SELECT u.id, u.name, u.rank, u.is_group, u.sample FROM unit u WHERE u.gone IS NULL AND EXISTS
 (SELECT 1 FROM assignment a WHERE a.unit = u.id AND a.via IS :via AND {}) ORDER BY u.rank, u.id LIMIT :most"""
"""Each unit is asked for its own: `+a.plan` keeps SQLite, which knows no sizes, from asking the whole plan for each."""


def workload_window(reader: Reader, plan: str | None, as_of: date, most: int) -> tuple[UnitLoad, ...]:
    """Each group with what came through it and its first members, then the units that were named themselves.

    Every assignment is counted once; a unit that works through several groups stands under each, with what came
    through that one.

    Args:
        reader: of the store.
        plan: its key; None for the whole store.
        as_of: the date it is computed for.
        most: how many members of each group, and how many other units, are read.

    Raises:
        Refused: no such plan.
    """
    now = clock(reader, as_of)
    condition = EXISTS + (" AND a.plan = :plan_id" if plan else "")
    params = {**now.params, "plan_id": plan_id(reader, plan) if plan else None}
    cases = reader.rows(
        f"SELECT a.via, a.role, {light_sql(now)} AS light, {COUNTS} FROM {TALLIED} WHERE {condition}"
        " GROUP BY a.via, a.role, light",
        **params,
    )
    by_group: dict[int | None, list[Tally]] = {}
    for via, role, light, n, blocked, report in cases:
        key = None if via is None else as_int(via)
        tally = Tally(key or 0, key, as_text(role), as_text(light), as_int(n), as_int(blocked), as_date(report))
        by_group.setdefault(key, []).append(tally)
    promised = promises(reader, as_of)
    tops: list[tuple[int, list[UnitLoad]]] = []
    for group, tallies in by_group.items():
        units = _units(reader, condition, params, group, most)
        below = _loads(reader, now, condition, params, group, units)
        if group is None:
            tops += [(unit.rank, [load]) for unit, load in zip(units, below, strict=True)]
            continue
        head = _named(reader, group)
        row = reader.one(MEMBERS.format(condition), **params, via=group)
        whole = load_of(head, None, tallies, as_int(row[0] or 0) if row else 0)
        whole = whole._replace(silent=whole.silent and whole.last_report is None)
        tops.append((head.rank, [whole, *(load._replace(via=head.name) for load in below)]))
    rows = [load for _, loads in sorted(tops, key=lambda top: (top[0], top[1][0].unit_id)) for load in loads]
    return tuple(load._replace(promised=promised[load.unit_id]) if load.unit_id in promised else load for load in rows)


def _named(reader: Reader, unit: int) -> UnitName:
    """A unit by its id."""
    row = reader.rows("SELECT name, rank, is_group, sample FROM unit WHERE id = :unit", unit=unit)[0]
    return UnitName(unit, as_text(row[0]), as_int(row[1]), bool(row[2]), bool(row[3]))


def _units(reader: Reader, condition: str, params: dict[str, object], group: int | None, most: int) -> list[UnitName]:
    """The first units with something through a group, or named themselves."""
    rows = reader.rows(UNITS.format(condition.replace("a.plan", "+a.plan")), **params, via=group, most=most)
    return [UnitName(as_int(i), as_text(name), as_int(r), bool(g), bool(s)) for i, name, r, g, s in rows]


def _loads(
    reader: Reader, now: Clock, condition: str, params: dict[str, object], group: int | None, units: list[UnitName]
) -> list[UnitLoad]:
    """How these units stand, by what came to them through a group."""
    rows = reader.rows(
        f"""SELECT a.unit, a.role, {light_sql(now)} AS light, count(*), sum(a.status = '{v.BLOCKED}'),
 max(a.last_report) FROM assignment a WHERE a.unit IN ({ids_sql(unit.id for unit in units)}) AND a.via IS :via
 AND {condition.replace("a.plan", "+a.plan")} GROUP BY a.unit, a.role, light""",
        **params, via=group,
    )  # fmt: skip
    by_unit: dict[int, list[Tally]] = {}
    for unit, role, light, n, blocked, report in rows:
        tally = Tally(as_int(unit), group, as_text(role), as_text(light), as_int(n), as_int(blocked), as_date(report))
        by_unit.setdefault(tally.unit_id, []).append(tally)
    return [load_of(unit, None, by_unit.get(unit.id, [])) for unit in units]
