"""The tables. Rows are never deleted: `made` and `gone` name the commands that made and ended them.

Dates are ISO text columns through SQLAlchemy's Date; a dated phrase W is five columns with a common prefix
(`due`, `due_phrase`, `due_precision`, `due_doubt`, `due_hidden`), so that lists sort by date and still say the words.
Columns under "derived" are never logged: `store.commands.derive` recomputes them in the same transaction.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

EMPTY = {"server_default": ""}
"""For text columns that a later version of the schema added."""


class Row(SQLModel):
    """What every table of the plan has: an id and the commands that made and ended the row."""

    id: int | None = Field(default=None, primary_key=True)
    made: int = Field(foreign_key="command.id", index=True)
    gone: int | None = Field(default=None, foreign_key="command.id")


class Setting(SQLModel, table=True):
    """The store's own facts: schema version, uuid, time zone, thresholds (JSON values)."""

    __tablename__ = "store"
    key: str = Field(primary_key=True)
    value: str


class Command(SQLModel, table=True):
    """One command of one person; an undo is a row (`kind`, `target`), never an edited flag."""

    __table_args__ = (
        Index("command_target", "target", "id"),
        Index("command_sample", "id", sqlite_where=text("sample")),
    )
    id: int | None = Field(default=None, primary_key=True)
    at: str
    """UTC moment of recording, ISO 8601 with microseconds."""
    by_whom: str
    kind: str = "do"
    target: int | None = Field(default=None, foreign_key="command.id")
    on_date: date
    words: str = "[]"
    sample: bool = False


class Change(SQLModel, table=True):
    """One updated field: old and new as JSON scalars, the day it counts for, and where it belongs."""

    __table_args__ = (
        Index("change_field", "tbl", "row_id", "field", "on_date", "id"),
        Index("change_day", "on_date", "id"),
        Index("change_plan", "plan", "id"),
        Index("change_task", "task", "id"),
        Index("change_unit", "unit", "id"),
        Index("change_command", "command"),
    )
    id: int | None = Field(default=None, primary_key=True)
    command: int = Field(foreign_key="command.id")
    tbl: str
    row_id: str
    plan: int | None = Field(default=None, foreign_key="plan.id")
    task: int | None = Field(default=None, foreign_key="task.id")
    unit: int | None = Field(default=None, foreign_key="unit.id")
    field: str
    on_date: date
    old: str
    new: str


class Plan(Row, table=True):
    """One issued document being tracked."""

    key: str = Field(unique=True)
    title: str
    number: str = ""
    issuer: str = ""
    area: str = ""
    issued: date | None = None
    period_start: date | None = None
    period: date | None = None
    period_phrase: str = ""
    period_precision: str = ""
    period_doubt: str = ""
    period_hidden: bool = False
    hidden_year: bool = False
    year: int | None = None
    state: str = "open"
    closed_on: date | None = None
    basis: str = ""
    source_note: str = ""
    cycle: str = ""
    closing: str = "all"
    bulletin: str = "{}"
    loaded_text: str = ""
    """The plan as last loaded (JSON): loading again updates what changed in the file and keeps what users changed."""
    version: int = 1


class Section(Row, table=True):
    """A heading inside the plan that groups tasks."""

    plan: int = Field(foreign_key="plan.id", index=True)
    parent: int | None = Field(default=None, foreign_key="section.id")
    pos: int
    label: str = ""
    title: str = ""


class Phase(Row, table=True):
    """A named window of a plan."""

    __table_args__ = (UniqueConstraint("plan", "ref"),)
    plan: int = Field(foreign_key="plan.id")
    pos: int
    ref: str
    name: str
    title: str = ""
    due_start: date | None = None
    due: date | None = None
    due_phrase: str = ""
    due_precision: str = ""
    due_doubt: str = ""
    due_hidden: bool = False


class Body(Row, table=True):
    """The plan's leading group or joint meeting."""

    plan: int = Field(foreign_key="plan.id", index=True)
    pos: int
    name: str
    office: str = ""
    ends_with_plan: bool = False


class Person(Row, table=True):
    """A member of a body; the name may be unknown."""

    body: int = Field(foreign_key="body.id", index=True)
    pos: int
    name: str = ""
    post: str = ""
    unit: str = ""
    duty: str = ""


class Unit(Row, table=True):
    """An organisation that owes work, or a group that stands for its members. It is known by (area, name)."""

    __table_args__ = (UniqueConstraint("area", "name"), Index("unit_initials", "initials"), Index("unit_rank", "rank"))
    area: str = ""
    name: str
    short: str = ""
    parent: int | None = Field(default=None, foreign_key="unit.id")
    rank: int = 0
    is_group: bool = False
    is_open: bool = False
    pinyin: str = ""
    initials: str = ""
    sample: bool = False


class Alias(Row, table=True):
    """Another name of a unit, inside its area only."""

    __table_args__ = (UniqueConstraint("area", "name"), Index("alias_name", "name"))
    unit: int = Field(foreign_key="unit.id", index=True)
    area: str = ""
    name: str


class Contact(Row, table=True):
    """Leader in charge, liaison, telephone; dated; never exported unless asked."""

    unit: int = Field(foreign_key="unit.id", index=True)
    kind: str
    name: str = ""
    phone: str = ""
    since: date | None = None
    until: date | None = None


class Membership(Row, table=True):
    """A unit stands in a group for some time; no cycles."""

    group_unit: int = Field(foreign_key="unit.id", index=True)
    unit: int = Field(foreign_key="unit.id", index=True)
    mandate: int | None = Field(default=None, foreign_key="mandate.id")
    since: date | None = None
    until: date | None = None
    sample: bool = False


class Task(Row, table=True):
    """The smallest piece of the plan that has its own responsible units or its own date. Tasks nest."""

    __table_args__ = (UniqueConstraint("plan", "ref"), Index("task_parent", "parent"))
    plan: int = Field(foreign_key="plan.id")
    section: int | None = Field(default=None, foreign_key="section.id")
    parent: int | None = Field(default=None, foreign_key="task.id")
    pos: int
    """The place in the whole plan, counted through sections and nesting."""
    ref: str
    label: str = ""
    kind: str = "item"
    origin: str = "plan"
    title: str
    text: str = ""
    heading: bool = False
    phase: int | None = Field(default=None, foreign_key="phase.id")
    rule: str = ""
    rule_n: int | None = None
    open_list: bool = False
    targets: str = "[]"
    start_on: date | None = None
    start_phrase: str = ""
    due_start: date | None = None
    due: date | None = None
    due_phrase: str = ""
    due_precision: str = ""
    due_doubt: str = ""
    due_hidden: bool = False
    due_means: str = "done"
    start_own: date | None = None
    due_own: date | None = None
    due_own_phrase: str = ""
    due_own_precision: str = ""
    due_own_doubt: str = ""
    due_own_basis: str = ""
    due_own_note: str = ""
    """What the office gave the task (as on an assignment); it goes before the plan's own words, which stay."""
    version: int = 1
    done_on: date | None = None
    """Derived: the day on which the closing rule was met."""
    # since schema version 3
    pinyin: str = Field(default="", sa_column_kwargs=EMPTY)
    initials: str = Field(default="", sa_column_kwargs=EMPTY)


class Mandate(Row, table=True):
    """What the plan says: this task, this unit or group, this role, as written."""

    __table_args__ = (UniqueConstraint("task", "unit", "role"),)
    task: int = Field(foreign_key="task.id")
    unit: int = Field(foreign_key="unit.id", index=True)
    pos: int
    role: str
    role_text: str = ""
    as_written: str
    duty: str = ""
    inferred: bool = False


OPEN = text("status NOT IN ('done', 'dropped') AND gone IS NULL")


class Assignment(Row, table=True):
    """One unit's part of one mandate."""

    __table_args__ = (
        Index("assignment_mandate_unit", "mandate", "unit"),
        Index("assignment_noted", "note", sqlite_where=text("note <> ''")),
        Index("assignment_open_due", "due", "id", sqlite_where=OPEN),
        Index("assignment_open_plan_due", "plan", "due", "id", sqlite_where=OPEN),
        Index("assignment_plan_status", "plan", "status", "due", "start", "role"),
        Index("assignment_unit_status", "unit", "status", "due"),
        Index("assignment_task_unit", "task", "unit"),
        CheckConstraint("percent IS NULL OR percent >= 0"),
    )
    plan: int = Field(foreign_key="plan.id")
    task: int = Field(foreign_key="task.id")
    mandate: int = Field(foreign_key="mandate.id")
    unit: int = Field(foreign_key="unit.id")
    via: int | None = Field(default=None, foreign_key="unit.id")
    role: str
    status: str = "not_started"
    percent: float | None = None
    percent_on: date | None = None
    note: str = ""
    start_own: date | None = None
    due_own: date | None = None
    due_own_phrase: str = ""
    due_own_precision: str = ""
    due_own_doubt: str = ""
    due_own_basis: str = ""
    due_own_note: str = ""
    since: date | None = None
    until: date | None = None
    due_origin: date | None = None
    """The due date it was made with, kept for good: the root of `due_first`."""
    version: int = 0
    """0 until it was derived for the first time; raised by every update."""
    # derived
    start: date | None = None
    due: date | None = None
    due_from: str | None = None
    due_phrase: str = ""
    due_doubt: str = ""
    due_basis: str = ""
    due_first: date | None = None
    figure: float | None = None
    figure_on: date | None = None
    pace: float | None = None
    behind: float | None = None
    met_on: date | None = None
    done_on: date | None = None
    claimed_on: date | None = None
    last_report: date | None = None
    updated_on: date | None = None
    late_kept: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    """Days late that an extension asked too late did not take away."""
    # stated, since schema version 2
    evidence: str = Field(default="", sa_column_kwargs=EMPTY)
    """What shows that it is done, as text; given with the confirmation."""
    returned: str = Field(default="", sa_column_kwargs=EMPTY)
    """Why its last claim was sent back."""


class Tally(SQLModel, table=True):
    """How many assignments share all that their light depends on: totals of a whole country in a few rows.

    Derived, and kept by triggers (store.tallying). What may be missing stands as an empty text, 0 or NO_PACE.
    """

    __tablename__ = "tally"
    __table_args__ = {"sqlite_with_rowid": False}
    plan: int = Field(primary_key=True)
    task: int = Field(primary_key=True)
    via: int = Field(primary_key=True)
    role: str = Field(primary_key=True)
    status: str = Field(primary_key=True)
    due: str = Field(primary_key=True)
    due_first: str = Field(primary_key=True)
    met: int = Field(primary_key=True)
    start: str = Field(primary_key=True)
    last_report: str = Field(primary_key=True)
    behind: float = Field(primary_key=True)
    since: str = Field(primary_key=True)
    until: str = Field(primary_key=True)
    n: int


class Report(Row, table=True):
    """One unit's dated statement on one assignment, kept as said."""

    __table_args__ = (Index("report_assignment", "assignment", "on_date"),)
    assignment: int = Field(foreign_key="assignment.id")
    on_date: date
    received: date
    via: str = ""
    from_whom: str = ""
    progress: str = ""
    problem: str = ""
    next_step: str = ""
    percent: float | None = None
    reading: int | None = Field(default=None, foreign_key="reading.id")
    claims: str | None = None
    reference: str = ""
    raw: str = ""
    sample: bool = False
    evidence: str = Field(default="", sa_column_kwargs=EMPTY)
    """What shows it, as text: a document, an address."""


class Extension(Row, table=True):
    """An extension asked, and what was decided."""

    assignment: int = Field(foreign_key="assignment.id", index=True)
    asked_on: date
    reason: str
    wanted: date
    decision: str = "pending"
    decided_on: date | None = None
    decided_by: str = ""
    basis: str = ""
    sample: bool = False
    due_was: date | None = None
    """The due date when it was asked: asked after it, the days late until the decision stay counted."""


class Chase(Row, table=True):
    """A unit was asked: when, via, whom, what it answered, what it promised."""

    unit: int = Field(foreign_key="unit.id", index=True)
    on_date: date
    via: str = ""
    to_whom: str = ""
    answer: str = ""
    promised: date | None = None
    sample: bool = False


class ChaseItem(Row, table=True):
    """One assignment that a chase was about."""

    __tablename__ = "chase_item"
    chase: int = Field(foreign_key="chase.id", index=True)
    assignment: int = Field(foreign_key="assignment.id", index=True)


class Milestone(Row, table=True):
    """A named date of a plan, phase or task, perhaps with a unit, that is reached or missed."""

    __table_args__ = (UniqueConstraint("plan", "ref"),)
    plan: int = Field(foreign_key="plan.id")
    phase: int | None = Field(default=None, foreign_key="phase.id")
    task: int | None = Field(default=None, foreign_key="task.id")
    unit: int | None = Field(default=None, foreign_key="unit.id")
    pos: int
    ref: str
    name: str
    due_start: date | None = None
    due: date | None = None
    due_phrase: str = ""
    due_precision: str = ""
    due_doubt: str = ""
    due_hidden: bool = False
    means: str = "done"
    reached_on: date | None = None


class Indicator(Row, table=True):
    """A number to reach, or a choice that each unit makes."""

    __table_args__ = (UniqueConstraint("plan", "ref"),)
    plan: int = Field(foreign_key="plan.id")
    task: int | None = Field(default=None, foreign_key="task.id")
    pos: int
    ref: str
    name: str
    measure: str = ""
    kind: str = "number"
    choices: str = "[]"
    combine: str = "sum"
    comparator: str = ">="
    over_unit: int | None = Field(default=None, foreign_key="unit.id")
    phrase: str = ""


class Step(Row, table=True):
    """One rung of an indicator's ladder."""

    indicator: int = Field(foreign_key="indicator.id", index=True)
    pos: int
    value: float
    due_start: date | None = None
    due: date | None = None
    due_phrase: str = ""
    due_precision: str = ""
    due_doubt: str = ""
    due_hidden: bool = False


class Share(Row, table=True):
    """One unit's part of an indicator's target."""

    __table_args__ = (UniqueConstraint("indicator", "unit"),)
    indicator: int = Field(foreign_key="indicator.id")
    unit: int = Field(foreign_key="unit.id")
    value: float
    sample: bool = False


class Reading(Row, table=True):
    """One dated figure of one unit; a verified one wins over a reported one."""

    __table_args__ = (Index("reading_place", "indicator", "unit", "on_date"),)
    indicator: int = Field(foreign_key="indicator.id")
    unit: int = Field(foreign_key="unit.id")
    on_date: date
    value: float | None = None
    choice: str | None = None
    verified: bool = False
    note: str = ""
    sample: bool = False


class Bulletin(Row, table=True):
    """An issued summary; "since the last one" refers to it."""

    plan: int | None = Field(default=None, foreign_key="plan.id", index=True)
    kind: str
    number: str = ""
    as_of: date
    figures_on: date | None = None
    issued: date | None = None
    digest: str = ""
