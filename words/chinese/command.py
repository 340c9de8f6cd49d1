"""The phrases of `command`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from words.phrases.command import CommandWords


class ChineseCommand:
    """The phrases of `command`."""

    lang = "zh"


COMMAND: CommandWords = ChineseCommand()
