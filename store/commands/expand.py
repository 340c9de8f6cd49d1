"""Groups expand: one assignment for each member (DOMAIN, rule 1)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from sqlmodel import col, select

from store import vocabulary as v
from store.commands.targets import update
from store.errors import Refused
from store.models import Assignment, Mandate, Membership, Task, Unit
from store.writer import Transaction


class Wanted(NamedTuple):
    """An assignment that a mandate asks for: the unit, through which group, for how long."""

    mandate: int
    unit: int
    via: int | None
    since: date | None
    until: date | None


class Link(NamedTuple):
    """One dated membership."""

    group: int
    unit: int
    since: date | None
    until: date | None


def leaves(group: int, links: Iterable[Link], since: date | None = None, until: date | None = None) -> list[Link]:
    """The units that stand behind a group, through groups in groups, with the time for which they do."""
    found: list[Link] = []
    known = list(links)
    for link in known:
        if link.group != group:
            continue
        begin = max((day for day in (since, link.since) if day), default=None)
        end = min((day for day in (until, link.until) if day), default=None)
        inner = leaves(link.unit, known, begin, end)
        found += inner or [Link(group, link.unit, begin, end)]
    return found


def refuse_cycles(t: Transaction) -> None:
    """Refuse groups that contain each other.

    Raises:
        Refused: naming the units of the circle.
    """
    t.session.flush()
    rows = t.session.exec(select(Membership).where(col(Membership.gone).is_(None)))
    below: dict[int, list[int]] = {}
    for row in rows:
        below.setdefault(row.group_unit, []).append(row.unit)

    def visit(unit: int, path: tuple[int, ...]) -> None:
        if unit in path:
            circle = [t.session.get_one(Unit, ident).name for ident in (*path[path.index(unit) :], unit)]
            raise Refused("cyclic_group", names=tuple(circle))
        for member in below.get(unit, ()):
            visit(member, (*path, unit))

    for group in below:
        visit(group, ())


def wanted_of(mandates: Iterable[Mandate], links: list[Link]) -> list[Wanted]:
    """The assignments of ONE task: a unit named directly wins, so expansion skips it; nobody owes one role twice."""
    known = list(mandates)
    named = {mandate.unit for mandate in known}
    found: list[Wanted] = []
    taken: set[tuple[int, str]] = set()
    for mandate in known:
        assert mandate.id is not None
        members = leaves(mandate.unit, links)
        if not members:
            found.append(Wanted(mandate.id, mandate.unit, None, None, None))
        for member in members:
            if member.unit not in named and (member.unit, mandate.role) not in taken:
                taken.add((member.unit, mandate.role))
                found.append(Wanted(mandate.id, member.unit, mandate.unit, member.since, member.until))
    return found


def expand(t: Transaction, plan: int) -> list[int]:
    """Bring the assignments of a plan in line with its mandates and memberships.

    Missing ones are made. One that no member stands behind any more ends: a group's own assignment on the day its
    members begin, with its history.

    Returns:
        The assignments made or changed.
    """
    t.session.flush()
    links = [
        Link(row.group_unit, row.unit, row.since, row.until)
        for row in t.session.exec(select(Membership).where(col(Membership.gone).is_(None)))
    ]
    tasks = select(Task.id).where(Task.plan == plan)
    by_task: dict[int, list[Mandate]] = {}
    chosen = select(Mandate).where(col(Mandate.task).in_(tasks), col(Mandate.gone).is_(None))
    for mandate in t.session.exec(chosen.order_by(col(Mandate.task), col(Mandate.pos))):
        by_task.setdefault(mandate.task, []).append(mandate)
    existing = {
        (row.mandate, row.unit): row for row in t.session.exec(select(Assignment).where(Assignment.plan == plan))
    }
    touched: list[Assignment] = []
    for task, mandates in by_task.items():
        wanted = wanted_of(mandates, links)
        touched += _make_missing(t, plan, task, mandates, wanted, existing)
        touched += _end_replaced(t, mandates, wanted, existing)
    t.session.flush()
    return [row.id for row in touched if row.id is not None]


def _make_missing(
    t: Transaction, plan: int, task: int, mandates: list[Mandate], wanted: list[Wanted],
    existing: dict[tuple[int, int], Assignment],
) -> list[Assignment]:  # fmt: skip
    """Make the assignments that are not there yet; follow membership dates that moved."""
    roles = {mandate.id: mandate.role for mandate in mandates}
    touched = []
    for one in wanted:
        row = existing.get((one.mandate, one.unit))
        if row is None:
            row = Assignment(
                made=t.id, plan=plan, task=task, mandate=one.mandate, unit=one.unit, via=one.via,
                role=roles[one.mandate], since=one.since, until=one.until,
            )  # fmt: skip
            t.make(row)
            touched.append(row)
        elif row.gone is not None or (row.since, row.until) != (one.since, one.until):
            update(t, row, "gone", None)
            update(t, row, "since", one.since)
            update(t, row, "until", one.until)
            touched.append(row)
    return touched


def _end_replaced(
    t: Transaction, mandates: list[Mandate], wanted: list[Wanted], existing: dict[tuple[int, int], Assignment]
) -> list[Assignment]:
    """End what nobody stands behind any more."""
    ids = {mandate.id for mandate in mandates}
    asked = {(one.mandate, one.unit) for one in wanted}
    touched = []
    for key, row in existing.items():
        if key[0] in ids and key not in asked and row.until is None and row.gone is None:
            begins = [one.since for one in wanted if one.mandate == key[0] and one.since is not None]
            update(t, row, "until", min(begins, default=t.day))
            touched.append(row)
    return touched


def drop_mandate(t: Transaction, mandate: Mandate, note: str) -> list[int]:
    """A mandate that left the plan: its assignments are dropped, never deleted."""
    rows = t.session.exec(
        select(Assignment).where(Assignment.mandate == mandate.id, col(Assignment.gone).is_(None))
    ).all()
    for row in rows:
        if row.status not in v.CLOSED:
            update(t, row, "status", v.DROPPED)
            update(t, row, "note", note)
    return [row.id for row in rows if row.id is not None]


def revive_mandate(t: Transaction, mandate: Mandate, ended_by: int) -> list[int]:
    """A mandate that is back in the plan: what its going dropped takes up its status and note again."""
    rows = t.session.exec(
        select(Assignment).where(Assignment.mandate == mandate.id, col(Assignment.gone).is_(None))
    ).all()
    t.remember("assignment", [row.id for row in rows])
    for row in rows:
        for field in ("status", "note"):
            last = t.changes_of("assignment", str(row.id)).get(field, [])[-1:]
            if last and last[0].command == ended_by:
                update(t, row, field, json.loads(last[0].old))
    return [row.id for row in rows if row.id is not None]


def group_unit(t: Transaction, unit: int) -> Unit:
    """A unit that is, or now becomes, a group."""
    row = t.session.get_one(Unit, unit)
    if not row.is_group:
        t.update(row, "is_group", True, unit=row.id)
    return row
