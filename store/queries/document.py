"""A plan as written, read back from the tables: what `duban show` prints."""

from __future__ import annotations

from collections.abc import Callable

from store import document as d
from store.queries.board import read_window
from store.queries.names import plan_id
from store.reader import Reader, as_date, as_float, as_int, as_json, as_names, as_text

Row = tuple[object, ...]
WINDOW = "due_start, due, due_phrase, due_precision, due_doubt, due_hidden"


def document(reader: Reader, plan: str) -> d.PlanDoc:
    """One plan as written. Dates that an office moved or broke down stay out: they are not the plan's words.

    Raises:
        Refused: no such plan.
    """
    ident = plan_id(reader, plan)
    row = reader.rows(
        """SELECT key, title, number, issuer, issued, area, period_start, period, period_phrase, period_precision,
 period_doubt, period_hidden, hidden_year, year, source_note, cycle, closing, bulletin FROM plan WHERE id = :plan""",
        plan=ident,
    )[0]
    period = read_window(*row[6:12])
    return d.PlanDoc(
        key=as_text(row[0]), title=as_text(row[1]), number=as_text(row[2]), issuer=as_text(row[3]),
        issued=as_date(row[4]), area=as_text(row[5]), period=period if period.phrase or period.end else None,
        hidden_year=bool(row[12]), year=as_int(row[13]) or None, source_note=as_text(row[14]), cycle=as_text(row[15]),
        closing=as_text(row[16]), bulletin=_bulletin(row[17]),
        units=_units(reader, ident), groups=_groups(reader, ident), phases=_phases(reader, ident),
        milestones=_milestones(reader, ident), bodies=_bodies(reader, ident), sections=_sections(reader, ident),
        indicators=_indicators(reader, ident),
    )  # fmt: skip


OF_PLAN = """(SELECT m.unit FROM mandate m JOIN task t ON t.id = m.task
 WHERE t.plan = :plan AND t.origin = 'plan' AND m.gone IS NULL AND t.gone IS NULL)"""
"""The units and groups that the plan names; a group's members stand with the group."""


def _units(reader: Reader, plan: int) -> tuple[d.UnitDoc, ...]:
    """The units that the plan names, in the user's order."""
    aliases: dict[int, list[str]] = {}
    for unit, name in reader.rows("SELECT unit, name FROM alias WHERE gone IS NULL ORDER BY id"):
        aliases.setdefault(as_int(unit), []).append(as_text(name))
    rows = reader.rows(
        f"""SELECT u.id, u.name, u.short, coalesce(o.name, '') FROM unit u LEFT JOIN unit o ON o.id = u.parent
 WHERE u.gone IS NULL AND u.id IN {OF_PLAN} ORDER BY u.rank""",
        plan=plan,
    )
    return tuple(
        d.UnitDoc(as_text(name), as_text(short), tuple(aliases.get(as_int(ident), ())), as_text(parent))
        for ident, name, short, parent in rows
    )


def _groups(reader: Reader, plan: int) -> tuple[d.GroupDoc, ...]:
    rows = reader.rows(
        f"SELECT id, name, is_open FROM unit u WHERE gone IS NULL AND is_group AND id IN {OF_PLAN} ORDER BY rank",
        plan=plan,
    )
    return tuple(d.GroupDoc(as_text(name), bool(opened), _members(reader, as_int(i))) for i, name, opened in rows)


def _members(reader: Reader, group: int) -> tuple[d.MemberDoc, ...]:
    rows = reader.rows(
        """SELECT u.name, m.since, m.until, m.sample FROM membership m JOIN unit u ON u.id = m.unit
 WHERE m.group_unit = :group_unit AND m.gone IS NULL ORDER BY u.rank""",
        group_unit=group,
    )
    return tuple(d.MemberDoc(as_text(n), as_date(since), as_date(until), bool(s)) for n, since, until, s in rows)


def _phases(reader: Reader, plan: int) -> tuple[d.PhaseDoc, ...]:
    rows = reader.rows(
        f"SELECT ref, name, title, {WINDOW} FROM phase WHERE plan = :plan AND gone IS NULL ORDER BY pos", plan=plan
    )
    return tuple(d.PhaseDoc(as_text(r[0]), as_text(r[1]), as_text(r[2]), read_window(*r[3:])) for r in rows)


def _milestones(reader: Reader, plan: int) -> tuple[d.MilestoneDoc, ...]:
    rows = reader.rows(
        """SELECT m.ref, m.name, m.due_start, m.due, m.due_phrase, m.due_precision, m.due_doubt, m.due_hidden,
 coalesce(t.ref, h.ref, ''), coalesce(u.name, ''), m.means FROM milestone m LEFT JOIN task t ON t.id = m.task
 LEFT JOIN phase h ON h.id = m.phase LEFT JOIN unit u ON u.id = m.unit
 WHERE m.plan = :plan AND m.gone IS NULL ORDER BY m.pos""",
        plan=plan,
    )
    return tuple(
        d.MilestoneDoc(as_text(r[0]), as_text(r[1]), read_window(*r[2:8]), as_text(r[8]), as_text(r[9]), as_text(r[10]))
        for r in rows
    )


def _bodies(reader: Reader, plan: int) -> tuple[d.BodyDoc, ...]:
    bodies = reader.rows(
        "SELECT id, name, office, ends_with_plan FROM body WHERE plan = :plan AND gone IS NULL ORDER BY pos", plan=plan
    )
    people: dict[int, list[d.PersonDoc]] = {}
    for body, name, post, unit, duty in reader.rows(
        "SELECT body, name, post, unit, duty FROM person WHERE gone IS NULL ORDER BY body, pos"
    ):
        person = d.PersonDoc(as_text(name), as_text(post), as_text(unit), as_text(duty))
        people.setdefault(as_int(body), []).append(person)
    return tuple(
        d.BodyDoc(as_text(name), as_text(office), bool(ends), tuple(people.get(as_int(i), ())))
        for i, name, office, ends in bodies
    )


def _sections(reader: Reader, plan: int) -> tuple[d.SectionDoc, ...]:
    """Sections with their tasks, each with its clauses and sub-items."""
    mandates: dict[int, list[d.MandateDoc]] = {}
    for task, unit, role, text, duty, inferred in reader.rows(
        "SELECT m.task, m.as_written, m.role, m.role_text, m.duty, m.inferred FROM mandate m"
        " JOIN task t ON t.id = m.task WHERE t.plan = :plan AND m.gone IS NULL ORDER BY m.task, m.pos",
        plan=plan,
    ):
        one = d.MandateDoc(as_text(unit), as_text(role), as_text(text), as_text(duty), bool(inferred))
        mandates.setdefault(as_int(task), []).append(one)
    by_place: dict[tuple[object, object], list[Row]] = {}
    for row in reader.rows(
        """SELECT t.id, t.section, t.parent, t.ref, t.label, t.title, t.text, t.kind, coalesce(h.ref, ''), t.rule,
 t.rule_n, t.open_list, t.start_on, t.start_phrase, t.due_start, t.due, t.due_phrase, t.due_precision, t.due_doubt,
 t.due_hidden, t.due_means, t.targets, t.heading FROM task t LEFT JOIN phase h ON h.id = t.phase
 WHERE t.plan = :plan AND t.gone IS NULL AND t.origin = 'plan' ORDER BY t.pos""",
        plan=plan,
    ):
        by_place.setdefault((row[1], row[2]), []).append(row)

    def below(section: object, parent: object) -> tuple[d.TaskDoc, ...]:
        return tuple(_task(row, mandates.get(as_int(row[0]), []), below) for row in by_place.get((section, parent), ()))

    rows = reader.rows(
        "SELECT id, label, title FROM section WHERE plan = :plan AND gone IS NULL ORDER BY pos", plan=plan
    )
    return tuple(d.SectionDoc(as_text(label), as_text(title), below(ident, None)) for ident, label, title in rows)


def _task(
    row: Row, mandates: list[d.MandateDoc], below: Callable[[object, object], tuple[d.TaskDoc, ...]]
) -> d.TaskDoc:
    """One task as written."""
    due = read_window(*row[14:20])
    begin = as_date(row[12])
    rule = as_text(row[9])
    return d.TaskDoc(
        ref=as_text(row[3]), label=as_text(row[4]), title=as_text(row[5]), text=as_text(row[6]), kind=as_text(row[7]),
        phase=as_text(row[8]), rule=f"count:{as_int(row[10])}" if rule == "count" else rule, open_list=bool(row[11]),
        start=d.Window(as_text(row[13]), begin) if begin or row[13] else None, due=due if row[15] or row[16] else None,
        means=as_text(row[20]), targets=as_names(row[21]), mandates=tuple(mandates),
        children=below(row[1], row[0]), heading=bool(row[22]),
    )  # fmt: skip


def _indicators(reader: Reader, plan: int) -> tuple[d.IndicatorDoc, ...]:
    rows = reader.rows(
        """SELECT i.id, i.ref, i.name, i.measure, i.kind, i.choices, i.combine, i.comparator, coalesce(t.ref, ''),
 i.phrase, coalesce(u.name, '') FROM indicator i LEFT JOIN task t ON t.id = i.task
 LEFT JOIN unit u ON u.id = i.over_unit
 WHERE i.plan = :plan AND i.gone IS NULL ORDER BY i.pos""",
        plan=plan,
    )
    return tuple(
        d.IndicatorDoc(
            ref=as_text(r[1]), name=as_text(r[2]), measure=as_text(r[3]), kind=as_text(r[4]),
            choices=as_names(r[5]), combine=as_text(r[6]), comparator=as_text(r[7]),
            of=as_text(r[8]), phrase=as_text(r[9]), over_unit=as_text(r[10]), steps=_steps(reader, as_int(r[0])),
            shares=_shares(reader, as_int(r[0])),
        )
        for r in rows
    )  # fmt: skip


def _steps(reader: Reader, indicator: int) -> tuple[d.StepDoc, ...]:
    rows = reader.rows(
        f"SELECT value, {WINDOW} FROM step WHERE indicator = :indicator AND gone IS NULL ORDER BY pos",
        indicator=indicator,
    )
    return tuple(d.StepDoc(as_float(row[0]) or 0.0, read_window(*row[1:])) for row in rows)


def _shares(reader: Reader, indicator: int) -> tuple[d.ShareDoc, ...]:
    rows = reader.rows(
        """SELECT u.name, h.value, h.sample FROM share h JOIN unit u ON u.id = h.unit
 WHERE h.indicator = :indicator AND h.gone IS NULL ORDER BY u.rank""",
        indicator=indicator,
    )
    return tuple(d.ShareDoc(as_text(unit), as_float(value) or 0.0, bool(sample)) for unit, value, sample in rows)


def _bulletin(text: object) -> d.BulletinDoc:
    """The settings of a plan's bulletins; what is not among them (damage) is left out."""
    found = as_json(text)
    known = d.BulletinDoc._fields
    given = found.items() if isinstance(found, dict) else ()
    return d.BulletinDoc(**{name: str(value) for name, value in given if name in known})
