"""What a bulletin has to name: overdue, behind, silent, in need of help, soon due. Units stand in the user's order.

Units that share task, date and role are named together, so that sixteen townships make one sentence and not sixteen.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date

from exchange.summary_shapes import Lag, Late, Material, Named, Silent, Soon, Stuck
from store import vocabulary as v
from store.cycle import Cycle, Period, before, last_closed, parse_cycle
from store.moved import DueMove, ExtensionLine, Moved
from store.shapes import Assignment
from words.figures import difference, printed

MOST_PERIODS = 600
"""How far back missing reports are counted: more than ten years of weeks."""
TaskGroups = Mapping[tuple[str, str], Mapping[str, set[str]]]
"""For each task and role: group → the units that work through it."""
LEAST_GROUP = 4
"""A group of fewer members is always told by their names."""
MOST_SILENT = 8
"""A longer list of silent units is drawn together."""


def in_unit_order(rows: Iterable[Assignment]) -> tuple[Assignment, ...]:
    """Rows in the user's order of units, then in the order of the plan; never by lateness (PAPERS, rule 7)."""
    return tuple(sorted(rows, key=lambda row: (row.rank, row.unit, row.pos, row.id)))


def open_with(rows: Iterable[Assignment], light: str) -> tuple[Assignment, ...]:
    """The rows of one light whose task is not closed by its rule."""
    return in_unit_order(row for row in rows if row.light == light and not row.task_done)


def in_need(rows: Iterable[Assignment]) -> tuple[Assignment, ...]:
    """The blocked rows, whatever their light (DOMAIN, rule 4)."""
    return in_unit_order(row for row in rows if row.status == v.BLOCKED and not row.task_done)


def together(rows: Iterable[Assignment], key: Mapping[int, Hashable]) -> list[list[Assignment]]:
    """Rows that share a key, each bunch at the place of its first unit."""
    bunches: dict[Hashable, list[Assignment]] = {}
    for row in rows:
        bunches.setdefault(key[row.id], []).append(row)
    return list(bunches.values())


def fold(units: Sequence[str], groups: Mapping[str, str | None], members: Mapping[str, set[str]]) -> tuple[Named, ...]:
    """Names in their order; a group stands for its members where all of them are there.

    Args:
        units: the names.
        groups: the group through which each of them is meant, if any.
        members: all units that each group stands for here.
    """
    there = set(units)
    whole = {group for group, its in members.items() if len(its) >= LEAST_GROUP and its <= there}
    found: dict[Named, None] = {}
    for unit in units:
        group = groups.get(unit)
        found[Named(group, len(members[group])) if group is not None and group in whole else Named(unit)] = None
    return tuple(found)


def members_by_task(rows: Iterable[Assignment]) -> TaskGroups:
    """For each task and role the units that work through each group."""
    found: dict[tuple[str, str], dict[str, set[str]]] = {}
    for row in rows:
        if row.via:
            found.setdefault((row.task, row.role), {}).setdefault(row.via, set()).add(row.unit)
    return found


def units_of(bunch: Sequence[Assignment], groups: TaskGroups) -> tuple[Named, ...]:
    """The units of a bunch of one task and role."""
    members = groups.get((bunch[0].task, bunch[0].role), {})
    return fold(tuple(dict.fromkeys(row.unit for row in bunch)), {row.unit: row.via for row in bunch}, members)


def late_entries(rows: tuple[Assignment, ...], known: Mapping[int, Moved], groups: TaskGroups) -> tuple[Late, ...]:
    """The overdue rows, those with the same task, role, dates and extension together; `groups` is of the whole plan."""
    moves = {row.id: _last_move(known.get(row.id)) for row in rows}
    asked = {row.id: _last_extension(known.get(row.id)) for row in rows}
    keys = {
        row.id: (row.task, row.role, row.due, row.due_first, row.due_basis, moves[row.id], asked[row.id])
        for row in rows
    }
    entries = []
    for bunch in together(rows, keys):
        row = bunch[0]
        if row.due is None or row.days_late is None:
            continue
        move = moves[row.id]
        entries.append(
            Late(
                units_of(bunch, groups),
                row.role,
                row.task,
                row.title,
                row.due,
                row.due_first,
                row.due_from or "",
                row.due_basis or "",
                move.note if move else "",
                row.days_late,
                asked[row.id],
                _asked_late(known.get(row.id), asked[row.id], row.due),
            )
        )
    return tuple(entries)


def _last_move(moved: Moved | None) -> DueMove | None:
    """The move that set the due date in force."""
    return max(moved.moves, key=lambda move: move.on) if moved and moved.moves else None


def _last_extension(moved: Moved | None) -> ExtensionLine | None:
    return max(moved.extensions, key=lambda line: line.asked_on) if moved and moved.extensions else None


def _asked_late(moved: Moved | None, asked: ExtensionLine | None, due: date) -> bool:
    """Whether an extension was asked after the due date then in force: the one that its own move replaced."""
    if asked is None or moved is None:
        return False
    if asked.due_was is not None:
        return asked.asked_late
    own = [move for move in moved.moves if move.basis == "extension" and move.on >= asked.asked_on]
    before = min(own, key=lambda move: move.on).old if own else due
    return before is not None and asked.asked_on > before


def lag_entries(rows: tuple[Assignment, ...]) -> tuple[Lag, ...]:
    """The rows behind the pace, those of one task and role together, each unit with its own gap."""
    entries = []
    for bunch in together(rows, {row.id: (row.task, row.role) for row in rows}):
        known = [row for row in bunch if row.reason.figure is not None and row.reason.elapsed is not None]
        if known:
            row = known[0]
            figures = tuple(printed(row.reason.figure or 0.0) for row in known)
            gaps = tuple(difference(row.reason.elapsed or 0.0, row.reason.figure or 0.0) for row in known)
            units, days = tuple(row.unit for row in known), tuple(row.reason.on for row in known)
            entries.append(Lag(units, row.role, row.task, row.title, figures, gaps, days))
    return tuple(entries)


def silent_entries(
    rows: tuple[Assignment, ...], cycle: str, as_of: date, every: Sequence[Assignment]
) -> tuple[Silent, ...]:
    """The units that said nothing: those silent since the same day on the same tasks together.

    A list of more than MOST_SILENT entries is drawn together by day alone; the ledger has the tasks.
    """
    wanted = parse_cycle(cycle)
    by_unit: dict[str, list[Assignment]] = {}
    for row in rows:
        by_unit.setdefault(row.unit, []).append(row)
    singles = [_silence(unit, mine, wanted, as_of) for unit, mine in by_unit.items()]
    entries = _merged(singles)
    if len(entries) > MOST_SILENT:
        entries = _merged([single._replace(refs=()) for single in singles])
    groups = {unit: mine[0].via if len({row.via for row in mine}) == 1 else None for unit, mine in by_unit.items()}
    members: dict[str, set[str]] = {}
    for row in every:
        if row.via:
            members.setdefault(row.via, set()).add(row.unit)
    return tuple(entry._replace(units=fold([u.name for u in entry.units], groups, members)) for entry in entries)


def _silence(unit: str, mine: Sequence[Assignment], cycle: Cycle | None, as_of: date) -> Silent:
    """One unit's silence over its assignments."""
    since = max((row.last_report for row in mine if row.last_report is not None), default=None)
    opened = min((row.start for row in mine if row.start is not None), default=None)
    periods = missed_periods(cycle, since, opened, as_of) if cycle else ()
    return Silent((Named(unit),), tuple(dict.fromkeys(row.task for row in mine)), len(mine), since, periods)


def _merged(singles: Iterable[Silent]) -> tuple[Silent, ...]:
    bunches: dict[Hashable, Silent] = {}
    for single in singles:
        key = (single.since, single.refs, single.periods)
        known = bunches.get(key)
        bunches[key] = known._replace(units=known.units + single.units, n=known.n + single.n) if known else single
    return tuple(bunches.values())


def missed_periods(cycle: Cycle, since: date | None, opened: date | None, as_of: date) -> tuple[Period, ...]:
    """The closed periods without a report, oldest first.

    Args:
        cycle: the plan's cycle.
        since: the day of the last report.
        opened: the day the work began, before which no report was owed.
        as_of: the date it is computed for.
    """
    found: list[Period] = []
    period = last_closed(cycle, as_of)
    while len(found) < MOST_PERIODS and (since is None or since < period.counts_from):
        if period.end < (opened or period.end) or (since is None and opened is None and found):
            break
        found.append(period)
        period = before(cycle, period)
    return tuple(reversed(found))


def stuck_entries(rows: tuple[Assignment, ...], said: Mapping[int, str], groups: TaskGroups) -> tuple[Stuck, ...]:
    """The rows that need help, with what the unit said last, else the note."""
    problems = {row.id: said.get(row.id) or row.note for row in rows}
    bunches = together(rows, {row.id: (row.task, row.role, problems[row.id]) for row in rows})
    return tuple(Stuck(units_of(b, groups), b[0].task, b[0].title, problems[b[0].id]) for b in bunches)


def soon_entries(rows: tuple[Assignment, ...], groups: TaskGroups) -> tuple[Soon, ...]:
    """What falls due within the store's days, nearest first: a list of dates to keep, not of units to blame."""
    bunches = together(rows, {row.id: (row.task, row.role, row.due) for row in rows})
    entries = [Soon(units_of(b, groups), b[0].task, b[0].title, b[0].due) for b in bunches if b[0].due is not None]
    return tuple(sorted(entries, key=lambda entry: entry.due))


def moved_by_id(material: Material) -> dict[int, Moved]:
    """How dates moved, by assignment."""
    return {one.assignment: one for one in material.moved}
