"""The coordinator's commands: what each one records, and that a refused one changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from stores import TODAY, Kept, day, dump, make_store, plan, task, values, who

from store import document as d
from store import vocabulary as v
from store.commands import dates, figures, members, reports, statuses, undo
from store.commands.reports import Said
from store.errors import Refused
from store.figures import reaches
from store.models import Plan
from store.queries.board import milestones
from store.queries.detail import detail
from store.queries.indicators import indicators
from store.shapes import Done

PLAN = plan(
    task("1", "A", "B", due="9-1"), task("2", "A", children=(task("2.1", "C"),)), task("3", "Towns"),
    milestones=(d.MilestoneDoc("m1", "Opening", d.Window("May", None, day("5-31")), "1"),),
    indicators=(
        d.IndicatorDoc("i1", "Homes", "homes", of="1", steps=(d.StepDoc(1000, d.Window("2006", None, day("12-31"))),),
                       shares=(d.ShareDoc("A", 600), d.ShareDoc("B", 400))),
        d.IndicatorDoc("i2", "Way in", kind="choice", choices=("专线", "主机托管"), of="2"),
    ),
)  # fmt: skip


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    store = make_store(tmp_path / "s.db", PLAN)
    yield store
    store.close()


def said_of(kept: Kept, done: Done) -> list[tuple[str, object, object]]:
    return [(line.field, line.old, line.new) for line in kept.changes(done.command)]


def test_a_status_is_one_command_and_one_change_for_every_field(kept: Kept) -> None:
    row = kept.row("1", "A")
    before = dump(kept.path)
    done = statuses.set_status(
        kept.writer, who("wang", TODAY, "set", "roads/1"), [row.id], v.IN_PROGRESS, note="begun", percent=20
    )
    after = dump(kept.path)
    assert len(after["command"]) - len(before["command"]) == 1
    assert said_of(kept, done) == [
        ("status", "not_started", "in_progress"), ("note", "", "begun"), ("percent", None, 20),
        ("percent_on", None, "2006-09-15"),
    ]  # fmt: skip
    assert (done.changes, done.past_only, done.touched) == (4, False, (row.id,))
    line = kept.changes(done.command)[0]
    assert (line.ref, line.unit, line.by, line.words) == ("roads/1", "A", "wang", ("set", "roads/1"))
    found = kept.row("1", "A")
    assert (found.status, found.note, found.percent, found.updated_on) == ("in_progress", "begun", 20, TODAY)


def test_confirming_a_claim_is_done_as_of_the_day_of_the_claim(kept: Kept) -> None:
    row = kept.row("1", "A")
    statuses.set_status(kept.writer, who(), [row.id], v.CLAIMED, on=day("8-28"))
    statuses.set_status(kept.writer, who(), [row.id], v.DONE, on=day("9-14"))
    found = kept.row("1", "A")
    assert (found.done_on, found.claimed_on, found.days_late) == (day("8-28"), day("8-28"), -4)


def test_done_without_a_claim_counts_from_its_own_day(kept: Kept) -> None:
    statuses.set_status(kept.writer, who(), [kept.row("1", "A").id], v.DONE, on=day("9-14"))
    assert kept.row("1", "A").done_on == day("9-14") and kept.row("1", "A").days_late == 13


def test_a_percent_and_a_note_are_set_and_taken_back(kept: Kept) -> None:
    ids = [row.id for row in kept.rows() if row.task == "1"]
    statuses.set_percent(kept.writer, who(), ids, 52.4)
    statuses.set_note(kept.writer, who(), ids, "waits for the road office")
    assert {(row.percent, row.note) for row in kept.rows() if row.task == "1"} == {(52.4, "waits for the road office")}
    statuses.set_percent(kept.writer, who(), ids, None)
    statuses.set_note(kept.writer, who(), ids, "")
    assert {(row.percent, row.note) for row in kept.rows() if row.task == "1"} == {(None, "")}


def test_a_due_date_of_one_assignment_keeps_phrase_basis_and_first_date(kept: Kept) -> None:
    window = d.Window("10月底", None, day("10-31"), "month")
    dates.set_due(kept.writer, who(), [kept.row("1", "A").id], window, "minutes", note="no. 3")
    found = kept.row("1", "A")
    assert (found.due, found.due_text, found.due_from, found.due_basis, found.due_first) == (
        day("10-31"), "10月底", "assignment", "minutes", day("9-1"),
    )  # fmt: skip
    assert kept.row("1", "B").due == day("9-1")
    moved = detail(kept.reader, found.id, TODAY).moves
    assert [(move.new, move.basis) for move in moved] == [(day("10-31"), "minutes")]


def test_long_term_takes_a_due_date_away_and_the_first_stays(kept: Kept) -> None:
    dates.set_due(kept.writer, who(), [kept.row("1", "A").id], d.Window("长期", precision="none"), "minutes")
    found = kept.row("1", "A")
    assert (found.due, found.due_text, found.due_from, found.due_first) == (None, "长期", "assignment", day("9-1"))


def test_a_due_date_of_a_task_reaches_all_below_that_have_none_of_their_own(kept: Kept) -> None:
    dates.set_due(kept.writer, who(), [kept.row("2.1").id], d.Window("1 Oct", None, day("10-1")), "breakdown")
    task_id = kept.id_of("task", "2", "ref")
    dates.set_task_due(kept.writer, who(), task_id, d.Window("30 Nov", None, day("11-30")), "instruction")
    assert (kept.row("2").due, kept.row("2").due_from) == (day("11-30"), "task")
    assert (kept.row("2.1").due, kept.row("2.1").due_from) == (day("10-1"), "assignment")


def test_figures_are_read_as_typed_and_a_verified_one_wins_on_its_day(kept: Kept) -> None:
    indicator, unit = kept.id_of("indicator", "i1", "ref"), kept.id_of("unit", "A")
    figures.record_reading(kept.writer, who(), indicator, unit, "0.03万", on=day("8-31"), verified=True)
    figures.record_reading(kept.writer, who(), indicator, unit, "450", on=day("8-31"))
    (homes, _) = indicators(kept.reader, "roads", TODAY)
    assert [(row.unit, row.value, row.verified, row.percent) for row in homes.units] == [
        ("A", 300, True, 50.0), ("B", None, False, None),
    ]  # fmt: skip
    assert (homes.missing, homes.value, homes.percent_of_reported) == (("B",), 300, 50.0)
    row = kept.row("1", "A")
    assert row.percent == 50.0 and kept.row("1", "B").percent is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("14660", 14660), ("14,660", 14660), ("１２", 12), ("1.5万", 15000), ("4.4 万", 44000), ("2亿", 2e8),
     ("52.4%", 52.4), (" 7 ", 7), ("0", 0), (".5", 0.5)],
)  # fmt: skip
def test_a_figure_is_read_as_people_type_it(text: str, value: float) -> None:
    assert figures.read_number(text) == value


@pytest.mark.parametrize("text", ["", "many", "-3", "nan", "inf", "1,5", "1万万", "1e5", "三", "9" * 30, "12万3"])
def test_what_is_no_figure_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="bad_number"):
        figures.read_number(text)


def test_a_choice_is_one_of_the_words_of_its_indicator(kept: Kept) -> None:
    indicator, unit = kept.id_of("indicator", "i2", "ref"), kept.id_of("unit", "A")
    figures.record_reading(kept.writer, who(), indicator, unit, "专线")
    chosen = indicators(kept.reader, "roads", TODAY)[1]
    assert [(row.unit, row.choice, row.light) for row in chosen.units] == [("A", "专线", "done")]


def test_a_milestone_is_reached_on_a_day(kept: Kept) -> None:
    milestone = kept.id_of("milestone", "m1", "ref")
    assert [one.missed for one in milestones(kept.reader, "roads", TODAY)] == [True]
    figures.reach(kept.writer, who(), milestone, on=day("6-2"))
    (one,) = milestones(kept.reader, "roads", TODAY)
    assert (one.reached_on, one.missed) == (day("6-2"), False)


@pytest.mark.parametrize(
    ("claims", "status"),
    [("done", "claimed"), ("blocked", "blocked"), ("no_change", "not_started"), (None, "in_progress")],
)
def test_a_report_is_kept_as_said_and_moves_the_status_as_it_claims(
    kept: Kept, claims: str | None, status: str
) -> None:
    row = kept.row("1", "A")
    words = Said("phone", progress="12 km paved", problem="stone is late", from_whom="Mr Li", claims=claims, raw="…")
    reports.record_report(kept.writer, who(), [row.id], words, on=day("9-12"))
    found = kept.row("1", "A")
    assert (found.status, found.last_report) == (status, day("9-12"))
    (line,) = detail(kept.reader, row.id, TODAY).reports
    assert (line.on, line.received, line.progress, line.from_whom, line.claims) == (
        day("9-12"), TODAY, "12 km paved", "Mr Li", claims,
    )  # fmt: skip


def test_a_coordinators_own_edit_is_never_a_report(kept: Kept) -> None:
    statuses.set_status(kept.writer, who(), [kept.row("1", "A").id], v.IN_PROGRESS, note="we think so")
    assert kept.row("1", "A").last_report is None


def test_an_extension_is_asked_and_approved(kept: Kept) -> None:
    row = kept.row("1", "A")
    dates.ask_extension(kept.writer, who(), [row.id], day("10-20"), "rain", asked_on=day("8-30"))
    assert kept.row("1", "A").due == day("9-1")
    dates.decide_extension(kept.writer, who("head"), [row.id], approved=True, basis="minutes no. 7", on=day("9-2"))
    found = kept.row("1", "A")
    assert (found.due, found.due_basis, found.due_first) == (day("10-20"), "extension", day("9-1"))
    (line,) = detail(kept.reader, row.id, TODAY).extensions
    assert (line.asked_on, line.decision, line.decided_on, line.decided_by) == (
        day("8-30"), "approved", day("9-2"), "head",
    )  # fmt: skip


def test_a_refused_extension_moves_nothing(kept: Kept) -> None:
    row = kept.row("1", "A")
    dates.ask_extension(kept.writer, who(), [row.id], day("10-20"), "rain")
    dates.decide_extension(kept.writer, who(), [row.id], approved=False)
    assert kept.row("1", "A").due == day("9-1")
    assert detail(kept.reader, row.id, TODAY).extensions[0].decision == "refused"


def close_plan(kept: Kept) -> None:
    with kept.writer.transaction(who()) as t:
        t.update(t.session.get_one(Plan, 1), "state", "closed", plan=1)


REFUSED: dict[str, tuple[str, Callable[[Kept, int], Any]]] = {
    "a status that is none": ("unknown_status", lambda k, i: statuses.set_status(k.writer, who(), [i], "finished")),
    "dropped without a basis": (
        "dropped_needs_basis", lambda k, i: statuses.set_status(k.writer, who(), [i], "dropped")),
    "a negative percent": ("bad_percent", lambda k, i: statuses.set_percent(k.writer, who(), [i], -1)),
    "a percent that is no number": (
        "bad_percent", lambda k, i: statuses.set_percent(k.writer, who(), [i], float("nan"))),
    "a day that is still to come": (
        "future_date", lambda k, i: statuses.set_note(k.writer, who(), [i], "x", on=TODAY + timedelta(days=1))),
    "a basis that is none": (
        "unknown_basis", lambda k, i: dates.set_due(k.writer, who(), [i], d.Window("x", None, TODAY), "hearsay")),
    "an extension to an earlier day": (
        "extension_not_later", lambda k, i: dates.ask_extension(k.writer, who(), [i], day("8-1"), "why not")),
    "a decision where nothing was asked": (
        "nothing_pending", lambda k, i: dates.decide_extension(k.writer, who(), [i], approved=True)),
    "a way that is none": (
        "unknown_via", lambda k, i: reports.record_report(k.writer, who(), [i], Said("pigeon"))),
    "a claim that is none": (
        "bad_value", lambda k, i: reports.record_report(k.writer, who(), [i], Said("phone", claims="maybe"))),
    "an assignment that is not there": (
        "gone_assignment", lambda k, i: statuses.set_status(k.writer, who(), [4711], "done")),
    "one good row and one stale": (
        "stale", lambda k, i: statuses.set_note(k.writer, who(), [i, i + 1], "x", seen={i + 1: 0})),
    "a figure that is none": ("bad_number", lambda k, i: figures.record_reading(k.writer, who(), 1, 1, "many")),
    "a choice that is none": ("not_a_choice", lambda k, i: figures.record_reading(k.writer, who(), 2, 1, "rope")),
    "nothing to undo": ("nothing_to_undo", lambda k, i: undo.undo(k.writer, who("li"))),
    "nothing to redo": ("nothing_to_redo", lambda k, i: undo.redo(k.writer, who())),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_refused_command_changes_nothing(kept: Kept, name: str) -> None:
    kind, act = REFUSED[name]
    before = dump(kept.path)
    with pytest.raises(Refused) as refused:
        act(kept, kept.row("1", "A").id)
    assert refused.value.kind == kind and refused.value.exit_code == 1
    assert dump(kept.path) == before


CLOSED: dict[str, Callable[[Kept, int], Any]] = {
    "set": lambda k, i: statuses.set_status(k.writer, who(), [i], "done"),
    "due": lambda k, i: dates.set_task_due(k.writer, who(), 1, d.Window("x", None, TODAY), "notice"),
    "report": lambda k, i: reports.record_report(k.writer, who(), [i], Said("phone")),
    "reading": lambda k, i: figures.record_reading(k.writer, who(), 1, 1, "5"),
    "reach": lambda k, i: figures.reach(k.writer, who(), 1),
    "member": lambda k, i: members.set_member(k.writer, who(), k.id_of("unit", "Towns"), "East"),
    "undo": lambda k, i: undo.undo(k.writer, who("li")),
}


@pytest.mark.parametrize("name", CLOSED)
def test_a_closed_plan_refuses_every_command(kept: Kept, name: str) -> None:
    row = kept.row("1", "A").id
    statuses.set_note(kept.writer, who("li"), [row], "before the end")
    close_plan(kept)
    before = dump(kept.path)
    with pytest.raises(Refused, match="closed_plan"):
        CLOSED[name](kept, row)
    assert dump(kept.path) == before


def test_a_stale_row_is_refused_with_both_values(kept: Kept) -> None:
    seen = kept.row("1", "A")
    statuses.set_status(kept.writer, who("li"), [seen.id], v.BLOCKED, note="no money")
    with pytest.raises(Refused) as refused:
        statuses.set_status(kept.writer, who(), [seen.id], v.DONE, seen={seen.id: seen.version})
    facts = refused.value.facts
    assert (facts["task"], facts["unit"], facts["field"]) == ("roads/1", "A", "status")
    assert (facts["shown"], facts["now"]) == ("not_started", "blocked")
    now = kept.row("1", "A")
    statuses.set_status(kept.writer, who(), [seen.id], v.DONE, seen={seen.id: now.version})


def test_what_is_so_already_is_no_command(kept: Kept) -> None:
    row = kept.row("1", "A")
    statuses.set_status(kept.writer, who(), [row.id], v.BLOCKED)
    before = dump(kept.path)
    assert statuses.set_status(kept.writer, who(), [row.id], v.BLOCKED) == Done(0, 0)
    assert dump(kept.path) == before


def test_a_late_entry_for_an_earlier_day_changes_only_the_past(kept: Kept) -> None:
    row = kept.row("1", "A")
    statuses.set_status(kept.writer, who(), [row.id], v.BLOCKED, on=day("9-10"))
    done = statuses.set_status(kept.writer, who(), [row.id], v.IN_PROGRESS, on=day("9-1"))
    assert done.past_only and kept.row("1", "A").status == "blocked"
    assert values(kept.path, "assignment", "status", row.id) == [
        ("2006-09-10", "not_started", "blocked"), ("2006-09-01", "not_started", "in_progress"),
    ]  # fmt: skip
    with kept.writer.transaction(who()) as t:
        known = t.fold_of("assignment", str(row.id), "status", "?")
    assert [known.at(day(on)) for on in ("8-31", "9-1", "9-9", "9-10", "9-15")] == [
        "not_started", "in_progress", "in_progress", "blocked", "blocked",
    ]  # fmt: skip


def test_of_two_entries_for_one_day_the_later_recorded_counts(kept: Kept) -> None:
    row = kept.row("1", "A")
    for status in (v.BLOCKED, v.IN_PROGRESS, v.CLAIMED):
        assert not statuses.set_status(kept.writer, who(), [row.id], status, on=day("9-1")).past_only
    assert kept.row("1", "A").status == "claimed" and kept.row("1", "A").claimed_on == day("9-1")


@pytest.mark.parametrize(
    ("comparator", "reached"),
    [(">=", (False, True, True)), (">", (False, False, True)), ("=", (False, True, False)),
     ("<=", (True, True, False)), ("<", (True, False, False)), ("?", (False, True, True))],
)  # fmt: skip
def test_a_figure_reaches_its_target_as_the_comparator_says(comparator: str, reached: tuple[bool, ...]) -> None:
    assert tuple(reaches(value, comparator, 0.3) for value in (0.2, 0.1 + 0.2, 0.4)) == reached
    assert not reaches(None, comparator, 1) and not reaches(1, comparator, None)


def test_what_should_stay_low_has_no_pace_and_is_not_reached_while_units_are_silent(tmp_path: Path) -> None:
    step = d.StepDoc(10, d.Window("2006", None, day("12-31")))
    shares = (d.ShareDoc("A", 6), d.ShareDoc("B", 4))
    i1 = d.IndicatorDoc("i1", "Accidents", of="1", comparator="<=", steps=(step,), shares=shares)
    kept = make_store(tmp_path / "s.db", plan(task("1", "A", "B"), indicators=(i1,)))
    figures.record_reading(kept.writer, who(), 1, kept.id_of("unit", "A"), "1", on=day("9-1"))
    (found,) = indicators(kept.reader, "roads", TODAY)
    assert (found.value, found.light, found.elapsed, found.missing) == (1, "on_track", None, ("B",))
    assert kept.row("1", "A").reason.elapsed is None and kept.row("1", "A").light != "behind"
    figures.record_reading(kept.writer, who(), 1, kept.id_of("unit", "B"), "2", on=day("9-1"))
    assert indicators(kept.reader, "roads", TODAY)[0].light == "done"
    kept.close()
