"""What a paper says in English of the changes since an earlier date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from words.english.domain import DOMAIN
from words.english.endings import called
from words.english.paper_body import COUNTED, many, nos
from words.figures import say

if TYPE_CHECKING:
    from datetime import date

    from words.phrases.paper_since import Changes

Names = tuple[str, ...]

CHANGES: Changes = {
    "newly_late": "newly overdue",
    "finished": "done",
    "dropped": "dropped",
    "reopened": "reopened",
    "moved": "with another due date",
    "newly_silent": "newly without a report",
    "newly_behind": "newly behind schedule",
    "newly_blocked": "newly in need of help",
    "claimed": "newly claimed done, to be confirmed",
    "caught_up": "caught up",
    "added": "newly laid on a unit",
    "ended": "no longer owed",
    "figures": "with new figures",
    "reached": "reached",
    "missed": "newly missed",
}
THINGS = {"figures": "indicator", "reached": "milestone", "missed": "milestone"}
"""What is counted where it is not assignments."""


class EnglishSince:
    """Since 15 August: …."""

    def since_unknown(self, since: date, as_of: date) -> str:
        """That there is nothing to compare with."""
        return f"At {DOMAIN.day(since, as_of)} nothing was recorded of this plan yet: there is nothing to compare with."

    def since_nothing(self, since: date, as_of: date, number: str = "") -> str:
        """That nothing changed."""
        return f"Since {_then(since, as_of, number)} nothing has changed."

    def since_counts(self, since: date, as_of: date, counts: tuple[tuple[str, int], ...], number: str = "") -> str:
        """Since No. 2 (15 August): 2 done, 2 newly overdue."""
        return f"Since {_then(since, as_of, number)}: {', '.join(self._counted(*count) for count in counts)}."

    def since_by_task(self, parts: tuple[tuple[str, int, Names], ...]) -> str:
        """By task, newly: 1 done (no. 3)."""
        told = ", ".join(f"{n} {COUNTED.get(light, DOMAIN.light(light))} ({nos(refs)})" for light, n, refs in parts)
        return f"By task, newly: {told}."

    def since_head(self, change: str, n: int, tasks: int) -> str:
        """2 newly overdue, in 2 tasks."""
        whole = f", in {many(tasks, 'task')}" if tasks else ""
        return f"{self._counted(change, n)}{whole}."

    def _counted(self, change: str, n: int) -> str:
        thing = f"{many(n, THINGS[change])} " if change in THINGS else f"{n} "
        return f"{thing}{say(CHANGES, change)}"

    def since_change(self, change: str) -> str:
        """A kind of change in a cell."""
        return say(CHANGES, change)

    def since_entry(self, units: Names, ref: str, title: str, tail: str) -> str:
        """Units with a task and what became of it."""
        return f"{DOMAIN.list(units)}: {title} ({nos((ref,))}){f', {tail}' if tail else ''}"

    def since_entries(self, units: Names, n: int, tail: str) -> str:
        """Units with the number of their assignments."""
        return f"{DOMAIN.list(units)} ({many(n, 'assignment')}){f': {tail}' if tail else ''}"

    def since_in_time(self, in_time: bool) -> str:
        """In time, late."""
        return "in time" if in_time else "late"

    def since_day(self, day: date | None, as_of: date) -> str:
        """On 20 August."""
        return f"on {DOMAIN.day(day, as_of)}" if day else ""

    def since_finished(self, day: date | None, days: int | None, as_of: date) -> str:
        """On 20 August, 3 days late."""
        late = "" if days is None else f"{many(days, 'day')} late" if days > 0 else "in time"
        return ", ".join(text for text in (self.since_day(day, as_of), late) if text)

    def since_moved(self, first: date | None, before: date | None, now: date | None, basis: str, as_of: date) -> str:
        """31 August → 20 October (first 31 July), basis: minutes."""
        then, later = (DOMAIN.day(day, as_of) if day else "no due date" for day in (before, now))
        origin = f" (first {DOMAIN.day(first, as_of)})" if first and first != before else ""
        return f"{then} → {later}{origin}{f', basis: {DOMAIN.basis(basis)}' if basis else ''}"

    def since_turned(self, before: str, now: str) -> str:
        """Behind → on track."""
        return f"{before} → {now}"

    def since_milestone(self, name: str, unit: str, day: date | None, as_of: date) -> str:
        """A milestone with its day."""
        facts = ", ".join(text for text in (unit, DOMAIN.day(day, as_of) if day else "") if text)
        return f"{name}{f' ({facts})' if facts else ''}"

    def since_figure(self, name: str, before: str, now: str, rates: Names, points: str | None) -> str:
        """New connections: 15,000 → 17,770 households (37.5% → 44.4%, +6.9 points)."""
        told = [" → ".join(f"{rate}%" for rate in rates)] if rates else []
        told += [f"{points} points"] if points is not None else []
        rate = f" ({', '.join(told)})" if told else ""
        return f"{name}: {f'{before} → {now}' if before else now}{rate}"

    def met_of(self, met: int, expected: int) -> str:
        """3 of 4 units reach it."""
        return f"{met} of {many(expected, 'unit')} {'reaches' if met == 1 else 'reach'} it"


def _then(since: date, as_of: date, number: str) -> str:
    """The earlier day, or what was issued for it."""
    day = DOMAIN.day(since, as_of)
    return f"{called(number)} ({day})" if number else day
