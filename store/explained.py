"""Why a light shows what it shows: the shapes of one page about an assignment, a task, a unit or a plan."""

# Without `from __future__ import annotations`: see store.shapes.

from datetime import date
from typing import NamedTuple

from store.called import ChaseLine
from store.cycle import Silence
from store.shapes import Assignment, Count, Detail, Reason, Settings


class Evidence(NamedTuple):
    """Everything that one assignment's light rests on."""

    detail: Detail
    """As it stands in the store; what came after as_of is left out."""
    also: tuple[Reason, ...]
    """The rules that hold besides the one that fired: those that stand behind it."""
    quiet: Silence
    """From when on a report would have broken the silence, and by when its window must have been open to owe one."""
    met_on: date | None
    """The day on which counting the days stopped."""
    source: str
    """What the due date is inherited from, by name; empty for its own."""
    chases: tuple[ChaseLine, ...]


class Why(NamedTuple):
    """One page: whose light, which, and why."""

    kind: str
    """assignment, task, unit or plan."""
    plan: str
    """Its key; empty for a unit across plans."""
    name: str
    """What it is about: `PLAN/REF` of a task, the key of a plan, the name of a unit."""
    title: str
    unit: str
    """The unit or group whose part is asked about; empty for everybody's."""
    as_of: date
    settings: Settings
    cycle: str
    light: str
    reason: Reason | None
    """None where nothing gives a light: a plan in which all is done, a unit that owes nothing."""
    rule: str
    """The closing rule of a task; `count:N` with its number."""
    done: int
    """How many of those who owe a task are done."""
    owed: int
    closed_on: date | None
    """When the closing rule of the task was met."""
    counts: tuple[Count, ...]
    """By light, of a plan or a unit, and of a task's parts."""
    parts: tuple[Assignment, ...]
    """Its assignments, the worst first: of a plan and of a unit those that come first."""
    evidence: Evidence | None
    """Of the assignment itself, else of the worst."""
