"""Contacts of units, and how they were asked: who holds on a day, who held before, every chase with its answer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from store import vocabulary as v
from store.called import ChaseLine, ContactLine
from store.reader import Reader, as_date, as_int, as_text
from store.recorded import ids_sql

IN_FORCE = "(k.since IS NULL OR k.since <= :as_of) AND (k.until IS NULL OR k.until > :as_of)"

CALLED_FIRST = ("liaison", "leader", "in_charge")
"""Whom one calls: who carries the papers before whoever answers for them."""


def contacts(reader: Reader, unit: int, as_of: date) -> tuple[ContactLine, ...]:
    """Everybody through whom a unit answers or answered: by kind, who holds on the day first, then the latest."""
    rows = reader.rows(
        f"""SELECT k.id, k.kind, k.name, k.phone, k.since, k.until, {IN_FORCE} FROM contact k
 WHERE k.unit = :unit AND k.gone IS NULL""",
        unit=unit, as_of=as_of.isoformat(),
    )  # fmt: skip
    found = [
        ContactLine(
            as_int(ident), as_text(kind), as_text(name), as_text(phone), as_date(since), as_date(until), bool(now)
        )
        for ident, kind, name, phone, since, until, now in rows
    ]
    order = {kind: place for place, kind in enumerate(v.CONTACTS)}
    latest = sorted(found, key=lambda one: (one.since or date.min, one.id), reverse=True)
    return tuple(sorted(latest, key=lambda one: (order.get(one.kind, len(order)), not one.current)))


def whom_to_call(reader: Reader, units: Iterable[int], as_of: date) -> dict[int, ContactLine]:
    """For each of these units the one to call: the liaison, else the unit's leader, else the leader in charge."""
    rank = " ".join(f"WHEN '{kind}' THEN {place}" for place, kind in enumerate(CALLED_FIRST))
    rows = reader.rows(
        f"""SELECT k.unit, k.id, k.kind, k.name, k.phone, k.since, k.until FROM contact k
 WHERE k.unit IN ({ids_sql(units)}) AND k.gone IS NULL AND {IN_FORCE}
 ORDER BY CASE k.kind {rank} ELSE 9 END DESC, k.since IS NOT NULL, k.since, k.id""",
        as_of=as_of.isoformat(),
    )
    return {  # the last of each unit wins
        as_int(unit): ContactLine(
            as_int(ident), as_text(kind), as_text(name), as_text(phone), as_date(since), as_date(until), True
        )
        for unit, ident, kind, name, phone, since, until in rows
    }


CHASES = """SELECT h.id, u.name, h.on_date, h.via, h.to_whom, h.answer, h.promised, c.by_whom, h.sample, h.unit
 FROM chase h JOIN unit u ON u.id = h.unit JOIN command c ON c.id = h.made"""


def chases(
    reader: Reader, as_of: date, unit: int | None = None, assignment: int | None = None, limit: int = 50
) -> tuple[ChaseLine, ...]:
    """How a unit was asked, or about one assignment, the newest first.

    Args:
        reader: of the store.
        as_of: chases of later days are left out.
        unit: its id; None for whichever unit.
        assignment: only those about this one, or about its unit as a whole.
        limit: at most so many.
    """
    about = """(:assignment IS NULL OR h.id IN (SELECT i.chase FROM chase_item i
  WHERE i.assignment = :assignment AND i.gone IS NULL)
 OR (h.unit = (SELECT a.unit FROM assignment a WHERE a.id = :assignment)
  AND NOT EXISTS (SELECT 1 FROM chase_item i WHERE i.chase = h.id AND i.gone IS NULL)))"""
    rows = reader.rows(
        f"""{CHASES} WHERE h.gone IS NULL AND h.on_date <= :as_of AND (:unit IS NULL OR h.unit = :unit) AND {about}
 ORDER BY h.on_date DESC, h.id DESC LIMIT :most""",
        as_of=as_of.isoformat(), unit=unit, assignment=assignment, most=limit,
    )  # fmt: skip
    return _lines(reader, rows, as_of)


def last_chases(reader: Reader, units: Iterable[int], as_of: date) -> dict[int, ChaseLine]:
    """For each of these units, the last time that it was asked."""
    rows = reader.rows(
        f"""{CHASES} WHERE h.id IN (SELECT id FROM (
  SELECT x.id AS id, row_number() OVER (PARTITION BY x.unit ORDER BY x.on_date DESC, x.id DESC) AS nth FROM chase x
  WHERE x.unit IN ({ids_sql(units)}) AND x.gone IS NULL AND x.on_date <= :as_of) latest WHERE nth = 1)""",
        as_of=as_of.isoformat(),
    )
    lines = {line.id: line for line in _lines(reader, rows, as_of)}
    return {as_int(row[9]): lines[as_int(row[0])] for row in rows}


def _lines(reader: Reader, rows: list[tuple[object, ...]], as_of: date) -> tuple[ChaseLine, ...]:
    """Chases with what each was about."""
    items: dict[int, list[str]] = {}
    for chase, key, ref in reader.rows(
        f"""SELECT i.chase, p.key, t.ref FROM chase_item i JOIN assignment a ON a.id = i.assignment
 JOIN task t ON t.id = a.task JOIN plan p ON p.id = a.plan
 WHERE i.chase IN ({ids_sql(as_int(row[0]) for row in rows)}) AND i.gone IS NULL ORDER BY p.id, t.pos, i.id"""
    ):
        items.setdefault(as_int(chase), []).append(f"{key}/{ref}")
    return tuple(
        ChaseLine(
            as_int(ident), as_text(unit), as_date(on) or as_of, as_text(via), as_text(whom), as_text(answer),
            as_date(promised), as_text(by), tuple(dict.fromkeys(items.get(as_int(ident), ()))), bool(sample),
        )
        for ident, unit, on, via, whom, answer, promised, by, sample, _ in rows
    )  # fmt: skip
