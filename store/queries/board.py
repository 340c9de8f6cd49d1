"""The head of a board: plans, counts by light, elapsed time, reporting, phases and milestones."""

from __future__ import annotations

from datetime import date

from store import vocabulary as v
from store.lights import worst
from store.queries.clock import EXISTS, Clock, clock, light_sql
from store.queries.ending import ending
from store.queries.names import plan_id
from store.queries.reporting import reporting
from store.queries.rows import some
from store.reader import Reader, as_date, as_int, as_text
from store.schedule import elapsed
from store.shapes import Assignment, Board, Milestone, Phase, PlanLine, Reason, Worst
from store.tallying import TALLIED
from store.window import Window
from store.workload import Tally, add_up

PLAN_COLUMNS = """p.id, p.key, p.title, p.number, p.issuer, p.area, p.issued, p.period_start, p.period, p.state,
 p.cycle, (SELECT count(*) FROM task t WHERE t.plan = p.id AND t.gone IS NULL AND t.heading = 0 AND EXISTS
   (SELECT 1 FROM assignment a WHERE a.task = t.id AND a.gone IS NULL))"""

SAMPLE = """EXISTS (SELECT 1 FROM command c CROSS JOIN change h ON h.command = c.id WHERE c.sample AND +h.plan = p.id)
 OR EXISTS (SELECT 1 FROM share h JOIN indicator i ON i.id = h.indicator WHERE h.sample AND i.plan = p.id)
 OR EXISTS (SELECT 1 FROM unit u CROSS JOIN assignment a ON a.unit = u.id WHERE u.sample AND +a.plan = p.id)"""
"""A plan carries sample rows. CROSS JOIN and + keep the order: what is sample is looked up, not all that there is."""


def plan_keys(reader: Reader) -> tuple[str, ...]:
    """The keys of all plans, in the order they were loaded."""
    return tuple(as_text(key) for (key,) in reader.rows("SELECT key FROM plan WHERE gone IS NULL ORDER BY id"))


def plans(reader: Reader, as_of: date, whole: bool = True) -> tuple[PlanLine, ...]:
    """All plans of the store in the order they were loaded, each with its light and the assignment that gives it.

    Args:
        reader: of the store.
        as_of: the date they are looked at.
        whole: False leaves out how many units each has, for every unit is asked.
    """
    now = clock(reader, as_of)
    rows = reader.rows(f"SELECT {PLAN_COLUMNS}, {SAMPLE} FROM plan p WHERE p.gone IS NULL ORDER BY p.id")
    return tuple(_plan_line(reader, now, row, whole) for row in rows)


def _plan_line(reader: Reader, now: Clock, row: tuple[object, ...], whole: bool) -> PlanLine:
    """A plan; whole, with the number of its units, for which each of them is asked."""
    ident = row[0]
    counted = reader.one(f"SELECT sum(a.n) FROM {TALLIED} WHERE a.plan = :plan AND {EXISTS}", plan=ident, **now.params)
    units = reader.one(
        f"""SELECT count(*) FROM unit u WHERE EXISTS
 (SELECT 1 FROM assignment a WHERE a.unit = u.id AND a.plan = :plan AND {EXISTS})""", plan=ident, **now.params,
    ) if whole else None  # fmt: skip
    worst, n = _worst(reader, now, as_int(ident)), as_int(counted[0] or 0) if counted else 0
    return _line(row, worst, n, as_int(units[0]) if units else 0)


def _line(row: tuple[object, ...], found: Worst | None, assignments: int, units: int) -> PlanLine:
    """A plan's row with what was counted of it."""
    ident, key, title, number, issuer, area, issued, start, end, state, cycle, tasks, sample = row
    return PlanLine(
        id=as_int(ident), key=as_text(key), title=as_text(title), number=as_text(number), issuer=as_text(issuer),
        area=as_text(area), issued=as_date(issued), start=as_date(start), end=as_date(end), state=as_text(state),
        cycle=as_text(cycle), light=found.reason.light if found else v.DONE if assignments else v.NO_DATE,
        worst=found, tasks=as_int(tasks), assignments=assignments, units=units, sample=bool(sample),
    )  # fmt: skip


OWED = f"""(a.role <> '{v.SUPPORT}' OR a.task IN (SELECT o.id FROM task o WHERE o.plan = :plan_id AND NOT EXISTS
 (SELECT 1 FROM assignment e WHERE e.task = o.id AND e.role <> '{v.SUPPORT}' AND {EXISTS.replace("a.", "e.")})))"""
"""What makes a task's light (`store.lights.owing`): a supporting unit only where nobody else owes the task."""


def _worst(reader: Reader, now: Clock, plan: int) -> Worst | None:
    """The worst assignment that a unit owes (not only supports) in a task still open; None when none is left."""
    rows = worst_of(reader, now, plan, 1)
    return Worst(rows[0].task, rows[0].unit, rows[0].reason) if rows else None


def worst_of(reader: Reader, now: Clock, plan: int, limit: int) -> tuple[Assignment, ...]:
    """The assignments with the plan's light, the one that gives it first: see `_worst`."""
    owed = f"{EXISTS} AND a.plan = :plan_id AND {OWED} AND t.done_on IS NULL AND t.gone IS NULL"
    params = {**now.params, "plan_id": plan}
    light = light_sql(now)
    cases = reader.rows(
        f"""SELECT {light} AS light, a.task, a.due, sum(a.n) FROM {TALLIED} JOIN task t ON t.id = a.task
 WHERE {owed} GROUP BY light, a.task, a.due ORDER BY a.due IS NULL, a.due, t.pos""", **params,
    )  # fmt: skip
    found = worst(Reason(as_text(name)) for name in {name for name, *_ in cases})
    if found is None or (found.light == v.DROPPED and _done_tasks(reader, plan)):
        return ()
    params["worst"] = found.light
    rows: list[Assignment] = []
    for name, task, due, n in cases:
        if name == found.light and len(rows) < limit:
            params |= {"task": task, "due": due}
            chosen = f"{owed} AND a.task = :task AND a.due IS :due AND {light} = :worst"
            rows += some(reader, now, chosen, params, limit - len(rows), as_int(n))
    return tuple(rows)


def _done_tasks(reader: Reader, plan: int) -> bool:
    """Whether some task of the plan is done: a plan of done and dropped tasks is done."""
    sql = "SELECT 1 FROM task WHERE plan = :plan AND gone IS NULL AND done_on IS NOT NULL LIMIT 1"
    return reader.one(sql, plan=plan) is not None


def board(reader: Reader, plan: str | None, as_of: date, most: int | None = None) -> Board:
    """The head of one plan, or of the whole store (`plan` None).

    Args:
        reader: of the store.
        plan: its key.
        as_of: the date it is computed for.
        most: of a plan with more assignments who reported is left out, for every unit is asked; and how many units
            there are is left out of all. None leaves out nothing.

    Raises:
        Refused: no such plan.
    """
    now = clock(reader, as_of)
    chosen = plan_id(reader, plan) if plan else None
    line = None
    if chosen is not None:
        sql = f"SELECT {PLAN_COLUMNS}, {SAMPLE} FROM plan p WHERE p.id = :plan"
        line = _plan_line(reader, now, reader.rows(sql, plan=chosen)[0], most is None)
    condition = EXISTS + (" AND a.plan = :plan_id" if chosen is not None else "")
    rows = reader.rows(
        f"SELECT {light_sql(now)} AS light, sum(a.n), sum(a.n * (a.status = '{v.BLOCKED}')) FROM {TALLIED}"
        f" WHERE {condition} GROUP BY light",
        plan_id=chosen, **now.params,
    )  # fmt: skip
    tallies = [Tally(0, None, "", as_text(light), as_int(n), as_int(blocked), None) for light, n, blocked in rows]
    sample = line.sample if line else head_of(reader, "")[1]
    total = sum(t.n for t in tallies)
    reported = reporting(reader, line, as_of) if line and (most is None or total <= most) else None
    return Board(
        plan=line, as_of=as_of, settings=now.settings, counts=add_up(tallies), total=total,
        blocked=sum(t.blocked for t in tallies), elapsed=elapsed(line.start, line.end, as_of) if line else None,
        reporting=reported, sample=sample, stamp=reader.stamp(),
        ending=ending(reader, chosen) if chosen is not None else None,
    )  # fmt: skip


def first_head(reader: Reader, plan: str, as_of: date) -> Board:
    """What is said of a plan before anything was counted.

    Raises:
        Refused: no such plan.
    """
    chosen = plan_id(reader, plan)
    row = reader.rows(f"SELECT {PLAN_COLUMNS}, {SAMPLE} FROM plan p WHERE p.id = :plan", plan=chosen)[0]
    line = _line(row, None, 0, 0)
    return Board(
        plan=line, as_of=as_of, settings=clock(reader, as_of).settings, counts=(), total=0, blocked=0,
        elapsed=elapsed(line.start, line.end, as_of), reporting=None, sample=line.sample, stamp=reader.stamp(),
        ending=ending(reader, chosen), counted=False,
    )  # fmt: skip


def head_of(reader: Reader, plan: str) -> tuple[str, bool]:
    """The title of a plan, and whether it carries sample rows; of all plans (empty key), whether one of them does."""
    if not plan:
        return "", any(row[0] for row in reader.rows(f"SELECT {SAMPLE} FROM plan p"))
    row = reader.one(f"SELECT p.title, {SAMPLE} FROM plan p WHERE p.key = :plan", plan=plan)
    return (as_text(row[0]), bool(row[1])) if row else (plan, False)


def read_window(day: object, due: object, phrase: object, precision: object, doubt: object, hidden: object) -> Window:
    """Five columns of a dated phrase as one value."""
    return Window(
        as_text(phrase), as_date(day), as_date(due), as_text(precision) or "day", as_text(doubt), bool(hidden)
    )


def phases(reader: Reader, plan: str, as_of: date) -> tuple[Phase, ...]:
    """The phases of a plan, each with "done n of m" over the assignments whose tasks fall into it."""
    now, chosen = clock(reader, as_of), plan_id(reader, plan)
    rows = reader.rows(
        """SELECT h.id, h.ref, h.name, h.title, h.due_start, h.due, h.due_phrase, h.due_precision, h.due_doubt,
 h.due_hidden, p.issued FROM phase h JOIN plan p ON p.id = h.plan
 WHERE h.plan = :plan AND h.gone IS NULL ORDER BY h.pos""",
        plan=chosen,
    )
    progress = _phase_progress(reader, now, chosen)
    found = []
    for ident, ref, name, title, start, due, phrase, precision, doubt, hidden, issued in rows:
        done, total, first, last = progress.get(as_int(ident), NOTHING)
        slipped = (first, last) if first and last and last > first else None
        window = read_window(start, due, phrase, precision, doubt, hidden)
        early = window.end is not None and issued is not None and window.end < (as_date(issued) or window.end)
        passed = elapsed(window.start, window.end, as_of)
        found.append(Phase(as_text(ref), as_text(name), as_text(title), window, passed, done, total, early, slipped))
    return tuple(found)


Progress = tuple[int, int, date | None, date | None]
NOTHING: Progress = (0, 0, None, None)


def _phase_progress(reader: Reader, now: Clock, plan: int) -> dict[int, Progress]:
    """By phase: assignments done and in all, their last due date at first and now.

    A task without a phase of its own is in its parent's.
    """
    tasks = reader.rows("SELECT id, parent, phase FROM task WHERE plan = :plan AND gone IS NULL", plan=plan)
    links = {as_int(ident): (parent, phase) for ident, parent, phase in tasks}

    def phase_of(ident: int) -> int | None:
        parent, phase = links.get(ident, (None, None))
        return as_int(phase) if phase is not None else phase_of(as_int(parent)) if parent is not None else None

    rows = reader.rows(
        f"SELECT a.task, sum(a.n * (a.status = '{v.DONE}')), sum(a.n), max(a.due_first), max(a.due) FROM {TALLIED}"
        f" WHERE a.plan = :plan AND {EXISTS} GROUP BY a.task",
        plan=plan, **now.params,
    )  # fmt: skip
    progress: dict[int, Progress] = {}
    for task, done, total, first, last in rows:
        phase = phase_of(as_int(task))
        if phase is not None:
            before = progress.get(phase, NOTHING)
            progress[phase] = (
                before[0] + as_int(done), before[1] + as_int(total), _later(before[2], as_date(first)),
                _later(before[3], as_date(last)),
            )  # fmt: skip
    return progress


def _later(one: date | None, other: date | None) -> date | None:
    """The later of two days, where there are any."""
    return max((day for day in (one, other) if day is not None), default=None)


def milestones(reader: Reader, plan: str, as_of: date, task: int | None = None) -> tuple[Milestone, ...]:
    """The milestones of a plan, or of one of its tasks (by id), soonest first."""
    rows = reader.rows(
        """SELECT m.ref, m.name, m.due_start, m.due, m.due_phrase, m.due_precision, m.due_doubt, m.due_hidden,
 coalesce(t.ref, h.ref, ''), coalesce(u.name, ''), m.reached_on FROM milestone m LEFT JOIN task t ON t.id = m.task
 LEFT JOIN phase h ON h.id = m.phase LEFT JOIN unit u ON u.id = m.unit
 WHERE m.plan = :plan AND m.gone IS NULL AND (:task IS NULL OR m.task = :task) ORDER BY m.due IS NULL, m.due, m.pos""",
        plan=plan_id(reader, plan), task=task,
    )  # fmt: skip
    found = []
    for ref, name, start, due, phrase, precision, doubt, hidden, of, unit, reached in rows:
        window, reached_on = read_window(start, due, phrase, precision, doubt, hidden), as_date(reached)
        missed = reached_on is None and window.end is not None and window.end < as_of
        found.append(Milestone(as_text(ref), as_text(name), window, as_text(of), as_text(unit), reached_on, missed))
    return tuple(found)
