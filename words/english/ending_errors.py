"""English sentences for the end of a plan and what is kept of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from words.english.domain import DOMAIN
from words.english.file_errors import SAFE, accepts

if TYPE_CHECKING:
    from datetime import date

RULES = {
    "no_toml": "is no TOML file",
    "no_points": "has no table [points]",
    "unknown": "has “{name}”, which is no fact",
    "not_a_number": "gives no number of points for “{name}”",
    "unreadable": "cannot be read",
}


class EnglishEndingErrors:
    """The end of a plan."""

    def no_copy(self, *, path: str) -> str:
        """What is to be gone back to is no store."""
        return f"{path} is no copy of a store. {SAFE} “duban where” says where the backups are."

    def contacts_in_csv(self, *, format: str) -> str:
        """Contacts in a format without columns for them."""
        return f"Contacts stand in a ledger as csv, not as {format}. {SAFE} Add --format csv."

    def end_needs_basis(self) -> str:
        """Closed or opened again on no basis."""
        return f"A plan is closed or opened again on a basis: a document, the minutes of a meeting. {SAFE}"

    def close_needs_yes(self, *, plan: str) -> str:
        """Nobody is there to be asked."""
        return f"Nobody is here to be asked whether “{plan}” is to be closed. {SAFE} Give --yes to close it unasked."

    def closed_already(self, *, plan: str, on: date) -> str:
        """The plan is closed already."""
        return f"The plan “{plan}” was closed on {DOMAIN.date(on)} already. {SAFE}"

    def not_closed(self, *, plan: str) -> str:
        """A plan that is open cannot be opened."""
        return f"The plan “{plan}” is open. {SAFE}"

    def end_before_turn(self, *, plan: str, on: date, state: str) -> str:
        """Closed before it was opened again, or opened before it was closed."""
        turned = "was closed" if state == "closed" else "was opened again"
        return f"The plan “{plan}” {turned} on {DOMAIN.date(on)}: take a day from then on. {SAFE}"

    def issue_needs_number(self, *, last: str = "") -> str:
        """A bulletin is issued under a number."""
        known = f" The last one is {last}." if last else ""
        return f"What is issued has a number: give --number N. {SAFE}{known}"

    def issued_already(self, *, paper: str, number: str, as_of: date) -> str:
        """The number is taken."""
        what = f"{DOMAIN.word(paper)} {number} was issued already, as of {DOMAIN.date(as_of)}"
        return f"{what[0].upper()}{what[1:]}. {SAFE} Take the next number, or “duban undo” that issue first."

    def archive_exists(self, *, path: str) -> str:
        """Something stands where the archive is to be written."""
        return f"{path} is there already. {SAFE} An archive is written to a new directory."

    def period_reversed(self, *, since: date, until: date) -> str:
        """A period that ends before it begins."""
        return f"The period would end on {DOMAIN.date(until)}, before it begins on {DOMAIN.date(since)}. {SAFE}"

    def bad_rules(self, *, path: str, why: str, name: str = "", accepted: tuple[str, ...] = ()) -> str:
        """A rules file that is none."""
        return f"{path} {RULES.get(why, why).replace('{name}', name)}. {SAFE}{accepts(accepted)}"
