"""What is said of an error: a sentence to whoever met it; of one of the program itself, the rest goes into the log."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping

from store.errors import StoreError, Unusable
from tui import locations
from tui.cli.context import Context


def said(context: Context, error: StoreError) -> tuple[str, ...]:
    """What is refused or cannot be used; of a store that is lost, also the backup to go back to."""
    from words import say_error

    sentence = say_error(context.words, error.kind, error.facts)
    if not isinstance(error, Unusable):
        return (sentence,)
    from tui.rescue import rescue

    advice = rescue(context.words, error, locations.backups_dir(context.environ))
    return (sentence, advice) if advice else (sentence,)


def unexpected(context: Context, error: Exception) -> tuple[str, ...]:
    """An error that is none of ours: the damage's, where the store is damaged; else the program's own."""
    from store.damage import behind

    place = written_down(context.environ, error)
    with contextlib.suppress(StoreError):  # a config file that cannot be read names no store
        damage = behind(context.store)
        if damage is not None:
            return said(context, damage)
    return (context.words.command.unexpected(place),)


def written_down(environ: Mapping[str, str], error: BaseException) -> str:
    """Append an exception to the log; returns the log's path."""
    import traceback
    from datetime import UTC, datetime

    path = locations.log_file(environ)
    with contextlib.suppress(OSError):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "a", encoding="utf-8", errors="backslashreplace") as log:
            told = "".join(traceback.format_exception(error))
            log.write(f"{datetime.now(UTC).isoformat(timespec='seconds')}\n{told}\n")
    return path
