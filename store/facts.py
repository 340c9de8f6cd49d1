"""What rules and filters speak of: the few values that even the quickest command needs, apart from the other shapes."""

# Without `from __future__ import annotations`: a NamedTuple compiles every annotation that is text, at each start.

from datetime import date
from typing import NamedTuple


class Settings(NamedTuple):
    """The thresholds, the time zone and the weights of roles, which belong to the store (DOMAIN, rule 4)."""

    due_soon_days: int = 10
    silent_days: int = 30
    behind_points: float = 5.0
    time_zone: str = "Asia/Shanghai"
    lead_weight: float = 1.0
    """What an assignment that a unit leads weighs in its load; one that it is responsible for weighs 1."""
    support_weight: float = 0.5


IN_PARTS = ("behind_points", "lead_weight", "support_weight")
"""Settings that take one decimal; the others that are numbers are whole."""


class Reason(NamedTuple):
    """Why a light shows what it shows: the numbers of the rule that fired; `words` prints it."""

    light: str
    days: int | None = None
    """Signed days late: days past due, or minus the days that are left."""
    due: date | None = None
    on: date | None = None
    """The day that decides: done or claimed on, the window's opening, the figure's date, the last report."""
    figure: float | None = None
    """The figure in percent at `on`."""
    elapsed: float | None = None
    """The elapsed part of the window at `on`, in percent."""


class AssignmentFilter(NamedTuple):
    """Which assignments a list shows; empty means all."""

    plan: str = ""
    units: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    lights: tuple[str, ...] = ()
    due_before: date | None = None
    text: str = ""
    """Found in title, label, ref, unit, alias or note, case folded."""
    open_only: bool = False
    """Leave out the done, the dropped and those whose task is closed by its rule."""


class ChangeFilter(NamedTuple):
    """Which recorded changes a list shows; empty means all."""

    plan: str = ""
    units: tuple[str, ...] = ()
    """Names; a group stands for what its members do as members."""
    task: str = ""
    """`PLAN/REF`, with the tasks under it."""
    person: str = ""
    """Who gave the command."""
    since: date | None = None
    until: date | None = None
    """The first and the last day that the changes count for."""
    text: str = ""
    """Found in task, unit, alias, old and new value, or in who gave the command, case folded."""
    values: tuple[str, ...] = ()
    """Ids (of statuses) that the text means in the reader's language: they are found too."""


class Count(NamedTuple):
    """How many assignments show one light."""

    light: str
    n: int


class Elapsed(NamedTuple):
    """Elapsed time of a window in months and the fraction of the month (DOMAIN, rule 3)."""

    months: float
    of_months: float
    percent: float
