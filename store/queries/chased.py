"""All chases about a plan, for its ledger: whom, when, with which answer and promise, about what."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from store.queries.names import plan_id
from store.reader import Reader, as_date, as_int, as_text

CHASES = """SELECT c.id, u.id, u.name, c.on_date, c.via, c.answer, c.promised,
 (SELECT group_concat(ref, ' ') FROM (SELECT DISTINCT t.ref AS ref FROM chase_item i
   JOIN assignment a ON a.id = i.assignment JOIN task t ON t.id = a.task
   WHERE i.chase = c.id AND i.gone IS NULL AND a.plan = :plan ORDER BY t.pos))
 FROM chase c JOIN unit u ON u.id = c.unit WHERE c.gone IS NULL AND c.on_date <= :as_of
  AND (EXISTS (SELECT 1 FROM chase_item i JOIN assignment a ON a.id = i.assignment
    WHERE i.chase = c.id AND i.gone IS NULL AND a.plan = :plan)
   OR NOT EXISTS (SELECT 1 FROM chase_item i WHERE i.chase = c.id AND i.gone IS NULL)
    AND EXISTS (SELECT 1 FROM assignment a WHERE a.unit = c.unit AND a.plan = :plan AND a.gone IS NULL))
 ORDER BY c.on_date, c.id"""


class ChaseRow(NamedTuple):
    """One chase. Who was spoken to is a contact, and stays in the store."""

    id: int
    unit_id: int
    unit: str
    on: date
    via: str
    answer: str
    promised: date | None
    tasks: tuple[str, ...]
    """The refs of the tasks that it was about; empty where it was about the unit as a whole."""


def chases_of(reader: Reader, plan: str, as_of: date) -> tuple[ChaseRow, ...]:
    """The chases about a plan until a date, in their order.

    Raises:
        Refused: no such plan.
    """
    rows = reader.rows(CHASES, plan=plan_id(reader, plan), as_of=as_of.isoformat())
    return tuple(
        ChaseRow(
            as_int(ident), as_int(unit), as_text(name), as_date(on) or date.min, as_text(via), as_text(answer),
            as_date(promised), tuple(as_text(refs).split()),
        )
        for ident, unit, name, on, via, answer, promised, refs in rows
    )  # fmt: skip
