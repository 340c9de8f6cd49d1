"""From shapes to the content of a bulletin: pure, the as-of date is an argument, every figure is counted here once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from exchange.problems import (
    in_need,
    lag_entries,
    late_entries,
    members_by_task,
    moved_by_id,
    open_with,
    silent_entries,
    soon_entries,
    stuck_entries,
)
from exchange.since import compare
from exchange.summary_shapes import Earlier, Material, Part, PlanSummary, Since, Summary, TaskPart
from store import vocabulary as v
from store.cycle import next_period
from store.document import PlanDoc, TaskDoc
from store.lights import Part as Piece
from store.lights import task_light, worst
from store.shapes import Assignment, Count, Reason, UnitLoad
from words.figures import printed

PRINT_ORDER = (
    v.DONE,
    v.TO_CONFIRM,
    v.ON_TRACK,
    v.DUE_SOON,
    v.BEHIND,
    v.BLOCKED,
    v.OVERDUE,
    v.NO_REPORT,
    v.NOT_YET,
    v.NO_DATE,
    v.DROPPED,
)
"""The order in which a bulletin counts the lights (PAPERS, worked example): done first, then from green to red."""

MOST_HOISTED = 8
"""A group of more members has its own row in the table by unit."""


def summarize(
    materials: Sequence[Material],
    as_of: date,
    figures_on: date | None = None,
    issued: date | None = None,
    number: str = "",
    kind: str = "bulletin",
    rank: bool = False,
    since: Earlier | None = None,
    before: Mapping[str, Material] = MappingProxyType({}),
) -> Summary:
    """The content of a summary; one plan makes one bulletin, several make one section each.

    Args:
        materials: one per plan, all read as of `as_of`.
        as_of: the date it is computed for 截至日.
        figures_on: the day up to which figures were taken 数据日; which day they carry, the figures themselves say.
        issued: the date of issue 成文日期; never taken from as_of.
        number: the number of the bulletin, or its whole document number.
        kind: bulletin, briefing or ledger.
        rank: order the table of units by what is open instead of by the user's order.
        since: from which earlier date on changes are told; None for none.
        before: the plans as of that date by their keys, those that were there.
    """
    plans = tuple(_plan(material, as_of, figures_on, rank) for material in materials)
    if since is not None:
        plans = tuple(plan._replace(since=_since(before.get(_key(plan.material)), plan, since)) for plan in plans)
    day = since.as_of if since else None
    sample = any(material.board.sample for material in materials)
    return Summary(kind, as_of, figures_on, issued, number, rank, sample, plans, day)


def _key(material: Material) -> str:
    return material.document.key


def _since(before: Material | None, plan: PlanSummary, since: Earlier) -> Since:
    """What changed of one plan; a numbered item counts where it shows a light now that it did not show then."""
    then = task_parts(before.rows, main_refs(before.document)) if before else ()
    shown = {ref: part.light for part in then for ref in part.refs}
    by_task = []
    for part in plan.by_task:
        refs = tuple(ref for ref in part.refs if ref in shown and shown[ref] != part.light)
        if refs:
            by_task.append(part._replace(n=len(refs), refs=refs))
    found = compare(before, plan.material, since.as_of, tuple(by_task))
    return found._replace(number=since.number, named=since.named)


def _plan(material: Material, as_of: date, figures_on: date | None, rank: bool) -> PlanSummary:
    rows, groups = material.rows, members_by_task(material.rows)
    parts = light_parts(row.light for row in rows)
    overdue, behind = open_with(rows, v.OVERDUE), open_with(rows, v.BEHIND)
    no_report, blocked = open_with(rows, v.NO_REPORT), in_need(rows)
    mains = main_refs(material.document)
    tasks = task_parts(rows, mains)
    days = {figure.on for indicator in material.indicators for figure in indicator.units if _came(figure.on, figure)}
    cycle = material.board.plan.cycle if material.board.plan else ""
    return PlanSummary(
        material=material,
        parts=parts,
        adds_up=not parts or round(sum(part.percent for part in parts), 1) == 100.0,
        by_task=tasks,
        mains=sum(part.n for part in tasks),
        unlaid=len(set(mains.values()) - {ref for part in tasks for ref in part.refs}),
        tasks=len({row.task for row in rows}),
        units=len({row.unit for row in rows}),
        total=len(rows),
        overdue=overdue,
        behind=behind,
        no_report=no_report,
        blocked=blocked,
        settled=sum(row.light == v.OVERDUE and row.task_done for row in rows),
        late=late_entries(overdue, moved_by_id(material), groups),
        lags=lag_entries(behind),
        silent=silent_entries(no_report, cycle, as_of, rows),
        stuck=stuck_entries(blocked, material.problems, groups),
        soon=soon_entries(open_with(rows, v.DUE_SOON), groups),
        missed=tuple(milestone for milestone in material.milestones if milestone.missed),
        figures_on=next(iter(days)) if len(days) == 1 else None,
        figures_differ=len(days) > 1,
        figures_until=figures_on if material.newest not in ((), material.indicators) else None,
        next_period=None if material.board.ending else next_period(cycle, as_of),
        loads=ranked(material.loads) if rank else material.loads,
    )


def _came(on: date | None, figure: object) -> bool:
    """Whether a unit's figure came: a day alone, without a value or a choice, is the day of an older one."""
    value, choice = getattr(figure, "value", None), getattr(figure, "choice", None)
    return on is not None and (value is not None or choice is not None)


def light_parts(lights: Iterable[str]) -> tuple[Part, ...]:
    """How many show each light, in print order, with the share of the whole as printed; unknown lights come last."""
    sums: dict[str, int] = {}
    for light in lights:
        sums[light] = sums.get(light, 0) + 1
    total = sum(sums.values())
    order = (*PRINT_ORDER, *sorted(set(sums) - set(PRINT_ORDER)))
    return tuple(Part(light, sums[light], printed(sums[light] / total * 100)) for light in order if light in sums)


def main_refs(document: PlanDoc) -> dict[str, str]:
    """For each task of the plan the numbered item that it belongs to: what "a task counts once" counts."""
    found: dict[str, str] = {}

    def walk(task: TaskDoc, top: str) -> None:
        found[task.ref] = top
        for child in task.children:
            walk(child, top)

    for section in document.sections:
        for task in section.tasks:
            walk(task, task.ref)
    return found


def main_of(ref: str, mains: dict[str, str]) -> str:
    """The numbered item of a task; a piece that the office broke down (4.2) belongs to the nearest known one (4)."""
    known = ref
    while known not in mains and "." in known:
        known = known.rpartition(".")[0]
    return mains.get(known, ref)


def task_parts(rows: Sequence[Assignment], mains: dict[str, str]) -> tuple[TaskPart, ...]:
    """The numbered items by light, each once: the worst light of its tasks (DOMAIN, rule 4).

    Args:
        rows: all assignments.
        mains: `main_refs` of the plan.
    """
    by_task: dict[str, list[Assignment]] = {}
    for row in sorted(rows, key=lambda row: (row.pos, row.id)):
        by_task.setdefault(row.task, []).append(row)
    reasons: dict[str, list[Reason]] = {}
    for ref, parts in by_task.items():
        reason = _task_reason(parts)
        if reason is not None:
            reasons.setdefault(main_of(ref, mains), []).append(reason)
    refs: dict[str, list[str]] = {}
    for main, several in reasons.items():
        found = worst(several)
        refs.setdefault(found.light if found else "", []).append(main)
    order = (*PRINT_ORDER, *sorted(set(refs) - set(PRINT_ORDER)))
    return tuple(TaskPart(light, len(refs[light]), tuple(refs[light])) for light in order if light in refs)


def _task_reason(parts: Sequence[Assignment]) -> Reason | None:
    """The light of one task, by the store's own rule."""
    pieces = [Piece(row.role, row.status, row.done_on, row.reason._replace(light=row.light), row.unit) for row in parts]
    days = [row.done_on or date.min for row in parts if row.task_done]
    found = task_light(pieces, max(days, default=None))
    return found and found[0]


def count_of(counts: Iterable[Count], light: str) -> int:
    """How many show a light."""
    return sum(count.n for count in counts if count.light == light)


def hoisted(loads: Sequence[UnitLoad]) -> tuple[UnitLoad, ...]:
    """The rows of the table by unit: a small group is told by its members alone, which then stand for themselves.

    A larger one (MOST_HOISTED) keeps its own row as a subtotal above them; one without known members has no other.
    """
    sizes: dict[str, int] = {}
    for load in loads:
        if load.via is not None:
            sizes[load.via] = sizes.get(load.via, 0) + 1
    small = {group for group, n in sizes.items() if n <= MOST_HOISTED}
    return tuple(
        load._replace(via=None) if load.via in small else load
        for load in loads
        if not (load.is_group and load.unit in small)
    )


def ranked(loads: Sequence[UnitLoad]) -> tuple[UnitLoad, ...]:
    """The table of units by what is open (overdue, then silent, then behind); members stay under their group."""
    tops = [load for load in loads if load.via is None]
    tops.sort(key=lambda load: tuple(-count_of(load.counts, light) for light in (v.OVERDUE, v.NO_REPORT, v.BEHIND)))
    ordered: list[UnitLoad] = []
    for top in tops:
        ordered.append(top)
        if top.is_group:
            ordered += [load for load in loads if load.via == top.unit]
    return tuple(ordered)
