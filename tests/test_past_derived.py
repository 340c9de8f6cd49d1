"""The quick ways into the past say what a derivation in full says, in the demo store on many days."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from store.closings import closings
from store.deriving import Derived, derived
from store.past import travel
from store.reader import as_int, open_reader

DAYS = [date(2006, 9, 15), date(2006, 9, 1), date(2006, 7, 20), date(2006, 4, 1), date(2005, 12, 31), date(2003, 6, 30)]


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("known_at", [None, datetime(2006, 8, 1, tzinfo=UTC)], ids=["known now", "known in August"])
def test_derived_columns_of_a_past_day_are_those_of_a_full_derivation(
    demo: Path, day: date, known_at: datetime | None
) -> None:
    past = travel(str(demo), day, known_at)
    try:
        rows = past.rows(f"SELECT id, {', '.join(Derived._fields)} FROM assignment WHERE gone IS NULL")
        found = {as_int(row[0]): row[1:] for row in rows}
        assert found == {ident: tuple(columns) for ident, columns in derived(past, found)}
        tasks = [as_int(row[0]) for row in past.rows("SELECT id FROM task")]
        assert list(closings(past, tasks, day)) == []
    finally:
        past.close()


def test_today_seen_as_a_past_day_is_the_present(demo: Path) -> None:
    present, past = open_reader(str(demo)), travel(str(demo), date(2006, 9, 15))
    try:
        for table in ("assignment", "task", "plan", "report", "reading", "membership", "milestone", "change", "store"):
            sql = f"SELECT * FROM {table} ORDER BY 1"
            assert past.rows(sql) == present.rows(sql), table
    finally:
        present.close()
        past.close()
