"""The derived columns of assignments, from what is recorded (MODEL, `assignment`).

The one way from rows to the pure rules of `store.schedule`, `store.figures`, `store.moves` and `store.lights`. The SQL
names tables without schema: on the connection of a command it sees the present, behind `store.past` a past date.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from store.folding import in_order
from store.levels import Levels
from store.moves import OWN, Place, first_due
from store.pacing import Paced, paced
from store.reader import Reader, as_date, as_float, as_int, as_text
from store.recorded import Fields, entries, ids_sql, undone_of
from store.rounding import lag
from store.schedule import Granted, elapsed, late_kept, settled

PIECE = 5_000
"""How many assignments are read at once."""

STATED = """id, task, unit, plan, made, since, version, percent, percent_on, start_own, due_own, due_own_phrase,
 due_own_doubt, due_own_basis, due_own_note, due_origin"""


class Derived(NamedTuple):
    """The derived columns, in the words of the columns; days as ISO text."""

    start: str | None
    due: str | None
    due_from: str | None
    due_phrase: str
    due_doubt: str
    due_basis: str
    due_first: str | None
    due_origin: str | None
    figure: float | None
    figure_on: str | None
    pace: float | None
    behind: float | None
    met_on: str | None
    done_on: str | None
    claimed_on: str | None
    last_report: str | None
    updated_on: str | None
    late_kept: int


class Restated(NamedTuple):
    """The derived columns that follow where no date moved: from status, percent and figures."""

    figure: float | None
    figure_on: str | None
    pace: float | None
    behind: float | None
    met_on: str | None
    done_on: str | None
    claimed_on: str | None
    updated_on: str | None
    late_kept: int


class _Due(NamedTuple):
    """The due date that counts for an assignment."""

    source: str | None
    day: str | None
    phrase: str
    doubt: str
    basis: str


def derived(reader: Reader, ids: Iterable[int]) -> Iterator[tuple[int, Derived]]:
    """The derived columns of these assignments as what the reader sees gives them."""
    levels, wanted = Levels(reader), sorted(set(ids))
    for start in range(0, len(wanted), PIECE):
        yield from _piece(reader, levels, wanted[start : start + PIECE])


def _piece(reader: Reader, levels: Levels, ids: Sequence[int]) -> Iterator[tuple[int, Derived]]:
    """The derived columns of some assignments, everything they depend on read at once."""
    chosen = ids_sql(ids)
    names = [name.strip() for name in STATED.split(",")]
    rows = [
        dict(zip(names, row, strict=True))
        for row in reader.rows(f"SELECT {STATED} FROM assignment WHERE id IN ({chosen})")
    ]
    levels.read({as_int(row["task"]) for row in rows})
    known = entries(reader, "assignment", ids)
    undone = undone_of(reader, {one.command for fields in known.values() for ones in fields.values() for one in ones})
    reports = reader.rows(
        f"SELECT assignment, max(on_date) FROM report WHERE assignment IN ({chosen}) AND gone IS NULL GROUP BY 1"
    )
    reported = {as_int(ident): as_text(day) for ident, day in reports}
    figures = paced(reader, {(as_int(row["task"]), as_int(row["unit"])) for row in rows})
    extended = granted(reader, chosen)
    for row in rows:
        ident = as_int(row["id"])
        reading = figures.get((as_int(row["task"]), as_int(row["unit"])))
        more_time = extended.get(ident, ())
        yield ident, _one(row, levels, known.get(str(ident), {}), undone, reading, reported.get(ident), more_time)


def _one(
    row: dict[str, object], levels: Levels, fields: Fields, undone: set[int], reading: Paced | None,
    reported: str | None, more_time: Sequence[Granted],
) -> Derived:  # fmt: skip
    """One assignment's derived columns."""
    task, since = as_int(row["task"]), row["since"]
    due = _due(row, levels)
    start = levels.start(task, as_text(row["start_own"]) or None)
    if since:  # who joins later owes from then
        start = max(start, as_text(since)) if start else as_text(since)
    origin = as_text(row["due_origin"]) or None
    if not row["version"]:  # just made: a date that the plan states for its task is its first for good
        origin = due.day if due.source in ("task", "parent") else None
    own = Place("assignment", as_int(row["id"]), OWN, row)
    moves = [move for move in levels.moves(task, own, fields) if move.command > as_int(row["made"])]
    first = first_due(as_date(origin), moves, as_date(due.day))
    means = levels.means(task)
    stopped = settled(_statuses(fields, undone), means)
    figure, on, pace, behind = _figure(row["percent"], row["percent_on"], start, due.day, reading, means)
    changed = [one.on_date for ones in fields.values() for one in ones if one.command not in undone]
    return Derived(
        start, due.day, due.source, due.phrase, due.doubt, due.basis, _iso(first), origin, figure, on, pace, behind,
        _iso(stopped.met_on), _iso(stopped.done_on), _iso(stopped.claimed_on), reported,
        _iso(max(changed, default=None)), late_kept(more_time, stopped.met_on),
    )  # fmt: skip


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _due(row: dict[str, object], levels: Levels) -> _Due:
    """Its own due date, else the inherited one. A phrase without a day (长期) states that there is none."""
    day, phrase = as_text(row["due_own"]) or None, as_text(row["due_own_phrase"])
    if day or phrase:
        return _Due("assignment", day, phrase, as_text(row["due_own_doubt"]), as_text(row["due_own_basis"]))
    source, due, _ = levels.inherited(as_int(row["task"]))
    return _Due(source, _iso(due.day), due.phrase, due.doubt, due.basis)


def _statuses(fields: Fields, undone: set[int]) -> list[tuple[date, str]]:
    """(day, status) as they count."""
    kept = in_order(one for one in fields.get("status", ()) if one.command not in undone)
    return [(one.on_date, str(json.loads(one.new))) for one in kept]


def _figure(
    percent: object, percent_on: object, start: str | None, due: str | None, reading: Paced | None, means: str
) -> tuple[float | None, str | None, float | None, float | None]:
    """Figure, its day, pace and lag of what counts: the later of its own percent and its share of an indicator."""
    figure, on, pace = as_float(percent), as_text(percent_on) or None, None
    if reading is not None and (figure is None or not on or reading.on.isoformat() >= on):
        figure, on, pace = reading.percent, reading.on.isoformat(), reading.pace
    elif figure is None or not on:
        return None, None, None, None
    else:
        pace = passed_part(start, due, on)
    if means == "started":  # a date by which to begin sets no pace for what comes after
        pace = None
    return figure, on, pace, lag(figure, pace) if pace is not None else None


@lru_cache(maxsize=4096)
def passed_part(start: str | None, due: str | None, on: str | None) -> float | None:
    """The elapsed part of a window on a day, percent; thousands of units share one window."""
    passed = elapsed(as_date(start), as_date(due), as_date(on))
    return passed.percent if passed else None


def restated(reader: Reader, ids: Iterable[int]) -> Iterator[tuple[int, Restated]]:
    """What follows from status, percent and figures of assignments whose dates stand as their rows say."""
    levels, wanted = Levels(reader), sorted(set(ids))
    for start in range(0, len(wanted), PIECE):
        chosen = ids_sql(wanted[start : start + PIECE])
        rows = reader.rows(
            f"SELECT id, task, unit, percent, percent_on, start, due FROM assignment WHERE id IN ({chosen})"
        )
        levels.read({as_int(row[1]) for row in rows})
        statuses, updated = _happened(reader, chosen)
        figures = paced(reader, {(as_int(row[1]), as_int(row[2])) for row in rows})
        extended = granted(reader, chosen)
        for ident, task, unit, percent, on, begin, due in rows:
            means, known = levels.means(as_int(task)), as_int(ident)
            reading = figures.get((as_int(task), as_int(unit)))
            figure = _figure(percent, on, as_text(begin) or None, as_text(due) or None, reading, means)
            stopped = settled(statuses.get(known, ()), means)
            yield (
                known,
                Restated(
                    *figure,
                    _iso(stopped.met_on),
                    _iso(stopped.done_on),
                    _iso(stopped.claimed_on),
                    updated.get(known),
                    late_kept(extended.get(known, ()), stopped.met_on),
                ),
            )


def granted(reader: Reader, chosen: str) -> dict[int, list[Granted]]:
    """The extensions of these assignments (`ids_sql`) that were approved, in the order of asking."""
    found: dict[int, list[Granted]] = {}
    for ident, asked, was, wanted, decided in reader.rows(
        f"""SELECT assignment, asked_on, due_was, wanted, decided_on FROM extension
 WHERE assignment IN ({chosen}) AND decision = 'approved' AND gone IS NULL ORDER BY asked_on, id"""
    ):
        day, end = as_date(asked) or date.min, as_date(wanted) or date.max
        found.setdefault(as_int(ident), []).append(Granted(day, as_date(was), end, as_date(decided) or day))
    return found


def _happened(reader: Reader, chosen: str) -> tuple[dict[int, list[tuple[date, str]]], dict[int, str]]:
    """(day, status) of these assignments as they count, and the last day on which anything was changed."""
    texts = "'" + chosen.replace(", ", "', '") + "'"
    rows = reader.rows(
        f"""SELECT CAST(row_id AS INTEGER), command, on_date, CASE field WHEN 'status' THEN json_extract(new, '$') END
 FROM change
 WHERE tbl = 'assignment' AND row_id IN ({texts}) ORDER BY on_date, id"""
    )
    undone = undone_of(reader, {as_int(row[1]) for row in rows})
    statuses: dict[int, list[tuple[date, str]]] = {}
    updated: dict[int, str] = {}
    for row, command, on, status in rows:
        if command not in undone:
            updated[as_int(row)] = as_text(on)
            if status is not None:
                statuses.setdefault(as_int(row), []).append((as_date(on) or date.min, as_text(status)))
    return statuses, updated
