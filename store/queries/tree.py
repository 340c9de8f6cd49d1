"""A plan as a tree: its sections, tasks and groups with their counts at once, the assignments below page by page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from store.queries.clock import EXISTS, Clock, clock, light_sql
from store.queries.filters import CASES, TABLES, where
from store.queries.matching import text_condition
from store.queries.names import plan_id
from store.queries.rows import COLUMNS, MANY, RANKED, read_assignment, select
from store.reader import Reader, as_date, as_int, as_text
from store.shapes import Assignment, AssignmentFilter
from store.tallying import TALLIED
from store.tree import Case, GroupNode, Page, PlanNode, SectionNode, TaskNode, Tree
from store.vocabulary import SUPPORT

HERE = "(:plan IS NULL OR {}.plan = :plan)"
"""Belongs to the plan that is shown; to any where all are."""
ONE_WAY = f"{EXISTS} AND a.task = :task AND coalesce(a.via, 0) = :via"
"""The assignments of a task that came through one group, or (0) to units named directly."""


def tree(reader: Reader, chosen: AssignmentFilter, as_of: date) -> Tree:
    """The tree of one plan, or of all, with the assignments counted that a filter lets through.

    Args:
        reader: the store.
        chosen: the plan's key, empty for all, and what else is asked of assignments.
        as_of: the date that lights are computed for.

    Raises:
        Refused: no such plan.
    """
    now = clock(reader, as_of)
    plan = plan_id(reader, chosen.plan) if chosen.plan else None
    cases = _cases(reader, now, chosen)
    return Tree(
        plans=tuple(
            PlanNode(as_int(ident), as_text(key), as_text(title))
            for ident, key, title in reader.rows(
                "SELECT id, key, title FROM plan WHERE gone IS NULL AND (:plan IS NULL OR id = :plan) ORDER BY id",
                plan=plan,
            )
        ),
        sections=tuple(
            SectionNode(as_int(ident), as_int(of), as_text(label), as_text(title))
            for ident, of, label, title in reader.rows(
                f"SELECT s.id, s.plan, s.label, s.title FROM section s WHERE s.gone IS NULL AND {HERE.format('s')}"
                " ORDER BY s.plan, s.pos, s.id",
                plan=plan,
            )
        ),
        tasks=_tasks(reader, plan),
        groups=_groups(reader, now, cases),
        cases=cases,
    )


def _tasks(reader: Reader, plan: int | None) -> tuple[TaskNode, ...]:
    rows = reader.rows(
        f"""SELECT t.id, t.plan, t.section, t.parent, t.ref, t.label, t.title, t.done_on IS NOT NULL FROM task t
 WHERE t.gone IS NULL AND {HERE.format("t")} ORDER BY t.plan, t.pos, t.id""",
        plan=plan,
    )
    return tuple(
        TaskNode(
            as_int(ident), as_int(of), as_int(section) or None, as_int(parent) or None, as_text(ref), as_text(label),
            as_text(title), bool(done),
        )
        for ident, of, section, parent, ref, label, title, done in rows
    )  # fmt: skip


def _cases(reader: Reader, now: Clock, chosen: AssignmentFilter) -> tuple[Case, ...]:
    """The counts of the whole tree: from the tally where it says enough."""
    light = light_sql(now)
    condition, params = where(reader, chosen, now, light)
    source, n = (TABLES, "count(*)") if chosen.units or chosen.text.strip() else (CASES, "sum(a.n)")
    rows = reader.rows(
        f"""SELECT a.task, coalesce(a.via, 0) AS way, a.role = '{SUPPORT}' AS supports, {light} AS light,
 {n}, min(a.due), max(a.due) FROM {source} WHERE {condition} GROUP BY a.task, way, supports, light""",
        **params,
    )
    return tuple(
        Case(
            as_int(task), as_int(via), bool(supports), as_text(light), as_int(count), as_date(first), as_date(last)
        )
        for task, via, supports, light, count, first, last in rows
    )  # fmt: skip


def _groups(reader: Reader, now: Clock, cases: Iterable[Case]) -> tuple[GroupNode, ...]:
    """The groups that the counts name."""
    ranks = {as_int(ident): as_int(rank) for ident, rank in reader.rows("SELECT id, rank FROM unit WHERE is_group")}
    ways = {(case.task, case.via) for case in cases if case.via}
    groups: list[GroupNode] = []
    for task, via in sorted(ways, key=lambda way: (way[0], ranks.get(way[1], 0), way[1])):
        one = select(reader, now, ONE_WAY, {**now.params, "task": task, "via": via}, "LIMIT 1")
        groups += [GroupNode(task, via, row.via or "", row) for row in one]
    return tuple(groups)


def page_of(reader: Reader, page: Page, chosen: AssignmentFilter, as_of: date, limit: int) -> tuple[Assignment, ...]:
    """The assignments of one page, in the user's order of units.

    Of very many the units are gone through by their order, from the end that is nearer, and nothing is sorted. Where a
    filter lets through all that came this way, it need not be asked.

    Args:
        reader: the store.
        page: of which task and way, and where it begins.
        chosen: as for `tree`.
        as_of: the date that lights are computed for.
        limit: how many at most.
    """
    now = clock(reader, as_of)
    params: dict[str, object] = {**now.params, "task": page.task, "via": page.via}
    whole = reader.one(f"SELECT sum(a.n) FROM {TALLIED} WHERE {ONE_WAY}", **params)
    narrowed = whole is not None and as_int(whole[0]) != page.of
    if narrowed or page.of < MANY:
        condition, more = _within(reader, now, chosen) if narrowed else (ONE_WAY, {})
        tail = f"ORDER BY u.rank, u.id, a.id LIMIT {int(limit)} OFFSET {int(page.offset)}"
        return select(reader, now, condition, {**params, **more}, tail)
    limit = min(limit, page.of - page.offset)
    behind = page.of - page.offset - limit
    turn, skipped = (" DESC", behind) if behind < page.offset else ("", page.offset)
    rows = reader.rows(
        f"""SELECT {COLUMNS} FROM {RANKED} WHERE {ONE_WAY}
 ORDER BY u.rank{turn}, u.id{turn}, a.id{turn} LIMIT {int(limit)} OFFSET {int(skipped)}""",
        **params,
    )
    found = tuple(read_assignment(row, now) for row in rows)
    return found[::-1] if turn else found


def _within(reader: Reader, now: Clock, chosen: AssignmentFilter) -> tuple[str, dict[str, object]]:
    """Which of the assignments that came one way a filter lets through."""
    condition, params = where(reader, chosen._replace(text=""), now, light_sql(now))
    parts = [ONE_WAY, condition]
    if chosen.text.strip():
        found, more = text_condition(reader, chosen.text, "x.task = :task")
        parts.append(found)
        params |= more
    return " AND ".join(parts), params
