"""What is said of the end of a plan and of what is kept of it, in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from words.english.domain import DOMAIN
from words.figures import say

if TYPE_CHECKING:
    from datetime import date

    from words.phrases.endings import EndingLabels, EndingWords, Facts

Names = tuple[str, ...]

FACTS: Facts = {
    "done_in_time": "done in time",
    "done_late": "done late",
    "days_late": "days late",
    "overdue": "open overdue",
    "overdue_days": "days overdue",
    "reports_in_time": "reports in time",
    "reports_late": "late",
    "reports_missing": "missing",
    "extensions_asked": "extensions asked",
    "extensions_approved": "approved",
    "extensions_asked_late": "asked late",
    "sent_back": "sent back",
    "chases": "chases",
    "promises_kept": "promises kept",
    "promises_broken": "broken",
    "points": "points",
}
LABELS: EndingLabels = {
    "close": "Close the plan",
    "reopen": "Open the plan again",
    "basis": "basis",
    "on": "from",
    "which": "Which plan?",
    "plan": "plan",
    "kind": "kind",
    "number": "number",
    "as_of": "as of",
    "figures_on": "figures",
    "issued": "issued",
    "digest": "SHA-256",
    "unit": "unit",
    "issue": "issue it",
    "issue_no": "no, a draft",
    "issue_yes": "yes, record it",
    "closed": "closed",
}


class EnglishEndings:
    """The end of a plan in English."""

    lang = "en"

    def label(self, word: str) -> str:
        """One of EndingLabels."""
        return say(LABELS, word)

    def state(self, word: str) -> str:
        """Whether a plan is open or closed."""
        return {"open": "open", "closed": "closed"}.get(word, word)

    def fact(self, word: str) -> str:
        """One of Facts."""
        return say(FACTS, word)

    def still_open(self, n: int, units: int, claimed: int, asked: int, missed: int) -> str:
        """What is open when a plan is closed."""
        if not n and not missed:
            return "Nothing is open any more."
        found = [f"{DOMAIN.items(n)} of {units} unit{'' if units == 1 else 's'}"] if n else []
        found += [f"{claimed} of them to be confirmed"] if claimed else []
        found += [f"{asked} extension{'' if asked == 1 else 's'} to be decided"] if asked else []
        found += [f"{missed} milestone{'' if missed == 1 else 's'} not reached"] if missed else []
        return f"Still open: {', '.join(found)}."

    def ask_close(self, plan: str) -> str:
        """Whether the plan is to be closed all the same."""
        return f"Close {plan}? [y/N] "

    def left_open(self, plan: str) -> str:
        """The plan was not closed."""
        return f"{plan} stays open; nothing was changed."

    def closed(self, plan: str, on: date, bodies: Names) -> str:
        """The plan is closed."""
        ended = f"; with it ends: {DOMAIN.list(bodies)}" if bodies else ""
        return f"{plan} is closed from {DOMAIN.date(on)}{ended}"

    def reopened(self, plan: str, on: date) -> str:
        """The plan is open again."""
        return f"{plan} is open again from {DOMAIN.date(on)}"

    def ended(self, on: date | None, basis: str, bodies: Names) -> str:
        """How a closed plan ended."""
        day = f" on {DOMAIN.date(on)}" if on else ""
        rests = f" ({basis})" if basis else ""
        body = f"; with it ended: {DOMAIN.list(bodies)}" if bodies else ""
        return f"The plan was closed{day}{rests}{body}."

    def ended_mark(self, on: date | None) -> str:
        """That a plan is closed."""
        return f"closed {on.isoformat()}" if on else "closed"

    def body_ended(self, on: date | None) -> str:
        """Behind a body that ended with its plan."""
        return f"(ended {DOMAIN.date(on)})" if on else "(ended)"

    def issued(self, kind: str, number: str) -> str:
        """A bulletin was recorded as issued."""
        return f"{DOMAIN.word(kind)} {called(number)} is recorded as issued"

    def nothing_issued(self) -> str:
        """No bulletin was recorded yet."""
        return "Nothing was recorded as issued yet: “duban summary --plan PLAN --number N --issue -o FILE” does it."

    def holidays_unknown(self, year: int) -> str:
        """That the public holidays of a year are not known yet."""
        return f"the public holidays of {year} are not known yet: due dates there only leave out weekends"

    def archived(self, path: str, files: int) -> str:
        """The archive is written."""
        return f"{path}: {files} files, listed in SHA256SUMS"

    def differs(self, kind: str, number: str) -> str:
        """What was issued cannot be made again byte for byte."""
        return (
            f"{DOMAIN.word(kind)} {called(number)} made again now differs from the one that was issued: "
            "keep the issued file beside the archive"
        )

    def cannot_compare(self, kind: str, number: str) -> str:
        """What was issued was recorded without its hash."""
        return (
            f"{DOMAIN.word(kind)} {called(number)} was recorded without its SHA-256, so what is made again now cannot "
            "be compared with it: keep the issued file beside the archive"
        )

    def assessed(self, title: str, since: date, until: date) -> str:
        """Above the facts of a period."""
        return f"{title}  {DOMAIN.date(since)} – {DOMAIN.date(until)}"

    def unscored(self) -> str:
        """That the facts carry no points."""
        return "Facts in the user's order of units; no points without --rules FILE."


def called(number: str) -> str:
    """A number as it is called: a bare one is a running number."""
    return f"No. {number}" if number.isdigit() else number


ENDINGS: EndingWords = EnglishEndings()
