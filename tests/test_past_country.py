"""The quick ways into the past say in a whole country what a derivation in full says."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from benchmarks.country import build
from benchmarks.land import land
from store.closings import closings
from store.deriving import Derived, derived
from store.past import travel
from store.reader import as_int


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("country") / "country.db"
    build(path, land(2_500))
    return str(path)


@pytest.mark.parametrize("day", [date(2006, 9, 1), date(2006, 7, 16), date(2006, 3, 1)], ids=str)
@pytest.mark.parametrize("known_at", [None, datetime(2006, 8, 1, tzinfo=UTC)], ids=["known now", "known in August"])
def test_a_whole_country_as_of_a_day_is_what_a_full_derivation_says(
    country: str, day: date, known_at: datetime | None
) -> None:
    with closing(travel(country, day, known_at)) as past:
        rows = past.rows(f"SELECT id, {', '.join(Derived._fields)} FROM assignment WHERE gone IS NULL")
        found = {as_int(row[0]): row[1:] for row in rows}
        assert len(found) > 2_000
        assert found == {ident: tuple(columns) for ident, columns in derived(past, found)}
        assert list(closings(past, {as_int(row[0]) for row in past.rows("SELECT id FROM task")}, day)) == []
