"""What is said in the care of the store, in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from words.english.domain import DOMAIN
from words.english.file_errors import DAMAGE
from words.figures import say

if TYPE_CHECKING:
    from datetime import date

    from words.phrases.care import CareWords, Findings

FINDINGS: Findings = {
    "page": "The file is damaged: {why}.",
    "damaged_table": "The file is damaged where it keeps this: {table}.",
    "unreadable": "Not everything could be read: {why}.",
    "missing_table": "The table {name} is missing.",
    "missing_column": "The column {name} of {table} is missing.",
    "missing_index": "The index {name} of {table} is missing: answers may be slow, they are not wrong.",
    "pointer": "{place}: {field} points to a {target} that is not there ({value}).",
    "circle": "{place} stands inside itself.",
    "impossible": "{place}: {field} cannot be “{value}”.",
    "unknown_word": "{place}: {field} is “{value}”, a word that this version does not know; it is kept and shown.",
    "not_json": "{place}: {field} cannot be read (“{value}”).",
    "lost_row": "{place} is about {table} {value}, which is not there.",
    "not_folded": "{place}: {field} is {value}, but the recorded changes say {wanted}.",
    "not_derived": "{place}: {field} is {value}, but what is recorded gives {wanted}.",
    "not_chained": "{place} says that {field} was {value} before, but the changes before it left {wanted}.",
    "unrecorded": "{place}: {field} is {value}, but no recorded change says so.",
    "not_stated": "{place}: {field} is “{value}”, but the plan as loaded says “{wanted}”.",
    "gap": "The log has a gap where {table} {value} must be: something was taken out.",
    "unknown_zone": "The time zone of the store, {value}, is not known here: moments are told in that of the machine.",
    "foreign_trigger": "The trigger {name} is not of this program: it may write what nobody recorded.",
    "foreign_view": "The view {name} is not of this program; it changes no figure.",
    "missing_trigger": "The trigger {name}, which keeps the totals, is missing.",
    "not_tallied": "The totals of {name} are not what its assignments add up to.",
}


def _n(n: int, one: str) -> str:
    return f"{DOMAIN.number(n)} {one if n == 1 else one + 's'}"


class EnglishCare:
    """Checking, copying, going back to a copy."""

    def finding(self, kind: str, facts: dict[str, object]) -> str:
        """One finding as a sentence."""
        why = str(facts.get("why", ""))
        return say(FINDINGS, kind).format_map(facts | {"why": DAMAGE.get(why, why)})

    def more_findings(self, n: int, kind: str) -> str:
        """How many more of a kind there are."""
        return f"… and {DOMAIN.number(n)} more of this kind ({kind.replace('_', ' ')})"

    def all_well(self, changes: int, assignments: int) -> str:
        """Nothing was found."""
        return f"all well: {_n(changes, 'change')}, {_n(assignments, 'assignment')} re-derived"

    def found(self, damaged: int, odd: int) -> str:
        """How many findings there are of each kind."""
        parts = [_n(damaged, "finding") + " of damage"] if damaged else []
        if odd:
            parts.append(_n(odd, "finding") + (" that changes" if odd == 1 else " that change") + " no figure")
        return f"{' and '.join(parts)}; nothing was changed"

    def what_next(self, path: str, day: date, checked: bool) -> str:
        """What to do about damage."""
        which = "sound backup" if checked else "backup whose pages are whole (what it says was not checked)"
        return f"The newest {which} is of {DOMAIN.date(day)}: duban restore {path} keeps what it replaces."

    def nothing_next(self) -> str:
        """What to do about damage where there is no sound backup."""
        return "No sound daily backup was found. Copy the file away before you go on working with it."

    def checking(self, path: str) -> str:
        """A large copy is being checked."""
        return f"checking {path}: it is large, this may take some minutes …"

    def copied(self, path: str, whole: bool) -> str:
        """A backup was written."""
        if whole:
            return f"backup written and verified: {path}"
        return f"backup written: {path}; its pages are whole, its figures can be checked once it is brought up to date"

    def copied_unsound(self, path: str, n: int) -> str:
        """A backup was written of a store that is not sound."""
        return (
            f"backup written, but not verified: {path} has {_n(n, 'finding')} of damage, as the store itself has. "
            "“duban check” lists what was found."
        )

    def ask_restore(self, path: str, source: str) -> str:
        """Whether the store is to be replaced."""
        return f"Put {source} in the place of {path}? What is there now is kept beside it. [y/N] "

    def is_yes(self, answer: str) -> bool:
        """Whether an answer means yes."""
        return answer.strip().casefold() in ("y", "yes")

    def not_restored(self) -> str:
        """The answer was no."""
        return "nothing was changed"

    def restored(self, path: str, source: str, kept: str) -> str:
        """The store was replaced."""
        rest = f"; what it was before is kept in {kept}" if kept else ""
        return f"{path} is now as in {source}{rest}"

    def backups(self, place: str, n: int, newest: date | None) -> str:
        """The daily backups of a store."""
        if newest is None:
            return f"{place} (none yet)"
        return f"{place} ({_n(n, 'daily backup')}, the newest of {DOMAIN.date(newest)})"

    def network_drive(self, path: str, kind: str) -> str:
        """The store lies on another machine."""
        return f"{path} lies on a network drive ({kind}), where SQLite is not safe: keep the store on a local disk."

    def backing_up(self) -> str:
        """Today's first state is being copied."""
        return "backing up the store as it was before today's first change …"

    def no_daily_backup(self, why: str) -> str:
        """Today's backup could not be made."""
        return f"Today's backup was not made: {why}"


CARE: CareWords = EnglishCare()
