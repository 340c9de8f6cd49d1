"""A question to the person at the terminal, where there is one."""

from __future__ import annotations

import sys

from tui.cli.context import Context
from words.visible import visible


def is_anybody_there() -> bool:
    """Whether a person is there to be asked."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


def agrees(context: Context, question: str) -> bool:
    """Ask, and read the answer; the end of input is a no."""
    sys.stderr.write(visible(question))
    sys.stderr.flush()
    return context.words.care.is_yes(sys.stdin.readline())
