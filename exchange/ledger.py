"""The ledger of assignments 责任事项台账: one row each, computed once for every format (PAPERS, section 3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from exchange.since import chapters_of
from exchange.summary_shapes import PlanSummary, Summary
from store import vocabulary as v
from store.document import TaskDoc
from store.queries.contacts import CALLED_FIRST
from store.queries.said import Said
from store.shapes import Assignment, UnitFigure
from words import Words
from words.figures import difference, printed

Value = str | int | float | date | None

COLUMNS = (
    "ordinal", "plan", "task", "section", "title", "text", "role", "unit", "group", "leads", "supports", "due_text",
    "due", "due_basis", "status", "light", "reason", "share", "value", "measure", "percent", "elapsed", "points",
    "progress", "problem", "next_step", "last_report", "via", "chases", "due_first", "extensions", "late_kept",
    "claimed_on", "done_on", "days_late", "evidence", "note", "data",
)  # fmt: skip
"""The columns of sheet 2, those of which this version has the fact, with the plan, the group and the mark of sample
data added."""
CONTACTS = (*v.CONTACTS, "phone")
"""Further columns where contacts are asked for."""
COMPARED = ("changes", "light_then", "due_then")
"""Further columns where changes since an earlier date are told."""
OWN_WORDS = frozenset({"via", "role", "due_basis", "status", "light", "reason", "data"})
"""Columns whose text is duban's own; all other text is foreign."""


class Measured(NamedTuple):
    """What an indicator says of one unit's part of one task."""

    measure: str
    figure: UnitFigure


class _Known(NamedTuple):
    """What the rows of one plan are looked up in."""

    texts: dict[str, str]
    leads: dict[str, tuple[str, ...]]
    supports: dict[str, tuple[str, ...]]
    measured: dict[tuple[str, str], Measured]
    """By task and unit the figure that makes the light."""
    extensions: dict[int, int]
    """By assignment: how many were asked for."""


def ledger_rows(summary: Summary, words: Words) -> Iterator[dict[str, Value]]:
    """The rows of all plans in the order of the plan, then of the units; keys are COLUMNS, CONTACTS and COMPARED.

    Args:
        summary: of any kind.
        words: the language of the words that are not foreign text.
    """
    ordinal = 0
    for plan in summary.plans:
        known = _known(plan)
        changed = chapters_of(plan.since) if plan.since else {}
        then = {row.id: row for row in plan.since.before} if plan.since else {}
        for row in sorted(plan.material.rows, key=lambda row: (row.pos, row.rank, row.unit, row.id)):
            ordinal += 1
            told = words.domain.list(tuple(map(words.paper.since_change, changed.get(row.id, ()))))
            fields = _row(ordinal, row, known, plan, words) | _said(plan, row, words) | _contacts(plan, row)
            yield fields | _then(told, then.get(row.id), words)


def _then(changes: str, before: Assignment | None, words: Words) -> dict[str, Value]:
    """The columns of COMPARED."""
    light, due = (words.domain.light(before.light), before.due) if before else (None, None)
    return {"changes": changes, "light_then": light, "due_then": due}


def _said(plan: PlanSummary, row: Assignment, words: Words) -> dict[str, Value]:
    """What was said last of an assignment, and how often it was asked."""
    said = plan.material.said.get(row.id, Said())
    via = words.domain.via(said.via) if said.via else None
    return {**said._asdict(), "via": via}


def _contacts(plan: PlanSummary, row: Assignment) -> dict[str, Value]:
    """The columns of CONTACTS: names by kind, and the telephone of who is called first."""
    known = plan.material.contacts or {}
    people = {kind: known.get((row.unit_id, kind)) for kind in v.CONTACTS}
    phones = (one.phone for kind in CALLED_FIRST if (one := people[kind]) is not None and one.phone)
    names: dict[str, Value] = {kind: one.name if one else None for kind, one in people.items()}
    return {**names, "phone": next(phones, None)}


def _row(ordinal: int, row: Assignment, known: _Known, plan: PlanSummary, words: Words) -> dict[str, Value]:
    domain = words.domain
    measured = known.measured.get((row.task, row.unit))
    if measured and _own_percent(row, measured.figure):
        measured = None
    figure = measured.figure if measured else None
    percent, elapsed = _pace(row, figure)
    paced = percent is not None and elapsed is not None
    return {
        "ordinal": ordinal,
        "plan": row.plan,
        "task": row.task,
        "section": row.section,
        "title": row.title,
        "text": known.texts.get(row.task) or row.title,
        "role": domain.role(row.role),
        "unit": row.unit,
        "group": row.via,
        "leads": domain.list(known.leads.get(row.task, ())),
        "supports": domain.list(known.supports.get(row.task, ())),
        "due_text": row.due_text,
        "due": row.due,
        "due_basis": domain.basis(row.due_basis) if row.due_basis else None,
        "status": domain.status(row.status),
        "light": domain.light(row.light),
        "reason": domain.reason(*row.reason),
        "share": figure.share if figure else None,
        "value": (figure.value if figure.value is not None else figure.choice) if figure else None,
        "measure": measured.measure if measured else None,
        "percent": None if percent is None else printed(percent),
        "elapsed": None if elapsed is None else printed(elapsed),
        "points": difference(percent, elapsed) if paced and percent is not None and elapsed is not None else None,
        "last_report": row.last_report,
        "due_first": row.due_first,
        "extensions": known.extensions.get(row.id, 0),
        "late_kept": row.late_kept,
        "claimed_on": row.claimed_on,
        "done_on": row.done_on,
        "days_late": row.days_late,
        "note": row.note,
        "data": domain.word("sample") if plan.material.board.sample else None,
    }


def _own_percent(row: Assignment, figure: UnitFigure) -> bool:
    """Whether the light rests on a percentage that was reported later than the figure of any indicator."""
    made = row.reason.on if row.reason.figure is not None else None
    return made is not None and figure.on is not None and made > figure.on


def _pace(row: Assignment, figure: UnitFigure | None) -> tuple[float | None, float | None]:
    """The percentage that makes the light, and the elapsed time that it is held against."""
    if row.reason.figure is not None:
        return row.reason.figure, row.reason.elapsed
    if row.percent is None:
        return (figure.percent, figure.elapsed) if figure else (None, None)
    same = figure is not None and figure.percent is not None and printed(figure.percent) == printed(row.percent)
    return row.percent, figure.elapsed if figure and same else None


def _deciding(measured: Measured) -> tuple[bool, date, float]:
    """Among the figures of several indicators the newest makes the light, of one day the lowest (`store`'s rule)."""
    percent = measured.figure.percent
    return percent is not None, measured.figure.on or date.min, -(percent or 0.0)


def _known(plan: PlanSummary) -> _Known:
    texts: dict[str, str] = {}

    def walk(task: TaskDoc) -> None:
        texts[task.ref] = task.text or task.title
        for child in task.children:
            walk(child)

    for section in plan.material.document.sections:
        for task in section.tasks:
            walk(task)
    measured: dict[tuple[str, str], Measured] = {}
    for indicator in plan.material.newest or plan.material.indicators:
        for figure in indicator.units:
            key, found = (indicator.task, figure.unit), Measured(indicator.measure, figure)
            if key not in measured or _deciding(found) > _deciding(measured[key]):
                measured[key] = found
    asked = {one.assignment: len(one.extensions) for one in plan.material.moved}
    return _Known(texts, _units(plan, v.LEAD), _units(plan, v.SUPPORT), measured, asked)


def _units(plan: PlanSummary, role: str) -> dict[str, tuple[str, ...]]:
    """The units of one role by task, in their order; a group stands for its members."""
    found: dict[str, dict[str, None]] = {}
    for row in sorted(plan.material.rows, key=lambda row: (row.rank, row.id)):
        if row.role == role:
            found.setdefault(row.task, {})[row.via or row.unit] = None
    return {task: tuple(names) for task, names in found.items()}
