"""What is said of claims, of dates that move and of extensions, on the screen and on the command line."""

from __future__ import annotations

from datetime import date
from typing import Protocol, TypedDict


class DateLabels(TypedDict):
    """Fields and titles of the dialogs, and single words of the detail."""

    confirm: str
    evidence: str
    sendback: str
    reason: str
    which: str
    due: str
    note: str
    reference: str
    extension: str
    wanted: str
    asked_on: str
    decision: str
    pending: str
    approved: str
    refused: str
    decided_by: str
    decided_on: str
    returned: str
    claims: str
    annex: str


class MoveHelps(TypedDict):
    """Why a date moves, each with what it is for."""

    correction: str
    breakdown: str
    instruction: str
    minutes: str
    notice: str
    extension: str


class DatesWords(Protocol):
    """Claims confirmed or sent back; dates corrected, broken down, instructed, extended."""

    lang: str

    def label(self, word: str) -> str:
        """One of DateLabels."""

    def move_help(self, word: str) -> str:
        """One of MoveHelps."""

    def confirmed(self, task: str, unit: str, done_on: date | None) -> str:
        """A claim was confirmed; done as of the day it was claimed."""

    def confirmed_many(self, n: int) -> str:
        """Several claims were confirmed."""

    def sent_back(self, task: str, unit: str) -> str:
        """A claim was sent back."""

    def sent_back_many(self, n: int) -> str:
        """Several claims were sent back."""

    def asked(self, task: str, unit: str, wanted: date, late: bool) -> str:
        """An extension was asked for; `late` when it was asked after the due date."""

    def asked_many(self, n: int, wanted: date) -> str:
        """The same for several assignments."""

    def decided(self, task: str, unit: str, approved: bool, due: date | None, kept: int) -> str:
        """An extension was decided; so many days late stay counted."""

    def decided_many(self, n: int, approved: bool) -> str:
        """Several extensions were decided."""

    def late_kept(self, days: int) -> str:
        """Days late that extensions asked too late did not take away."""

    def pending(self, wanted: date) -> str:
        """An extension waits for its decision."""

    def pending_short(self, wanted: str) -> str:
        """The same in a list."""

    def asked_late(self, due_was: date) -> str:
        """An extension was asked after the due date then in force."""

    def decided_by(self, on: date, by: str) -> str:
        """When an extension was decided, and by whom."""

    def sent_back_times(self, n: int) -> str:
        """How many times claims were sent back."""

    def sent_back_on(self, on: date, claimed: date | None, reason: str) -> str:
        """One claim sent back."""

    def annex_move(self, on: date, old: date | None, new: date | None, basis: str, note: str) -> str:
        """One move of a due date, as a cell of the annex; `basis` is its id."""

    def annex_extension(self, asked: date, wanted: date, decision: str, late: bool, kept: int) -> str:
        """One extension, as a cell of the annex; `decision` is its id."""

    def annex_heads(self) -> tuple[str, str, str, str, str, str]:
        """The heads of the annex: unit, task, first date, date in force, moves, extensions."""
