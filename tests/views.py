"""All that anybody can be shown of a store as of a day, as one value to compare."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from ledger import DERIVED, UNCOUNTED, Rows

from store.queries.assignments import assignments, due_list, group_counts
from store.queries.board import board, milestones, phases, plans
from store.queries.clock import settings
from store.queries.detail import detail
from store.queries.document import document
from store.queries.indicators import indicators
from store.queries.workload import workload
from store.reader import Reader
from store.shapes import Assignment, AssignmentFilter

View = dict[str, object]


def rows(reader: Reader, derived: bool = True) -> Rows:
    """Every row that has not ended, by table and id, with or without the derived columns."""
    found: Rows = {}
    for name, columns in reader.rows(
        """SELECT m.name, group_concat(c.name) FROM main.sqlite_master m JOIN pragma_table_info(m.name, 'main') c
 WHERE m.type = 'table' AND m.sql LIKE '%gone%' GROUP BY m.name"""
    ):
        hidden = (*UNCOUNTED, *(() if derived else DERIVED.get(str(name), ())))
        kept = [column for column in str(columns).split(",") if column not in hidden]
        read = reader.rows(f"SELECT {', '.join(kept)} FROM {name} WHERE gone IS NULL")
        found[str(name)] = {int(str(row[kept.index("id")])): dict(zip(kept, row, strict=True)) for row in read}
    return found


def view(reader: Reader, as_of: date) -> View:
    """Rows, lists, counts, lights and pages; a third of the pages of assignments, another one every day."""
    everything = AssignmentFilter()
    listed = assignments(reader, everything, as_of)
    lines = plans(reader, as_of)
    found: View = {f"{table} {ident}": row for table, kept in rows(reader).items() for ident, row in kept.items()}
    found |= {
        "plans": lines, "board": board(reader, None, as_of), "workload": workload(reader, None, as_of),
        "assignments": tuple(map(_unversioned, listed)), "groups": group_counts(reader, None, as_of),
        "due": tuple(map(_unversioned, due_list(reader, everything, as_of))), "settings": settings(reader),
    }  # fmt: skip
    for row in listed:
        if (row.id + as_of.toordinal()) % 3 == 0:
            found[f"page of {row.id}"] = detail(reader, row.id, as_of)._replace(row=_unversioned(row))
    for line in lines:
        found |= {
            f"board of {line.key}": board(reader, line.key, as_of),
            f"phases of {line.key}": phases(reader, line.key, as_of),
            f"milestones of {line.key}": milestones(reader, line.key, as_of),
            f"figures of {line.key}": indicators(reader, line.key, as_of),
            f"text of {line.key}": document(reader, line.key),
        }
    return found


def _unversioned(row: Assignment) -> Assignment:
    """The version guards the present against stale writes; the past has none."""
    return row._replace(version=0)


def same(found: Mapping[Any, object], wanted: Mapping[Any, object], label: str) -> None:
    """Hold two views, or two tables, against each other.

    Raises:
        AssertionError: saying where, and in what, they differ first.
    """
    for key in dict.fromkeys([*wanted, *found]):
        one, other = _parts(found.get(key)), _parts(wanted.get(key))
        if isinstance(one, dict) and isinstance(other, dict):
            same(one, other, f"{label}: {key}")
        elif one != other:
            raise AssertionError(f"{label}: {key} is {one!r}, should be {other!r}")


def _parts(value: object) -> object:
    """A shape by its fields, a list by its places, so that the one place is named where two differ."""
    if isinstance(value, tuple):
        return dict(zip(getattr(value, "_fields", range(len(value))), value, strict=True))
    return value
