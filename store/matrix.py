"""The matrix of a plan: its tasks, the units and groups on which they are laid, and what stands where they meet."""

# Without `from __future__ import annotations`: a NamedTuple compiles every annotation that is text, at each start.

from collections.abc import Mapping
from typing import NamedTuple

from store.shapes import Assignment, Count
from store.workload import Tally, add_up


class MatrixTask(NamedTuple):
    """A row: a task with all its assignments counted."""

    id: int
    plan: str
    ref: str
    label: str
    title: str
    counts: tuple[Count, ...]


class ColumnHead(NamedTuple):
    """A column: a unit, or a group that folds."""

    unit: int
    name: str
    above: str
    """The group in which it stands; empty at the top."""
    opened: bool | None
    """None for a unit, which holds no others."""
    counts: tuple[Count, ...]
    """How it stands over all the rows."""


Cells = Mapping[tuple[int, int], tuple[Assignment, ...]]
"""By task and unit; several where the unit owes the task in more than one way."""
Groups = Mapping[tuple[int, int], tuple[Count, ...]]
"""By task and group, what its members owe together."""


class MatrixCells(NamedTuple):
    """Some neighbouring columns with everything in them."""

    heads: tuple[ColumnHead, ...]
    assignments: Cells
    groups: Groups
    uncounted: tuple[int, ...] = ()
    """Groups with so many members that they are counted one by one, afterwards (`group_cells`)."""


def column_total(cells: Cells, groups: Groups, unit: int) -> tuple[Count, ...]:
    """How a unit or group stands over the rows."""
    tallies = [
        Tally(0, None, "", item.light, 1, 0, None) for at, items in cells.items() if at[1] == unit for item in items
    ]
    tallies += [
        Tally(0, None, "", count.light, count.n, 0, None)
        for at, counts in groups.items()
        if at[1] == unit
        for count in counts
    ]
    return add_up(tallies)


def with_group(cells: MatrixCells, group: int, counts: Groups) -> MatrixCells:
    """The same columns with a group that was counted afterwards."""
    if group not in cells.uncounted:
        return cells
    total = column_total({}, counts, group)
    heads = tuple(head._replace(counts=total) if head.unit == group else head for head in cells.heads)
    left = tuple(unit for unit in cells.uncounted if unit != group)
    return MatrixCells(heads, cells.assignments, {**cells.groups, **counts}, left)
