"""The end of a plan, and the bulletins that were issued in its course, as they leave the store."""

# Without `from __future__ import annotations`: see `store.shapes`.

from datetime import date, datetime
from typing import NamedTuple


class Ending(NamedTuple):
    """How a closed plan ended."""

    on: date | None
    basis: str
    bodies: tuple[str, ...]
    """The bodies that ended with it."""


class Issued(NamedTuple):
    """One bulletin, briefing or ledger that was issued."""

    command: int
    """The command that recorded it."""
    at: datetime
    """The moment at which it was recorded: what was known then stands in it."""
    plan: str
    """The plan's key; empty for all plans."""
    kind: str
    number: str
    as_of: date
    figures_on: date | None
    issued: date | None
    digest: str
    """SHA-256 of its bytes, as hexadecimal digits."""
    words: tuple[str, ...]
    """The command with its options, as the log keeps it: with these it is made again."""
