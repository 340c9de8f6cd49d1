"""Everything about one assignment: source, mandates, dates, reports, history."""

from __future__ import annotations

import json
from datetime import date
from typing import NamedTuple

from store import moves
from store import vocabulary as v
from store.errors import Refused
from store.queries.assignments import of_ids
from store.queries.board import milestones
from store.queries.contacts import chases
from store.queries.history import UNDONE, log
from store.reader import Reader, as_date, as_float, as_int, as_text
from store.schedule import Granted, late_kept
from store.shapes import Detail, DueMove, ExtensionLine, MandateLine, ReportLine, Returned


def detail(reader: Reader, assignment: int, as_of: date) -> Detail:
    """What the detail pane shows of one assignment.

    Raises:
        Refused: it no longer exists.
    """
    found = of_ids(reader, [assignment], as_of)
    if not found:
        raise Refused("gone_assignment")
    row = found[0]
    task = reader.rows("SELECT text, origin, rule, rule_n FROM task WHERE id = :task", task=row.task_id)[0]
    plan = reader.rows("SELECT id, closing FROM plan WHERE key = :plan", plan=row.plan)[0]
    closing = as_text(task[2]) or as_text(plan[1])
    changes = log(reader, assignment=assignment, limit=100)
    return Detail(
        row=row, text=as_text(task[0]), origin=as_text(task[1]),
        rule=f"count:{as_int(task[3])}" if closing == "count" else closing, mandates=_mandates(reader, row.task_id),
        milestones=milestones(reader, row.plan, as_of, row.task_id),
        moves=moves_of(reader, assignment, row.task_id, as_int(plan[0])),
        extensions=extensions_of(reader, assignment), reports=_reports(reader, assignment, as_of), history=changes,
        evidence=_evidence(reader, assignment), returned=returned(reader, assignment),
        chases=chases(reader, as_of, assignment=assignment),
    )  # fmt: skip


def _mandates(reader: Reader, task: int) -> tuple[MandateLine, ...]:
    rows = reader.rows(
        "SELECT as_written, role, role_text, duty, inferred FROM mandate"
        " WHERE task = :task AND gone IS NULL ORDER BY pos",
        task=task,
    )
    return tuple(MandateLine(as_text(u), as_text(r), as_text(t), as_text(d), bool(i)) for u, r, t, d, i in rows)


class _Recorded(NamedTuple):
    """A recorded change, as the replay of moves needs it."""

    id: int | None
    command: int
    on_date: date
    old: str
    new: str


def moves_of(reader: Reader, assignment: int, task: int, plan: int) -> tuple[DueMove, ...]:
    """The moves of the due date, its own and the inherited one, oldest first; those undone are left out."""
    places, phase, node, seen = [_said(reader, "assignment", assignment, moves.OWN)], None, task, {0}
    while node not in seen:  # a circle of tasks (damage) ends
        seen.add(node)
        places += [_said(reader, "task", node, moves.OWN), _said(reader, "task", node, moves.WRITTEN)]
        row = reader.rows("SELECT parent, phase FROM task WHERE id = :task", task=node)[0]
        node, phase = as_int(row[0]), phase or as_int(row[1])
    if phase and reader.one("SELECT 1 FROM phase WHERE id = :phase AND gone IS NULL", phase=phase):
        places.append(_said(reader, "phase", phase, moves.WRITTEN))
    places.append(_said(reader, "plan", plan, moves.PERIOD))
    known: dict[tuple[str, int], dict[str, list[_Recorded]]] = {}
    undone: set[int] = set()
    people: dict[int, str] = {}
    for place in places:
        names = ", ".join(f"'{column}'" for column in place.columns if column)
        for ident, command, on, field, old, new, out, by in reader.rows(
            f"""SELECT h.id, h.command, h.on_date, h.field, h.old, h.new, {UNDONE}, c.by_whom FROM change h
 JOIN command c ON c.id = h.command WHERE h.tbl = :tbl AND h.row_id = :row AND h.field IN ({names}) ORDER BY h.id""",
            tbl=place.table, row=str(place.row),
        ):  # fmt: skip
            one = _Recorded(as_int(ident), as_int(command), as_date(on) or date.min, as_text(old), as_text(new))
            known.setdefault((place.table, place.row), {}).setdefault(as_text(field), []).append(one)
            people[one.command] = as_text(by)
            if out:
                undone.add(one.command)
    return tuple(
        DueMove(move.on, move.old, move.new, move.basis, move.note, people[move.command])
        for move in moves.chain(places, known, undone)
    )


def _said(reader: Reader, table: str, row: int, columns: moves.Columns) -> moves.Place:
    """One level of the due date, with what it says now."""
    names = [column for column in columns if column]
    found = reader.rows(f"SELECT {', '.join(names)} FROM {table} WHERE id = :row", row=row)[0]
    return moves.Place(table, row, columns, dict(zip(names, found, strict=True)))


def extensions_of(reader: Reader, assignment: int) -> tuple[ExtensionLine, ...]:
    """The extensions of an assignment in the order of asking, each with the days late that it did not take away."""
    rows = reader.rows(
        """SELECT x.asked_on, x.wanted, x.reason, x.decision, x.decided_on, x.decided_by, x.basis, x.due_was, a.met_on
 FROM extension x JOIN assignment a ON a.id = x.assignment
 WHERE x.assignment = :assignment AND x.gone IS NULL ORDER BY x.asked_on, x.id""",
        assignment=assignment,
    )
    found = []
    for asked, wanted, reason, decision, decided, by, basis, was, met in rows:
        day, end, on = as_date(asked) or date.min, as_date(wanted) or date.min, as_date(decided)
        approved = decision == "approved" and on is not None
        kept = late_kept([Granted(day, as_date(was), end, on)], as_date(met)) if approved and on else 0
        found.append(
            ExtensionLine(
                day, end, as_text(reason), as_text(decision), on, as_text(by), as_text(basis), as_date(was), kept
            )
        )
    return tuple(found)


def _evidence(reader: Reader, assignment: int) -> str:
    row = reader.one("SELECT evidence FROM assignment WHERE id = :assignment", assignment=assignment)
    return as_text(row[0]) if row else ""


def returned(reader: Reader, assignment: int) -> tuple[Returned, ...]:
    """The claims of an assignment that were sent back, oldest first, each with its reason where one was given."""
    rows = reader.rows(
        f"""SELECT h.command, h.on_date, h.field, h.old, h.new, c.by_whom
 FROM change h JOIN command c ON c.id = h.command
 WHERE h.tbl = 'assignment' AND h.row_id = :row AND h.field IN ('status', 'returned') AND NOT {UNDONE}
 ORDER BY h.on_date, h.id""",
        row=str(assignment),
    )
    found: dict[int, Returned] = {}
    claimed: date | None = None
    said = ""
    for command, on, field, old, new, by in rows:
        day, what = as_date(on) or date.min, json.loads(as_text(new))
        if field == "returned":
            said = str(what)
            if as_int(command) in found:
                found[as_int(command)] = found[as_int(command)]._replace(reason=said)
        elif what == v.CLAIMED:
            claimed = day
        elif what == v.IN_PROGRESS and json.loads(as_text(old)) == v.CLAIMED:
            found[as_int(command)] = Returned(day, claimed, said, as_text(by))
    return tuple(found.values())


def _reports(reader: Reader, assignment: int, as_of: date) -> tuple[ReportLine, ...]:
    """The reports on an assignment up to as_of, the newest first."""
    rows = reader.rows(
        """SELECT r.on_date, r.received, r.via, r.from_whom, r.progress, r.problem, r.next_step, r.percent, r.claims,
 r.reference, c.by_whom, r.sample FROM report r JOIN command c ON c.id = r.made
 WHERE r.assignment = :assignment AND r.gone IS NULL AND r.on_date <= :as_of ORDER BY r.on_date DESC, r.id DESC""",
        assignment=assignment, as_of=as_of.isoformat(),
    )  # fmt: skip
    return tuple(
        ReportLine(
            as_date(on) or as_of, as_date(received) or as_of, as_text(via), as_text(whom), as_text(progress),
            as_text(problem), as_text(ahead), as_float(percent), None if claims is None else as_text(claims),
            as_text(reference), as_text(by), bool(sample),
        )
        for on, received, via, whom, progress, problem, ahead, percent, claims, reference, by, sample in rows
    )  # fmt: skip


def problems(reader: Reader, plan: str, as_of: date) -> dict[int, str]:
    """What the units of a plan's blocked assignments reported last as their problem, by assignment."""
    rows = reader.rows(
        """SELECT r.assignment, r.problem FROM assignment a JOIN plan p ON p.id = a.plan
 JOIN report r ON r.assignment = a.id
 WHERE p.key = :plan AND a.status = :blocked AND r.gone IS NULL AND r.on_date <= :as_of AND r.problem <> ''
 ORDER BY r.on_date, r.id""",
        plan=plan, blocked=v.BLOCKED, as_of=as_of.isoformat(),
    )  # fmt: skip
    return {as_int(assignment): as_text(problem) for assignment, problem in rows}
