"""Which assignments a command line means: a task, and its units where the task has several."""

from __future__ import annotations

from collections.abc import Sequence

from store.errors import Refused
from store.queries.names import TaskKey, task_assignments, task_key, unit_key
from store.reader import Reader
from tui.cli.context import Context


def meant(context: Context, reader: Reader, task: str, units: Sequence[str]) -> tuple[TaskKey, list[int], list[str]]:
    """The task, the assignments meant and their units' names. A group means all its members.

    Raises:
        Refused: unknown task or unit, no such assignment, or several and no unit to choose by.
    """
    key = task_key(reader, task)
    rows = task_assignments(reader, key.id, context.today.isoformat())
    name = f"{key.plan}/{key.ref}"
    if not rows:
        raise Refused("no_assignments", task=name)
    everyone = tuple(dict.fromkeys(row[2] for row in rows))
    if not units:
        if len(rows) > 1:
            raise Refused("ambiguous_task_units", task=name, units=everyone)
        return key, [rows[0][0]], [rows[0][2]]
    found: dict[int, str] = {}
    for typed in units:
        unit = unit_key(reader, typed, key.plan_id)
        mine = {ident: who for ident, unit_id, who, group in rows if unit.id == unit_id or unit.name == group}
        if not mine:
            raise Refused("no_assignment", task=name, unit=unit.name, units=everyone)
        found |= mine
    return key, list(found), list(found.values())
