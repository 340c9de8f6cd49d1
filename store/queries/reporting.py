"""Who reported, for which period, and when: on time, late or missing; and what a unit can be asked about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from store import vocabulary as v
from store.cycle import Cycle, Period, after, before, last_closed, parse_cycle
from store.queries.clock import EXISTS, clock, light_sql
from store.queries.names import plan_id
from store.reader import Reader, as_date, as_int, as_text
from store.recorded import ids_sql
from store.reported import LATE, MISSING, ON_TIME, Came, NotReported, Reports, UnitReports
from store.shapes import PlanLine, Reporting


class _Cycled(NamedTuple):
    """A plan with its cycle."""

    id: int
    key: str
    cycle: Cycle
    issued: date | None
    closed: date | None


def _cycled(reader: Reader, plan: int) -> _Cycled | None:
    """The plan of that id; None where it has no cycle."""
    row = reader.one("SELECT key, cycle, issued, state, closed_on FROM plan WHERE id = :plan", plan=plan)
    cycle = parse_cycle(as_text(row[1])) if row else None
    if row is None or cycle is None:
        return None
    closed = as_date(row[4]) if row[3] == "closed" else None
    return _Cycled(plan, as_text(row[0]), cycle, as_date(row[2]), closed)


def cycle_of(reader: Reader, plan: int) -> str:
    """The reporting cycle of the plan of that id; empty for none."""
    row = reader.one("SELECT cycle FROM plan WHERE id = :plan", plan=plan)
    return as_text(row[0]) if row else ""


def _last(plan: _Cycled, as_of: date) -> Period | None:
    """The last period whose reports fell due; none do before a plan is issued, nor once it is closed."""
    period = last_closed(plan.cycle, as_of)
    while plan.closed is not None and period.due > plan.closed:
        period = before(plan.cycle, period)
    return period if plan.issued is None or period.end >= plan.issued else None


OWED = """a.gone IS NULL AND +a.plan = :plan AND (a.since IS NULL OR a.since <= :end)
 AND (a.until IS NULL OR a.until > :due) AND (a.start IS NULL OR a.start <= :end)
 AND (a.met_on IS NULL OR a.met_on >= :start OR a.status NOT IN ('done', 'dropped'))"""
"""A report was due on assignment `a`; the + has it looked up by its unit, not by a plan that a million share."""
CAME = f"""WITH said AS (SELECT a.unit, min(r.received) AS received FROM {{}} WHERE {OWED} AND r.gone IS NULL
 AND r.on_date >= :since AND r.on_date <= :next_due AND r.received <= :as_of
 AND (r.on_date <= :due OR r.received <= :next_due) GROUP BY a.unit)
 SELECT u.id, u.name, s.received FROM unit u LEFT JOIN said s ON s.unit = u.id
 WHERE {{}} AND EXISTS (SELECT 1 FROM assignment a WHERE a.unit = u.id AND {OWED}) ORDER BY u.rank, u.id"""


def _came_sql(among: Sequence[int] | None) -> str:
    """Of all units from the reports to their assignments; of some only from their assignments to the reports."""
    if among is None:
        return CAME.format("report r CROSS JOIN assignment a ON a.id = r.assignment", "1")
    few = ids_sql(among)
    looked_up = f"(SELECT * FROM assignment WHERE unit IN ({few})) a CROSS JOIN report r ON r.assignment = a.id"
    return CAME.format(looked_up, f"u.id IN ({few})")


def _came(
    reader: Reader, plan: _Cycled, period: Period, as_of: date, among: Sequence[int] | None = None
) -> list[tuple[int, str, Came]]:
    """(unit id, unit, how it reported) of each that owed a report, in the user's order.

    A unit owes one when it was there at the end of the period and still on the day the report fell due, and one of its
    windows was open in the period and not settled before it. A statement counts for the period when it speaks of a day
    after the due date before it. It is on time when it came in by its own due date; it is late when it came in
    afterwards: whenever it speaks of a day up to the due date, else before the next one.
    """
    rows = reader.rows(
        _came_sql(among), plan=plan.id, as_of=as_of.isoformat(), since=period.counts_from.isoformat(),
        due=period.due.isoformat(), next_due=after(plan.cycle, period).due.isoformat(), start=period.start.isoformat(),
        end=period.end.isoformat(),
    )  # fmt: skip
    found = []
    for ident, unit, received in rows:
        day = as_date(received)
        state = MISSING if day is None else ON_TIME if day <= period.due else LATE
        found.append((as_int(ident), as_text(unit), Came(state, day)))
    return found


def reporting(reader: Reader, line: PlanLine, as_of: date) -> Reporting | None:
    """How the last closed period was reported, units in the user's order; None for a plan without a cycle."""
    plan = _cycled(reader, line.id) if line.cycle else None
    period = _last(plan, as_of) if plan else None
    if plan is None or period is None:
        return None
    came = _came(reader, plan, period, as_of)
    following = after(plan.cycle, period)
    return Reporting(
        start=period.start, end=period.end, due=period.due,
        on_time=tuple(unit for _, unit, each in came if each.state == ON_TIME),
        late=tuple((unit, each.received) for _, unit, each in came if each.state == LATE and each.received),
        missing=tuple(unit for _, unit, each in came if each.state == MISSING),
        next_due=following.due, next_unsure=following.holidays_unknown,
    )  # fmt: skip


def reports(
    reader: Reader, plan: str, as_of: date, periods: int = 12, among: Sequence[int] | None = None
) -> Reports | None:
    """Who reported for each of the last closed periods; None for a plan without a cycle.

    Args:
        reader: of the store.
        plan: its key.
        as_of: the date it is computed for.
        periods: how many at most.
        among: the ids of the units that are asked; None for all.

    Raises:
        Refused: no such plan.
    """
    found = _cycled(reader, plan_id(reader, plan))
    if found is None:
        return None
    period, known = _last(found, as_of), list[Period]()
    while period is not None and len(known) < periods:
        known.append(period)
        period = before(found.cycle, period)
        period = None if found.issued is not None and period.end < found.issued else period
    known.reverse()
    names: dict[int, str] = {}
    cells: dict[int, dict[int, Came]] = {}
    for index, each in enumerate(known):
        for ident, unit, came in _came(reader, found, each, as_of, among):
            names[ident] = unit
            cells.setdefault(ident, {})[index] = came
    units = [
        UnitReports(names[ident], ident, tuple(cells[ident].get(index) for index in range(len(known))))
        for ident in _in_order(reader, names)
    ]
    return Reports(tuple(known), tuple(units))


def _in_order(reader: Reader, units: dict[int, str]) -> list[int]:
    """Units in the user's order."""
    chosen = ", ".join(str(ident) for ident in units)
    return [as_int(ident) for (ident,) in reader.rows(f"SELECT id FROM unit WHERE id IN ({chosen}) ORDER BY rank, id")]


# Who has not reported


def not_reported(reader: Reader, plan: str | None, as_of: date) -> tuple[NotReported, ...]:
    """The units from which a report is missing, plan by plan, in the user's order of units.

    Args:
        reader: of the store.
        plan: its key; None for all open plans.
        as_of: the date it is computed for.

    Raises:
        Refused: no such plan.
    """
    chosen = plan_id(reader, plan) if plan else None
    rows = reader.rows(
        "SELECT id, key FROM plan WHERE gone IS NULL AND state <> 'closed' AND (:plan IS NULL OR id = :plan)"
        " ORDER BY id",
        plan=chosen,
    )
    found: list[NotReported] = []
    for ident, key in rows:
        cycled = _cycled(reader, as_int(ident))
        period = _last(cycled, as_of) if cycled else None
        if cycled is None:
            units = _silent(reader, as_int(ident), as_of)
        else:
            came = _came(reader, cycled, period, as_of) if period else []
            units = [(unit, name) for unit, name, each in came if each.state == MISSING]
        found += [_whom(reader, as_int(ident), as_text(key), unit, period, as_of) for unit in units]
    return tuple(found)


def _silent(reader: Reader, plan: int, as_of: date) -> list[tuple[int, str]]:
    """The units of a plan without a cycle that have been silent for the store's days about something."""
    now = clock(reader, as_of)
    rows = reader.rows(
        f"""SELECT DISTINCT u.id, u.name, u.rank FROM assignment a JOIN unit u ON u.id = a.unit
 WHERE {EXISTS} AND a.plan = :plan AND {light_sql(now)} = '{v.NO_REPORT}' ORDER BY u.rank, u.id""",
        plan=plan, **now.params,
    )  # fmt: skip
    return [(as_int(ident), as_text(name)) for ident, name, _ in rows]


IN_FORCE = "gone IS NULL AND (since IS NULL OR since <= :as_of) AND (until IS NULL OR until > :as_of)"


def _whom(
    reader: Reader, plan: int, key: str, unit: tuple[int, str], period: Period | None, as_of: date
) -> NotReported:  # fmt: skip
    """One unit with what a coordinator needs before calling it."""
    facts: dict[str, object] = {"unit": unit[0], "plan": plan, "as_of": as_of.isoformat()}
    said = reader.one(
        f"""SELECT max(a.last_report), sum(a.status NOT IN ('done', 'dropped')) FROM assignment a
 WHERE a.unit = :unit AND a.plan = :plan AND {EXISTS}""",
        **facts,
    )  # fmt: skip
    last, waiting = (as_date(said[0]), as_int(said[1] or 0)) if said else (None, 0)
    who = reader.one(
        f"""SELECT name, phone FROM contact WHERE unit = :unit AND {IN_FORCE}
 ORDER BY CASE kind WHEN 'liaison' THEN 0 ELSE 1 END, since DESC, id DESC LIMIT 1""",
        **facts,
    )  # fmt: skip
    chased = reader.one(
        """SELECT count(*) FROM chase c WHERE c.unit = :unit AND c.gone IS NULL AND c.on_date <= :as_of
 AND (:last IS NULL OR c.on_date > :last) AND (NOT EXISTS (SELECT 1 FROM chase_item i WHERE i.chase = c.id)
  OR EXISTS (SELECT 1 FROM chase_item i JOIN assignment a ON a.id = i.assignment
   WHERE i.chase = c.id AND i.gone IS NULL AND a.plan = :plan))""",
        last=last.isoformat() if last else None, **facts,
    )  # fmt: skip
    name, phone = (as_text(who[0]), as_text(who[1])) if who else ("", "")
    return NotReported(key, unit[1], unit[0], period, last, name, phone, as_int(chased[0]) if chased else 0, waiting)
