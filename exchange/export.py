"""One summary, from the key and from the command alike: store → Summary → bytes (HOUSE, "Two walks")."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime
from typing import NamedTuple

from exchange.summary import summarize
from exchange.summary_shapes import KINDS, Earlier, Material, Summary
from store import vocabulary as v
from store.errors import Refused
from store.queries.assignments import assignments
from store.queries.board import board, milestones, phases, plans
from store.queries.detail import problems
from store.queries.document import document
from store.queries.ending import issued, last_issued
from store.queries.indicators import indicators
from store.queries.moving import moved
from store.queries.names import close
from store.queries.said import contacts_of, said_last
from store.queries.workload import workload
from store.reader import Reader
from store.shapes import AssignmentFilter
from words import Words

FORMATS = ("md", "json", "csv")
NONE = ("none", "无", "-")
"""What stands for a date from which on changes are told where none are to be."""
LATER_FORMATS = ("html", "docx", "xlsx", "ics", "txt", "pdf")


class Order(NamedTuple):
    """What is to be exported."""

    plan: str = ""
    """A plan's key; empty for all plans."""
    kind: str = "bulletin"
    format: str = "md"
    figures_on: date | None = None
    issued: date | None = None
    number: str = ""
    rank: bool = False
    since: date | None = None
    """An earlier date from which on changes are told, each by its name."""
    compares: bool = True
    """Where no date is given: whether changes are counted since what was issued last."""
    contacts: bool = False
    """Whether a ledger names the contacts of units: never unless asked for (DOMAIN, contact)."""


def gather(reader: Reader, plan: str, as_of: date, figures_on: date | None = None) -> Material:
    """What one plan's summary is made of.

    Args:
        figures_on: the papers' indicators take the figures up to this day; up to as_of where none is given. Lights
            of assignments always rest on the newest, which is said in the paper.

    Raises:
        Refused: no such plan.
    """
    rows = assignments(reader, AssignmentFilter(plan=plan), as_of)
    head, written, newest = board(reader, plan, as_of), document(reader, plan), indicators(reader, plan, as_of)
    shown = newest
    if figures_on is not None and figures_on < as_of:
        shown = indicators(reader, plan, as_of, figures_on)
    return Material(
        board=head, document=written, rows=rows,
        loads=workload(reader, plan, as_of), indicators=shown, newest=newest,
        phases=phases(reader, plan, as_of), milestones=milestones(reader, plan, as_of),
        moved=moved(reader, plan, rows, {row.id for row in rows if row.light == v.OVERDUE}),
        problems=problems(reader, plan, as_of),
    )  # fmt: skip


def ledgered(reader: Reader, material: Material, order: Order, as_of: date) -> Material:
    """The material of a ledger: with what was said last, and whom to ask where that is wanted."""
    if order.format != "csv" or material.board.plan is None:
        return material
    plan = material.board.plan.id
    known = contacts_of(reader, plan, as_of) if order.contacts else None
    return material._replace(said=said_last(reader, plan, as_of), contacts=known)


def summary(reader: Reader, order: Order, as_of: date, then: Reader | None = None) -> Summary:
    """The content of an export.

    Args:
        reader: the store as it stood on as_of (`store.past`).
        order: what is to be exported.
        as_of: the date it is computed for 截至日.
        then: the store as it stood on `order.since`, where changes are to be told.

    Raises:
        Refused: no such plan or kind.
    """
    if order.kind not in KINDS:
        raise Refused("unknown_kind", name=order.kind, close=close(order.kind, KINDS), accepted=KINDS)
    keys = (order.plan,) if order.plan else tuple(line.key for line in plans(reader, as_of))
    materials = [ledgered(reader, gather(reader, key, as_of, order.figures_on), order, as_of) for key in keys]
    before: dict[str, Material] = {}
    since = earlier_of(reader, order, as_of)
    if then is not None and since is not None:
        there = {line.key for line in plans(then, since.as_of)}
        before = {key: gather(then, key, since.as_of, order.figures_on) for key in keys if key in there}
    return summarize(
        materials, as_of, order.figures_on, order.issued, order.number, order.kind, order.rank, since, before
    )


def earlier_of(reader: Reader, order: Order, as_of: date) -> Earlier | None:
    """With what an export is compared: the date that was given, else the last one of its kind that was issued.

    A ledger and a table for spreadsheets are compared only where a date is given: their columns stay.

    Raises:
        Refused: no such plan.
    """
    if order.since is not None:
        same = (one for one in issued(reader, order.plan) if (one.kind, one.as_of) == (order.kind, order.since))
        return Earlier(order.since, next((one.number for one in same), ""))
    if not order.compares or order.kind == "ledger" or order.format == "csv":
        return None
    last = last_issued(reader, order.plan, order.kind, as_of)
    return Earlier(last.as_of, last.number, named=False) if last else None


def made(path: str, reader: Reader, order: Order, as_of: date, known_at: datetime | None, words: Words) -> str:
    """An export with what it is compared with.

    Args:
        path: the store.
        reader: the store as it stood on as_of.
        order: what is to be exported.
        as_of: the date it is computed for 截至日.
        known_at: the moment whose knowledge is looked at; None for what is known now.
        words: the language.

    Raises:
        Refused: see `export`.
        Unusable: the store cannot be read.
    """
    since = earlier_of(reader, order, as_of)
    with compared(path, since.as_of if since else None, known_at) as then:
        return export(reader, order, as_of, words, then)


@contextmanager
def compared(path: str, since: date | None, known_at: datetime | None) -> Iterator[Reader | None]:
    """The store as it stood on the date from which on changes are told; None where none are.

    Args:
        path: the store.
        since: that date.
        known_at: the moment whose knowledge is looked at; None for what is known now.

    Raises:
        Unusable: the store cannot be read.
    """
    if since is None:
        yield None
        return
    from store.past import travel

    with closing(travel(path, since, known_at)) as then:
        yield then


def earlier(since: date, as_of: date) -> date:
    """A date from which on changes are told, if it lies before the date that the export is computed for.

    Raises:
        Refused: it does not.
    """
    if since >= as_of:
        raise Refused("since_not_earlier", since=since, as_of=as_of)
    return since


def export(reader: Reader, order: Order, as_of: date, words: Words, then: Reader | None = None) -> str:
    """A summary as text in one of FORMATS; see `summary`.

    Raises:
        Refused: an unknown format or kind, one of a later version, no such plan.
    """
    if order.format in LATER_FORMATS:
        raise Refused("format_later", name=order.format)
    if order.format not in FORMATS:
        raise Refused("unknown_format", name=order.format, close=close(order.format, FORMATS), known=FORMATS)
    if order.contacts and order.format != "csv":
        raise Refused("contacts_in_csv", format=order.format)
    found = summary(reader, order, as_of, then)
    if order.format == "md":
        from exchange.render_md import render_md

        return render_md(found, words)
    if order.format == "json":
        from exchange.render_json import render_json

        return render_json(found, words)
    from exchange.render_csv import render_csv

    return render_csv(found, words)


def file_bytes(text: str, format: str) -> bytes:
    """An export as a file's bytes: csv carries the mark that spreadsheets need (COMMANDS, `summary`)."""
    return text.encode("utf-8-sig" if format == "csv" else "utf-8")
