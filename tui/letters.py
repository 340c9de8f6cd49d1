"""Texts for the clipboard: a row as one line, and the polite text that asks a unit. Nothing here knows Textual."""

from __future__ import annotations

from datetime import date, timedelta

from store.called import LetterFacts
from store.holidays import rolled
from store.shapes import Assignment
from tui.looks import Face
from tui.text import visible

MOST_BYTES = 50_000
"""Terminals take no more by OSC 52, some even less."""
MOST_ITEMS = 30
"""A text to a person lists no more; the rest is counted."""
ANSWER_DAYS = 3
"""In so many days an answer is wanted, then on the next working day."""


def unit_letter(unit: str, facts: LetterFacts, face: Face, as_of: date) -> str:
    """The text that asks a unit for what is late, due soon or not reported.

    Args:
        unit: its name, made visible.
        facts: what it is to be asked for.
        face: of the language.
        as_of: the day of the text.
    """
    listed = [
        (visible(f"{item.label} {item.title}".strip()), item.due, item.days_late) for item in facts.items[:MOST_ITEMS]
    ]
    plans = tuple(visible(title) for title in facts.plans)
    return face.words.calls.letter(
        unit, plans, listed, len(facts.items) - len(listed), facts.missing,
        rolled(as_of + timedelta(days=ANSWER_DAYS)), visible(facts.office), as_of,
    )  # fmt: skip


def row_text(item: Assignment, face: Face) -> str:
    """An assignment as one line, its parts apart by tabs, as a spreadsheet takes them."""
    domain = face.words.domain
    parts = (
        f"{item.plan}/{item.task}", f"{item.label} {item.title}".strip(), item.unit, domain.role(item.role),
        domain.status(item.status), domain.light(item.light), item.due.isoformat() if item.due else "",
    )  # fmt: skip
    return "\t".join(visible(part) for part in parts)
