"""A filter with an order: assignments page by page, each page from the last row of the one before."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from store.facts import AssignmentFilter
from store.queries.assignments import DUE
from store.queries.clock import clock, light_sql
from store.queries.filters import TABLES, where
from store.queries.rows import select
from store.reader import Reader
from store.shapes import Assignment
from store.vocabulary import STATUSES, WORST_FIRST

ORDERS = ("due", "light", "unit", "task")
"""By date, the worst light first, by units in the user's order, by the order of the plan."""
NEVER = "'9999-12-31'"


class Narrowing(NamedTuple):
    """Which assignments a list shows, and in which order."""

    chosen: AssignmentFilter = AssignmentFilter()
    order: str = "due"
    name: str = ""
    """What its user calls it; empty where it has no name."""

    @property
    def is_wide(self) -> bool:
        """Whether it says itself which lights or statuses it is about: else what is overdue or due soon is."""
        return bool(self.chosen.lights or self.chosen.statuses)

    @property
    def is_on(self) -> bool:
        """Whether it leaves anything of its plan out."""
        return self.chosen != AssignmentFilter(plan=self.chosen.plan)

    @property
    def whole(self) -> Narrowing:
        """All that it chooses from: everything where it says itself which lights or statuses it is about."""
        return Narrowing(AssignmentFilter(statuses=STATUSES) if self.is_wide else AssignmentFilter())


def page(
    reader: Reader, wanted: Narrowing, as_of: date, limit: int, after: int | None = None
) -> tuple[Assignment, ...]:
    """One page of the assignments that a filter lets through, in its order.

    Args:
        wanted: the filter and the order.
        as_of: the date it is computed for.
        limit: how many at most.
        after: the id of the last row of the page before; None for the first page.
    """
    now = clock(reader, as_of)
    light = light_sql(now)
    condition, params = where(reader, wanted.chosen, now, light)
    keys = _keys(wanted.order, light)
    parts = [condition, *([] if wanted.is_wide else [DUE])]
    if after is not None:
        parts.append(f"({keys}) > (SELECT {keys} FROM {TABLES} WHERE a.id = :after)")
        params["after"] = after
    return select(reader, now, " AND ".join(parts), params, f"ORDER BY {keys} LIMIT {int(limit)}")


def _keys(order: str, light: str) -> str:
    """What an order compares, one after the other; no value is NULL, and the id makes each row its own."""
    due, place, unit = f"coalesce(a.due, {NEVER})", "a.plan, t.pos, a.task", "u.rank, a.unit"
    whens = " ".join(f"WHEN '{known}' THEN {rank}" for rank, known in enumerate(WORST_FIRST))
    keys = {
        "due": f"{due}, {place}, {unit}",
        "light": f"CASE {light} {whens} ELSE {len(WORST_FIRST)} END, {due}, {place}, {unit}",
        "unit": f"{unit}, {place}",
        "task": f"{place}, {unit}",
    }
    return f"{keys.get(order, keys['due'])}, a.id"
