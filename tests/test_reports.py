"""Reports: what a unit said about several assignments at once, figures with it, and what is refused."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from stores import TODAY, Kept, day, make_store, plan, state, task, who

from store import document as d
from store.commands import figures, statuses
from store.commands.reports import Common, Statement, record_reports
from store.commands.undo import redo, undo
from store.errors import Refused
from store.queries import open_items
from store.queries.detail import detail
from store.shapes import Done

PHONE = Common("phone", from_whom="Li")


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    homes = d.IndicatorDoc(
        "i1", "Homes", measure="户", of="1", steps=(d.StepDoc(100.0, d.Window("", None, day("12-31"))),)
    )
    doc = plan(task("1", "A", "B"), task("2", "A"), task("3", "A"), cycle="monthly:5", indicators=(homes,))
    found = make_store(tmp_path / "s.db", doc)
    yield found
    found.close()


def say(kept: Kept, *told: Statement, common: Common = PHONE, on: date | None = None, today: date = TODAY) -> Done:
    """Unit A says something about its assignments."""
    return record_reports(kept.writer, who(today=today), told, common, on)


def about(kept: Kept, ref: str, claims: str | None = None, **more: object) -> Statement:
    """A statement of unit A about a task."""
    return Statement(kept.row(ref, "A").id, claims, **more)  # type: ignore[arg-type]


def test_one_call_about_three_items_is_one_command_and_each_says_its_own(kept: Kept) -> None:
    done = say(
        kept, about(kept, "1", "in_progress"), about(kept, "2", "done"), about(kept, "3", "blocked", problem="money")
    )
    assert [kept.row(ref, "A").status for ref in "123"] == ["in_progress", "claimed", "blocked"]
    assert {kept.row(ref, "A").last_report for ref in "123"} == {TODAY}
    assert {line.command for line in kept.changes(done.command)} == {done.command}
    said = detail(kept.reader, kept.row("3", "A").id, TODAY).reports[0]
    assert (said.claims, said.problem, said.from_whom, said.via) == ("blocked", "money", "Li", "phone")


def test_nothing_new_is_a_report_and_changes_no_status(kept: Kept) -> None:
    assert kept.row("2").light == "no_report"
    say(kept, about(kept, "2", "no_change"))
    assert (kept.row("2").status, kept.row("2").light) == ("not_started", "on_track")


def test_an_edit_by_the_coordinator_is_never_a_report(kept: Kept) -> None:
    statuses.set_status(kept.writer, who(), [kept.row("2").id], "in_progress")
    assert (kept.row("2").last_report, kept.row("2").light) == (None, "no_report")


@pytest.mark.parametrize(
    ("before", "claims", "after"),
    [
        ("not_started", None, "not_started"), ("not_started", "in_progress", "in_progress"),
        ("blocked", "in_progress", "in_progress"), ("blocked", "no_change", "blocked"),
        ("claimed", "in_progress", "in_progress"), ("done", "blocked", "done"), ("done", "done", "done"),
    ],
)  # fmt: skip
def test_what_a_claim_makes_of_a_status(kept: Kept, before: str, claims: str | None, after: str) -> None:
    statuses.set_status(kept.writer, who(), [kept.row("2").id], before, on=day("9-1"))
    say(kept, about(kept, "2", claims, next_step="go on"))
    assert kept.row("2").status == after


def test_a_figure_comes_with_the_report_that_brought_it_and_goes_with_it(kept: Kept) -> None:
    before = state(kept.path)
    say(kept, about(kept, "1", progress="cables laid", figure="1.2万"))
    rows = kept.reader.rows("SELECT g.value, g.verified FROM report r JOIN reading g ON g.id = r.reading")
    assert rows == [(12_000.0, 0)]
    assert open_items.items(kept.reader, [kept.row("1", "A").id], TODAY)[0].last_figure == "12000"
    undo(kept.writer, who())
    assert state(kept.path) == before
    redo(kept.writer, who())
    assert open_items.items(kept.reader, [kept.row("1", "A").id], TODAY)[0].last_figure == "12000"


@pytest.mark.parametrize(
    ("earlier", "now", "remark", "refused"),
    [
        ((), "5", "", False),
        ((("9-1", "40", False),), "40", "", False),
        ((("9-1", "40", False),), "39", "", True),
        ((("9-1", "40", False),), "39", "counted twice", False),
        ((("9-1", "40", False), ("9-1", "30", True)), "35", "", False),  # verified wins over reported
        ((("9-1", "30", False), ("9-1", "40", True)), "35", "", True),
        ((("8-1", "50", True), ("9-1", "30", False)), "35", "", False),  # the last one counts, not the highest
        ((("9-15", "40", False),), "39", "", True),
    ],
)  # fmt: skip
def test_a_figure_below_the_last_one_asks_for_a_remark(
    kept: Kept, earlier: tuple[tuple[str, str, bool], ...], now: str, remark: str, refused: bool
) -> None:
    indicator, unit = kept.id_of("indicator", "Homes"), kept.row("1", "A").unit_id
    for on, value, verified in earlier:
        figures.record_reading(kept.writer, who(), indicator, unit, value, day(on), verified)
    told = about(kept, "1", figure=now, remark=remark)
    if not refused:
        say(kept, told)
        return
    before = state(kept.path)
    with pytest.raises(Refused, match="figure_below") as error:
        say(kept, told)
    assert (error.value.facts["last"], state(kept.path)) == (40.0, before)


def test_a_figure_of_an_earlier_day_is_compared_with_what_was_known_for_then(kept: Kept) -> None:
    say(kept, about(kept, "1", figure="40"))
    say(kept, about(kept, "1", figure="20"), common=Common("sheet"), on=day("8-31"))


@pytest.mark.parametrize(
    ("words", "refused"), [({}, True), ({"progress": "one site fell out"}, False), ({"problem": "flood"}, False)]
)
def test_a_percent_below_the_last_one_asks_for_a_word(kept: Kept, words: dict[str, str], refused: bool) -> None:
    say(kept, about(kept, "2", percent=60.0))
    if refused:
        with pytest.raises(Refused, match="percent_below"):
            say(kept, about(kept, "2", percent=50.0, **words))
    else:
        say(kept, about(kept, "2", percent=50.0, **words))
    assert kept.row("2").percent == (60 if refused else 50)


@pytest.mark.parametrize(
    ("kind", "ref", "more", "common"),
    [
        ("empty_report", "2", {}, PHONE),
        ("no_indicator", "2", {"figure": "5"}, PHONE),
        ("bad_number", "1", {"figure": "many"}, PHONE),
        ("bad_percent", "2", {"percent": -1.0}, PHONE),
        ("unknown_via", "2", {"progress": "x"}, Common("pigeon")),
        ("bad_value", "2", {"claims": "perhaps"}, PHONE),
        ("future_date", "2", {"progress": "x"}, Common("phone", received=day("9-16"))),
        ("received_before", "2", {"progress": "x"}, Common("phone", received=day("9-13"))),
    ],
)  # fmt: skip
def test_what_cannot_be_recorded_changes_nothing(
    kept: Kept, kind: str, ref: str, more: dict[str, object], common: Common
) -> None:
    before = state(kept.path)
    with pytest.raises(Refused) as error:
        say(kept, about(kept, "3", "done"), about(kept, ref, **more), common=common, on=day("9-14"))  # type: ignore[arg-type]
    assert (error.value.kind, state(kept.path)) == (kind, before)


def test_what_came_in_earlier_speaks_of_that_day_unless_another_is_named(kept: Kept) -> None:
    say(kept, about(kept, "2", "no_change"), common=Common("paper", received=day("9-4")))
    assert kept.row("2").last_report == day("9-4")
    say(kept, about(kept, "3", "no_change"), common=Common("paper", received=day("9-4")), on=day("8-31"))
    assert kept.row("3").last_report == day("8-31")


def test_a_report_on_a_row_that_moved_on_is_refused_as_stale(kept: Kept) -> None:
    row = kept.row("2")
    statuses.set_status(kept.writer, who("li"), [row.id], "blocked")
    with pytest.raises(Refused, match="stale"):
        record_reports(kept.writer, who(), [Statement(row.id, "done")], PHONE, seen={row.id: row.version})


def test_what_a_unit_can_report_on_stands_with_what_it_said_last(kept: Kept) -> None:
    say(kept, about(kept, "2", "blocked", problem="no money", next_step="ask"), on=day("9-1"))
    statuses.set_status(kept.writer, who(), [kept.row("3").id], "done")
    found = open_items.open_items(kept.reader, kept.row("1", "A").unit_id, None, TODAY)
    assert [(item.task, item.last_claims, item.last_words, item.last_on) for item in found] == [
        ("1", None, "", None), ("2", "blocked", "no money; ask", day("9-1")),
    ]  # fmt: skip
    assert [item.measure for item in found] == ["户", ""]
