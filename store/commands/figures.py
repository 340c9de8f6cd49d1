"""Figures and milestones: what was measured, what was reached."""

from __future__ import annotations

import json
import re
from datetime import date

from sqlmodel import col, select

from store.commands.finish import UNCHANGED, Nothing, finish
from store.commands.targets import open_plan
from store.errors import Refused
from store.models import Assignment, Indicator, Milestone, Reading
from store.shapes import Done, Who
from store.writer import Writer

FACTORS = {"万": 1e4, "萬": 1e4, "亿": 1e8, "億": 1e8, None: 1.0}
NUMBER = re.compile(r"((?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?|\.\d+)\s*([万萬亿億])?\s*[%％]?")
"""A figure as people type it; a comma stands only before three digits, so that 1,5 is not read as 15."""


def record_reading(
    writer: Writer, who: Who, indicator: int, unit: int, text: str, on: date | None = None, verified: bool = False,
    note: str = "",
) -> Done:  # fmt: skip
    """Record one unit's figure, or its choice, for a day.

    Args:
        indicator: its id.
        unit: the unit's id.
        text: the figure as typed (`14660`, `52.4%`, `1.5万`) or the choice.
        verified: True when the office checked it: it then wins over a reported one of that day.

    Raises:
        Refused: not a number, not one of the choices, a future day, a closed plan.
    """
    with writer.transaction(who, on) as t:
        row = t.session.get_one(Indicator, indicator)
        open_plan(t, row.plan)
        reading = Reading(
            indicator=indicator, unit=unit, on_date=t.day, made=t.id, verified=verified, sample=who.sample
        )
        reading.note = note
        if row.kind == "choice":
            reading.choice = read_choice(row, text)
        else:
            reading.value = read_number(text)
        field = "choice" if row.kind == "choice" else "value"
        t.record(reading, field, plan=row.plan, task=row.task, unit=unit)
        mine = select(Assignment.id).where(Assignment.task == row.task, Assignment.unit == unit)
        ids = t.session.exec(mine.where(col(Assignment.gone).is_(None))) if row.task is not None else ()
        return finish(t, [ident for ident in ids if ident is not None])


def read_choice(row: Indicator, text: str) -> str:
    """One of the indicator's choices.

    Raises:
        Refused: it is none of them.
    """
    choices = [str(choice) for choice in json.loads(row.choices)]
    if text.strip() not in choices:
        raise Refused("not_a_choice", value=text, choices=tuple(choices))
    return text.strip()


def read_number(text: str) -> float:
    """A figure as typed: thousands separators, a percent sign and 万 / 亿 are understood.

    Raises:
        Refused: it is no number.
    """
    found = NUMBER.fullmatch(text.strip())
    if found is None:
        raise Refused("bad_number", text=text)
    digits, unit = found.groups()
    value = float(digits.replace(",", "").replace("，", "")) * FACTORS[unit]
    if not value < 1e15:
        raise Refused("bad_number", text=text)
    return round(value, 6)


def reach(writer: Writer, who: Who, milestone: int, on: date | None = None) -> Done:
    """Record that a milestone was reached on a day. The day is the value: said today, it stands from today on.

    Raises:
        Refused: a future day, a closed plan.
    """
    day = on or who.today
    if day > who.today:
        raise Refused("future_date", on=day, today=who.today)
    try:
        with writer.transaction(who) as t:
            row = t.session.get_one(Milestone, milestone)
            open_plan(t, row.plan)
            t.update(row, "reached_on", day, plan=row.plan, task=row.task, unit=row.unit)
            return finish(t, ())
    except Nothing:
        return UNCHANGED
