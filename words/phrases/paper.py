"""What a bulletin 通报, a briefing 专报 and a ledger 台账 say (PAPERS, section 1).

Sentences come whole, with their full stop, and are joined by `join`. No phrase praises or blames. Figures, names and
dates come as values; slots stand where only a person knows what to say.
"""

from __future__ import annotations

from datetime import date
from typing import Protocol

from words.phrases.paper_since import SinceWords

Names = tuple[str, ...]


class HeadWords(Protocol):
    """The top and the bottom of a paper."""

    def slot(self, what: str) -> str:
        """An empty place for a person to fill, by an id of Slots."""

    def mark(self, draft: bool, sample: bool) -> str:
        """The mark beside the number: draft, sample data."""

    def sample(self) -> str:
        """That the data is sample data, as a sentence for the top."""

    def topic(self, title: str) -> str:
        """What a plan is about: its title without 实施方案 and the like."""

    def title(self, kind: str, topic: str, period: str, as_of: date) -> str:
        """The title; `period` is empty where the plan has no cycle."""

    def titles(self, kind: str, plans: int, as_of: date) -> str:
        """The title over several plans."""

    def salutation(self, names: str) -> str:
        """To whom it goes."""

    def opening(
        self, kind: str, title: str, number: str, bases: Names, as_of: date, figures_on: date | None, differ: bool
    ) -> str:
        """On what it rests, for which date, with the figures of which date.

        Args:
            kind: bulletin, briefing or ledger.
            title: the plan's.
            number: its document number.
            bases: ids of further bases on which due dates rest (breakdown, minutes, …).
            as_of: the date it is computed for.
            figures_on: the date of the figures, where they share one.
            differ: whether the figures carry several dates.
        """

    def openings(self, plans: int, as_of: date) -> str:
        """The same over several plans."""

    def heading(self, n: int, section: str) -> str:
        """A numbered heading."""

    def sub(self, n: int, text: str) -> str:
        """A numbered paragraph below a heading."""

    def step(self, n: int, text: str) -> str:
        """A numbered demand."""

    def clause(self, n: int, text: str) -> str:
        """One of several numbered sentences inside a paragraph."""

    def join(self, sentences: Names) -> str:
        """Sentences one after the other."""

    def annexes(self, names: Names) -> Names:
        """The lines that name the annexes."""

    def annex_ledger(self, as_of: date) -> str:
        """The name of the ledger."""

    def annex_moves(self) -> str:
        """The name of the table of changed due dates."""

    def contact(self) -> str:
        """Who to ask: slots."""

    def cc(self, names: str) -> str:
        """To whom a copy goes."""

    def basis(self, notes: Names) -> str:
        """The note on how the figures were made 口径."""

    def basis_elapsed(self, start: date | None, end: date | None, of_months: float, months: float, as_of: date) -> str:
        """How elapsed time is counted."""

    def basis_behind(self, points: float) -> str:
        """What counts as behind."""

    def basis_soon(self, days: int) -> str:
        """What counts as due soon."""

    def basis_silent(self, days: int, cycle: bool) -> str:
        """What counts as no report."""

    def basis_figures(self, until: date, as_of: date) -> str:
        """That section two takes the figures up to a day, and the lights of assignments the newest."""

    def basis_unknown(self) -> str:
        """That unknown is not zero."""

    def basis_rounded(self) -> str:
        """That rounded parts may not add to 100."""


class OverallWords(Protocol):
    """Section one."""

    def laid(self, title: str, mains: int, unlaid: int, tasks: int, units: int, total: int) -> str:
        """How many tasks are laid on how many units; `unlaid` are the numbered items that name nobody."""

    def parts(self, as_of: date, parts: tuple[tuple[str, int, float], ...], soon_days: int) -> str:
        """The lights with number and share: (light, n, percent); due soon means within `soon_days`."""

    def by_task(self, parts: tuple[tuple[str, int, Names], ...]) -> str:
        """The lights by task: (light, n, refs)."""

    def needs_help(self, n: int) -> str:
        """How many need help, whatever their light."""

    def elapsed(self, percent: float) -> str:
        """The elapsed part of the plan's time."""

    def reporting(self, start: date, end: date, due: date, on_time: int, late: int, missing: int, as_of: date) -> str:
        """How the last period was reported."""

    def period(self, start: date, end: date, year_of: date | None) -> str:
        """A period: August; the year is left out where it is that of `year_of`."""

    def nothing(self, as_of: date) -> str:
        """That nothing is laid on anybody yet."""


class IndicatorWords(Protocol):
    """Section two."""

    def amount(self, value: float, measure: str) -> str:
        """A figure with its measure."""

    def threshold(self, comparator: str, amount: str) -> str:
        """At least, at most this much."""

    def indicator_sum(
        self,
        measure: str,
        target: float | None,
        value: float | None,
        percent: float | None,
        reported: int,
        expected: int,
        pace: str,
    ) -> str:
        """A figure of the whole plan against its target, without a full stop; `pace` is what `pace` said, or empty."""

    def pace(self, elapsed: float, on: date, as_of: date, gap: float, tolerance: float, light: str) -> str:
        """How the figure stands to the elapsed time, from the printed figures; `gap` is signed points."""

    def missing(self, units: tuple[tuple[str, str | None], ...], reported_share: str | None, rate: float | None) -> str:
        """Who reported nothing, each with its share, and the rate over those who did."""

    def indicator_each(
        self, target: str, due: date | None, expected: int, reported: int, met: int, of_all: float, of_reported: float
    ) -> str:
        """A threshold for every unit: how many reach it, both rates."""

    def not_met(self, units: tuple[tuple[str, str], ...]) -> str:
        """Who does not reach it yet, each with its figure."""

    def indicator_choice(self, expected: int, reported: int, chosen: tuple[tuple[str, int], ...]) -> str:
        """What the units chose."""

    def ladder(self, steps: tuple[tuple[str, date | None], ...]) -> str:
        """The rungs of a target with several dates."""

    def end(self, text: str) -> str:
        """A sentence that was put together, with its full stop."""

    def assessment(self, light: str, ahead: bool) -> str:
        """A light as a cell of the table of indicators."""

    def figure_on(self, on: date | None, came: bool, verified: bool, as_of: date) -> str:
        """The date of a figure as a cell."""

    def not_reported(self) -> str:
        """An empty figure as a cell."""

    def reported_of(self, reported: int, expected: int) -> str:
        """How many of how many reported, as a cell."""


class ProblemWords(Protocol):
    """Sections three and four."""

    def limit(self, due: date, due_first: date | None, due_from: str, basis: str, note: str, as_of: date) -> str:
        """A due date with its first date and what it rests on, for use in brackets."""

    def late_head(self, n: int, settled: int) -> str:
        """How many are overdue, and how many left the list because their task is closed."""

    def late(self, units: Names, role: str, ref: str, title: str, limit: str, days: int) -> str:
        """One overdue piece of work, without a full stop."""

    def extension(
        self, units: int, asked: date, wanted: date, late: bool, decision: str, kept: int, as_of: date
    ) -> str:
        """What was asked and decided, without a full stop; `kept`: days late that an approval did not take away."""

    def lag_head(self, n: int) -> str:
        """How many are behind."""

    def lag_figure(self, percent: str, newer: date | None, as_of: date) -> str:
        """A percentage of `lag`, with its day where it is newer than the figures of table 1."""

    def lag(self, units: Names, role: str, ref: str, title: str, figures: Names, gaps: Names) -> str:
        """One task with those behind, without a full stop."""

    def silent_head(self, n: int, units: int) -> str:
        """How many said nothing."""

    def silent(self, units: Names, refs: Names, n: int, since: date | None, periods: int, as_of: date) -> str:
        """Units that said nothing, without a full stop; without refs only the number `n` is said."""

    def stuck_head(self, n: int) -> str:
        """How many need help."""

    def stuck(self, units: Names, ref: str, title: str, problem: str) -> str:
        """One call for help, without a full stop; `problem` may be empty."""

    def missed_head(self, n: int) -> str:
        """How many milestones were missed."""

    def missed(self, name: str, unit: str, due: date, days: int, as_of: date) -> str:
        """One missed milestone, without a full stop."""

    def no_problems(self, as_of: date) -> str:
        """That there is nothing to name."""

    def semicolon(self, clauses: Names) -> str:
        """Clauses as one sentence with its full stop."""

    def require_late(self) -> str:
        """What overdue units have to do."""

    def require_lag(self) -> str:
        """What units behind have to do."""

    def require_soon(self, units: Names, ref: str, title: str, due: date, as_of: date) -> str:
        """What falls due, from its own date."""

    def require_silent(self, units: Names, periods: tuple[tuple[date, date], ...], as_of: date) -> str:
        """What silent units have to send."""

    def require_stuck(self, n: int) -> str:
        """What becomes of calls for help."""

    def require_report(self, start: date, end: date, due: date, as_of: date) -> str:
        """The next report."""


class TableWords(Protocol):
    """Captions and cells of tables."""

    def column(self, name: str) -> str:
        """The head of a column, or a light's short name."""

    def ledger_column(self, name: str) -> str:
        """The head of a column of the ledger."""

    def indicators_caption(self, n: int, on: date | None, as_of: date) -> str:
        """The caption of the table of indicators."""

    def units_caption(self, n: int, as_of: date, ranked: bool) -> str:
        """The caption of the table of units: that one task counts under each of its units."""

    def red_caption(self, n: int, as_of: date) -> str:
        """The caption of the table of red items."""

    def plans_caption(self, as_of: date) -> str:
        """The caption of the table of plans."""

    def ledger_caption(self, n: int, as_of: date) -> str:
        """The caption of the ledger."""

    def report_column(self, start: date, end: date) -> str:
        """The head of the column that says who reported."""

    def reported(self, how: str, on: date | None, as_of: date) -> str:
        """On time, late with its day, missing, or nothing owed: on_time, late, missing, none."""

    def reports_total(self, on_time: int, late: int, missing: int) -> str:
        """The same added up."""

    def group(self, name: str, members: int) -> str:
        """A group's own row."""

    def member(self, name: str) -> str:
        """A member's row below its group."""

    def total(self) -> str:
        """The row that adds up."""

    def nothing_known(self) -> str:
        """A cell without a value."""

    def item(self, title: str, ref: str) -> str:
        """A task named in a cell."""


class PaperWords(HeadWords, OverallWords, IndicatorWords, SinceWords, ProblemWords, TableWords, Protocol):
    """Everything that a paper says."""

    lang: str
