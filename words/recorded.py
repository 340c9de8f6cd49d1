"""A recorded value as people read it, on the command line and on the screen alike."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from words.visible import visible

if TYPE_CHECKING:
    from words import Words


def _parts(value: object) -> tuple[str, ...]:
    """What a JSON object or list says, without its keys."""
    try:
        found = json.loads(str(value))
    except (ValueError, RecursionError):
        return (str(value),)
    listed = found.values() if isinstance(found, dict) else found if isinstance(found, list) else [found]
    return tuple(str(part) for part in listed if part not in ("", None))


def say_value(words: Words, field: str, value: object) -> str:
    """An old or new value in words.

    Args:
        words: of the reader's language.
        field: the field that was changed.
        value: the JSON scalar that was recorded; foreign text is made visible.
    """
    if value is None or value == "":
        return words.command.none()
    if isinstance(value, bool):
        return words.command.yes_no(value)
    if field in ("due_soon_days", "silent_days", "behind_points", "lead_weight", "support_weight"):
        return words.command.setting_value(field, value)
    if field == "status":
        return words.domain.status(str(value))
    if field == "claims":
        return words.screen.claims(str(value))
    if field == "via":
        return words.domain.via(str(value))
    if field == "decision":
        return words.domain.decision(str(value))
    if field.endswith("basis"):
        return visible(words.domain.basis(str(value)))
    if field == "cycle":
        return words.reports.cycle(str(value))
    if field in ("bulletin", "targets"):
        return visible(words.domain.list(_parts(value)) or words.command.none())
    if field == "state":
        return words.endings.state(str(value))
    return visible(f"{value:g}" if isinstance(value, float) else str(value))
