"""What a bulletin, a briefing and a ledger say in English: head, foot, captions and cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from words.english import paper_tables as tables
from words.english.domain import DOMAIN
from words.english.paper_body import EnglishIndicators, EnglishOverall, EnglishProblems, slot
from words.english.paper_since import EnglishSince
from words.figures import months_digits, say

if TYPE_CHECKING:
    from datetime import date

    from words.phrases.paper import PaperWords

Names = tuple[str, ...]

KINDS = {"bulletin": "Bulletin", "briefing": "Briefing", "ledger": "Ledger"}
BASES = {
    "breakdown": "its breakdown",
    "minutes": "minutes of meetings",
    "instruction": "instructions",
    "notice": "notices",
}


class EnglishHead:
    """The top and the bottom of a paper."""

    def slot(self, what: str) -> str:
        """[to be added: date]."""
        return slot(say(tables.SLOTS, what))

    def mark(self, draft: bool, sample: bool) -> str:
        """DRAFT, SAMPLE DATA."""
        return ", ".join(text for on, text in ((draft, "DRAFT"), (sample, "SAMPLE DATA")) if on)

    def sample(self) -> str:
        """That the data is sample data."""
        return "This paper holds sample data: members, shares and progress marked so are invented for the demo."

    def topic(self, title: str) -> str:
        """A plan's title without its kind; titles are as issued, mostly Chinese."""
        from words.chinese.paper import PAPER as CHINESE

        return CHINESE.topic(title)

    def title(self, kind: str, topic: str, period: str, as_of: date) -> str:
        """Bulletin on Progress of …, August 2006."""
        if kind == "ledger":
            return f"Ledger of Assignments: {topic}"
        return f"{KINDS.get(kind, kind)} on Progress of {topic}{f', {period}' if period else ''}"

    def titles(self, kind: str, plans: int, as_of: date) -> str:
        """The title over several plans."""
        if kind == "ledger":
            return f"Ledger of Assignments: {plans} Plans"
        return f"{KINDS.get(kind, kind)} on Progress of {plans} Plans"

    def salutation(self, names: str) -> str:
        """To: …."""
        return f"To: {names.rstrip('：:')}"

    def opening(
        self, kind: str, title: str, number: str, bases: Names, as_of: date, figures_on: date | None, differ: bool
    ) -> str:
        """On what it rests, for which date, with the figures of which date."""
        rests = f"“{title.strip('《》')}”{f' ({number})' if number else ''}"
        more = " and ".join(BASES[basis] for basis in bases if basis in BASES)
        figures = f" (figures as reported for {DOMAIN.day(figures_on, as_of)})" if figures_on else ""
        if differ and not figures_on:
            figures = " (figures as reported, each with its own date in table 1)"
        under = f"Under {rests}{f' and {more}' if more else ''}"
        return f"{under}, progress as of {DOMAIN.date(as_of)} is as follows{figures}."

    def openings(self, plans: int, as_of: date) -> str:
        """The same over several plans."""
        return f"Progress of {plans} plans as of {DOMAIN.date(as_of)} is as follows."

    def heading(self, n: int, section: str) -> str:
        """1. Overall."""
        return f"{n}. {say(tables.SECTIONS, section)}"

    def sub(self, n: int, text: str) -> str:
        """(1) …."""
        return f"({n}) {text}"

    def step(self, n: int, text: str) -> str:
        """(1) …."""
        return f"({n}) {text}"

    def clause(self, n: int, text: str) -> str:
        """(a) …, and numbers after z."""
        return f"({chr(96 + n) if n <= 26 else n}) {text}"

    def join(self, sentences: Names) -> str:
        """A space between."""
        return " ".join(sentences)

    def annexes(self, names: Names) -> Names:
        """Annexes: 1 …; 2 …."""
        if len(names) == 1:
            return (f"Annex: {names[0]}",)
        return (f"Annexes: {'; '.join(f'{n} {name}' for n, name in enumerate(names, 1))}",)

    def annex_ledger(self, as_of: date) -> str:
        """The name of the ledger."""
        return f"Ledger of assignments as of {DOMAIN.date(as_of)}"

    def annex_moves(self) -> str:
        """The name of the table of changed due dates."""
        return "Changed and extended due dates"

    def contact(self) -> str:
        """Who to ask."""
        return f"(Contact: {slot('')}, telephone: {slot('')})"

    def cc(self, names: str) -> str:
        """Cc: …."""
        return f"Cc: {names.rstrip('。.')}."

    def basis(self, notes: Names) -> str:
        """Basis of figures: …."""
        return f"Basis of figures: {'; '.join(notes)}."

    def basis_elapsed(self, start: date | None, end: date | None, of_months: float, months: float, as_of: date) -> str:
        """How elapsed time is counted."""
        window = ""
        if start and end:
            window = f"{DOMAIN.month(start)} {start.year} to {DOMAIN.month(end)} {end.year}: "
        passed = f"{months_digits(months)} at {DOMAIN.day(as_of, as_of)}"
        return f"time elapsed in months and fractions ({window}{months_digits(of_months)} months, {passed})"

    def basis_behind(self, points: float) -> str:
        """What counts as behind."""
        return f"behind means more than {DOMAIN.number(points)} points below the time elapsed at the figure's own date"

    def basis_soon(self, days: int) -> str:
        """What counts as due soon."""
        return f"due soon means within {days} days"

    def basis_silent(self, days: int, cycle: bool) -> str:
        """What counts as no report."""
        return "no report means none in the last period" if cycle else f"no report means none for {days} days"

    def basis_figures(self, until: date, as_of: date) -> str:
        """Whose figures are whose."""
        newest = f"the assessment of assignments the newest at {DOMAIN.day(as_of, as_of)}"
        return f"the indicators take the figures up to {DOMAIN.day(until, as_of)}, {newest}"

    def basis_unknown(self) -> str:
        """That unknown is not zero."""
        return "unknown figures do not count as zero"

    def basis_rounded(self) -> str:
        """That rounded parts may not add to 100."""
        return "rounded parts may not add up to 100%"


class EnglishTables:
    """Captions and cells."""

    def column(self, name: str) -> str:
        """The head of a column, or a light's name."""
        if name in tables.COLUMNS:
            return say(tables.COLUMNS, name)
        light = DOMAIN.light(name)
        return light[:1].upper() + light[1:]

    def ledger_column(self, name: str) -> str:
        """The head of a column of the ledger."""
        return say(tables.LEDGER, name)

    def indicators_caption(self, n: int, on: date | None, as_of: date) -> str:
        """Table 1. Indicators by unit."""
        return f"Table {n}. Indicators by unit{f', at {DOMAIN.date(on)}' if on else ''}"

    def units_caption(self, n: int, as_of: date, ranked: bool) -> str:
        """That one task counts under each of its units."""
        order = "; in order of overdue, unreported and behind" if ranked else ""
        return (
            f"Table {n}. Assignments by unit, as of {DOMAIN.date(as_of)}"
            f" (a task laid on several units counts under each{order})"
        )

    def red_caption(self, n: int, as_of: date) -> str:
        """The caption of the table of red items."""
        return f"Table {n}. Overdue items, as of {DOMAIN.date(as_of)}"

    def plans_caption(self, as_of: date) -> str:
        """The caption of the table of plans."""
        return f"Assignments by plan, as of {DOMAIN.date(as_of)}"

    def ledger_caption(self, n: int, as_of: date) -> str:
        """The caption of the ledger."""
        return f"As of {DOMAIN.date(as_of)}: {DOMAIN.items(n)}"

    def report_column(self, start: date, end: date) -> str:
        """August report."""
        return f"{EnglishOverall().period(start, end, end)} report"

    def reported(self, how: str, on: date | None, as_of: date) -> str:
        """On time, late (9 September), missing."""
        day = f" ({DOMAIN.day(on, as_of)})" if on else ""
        return {"on_time": "on time", "late": f"late{day}", "missing": "missing"}.get(how, "—")

    def reports_total(self, on_time: int, late: int, missing: int) -> str:
        """6 on time, 1 late, 1 missing."""
        return f"{on_time} on time, {late} late, {missing} missing"

    def group(self, name: str, members: int) -> str:
        """A group's own row."""
        return f"{name} ({members} members)"

    def member(self, name: str) -> str:
        """A member's row below its group."""
        return f"– {name}"

    def total(self) -> str:
        """Total."""
        return "Total"

    def nothing_known(self) -> str:
        """A cell without a value."""
        return "—"

    def item(self, title: str, ref: str) -> str:
        """A task named in a cell."""
        return f"{title} (no. {ref})"


class EnglishPaper(EnglishHead, EnglishOverall, EnglishIndicators, EnglishSince, EnglishProblems, EnglishTables):
    """Everything that a paper says."""

    lang = "en"


PAPER: PaperWords = EnglishPaper()
