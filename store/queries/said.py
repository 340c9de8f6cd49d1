"""What was said last of each assignment of a plan, how often its unit was asked, and who is to be asked: in bulk."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from store.called import ContactLine
from store.queries.contacts import IN_FORCE
from store.reader import Reader, as_date, as_int, as_text


class Said(NamedTuple):
    """What the last report of an assignment said, and what shows that it is done."""

    progress: str = ""
    problem: str = ""
    next_step: str = ""
    via: str = ""
    evidence: str = ""
    chases: int = 0
    """How often its unit was asked about it."""


REPORTED = """SELECT r.assignment, r.progress, r.problem, r.next_step, r.via, r.evidence FROM assignment a
 JOIN report r ON r.assignment = a.id WHERE a.plan = :plan AND r.gone IS NULL AND r.on_date <= :as_of
 ORDER BY r.on_date, r.id"""
CHASED = """SELECT i.assignment, count(*) FROM chase h JOIN chase_item i ON i.chase = h.id
 JOIN assignment a ON a.id = i.assignment WHERE a.plan = :plan AND h.gone IS NULL AND h.on_date <= :as_of GROUP BY 1"""


def said_last(reader: Reader, plan: int, as_of: date) -> dict[int, Said]:
    """By assignment; those of which nothing was said and nothing asked are left out.

    Args:
        reader: the store as of that date.
        plan: its id.
        as_of: reports and chases of later days are left out.
    """
    found: dict[int, Said] = {}
    for ident, progress, problem, ahead, via, evidence in reader.rows(REPORTED, plan=plan, as_of=as_of.isoformat()):
        found[as_int(ident)] = Said(
            as_text(progress), as_text(problem), as_text(ahead), as_text(via), as_text(evidence)
        )
    shown = "SELECT id, evidence FROM assignment WHERE plan = :plan AND evidence <> ''"
    for ident, evidence in reader.rows(shown, plan=plan):  # given with the confirmation: it wins over the claim's
        found[as_int(ident)] = found.get(as_int(ident), Said())._replace(evidence=as_text(evidence))
    for ident, n in reader.rows(CHASED, plan=plan, as_of=as_of.isoformat()):
        found[as_int(ident)] = found.get(as_int(ident), Said())._replace(chases=as_int(n))
    return found


def contacts_of(reader: Reader, plan: int, as_of: date) -> dict[tuple[int, str], ContactLine]:
    """The contacts of a plan's units that hold on a day, by unit id and kind; of several the one entered last."""
    rows = reader.rows(
        f"""SELECT k.unit, k.id, k.kind, k.name, k.phone, k.since, k.until FROM contact k
 WHERE k.unit IN (SELECT unit FROM assignment WHERE plan = :plan) AND k.gone IS NULL AND {IN_FORCE}
 ORDER BY k.since IS NOT NULL, k.since, k.id""",
        plan=plan, as_of=as_of.isoformat(),
    )  # fmt: skip
    return {
        (as_int(unit), as_text(kind)): ContactLine(
            as_int(ident), as_text(kind), as_text(name), as_text(phone), as_date(since), as_date(until), True
        )
        for unit, ident, kind, name, phone, since, until in rows
    }
