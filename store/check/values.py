"""What a row cannot say: a day that is none, text where a number belongs, JSON that is none, a word nobody knows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple
from zoneinfo import ZoneInfo

from store import vocabulary as v
from store.check.finding import Finding, about
from store.check.pages import columns_of
from store.reader import Reader, as_text

WRONG = {
    # without a modifier date() lets 30 February pass
    "DATE": "{c} IS NOT NULL AND (typeof({c}) <> 'text' OR date({c}, '+0 days') IS NOT {c})",
    "INTEGER": "typeof({c}) NOT IN ('integer', 'null')",
    "BOOLEAN": "{c} IS NOT NULL AND {c} NOT IN (0, 1)",
    "FLOAT": "typeof({c}) NOT IN ('real', 'integer', 'null')",
    "VARCHAR": "typeof({c}) NOT IN ('text', 'null')",
}
"""Declared type → what a column of it cannot hold. SQLite itself lets any column hold anything."""

ALSO_WRONG = {
    ("command", "at"): "datetime({c}) IS NULL",
    ("report", "percent"): "{c} < 0",
    ("membership", "until"): "{c} < since",
}
"""What certain columns cannot say besides."""

JSON = {
    "change": ("old", "new"), "command": ("words",), "store": ("value",), "plan": ("bulletin",), "task": ("targets",),
    "indicator": ("choices",),
}  # fmt: skip

WORDS: dict[tuple[str, str], tuple[str, ...]] = {
    ("assignment", "status"): v.STATUSES, ("assignment", "role"): v.ROLES, ("mandate", "role"): v.ROLES,
    ("assignment", "due_from"): v.DUE_FROM, ("assignment", "due_own_basis"): v.BASES, ("report", "via"): v.VIAS,
    ("chase", "via"): v.VIAS, ("report", "claims"): v.CLAIMS, ("task", "due_means"): v.MEANS,
    ("contact", "kind"): v.CONTACTS,
    ("task", "kind"): ("item", "clause"), ("task", "origin"): ("plan", "breakdown"), ("task", "rule"): v.RULES,
    ("milestone", "means"): v.MEANS, ("plan", "state"): ("open", "closed"), ("indicator", "combine"): v.COMBINES,
    ("indicator", "kind"): ("number", "choice"), ("command", "kind"): ("do", "undo", "redo"),
    ("extension", "decision"): ("pending", "approved", "refused"),
}  # fmt: skip
"""Column → the words that this program knows; empty says nothing."""


class _Test(NamedTuple):
    kind: str
    column: str
    sql: str


def values(reader: Reader) -> Iterator[Finding]:
    """Every row that says what it cannot, table by table, each read once."""
    for (name,) in reader.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"):
        table = as_text(name)
        columns = columns_of(reader, table)
        tests = [*_tests(table, columns)]
        key = "key" if table == "store" else "id"
        if not tests or key not in columns:
            continue
        flags, picked = ", ".join(f"({test.sql})" for test in tests), ", ".join(f'"{test.column}"' for test in tests)
        anywhere = " OR ".join(f"({test.sql})" for test in tests)
        sql = f'SELECT "{key}", {flags}, {picked} FROM "{table}" WHERE {anywhere}'
        for ident, *rest in reader.each(sql):
            for test, wrong, held in zip(tests, rest, rest[len(tests) :], strict=False):
                if wrong:
                    yield Finding(test.kind, {**about(reader, table, ident), "field": test.column, "value": held})
    yield from _zone(reader)


def _zone(reader: Reader) -> Iterator[Finding]:
    """A time zone that this machine does not know: moments are told in its own."""
    for (held,) in reader.rows("SELECT value FROM store WHERE key = 'time_zone' AND json_valid(value)"):
        try:
            ZoneInfo(json.loads(as_text(held)))
        except (KeyError, TypeError, ValueError, OSError, AttributeError):
            yield Finding("unknown_zone", {**about(reader, "store", "time_zone"), "value": held})


def _tests(table: str, columns: dict[str, str]) -> Iterator[_Test]:
    """What is asked of every row of a table."""
    for column, kind in columns.items():
        c = f'"{column}"'
        if kind in WRONG:
            yield _Test("impossible", column, WRONG[kind].format(c=c))
        if (table, column) in ALSO_WRONG:
            yield _Test("impossible", column, ALSO_WRONG[table, column].format(c=c))
        if column in JSON.get(table, ()):
            yield _Test("not_json", column, f"{c} IS NOT NULL AND NOT json_valid({c})")
        if (table, column) in WORDS:
            known = ", ".join(f"'{word}'" for word in ("", *WORDS[table, column]))
            yield _Test("unknown_word", column, f"{c} NOT IN ({known})")
