"""Which changes a list shows, as SQL over `change h` and its `command c`."""

from __future__ import annotations

from typing import NamedTuple

from store.errors import Refused
from store.facts import ChangeFilter
from store.queries.matching import TASKS_LIKE, UNITS_LIKE, text_params
from store.queries.names import close, plan_id, task_key, units_named
from store.reader import Reader, as_int, as_text

SAID = "h.field <> 'loaded_text'"
"""What loading compares with is nothing that people changed."""

BELOW = """WITH RECURSIVE below (id) AS (SELECT :task UNION SELECT t.id FROM task t JOIN below b ON t.parent = b.id)
 SELECT id FROM below"""


class Condition(NamedTuple):
    """A filter as SQL, its names resolved once."""

    changes: tuple[str, ...]
    """What is asked of a change (`h`): plan, unit, task, text."""
    commands: tuple[str, ...]
    """What is asked of its command: person and days."""
    params: dict[str, object]
    by_command: bool
    """True where going from command to command finds the changes sooner than going from change to change."""
    plan: int | None
    """The plan asked for, where nothing of a change is asked besides: then the command that loaded it belongs too."""

    def of_command(self, alias: str) -> tuple[str, ...]:
        """What is asked of the command that goes by this name in the query."""
        return tuple(f"{alias}.{part}" for part in self.commands)


def condition(reader: Reader, chosen: ChangeFilter) -> Condition:
    """A filter as SQL.

    Raises:
        Refused: no such plan, task, unit or person.
    """
    plan = plan_id(reader, chosen.plan) if chosen.plan else None
    params: dict[str, object] = {"plan": plan}
    sought = _of_command(chosen, params)
    by_command = bool(sought) and not chosen.task and not chosen.units
    parts = [f"{'+' if by_command else ''}h.plan = :plan"] if plan is not None else []
    if chosen.person:
        _check_person(reader, chosen.person)
    narrow = bool(chosen.task or chosen.units or chosen.text)
    if chosen.task:
        parts += _of_task(reader, chosen.task, params)
    if chosen.units:
        parts.append(_of_units(reader, chosen.units, plan, params))
    if chosen.text:
        values = [f'"{value}"' for value in chosen.values]
        names = [f"value{at}" for at in range(len(values))]
        params |= text_params(chosen.text) | dict(zip(names, values, strict=True))
        parts.append(
            f"(h.task IN ({TASKS_LIKE} OR p.title LIKE :text ESCAPE '!') OR h.unit IN ({UNITS_LIKE})"
            " OR h.new LIKE :text ESCAPE '!' OR h.old LIKE :text ESCAPE '!'"
            f" OR h.new IN ({', '.join(':' + name for name in names)})"
            " OR c.by_whom LIKE :text ESCAPE '!')"
        )
    return Condition(tuple(parts), sought, params, by_command, None if narrow else plan)


def _of_task(reader: Reader, name: str, params: dict[str, object]) -> list[str]:
    """A task and those under it. One has an index of its own; several are looked for along the plan's, in order."""
    key = task_key(reader, name)
    ids = [as_int(ident) for (ident,) in reader.rows(BELOW, task=key.id)]
    params["plan"], params["task"] = key.plan_id, key.id
    if len(ids) == 1:
        return ["h.task = :task"]
    return ["h.plan = :plan", f"+h.task IN ({', '.join(map(str, ids))})"]


def _of_units(reader: Reader, names: tuple[str, ...], plan: int | None, params: dict[str, object]) -> str:
    """Units of these names, and what they stand for as groups."""
    ids = sorted({unit.id for name in names for unit in units_named(reader, name, plan)})
    params["unit"] = ids[0]
    listed = ", ".join(map(str, ids))
    if not reader.rows(f"SELECT 1 FROM unit WHERE is_group AND id IN ({listed})"):
        return "h.unit = :unit" if len(ids) == 1 else f"+h.unit IN ({listed})"
    mandates = f"SELECT d.id FROM mandate d WHERE d.unit IN ({listed})"
    members = f"SELECT a.task, a.unit FROM assignment a WHERE a.mandate IN ({mandates})"
    return f"(+h.unit IN ({listed}) OR (h.task, h.unit) IN ({members}))"


def _check_person(reader: Reader, name: str) -> None:
    """Refuse a person who never gave a command.

    Raises:
        Refused: with the close matches.
    """
    if not reader.rows("SELECT 1 FROM command WHERE by_whom = :name LIMIT 1", name=name):
        known = [as_text(by) for (by,) in reader.rows("SELECT DISTINCT by_whom FROM command ORDER BY by_whom")]
        raise Refused("unknown_person", name=name, close=close(name, known) or tuple(known[:5]))


def _of_command(chosen: ChangeFilter, params: dict[str, object]) -> tuple[str, ...]:
    """Person and days: a command counts for one day, and so do all its changes."""
    asked = (
        ("by_whom = :person", "person", chosen.person),
        ("on_date >= :since", "since", chosen.since.isoformat() if chosen.since else ""),
        ("on_date <= :until", "until", chosen.until.isoformat() if chosen.until else ""),
    )
    params |= {name: value for _, name, value in asked if value}
    return tuple(sql for sql, _, value in asked if value)
