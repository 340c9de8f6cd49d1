"""What units said: reports, kept as said; a claim waits for the coordinator."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from store import vocabulary as v
from store.commands.finish import finish
from store.commands.statuses import check_percent
from store.commands.targets import targets, update
from store.errors import Refused
from store.models import Assignment, Report
from store.shapes import Done, Who
from store.writer import Transaction, Writer


class Said(NamedTuple):
    """One unit's statement; the same words may be about several of its assignments."""

    via: str
    received: date | None = None
    """The day it came in; today where none is given. It may be later than the day it speaks of."""
    from_whom: str = ""
    progress: str = ""
    problem: str = ""
    next_step: str = ""
    percent: float | None = None
    claims: str | None = None
    """done, blocked, no_change, or None."""
    reference: str = ""
    raw: str = ""


CLAIMED_STATUS = {"done": v.CLAIMED, "blocked": v.BLOCKED}


def record_report(
    writer: Writer, who: Who, ids: Sequence[int], said: Said, on: date | None = None, reading: int | None = None
) -> Done:
    """Record a report on assignments of one unit. A claim of `done` waits as `claimed`, "blocked" asks for help.

    Of what is done or dropped already, only the words are kept.

    Args:
        on: the day the statement speaks of; today where none is given.
        reading: the figure that came with it.

    Raises:
        Refused: unknown way or claim, a future day, a closed plan.
    """
    if said.via not in v.VIAS:
        raise Refused("unknown_via", name=said.via, close=(), accepted=v.VIAS)
    if said.claims not in (None, "done", "blocked", "no_change"):
        raise Refused("bad_value", key="claims", value=said.claims, where="", accepted=("done", "blocked", "no_change"))
    check_percent(said.percent)
    with writer.transaction(who, on) as t:
        rows = targets(t, ids)
        reports = [
            Report(
                made=t.id, assignment=row.id or 0, on_date=t.day, received=said.received or who.today, via=said.via,
                from_whom=said.from_whom, progress=said.progress, problem=said.problem,
                next_step=said.next_step, percent=said.percent, claims=said.claims, reading=reading,
                reference=said.reference, raw=said.raw, sample=who.sample,
            )
            for row in rows
        ]  # fmt: skip
        for report in reports:
            t.make(report)
        t.session.flush()
        for row, report in zip(rows, reports, strict=True):
            field = "claims" if said.claims else "progress"
            t.record(report, field, plan=row.plan, task=row.task, unit=row.unit)
            update(t, row, "status", _status(t, row, said))
            if said.percent is not None:
                update(t, row, "percent", said.percent)
                update(t, row, "percent_on", t.day)
        return finish(t, [row.id for row in rows if row.id is not None])


def _status(t: Transaction, row: Assignment, said: Said) -> str:
    """What the statement makes of the status it had on that day; what was closed then stays closed."""
    was = str(t.fold_of("assignment", str(row.id), "status", row.status).at(t.day))
    if was in v.CLOSED:
        return was
    begun = was == v.NOT_STARTED and said.claims is None and (said.progress or said.percent)
    return CLAIMED_STATUS.get(said.claims or "", v.IN_PROGRESS if begun else was)
