"""The recorded changes as people read them."""

from __future__ import annotations

import json
from datetime import date

from store.reader import Reader, as_date, as_int, as_text
from store.shapes import ChangeLine

UNDONE = """coalesce((SELECT x.kind FROM command x WHERE x.target = c.id ORDER BY x.id DESC LIMIT 1), '') = 'undo'"""
"""A command is out of force while the last row that targets it is an undo (MODEL, point 2)."""

CHANGE = f"""SELECT h.id, h.command, c.at, h.on_date, c.by_whom, h.tbl, coalesce(m.ref, i.ref, t.ref, p.key, ''),
 coalesce(u.name, ''), CASE h.tbl WHEN 'store' THEN h.row_id ELSE h.field END, h.old, h.new, c.words, {UNDONE}, p.key,
 (SELECT n.new FROM change n WHERE n.command = h.command AND n.tbl = h.tbl AND n.row_id = h.row_id
   AND n.field IN ('note', 'due_own_note', 'due_note') LIMIT 1) FROM change h JOIN command c ON c.id = h.command
 LEFT JOIN task t ON t.id = h.task LEFT JOIN unit u ON u.id = h.unit LEFT JOIN plan p ON p.id = h.plan
 LEFT JOIN milestone m ON h.tbl = 'milestone' AND m.id = CAST(h.row_id AS INTEGER)
 LEFT JOIN reading r ON h.tbl = 'reading' AND r.id = CAST(h.row_id AS INTEGER)
 LEFT JOIN indicator i ON i.id = r.indicator"""


OF_ASSIGNMENT = """SELECT o.id FROM change o WHERE o.tbl = 'assignment' AND o.row_id = CAST(:assignment AS TEXT)
 UNION ALL SELECT o.id FROM assignment a JOIN change o ON o.task = a.task WHERE a.id = :assignment
 AND o.tbl <> 'assignment' AND (o.unit IS NULL OR o.unit = a.unit)"""
"""What changed of an assignment, and of its task: two looks into an index, for one OR would read every change."""


def log(
    reader: Reader, plan: str | None = None, assignment: int | None = None, command: int | None = None,
    limit: int | None = 200, newest_first: bool = True,
) -> tuple[ChangeLine, ...]:  # fmt: skip
    """Recorded changes, the newest first; of one plan, one assignment or one command where given."""
    parts = ["h.field <> 'loaded_text'"]  # what loading compares with: nothing that people changed
    if plan is not None:
        parts.append("p.key = :plan")
    if assignment is not None:
        parts.append(f"h.id IN ({OF_ASSIGNMENT})")
    if command is not None:
        parts.append("h.command = :command")
    order = "DESC" if newest_first else "ASC"
    rows = reader.rows(
        f"{CHANGE} WHERE {' AND '.join(parts)} ORDER BY h.id {order} LIMIT :most",
        plan=plan, assignment=assignment, command=command, most=-1 if limit is None else limit,
    )  # fmt: skip
    return tuple(_line(row) for row in rows)


def words_of(text: object) -> tuple[str, ...]:
    """The words of a command row."""
    found: list[object] = json.loads(as_text(text) or "[]")
    return tuple(str(word) for word in found)


def _line(row: tuple[object, ...]) -> ChangeLine:
    ident, command, at, on, by, table, ref, unit, field, old, new, words, undone, plan, note = row
    place = as_text(ref)
    if plan is not None and place != plan:
        place = f"{plan}/{place}"
    said = words_of(words)
    return ChangeLine(
        id=as_int(ident), command=as_int(command), at=as_text(at), on=as_date(on) or date.min, by=as_text(by),
        what=as_text(table), ref=place, unit=as_text(unit), field=as_text(field), old=_value(table, old),
        new=_value(table, new), note=as_text(json.loads(as_text(note) or "null")), undone=bool(undone),
        words=said,
    )  # fmt: skip


def _value(table: object, recorded: object) -> object:
    """What a change recorded: a JSON scalar; a setting's own value is JSON already."""
    value = json.loads(as_text(recorded))
    return json.loads(value) if table == "store" and isinstance(value, str) else value
