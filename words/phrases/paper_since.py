"""What a paper says of the changes since an earlier date 与上期相比."""

from __future__ import annotations

from datetime import date
from typing import Protocol, TypedDict

Names = tuple[str, ...]


class Changes(TypedDict):
    """The kinds of changes, as a sentence counts them."""

    newly_late: str
    finished: str
    dropped: str
    reopened: str
    moved: str
    newly_silent: str
    newly_behind: str
    newly_blocked: str
    claimed: str
    caught_up: str
    added: str
    ended: str
    figures: str
    reached: str
    missed: str


class SinceWords(Protocol):
    """The changes since an earlier date."""

    def since_unknown(self, since: date, as_of: date) -> str:
        """That there is nothing to compare with: the plan was not there yet."""

    def since_nothing(self, since: date, as_of: date, number: str = "") -> str:
        """That nothing changed, perhaps since what was issued under a number."""

    def since_counts(self, since: date, as_of: date, counts: tuple[tuple[str, int], ...], number: str = "") -> str:
        """How many of each kind: (an id of Changes, n), perhaps since what was issued under a number."""

    def since_by_task(self, parts: tuple[tuple[str, int, Names], ...]) -> str:
        """The numbered items that show a light now and showed another one then: (light, n, refs)."""

    def since_head(self, change: str, n: int, tasks: int) -> str:
        """The head of one list: how many, and of how many tasks; 0 tasks are not said."""

    def since_change(self, change: str) -> str:
        """A kind of change in the cell of a table."""

    def since_entry(self, units: Names, ref: str, title: str, tail: str) -> str:
        """Units with a task and what became of it (`tail`, may be empty), without a full stop."""

    def since_entries(self, units: Names, n: int, tail: str) -> str:
        """Units with the number of their assignments in a long list, without a full stop."""

    def since_in_time(self, in_time: bool) -> str:
        """Done in time, or late."""

    def since_day(self, day: date | None, as_of: date) -> str:
        """The day of it; empty where it is not known."""

    def since_finished(self, day: date | None, days: int | None, as_of: date) -> str:
        """The day on which it was done and how many days late; `days` is None without a due date."""

    def since_moved(self, first: date | None, before: date | None, now: date | None, basis: str, as_of: date) -> str:
        """A due date then and now, with the first one where it is another, and the basis."""

    def since_turned(self, before: str, now: str) -> str:
        """From one light or status to another."""

    def since_milestone(self, name: str, unit: str, day: date | None, as_of: date) -> str:
        """A milestone with the day on which it was reached, or missed."""

    def since_figure(self, name: str, before: str, now: str, rates: Names, points: str | None) -> str:
        """A figure then (empty: none) and now, its percentages and the points between them."""

    def met_of(self, met: int, expected: int) -> str:
        """How many of how many units reach the target."""
