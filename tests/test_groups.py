"""Groups expand into one assignment per member, for the days of their membership."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from stores import TODAY, Kept, day, dump, make_store, mandate, plan, task, who

from store import document as d
from store import vocabulary as v
from store.commands.dates import set_task_due
from store.commands.load import load_plan
from store.commands.members import set_member
from store.commands.statuses import set_note, set_status
from store.errors import Refused
from store.queries.assignments import assignments, due_window, group_counts, of_task
from store.queries.document import document
from store.queries.why import why_task
from store.queries.workload import workload
from store.shapes import AssignmentFilter, Count

ALL = AssignmentFilter(plan="roads")
TOWNS = d.GroupDoc("Towns", members=tuple(d.MemberDoc(name) for name in ("East", "West", "North")))


@pytest.fixture
def towns(tmp_path: Path) -> Iterator[Kept]:
    kept = make_store(tmp_path / "s.db", plan(task("1", "Office", "Towns", due="9-1"), groups=(TOWNS,)))
    yield kept
    kept.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Kept]:
    kept = make_store(tmp_path / "s.db", plan(task("1", "Towns"), task("2", "Office", "Towns")))
    yield kept
    kept.close()


def owed(kept: Kept, ref: str = "1") -> list[tuple[str, str | None]]:
    return [(row.unit, row.via) for row in kept.rows() if row.task == ref]


def test_a_task_laid_on_a_group_is_owed_by_each_member(towns: Kept) -> None:
    # the group stands first in the order of units, then its members; the office is named after them
    assert sorted(owed(towns), key=str) == [
        ("East", "Towns"),
        ("North", "Towns"),
        ("Office", None),
        ("West", "Towns"),
    ]


def test_whoever_leads_beside_a_group_of_very_many_has_a_row_where_only_some_are_shown(tmp_path: Path) -> None:
    many = d.GroupDoc("Towns", members=tuple(d.MemberDoc(f"Town {n}") for n in range(60)))
    kept = make_store(tmp_path / "s.db", plan(task("1", "Towns", mandate("Office", "lead"), due="9-1"), groups=(many,)))
    rows, total = due_window(kept.reader, AssignmentFilter(plan="roads"), TODAY, 40)
    assert total == 61 and len(rows) < total
    assert [row.unit for row in rows if not row.via] == ["Office"]
    kept.close()


def test_the_group_carries_its_count(towns: Kept) -> None:
    set_status(towns.writer, who(), [towns.row("1", "East").id], v.DONE)
    set_status(towns.writer, who(), [towns.row("1", "West").id], v.CLAIMED)
    found = group_counts(towns.reader, "roads", TODAY)
    assert found == {("roads", "1", "Towns"): (Count("done", 1), Count("to_confirm", 1), Count("overdue", 1))}
    row = next(load for load in workload(towns.reader, "roads", TODAY) if load.is_group)
    assert (row.unit, row.members, sum(count.n for count in row.counts)) == ("Towns", 3, 3)


def test_a_unit_named_directly_wins_over_its_group(tmp_path: Path) -> None:
    doc = plan(task("1", mandate("East", "lead"), mandate("Towns", "support")), groups=(TOWNS,))
    kept = make_store(tmp_path / "s.db", doc)
    assert [(row.unit, row.role, row.via) for row in kept.rows()] == [
        ("East", "lead", None),
        ("West", "support", "Towns"),
        ("North", "support", "Towns"),
    ]
    kept.close()


def test_a_group_whose_members_are_all_named_leaves_nothing_for_itself(tmp_path: Path) -> None:
    doc = plan(task("1", "East", "West", "North", "Towns"), groups=(TOWNS,))
    kept = make_store(tmp_path / "s.db", doc)
    assert owed(kept) == [("East", None), ("West", None), ("North", None)]
    kept.close()


def test_groups_in_groups_expand_to_their_last_members(tmp_path: Path) -> None:
    county = d.GroupDoc("County", members=(d.MemberDoc("Towns"), d.MemberDoc("Bureau")))
    kept = make_store(tmp_path / "s.db", plan(task("1", "County"), groups=(county, TOWNS)))
    assert sorted(owed(kept), key=str) == [
        (unit, "County") for unit in ("Bureau", "East", "North", "West")
    ]  # the group that the plan names, not the one between
    kept.close()


def test_a_unit_in_two_groups_of_a_task_owes_one_role_once(tmp_path: Path) -> None:
    pilots = d.GroupDoc("Pilots", members=(d.MemberDoc("East"), d.MemberDoc("South")))
    kept = make_store(tmp_path / "s.db", plan(task("1", "Towns", "Pilots"), groups=(TOWNS, pilots)))
    assert sorted(kept.units("1")) == ["East", "North", "South", "West"]
    kept.close()


def test_an_inner_membership_ends_with_the_outer(tmp_path: Path) -> None:
    county = d.GroupDoc("County", members=(d.MemberDoc("Towns", since=day("3-1"), until=day("6-1")),))
    inner = d.GroupDoc("Towns", members=(d.MemberDoc("East", since=day("2-1"), until=day("5-1")), d.MemberDoc("West")))
    kept = make_store(tmp_path / "s.db", plan(task("1", "County"), groups=(county, inner)))
    assert [sorted(kept.units("1", day(on))) for on in ("2-15", "3-1", "5-1", "6-1")] == [
        [],
        ["East", "West"],
        ["West"],
        [],
    ]
    kept.close()


def test_a_group_without_known_members_stays_one_assignment(empty: Kept) -> None:
    assert owed(empty) == [("Towns", None)]


def test_the_day_members_are_entered_the_groups_own_assignment_ends_with_its_history(empty: Kept) -> None:
    own = empty.row("1")
    set_note(empty.writer, who(today=day("8-1")), [own.id], "asked for the list of towns")
    set_member(empty.writer, who(), empty.id_of("unit", "Towns"), "East")
    assert empty.units("1", day("9-14")) == ["Towns"] and empty.units("1", TODAY) == ["East"]
    before = empty.row("1", as_of=day("9-14"))
    assert (before.id, before.note) == (own.id, "asked for the list of towns")
    assert empty.units("2") == ["Office", "East"]


def test_joining_and_leaving_are_dated(empty: Kept) -> None:
    group = empty.id_of("unit", "Towns")
    set_member(empty.writer, who(), group, "East", since=day("3-1"))
    set_member(empty.writer, who(), group, "West", since=day("5-1"), until=day("8-1"))
    months = {on: empty.units("1", day(on)) for on in ("2-28", "3-1", "5-1", "7-31", "8-1")}
    assert months == {
        "2-28": ["Towns"], "3-1": ["East"], "5-1": ["East", "West"], "7-31": ["East", "West"], "8-1": ["East"],
    }  # fmt: skip


def test_a_member_that_leaves_keeps_what_it_did(empty: Kept) -> None:
    group = empty.id_of("unit", "Towns")
    set_member(empty.writer, who(), group, "East", since=day("3-1"))
    set_status(empty.writer, who(), [empty.row("1").id], v.DONE, on=day("6-1"))
    set_member(empty.writer, who(), group, "East", until=day("9-1"))
    assert empty.units("1") == []
    left = empty.row("1", as_of=day("8-31"))
    assert (left.unit, left.status) == ("East", "done")


def test_a_date_given_to_the_task_reaches_every_member(towns: Kept) -> None:
    set_task_due(towns.writer, who(), towns.id_of("task", "1", "ref"), d.Window("30 Nov", None, day("11-30")), "notice")
    assert {(row.due, row.due_first, row.due_from) for row in towns.rows()} == {(day("11-30"), day("9-1"), "task")}


def test_a_member_is_found_by_its_alias(tmp_path: Path) -> None:
    doc = plan(task("1", "Towns"), task("2", "East Town"), units=(d.UnitDoc("East Town", "", ("East",)),))
    kept = make_store(tmp_path / "s.db", doc)
    set_member(kept.writer, who(), kept.id_of("unit", "Towns"), "East")
    assert kept.units("1") == ["East Town"]
    kept.close()


@pytest.mark.parametrize(("group", "member"), [("Towns", "Towns"), ("East", "Towns")])
def test_a_group_that_would_contain_itself_is_refused(towns: Kept, group: str, member: str) -> None:
    before = dump(towns.path)
    with pytest.raises(Refused) as refused:
        set_member(towns.writer, who(), towns.id_of("unit", group), member)
    assert refused.value.kind == "cyclic_group" and "Towns" in str(refused.value.facts["names"])
    assert dump(towns.path) == before


def test_a_plan_whose_groups_contain_each_other_is_refused(tmp_path: Path) -> None:
    kept = make_store(tmp_path / "s.db")
    ring = tuple(d.GroupDoc(a, members=(d.MemberDoc(b),)) for a, b in ("XY", "YZ", "ZX"))
    before = dump(kept.path)
    with pytest.raises(Refused, match="cyclic_group"):
        load_plan(kept.writer, who(), plan(task("1", "X"), groups=ring))
    assert dump(kept.path) == before
    kept.close()


def test_nobody_leaves_before_joining(empty: Kept) -> None:
    before = dump(empty.path)
    with pytest.raises(Refused, match="leaves_before_joining"):
        set_member(empty.writer, who(), empty.id_of("unit", "Towns"), "East", since=day("3-1"), until=day("2-1"))
    assert dump(empty.path) == before


def test_entering_a_member_twice_changes_nothing(empty: Kept) -> None:
    group = empty.id_of("unit", "Towns")
    set_member(empty.writer, who(), group, "East", since=day("3-1"))
    before = dump(empty.path)
    assert set_member(empty.writer, who(), group, "East", since=day("3-1")).changes == 0
    assert dump(empty.path) == before


def test_members_of_a_group_stand_in_the_plan_as_read_back(empty: Kept) -> None:
    set_member(empty.writer, who(), empty.id_of("unit", "Towns"), "East", since=day("3-1"))
    assert document(empty.reader, "roads").groups == (d.GroupDoc("Towns", False, (d.MemberDoc("East", day("3-1")),)),)


def test_a_group_that_the_plan_does_not_name_stands_for_everybody_inside_it(tmp_path: Path) -> None:
    county = d.GroupDoc("County", members=(d.MemberDoc("East"), d.MemberDoc("West")))
    country = d.GroupDoc("Country", members=(d.MemberDoc("County"), d.MemberDoc("Far")))
    kept = make_store(
        tmp_path / "s.db", plan(task("1", "Country", due="9-1"), task("2", "Far"), groups=(country, county))
    )
    inside = AssignmentFilter(plan="roads", units=("County",))
    assert [row.unit for row in assignments(kept.reader, inside, TODAY)] == ["East", "West"]
    assert [row.unit for row in of_task(kept.reader, ALL, "1", TODAY, "County")] == ["East", "West"]
    assert len(of_task(kept.reader, ALL, "1", TODAY, "Country")) == 3, "the one that is named for what came through it"
    assert why_task(kept.reader, "roads", kept.row("1", "East").task_id, TODAY, "County").owed == 2
    named = plan(task("9", "County"), key="other", groups=(county,))
    load_plan(kept.writer, who(), named)
    assert [row.unit for row in assignments(kept.reader, inside, TODAY)] == ["East", "West"], "in this plan"
    kept.close()
