"""The phrases of `paper`."""

from __future__ import annotations

from typing import Protocol


class PaperWords(Protocol):
    """The phrases of `paper`."""

    lang: str
