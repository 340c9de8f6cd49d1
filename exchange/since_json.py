"""The changes since an earlier date as JSON: one list for each kind of change, objects as in `tasks --json`."""

from __future__ import annotations

from exchange.assignment_json import assignment_json, iso
from exchange.since import OF_ROWS
from exchange.summary_shapes import FigureMove, Pair, Since
from store.shapes import Assignment, Milestone
from words.figures import printed


def since_json(since: Since | None) -> dict[str, object] | None:
    """The object `since` of one plan; null where no earlier date was asked for."""
    if since is None:
        return None
    return {
        "as_of": iso(since.as_of),
        "number": since.number or None,
        "known": since.known,
        **{name: [_row(entry) for entry in getattr(since, name)] for name in OF_ROWS},
        "figures": [_figure(move) for move in since.figures],
        "reached": [_milestone(one) for one in since.reached],
        "missed": [_milestone(one) for one in since.missed],
        "tasks": {part.light: list(part.refs) for part in since.by_task},
    }


def _row(entry: Assignment | Pair) -> dict[str, object]:
    """An assignment; where both dates are told, with what it was then."""
    if not isinstance(entry, Pair):
        return assignment_json(entry)
    before = entry.before
    then = {"status_then": before.status, "light_then": before.light, "due_then": iso(before.due)}
    return assignment_json(entry.row) | then


def _figure(move: FigureMove) -> dict[str, object]:
    before, now = move.before, move.now
    return {
        "ref": now.ref,
        "name": now.name,
        "measure": now.measure,
        "value_then": before and before.value,
        "value": now.value,
        "percent_then": _percent(before and before.percent),
        "percent": _percent(now.percent),
        "points": move.points,
        "reported_then": before and before.reported,
        "reported": now.reported,
        "met_then": before and before.met,
        "met": now.met,
        "units": now.expected,
    }


def _percent(percent: float | None) -> float | None:
    return None if percent is None else printed(percent)


def _milestone(one: Milestone) -> dict[str, object]:
    days = {"due": iso(one.window.end), "reached_on": iso(one.reached_on)}
    return {"ref": one.ref, "name": one.name, "of": one.of or None, "unit": one.unit or None, **days}
