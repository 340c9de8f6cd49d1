"""The shapes of reports and cycles: who reported for which period, who did not, and whom to ask."""

# Without `from __future__ import annotations`: see store.shapes.

from datetime import date
from typing import NamedTuple

from store.cycle import Period

ON_TIME, LATE, MISSING = "on_time", "late", "missing"


class Came(NamedTuple):
    """How one unit reported for one period."""

    state: str
    """on_time, late or missing; late is not missing."""
    received: date | None
    """The day on which its first report came in; None while it is missing."""


class UnitReports(NamedTuple):
    """One unit's row of the table unit × period."""

    unit: str
    unit_id: int
    periods: tuple[Came | None, ...]
    """For each period; None where it owed no report."""


class Reports(NamedTuple):
    """Unit × period: the closed periods, the oldest first, and the units in the user's order."""

    periods: tuple[Period, ...]
    units: tuple[UnitReports, ...]


class NotReported(NamedTuple):
    """A unit from which a report is missing."""

    plan: str
    unit: str
    unit_id: int
    period: Period | None
    """The last closed one; None in a plan without a cycle, where it has been silent for the store's days."""
    last_report: date | None
    contact: str
    """Whom to ask: the liaison before the leader; empty where none is known."""
    phone: str
    chases: int
    """How often it was asked since its last report."""
    open: int
    """How many assignments it has open."""


class OpenItem(NamedTuple):
    """One assignment that a unit can report on, with what it said last."""

    id: int
    plan: str
    task: str
    label: str
    title: str
    unit: str
    role: str
    status: str
    due: date | None
    percent: float | None
    version: int
    last_on: date | None
    """The day that its last report speaks of."""
    last_claims: str | None
    last_words: str
    """Its progress, problem and next step, as said."""
    indicator: int | None
    """The indicator of its task that a figure would be for; None where there is none, or are several."""
    measure: str
    choices: str
    """The indicator's choices as JSON; empty for a number."""
    last_figure: str
    """Its last figure or choice for that indicator, as text; empty where there is none."""
