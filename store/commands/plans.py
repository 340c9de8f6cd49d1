"""The end of a plan: it is closed from a day on, on a basis, and can be opened again."""

from __future__ import annotations

from datetime import date

from store.commands.expand import expand
from store.commands.finish import finish
from store.errors import Refused
from store.held import row_by_id
from store.models import Plan
from store.shapes import Done, Who
from store.writer import Transaction, Writer


def close_plan(writer: Writer, who: Who, plan: int, basis: str, on: date | None = None) -> Done:
    """Close a plan: from then on it takes no more entries. What is open stays open, and is shown as it was.

    Args:
        writer: of the store.
        who: who closes it.
        plan: its id.
        basis: on what it rests: a document, the minutes of a meeting.
        on: the first day on which it is closed; today where none is given.

    Raises:
        Refused: no basis, a plan that is closed already or was not there on that day, a future day.
    """
    if not basis.strip():
        raise Refused("end_needs_basis")
    with writer.transaction(who, on) as t:
        row = _plan(t, plan)
        if row.state == "closed":
            raise Refused("closed_already", plan=row.key, on=row.closed_on or t.day)
        later = [on for on, _ in t.fold_of("plan", str(plan), "state", row.state).steps if on > t.day]
        if later:
            raise Refused("end_before_turn", plan=row.key, on=later[-1], state="open")
        return _turn(t, row, "closed", t.day, basis)


def reopen_plan(writer: Writer, who: Who, plan: int, basis: str, on: date | None = None) -> Done:
    """Open a closed plan again; members who came or left meanwhile owe their part from the day they did.

    Args:
        writer: of the store.
        who: who opens it.
        plan: its id.
        basis: on what that rests.
        on: the first day on which it is open again; today where none is given.

    Raises:
        Refused: no basis, a plan that is not closed, a day before it was closed, a future day.
    """
    if not basis.strip():
        raise Refused("end_needs_basis")
    with writer.transaction(who, on) as t:
        row = _plan(t, plan)
        if row.state != "closed":
            raise Refused("not_closed", plan=row.key)
        if row.closed_on is not None and t.day < row.closed_on:
            raise Refused("end_before_turn", plan=row.key, on=row.closed_on, state="closed")
        return _turn(t, row, "open", None, basis)


def _plan(t: Transaction, plan: int) -> Plan:
    """The plan.

    Raises:
        Refused: it is gone.
    """
    row = row_by_id(t.session, Plan, plan)
    if row.gone is not None:
        raise Refused("unknown_plan", name=row.key)
    return row


def _turn(t: Transaction, row: Plan, state: str, closed_on: date | None, basis: str) -> Done:
    """Give a plan its state, with the day and the basis."""
    for field, value in (("state", state), ("closed_on", closed_on), ("basis", basis.strip())):
        t.update(row, field, value, plan=row.id)
    t.flush()
    return finish(t, expand(t, row.id or 0) if state == "open" else ())
