"""More time asked for: in time it takes the days late away, too late it does not; refused and pending move nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from stores import TODAY, Kept, day, make_store, plan, task, until, who

from store import document as d
from store.check import check
from store.commands.claims import confirm
from store.commands.dates import ask_extension, decide_extension, set_due
from store.commands.reports import Said, record_report
from store.commands.statuses import set_status
from store.commands.undo import redo, undo
from store.errors import Refused
from store.past import travel
from store.queries.assignments import of_ids
from store.queries.detail import detail
from store.shapes import Assignment

SPRING = d.PhaseDoc("p1", "first", "First phase", d.Window("spring", day("3-1"), day("5-31")))
WORK = plan(
    task("1", "A", due="9-1"), task("2", "A", phase="p1"), task("3", "A", window=d.Window("长期")), phases=(SPRING,)
)
STATES = ("light", "days_late", "due", "due_first", "late_kept", "wanted")


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    store = make_store(tmp_path / "s.db", WORK)
    yield store
    assert not check(store.path, TODAY).findings
    store.close()


def ask(kept: Kept, wanted: str, on: str, ref: str = "1", reason: str = "rain") -> None:
    ask_extension(kept.writer, who(), [kept.row(ref).id], day(wanted), reason, asked_on=day(on))


def decide(kept: Kept, on: str, approved: bool = True, ref: str = "1") -> None:
    decide_extension(kept.writer, who(), [kept.row(ref).id], approved, "minutes no. 7", on=day(on), by_whom="head")


def told(row: Assignment) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in STATES)


@pytest.mark.parametrize(
    ("asked", "decided", "kept_days"),
    [
        ("8-31", "8-31", 0), ("8-31", "9-10", 0), ("9-1", "9-1", 0), ("9-1", "9-10", 0), ("9-2", "9-2", 1),
        ("9-2", "9-10", 9), ("9-10", "9-15", 14),
    ],
)  # fmt: skip
def test_asked_on_or_before_the_due_date_it_moves_and_asked_later_the_days_until_the_decision_stay(
    kept: Kept, asked: str, decided: str, kept_days: int
) -> None:
    ask(kept, "10-20", asked)
    decide(kept, decided)
    row = kept.row("1")
    assert (row.due, row.due_first, row.late_kept, row.days_late) == (day("10-20"), day("9-1"), kept_days, -35)
    (line,) = detail(kept.reader, row.id, TODAY).extensions
    assert (line.due_was, line.late_kept, line.asked_late) == (day("9-1"), kept_days, day(asked) > day("9-1"))
    assert (line.decision, line.decided_on, line.decided_by, line.basis) == (
        "approved", day(decided), "head", "minutes no. 7",
    )  # fmt: skip


@pytest.mark.parametrize("asked", ["8-31", "9-1", "9-2"])
def test_while_it_waits_the_light_stays_by_its_date_and_the_wish_is_shown(kept: Kept, asked: str) -> None:
    ask(kept, "10-20", asked)
    assert told(kept.row("1")) == ("overdue", 14, day("9-1"), day("9-1"), 0, day("10-20"))


@pytest.mark.parametrize("asked", ["8-31", "9-2"])
def test_refused_it_stays_red(kept: Kept, asked: str) -> None:
    ask(kept, "10-20", asked)
    decide(kept, "9-10", approved=False)
    assert told(kept.row("1")) == ("overdue", 14, day("9-1"), day("9-1"), 0, None)


def test_two_in_a_row_keep_what_each_was_late(kept: Kept) -> None:
    ask(kept, "9-8", "9-3")
    decide(kept, "9-5")
    ask(kept, "9-20", "9-10")
    decide(kept, "9-12")
    assert (kept.row("1").late_kept, kept.row("1").due) == (4 + 4, day("9-20"))
    ask(kept, "12-1", "9-14")
    decide(kept, "9-14")
    assert (kept.row("1").late_kept, kept.row("1").due, kept.row("1").due_first) == (8, day("12-1"), day("9-1"))
    assert [line.late_kept for line in detail(kept.reader, kept.row("1").id, TODAY).extensions] == [4, 4, 0]


def test_days_after_a_new_date_that_is_past_already_are_counted_once(kept: Kept) -> None:
    ask(kept, "9-8", "9-3")
    decide(kept, "9-12")
    row = kept.row("1")
    assert (row.late_kept, row.days_late) == (7, 7)
    assert row.late_kept + (row.days_late or 0) == (TODAY - day("9-1")).days


def test_an_inherited_date_is_extended_for_the_one_who_asked(kept: Kept) -> None:
    ask(kept, "10-20", "6-5", ref="2")
    decide(kept, "6-10", ref="2")
    row = kept.row("2")
    assert (row.due, row.due_first, row.due_from, row.late_kept) == (day("10-20"), day("5-31"), "assignment", 10)


def test_refused_and_asked_again_counts_from_the_same_date(kept: Kept) -> None:
    ask(kept, "10-20", "8-30")
    decide(kept, "9-4", approved=False)
    ask(kept, "9-30", "9-6")
    decide(kept, "9-9")
    assert (kept.row("1").due, kept.row("1").late_kept) == (day("9-30"), 8)


def test_what_was_done_before_the_decision_was_late_only_until_then(kept: Kept) -> None:
    ask(kept, "10-20", "9-3")
    record_report(kept.writer, who(), [kept.row("1").id], Said("phone", claims="done"), on=day("9-6"))
    decide(kept, "9-12")
    confirm(kept.writer, who(), [kept.row("1").id])
    row = kept.row("1")
    assert (row.light, row.done_on, row.late_kept) == ("done", day("9-6"), 5)
    set_status(kept.writer, who(), [row.id], "in_progress")
    assert kept.row("1").late_kept == 11


def test_the_due_date_is_that_of_the_day_of_asking_not_of_the_recording(kept: Kept) -> None:
    set_due(kept.writer, who(), [kept.row("1").id], until("10-1"), "minutes", on=day("9-10"))
    ask(kept, "11-1", "9-5")
    (line,) = detail(kept.reader, kept.row("1").id, TODAY).extensions
    assert (line.due_was, line.asked_late) == (day("9-1"), True)
    decide(kept, "9-12")
    assert (kept.row("1").due, kept.row("1").late_kept) == (day("11-1"), 11)


def test_each_step_is_undone_and_done_again(kept: Kept) -> None:
    seen = [told(kept.row("1"))]
    ask(kept, "10-20", "9-3")
    seen.append(told(kept.row("1")))
    decide(kept, "9-10")
    seen.append(told(kept.row("1")))
    for before in (seen[1], seen[0]):
        undo(kept.writer, who())
        assert told(kept.row("1")) == before
    for after in seen[1:]:
        redo(kept.writer, who())
        assert told(kept.row("1")) == after


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("9-2", ("overdue", 1, "9-1", 0, "")), ("9-3", ("overdue", 2, "9-1", 0, "10-20")),
        ("9-9", ("overdue", 8, "9-1", 0, "10-20")), ("9-10", ("no_report", -40, "10-20", 9, "")),
    ],
)  # fmt: skip
def test_a_past_date_shows_what_was_asked_and_decided_by_then(
    kept: Kept, as_of: str, expected: tuple[str, int, str, int, str]
) -> None:
    ident = kept.row("1").id
    ask(kept, "10-20", "9-3")
    decide(kept, "9-10")
    when: date = day(as_of)
    reader = travel(kept.path, when)
    (row,) = of_ids(reader, [ident], when)
    reader.close()
    light, days, due, late_kept, wanted = expected
    assert told(row) == (light, days, day(due), day("9-1"), late_kept, day(wanted) if wanted else None)


def test_what_cannot_be_asked_or_decided_is_refused(kept: Kept) -> None:
    for kind, ref, wanted, on, reason in (
        ("extension_needs_reason", "1", "10-20", "9-1", " "), ("extension_no_due", "3", "10-20", "9-1", "rain"),
        ("extension_not_later", "1", "9-1", "8-1", "rain"), ("future_date", "1", "10-20", "9-16", "rain"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=kind):
            ask(kept, wanted, on, ref, reason)
    ask(kept, "10-20", "9-5")
    with pytest.raises(Refused, match="extension_pending"):
        ask(kept, "10-30", "9-6")
    with pytest.raises(Refused, match="decided_before_asked"):
        decide(kept, "9-4")
    set_due(kept.writer, who(), [kept.row("1").id], until("11-1"), "minutes", on=day("9-7"))
    with pytest.raises(Refused, match="extension_not_later"):
        decide(kept, "9-8")
    decide(kept, "9-8", approved=False)
    set_status(kept.writer, who(), [kept.row("1").id], "done", on=day("9-10"))
    with pytest.raises(Refused, match="extension_closed"):
        ask(kept, "12-1", "9-12")
    ask(kept, "12-1", "9-9")


def test_one_who_saw_the_row_before_it_moved_on_is_refused(kept: Kept) -> None:
    row = kept.row("1")
    set_due(kept.writer, who(), [row.id], until("9-5"), "minutes")
    seen = {row.id: row.version}
    with pytest.raises(Refused, match="stale"):
        ask_extension(kept.writer, who(), [row.id], day("10-20"), "rain", seen=seen)
    ask(kept, "10-20", "9-5")
    with pytest.raises(Refused, match="stale"):
        decide_extension(kept.writer, who(), [row.id], True, seen=seen)
