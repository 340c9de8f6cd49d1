"""Lists of assignments: all, due, by id; always for a date, windowed by limit and offset."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from store.queries.clock import EXISTS, clock, light_sql
from store.queries.filters import CASES, ORDER, TABLES, of_named, where
from store.queries.rows import MANY, select, some
from store.reader import Reader, as_int, as_text
from store.recorded import ids_sql
from store.shapes import Assignment, AssignmentFilter, Count
from store.workload import Tally, add_up

FEWEST = 20
"""Rows of each date and task that a window of very many shows at least."""

DUE = "a.status NOT IN ('done', 'dropped') AND a.met_on IS NULL AND t.done_on IS NULL AND a.due <= :soon"
"""Overdue or due soon: open, not met, its task not closed by its rule."""


def _window(limit: int | None, offset: int) -> str:
    """LIMIT and OFFSET as SQL; no limit reads all."""
    return "" if limit is None and not offset else f" LIMIT {-1 if limit is None else int(limit)} OFFSET {int(offset)}"


def assignments(
    reader: Reader, chosen: AssignmentFilter, as_of: date, limit: int | None = None, offset: int = 0
) -> tuple[Assignment, ...]:
    """The assignments that a filter lets through, in the order of the plan, units in the user's order."""
    now = clock(reader, as_of)
    condition, params = where(reader, chosen, now, light_sql(now))
    return select(reader, now, condition, params, f"ORDER BY {ORDER}{_window(limit, offset)}")


def count(reader: Reader, chosen: AssignmentFilter, as_of: date) -> int:
    """How many assignments a filter lets through."""
    return _count(reader, chosen, as_of, "")


def _count(reader: Reader, chosen: AssignmentFilter, as_of: date, more: str) -> int:
    """How many assignments a filter and a further condition let through: over the tally where it says enough."""
    now = clock(reader, as_of)
    condition, params = where(reader, chosen, now, light_sql(now))
    said = not chosen.units and not chosen.text
    what = f"coalesce(sum(a.n), 0) FROM {CASES}" if said else f"count(*) FROM {TABLES}"
    row = reader.one(f"SELECT {what} WHERE {condition}{more}", **params)
    return as_int(row[0]) if row else 0


def due_list(
    reader: Reader, chosen: AssignmentFilter, as_of: date, limit: int | None = None, offset: int = 0
) -> tuple[Assignment, ...]:
    """What is overdue or due soon, the earliest due date first."""
    now = clock(reader, as_of)
    condition, params = where(reader, chosen, now, light_sql(now))
    return select(reader, now, f"{condition} AND {DUE}", params, f"ORDER BY a.due, {ORDER}{_window(limit, offset)}")


def due_window(reader: Reader, chosen: AssignmentFilter, as_of: date, limit: int) -> tuple[tuple[Assignment, ...], int]:
    """What is overdue or due soon, in the order of `due_list`, and how many that are.

    Of very many a part of each date, task and way, so that every group of a whole country and whoever leads beside it
    has a row: not the first `limit` townships of one task.

    Args:
        reader: of the store.
        chosen: which assignments; no units and no text, which no tally knows.
        as_of: the date they are looked at.
        limit: how many rows at most, or a few of each date, task and way.
    """
    now = clock(reader, as_of)
    condition, params = where(reader, chosen, now, light_sql(now))
    cases = reader.rows(
        f"SELECT a.task, a.due, coalesce(a.via, 0) AS way, sum(a.n) FROM {CASES} WHERE {condition} AND {DUE}"
        " GROUP BY a.task, a.due, way ORDER BY a.due, a.plan, t.pos, a.task, way",
        **params,
    )
    total = sum(as_int(n) for *_, n in cases)
    if total <= limit or limit < FEWEST:
        return due_list(reader, chosen, as_of, limit), total
    found: list[Assignment] = []
    each = max(limit // max(len(cases), 1), FEWEST)
    for task, due, way, n in cases[: 2 * limit // FEWEST]:
        one = f"{condition} AND {DUE} AND a.task = :task AND a.due = :due AND coalesce(a.via, 0) = :way"
        if not way and as_int(n) < MANY:
            one = f"{one} AND a.id IN ({ids_sql(_named_themselves(reader, as_int(task)))})"
        found += some(reader, now, one, {**params, "task": task, "due": due, "way": way}, each, as_int(n))
    return tuple(found), total


def _named_themselves(reader: Reader, task: int) -> list[int]:
    """The assignments of a task that came through no group: few, where a group of thousands has it too."""
    rows = reader.rows(
        """SELECT a.id FROM mandate m JOIN unit u ON u.id = m.unit CROSS JOIN assignment a ON a.mandate = m.id
 WHERE m.task = :task AND NOT EXISTS (SELECT 1 FROM membership b WHERE b.group_unit = u.id)""",
        task=task,
    )
    return [as_int(ident) for (ident,) in rows]


def due_count(reader: Reader, chosen: AssignmentFilter, as_of: date) -> int:
    """How many rows `due_list` has."""
    return _count(reader, chosen, as_of, f" AND {DUE}")


def newest(reader: Reader) -> int:
    """The id of the newest assignment: about how many there are, without counting."""
    row = reader.one("SELECT max(id) FROM assignment")
    return as_int(row[0]) if row else 0


def of_task(
    reader: Reader, chosen: AssignmentFilter, task: str, as_of: date, group: str = "", most: int | None = None
) -> tuple[Assignment, ...]:
    """Of the assignments that a filter lets through, those of a task (its ref), or of it those of a group's members."""
    now = clock(reader, as_of)
    narrowed = chosen.units if group else ()
    condition, params = where(reader, chosen._replace(units=(group,)) if group else chosen, now, light_sql(now))
    params["ref"] = task
    condition += " AND t.ref = :ref" + (f" AND {of_named(reader, narrowed, chosen.plan)[0]}" if narrowed else "")
    return select(reader, now, condition, params, f"ORDER BY {ORDER}{_window(most, 0)}")


def of_ids(reader: Reader, ids: Sequence[int], as_of: date) -> tuple[Assignment, ...]:
    """These assignments, in the order of the plan; ids that are gone are left out."""
    now = clock(reader, as_of)
    chosen = ", ".join(str(int(ident)) for ident in ids) or "NULL"
    return select(reader, now, f"{EXISTS} AND a.id IN ({chosen})", now.params, f"ORDER BY {ORDER}")


def group_counts(reader: Reader, plan: str | None, as_of: date) -> dict[tuple[str, str, str], tuple[Count, ...]]:
    """For each (plan key, task ref, group): how its members' assignments stand, for a folded row carries its count."""
    now = clock(reader, as_of)
    condition, params = where(reader, AssignmentFilter(plan=plan or ""), now, light_sql(now))
    rows = reader.rows(
        f"SELECT p.key, t.ref, g.name, {light_sql(now)} AS light, sum(a.n) FROM {CASES}"
        f" WHERE {condition} AND a.via IS NOT NULL GROUP BY p.id, t.ref, g.name, light",
        **params,
    )
    tallies: dict[tuple[str, str, str], list[Tally]] = {}
    for key, ref, group, light, n in rows:
        tally = Tally(0, None, "", as_text(light), as_int(n), 0, None)
        tallies.setdefault((as_text(key), as_text(ref), as_text(group)), []).append(tally)
    return {key: add_up(found) for key, found in tallies.items()}


def moved_on(reader: Reader, command: int) -> dict[int, int]:
    """By how much the version of each assignment rose in a command that counts for its own day."""
    # The + keep SQLite from going through the changes of all assignments, which stand in the order it groups by.
    sql = "SELECT row_id, count(*) FROM change WHERE command = :command AND +tbl = 'assignment' GROUP BY +row_id"
    return {int(as_text(row)): as_int(n) for row, n in reader.rows(sql, command=command)}
