"""The tally: how many assignments share all that their light depends on. Triggers keep it with every write.

A light changes with the day, what it depends on only with a write: counts over the tally are counts over the
assignments, in as many rows as there are different cases.
"""

from __future__ import annotations

from store.reader import Reader

NO_PACE = -1e9
"""Stands for an assignment that is behind nothing: less than any threshold."""

COLUMNS = {
    "plan": "plan", "task": "task", "via": "coalesce({}via, 0)", "role": "role", "status": "status",
    "due": "coalesce({}due, '')",
    "due_first": "coalesce({}due_first, '')", "met": "({}met_on IS NOT NULL)", "start": "coalesce({}start, '')",
    "last_report": "coalesce({}last_report, '')", "behind": f"coalesce({{}}behind, {NO_PACE})",
    "since": "coalesce({}since, '')", "until": "coalesce({}until, '')",
}  # fmt: skip
"""Each column of the tally, and what it is of an assignment; `{}` stands for its row."""

KEY = ", ".join(COLUMNS)


def _of(row: str) -> list[str]:
    """The columns of an assignment, by the name of its row and a full stop, or of the table itself (empty)."""
    return [form.format(row) if "{}" in form else f"{row}{form}" for form in COLUMNS.values()]


def _add(row: str) -> str:
    return (
        f"INSERT INTO tally ({KEY}, n) SELECT {', '.join(_of(row))}, 1 WHERE {row}gone IS NULL"
        f" ON CONFLICT ({KEY}) DO UPDATE SET n = n + 1;"
    )


def _take(row: str) -> str:
    one = " AND ".join(f"{name} = {value}" for name, value in zip(COLUMNS, _of(row), strict=True))
    return f"UPDATE tally SET n = n - 1 WHERE {one} AND {row}gone IS NULL; DELETE FROM tally WHERE {one} AND n <= 0;"


_WATCHED = (
    "plan", "task", "via", "role", "status", "due", "due_first", "met_on", "start", "last_report", "behind", "since",
    "until", "gone",
)  # fmt: skip
_CHANGED = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in _WATCHED)

TRIGGERS = {
    "tally_made": f"CREATE TRIGGER tally_made AFTER INSERT ON assignment BEGIN {_add('NEW.')} END",
    "tally_changed": f"CREATE TRIGGER tally_changed AFTER UPDATE OF {', '.join(_WATCHED)} ON assignment"
    f" WHEN {_CHANGED} BEGIN {_take('OLD.')} {_add('NEW.')} END",
    "tally_removed": f"CREATE TRIGGER tally_removed AFTER DELETE ON assignment BEGIN {_take('OLD.')} END",
}
"""Each trigger of a store by its name, as SQLite keeps its text."""

COUNT = f"SELECT {', '.join(_of(''))}, count(*) FROM assignment WHERE gone IS NULL GROUP BY {', '.join(_of(''))}"
"""The tally as the assignments say it."""

FILL = (
    "DELETE FROM tally",
    f"INSERT INTO tally ({KEY}, n) {COUNT}",
)
"""Counts everything anew."""

PAST = f"""CREATE TEMP VIEW tally AS SELECT {
    ", ".join(f"{value} AS {name}" for name, value in zip(COLUMNS, _of(""), strict=True))
}, 1 AS n FROM assignment WHERE gone IS NULL"""
"""In the past every assignment is a case of its own: nothing has to be counted on the way there."""

COUNT_PAST = (
    f"CREATE TEMP TABLE counted ({KEY}, n)",
    f"INSERT INTO temp.counted {COUNT}",
    "DROP VIEW temp.tally",
    "ALTER TABLE temp.counted RENAME TO tally",
)
"""Counts a past date once, for whoever asks for more than one sum of a large plan."""

TALLIED = """(SELECT plan, task, nullif(via, 0) AS via, role, status, nullif(due, '') AS due,
 nullif(due_first, '') AS due_first, nullif(met, 0) AS met_on,
 nullif(start, '') AS start, nullif(last_report, '') AS last_report, behind, nullif(since, '') AS since,
 nullif(until, '') AS until, NULL AS gone, n FROM tally) a"""
"""The tally in place of `assignment a`, for counts: `sum(a.n)` instead of `count(*)`."""


def count_once(reader: Reader) -> None:
    """Have the assignments of a past date counted before many sums are asked for; what was counted stays.

    It takes as long as two sums over all assignments do.

    Args:
        reader: one that `store.past.travel` gave.

    Raises:
        Unusable: the store cannot be read.
    """
    if reader.one("SELECT 1 FROM temp.sqlite_master WHERE name = 'tally' AND type = 'view'"):
        for sql in COUNT_PAST:
            reader.rows(sql)
