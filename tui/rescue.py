"""What to go back to when a store cannot be used: its newest sound backup, said beside the error."""

from __future__ import annotations

from store.errors import StoreError
from words import Words
from words.visible import visible

HARMED = ("store_damaged", "store_log_damaged", "store_emptied", "store_gone")
"""What befalls a store that was there: its backup is named, or it is said that there is none."""
PERHAPS = ("store_empty", "store_missing", "not_a_store")
"""What also befalls a place where no store ever was: its backup is named where there is one."""

STOPS = frozenset({*HARMED, *PERHAPS, "store_newer", "store_older", "store_no_access", "store_no_directory",
                   "store_is_directory"})  # fmt: skip
"""What nothing can be shown after: the dashboard stops at it. Anything else is said, and the screen stays."""


def may_rescue(error: StoreError, backups: str) -> bool:
    """Whether a backup could help: asked before one is looked for, which takes its time."""
    return bool(backups) and isinstance(error.facts.get("path"), str) and error.kind in HARMED + PERHAPS


def rescue(words: Words, error: StoreError, backups: str) -> str:
    """A sentence on the newest backup that is sound; empty where the error is of another kind.

    Args:
        words: the language.
        error: what was said of the store.
        backups: the directory of daily backups; empty for a store that is thrown away, which has none.
    """
    import shlex

    from store.backups import newest_valid

    if not may_rescue(error, backups):
        return ""
    found = newest_valid(backups, str(error.facts["path"]))
    if found is not None:
        return words.command.backup_newest(visible(shlex.quote(found.path)), found.day, found.checked)
    return words.command.no_backup() if error.kind in HARMED else ""
