"""Where data goes and where talk goes: stdout is data, stderr is talk (COMMANDS)."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Mapping

from words.visible import visible


class OutputFailed(Exception):
    """Data could not be written to stdout (exit 3)."""


class Output:
    """The two ways out of one run."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ

    def colour(self) -> bool:
        """Whether stdout is a terminal that takes colour."""
        return sys.stdout.isatty() and not self.environ.get("NO_COLOR") and self.environ.get("TERM") != "dumb"

    def write(self, text: str) -> None:
        """Data, to stdout."""
        self.write_piece(text if text.endswith("\n") or not text else text + "\n")

    def write_piece(self, text: str) -> None:
        """A piece of the data, as it is.

        Raises:
            OutputFailed: stdout is closed, or its disk is full.
        """
        try:
            sys.stdout.write(text)
        except BrokenPipeError:
            raise
        except (OSError, AttributeError) as error:
            raise OutputFailed(getattr(error, "strerror", "") or "stdout") from error

    def flush(self) -> None:
        """See that all data has gone out.

        Raises:
            OutputFailed: see `write_piece`.
        """
        try:
            if sys.stdout is not None:
                sys.stdout.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise OutputFailed(error.strerror or "stdout") from error

    def say(self, sentence: str, *more: str) -> None:
        """Talk, to stderr, a line each; nothing foreign in it acts on the terminal or begins a line of its own.

        Where stderr is gone, nobody listens.
        """
        shown = "\n".join(visible(line) for line in (sentence, *more))
        with contextlib.suppress(OSError, ValueError, AttributeError):
            sys.stderr.write(f"duban: {shown}\n")
