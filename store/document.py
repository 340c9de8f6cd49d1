"""A plan as written: the shape between plan files, plan documents and the store.

Frozen values without behaviour. `exchange.plan_file` reads and writes them as TOML, `store.commands.load` lays them
on the tables, `store.queries.document` reads them back. Unit names are as the document writes them.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from store.window import Window as Window


class UnitDoc(NamedTuple):
    """What a plan file says of a unit beyond its name; units without such a line are known from their mandates."""

    name: str
    short: str = ""
    aliases: tuple[str, ...] = ()
    parent: str = ""


class MemberDoc(NamedTuple):
    """One dated membership of a group."""

    name: str
    since: date | None = None
    until: date | None = None
    sample: bool = False


class GroupDoc(NamedTuple):
    """A unit that stands for its members; `open` when not all members are known."""

    name: str
    open: bool = False
    members: tuple[MemberDoc, ...] = ()


class PhaseDoc(NamedTuple):
    """A named window of the plan."""

    ref: str
    name: str
    title: str
    window: Window


class MilestoneDoc(NamedTuple):
    """A named date of the plan, of a phase or of a task (`of` is its ref, empty for the plan)."""

    ref: str
    name: str
    due: Window
    of: str = ""
    unit: str = ""
    means: str = "done"


class PersonDoc(NamedTuple):
    """A member of a body; the name may be unknown."""

    name: str
    post: str = ""
    unit: str = ""
    duty: str = ""


class BodyDoc(NamedTuple):
    """The plan's leading group or joint meeting."""

    name: str
    office: str = ""
    ends_with_plan: bool = False
    people: tuple[PersonDoc, ...] = ()


class MandateDoc(NamedTuple):
    """This task, this unit or group, this role, as written."""

    unit: str
    role: str
    role_text: str = ""
    duty: str = ""
    inferred: bool = False


class TaskDoc(NamedTuple):
    """A task: a numbered item or sub-item (`kind` item), or one unnumbered clause of it (`kind` clause). Tasks nest."""

    ref: str
    label: str
    title: str
    text: str = ""
    kind: str = "item"
    phase: str = ""
    rule: str = ""
    """The closing rule: all, any, lead, count:N; empty for the plan's."""
    open_list: bool = False
    """True when the list of units ends in 等."""
    start: Window | None = None
    due: Window | None = None
    means: str = "done"
    targets: tuple[str, ...] = ()
    """Numeric goals named in the text, as written."""
    mandates: tuple[MandateDoc, ...] = ()
    children: tuple[TaskDoc, ...] = ()
    heading: bool = False
    """True for an item that only groups its sub-items (no units and no date of its own)."""


class SectionDoc(NamedTuple):
    """A heading that groups tasks."""

    label: str
    title: str
    tasks: tuple[TaskDoc, ...] = ()


class StepDoc(NamedTuple):
    """One rung of an indicator's ladder: this value by that date."""

    value: float
    by: Window


class ShareDoc(NamedTuple):
    """One unit's part 任务数 of an indicator's target."""

    unit: str
    value: float
    sample: bool = False


class IndicatorDoc(NamedTuple):
    """A number to reach, or a choice that each unit makes."""

    ref: str
    name: str
    measure: str = ""
    kind: str = "number"
    choices: tuple[str, ...] = ()
    combine: str = "sum"
    comparator: str = ">="
    of: str = ""
    """The ref of the task it measures; empty for the plan."""
    phrase: str = ""
    """The words of the document that set it."""
    over_unit: str = ""
    """The unit or group over whose members an `each` indicator runs."""
    steps: tuple[StepDoc, ...] = ()
    shares: tuple[ShareDoc, ...] = ()


class BulletinDoc(NamedTuple):
    """Who signs the plan's bulletins, to whom they go, and how they are numbered."""

    office: str = ""
    salutation: str = ""
    cc: str = ""
    number_pattern: str = ""


class PlanDoc(NamedTuple):
    """One issued document being tracked."""

    key: str
    title: str
    number: str = ""
    issuer: str = ""
    issued: date | None = None
    area: str = ""
    period: Window | None = None
    hidden_year: bool = False
    year: int | None = None
    """The year a hidden year was bound to."""
    source_note: str = ""
    cycle: str = ""
    """When reports fall due: monthly:5, weekly:fri, quarterly:10; empty for none."""
    closing: str = "all"
    bulletin: BulletinDoc = BulletinDoc()
    units: tuple[UnitDoc, ...] = ()
    groups: tuple[GroupDoc, ...] = ()
    phases: tuple[PhaseDoc, ...] = ()
    milestones: tuple[MilestoneDoc, ...] = ()
    bodies: tuple[BodyDoc, ...] = ()
    sections: tuple[SectionDoc, ...] = ()
    indicators: tuple[IndicatorDoc, ...] = ()
