"""One assignment as JSON: keys and their order exactly as COMMANDS has them, for `tasks --json` and the summary."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.shapes import Assignment


def iso(day: date | None) -> str | None:
    """A date as ISO 8601, or null."""
    return None if day is None else day.isoformat()


def whole_percent(percent: float | None) -> int | None:
    """A percent as a whole number, rounded half up; 0 and 100 only where nothing, or all, is done."""
    if percent is None:
        return None
    rounded = int(percent + 0.5)
    if rounded == 0 and percent > 0:
        return 1
    return 99 if rounded >= 100 > percent else rounded


def assignment_json(row: Assignment) -> dict[str, object]:
    """The object of one assignment.

    Args:
        row: the assignment, its light computed for the as-of date of the query.
    """
    return {
        "plan": row.plan,
        "task": row.task,
        "label": row.label,
        "title": row.title,
        "section": row.section,
        "unit": row.unit,
        "via": row.via,
        "role": row.role,
        "status": row.status,
        "percent": whole_percent(row.percent),
        "start": iso(row.start),
        "due": iso(row.due),
        "due_text": row.due_text or None,
        "due_from": row.due_from,
        "due_first": iso(row.due_first),
        "due_basis": row.due_basis or None,
        "light": row.light,
        "days_late": row.days_late,
        "done_on": iso(row.done_on),
        "last_report": iso(row.last_report),
        "note": row.note,
        "updated_on": iso(row.updated_on),
        "late_kept": row.late_kept,
        "extension_wanted": iso(row.wanted),
    }


def json_text(value: object, indent: int | None = 2) -> str:
    """JSON that is safe on a terminal: Chinese stays readable, every control or reordering character is escaped.

    Args:
        value: what json can write.
        indent: spaces per level; None for one line.
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return text if text.isascii() else escape_unprintable(text)


def escape_unprintable(text: str) -> str:
    """JSON text with every control or reordering character escaped; its own line breaks stay."""
    # A set of its letters first: a text of many megabytes holds few kinds of them.
    for char in set(text):
        if not char.isprintable() and char not in " \n\u3000":
            text = text.replace(char, _escaped(char))
    return text


def _escaped(char: str) -> str:
    """One character as JSON escapes it, in two halves above the basic plane."""
    return json.dumps(char)[1:-1]
