"""Groups expand: one assignment for each member (DOMAIN, rule 1)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import zip_longest
from typing import NamedTuple

from sqlmodel import col, select

from store import vocabulary as v
from store.commands.targets import update
from store.errors import Refused
from store.models import Assignment, Command, Mandate, Membership, Task, Unit
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


Links = Mapping[int, Sequence[Link]]
"""Memberships by group."""


def by_group(links: Iterable[Link]) -> dict[int, list[Link]]:
    """Memberships by group, so that expanding a group looks at its own only."""
    found: dict[int, list[Link]] = {}
    for link in links:
        found.setdefault(link.group, []).append(link)
    return found


def leaves(group: int, links: Links, since: date | None = None, until: date | None = None) -> list[Link]:
    """The units that stand behind a group, through groups in groups, with the time for which they do."""
    found: list[Link] = []
    for link in links.get(group, ()):
        begin = max((day for day in (since, link.since) if day), default=None)
        end = min((day for day in (until, link.until) if day), default=None)
        inner = leaves(link.unit, links, begin, end)
        found += inner or [Link(group, link.unit, begin, end)]
    return found


def free_time(one: Link, taken: Iterable[Link]) -> list[Link]:
    """What is left of a membership where the same unit already owes the same through another one."""
    left = [one]
    for other in taken:
        rest: list[Link] = []
        for link in left:
            before = min(link.until or date.max, other.since or date.min)
            after = max(link.since or date.min, other.until or date.max)
            if (link.since or date.min) < before:
                rest.append(link._replace(until=None if before == date.max else before))
            if after < (link.until or date.max):
                rest.append(link._replace(since=None if after == date.min else after))
        left = rest
    return left


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


def wanted_of(mandates: Iterable[Mandate], links: Links) -> list[Wanted]:
    """The assignments of ONE task: a unit named directly wins, so expansion skips it; nobody owes one role twice."""
    known = list(mandates)
    named = {mandate.unit for mandate in known}
    found: list[Wanted] = []
    taken: dict[tuple[int, str], list[Link]] = {}
    for mandate in known:
        assert mandate.id is not None
        members = leaves(mandate.unit, links)
        if not members:
            found.append(Wanted(mandate.id, mandate.unit, None, None, None))
        for member in members:
            if member.unit in named:
                continue
            held = taken.setdefault((member.unit, mandate.role), [])
            for spell in free_time(member, held):
                held.append(spell)
                found.append(Wanted(mandate.id, member.unit, mandate.unit, spell.since, spell.until))
    return found


def paired(wanted: Iterable[Wanted], rows: Iterable[Assignment]) -> list[tuple[Wanted | None, Assignment | None]]:
    """What is asked of one unit through one mandate beside what is there: spells of one day first, then in order."""
    asked, there = list(wanted), list(rows)
    pairs: list[tuple[Wanted | None, Assignment | None]] = []
    for one in tuple(asked):
        same = next((row for row in there if row.since == one.since), None)
        if same is not None:
            asked.remove(one)
            there.remove(same)
            pairs.append((one, same))
    return pairs + list(zip_longest(asked, there))


def expand(t: Transaction, plan: int) -> list[int]:
    """Bring the assignments of a plan in line with its mandates and memberships.

    Missing ones are made. One that no member stands behind any more ends: a group's own assignment on the day its
    members begin, with its history.

    Returns:
        The assignments made or changed.
    """
    t.session.flush()
    links = by_group(
        Link(row.group_unit, row.unit, row.since, row.until)
        for row in t.session.exec(select(Membership).where(col(Membership.gone).is_(None)))
    )
    tasks = select(Task.id).where(Task.plan == plan)
    by_task: dict[int, list[Mandate]] = {}
    chosen = select(Mandate).where(col(Mandate.task).in_(tasks), col(Mandate.gone).is_(None))
    for mandate in t.session.exec(chosen.order_by(col(Mandate.task), col(Mandate.pos))):
        by_task.setdefault(mandate.task, []).append(mandate)
    existing: dict[int, dict[int, list[Assignment]]] = {}
    for row in t.session.exec(select(Assignment).where(Assignment.plan == plan).order_by(col(Assignment.id))):
        existing.setdefault(row.mandate, {}).setdefault(row.unit, []).append(row)
    touched: list[Assignment] = []
    for task, mandates in by_task.items():
        asked = wanted_of(mandates, links)
        for mandate in mandates:
            wanted: dict[int, list[Wanted]] = {}
            for one in asked:
                if one.mandate == mandate.id:
                    wanted.setdefault(one.unit, []).append(one)
            there = existing.get(mandate.id or 0, {})
            for unit in dict.fromkeys([*wanted, *there]):
                for want, found in paired(wanted.get(unit, ()), there.get(unit, ())):
                    if want is not None:
                        touched += _follow(t, want, found, plan, task, mandate.role)
                    elif found is not None:
                        touched += _end(t, found, [one for ones in wanted.values() for one in ones])
    t.session.flush()
    return [row.id for row in touched if row.id is not None]


def _follow(
    t: Transaction, one: Wanted, row: Assignment | None, plan: int, task: int, role: str
) -> list[Assignment]:  # fmt: skip
    """Make an assignment that is not there yet; follow membership dates that moved."""
    if row is None:
        row = Assignment(
            made=t.id, plan=plan, task=task, mandate=one.mandate, unit=one.unit, via=one.via, role=role,
            since=one.since, until=one.until,
        )  # fmt: skip
        t.make(row)
        return [row]
    if row.gone is None and (row.since, row.until) == (one.since, one.until):
        return []
    for field, value in (("gone", None), ("since", one.since), ("until", one.until)):
        update(t, row, field, value)
    return [row]


def _end(t: Transaction, row: Assignment, wanted: Iterable[Wanted]) -> list[Assignment]:
    """End what nobody stands behind any more: a group's own assignment on the day its first member is there.

    Args:
        wanted: what is asked through the same mandate.
    """
    if row.gone is not None:
        return []
    if t.kind != "do" and _only_followed(t, row):
        update(t, row, "until", row.since)
        update(t, row, "gone", t.id)
        return [row]
    members = [one for one in wanted if one.via == row.unit]
    if row.until is not None and row.until <= t.day and not members:
        return []
    now = min(row.until or t.day, t.day)
    end = min((one.since or now for one in members), default=now)
    return [row] if update(t, row, "until", end) else []


def _only_followed(t: Transaction, row: Assignment) -> bool:
    """Whether only undos and redos made an assignment and changed it: then it goes as if it had never been."""
    said = [entry.command for entries in t.changes_of("assignment", str(row.id)).values() for entry in entries]
    commands = {row.made, *(command for command in said if command not in t.undone(set(said)))}
    return all(t.session.get_one(Command, command).kind != "do" for command in commands)


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
