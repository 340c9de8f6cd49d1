"""Loading plans: once, again, changed on both sides, and read back as written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from stores import TODAY, Kept, day, dump, make_store, mandate, plan, state, task, who

from seed.plans import builtin, builtin_keys
from store import document as d
from store import vocabulary as v
from store.commands.dates import set_due, set_task_due
from store.commands.load import load_plan, load_plans
from store.commands.statuses import set_note, set_status
from store.errors import Refused
from store.queries.document import document
from store.queries.names import unit_key
from store.shapes import Loaded

BASE = plan(task("1", "A", due="9-1"), task("2", "B", "C"))


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    store = make_store(tmp_path / "s.db", BASE)
    yield store
    store.close()


def edition(*tasks: d.TaskDoc, **more: object) -> d.PlanDoc:
    return plan(*tasks, **more)  # type: ignore[arg-type]


def again(kept: Kept, doc: d.PlanDoc, dry_run: bool = False) -> Loaded:
    return load_plan(kept.writer, who(), doc, dry_run)


def test_loading_again_is_no_command_at_all(kept: Kept) -> None:
    set_status(kept.writer, who(), [kept.row("1").id], v.IN_PROGRESS)
    before = dump(kept.path)
    found = again(kept, BASE)
    assert (found.new, found.made, found.changed, found.kept, found.gone, found.command) == (False, (), (), (), (), 0)
    assert dump(kept.path) == before


def test_what_the_file_changed_follows_and_what_people_did_stays(kept: Kept) -> None:
    set_status(kept.writer, who(), [kept.row("1").id], v.IN_PROGRESS, note="half done")
    found = again(kept, edition(task("1", "A", due="9-30"), task("2", "B", "C"), title="Roads, 2nd edition"))
    assert {(line.what, line.field, line.new) for line in found.changed} == {
        ("plan", "title", "Roads, 2nd edition"), ("task", "due", "2006-09-30"), ("task", "due_phrase", "9-30"),
    }  # fmt: skip
    row = kept.row("1")
    assert (row.due, row.due_first, row.status, row.note) == (day("9-30"), day("9-1"), "in_progress", "half done")
    assert (
        again(kept, edition(task("1", "A", due="9-30"), task("2", "B", "C"), title="Roads, 2nd edition")).command == 0
    )


def test_changed_on_both_sides_the_users_value_stays_and_is_listed(kept: Kept) -> None:
    task_id = kept.id_of("task", "1", "ref")
    set_task_due(kept.writer, who(), task_id, d.Window("31 Oct", None, day("10-31")), "instruction")
    found = again(kept, edition(task("1", "A", due="9-30"), task("2", "B", "C")))
    listed = {(line.key, line.field, line.old, line.new) for line in found.kept}
    assert ("1", "due", "2006-10-31", "2006-09-30") in listed
    assert kept.row("1").due == day("10-31")


def test_a_users_own_date_is_not_touched_by_a_new_edition(kept: Kept) -> None:
    set_due(kept.writer, who(), [kept.row("1").id], d.Window("31 Oct", None, day("10-31")), "breakdown")
    again(kept, edition(task("1", "A", due="9-30"), task("2", "B", "C")))
    assert (kept.row("1").due, kept.row("1").due_from) == (day("10-31"), "assignment")


def test_what_left_the_file_is_dropped_and_never_deleted(kept: Kept) -> None:
    set_note(kept.writer, who(), [kept.row("2", "B").id], "was on its way")
    set_status(kept.writer, who(), [kept.row("1").id], v.DONE)
    found = again(kept, edition(task("2", "C")))
    assert ("task", "1") in found.gone and ("mandate", "2|B|responsible") in found.gone
    assert {(row.task, row.unit): row.status for row in kept.rows()} == {
        ("1", "A"): "done", ("2", "B"): "dropped", ("2", "C"): "not_started",
    }  # fmt: skip
    assert len(dump(kept.path)["assignment"]) == 3
    assert [one.ref for one in document(kept.reader, "roads").sections[0].tasks] == ["2"]


def test_a_whole_task_that_left_drops_the_assignments_of_all_its_units(kept: Kept) -> None:
    again(kept, edition(task("1", "A", due="9-1")))
    assert [kept.row("2", unit).status for unit in "BC"] == ["dropped", "dropped"]


def test_what_returns_takes_up_its_history(kept: Kept) -> None:
    set_status(kept.writer, who(), [kept.row("2", "B").id], v.IN_PROGRESS, note="on its way", on=day("9-1"))
    ids = [row.id for row in kept.rows()]
    again(kept, edition(task("1", "A", due="9-1")))
    again(kept, BASE)
    assert [row.id for row in kept.rows()] == ids
    assert (kept.row("2", "B").status, kept.row("2", "B").note) == ("in_progress", "on its way")
    assert kept.row("2", "C").status == "not_started"
    assert again(kept, BASE).command == 0


def test_a_dropped_assignment_that_an_office_dropped_stays_dropped(kept: Kept) -> None:
    set_status(kept.writer, who(), [kept.row("2", "B").id], v.DROPPED, note="minutes no. 3")
    again(kept, edition(task("1", "A", due="9-1")))
    again(kept, BASE)
    assert (kept.row("2", "B").status, kept.row("2", "B").note) == ("dropped", "minutes no. 3")


def test_a_dry_run_says_the_same_and_changes_nothing(kept: Kept) -> None:
    new = edition(task("1", "A", due="9-30"), task("3", "D"))
    before = dump(kept.path)
    told = again(kept, new, dry_run=True)
    assert dump(kept.path) == before
    assert told == again(kept, new)._replace(command=0)


def test_a_task_that_moves_to_a_new_heading_moves(kept: Kept) -> None:
    heading = d.SectionDoc("2", "Bridges", (task("2", "B", "C"),))
    doc = BASE._replace(sections=(d.SectionDoc("1", "Works", (task("1", "A", due="9-1"),)), heading))
    again(kept, doc)
    assert document(kept.reader, "roads").sections == doc.sections
    renamed = doc._replace(sections=(doc.sections[0], heading._replace(title="Bridges and fords")))
    found = again(kept, renamed)
    assert not found.kept and document(kept.reader, "roads").sections == renamed.sections


def test_all_plans_are_loaded_or_none(tmp_path: Path) -> None:
    kept = make_store(tmp_path / "s.db")
    ring = (d.GroupDoc("X", members=(d.MemberDoc("Y"),)), d.GroupDoc("Y", members=(d.MemberDoc("X"),)))
    before = dump(kept.path)
    with pytest.raises(Refused):
        load_plans(kept.writer, who(), [BASE, plan(task("1", "X"), key="ring", groups=ring)])
    assert dump(kept.path) == before
    first, second = load_plans(kept.writer, who(), [BASE, plan(task("1", "A"), key="bridges")])
    assert (first.new, second.new, first.command == second.command) == (True, True, True)
    kept.close()


def test_a_first_load_counts_from_the_issue_of_the_plan(kept: Kept) -> None:
    assert kept.reader.one("SELECT on_date FROM command") == ("2006-01-10",)


def test_two_plans_of_one_area_share_units_and_their_aliases(kept: Kept) -> None:
    more = d.UnitDoc("A", "aa", ("Office A",))
    again(kept, plan(task("1", "Office A"), key="bridges", units=(more,)))
    again(kept, plan(task("1", "Office A"), key="schools"))
    assert {(row.plan, row.unit) for row in kept.rows() if row.task == "1"} == {
        ("roads", "A"), ("bridges", "A"), ("schools", "A"),
    }  # fmt: skip
    assert len([row for row in dump(kept.path)["unit"] if "A" in row]) == 1
    assert kept.reader.one("SELECT short FROM unit WHERE name = 'A'") == ("aa",)
    assert document(kept.reader, "schools").sections[0].tasks[0].mandates[0].unit == "Office A", "as written"


def test_units_of_one_name_in_two_areas_are_two_units(kept: Kept) -> None:
    again(kept, plan(task("1", "A"), key="fujian", area="Fujian"))
    with pytest.raises(Refused) as refused:
        unit_key(kept.reader, "A")
    assert (refused.value.kind, refused.value.facts["plans"]) == ("ambiguous_unit", ("fujian", "roads"))
    ids = {unit_key(kept.reader, "A", plan_id).id for plan_id in (1, 2)}
    assert len(ids) == 2


def test_a_unit_may_be_named_before_the_one_it_belongs_to(tmp_path: Path) -> None:
    units = (d.UnitDoc("Road office", parent="Transport bureau"), d.UnitDoc("Transport bureau"))
    kept = make_store(tmp_path / "s.db", plan(task("1", "Road office", "Transport bureau"), units=units))
    assert document(kept.reader, "roads").units == units
    kept.close()


RICH = plan(
    task("1", mandate("A", "lead"), mandate("Towns", "support"), due="5-10", rule="count:2", children=(
        task("1.1", "B", means="started", window=d.Window("10月份启动", day("10-1"), day("10-31"), "month", "?")),)),
    task("2", d.MandateDoc("B", "responsible", "主办", "bridges", True), phase="p1",
         start=d.Window("July", day("7-1"))),
    number="No. 12", source_note="scanned", cycle="monthly:5", closing="any", hidden_year=True, year=2006,
    bulletin=d.BulletinDoc("Office", "To all", "cc", "第{n}期"),
    units=(d.UnitDoc("A", "a", ("aye",)), d.UnitDoc("Towns"), d.UnitDoc("B", "", (), "A")),
    groups=(d.GroupDoc("Towns", True, (d.MemberDoc("East", day("3-1"), day("8-1"), True), d.MemberDoc("West"))),),
    phases=(d.PhaseDoc("p1", "first", "First phase", d.Window("spring", day("3-1"), day("5-31"), "quarter")),),
    milestones=(d.MilestoneDoc("m1", "Opening", d.Window("May", None, day("5-31"), "month"), "1", "A", "started"),
                d.MilestoneDoc("m2", "End", d.Window("2006", None, day("12-31"), "year"), "p1")),
    bodies=(d.BodyDoc("Joint meeting", "Office", True, (d.PersonDoc("", "mayor", "A", "召集人"), d.PersonDoc("Li"))),),
    indicators=(
        d.IndicatorDoc("i1", "Homes", "homes", of="1", phrase="4万户", over_unit="Towns",
                       steps=(d.StepDoc(60.0, d.Window("mid", None, day("6-30"))), d.StepDoc(100.0, d.Window("end"))),
                       shares=(d.ShareDoc("A", 600.0), d.ShareDoc("B", 400.0, True))),
        d.IndicatorDoc("i2", "Way in", kind="choice", choices=("专线", "主机托管"), combine="each", comparator="<="),
    ),
)  # fmt: skip


def test_a_plan_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    kept = make_store(tmp_path / "s.db", RICH)
    assert document(kept.reader, "roads") == RICH
    kept.close()


def test_what_people_did_since_is_not_the_plans_word(tmp_path: Path) -> None:
    kept = make_store(tmp_path / "s.db", RICH)
    everyone = [row.id for row in kept.rows()]
    set_status(kept.writer, who(), everyone, v.CLAIMED)
    set_due(kept.writer, who(), everyone, d.Window("soon", None, day("10-1")), "notice")
    assert document(kept.reader, "roads") == RICH
    kept.close()


@pytest.mark.parametrize("key", builtin_keys())
def test_the_built_in_plans_are_read_back_as_they_ship_and_loading_them_again_is_nothing(
    tmp_path: Path, key: str
) -> None:
    doc = builtin(key, year=2006 if key == "county-home-internet" else None)
    kept = make_store(tmp_path / "s.db", doc)
    found = document(kept.reader, key)
    assert found._replace(units=()) == doc._replace(units=())
    said = {unit.name: unit for unit in found.units}
    assert [said.get(unit.name, unit) for unit in doc.units] == list(doc.units)
    before = state(kept.path)
    assert again(kept, doc).command == 0 and state(kept.path) == before
    kept.close()


def test_all_built_in_plans_live_in_one_store(tmp_path: Path) -> None:
    docs = [builtin(key, year=2006 if key == "county-home-internet" else None) for key in builtin_keys()]
    kept = make_store(tmp_path / "s.db")
    assert [found.new for found in load_plans(kept.writer, who(today=TODAY), docs)] == [True] * 5
    assert [document(kept.reader, doc.key)._replace(units=()) for doc in docs] == [
        doc._replace(units=()) for doc in docs
    ]
    kept.close()


def test_each_of_several_plans_counts_from_its_own_first_day(kept: Kept) -> None:
    docs = [
        plan(task("1", unit), key=unit * 2, issued=day(on), units=(d.UnitDoc(unit, "short"),))
        for unit, on in (("A", "3-1"), ("B", "4-1"))
    ]
    load_plans(kept.writer, who(), docs)
    named = kept.reader.rows("SELECT on_date FROM change WHERE field = 'short' ORDER BY id")
    assert named == [("2006-03-01",), ("2006-04-01",)]
