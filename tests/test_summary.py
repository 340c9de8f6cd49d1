"""What a bulletin counts: each assignment once, each task once, unknown never as zero, dates only from facts."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from worked_example import AS_OF, LIANTONG, OPERATORS, TIETONG, UNITS, XINXI, YIDONG, material, row

from exchange.paper_tables import unit_table
from exchange.problems import fold, missed_periods
from exchange.render_md import render_md
from exchange.summary import hoisted, light_parts, main_of, ranked, summarize
from exchange.summary_shapes import Material, Named, PlanSummary
from store import vocabulary as v
from store.cycle import Cycle, next_period
from store.shapes import Count, DueMove, ExtensionLine, UnitLoad
from words import speak

END = date(2007, 12, 31)


def plan_of(made: Material, **options: object) -> PlanSummary:
    """The one plan of a summary."""
    return summarize([made], AS_OF, **options).plans[0]  # type: ignore[arg-type]


def with_rows(*made: object) -> Material:
    """The worked example with other assignments."""
    return material()._replace(rows=made, moved=(), problems={})  # type: ignore[arg-type]


def test_the_worked_example_counts_as_papers_counts() -> None:
    plan = plan_of(material())
    assert [(part.light, part.n, part.percent) for part in plan.parts] == [
        ("done", 2, 9.5), ("on_track", 8, 38.1), ("due_soon", 4, 19.0), ("behind", 3, 14.3), ("overdue", 2, 9.5),
        ("no_report", 2, 9.5),
    ]  # fmt: skip
    assert not plan.adds_up
    assert [(part.light, part.refs) for part in plan.by_task] == [
        ("on_track", ("1", "6")), ("behind", ("3", "5")), ("overdue", ("2", "4")),
    ]  # fmt: skip
    assert (plan.mains, plan.unlaid, plan.units, plan.total) == (6, 0, 8, 21)
    assert plan.figures_on == date(2006, 8, 31) and not plan.figures_differ


def test_problems_name_units_in_their_order_with_signed_days() -> None:
    plan = plan_of(material())
    assert [(e.ref, e.units, e.days) for e in plan.late] == [
        ("2", (Named(XINXI),), 15), ("4.1", (Named(UNITS[1]),), 5),
    ]  # fmt: skip
    assert [(e.units, e.gaps) for e in plan.lags] == [((UNITS[1],), (9.2,)), ((LIANTONG, TIETONG), (19.0, 18.8))]
    assert [(e.units, e.refs, len(e.periods)) for e in plan.silent] == [((Named(YIDONG),), ("2", "5"), 2)]
    assert [(e.units, e.problem) for e in plan.stuck] == [((Named(LIANTONG),), "3个小区驻地网进场受阻")]
    assert [row.light for row in plan.blocked] == ["behind"]


def test_what_a_closed_task_still_owes_leaves_the_overdue_list_and_is_said() -> None:
    late = row("2", XINXI, "overdue", date(2006, 8, 31))._replace(task_done=True)
    plan = plan_of(with_rows(late))
    assert plan.overdue == () and plan.late == () and plan.settled == 1
    assert [(part.light, part.n) for part in plan.parts] == [("overdue", 1)]
    assert [(part.light, part.refs) for part in plan.by_task] == [("done", ("2",))]
    assert plan.unlaid == 5


def test_support_shows_late_but_does_not_redden_the_task() -> None:
    lead = row("2", XINXI, "on_track", END, ident=1, role="lead")
    support = row("2", YIDONG, "overdue", date(2006, 8, 31), ident=2, role="support")
    plan = plan_of(with_rows(lead, support))
    assert [part.light for part in plan.by_task] == ["on_track"]
    assert [entry.role for entry in plan.late] == ["support"]
    alone = plan_of(with_rows(support))
    assert [part.light for part in alone.by_task] == ["overdue"]


def test_a_piece_of_the_breakdown_counts_with_its_item() -> None:
    mains = {"4": "4", "4.1": "4", "5": "5"}
    assert [main_of(ref, mains) for ref in ("4", "4.1", "4.2", "4.2.1", "9", "9.1")] == ["4", "4", "4", "4", "9", "9.1"]


def test_a_whole_group_is_named_by_its_name_and_count() -> None:
    members = {"各电信运营商": set(OPERATORS)}
    groups: dict[str, str | None] = dict.fromkeys(OPERATORS, "各电信运营商")
    assert fold((XINXI, *OPERATORS), groups, members) == (Named(XINXI), Named("各电信运营商", 4))
    assert fold(OPERATORS[:3], groups, members) == tuple(Named(unit) for unit in OPERATORS[:3])
    assert fold(OPERATORS, {}, members) == tuple(Named(unit) for unit in OPERATORS)
    three = {"各电信运营商": set(OPERATORS[:3])}
    assert fold(OPERATORS[:3], groups, three) == tuple(Named(unit) for unit in OPERATORS[:3])


def test_units_that_are_late_together_make_one_sentence() -> None:
    due = date(2006, 9, 1)
    late = [row("5", unit, "overdue", due, ident=n) for n, unit in enumerate(OPERATORS, 1)]
    plan = plan_of(with_rows(*late))
    assert [entry.units for entry in plan.late] == [(Named("各电信运营商", 4),)]
    assert len(plan.overdue) == 4


@pytest.mark.parametrize(
    ("asked", "moved", "late"),
    [
        (date(2006, 9, 5), None, True),
        (date(2006, 8, 31), None, False),
        (date(2006, 9, 5), date(2006, 9, 10), False),
        (date(2006, 9, 5), date(2006, 8, 31), True),
    ],
)
def test_an_extension_is_late_against_the_date_then_in_force(asked: date, moved: date | None, late: bool) -> None:
    made = material()
    extension = ExtensionLine(asked, date(2006, 9, 12), "", "pending", None, "")
    moves = (DueMove(date(2006, 9, 7), moved, date(2006, 9, 12), "extension", "", "x"),) if moved else ()
    made = made._replace(moved=(made.moved[0]._replace(extensions=(extension,), moves=moves),))
    assert plan_of(made).late[0].asked_late is late


def test_missed_periods_end_where_the_work_began() -> None:
    cycle = Cycle("monthly", 5)
    since_june = missed_periods(cycle, date(2006, 7, 4), date(2005, 5, 1), AS_OF)
    assert [(p.start.month, p.end.month) for p in since_june] == [(7, 7), (8, 8)]
    assert [p.start.month for p in missed_periods(cycle, None, date(2006, 6, 10), AS_OF)] == [6, 7, 8]
    assert missed_periods(cycle, date(2006, 9, 4), date(2005, 5, 1), AS_OF) == ()
    assert len(missed_periods(cycle, None, None, AS_OF)) == 1


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2030, 1, 1)))
def test_the_next_report_is_due_today_or_later(as_of: date) -> None:
    for cycle in ("monthly:5", "monthly:31", "weekly:fri", "quarterly:10"):
        period = next_period(cycle, as_of)
        assert period is not None
        assert 0 <= (period.due - as_of).days <= 92
    assert next_period("", as_of) is None


@given(st.lists(st.sampled_from(v.LIGHTS)))
def test_parts_count_everything_once(lights: list[str]) -> None:
    parts = light_parts(lights)
    assert sum(part.n for part in parts) == len(lights)
    assert len({part.light for part in parts}) == len(parts)
    assert all(part.percent != 100 or part.n == len(lights) for part in parts)


def test_a_light_of_a_newer_program_is_counted() -> None:
    assert [part.light for part in light_parts(["purple", "done"])] == ["done", "purple"]


def test_the_three_dates_are_never_merged() -> None:
    summary = summarize([material()], AS_OF)
    assert (summary.as_of, summary.figures_on, summary.issued) == (AS_OF, None, None)


def test_units_keep_their_order_unless_rank_is_asked() -> None:
    made = material()
    assert [load.unit for load in plan_of(made).loads] == list(UNITS)
    loads = ranked(made.loads)
    assert [load.unit for load in loads][:3] == [UNITS[1], XINXI, YIDONG]
    assert sorted(load.unit for load in loads) == sorted(UNITS)


def group_of(n: int) -> tuple[UnitLoad, ...]:
    """A group's row and those of its n members, the last of them with something overdue."""
    one = material().loads[0]._replace(counts=(Count("on_track", 1),))
    members = [one._replace(unit=f"{at}乡", via="各乡镇") for at in range(1, n + 1)]
    members[-1] = members[-1]._replace(counts=(Count("overdue", 1),))
    return (one._replace(unit="各乡镇", is_group=True, members=n), *members)


def test_a_small_group_is_told_by_its_members_alone() -> None:
    small, large = group_of(8), group_of(9)
    assert [load.unit for load in hoisted(small)] == [f"{at}乡" for at in range(1, 9)]
    assert hoisted(large) == large and hoisted(large[:1]) == large[:1]
    assert [load.unit for load in ranked(hoisted(small))][:2] == ["8乡", "1乡"]
    table = unit_table(plan_of(material()._replace(loads=small)), 2, AS_OF, False, speak("zh"))
    assert [row[0] for row in table.rows] == [*(f"{at}乡" for at in range(1, 9)), "合计"]
    table = unit_table(plan_of(material()._replace(loads=large)), 2, AS_OF, False, speak("zh"))
    assert [row[0] for row in table.rows][:2] == ["各乡镇（9个单位）", "　1乡"]


@pytest.mark.parametrize(("first", "said"), [("2006-07-31", True), ("2006-08-31", False), ("2007-12-31", False)])
def test_the_first_date_is_named_where_the_date_moved_later(first: str, said: bool) -> None:
    late = row("2", XINXI, "overdue", date(2006, 8, 31))._replace(due_first=date.fromisoformat(first))
    summary = summarize([with_rows(late)], AS_OF)
    assert ("原时限" in render_md(summary, speak("zh"))) is said
    assert (", first " in render_md(summary, speak("en"))) is said


def test_the_light_of_a_task_is_the_stores_own() -> None:
    late = row("2", XINXI, "overdue", date(2006, 8, 31))
    done = row("2", YIDONG, "done", date(2006, 8, 31))._replace(task_done=True)
    assert [(part.light, part.refs) for part in plan_of(with_rows(late, done)).by_task] == [("done", ("2",))]
