"""The page that explains a light, in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from words.english.domain import DOMAIN
from words.figures import number_digits, say

if TYPE_CHECKING:
    from datetime import date

    from words.phrases.why import WhyLabels, WhyRules, WhyWords

LABELS: WhyLabels = {
    "rule": "rule",
    "also": "also true",
    "closing": "closing rule",
    "counts": "lights",
    "parts": "parts",
    "worst": "the worst",
    "window": "window",
    "first": "first date",
    "moves": "moves",
    "extensions": "extensions",
    "claims": "sent back",
    "reports": "reports",
    "chases": "chases",
    "history": "status",
    "none": "none",
}
RULES: WhyRules = {
    "done": "The unit's work is confirmed as done. Days late are counted up to the day it was claimed.",
    "dropped": "It was dropped, and is no longer asked for.",
    "to_confirm": "The unit says it is done; that waits for you to confirm it or send it back.",
    "overdue": "The due date has passed, and the unit has not claimed to be done. Due today is not late.",
    "due_soon": "The due date is at most {soon} days away, and the unit has not claimed to be done.",
    "no_report": "Its window is open, and nothing has come from the unit since {since}. Silence never shows green.",
    "behind": "At its own date the figure lies more than {points} points below the elapsed part of its window.",
    "blocked": "The unit needs help. What is blocked never shows green.",
    "not_yet": "Its window has not opened yet.",
    "no_date": "It has no due date, of its own or inherited, so it cannot be late.",
    "on_track": "Nothing is against it: reported since {since}, not near its due date, not blocked,"
    " no figure more than {points} points behind.",
}
CLOSING = {
    "all": "done when every lead and responsible unit is done",
    "any": "done when one lead or responsible unit is done",
    "lead": "done when every lead unit is done",
}
WORST = {
    "task": "The task shows the worst light of the units that owe it; among equals, the one most days late.",
    "plan": "The plan shows the worst light of its open tasks; among equals, the earliest due date.",
    "unit": "First the worst light of what it owes; among equals, the one most days late.",
}


class EnglishWhy:
    """The page in English."""

    lang = "en"

    def label(self, word: str) -> str:
        """One of WhyLabels."""
        return say(LABELS, word)

    def headline(self, name: str, title: str) -> str:
        """What the page is about."""
        return f"Why  {name}" + (f"  {title}" if title != name else "")

    def as_of(self, day: date) -> str:
        """The date."""
        return f"as of {DOMAIN.date(day)}"

    def rule(self, light: str, soon: int, since: date, points: float) -> str:
        """The rule of a light."""
        return say(RULES, light).format(soon=soon, since=DOMAIN.date(since), points=number_digits(points))

    def begun(self, on: date) -> str:
        """Begun."""
        return f"The date asks for a beginning; that was met on {DOMAIN.date(on)}."

    def closing(self, rule: str, done: int, owed: int, closed_on: date | None) -> str:
        """The closing rule."""
        needed = rule.partition(":")[2]
        text = f"done when {needed} of them are done" if rule.startswith("count") else CLOSING.get(rule, CLOSING["all"])
        met = f"; met on {DOMAIN.date(closed_on)}" if closed_on else ""
        return f"{text}: {done} of {owed} done{met}"

    def counted(self, light: str, n: int) -> str:
        """How many."""
        return f"{DOMAIN.light(light)} {n}"

    def worst(self, kind: str) -> str:
        """Why it is the worst."""
        return say(WORST, kind)

    def worst_order(self, light: str, better: tuple[str, ...]) -> str:
        """The order of the lights here."""
        return f"{DOMAIN.light(light)} is worse than {', '.join(DOMAIN.light(one) for one in better)}"

    def supports(self, n: int, counted: str) -> str:
        """Support."""
        return f"besides {DOMAIN.items(n)} in support, which make no light: {counted}"

    def more(self, n: int) -> str:
        """More."""
        return f"and {n} more"

    def all_done(self) -> str:
        """Done."""
        return "Everything that was asked for is done."

    def owes_nothing(self) -> str:
        """Nothing."""
        return "It has no assignment here."

    def inherited(self, due_from: str, name: str) -> str:
        """Where the due date comes from."""
        return f"inherited from {DOMAIN.due_from(due_from)}{f' ({name})' if name else ''}"

    def first(self, first: date, now: date | None, days: int) -> str:
        """The first date."""
        if now is None:
            return f"{DOMAIN.date(first)}; now without a date"
        if not days:
            return f"{DOMAIN.date(first)}, as now"
        size = f"{abs(days)} day{'' if abs(days) == 1 else 's'}"
        return f"{DOMAIN.date(first)}; now {size} {'later' if days > 0 else 'earlier'}"

    def window(self, start: date | None, due: date | None) -> str:
        """The window."""
        opens = f"from {DOMAIN.date(start)}" if start else "open from the start"
        return f"{opens} to {DOMAIN.date(due)}" if due else f"{opens}, without an end"

    def never_moved(self) -> str:
        """No move."""
        return "the due date has never moved"

    def move(self, on: date, old: date | None, new: date | None, basis: str, note: str, by: str) -> str:
        """One move."""
        days = f"{_day(old)} > {_day(new)}"
        return f"{on.isoformat()}  {days}  {DOMAIN.basis(basis)}{f': {note}' if note else ''}{f'  {by}' if by else ''}"

    def promise(self, promised: date, days: int) -> str:
        """A promise."""
        size = f"{abs(days)} day{'' if abs(days) == 1 else 's'}"
        if days > 0:
            return f"promised for {DOMAIN.date(promised)}: {size} ago, not kept"
        return f"promised for {DOMAIN.date(promised)}: {f'in {size}' if days else 'today'}"

    def status(self, on: date, old: str, new: str, note: str, by: str) -> str:
        """One change."""
        said = f"{DOMAIN.status(old)} > {DOMAIN.status(new)}"
        return f"{on.isoformat()}  {said}{f': {note}' if note else ''}{f'  {by}' if by else ''}"


def _day(day: date | None) -> str:
    return day.isoformat() if day else "no date"


WHY: WhyWords = EnglishWhy()
