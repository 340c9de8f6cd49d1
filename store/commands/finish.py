"""How every command ends: derived columns follow, and what was done is told."""

from __future__ import annotations

from collections.abc import Iterable

from store.commands.derive import derive, inherit_dates
from store.shapes import Done
from store.writer import Transaction


class Nothing(Exception):
    """Raised inside a transaction in which nothing had to change, so that no empty command is recorded."""


def finish(t: Transaction, touched: Iterable[int], made: int = 0, follow: Iterable[int] = ()) -> Done:
    """Recompute what depends on the touched assignments and tell what the command did.

    Args:
        t: the command.
        touched: the assignments whose facts changed.
        made: how many rows it made, besides the changes it recorded.
        follow: the tasks of which nothing changed but the dates that their assignments inherit.

    Raises:
        Nothing: it changed and made nothing.
    """
    ids = sorted(set(touched))
    if not t.changes and not made:
        raise Nothing
    derive(t, ids)
    ids += inherit_dates(t, follow)
    return Done(t.id, t.changes + made, t.past_only, tuple(ids))


UNCHANGED = Done(0, 0)
"""The answer of a command that found everything as it should be."""
