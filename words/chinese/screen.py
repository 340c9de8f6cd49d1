"""The phrases of the dashboard in Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from words.phrases.screen import ScreenWords


class ChineseScreen:
    """What the dashboard says."""

    lang = "zh"


SCREEN: ScreenWords = ChineseScreen()
