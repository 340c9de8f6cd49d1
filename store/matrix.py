"""The matrix of a plan: its tasks, the units and groups on which they are laid, and what stands where they meet."""

# Without `from __future__ import annotations`: a NamedTuple compiles every annotation that is text, at each start.

from collections.abc import Mapping
from typing import NamedTuple

from store.shapes import Assignment, Count


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


class MatrixCells(NamedTuple):
    """Some neighbouring columns with everything in them."""

    heads: tuple[ColumnHead, ...]
    assignments: Mapping[tuple[int, int], tuple[Assignment, ...]]
    """By task and unit; several where the unit owes the task in more than one way."""
    groups: Mapping[tuple[int, int], tuple[Count, ...]]
    """By task and group, what its members owe together."""
