"""The sections of a bulletin as sentences: overall, indicators, problems, what is required."""

from __future__ import annotations

from datetime import date

from exchange.blocks import PARA, TABLE, Block, para
from exchange.paper_tables import indicator_table
from exchange.summary_shapes import Named, PlanSummary
from store import vocabulary as v
from store.figures import reaches
from store.shapes import Indicator
from words import Words
from words.figures import difference, percent_digits, point_digits

MOST_TITLE = 40
"""A title longer than this (letters) is cut in a sentence; the ledger has it whole."""


def short(title: str) -> str:
    """A title as part of a sentence: without its full stop, cut with … where it is a whole paragraph."""
    text = title.strip().rstrip("。.；;，,：:")
    return text if len(text) <= MOST_TITLE else f"{text[: MOST_TITLE - 1]}…"


def names(units: tuple[Named, ...], words: Words) -> tuple[str, ...]:
    """Units as a sentence names them; a whole group with its count."""
    return tuple(words.paper.group(unit.name, unit.members) if unit.members else unit.name for unit in units)


def overall(plan: PlanSummary, as_of: date, words: Words) -> str:
    """Section one in one paragraph: totals, shares, tasks, elapsed time, the last period's reports."""
    paper, board = words.paper, plan.material.board
    if not plan.total:
        return paper.nothing(as_of)
    told = [
        paper.laid(plan.material.document.title, plan.mains, plan.unlaid, plan.tasks, plan.units, plan.total),
        paper.parts(as_of, plan.parts, plan.settings.due_soon_days),
        paper.by_task(plan.by_task),
    ]
    if plan.blocked and len(plan.blocked) != sum(part.n for part in plan.parts if part.light == v.BLOCKED):
        told.append(paper.needs_help(len(plan.blocked)))
    if board.elapsed is not None:
        told.append(paper.elapsed(board.elapsed.percent))
    said = plan.reporting
    if said is not None:
        counts = len(said.on_time), len(said.late), len(said.missing)
        told.append(paper.reporting(said.start, said.end, said.due, *counts, as_of))
    return paper.join(tuple(told))


def indicators(plan: PlanSummary, as_of: date, words: Words) -> list[Block]:
    """Section two: a paragraph for each indicator, then table 1."""
    blocks = [
        Block(PARA, (words.paper.sub(n, _indicator(indicator, plan.settings.behind_points, as_of, words)),))
        for n, indicator in enumerate(plan.material.indicators, 1)
    ]
    if any(indicator.units for indicator in plan.material.indicators):
        blocks.append(Block(TABLE, table=indicator_table(plan, 1, as_of, words)))
    return blocks


def _indicator(indicator: Indicator, tolerance: float, as_of: date, words: Words) -> str:
    paper = words.paper
    told = [paper.end(indicator.name)]
    if indicator.kind == "choice":
        told.append(paper.end(paper.indicator_choice(indicator.expected, indicator.reported, _chosen(indicator))))
    elif indicator.combine == "each":
        told += _each(indicator, words)
    else:
        told.append(paper.end(_sum(indicator, tolerance, as_of, words)))
    if len(indicator.steps) > 1:
        steps = tuple((paper.amount(step.value, indicator.measure), step.by.end) for step in indicator.steps)
        told.append(paper.ladder(steps))
    if indicator.missing and indicator.reported:
        told.append(_missing(indicator, words))
    return paper.join(tuple(told))


def _chosen(indicator: Indicator) -> tuple[tuple[str, int], ...]:
    """How many units chose each of the choices, in the plan's order, answers outside them last."""
    answers = [figure.choice for figure in indicator.units if figure.choice]
    order = (*indicator.choices, *sorted(set(answers) - set(indicator.choices)))
    return tuple((choice, answers.count(choice)) for choice in order if choice in answers)


def _sum(indicator: Indicator, tolerance: float, as_of: date, words: Words) -> str:
    paper, value, percent, pace = words.paper, indicator.value, indicator.percent, ""
    if value is not None and percent is not None and indicator.elapsed is not None and indicator.figures_on is not None:
        gap = difference(percent, indicator.elapsed)
        pace = paper.pace(indicator.elapsed, indicator.figures_on, as_of, gap, tolerance, indicator.light)
    counted = indicator.reported, indicator.expected
    return paper.indicator_sum(indicator.measure, indicator.target, value, percent, *counted, pace)


def _each(indicator: Indicator, words: Words) -> list[str]:
    paper, reported, expected = words.paper, indicator.reported, indicator.expected
    target = "" if indicator.target is None else paper.amount(indicator.target, indicator.measure)
    target = paper.threshold(indicator.comparator, target)
    of_all, of_reported = (indicator.met / n * 100 if n else 0.0 for n in (expected, reported))
    told = [
        paper.end(paper.indicator_each(target, indicator.due, expected, reported, indicator.met, of_all, of_reported))
    ]
    below = tuple(
        (figure.unit, paper.amount(figure.value, indicator.measure))
        for figure in indicator.units
        if figure.value is not None
        and indicator.target is not None
        and not reaches(figure.value, indicator.comparator, indicator.target)
    )
    return [*told, paper.not_met(below)] if below else told


def _missing(indicator: Indicator, words: Words) -> str:
    """Who is unknown, each with its share, and the rate over those who reported (DOMAIN, rule 5)."""
    paper, shares = words.paper, {figure.unit: figure.share for figure in indicator.units}
    units = []
    for unit in indicator.missing:
        share = shares.get(unit)
        units.append((unit, None if share is None else paper.amount(share, indicator.measure)))
    known = [figure.share for figure in indicator.units if figure.unit not in indicator.missing and figure.share]
    over = paper.amount(sum(known), indicator.measure) if known and indicator.combine == "sum" else None
    return paper.missing(tuple(units), over, indicator.percent_of_reported)


def problems(plan: PlanSummary, as_of: date, words: Words) -> list[Block]:
    """Section three: overdue, behind, silent, in need of help, missed milestones; only what there is."""
    paper = words.paper
    parts: list[tuple[str, tuple[str, ...]]] = []
    if plan.late:
        parts.append((paper.late_head(len(plan.overdue), plan.settled), _late(plan, as_of, words)))
    if plan.lags:
        parts.append((paper.lag_head(len(plan.behind)), _lags(plan, as_of, words)))
    if plan.silent:
        units = len({row.unit for row in plan.no_report})
        parts.append((paper.silent_head(len(plan.no_report), units), _silent(plan, as_of, words)))
    if plan.stuck:
        told = tuple(paper.stuck(names(e.units, words), e.ref, short(e.title), short(e.problem)) for e in plan.stuck)
        parts.append((paper.stuck_head(len(plan.blocked)), told))
    if plan.missed:
        parts.append((paper.missed_head(len(plan.missed)), _missed(plan, as_of, words)))
    if not parts:
        return [para(paper.no_problems(as_of))]
    return [para(paper.sub(n, paper.join((head, numbered(told, words))))) for n, (head, told) in enumerate(parts, 1)]


def numbered(told: tuple[str, ...], words: Words) -> str:
    """One clause alone, several with their numbers as sentences."""
    paper = words.paper
    if len(told) == 1:
        return paper.semicolon(told)
    return paper.join(tuple(paper.clause(n, paper.end(text)) for n, text in enumerate(told, 1)))


def _late(plan: PlanSummary, as_of: date, words: Words) -> tuple[str, ...]:
    paper, told = words.paper, []
    for entry in plan.late:
        limit = paper.limit(entry.due, entry.due_first, entry.due_from, entry.basis, entry.basis_note, as_of)
        text = paper.late(names(entry.units, words), entry.role, entry.ref, short(entry.title), limit, entry.days)
        asked = entry.extension
        if asked is not None:
            days = asked.asked_on, asked.wanted
            text += paper.extension(len(entry.units), *days, entry.asked_late, asked.decision, asked.late_kept, as_of)
        told.append(text)
    return tuple(told)


def _lags(plan: PlanSummary, as_of: date, words: Words) -> tuple[str, ...]:
    """Who lies behind; the day of a figure is told where table 1 has an older one."""
    told, until = [], plan.figures_until
    for entry in plan.lags:
        days = entry.days if until is not None else ()
        newer = [day if day is not None and until is not None and day > until else None for day in days]
        figures = tuple(
            words.paper.lag_figure(percent_digits(figure), day, as_of)
            for figure, day in zip(entry.figures, newer or [None] * len(entry.figures), strict=True)
        )
        gaps = tuple(point_digits(gap).lstrip("+") for gap in entry.gaps)
        told.append(words.paper.lag(entry.units, entry.role, entry.ref, short(entry.title), figures, gaps))
    return tuple(told)


def _silent(plan: PlanSummary, as_of: date, words: Words) -> tuple[str, ...]:
    return tuple(
        words.paper.silent(names(e.units, words), e.refs, e.n, e.since, len(e.periods), as_of) for e in plan.silent
    )


def _missed(plan: PlanSummary, as_of: date, words: Words) -> tuple[str, ...]:
    return tuple(
        words.paper.missed(short(m.name), m.unit, m.window.end, (as_of - m.window.end).days, as_of)
        for m in plan.missed
        if m.window.end is not None
    )


def required(plan: PlanSummary, as_of: date, words: Words) -> list[Block]:
    """Section four: dates only where a fact gives one, slots for the rest."""
    paper, told = words.paper, []
    if plan.late:
        told.append(paper.require_late())
    if plan.lags:
        told.append(paper.require_lag())
    told += [paper.require_soon(names(e.units, words), e.ref, short(e.title), e.due, as_of) for e in plan.soon]
    owed: dict[tuple[tuple[date, date], ...], tuple[str, ...]] = {}
    for entry in plan.silent:
        periods = tuple((period.start, period.end) for period in entry.periods)
        owed[periods] = owed.get(periods, ()) + names(entry.units, words)
    told += [paper.require_silent(units, periods, as_of) for periods, units in owed.items()]
    if plan.stuck:
        told.append(paper.require_stuck(len(plan.blocked)))
    period = plan.next_period
    if period is not None:
        told.append(paper.require_report(period.start, period.end, period.due, as_of))
    told.append(paper.slot("more"))
    return [Block(PARA, tuple(paper.step(n, text) for n, text in enumerate(told, 1)))]
