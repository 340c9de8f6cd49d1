"""Undo and redo: mine, the last first, across programs and days, and never over what others did since."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from stores import TODAY, Kept, day, dump, make_store, plan, state, task, who

from store import document as d
from store import vocabulary as v
from store.commands import dates, figures, load, members, reports, statuses
from store.commands.reports import Said
from store.commands.undo import redo, redo_command, undo, undo_command
from store.errors import Refused
from store.queries.board import board
from store.queries.detail import detail
from store.queries.workload import workload
from store.writer import Writer

HOMES = d.IndicatorDoc(
    "i1", "Homes", "homes", of="1", steps=(d.StepDoc(1000, d.Window("2006", None, day("12-31"))),),
    shares=(d.ShareDoc("A", 600),),
)  # fmt: skip
PLAN = plan(task("1", "A", "B", due="9-1"), task("2", "Towns"), indicators=(HOMES,))


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    store = make_store(tmp_path / "s.db", PLAN, by="office")
    yield store
    store.close()


def act(kept: Kept, name: str, writer: Writer | None = None, by: str = "wang") -> None:
    """One command of each kind."""
    w, me, row = writer or kept.writer, who(by, TODAY, name), kept.row("1", "A").id
    if name == "set":
        statuses.set_status(w, me, [row], v.CLAIMED, on=day("9-3"), note="says so", percent=100)
    elif name == "confirm":
        statuses.set_status(w, me, [row], v.DONE)
    elif name == "due":
        dates.set_due(w, me, [row], d.Window("10月底", None, day("10-31"), "month"), "minutes")
    elif name == "task due":
        dates.set_task_due(w, me, kept.id_of("task", "1", "ref"), d.Window("30 Nov", None, day("11-30")), "notice")
    elif name == "report":
        reports.record_report(w, me, [row], Said("phone", progress="12 km", claims="done", percent=80), on=day("9-9"))
    elif name == "progress":
        reports.record_report(w, me, [row], Said("paper", progress="13 km"))
    elif name == "reading":
        figures.record_reading(w, me, kept.id_of("indicator", "i1", "ref"), kept.id_of("unit", "A"), "300")
    elif name == "ask":
        dates.ask_extension(w, me, [row], day("12-20"), "rain")
    elif name == "approve":
        dates.decide_extension(w, me, [row], True, "minutes no. 7")
    elif name == "member":
        members.set_member(w, me, kept.id_of("unit", "Towns"), "East", since=day("3-1"))
    elif name == "load":
        more = PLAN._replace(title="Roads, 2nd edition", sections=(d.SectionDoc("1", "Works", (
            task("1", "A", "C", due="9-20"), task("2", "Towns"), task("3", "D"))),))  # fmt: skip
        load.load_plan(w, me, more)
    else:
        load.load_plan(w, me, plan(task("1", "E"), key="bridges"))


ALL = (
    "set", "due", "task due", "report", "progress", "reading", "ask", "approve", "confirm", "member", "load", "bridges",
)  # fmt: skip


def test_everything_that_was_done_can_be_undone_and_brought_back(kept: Kept) -> None:
    stages = [state(kept.path)]
    for name in ALL:
        act(kept, name)
        stages.append(state(kept.path))
    for name, stage in reversed(list(zip(ALL, stages, strict=False))):
        (undone,) = undo(kept.writer, who())
        assert undone.words == (name,)
        assert state(kept.path) == stage, name
    for name, stage in zip(ALL, stages[1:], strict=True):
        (redone,) = redo(kept.writer, who())
        assert redone.words == (name,)
        assert state(kept.path) == stage, name


def test_several_are_undone_at_once_and_each_is_a_row(kept: Kept) -> None:
    start = state(kept.path)
    for name in ("set", "confirm", "due"):
        act(kept, name)
    before = len(dump(kept.path)["change"])
    assert [one.words for one in undo(kept.writer, who(), 3)] == [("due",), ("confirm",), ("set",)]
    assert state(kept.path) == start
    assert len(dump(kept.path)["change"]) == before, "an undo adds a command and no change"


def test_another_program_and_another_day_undo_just_as_well(kept: Kept) -> None:
    start = state(kept.path)
    act(kept, "set")
    done = state(kept.path)
    later = who("wang", date(2006, 10, 20))
    second, third = Writer(kept.path), Writer(kept.path)
    undo(second, later)
    assert state(kept.path) == start
    redo(third, later)
    assert state(kept.path) == done
    second.close()
    third.close()


def test_only_my_own_commands_are_undone(kept: Kept) -> None:
    statuses.set_note(kept.writer, who("wang"), [kept.row("1", "A").id], "mine")
    statuses.set_note(kept.writer, who("li"), [kept.row("1", "B").id], "his")
    undo(kept.writer, who("wang"))
    assert (kept.row("1", "A").note, kept.row("1", "B").note) == ("", "his")
    with pytest.raises(Refused, match="nothing_to_undo"):
        undo(kept.writer, who("wang"))


def test_an_undo_over_somebodys_later_change_is_refused_and_names_it(kept: Kept) -> None:
    row = kept.row("1", "A").id
    statuses.set_status(kept.writer, who("wang"), [row], v.IN_PROGRESS)
    statuses.set_status(kept.writer, who("li"), [row], v.BLOCKED)
    before = dump(kept.path)
    with pytest.raises(Refused) as refused:
        undo(kept.writer, who("wang"))
    facts = refused.value.facts
    assert refused.value.kind == "undo_conflict"
    assert (facts["by"], facts["task"], facts["unit"]) == ("li", "roads/1", "A")
    assert (facts["field"], facts["value"]) == ("status", "blocked")
    assert dump(kept.path) == before
    undo(kept.writer, who("li"))
    undo(kept.writer, who("wang"))
    assert kept.row("1", "A").status == "not_started"


def test_of_several_undone_at_once_those_before_a_conflict_stay_undone(kept: Kept) -> None:
    row = kept.row("1", "A").id
    statuses.set_status(kept.writer, who("wang"), [row], v.IN_PROGRESS)
    statuses.set_status(kept.writer, who("li"), [row], v.BLOCKED)
    statuses.set_note(kept.writer, who("wang"), [row], "mine")
    with pytest.raises(Refused, match="undo_conflict"):
        undo(kept.writer, who("wang"), 2)
    assert (kept.row("1", "A").note, kept.row("1", "A").status) == ("", "blocked")


def test_a_redo_over_somebodys_later_change_is_refused(kept: Kept) -> None:
    row = kept.row("1", "A").id
    statuses.set_status(kept.writer, who("wang"), [row], v.IN_PROGRESS)
    undo(kept.writer, who("wang"))
    statuses.set_status(kept.writer, who("li"), [row], v.BLOCKED)
    with pytest.raises(Refused, match="undo_conflict"):
        redo(kept.writer, who("wang"))
    assert kept.row("1", "A").status == "blocked"


def test_what_others_work_on_cannot_be_taken_away_by_undoing_its_making(kept: Kept) -> None:
    act(kept, "member", by="wang")
    statuses.set_status(kept.writer, who("li"), [kept.row("2", "East").id], v.IN_PROGRESS)
    before = dump(kept.path)
    with pytest.raises(Refused) as refused:
        undo(kept.writer, who("wang"))
    assert (refused.value.kind, refused.value.facts["by"]) == ("undo_conflict", "li")
    assert dump(kept.path) == before


def test_a_report_on_a_row_keeps_the_row(kept: Kept) -> None:
    act(kept, "member", by="wang")
    reports.record_report(kept.writer, who("li"), [kept.row("2", "East").id], Said("phone", claims="no_change"))
    with pytest.raises(Refused, match="undo_conflict"):
        undo(kept.writer, who("wang"))


def test_the_load_of_a_plan_whose_units_another_plan_needs_is_not_undone(kept: Kept) -> None:
    load.load_plan(kept.writer, who("li"), plan(task("1", "A"), key="bridges"))
    with pytest.raises(Refused) as refused:
        undo(kept.writer, who("office"))
    assert (refused.value.facts["by"], refused.value.facts["task"]) == ("li", "bridges/1")
    undo(kept.writer, who("li"))
    undo(kept.writer, who("office"))
    assert kept.rows() == () and workload(kept.reader, None, TODAY) == ()


def test_a_new_command_leaves_nothing_to_redo(kept: Kept) -> None:
    act(kept, "set")
    undo(kept.writer, who())
    act(kept, "due")
    with pytest.raises(Refused, match="nothing_to_redo"):
        redo(kept.writer, who())


def test_somebody_elses_command_leaves_mine_to_redo(kept: Kept) -> None:
    act(kept, "set")
    done = kept.row("1", "A").status
    undo(kept.writer, who())
    statuses.set_note(kept.writer, who("li"), [kept.row("1", "B").id], "his")
    redo(kept.writer, who())
    assert kept.row("1", "A").status == done


def test_undo_and_redo_go_back_and_forth(kept: Kept) -> None:
    act(kept, "set")
    act(kept, "due")
    both = state(kept.path)
    for _ in range(3):
        undo(kept.writer, who(), 2)
        redo(kept.writer, who(), 2)
    assert state(kept.path) == both
    undo(kept.writer, who())
    act(kept, "confirm")
    undo(kept.writer, who(), 2)
    assert kept.row("1", "A").status == "not_started"


def test_undoing_a_late_entry_leaves_today_as_it_is(kept: Kept) -> None:
    row = kept.row("1", "A").id
    statuses.set_status(kept.writer, who(), [row], v.BLOCKED, on=day("9-10"))
    statuses.set_status(kept.writer, who(), [row], v.IN_PROGRESS, on=day("9-1"))
    undo(kept.writer, who())
    assert kept.row("1", "A").status == "blocked"
    undo(kept.writer, who())
    assert kept.row("1", "A").status == "not_started"


def test_an_undone_report_is_no_report_any_more_and_comes_back_as_it_was(kept: Kept) -> None:
    act(kept, "report")
    row = kept.row("1", "A")
    said = detail(kept.reader, row.id, TODAY).reports
    undo(kept.writer, who())
    found = detail(kept.reader, row.id, TODAY)
    assert (found.row.last_report, found.row.status, found.reports) == (None, "not_started", ())
    redo(kept.writer, who())
    assert detail(kept.reader, row.id, TODAY).reports == said
    assert kept.row("1", "A").last_report == day("9-9")


def test_an_undone_member_can_be_entered_again(kept: Kept) -> None:
    act(kept, "member")
    undo(kept.writer, who())
    assert kept.units("2") == ["Towns"]
    members.set_member(kept.writer, who(), kept.id_of("unit", "Towns"), "East", since=day("5-1"))
    assert (kept.units("2", day("4-30")), kept.units("2", day("5-1"))) == (["Towns"], ["East"])
    assert [load.unit for load in workload(kept.reader, "roads", TODAY) if load.via] == ["East"]
    undo(kept.writer, who())
    assert kept.units("2") == ["Towns"]


def test_an_undone_plan_is_gone_and_can_be_loaded_again(kept: Kept) -> None:
    loaded = [(row.task, row.unit, row.due) for row in kept.rows()]
    undo(kept.writer, who("office"))
    assert kept.rows() == () and board(kept.reader, None, TODAY).total == 0
    found = load.load_plan(kept.writer, who("office"), PLAN)
    assert found.new and [(row.task, row.unit, row.due) for row in kept.rows()] == loaded


def test_the_log_shows_what_was_undone(kept: Kept) -> None:
    act(kept, "set")
    command = int(str(dump(kept.path)["command"][-1][0]))
    assert not any(line.undone for line in kept.changes(command))
    undo(kept.writer, who())
    assert all(line.undone for line in kept.changes(command))
    redo(kept.writer, who())
    assert not any(line.undone for line in kept.changes(command))


# One command by its number


def last(kept: Kept) -> int:
    """The number of the command given last."""
    return int(str(dump(kept.path)["command"][-1][0]))


def test_any_command_is_undone_by_its_number_whoever_gave_it_and_whatever_came_later(kept: Kept) -> None:
    act(kept, "set", by="wang")
    his, stage = last(kept), kept.row("1", "A").status
    act(kept, "task due", by="wang")
    act(kept, "reading", by="zhao")
    undone = undo_command(kept.writer, who("li", date(2006, 9, 16)), his)
    assert (undone.target, undone.words) == (his, ("set",))
    assert (stage, kept.row("1", "A").status) == ("claimed", "not_started")
    assert str(kept.row("1", "A").due) == "2006-11-30", "what came later stays"
    redo_command(kept.writer, who("zhao", date(2006, 9, 17)), his)
    assert kept.row("1", "A").status == "claimed"


def test_who_undid_the_command_of_another_brings_it_back_with_redo_and_their_own_is_undone_next(kept: Kept) -> None:
    act(kept, "set", by="wang")
    his = last(kept)
    statuses.set_note(kept.writer, who("li"), [kept.row("1", "B").id], "mine")
    undo_command(kept.writer, who("li"), his)
    redo(kept.writer, who("li"))
    assert kept.row("1", "A").status == "claimed"
    undo(kept.writer, who("li"))
    assert (kept.row("1", "A").status, kept.row("1", "B").note) == ("claimed", "")


def test_what_somebody_undid_of_mine_is_not_undone_again_by_my_undo(kept: Kept) -> None:
    act(kept, "set", by="wang")
    act(kept, "due", by="wang")
    undo_command(kept.writer, who("li"), last(kept))
    assert [one.words for one in undo(kept.writer, who("wang"))] == [("set",)]


def test_a_number_that_cannot_be_undone_says_why(kept: Kept) -> None:
    act(kept, "set")
    done = last(kept)
    refused: list[tuple[str, dict[str, object]]] = []

    def refuses(number: int, redone: bool = False) -> None:
        before = dump(kept.path)
        with pytest.raises(Refused) as error:
            (redo_command if redone else undo_command)(kept.writer, who("li"), number)
        assert dump(kept.path) == before
        refused.append((error.value.kind, error.value.facts))

    refuses(done, redone=True)
    undo(kept.writer, who())
    refuses(done)
    refuses(done + 1)
    redo(kept.writer, who())
    refuses(done + 2)
    refuses(done + 3)
    refuses(0)
    refuses(-1, redone=True)
    assert refused == [
        ("not_undone", {"command": done}),
        ("already_undone", {"command": done, "by": "wang", "on": TODAY}),
        ("is_an_undo", {"command": done + 1, "target": done}),
        ("is_a_redo", {"command": done + 2, "target": done}),
        ("no_such_command", {"command": done + 3}),
        ("no_such_command", {"command": 0}),
        ("no_such_command", {"command": -1}),
    ]


def test_the_undo_of_an_earlier_command_is_refused_while_a_later_one_stands_on_it(kept: Kept) -> None:
    act(kept, "set", by="wang")
    earlier = last(kept)
    act(kept, "confirm", by="li")
    with pytest.raises(Refused) as refused:
        undo_command(kept.writer, who("zhao"), earlier)
    facts = refused.value.facts
    assert (facts["by"], facts["task"], facts["unit"]) == ("li", "roads/1", "A")
    assert (facts["field"], facts["value"]) == ("status", "done")
    undo_command(kept.writer, who("zhao"), last(kept))
    undo_command(kept.writer, who("zhao"), earlier)
    assert kept.row("1", "A").status == "not_started"


def test_what_was_done_to_rows_that_have_ended_since_is_not_done_again(kept: Kept) -> None:
    act(kept, "member", by="li")
    member = last(kept)
    statuses.set_status(kept.writer, who("wang"), [kept.row("2", "East").id], v.BLOCKED)
    undo(kept.writer, who("wang"))
    undo_command(kept.writer, who("li"), member)
    before = state(kept.path)
    with pytest.raises(Refused) as refused:
        redo(kept.writer, who("wang"))
    assert refused.value.kind == "undo_conflict"
    assert (refused.value.facts["by"], refused.value.facts["task"]) == ("li", "roads/2")
    assert state(kept.path) == before
    redo_command(kept.writer, who("wang"), member)
    redo(kept.writer, who("wang"))
    assert kept.row("2", "East").status == "blocked"


def test_rows_are_not_brought_back_onto_what_has_ended_since(kept: Kept) -> None:
    act(kept, "member", by="li")
    member = last(kept)
    reports.record_report(kept.writer, who("wang"), [kept.row("2", "East").id], Said("phone", claims="no_change"))
    undo(kept.writer, who("wang"))
    undo_command(kept.writer, who("li"), member)
    with pytest.raises(Refused) as refused:
        redo(kept.writer, who("wang"))
    facts = refused.value.facts
    assert (refused.value.kind, facts["by"], facts["field"]) == ("undo_conflict", "li", "gone")


def test_several_undone_at_once_are_told_one_by_one_as_far_as_they_go(kept: Kept) -> None:
    act(kept, "set")
    act(kept, "due")
    told: list[tuple[str, ...]] = []
    with pytest.raises(Refused, match="nothing_to_undo"):
        undo(kept.writer, who(), 3, lambda undone: told.append(undone.words))
    assert told == [("due",), ("set",)] and kept.row("1", "A").status == "not_started"
