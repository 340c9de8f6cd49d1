"""The phrases of `errors`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from words.phrases.errors import ErrorsWords


class EnglishErrors:
    """The phrases of `errors`."""

    lang = "en"


ERRORS: ErrorsWords = EnglishErrors()
