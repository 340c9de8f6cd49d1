"""Windows, inherited dates, elapsed time, and the days that stop the count of days late."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stores import day, make_store, plan, task, until

from store import document as d
from store.cycle import days_in_month, last_closed, parse_cycle
from store.schedule import DueFact, Level, Settled, elapsed, inherited_due, inherited_start, settled

DAYS = st.dates(date(1999, 1, 1), date(2012, 12, 31))
SOURCES = ("assignment", "task", "parent", "phase", "plan")


@pytest.mark.parametrize("nearest", range(5))
def test_the_nearest_level_that_names_a_date_decides(nearest: int) -> None:
    levels = [Level(source, DueFact(day("6-30") if i >= nearest else None)) for i, source in enumerate(SOURCES)]
    assert inherited_due(levels)[0] == SOURCES[nearest]


def test_long_term_stops_the_search_for_a_date() -> None:
    levels = [Level("task", DueFact(None, "长期")), Level("plan", DueFact(day("12-31")))]
    assert inherited_due(levels) == ("task", DueFact(None, "长期"))


def test_where_nobody_names_a_date_there_is_none() -> None:
    assert inherited_due([Level(source, DueFact()) for source in SOURCES]) == (None, DueFact())


def test_a_start_is_inherited_separately_from_the_due_date_and_ends_with_the_issue_date() -> None:
    levels = [Level("task", DueFact(day("6-30"))), Level("phase", DueFact(day("9-30")), day("3-1"))]
    assert inherited_start(levels, day("1-10")) == day("3-1")
    assert inherited_start(levels[:1], day("1-10")) == day("1-10")
    assert inherited_start(levels[:1], None) is None


def test_dates_come_down_from_task_parent_phase_and_plan(tmp_path: Path) -> None:
    inner = (task("1.1", "A"), task("1.2", "A", due="5-31"), task("1.3", "A", window=d.Window("长期")))
    doc = plan(
        task("1", children=inner, due="6-30"), task("2", "A", phase="p1"), task("3", "A"),
        task("4", "A", start=d.Window("from July", day("7-1"))),
        phases=(d.PhaseDoc("p1", "First", "", d.Window("spring", day("3-1"), day("4-30"))),),
    )  # fmt: skip
    kept = make_store(tmp_path / "s.db", doc)
    found = {row.task: (row.due_from, row.due, row.start) for row in kept.rows()}
    begin = day("1-1")
    assert found == {
        "1.1": ("parent", day("6-30"), begin), "1.2": ("task", day("5-31"), begin), "1.3": ("task", None, begin),
        "2": ("phase", day("4-30"), day("3-1")), "3": ("plan", day("12-31"), begin),
        "4": ("plan", day("12-31"), day("7-1")),
    }  # fmt: skip
    assert kept.row("1.3").due_text == "长期" and kept.row("1.3").days_late is None
    kept.close()


def test_a_plan_without_a_period_starts_with_its_issue_and_has_no_date(tmp_path: Path) -> None:
    kept = make_store(tmp_path / "s.db", plan(task("1", "A"), period=None))
    row = kept.row("1")
    assert (row.start, row.due, row.due_from, row.due_first) == (day("1-10"), None, None, None)
    kept.close()


def test_a_due_date_before_the_issue_of_the_plan_is_kept(tmp_path: Path) -> None:
    kept = make_store(tmp_path / "s.db", plan(task("1", "A", window=until("2005-12-01"))))
    assert kept.row("1").due == date(2005, 12, 1)
    kept.close()


@pytest.mark.parametrize(
    ("on", "percent"),
    [("1-1", 0.3), ("1-31", 8.3), ("6-30", 50.0), ("8-31", 66.7), ("11-30", 91.7), ("12-31", 100.0),
     ("2005-12-31", 0.0), ("2007-1-1", 100.0)],
)  # fmt: skip
def test_a_calendar_year_elapses_as_bulletins_print_it(on: str, percent: float) -> None:
    found = elapsed(day("1-1"), day("12-31"), day(on))
    assert found is not None and round(found.percent, 1) == percent


@pytest.mark.parametrize(("on", "months"), [("2006-8-31", 16.0), ("2006-9-15", 16.5), ("2007-12-31", 32.0)])
def test_a_window_of_32_months_is_counted_in_months_and_half_months(on: str, months: float) -> None:
    found = elapsed(date(2005, 5, 1), date(2007, 12, 31), day(on))
    assert found is not None and (round(found.months, 3), round(found.of_months, 3)) == (months, 32.0)


@given(DAYS, DAYS, DAYS, DAYS)
def test_time_never_runs_backwards_and_stays_between_nothing_and_all(a: date, b: date, x: date, y: date) -> None:
    start, end = min(a, b), max(a, b)
    early, late = elapsed(start, end, min(x, y)), elapsed(start, end, max(x, y))
    assert early is not None and late is not None
    assert 0 <= early.percent <= late.percent <= 100
    begun, over = elapsed(start, end, start - timedelta(1)), elapsed(start, end, end)
    assert begun is not None and over is not None and begun.percent == 0 and over.percent == pytest.approx(100)


def test_a_window_that_is_open_or_turned_around_has_no_elapsed_time() -> None:
    assert elapsed(None, day("6-30"), day("3-1")) is None
    assert elapsed(day("1-1"), None, day("3-1")) is None
    assert elapsed(day("6-30"), day("1-1"), day("3-1")) is None
    assert elapsed(day("1-1"), day("6-30"), None) is None


def test_the_last_day_there_is_can_be_a_due_date() -> None:
    assert elapsed(date(2006, 1, 1), date.max, day("6-30")) is not None
    assert [days_in_month(2004, 2), days_in_month(2006, 2), days_in_month(2006, 12)] == [29, 28, 31]


@pytest.mark.parametrize(
    ("cycle", "as_of", "start", "end", "due", "counts_from"),
    [
        ("monthly:5", "9-15", "8-1", "8-31", "9-5", "8-8"),
        ("monthly:5", "9-5", "7-1", "7-31", "8-7", "7-6"),
        ("monthly:5", "9-6", "8-1", "8-31", "9-5", "8-8"),
        ("monthly:31", "3-1", "1-1", "1-31", "2-28", "2-6"),
        ("monthly:31", "2-28", "2005-12-1", "2005-12-31", "2-5", "1-5"),
        ("monthly:5", "1-6", "2005-12-1", "2005-12-31", "1-5", "2005-12-6"),
        ("monthly:5", "1-5", "2005-11-1", "2005-11-30", "2005-12-5", "2005-11-8"),
        ("weekly:fri", "9-15", "9-2", "9-8", "9-8", "9-2"),
        ("weekly:fri", "9-16", "9-9", "9-15", "9-15", "9-9"),
        ("weekly:mon", "1-1", "2005-12-20", "2005-12-26", "2005-12-26", "2005-12-20"),
        ("quarterly:10", "9-15", "4-1", "6-30", "7-10", "4-11"),
        ("quarterly:10", "1-10", "2005-7-1", "2005-9-30", "2005-10-10", "2005-7-12"),
        ("quarterly:10", "1-11", "2005-10-1", "2005-12-31", "1-10", "2005-10-11"),
    ],
)  # fmt: skip
def test_the_last_closed_period(cycle: str, as_of: str, start: str, end: str, due: str, counts_from: str) -> None:
    wanted = parse_cycle(cycle)
    assert wanted is not None
    assert last_closed(wanted, day(as_of)) == (day(start), day(end), day(due), day(counts_from))


@pytest.mark.parametrize("text", ["", "daily", "monthly:", "monthly:0", "monthly:32", "weekly:someday", "monthly:x"])
def test_a_cycle_that_is_none_counts_as_no_cycle(text: str) -> None:
    assert parse_cycle(text) is None


@given(st.sampled_from(["monthly:5", "monthly:31", "weekly:sun", "quarterly:20"]), DAYS)
def test_a_closed_period_is_always_over_and_the_next_begins_where_it_ends(text: str, as_of: date) -> None:
    cycle = parse_cycle(text)
    assert cycle is not None
    period = last_closed(cycle, as_of)
    assert period.start <= period.end <= period.due < as_of
    assert period.counts_from <= period.due
    following = last_closed(cycle, period.due + timedelta(days=120))
    assert following.due > period.due


def history(*steps: str) -> list[tuple[date, str]]:
    """`8-1 claimed` … as a status history."""
    return [(day(step.split()[0]), step.split()[1]) for step in steps]


@pytest.mark.parametrize(
    ("steps", "claimed", "done", "met"),
    [
        ((), None, None, None),
        (("8-1 in_progress",), None, None, None),
        (("8-1 claimed",), "8-1", None, "8-1"),
        (("8-1 claimed", "8-20 done"), "8-1", "8-1", "8-1"),
        (("8-20 done",), None, "8-20", "8-20"),
        (("8-1 claimed", "8-5 in_progress"), None, None, None),
        (("8-1 claimed", "8-5 in_progress", "8-9 claimed", "8-20 done"), "8-9", "8-9", "8-9"),
        (("8-1 claimed", "8-5 in_progress", "8-20 done"), None, "8-20", "8-20"),
        (("8-1 done", "8-5 in_progress"), None, None, None),
        (("8-5 done", "8-9 done"), None, "8-5", "8-5"),
        (("8-1 dropped",), None, None, "8-1"),
        (("8-1 claimed", "8-5 claimed"), "8-1", None, "8-1"),
    ],
)
def test_the_count_stops_on_the_day_of_the_claim(
    steps: tuple[str, ...], claimed: str | None, done: str | None, met: str | None
) -> None:
    wanted = Settled(*(day(text) if text else None for text in (claimed, done, met)))
    assert settled(history(*steps)) == wanted


@pytest.mark.parametrize(
    ("steps", "met"),
    [
        (("10-20 in_progress",), "10-20"), (("10-20 in_progress", "11-5 blocked"), "10-20"), (("10-3 done",), "10-3"),
        (("10-3 blocked",), None), (("10-20 in_progress", "11-5 not_started"), None),
        (("10-20 in_progress", "11-5 not_started", "11-9 in_progress"), "11-9"),
    ],
)  # fmt: skip
def test_where_the_date_means_started_it_is_met_when_work_is_under_way(steps: tuple[str, ...], met: str | None) -> None:
    assert settled(history(*steps), "started").met_on == (day(met) if met else None)
