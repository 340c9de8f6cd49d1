"""Dated membership of groups: joining begins assignments, leaving ends them that day (DOMAIN, rule 1)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlmodel import col, select

from store.commands.expand import expand, group_unit, refuse_cycles
from store.commands.finish import UNCHANGED, Nothing, finish
from store.commands.targets import open_plan
from store.errors import Refused
from store.foreign import storable
from store.held import rows_by_id
from store.models import Alias, Assignment, Mandate, Membership, Plan, Unit
from store.shapes import Done, Who
from store.writer import Transaction, Writer


def set_member(
    writer: Writer, who: Who, group: int, name: str, since: date | None = None, until: date | None = None,
    on: date | None = None,
) -> Done:  # fmt: skip
    """Enter a member of a group, or move the days of its membership.

    Args:
        group: the group's unit id; a unit that had no members becomes a group.
        name: the member; a unit of that name is made in the group's area where there is none.
        since: its first day; today for a new member where none is given.
        until: the day it leaves: its assignments end that day; a day recorded before stays where none is given.

    Raises:
        Refused: the group would contain itself, it would leave before it joins, or only closed plans know the group.
    """
    try:
        with writer.transaction(who, on) as t:
            owner = group_unit(t, group)
            member = _unit(t, owner, name)
            row = t.session.exec(
                select(Membership)
                .where(Membership.group_unit == group, Membership.unit == member.id, col(Membership.gone).is_(None))
                .order_by(col(Membership.id).desc())
            ).first()
            made = 0
            again = row is not None and row.until is not None and since is not None and since >= row.until
            if row is None or again:  # who had left and comes again begins a new time
                made = 1
                row = Membership(
                    made=t.id, group_unit=group, unit=member.id or 0, since=since or t.day, until=until,
                    sample=who.sample,
                )  # fmt: skip
                t.record(row, "since", unit=member.id)
            else:
                t.update(row, "since", since or row.since, unit=member.id)
                if until is not None:
                    t.update(row, "until", until, unit=member.id)
            if row.until is not None and row.since is not None and row.until < row.since:
                raise Refused("leaves_before_joining", name=member.name, since=row.since, until=row.until)
            refuse_cycles(t)
            plans = plans_of(t, [group])
            found = open_plans(t, plans)
            for plan in plans if not found else ():
                open_plan(t, plan)
            touched = [ident for plan in found for ident in expand(t, plan)]
            return finish(t, touched, made)
    except Nothing:
        return UNCHANGED


def _unit(t: Transaction, group: Unit, name: str) -> Unit:
    """The unit of that name in the group's area, made where there is none."""
    name = storable(name)
    found = t.session.exec(select(Unit).where(Unit.area == group.area, Unit.name == name)).first()
    if found is None:
        alias = select(Alias.unit).where(Alias.area == group.area, Alias.name == name, col(Alias.gone).is_(None))
        found = t.session.exec(select(Unit).where(col(Unit.id).in_(alias), col(Unit.gone).is_(None))).first()
    if found is None:
        last = max(t.session.exec(select(Unit.rank)).all(), default=0)
        found = Unit(made=t.id, area=group.area, name=name, rank=last + 1, sample=t.who.sample)
        t.make(found)
        t.session.flush()
    elif found.gone is not None:  # a name is never given twice: whoever undid its making sees it come back
        t.update(found, "gone", None, unit=found.id)
    return found


def plans_of(t: Transaction, groups: Iterable[int]) -> list[int]:
    """The plans that lay tasks on groups, directly or through groups around them."""
    level = list(groups)
    known = set(level)
    while level:
        rows = t.session.exec(select(Membership.group_unit).where(col(Membership.unit).in_(level)))
        level = list({ident for ident in rows} - known)
        known.update(level)
    mandates = select(Mandate.id).where(col(Mandate.unit).in_(known))
    return sorted(set(t.session.exec(select(Assignment.plan).where(col(Assignment.mandate).in_(mandates)))))


def open_plans(t: Transaction, plans: Iterable[int]) -> list[int]:
    """Those of these plans that may be written."""
    return [plan.id or 0 for plan in rows_by_id(t.session, Plan, list(plans)) if plan.state != "closed"]
