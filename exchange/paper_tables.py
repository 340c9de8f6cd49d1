"""The tables of a paper: every cell is made here, once, and every format draws the same cells."""

from __future__ import annotations

from datetime import date

from exchange.blocks import Table
from exchange.ledger import Value, ledger_rows
from exchange.summary import PRINT_ORDER, count_of, hoisted, ranked
from exchange.summary_shapes import PlanSummary, Summary
from store import vocabulary as v
from store.shapes import Count, Indicator, Reporting, UnitFigure, UnitLoad
from words import Words
from words.figures import difference, percent_digits, point_digits

ALWAYS = (v.DONE, v.ON_TRACK, v.DUE_SOON, v.BEHIND, v.OVERDUE, v.NO_REPORT)
"""Lights that the table by unit always has a column for; others come when they occur, so that each row adds up."""
BRIEF = ("ordinal", "task", "title", "unit", "role", "due", "status", "light", "days_late", "last_report", "note")
"""The columns of a ledger that is read as text; the csv has all (PAPERS, "Minimum that a county knows")."""


def indicator_table(plan: PlanSummary, n: int, as_of: date, words: Words) -> Table:
    """Table 1: each indicator by unit, with a row that adds up where the figures do."""
    paper = words.paper
    rows: list[tuple[str, ...]] = []
    totals: list[int] = []
    ordinal = 0
    tolerance = plan.settings.behind_points
    for indicator in plan.material.indicators:
        measure = words.domain.measure(indicator.measure)
        label = indicator.name + (f"({measure})" if measure else "")
        for figure in indicator.units:
            ordinal += 1
            rows.append((str(ordinal), label, figure.unit, *_figure_cells(indicator, figure, as_of, tolerance, words)))
            label = ""
        if indicator.kind == "number" and (indicator.combine == "sum" or not indicator.units):
            totals.append(len(rows))
            rows.append(("", label, paper.total(), *_sum_cells(indicator, tolerance, words)))
    heads = ("ordinal", "indicator", "unit", "share", "value", "percent", "points", "assessment", "figure_on")
    numeric = (False, False, False, True, True, True, True, False, False)
    caption = paper.indicators_caption(n, None if plan.figures_differ else plan.figures_on, as_of)
    return Table(caption, tuple(paper.column(head) for head in heads), numeric, tuple(rows), tuple(totals))


def _pace_cells(percent: float | None, elapsed: float | None, none: str) -> tuple[str, str]:
    """The percentage and its difference in points, both as printed."""
    if percent is None:
        return none, none
    return percent_digits(percent), none if elapsed is None else point_digits(difference(percent, elapsed))


def _assessed(light: str, percent: float | None, elapsed: float | None, tolerance: float, words: Words) -> str:
    ahead = percent is not None and elapsed is not None and difference(percent, elapsed) > tolerance
    return words.paper.assessment(light, ahead)


def _figure_cells(
    indicator: Indicator, figure: UnitFigure, as_of: date, tolerance: float, words: Words
) -> tuple[str, ...]:
    paper, none = words.paper, words.paper.nothing_known()
    target = indicator.target if indicator.combine == "each" else None
    share = figure.share if figure.share is not None else target
    came = figure.value is not None or figure.choice is not None
    value = figure.choice or (paper.not_reported() if figure.value is None else words.domain.number(figure.value))
    pace = _pace_cells(figure.percent if came else None, figure.elapsed, none)
    light = figure.light if came else v.NO_REPORT
    assessment = _assessed(light, figure.percent, figure.elapsed, tolerance, words)
    when = paper.figure_on(figure.on, came, figure.verified, as_of)
    return (none if share is None else words.domain.number(share), value, *pace, assessment, when)


def _sum_cells(indicator: Indicator, tolerance: float, words: Words) -> tuple[str, ...]:
    paper, none = words.paper, words.paper.nothing_known()
    target = none if indicator.target is None else words.domain.number(indicator.target)
    value = paper.not_reported() if indicator.value is None else words.domain.number(indicator.value)
    assessment = _assessed(indicator.light, indicator.percent, indicator.elapsed, tolerance, words)
    told = paper.reported_of(indicator.reported, indicator.expected) if indicator.expected else none
    return (target, value, *_pace_cells(indicator.percent, indicator.elapsed, none), assessment, told)


def light_columns(plan: PlanSummary) -> tuple[str, ...]:
    """The lights that the table by unit counts, in print order."""
    shown = {part.light for part in plan.parts}
    return tuple(
        light for light in (*PRINT_ORDER, *sorted(shown - set(PRINT_ORDER))) if light in shown or light in ALWAYS
    )


def unit_table(plan: PlanSummary, n: int, as_of: date, rank: bool, words: Words) -> Table:
    """Table 2: the assignments of each unit by light, members below a large group, with the last report."""
    loads = hoisted(plan.material.loads)
    paper, lights, reporting = words.paper, light_columns(plan), plan.reporting
    rows = [
        (_unit_cell(load, words), *_count_cells(load.counts, lights), _report_cell(load, reporting, as_of, words))
        for load in (ranked(loads) if rank else loads)
    ]
    counts = tuple(Count(part.light, part.n) for part in plan.parts)
    said = paper.nothing_known()
    if reporting:
        said = paper.reports_total(len(reporting.on_time), len(reporting.late), len(reporting.missing))
    rows.append((paper.total(), *_count_cells(counts, lights), said))
    last = paper.report_column(reporting.start, reporting.end) if reporting else paper.column("last_report")
    heads = (paper.column("unit"), paper.column("total"), *(paper.column(light) for light in lights), last)
    numeric = (False, *(True for _ in range(len(lights) + 1)), False)
    return Table(paper.units_caption(n, as_of, rank), heads, numeric, tuple(rows), (len(rows) - 1,))


def _unit_cell(load: UnitLoad, words: Words) -> str:
    if load.is_group:
        return words.paper.group(load.unit, load.members)
    return words.paper.member(load.unit) if load.via else load.unit


def _count_cells(counts: tuple[Count, ...], lights: tuple[str, ...]) -> tuple[str, ...]:
    return str(sum(count.n for count in counts)), *(str(count_of(counts, light)) for light in lights)


def _report_cell(load: UnitLoad, reporting: Reporting | None, as_of: date, words: Words) -> str:
    paper = words.paper
    if reporting is None:
        return words.domain.day(load.last_report, as_of) if load.last_report else paper.nothing_known()
    if load.is_group:
        return paper.nothing_known()
    late = dict(reporting.late)
    if load.unit in late:
        return paper.reported("late", late[load.unit], as_of)
    how = "on_time" if load.unit in reporting.on_time else "missing" if load.unit in reporting.missing else "none"
    return paper.reported(how, None, as_of)


def red_table(plan: PlanSummary, n: int, as_of: date, words: Words) -> Table:
    """The overdue items for leaders; what the store cannot know is left as a slot (PAPERS, "专报")."""
    paper = words.paper
    rows = []
    for row in plan.overdue:
        moved = row.due_first is not None and row.due is not None and row.due_first < row.due
        first = row.due_first if moved else row.due  # never later than the date from which the days are counted
        rows.append(
            (
                paper.item(row.title, row.task), row.unit, paper.slot("leader"),
                words.domain.date(first) if first else paper.nothing_known(), str(row.days_late or 0),
                row.note or paper.slot("cause"), paper.slot("chase"), paper.slot("advice"),
            )
        )  # fmt: skip
    heads = ("item", "unit", "leader", "due_first", "days_late", "cause", "chase", "advice")
    numeric = (False, False, False, False, True, False, False, False)
    return Table(paper.red_caption(n, as_of), tuple(paper.column(head) for head in heads), numeric, tuple(rows))


def plans_table(summary: Summary, words: Words) -> Table:
    """The plans of a whole store, side by side; without a number, for each plan counts its own tables."""
    paper = words.paper
    shown = {part.light for plan in summary.plans for part in plan.parts}
    lights = tuple(light for light in PRINT_ORDER if light in shown or light in ALWAYS)
    rows = []
    for plan in summary.plans:
        line, counts = plan.material.board.plan, tuple(Count(part.light, part.n) for part in plan.parts)
        light = words.domain.light(line.light) if line else ""
        title = plan.material.document.title
        rows.append((title, str(plan.mains), *_count_cells(counts, lights), light))
    heads = ("plan", "tasks", "total", *lights, "light")
    numeric = (False, *(True for _ in range(len(lights) + 2)), False)
    return Table(paper.plans_caption(summary.as_of), tuple(paper.column(h) for h in heads), numeric, tuple(rows))


def ledger_table(summary: Summary, caption: str, words: Words) -> Table:
    """The ledger as a table to read: the columns that a county knows."""
    columns = BRIEF if summary.since is None else (*BRIEF, "changes")
    rows = tuple(
        tuple(value_text(_shown(row, column), summary.as_of, words) for column in columns)
        for row in ledger_rows(summary, words)
    )
    heads = tuple(words.paper.ledger_column(column) for column in columns)
    return Table(caption, heads, tuple(column in ("ordinal", "days_late") for column in columns), rows)


def _shown(row: dict[str, Value], column: str) -> Value:
    """A value to read: days late only where they are late (the csv has them signed)."""
    value = row[column]
    return None if column == "days_late" and isinstance(value, int) and value <= 0 else value


def value_text(value: Value, as_of: date, words: Words) -> str:
    """A value of the ledger as a cell to read."""
    if value is None or value == "":
        return words.paper.nothing_known()
    if isinstance(value, date):
        return words.domain.day(value, as_of)
    return words.domain.number(value) if isinstance(value, int | float) else value
