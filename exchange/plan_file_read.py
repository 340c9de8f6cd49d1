"""A plan file (TOML) → `PlanDoc`. Refused as a whole or read as a whole; nothing is guessed, nothing is dropped."""

from __future__ import annotations

import re
import tomllib
from datetime import date

from exchange.plan_file_checks import check
from exchange.plan_file_dates import Context, read_row, read_window
from exchange.plan_file_schema import Table, finite
from store.document import (
    BodyDoc,
    BulletinDoc,
    GroupDoc,
    IndicatorDoc,
    MandateDoc,
    MemberDoc,
    MilestoneDoc,
    PersonDoc,
    PhaseDoc,
    PlanDoc,
    SectionDoc,
    ShareDoc,
    StepDoc,
    TaskDoc,
    UnitDoc,
    Window,
)
from store.errors import Refused


def read_plan(text: str, *, year: int | None = None, path: str = "") -> PlanDoc:
    """Read a plan file.

    Args:
        text: the TOML text.
        year: the year that a plan with `hidden_year = true` counts from; other plans ignore it.
        path: the file's name, for messages.

    Raises:
        Refused: `not_toml`, `not_a_plan_file`, `hidden_year`, `file_unknown_key`, `file_missing_key`,
            `file_wrong_type`, `file_bad_value`, `file_bad_date`, `file_hidden_year`, `file_unknown_ref`,
            `duplicate_ref`, `file_duplicate`, `cyclic_group`; each names its place.
    """
    file = parse_toml(text, path)
    if "plan" not in file.data:
        raise Refused("not_a_plan_file", path=path or "plan.toml")
    plan = Table("plan", file.data["plan"], "plan")
    doc, context = _head(plan, year)
    doc = doc._replace(
        units=read_units(file),
        groups=read_groups(file),
        phases=tuple(_phase(row, context) for row in file.tables("phase", "phase", "ref")),
        milestones=tuple(_milestone(row, context) for row in file.tables("milestone", "milestone", "ref")),
        bodies=tuple(_body(row) for row in file.tables("body", "body")),
        sections=tuple(_section(row, context) for row in file.tables("section", "section", "label")),
        indicators=tuple(_indicator(row, context) for row in file.tables("indicator", "indicator", "ref")),
    )
    check(doc)
    return doc


def parse_toml(text: str, path: str = "") -> Table:
    """The whole file as a table.

    Args:
        text: the TOML text.
        path: the file's name, for messages.

    Raises:
        Refused: `not_toml` with `path`, `line` and `problem` (tomllib's sentence); `file_unknown_key`.
    """
    try:
        return Table("", tomllib.loads(text.removeprefix("\ufeff")), "")
    except tomllib.TOMLDecodeError as why:
        at = _LINE.search(str(why))
        raise Refused("not_toml", path=path or "plan.toml", line=int(at[1]) if at else 0, problem=str(why)) from None
    except RecursionError:
        raise Refused("not_toml", path=path or "plan.toml", line=0, problem="nested too deeply") from None


_LINE = re.compile(r"\(at line (\d+)")


def _head(plan: Table, year: int | None) -> tuple[PlanDoc, Context]:
    """The plan's own fields, and what its phrases are read with."""
    key, title = plan.ref("key"), plan.text("title", needed=True)
    issued, hidden, own = plan.day("issued"), plan.flag("hidden_year"), plan.whole("year")
    if hidden and year is None:
        raise Refused("hidden_year", plan=key)
    year = year if hidden else own
    context = Context(year if year is not None else issued.year if issued else None, issued, hidden)
    period = read_window(plan, "period", context)
    if context.year is None and period and (period.start or period.end):
        # A plan without an issue date (a work programme "2006年…") lends its phrases the year it covers.
        context = context._replace(year=(period.start or period.end or date.min).year)
    return (
        PlanDoc(
            key, title, plan.text("number"), plan.text("issuer"), issued, plan.text("area"), period, hidden, year,
            plan.text("source_note"), plan.word("cycle", "cycle", ""), plan.word("closing", "rule", "all"),
            read_bulletin(plan),
        ),
        context,
    )  # fmt: skip


def read_bulletin(plan: Table) -> BulletinDoc:
    """`[plan.bulletin]`; empty where the file has none."""
    row = Table("bulletin", plan.data.get("bulletin", {}), f"{plan.place}.bulletin")
    return BulletinDoc(row.text("office"), row.text("salutation"), row.text("cc"), row.text("number_pattern"))


def read_units(file: Table) -> tuple[UnitDoc, ...]:
    """The `[[unit]]` rows: names in the order in which they are always listed, short names, aliases, parents."""
    return tuple(
        UnitDoc(row.text("name", needed=True), row.text("short"), row.texts("aliases"), row.text("parent"))
        for row in file.tables("unit", "unit")
    )


def read_groups(file: Table, *, sample: bool = False) -> tuple[GroupDoc, ...]:
    """The `[[group]]` rows with their members.

    Args:
        file: the whole file.
        sample: what `sample` is for members that do not say.
    """
    return tuple(
        GroupDoc(
            row.text("name", needed=True),
            row.flag("open"),
            tuple(
                MemberDoc(m.text("name", needed=True), m.day("since"), m.day("until"), m.flag("sample", sample))
                for m in row.tables("members", "member")
            ),
        )
        for row in file.tables("group", "group")
    )


def _phase(row: Table, context: Context) -> PhaseDoc:
    return PhaseDoc(row.ref(), row.text("name", needed=True), row.text("title"), read_row(row, context))


def _needed(row: Table, key: str, context: Context) -> Window:
    """The date under a key that must be there."""
    window = read_window(row, key, context)
    if window is None:
        raise Refused("file_missing_key", place=row.place, key=key)
    return window


def _milestone(row: Table, context: Context) -> MilestoneDoc:
    due, means = _needed(row, "due", context), row.word("means", "means", "done")
    return MilestoneDoc(row.ref(), row.text("name", needed=True), due, row.text("of"), row.text("unit"), means)


def _body(row: Table) -> BodyDoc:
    people = tuple(
        PersonDoc(p.text("name"), p.text("post"), p.text("unit"), p.text("duty"))
        for p in row.tables("people", "person")
    )
    return BodyDoc(row.text("name", needed=True), row.text("office"), row.flag("ends_with_plan"), people)


def _section(row: Table, context: Context) -> SectionDoc:
    tasks = tuple(_task(task, "item", context) for task in row.tables("task", "task", "ref"))
    return SectionDoc(row.text("label"), row.text("title"), tasks)


def _task(row: Table, kind: str, context: Context) -> TaskDoc:
    """An item or a clause, with everything below it."""
    mandates = tuple(
        MandateDoc(
            m.text("name", needed=True), m.word("role", "role", "responsible"), m.text("role_text"), m.text("duty"),
            m.flag("inferred"),
        )
        for m in row.tables("units", "mandate")
    )  # fmt: skip
    # The task's own dates come first, so that the first mistake of the file is the one that is told.
    start, due = read_window(row, "start", context), read_window(row, "due", context)
    items = [_task(child, "item", context) for child in row.tables("task", "task", "ref")]
    clauses = [_task(child, "clause", context) for child in row.tables("clause", "task", "ref")]
    return TaskDoc(
        ref=row.ref(),
        label=row.text("label"),
        title=row.text("title", needed=True),
        text=row.text("text"),
        kind=row.word("kind", "task kind", kind),
        phase=row.text("phase"),
        rule=row.word("rule", "rule", ""),
        open_list=row.flag("open_list"),
        start=start,
        due=due,
        means=row.word("means", "means", "done"),
        targets=row.texts("targets"),
        mandates=mandates,
        children=(*items, *clauses),
        heading=row.flag("heading"),
    )


def _indicator(row: Table, context: Context) -> IndicatorDoc:
    steps = tuple(
        StepDoc(step.number("value"), read_window(step, "by", context) or Window("", precision="none"))
        for step in row.tables("steps", "step", "value")
    )
    return IndicatorDoc(
        ref=row.ref(),
        name=row.text("name", needed=True),
        measure=row.text("measure"),
        kind=row.word("kind", "indicator kind", "number"),
        choices=row.texts("choices"),
        combine=row.word("combine", "combine", "sum"),
        comparator=row.word("comparator", "comparator", ">="),
        of=row.text("of"),
        phrase=row.text("phrase"),
        over_unit=row.text("over_unit"),
        steps=steps,
        shares=read_shares(row),
    )


def read_shares(row: Table, *, sample: bool = False) -> tuple[ShareDoc, ...]:
    """The target shares of an indicator: `{ unit = n }`, or a list of tables where some are sample rows.

    Args:
        row: the `[[indicator]]` row.
        sample: what `sample` is for shares that do not say.
    """
    shares = row.data.get("shares")
    if isinstance(shares, dict):
        place = f"{row.place}.shares"
        return tuple(ShareDoc(unit, finite(value, place, unit), sample) for unit, value in shares.items())
    return tuple(
        ShareDoc(s.text("unit", needed=True), s.number("value"), s.flag("sample", sample))
        for s in row.tables("shares", "share", "unit")
    )
