"""A value at a date: the fold of its recorded changes (MODEL, "How history, dates and time travel live together")."""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple, Protocol, TypeVar


class Recorded(Protocol):
    """What a recorded change must tell."""

    @property
    def id(self) -> int | None: ...  # noqa: D102
    @property
    def command(self) -> int: ...  # noqa: D102
    @property
    def on_date(self) -> date: ...  # noqa: D102
    @property
    def old(self) -> str: ...  # noqa: D102
    @property
    def new(self) -> str: ...  # noqa: D102


AnyRecorded = TypeVar("AnyRecorded", bound=Recorded)


class Fold(NamedTuple):
    """The values of one field: the first, then (day, value) in the order in which they count."""

    first: object
    steps: tuple[tuple[date, object], ...]

    def at(self, day: date) -> object:
        """The value that counts on that day: the latest by (day, order of recording)."""
        return next((value for on, value in reversed(self.steps) if on <= day), self.first)

    def after(self, day: date) -> bool:
        """True when a later day has an entry of its own."""
        return any(on > day for on, _ in self.steps)

    @property
    def last(self) -> object:
        """The value that counts in the end."""
        return self.steps[-1][1] if self.steps else self.first


def in_order(changes: Iterable[AnyRecorded]) -> list[AnyRecorded]:
    """Changes in the order in which they count: by day, then by recording; one without an id is being recorded now."""
    return sorted(changes, key=lambda change: (change.on_date, change.id or sys.maxsize))


def fold(changes: Sequence[Recorded], undone: Collection[int], now: object) -> Fold:
    """Fold the recorded changes of one field.

    Args:
        changes: all changes of the field in the order of recording, undone ones included.
        undone: the commands that are out of force.
        now: the value of a field that was never changed.
    """
    first = json.loads(changes[0].old) if changes else now
    kept = in_order(change for change in changes if change.command not in undone)
    return Fold(first, tuple((change.on_date, json.loads(change.new)) for change in kept))
