"""One summary, from the key and from the command alike: store → Summary → bytes (HOUSE, "Two walks")."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from exchange.problems import problem_ids
from exchange.summary import summarize
from exchange.summary_shapes import KINDS, Material, Summary
from store.errors import Refused
from store.queries.assignments import assignments
from store.queries.board import board, milestones, phases, plans
from store.queries.detail import detail
from store.queries.document import document
from store.queries.indicators import indicators
from store.queries.moving import moved
from store.queries.names import close
from store.queries.workload import workload
from store.reader import Reader
from store.shapes import AssignmentFilter
from words import Words

FORMATS = ("md", "json", "csv")
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
        details=tuple(detail(reader, ident, as_of) for ident in problem_ids(rows)),
        moved=moved(reader, plan, rows),
    )  # fmt: skip


def summary(reader: Reader, order: Order, as_of: date) -> Summary:
    """The content of an export.

    Args:
        reader: the store as it stood on as_of (`store.past`).
        order: what is to be exported.
        as_of: the date it is computed for 截至日.

    Raises:
        Refused: no such plan or kind.
    """
    if order.kind not in KINDS:
        raise Refused("unknown_kind", name=order.kind, close=close(order.kind, KINDS), accepted=KINDS)
    keys = (order.plan,) if order.plan else tuple(line.key for line in plans(reader, as_of))
    materials = [gather(reader, key, as_of, order.figures_on) for key in keys]
    return summarize(materials, as_of, order.figures_on, order.issued, order.number, order.kind, order.rank)


def export(reader: Reader, order: Order, as_of: date, words: Words) -> str:
    """A summary as text in one of FORMATS.

    Raises:
        Refused: an unknown format or kind, one of a later version, no such plan.
    """
    if order.format in LATER_FORMATS:
        raise Refused("format_later", name=order.format)
    if order.format not in FORMATS:
        raise Refused("unknown_format", name=order.format, close=close(order.format, FORMATS), known=FORMATS)
    found = summary(reader, order, as_of)
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
