"""The content of a bulletin, a briefing or a ledger as values: no words, no format (PAPERS, section 1)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from store.called import ContactLine
from store.cycle import Period
from store.document import PlanDoc
from store.moved import Moved
from store.queries.said import Said
from store.shapes import (
    Assignment,
    Board,
    ExtensionLine,
    Indicator,
    Milestone,
    Phase,
    Reporting,
    Settings,
    UnitLoad,
)

KINDS = ("bulletin", "briefing", "ledger")


class Material(NamedTuple):
    """What one plan's summary is made of: all of it as of one date."""

    board: Board
    """Of this plan: `board.plan` is not None."""
    document: PlanDoc
    """The plan as written: titles, texts, nesting, bulletin settings."""
    rows: tuple[Assignment, ...]
    """All its assignments."""
    loads: tuple[UnitLoad, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    phases: tuple[Phase, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    moved: tuple[Moved, ...] = ()
    """How due dates moved or are asked to move: of the assignments where they did, and of those overdue. Optional."""
    problems: Mapping[int, str] = MappingProxyType({})
    """What the unit of a blocked assignment reported last as its problem. Optional."""
    said: Mapping[int, Said] = MappingProxyType({})
    """For a ledger: what was said last, by assignment. Optional."""
    contacts: Mapping[tuple[int, str], ContactLine] | None = None
    """For a ledger in which they are asked for: by unit and kind."""
    newest: tuple[Indicator, ...] = ()
    """The indicators with all figures up to as_of, where `indicators` has only those up to an earlier day."""


class Part(NamedTuple):
    """One light's part of the total."""

    light: str
    n: int
    percent: float
    """As printed: one decimal."""


class TaskPart(NamedTuple):
    """The main tasks of one light; each task counts once."""

    light: str
    n: int
    refs: tuple[str, ...]


class Named(NamedTuple):
    """A unit in a sentence, or a whole group where all its members are meant."""

    name: str
    members: int = 0
    """How many members a group stands for; 0 for a unit."""


class Late(NamedTuple):
    """One overdue piece of work: the units that share task, role and due date, in their order."""

    units: tuple[Named, ...]
    role: str
    ref: str
    title: str
    due: date
    due_first: date | None
    due_from: str
    basis: str
    """An id of vocabulary.BASES."""
    basis_note: str
    """The words with which the date was set, where they are known."""
    days: int
    extension: ExtensionLine | None
    asked_late: bool
    """True when the extension was asked after the due date then in force."""


class Lag(NamedTuple):
    """One task on which units lie behind the pace, each with its figure."""

    units: tuple[str, ...]
    role: str
    ref: str
    title: str
    figures: tuple[float, ...]
    gaps: tuple[float, ...]
    """How many points below the elapsed time, positive, from the printed figures."""
    days: tuple[date | None, ...] = ()
    """The day of each figure."""


class Silent(NamedTuple):
    """Units that said nothing since the same day."""

    units: tuple[Named, ...]
    refs: tuple[str, ...]
    """Their tasks, where they are the same for all; empty in a long list, where only `n` stands."""
    n: int
    """How many assignments."""
    since: date | None
    """The last report; None when there never was one."""
    periods: tuple[Period, ...]
    """The closed periods without a report, oldest first; empty in a plan without a cycle."""


class Stuck(NamedTuple):
    """Units that need help with a task."""

    units: tuple[Named, ...]
    ref: str
    title: str
    problem: str
    """What they said, or the note; may be empty."""


class Soon(NamedTuple):
    """Work that falls due within the store's number of days."""

    units: tuple[Named, ...]
    ref: str
    title: str
    due: date


class Pair(NamedTuple):
    """One assignment as of both dates."""

    before: Assignment
    row: Assignment


class FigureMove(NamedTuple):
    """One indicator whose figure moved."""

    before: Indicator | None
    """None where the plan did not have it yet."""
    now: Indicator
    points: float | None
    """The difference of the two percentages, from the printed figures."""


class Earlier(NamedTuple):
    """With what a summary is compared."""

    as_of: date
    number: str = ""
    """Of what was issued then; empty where nothing was."""
    named: bool = True
    """Whether the changes are named one by one, or only counted."""


class Since(NamedTuple):
    """The changes of one plan since an earlier date. A row stands in every list whose question it answers."""

    as_of: date
    known: bool
    """False where the plan was not there yet on that date: then there is nothing to compare with."""
    by_task: tuple[TaskPart, ...] = ()
    """The numbered items that show a light now and showed another one then; each counts once."""
    newly_late: tuple[Assignment, ...] = ()
    finished: tuple[Assignment, ...] = ()
    dropped: tuple[Assignment, ...] = ()
    reopened: tuple[Pair, ...] = ()
    """Closed or claimed then, open again now."""
    moved: tuple[Pair, ...] = ()
    """Another due date than then; the first one and the basis are on the row."""
    newly_silent: tuple[Assignment, ...] = ()
    newly_behind: tuple[Assignment, ...] = ()
    newly_blocked: tuple[Assignment, ...] = ()
    claimed: tuple[Assignment, ...] = ()
    caught_up: tuple[Pair, ...] = ()
    """Overdue, behind, silent or in need of help then; open and none of these now."""
    added: tuple[Assignment, ...] = ()
    """Laid on a unit since: it joined a group, or the plan grew."""
    ended: tuple[Assignment, ...] = ()
    """Owed then and no more: the unit left, or its members took the group's place. As of then."""
    figures: tuple[FigureMove, ...] = ()
    reached: tuple[Milestone, ...] = ()
    missed: tuple[Milestone, ...] = ()
    before: tuple[Assignment, ...] = ()
    """All assignments as of then."""
    number: str = ""
    """Of what was issued then; empty where nothing was."""
    named: bool = True
    """Whether a paper names the changes one by one, or only counts them."""


class PlanSummary(NamedTuple):
    """One plan's part of a summary."""

    material: Material
    parts: tuple[Part, ...]
    adds_up: bool
    """True when the printed parts add up to 100.0."""
    by_task: tuple[TaskPart, ...]
    mains: int
    """Numbered items of the plan that carry assignments."""
    unlaid: int
    """Numbered items that name nobody."""
    tasks: int
    """Tasks with their own assignments, clauses and sub-items counted singly."""
    units: int
    total: int
    overdue: tuple[Assignment, ...]
    behind: tuple[Assignment, ...]
    no_report: tuple[Assignment, ...]
    blocked: tuple[Assignment, ...]
    settled: int
    """Overdue assignments whose task is closed by its rule: they left the list."""
    late: tuple[Late, ...]
    lags: tuple[Lag, ...]
    silent: tuple[Silent, ...]
    stuck: tuple[Stuck, ...]
    soon: tuple[Soon, ...]
    missed: tuple[Milestone, ...]
    figures_on: date | None
    """The date of the figures 数据日 where all that came carry the same."""
    figures_differ: bool
    figures_until: date | None
    """The day up to which figures were asked for, where there are newer ones: on those the lights rest."""
    next_period: Period | None
    loads: tuple[UnitLoad, ...]
    """The rows of the table by unit, in the order in which they are printed."""
    since: Since | None = None
    """What changed since an earlier date, where one was asked for."""

    @property
    def settings(self) -> Settings:
        """The thresholds in force."""
        return self.material.board.settings

    @property
    def reporting(self) -> Reporting | None:
        """How the last closed period was reported."""
        return self.material.board.reporting


class Summary(NamedTuple):
    """All of it; three dates that are never merged (PAPERS, "Rules for figures")."""

    kind: str
    as_of: date
    figures_on: date | None
    """Asked for; each plan carries what its figures say."""
    issued: date | None
    number: str
    rank: bool
    sample: bool
    plans: tuple[PlanSummary, ...]
    since: date | None = None
    """The earlier date from which on changes are told."""
