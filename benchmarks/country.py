"""The country store: one plan laid on every township of an invented China, with half a year of history.

    python -m benchmarks.country 1000000 --cache /var/tmp/duban-country

Rows are what the real commands leave: tests/test_country.py loads, derives and folds a small one and finds no
difference. A store is built once for each state of the program and kept in the cache.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from benchmarks.assignments import Assignments
from benchmarks.bulk import Bulk
from benchmarks.land import EVERYWHERE, ISSUED, KEY, Land, document, land
from benchmarks.office import OFFICE, Office, moment
from store import models
from store.commands.expand import Link, by_group, wanted_of
from store.commands.load import MODELS, REFERENCES
from store.commands.plan_rows import KINDS, Rows, lay_out
from store.spelling import Spelling, spell

CACHE = Path(tempfile.gettempdir()) / "duban-country"
"""Where stores are kept when nobody says where."""

SIZES = (1_000, 100_000, 1_000_000)


def country(assignments: int, cache: Path = CACHE) -> Path:
    """The store with so many assignments, built where the cache has none. Whoever writes into it copies it first.

    Raises:
        ValueError: not a whole number of townships.
    """
    cache.mkdir(parents=True, exist_ok=True)
    path = cache / f"country-{assignments}-{_state()}.db"
    if not path.exists():
        with tempfile.TemporaryDirectory(dir=cache) as unfinished:
            made = Path(unfinished) / "country.db"
            build(made, land(assignments))
            made.replace(path)
    return path


def _state() -> str:
    """What the rows depend on, in short: this package and the tables."""
    here = Path(__file__).parent
    sources = [here / f"{name}.py" for name in ("land", "happenings", "office", "bulk", "assignments", "country")]
    sources += [Path(str(models.__file__)), here.parent / "store" / "migrations" / "__init__.py"]
    return hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()[:10]


def build(path: Path, place: Land, history: bool = True) -> None:
    """Build a store.

    Args:
        history: False for the plan as it was loaded, before anything happened.
    """
    rows = lay_out(document(place), lambda name: name)
    bulk = Bulk(str(path))
    ids = _load(bulk, rows)
    laid = {key.partition("|")[0]: ident for key, ident in ids["mandate"].items()}
    tasks = {ref: ids["task"][ref] for ref in laid}
    wanted = wanted_of(
        [models.Mandate(id=1, made=1, task=1, unit=ids["unit"][EVERYWHERE], pos=0, role="", as_written="")],
        by_group(Link(*link) for link in _links(rows, ids["unit"])),
    )
    office = Office(bulk, place, tasks, [one.unit for one in wanted])
    if history:
        office.work()
    assignments = Assignments(bulk, rows, office, ids["unit"][EVERYWHERE], laid)
    assignments.write([(one.since, one.until) for one in wanted])
    bulk.close()


def _load(bulk: Bulk, rows: Rows) -> dict[str, dict[str, int]]:
    """The rows of the plan, as `store.commands.load` makes them. Returns their ids by kind and natural key."""
    words = json.dumps(["load", "country.toml"], ensure_ascii=False)
    command = bulk.table(models.Command, ("id", "at", "by_whom", "on_date", "words"))
    command.add(1, moment(ISSUED.toordinal(), 0), OFFICE, ISSUED.isoformat(), words)
    plan = rows["plan"][""] | {"key": KEY, "made": 1, "loaded_text": json.dumps(rows, ensure_ascii=False)}
    bulk.table(models.Plan, plan).add(*plan.values())
    ids: dict[str, dict[str, int]] = {
        kind: {key: number for number, key in enumerate(rows[kind], 1)} for kind in KINDS
    }  # fmt: skip
    for kind in KINDS:
        fixed = {"made": 1} | ({"plan": 1} if "plan" in MODELS[kind].model_fields else {})
        named = ("area", "name", "rank") if kind == "unit" else ("area", "name") if kind == "alias" else ()
        spelled = Spelling._fields if kind in ("unit", "task") else ()
        table = None
        for number, (key, fields) in enumerate(rows[kind].items(), 1):
            table = table or bulk.table(MODELS[kind], (*fields, *named, *spelled), **fixed)
            more = (rows["plan"][""]["area"], key, number)[: len(named)]
            said = spell([key, str(fields["short"])] if kind == "unit" else [str(fields["title"])]) if spelled else ()
            table.add(*(_resolved(ids, kind, field, value) for field, value in fields.items()), *more, *said)
    return ids


def _resolved(ids: Mapping[str, Mapping[str, int]], kind: str, field: str, value: object) -> object:
    """A natural key as the id it means."""
    target = kind if field == "parent" else REFERENCES.get(field)
    return value if target is None or value is None else ids[target][str(value)]


def _links(rows: Rows, units: Mapping[str, int]) -> Iterator[tuple[int, int, date | None, date | None]]:
    """The memberships: group, unit, since, until."""
    for fields in rows["membership"].values():
        since, until = (date.fromisoformat(str(day)) if day else None for day in (fields["since"], fields["until"]))
        yield units[str(fields["group_unit"])], units[str(fields["unit"])], since, until


def main() -> int:
    """Build what is asked for and say where it is, how large it is and how long it took."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.country", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("sizes", nargs="+", type=int, help=f"how many assignments: {', '.join(map(str, SIZES))}")
    parser.add_argument("--cache", type=Path, default=CACHE, help=f"where stores are kept ({CACHE})")
    wanted = parser.parse_args()
    for size in wanted.sizes:
        began = time.perf_counter()
        path = country(size, wanted.cache)
        took, room = time.perf_counter() - began, path.stat().st_size / 1e6
        print(f"{size:>9,} assignments  {room:8.1f} MB  {took:6.1f} s  {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
