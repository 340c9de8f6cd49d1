"""Filters by name: those that are always there, and what a user saved, as text for the state file and back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable

from store import vocabulary as v
from store.facts import AssignmentFilter
from store.queries.narrowed import ORDERS, Narrowing
from tui.looks import Face
from tui.text import visible

PRESETS = {
    "overdue": AssignmentFilter(lights=(v.OVERDUE,)),
    "due_soon": AssignmentFilter(lights=(v.DUE_SOON,)),
    "silent": AssignmentFilter(lights=(v.NO_REPORT,)),
    "blocked": AssignmentFilter(statuses=(v.BLOCKED,)),
    "claimed": AssignmentFilter(statuses=(v.CLAIMED,)),
}  # fmt: skip
"""By id the filters that are always there."""

KNOWN = {"roles": v.ROLES, "statuses": v.STATUSES, "lights": v.LIGHTS}


def narrowing_name(wanted: Narrowing, face: Face) -> str:
    """What a filter is called: by its user, else by what it asks for."""
    if wanted.name:
        return visible(wanted.name)
    chosen, words = wanted.chosen, face.words.domain
    facts = (
        *(words.light(light) for light in chosen.lights), *(words.status(status) for status in chosen.statuses),
        *(words.role(role) for role in chosen.roles), *(visible(unit) for unit in chosen.units),
    )  # fmt: skip
    return " ".join(facts)


def to_text(saved: Iterable[Narrowing]) -> str:
    """Saved filters as the state file keeps them."""
    rows = [
        {"name": one.name, "order": one.order, "units": one.chosen.units}
        | {field: getattr(one.chosen, field) for field in KNOWN}
        for one in saved
    ]
    return json.dumps(rows, ensure_ascii=False)


def from_text(text: str) -> tuple[Narrowing, ...]:
    """Saved filters as they were written; what is no filter, or says what this program does not know, is left out."""
    try:
        rows = json.loads(text or "[]")
    except (ValueError, RecursionError):
        return ()
    found = (_read(row) for row in rows) if isinstance(rows, list) else ()
    return tuple(one for one in found if one is not None)


class Saved:
    """The filters that a user saved, for all modes of one run."""

    def __init__(self, saved: str = "", keep: Callable[[str], None] | None = None) -> None:
        """Begin with what was saved.

        Args:
            saved: as `to_text` wrote it.
            keep: keeps it for the next start; nothing is kept without it.
        """
        self.saved = saved
        self._keep = keep or (lambda text: None)

    def save(self, text: str) -> None:
        """These from now on."""
        self.saved = text
        self._keep(text)


def _read(row: object) -> Narrowing | None:
    if not isinstance(row, dict) or not isinstance(row.get("name"), str) or row.get("order") not in ORDERS:
        return None
    fields = {field: row.get(field, []) for field in ("units", *KNOWN)}
    if not all(isinstance(given, list) and all(isinstance(one, str) for one in given) for given in fields.values()):
        return None
    if any(one not in known for field, known in KNOWN.items() for one in fields[field]):
        return None
    units, roles, statuses, lights = (tuple(given) for given in fields.values())
    chosen = AssignmentFilter(units=units, roles=roles, statuses=statuses, lights=lights)
    return Narrowing(chosen, row["order"], row["name"])
