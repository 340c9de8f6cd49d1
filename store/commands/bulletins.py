"""Bulletins, briefings and ledgers that were issued: recorded with their number and the digest of their bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from store.commands.finish import finish
from store.commands.targets import open_plan
from store.errors import Refused
from store.models import Bulletin
from store.reader import as_date
from store.shapes import Done, Who
from store.writer import Transaction, Writer


class NewBulletin(NamedTuple):
    """What is issued."""

    plan: int | None
    """The plan's id; None for all plans at once."""
    kind: str
    number: str
    as_of: date
    figures_on: date | None
    issued: date


def issue(writer: Writer, who: Who, new: NewBulletin, make: Callable[[], bytes]) -> Done:
    """Record that a bulletin was issued. Nobody else writes while it is made, so that it can be made again.

    Args:
        writer: of the store.
        who: who issues it, with the words by which it is made again.
        new: what is issued.
        make: makes and writes it; called once it is certain that it may be issued.

    Raises:
        Refused: no number, a number that is taken, a date to come, a closed plan; and whatever `make` raises: then
            nothing is recorded.
    """
    if not new.number.strip():
        raise Refused("issue_needs_number")
    if new.as_of > who.today:
        raise Refused("future_date", on=new.as_of, today=who.today)
    with writer.transaction(who) as t:
        if new.plan is not None:
            open_plan(t, new.plan)
        refuse_second(t, new.plan, new.kind, new.number, new.issued)
        row = Bulletin(
            made=t.id, plan=new.plan, kind=new.kind, number=new.number, as_of=new.as_of, figures_on=new.figures_on,
            issued=new.issued, digest=hashlib.sha256(make()).hexdigest(),
        )  # fmt: skip
        t.record(row, "number", plan=new.plan)
        return finish(t, ())


def refuse_second(t: Transaction, plan: int | None, kind: str, number: str, issued: date | None) -> None:
    """Refuse a number that one of the same kind and year has already.

    Raises:
        Refused: naming it.
    """
    t.flush()
    row = t.reader.one(
        """SELECT as_of FROM bulletin WHERE gone IS NULL AND plan IS :plan AND kind = :kind AND number = :number
 AND substr(issued, 1, 4) = :year LIMIT 1""",
        plan=plan, kind=kind, number=number, year=str(issued.year if issued else ""),
    )  # fmt: skip
    if row is not None:
        raise Refused("issued_already", paper=kind, number=number, as_of=as_date(row[0]) or date.min)
