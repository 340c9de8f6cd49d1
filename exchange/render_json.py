"""A summary as JSON: the keys of COMMANDS, "JSON"; further keys stand after them."""

from __future__ import annotations

from exchange.annexes import moves_json
from exchange.assignment_json import assignment_json, iso, json_text
from exchange.since_json import since_json
from exchange.summary import count_of
from exchange.summary_shapes import PlanSummary, Summary
from store import vocabulary as v
from store.shapes import Count, Elapsed, Indicator, Phase, Reporting, UnitLoad
from words import Words
from words.figures import difference, printed


def render_json(summary: Summary, words: Words) -> str:
    """The whole summary, ending in a line break. Percentages and points are the printed ones.

    Args:
        summary: its content; all kinds give the same object.
        words: the language of the reasons.
    """
    value = {
        "as_of": iso(summary.as_of),
        "plans": [_plan(plan, words) for plan in summary.plans],
        "kind": summary.kind,
        "figures_on": iso(summary.figures_on),
        "issued": iso(summary.issued),
        "number": summary.number,
        "sample": summary.sample,
    }
    return json_text(value) + "\n"


def _plan(plan: PlanSummary, words: Words) -> dict[str, object]:
    material = plan.material
    board, line = material.board, material.board.plan
    worst = line.worst if line else None
    counts = tuple(Count(part.light, part.n) for part in plan.parts)
    return {
        "plan": material.document.key,
        "title": material.document.title,
        "light": line.light if line else None,
        "worst": worst and {"task": worst.task, "unit": worst.unit, "reason": words.domain.reason(*worst.reason)},
        "totals": _lights(counts),
        "elapsed": _elapsed(board.elapsed),
        "phases": [_phase(phase) for phase in material.phases],
        "units": [_unit(load) for load in plan.loads],
        "overdue": [assignment_json(row) for row in plan.overdue],
        "behind": [assignment_json(row) for row in plan.behind],
        "no_report": [assignment_json(row) for row in plan.no_report],
        "blocked": [assignment_json(row) for row in plan.blocked],
        "indicators": [_indicator(indicator) for indicator in material.indicators],
        "reports": _reports(plan.reporting),
        "tasks": {part.light: list(part.refs) for part in plan.by_task},
        "sample": board.sample,
        "since": since_json(plan.since),
        "moved": moves_json(plan),
    }


def _lights(counts: tuple[Count, ...]) -> dict[str, int]:
    """Every light with its number, zeros too; a light of a newer program stands last."""
    known = {light: count_of(counts, light) for light in v.LIGHTS}
    return known | {count.light: count.n for count in counts if count.light not in known}


def _elapsed(elapsed: Elapsed | None) -> float | None:
    return None if elapsed is None else printed(elapsed.percent)


def _phase(phase: Phase) -> dict[str, object]:
    return {
        "name": phase.name,
        "start": iso(phase.window.start),
        "end": iso(phase.window.end),
        "elapsed": _elapsed(phase.elapsed),
        "done": phase.done,
        "total": phase.total,
    }


def _unit(load: UnitLoad) -> dict[str, object]:
    return {
        "unit": load.unit,
        "lead": load.lead,
        "support": load.support,
        "responsible": load.responsible,
        **_lights(load.counts),
        "last_report": iso(load.last_report),
        "via": load.via,
        "group": load.is_group,
    }


def _indicator(indicator: Indicator) -> dict[str, object]:
    percent, elapsed = indicator.percent, indicator.elapsed
    points = None if percent is None or elapsed is None else difference(percent, elapsed)
    return {
        "ref": indicator.ref,
        "name": indicator.name,
        "measure": indicator.measure,
        "comparator": indicator.comparator,
        "combine": indicator.combine,
        "steps": [{"value": step.value, "by": iso(step.by.end)} for step in indicator.steps],
        "target": indicator.target,
        "due": iso(indicator.due),
        "value": indicator.value,
        "figures_on": iso(indicator.figures_on),
        "reported_units": indicator.reported,
        "units": indicator.expected,
        "points": points,
        "percent": None if percent is None else printed(percent),
        "elapsed": None if elapsed is None else printed(elapsed),
        "light": indicator.light,
        "missing": list(indicator.missing),
    }


def _reports(reporting: Reporting | None) -> dict[str, object] | None:
    """How many reports were due in the last closed period, and how they came; null in a plan without a cycle."""
    if reporting is None:
        return None
    on_time, late, missing = len(reporting.on_time), len(reporting.late), len(reporting.missing)
    return {
        "due": on_time + late + missing,
        "on_time": on_time,
        "late": late,
        "missing": missing,
        "due_on": iso(reporting.due),
        "late_units": [unit for unit, _ in reporting.late],
        "missing_units": list(reporting.missing),
    }
