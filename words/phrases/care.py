"""What is said in the care of the store: checking it, copying it, going back to a copy.

To add a finding: one key in `Findings`, a sentence in each language; mypy names the language that lacks it.
"""

from __future__ import annotations

from datetime import date
from typing import Protocol, TypedDict


class Findings(TypedDict):
    """A sentence for each kind of finding (store.check.Finding.kind), with the names of its facts in braces.

    `place` says which row is meant; `table`, `target` and `field` come as words of the domain.
    """

    page: str
    damaged_table: str
    unreadable: str
    missing_table: str
    missing_column: str
    missing_index: str
    pointer: str
    circle: str
    impossible: str
    unknown_word: str
    not_json: str
    lost_row: str
    not_folded: str
    not_derived: str
    not_chained: str
    unrecorded: str
    not_stated: str
    gap: str
    unknown_zone: str
    foreign_trigger: str
    foreign_view: str
    missing_trigger: str
    not_tallied: str


class CareWords(Protocol):
    """Talk of `check`, `backup`, `restore` and of daily backups."""

    def finding(self, kind: str, facts: dict[str, object]) -> str:
        """One finding as a sentence."""

    def more_findings(self, n: int, kind: str) -> str:
        """How many more of a kind there are than were listed."""

    def all_well(self, changes: int, assignments: int) -> str:
        """Nothing was found."""

    def found(self, damaged: int, odd: int) -> str:
        """How many findings mean damage, and how many change no figure."""

    def what_next(self, path: str, day: date, checked: bool) -> str:
        """What to do about damage: the newest backup that is sound, or, unchecked, whose pages are."""

    def nothing_next(self) -> str:
        """What to do about damage where there is no sound backup."""

    def checking(self, path: str) -> str:
        """A large copy is being checked."""

    def copied(self, path: str, whole: bool) -> str:
        """A backup was written and is sound; of an older program, only its pages and references are known to be."""

    def copied_unsound(self, path: str, n: int) -> str:
        """A backup was written of a store in which a check finds so much damage."""

    def ask_restore(self, path: str, source: str) -> str:
        """Whether the store is to be replaced, on a terminal."""

    def is_yes(self, answer: str) -> bool:
        """Whether an answer to that means yes."""

    def not_restored(self) -> str:
        """The answer was no."""

    def restored(self, path: str, source: str, kept: str) -> str:
        """The store was replaced; where the old one is kept, if there was one."""

    def backups(self, place: str, n: int, newest: date | None) -> str:
        """The daily backups of a store: where, how many, the newest."""

    def network_drive(self, path: str, kind: str) -> str:
        """The store lies on another machine."""

    def backing_up(self) -> str:
        """Today's first state is being copied, which takes a while."""

    def no_daily_backup(self, why: str) -> str:
        """Today's backup could not be made, beside a change that was saved; `why` is a sentence."""
