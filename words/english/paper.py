"""The phrases of `paper`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from words.phrases.paper import PaperWords


class EnglishPaper:
    """The phrases of `paper`."""

    lang = "en"


PAPER: PaperWords = EnglishPaper()
