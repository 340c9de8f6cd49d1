"""The log: recorded changes, and each undo and redo as a line of its own."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from datetime import date
from itertools import islice

from store.facts import ChangeFilter
from store.queries.changes import SAID, condition
from store.queries.history import BY_CHANGE, EVERYTHING, LOADED, each_change, words_of
from store.reader import Reader, as_date, as_int, as_text
from store.shapes import ChangeLine, TurnLine


def each_line(
    reader: Reader, until: date, chosen: ChangeFilter = EVERYTHING, *, limit: int | None = None,
    newest_first: bool = True,
) -> Iterator[ChangeLine | TurnLine]:  # fmt: skip
    """Recorded changes, undos and redos as they are read, the newest first.

    Args:
        reader: of the store.
        until: the date that is shown: an undo that was given later is no line of it.
        chosen: which; an undo belongs to whoever gave it, and to the plans, tasks and units of what it turned.
        limit: at most so many; None for all.
        newest_first: False for the order of recording.

    Raises:
        Refused: no such plan, task, unit or person.
    """
    changes: Iterator[ChangeLine | TurnLine] = each_change(reader, chosen, limit=limit, newest_first=newest_first)
    turns: Iterator[ChangeLine | TurnLine] = _turns(reader, until, chosen, newest_first)
    both: Iterator[ChangeLine | TurnLine] = heapq.merge(changes, turns, key=_place, reverse=newest_first)
    return islice(both, limit) if limit is not None else both


def _place(line: ChangeLine | TurnLine) -> tuple[int, bool]:
    """An undo comes before what followed from it."""
    return line.command, isinstance(line, ChangeLine)


def _turns(reader: Reader, until: date, chosen: ChangeFilter, newest_first: bool) -> Iterator[TurnLine]:
    """The undos and redos."""
    asked = condition(reader, chosen)
    parts = ["x.target IS NOT NULL", "x.on_date <= :shown", *asked.of_command("x")]
    if asked.changes:
        told = f"SELECT 1 FROM {BY_CHANGE} WHERE {' AND '.join(['h.command = x.target', SAID, *asked.changes])}"
        parts.append(f"(x.target IN ({LOADED}) OR EXISTS ({told}))")
    rows = reader.each(
        f"""SELECT x.id, x.at, x.on_date, x.by_whom, x.kind, x.target, x.words FROM command x
 WHERE {" AND ".join(parts)} ORDER BY x.id {"DESC" if newest_first else "ASC"}""",
        **asked.params, loaded=asked.plan, shown=until.isoformat(),
    )  # fmt: skip
    for ident, at, on, by, kind, target, words in rows:
        yield TurnLine(
            as_int(ident), as_text(at), as_date(on) or date.min, as_text(by), as_text(kind), as_int(target),
            words_of(words),
        )  # fmt: skip
