"""The rule of lights: a pure function of facts and as_of (DOMAIN, rule 4). Nothing here reads a clock or a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple, Protocol, TypeVar

from store import vocabulary as v
from store.cycle import Silence
from store.facts import Reason, Settings
from store.rounding import lag


class LightFacts(NamedTuple):
    """What the light of one assignment depends on, besides as_of and the store's settings."""

    status: str
    start: date | None = None
    due: date | None = None
    met_on: date | None = None
    """The day that stopped the count: claimed, done, dropped, or begun where the due date means `started`."""
    last_report: date | None = None
    figure: float | None = None
    figure_on: date | None = None
    pace: float | None = None
    """The elapsed part of the window at `figure_on`, percent."""


class HasReason(Protocol):
    """A row with its light."""

    @property
    def reason(self) -> Reason:
        """Why it shows what it shows."""


Shown = TypeVar("Shown", bound=HasReason)


class Part(NamedTuple):
    """One assignment seen from its task: what closing rules and the task's light need."""

    role: str
    status: str
    done_on: date | None
    """The day it was done; of a dropped one, the day from which it was no longer asked for."""
    reason: Reason
    unit: str = ""


def days_late(due: date | None, met_on: date | None, as_of: date) -> int | None:
    """Signed days late (DOMAIN, rule 3): minus the days that are left; 0 on the due date; never clamped."""
    return None if due is None else ((met_on or as_of) - due).days


def light_of(facts: LightFacts, as_of: date, settings: Settings, quiet: Silence) -> Reason:
    """The light of one assignment, with the numbers of the rule that fired.

    Args:
        facts: what is recorded of the assignment.
        as_of: the date the light is computed for.
        settings: the store's thresholds (days, days, points).
        quiet: `silence` of its plan at as_of.
    """
    late = days_late(facts.due, facts.met_on, as_of)
    closed = {v.DONE: v.DONE, v.DROPPED: v.DROPPED, v.CLAIMED: v.TO_CONFIRM}.get(facts.status)
    if closed:
        return Reason(closed, days=late, due=facts.due, on=facts.met_on)
    counting = late is not None and facts.met_on is None
    if counting and late is not None and late > 0:
        return Reason(v.OVERDUE, days=late, due=facts.due)
    if counting and late is not None and late >= -settings.due_soon_days:
        return Reason(v.DUE_SOON, days=late, due=facts.due)
    return _open_light(facts, as_of, settings, quiet, late)


def _open_light(facts: LightFacts, as_of: date, settings: Settings, quiet: Silence, late: int | None) -> Reason:
    """The lights of work that is neither closed nor near its due date."""
    opened = facts.start is None or facts.start <= quiet.opened
    if opened and (facts.last_report is None or facts.last_report < quiet.since):
        return Reason(v.NO_REPORT, days=late, due=facts.due, on=facts.last_report)
    pace = Reason("", days=late, due=facts.due, on=facts.figure_on, figure=facts.figure, elapsed=facts.pace)
    if is_behind(facts.figure, facts.pace, settings):
        return pace._replace(light=v.BEHIND)
    if facts.status == v.BLOCKED:
        return Reason(v.BLOCKED, days=late, due=facts.due)
    if facts.start is not None and facts.start > as_of:
        return Reason(v.NOT_YET, days=late, due=facts.due, on=facts.start)
    if facts.due is None:
        return Reason(v.NO_DATE)
    return pace._replace(light=v.ON_TRACK)


def further(facts: LightFacts, as_of: date, settings: Settings, quiet: Silence) -> tuple[Reason, ...]:
    """What also holds of open work behind the rule that fired: silence, a lag, a call for help.

    Args:
        facts: what is recorded of the assignment.
        as_of: the date the light is computed for.
        settings: the store's thresholds (days, days, points).
        quiet: `silence` of its plan at as_of.
    """
    found: list[Reason] = []
    taken_away: dict[str, dict[str, Any]] = {
        v.OVERDUE: {"due": None}, v.DUE_SOON: {"due": None}, v.NO_REPORT: {"last_report": as_of},
        v.BEHIND: {"figure": None},
    }  # fmt: skip
    shown = light_of(facts, as_of, settings, quiet)
    while shown.light in taken_away:
        facts = facts._replace(**taken_away[shown.light])
        shown = light_of(facts, as_of, settings, quiet)
        if shown.light in (v.NO_REPORT, v.BEHIND, v.BLOCKED):
            found.append(shown)
    return tuple(found)


def is_behind(figure: float | None, pace: float | None, settings: Settings) -> bool:
    """序时进度: the figure is more than the tolerance (points) below the elapsed part of the window at its own date.

    Compared as printed, to one decimal, so that a board never contradicts its own figures.
    """
    if figure is None or pace is None:
        return False
    return lag(figure, pace) > settings.behind_points


def _badness(light: str) -> int:
    """Rank of a light in WORST_FIRST; a light of a newer program counts as worse than green."""
    return v.WORST_FIRST.index(light) if light in v.WORST_FIRST else v.WORST_FIRST.index(v.ON_TRACK) - 1


def worst(reasons: Iterable[Reason]) -> Reason | None:
    """The worst of several lights; among equals the one that is later by most days, then the first given."""
    return min(reasons, key=lambda reason: (_badness(reason.light), -_lateness(reason)), default=None)


def worse_first(rows: Iterable[Shown]) -> list[Shown]:
    """Rows from the worst light to the best (see `worst`)."""
    return sorted(rows, key=lambda row: (_badness(row.reason.light), -_lateness(row.reason)))


def _lateness(reason: Reason) -> int:
    """Signed days late; the least where there is no due date."""
    return reason.days if reason.days is not None else -(10**6)


def owing(parts: Sequence[Part]) -> list[Part]:
    """The lead and responsible parts, which make a task's light; all parts where a task has only supporting ones."""
    return [p for p in parts if p.role != v.SUPPORT] or list(parts)


def closed_on(rule: str, n: int | None, parts: Sequence[Part]) -> date | None:
    """The day on which a task's closing rule was met, or None (DOMAIN, "closing rule").

    Args:
        rule: all, any, lead or count; anything else counts as all.
        n: how many for `count`.
        parts: the task's assignments. `claimed` satisfies no rule; dropped parts are no longer asked for, from their
            `done_on` on: where all the rest must be done, the rule was not met before.
    """
    owed = owing(parts)
    if rule == "lead" and any(p.role == v.LEAD and p.status != v.DROPPED for p in owed):
        owed = [p for p in owed if p.role == v.LEAD]
    asked = [p for p in owed if p.status != v.DROPPED]
    days = sorted(p.done_on for p in asked if p.status == v.DONE and p.done_on is not None)
    needed = {"any": 1, "count": n or 1}.get(rule, len(asked))
    if not asked or not 0 < needed <= len(days):
        return None
    if rule in ("any", "count"):
        return days[needed - 1]
    return max([days[-1], *(p.done_on for p in owed if p.status == v.DROPPED and p.done_on is not None)])


def task_light(parts: Sequence[Part], done_on: date | None) -> tuple[Reason, str] | None:
    """A task's light with the unit that gives it: done when its rule is met, else the worst of those who owe it.

    Returns:
        The reason and the unit's name (empty when the rule is met); None for a task without assignments.
    """
    if done_on is not None:
        return Reason(v.DONE, on=done_on), ""
    asked = owing(parts)
    found = worst(p.reason for p in asked)
    return None if found is None else (found, next(p.unit for p in asked if p.reason is found))
