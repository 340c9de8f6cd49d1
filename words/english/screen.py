"""The phrases of the dashboard in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from words.phrases.screen import ScreenWords


class EnglishScreen:
    """What the dashboard says."""

    lang = "en"


SCREEN: ScreenWords = EnglishScreen()
