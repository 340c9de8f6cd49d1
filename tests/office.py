"""Two people at work on one store: random commands, for random days, with undos and redos, while the days pass."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from ledger import Ledger
from stores import day, mandate, plan, state, task, until

from store import document as d
from store import vocabulary as v
from store.commands import dates, figures, load, members, reports, statuses
from store.commands.reports import Said
from store.commands.settings import change_setting
from store.commands.undo import redo, redo_command, undo, undo_command
from store.errors import Refused
from store.shapes import Done, Who
from store.writer import Writer

BEGIN = day("8-1")
"""The day on which the plan is loaded; it was issued in January."""


def doc(second: bool = False) -> d.PlanDoc:
    """The plan as issued, and its second edition, which moves nearly everything."""
    phase = d.PhaseDoc("p1", "Start", "", d.Window("", day("1-1"), day("10-31" if second else "8-20")))
    homes = d.IndicatorDoc(
        "i1", "Homes", of="1", shares=(d.ShareDoc("A", 700 if second else 600), d.ShareDoc("B", 300)),
        steps=(d.StepDoc(500, until("8-31")), d.StepDoc(1000 if second else 900, until("12-31"))),
    )  # fmt: skip
    towns = d.GroupDoc("Towns", members=() if second else (d.MemberDoc("North", day("3-1")),))
    tasks = (
        task("1", mandate("A", "lead"), "C" if second else "B", due="9-20" if second else "9-1"),
        task("2", "A", phase="p1", children=(task("2.1", "D"),)),
        task("3", "Towns", means="started", rule="any"),
        task("4", mandate("Towns", "lead"), mandate("A", "support"), due="8-25"),
    )
    return plan(
        *(tasks if not second else (*tasks[:2], tasks[3], task("5", "E", "D"))),
        title="Roads, 2nd edition" if second else "Country roads", closing="any" if second else "all",
        cycle="" if second else "weekly:fri", indicators=(homes,), phases=(phase,), groups=(towns,),
        milestones=(d.MilestoneDoc("m1", "Opening", until("9-5")),),
    )  # fmt: skip


PEOPLE = st.sampled_from(["wang", "li"])
BACK = st.one_of(st.just(0), st.integers(0, 25))
"""How many days before today something counts for."""
PICKS = st.sets(st.integers(0, 9), min_size=1, max_size=3)


class Office(RuleBasedStateMachine):
    """A small store, written by two people through their own writers, while the days pass; its ledger beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.place = tempfile.TemporaryDirectory()
        self.path = str(Path(self.place.name) / "s.db")
        self.writers: dict[str, Writer] = {}
        self.today = BEGIN + timedelta(days=20)
        self.steps = 0
        self.ledger = Ledger()

    @initialize()
    def copy_a_loaded_store(self) -> None:
        """Begin with the plan as the office loaded it."""
        Path(self.path).write_bytes(template())
        self.writers = {by: Writer(self.path, durable=False) for by in ("wang", "li")}
        self.start = state(self.path)
        self.ledger.learn(self.path)

    # What people do

    def who(self, by: str) -> Who:
        """Who acts now; every command has a moment of its own."""
        self.steps += 1
        at = datetime.combine(self.today, time(1), UTC) + timedelta(seconds=self.steps)
        return Who(by, self.today, at, words=(by,))

    def back(self, days: int) -> date:
        """So many days ago."""
        return self.today - timedelta(days=days)

    def ids(self, picks: set[int]) -> list[int]:
        """Some of the assignments, whatever their number; none where the plan itself was taken back."""
        found = self.read("SELECT id FROM assignment WHERE gone IS NULL ORDER BY id")
        return sorted({int(str(found[pick % len(found)][0])) for pick in picks if found})

    def read(self, sql: str, *values: object) -> list[tuple[object, ...]]:
        """What the store says, read without the program."""
        with closing(sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)) as connection:
            return connection.execute(sql, values).fetchall()

    def tries(self, act: Callable[[], object]) -> bool:
        """Do it, if no rule of the office refuses it; then nothing is recorded."""
        before = self.read("SELECT max(id) FROM command")
        try:
            act()
        except Refused:
            assert self.read("SELECT max(id) FROM command") == before
            return False
        return True

    def says(self, ids: list[int], on: date, fields: Mapping[str, object], act: Callable[[], Done]) -> None:
        """Do it: what is recorded is what was said, wherever it was not so on that day already."""
        self.ledger.learn(self.path)
        wanted = [
            (("assignment", str(ident), field), on.isoformat(), value)
            for ident in ids
            for field, value in fields.items()
            if self.ledger.value(("assignment", str(ident), field), on.isoformat()) != value
        ]
        if self.tries(act):
            assert sorted(self.ledger.learn(self.path), key=repr) == sorted(wanted, key=repr)

    @rule(days=st.integers(1, 9))
    def days_pass(self, days: int) -> None:
        """Nothing happens for some days."""
        self.today += timedelta(days=days)

    @rule(by=PEOPLE, picks=PICKS, status=st.sampled_from(v.STATUSES), back=BACK)
    def set_a_status(self, by: str, picks: set[int], status: str, back: int) -> None:
        """Their own statement, with its note."""
        ids, on = self.ids(picks), self.back(back)
        self.says(ids, on, {"status": status, "note": "on account of this"}, lambda: statuses.set_status(
            self.writers[by], self.who(by), ids, status, on=on, note="on account of this"))  # fmt: skip

    @rule(by=PEOPLE, picks=PICKS, percent=st.none() | st.integers(0, 100), back=BACK)
    def set_a_percent(self, by: str, picks: set[int], percent: float | None, back: int) -> None:
        """A percent, or none any more."""
        ids, on = self.ids(picks), self.back(back)
        fields = {"percent": percent, "percent_on": None if percent is None else on.isoformat()}
        self.says(ids, on, fields, lambda: statuses.set_percent(self.writers[by], self.who(by), ids, percent, on=on))

    @rule(by=PEOPLE, picks=PICKS, text=st.sampled_from(["", "rain", "snow"]), back=BACK)
    def write_a_note(self, by: str, picks: set[int], text: str, back: int) -> None:
        """A note alone."""
        ids, on = self.ids(picks), self.back(back)
        self.says(ids, on, {"note": text}, lambda: statuses.set_note(self.writers[by], self.who(by), ids, text, on=on))

    @rule(by=PEOPLE, picks=PICKS, ahead=st.none() | st.integers(-20, 60), back=BACK)
    def move_a_date(self, by: str, picks: set[int], ahead: int | None, back: int) -> None:
        """A due date of some units' own."""
        ids, window, on = self.ids(picks), self.window(ahead), self.back(back)
        self.tries(lambda: dates.set_due(self.writers[by], self.who(by), ids, window, "minutes", on=on))

    @rule(by=PEOPLE, ahead=st.none() | st.integers(-20, 60), back=BACK, task_id=st.integers(1, 5))
    def move_a_task(self, by: str, ahead: int | None, back: int, task_id: int) -> None:
        """A due date for all who inherit it."""
        window, on = self.window(ahead), self.back(back)
        self.tries(lambda: dates.set_task_due(self.writers[by], self.who(by), task_id, window, "notice", on=on))

    def window(self, ahead: int | None) -> d.Window:
        """A date so many days ahead, with or without a start, or none at all."""
        if ahead is None:
            return d.Window("长期")
        end = self.today + timedelta(days=ahead)
        return d.Window(end.isoformat(), None if ahead % 2 else end - timedelta(days=20), end)

    @rule(by=PEOPLE, picks=PICKS, claims=st.sampled_from([None, "done", "blocked", "no_change"]),
          percent=st.none() | st.integers(0, 100), back=BACK)  # fmt: skip
    def say_something(self, by: str, picks: set[int], claims: str | None, percent: float | None, back: int) -> None:
        """A report, perhaps with a claim or a percent."""
        ids, said, on = self.ids(picks), Said("phone", progress="x", percent=percent, claims=claims), self.back(back)
        self.tries(lambda: reports.record_report(self.writers[by], self.who(by), ids, said, on=on))

    @rule(by=PEOPLE, unit=st.sampled_from("AB"), value=st.integers(0, 900), back=BACK, verified=st.booleans())
    def measure(self, by: str, unit: str, value: int, back: int, verified: bool) -> None:
        """A figure of one unit."""
        text, on = str(value), self.back(back)
        self.tries(lambda: figures.record_reading(
            self.writers[by], self.who(by), 1, self.unit(unit), text, on=on, verified=verified))  # fmt: skip

    def unit(self, name: str) -> int:
        """The id of a unit."""
        return int(str(self.read("SELECT id FROM unit WHERE name = ?", name)[0][0]))

    @rule(by=PEOPLE, name=st.sampled_from(["East", "West"]), since=st.none() | st.integers(-5, 25), back=BACK,
          stays=st.none() | st.integers(0, 15))  # fmt: skip
    def enter_a_member(self, by: str, name: str, since: int | None, back: int, stays: int | None) -> None:
        """A unit joins, leaves, or its days are moved."""
        on, begin = self.back(back), None if since is None else self.back(since)
        end = None if stays is None else (begin or on) + timedelta(days=stays)
        self.tries(lambda: members.set_member(
            self.writers[by], self.who(by), self.unit("Towns"), name, since=begin, until=end, on=on))  # fmt: skip

    @rule(by=PEOPLE, picks=PICKS, ahead=st.integers(1, 60), back=BACK)
    def ask_for_time(self, by: str, picks: set[int], ahead: int, back: int) -> None:
        """An extension is asked for."""
        ids, wanted, on = self.ids(picks), self.today + timedelta(days=ahead), self.back(back)
        self.tries(lambda: dates.ask_extension(self.writers[by], self.who(by), ids, wanted, "rain", on))

    @rule(by=PEOPLE, approved=st.booleans(), back=BACK)
    def decide(self, by: str, approved: bool, back: int) -> None:
        """What was asked for is approved or refused."""
        pending = "SELECT DISTINCT assignment FROM extension WHERE decision = 'pending' AND gone IS NULL"
        ids, on = [int(str(row[0])) for row in self.read(pending)], self.back(back)
        self.tries(lambda: dates.decide_extension(self.writers[by], self.who(by), ids, approved, "minutes", on=on))

    @rule(by=PEOPLE, name=st.sampled_from(["due_soon_days", "silent_days", "behind_points"]), value=st.integers(1, 40),
          back=BACK)  # fmt: skip
    def change_a_threshold(self, by: str, name: str, value: int, back: int) -> None:
        """A setting of the store."""
        self.tries(lambda: change_setting(self.writers[by], self.who(by), name, str(value), on=self.back(back)))

    @rule(by=PEOPLE, back=BACK)
    def reach_a_milestone(self, by: str, back: int) -> None:
        """A milestone was reached, or on another day than was said."""
        self.tries(lambda: figures.reach(self.writers[by], self.who(by), 1, on=self.back(back)))

    @rule(by=PEOPLE, second=st.booleans())
    def load_it_again(self, by: str, second: bool) -> None:
        """One of the two editions of the plan."""
        self.tries(lambda: load.load_plan(self.writers[by], self.who(by), doc(second)))

    @rule(by=PEOPLE)
    def take_back(self, by: str) -> None:
        """Their last command."""
        self.tries(lambda: undo(self.writers[by], self.who(by)))

    @rule(by=PEOPLE, n=st.integers(2, 4))
    def take_back_several(self, by: str, n: int) -> None:
        """Their last commands, until one is in the way."""
        while n and self.tries(lambda: undo(self.writers[by], self.who(by))):
            n -= 1

    @rule(by=PEOPLE)
    def bring_back(self, by: str) -> None:
        """What they took back last."""
        self.tries(lambda: redo(self.writers[by], self.who(by)))

    @rule(by=PEOPLE, back=st.integers(0, 9), again=st.booleans())
    def turn_one_of_the_last(self, by: str, back: int, again: bool) -> None:
        """Any of the last commands by its number, whoever gave it."""
        newest = int(str(self.read("SELECT max(id) FROM command")[0][0]))
        turn = redo_command if again else undo_command
        self.tries(lambda: turn(self.writers[by], self.who(by), newest - back))

    def close(self) -> None:
        """Leave nothing behind."""
        for writer in self.writers.values():
            writer.close()
        self.place.cleanup()


@cache
def template() -> bytes:
    """A loaded store to copy."""
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "s.db"
        writer = Writer(str(path), durable=False)
        load.load_plan(writer, Who("office", BEGIN, datetime.combine(BEGIN, time(1), UTC)), doc())
        writer.close()
        return path.read_bytes()
