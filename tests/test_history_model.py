"""Random work by two people, on random days, with undos and redos: rows are what their changes in force say."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from contextlib import closing
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from stores import TODAY, day, make_store, mandate, plan, state, task, who

from store import document as d
from store import vocabulary as v
from store.commands import dates, figures, members, reports, statuses
from store.commands.derive import derive
from store.commands.reports import Said
from store.commands.undo import redo, redo_command, undo, undo_command
from store.errors import Refused
from store.writer import Writer

PLAN = plan(
    task("1", mandate("A", "lead"), "B", due="9-1"), task("2", "A", children=(task("2.1", "C"),)),
    task("3", "Towns", means="started", rule="any"),
    indicators=(d.IndicatorDoc("i1", "Homes", of="1", steps=(d.StepDoc(900, d.Window("", None, day("12-31"))),),
                               shares=(d.ShareDoc("A", 600), d.ShareDoc("B", 300))),),
)  # fmt: skip

PEOPLE = st.sampled_from(["wang", "li"])
DAYS = st.integers(0, 40).map(lambda back: TODAY - timedelta(days=back))
WINDOWS = st.one_of(
    DAYS.map(lambda on: d.Window(on.isoformat(), None, on + timedelta(days=30))), st.just(d.Window("长期"))
)


class TwoPeople(RuleBasedStateMachine):
    """A small store, written by two people through their own writers."""

    def __init__(self) -> None:
        super().__init__()
        self.place = tempfile.TemporaryDirectory()
        self.path = str(Path(self.place.name) / "s.db")
        self.writers: dict[str, Writer] = {}

    @initialize()
    def copy_a_loaded_store(self) -> None:
        Path(self.path).write_bytes(template())
        self.writers = {by: Writer(self.path, durable=False) for by in ("wang", "li")}
        self.start = state(self.path)

    def ids(self, picks: set[int]) -> list[int]:
        found = self.read("SELECT id FROM assignment WHERE gone IS NULL ORDER BY id")
        return [found[pick % len(found)][0] for pick in sorted(picks)]

    def read(self, sql: str, *values: object) -> list[tuple[int, ...]]:
        with closing(sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)) as connection:
            return connection.execute(sql, values).fetchall()

    picks = st.sets(st.integers(0, 9), min_size=1, max_size=3)

    @rule(by=PEOPLE, picks=picks, status=st.sampled_from(v.STATUSES), on=DAYS)
    def set_a_status(self, by: str, picks: set[int], status: str, on: date) -> None:
        statuses.set_status(self.writers[by], who(by), self.ids(picks), status, on=on, note="on account of this")

    @rule(by=PEOPLE, picks=picks, percent=st.none() | st.integers(0, 100), on=DAYS)
    def set_a_percent(self, by: str, picks: set[int], percent: float | None, on: date) -> None:
        statuses.set_percent(self.writers[by], who(by), self.ids(picks), percent, on=on)

    @rule(by=PEOPLE, picks=picks, window=WINDOWS, on=DAYS)
    def move_a_date(self, by: str, picks: set[int], window: d.Window, on: date) -> None:
        dates.set_due(self.writers[by], who(by), self.ids(picks), window, "minutes", on=on)

    @rule(by=PEOPLE, window=WINDOWS, on=DAYS, task_id=st.integers(1, 4))
    def move_a_task(self, by: str, window: d.Window, on: date, task_id: int) -> None:
        dates.set_task_due(self.writers[by], who(by), task_id, window, "notice", on=on)

    @rule(by=PEOPLE, picks=picks, claims=st.sampled_from([None, "done", "blocked", "no_change"]), on=DAYS)
    def say_something(self, by: str, picks: set[int], claims: str | None, on: date) -> None:
        reports.record_report(
            self.writers[by], who(by), self.ids(picks), Said("phone", None, "", "x", claims=claims), on=on
        )

    @rule(by=PEOPLE, unit=st.sampled_from("AB"), value=st.integers(0, 900), on=DAYS, verified=st.booleans())
    def measure(self, by: str, unit: str, value: int, on: date, verified: bool) -> None:
        ((unit_id,),) = self.read("SELECT id FROM unit WHERE name = ?", unit)
        figures.record_reading(self.writers[by], who(by), 1, unit_id, str(value), on=on, verified=verified)

    @rule(by=PEOPLE, name=st.sampled_from(["East", "West"]), since=DAYS, stays=st.booleans())
    def enter_a_member(self, by: str, name: str, since: date, stays: bool) -> None:
        ((group,),) = self.read("SELECT id FROM unit WHERE name = 'Towns'")
        ends = None if stays else since + timedelta(days=9)
        members.set_member(self.writers[by], who(by), group, name, since=since, until=ends)

    @rule(by=PEOPLE, n=st.integers(1, 3))
    def take_back(self, by: str, n: int) -> None:
        try:
            undo(self.writers[by], who(by), n)
        except Refused as refused:
            assert refused.kind in ("nothing_to_undo", "undo_conflict")

    @rule(by=PEOPLE)
    def bring_back(self, by: str) -> None:
        try:
            redo(self.writers[by], who(by))
        except Refused as refused:
            assert refused.kind in ("nothing_to_redo", "undo_conflict")

    @rule(by=PEOPLE, back=st.integers(0, 12), redone=st.booleans())
    def turn_any_command(self, by: str, back: int, redone: bool) -> None:
        found = self.read("SELECT id FROM command WHERE by_whom IN ('wang', 'li') ORDER BY id DESC LIMIT 13")
        if back < len(found):
            try:
                (redo_command if redone else undo_command)(self.writers[by], who(by), found[back][0])
            except Refused as refused:
                assert refused.kind in ("undo_conflict", "already_undone", "not_undone", "is_an_undo", "is_a_redo")

    @invariant()
    def every_row_is_the_fold_of_its_changes_in_force(self) -> None:
        with closing(sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)) as connection:
            last: dict[int, str] = {}
            for target, kind in connection.execute("SELECT target, kind FROM command WHERE target > 0 ORDER BY id"):
                last[target] = kind
            fields: dict[tuple[str, str, str], list[tuple[str, int, object]]] = {}
            first: dict[tuple[str, str, str], object] = {}
            made: set[tuple[str, str, str]] = set()
            for ident, command, table, row, field, on, old, new in connection.execute(
                "SELECT id, command, tbl, row_id, field, on_date, old, new FROM change ORDER BY id"
            ):
                key = (table, row, field)
                first.setdefault(key, json.loads(old))
                if table in ("report", "reading", "membership") and old == "null" and first[key] is None:
                    made.add(key)  # the change that tells of a new row; the row itself comes and goes
                if last.get(command) != "undo":
                    fields.setdefault(key, []).append((on, ident, json.loads(new)))
            for table, row, field in first:
                if (table, row, field) in made or field == "gone":
                    continue
                known = sorted(fields.get((table, row, field), []), key=lambda entry: entry[:2])
                wanted = known[-1][2] if known else first[table, row, field]
                ((found,),) = connection.execute(f"SELECT {field} FROM {table} WHERE id = ?", (int(row),))
                assert (bool(found) if isinstance(wanted, bool) else found) == wanted, (table, row, field)

    def teardown(self) -> None:
        try:
            if self.writers:
                self.derived_columns_are_what_a_fresh_look_derives()
                self.with_everything_undone_the_store_is_as_it_was()
        finally:
            for writer in self.writers.values():
                writer.close()
            self.place.cleanup()

    def derived_columns_are_what_a_fresh_look_derives(self) -> None:
        before = state(self.path)
        with self.writers["wang"].transaction(who("nobody")) as t:
            derive(t, [ident for (ident,) in self.read("SELECT id FROM assignment WHERE gone IS NULL")])
        assert state(self.path) == before

    def with_everything_undone_the_store_is_as_it_was(self) -> None:
        in_force = """SELECT by_whom FROM command c WHERE kind = 'do' AND by_whom IN ('wang', 'li') AND
 coalesce((SELECT kind FROM command x WHERE x.target = c.id ORDER BY x.id DESC LIMIT 1), '') <> 'undo'
 ORDER BY id DESC LIMIT 1"""
        while found := self.read(in_force):
            by = str(found[0][0])
            undo(self.writers[by], who(by))
        assert state(self.path) == self.start


@cache
def template() -> bytes:
    """A loaded store to copy."""
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "s.db"
        make_store(path, PLAN, by="office").close()
        return path.read_bytes()


HOUSE = settings.get_profile("house")
TestTwoPeople = TwoPeople.TestCase
TestTwoPeople.settings = settings(
    HOUSE,
    max_examples=max(10, HOUSE.max_examples // 8),
    stateful_step_count=25,
    suppress_health_check=list(HealthCheck),
)
