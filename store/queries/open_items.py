"""What a unit can report on: its open assignments, each with what it said last and the figure it gave last."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from store.queries.clock import EXISTS
from store.reader import Reader, as_date, as_float, as_int, as_text
from store.recorded import ids_sql
from store.reported import OpenItem

ITEMS = """SELECT a.id, p.key, t.ref, t.label, t.title, u.name, a.role, a.status, a.due, a.percent, a.version,
 a.task, a.unit
 FROM assignment a JOIN plan p ON p.id = a.plan JOIN task t ON t.id = a.task JOIN unit u ON u.id = a.unit"""

LAST = """SELECT on_date, claims, progress, problem, next_step FROM report
 WHERE assignment = :it AND gone IS NULL AND on_date <= :as_of ORDER BY on_date DESC, id DESC LIMIT 1"""

FIGURE = """SELECT value, choice FROM reading WHERE indicator = :it AND unit = :unit AND gone IS NULL
 AND on_date <= :as_of ORDER BY on_date DESC, verified DESC, id DESC LIMIT 1"""


def open_items(reader: Reader, unit: int, plan: int | None, as_of: date) -> tuple[OpenItem, ...]:
    """The open assignments of a unit, in one plan or in all that are open, in the order of the plans.

    Args:
        reader: of the store.
        unit: its id.
        plan: the plan's id; None for all.
        as_of: the date on which they exist and are open.
    """
    sql = f"""{ITEMS} WHERE a.unit = :unit AND (:plan IS NULL OR a.plan = :plan) AND {EXISTS} AND p.state <> 'closed'
 AND a.status NOT IN ('done', 'dropped') ORDER BY p.id, t.pos, a.task, a.id"""
    return tuple(_item(reader, row, as_of) for row in reader.rows(sql, unit=unit, plan=plan, as_of=as_of.isoformat()))


def items(reader: Reader, ids: Sequence[int], as_of: date) -> tuple[OpenItem, ...]:
    """These assignments, whatever their status, in the order of the plans."""
    order = "p.id, t.pos, a.task, u.rank, a.id"
    rows = reader.rows(f"{ITEMS} WHERE a.id IN ({ids_sql(ids)}) AND a.gone IS NULL ORDER BY {order}")
    return tuple(_item(reader, row, as_of) for row in rows)


def _item(reader: Reader, row: tuple[object, ...], as_of: date) -> OpenItem:
    """One assignment with its last report and figure."""
    day = as_of.isoformat()
    said = reader.one(LAST, it=row[0], as_of=day)
    kinds = reader.rows(
        "SELECT id, kind, measure, choices FROM indicator WHERE task = :task AND gone IS NULL", task=row[11]
    )
    indicator = kinds[0] if len(kinds) == 1 else None
    figure = reader.one(FIGURE, it=indicator[0], unit=row[12], as_of=day) if indicator else None
    words = [as_text(text) for text in said[2:5] if text] if said else []
    return OpenItem(
        id=as_int(row[0]), plan=as_text(row[1]), task=as_text(row[2]), label=as_text(row[3]), title=as_text(row[4]),
        unit=as_text(row[5]), role=as_text(row[6]), status=as_text(row[7]), due=as_date(row[8]),
        percent=as_float(row[9]), version=as_int(row[10]), last_on=as_date(said[0]) if said else None,
        last_claims=as_text(said[1]) or None if said else None, last_words="; ".join(words),
        indicator=as_int(indicator[0]) if indicator else None, measure=as_text(indicator[2]) if indicator else "",
        choices=as_text(indicator[3]) if indicator and indicator[1] == "choice" else "",
        last_figure=_shown(figure),
    )  # fmt: skip


def _shown(figure: tuple[object, ...] | None) -> str:
    """A figure or a choice as text that can be typed again."""
    if figure is None:
        return ""
    return as_text(figure[1]) if figure[1] is not None else f"{as_float(figure[0]) or 0.0:.12g}"


def choices_of(item: OpenItem) -> tuple[str, ...]:
    """The choices that the indicator of an item offers."""
    return tuple(str(choice) for choice in json.loads(item.choices)) if item.choices else ()
