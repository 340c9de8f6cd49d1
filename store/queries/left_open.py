"""What a plan leaves open when it is closed."""

from __future__ import annotations

from datetime import date

from store import vocabulary as v
from store.queries.assignments import assignments
from store.queries.board import milestones
from store.reader import Reader
from store.shapes import Assignment, AssignmentFilter, StillOpen


def still_open(reader: Reader, plan: str, as_of: date) -> StillOpen:
    """What a plan leaves open when it is closed.

    Raises:
        Refused: no such plan.
    """
    rows = [row for row in assignments(reader, AssignmentFilter(plan=plan), as_of) if _is_open(row)]
    rows.sort(key=lambda row: (row.pos, row.rank, row.id))
    reached = tuple(one for one in milestones(reader, plan, as_of) if one.reached_on is None)
    return StillOpen(tuple(rows), reached)


def _is_open(row: Assignment) -> bool:
    """Neither done nor dropped, and its task not closed by its rule."""
    return row.status not in v.CLOSED and not row.task_done
