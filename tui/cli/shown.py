"""A plan as written, as indented lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exchange.plan_file_checks import all_tasks
from store.document import IndicatorDoc, PlanDoc, TaskDoc, Window
from store.ending import Ending
from store.queries.breakdown import AddedTask
from words import Words
from words.visible import visible

Below = dict[str, list[AddedTask]]


def shown(doc: PlanDoc, words: Words, added: Sequence[AddedTask] = (), ended: Ending | None = None) -> str:
    """Title, phases, sections, tasks with units and dates, milestones, indicators, bodies.

    Args:
        doc: the plan as written.
        words: the language.
        added: the tasks that the office added, shown under theirs and marked.
        ended: how the plan ended, where it is closed.
    """
    return "".join(visible(line) + "\n" for line in _lines(doc, words, added, ended))


def _lines(doc: PlanDoc, words: Words, added: Sequence[AddedTask], ended: Ending | None) -> Iterator[str]:
    domain = words.domain
    yield doc.title
    facts = [doc.key, doc.number, doc.issuer, domain.date(doc.issued) if doc.issued else "", doc.area]
    yield "  " + " · ".join(fact for fact in facts if fact)
    if ended:
        yield "  " + words.endings.ended(*ended)
    if doc.period:
        yield "  " + _dated(doc.period, words)
    if doc.source_note:
        yield "  " + doc.source_note
    for phase in doc.phases:
        name = " ".join(part for part in (phase.name, phase.title) if part)
        yield f"  {domain.word('phase')} {phase.ref}  {name}  {_dated(phase.window, words)}"
    below = _below(doc, added)
    for section in doc.sections:
        yield ""
        if section.label or section.title:
            yield " ".join(part for part in (section.label, section.title) if part)
        for task in section.tasks:
            yield from _task(task, words, 1, _milestones(doc, words), below)
    if below.get(""):
        yield ""
        yield words.breakdowns.label("left")
        yield from _added("", words, 1, below)
    plan_wide = _milestones(doc, words).get("", [])
    if plan_wide or doc.indicators or doc.bodies:
        yield ""
    yield from plan_wide
    for indicator in doc.indicators:
        yield from _indicator(indicator, words)
    for body in doc.bodies:
        people = [" ".join(part for part in (p.duty, p.name or p.unit, p.post) if part) for p in body.people]
        over = f"{words.endings.body_ended(ended.on)}  " if ended and body.ends_with_plan else ""
        yield f"{domain.word('body')} {body.name}  {over}{domain.list(tuple(people))}".rstrip()
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


def _below(doc: PlanDoc, added: Sequence[AddedTask]) -> Below:
    """What the office added, by the ref of the task above it; empty where that is in the plan no more."""
    refs = {task.ref for task in all_tasks(doc)} | {one.ref for one in added}
    found: Below = {}
    for one in added:
        found.setdefault(one.parent if one.parent in refs else "", []).append(one)
    return found


def _added(ref: str, words: Words, depth: int, below: Below) -> Iterator[str]:
    """What the office added under a task, each with what is under it."""
    indent = "  " * depth
    for one in below.get(ref, ()):
        label = f"{one.label} " if one.label else ""
        yield f"{indent}{one.ref}  {label}{one.title} {words.breakdowns.label('mark')}"
        by_role: dict[str, list[str]] = {}
        for unit, role in one.owners:
            by_role.setdefault(role, []).append(unit)
        for role, units in by_role.items():
            yield f"{indent}    {words.domain.role(role)}: {words.domain.list(tuple(units))}"
        if one.due:
            yield f"{indent}    {one.due}"
        yield from _added(one.ref, words, depth + 1, below)


def _task(task: TaskDoc, words: Words, depth: int, milestones: dict[str, list[str]], below: Below) -> Iterator[str]:
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
        yield from _task(child, words, depth + 1, milestones, below)
    yield from _added(task.ref, words, depth + 1, below)


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
