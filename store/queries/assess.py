"""Facts of the units of a plan for a period: counted, in the user's order, never ranked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from store import vocabulary as v
from store.assessed import FACTS, UnitFacts
from store.queries.assignments import assignments
from store.queries.chased import ChaseRow, chases_of
from store.queries.history import UNDONE
from store.queries.names import plan_id
from store.queries.reporting import reports
from store.reader import Reader, as_date, as_int
from store.reported import LATE, MISSING, ON_TIME
from store.shapes import Assignment, AssignmentFilter

Tally = Counter[tuple[int, str]]
"""By unit and fact."""

HOW = {ON_TIME: "reports_in_time", LATE: "reports_late", MISSING: "reports_missing"}
EXTENSIONS = """SELECT a.unit, x.asked_on, x.due_was, x.decision, x.decided_on FROM extension x
 JOIN assignment a ON a.id = x.assignment WHERE a.plan = :plan AND x.gone IS NULL"""
SENT_BACK = f"""SELECT h.unit, count(*) FROM change h JOIN command c ON c.id = h.command
 WHERE h.plan = :plan AND h.tbl = 'assignment' AND h.field = 'status' AND h.old = '"claimed"'
 AND h.new = '"in_progress"' AND c.kind = 'do' AND h.on_date >= :since AND h.on_date <= :until AND NOT {UNDONE}
 GROUP BY h.unit"""
SAID = """SELECT 1 FROM report r JOIN assignment a ON a.id = r.assignment WHERE a.unit = :unit AND a.plan = :plan
 AND r.gone IS NULL AND r.received >= :since AND r.received <= :until AND (:task = '' OR a.task IN
  (SELECT id FROM task WHERE plan = :plan AND ref = :task)) LIMIT 1"""


def assess(reader: Reader, plan: str, since: date, until: date) -> tuple[UnitFacts, ...]:
    """The facts of each unit that has assignments, or facts, in the period.

    Args:
        reader: the store as it stood on the last day of the period (`store.past`).
        plan: its key.
        since: the first day.
        until: the last day.

    Raises:
        Refused: no such plan.
    """
    ident, tally = plan_id(reader, plan), Counter[tuple[int, str]]()
    rows = assignments(reader, AssignmentFilter(plan=plan), until)
    _work(tally, rows, since, until)
    _reports(tally, reader, plan, since, until)
    _extensions(tally, reader, ident, since, until)
    days = {"since": since.isoformat(), "until": until.isoformat()}
    for unit, n in reader.rows(SENT_BACK, plan=ident, **days):
        tally[as_int(unit), "sent_back"] += as_int(n)
    _chases(tally, reader, ident, chases_of(reader, plan, until), rows, since, until)
    units = {row.unit_id for row in rows} | {unit for unit, _ in tally}
    names = reader.rows("SELECT id, name FROM unit ORDER BY rank, id")
    return tuple(
        UnitFacts(str(name), as_int(unit), *(tally[as_int(unit), fact] for fact in FACTS))
        for unit, name in names
        if as_int(unit) in units
    )


def _work(tally: Tally, rows: Iterable[Assignment], since: date, until: date) -> None:
    """What was done, and what is open and overdue."""
    for row in rows:
        days = max(row.days_late or 0, 0) + row.late_kept
        if row.status == v.DONE and row.done_on is not None and since <= row.done_on <= until:
            tally[row.unit_id, "done_late" if days else "done_in_time"] += 1
            tally[row.unit_id, "days_late"] += days
        elif row.light == v.OVERDUE and not row.task_done:
            tally[row.unit_id, "overdue"] += 1
            tally[row.unit_id, "overdue_days"] += days


def _reports(tally: Tally, reader: Reader, plan: str, since: date, until: date) -> None:
    """The reports that fell due in the period."""
    found = reports(reader, plan, until, (until - since).days // 7 + 2)  # weekly ones are the most
    if found is None:
        return
    wanted = [index for index, period in enumerate(found.periods) if since <= period.due <= until]
    for unit in found.units:
        for index in wanted:
            came = unit.periods[index]
            if came is not None:
                tally[unit.unit_id, HOW[came.state]] += 1


def _extensions(tally: Tally, reader: Reader, plan: int, since: date, until: date) -> None:
    """What was asked, and approved, in the period."""
    for unit, asked, was, decision, decided in reader.rows(EXTENSIONS, plan=plan):
        asked_on, due_was, decided_on, owner = as_date(asked), as_date(was), as_date(decided), as_int(unit)
        if asked_on is not None and since <= asked_on <= until:
            tally[owner, "extensions_asked"] += 1
            tally[owner, "extensions_asked_late"] += due_was is not None and asked_on > due_was
        if decision == "approved" and decided_on is not None and since <= decided_on <= until:
            tally[owner, "extensions_approved"] += 1


def _chases(
    tally: Tally, reader: Reader, plan: int, chases: Iterable[ChaseRow], rows: Iterable[Assignment], since: date,
    until: date,
) -> None:  # fmt: skip
    """Who was asked, and who kept what was promised; a promise for the last day is still open unless it was kept."""
    owed: dict[tuple[int, str], list[Assignment]] = {}
    for row in rows:
        owed.setdefault((row.unit_id, row.task), []).append(row)
    for chase in chases:
        if since <= chase.on <= until:
            tally[chase.unit_id, "chases"] += 1
        if chase.promised is None or not since <= chase.promised <= until:
            continue
        kept = all(
            _kept(reader, plan, chase, chase.promised, task, owed.get((chase.unit_id, task), ()))
            for task in chase.tasks or ("",)
        )
        if kept or chase.promised < until:
            tally[chase.unit_id, "promises_kept" if kept else "promises_broken"] += 1


def _kept(
    reader: Reader, plan: int, chase: ChaseRow, promised: date, task: str, rows: Iterable[Assignment]
) -> bool:  # fmt: skip
    """Whether, by the day promised, the work was done or claimed or, where it was not late, reported on."""
    late = False
    for row in rows:
        met = row.claimed_on if row.status == v.CLAIMED else row.done_on
        if met is not None and met <= promised:
            return True
        late = late or (row.due is not None and row.due < promised)
    facts = {"unit": chase.unit_id, "plan": plan, "task": task}
    said = reader.one(SAID, since=chase.on.isoformat(), until=promised.isoformat(), **facts)
    return said is not None and not late
