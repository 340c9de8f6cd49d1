"""Indicators: pure rules from dated figures to value, pace and light (DOMAIN, "indicator" and rule 5)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from store import vocabulary as v
from store.lights import is_behind
from store.schedule import elapsed
from store.shapes import Settings, Step, UnitFigure


class Figure(NamedTuple):
    """The figure of one unit that counts at a date."""

    on: date
    value: float | None
    choice: str | None = None
    verified: bool = False
    sample: bool = False


class Sum(NamedTuple):
    """What the figures of all units come to."""

    value: float | None
    percent: float | None
    percent_of_reported: float | None
    figures_on: date | None
    elapsed: float | None
    light: str
    reported: int
    missing: tuple[str, ...]
    met: int


def winning(figures: Sequence[Figure], as_of: date) -> Figure | None:
    """The figure that counts at as_of: the latest; on one day a verified one wins over a reported one."""
    known = [f for f in figures if f.on <= as_of]
    return max(enumerate(known), key=lambda pair: (pair[1].on, pair[1].verified, pair[0]))[1] if known else None


def counting_step(steps: Sequence[Step], as_of: date) -> Step | None:
    """The rung of the ladder that counts at as_of: the first whose date is not past, else the last."""
    return next((s for s in steps if s.by.end is None or s.by.end >= as_of), steps[-1] if steps else None)


def reaches(value: float | None, comparator: str, target: float | None) -> bool:
    """Whether a figure meets its target; an unknown comparator counts as at least."""
    if value is None or target is None:
        return False
    same = math.isclose(value, target, rel_tol=1e-9, abs_tol=1e-9)  # a sum of tenths is not exact
    if comparator == "=":
        return same
    if same:
        return comparator not in ("<", ">")
    return value < target if at_most(comparator) else value > target


def at_most(comparator: str) -> bool:
    """Whether less is better: there is no pace for what should stay low, and who is silent may have too much."""
    return comparator.startswith("<")


def paced(
    window: tuple[date | None, date | None], on: date | None, comparator: str = ">="
) -> float | None:  # fmt: skip
    """The elapsed part of a window at a figure's date, percent; None where time sets no pace."""
    passed = None if at_most(comparator) else elapsed(*window, on)
    return passed.percent if passed else None


def percent_of(value: float | None, target: float | None) -> float | None:
    """A figure in percent of its target; unknown is not zero."""
    return None if value is None or not target else value / target * 100


def figure_light(
    percent: float | None, pace: float | None, met: bool, due: date | None, as_of: date, settings: Settings
) -> str:
    """The light of a figure: reached, missed, not reported, behind the time, or on schedule."""
    if met:
        return v.DONE
    if due is not None and due < as_of:
        return v.OVERDUE
    if percent is None:
        return v.NO_REPORT
    return v.BEHIND if is_behind(percent, pace, settings) else v.ON_TRACK


def unit_figure(
    unit: str, share: float | None, figure: Figure | None, goal: float | None, window: tuple[date | None, date | None],
    as_of: date, settings: Settings, comparator: str = ">=", kind: str = "number",
) -> UnitFigure:  # fmt: skip
    """One unit's row of an indicator.

    Args:
        share: the unit's target share 任务数, None where there is none.
        goal: what its figure is measured against: the share, or the common target of an `each` indicator.
        window: first and last day of the time the figure is paced against.
    """
    value = figure.value if figure else None
    percent = percent_of(value, goal)
    pace = paced(window, figure.on if figure else None, comparator)
    met = reaches(value, comparator, goal) or (kind == "choice" and figure is not None)
    light = figure_light(percent, pace, met, window[1], as_of, settings)
    return UnitFigure(
        unit=unit, share=share, value=value, choice=figure.choice if figure else None, on=figure.on if figure else None,
        verified=bool(figure and figure.verified), percent=percent, elapsed=pace, light=light,
        sample=bool(figure and figure.sample),
    )  # fmt: skip


def add_up(
    rows: Sequence[UnitFigure], combine: str, kind: str, comparator: str, target: float | None,
    window: tuple[date | None, date | None], as_of: date, settings: Settings,
) -> Sum:  # fmt: skip
    """What the rows of all units come to: a sum, how many meet it each, or the latest figure.

    Units without a figure are named in `missing` and count in no sum; `percent_of_reported` leaves their shares out.
    """
    known = [row for row in rows if row.on is not None]
    missing = tuple(row.unit for row in rows if row.on is None)
    figures_on = max((row.on for row in known if row.on is not None), default=None)
    met = sum(
        kind == "choice" or reaches(row.value, comparator, target if combine == "each" else row.share) for row in known
    )
    value = percent = of_reported = None
    if kind == "choice" or combine == "each":
        percent = len(known) and percent_of(met, len(rows)) if rows else None
        of_reported = percent_of(met, len(known)) if known else None
        reached = bool(rows) and met == len(rows)
    elif known and combine == "latest":
        value = max(known, key=lambda row: row.on or date.min).value
        percent = of_reported = percent_of(value, target)
        reached = reaches(value, comparator, target)
    else:
        value = sum(row.value or 0.0 for row in known) if known else None
        shares = [row.share for row in known]
        percent = percent_of(value, target)
        known_share = sum(share or 0.0 for share in shares)
        of_reported = percent_of(value, known_share) if known and None not in shares else percent
        reached = reaches(value, comparator, target) and not (missing and at_most(comparator))
    if not known:
        percent = None
    pace = paced(window, figures_on, comparator)
    light = figure_light(percent, pace, reached, window[1], as_of, settings)
    return Sum(value, percent, of_reported, figures_on, pace, light, len(known), missing, met)
