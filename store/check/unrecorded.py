"""Whether what only commands set stands in the record: changes without a gap, no value that none of them gave."""

from __future__ import annotations

import json
from collections.abc import Iterator

from store.check.finding import Finding, about
from store.check.pages import columns_of
from store.facts import Settings
from store.reader import Reader, as_text

OWN = ("start_own", "due_own", "due_own_phrase", "due_own_precision", "due_own_doubt", "due_own_basis", "due_own_note")

MADE_WITH: dict[str, tuple[tuple[tuple[str, ...], str, str], ...]] = {
    "assignment": (
        (("status",), "not_started", ""), (("percent", "percent_on", "note", *OWN, "evidence", "returned"), "", ""),
        (("since", "until"), "", "via IS NULL"),  # else with the days of a membership
    ),
    "task": ((OWN, "", "origin = 'plan'"),),  # what the office adds is made with dates
    "plan": ((("state",), "open", ""), (("closed_on", "basis"), "", "")),
    "milestone": ((("reached_on",), "", ""),),
    "extension": ((("decision",), "pending", ""), (("decided_on", "decided_by", "basis"), "", "")),
    "reading": ((("value", "choice"), "", ""),),
    "report": ((("claims",), "", ""), (("progress",), "", "claims IS NULL")),
}  # fmt: skip
"""Table → fields that say this as long as no change says otherwise, and the rows of which that holds (SQL).

Of a reading and of a report what was said first is recorded at once.
"""

BEGINS = {
    (table, field): default for table, parts in MADE_WITH.items() for fields, default, only in parts if not only
    for field in fields
}  # fmt: skip
"""Table and field → what the first change of it begins with."""

NO_CHANGE = """NOT EXISTS (SELECT 1 FROM main.change c
 WHERE c.tbl = '{table}' AND c.row_id = CAST(r.id AS TEXT) AND c.field = '{field}')"""

GAPS = """SELECT before + 1, id - 1 FROM (SELECT id, lag(id, 1, 0) OVER (ORDER BY id) AS before FROM "{table}")
 WHERE id > before + 1 ORDER BY id"""

JOINED = """SELECT r.id, g.name, u.name, r.since FROM membership r JOIN unit g ON g.id = r.group_unit
 JOIN unit u ON u.id = r.unit WHERE r.gone IS NULL AND r.since IS NOT NULL AND {no_change} ORDER BY r.id"""

LOADED = """SELECT loaded_text FROM plan UNION ALL
 SELECT j.value FROM change c, json_each(json_array(c.old, c.new)) j WHERE c.tbl = 'plan' AND c.field = 'loaded_text'"""


def unrecorded(reader: Reader) -> Iterator[Finding]:
    """Commands and changes that were taken out, and values that no change gave."""
    for table in ("command", "change"):  # one follows the other: a command that fails takes its numbers back
        for first, last in reader.each(GAPS.format(table=table)):
            yield Finding("gap", {"table": table, "value": first if first == last else f"{first}–{last}"})
    for table in MADE_WITH:
        yield from _given(reader, table)
    yield from _joined(reader)
    yield from _settings(reader)


def _given(reader: Reader, table: str) -> Iterator[Finding]:
    """Fields of a table that no change gave, in one look at every row."""
    there = columns_of(reader, table)
    tests: list[tuple[str, str]] = []
    for fields, default, only in MADE_WITH[table]:
        for field in fields:
            differs = f"""coalesce(r."{field}", '') <> '{default}' AND {NO_CHANGE.format(table=table, field=field)}"""
            if field in there:
                tests.append((field, f"{differs} AND {only}" if only else differs))
    if not tests:
        return
    flags, picked = (
        ", ".join(parts) for parts in zip(*((f"({sql})", f'r."{field}"') for field, sql in tests), strict=True)
    )
    anywhere = " OR ".join(f"({sql})" for _, sql in tests)
    for ident, *rest in reader.each(f'SELECT r.id, {flags}, {picked} FROM "{table}" r WHERE {anywhere} ORDER BY r.id'):
        for (field, _), wrong, held in zip(tests, rest, rest[len(tests) :], strict=False):
            if wrong:
                yield Finding("unrecorded", {**about(reader, table, ident), "field": field, "value": held})


def _joined(reader: Reader) -> Iterator[Finding]:
    """Days on which units joined that neither a change nor any plan that was ever loaded gives."""
    found = reader.rows(JOINED.format(no_change=NO_CHANGE.format(table="membership", field="since")))
    stated = _stated(reader) if found else set()
    for ident, group, unit, since in found:
        if (group, unit, since) not in stated:
            yield Finding("unrecorded", {**about(reader, "membership", ident), "field": "since", "value": since})


def _stated(reader: Reader) -> set[tuple[object, ...]]:
    """Group, unit and day of every membership that a plan stated, as loaded now or before."""
    found: set[tuple[object, ...]] = set()
    for (held,) in reader.each(LOADED):
        try:
            loaded = json.loads(as_text(held))
            rows = json.loads(loaded) if isinstance(loaded, str) else loaded  # a change holds the text as JSON
            found |= {(row["group_unit"], row["unit"], row["since"]) for row in rows["membership"].values()}
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            continue
    return found


def _settings(reader: Reader) -> Iterator[Finding]:
    """Thresholds that no change gave; the time zone is given when a store is made."""
    held = {as_text(key): as_text(value) for key, value in reader.rows("SELECT key, value FROM store")}
    changed = {as_text(key) for (key,) in reader.rows("SELECT DISTINCT row_id FROM change WHERE tbl = 'store'")}
    for key, default in Settings()._asdict().items():
        if key != "time_zone" and key not in changed and held.get(key, json.dumps(default)) != json.dumps(default):
            yield Finding("unrecorded", {**about(reader, "store", key), "field": "value", "value": held[key]})
