"""One line of the log as JSON: the keys of `duban log --json` (COMMANDS, "JSON")."""

from __future__ import annotations

from store.shapes import ChangeLine, TurnLine


def line_json(line: ChangeLine | TurnLine) -> dict[str, object]:
    """The object of one line; keys stay. An undo or redo is a line of its own: `field` says which, `target` of what."""
    if isinstance(line, ChangeLine):
        return _change(line)
    return {
        "id": None, "command": line.command, "at": line.at, "on": line.on.isoformat(), "by": line.by,
        "what": "command", "ref": "", "unit": None, "field": line.kind, "old": None, "new": " ".join(line.words),
        "note": "", "undone": False, "undone_by": None, "undone_on": None, "target": line.target,
    }  # fmt: skip


def _change(line: ChangeLine) -> dict[str, object]:
    return {
        "id": line.id, "command": line.command, "at": line.at, "on": line.on.isoformat(), "by": line.by,
        "what": line.what, "ref": line.ref, "unit": line.unit or None, "field": line.field, "old": line.old,
        "new": line.new, "note": line.note, "undone": line.undone, "undone_by": line.undone_by or None,
        "undone_on": line.undone_on.isoformat() if line.undone_on else None, "target": None,
    }  # fmt: skip
