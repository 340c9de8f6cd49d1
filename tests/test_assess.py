"""The facts of a period: counted for each unit in the user's order, never ranked; points only by rules."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from commandline import Shell
from stores import Kept, day, make_store, plan, task, who

from store.assessed import FACTS, UnitFacts
from store.commands.chases import record_chase
from store.commands.claims import confirm, sendback
from store.commands.dates import ask_extension, decide_extension
from store.commands.reports import Said, record_report
from store.commands.statuses import set_status
from store.commands.undo import undo
from store.past import travel
from store.queries.assess import assess

PERIOD = day("7-1"), day("9-14")


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    tasks = task("1", "B", "A", due="8-1"), task("2", "A", due="9-1"), task("3", "B")
    store = make_store(tmp_path / "s.db", plan(*tasks, cycle="monthly:5"))
    yield store
    store.close()


def facts(kept: Kept, unit: str, since: date = PERIOD[0], until: date = PERIOD[1]) -> UnitFacts:
    """Of one unit."""
    with closing(travel(kept.path, until)) as past:
        (found,) = (each for each in assess(past, "roads", since, until) if each.unit == unit)
    return found


def says(kept: Kept, unit: str, ref: str, on: str, claims: str | None = None) -> None:
    row = kept.row(ref, unit).id
    record_report(
        kept.writer, who(), [row], Said("phone", received=day(on), progress="more", claims=claims), on=day(on)
    )


def test_what_was_done_counts_in_the_period_in_time_or_late(kept: Kept) -> None:
    set_status(kept.writer, who(), [kept.row("1", "A").id], "done", day("8-1"))
    set_status(kept.writer, who(), [kept.row("1", "B").id], "done", day("8-4"))
    set_status(kept.writer, who(), [kept.row("3").id], "done", day("8-20"))
    a, b = facts(kept, "A"), facts(kept, "B")
    assert (a.done_in_time, a.done_late, a.days_late, a.overdue, a.overdue_days) == (1, 0, 0, 1, 13)
    assert (b.done_in_time, b.done_late, b.days_late, b.overdue) == (1, 1, 3, 0)
    assert facts(kept, "B", day("8-5")).done_late == 0, "done before the period"
    assert facts(kept, "A", until=day("8-31")).overdue == 0, "not late yet"


def test_a_claim_that_is_confirmed_later_counts_on_its_own_day_and_one_sent_back_is_counted(kept: Kept) -> None:
    says(kept, "A", "2", "8-30", "done")
    sendback(kept.writer, who(), [kept.row("2").id], "no stamp", day("9-1"))
    says(kept, "A", "2", "9-3", "done")
    confirm(kept.writer, who(), [kept.row("2").id], "", day("9-10"))
    found = facts(kept, "A")
    assert (found.sent_back, found.done_late, found.days_late) == (1, 1, 2)
    assert facts(kept, "A", day("9-2")).sent_back == 0
    undo(kept.writer, who(), 3)
    assert facts(kept, "A").sent_back == 0, "a send-back that was taken back is none"


def test_extensions_are_counted_and_days_that_came_too_late_stay(kept: Kept) -> None:
    row = kept.row("2").id
    ask_extension(kept.writer, who(), [row], day("10-1"), "rain", day("9-5"))
    assert facts(kept, "A")[-7:-3] == (1, 0, 1, 0)
    decide_extension(kept.writer, who(), [row], True, "", day("9-8"))
    found = facts(kept, "A")
    assert (found.extensions_asked, found.extensions_approved, found.extensions_asked_late) == (1, 1, 1)
    set_status(kept.writer, who(), [row], "done", day("9-12"))
    found = facts(kept, "A")
    assert (found.done_in_time, found.done_late, found.days_late) == (0, 1, kept.row("2").late_kept)
    assert found.days_late > 0


@pytest.mark.parametrize(
    ("answered", "until", "kept_broken"),
    [
        ("", "9-14", (0, 1)), ("8-24", "9-14", (1, 0)), ("8-26", "9-14", (0, 1)),
        ("", "8-25", (0, 0)), ("8-25", "8-25", (1, 0)), ("", "8-24", (0, 0)),
    ],
)  # fmt: skip
def test_a_promise_is_kept_by_a_report_up_to_its_day(
    kept: Kept, answered: str, until: str, kept_broken: tuple[int, int]
) -> None:
    unit = kept.id_of("unit", "A")
    record_chase(kept.writer, who(), unit, [kept.row("2").id], "phone", "", "soon", day("8-25"), on=day("8-20"))
    if answered:
        says(kept, "A", "2", answered)
    found = facts(kept, "A", until=day(until))
    assert (found.chases, found.promises_kept, found.promises_broken) == (1, *kept_broken)


def test_reports_that_fell_due_in_the_period_are_counted_by_how_they_came(kept: Kept) -> None:
    says(kept, "B", "3", "8-8")
    says(kept, "B", "3", "9-1")
    found = facts(kept, "B")
    assert (found.reports_in_time, found.reports_late, found.reports_missing) == (1, 1, 1)


def test_units_stand_in_the_users_order(kept: Kept) -> None:
    set_status(kept.writer, who(), [kept.row("1", "A").id], "done", day("8-1"))
    with closing(travel(kept.path, PERIOD[1])) as past:
        assert [each.unit for each in assess(past, "roads", *PERIOD)] == ["B", "A"]


@pytest.fixture
def duban(demo: Path) -> Shell:
    return Shell(demo)


ASKED = ("assess", "panjin-2005", "--from", "2006-01-01", "--to", "2006-09-15")


def test_the_three_forms_say_the_same_and_give_no_points(duban: Shell) -> None:
    found = duban.json(*ASKED, "--json")
    assert [set(each) for each in found["units"]] == [{"unit", *FACTS}] * 8 and found["rules"] is None
    head, *rows = csv.reader(io.StringIO(duban.data(*ASKED, "--csv")))
    assert [[each["unit"], *(str(each[name]) for name in FACTS)] for each in found["units"]] == rows
    assert len(head) == len(FACTS) + 1
    ran = duban(*ASKED)
    assert "no points without --rules" in ran.err and all(each["unit"] in ran.out for each in found["units"])


def test_rules_give_points_beside_the_facts_and_change_no_order(duban: Shell, tmp_path: Path) -> None:
    file = tmp_path / "rules.toml"
    file.write_text("[points]\ndone_in_time = 2\noverdue = -1.5\nreports_missing = -0.1\n")
    found = duban.json(*ASKED, "--rules", file, "--json")
    for each in found["units"]:
        assert each["points"] == pytest.approx(
            2 * each["done_in_time"] - 1.5 * each["overdue"] - 0.1 * each["reports_missing"]
        )
    assert [each["unit"] for each in found["units"]] == [each["unit"] for each in duban.json(*ASKED, "--json")["units"]]
    assert "-1.9" in duban.data(*ASKED, "--rules", file) and duban.data(*ASKED, "--rules", file, "--csv")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[points]\nkindness = 1\n", "“kindness”"), ("[points]\n", "no table"), ("", "no table"),
        ("title = 1\n[points]\noverdue = 1\n", "“title”"), ("[points]\noverdue = true\n", "no number"),
        ("[points]\noverdue = nan\n", "no number"), ("[points]\noverdue = '1'\n", "no number"), ("[points", "no TOML"),
        ("points = 3", "no table"),
    ],
)  # fmt: skip
def test_rules_that_are_none_are_refused(duban: Shell, tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "rules.toml"
    file.write_text(text)
    assert says in duban.refused(*ASKED, "--rules", file)


def test_periods_that_are_none_are_refused(duban: Shell) -> None:
    assert "before it begins" in duban.refused("assess", "panjin-2005", "--from", "2006-09-01", "--to", "2006-08-01")
    assert "is after today" in duban.refused("assess", "panjin-2005", "--from", "2006-09-01", "--to", "2006-10-01")
    assert "no plan" in duban.refused("assess", "nothing", "--from", "2006-01-01", "--to", "2006-08-01")
    assert "cannot be read" in duban.refused(*ASKED, "--rules", "/no/such/file")
