"""Editing what the office added: the words of a task, and whom it is laid on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlmodel import col, select

from store import vocabulary as v
from store.commands.breakdown import BREAKDOWN, Units, lay_on, mandates_of, task_of
from store.commands.expand import drop_mandate, expand, revive_mandate
from store.commands.finish import UNCHANGED, Nothing, finish
from store.commands.targets import open_plan
from store.document import MandateDoc
from store.errors import Refused
from store.models import Assignment, Mandate
from store.shapes import Done, Who
from store.writer import Transaction, Writer


def edit_task(
    writer: Writer, who: Who, task: int, title: str, label: str, mandates: Sequence[MandateDoc], reason: str = "",
    *, new_units: bool = False, seen: int | None = None, on: date | None = None,
) -> Done:  # fmt: skip
    """Edit a task that the office added: its words, and whom it is laid on.

    Args:
        mandates: all units from now on. One that is no longer among them has its open assignments dropped.
        reason: the basis of that.
        new_units: whether a name that is not known becomes a unit.
        seen: the version of the task that its user saw.

    Raises:
        Refused: a task of the plan itself, one that was changed since it was seen, no title or unit, an unknown unit,
            a unit that leaves without a reason, a closed plan, a future day.
    """
    try:
        with writer.transaction(who, on) as t:
            row = task_of(t, task)
            plan = open_plan(t, row.plan)
            name = f"{plan.key}/{row.ref}"
            if row.origin != BREAKDOWN:
                raise Refused("not_a_breakdown", task=name)
            if seen is not None and seen != row.version:
                raise Refused("stale_task", task=name)
            if not title.strip():
                raise Refused("breakdown_needs_title")
            t.update(row, "title", title.strip(), plan=row.plan, task=row.id)
            t.update(row, "label", label.strip(), plan=row.plan, task=row.id)
            wanted = Units(t, new_units).resolved(mandates, row.plan)
            known = {(mandate.unit, mandate.role): mandate for mandate in mandates_of(t, row)}
            touched = _take_off(t, [one for key, one in known.items() if key not in wanted], reason, name)
            touched += _put_back(t, [one for key, one in known.items() if key in wanted], row.plan)
            fresh = {key: doc for key, doc in wanted.items() if key not in known}
            lay_on(t, row, fresh, after=len(known))
            touched += expand(t, row.plan)
            return finish(t, touched, made=len(fresh))
    except Nothing:
        return UNCHANGED


def _take_off(t: Transaction, mandates: Iterable[Mandate], reason: str, task: str) -> list[int]:
    """End mandates: their open assignments are dropped, never deleted."""
    touched: list[int] = []
    for mandate in mandates:
        if mandate.gone is None:
            mine = select(Assignment.id).where(Assignment.mandate == mandate.id, col(Assignment.gone).is_(None))
            owed = t.session.exec(mine.where(col(Assignment.status).not_in(v.CLOSED))).first()
            if owed is not None and not reason.strip():
                raise Refused("dropped_needs_basis", task=task)
            touched += drop_mandate(t, mandate, reason)
            t.end(mandate)
    return touched


def _put_back(t: Transaction, mandates: Iterable[Mandate], plan: int) -> list[int]:
    """Bring back mandates that had ended."""
    touched: list[int] = []
    for mandate in mandates:
        if mandate.gone is not None:
            touched += revive_mandate(t, mandate, mandate.gone)
            t.update(mandate, "gone", None, plan=plan, task=mandate.task, unit=mandate.unit)
    return touched
