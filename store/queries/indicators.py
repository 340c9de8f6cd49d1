"""Indicators with what was reported so far."""

from __future__ import annotations

from datetime import date

from store import figures
from store.figures import Figure
from store.queries.board import read_window
from store.queries.clock import EXISTS, clock
from store.queries.names import plan_id
from store.reader import Reader, as_date, as_float, as_int, as_names, as_text
from store.shapes import Indicator, Settings, Step
from store.window import Window

INDICATOR = """SELECT i.id, i.ref, i.name, i.measure, i.kind, i.choices, i.comparator, i.combine, coalesce(t.ref, ''),
 i.phrase, i.task, i.over_unit, p.period_start, p.issued FROM indicator i JOIN plan p ON p.id = i.plan
 LEFT JOIN task t ON t.id = i.task WHERE i.plan = :plan AND i.gone IS NULL ORDER BY i.pos"""

EXPECTED = """SELECT u.id, u.name, h.value FROM share h JOIN unit u ON u.id = h.unit
 WHERE h.indicator = :indicator AND h.gone IS NULL ORDER BY u.rank, u.id"""

MEMBERS = f"""SELECT DISTINCT u.id, u.name, NULL, u.rank FROM membership a JOIN unit u ON u.id = a.unit
 WHERE a.group_unit = :over AND {EXISTS} ORDER BY u.rank, u.id"""

OWING = f"""SELECT DISTINCT u.id, u.name, NULL, u.rank FROM assignment a JOIN unit u ON u.id = a.unit
 WHERE a.task = :task AND a.role <> 'support' AND {EXISTS} ORDER BY u.rank, u.id"""


def indicators(reader: Reader, plan: str, as_of: date, figures_on: date | None = None) -> tuple[Indicator, ...]:
    """The indicators of a plan with the figures that count at as_of.

    Which step counts, what is late, who owes a figure and how much of it: all that is of as_of; an earlier day of the
    figures 数据日 changes the figures alone, so that a paper's table says nothing else than the rest of it.

    Args:
        reader: the store as of that date.
        plan: the plan's key.
        as_of: the date that they are judged on 截至日.
        figures_on: only figures up to this day; None or a later day for all up to as_of.

    Who is expected to report: the units with a share, else the members of the group it runs over, else the units that
    owe its task, else whoever reported.
    """
    chosen = clock(reader, as_of).settings
    rows = reader.rows(INDICATOR, plan=plan_id(reader, plan))
    return tuple(_indicator(reader, row, as_of, min(figures_on or as_of, as_of), chosen) for row in rows)


def _expected(
    reader: Reader, ident: int, task: object, over: object, as_of: date, known: dict[int, list[Figure]], combine: str
) -> list[tuple[int, str, float | None]]:
    """(unit id, name, share) of those who should report, in the user's order.

    Of an indicator with one figure for all (`latest`) nobody else is asked once somebody reported it.
    """
    day = as_of.isoformat()
    found = reader.rows(EXPECTED, indicator=ident)
    if not found and over is not None:
        found = reader.rows(MEMBERS, over=over, as_of=day)
        found = found or reader.rows("SELECT id, name, NULL FROM unit WHERE id = :over", over=over)
    if not found and task is not None and not (combine == "latest" and known):
        found = reader.rows(OWING, task=task, as_of=day)
    expected = [(as_int(row[0]), as_text(row[1]), as_float(row[2])) for row in found]
    if found and over is not None:
        return expected  # the group's members and nobody else: a member that left takes its figure along
    others = sorted(set(known) - {unit for unit, _, _ in expected})
    for unit in others:
        named = reader.one("SELECT name FROM unit WHERE id = :unit", unit=unit)
        expected.append((unit, as_text(named[0]) if named else "", None))
    return expected


def _readings(reader: Reader, ident: int, as_of: date) -> dict[int, list[Figure]]:
    """All figures of an indicator up to as_of, by unit id, oldest first."""
    rows = reader.rows(
        "SELECT unit, on_date, value, choice, verified, sample FROM reading"
        " WHERE indicator = :indicator AND gone IS NULL AND on_date <= :as_of ORDER BY on_date, id",
        indicator=ident, as_of=as_of.isoformat(),
    )  # fmt: skip
    known: dict[int, list[Figure]] = {}
    for unit, on, value, choice, verified, sample in rows:
        figure = Figure(
            as_date(on) or as_of, as_float(value), None if choice is None else as_text(choice), bool(verified),
            bool(sample),
        )  # fmt: skip
        known.setdefault(as_int(unit), []).append(figure)
    return known


def _steps(reader: Reader, ident: int) -> tuple[Step, ...]:
    """The ladder of an indicator, lowest rung first."""
    rows = reader.rows(
        "SELECT value, due_start, due, due_phrase, due_precision, due_doubt, due_hidden FROM step"
        " WHERE indicator = :indicator AND gone IS NULL ORDER BY pos",
        indicator=ident,
    )
    return tuple(Step(as_float(row[0]) or 0.0, read_window(*row[1:])) for row in rows)


def _indicator(reader: Reader, row: tuple[object, ...], as_of: date, figures_on: date, settings: Settings) -> Indicator:
    ident, ref, name, measure, kind, choices, comparator, combine, task, phrase, task_id, over, begin, issued = row
    steps = _steps(reader, as_int(ident))
    step = figures.counting_step(steps, as_of)
    target, by = (step.value, step.by) if step else (None, Window(""))
    window = (as_date(begin) or as_date(issued), by.end)
    how, sort, sign = as_text(combine), as_text(kind), as_text(comparator)
    known = _readings(reader, as_int(ident), as_of)
    expected = _expected(reader, as_int(ident), task_id, over, as_of, known, how)
    units = tuple(
        figures.unit_figure(
            unit, share, figures.winning(known.get(unit_id, ()), figures_on),
            target if how == "each" or (share is None and how == "latest") else share, window, as_of, settings, sign,
            sort,
        )
        for unit_id, unit, share in expected
    )  # fmt: skip
    total = figures.add_up(units, how, sort, sign, target, window, as_of, settings)
    return Indicator(
        ref=as_text(ref), name=as_text(name), measure=as_text(measure), kind=sort, choices=as_names(choices),
        comparator=sign, combine=how, task=as_text(task), phrase=as_text(phrase), steps=steps, target=target,
        due=by.end, value=total.value, percent=total.percent, percent_of_reported=total.percent_of_reported,
        elapsed=total.elapsed, figures_on=total.figures_on, light=total.light, reported=total.reported,
        expected=len(units), missing=total.missing, met=total.met, units=units,
    )  # fmt: skip
