"""A plan as written, laid out as rows by natural key: what loading compares with the last load and with the store.

Values are JSON scalars; a reference is the natural key of the row it means.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from typing import cast

from store.closings import read_rule
from store.document import PlanDoc, SectionDoc, TaskDoc, Window
from store.foreign import storable_tree

Fields = dict[str, object]
Rows = dict[str, dict[str, Fields]]
"""By kind, by natural key."""

KINDS = (
    "unit", "alias", "membership", "section", "phase", "body", "person", "task", "mandate", "milestone", "indicator",
    "step", "share",
)  # fmt: skip
"""In the order in which rows can be made: what is referred to comes first."""


def lay_out(doc: PlanDoc, canonical: Callable[[str], str]) -> Rows:
    """All rows of a plan.

    Args:
        doc: the plan as written.
        canonical: a unit's name from any way of writing it, in the plan's area.
    """
    rows: Rows = {"plan": {"": _plan(doc)}, **{kind: {} for kind in KINDS}}
    _units(doc, rows, canonical)
    for pos, section in enumerate(doc.sections):
        rows["section"][section_key(section)] = {"pos": pos, "label": section.label, "title": section.title}
    for pos, phase in enumerate(doc.phases):
        rows["phase"][phase.ref] = {"pos": pos, "ref": phase.ref, "name": phase.name, "title": phase.title} | dated(
            "due", phase.window
        )
    for pos, body in enumerate(doc.bodies):
        rows["body"][body.name] = {
            "pos": pos, "name": body.name, "office": body.office, "ends_with_plan": body.ends_with_plan,
        }  # fmt: skip
        for place, person in enumerate(body.people):
            rows["person"][f"{body.name}|{place}"] = {"body": body.name, "pos": place, **person._asdict()}
    for pos, (section, parent, task) in enumerate(walk(doc)):
        _task(rows, pos, section, parent, task, canonical)
    _measures(doc, rows, canonical)
    return cast(Rows, storable_tree(rows))


def section_key(section: SectionDoc) -> str:
    """A section is known by its label and title."""
    return f"{section.label}|{section.title}"


def walk(doc: PlanDoc) -> Iterator[tuple[SectionDoc, TaskDoc | None, TaskDoc]]:
    """Every task with its section and its parent, in the order of the document."""

    def below(
        section: SectionDoc, parent: TaskDoc | None, tasks: tuple[TaskDoc, ...]
    ) -> Iterator[tuple[SectionDoc, TaskDoc | None, TaskDoc]]:
        for task in tasks:
            yield section, parent, task
            yield from below(section, task, task.children)

    for section in doc.sections:
        yield from below(section, None, section.tasks)


def dated(prefix: str, window: Window | None) -> Fields:
    """The five columns of a dated phrase."""
    w = window or Window("")
    return {
        f"{prefix}_start": w.start.isoformat() if w.start else None, prefix: w.end.isoformat() if w.end else None,
        f"{prefix}_phrase": w.phrase, f"{prefix}_precision": w.precision if window else "",
        f"{prefix}_doubt": w.doubt, f"{prefix}_hidden": w.hidden_year,
    }  # fmt: skip


def _plan(doc: PlanDoc) -> Fields:
    return {
        "title": doc.title, "number": doc.number, "issuer": doc.issuer, "area": doc.area,
        "issued": doc.issued.isoformat() if doc.issued else None, **dated("period", doc.period),
        "hidden_year": doc.hidden_year, "year": doc.year, "source_note": doc.source_note, "cycle": doc.cycle,
        "closing": doc.closing or "all", "bulletin": json.dumps(doc.bulletin._asdict(), ensure_ascii=False),
    }  # fmt: skip


def _units(doc: PlanDoc, rows: Rows, canonical: Callable[[str], str]) -> None:
    """Units in the order the plan file gives, else of first mention; groups, aliases, memberships."""
    plain: Fields = {"short": "", "parent": None, "is_group": False, "is_open": False, "sample": False}
    units = rows["unit"]
    spells: Counter[tuple[str, str]] = Counter()  # a member may come, leave and come again
    for unit in doc.units:
        units[unit.name] = plain | {"short": unit.short, "parent": canonical(unit.parent) if unit.parent else None}
        rows["alias"].update({alias: {"unit": unit.name} for alias in unit.aliases})
    for group in doc.groups:
        name = canonical(group.name)
        units[name] = units.get(name, plain) | {"is_group": True, "is_open": group.open}
        for member in group.members:
            who = canonical(member.name)
            units.setdefault(who, plain | {"sample": member.sample})
            spells[name, who] += 1
            rows["membership"][f"{name}|{who}|{spells[name, who]}"] = {
                "group_unit": name, "unit": who, "since": member.since.isoformat() if member.since else None,
                "until": member.until.isoformat() if member.until else None, "sample": member.sample,
            }  # fmt: skip
    for _, _, task in walk(doc):
        for mandate in task.mandates:
            units.setdefault(canonical(mandate.unit), dict(plain))
    named = [share.unit for i in doc.indicators for share in i.shares]
    named += [i.over_unit for i in doc.indicators] + [m.unit for m in doc.milestones]
    for name in filter(None, named):
        units.setdefault(canonical(name), dict(plain))
    for parent in [fields["parent"] for fields in units.values() if fields["parent"]]:
        units.setdefault(str(parent), dict(plain))


def _task(
    rows: Rows, pos: int, section: SectionDoc, parent: TaskDoc | None, task: TaskDoc, canonical: Callable[[str], str]
) -> None:
    """One task with its mandates."""
    rule, n = read_rule(task.rule) if task.rule else ("", None)
    rows["task"][task.ref] = {
        "section": section_key(section), "parent": parent.ref if parent else None, "pos": pos, "ref": task.ref,
        "label": task.label, "kind": task.kind, "title": task.title, "text": task.text, "heading": task.heading,
        "phase": task.phase or None, "rule": rule, "rule_n": n, "open_list": task.open_list,
        "targets": json.dumps(list(task.targets), ensure_ascii=False),
        "start_on": task.start.start.isoformat() if task.start and task.start.start else None,
        "start_phrase": task.start.phrase if task.start else "", **dated("due", task.due), "due_means": task.means,
    }  # fmt: skip
    for place, mandate in enumerate(task.mandates):
        unit = canonical(mandate.unit)
        rows["mandate"].setdefault(
            f"{task.ref}|{unit}|{mandate.role}",
            {"task": task.ref, "unit": unit, "pos": place, "role": mandate.role, "role_text": mandate.role_text,
             "as_written": mandate.unit, "duty": mandate.duty, "inferred": mandate.inferred},
        )  # fmt: skip


def _measures(doc: PlanDoc, rows: Rows, canonical: Callable[[str], str]) -> None:
    """Milestones, indicators, their ladders and shares."""
    phases = {phase.ref for phase in doc.phases}
    tasks = rows["task"]
    for pos, one in enumerate(doc.milestones):
        rows["milestone"][one.ref] = {
            "phase": one.of if one.of in phases and one.of not in tasks else None,
            "task": one.of if one.of in tasks else None, "unit": canonical(one.unit) if one.unit else None, "pos": pos,
            "ref": one.ref, "name": one.name, **dated("due", one.due), "means": one.means,
        }  # fmt: skip
    for pos, i in enumerate(doc.indicators):
        rows["indicator"][i.ref] = {
            "task": i.of or None, "pos": pos, "ref": i.ref, "name": i.name, "measure": i.measure, "kind": i.kind,
            "choices": json.dumps(list(i.choices), ensure_ascii=False), "combine": i.combine,
            "comparator": i.comparator, "over_unit": canonical(i.over_unit) if i.over_unit else None,
            "phrase": i.phrase,
        }  # fmt: skip
        for place, step in enumerate(i.steps):
            rows["step"][f"{i.ref}|{place}"] = {
                "indicator": i.ref, "pos": place, "value": step.value, **dated("due", step.by),
            }  # fmt: skip
        for share in i.shares:
            unit = canonical(share.unit)
            rows["share"][f"{i.ref}|{unit}"] = {
                "indicator": i.ref, "unit": unit, "value": share.value, "sample": share.sample,
            }  # fmt: skip
