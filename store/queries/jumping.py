"""Plans, tasks and units by what is typed, the best first: what the palette jumps to, of any number of units."""

from __future__ import annotations

from typing import NamedTuple

from store.queries.matching import REF, TASKS_LIKE, UNITS_LIKE, text_params
from store.reader import Reader, as_int, as_text

EXACT, PREFIX, INITIALS, PINYIN, INSIDE = range(5)
"""How well a name fits: it is what was typed, begins so, its initials or its pinyin begin so, or it holds that."""


class Spot(NamedTuple):
    """Something to jump to."""

    kind: str
    """plan, task or unit."""
    plan: str
    """The plan's key."""
    key: str
    """The task's ref, the unit's name; empty for a plan."""
    name: str
    fit: int


def spots(reader: Reader, text: str, limit: int) -> tuple[Spot, ...]:
    """What a text finds: by name, label and title, another name, ref, initials (`xxb`) or pinyin (`xinxi`).

    Args:
        text: as typed; nothing finds all plans and their tasks.
        limit: how many at most; a unit counts once for each plan that it works in.

    Returns:
        The best first; among equals plans, tasks in their order, units in the user's order.
    """
    wanted = text.strip()
    units = _units(reader, wanted, limit) if wanted else []
    found = [*_plans(reader, wanted), *_tasks(reader, wanted, limit), *units]
    return tuple(sorted(found, key=lambda spot: spot.fit)[:limit])


def _plans(reader: Reader, wanted: str) -> list[Spot]:
    rows = reader.rows("SELECT key, title FROM plan WHERE gone IS NULL ORDER BY id")
    low = wanted.casefold()
    return [
        Spot("plan", as_text(key), "", as_text(title), _fit(low, as_text(key), as_text(title)))
        for key, title in rows
        if low in as_text(key).casefold() or low in as_text(title).casefold()
    ]


def _fit(wanted: str, *names: str) -> int:
    """How well the best of some names fits."""
    low = [name.casefold() for name in names]
    return EXACT if wanted in low else PREFIX if any(name.startswith(wanted) for name in low) else INSIDE


def _ranked(names: tuple[str, ...], table: str) -> str:
    """How well a row fits, as SQL."""
    exact = " OR ".join(f"{name} LIKE :same ESCAPE '!'" for name in names)
    begins = " OR ".join(f"{name} LIKE :begins ESCAPE '!'" for name in names)
    return f"""CASE WHEN {exact} THEN {EXACT} WHEN {begins} THEN {PREFIX}
 WHEN ' ' || {table}.initials LIKE :word ESCAPE '!' THEN {INITIALS}
 WHEN ' ' || {table}.pinyin LIKE :word ESCAPE '!' THEN {PINYIN} ELSE {INSIDE} END"""


def _params(wanted: str) -> dict[str, object]:
    params = text_params(wanted)
    inside = str(params["text"])
    return params | {"same": inside[1:-1], "begins": inside[1:], "word": f"% {inside[1:]}"}


def _tasks(reader: Reader, wanted: str, limit: int) -> list[Spot]:
    fit = _ranked(("t.title", "trim(t.label || ' ' || t.title)", REF, "t.ref"), "t")
    rows = reader.rows(
        f"""SELECT p.key, t.ref, t.label, t.title, {fit} AS fit FROM task t JOIN plan p ON p.id = t.plan
 WHERE t.gone IS NULL AND p.gone IS NULL AND NOT t.heading AND t.id IN ({TASKS_LIKE}) ORDER BY fit, t.plan, t.pos
 LIMIT :limit""",
        **_params(wanted),
        limit=limit,
    )
    return [
        Spot("task", as_text(plan), as_text(ref), f"{as_text(label)} {as_text(title)}".strip(), as_int(fit))
        for plan, ref, label, title, fit in rows
    ]


INSIDE_NAMED = """WITH RECURSIVE above(unit) AS (SELECT f.id UNION
 SELECT m.group_unit FROM above a JOIN membership m ON m.unit = a.unit WHERE m.gone IS NULL)
 SELECT 1 FROM above a CROSS JOIN mandate m ON m.unit = a.unit JOIN task t ON t.id = m.task
 WHERE m.gone IS NULL AND t.plan = p.id"""
"""The group `f` is inside one on which the plan `p` lays something, as a province in a whole country."""


def _units(reader: Reader, wanted: str, limit: int) -> list[Spot]:
    fit = _ranked(("u.name", "u.short"), "u")
    rows = reader.rows(
        f"""SELECT p.key, f.name, f.fit FROM (SELECT u.id, u.name, u.rank, u.is_group, CASE WHEN u.id IN
 (SELECT l.unit FROM alias l WHERE l.gone IS NULL AND l.name LIKE :same ESCAPE '!') THEN {EXACT} ELSE {fit} END AS fit
 FROM unit u WHERE u.gone IS NULL AND u.id IN ({UNITS_LIKE}) ORDER BY fit, u.rank, u.id LIMIT :limit) f JOIN plan p
 WHERE p.gone IS NULL
 AND (EXISTS (SELECT 1 FROM assignment a WHERE a.unit = f.id AND +a.plan = p.id AND a.gone IS NULL)
 OR EXISTS (SELECT 1 FROM mandate m CROSS JOIN task t ON t.id = m.task
  WHERE m.unit = f.id AND m.gone IS NULL AND t.plan = p.id)
 OR f.is_group AND EXISTS ({INSIDE_NAMED})) ORDER BY f.fit, f.rank, f.id, p.id LIMIT :limit""",
        **_params(wanted),
        limit=limit,
    )
    return [Spot("unit", as_text(plan), as_text(name), as_text(name), as_int(fit)) for plan, name, fit in rows]
