"""The sentences of a bulletin in English: overall, indicators, problems, what is required."""

from __future__ import annotations

from typing import TYPE_CHECKING

from words.english.domain import DOMAIN
from words.figures import MINUS, percent_digits, point_digits

if TYPE_CHECKING:
    from datetime import date

Names = tuple[str, ...]

COUNTED = {"no_report": "with no report", "no_date": "with no due date", "blocked": "in need of help"}
"""Lights that stand behind a number in other words than alone."""
LIGHTS = COUNTED | {"due_soon": "due within {days} days", "behind": "behind schedule"}
ONE = {"people": "person"}
COMPARATORS = {">=": "at least", "<=": "at most", ">": "more than", "<": "less than", "=": "exactly", "==": "exactly"}
SHARED_DATES = {"phase": ", with its phase", "plan": ", with the plan"}
ROLES = {"lead": " (lead)", "support": " (support)"}
PAST = {"pending": "not decided yet", "approved": "approved", "refused": "refused"}


def slot(what: str) -> str:
    """An empty place for a person to fill."""
    return f"[to be added: {what}]" if what else "[to be added]"


def size(points: float) -> str:
    """Points without their sign."""
    return point_digits(points).lstrip("+" + MINUS)


def percent(value: float) -> str:
    """44.4%, as papers print it."""
    return f"{percent_digits(value)}%"


def many(n: int, one: str, several: str = "") -> str:
    """3 units."""
    return f"{DOMAIN.number(n)} {one if n == 1 else several or one + 's'}"


def nos(refs: Names) -> str:
    """Nos. 1, 6."""
    return f"no{'s' if len(refs) > 1 else ''}. {DOMAIN.list(refs)}"


def light_name(light: str, days: int) -> str:
    """A light as a bulletin counts it."""
    return LIGHTS.get(light, DOMAIN.light(light)).format(days=days)


class EnglishOverall:
    """1. Overall."""

    def laid(self, title: str, mains: int, unlaid: int, tasks: int, units: int, total: int) -> str:
        """How many tasks are laid on how many units."""
        finer = f" ({many(tasks, 'piece')})" if tasks != mains else ""
        verb = "is" if mains == 1 else "are"
        rest = f"; {many(unlaid, 'more task')} name{'s' if unlaid == 1 else ''} no unit" if unlaid else ""
        whom, what = many(units, "unit"), many(total, "assignment")
        return f"The plan's {many(mains, 'task')}{finer} {verb} laid on {whom} as {what}{rest}."

    def parts(self, as_of: date, parts: tuple[tuple[str, int, float], ...], soon_days: int) -> str:
        """The lights with number and share."""
        told = ", ".join(f"{n} {light_name(light, soon_days)} ({percent(share)})" for light, n, share in parts)
        return f"At {DOMAIN.day(as_of, as_of)}: {told}."

    def by_task(self, parts: tuple[tuple[str, int, Names], ...]) -> str:
        """The lights by task."""
        told = ", ".join(f"{n} {COUNTED.get(light, DOMAIN.light(light))} ({nos(refs)})" for light, n, refs in parts)
        return f"By task: {told}."

    def needs_help(self, n: int) -> str:
        """How many need help."""
        return f"Of all these, {n} {'needs' if n == 1 else 'need'} help."

    def elapsed(self, percent: float) -> str:
        """The elapsed part of the plan's time."""
        return f"Time elapsed: {percent_digits(percent)}%."

    def reporting(self, start: date, end: date, due: date, on_time: int, late: int, missing: int, as_of: date) -> str:
        """How the last period was reported."""
        total = on_time + late + missing
        rate = f" ({percent(on_time / total * 100)} on time)" if total else ""
        told = ", ".join(text for n, text in ((late, f"{late} late"), (missing, f"{missing} missing")) if n)
        when = self.period(start, end, as_of)
        said = f"{on_time} on time{f', {told}' if told else ''}"
        return f"{when} reports (due {DOMAIN.day(due, as_of)}): {total} due, {said}{rate}."

    def period(self, start: date, end: date, year_of: date | None) -> str:
        """August, quarter 3 of 2006, 4 September to 10 September."""
        year = "" if year_of is not None and year_of.year == end.year else f" {end.year}"
        if start.day == 1 and start.year == end.year and end.day >= 28:
            if start.month == end.month:
                return f"{DOMAIN.month(end)}{year}"
            if end.month - start.month == 2 and end.month % 3 == 0:
                return f"Quarter {end.month // 3}{f' of{year}' if year else ''}"
        return f"{DOMAIN.day(start, year_of or end)} to {DOMAIN.day(end, year_of) if year_of else DOMAIN.date(end)}"

    def nothing(self, as_of: date) -> str:
        """That nothing is laid on anybody yet."""
        return f"At {DOMAIN.date(as_of)} there are no assignments."


class EnglishIndicators:
    """2. Indicators."""

    def amount(self, value: float, measure: str) -> str:
        """17,770 households."""
        named = DOMAIN.measure(measure)
        if value == 1 and named != measure:  # a word of ours, and those are plurals
            named = ONE.get(named, named.removesuffix("s"))
        return f"{DOMAIN.number(value)}{'' if named in ('', '%') else ' '}{named}"

    def threshold(self, comparator: str, amount: str) -> str:
        """At least 60%."""
        return f"{COMPARATORS.get(comparator, comparator)} {amount}"

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
        """A figure of the whole plan against its target."""
        goal = "" if target is None else self.amount(target, measure)
        if value is None:
            who = f"none of {many(expected, 'unit')} reported: unknown, not zero" if expected else "no figure yet"
            return f"Target {goal}; {who}" if goal else who[:1].upper() + who[1:]
        done = f"{DOMAIN.number(value)} of {goal}" if goal else self.amount(value, measure)
        rate = f" ({percent_digits(percent)}%)" if percent is not None else ""
        who = f"; {reported} of {many(expected, 'unit')} reported" if expected else ""
        return f"{done}{rate}{pace}{who}"

    def pace(self, elapsed: float, on: date, as_of: date, gap: float, tolerance: float, light: str) -> str:
        """How the figure stands to the elapsed time."""
        time = f"{percent(elapsed)} at {DOMAIN.day(on, as_of)}"
        if gap == 0:
            return f", level with the elapsed time ({time}), {DOMAIN.light(light)}"
        told = f", {size(gap)} points {'behind' if gap < 0 else 'ahead of'} schedule ({time})"
        if gap < 0 and light != "behind":
            told += f", within the {DOMAIN.number(tolerance)}-point tolerance"
        return told if light == "behind" else f"{told}: {DOMAIN.light(light)}"

    def missing(self, units: tuple[tuple[str, str | None], ...], reported_share: str | None, rate: float | None) -> str:
        """Who reported nothing, and the rate over those who did."""
        names = DOMAIN.list(tuple(f"{unit} (share {share})" if share else unit for unit, share in units))
        over = f"; {percent(rate)} of the {reported_share} reported on" if reported_share and rate is not None else ""
        return f"Unknown, not zero: {names}{over}."

    def indicator_each(
        self, target: str, due: date | None, expected: int, reported: int, met: int, of_all: float, of_reported: float
    ) -> str:
        """A threshold for every unit."""
        until = f" by {DOMAIN.date(due)}" if due else ""
        if not reported:
            return f"Every unit {target}{until}; none of {many(expected, 'unit')} reported: unknown, not zero"
        rates = percent(of_all)
        if reported < expected:
            rates += f" of all, {percent(of_reported)} of those who reported"
        reach = f"{met} {'reaches' if met == 1 else 'reach'} it"
        return f"Every unit {target}{until}; {reported} of {many(expected, 'unit')} reported, {reach} ({rates})"

    def not_met(self, units: tuple[tuple[str, str], ...]) -> str:
        """Who does not reach it yet."""
        return f"Not yet: {DOMAIN.list(tuple(f'{unit} ({value})' for unit, value in units))}."

    def indicator_choice(self, expected: int, reported: int, chosen: tuple[tuple[str, int], ...]) -> str:
        """What the units chose."""
        told = DOMAIN.list(tuple(f"{choice} {n}" for choice, n in chosen))
        return f"{reported} of {many(expected, 'unit')} reported{f': {told}' if told else ''}"

    def ladder(self, steps: tuple[tuple[str, date | None], ...]) -> str:
        """The rungs of a target with several dates."""
        told = ", ".join(f"{value} by {DOMAIN.date(by)}" if by else value for value, by in steps)
        return f"Steps: {told}."

    def end(self, text: str) -> str:
        """With its full stop."""
        return f"{text}."

    def assessment(self, light: str, ahead: bool) -> str:
        """A light as a cell."""
        if light == "on_track":
            return "ahead of schedule" if ahead else "on schedule"
        return DOMAIN.light(light) if light else "—"

    def figure_on(self, on: date | None, came: bool, verified: bool, as_of: date) -> str:
        """The date of a figure as a cell."""
        if on is None:
            return "none"
        day = DOMAIN.day(on, as_of)
        return f"{day}{' (verified)' if verified else ''}" if came else f"none since {day}"

    def not_reported(self) -> str:
        """An empty figure as a cell."""
        return "unknown"

    def reported_of(self, reported: int, expected: int) -> str:
        """3 of 4 units reported."""
        return f"{reported} of {expected} reported"


class EnglishProblems:
    """3. Problems and 4. Required."""

    def limit(self, due: date, due_first: date | None, due_from: str, basis: str, note: str, as_of: date) -> str:
        """Due 31 August, by the minutes."""
        first = f", first {DOMAIN.day(due_first, as_of)}" if due_first and due_first < due else ""
        rests = f", basis: {note or DOMAIN.basis(basis)}" if note or basis not in ("", "plan") else ""
        return f"due {DOMAIN.day(due, as_of)}{first}{rests or SHARED_DATES.get(due_from, '')}"

    def late_head(self, n: int, settled: int) -> str:
        """How many are overdue."""
        left = f" ({settled} more whose task is closed by its rule are not listed)" if settled else ""
        return f"{n} overdue{left}."

    def late(self, units: Names, role: str, ref: str, title: str, limit: str, days: int) -> str:
        """One overdue piece of work."""
        who = f"{DOMAIN.list(units)}{ROLES.get(role, '')}"
        return f"{who}: {title} ({nos((ref,))}, {limit}), {many(days, 'day')} late"

    def extension(
        self, units: int, asked: date, wanted: date, late: bool, decision: str, kept: int, as_of: date
    ) -> str:
        """What was asked and decided."""
        whose = "its" if units == 1 else "their"
        counted = " came after the due date" + ("" if kept else " and does not stop the count") if late else ""
        until = f"to extend to {DOMAIN.day(wanted, as_of)}"
        end = f"; {PAST.get(decision, decision)}" if late else f" is {PAST.get(decision, decision)}"
        besides = f", and {many(kept, 'day')} late before it stay counted besides" if kept else ""
        return f"; {whose} request of {DOMAIN.day(asked, as_of)} {until}{counted}{end}{besides}"

    def lag_head(self, n: int) -> str:
        """How many are behind."""
        return f"{n} behind schedule."

    def lag_figure(self, percent: str, newer: date | None, as_of: date) -> str:
        """40.8% at 31 August."""
        return f"{percent}%{f' at {DOMAIN.day(newer, as_of)}' if newer else ''}"

    def lag(self, units: Names, role: str, ref: str, title: str, figures: Names, gaps: Names) -> str:
        """One task with those behind."""
        told = tuple(f"{unit} {figures[i]} ({MINUS}{gaps[i]} points)" for i, unit in enumerate(units))
        return f"{title} ({nos((ref,))}): {DOMAIN.list(told)}"

    def silent_head(self, n: int, units: int) -> str:
        """How many said nothing."""
        return f"No report on {many(n, 'assignment')} from {many(units, 'unit')}."

    def silent(self, units: Names, refs: Names, n: int, since: date | None, periods: int, as_of: date) -> str:
        """Units that said nothing."""
        when = f"last on {DOMAIN.day(since, as_of)}" if since else "never"
        missed = f", {periods} periods in a row" if periods > 1 else ""
        return f"{DOMAIN.list(units)} ({nos(refs) if refs else many(n, 'assignment')}): {when}{missed}"

    def stuck_head(self, n: int) -> str:
        """How many need help."""
        return f"{n} {'needs' if n == 1 else 'need'} help."

    def stuck(self, units: Names, ref: str, title: str, problem: str) -> str:
        """One call for help."""
        return f"{DOMAIN.list(units)}, {title} ({nos((ref,))}): {problem or slot('what is needed')}"

    def missed_head(self, n: int) -> str:
        """How many milestones were missed."""
        return f"{many(n, 'milestone')} missed."

    def missed(self, name: str, unit: str, due: date, days: int, as_of: date) -> str:
        """One missed milestone."""
        return f"{name} ({f'{unit}, ' if unit else ''}due {DOMAIN.day(due, as_of)}), {many(days, 'day')} ago"

    def no_problems(self, as_of: date) -> str:
        """That there is nothing to name."""
        return f"At {DOMAIN.day(as_of, as_of)} nothing is overdue, behind, without a report or in need of help."

    def semicolon(self, clauses: Names) -> str:
        """Clauses as one sentence."""
        return "; ".join(clauses) + "."

    def require_late(self) -> str:
        """What overdue units have to do."""
        return f"Overdue units explain in writing by {slot('date')}, with a date and a person responsible."

    def require_lag(self) -> str:
        """What units behind have to do."""
        return f"Units behind schedule file a recovery plan by {slot('date')}."

    def require_soon(self, units: Names, ref: str, title: str, due: date, as_of: date) -> str:
        """What falls due."""
        verb = "completes" if len(units) == 1 else "complete"
        return f"{DOMAIN.list(units)} {verb} {nos((ref,))}, {title}, by {DOMAIN.day(due, as_of)}."

    def require_silent(self, units: Names, periods: tuple[tuple[date, date], ...], as_of: date) -> str:
        """What silent units have to send."""
        named = DOMAIN.list(tuple(EnglishOverall().period(start, end, as_of) for start, end in periods))
        what = f"for {named}" if 0 < len(periods) <= 6 else f"for {len(periods)} periods" if periods else ""
        verb = "files" if len(units) == 1 else "file"
        return f"{DOMAIN.list(units)} {verb} the missing reports{f' {what}' if what else ''} by {slot('date')}."

    def require_stuck(self, n: int) -> str:
        """What becomes of calls for help."""
        return f"{slot('who helps')} answers the {many(n, 'call')} for help by {slot('date')}."

    def require_report(self, start: date, end: date, due: date, as_of: date) -> str:
        """The next report."""
        when, day = EnglishOverall().period(start, end, as_of), DOMAIN.day(due, as_of)
        return f"{when} reports are due {day} (the next working day if a holiday), also when nothing is new."
