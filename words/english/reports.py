"""What is said of reports, in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from words.english.tables import CLAIMS
from words.figures import say

if TYPE_CHECKING:
    from words.phrases.reports import ReportLabels, ReportSays, ReportWords

LABELS: ReportLabels = {
    "via": "via",
    "from_whom": "from",
    "on": "for",
    "received": "received",
    "reference": "number",
    "raw": "text",
    "progress": "Progress",
    "problem": "Problem",
    "next_step": "Next step",
    "figure": "Figure",
    "percent": "Percent",
    "evidence": "Evidence",
    "remark": "Remark",
}
SAYS: ReportSays = {
    "keys": "i in progress  x done  b needs help  = nothing new  - skip   enter save",
    "more_keys": "p progress  o problem  n next step  f figure  e evidence  m remark   esc cancel",
    "field": "enter keep   tab next field   esc back to the list",
    "nothing": "Nothing was said yet: choose what the unit says with i x b = on a row.",
    "leave": "Leave without recording what was entered?",
    "skip": "-",
    "words": "words",
    "no_last": "no report yet",
    "not_reported": "Not reported",
    "all_reported": "Every unit has reported.",
    "missing_keys": "enter record its report   j k move   esc close",
    "none_open": "This unit has nothing open to report on.",
    "report": "report",
    "cycle": "Reporting cycle",
    "cycle_typed": "monthly 5, every friday, quarterly 10, or none",
    "cycle_whose": "Show one plan first: a cycle is a plan's.",
}
WEEKDAYS = {
    "mon": "Monday", "tue": "Tuesday", "wed": "Wednesday", "thu": "Thursday", "fri": "Friday", "sat": "Saturday",
    "sun": "Sunday",
}  # fmt: skip


class EnglishReports:
    """Reports."""

    lang = "en"

    def label(self, word: str) -> str:
        """One of ReportLabels."""
        return say(LABELS, word)

    def say(self, word: str) -> str:
        """One of ReportSays."""
        return say(SAYS, word)

    def title(self, unit: str) -> str:
        """The title of the form."""
        return f"Report of {unit}"

    def claim(self, word: str) -> str:
        """What a unit says of an assignment."""
        return CLAIMS.get(word, word)

    def figure_in(self, measure: str) -> str:
        """The field of a figure with its measure."""
        return f"Figure ({measure})" if measure else "Figure"

    def last(self, day: str, claim: str, words: str) -> str:
        """The last answer of a unit."""
        return f"last {day}: " + ", ".join(part for part in (claim, words) if part)

    def lines(self, n: int) -> str:
        """A pasted text."""
        return f"{n} lines" if n > 1 else "1 line"

    def due(self, day: str) -> str:
        """When an assignment is due."""
        return f"due {day}"

    def not_reported(self, month: str, due: str, n: int) -> str:
        """The title of the list."""
        return f"Not reported for {month} (due {due})  {n}" if month else f"Not reported  {n}"

    def next_due(self, day: str, unsure_year: int | None) -> str:
        """When the next reports fall due."""
        unsure = f" (holidays of {unsure_year} are not known yet)" if unsure_year else ""
        return f"The next reports are due {day}{unsure}."

    def cycle(self, cycle: str) -> str:
        """A cycle in words."""
        every, _, day = cycle.partition(":")
        if every == "weekly":
            return f"weekly, due on {WEEKDAYS.get(day, day)}"
        ending = {"1": "st", "21": "st", "31": "st", "2": "nd", "22": "nd", "3": "rd", "23": "rd"}.get(day, "th")
        if every == "monthly":
            return f"monthly, due on the {day}{ending} of the month after"
        return f"quarterly, due on the {day}{ending} after the quarter" if every == "quarterly" else "no cycle"

    def cycle_set(self, plan: str, cycle: str, day: str) -> str:
        """A plan's cycle counts from a day on."""
        return f"reports on {plan}: {cycle}, from {day} on"

    def whom(self, last: str, contact: str, phone: str, chases: int, open: int) -> str:
        """The last report, whom to ask, how often it was asked."""
        who = " ".join(part for part in (contact, phone) if part)
        told = (last, who, f"chased {chases}×" if chases else "not chased", f"{open} open")
        return "  ".join(part for part in told if part)


REPORTS: ReportWords = EnglishReports()
