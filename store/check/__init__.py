"""Looking through a whole store: its pages, what points where, what rows say, and whether that is what was recorded.

Nothing is written, and nothing is held in memory but what was found: a store of a million assignments is read as it is
looked at, in one state, while others go on writing.
"""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from datetime import date
from typing import NamedTuple

from store.check.derived import not_derived
from store.check.finding import ODD, Finding
from store.check.folded import not_folded
from store.check.pages import not_tallied, pages, pointers, schema, strangers, tables
from store.check.stated import not_stated
from store.check.unrecorded import unrecorded
from store.check.values import values
from store.errors import StoreError, Unusable
from store.reader import Reader, as_int, open_reader

__all__ = ["Checked", "Finding", "Unsound", "check", "check_sound"]

MOST = 50
"""How many findings of one kind are told one by one; the rest is counted."""


class Checked(NamedTuple):
    """What a look through a store found."""

    findings: tuple[Finding, ...]
    more: tuple[tuple[str, int], ...]
    """How many more there are of a kind than `findings` holds."""
    damaged: int
    """How many findings there are in all that mean damage: the store is not what was recorded."""
    odd: int
    """How many that change no figure."""
    changes: int
    assignments: int
    """How many assignments were derived anew."""


class Unsound(Unusable):
    """A copy that is not what was recorded; `checked` has what was found."""

    checked: Checked


def check_sound(path: str, today: date) -> bool:
    """See that a copy is what was recorded.

    Args:
        path: the copy.
        today: the day as of which tasks count as closed.

    Returns:
        False where it is of an older program: what it says is derived only once it is brought up to date.

    Raises:
        Unsound: it is not.
        Unusable, Busy: see `check`.
    """
    try:
        checked = check(path, today, columns=False)
    except Unusable as error:
        if error.kind != "store_older":
            raise
        return False
    if checked.damaged:
        unsound = Unsound("copy_unsound", path=path, n=checked.damaged)
        unsound.checked = checked
        raise unsound
    return True


def check(path: str, today: date, columns: bool = True) -> Checked:
    """Look through a store.

    Args:
        path: the store; it may be damaged.
        today: the day as of which tasks count as closed.
        columns: whether to compare columns and indexes with those of this program; without, only its tables.

    Raises:
        Unusable: there is no store, it is newer or older than this program, or it cannot be opened at all.
        Busy: it is locked.
    """
    try:
        reader = open_reader(path)
    except Unusable as error:
        if error.kind != "store_damaged":
            raise
        return _summed([*_told_by_sqlite(path, str(error.facts.get("why", "")))], 0, 0)
    with closing(reader):
        reader.tolerate()
        reader.rows("BEGIN")  # everything below sees one state
        return _summed(
            _parts(reader, today, columns), _count(reader, "change"), _count(reader, "assignment WHERE gone IS NULL")
        )


def _summed(findings: Iterable[Finding], changes: int, assignments: int) -> Checked:
    """The findings as they come: the first of each kind are kept, the others counted."""
    kept: list[Finding] = []
    counts: Counter[str] = Counter()
    for finding in findings:
        counts[finding.kind] += 1
        if counts[finding.kind] <= MOST:
            kept.append(finding)
    more = tuple((kind, n - MOST) for kind, n in counts.items() if n > MOST)
    odd = sum(n for kind, n in counts.items() if kind in ODD)
    return Checked(tuple(kept), more, counts.total() - odd, odd, changes, assignments)


def _parts(reader: Reader, today: date, columns: bool) -> Iterator[Finding]:
    """Every part of the check; one that cannot go on says so, and the next begins."""
    parts: tuple[Callable[[], Iterator[Finding]], ...] = (
        lambda: pages(reader), lambda: (schema if columns else tables)(reader), lambda: strangers(reader),
        lambda: pointers(reader), lambda: values(reader), lambda: not_folded(reader), lambda: unrecorded(reader),
        lambda: not_stated(reader), lambda: not_derived(reader, today), lambda: not_tallied(reader),
    )  # fmt: skip
    told: set[str] = set()
    for part in parts:
        why = ""
        try:
            yield from part()
        except StoreError as error:
            why = str(error.facts.get("why", error.kind))
        except (ArithmeticError, LookupError, TypeError, ValueError):  # rules over values that cannot be
            why = "no_rule"
        if why and why not in told:
            told.add(why)
            yield Finding("unreadable", {"why": why})


def _count(reader: Reader, rows: str) -> int:
    try:
        row = reader.one(f"SELECT count(*) FROM {rows}")
    except StoreError:
        return 0
    return as_int(row[0]) if row else 0


def _told_by_sqlite(path: str, why: str) -> Iterator[Finding]:
    """What there is to tell of a file that cannot be opened as a store."""
    yield Finding("page", {"why": why})
    place = os.path.abspath(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    with suppress(sqlite3.Error), closing(sqlite3.connect(f"file:{place}?mode=ro", uri=True)) as connection:
        for (text,) in connection.execute("PRAGMA integrity_check"):
            yield from (Finding("page", {"why": line}) for line in str(text).splitlines() if line != "ok")
