"""All that ever leaves the store: frozen values, cheap to define (TRAPS, "Start and speed").

Dates are `datetime.date`; percentages are numbers from 0 to 100 (and beyond); days are signed whole days.
"""

# Without `from __future__ import annotations`: a NamedTuple compiles every annotation that is text, at each start.

from datetime import date, datetime
from typing import NamedTuple

from store.called import ChaseLine
from store.ending import Ending as Ending
from store.ending import Issued as Issued
from store.facts import AssignmentFilter as AssignmentFilter
from store.facts import ChangeFilter as ChangeFilter
from store.facts import Count as Count
from store.facts import Elapsed as Elapsed
from store.facts import Reason as Reason
from store.facts import Settings as Settings
from store.moved import DueMove as DueMove
from store.moved import ExtensionLine as ExtensionLine
from store.moved import Returned as Returned
from store.window import Window


class Assignment(NamedTuple):
    """One unit's part of one mandate, with everything a row of a list needs."""

    id: int
    plan: str
    task: str
    """The ref of its task."""
    label: str
    title: str
    section: str
    unit: str
    via: str | None
    """The group it came through."""
    role: str
    status: str
    percent: float | None
    """The coordinator's or the unit's own percent, else the figure over the share."""
    start: date | None
    due: date | None
    due_text: str | None
    due_from: str | None
    """Where the due date comes from: one of vocabulary.DUE_FROM."""
    due_first: date | None
    due_basis: str | None
    due_doubt: str
    """Reading doubt of the phrase (`before_or_within`, …), or empty."""
    light: str
    reason: Reason
    days_late: int | None
    done_on: date | None
    claimed_on: date | None
    last_report: date | None
    note: str
    updated_on: date | None
    version: int
    """Raised by every update: a command refuses a row that is no longer the one shown."""
    task_id: int
    unit_id: int
    task_done: bool
    """True when the closing rule of its task is met: it then leaves the overdue list."""
    pos: int
    """The place of its task in the plan."""
    rank: int
    """The place of its unit in the user's order."""
    late_kept: int = 0
    """Days late that an extension asked too late did not take away."""
    wanted: date | None = None
    """Until when an extension is asked that waits for its decision."""


class Reporting(NamedTuple):
    """How the last closed period of a plan's cycle was reported: units due, on time, late, missing."""

    start: date
    end: date
    due: date
    on_time: tuple[str, ...]
    late: tuple[tuple[str, date], ...]
    """Each late unit with the day its report came in."""
    missing: tuple[str, ...]
    next_due: date | None = None
    """When the reports of the next period fall due."""
    next_unsure: bool = False
    """True where the public holidays of that year are not known yet."""


class Worst(NamedTuple):
    """The assignment that gives a task or a plan its light."""

    task: str
    unit: str
    reason: Reason


class PlanLine(NamedTuple):
    """A plan in a list: what the plan switcher and `duban plans` show."""

    id: int
    key: str
    title: str
    number: str
    issuer: str
    area: str
    issued: date | None
    start: date | None
    end: date | None
    state: str
    """open or closed."""
    cycle: str
    light: str
    worst: Worst | None
    tasks: int
    assignments: int
    units: int
    """0 where it was not asked for."""
    sample: bool
    """True when the plan carries sample rows (members, shares or progress)."""


class Board(NamedTuple):
    """The head of a screen or of a summary: one plan (or all) as of a date."""

    plan: PlanLine | None
    """None for the whole store."""
    as_of: date
    settings: Settings
    counts: tuple[Count, ...]
    """By light, in the order of vocabulary.LIGHTS, only those that occur; they add up to `total`."""
    total: int
    blocked: int
    """How many assignments need help, whatever their light."""
    elapsed: Elapsed | None
    reporting: Reporting | None
    sample: bool
    stamp: int
    """Raised whenever the store changed: the id of the newest command."""
    ending: Ending | None = None
    """How the plan ended, where it is closed."""
    counted: bool = True
    """False before anything was counted: the first paint of a large plan."""


class Phase(NamedTuple):
    """A phase with its progress: `done` of `total` assignments whose tasks fall into it."""

    ref: str
    name: str
    title: str
    window: Window
    elapsed: Elapsed | None
    done: int
    total: int
    early: bool
    """True where it ends before the plan was issued: kept and marked."""
    slipped: tuple[date, date] | None = None
    """Where its work is due later than at first: the last due date then, and now."""


class Milestone(NamedTuple):
    """A named date that is reached or missed."""

    ref: str
    name: str
    window: Window
    of: str
    unit: str
    reached_on: date | None
    missed: bool


class StillOpen(NamedTuple):
    """What a plan leaves open when it is closed."""

    rows: tuple[Assignment, ...]
    """In the order of the plan, then of the units."""
    milestones: tuple[Milestone, ...]
    """Those that were not reached."""


class UnitLoad(NamedTuple):
    """The workload of one unit: assignments by role and by light, in the user's order of units."""

    unit: str
    via: str | None
    """The group whose folded row this one stands under; None for units that stand alone."""
    is_group: bool
    """True for a group's own row: its counts are the sum over its members."""
    members: int
    lead: int
    responsible: int
    support: int
    counts: tuple[Count, ...]
    blocked: int
    last_report: date | None
    silent: bool
    """True when something was due from it and nothing came (a `no_report` light); of a group, from all its members."""
    sample: bool
    unit_id: int
    promised: date | None = None
    """What it promised when it was asked last, while it owes something."""


class Step(NamedTuple):
    """One rung of an indicator's ladder."""

    value: float
    by: Window


class UnitFigure(NamedTuple):
    """One unit's part of an indicator: its share 任务数, its latest figure and its pace."""

    unit: str
    share: float | None
    value: float | None
    choice: str | None
    on: date | None
    verified: bool
    percent: float | None
    elapsed: float | None
    """The elapsed part of the window at the figure's date, percent."""
    light: str
    sample: bool


class Indicator(NamedTuple):
    """A number to reach, with what was reported so far."""

    ref: str
    name: str
    measure: str
    kind: str
    choices: tuple[str, ...]
    comparator: str
    combine: str
    task: str
    phrase: str
    steps: tuple[Step, ...]
    target: float | None
    """The step that counts at as_of: the first that is not yet past, else the last."""
    due: date | None
    value: float | None
    percent: float | None
    percent_of_reported: float | None
    """Over the shares of those who reported."""
    elapsed: float | None
    """The elapsed part of its window at `figures_on`, percent."""
    figures_on: date | None
    light: str
    reported: int
    expected: int
    missing: tuple[str, ...]
    """The units that reported nothing: named, never counted as zero."""
    met: int
    """For `each`: how many of those who reported reach the target."""
    units: tuple[UnitFigure, ...]


class ReportLine(NamedTuple):
    """One report as said."""

    on: date
    received: date
    via: str
    from_whom: str
    progress: str
    problem: str
    next_step: str
    percent: float | None
    claims: str | None
    reference: str
    by: str
    sample: bool


class ChangeLine(NamedTuple):
    """One recorded change, as `duban log` prints it."""

    id: int
    command: int
    at: str
    """The UTC moment of recording, ISO 8601."""
    on: date
    by: str
    what: str
    ref: str
    unit: str
    field: str
    old: object
    new: object
    note: str
    undone: bool
    words: tuple[str, ...]
    """What the command was, as words: verb and arguments."""
    title: str = ""
    """Of the task, with its label."""
    row: int = 0
    """The number of the changed row in its table; of a setting 0."""
    undone_by: str = ""
    undone_on: date | None = None


class TurnLine(NamedTuple):
    """An undo or redo as a line of the log."""

    command: int
    """Its own id."""
    at: str
    on: date
    by: str
    kind: str
    """undo or redo."""
    target: int
    """The command that it is about."""
    words: tuple[str, ...]
    """Of that command."""


class CommandLine(NamedTuple):
    """One command as it was given, with what it changed; an undo or redo with what the command it is about changed."""

    id: int
    at: str
    """The UTC moment of recording, ISO 8601."""
    on: date
    """The day its changes count for."""
    by: str
    kind: str
    """do, undo or redo."""
    target: int | None
    """The command that an undo or redo is about."""
    words: tuple[str, ...]
    undone_by: str
    """Who undid it, while it is undone; else empty."""
    size: int
    """How many changes it made."""
    changes: tuple[ChangeLine, ...]
    """The first of them, in the order of recording."""


class MandateLine(NamedTuple):
    """A mandate as written."""

    unit: str
    role: str
    role_text: str
    duty: str
    inferred: bool


class Detail(NamedTuple):
    """Everything about one assignment: what the detail pane shows."""

    row: Assignment
    text: str
    """The source paragraph."""
    origin: str
    rule: str
    mandates: tuple[MandateLine, ...]
    milestones: tuple[Milestone, ...]
    moves: tuple[DueMove, ...]
    extensions: tuple[ExtensionLine, ...]
    reports: tuple[ReportLine, ...]
    history: tuple[ChangeLine, ...]
    evidence: str = ""
    """What shows that it is done, given with the confirmation."""
    returned: tuple[Returned, ...] = ()
    """The claims that were sent back, oldest first."""
    chases: tuple[ChaseLine, ...] = ()
    """How its unit was asked about it, or about everything, the newest first."""


class Who(NamedTuple):
    """Who acts, on which day and at which moment: handed in by the front door, the only reader of the clock."""

    by: str
    today: date
    at: datetime
    """The moment of recording, UTC."""
    sample: bool = False
    words: tuple[str, ...] = ()
    """The command as words, kept for the log."""


class Done(NamedTuple):
    """What a write did."""

    command: int
    """The id of the command row; 0 when nothing had to change."""
    changes: int
    past_only: bool = False
    """True when a late entry for an earlier day changed only the past, not today's value."""
    touched: tuple[int, ...] = ()
    """The assignments written, for the screen to follow."""


class Undone(NamedTuple):
    """One command that was undone or redone."""

    command: int
    """The id of the undo or redo row."""
    target: int
    words: tuple[str, ...]
    """What was undone, as the words of its command."""


class LoadedField(NamedTuple):
    """One field that loading touched: which row (`what` and its key), which field, from what to what."""

    what: str
    key: str
    field: str
    old: object
    new: object


class Loaded(NamedTuple):
    """What loading a plan did, or would do."""

    key: str
    title: str
    new: bool
    """True when the plan was not in the store before."""
    tasks: int
    assignments: int
    made: tuple[tuple[str, int], ...]
    """How many rows of each kind were made."""
    changed: tuple[LoadedField, ...]
    kept: tuple[LoadedField, ...]
    """Changed in the file and by a user: the user's value stays (`old`), the file's is `new`."""
    gone: tuple[tuple[str, str], ...]
    """Rows no longer in the file: ended; assignments are dropped, never deleted."""
    command: int
