"""What a look through a store can find."""

from __future__ import annotations

from typing import NamedTuple

from store.errors import StoreError
from store.reader import Reader, as_text

ODD = frozenset({"unknown_word", "missing_index", "foreign_view", "unknown_zone"})
"""Findings that change no figure; every other means that the store is not what was recorded."""


class Finding(NamedTuple):
    """One thing that is not as it must be; `words` has a sentence for its kind."""

    kind: str
    facts: dict[str, object]
    """`of`, `row` and `name` say which row is meant: its table, its key and, where it has one, its name."""


def about(reader: Reader, table: str, row: object) -> dict[str, object]:
    """Which row a finding is about, by the name that people know it by where it has one."""
    sql = {
        "task": "SELECT p.key || '/' || t.ref FROM task t JOIN plan p ON p.id = t.plan WHERE t.id = :row",
        "assignment": """SELECT p.key || '/' || t.ref || ' ' || u.name FROM assignment a JOIN task t ON t.id = a.task
 JOIN plan p ON p.id = a.plan JOIN unit u ON u.id = a.unit WHERE a.id = :row""",
        "plan": "SELECT key FROM plan WHERE id = :row",
        "unit": "SELECT name FROM unit WHERE id = :row",
    }.get(table)
    try:
        found = reader.one(sql, row=row) if sql else None
    except StoreError:
        found = None
    return {"of": table, "row": row, "name": as_text(found[0]) if found else ""}
