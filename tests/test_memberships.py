"""Units that come and go: whose turn it is on which day, in every plan, and again after an undo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from stores import TODAY, Kept, day, make_store, plan, task, who

from store import document as d
from store import vocabulary as v
from store.commands.figures import reach
from store.commands.load import load_plan
from store.commands.members import set_member
from store.commands.reports import Said, record_report
from store.commands.statuses import set_status
from store.commands.undo import redo, undo
from store.queries.assignments import assignments
from store.queries.board import board, milestones
from store.queries.document import document
from store.shapes import AssignmentFilter

EVERY = AssignmentFilter()


def group(name: str, *members: d.MemberDoc) -> d.GroupDoc:
    return d.GroupDoc(name, members=members)


def spell(name: str, since: str = "", until: str = "") -> d.MemberDoc:
    return d.MemberDoc(name, day(since) if since else None, day(until) if until else None)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Kept]:
    milestone = d.MilestoneDoc("m1", "Opening", d.Window("May", None, day("5-31")), "1")
    kept = make_store(tmp_path / "s.db", plan(task("1", "Towns"), cycle="monthly:5", milestones=(milestone,)))
    yield kept
    kept.close()


def join(kept: Kept, name: str, since: str = "", until: str = "", by: str = "wang") -> None:
    ends = day(until) if until else None
    set_member(kept.writer, who(by), kept.id_of("unit", "Towns"), name, day(since) if since else None, ends)


def on_days(kept: Kept, *days: str) -> list[list[str]]:
    return [kept.units("1", day(on)) for on in days]


def test_a_unit_that_moves_between_two_groups_of_a_task_owes_it_all_the_time(tmp_path: Path) -> None:
    groups = (group("Towns", spell("East", until="6-1")), group("Cities", spell("East", since="5-1"), spell("West")))
    kept = make_store(tmp_path / "s.db", plan(task("1", "Towns", "Cities"), groups=groups))
    assert on_days(kept, "4-30", "5-1", "6-1", "9-1") == [["East", "West"]] * 4
    assert kept.row("1", "East", day("5-31")).via == "Towns" and kept.row("1", "East", day("6-1")).via == "Cities"
    kept.close()


def test_two_spells_of_one_member_are_kept_apart_and_read_back(tmp_path: Path) -> None:
    doc = plan(task("1", "Towns"), groups=(group("Towns", spell("East", "1-1", "3-1"), spell("East", "6-1")),))
    kept = make_store(tmp_path / "s.db", doc)
    assert on_days(kept, "2-1", "3-1", "5-31", "6-1") == [["East"], [], [], ["East"]]
    assert document(kept.reader, "roads").groups == doc.groups
    assert load_plan(kept.writer, who(), doc).command == 0
    kept.close()


def test_a_groups_own_assignment_ends_as_soon_as_any_member_is_there(tmp_path: Path) -> None:
    doc = plan(task("1", "Towns"))
    kept = make_store(tmp_path / "s.db", doc)
    join(kept, "East", "2006-12-1")
    assert kept.units("1") == ["Towns"]
    members = (spell("East", "2006-12-1"), spell("West"))
    load_plan(kept.writer, who(), doc._replace(groups=(group("Towns", *members),)))
    assert kept.units("1") == ["West"] and kept.units("1", day("12-1")) == ["East", "West"]
    kept.close()


def test_who_joins_today_was_not_silent_and_owes_nothing_for_last_month(empty: Kept) -> None:
    join(empty, "West", "3-1")
    join(empty, "East")
    assert (empty.row("1", "East").start, empty.row("1", "East").light) == (TODAY, "on_track")
    assert empty.row("1", "West").light == "no_report"
    reporting = board(empty.reader, "roads", TODAY).reporting
    assert reporting is not None and reporting.missing == ("West",)


def test_a_future_member_keeps_no_task_open(empty: Kept) -> None:
    join(empty, "West", "3-1")
    join(empty, "East", "10-1")
    set_status(empty.writer, who(), [empty.row("1", "West").id], v.DONE)
    assert empty.row("1", "West").task_done


@pytest.mark.parametrize("leaves", [False, True])
def test_a_task_is_closed_on_the_last_day_on_which_somebody_was_still_asked(empty: Kept, leaves: bool) -> None:
    join(empty, "West", "3-1")
    join(empty, "East", "3-1")
    set_status(empty.writer, who(), [empty.row("1", "West").id], v.DONE, on=day("6-1"))
    if leaves:
        join(empty, "East", until="9-1")
    else:
        set_status(empty.writer, who(), [empty.row("1", "East").id], v.DROPPED, on=day("9-1"), note="minutes")
    assert empty.reader.one("SELECT done_on FROM task") == ("2006-09-01",)


@pytest.mark.parametrize("status", [v.DONE, v.DROPPED])
@pytest.mark.parametrize("claims", ["done", "blocked"])
def test_what_is_closed_is_not_opened_by_a_report(tmp_path: Path, status: str, claims: str) -> None:
    kept = make_store(tmp_path / "s.db", plan(task("1", "A")))
    row = kept.row("1").id
    set_status(kept.writer, who(), [row], status, on=day("9-1"), note="minutes")
    record_report(kept.writer, who(), [row], Said("phone", progress="finished", claims=claims), on=day("9-10"))
    assert (kept.row("1").status, kept.row("1").last_report) == (status, day("9-10"))
    kept.close()


def test_undoing_a_member_reaches_plans_that_were_loaded_since(empty: Kept) -> None:
    load_plan(empty.writer, who(), plan(task("9", "East"), key="other"))
    join(empty, "East", "3-1", by="li")
    load_plan(empty.writer, who(), plan(task("5", "Towns"), key="bridges"))
    assert empty.units("5") == ["East"]
    undo(empty.writer, who("li"))
    assert empty.units("1") == empty.units("5") == ["Towns"]
    redo(empty.writer, who("li"))
    assert empty.units("1") == empty.units("5") == ["East"]


def test_a_day_of_leaving_stays_and_who_comes_again_begins_anew(empty: Kept) -> None:
    join(empty, "East", "3-1", "8-1")
    join(empty, "East", "2-1")
    assert on_days(empty, "2-1", "7-31", "8-1") == [["East"], ["East"], []]
    join(empty, "East", "9-1")
    assert on_days(empty, "2-1", "7-31", "8-1", "9-1") == [["East"], ["East"], [], ["East"]]
    assert document(empty.reader, "roads").groups == (
        group("Towns", spell("East", "2-1", "8-1"), spell("East", "9-1")),
    )  # fmt: skip


def test_a_member_that_left_the_file_leaves_unless_another_plan_has_it(tmp_path: Path) -> None:
    both, one = (group("Towns", spell("East"), spell("West")), group("Towns", spell("East")))
    kept = make_store(tmp_path / "s.db", plan(task("1", "Towns"), groups=(both,)))
    found = load_plan(kept.writer, who(), plan(task("1", "Towns"), groups=(one,)))
    assert found.gone == (("membership", "Towns|West|1"),) and kept.units("1") == ["East"]
    assert kept.units("1", day("9-14")) == ["East", "West"]
    load_plan(kept.writer, who(), plan(task("1", "Towns"), groups=(both,)))
    load_plan(kept.writer, who(), plan(task("7", "Towns"), key="bridges", groups=(both,)))
    assert load_plan(kept.writer, who(), plan(task("1", "Towns"), groups=(one,))).gone == ()
    assert kept.units("1") == ["East", "West"]
    kept.close()


def test_a_milestone_was_reached_on_the_day_that_was_said_last(empty: Kept) -> None:
    milestone = empty.id_of("milestone", "m1", "ref")
    for on in ("9-10", "6-2"):
        assert not reach(empty.writer, who(), milestone, on=day(on)).past_only
    assert milestones(empty.reader, "roads", TODAY)[0].reached_on == day("6-2")


def test_no_assignment_of_a_plan_is_ever_owed_twice_by_one_unit(tmp_path: Path) -> None:
    groups = (group("Towns", spell("East", "1-1", "6-1"), spell("East", "5-1")), group("Cities", spell("East")))
    kept = make_store(tmp_path / "s.db", plan(task("1", "Towns", "Cities"), groups=groups))
    for on in ("1-1", "5-15", "6-1", "12-1"):
        rows = assignments(kept.reader, EVERY, day(on))
        assert [row.unit for row in rows] == ["East"]
    kept.close()
