"""The cycle: when reports fall due, and for each unit and period whether one came on time, late or not at all."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from stores import TODAY, Kept, day, make_store, plan, task, who

from store import document as d
from store import holidays
from store.commands import members, statuses
from store.commands.reports import Common, Statement, record_reports
from store.cycle import after, before, last_closed, parse_cycle
from store.models import Chase, Contact
from store.queries import reporting
from store.queries.board import board

# Working days


@pytest.mark.parametrize(
    ("nominal", "due"),
    [
        (
            "2006-10-05",
            "2006-10-08",
        ),  # National Day; the 8th was a Sunday that was worked (PAPERS, the worked bulletin)
        ("2006-08-05", "2006-08-07"),  # a Saturday
        ("2006-09-05", "2006-09-05"),
        ("2006-05-03", "2006-05-08"),
        ("2024-02-10", "2024-02-18"),  # Spring Festival; a Sunday that was worked
        ("2003-10-05", "2003-10-06"),  # before the table begins: weekends alone
        ("2003-10-01", "2003-10-01"),
        ("2099-10-03", "2099-10-05"),
    ],
)
def test_a_due_day_moves_on_to_the_next_working_day(nominal: str, due: str) -> None:
    assert holidays.rolled(date.fromisoformat(nominal)) == date.fromisoformat(due)


def test_a_year_whose_holidays_are_not_published_yet_is_known_to_be_unknown() -> None:
    last = holidays.last_year()
    cycle = parse_cycle("monthly:5")
    assert cycle is not None
    assert not last_closed(cycle, date(last, 6, 15)).holidays_unknown
    assert last_closed(cycle, date(last + 1, 6, 15)).holidays_unknown
    assert not last_closed(cycle, date(2003, 6, 15)).holidays_unknown


CYCLES = st.sampled_from(["monthly:1", "monthly:5", "monthly:31", "weekly:mon", "weekly:fri", "quarterly:10"])


@given(CYCLES, st.dates(date(2003, 1, 1), date(2030, 1, 1)))
def test_periods_follow_each_other_without_a_gap_and_fall_due_on_working_days(text: str, as_of: date) -> None:
    cycle = parse_cycle(text)
    assert cycle is not None
    period = last_closed(cycle, as_of)
    following = after(cycle, period)
    assert before(cycle, following) == period
    assert following.start.toordinal() == period.end.toordinal() + 1
    assert period.due < as_of <= following.due
    assert holidays.is_working_day(period.due) and period.due >= period.end
    assert following.counts_from.toordinal() == period.due.toordinal() + 1 or following.due == period.due


def test_two_weeks_that_fall_due_on_one_day_are_answered_by_one_report() -> None:
    cycle = parse_cycle("weekly:fri")
    assert cycle is not None
    second = last_closed(cycle, date(2020, 2, 4))  # the Spring Festival of 2020 lasted until 2 February
    first = before(cycle, second)
    assert (first.end, second.end) == (date(2020, 1, 24), date(2020, 1, 31))
    assert first.due == second.due == date(2020, 2, 3)
    assert first.counts_from == second.counts_from


def test_the_table_is_not_imported_before_a_plan_with_a_cycle_asks() -> None:
    code = "import sys, store.cycle, store.queries.board; print('chinese_calendar' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"


# Who reported for which period


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    doc = plan(
        task("1", "A", "B"), task("2", "Towns"), task("3", "A"), cycle="monthly:5",
        groups=(d.GroupDoc("Towns", members=(d.MemberDoc("North", since=day("1-1")),)),),
    )  # fmt: skip
    found = make_store(tmp_path / "s.db", doc)
    yield found
    found.close()


def report(kept: Kept, unit: str, ref: str, on: str, came: str = "") -> None:
    """A unit says on, or of, a day that there is nothing new."""
    came_on = day(came or on)
    record_reports(
        kept.writer, who(today=came_on), [Statement(kept.row(ref, unit, as_of=came_on).id, "no_change")],
        Common("phone"), day(on),
    )  # fmt: skip


def states(kept: Kept, unit: str, as_of: str = "11-20") -> list[tuple[int, str]]:
    """(month, state) of one unit for every period that it owed."""
    found = reporting.reports(kept.reader, "roads", day(as_of))
    assert found is not None
    row = next((row for row in found.units if row.unit == unit), None)
    return [
        (period.start.month, came.state)
        for period, came in zip(found.periods, row.periods if row else (), strict=bool(row)) if came is not None
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("on", "came", "august", "september"),
    [
        ("9-5", "9-5", "on_time", "missing"),
        ("8-31", "9-5", "on_time", "missing"),
        ("8-31", "9-6", "late", "missing"),
        ("8-31", "10-20", "late", "missing"),  # after the next due date, but it speaks of August
        ("9-6", "9-6", "late", "on_time"),  # breaks the silence of August, and belongs to September
        ("9-30", "10-8", "late", "on_time"),  # the 5th was a holiday
        ("10-8", "10-8", "late", "on_time"),
        ("9-30", "10-9", "missing", "late"),
        ("10-9", "10-9", "missing", "late"),
        ("8-8", "8-8", "on_time", "missing"),
        ("8-7", "8-7", "missing", "missing"),  # belongs to July, whose due date a weekend had moved
    ],
)
def test_a_report_is_on_time_late_or_missing(kept: Kept, on: str, came: str, august: str, september: str) -> None:
    report(kept, "B", "1", on, came)
    found = dict(states(kept, "B"))
    assert (found[8], found[9]) == (august, september)


def test_the_header_counts_what_the_ledger_tells(kept: Kept) -> None:
    report(kept, "A", "1", "9-4")
    report(kept, "B", "1", "8-31", "9-11")
    head = board(kept.reader, "roads", TODAY).reporting
    assert head is not None
    assert (head.on_time, head.late, head.missing) == (("A",), (("B", day("9-11")),), ("North",))
    assert (head.due, head.next_due, head.next_unsure) == (day("9-5"), day("10-8"), False)
    ledger = reporting.reports(kept.reader, "roads", TODAY)
    assert ledger is not None
    last = {row.unit: row.periods[-1].state for row in ledger.units if row.periods[-1]}
    assert last == {"A": "on_time", "B": "late", "North": "missing"}
    assert [period.start.month for period in ledger.periods] == [1, 2, 3, 4, 5, 6, 7, 8]


@pytest.mark.parametrize(
    ("left", "months"),
    [("8-20", [1, 2, 3, 4, 5, 6, 7]), ("9-5", [1, 2, 3, 4, 5, 6, 7]), ("9-6", [1, 2, 3, 4, 5, 6, 7, 8])],
)
def test_a_unit_that_left_before_the_due_day_owes_no_report_for_that_period(
    kept: Kept, left: str, months: list[int]
) -> None:
    members.set_member(kept.writer, who(), kept.id_of("unit", "Towns"), "North", None, day(left))
    assert [month for month, _ in states(kept, "North", "9-15")] == months


@pytest.mark.parametrize(("joined", "months"), [("8-31", [8]), ("8-1", [8]), ("9-1", [])])
def test_a_unit_that_joins_owes_from_the_period_in_which_it_came(kept: Kept, joined: str, months: list[int]) -> None:
    members.set_member(kept.writer, who(), kept.id_of("unit", "Towns"), "South", day(joined), None)
    assert [month for month, _ in states(kept, "South", "9-15")] == months


def test_who_finished_owes_no_further_report(kept: Kept) -> None:
    statuses.set_status(kept.writer, who(), [kept.row("1", "B").id], "done", on=day("7-20"))
    assert [month for month, _ in states(kept, "B", "9-15")] == [1, 2, 3, 4, 5, 6, 7]


def test_nothing_falls_due_in_a_plan_without_a_cycle_nor_before_it_was_issued(tmp_path: Path) -> None:
    kept = make_store(
        tmp_path / "s.db", plan(task("1", "A")), plan(task("1", "A"), key="new", cycle="monthly:5", issued=day("9-1"))
    )
    assert reporting.reports(kept.reader, "roads", TODAY) is None
    later = reporting.reports(kept.reader, "new", TODAY)
    assert later is not None and later.periods == ()
    assert [(line.plan, line.unit) for line in reporting.not_reported(kept.reader, None, TODAY)] == [("roads", "A")]
    kept.close()


def test_who_has_not_reported_stands_with_the_last_report_the_contact_and_the_chases(kept: Kept) -> None:
    report(kept, "A", "1", "9-4")
    report(kept, "B", "1", "7-20")
    unit = kept.row("1", "B").unit_id
    with kept.writer.transaction(who(), TODAY) as t:
        t.make(Contact(made=t.id, unit=unit, kind="leader", name="Director Li", phone="1"))
        t.make(Contact(made=t.id, unit=unit, kind="liaison", name="Old Zhao", phone="2", until=day("8-1")))
        t.make(Contact(made=t.id, unit=unit, kind="liaison", name="Ms Sun", phone="2820001", since=day("8-1")))
        for on in ("7-10", "8-10", "9-6", "9-14"):
            t.make(Chase(made=t.id, unit=unit, on_date=day(on)))
    other, first = reporting.not_reported(kept.reader, "roads", TODAY)
    assert (first.unit, first.last_report, first.contact, first.phone) == ("B", day("7-20"), "Ms Sun", "2820001")
    assert (first.chases, first.open) == (3, 1)
    assert (other.unit, other.last_report, other.contact, other.chases) == ("North", None, "", 0)
