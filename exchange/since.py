"""What changed of a plan between two dates: newly late, finished, moved, silent and the rest.

Pure: what a summary is made of, as of either date. Assignments are compared one by one, in the user's order of units.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from exchange.problems import in_need, in_unit_order, open_with
from exchange.summary_shapes import FigureMove, Material, Pair, Since, TaskPart
from store import vocabulary as v
from store.shapes import Assignment, Indicator, Milestone
from words.figures import difference

TROUBLED = frozenset({v.OVERDUE, v.BEHIND, v.NO_REPORT, v.BLOCKED})
"""The lights out of which a unit catches up."""


CHAPTERS = (
    "finished", "newly_late", "dropped", "reopened", "moved", "newly_silent", "newly_behind", "newly_blocked",
    "claimed", "caught_up", "added", "ended", "figures", "reached", "missed",
)  # fmt: skip
"""The lists in the order in which a paper tells them."""
OF_ROWS = CHAPTERS[:12]
"""Those of assignments."""


def compare(before: Material | None, now: Material, as_of: date, by_task: tuple[TaskPart, ...]) -> Since:
    """What changed.

    Args:
        before: the plan as of the earlier date; None where it was not there yet.
        now: the plan as of the later date.
        as_of: the earlier date.
        by_task: the numbered items that show a light now and showed another one then.
    """
    if before is None:
        return Since(as_of, False)
    then = {row.id: row for row in before.rows}
    pairs = [Pair(then[row.id], row) for row in in_unit_order(now.rows) if row.id in then]
    there = {row.id for row in now.rows}
    milestones = {one.ref: one for one in before.milestones}
    return Since(
        as_of, True, by_task,
        newly_late=_newly(before, now, lambda rows: open_with(rows, v.OVERDUE)),
        finished=_turned(pairs, v.DONE),
        dropped=_turned(pairs, v.DROPPED),
        reopened=tuple(pair for pair in pairs if _closed(pair.before) and not _closed(pair.row)),
        moved=tuple(pair for pair in pairs if pair.before.due != pair.row.due),
        newly_silent=_newly(before, now, lambda rows: open_with(rows, v.NO_REPORT)),
        newly_behind=_newly(before, now, lambda rows: open_with(rows, v.BEHIND)),
        newly_blocked=_newly(before, now, in_need),
        claimed=_turned(pairs, v.CLAIMED),
        caught_up=tuple(pair for pair in pairs if _troubled(pair.before) and _on_its_way(pair.row)),
        added=in_unit_order(row for row in now.rows if row.id not in then),
        ended=in_unit_order(row for row in before.rows if row.id not in there),
        figures=tuple(_figures(before.indicators, now.indicators)),
        reached=tuple(one for one in now.milestones if one.reached_on and not _reached(milestones.get(one.ref))),
        missed=tuple(one for one in now.milestones if one.missed and not _missed(milestones.get(one.ref))),
        before=before.rows,
    )  # fmt: skip


def _newly(
    before: Material, now: Material, listed: Callable[[Iterable[Assignment]], tuple[Assignment, ...]]
) -> tuple[Assignment, ...]:
    """The rows that a list of the bulletin names now and did not name then."""
    named = {row.id for row in listed(before.rows)}
    return tuple(row for row in listed(now.rows) if row.id not in named)


def _turned(pairs: Iterable[Pair], status: str) -> tuple[Assignment, ...]:
    """The rows that came to a status."""
    return tuple(pair.row for pair in pairs if pair.row.status == status != pair.before.status)


def _closed(row: Assignment) -> bool:
    return row.status in (v.DONE, v.DROPPED, v.CLAIMED)


def _troubled(row: Assignment) -> bool:
    return not row.task_done and (row.light in TROUBLED or row.status == v.BLOCKED)


def _on_its_way(row: Assignment) -> bool:
    return not (_closed(row) or row.task_done or _troubled(row))


def _reached(one: Milestone | None) -> bool:
    return one is not None and one.reached_on is not None


def _missed(one: Milestone | None) -> bool:
    return one is not None and one.missed


def _figures(before: Sequence[Indicator], now: Sequence[Indicator]) -> Iterable[FigureMove]:
    """The indicators with another figure, or with more or fewer units that gave theirs."""
    then = {one.ref: one for one in before}
    for one in now:
        old = then.get(one.ref)
        if old is None and not one.reported:
            continue
        if old is not None and _told(old) == _told(one):
            continue
        both = old is not None and old.percent is not None and one.percent is not None
        points = difference(one.percent or 0.0, old.percent or 0.0) if both and old is not None else None
        yield FigureMove(old, one, points)


def _told(one: Indicator) -> tuple[object, ...]:
    """What a paper tells of an indicator's figure."""
    return one.value, one.percent, one.reported, one.met, one.missing, tuple(unit.choice for unit in one.units)


def chapters_of(since: Since) -> dict[int, tuple[str, ...]]:
    """By assignment: the lists that it stands in."""
    found: dict[int, tuple[str, ...]] = {}
    for name in OF_ROWS:
        for entry in getattr(since, name):
            row = entry.row if isinstance(entry, Pair) else entry
            found[row.id] = (*found.get(row.id, ()), name)
    return found
