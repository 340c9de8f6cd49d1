"""A plan as a tree: sections, tasks, groups, and how the assignments below stand. The assignments come page by page."""

# Without `from __future__ import annotations`: a NamedTuple compiles every annotation that is text, at each start.

from datetime import date
from typing import NamedTuple

from store.shapes import Assignment


class Case(NamedTuple):
    """Assignments of one task that came the same way and show the same light."""

    task: int
    via: int
    """The group they came through; 0 for units named directly."""
    supports: bool
    """Whether they only support: their lateness does not redden the task (DOMAIN, rule 2)."""
    light: str
    n: int
    first_due: date | None
    """The earliest of their due dates."""
    last_due: date | None


class PlanNode(NamedTuple):
    """A plan; shown as a row where all plans are."""

    id: int
    key: str
    title: str


class SectionNode(NamedTuple):
    """A heading of a plan."""

    id: int
    plan: int
    label: str
    title: str


class TaskNode(NamedTuple):
    """A task or clause."""

    id: int
    plan: int
    section: int | None
    parent: int | None
    ref: str
    label: str
    title: str
    done: bool
    """Whether its closing rule is met."""


class GroupNode(NamedTuple):
    """A group in one task."""

    task: int
    via: int
    name: str
    one: Assignment
    """One of its members' assignments, whichever: it says which plan, task and group this is."""


class Tree(NamedTuple):
    """Everything of one plan, or of all, but the assignments themselves; what they are found by is their task."""

    plans: tuple[PlanNode, ...]
    sections: tuple[SectionNode, ...]
    tasks: tuple[TaskNode, ...]
    """In the order of the plan."""
    groups: tuple[GroupNode, ...]
    """In the user's order of units."""
    cases: tuple[Case, ...]


class Page(NamedTuple):
    """So many assignments of one task that came the same way."""

    task: int
    via: int
    offset: int
    of: int
    """How many there are of them."""
