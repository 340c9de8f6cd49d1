"""Workload per unit, by role and by light: a pure fold of tallies (DOMAIN, rules 1 and 2)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from store import vocabulary as v
from store.shapes import Count, Settings, UnitLoad


class Tally(NamedTuple):
    """How many assignments of one unit share group, role and light."""

    unit_id: int
    via_id: int | None
    role: str
    light: str
    n: int
    blocked: int
    last_report: date | None


class UnitName(NamedTuple):
    """A unit in the user's order."""

    id: int
    name: str
    rank: int
    is_group: bool
    sample: bool


def add_up(tallies: Iterable[Tally]) -> tuple[Count, ...]:
    """Counts by light in the order of vocabulary.LIGHTS, unknown lights last."""
    sums: dict[str, int] = {}
    for tally in tallies:
        sums[tally.light] = sums.get(tally.light, 0) + tally.n
    order = [*v.LIGHTS, *sorted(set(sums) - set(v.LIGHTS))]
    return tuple(Count(light, sums[light]) for light in order if sums.get(light))


SETTLED = (v.DONE, v.DROPPED, v.TO_CONFIRM)
"""The lights of what no longer lies on a unit: what it claims to be done waits for the coordinator."""


def weigh(tallies: Iterable[Tally], settings: Settings) -> float:
    """The load of a unit: what it still owes, where leading and supporting weigh what the store says.

    Args:
        tallies: of its assignments.
        settings: as they counted on the day; what a unit is responsible for weighs 1.
    """
    weights = {v.LEAD: settings.lead_weight, v.SUPPORT: settings.support_weight}
    return sum(tally.n * weights.get(tally.role, 1.0) for tally in tallies if tally.light not in SETTLED)


def load_of(unit: UnitName, via: str | None, tallies: Sequence[Tally], members: int = 0) -> UnitLoad:
    """One row: its assignments by role and light."""
    roles = {role: sum(t.n for t in tallies if t.role == role) for role in v.ROLES}
    reports = [t.last_report for t in tallies if t.last_report is not None]
    return UnitLoad(
        unit=unit.name, via=via, is_group=members > 0, members=members,
        lead=roles[v.LEAD], responsible=roles[v.RESPONSIBLE], support=roles[v.SUPPORT],
        counts=add_up(tallies), blocked=sum(t.blocked for t in tallies), last_report=max(reports, default=None),
        silent=any(t.light == v.NO_REPORT for t in tallies), sample=unit.sample, unit_id=unit.id,
    )  # fmt: skip


def loads(units: Iterable[UnitName], tallies: Iterable[Tally]) -> tuple[UnitLoad, ...]:
    """The workload table in the user's order of units, each group's row followed by its members'.

    A unit that was named directly or works through several groups stands alone, with all that it carries; a unit
    that owes everything through one group stands under that group. A group's own row counts what the members
    under it carry, so folding it hides names and no figure, and rows that are not under a group add up to the total.
    """
    names = {unit.id: unit for unit in units}
    by_unit: dict[int, list[Tally]] = {}
    for tally in tallies:
        by_unit.setdefault(tally.unit_id, []).append(tally)
    under: dict[int, list[int]] = {}
    alone: list[int] = []
    for unit_id, mine in by_unit.items():
        groups = {t.via_id for t in mine}
        via = groups.pop() if len(groups) == 1 else None
        if via is None:
            alone.append(unit_id)
        else:
            under.setdefault(via, []).append(unit_id)
    rows: list[UnitLoad] = []
    for top in sorted({*alone, *under}, key=lambda unit_id: (names[unit_id].rank, unit_id)):
        if top in alone:
            rows.append(load_of(names[top], None, by_unit[top]))
        if top in under:
            members = sorted(under[top], key=lambda unit_id: (names[unit_id].rank, unit_id))
            carried = [t for unit_id in members for t in by_unit[unit_id]]
            below = [load_of(names[unit_id], names[top].name, by_unit[unit_id]) for unit_id in members]
            whole = load_of(names[top], None, carried, len(members))
            rows += [whole._replace(silent=all(load.silent for load in below)), *below]
    return tuple(rows)
