"""What is said of chases, contacts and today's list, in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from words.english.domain import DOMAIN
from words.figures import say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from words.phrases.calls import CallLabels, CallWords, ContactKinds, TodoReasons

KINDS: ContactKinds = {"in_charge": "leader in charge", "leader": "unit's leader", "liaison": "liaison"}
WHY: TodoReasons = {
    "overdue": "overdue",
    "promise": "promise passed",
    "report": "report missing",
    "confirm": "to confirm",
    "extension": "extension to decide",
    "due_soon": "due soon",
}
NEXT: TodoReasons = {
    "overdue": "chase",
    "promise": "chase",
    "report": "report",
    "confirm": "confirm",
    "extension": "decide",
    "due_soon": "chase",
}
LABELS: CallLabels = {
    "chase": "Chase",
    "via": "via",
    "to_whom": "to whom",
    "answer": "answer",
    "promised": "promised",
    "on": "on",
    "contacts": "Contacts",
    "kind": "kind",
    "name": "name",
    "phone": "telephone",
    "since": "from",
    "until": "until",
    "current": "now",
    "former": "before",
    "letter": "Text to send",
    "no_contacts": "no contact known",
    "which": "about",
}


class EnglishCalls:
    """Chases, contacts and today in English."""

    lang = "en"

    def label(self, word: str) -> str:
        """One of CallLabels."""
        return say(LABELS, word)

    def kind(self, word: str) -> str:
        """One of ContactKinds."""
        return say(KINDS, word)

    def kind_from(self, text: str) -> str | None:
        """The kind of contact that a user means."""
        from words.understood import contact_kinds

        return contact_kinds(text)

    def why(self, word: str) -> str:
        """One of TodoReasons."""
        return say(WHY, word)

    def next(self, why: str) -> str:
        """What is done next."""
        return say(NEXT, why)

    def promised(self, day: str) -> str:
        """A day that was promised."""
        return f"promised {day}"

    def counted(self, why: str, n: int) -> str:
        """A reason with how often it holds."""
        return f"{say(WHY, why)} {n}"

    def chased(self, unit: str, n: int, via: str, promised: date | None) -> str:
        """A chase was recorded."""
        about = f" about {DOMAIN.items(n)}" if n else ""
        promise = f", promised for {DOMAIN.date(promised)}" if promised else ""
        return f"{unit} was chased{about} ({DOMAIN.via(via)}){promise}"

    def contact_set(self, unit: str, kind: str, name: str) -> str:
        """A contact was entered or corrected."""
        return f"{unit}: {say(KINDS, kind)} {name}".rstrip()

    def contact_ended(self, unit: str, kind: str, until: date) -> str:
        """A contact ends."""
        return f"{unit}: {say(KINDS, kind)} until {DOMAIN.date(until)}"

    def asked(self, on: date, answer: str, promised: date | None, year_of: date) -> str:
        """How it was asked last."""
        parts = [f"asked {DOMAIN.day(on, year_of)}" + (f": {answer}" if answer else "")]
        parts += [f"promised {DOMAIN.day(promised, year_of)}"] if promised else []
        return ", ".join(parts)

    def detail(self, on: date, via: str, to_whom: str, answer: str, promised: date | None) -> str:
        """One chase in a line."""
        head = " ".join(part for part in (on.isoformat(), DOMAIN.via(via), to_whom) if part)
        promise = f"promised {promised.isoformat()}" if promised else ""
        said = ", ".join(part for part in (answer, promise) if part)
        return f"{head}: {said}" if said else head

    def item(self, why: str, days: int | None, on: date | None, year_of: date) -> str:
        """What a reason says of one item."""
        day = DOMAIN.day(on, year_of) if on else ""
        match why:
            case "promise":
                return f"promised {day}"
            case "report":
                return f"due {day}" if day else "silent"
            case "confirm":
                return f"claimed {day}".rstrip()
            case "extension":
                return f"asks until {day}"
        return DOMAIN.days_late(days) if days is not None else ""

    def letter(
        self, unit: str, plans: Sequence[str], items: Sequence[tuple[str, date | None, int | None]], left_out: int,
        missing: Sequence[date | None], wanted_by: date, office: str, on: date,
    ) -> str:  # fmt: skip
        """A polite text that asks a unit."""
        lines = [f"To {unit}", "", "Dear colleagues,", ""]
        if items:
            lines.append(f"May we draw your attention to these items of {DOMAIN.list(tuple(plans))}:")
            lines += [f"{n}. {name}{_when(due, days)}" for n, (name, due, days) in enumerate(items, 1)]
            lines += [f"… and {left_out} more, which we will gladly send."] if left_out else []
            lines.append("")
        for day in missing:
            asked = f", which was due on {DOMAIN.date(day)}" if day else ""
            lines += [f"We have not yet received your progress report{asked}.", ""]
        lines += [
            f"We would be grateful for your progress, problems and next steps by {DOMAIN.date(wanted_by)}.",
            "If something needs coordination, please tell us at the same time.", "", office or "[office]",
            "[name, telephone]", DOMAIN.date(on),
        ]  # fmt: skip
        return "\n".join(lines)

    def about_which(self, which: str, n: int) -> str:
        """What a chase is about."""
        words = {"one": "this one", "late": f"late or due soon ({n})", "all": f"all open ({n})"}
        return words.get(which, "the unit as a whole")

    def copied(self, cut: bool) -> str:
        """The text is in the clipboard."""
        return "Copied as far as the terminal takes it; the rest was cut." if cut else "Copied to the clipboard."

    def nobody(self) -> str:
        """Nobody has to be called."""
        return "Nobody to call today."

    def no_contacts(self, unit: str) -> str:
        """No contact of a unit is known."""
        return f"No contact of {unit} is known. Enter one with --kind liaison --name NAME --phone NUMBER."


def _when(due: date | None, days: int | None) -> str:
    """Due date and days late behind an item."""
    if due is None or days is None:
        return ""
    return f" (due {DOMAIN.date(due)}, {DOMAIN.days_late(days)})"


CALLS: CallWords = EnglishCalls()
