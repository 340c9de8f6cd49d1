"""What must hold between the rows of a plan file: references exist, names stand once, groups form no circle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from types import MappingProxyType

from store.document import GroupDoc, MemberDoc, PlanDoc, TaskDoc
from store.errors import Refused
from store.queries.names import close


def check(doc: PlanDoc) -> None:
    """Refuse a plan whose rows contradict each other.

    Raises:
        Refused: `duplicate_ref`, `file_duplicate`, `file_unknown_ref`, `cyclic_group`.
    """
    tasks = list(all_tasks(doc))
    phases = [phase.ref for phase in doc.phases]
    refs = [task.ref for task in tasks]
    # Tasks, phases, milestones and indicators share one name space: the command line names all of them PLAN/REF.
    _once("ref", [*refs, *phases, *(m.ref for m in doc.milestones), *(i.ref for i in doc.indicators)])
    _once("group", [group.name for group in doc.groups])
    _once("unit", [name for unit in doc.units for name in (unit.name, *unit.aliases)])
    _once("body", [body.name for body in doc.bodies])
    _once("section", [f"{section.label} {section.title}".strip() for section in doc.sections])
    names = full_names(doc)
    for task in tasks:
        _known(f"task[{task.ref}]", "phase", task.phase, phases)
    for milestone in doc.milestones:
        _known(f"milestone[{milestone.ref}]", "of", milestone.of, [*refs, *phases])
    for indicator in doc.indicators:
        _known(f"indicator[{indicator.ref}]", "of", indicator.of, refs)
        shared = [names.get(share.unit, share.unit) for share in indicator.shares]
        _once("unit", shared, f"indicator[{indicator.ref}].shares")
    check_mandates(doc)
    check_groups(doc.groups, names)


def all_tasks(doc: PlanDoc) -> Iterator[TaskDoc]:
    """Every task of a plan with its sub-items and clauses, in the order of the document."""
    for section in doc.sections:
        for task in section.tasks:
            yield from below(task)


def below(task: TaskDoc) -> Iterator[TaskDoc]:
    """A task and everything under it."""
    yield task
    for child in task.children:
        yield from below(child)


def full_names(doc: PlanDoc) -> dict[str, str]:
    """Alias → the unit's own name, for every alias that the plan gives."""
    return {alias: unit.name for unit in doc.units for alias in unit.aliases}


def check_mandates(doc: PlanDoc) -> None:
    """Refuse a task that names one unit (under any of its names) twice in one role."""
    names = full_names(doc)
    for task in all_tasks(doc):
        pairs = [f"{names.get(m.unit, m.unit)} ({m.role})" for m in task.mandates]
        _once("unit", pairs, f"task[{task.ref}].units")


def check_groups(groups: Iterable[GroupDoc], names: Mapping[str, str] = MappingProxyType({})) -> None:
    """Refuse a group that is, through its members, a member of itself, and one that has a member twice at once.

    Args:
        groups: of one plan.
        names: `full_names` of the plan, where it is known.

    Raises:
        Refused: `cyclic_group` with `names` (from the group round to itself); `file_duplicate`.
    """
    members = {group.name: [member.name for member in group.members] for group in groups}
    for group in groups:
        _apart(group, names)
    finished: set[str] = set()
    for name in members:
        _walk(name, members, [], finished)


def _apart(group: GroupDoc, names: Mapping[str, str]) -> None:
    """Refuse a member whose times in the group overlap: it began again before it had left."""
    times: dict[str, list[MemberDoc]] = {}
    for member in group.members:
        times.setdefault(names.get(member.name, member.name), []).append(member)
    for name, several in times.items():
        several.sort(key=lambda member: member.since or date.min)
        for before, after in pairwise(several):
            if before.until is None or before.until > (after.since or date.min):
                raise Refused("file_duplicate", what="member", name=name, place=f"group[{group.name}]")


def _walk(name: str, members: dict[str, list[str]], chain: list[str], finished: set[str]) -> None:
    """Depth first; a group met again on its own chain is a circle."""
    if name in chain:
        circle = [*chain[chain.index(name) :], name]
        raise Refused("cyclic_group", names=tuple(circle))
    if name in finished or name not in members:
        return
    for member in members[name]:
        _walk(member, members, [*chain, name], finished)
    finished.add(name)


def _once(what: str, names: Iterable[str], place: str = "") -> None:
    """Refuse a name that stands twice."""
    seen: set[str] = set()
    for name in names:
        if name in seen and what == "ref":
            raise Refused("duplicate_ref", ref=name)
        if name in seen:
            raise Refused("file_duplicate", what=what, name=name, place=place)
        seen.add(name)


def _known(place: str, key: str, ref: str, known: list[str]) -> None:
    """Refuse a reference to nothing."""
    if ref and ref not in known:
        raise Refused("file_unknown_ref", place=place, key=key, ref=ref, close=close(ref, known))
