"""A dated phrase as a value: what plans say and what lists show."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Window(NamedTuple):
    """A dated phrase: the days it allows, and how exactly it says so (DOMAIN, rule 3)."""

    phrase: str
    """The words as written: 5月上旬, 年内, 2005年7月中旬至2007年9月底."""
    start: date | None = None
    """The first day, where the phrase names one (a window, 从…起)."""
    end: date | None = None
    """The last day that the phrase allows; None for 长期, 持续."""
    precision: str = "day"
    """One of vocabulary.PRECISIONS."""
    doubt: str = ""
    """Why this reading is only one of several ("X月前": before or within X); empty when there is no doubt."""
    hidden_year: bool = False
    """True where the document hides its year (20xx年) and --year supplied it."""
