"""Which assignments a list shows, as SQL: the tables behind every list, its order, its WHERE clause."""

from __future__ import annotations

from store.facts import AssignmentFilter
from store.queries.clock import EXISTS, Clock
from store.queries.matching import text_condition
from store.reader import Reader
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


def where(reader: Reader, chosen: AssignmentFilter, clock: Clock, light: str) -> tuple[str, dict[str, object]]:
    """The WHERE clause of a filter over TABLES, with its parameters."""
    parts, params = [EXISTS], clock.params
    if chosen.plan:
        parts.append("p.key = :plan")
        params["plan"] = chosen.plan
    if chosen.units:
        parts.append(
            f"({_any_of('u.name', chosen.units, params, 'unit')} OR {_any_of('g.name', chosen.units, params, 'unit')})"
        )
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
