"""Claims: what a unit says is done (报完成) is confirmed (核定), or sent back (退办) with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from store import vocabulary as v
from store.commands.finish import UNCHANGED, Nothing, finish
from store.commands.targets import Seen, name_of, targets, unit_of, update
from store.errors import Refused
from store.models import Assignment
from store.shapes import Done, Who
from store.writer import Transaction, Writer


def confirm(
    writer: Writer, who: Who, ids: Sequence[int], evidence: str = "", on: date | None = None, seen: Seen | None = None
) -> Done:
    """Accept claims: done, as of the day on which each was claimed (`store.schedule.settled`).

    Args:
        ids: assignments whose units claim that they are done.
        evidence: what shows it, as text; it takes the place of that of an earlier confirmation.
        on: the day of the confirmation; today where none is given.
        seen: the versions that the user saw.

    Raises:
        Refused: one that was not claimed on that day, a future day, a stale or closed row.
    """
    try:
        with writer.transaction(who, on) as t:
            rows = _claimed(t, ids, seen)
            for row in rows:
                update(t, row, "status", v.DONE)
                update(t, row, "evidence", evidence)
            return finish(t, [row.id for row in rows if row.id is not None])
    except Nothing:
        return UNCHANGED


def sendback(
    writer: Writer, who: Who, ids: Sequence[int], reason: str, on: date | None = None, seen: Seen | None = None
) -> Done:
    """Send claims back: in progress again, and the days late count on as if nothing had been claimed.

    Args:
        reason: what is missing; kept with the assignment and told to the unit.
        ids, on, seen: see `confirm`.

    Raises:
        Refused: no reason, one that was not claimed on that day, a future day, a stale or closed row.
    """
    if not reason.strip():
        raise Refused("sendback_needs_reason")
    try:
        with writer.transaction(who, on) as t:
            rows = _claimed(t, ids, seen)
            for row in rows:
                update(t, row, "status", v.IN_PROGRESS)
                update(t, row, "returned", reason)
            return finish(t, [row.id for row in rows if row.id is not None])
    except Nothing:
        return UNCHANGED


def _claimed(t: Transaction, ids: Sequence[int], seen: Seen | None) -> list[Assignment]:
    """The assignments, each of them claimed on the day of the command.

    Raises:
        Refused: naming the first that was not, and what it was.
    """
    rows = targets(t, ids, seen)
    for row in rows:
        status = str(t.fold_of("assignment", str(row.id), "status", row.status).at(t.day))
        if status != v.CLAIMED:
            raise Refused("not_claimed", task=name_of(t, row), unit=unit_of(t, row.unit), status=status, on=t.day)
    return rows
