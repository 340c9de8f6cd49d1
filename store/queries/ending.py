"""Whether and how a plan ended, and which bulletins were issued."""

from __future__ import annotations

from datetime import date, datetime

from store.ending import Ending, Issued
from store.queries.names import plan_id
from store.reader import Reader, as_date, as_int, as_names, as_text

ISSUED = """SELECT b.made, c.at, coalesce(p.key, ''), b.kind, b.number, b.as_of, b.figures_on, b.issued, b.digest,
 c.words FROM bulletin b JOIN command c ON c.id = b.made LEFT JOIN plan p ON p.id = b.plan WHERE b.gone IS NULL"""


def ending(reader: Reader, plan: int) -> Ending | None:
    """How a plan ended; None while it is open.

    Args:
        reader: of the store.
        plan: its id.
    """
    row = reader.one("SELECT closed_on, basis FROM plan WHERE id = :plan AND state = 'closed'", plan=plan)
    if row is None:
        return None
    bodies = reader.rows(
        "SELECT name FROM body WHERE plan = :plan AND ends_with_plan AND gone IS NULL ORDER BY pos", plan=plan
    )
    return Ending(as_date(row[0]), as_text(row[1]), tuple(as_text(name) for (name,) in bodies))


def ending_of(reader: Reader, plan: str) -> Ending | None:
    """How the plan of that key ended; None while it is open.

    Raises:
        Refused: no such plan.
    """
    return ending(reader, plan_id(reader, plan))


def issued(reader: Reader, plan: str | None = None) -> tuple[Issued, ...]:
    """What was issued, in the order of recording.

    Args:
        reader: of the store.
        plan: a plan's key; empty for what was issued about all plans at once; None for everything.

    Raises:
        Refused: no such plan.
    """
    chosen = plan_id(reader, plan) if plan else None
    some = "" if plan is None else " AND b.plan IS :plan"
    return tuple(_issued(row) for row in reader.rows(f"{ISSUED}{some} ORDER BY b.id", plan=chosen))


def last_issued(reader: Reader, plan: str, kind: str, before: date) -> Issued | None:
    """What the next one is compared with: the one of the same kind that was computed for the latest earlier date.

    Args:
        reader: of the store.
        plan: a plan's key; empty for all plans at once.
        kind: bulletin, briefing or ledger.
        before: the date for which the next one is computed.

    Raises:
        Refused: no such plan.
    """
    earlier = [one for one in issued(reader, plan) if one.kind == kind and one.as_of < before]
    return max(earlier, key=lambda one: (one.as_of, one.command), default=None)


def _issued(row: tuple[object, ...]) -> Issued:
    made, at, plan, kind, number, as_of, figures_on, day, digest, words = row
    return Issued(
        as_int(made), datetime.fromisoformat(as_text(at)), as_text(plan), as_text(kind), as_text(number),
        as_date(as_of) or date.min, as_date(figures_on), as_date(day), as_text(digest), as_names(words),
    )  # fmt: skip
