"""One recorded change as JSON: the keys of `duban log --json` (COMMANDS, "JSON")."""

from __future__ import annotations

from store.shapes import ChangeLine


def change_json(line: ChangeLine) -> dict[str, object]:
    """The object of one change; keys stay."""
    return {
        "id": line.id, "command": line.command, "at": line.at, "on": line.on.isoformat(), "by": line.by,
        "what": line.what, "ref": line.ref, "unit": line.unit or None, "field": line.field, "old": line.old,
        "new": line.new, "note": line.note, "undone": line.undone,
    }  # fmt: skip
