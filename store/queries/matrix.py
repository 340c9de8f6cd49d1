"""Where tasks and units meet: some columns at a time, however many units there are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from store.matrix import ColumnHead, Groups, MatrixCells, MatrixTask, column_total
from store.queries.clock import Clock, clock, light_sql
from store.queries.filters import where
from store.queries.matching import TASKS_LIKE, text_params
from store.queries.roster import BELOW, LEAF, SMALL, members, unit_names
from store.queries.rows import RANKED, of_units
from store.reader import Reader, as_int, as_text
from store.recorded import ids_sql
from store.roster import Ground, Roster
from store.shapes import Assignment, AssignmentFilter, Count
from store.tree import Tree
from store.workload import Tally, add_up

Placed = tuple[tuple[int, int], Tally]
"""Task and group, and a part of what stands there."""


def tasks_named(reader: Reader, text: str) -> frozenset[int]:
    """The tasks that a text finds by label and title, ref, or spelling.

    Args:
        reader: of the store.
        text: as typed; the blanks around it do not count.
    """
    return frozenset(as_int(task) for (task,) in reader.rows(TASKS_LIKE, **text_params(text.strip())))


def matrix_tasks(
    tree: Tree, among: Collection[int] | None = None, owed: Mapping[int, tuple[Count, ...]] | None = None
) -> tuple[MatrixTask, ...]:
    """The rows: the tasks that somebody owes, in the order of the plan.

    Args:
        tree: the plan with its assignments counted.
        among: the tasks that may be shown; None for all.
        owed: how each task stands where that is not what the tree says (`counts_of`).
    """
    if owed is None:
        tallies: dict[int, list[Tally]] = {}
        for case in tree.cases:
            tallies.setdefault(case.task, []).append(_tally(case.light, case.n))
        owed = {task: add_up(ones) for task, ones in tallies.items()}
    plans = {plan.id: plan.key for plan in tree.plans}
    return tuple(
        MatrixTask(task.id, plans.get(task.plan, ""), task.ref, task.label, task.title, owed[task.id])
        for task in tree.tasks
        if task.id in owed and (among is None or task.id in among)
    )


def counts_of(
    reader: Reader, here: Ground, tree: Tree, chosen: AssignmentFilter, units: Sequence[int]
) -> dict[int, tuple[Count, ...]]:
    """How each task stands with some units and those inside them alone; of very many which tasks, uncounted.

    Args:
        reader: of the store.
        here: who there is.
        tree: the plan with its assignments counted.
        chosen: which assignments count.
        units: as they stand at the top of the columns.
    """
    if len(units) > SMALL or any(members(reader, unit, here, SMALL + 1) > SMALL for unit in units):
        return {case.task: () for case in tree.cases}
    now = clock(reader, here.as_of)
    condition, params = where(reader, chosen, now, light_sql(now))
    rows = reader.rows(
        f"""WITH RECURSIVE {BELOW.format(ids_sql(units))}
 SELECT a.task, {light_sql(now)} AS light, count(*) FROM (SELECT DISTINCT b.unit FROM below b WHERE {LEAF}
 AND (b.unit = b.root OR b.unit NOT IN ({ids_sql(here.alone)}))) b CROSS JOIN {RANKED}
 WHERE u.id = b.unit AND {condition} GROUP BY a.task, light""",
        **params,
    )
    found: dict[int, list[Tally]] = {}
    for task, light, n in rows:
        found.setdefault(as_int(task), []).append(_tally(as_text(light), as_int(n)))
    return {task: counts for task, ones in found.items() if (counts := add_up(ones))}


def owing(reader: Reader, here: Ground, tree: Tree, chosen: AssignmentFilter, units: Sequence[int]) -> list[int]:
    """Those of some units and groups on which anything lies that a filter lets through, in the same order.

    Args:
        reader: of the store.
        here: who there is.
        tree: the plan with the assignments counted that the filter lets through.
        chosen: the filter.
        units: that may be shown.
    """
    ways = {case.via for case in tree.cases}
    found = {root for root in here.roots if not ways.isdisjoint((root, *here.inner[root]))}
    now = clock(reader, here.as_of)
    condition, params = where(reader, chosen, now, light_sql(now))
    rows = reader.rows(
        f"""WITH RECURSIVE {BELOW.format(ids_sql(set(units) - set(here.roots)))}
 SELECT b.root FROM below b WHERE EXISTS (SELECT 1 FROM {RANKED} WHERE u.id = b.unit AND {condition})""",
        **params,
    )
    found |= {as_int(unit) for (unit,) in rows}
    return [unit for unit in units if unit in found]


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
    shown = set(tasks)
    condition, params = where(reader, chosen, now, light_sql(now))
    cells: dict[tuple[int, int], tuple[Assignment, ...]] = {}
    for item in of_units(reader, now, ids - groups, condition, params):
        if item.task_id in shown:
            key = item.task_id, item.unit_id
            cells[key] = (*cells.get(key, ()), item)
    large = {unit for unit in groups - set(here.roots) if members(reader, unit, here, SMALL + 1) > SMALL}
    tallies = [one for root in groups & set(here.roots) for one in _by_way(reader, now, here, tree, chosen, root)]
    tallies += _by_member(reader, now, here, chosen, groups - set(here.roots) - large)
    counts = _counted(tally for tally in tallies if tally[0][0] in shown)
    names = unit_names(reader, ids | {roster.above[at] for at in places})
    return MatrixCells(
        tuple(
            ColumnHead(
                unit, names[unit].name, names[above].name if above else "", roster.opened.get(unit),
                column_total(cells, counts, unit),
            )
            for unit, above in ((roster.units[at], roster.above[at]) for at in places)
        ),
        cells, counts, tuple(sorted(large)),
    )  # fmt: skip


def group_cells(reader: Reader, here: Ground, chosen: AssignmentFilter, tasks: Collection[int], group: int) -> Groups:
    """How a group stands in each of these tasks, however many members it has.

    Raises:
        Unusable: the store cannot be read.
    """
    shown, found = set(tasks), _by_member(reader, clock(reader, here.as_of), here, chosen, {group})
    return _counted(tally for tally in found if tally[0][0] in shown)


def _counted(tallies: Iterable[Placed]) -> dict[tuple[int, int], tuple[Count, ...]]:
    found: dict[tuple[int, int], list[Tally]] = {}
    for at, tally in tallies:
        found.setdefault(at, []).append(tally)
    return {at: counts for at, ones in found.items() if (counts := add_up(ones))}


def _by_way(
    reader: Reader, now: Clock, here: Ground, tree: Tree, chosen: AssignmentFilter, root: int
) -> Iterator[Placed]:
    """What came through a group, by the counts of the tree, without what came so to units that stand alone."""
    ways = {root, *here.inner[root]}
    yield from (((case.task, root), _tally(case.light, case.n)) for case in tree.cases if case.via in ways)
    if here.alone:
        condition, params = where(reader, chosen, now, light_sql(now))
        rows = reader.rows(
            f"""SELECT a.task, {light_sql(now)} AS light, -count(*) FROM {RANKED} WHERE u.id IN ({ids_sql(here.alone)})
 AND {condition} AND a.via IN ({ids_sql(ways)}) GROUP BY a.task, light""",
            **params,
        )
        yield from (((as_int(task), root), _tally(as_text(light), as_int(n))) for task, light, n in rows)


def _by_member(
    reader: Reader, now: Clock, here: Ground, chosen: AssignmentFilter, groups: Collection[int]
) -> list[Placed]:
    """What the members of groups owe, counted one by one."""
    if not groups:
        return []
    condition, params = where(reader, chosen, now, light_sql(now))
    rows = reader.rows(
        f"""WITH RECURSIVE {BELOW.format(ids_sql(groups))}
 SELECT b.root, a.task, {light_sql(now)} AS light, count(*) FROM below b CROSS JOIN {RANKED}
 WHERE u.id = b.unit AND {LEAF} AND b.unit NOT IN ({ids_sql(here.alone)}) AND {condition}
 GROUP BY b.root, a.task, light""",
        **params,
    )
    return [((as_int(task), as_int(of)), _tally(as_text(light), as_int(n))) for of, task, light, n in rows]


def _tally(light: str, n: int) -> Tally:
    return Tally(0, None, "", light, n, 0, None)
