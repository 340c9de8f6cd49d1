"""The store as of a past date: what counts for a day, and what was known of it at a moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from stores import Kept, day, plan, state, task, until

from store import document as d
from store import vocabulary as v
from store.commands import figures, members, statuses
from store.commands.load import load_plan
from store.commands.undo import redo, undo
from store.past import travel
from store.queries.assignments import assignments
from store.queries.board import milestones
from store.queries.history import log
from store.queries.why import why_task
from store.reader import open_reader
from store.shapes import AssignmentFilter, Who
from store.writer import Writer

PLAN = plan(task("1", "A"), task("2", "Towns"), milestones=(d.MilestoneDoc("m1", "Opening", until("9-1")),))


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    path = str(tmp_path / "s.db")
    writer = Writer(path, durable=False)
    load_plan(writer, on("8-1", "office"), PLAN)
    store = Kept(path, writer, open_reader(path))
    yield store
    store.close()


def on(text: str, by: str = "wang", hour: int = 1) -> Who:
    """Somebody who acts on that day, at that hour."""
    return Who(by, day(text), evening(text, hour))


def evening(text: str, hour: int = 22) -> datetime:
    return datetime.combine(day(text), time(hour), UTC)


def owing(kept: Kept, as_of: date, known_at: datetime | None = None) -> list[str]:
    """The units that owe task 2 as of a day."""
    with closing(travel(kept.path, as_of, known_at)) as reader:
        return [row.unit for row in assignments(reader, AssignmentFilter(), as_of) if row.task == "2"]


def enter(kept: Kept, who: Who, since: str) -> None:
    members.set_member(kept.writer, who, kept.id_of("unit", "Towns"), "East", since=day(since))


def test_a_milestone_shows_the_day_that_was_known_before_it_was_given_a_later_one(kept: Kept) -> None:
    figures.reach(kept.writer, on("8-21"), kept.id_of("milestone", "m1", "ref"))
    figures.reach(kept.writer, on("9-10"), kept.id_of("milestone", "m1", "ref"))
    with closing(travel(kept.path, day("8-25"), evening("8-25"))) as reader:
        (one,) = milestones(reader, "roads", day("8-25"))
        assert one.reached_on == day("8-21")
    with closing(travel(kept.path, day("8-25"))) as reader:
        (one,) = milestones(reader, "roads", day("8-25"))
        assert one.reached_on is None


def test_a_member_whose_joining_was_moved_back_later_was_not_there_as_it_was_known(kept: Kept) -> None:
    enter(kept, on("9-1"), "9-1")
    enter(kept, on("9-10"), "8-1")
    assert owing(kept, day("8-15")) == ["East"]
    assert owing(kept, day("8-15"), evening("9-5")) == ["Towns"]


def test_a_member_whose_joining_was_moved_ahead_later_was_there_as_it_was_known(kept: Kept) -> None:
    enter(kept, on("9-1"), "8-1")
    enter(kept, on("9-10"), "9-1")
    assert owing(kept, day("8-15")) == ["Towns"]
    assert owing(kept, day("8-15"), evening("9-5")) == ["East"]


def test_a_unit_that_was_entered_taken_back_and_entered_again_has_its_name_before_that_day(kept: Kept) -> None:
    enter(kept, on("9-1"), "9-1")
    undo(kept.writer, on("9-2"))
    enter(kept, on("9-10", "li"), "8-1")
    assert owing(kept, day("8-15")) == ["East"]


def test_a_unit_that_was_entered_again_is_there_as_it_was_known_before_its_first_entry_came_back(kept: Kept) -> None:
    enter(kept, on("9-1"), "9-1")
    undo(kept.writer, on("9-2"))
    enter(kept, on("9-3", "li"), "9-1")
    undo(kept.writer, on("9-5", "li"))
    redo(kept.writer, on("9-6"))
    assert owing(kept, day("9-4"), evening("9-4")) == ["East"]


def test_the_log_names_the_units_of_what_was_undone_then_and_brought_back_since(kept: Kept) -> None:
    enter(kept, on("9-1"), "9-1")
    undo(kept.writer, on("9-2"))
    with closing(travel(kept.path, day("9-3"), evening("9-3"))) as reader:
        before = log(reader, limit=None)
    redo(kept.writer, on("9-12"))
    with closing(travel(kept.path, day("9-3"), evening("9-3"))) as reader:
        assert log(reader, limit=None) == before


def test_what_was_recorded_before_is_known_although_a_clock_was_ahead(kept: Kept) -> None:
    load_plan(kept.writer, on("9-5", "office", hour=12), plan(task("1", "B"), key="bridges"))
    row = kept.row("1", "B").id
    statuses.set_status(kept.writer, on("9-5", hour=9), [row], v.BLOCKED)
    with closing(travel(kept.path, day("9-5"), evening("9-5", 10))) as reader:
        (one,) = assignments(reader, AssignmentFilter(plan="bridges"), day("9-5"))
        assert one.status == v.BLOCKED


def test_a_task_closes_today_as_in_the_past_on_the_day_that_its_last_open_member_was_to_leave(kept: Kept) -> None:
    towns = kept.id_of("unit", "Towns")
    enter(kept, on("8-10"), "8-1")
    members.set_member(kept.writer, on("8-11"), towns, "West", since=day("8-1"))
    statuses.set_status(kept.writer, on("8-20"), [kept.row("2", "East").id], v.DONE)
    members.set_member(kept.writer, on("9-1"), towns, "West", until=day("9-10"))
    with closing(travel(kept.path, day("9-12"))) as past, closing(open_reader(kept.path)) as present:
        for reader in (past, present):
            (row,) = [row for row in assignments(reader, AssignmentFilter(), day("9-12")) if row.task == "2"]
            assert row.unit == "East" and row.task_done


def test_a_unit_entered_by_two_stays_while_one_of_them_stands_by_it_and_both_can_be_undone(kept: Kept) -> None:
    towns = kept.id_of("unit", "Towns")
    members.set_member(kept.writer, on("8-10", "office"), towns, "North", since=day("8-1"))
    before = state(kept.path)
    enter(kept, on("9-1", "li"), "9-2")
    undo(kept.writer, on("9-1", "li"))
    members.set_member(kept.writer, on("9-1"), towns, "East", since=day("9-1"), until=day("9-5"))
    redo(kept.writer, on("9-1", "li"))
    undo(kept.writer, on("9-1"))
    assert "East" in {str(row["name"]) for row in state(kept.path)["unit"]}
    assert owing(kept, day("9-3")) == ["North", "East"]
    undo(kept.writer, on("9-1", "li"))
    assert state(kept.path) == before


@pytest.mark.parametrize("through", ["Towns", "Cities"])
def test_a_task_opens_again_on_the_day_that_another_member_joins_without_a_word(kept: Kept, through: str) -> None:
    towns = kept.id_of("unit", "Towns")
    enter(kept, on("8-10"), "8-1")
    statuses.set_status(kept.writer, on("8-20"), [kept.row("2", "East").id], v.DONE)
    if through == "Towns":
        members.set_member(kept.writer, on("9-1"), towns, "West", since=day("9-10"))
    else:  # a group in the group, whose own member has been there for long
        members.set_member(kept.writer, on("9-1"), towns, "Cities", since=day("9-10"))
        members.set_member(kept.writer, on("9-1"), kept.id_of("unit", "Cities"), "West", since=day("8-1"))

    def closed(as_of: date) -> list[bool]:
        with closing(open_reader(kept.path)) as reader, closing(travel(kept.path, as_of)) as past:
            found = [assignments(each, AssignmentFilter(), as_of) for each in (reader, past)]
            shown = [{row.task_done for row in rows if row.task == "2"} for rows in found]
            assert shown[0] == shown[1]
            whys = [why_task(each, "roads", 2, as_of) for each in (reader, past)]
            assert [{why.light == "done"} for why in whys] == shown
            return list(shown[0])

    assert [closed(day(text)) for text in ("9-9", "9-10", "9-12")] == [[True], [False], [False]]


def test_an_open_dashboard_sees_a_task_close_as_the_day_passes_and_open_as_somebody_writes(kept: Kept) -> None:
    towns = kept.id_of("unit", "Towns")
    enter(kept, on("8-10"), "8-1")
    members.set_member(kept.writer, on("8-11"), towns, "West", since=day("8-1"))
    statuses.set_status(kept.writer, on("8-20"), [kept.row("2", "East").id], v.DONE)
    members.set_member(kept.writer, on("9-1"), towns, "West", until=day("9-10"))
    east, reader = kept.row("2", "East").id, kept.reader

    def task_done(as_of: date) -> bool:
        return next(row.task_done for row in assignments(reader, AssignmentFilter(), as_of) if row.id == east)

    assert [task_done(day(text)) for text in ("9-9", "9-10", "9-9", "9-11")] == [False, True, False, True]
    statuses.set_status(kept.writer, on("9-11"), [east], v.IN_PROGRESS)
    assert not task_done(day("9-11"))
    undo(kept.writer, on("9-11"))
    assert task_done(day("9-11"))
