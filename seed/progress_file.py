"""A progress file: what the demo's coordinator entered, day by day, for one built-in plan. All of it is sample data.

    [[entry]]
    on = 2006-09-04                 # the day it was entered
    as_of = 2006-08-31              # the day it speaks of, where that is another
    tasks = ["3", "5"]              # a task with everything below it; none: all that these units still owe
    units = ["网通公司", "各设区市"]   # a group stands for its members; none: every unit of these tasks
    report = "…"                    # the act, one for each entry; its other keys are listed in `ACTS`

An entry is about assignments that are still open. A list of reports is dealt out to the units in turn, so that a
group's members need not all say the same.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from exchange.plan_file_schema import wrong_type
from store.errors import Refused

ACTS: dict[str, tuple[str, ...]] = {
    "report": ("via", "from", "problem", "next", "percent", "claims", "reference"),
    "status": ("note", "percent"),
    "due": ("basis", "note"),
    "extend": ("reason",),
    "decide": ("basis",),
    "figures": ("indicator", "verified"),
    "reach": (),
    "join": (),
    "leave": (),
    "remark": (),
}
"""Every act with the keys that go with it: what a unit said, a status, a due date, an extension asked (until when) and
decided, figures of an indicator by unit, a milestone reached, a group joined or
left, a note."""

WHERE = ("on", "as_of", "tasks", "units", "except", "roles")

_TYPES: dict[str, tuple[type, ...]] = {
    "on": (date,), "as_of": (date,), "tasks": (list,), "units": (list,), "except": (list,), "roles": (list,),
    "report": (str, list), "percent": (int, float, dict), "figures": (dict,), "extend": (date,), "verified": (bool,),
}  # fmt: skip
"""Types of values; what is not listed is a string."""


class Entry(NamedTuple):
    """One entry of a progress file."""

    plan: str
    place: str
    """Where it stands in the file, for messages."""
    on: date
    as_of: date
    tasks: tuple[str, ...]
    units: tuple[str, ...]
    but: tuple[str, ...]
    """Units that a group of `units` has and that this entry is not about."""
    roles: tuple[str, ...]
    act: str
    """One of `ACTS`."""
    value: Any
    """What stands under the act's own key."""
    more: Mapping[str, Any]
    """The act's other keys."""

    def text(self, key: str) -> str:
        """One of the act's other keys, empty where it is missing."""
        return str(self.more.get(key, ""))


def read_progress(text: str, plan: str) -> tuple[Entry, ...]:
    """Read the progress file of one plan, in the order of the file.

    Args:
        text: the TOML text.
        plan: the plan's key.

    Raises:
        Refused: `file_unknown_key`, `file_missing_key`, `file_wrong_type`; each names its place.
    """
    rows = tomllib.loads(text).get("entry", [])
    return tuple(_entry(row, plan, f"{plan}.entry[{at}]") for at, row in enumerate(rows, 1))


def _entry(row: Mapping[str, Any], plan: str, place: str) -> Entry:
    """One entry, its keys and the types of its values checked."""
    acts = [act for act in ACTS if act in row]
    if len(acts) != 1 or "on" not in row:
        raise Refused("file_missing_key", place=place, key=" / ".join(ACTS) if "on" in row else "on")
    act = acts[0]
    known = (*WHERE, act, *ACTS[act])
    for key, value in row.items():
        if key not in known:
            raise Refused("file_unknown_key", place=place, key=key, close=(), known=known)
        if not isinstance(value, _TYPES.get(key, (str,))):
            raise wrong_type(place, key, "/".join(kind.__name__ for kind in _TYPES.get(key, (str,))), value)
    tasks, units, but, roles = (tuple(str(one) for one in row.get(key, ())) for key in WHERE[2:])
    more = {key: row[key] for key in ACTS[act] if key in row}
    return Entry(plan, place, row["on"], row.get("as_of", row["on"]), tasks, units, but, roles, act, row[act], more)
