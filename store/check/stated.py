"""Whether plans and tasks still read as their plan file did when it was loaded last."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from store.check.finding import Finding, about
from store.check.pages import columns_of
from store.reader import Reader, as_text

REFERENCES = frozenset(("section", "parent", "phase"))
"""Fields that the document gives by name, the store by id."""

CHANGED = "SELECT 1 FROM change WHERE tbl = :table AND row_id = :row AND field = :field LIMIT 1"


def not_stated(reader: Reader) -> Iterator[Finding]:
    """Fields of plans and tasks that say something else than the document, though no change of them is recorded."""
    columns = columns_of(reader, "task")
    for plan, text in reader.rows("SELECT id, loaded_text FROM plan WHERE gone IS NULL ORDER BY id"):
        try:
            stated = json.loads(as_text(text) or "{}")
            of_plan, of_tasks = stated.get("plan", {}).get("", {}), stated.get("task", {})
        except (ValueError, AttributeError, RecursionError):
            yield Finding("not_json", {**about(reader, "plan", plan), "field": "loaded_text", "value": ""})
            continue
        found = reader.one("SELECT * FROM plan WHERE id = :plan", plan=plan)
        yield from _against(reader, "plan", dict(zip(columns_of(reader, "plan"), found or (), strict=True)), of_plan)
        sql = "SELECT * FROM task WHERE plan = :plan AND origin = 'plan' AND gone IS NULL ORDER BY id"
        for row in reader.each(sql, plan=plan):
            task = dict(zip(columns, row, strict=True))
            yield from _against(reader, "task", task, of_tasks.get(task["ref"], {}))


def _against(
    reader: Reader, table: str, held: Mapping[str, object], stated: Mapping[str, object]
) -> Iterator[Finding]:  # fmt: skip
    """One row against the document; what was changed since is compared with its changes."""
    for field in sorted(stated.keys() & held.keys() - REFERENCES):
        value, wanted = held[field], stated[field]
        if value != wanted and reader.one(CHANGED, table=table, row=str(held["id"]), field=field) is None:
            facts = {"field": field, "value": value, "wanted": wanted}
            yield Finding("not_stated", {**about(reader, table, held["id"]), **facts})
