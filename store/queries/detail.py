"""Everything about one assignment: source, mandates, dates, reports, history."""

from __future__ import annotations

from datetime import date

from store.errors import Refused
from store.queries.assignments import of_ids
from store.queries.board import milestones
from store.queries.history import log
from store.reader import Reader, as_date, as_float, as_int, as_text
from store.shapes import ChangeLine, Detail, DueMove, ExtensionLine, MandateLine, ReportLine


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
    closing = as_text(task[2]) or as_text(
        reader.rows("SELECT closing FROM plan WHERE key = :plan", plan=row.plan)[0][0]
    )
    changes = log(reader, assignment=assignment, limit=100)
    return Detail(
        row=row, text=as_text(task[0]), origin=as_text(task[1]),
        rule=f"count:{as_int(task[3])}" if closing == "count" else closing, mandates=_mandates(reader, row.task_id),
        milestones=milestones(reader, row.plan, as_of, row.task_id), moves=_moves(changes),
        extensions=_extensions(reader, assignment), reports=_reports(reader, assignment, as_of), history=changes,
    )  # fmt: skip


def _mandates(reader: Reader, task: int) -> tuple[MandateLine, ...]:
    rows = reader.rows(
        "SELECT as_written, role, role_text, duty, inferred FROM mandate"
        " WHERE task = :task AND gone IS NULL ORDER BY pos",
        task=task,
    )
    return tuple(MandateLine(as_text(u), as_text(r), as_text(t), as_text(d), bool(i)) for u, r, t, d, i in rows)


def _moves(changes: tuple[ChangeLine, ...]) -> tuple[DueMove, ...]:
    """The moves of the due date among the recorded changes, oldest first; those undone are left out."""
    bases = {line.command: str(line.new or "") for line in changes if line.field in ("due_own_basis", "due_basis")}
    notes = {line.command: str(line.new or "") for line in changes if line.field in ("due_own_note", "due_note")}
    found = [line for line in changes if line.field in ("due_own", "due") and not line.undone]
    return tuple(
        DueMove(
            line.on, _day(line.old), _day(line.new), bases.get(line.command, ""), notes.get(line.command, ""), line.by
        )
        for line in reversed(found)
    )


def _day(value: object) -> date | None:
    return as_date(value)


def _extensions(reader: Reader, assignment: int) -> tuple[ExtensionLine, ...]:
    rows = reader.rows(
        "SELECT asked_on, wanted, reason, decision, decided_on, decided_by FROM extension"
        " WHERE assignment = :assignment AND gone IS NULL ORDER BY asked_on, id",
        assignment=assignment,
    )
    return tuple(
        ExtensionLine(
            as_date(asked) or date.min, as_date(wanted) or date.min, as_text(reason), as_text(decision),
            as_date(decided), as_text(by),
        )
        for asked, wanted, reason, decision, decided, by in rows
    )  # fmt: skip


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
