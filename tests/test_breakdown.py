"""Breakdown: tasks that the office adds under those of a plan, with their own units, dates and shares."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from stores import TODAY, Kept, day, make_store, mandate, plan, state, task, until, who

from store import document as d
from store.check import check
from store.commands.breakdown import Added, NewTask, add_task, add_tasks
from store.commands.breakdown_edit import edit_task
from store.commands.load import load_plan
from store.commands.plans import close_plan
from store.commands.statuses import set_status
from store.commands.undo import redo, undo
from store.errors import Refused
from store.past import travel
from store.queries.assignments import assignments
from store.queries.breakdown import added_task, added_tasks, open_below
from store.queries.detail import detail
from store.queries.document import document
from store.shapes import AssignmentFilter

LINES = d.IndicatorDoc(
    "i1", "Lines", "km", of="2", steps=(d.StepDoc(100.0, until("12-31")),),
    shares=(d.ShareDoc("A", 60.0), d.ShareDoc("B", 40.0)),
)  # fmt: skip
TOWNS = d.GroupDoc("towns", members=(d.MemberDoc("East"), d.MemberDoc("West")))
PLAN = plan(
    task("1", "A", due="9-1"), task("2", "A", "B", "towns", children=(task("2.1", "B", due="10-1"),)), task("3", "B"),
    groups=(TOWNS,), indicators=(LINES,), units=(d.UnitDoc("A", "Alpha", ("Ah",)),),
)  # fmt: skip


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    store = make_store(tmp_path / "s.db", PLAN)
    yield store
    store.close()


def add(kept: Kept, under: str, title: str, *units: str, due: str = "", **more: object) -> Added:
    """Add a task; units are responsible, `U=lead` says otherwise."""
    owners = [mandate(name, role or "responsible") for name, _, role in (unit.partition("=") for unit in units)]
    window = until(due) if due else None
    return add_task(kept.writer, who(), task_id(kept, under), title, owners, window, **more)  # type: ignore[arg-type]


def task_id(kept: Kept, ref: str) -> int:
    return kept.id_of("task", ref, "ref")


def refs(kept: Kept) -> list[str]:
    """The refs of all assignments, in the order of the plan."""
    return list(dict.fromkeys(row.task for row in kept.rows()))


def test_an_added_task_has_a_number_of_its_own_and_stands_behind_the_task_above(kept: Kept) -> None:
    assert add(kept, "2", "Dig", "A").refs == ("2.b1",)
    assert add(kept, "2", "Fill", "B=lead", "A=support").refs == ("2.b2",)
    assert add(kept, "2.b1", "Dig deeper", "B").refs == ("2.b1.b1",)
    assert refs(kept) == ["1", "2", "2.b1", "2.b2", "2.b1.b1", "2.1", "3"]
    assert [(row.unit, row.role) for row in kept.rows() if row.task == "2.b2"] == [("A", "support"), ("B", "lead")]


def test_its_own_date_is_a_breakdown_and_without_one_it_inherits(kept: Kept) -> None:
    add(kept, "1", "Dated", "A", due="8-20")
    add(kept, "1", "Undated", "A")
    dated, undated = kept.row("1.b1"), kept.row("1.b2")
    assert (dated.due, dated.due_basis, dated.due_first, dated.days_late) == (day("8-20"), "breakdown", day("8-20"), 26)
    assert (undated.due, undated.due_from, undated.due_basis) == (day("9-1"), "parent", "plan")
    assert detail(kept.reader, dated.id, TODAY).moves == (), "what it was made with is no move"


def test_no_report_is_owed_for_the_time_before_it_was_added(kept: Kept) -> None:
    add(kept, "3", "New", "A", due="12-1")
    row = kept.row("3.b1")
    assert (row.start, row.light) == (TODAY, "on_track")


def test_groups_stand_for_their_members(kept: Kept) -> None:
    added = add(kept, "3", "Everywhere", "towns", "East=lead")
    assert added.assignments == 2
    assert [(row.unit, row.role, row.via) for row in kept.rows() if row.task == "3.b1"] == [
        ("East", "lead", None), ("West", "responsible", "towns"),
    ]  # fmt: skip


def test_units_go_by_any_of_their_names_and_a_new_one_is_entered_only_when_that_is_said(kept: Kept) -> None:
    add(kept, "1", "Short", "Alpha")
    add(kept, "1", "Alias", "Ah")
    assert kept.units("1.b1") == kept.units("1.b2") == ["A"]
    with pytest.raises(Refused) as error:
        add(kept, "1", "New", "Easter")
    assert error.value.kind == "unknown_unit"
    assert "East" in error.value.facts["close"]  # type: ignore[operator]
    assert add(kept, "1", "New", "Easter", new_units=True).units == ("Easter",)
    assert kept.units("1.b3") == ["Easter"], "what was refused took no number"


def test_shares_that_do_not_add_up_are_said_and_kept(kept: Kept) -> None:
    added = add(kept, "2", "Lay", "A", shares=(d.ShareDoc("A", 50.0),))
    (gap,) = added.gaps
    assert (gap.ref, gap.target, gap.shared, gap.missing) == ("i1", 100.0, 90.0, 10.0)
    (gap,) = add(kept, "2.b1", "Lay more", "East", shares=(d.ShareDoc("East", 10.0),)).gaps
    assert (gap.shared, gap.missing) == (100.0, 0.0)
    (gap,) = add(kept, "2", "Too much", "West", shares=(d.ShareDoc("West", 1.0),)).gaps
    assert gap.missing == -1.0
    with pytest.raises(Refused, match="no_indicator_above"):
        add(kept, "1", "Nothing to share", "A", shares=(d.ShareDoc("A", 1.0),))


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("breakdown_needs_title", {"title": "  "}),
        ("breakdown_needs_unit", {"units": ()}),
        ("task_ref_taken", {"ref": "3"}),
        ("bad_task_ref", {"ref": "三"}),
        ("bad_task_ref", {"ref": "-"}),
        ("unknown_role", {"units": ("A=boss",)}),
        ("breakdown_there", {"title": "There", "units": ("A",)}),
    ],
)
def test_what_cannot_be_added_is_refused_and_changes_nothing(kept: Kept, kind: str, more: dict[str, object]) -> None:
    add(kept, "1", "There", "A")
    before = state(kept.path)
    given = {"title": "New", "units": ("A",), **more}
    title, units = str(given.pop("title")), given.pop("units")
    with pytest.raises(Refused, match=kind):
        add(kept, "1", title, *units, **given)  # type: ignore[misc, arg-type]
    assert state(kept.path) == before


def test_the_same_words_for_other_units_are_another_task(kept: Kept) -> None:
    add(kept, "1", "There", "A")
    assert add(kept, "1", "There", "B").refs == ("1.b2",)


def test_several_are_added_together_or_not_at_all(kept: Kept) -> None:
    good = NewTask(task_id(kept, "1"), "Good", (mandate("A"),), line=2)
    bad = NewTask(task_id(kept, "1"), "Bad", (mandate("Nobody"),), line=3)
    with pytest.raises(Refused) as error:
        add_tasks(kept.writer, who(), [good, bad])
    assert error.value.facts["line"] == 3
    tried = add_tasks(kept.writer, who(), [good], dry_run=True)
    assert (tried.refs, tried.done.command) == (("1.b1",), 0)
    assert added_tasks(kept.reader, "roads") == ()


def test_undo_takes_it_back_whole_and_redo_brings_it_back_under_its_number(kept: Kept) -> None:
    before, written = state(kept.path), kept.rows()
    add(kept, "2", "Lay", "towns", "New", due="10-1", shares=(d.ShareDoc("A", 50.0),), new_units=True)
    after = state(kept.path)
    undo(kept.writer, who())
    assert (state(kept.path), kept.rows()) == (before, written)
    assert check(kept.path, TODAY).findings == ()
    redo(kept.writer, who())
    assert state(kept.path) == after
    undo(kept.writer, who())
    assert add(kept, "2", "Other", "A").refs == ("2.b2",), "a number is never given twice"
    add(kept, "2", "Lay", "New", new_units=True)
    assert check(kept.path, TODAY).findings == ()


def test_the_past_shows_it_from_its_day_on(kept: Kept) -> None:
    add(kept, "1", "Late entry", "B", on=day("9-5"))
    for as_of, there in ((day("9-4"), False), (day("9-5"), True)):
        with closing(travel(kept.path, as_of)) as reader:
            found = [row.task for row in assignments(reader, AssignmentFilter(), as_of)]
            assert ("1.b1" in found) is there is bool(added_tasks(reader, "roads"))


def test_loading_the_plan_again_keeps_it_where_its_task_went(kept: Kept) -> None:
    add(kept, "2", "Lay", "East", due="10-1", shares=(d.ShareDoc("A", 55.0),))
    set_status(kept.writer, who(), [kept.row("2.b1").id], "in_progress")
    mine, written = kept.row("2.b1"), added_tasks(kept.reader, "roads")
    first, second, third = PLAN.sections[0].tasks
    moved = PLAN._replace(sections=(PLAN.sections[0]._replace(tasks=(third, second._replace(title="New"), first)),))
    loaded = load_plan(kept.writer, who(), moved)
    assert loaded.gone == ()
    assert refs(kept) == ["3", "2", "2.b1", "2.1", "1"]
    now = kept.row("2.b1")
    assert (now.id, now.status, now.due) == (mine.id, mine.status, mine.due)
    assert [one._replace(version=0) for one in added_tasks(kept.reader, "roads")] == [
        one._replace(version=0) for one in written
    ]
    shares = {share.unit: share.value for share in document(kept.reader, "roads").indicators[0].shares}
    assert shares["A"] == 55.0, "the office's share stays"
    assert check(kept.path, TODAY).findings == ()


def test_it_stays_when_its_task_leaves_the_plan_and_the_plan_cannot_take_its_number(kept: Kept) -> None:
    add(kept, "3", "Stay", "A")
    two = PLAN._replace(sections=(PLAN.sections[0]._replace(tasks=PLAN.sections[0].tasks[:2]),))
    load_plan(kept.writer, who(), two)
    assert kept.row("3.b1").status == "not_started"
    assert [one.parent for one in added_tasks(kept.reader, "roads")] == [""]
    taken = PLAN._replace(sections=(*PLAN.sections, d.SectionDoc("2", "More", (task("3.b1", "B"),))))
    with pytest.raises(Refused, match="ref_of_breakdown"):
        load_plan(kept.writer, who(), taken)


def test_the_plan_as_written_does_not_contain_it(kept: Kept) -> None:
    before = document(kept.reader, "roads")
    add(kept, "1", "Office", "New", new_units=True)
    assert document(kept.reader, "roads") == before


def edit(kept: Kept, title: str, *units: str, **more: object) -> None:
    owners = [mandate(name, role or "responsible") for name, _, role in (unit.partition("=") for unit in units)]
    edit_task(kept.writer, who(), task_id(kept, "1.b1"), title, "(1)", owners, **more)  # type: ignore[arg-type]


def test_its_words_and_units_are_edited_and_a_unit_that_leaves_is_dropped_with_a_reason(kept: Kept) -> None:
    add(kept, "1", "Dig", "A", "B")
    with pytest.raises(Refused, match="dropped_needs_basis"):
        edit(kept, "Dig more", "A", "East=lead")
    edit(kept, "Dig more", "A", "East=lead", reason="reassigned")
    one = added_task(kept.reader, task_id(kept, "1.b1"))
    assert one is not None
    assert (one.title, one.label, one.owners) == ("Dig more", "(1)", (("A", "responsible"), ("East", "lead")))
    assert (kept.row("1.b1", "B").status, kept.row("1.b1", "B").note) == ("dropped", "reassigned")
    edit(kept, "Dig more", "A", "East=lead", "B")
    assert (kept.row("1.b1", "B").status, kept.row("1.b1", "B").note) == ("not_started", "")
    undo(kept.writer, who(), 2)
    assert {row.unit: row.status for row in kept.rows() if row.task == "1.b1"} == {
        "A": "not_started", "B": "not_started",
    }  # fmt: skip
    assert check(kept.path, TODAY).findings == ()


def test_an_edit_of_what_was_changed_since_or_stands_in_the_plan_is_refused(kept: Kept) -> None:
    add(kept, "1", "Dig", "A")
    one = added_task(kept.reader, task_id(kept, "1.b1"))
    assert one is not None
    edit(kept, "Dig more", "A", seen=one.version)
    with pytest.raises(Refused, match="stale_task"):
        edit(kept, "Dig less", "A", seen=one.version)
    with pytest.raises(Refused, match="not_a_breakdown"):
        edit_task(kept.writer, who(), task_id(kept, "1"), "Other", "", [mandate("A")])


def test_a_task_with_what_is_nested_in_it_is_dropped_as_one(kept: Kept) -> None:
    add(kept, "1", "Dig", "A", "B")
    add(kept, "1.b1", "Dig deeper", "East")
    seen = open_below(kept.reader, task_id(kept, "1.b1"))
    assert len(seen) == 3
    set_status(kept.writer, who(), list(seen), "dropped", note="no money", seen=seen)
    assert open_below(kept.reader, task_id(kept, "1.b1")) == {}
    assert {row.light for row in kept.rows() if row.task.startswith("1.b1")} == {"dropped"}


def test_a_closed_plan_takes_none(kept: Kept) -> None:
    close_plan(kept.writer, who(), kept.id_of("plan", "roads", "key"), "over")
    with pytest.raises(Refused, match="closed_plan"):
        add(kept, "1", "Late", "A")


def test_a_window_that_opens_later_stays_closed_until_then(tmp_path: Path) -> None:
    late = d.PhaseDoc("p9", "last", "Last", d.Window("autumn", date(2006, 11, 1), date(2006, 12, 31)))
    kept = make_store(tmp_path / "s.db", plan(task("1", "A", phase="p9"), phases=(late,)))
    add(kept, "1", "Part", "A")
    assert (kept.row("1.b1").start, kept.row("1.b1").light) == (date(2006, 11, 1), "not_yet")
    kept.close()
