"""The phrases of `command`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from words.phrases.command import CommandWords


class EnglishCommand:
    """The phrases of `command`."""

    lang = "en"


COMMAND: CommandWords = EnglishCommand()
