"""Statuses, percents and notes: the coordinator's own statements about assignments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from store import vocabulary as v
from store.commands.finish import UNCHANGED, Nothing, finish
from store.commands.targets import Seen, name_of, targets, update
from store.errors import Refused
from store.shapes import Done, Who
from store.writer import Writer


def set_status(
    writer: Writer, who: Who, ids: Sequence[int], status: str, on: date | None = None, note: str | None = None,
    percent: float | None = None, seen: Seen | None = None,
) -> Done:  # fmt: skip
    """Set the status of assignments; `done` on one that its unit claimed confirms the claim.

    Args:
        ids: assignments.
        status: one of vocabulary.STATUSES.
        on: the day it counts for; today where none is given.
        note: written beside it; for `dropped` it is the basis and must be given.
        percent: 0 to 100 and beyond.
        seen: the versions that the user saw.

    Raises:
        Refused: unknown status, dropped without a basis, a future day, a stale or closed row.
    """
    if status not in v.STATUSES:
        raise Refused("unknown_status", name=status, close=(), accepted=v.STATUSES)
    check_percent(percent)
    try:
        with writer.transaction(who, on) as t:
            rows = targets(t, ids, seen)
            if status == v.DROPPED and not (note or "").strip():
                raise Refused("dropped_needs_basis", task=name_of(t, rows[0]))
            for row in rows:
                update(t, row, "status", status)
                if note is not None:
                    update(t, row, "note", note)
                if percent is not None:
                    update(t, row, "percent", percent)
                    update(t, row, "percent_on", t.day)
            return finish(t, [row.id for row in rows if row.id is not None])
    except Nothing:
        return UNCHANGED


def set_percent(
    writer: Writer, who: Who, ids: Sequence[int], percent: float | None, on: date | None = None,
    seen: Seen | None = None,
) -> Done:  # fmt: skip
    """Set the percent of assignments for a day; None takes it back.

    Raises:
        Refused: a negative percent, a future day, a stale or closed row.
    """
    check_percent(percent)
    try:
        with writer.transaction(who, on) as t:
            rows = targets(t, ids, seen)
            for row in rows:
                update(t, row, "percent", percent)
                update(t, row, "percent_on", None if percent is None else t.day)
            return finish(t, [row.id for row in rows if row.id is not None])
    except Nothing:
        return UNCHANGED


def set_note(
    writer: Writer, who: Who, ids: Sequence[int], note: str, on: date | None = None, seen: Seen | None = None
) -> Done:
    """Write the note of assignments.

    Raises:
        Refused: a future day, a stale or closed row.
    """
    try:
        with writer.transaction(who, on) as t:
            rows = targets(t, ids, seen)
            for row in rows:
                update(t, row, "note", note)
            return finish(t, [row.id for row in rows if row.id is not None])
    except Nothing:
        return UNCHANGED


def check_percent(percent: float | None) -> None:
    """Refuse what is no percent (negative, not a number, absurdly large)."""
    if percent is not None and not 0 <= percent <= 10_000:
        raise Refused("bad_percent", text=str(percent))
