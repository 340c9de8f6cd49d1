"""From what a person typed to rows: plans, tasks, units, indicators; unknown names come back with the close matches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from store.errors import Refused
from store.queries.clock import EXISTS
from store.reader import Reader, as_int, as_text


class TaskKey(NamedTuple):
    """A task that was named."""

    id: int
    plan_id: int
    plan: str
    ref: str
    title: str


class Named(NamedTuple):
    """A unit, an indicator or a milestone that was named."""

    id: int
    name: str


def close(name: str, known: Sequence[str], most: int = 5) -> tuple[str, ...]:
    """The known names that are nearest to what was typed: equal but for case, containing it, or alike."""
    import difflib  # only where something was mistyped

    folded = name.casefold()
    inside = [one for one in known if folded and (folded in one.casefold() or one.casefold() in folded)]
    alike = difflib.get_close_matches(name, known, n=most, cutoff=0.5)
    return tuple(dict.fromkeys([*inside, *alike]))[:most]


def plan_id(reader: Reader, key: str) -> int:
    """The plan of that key.

    Raises:
        Refused: there is none; the close matches and all known keys are facts of the error.
    """
    row = reader.one("SELECT id FROM plan WHERE key = :key AND gone IS NULL", key=key)
    if row is None:
        known = tuple(as_text(found) for (found,) in reader.rows("SELECT key FROM plan WHERE gone IS NULL ORDER BY id"))
        raise Refused("unknown_plan", name=key, close=close(key, known), known=known)
    return as_int(row[0])


def task_key(reader: Reader, name: str) -> TaskKey:
    """The task of `PLAN/REF`; a bare ref is enough where the store has one plan.

    Raises:
        Refused: no such plan or task.
    """
    key, slash, ref = name.partition("/")
    if not slash:
        keys = reader.rows("SELECT key FROM plan WHERE gone IS NULL")
        if len(keys) == 1:
            key, ref = as_text(keys[0][0]), name
        else:
            plan_id(reader, key)
    plan = plan_id(reader, key)
    row = reader.one(
        "SELECT id, title FROM task WHERE plan = :plan AND ref = :ref AND gone IS NULL", plan=plan, ref=ref
    )
    if row is None:
        rows = reader.rows("SELECT ref FROM task WHERE plan = :plan AND gone IS NULL ORDER BY pos", plan=plan)
        near = close(ref, [as_text(found) for (found,) in rows])
        raise Refused("unknown_task", name=name, close=tuple(f"{key}/{found}" for found in near))
    return TaskKey(as_int(row[0]), plan, key, ref, as_text(row[1]))


def _units(reader: Reader, plan: int | None, written: str | None = None) -> list[tuple[object, ...]]:
    """(id, name, written) of every way to write a unit, or of those that are `written` so: name, short name, alias.

    Of one plan's area, or of all.
    """
    area = "" if plan is None else " AND u.area = (SELECT p.area FROM plan p WHERE p.id = :plan)"
    name, short, alias = (
        ("", "", "") if written is None else (f" AND {c} = :it" for c in ("u.name", "u.short", "l.name"))
    )
    return reader.rows(
        f"""SELECT u.id, u.name, u.name FROM unit u WHERE u.gone IS NULL{area}{name}
 UNION ALL SELECT u.id, u.name, u.short FROM unit u WHERE u.gone IS NULL AND u.short <> ''{area}{short}
 UNION ALL SELECT u.id, u.name, l.name FROM unit u JOIN alias l ON l.unit = u.id
  WHERE u.gone IS NULL AND l.gone IS NULL{area}{alias}""",
        plan=plan, it=written,
    )  # fmt: skip


def unit_key(reader: Reader, name: str, plan: int | None = None) -> Named:
    """The unit of that name, short name or alias, in the area of a plan where one is given.

    Raises:
        Refused: there is none, or several areas have one of that name.
    """
    rows = _units(reader, plan)
    for column in (1, 2):
        found = {as_int(row[0]): as_text(row[1]) for row in rows if row[column] == name}
        if len(found) == 1:
            return Named(*next(iter(found.items())))
        if found:
            raise Refused("ambiguous_unit", name=name, plans=plans_with_unit(reader, tuple(found)))
    raise Refused("unknown_unit", name=name, close=_near(reader, name, rows, plan))


def _near(reader: Reader, name: str, rows: list[tuple[object, ...]], plan: int | None) -> tuple[str, ...]:
    """The close matches among all ways to write a unit: of a plan, first those of the units that work in it.

    The others follow: its area has units that work in other plans, and one of them may be meant to be added.
    """
    found = close(name, list(dict.fromkeys(as_text(row[2]) for row in rows)))
    if plan is None:
        return found
    working = reader.rows(
        """SELECT a.unit FROM assignment a WHERE a.plan = :plan AND a.gone IS NULL
 UNION SELECT m.unit FROM mandate m JOIN task t ON t.id = m.task WHERE t.plan = :plan AND m.gone IS NULL""",
        plan=plan,
    )
    own = {as_int(unit) for (unit,) in working}
    here = close(name, list(dict.fromkeys(as_text(row[2]) for row in rows if as_int(row[0]) in own)))
    return tuple(dict.fromkeys([*here, *found]))[: max(len(here), len(found))]


def units_named(reader: Reader, name: str, plan: int | None = None) -> tuple[Named, ...]:
    """The units meant: one in a plan; in the whole store that of every area which has such a unit.

    Raises:
        Refused: there is none.
    """
    rows = _units(reader, plan, name)
    for column in (1, 2):
        found = {as_int(row[0]): as_text(row[1]) for row in rows if row[column] == name}
        if found:
            return tuple(Named(*each) for each in found.items())
    return (unit_key(reader, name, plan),)


def unit_names(reader: Reader, name: str, plan: int | None = None) -> tuple[str, ...]:
    """The names of the units meant.

    Raises:
        Refused: there is none.
    """
    return tuple(dict.fromkeys(unit.name for unit in units_named(reader, name, plan)))


def plans_with_unit(reader: Reader, ids: Sequence[int]) -> tuple[str, ...]:
    """The keys of the plans in which these units have assignments."""
    chosen = ", ".join(str(int(ident)) for ident in ids)
    rows = reader.rows(
        f"SELECT DISTINCT p.key FROM assignment a JOIN plan p ON p.id = a.plan"
        f" WHERE a.unit IN ({chosen}) ORDER BY p.key"
    )
    return tuple(as_text(key) for (key,) in rows)


def part_key(reader: Reader, table: str, name: str) -> tuple[TaskKey, Named]:
    """An indicator or a milestone `PLAN/REF`; the first of the pair names its plan.

    Args:
        table: `indicator` or `milestone`.

    Raises:
        Refused: no such plan, indicator or milestone.
    """
    key, _, ref = name.partition("/")
    plan = plan_id(reader, key)
    rows = reader.rows(f"SELECT id, ref, name FROM {table} WHERE plan = :plan AND gone IS NULL ORDER BY pos", plan=plan)
    for ident, found, title in rows:
        if found == ref:
            return TaskKey(as_int(ident), plan, key, ref, as_text(title)), Named(as_int(ident), as_text(title))
    known = [as_text(found) for _, found, _ in rows]
    near = tuple(f"{key}/{found}" for found in (close(ref, known) or known[:5]))
    raise Refused(f"unknown_{table}", name=name, close=near)


def task_assignments(reader: Reader, task: int, as_of: str) -> list[tuple[int, int, str, str]]:
    """(id, unit id, unit, group) of a task's assignments that exist at as_of (ISO), in the user's order of units."""
    rows = reader.rows(
        f"""SELECT a.id, a.unit, u.name, coalesce(g.name, '') FROM assignment a JOIN unit u ON u.id = a.unit
 LEFT JOIN unit g ON g.id = a.via WHERE a.task = :task AND {EXISTS} ORDER BY u.rank, a.id""",
        task=task, as_of=as_of,
    )  # fmt: skip
    return [(as_int(ident), as_int(unit), as_text(name), as_text(group)) for ident, unit, name, group in rows]
