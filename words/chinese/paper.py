"""The phrases of `paper`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from words.phrases.paper import PaperWords


class ChinesePaper:
    """The phrases of `paper`."""

    lang = "zh"


PAPER: PaperWords = ChinesePaper()
