"""Which assignments a list shows, as SQL: the tables behind every list, its order, its WHERE clause."""

from __future__ import annotations

from store.facts import AssignmentFilter
from store.queries.clock import EXISTS, MEMBER, Clock
from store.queries.matching import text_condition
from store.reader import Reader, as_int
from store.recorded import ids_sql
from store.tallying import TALLIED

TABLES = """assignment a JOIN task t ON t.id = a.task JOIN unit u ON u.id = a.unit JOIN plan p ON p.id = a.plan
 LEFT JOIN section s ON s.id = t.section LEFT JOIN unit g ON g.id = a.via"""

CASES = f"""{TALLIED} JOIN task t ON t.id = a.task JOIN plan p ON p.id = a.plan
 LEFT JOIN section s ON s.id = t.section LEFT JOIN unit g ON g.id = a.via"""
"""The tally in place of the assignments, for counts that ask for no unit: `sum(a.n)`."""

WANTED = """(SELECT x.wanted FROM extension x WHERE x.assignment = a.id AND x.decision = 'pending' AND x.gone IS NULL
 ORDER BY x.asked_on DESC, x.id DESC LIMIT 1)"""
"""Until when an extension is asked that waits for its decision."""

ORDER = "a.plan, t.pos, a.task, u.rank, a.id"


def _any_of(column: str, values: tuple[str, ...], params: dict[str, object], stem: str) -> str:
    """`column IN (…)` with named parameters."""
    names = [f"{stem}{i}" for i in range(len(values))]
    params.update(zip(names, values, strict=True))
    return f"{column} IN ({', '.join(':' + name for name in names)})"


def of_named(reader: Reader, names: tuple[str, ...], plan: str = "") -> tuple[str, bool]:
    """Laid on units of these names, or on them as members of groups of these names: a condition over TABLES.

    A group that the plan does not name, as a province whose townships owe what is laid on all of a country, stands for
    everybody inside it on the day (`:as_of`).

    Args:
        reader: of the store.
        names: of units and groups.
        plan: the key of the plan that is meant; empty for all.

    Returns:
        The condition, and whether it finds the assignments by itself: no other index is to be used then.
    """
    params: dict[str, object] = {"plan": plan}
    rows = reader.rows(
        f"""SELECT f.id, f.is_group AND EXISTS (SELECT 1 FROM mandate m JOIN task t ON t.id = m.task
 JOIN plan p ON p.id = t.plan WHERE m.unit = f.id AND m.gone IS NULL AND :plan IN ('', p.key))
 FROM unit f WHERE {_any_of("f.name", names, params, "name")}""",
        **params,
    )
    ways = ids_sql(as_int(unit) for unit, is_named_group in rows if is_named_group)
    others = ids_sql(as_int(unit) for unit, is_named_group in rows if not is_named_group)
    inside = f"""a.id IN (WITH RECURSIVE inside(unit) AS (SELECT f.id FROM unit f WHERE f.id IN ({others}) UNION
 SELECT m.unit FROM inside i JOIN membership m ON m.group_unit = i.unit WHERE {MEMBER})
 SELECT x.id FROM inside i CROSS JOIN assignment x ON x.unit = i.unit)"""
    if not ways:
        return inside, True
    through = f"a.via IN ({ways}) OR a.unit IN ({ways})"
    return (f"({through} OR +{inside})" if others else f"({through})"), False


def where(reader: Reader, chosen: AssignmentFilter, clock: Clock, light: str) -> tuple[str, dict[str, object]]:
    """The WHERE clause of a filter over TABLES, with its parameters."""
    parts, params = [EXISTS], clock.params
    named, found = of_named(reader, chosen.units, chosen.plan) if chosen.units else ("", False)
    if chosen.plan:
        parts.append("+p.key = :plan" if found else "p.key = :plan")
        params["plan"] = chosen.plan
    if named:
        parts.append(named)
    if chosen.roles:
        parts.append(_any_of("a.role", chosen.roles, params, "role"))
    if chosen.statuses:
        parts.append(_any_of("a.status", chosen.statuses, params, "status"))
    if chosen.lights:
        parts.append(_any_of(f"({light})", chosen.lights, params, "light"))
    if chosen.due_before is not None:
        parts.append("a.due < :due_before")
        params["due_before"] = chosen.due_before.isoformat()
    if chosen.text.strip():
        condition, meant = text_condition(reader, chosen.text)
        parts.append(condition)
        params |= meant
    if chosen.open_only:
        parts.append("a.status NOT IN ('done', 'dropped') AND t.done_on IS NULL")
    return " AND ".join(parts), params
