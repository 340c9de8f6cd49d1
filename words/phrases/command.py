"""The phrases of `command`."""

from __future__ import annotations

from typing import Protocol


class CommandWords(Protocol):
    """The phrases of `command`."""

    lang: str
