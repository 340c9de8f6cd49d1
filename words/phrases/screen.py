"""The phrases of the dashboard."""

from __future__ import annotations

from typing import Protocol


class ScreenWords(Protocol):
    """What the dashboard says."""

    lang: str
