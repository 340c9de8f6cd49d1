"""The phrases of `errors`."""

from __future__ import annotations

from typing import Protocol


class ErrorsWords(Protocol):
    """The phrases of `errors`."""

    lang: str
