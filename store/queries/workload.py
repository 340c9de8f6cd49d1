"""Workload per unit, counted by SQL and folded by the pure rule."""

from __future__ import annotations

from datetime import date

from store.queries.clock import clock, light_sql
from store.queries.filters import TABLES, where
from store.queries.matching import INLINE
from store.reader import Reader, as_date, as_int, as_text
from store.recorded import ids_sql
from store.shapes import AssignmentFilter, UnitLoad
from store.workload import SETTLED, Tally, UnitName, loads


def workload(reader: Reader, plan: str | None, as_of: date, text: str = "") -> tuple[UnitLoad, ...]:
    """Each unit's assignments by role and light, in the user's order, members under their group.

    Args:
        plan: a plan's key, or None for the whole store.
        text: only assignments in which this is found (see AssignmentFilter.text).
    """
    now = clock(reader, as_of)
    condition, params = where(reader, AssignmentFilter(plan=plan or "", text=text), now, light_sql(now))
    rows = reader.rows(
        f"""SELECT a.unit, a.via, a.role, {light_sql(now)} AS light, count(*), sum(a.status = 'blocked'),
 max(a.last_report) FROM {TABLES} WHERE {condition} GROUP BY a.unit, a.via, a.role, light""",
        **params,
    )
    tallies = [
        Tally(as_int(unit), None if via is None else as_int(via), as_text(role), as_text(light), as_int(n),
              as_int(blocked), as_date(report))
        for unit, via, role, light, n, blocked, report in rows
    ]  # fmt: skip
    meant = {unit for tally in tallies for unit in (tally.unit_id, tally.via_id) if unit is not None}
    among = f" AND id IN ({ids_sql(meant)})" if len(meant) <= INLINE else ""
    units = reader.rows(f"SELECT id, name, rank, is_group, sample FROM unit WHERE gone IS NULL{among}")
    found = loads([UnitName(as_int(i), as_text(n), as_int(r), bool(g), bool(s)) for i, n, r, g, s in units], tallies)
    promised = promises(reader, as_of)
    return tuple(
        load._replace(promised=promised[load.unit_id]) if load.unit_id in promised and owes(load) else load
        for load in found
    )


def owes(load: UnitLoad) -> bool:
    """Whether something of it is open: what is done, dropped or claimed waits for nobody's promise."""
    return any(count.light not in SETTLED for count in load.counts)


def promises(reader: Reader, as_of: date) -> dict[int, date]:
    """By unit, the day that it promised when it was asked last."""
    rows = reader.rows(
        """SELECT h.unit, h.promised FROM chase h WHERE h.gone IS NULL AND h.on_date <= :as_of
 AND h.promised IS NOT NULL AND NOT EXISTS (SELECT 1 FROM chase l WHERE l.unit = h.unit AND l.gone IS NULL
  AND l.on_date <= :as_of AND (l.on_date > h.on_date OR l.on_date = h.on_date AND l.id > h.id))""",
        as_of=as_of.isoformat(),
    )
    return {as_int(unit): day for unit, text in rows if (day := as_date(text)) is not None}
