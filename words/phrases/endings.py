"""What is said of the end of a plan, of issued bulletins, of archives and of the facts of a period."""

from __future__ import annotations

from datetime import date
from typing import Protocol, TypedDict

Names = tuple[str, ...]


class Facts(TypedDict):
    """What is counted for a unit and a period, as heads of columns."""

    done_in_time: str
    done_late: str
    days_late: str
    overdue: str
    overdue_days: str
    reports_in_time: str
    reports_late: str
    reports_missing: str
    extensions_asked: str
    extensions_approved: str
    extensions_asked_late: str
    sent_back: str
    chases: str
    promises_kept: str
    promises_broken: str
    points: str


class EndingLabels(TypedDict):
    """Titles and fields of the dialogs, and heads of columns."""

    close: str
    reopen: str
    basis: str
    on: str
    which: str
    plan: str
    kind: str
    number: str
    as_of: str
    figures_on: str
    issued: str
    digest: str
    unit: str
    issue: str
    issue_no: str
    issue_yes: str
    closed: str


class EndingWords(Protocol):
    """The end of a plan and what is kept of it. Names are foreign text: whoever shows them makes them visible."""

    lang: str

    def label(self, word: str) -> str:
        """One of EndingLabels."""

    def state(self, word: str) -> str:
        """Whether a plan is `open` or `closed`."""

    def fact(self, word: str) -> str:
        """One of Facts."""

    def still_open(self, n: int, units: int, claimed: int, asked: int, missed: int) -> str:
        """What is open when a plan is closed: assignments, units, claims, extensions to decide, milestones."""

    def ask_close(self, plan: str) -> str:
        """Whether the plan is to be closed all the same."""

    def left_open(self, plan: str) -> str:
        """The plan was not closed."""

    def closed(self, plan: str, on: date, bodies: Names) -> str:
        """The plan is closed, and the bodies that end with it."""

    def reopened(self, plan: str, on: date) -> str:
        """The plan is open again."""

    def ended(self, on: date | None, basis: str, bodies: Names) -> str:
        """How a closed plan ended, in a sentence."""

    def ended_mark(self, on: date | None) -> str:
        """That a plan is closed, in a word or two."""

    def body_ended(self, on: date | None) -> str:
        """Behind a body that ended with its plan."""

    def issued(self, kind: str, number: str) -> str:
        """A bulletin was recorded as issued."""

    def nothing_issued(self) -> str:
        """No bulletin was recorded yet."""

    def holidays_unknown(self, year: int) -> str:
        """That the public holidays of a year are not known yet: a note of a paper."""

    def archived(self, path: str, files: int) -> str:
        """The archive is written."""

    def differs(self, kind: str, number: str) -> str:
        """What was issued cannot be made again byte for byte."""

    def cannot_compare(self, kind: str, number: str) -> str:
        """What was issued was recorded without its hash: nobody can say whether it is made again byte for byte."""

    def assessed(self, title: str, since: date, until: date) -> str:
        """Above the facts of a period."""

    def unscored(self) -> str:
        """That the facts carry no points."""
