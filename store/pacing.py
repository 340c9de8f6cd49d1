"""What figures say of assignments: a unit's latest figure in percent of what it owes, and the pace."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from store import figures
from store.reader import Reader, as_date, as_float, as_int, as_text
from store.recorded import ids_sql
from store.shapes import Step
from store.window import Window


class Paced(NamedTuple):
    """A unit's figure with the window it is paced against."""

    on: date
    percent: float
    pace: float | None


class _Measure(NamedTuple):
    """An indicator of a task."""

    id: int
    task: int
    combine: str
    comparator: str
    begin: date | None
    """The start of the plan, from which its ladder counts."""


def paced(reader: Reader, places: Collection[tuple[int, int]]) -> dict[tuple[int, int], Paced]:
    """By (task, unit) of these places: the latest figure of an indicator of the task, where it has one."""
    found: dict[tuple[int, int], Paced] = {}
    for measure in _measures(reader, {task for task, _ in places}):
        units = {unit for task, unit in places if task == measure.task}
        steps = _ladder(reader, measure.id)
        shares = _shares(reader, measure.id, units)
        for unit, figure in _figures(reader, measure.id, units).items():
            step = figures.counting_step(steps, figure.on)
            goal = step.value if step and measure.combine == "each" else shares.get(unit)
            percent = figures.percent_of(figure.value, goal)
            if percent is None:
                continue
            window = (measure.begin, step.by.end if step else None)
            entry = Paced(figure.on, percent, figures.paced(window, figure.on, measure.comparator))
            before = found.get((measure.task, unit))
            if before is None or (entry.on, -entry.percent) > (before.on, -before.percent):
                found[measure.task, unit] = entry
    return found


def _measures(reader: Reader, tasks: Collection[int]) -> list[_Measure]:
    rows = reader.rows(
        f"""SELECT i.id, i.task, i.combine, i.comparator, coalesce(p.period_start, p.issued) FROM task t
 CROSS JOIN plan p ON p.id = t.plan CROSS JOIN indicator i ON i.plan = p.id AND i.task = t.id
 WHERE t.id IN ({ids_sql(tasks)}) AND i.gone IS NULL ORDER BY i.id"""
    )
    return [_Measure(as_int(i), as_int(t), as_text(how), as_text(sign), as_date(day)) for i, t, how, sign, day in rows]


def _ladder(reader: Reader, indicator: int) -> list[Step]:
    rows = reader.rows(
        "SELECT value, due_phrase, due_start, due FROM step WHERE indicator = :i AND gone IS NULL ORDER BY pos",
        i=indicator,
    )
    return [Step(as_float(n) or 0.0, Window(as_text(said), as_date(a), as_date(b))) for n, said, a, b in rows]


def _shares(reader: Reader, indicator: int, units: Collection[int]) -> dict[int, float | None]:
    rows = reader.rows(
        f"SELECT unit, value FROM share WHERE indicator = :i AND gone IS NULL AND unit IN ({ids_sql(units)})",
        i=indicator,
    )
    return {as_int(unit): as_float(value) for unit, value in rows}


def _figures(reader: Reader, indicator: int, units: Collection[int]) -> dict[int, figures.Figure]:
    """The figure of each of these units that counts in the end."""
    rows = reader.rows(
        f"""SELECT unit, on_date, value, choice, verified FROM reading
 WHERE indicator = :i AND unit IN ({ids_sql(units)}) AND gone IS NULL ORDER BY on_date, id""",
        i=indicator,
    )
    known: dict[int, list[figures.Figure]] = {}
    for unit, on, value, choice, verified in rows:
        figure = figures.Figure(
            as_date(on) or date.min, as_float(value), None if choice is None else as_text(choice), bool(verified)
        )
        known.setdefault(as_int(unit), []).append(figure)
    best = {unit: figures.winning(found, date.max) for unit, found in known.items()}
    return {unit: figure for unit, figure in best.items() if figure is not None}
