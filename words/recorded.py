"""A recorded value as people read it, on the command line and on the screen alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from words.visible import visible

if TYPE_CHECKING:
    from words import Words


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
    if field in ("due_soon_days", "silent_days", "behind_points"):
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
    if field == "state":
        return words.endings.state(str(value))
    return visible(f"{value:g}" if isinstance(value, float) else str(value))
