"""What the assignments of a task inherit, given to all of them in one statement: thousands of units share one date."""

from __future__ import annotations

from store.levels import Levels
from store.moves import first_due
from store.reader import as_date, as_int

PLAIN = """SELECT id FROM assignment WHERE task = :task AND version > 0 AND due_own IS NULL AND due_own_phrase = ''
 AND start_own IS NULL AND id NOT IN (SELECT CAST(c.row_id AS INTEGER) FROM change c
  WHERE c.task = :task AND c.tbl = 'assignment' AND c.field IN ('due_own', 'due_own_phrase'))"""
"""The assignments of a task that have, and had, no dates but what they inherit: for all of them the same follows."""


def inherit(levels: Levels, task: int, table: str, chosen: str) -> None:
    """Write what the levels above say of the window into assignments without dates of their own.

    Args:
        levels: those of the store as it is looked at; the task is read here.
        task: its id, the parameter `:task` of `chosen`.
        table: where the rows stand: `assignment`, or the moved rows of a past date.
        chosen: which of them, as a subselect.
    """
    levels.read([task])
    source, due, _ = levels.inherited(task)
    said: dict[str, object] = {
        "due": due.day.isoformat() if due.day else None, "due_from": source, "due_phrase": due.phrase,
        "due_doubt": due.doubt, "due_basis": due.basis,
    }  # fmt: skip
    start = "CASE WHEN since > coalesce(:start, '') THEN since ELSE :start END"
    columns = ", ".join(f"{name} = :{name}" for name in said)
    other = " OR ".join(f"{name} IS NOT :{name}" for name in said)
    levels.reader.rows(  # rows that say so already are left alone: an index is written anew for every row named
        f"UPDATE {table} SET {columns}, start = {start} WHERE id IN ({chosen}) AND ({other} OR start IS NOT {start})",
        **said, start=levels.start(task, None), task=task,
    )  # fmt: skip
    moves = levels.moves_above(task)
    kinds = f"SELECT DISTINCT made, due_origin FROM {table} WHERE id IN ({chosen})"
    for made, origin in levels.reader.rows(kinds, task=task):
        first = first_due(as_date(origin), [move for move in moves if move.command > as_int(made)], due.day)
        levels.reader.rows(
            f"""UPDATE {table} SET due_first = :first
 WHERE made = :made AND due_origin IS :origin AND due_first IS NOT :first AND id IN ({chosen})""",
            first=first.isoformat() if first else None, made=made, origin=origin, task=task,
        )  # fmt: skip
