"""Indicators as they stood with the figures up to a day 数据日, judged on the day of the paper 截至日."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from store import figures
from store.figures import Figure
from store.shapes import Indicator, Settings, UnitFigure


def figures_until(
    now: Sequence[Indicator], then: Sequence[Indicator], begin: date | None, as_of: date, settings: Settings
) -> tuple[Indicator, ...]:
    """The indicators of as_of with the figures of an earlier day.

    Which step counts, what is late, who owes a figure and how much of it: all that is of as_of, so that table 1 says
    nothing else than the rest of the paper; only the figures are the earlier ones.

    Args:
        now: the indicators at as_of.
        then: the same at the day of the figures.
        begin: the first day of the time that figures are paced against.
        as_of: the date that it is computed for.
        settings: the thresholds in force.
    """
    earlier = {indicator.ref: {figure.unit: figure for figure in indicator.units} for indicator in then}
    return tuple(
        _with_figures(indicator, earlier.get(indicator.ref, {}), (begin, indicator.due), as_of, settings)
        for indicator in now
    )


def _with_figures(
    now: Indicator, then: dict[str, UnitFigure], window: tuple[date | None, date | None], as_of: date,
    settings: Settings,
) -> Indicator:  # fmt: skip
    units = tuple(
        figures.unit_figure(
            unit.unit, unit.share, _figure(then.get(unit.unit)),
            now.target if now.combine == "each" or (unit.share is None and now.combine == "latest") else unit.share,
            window, as_of, settings, now.comparator, now.kind,
        )
        for unit in now.units
    )  # fmt: skip
    total = figures.add_up(units, now.combine, now.kind, now.comparator, now.target, window, as_of, settings)
    return now._replace(
        value=total.value, percent=total.percent, percent_of_reported=total.percent_of_reported, elapsed=total.elapsed,
        figures_on=total.figures_on, light=total.light, reported=total.reported, missing=total.missing, met=total.met,
        units=units,
    )  # fmt: skip


def _figure(unit: UnitFigure | None) -> Figure | None:
    if unit is None or unit.on is None:
        return None
    return Figure(unit.on, unit.value, unit.choice, unit.verified, unit.sample)
