"""Where a unit stands among groups that fold: what a jump to it must open."""

from __future__ import annotations

from store.queries.names import plan_id, units_named
from store.queries.roster import groups_around
from store.reader import Reader
from store.roster import Ground


def find_unit(reader: Reader, here: Ground, plan: str, name: str) -> tuple[int, tuple[int, ...]] | None:
    """A unit by its name in a plan, and the groups that must be open for it to show; None where it never does.

    Raises:
        Refused: no such plan or unit.
    """
    unit = units_named(reader, name, plan_id(reader, plan))[0].id
    around = groups_around(reader, here, unit)
    return None if around is None else (unit, around)
