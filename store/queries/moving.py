"""The assignments of a plan whose due dates moved or are asked to move, for the annex of a bulletin."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from store.moved import DueMove, Moved
from store.queries.detail import extensions_of, moves_of
from store.reader import Reader, as_int
from store.shapes import Assignment

ASKED = """SELECT DISTINCT x.assignment FROM extension x JOIN assignment a ON a.id = x.assignment
 JOIN plan p ON p.id = a.plan WHERE p.key = :plan AND x.gone IS NULL"""


def moved(
    reader: Reader, plan: str, rows: Iterable[Assignment], also: AbstractSet[int] = frozenset()
) -> tuple[Moved, ...]:
    """How dates moved, in the order of the rows; those that stand where they stood first are left out.

    Args:
        reader: the store as of the date of the rows.
        plan: its key.
        rows: its assignments.
        also: the ids of assignments that are told of even where their dates stand where they stood first.
    """
    asked = {as_int(row[0]) for row in reader.rows(ASKED, plan=plan)}
    inherited: dict[tuple[int, str | None], tuple[DueMove, ...]] = {}
    """By task: thousands may inherit one date, which moved in one way for all of them."""
    plan_id = as_int((reader.one("SELECT id FROM plan WHERE key = :plan", plan=plan) or (0,))[0])
    found = []
    for row in rows:
        if row.id not in asked and row.due == row.due_first and row.id not in also:
            continue
        inherited_key = row.task_id, row.due_from
        if row.due_from == "assignment":
            moves = moves_of(reader, row.id, row.task_id, plan_id)
        else:
            if inherited_key not in inherited:
                inherited[inherited_key] = moves_of(reader, row.id, row.task_id, plan_id)
            moves = inherited[inherited_key]
        extensions = extensions_of(reader, row.id) if row.id in asked else ()
        if moves or extensions:
            found.append(Moved(row.id, moves, extensions))
    return tuple(found)
