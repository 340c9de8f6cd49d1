"""What units said: reports, kept as said; a claim waits for the coordinator."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlmodel import col, select

from store import vocabulary as v
from store.commands.figures import read_choice, read_number
from store.commands.finish import finish
from store.commands.statuses import check_percent
from store.commands.targets import Seen, name_of, targets, unit_of, update
from store.errors import Refused
from store.figures import at_most
from store.held import row_by_id
from store.models import Assignment, Indicator, Plan, Reading, Report
from store.shapes import Done, Who
from store.writer import Transaction, Writer

LOGGED = ("claims", "progress", "problem", "next_step", "percent", "evidence")
"""What the log tells of a report: the first of these that it says."""


class Common(NamedTuple):
    """What holds for everything that a unit said at once."""

    via: str
    received: date | None = None
    """The day it came in; today where none is given. It may be later than the day it speaks of."""
    from_whom: str = ""
    reference: str = ""
    raw: str = ""
    """The words as they came, pasted."""


class Statement(NamedTuple):
    """What a unit said about one of its assignments."""

    assignment: int
    claims: str | None = None
    """One of vocabulary.CLAIMS, or None: words alone."""
    progress: str = ""
    problem: str = ""
    next_step: str = ""
    percent: float | None = None
    figure: str = ""
    """A figure as typed, or a choice, for the indicator of the task; empty for none."""
    indicator: int | None = None
    """Which one, where the task has several."""
    remark: str = ""
    """Why the figure is below the last one."""
    evidence: str = ""

    @property
    def says(self) -> bool:
        """Whether it says anything at all."""
        return any(value not in (None, "") for value in self[1:])


class Said(NamedTuple):
    """The same words about several assignments of a unit."""

    via: str
    received: date | None = None
    from_whom: str = ""
    progress: str = ""
    problem: str = ""
    next_step: str = ""
    percent: float | None = None
    claims: str | None = None
    reference: str = ""
    raw: str = ""


def record_report(writer: Writer, who: Who, ids: Sequence[int], said: Said, on: date | None = None) -> Done:
    """Record the same words on several assignments of a unit.

    Raises:
        Refused: see `record_reports`.
    """
    words = (said.claims, said.progress, said.problem, said.next_step, said.percent)
    common = Common(said.via, said.received, said.from_whom, said.reference, said.raw)
    return record_reports(writer, who, [Statement(ident, *words) for ident in ids], common, on)


def record_reports(
    writer: Writer, who: Who, statements: Sequence[Statement], common: Common, on: date | None = None,
    seen: Seen | None = None,
) -> Done:  # fmt: skip
    """Record what a unit said about some of its assignments, in one command.

    A claim of `done` waits as `claimed`, "blocked" asks for help, "no_change" only breaks the silence. Of what is done
    or dropped already, only the words are kept. A figure is recorded with the report that brought it.

    Args:
        statements: one for each assignment.
        common: how, when and from whom it came.
        on: the day the statements speak of; the day they came in where none is given.
        seen: the versions that the user saw.

    Raises:
        Refused: unknown way or claim, a future day, a day after it came in, nothing said, a closed plan; a figure that
            cannot be read, has no indicator, or is below the last one without a remark.
    """
    received, on = _days(who, common, on)
    for claims in {statement.claims for statement in statements} - {None, *v.CLAIMS}:
        raise Refused("bad_value", key="claims", value=claims, where="", accepted=v.CLAIMS)
    for statement in statements:
        check_percent(statement.percent)
    with writer.transaction(who, on) as t:
        rows = {row.id: row for row in targets(t, [one.assignment for one in statements], seen)}
        told = [one for one in statements if one.assignment in rows]
        readings: dict[tuple[int, int], Reading] = {}
        reports = [_report(t, rows[one.assignment], one, common, received, readings) for one in told]
        for report in reports:
            t.make(report)
        t.session.flush()
        for one, report in zip(told, reports, strict=True):
            row = rows[one.assignment]
            field = next((field for field in LOGGED if getattr(report, field) not in (None, "")), "via")
            t.record(report, field, plan=row.plan, task=row.task, unit=row.unit)
            update(t, row, "status", _status(t, row, one))
            if one.percent is not None:
                update(t, row, "percent", one.percent)
                update(t, row, "percent_on", t.day)
        return finish(t, [ident for ident in rows if ident is not None] + _measured(t, readings))


def _days(who: Who, common: Common, on: date | None) -> tuple[date, date]:
    """The day it came in, and the day it speaks of.

    Raises:
        Refused: an unknown way; it came in after today, or before the day that it speaks of.
    """
    if common.via not in v.VIAS:
        raise Refused("unknown_via", name=common.via, close=(), accepted=v.VIAS)
    received = common.received or who.today
    if received > who.today:
        raise Refused("future_date", on=received, today=who.today)
    on = on or received
    if on <= who.today and received < on:
        raise Refused("received_before", on=on, received=received)
    return received, on


def _report(
    t: Transaction, row: Assignment, said: Statement, common: Common, received: date,
    readings: dict[tuple[int, int], Reading],
) -> Report:  # fmt: skip
    """One statement as a row, its figure recorded.

    Raises:
        Refused: it says nothing; a figure: see `record_reports`.
    """
    if not said.says and not common.raw:
        raise Refused("empty_report", task=name_of(t, row), unit=unit_of(t, row.unit))
    _look_at_percent(t, row, said)
    reading = _reading(t, row, said, readings) if said.figure.strip() else None
    return Report(
        made=t.id, assignment=row.id or 0, on_date=t.day, received=received, via=common.via,
        from_whom=common.from_whom, progress=said.progress, problem=said.problem, next_step=said.next_step,
        percent=said.percent, reading=reading.id if reading else None, claims=said.claims,
        reference=common.reference, raw=common.raw, evidence=said.evidence, sample=t.who.sample,
    )  # fmt: skip


def _status(t: Transaction, row: Assignment, said: Statement) -> str:
    """What the statement makes of the status it had on that day; what was closed then stays closed."""
    was = str(t.fold_of("assignment", str(row.id), "status", row.status).at(t.day))
    if was in v.CLOSED:
        return was
    begun = was == v.NOT_STARTED and said.claims is None and (said.progress or said.percent or said.figure)
    return v.CLAIMED_STATUS.get(said.claims or "", v.IN_PROGRESS if begun else was)


def _look_at_percent(t: Transaction, row: Assignment, said: Statement) -> None:
    """Refuse a percent below the one of before that comes without a word.

    Raises:
        Refused: naming the last one.
    """
    last = t.fold_of("assignment", str(row.id), "percent", row.percent).at(t.day)
    if said.percent is None or said.progress or said.problem or not isinstance(last, int | float):
        return
    if said.percent < last:
        raise Refused(
            "percent_below", task=name_of(t, row), unit=unit_of(t, row.unit), percent=said.percent, last=float(last)
        )


# Figures


def _reading(
    t: Transaction, row: Assignment, said: Statement, readings: dict[tuple[int, int], Reading]
) -> Reading:  # fmt: skip
    """The figure that came with a statement; two roles of a unit in one task share it."""
    indicator = _indicator(t, row, said.indicator)
    place = indicator.id or 0, row.unit
    if place not in readings:
        reading = Reading(
            made=t.id, indicator=place[0], unit=row.unit, on_date=t.day, note=said.remark, sample=t.who.sample
        )
        if indicator.kind == "choice":
            reading.choice = read_choice(indicator, said.figure)
        else:
            reading.value = read_number(said.figure)
            _look_at_figure(t, indicator, reading)
        field = "choice" if indicator.kind == "choice" else "value"
        t.record(reading, field, plan=indicator.plan, task=indicator.task, unit=row.unit)
        readings[place] = reading
    return readings[place]


def _indicator(t: Transaction, row: Assignment, wanted: int | None) -> Indicator:
    """The indicator that a figure is for.

    Raises:
        Refused: the task has none, or several and none was named.
    """
    mine = select(Indicator).where(Indicator.plan == row.plan, col(Indicator.gone).is_(None))
    found = list(t.session.exec(mine.where(Indicator.id == wanted if wanted else Indicator.task == row.task)))
    if not found:
        raise Refused("no_indicator", task=name_of(t, row))
    if len(found) > 1:
        key = row_by_id(t.session, Plan, row.plan).key
        raise Refused(
            "which_indicator", task=name_of(t, row), indicators=tuple(f"{key}/{one.ref} {one.name}" for one in found)
        )
    return found[0]


def _look_at_figure(t: Transaction, indicator: Indicator, reading: Reading) -> None:
    """Refuse a figure below the unit's last one that comes without a remark; a verified one counts before a reported.

    Where less is better, less is no surprise.

    Raises:
        Refused: naming the last one.
    """
    if reading.note.strip() or at_most(indicator.comparator):
        return
    before = select(Reading).where(
        Reading.indicator == reading.indicator, Reading.unit == reading.unit, col(Reading.gone).is_(None),
        Reading.on_date <= t.day,
    )  # fmt: skip
    order = col(Reading.on_date).desc(), col(Reading.verified).desc(), col(Reading.id).desc()
    last = t.session.exec(before.order_by(*order)).first()
    if last is not None and last.value is not None and (reading.value or 0.0) < last.value:
        raise Refused(
            "figure_below", indicator=indicator.name, unit=unit_of(t, reading.unit), value=reading.value,
            last=last.value, on=last.on_date, verified=last.verified,
        )  # fmt: skip


def _measured(t: Transaction, readings: dict[tuple[int, int], Reading]) -> list[int]:
    """The assignments whose figure follows from the readings."""
    found: list[int] = []
    for indicator, unit in readings:
        task = t.session.get_one(Indicator, indicator).task
        mine = select(Assignment.id).where(Assignment.task == task, Assignment.unit == unit)
        found += [ident for ident in t.session.exec(mine.where(col(Assignment.gone).is_(None))) if ident is not None]
    return found
