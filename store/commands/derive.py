"""The derived columns follow in the transaction that changed what they depend on (`store.deriving` says how)."""

from __future__ import annotations

from collections.abc import Iterable

from store.closings import closings
from store.deriving import Derived, derived
from store.held import forget, pieces
from store.inheriting import PLAIN, inherit
from store.levels import Levels
from store.models import Assignment, Task
from store.reader import as_int
from store.recorded import ids_sql
from store.writer import Transaction

COLUMNS = Derived._fields
BELOW = "SELECT id FROM assignment WHERE task = :task AND gone IS NULL"
PACED = f"{BELOW} AND (percent IS NOT NULL OR figure IS NOT NULL)"


def derive(t: Transaction, ids: Iterable[int]) -> None:
    """Recompute the derived columns of these assignments, then the closing of their tasks.

    Args:
        t: the command that touched them.
        ids: the assignments whose own facts, or whose task's, phase's, plan's or figures' facts, have changed.
    """
    t.flush()
    wanted = sorted(set(ids))
    tasks: set[int] = set()
    for piece in pieces(wanted):
        sql = f"SELECT id, task, version, {', '.join(COLUMNS)} FROM assignment WHERE id IN ({ids_sql(piece)})"
        rows = t.reader.rows(sql)
        before = {as_int(row[0]): row[2:] for row in rows}
        tasks.update(as_int(row[1]) for row in rows)
        changed: dict[tuple[str, ...], list[dict[str, object]]] = {}
        for ident, after in derived(t.reader, piece):
            version, *was = before[ident]
            moved = {name: new for name, old, new in zip(COLUMNS, was, after, strict=True) if old != new}
            if not version:
                moved["version"] = 1
            if moved:
                changed.setdefault(tuple(moved), []).append({**moved, "id": ident})
        for names, values in changed.items():  # only what differs: an index is written anew for every column named
            t.write(f"UPDATE assignment SET {', '.join(f'{name} = :{name}' for name in names)} WHERE id = :id", values)
            forget(t.session, Assignment, [as_int(value["id"]) for value in values], names)
    close_tasks(t, tasks)
    t.touched.update(wanted)


def inherit_dates(t: Transaction, tasks: Iterable[int]) -> list[int]:
    """The derived columns after a date moved that the assignments of these tasks inherit, and nothing else changed.

    Returns:
        All assignments of these tasks.
    """
    t.flush()
    levels, rest, all_of_them = Levels(t.reader), set[int](), list[int]()
    for task in sorted(set(tasks)):
        below = [as_int(row[0]) for row in t.reader.rows(BELOW, task=task)]
        plain = [as_int(row[0]) for row in t.reader.rows(PLAIN, task=task)]
        inherit(levels, task, "assignment", PLAIN)
        forget(t.session, Assignment, below, COLUMNS)
        rest.update(set(below) - set(plain))
        rest.update(as_int(row[0]) for row in t.reader.rows(PACED, task=task))
        all_of_them += below
    derive(t, rest)
    return all_of_them


def close_tasks(t: Transaction, tasks: Iterable[int]) -> None:
    """Set `task.done_on` by the closing rules (derived, never logged)."""
    for task, day in closings(t.reader, tasks, t.who.today):
        t.write("UPDATE task SET done_on = :day WHERE id = :id", [{"day": day, "id": task}])
        forget(t.session, Task, [task], ("done_on",))
