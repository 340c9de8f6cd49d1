"""What is counted for a unit and a period."""

# Without `from __future__ import annotations`: see `store.shapes`.

from typing import NamedTuple


class UnitFacts(NamedTuple):
    """One unit's facts of one plan, for a period; all of it as it stood on the period's last day."""

    unit: str
    unit_id: int
    done_in_time: int = 0
    """Assignments done in the period, in any role: by their due date, or without one."""
    done_late: int = 0
    """Those done after it, or in time only thanks to an extension that was asked too late."""
    days_late: int = 0
    """Of those done late: days after the due date, and days that a late extension did not take away."""
    overdue: int = 0
    """Open and overdue on the last day."""
    overdue_days: int = 0
    """Their days, those that a late extension did not take away included."""
    reports_in_time: int = 0
    """Reports that fell due in the period, by how they came."""
    reports_late: int = 0
    reports_missing: int = 0
    extensions_asked: int = 0
    extensions_approved: int = 0
    """Decided in the period."""
    extensions_asked_late: int = 0
    """Of those asked: after the due date."""
    sent_back: int = 0
    """Claims that went back to work."""
    chases: int = 0
    promises_kept: int = 0
    """Promises for a day of the period: by then the work was done or claimed or, where it was not late, reported on."""
    promises_broken: int = 0


FACTS = UnitFacts._fields[2:]
"""The facts in the order in which they are printed."""
