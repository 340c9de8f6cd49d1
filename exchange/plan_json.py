"""`PlanDoc` → the plan shape of `duban show KEY --json` and `duban read --json` (COMMANDS, "The plan shape").

Plain dictionaries of plain values, made without reading a file or a date: this stands on the reading path.
"""

from __future__ import annotations

from collections.abc import Iterable

from store.document import IndicatorDoc, PlanDoc, TaskDoc, Window

Json = dict[str, object]


def plan_json(doc: PlanDoc) -> Json:
    """The plan as written, for machines.

    `tasks` is flat: every numbered item that is a leaf or has its own units; headings that only group items are left
    out, unnumbered clauses stand under their item's `clauses`. `due` lists every dated phrase of a task's own text (its
    dates, its milestones, its indicator steps) in the order of the text, `due_phrases` the same phrases as written.
    Where the document hides its year `start` and `end` are null and the bound days stand in `bound`.

    Args:
        doc: a plan, from a file or from the store.
    """
    plan = _Plan(doc)
    return {
        "key": doc.key,
        "title": doc.title,
        "issuer": doc.issuer or None,
        "number": doc.number or None,
        "date": doc.issued.isoformat() if doc.issued else None,
        "area": doc.area or None,
        "period": _dated(doc.period) if doc.period else None,
        "tasks": [
            row
            for section in doc.sections
            for task in section.tasks
            for row in plan.flat(task, (section.label,) if section.label else (), section.title)
        ],
        "phases": [
            {"ref": phase.ref, "name": phase.name, "title": phase.title, **_dated(phase.window)} for phase in doc.phases
        ],
        "people": [
            {
                "name": person.name or None,
                "role": person.duty,
                "post": person.post,
                "unit": person.unit,
                "body": body.name,
            }
            for body in doc.bodies
            for person in body.people
        ],
        "indicators": [_indicator(indicator) for indicator in doc.indicators],
    }


class _Plan:
    """What the tasks of one plan need to know of the rest of it."""

    def __init__(self, doc: PlanDoc) -> None:
        groups = {group.name for group in doc.groups}
        self.groups = groups | {alias for unit in doc.units if unit.name in groups for alias in unit.aliases}
        self.dates: dict[str, list[Window]] = {}
        for milestone in doc.milestones:
            self.dates.setdefault(milestone.of, []).append(milestone.due)
        for indicator in doc.indicators:
            self.dates.setdefault(indicator.of, []).extend(step.by for step in indicator.steps)

    def flat(self, task: TaskDoc, path: tuple[str, ...], section: str) -> Iterable[Json]:
        """An item, if it is one, and the items under it."""
        clauses = [child for child in task.children if child.kind == "clause"]
        items = [child for child in task.children if child.kind != "clause"]
        if not _only_groups(task, items, clauses):
            yield self.row(task, clauses, path, section)
        below = (*path, task.label) if task.label else path
        for item in items:
            yield from self.flat(item, below, section)

    def row(self, task: TaskDoc, children: Iterable[TaskDoc], path: tuple[str, ...], section: str) -> Json:
        """One task with its clauses."""
        dates = self.own_dates(task)
        return {
            "ref": task.ref,
            "label": task.label,
            "path": "、".join(path),
            "section": section,
            "title": task.title,
            "text": task.text,
            "units": [
                {
                    "name": mandate.unit,
                    "role": mandate.role,
                    "group": mandate.unit in self.groups,
                    "role_text": mandate.role_text,
                    "duty": mandate.duty,
                    "inferred": mandate.inferred,
                }
                for mandate in task.mandates
            ],
            "open_list": task.open_list,
            "means": task.means,
            "due_phrases": [window.phrase for window in dates],
            "due": [_days(window) for window in dates],
            "targets": list(task.targets),
            "clauses": [self.row(child, child.children, path, section) for child in children],
        }

    def own_dates(self, task: TaskDoc) -> list[Window]:
        """Every dated phrase of the task's own text, once; a milestone or a step dated elsewhere in the plan is not."""
        found = [window for window in (task.start, task.due) if window]
        for window in self.dates.get(task.ref, ()):
            if window.phrase and window not in found and (not task.text or window.phrase in task.text):
                found.append(window)
        return sorted(found, key=lambda window: (at := task.text.find(window.phrase)) < 0 or at)


def _only_groups(task: TaskDoc, items: list[TaskDoc], clauses: list[TaskDoc]) -> bool:
    """True for a heading: it has sub-items, and nothing of its own that anybody owes."""
    return task.heading or bool(items and not clauses and not task.mandates and not task.due)


def _days(window: Window) -> Json:
    """The days of a window; a hidden year is not the document's, so its days are set apart."""
    days: Json = {
        "start": window.start.isoformat() if window.start else None,
        "end": window.end.isoformat() if window.end else None,
    }
    doubt: Json = {"doubt": window.doubt} if window.doubt else {}
    if window.hidden_year:
        return {"start": None, "end": None, "bound": days, "precision": window.precision, **doubt}
    return {**days, "precision": window.precision, **doubt}


def _dated(window: Window) -> Json:
    return {"phrase": window.phrase, **_days(window)}


def _indicator(indicator: IndicatorDoc) -> Json:
    """An indicator with its ladder and its shares."""
    return {
        "ref": indicator.ref,
        "name": indicator.name,
        "task": indicator.of or None,
        "measure": indicator.measure,
        "kind": indicator.kind,
        "choices": list(indicator.choices),
        "combine": indicator.combine,
        "comparator": indicator.comparator,
        "phrase": indicator.phrase,
        "over_unit": indicator.over_unit or None,
        "steps": [{"value": step.value, "by": _dated(step.by) if step.by.phrase else None} for step in indicator.steps],
        "shares": [{"unit": s.unit, "value": s.value, "sample": s.sample} for s in indicator.shares],
    }
