"""What changed since an earlier date 与上期相比: counts in section one, names in a section of their own."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from datetime import date

from exchange.blocks import Block, para
from exchange.paper_text import names, numbered, short
from exchange.problems import (
    fold,
    lag_entries,
    late_entries,
    members_by_task,
    moved_by_id,
    silent_entries,
    stuck_entries,
)
from exchange.since import CHAPTERS, OF_ROWS
from exchange.summary_shapes import FigureMove, Named, Pair, PlanSummary, Since
from store.shapes import Assignment, Indicator
from words import Words
from words.figures import percent_digits, point_digits

Entry = Assignment | Pair
Tail = Callable[[Entry], str]
"""What became of an assignment."""
MOST_TOLD = 8
"""A longer list is drawn together: units and numbers, without their tasks."""


def counted(plan: PlanSummary, as_of: date, words: Words) -> str:
    """The sentence of section one: how many of each change, then the numbered items, each once."""
    paper, since = words.paper, plan.since
    if since is None:
        return ""
    if not since.known:
        return paper.since_unknown(since.as_of, as_of)
    counts = tuple((name, len(getattr(since, name))) for name in CHAPTERS if getattr(since, name))
    if not counts:
        return paper.since_nothing(since.as_of, as_of, since.number)
    told = [paper.since_counts(since.as_of, as_of, counts, since.number)]
    if since.by_task:
        told.append(paper.since_by_task(since.by_task))
    return paper.join(tuple(told))


def changes(plan: PlanSummary, as_of: date, words: Words) -> list[Block]:
    """The section that names them, where they are to be named: a paragraph for each kind of change that there is."""
    since, paper = plan.since, words.paper
    if since is None or not since.named:
        return []
    told = [(name, _told(name, since, plan, as_of, words)) for name in CHAPTERS if getattr(since, name)]
    return [
        para(paper.sub(n, paper.join((paper.since_head(name, *_size(name, since)), numbered(entries, words)))))
        for n, (name, entries) in enumerate(told, 1)
    ]


def _size(name: str, since: Since) -> tuple[int, int]:
    """How many there are, and how many tasks they belong to; 0 tasks where that says nothing."""
    entries = getattr(since, name)
    return len(entries), len({_row(entry).task for entry in entries}) if name in OF_ROWS else 0


def _row(entry: Entry) -> Assignment:
    return entry.row if isinstance(entry, Pair) else entry


def _told(name: str, since: Since, plan: PlanSummary, as_of: date, words: Words) -> tuple[str, ...]:
    """The entries of one list, those that say the same together."""
    paper, material = words.paper, plan.material
    groups = members_by_task(material.rows)
    if name == "newly_late":
        return tuple(
            paper.late(names(e.units, words), e.role, e.ref, short(e.title),
                       paper.limit(e.due, e.due_first, e.due_from, e.basis, e.basis_note, as_of), e.days)
            for e in late_entries(since.newly_late, moved_by_id(material), groups)
        )  # fmt: skip
    if name == "newly_silent":
        cycle = material.board.plan.cycle if material.board.plan else ""
        entries = silent_entries(since.newly_silent, cycle, as_of, material.rows)
        return tuple(paper.silent(names(e.units, words), e.refs, e.n, e.since, len(e.periods), as_of) for e in entries)
    if name == "newly_blocked":
        stuck = stuck_entries(since.newly_blocked, material.problems, groups)
        return tuple(paper.stuck(names(e.units, words), e.ref, short(e.title), short(e.problem)) for e in stuck)
    if name == "newly_behind":
        return tuple(_lags(since, as_of, words))
    if name == "figures":
        return tuple(_figure(move, words) for move in since.figures)
    if name in ("reached", "missed"):
        return tuple(
            paper.since_milestone(short(one.name), one.unit, one.reached_on or one.window.end, as_of)
            for one in getattr(since, name)
        )
    return tuple(_entries(name, since, plan, as_of, words))


def _lags(since: Since, as_of: date, words: Words) -> Iterator[str]:
    for entry in lag_entries(since.newly_behind):
        figures = tuple(
            words.paper.lag_figure(percent_digits(figure), day, as_of)
            for figure, day in zip(entry.figures, entry.days, strict=True)
        )
        gaps = tuple(point_digits(gap).lstrip("+") for gap in entry.gaps)
        yield words.paper.lag(entry.units, entry.role, entry.ref, short(entry.title), figures, gaps)


def _entries(name: str, since: Since, plan: PlanSummary, as_of: date, words: Words) -> Iterator[str]:
    """Units with their task and what became of it; a long list is drawn together, the ledger has the tasks."""
    paper = words.paper
    tails: dict[str, Tail] = {
        "finished": lambda entry: _finished(_row(entry), as_of, words),
        "claimed": lambda entry: paper.since_day(_row(entry).claimed_on, as_of),
        "dropped": lambda entry: short(_row(entry).note),
        "moved": lambda entry: _moved(entry, as_of, words),
        "reopened": lambda entry: _turned(entry, lambda row: words.domain.status(row.status), words),
        "caught_up": lambda entry: _turned(entry, lambda row: words.domain.light(row.light), words),
    }
    without_days: dict[str, Tail] = {"finished": lambda entry: _in_time(_row(entry), words), "claimed": _nothing}
    tail = tails.get(name, _nothing)
    every = plan.material.rows if name != "ended" else since.before
    bunches = _bunches(getattr(since, name), lambda entry: (_row(entry).task, _row(entry).role, tail(entry)))
    if len(bunches) <= MOST_TOLD or name == "moved":
        for bunch in bunches:
            row = _row(bunch[0])
            group = [one for one in every if (one.task, one.role) == (row.task, row.role)]
            yield paper.since_entry(names(_units(bunch, group), words), row.task, short(row.title), tail(bunch[0]))
        return
    tail = without_days.get(name, tail)
    for bunch in _bunches(getattr(since, name), tail):
        yield paper.since_entries(names(_units(bunch, every), words), len(bunch), tail(bunch[0]))


def _bunches(entries: Iterable[Entry], key: Callable[[Entry], Hashable]) -> list[list[Entry]]:
    """Entries of which the same is told, each bunch at the place of its first unit."""
    found: dict[Hashable, list[Entry]] = {}
    for entry in entries:
        found.setdefault(key(entry), []).append(entry)
    return list(found.values())


def _units(bunch: Iterable[Entry], every: Iterable[Assignment]) -> tuple[Named, ...]:
    """The units of a bunch, a whole group for its members where all of them in `every` are there."""
    rows, members = [_row(entry) for entry in bunch], dict[str, set[str]]()
    for row in every:
        if row.via:
            members.setdefault(row.via, set()).add(row.unit)
    return fold(tuple(dict.fromkeys(row.unit for row in rows)), {row.unit: row.via for row in rows}, members)


def _nothing(entry: Entry) -> str:
    """Units and task say it all."""
    return ""


def _finished(row: Assignment, as_of: date, words: Words) -> str:
    """The day, and whether that was in time where a date was to be kept."""
    return words.paper.since_finished(row.done_on, None if row.due is None else row.days_late, as_of)


def _in_time(row: Assignment, words: Words) -> str:
    """Late or in time, where a date was to be kept."""
    return "" if row.due is None or row.days_late is None else words.paper.since_in_time(row.days_late <= 0)


def _moved(entry: Entry, as_of: date, words: Words) -> str:
    assert isinstance(entry, Pair)
    before, row = entry
    return words.paper.since_moved(row.due_first, before.due, row.due, row.due_basis or "", as_of)


def _turned(entry: Entry, said: Callable[[Assignment], str], words: Words) -> str:
    assert isinstance(entry, Pair)
    return words.paper.since_turned(said(entry.before), said(entry.row))


def _figure(move: FigureMove, words: Words) -> str:
    """Then and now, with the percentages and how many points lie between them."""
    paper, now = words.paper, move.now
    both = tuple(_value(one, words) for one in (move.before, now) if one is not None)
    rates = tuple(
        percent_digits(one.percent) for one in (move.before, now) if one is not None and one.percent is not None
    )
    points = None if move.points is None else point_digits(move.points)
    return paper.since_figure(short(now.name), both[0] if len(both) == 2 else "", both[-1], rates, points)


def _value(one: Indicator, words: Words) -> str:
    """A figure: the amount, or how many units gave theirs."""
    if one.value is not None:
        return words.paper.amount(one.value, one.measure)
    if one.kind == "choice" or one.combine != "each":
        return words.paper.reported_of(one.reported, one.expected)
    return words.paper.met_of(one.met, one.expected)
