"""Annex 2 of a bulletin 时限变更及延期情况表: whose dates moved or are asked to move, from where and why."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from exchange.assignment_json import iso
from exchange.blocks import Table
from exchange.paper_text import names, short
from exchange.problems import in_unit_order, members_by_task, together, units_of
from exchange.summary_shapes import Material, Named, PlanSummary
from store.moved import Moved
from store.shapes import Assignment, DueMove, ExtensionLine
from words import Words


class Entry(NamedTuple):
    """The units that share task, dates, moves and extensions."""

    units: tuple[Named, ...]
    row: Assignment
    moves: tuple[DueMove, ...]
    extensions: tuple[ExtensionLine, ...]


def listed(material: Material) -> tuple[Moved, ...]:
    """What the annex tells of: dates that stand elsewhere than they stood first, and what was asked for."""
    moved = {row.id for row in material.rows if row.due != row.due_first}
    return tuple(one for one in material.moved if one.extensions or one.assignment in moved)


def entries(plan: PlanSummary) -> tuple[Entry, ...]:
    """What the annex lists, in the user's order of units."""
    material = plan.material
    known = {one.assignment: one for one in listed(material)}
    rows = in_unit_order(row for row in material.rows if row.id in known)
    keys = {
        row.id: (row.task, row.role, row.due, row.due_first, known[row.id].moves, known[row.id].extensions)
        for row in rows
    }
    groups = members_by_task(material.rows)
    found = []
    for bunch in together(rows, keys):
        moved: Moved = known[bunch[0].id]
        found.append(Entry(units_of(bunch, groups), bunch[0], moved.moves, moved.extensions))
    return tuple(found)


def moves_table(plan: PlanSummary, words: Words) -> Table | None:
    """The annex as a table; None where nothing moved and nobody asked."""
    said, rows = words.dates, []
    for entry in entries(plan):
        row = entry.row
        rows.append(
            (
                words.domain.list(names(entry.units, words)), short(f"{row.label} {row.title}".strip()),
                words.domain.date(row.due_first) if row.due_first else "",
                words.domain.date(row.due) if row.due else "",
                _cell((said.annex_move(m.on, m.old, m.new, m.basis, m.note) for m in entry.moves), words),
                _cell((said.annex_extension(x.asked_on, x.wanted, x.decision, x.asked_late, x.late_kept)
                       for x in entry.extensions), words),
            )
        )  # fmt: skip
    heads = said.annex_heads()
    return Table(said.label("annex"), heads, (False,) * len(heads), tuple(rows)) if rows else None


def _cell(parts: Iterable[str], words: Words) -> str:
    return words.paper.semicolon(tuple(parts)).rstrip("。.")


def moves_json(plan: PlanSummary) -> list[dict[str, object]]:
    """The annex with one object for each assignment; keys stay."""
    known = {one.assignment: one for one in listed(plan.material)}
    return [_object(row, known[row.id]) for row in in_unit_order(r for r in plan.material.rows if r.id in known)]


def _object(row: Assignment, moved: Moved) -> dict[str, object]:
    return {
        "task": row.task,
        "unit": row.unit,
        "due_first": iso(row.due_first),
        "due": iso(row.due),
        "late_kept": row.late_kept,
        "moves": [
            {"on": iso(m.on), "old": iso(m.old), "new": iso(m.new), "basis": m.basis, "note": m.note, "by": m.by}
            for m in moved.moves
        ],
        "extensions": [
            {
                "asked_on": iso(x.asked_on), "wanted": iso(x.wanted), "reason": x.reason, "due_was": iso(x.due_was),
                "decision": x.decision, "decided_on": iso(x.decided_on), "decided_by": x.decided_by,
                "late_kept": x.late_kept,
            }
            for x in moved.extensions
        ],
    }  # fmt: skip
