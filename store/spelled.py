"""Spellings follow names: whoever writes one leaves its spelling empty, and before the commit what is empty is spelled.

A store that was brought up to date has empty ones too: its first writers fill them, some with each command.
"""

from __future__ import annotations

from typing import Any, Protocol

from sqlalchemy import Connection, event, inspect, text
from sqlalchemy.orm import Mapper, object_session

from store.models import Alias, Row, Task, Unit
from store.reader import Reader, as_text

PIECE = 5_000
"""Names that one command spells besides those that it wrote itself: well under a second."""

UNITS = """SELECT u.id, u.name, u.short, group_concat(l.name, char(31)) FROM unit u
 LEFT JOIN alias l ON l.unit = u.id AND l.gone IS NULL
 WHERE u.initials = '' AND u.name <> '' GROUP BY u.id ORDER BY u.id LIMIT :most"""
TASKS = "SELECT id, title, '', NULL FROM task WHERE initials = '' AND title <> '' ORDER BY id LIMIT :most"
SPELLED = "UPDATE {} SET pinyin = :pinyin, initials = :initials WHERE id = :id"

NAMES: dict[type[Row], tuple[str, ...]] = {Unit: ("name", "short"), Task: ("title",)}
"""The columns whose text is spelled; of an alias, whatever changes is its unit's."""


class Place(Protocol):
    """A command that is being written."""

    session: Any
    reader: Reader

    def write(self, sql: str, rows: list[dict[str, object]]) -> None:
        """One statement for many rows."""


def spell_names(t: Place, whole: bool) -> bool:
    """Spell what has no spelling, in the command that is being written and was flushed.

    Args:
        t: the command.
        whole: True where nobody knows of a store's names whether all are spelled.

    Returns:
        True when all are.
    """
    wrote = bool(t.session.info.pop("names", False))
    if not wrote and not whole:
        return True
    most, full = -1 if wrote else PIECE, True
    for table, sql in (("unit", UNITS), ("task", TASKS)):
        found = t.reader.rows(sql, most=most)
        full = full and len(found) != most
        if found:
            from store.spelling import spell

            rows: list[dict[str, object]] = []
            for ident, name, short, aliases in found:
                said = spell((as_text(name), as_text(short), *as_text(aliases).split("\x1f")))
                rows.append({"id": ident, "pinyin": said.pinyin, "initials": said.initials})
            t.write(SPELLED.format(table), rows)
    return full


def _named(mapper: Mapper[Any], connection: Connection, row: Any) -> None:
    """A unit or a task is written: its spelling is void where its name is new."""
    state = inspect(row)
    if not state.persistent or any(state.attrs[name].history.has_changes() for name in NAMES[type(row)]):
        row.pinyin = row.initials = ""
        _remember(row)


def _other_named(mapper: Mapper[Any], connection: Connection, row: Alias) -> None:
    """An alias is written: its unit is spelled anew."""
    connection.execute(text("UPDATE unit SET pinyin = '', initials = '' WHERE id = :unit"), {"unit": row.unit})
    _remember(row)


def _remember(row: Row) -> None:
    session = object_session(row)
    if session is not None:
        session.info["names"] = True


for _model in NAMES:
    event.listen(_model, "before_insert", _named)
    event.listen(_model, "before_update", _named)
event.listen(Alias, "after_insert", _other_named)
event.listen(Alias, "after_update", _other_named)
