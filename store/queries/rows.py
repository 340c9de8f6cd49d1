"""The one SELECT behind every list of assignments, and the way from its rows to the shape."""

from __future__ import annotations

from store.lights import LightFacts, days_late, light_of
from store.queries.clock import EXISTS, Clock
from store.reader import Reader, as_date, as_float, as_int, as_text
from store.shapes import Assignment, AssignmentFilter

COLUMNS = """a.id, p.key, t.ref, t.label, t.title, coalesce(s.title, ''), u.name, g.name, a.role, a.status, a.percent,
 a.start, a.due, a.due_phrase, a.due_from, a.due_first, a.due_basis, a.due_doubt, a.done_on, a.claimed_on,
 a.last_report, a.note, a.updated_on, a.version, a.task, a.unit, t.done_on, t.pos, u.rank, a.met_on, a.figure,
 a.figure_on, a.pace, a.plan"""

TABLES = """assignment a JOIN task t ON t.id = a.task JOIN unit u ON u.id = a.unit JOIN plan p ON p.id = a.plan
 LEFT JOIN section s ON s.id = t.section LEFT JOIN unit g ON g.id = a.via"""

ORDER = "a.plan, t.pos, u.rank, a.id"


def read_assignment(row: tuple[object, ...], clock: Clock) -> Assignment:
    """One row of COLUMNS as the shape, with its light."""
    (ident, plan, ref, label, title, section, unit, via, role, status, percent, start, due, due_text, due_from,
     due_first, basis, doubt, done_on, claimed_on, last_report, note, updated, version, task_id, unit_id, task_done,
     pos, rank, met_on, figure, figure_on, pace, plan_id) = row  # fmt: skip
    facts = LightFacts(
        as_text(status), as_date(start), as_date(due), as_date(met_on), as_date(last_report), as_float(figure),
        as_date(figure_on), as_float(pace),
    )  # fmt: skip
    reason = light_of(facts, clock.as_of, clock.settings, clock.silence(as_int(plan_id)))
    return Assignment(
        id=as_int(ident), plan=as_text(plan), task=as_text(ref), label=as_text(label), title=as_text(title),
        section=as_text(section), unit=as_text(unit), via=as_text(via) or None, role=as_text(role),
        status=as_text(status), percent=as_float(percent) if figure is None else as_float(figure),
        start=facts.start, due=facts.due, due_text=as_text(due_text) or None, due_from=as_text(due_from) or None,
        due_first=as_date(due_first), due_basis=as_text(basis) or None, due_doubt=as_text(doubt), light=reason.light,
        reason=reason, days_late=days_late(facts.due, facts.met_on, clock.as_of), done_on=as_date(done_on),
        claimed_on=as_date(claimed_on), last_report=facts.last_report, note=as_text(note),
        updated_on=as_date(updated), version=as_int(version), task_id=as_int(task_id), unit_id=as_int(unit_id),
        task_done=task_done is not None, pos=as_int(pos), rank=as_int(rank),
    )  # fmt: skip


def _any_of(column: str, values: tuple[str, ...], params: dict[str, object], stem: str) -> str:
    """`column IN (…)` with named parameters."""
    names = [f"{stem}{i}" for i in range(len(values))]
    params.update(zip(names, values, strict=True))
    return f"{column} IN ({', '.join(':' + name for name in names)})"


def like(text: str) -> str:
    """A LIKE pattern that finds the text anywhere, its own wildcards taken literally (ESCAPE '!')."""
    return "%" + text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%"


TEXT = """(t.title LIKE :text ESCAPE '!' OR t.label LIKE :text ESCAPE '!' OR p.key || '/' || t.ref LIKE :text ESCAPE '!'
 OR u.name LIKE :text ESCAPE '!' OR u.short LIKE :text ESCAPE '!' OR u.initials LIKE :text ESCAPE '!'
 OR u.pinyin LIKE :text ESCAPE '!' OR a.note LIKE :text ESCAPE '!' OR g.name LIKE :text ESCAPE '!'
 OR a.unit IN (SELECT l.unit FROM alias l WHERE l.gone IS NULL AND l.name LIKE :text ESCAPE '!'))"""


def where(chosen: AssignmentFilter, clock: Clock, light: str) -> tuple[str, dict[str, object]]:
    """The WHERE clause of a filter over TABLES, with its parameters."""
    parts, params = [EXISTS], clock.params
    if chosen.plan:
        parts.append("p.key = :plan")
        params["plan"] = chosen.plan
    if chosen.units:
        parts.append(
            f"({_any_of('u.name', chosen.units, params, 'unit')} OR {_any_of('g.name', chosen.units, params, 'unit')})"
        )
    if chosen.roles:
        parts.append(_any_of("a.role", chosen.roles, params, "role"))
    if chosen.statuses:
        parts.append(_any_of("a.status", chosen.statuses, params, "status"))
    if chosen.lights:
        parts.append(_any_of(f"({light})", chosen.lights, params, "light"))
    if chosen.due_before is not None:
        parts.append("a.due < :due_before")
        params["due_before"] = chosen.due_before.isoformat()
    if chosen.text:
        parts.append(TEXT)
        params["text"] = like(chosen.text)
    if chosen.open_only:
        parts.append("a.status NOT IN ('done', 'dropped') AND t.done_on IS NULL")
    return " AND ".join(parts), params


def select(
    reader: Reader, clock: Clock, condition: str, params: dict[str, object], tail: str
) -> tuple[Assignment, ...]:
    """The assignments that a condition over TABLES lets through, in the order that `tail` gives."""
    sql = f"SELECT {COLUMNS} FROM {TABLES} WHERE {condition} {tail}"
    return tuple(read_assignment(row, clock) for row in reader.rows(sql, **params))
