"""Chases 催办: a unit was asked, by whom it was answered, what it promised."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from store import vocabulary as v
from store.commands.finish import finish
from store.commands.targets import Seen, name_of, targets, unit_of
from store.errors import Refused
from store.models import Assignment, Chase, ChaseItem, Unit
from store.shapes import Done, Who
from store.writer import Transaction, Writer


def record_chase(
    writer: Writer, who: Who, unit: int, ids: Sequence[int], via: str, to_whom: str = "", answer: str = "",
    promised: date | None = None, on: date | None = None, seen: Seen | None = None,
) -> Done:  # fmt: skip
    """Record that a unit was asked, and what it answered; no date and no status moves by it.

    Args:
        unit: its id.
        ids: the assignments it was asked about, all of this unit; none where it was asked as a whole.
        via: how: one of vocabulary.VIAS.
        to_whom: who was asked.
        answer: what was answered, as said.
        promised: the day that was promised; not before the chase.
        on: the day of the chase; today where none is given.
        seen: the versions that the user saw.

    Raises:
        Refused: an unknown way, a future day, a promise before the chase, an assignment of another unit, one that was
            done or dropped by then, a stale row, a closed plan.
    """
    if via not in v.VIAS:
        raise Refused("unknown_via", name=via, close=(), accepted=v.VIAS)
    with writer.transaction(who, on) as t:
        if promised is not None and promised < t.day:
            raise Refused("promise_before_chase", promised=promised, on=t.day)
        asked = t.session.get(Unit, unit)
        if asked is None or asked.gone is not None:
            raise Refused("gone_unit")
        rows = targets(t, ids, seen) if ids else []
        for row in rows:
            _check(t, row, asked)
        chase = Chase(
            made=t.id, unit=unit, on_date=t.day, via=via, to_whom=to_whom.strip(), answer=answer.strip(),
            promised=promised, sample=who.sample,
        )  # fmt: skip
        _record(t, chase, rows)
        return finish(t, ())


def _check(t: Transaction, row: Assignment, asked: Unit) -> None:
    """Refuse to ask a unit about the work of another, or about what was over by then."""
    if row.unit != asked.id:
        raise Refused("chase_other_unit", task=name_of(t, row), unit=unit_of(t, row.unit), asked=asked.name)
    status = str(t.fold_of("assignment", str(row.id), "status", row.status).at(t.day))
    if status in v.CLOSED:
        raise Refused("chase_closed", task=name_of(t, row), unit=asked.name, status=status)


def _record(t: Transaction, chase: Chase, rows: Sequence[Assignment]) -> None:
    """The chase and what it was about: the log of each assignment tells of it, but not whom it reached."""
    places = [{"plan": row.plan, "task": row.task, "unit": row.unit} for row in rows]
    for place in places or [{"unit": chase.unit}]:
        t.record(chase, "via", **place)
    plans = {row.plan for row in rows}
    plan = plans.pop() if len(plans) == 1 else None
    for field in ("answer", "promised"):
        if getattr(chase, field):
            t.record(chase, field, plan=plan, unit=chase.unit)
    for row in rows:
        t.make(ChaseItem(made=t.id, chase=chase.id or 0, assignment=row.id or 0))
    t.session.flush()
