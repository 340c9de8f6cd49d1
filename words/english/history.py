"""What is said of recorded commands, in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from words.english.calls import KINDS
from words.english.domain import DOMAIN
from words.english.endings import called

if TYPE_CHECKING:
    from datetime import date

    from words.phrases.history import HistoryWords

PLURALS = {"body": "bodies", "person": "people", "chase_item": "items of chases", "store": "settings"}


class EnglishHistory:
    """Undo, redo and the log in English."""

    lang = "en"

    def thing(self, table: str, ref: str, unit: str, name: str, value: str, on: date | None) -> str:
        """One row by its names."""
        day = DOMAIN.date(on) if on else ""
        figure = f" ({value})" if value else ""
        match table:
            case "plan":
                return f"plan {ref}" + (f" ({name})" if name else "")
            case "task" | "milestone" | "indicator":
                return f"{DOMAIN.table(table)} {ref} {name}".rstrip()
            case "assignment" | "mandate":
                return f"{DOMAIN.table(table)} of {unit} in {ref}"
            case "report":
                return f"report of {unit} on {ref} for {day}"
            case "reading":
                return f"figure of {unit} for {ref} at {day}{figure}"
            case "share":
                return f"share of {unit} in {ref}{figure}"
            case "extension":
                return f"extension asked by {unit} for {ref} until {day}"
            case "chase":
                return f"chase of {unit} on {day}"
            case "contact":
                return f"{KINDS.get(value, value)} {name}".rstrip() + f" of {unit}"
            case "membership":
                return f"membership of {unit} in {name}"
            case "bulletin":
                return f"{DOMAIN.word(value)} {called(name)}" + (f" of {ref}" if ref else "")
        owner = unit or ref
        return f"{DOMAIN.table(table)} {name}{figure}".rstrip() + (f" of {owner}" if owner else "")

    def counted(self, table: str, n: int) -> str:
        """So many rows of a table."""
        noun = DOMAIN.table(table)
        return f"{n} {noun if n == 1 else PLURALS.get(table, f'{noun}s')}"

    def turned_row(self, redo: bool, there: bool, what: str) -> str:
        """What came or went."""
        if redo:
            return f"there again: {what}" if there else f"ended again: {what}"
        return f"taken back: {what}" if there else f"counts again: {what}"

    def turned(self, redo: bool, command: int, said: str) -> str:
        """The line of an undo or redo in the log."""
        return f"did command {command} again: {said}" if redo else f"undid command {command}: {said}"

    def undone_by(self, by: str, on: date) -> str:
        """Who took it back, and when."""
        return f"undone by {by} on {DOMAIN.date(on)}"


HISTORY: HistoryWords = EnglishHistory()
