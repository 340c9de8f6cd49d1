"""What is said of claims, of dates that move and of extensions, in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from words.english.domain import DOMAIN
from words.figures import say

if TYPE_CHECKING:
    from datetime import date

    from words.phrases.dates import DateLabels, DatesWords, MoveHelps

LABELS: DateLabels = {
    "confirm": "Confirm a claim",
    "evidence": "Evidence",
    "sendback": "Send a claim back",
    "reason": "Reason",
    "which": "Why does the date move?",
    "due": "Due",
    "note": "Note",
    "reference": "Reference",
    "extension": "Extension",
    "wanted": "Wanted",
    "asked_on": "Asked on",
    "decision": "Decision",
    "pending": "none yet",
    "approved": "approve",
    "refused": "refuse",
    "decided_by": "Decided by",
    "decided_on": "Decided on",
    "returned": "sent back",
    "claims": "To confirm",
    "annex": "Annex 2: changed and extended due dates",
}
MOVES: MoveHelps = {
    "correction": "the entry was wrong; nobody moved the date",
    "breakdown": "the office gives the work its own date",
    "instruction": "a leader's instruction, with its reference",
    "minutes": "minutes of a meeting, with their reference",
    "notice": "a notice, with its number",
    "extension": "the unit asks for more time",
}


def _days(n: int) -> str:
    return f"{n} day{'' if n == 1 else 's'}"


def _n(n: int, what: str) -> str:
    return f"{n} {what}{'' if n == 1 else 's'}"


class EnglishDates:
    """Claims and dates in English."""

    lang = "en"

    def label(self, word: str) -> str:
        """One of DateLabels."""
        return say(LABELS, word)

    def move_help(self, word: str) -> str:
        """One of MoveHelps."""
        return say(MOVES, word)

    def confirmed(self, task: str, unit: str, done_on: date | None) -> str:
        """A claim was confirmed."""
        return f"{task} {unit} confirmed{f': done on {DOMAIN.date(done_on)}' if done_on else ''}"

    def confirmed_many(self, n: int) -> str:
        """Several claims were confirmed."""
        return f"{_n(n, 'claim')} confirmed"

    def sent_back(self, task: str, unit: str) -> str:
        """A claim was sent back."""
        return f"{task} {unit} sent back: in progress again"

    def sent_back_many(self, n: int) -> str:
        """Several claims were sent back."""
        return f"{_n(n, 'claim')} sent back: in progress again"

    def asked(self, task: str, unit: str, wanted: date, late: bool) -> str:
        """An extension was asked for."""
        too_late = ", asked after the due date" if late else ""
        return f"{task} {unit}: extension to {DOMAIN.date(wanted)} waits for its decision{too_late}"

    def asked_many(self, n: int, wanted: date) -> str:
        """Several extensions were asked for."""
        return f"{_n(n, 'extension')} to {DOMAIN.date(wanted)} wait{'s' if n == 1 else ''} for a decision"

    def decided(self, task: str, unit: str, approved: bool, due: date | None, kept: int) -> str:
        """An extension was decided."""
        if not approved:
            return f"{task} {unit}: extension refused, still due {DOMAIN.date(due) if due else ''}".rstrip()
        counted = f"; {self.late_kept(kept)}" if kept else ""
        return f"{task} {unit}: extension approved, now due {DOMAIN.date(due) if due else ''}{counted}"

    def decided_many(self, n: int, approved: bool) -> str:
        """Several extensions were decided."""
        return f"{_n(n, 'extension')} {'approved' if approved else 'refused'}"

    def late_kept(self, days: int) -> str:
        """15 days late before the extension stay counted."""
        return f"{_days(days)} late before the extension stay{'s' if days == 1 else ''} counted"

    def pending(self, wanted: date) -> str:
        """Extension pending, wanted 20 October 2006."""
        return f"extension pending, wanted {DOMAIN.date(wanted)}"

    def pending_short(self, wanted: str) -> str:
        """Wants 10-20."""
        return f"wants {wanted}"

    def asked_late(self, due_was: date) -> str:
        """After the due date."""
        return f"after the due date of {DOMAIN.date(due_was)}"

    def decided_by(self, on: date, by: str) -> str:
        """On 10 September 2006 by head."""
        return f"on {DOMAIN.date(on)}{f' by {by}' if by else ''}"

    def sent_back_times(self, n: int) -> str:
        """Sent back twice."""
        return {1: "once", 2: "twice"}.get(n, f"{n} times")

    def sent_back_on(self, on: date, claimed: date | None, reason: str) -> str:
        """2006-09-05 (claimed 2006-08-31): reason."""
        was = f" (claimed {claimed.isoformat()})" if claimed else ""
        return f"{on.isoformat()}{was}{f': {reason}' if reason else ''}"

    def annex_move(self, on: date, old: date | None, new: date | None, basis: str, note: str) -> str:
        """One move as a cell."""
        rests = f"{DOMAIN.basis(basis)}{f', {note}' if note else ''}"
        return f"{DOMAIN.date(on)}: {_day(old)} to {_day(new)} ({rests})"

    def annex_extension(self, asked: date, wanted: date, decision: str, late: bool, kept: int) -> str:
        """One extension as a cell."""
        when = f"asked {DOMAIN.date(asked)}{', after the due date,' if late else ''} for {DOMAIN.date(wanted)}"
        return f"{when}: {DOMAIN.decision(decision)}{f'; {self.late_kept(kept)}' if kept else ''}"

    def annex_heads(self) -> tuple[str, str, str, str, str, str]:
        """The heads of the annex."""
        return "Unit", "Task", "First due", "Now due", "Moves", "Extensions"


def _day(day: date | None) -> str:
    return DOMAIN.date(day) if day else "no date"


DATES: DatesWords = EnglishDates()
