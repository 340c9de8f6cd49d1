"""Where tasks and units meet: some columns at a time, however many units there are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from store.matrix import ColumnHead, MatrixCells, MatrixTask
from store.queries.clock import Clock, clock, light_sql
from store.queries.filters import TABLES, where
from store.queries.matching import TASKS_LIKE, text_params
from store.queries.roster import BELOW, LEAF, unit_names
from store.queries.rows import select
from store.reader import Reader, as_int, as_text
from store.recorded import ids_sql
from store.roster import Ground, Roster
from store.shapes import Assignment, AssignmentFilter
from store.tree import Tree
from store.workload import Tally, add_up

Tallies = dict[tuple[int, int], list[Tally]]
"""By task and group."""


def tasks_named(reader: Reader, text: str) -> frozenset[int]:
    """The tasks that a text finds by label, title, plan and ref, or spelling.

    Args:
        reader: of the store.
        text: as typed; the blanks around it do not count.
    """
    return frozenset(as_int(task) for (task,) in reader.rows(TASKS_LIKE, **text_params(text.strip())))


def matrix_tasks(tree: Tree, among: Collection[int] | None = None) -> tuple[MatrixTask, ...]:
    """The rows: the tasks that somebody owes, in the order of the plan.

    Args:
        tree: the plan with its assignments counted.
        among: the tasks that may be shown; None for all.
    """
    tallies: dict[int, list[Tally]] = {}
    for case in tree.cases:
        tallies.setdefault(case.task, []).append(_tally(case.light, case.n))
    plans = {plan.id: plan.key for plan in tree.plans}
    return tuple(
        MatrixTask(task.id, plans.get(task.plan, ""), task.ref, task.label, task.title, add_up(tallies[task.id]))
        for task in tree.tasks
        if task.id in tallies and (among is None or task.id in among)
    )


def matrix_cells(
    reader: Reader, here: Ground, roster: Roster, tree: Tree, chosen: AssignmentFilter, tasks: Sequence[int],
    first: int, limit: int,
) -> MatrixCells:  # fmt: skip
    """Some neighbouring columns.

    Args:
        reader: of the store.
        here: who there is.
        roster: the columns, each by its unit.
        tree: the plan with its assignments counted: what came through a group is known from it.
        chosen: which assignments count.
        tasks: the rows.
        first: the place of the first column.
        limit: how many at most.

    Raises:
        Unusable: the store cannot be read.
    """
    now = clock(reader, here.as_of)
    places = range(first, min(first + limit, len(roster.units)))
    ids = {roster.units[at] for at in places}
    groups = {unit for unit in ids if unit in roster.opened}
    cells = _assignments(reader, now, chosen, ids - groups, tasks)
    tallies: Tallies = {}
    for group in groups:
        big = group in here.roots
        found = _by_way(reader, now, here, tree, chosen, group) if big else _by_member(reader, now, here, chosen, group)
        for task, tally in found:
            tallies.setdefault((task, group), []).append(tally)
    shown = set(tasks)
    totals: dict[int, list[Tally]] = {}
    for (task, group), ones in tallies.items():
        if task in shown:
            totals.setdefault(group, []).extend(ones)
    for (_, unit), items in cells.items():
        totals.setdefault(unit, []).extend(_tally(item.light, 1) for item in items)
    names = unit_names(reader, ids | {roster.above[at] for at in places})
    return MatrixCells(
        tuple(
            ColumnHead(
                unit, names[unit].name, names[above].name if above else "", roster.opened.get(unit),
                add_up(totals.get(unit, ())),
            )
            for unit, above in ((roster.units[at], roster.above[at]) for at in places)
        ),
        cells,
        {key: counts for key, ones in tallies.items() if key[0] in shown and (counts := add_up(ones))},
    )  # fmt: skip


def _assignments(
    reader: Reader, now: Clock, chosen: AssignmentFilter, units: Collection[int], tasks: Collection[int]
) -> dict[tuple[int, int], tuple[Assignment, ...]]:
    condition, params = where(reader, chosen, now, light_sql(now))
    shown, found = set(tasks), dict[tuple[int, int], tuple[Assignment, ...]]()
    # The + keeps from looking them up by plan or date, which thousands share.
    condition = condition.replace("p.key = ", "+p.key = ")
    for item in select(reader, now, f"a.unit IN ({ids_sql(units)}) AND {condition}", params, "ORDER BY a.id"):
        if item.task_id in shown:
            at = item.task_id, item.unit_id
            found[at] = (*found.get(at, ()), item)
    return found


def _by_way(
    reader: Reader, now: Clock, here: Ground, tree: Tree, chosen: AssignmentFilter, root: int
) -> Iterable[tuple[int, Tally]]:
    """What came through a group, by the counts of the tree, without what came so to units that stand alone."""
    ways = {root, *here.inner[root]}
    yield from ((case.task, _tally(case.light, case.n)) for case in tree.cases if case.via in ways)
    if here.alone:
        condition, params = where(reader, chosen, now, light_sql(now))
        rows = reader.rows(
            f"""SELECT a.task, {light_sql(now)} AS light, -count(*) FROM {TABLES} WHERE {condition}
 AND a.unit IN ({ids_sql(here.alone)}) AND a.via IN ({ids_sql(ways)}) GROUP BY a.task, light""",
            **params,
        )
        yield from ((as_int(task), _tally(as_text(light), as_int(n))) for task, light, n in rows)


def _by_member(
    reader: Reader, now: Clock, here: Ground, chosen: AssignmentFilter, group: int
) -> Iterable[tuple[int, Tally]]:
    """What the members of a group owe, counted one by one."""
    condition, params = where(reader, chosen, now, light_sql(now))
    rows = reader.rows(
        f"""SELECT a.task, {light_sql(now)} AS light, count(*) FROM {TABLES} WHERE {condition} AND a.unit IN
 (WITH RECURSIVE {BELOW.format(int(group))} SELECT b.unit FROM below b WHERE {LEAF})
 AND a.unit NOT IN ({ids_sql(here.alone)}) GROUP BY a.task, light""",
        **params,
    )
    return ((as_int(task), _tally(as_text(light), as_int(n))) for task, light, n in rows)


def _tally(light: str, n: int) -> Tally:
    return Tally(0, None, "", light, n, 0, None)
