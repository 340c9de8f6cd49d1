"""A plan as written, as indented lines of text."""

from __future__ import annotations

from collections.abc import Iterator

from exchange.plan_file_checks import all_tasks
from store.document import IndicatorDoc, PlanDoc, TaskDoc, Window
from words import Words
from words.visible import visible


def shown(doc: PlanDoc, words: Words) -> str:
    """Title, phases, sections, tasks with units and dates, milestones, indicators, bodies."""
    return "".join(visible(line) + "\n" for line in _lines(doc, words))


def _lines(doc: PlanDoc, words: Words) -> Iterator[str]:
    domain = words.domain
    yield doc.title
    facts = [doc.key, doc.number, doc.issuer, domain.date(doc.issued) if doc.issued else "", doc.area]
    yield "  " + " · ".join(fact for fact in facts if fact)
    if doc.period:
        yield "  " + _dated(doc.period, words)
    if doc.source_note:
        yield "  " + doc.source_note
    for phase in doc.phases:
        name = " ".join(part for part in (phase.name, phase.title) if part)
        yield f"  {domain.word('phase')} {phase.ref}  {name}  {_dated(phase.window, words)}"
    for section in doc.sections:
        yield ""
        if section.label or section.title:
            yield " ".join(part for part in (section.label, section.title) if part)
        for task in section.tasks:
            yield from _task(task, words, 1, _milestones(doc, words))
    plan_wide = _milestones(doc, words).get("", [])
    if plan_wide or doc.indicators or doc.bodies:
        yield ""
    yield from plan_wide
    for indicator in doc.indicators:
        yield from _indicator(indicator, words)
    for body in doc.bodies:
        people = [" ".join(part for part in (p.duty, p.name or p.unit, p.post) if part) for p in body.people]
        yield f"{domain.word('body')} {body.name}  {domain.list(tuple(people))}".rstrip()
    if any(mandate.inferred for task in all_tasks(doc) for mandate in task.mandates):
        yield ""
        yield words.command.inferred()


def _milestones(doc: PlanDoc, words: Words) -> dict[str, list[str]]:
    """The lines of the milestones by what they are a milestone of; those of a phase stand with the plan's."""
    tasks: dict[str, list[str]] = {}
    phases = {phase.ref for phase in doc.phases}
    for one in doc.milestones:
        line = f"{words.domain.word('milestone')} {one.ref}  {one.name}  {_dated(one.due, words)}  {one.unit}".rstrip()
        tasks.setdefault("" if one.of in phases else one.of, []).append(line)
    return tasks


def _task(task: TaskDoc, words: Words, depth: int, milestones: dict[str, list[str]]) -> Iterator[str]:
    """One task, its units by role, its date, its milestones, then what is nested in it."""
    indent = "  " * depth
    yield f"{indent}{task.ref}  {task.label + ' ' if task.label else ''}{task.title}"
    by_role: dict[str, list[str]] = {}
    for mandate in task.mandates:
        by_role.setdefault(mandate.role, []).append(mandate.unit + ("?" if mandate.inferred else ""))
    for role, units in by_role.items():
        more = f" {words.command.others()}" if task.open_list else ""
        yield f"{indent}    {words.domain.role(role)}: {words.domain.list(tuple(units))}{more}"
    if task.due:
        means = f"  ({words.domain.means(task.means)})" if task.means != "done" else ""
        yield f"{indent}    {_dated(task.due, words)}{means}"
    yield from (f"{indent}    {line}" for line in milestones.get(task.ref, ()))
    for child in task.children:
        yield from _task(child, words, depth + 1, milestones)


def _dated(window: Window, words: Words) -> str:
    """A phrase with the dates that it is read as."""
    days = " – ".join(day.isoformat() for day in (window.start, window.end) if day)
    doubt = f"  ? {words.domain.doubt(window.doubt)}" if window.doubt else ""
    return f"{window.phrase}  [{days}]{doubt}" if days and days != window.phrase else f"{window.phrase or days}{doubt}"


def _indicator(indicator: IndicatorDoc, words: Words) -> Iterator[str]:
    """An indicator with its ladder and shares."""
    of = f" ({indicator.of})" if indicator.of else ""
    yield f"{words.domain.word('indicator')} {indicator.ref}{of}  {indicator.name}  {indicator.phrase}".rstrip()
    for step in indicator.steps:
        value = words.paper.threshold(indicator.comparator, words.paper.amount(step.value, indicator.measure))
        yield f"    {value}  {_dated(step.by, words)}".rstrip()
    if indicator.choices:
        yield f"    {words.domain.list(indicator.choices)}"
    if indicator.shares:
        shares = tuple(f"{share.unit} {words.domain.number(share.value)}" for share in indicator.shares)
        yield f"    {words.domain.list(shares)}"
