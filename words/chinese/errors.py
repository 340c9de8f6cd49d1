"""The phrases of `errors`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from words.phrases.errors import ErrorsWords


class ChineseErrors:
    """The phrases of `errors`."""

    lang = "zh"


ERRORS: ErrorsWords = ChineseErrors()
