"""What is said of chases, contacts and today's list, and the polite text that asks a unit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol, TypedDict


class ContactKinds(TypedDict):
    """Through whom a unit answers."""

    in_charge: str
    leader: str
    liaison: str


class TodoReasons(TypedDict):
    """Why a unit is to be called today."""

    overdue: str
    promise: str
    report: str
    confirm: str
    extension: str
    due_soon: str


class CallLabels(TypedDict):
    """Titles and fields of the dialogs, and single words of rows."""

    chase: str
    via: str
    to_whom: str
    answer: str
    promised: str
    on: str
    contacts: str
    kind: str
    name: str
    phone: str
    since: str
    until: str
    current: str
    former: str
    letter: str
    no_contacts: str
    which: str


class CallWords(Protocol):
    """Chases, contacts, today. Names and answers are foreign text: whoever shows them makes them visible."""

    lang: str

    def label(self, word: str) -> str:
        """One of CallLabels."""

    def kind(self, word: str) -> str:
        """One of ContactKinds."""

    def kind_from(self, text: str) -> str | None:
        """The kind of contact that a user means, in either language; None when there is none."""

    def why(self, word: str) -> str:
        """One of TodoReasons."""

    def next(self, why: str) -> str:
        """What is done next about a reason, in a word."""

    def promised(self, day: str) -> str:
        """A day that was promised, as short as `09-20`."""

    def counted(self, why: str, n: int) -> str:
        """A reason with how often it holds, short."""

    def chased(self, unit: str, n: int, via: str, promised: date | None) -> str:
        """A chase was recorded, about `n` assignments; 0 where it was about the unit as a whole."""

    def contact_set(self, unit: str, kind: str, name: str) -> str:
        """A contact was entered or corrected; the name may be empty."""

    def contact_ended(self, unit: str, kind: str, until: date) -> str:
        """A contact ends."""

    def asked(self, on: date, answer: str, promised: date | None, year_of: date) -> str:
        """How it was asked last: the day, the answer (may be empty), the promise."""

    def detail(self, on: date, via: str, to_whom: str, answer: str, promised: date | None) -> str:
        """One chase in a line."""

    def item(self, why: str, days: int | None, on: date | None, year_of: date) -> str:
        """What a reason says of one item: days late, the day promised, claimed or asked for, the report's due date."""

    def letter(
        self, unit: str, plans: Sequence[str], items: Sequence[tuple[str, date | None, int | None]], left_out: int,
        missing: Sequence[date | None], wanted_by: date, office: str, on: date,
    ) -> str:  # fmt: skip
        """A polite text that asks a unit, ready to be sent; the sender stays blank.

        Args:
            unit: whom it addresses.
            plans: the titles of the plans it is about.
            items: number and title, due date and signed days late.
            left_out: how many more items there are.
            missing: the last days for the reports that have not come; None where no cycle sets one.
            wanted_by: by when an answer is wanted.
            office: who asks; empty where the plan names none.
            on: the day of the text.
        """

    def about_which(self, which: str, n: int) -> str:
        """What a chase is about: `one`, `late`, `all` or `none` of the unit's open assignments, `n` of them."""

    def copied(self, cut: bool) -> str:
        """The text is in the clipboard, perhaps not the whole of it."""

    def nobody(self) -> str:
        """Nobody has to be called."""

    def no_contacts(self, unit: str) -> str:
        """No contact of a unit is known."""
