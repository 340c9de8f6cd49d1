"""The history as a list: what each filter lets through, page by page, without reading the rest."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given as generated
from hypothesis import settings
from hypothesis import strategies as st
from stores import TODAY, Kept, day, make_store, plan, task, until, who

from store import document as d
from store import vocabulary as v
from store.commands import dates, figures, members, statuses
from store.commands.load import load_plan
from store.commands.undo import redo_command, undo_command
from store.errors import Refused
from store.queries.history import command_line, each_change, given, log, newest_in_force, newest_of_all, turned_since
from store.reader import Reader
from store.shapes import ChangeFilter
from tui.history import PAGE, read_history, read_newer, read_older, with_newer, with_older

PLAN = plan(
    task("1", "A", "B", due="9-1", children=(task("1.1", "A"),)), task("2", "Towns"),
    indicators=(d.IndicatorDoc("i1", "Homes", of="1", steps=(d.StepDoc(900, d.Window("", None, day("12-31"))),)),),
)  # fmt: skip


class Told(Kept):
    """A store with a little history, and the numbers of its commands."""

    def ids(self, **asked: object) -> list[int]:
        """The commands that a filter lets through, the newest first."""
        return [line.id for line in given(self.reader, ChangeFilter(**asked))]  # type: ignore[arg-type]

    def changed(self, **asked: object) -> set[int]:
        """The commands of the changes that a filter lets through."""
        lines = log(self.reader, ChangeFilter(**asked), limit=None)  # type: ignore[arg-type]
        assert [line.id for line in lines] == sorted((line.id for line in lines), reverse=True)
        return {line.command for line in lines}


LOADED, BRIDGES, MINE, HIS, LATE, MEMBER, TOWN, FIGURE, UNDO, DATE = range(1, 11)
"""The numbers of the commands of `told`, in the order in which they were given."""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    kept = make_store(tmp_path_factory.mktemp("told") / "s.db", PLAN, by="office")
    w, far = kept.writer, date(2006, 9, 14)
    load_plan(w, who("office"), plan(task("9", "A"), key="bridges", area="Tieling"))
    a, b = kept.row("1", "A").id, kept.row("1", "B").id
    statuses.set_status(w, who("wang", TODAY, "set"), [a, b], v.IN_PROGRESS, note="says so")
    statuses.set_note(w, who("li"), [b], "rings tomorrow")
    statuses.set_status(w, who("wang", far), [kept.row("1.1", "A").id], v.BLOCKED, on=day("8-1"))
    members.set_member(w, who("li"), kept.id_of("unit", "Towns"), "East", since=day("3-1"))
    statuses.set_status(w, who("zhao"), [kept.row("2", "East").id], v.DONE)
    figures.record_reading(w, who("li"), kept.id_of("indicator", "i1", "ref"), kept.id_of("unit", "A"), "300")
    undo_command(w, who("zhao"), HIS)
    dates.set_task_due(w, who("li"), kept.id_of("task", "1", "ref"), until("11-30"), "notice")
    yield Told(*kept)
    kept.close()


EVERY_ONE = list(range(DATE, 0, -1))


def test_without_a_filter_every_command_is_told_the_newest_first_loads_and_undos_too(told: Told) -> None:
    assert told.ids() == EVERY_ONE
    undone = command_line(told.reader, HIS)
    undo = command_line(told.reader, UNDO)
    assert undone is not None and undo is not None
    assert (undone.by, undone.undone_by, undone.size) == ("li", "zhao", 1)
    assert (undo.kind, undo.target, undo.by, undo.changes) == ("undo", HIS, "zhao", undone.changes)
    assert command_line(told.reader, 99) is None


def test_a_command_tells_its_changes_with_task_unit_old_and_new(told: Told) -> None:
    line = command_line(told.reader, MINE)
    assert line is not None and line.words == ("set",) and line.on == TODAY and line.size == 4
    facts = {(c.ref, c.title, c.unit, c.field, c.old, c.new, c.note) for c in line.changes}
    assert ("roads/1", "(1) Task 1", "A", "status", "not_started", "in_progress", "says so") in facts


@pytest.mark.parametrize(
    ("asked", "commands"),
    [
        ({"plan": "bridges"}, [BRIDGES]),
        ({"plan": "roads", "person": "wang"}, [LATE, MINE]),
        ({"person": "zhao"}, [UNDO, TOWN]),
        ({"task": "roads/1.1"}, [LATE]),
        ({"task": "roads/1"}, [DATE, UNDO, FIGURE, LATE, HIS, MINE]),
        ({"units": ("B",)}, [UNDO, HIS, MINE]),
        ({"units": ("A",), "plan": "roads"}, [FIGURE, LATE, MINE]),
        ({"units": ("East",)}, [TOWN, MEMBER]),
        ({"until": day("8-31")}, [LATE, BRIDGES, LOADED]),
        ({"since": day("8-1"), "until": day("8-1")}, [LATE]),
        ({"since": day("9-16")}, []),
        ({"text": "rings"}, [UNDO, HIS]),
        ({"text": "ZHAO"}, [TOWN]),
        ({"text": "task 1"}, [DATE, UNDO, FIGURE, LATE, HIS, MINE]),
        ({"text": "办结", "values": (v.DONE,)}, [TOWN]),
        ({"text": "100%_"}, []),
        ({"text": "rings", "person": "wang"}, []),
    ],
)
def test_each_filter_lets_through_what_it_says(told: Told, asked: dict[str, object], commands: list[int]) -> None:
    assert told.ids(**asked) == commands
    assert told.changed(**asked) == {*commands} - {UNDO, BRIDGES, LOADED}, "these record no change of their own"


def test_a_group_stands_for_what_its_members_do_as_members(told: Told) -> None:
    found = told.ids(units=("Towns",))
    assert TOWN in found and MEMBER in found and MINE not in found


def test_a_plan_is_told_with_the_command_that_loaded_it_and_the_undos_in_it(told: Told) -> None:
    assert told.ids(plan="roads") == [one for one in EVERY_ONE if one != BRIDGES]


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ({"plan": "road"}, "unknown_plan"), ({"task": "roads/7"}, "unknown_task"),
        ({"units": ("C",)}, "unknown_unit"), ({"person": "wnag"}, "unknown_person"),
    ],
)  # fmt: skip
def test_names_that_are_none_are_refused_with_the_close_ones(told: Told, asked: dict[str, object], kind: str) -> None:
    for read in (told.ids, told.changed):
        with pytest.raises(Refused) as refused:
            read(**asked)
        assert refused.value.kind == kind
    if kind == "unknown_person":
        assert refused.value.facts["close"] == ("wang",)


PAGED: list[dict[str, object]] = [{}, {"plan": "roads"}, {"person": "li"}, {"text": "a"}, {"task": "roads/1"}]


@pytest.mark.parametrize("asked", PAGED, ids=str)
@pytest.mark.parametrize("size", [1, 2, 3])
def test_pages_follow_each_other_without_a_gap_or_a_repetition(told: Told, asked: dict[str, object], size: int) -> None:
    chosen = ChangeFilter(**asked)  # type: ignore[arg-type]
    found, last = list[int](), None
    while page := given(told.reader, chosen, before=last, limit=size):
        assert len(page) <= size
        found += [line.id for line in page]
        last = found[-1]
    assert found == told.ids(**asked)
    lines, below = list[int](), None
    while changes := log(told.reader, chosen, before=below, limit=size):
        lines += [line.id for line in changes]
        below = lines[-1]
    assert lines == [line.id for line in log(told.reader, chosen, limit=None)]


def test_what_came_after_a_command_is_told_alone(told: Told) -> None:
    assert [line.id for line in given(told.reader, after=FIGURE)] == [DATE, UNDO]
    assert [line.id for line in given(told.reader, ChangeFilter(plan="roads"), after=FIGURE)] == [DATE, UNDO]
    assert given(told.reader, ChangeFilter(text="rings"), after=UNDO) == ()
    assert turned_since(told.reader, FIGURE) == (HIS,) and turned_since(told.reader, UNDO) == ()
    assert (newest_of_all(told.reader), newest_in_force(told.reader)) == (DATE, DATE)


def test_the_log_is_read_as_it_is_asked_for(told: Told) -> None:
    changes = each_change(told.reader)
    first = next(changes)
    assert first.command == DATE and next(changes).id < first.id


def test_a_command_of_very_many_changes_is_passed_in_one_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.queries.history.MANY", 3)
    units = [f"Unit {n}" for n in range(20)]
    kept = make_store(tmp_path / "s.db", plan(task("1", *units), task("2", "B")))
    first, rows = kept.row("2").id, [row.id for row in kept.rows() if row.task == "1"]
    statuses.set_note(kept.writer, who("li"), [first], "before")
    statuses.set_status(kept.writer, who("li"), [*rows, first], v.IN_PROGRESS, note="all of them")
    statuses.set_note(kept.writer, who("li"), [first], "after")
    for asked in (ChangeFilter(plan="roads"), ChangeFilter(plan="roads", person="li"), ChangeFilter(text="li")):
        assert [line.id for line in given(kept.reader, asked)][:3] == [4, 3, 2]
    assert [line.id for line in given(kept.reader, ChangeFilter(units=("B",)))] == [4, 3, 2]
    kept.close()


# What the screen keeps while others write


@settings(max_examples=25, deadline=None)
@generated(st.lists(st.tuples(st.sampled_from("nur"), st.integers(0, 9)), min_size=1, max_size=12), st.booleans())
def test_what_is_read_bit_by_bit_is_what_is_read_at_once(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int]], one_plan: bool
) -> None:
    kept = make_store(tmp_path_factory.mktemp("bits") / "s.db", PLAN)
    asked = ChangeFilter(plan="roads" if one_plan else "")
    shown = read_history(kept.reader, asked, TODAY)
    for kind, pick in steps:
        happen(kept, kind, pick)
        newer = read_newer(kept.reader, shown, TODAY)
        assert newer is not None
        shown = with_newer(shown, newer)
    at_once = read_history(kept.reader, asked, TODAY)
    assert (shown.commands, shown.newest, shown.stamp) == (at_once.commands, at_once.newest, at_once.stamp)
    kept.close()


def happen(kept: Kept, kind: str, pick: int) -> None:
    """A note, an undo or a redo of one of the first commands; what is refused changes nothing."""
    try:
        if kind == "n":
            statuses.set_note(kept.writer, who("li"), [kept.rows()[pick % 4].id], f"no. {newest_of_all(kept.reader)}")
        else:
            (undo_command if kind == "u" else redo_command)(kept.writer, who("zhao"), pick + 2)
    except Refused:
        pass


def test_older_pages_are_put_below_and_what_is_newer_above(tmp_path: Path) -> None:
    kept = make_store(tmp_path / "s.db", PLAN)
    for n in range(PAGE + 5):
        statuses.set_note(kept.writer, who("li"), [kept.row("1", "A").id], f"no. {n}")
    shown = read_history(kept.reader, ChangeFilter(), TODAY)
    assert len(shown.commands) == PAGE and not shown.whole
    statuses.set_note(kept.writer, who("li"), [kept.row("1", "A").id], "one more")
    page, newer = read_older(kept.reader, shown, TODAY), read_newer(kept.reader, shown, TODAY)
    assert newer is not None
    for merged in (with_newer(with_older(shown, page), newer), with_older(with_newer(shown, newer), page)):
        assert [line.id for line in merged.commands] == list(range(PAGE + 7, 0, -1)) and merged.whole
    kept.close()


def test_as_of_a_past_day_nothing_is_told_that_counts_for_a_later_one(told: Told) -> None:
    shown = read_history(told.reader, ChangeFilter(), day("8-31"))
    assert [line.id for line in shown.commands] == [LATE, BRIDGES, LOADED]


# Without reading the rest


class Planned(Reader):
    """A reader that notes how SQLite goes about each query."""

    def __init__(self, kept: Kept) -> None:
        super().__init__(kept.path, kept.reader._connection)
        self.plans: list[str] = []

    def each(self, sql: str, **params: object) -> Iterator[tuple[object, ...]]:
        """Ask for the plan first."""
        self.plans.append("\n".join(str(row[3]) for row in super().rows(f"EXPLAIN QUERY PLAN {sql}", **params)))
        return super().each(sql, **params)


@pytest.mark.parametrize(
    ("asked", "index"),
    [
        ({}, "SCAN h"),
        ({"plan": "roads"}, "change_plan"),
        ({"units": ("B",)}, "change_unit"),
        ({"task": "roads/1.1"}, "change_task"),
        ({"person": "li"}, "change_command"),
        ({"plan": "roads", "person": "li"}, "change_command"),
        ({"since": day("8-1"), "plan": "roads"}, "change_command"),
    ],
)
def test_the_newest_changes_come_along_an_index_and_are_not_sorted(
    told: Told, asked: dict[str, object], index: str
) -> None:
    reader = Planned(told)
    log(reader, ChangeFilter(**asked), limit=200)  # type: ignore[arg-type]
    (steps,) = reader.plans
    assert index in steps and "TEMP B-TREE FOR ORDER BY" not in steps, steps
