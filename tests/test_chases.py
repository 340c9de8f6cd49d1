"""Units are asked, and promise: what was said stays known, can be taken back, and says whom to call today."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from stores import TODAY, Kept, day, make_store, plan, state, task, who

from store.check import check
from store.commands.chases import record_chase
from store.commands.contacts import set_contact
from store.commands.dates import ask_extension
from store.commands.reports import Said, record_report
from store.commands.statuses import set_status
from store.commands.undo import redo, undo
from store.errors import Refused
from store.past import travel
from store.queries.contacts import chases, contacts, last_chases, whom_to_call
from store.queries.todo import todo


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    store = make_store(
        tmp_path / "s.db", plan(task("1", "A", due="9-1"), task("2", "A", "B", due="9-20"), task("3", "B", due="12-1"))
    )
    for unit in "AB":  # everybody has spoken: nobody is silent
        ids = [row.id for row in store.rows() if row.unit == unit]
        record_report(store.writer, who(), ids, Said("phone", claims="no_change"), on=day("9-1"))
    yield store
    assert not check(store.path, TODAY).findings
    store.close()


def chase(
    kept: Kept, unit: str = "A", *refs: str, on: str = "9-10", promised: str = "", answer: str = "", to: str = ""
) -> int:  # fmt: skip
    """A unit is asked by telephone."""
    ids = [kept.row(ref, unit).id for ref in refs]
    promise = day(promised) if promised else None
    return record_chase(
        kept.writer, who(), kept.id_of("unit", unit), ids, "phone", to, answer, promised=promise, on=day(on)
    ).command


def why(kept: Kept, unit: str, as_of: date = TODAY) -> list[tuple[str, str]]:
    """(reason, task) of everything that a unit is to be called for."""
    mine = [each for each in todo(kept.reader, None, as_of) if each.unit == unit]
    return [(item.why, item.task) for each in mine for item in each.items]


# Chases


def test_a_chase_is_kept_as_it_was_made_with_what_it_was_about(kept: Kept) -> None:
    chase(kept, "A", "1", "2", promised="9-18", answer="on it", to="Li")
    (line,) = chases(kept.reader, TODAY, unit=kept.id_of("unit", "A"))
    assert (line.on, line.via, line.to_whom, line.answer, line.promised) == (
        day("9-10"), "phone", "Li", "on it", day("9-18")
    )  # fmt: skip
    assert line.items == ("roads/1", "roads/2")
    assert chases(kept.reader, TODAY, assignment=kept.row("1").id) == (line,)
    assert not chases(kept.reader, TODAY, assignment=kept.row("3").id)
    assert not chases(kept.reader, day("9-9")), "the day before, nobody had asked"


def test_a_chase_about_the_unit_as_a_whole_is_seen_from_each_of_its_assignments(kept: Kept) -> None:
    chase(kept, "A")
    assert [line.items for line in chases(kept.reader, TODAY, assignment=kept.row("1").id)] == [()]
    assert not chases(kept.reader, TODAY, assignment=kept.row("3").id)


def test_the_last_chase_of_each_unit_is_the_latest_by_day_whenever_it_was_entered(kept: Kept) -> None:
    chase(kept, "A", "1", on="9-12", answer="late")
    chase(kept, "A", "1", on="9-8", answer="early")
    chase(kept, "B", "3", on="9-11", answer="other")
    a, b = kept.id_of("unit", "A"), kept.id_of("unit", "B")
    assert {unit: line.answer for unit, line in last_chases(kept.reader, [a, b], TODAY).items()} == {
        a: "late", b: "other"
    }  # fmt: skip


def test_a_chase_moves_nothing_but_the_log_and_is_taken_back_and_given_again(kept: Kept) -> None:
    before, rows = state(kept.path), kept.rows()
    command = chase(kept, "A", "1", "2", promised="9-18", answer="yes", to="Secret Name")
    after = state(kept.path)
    assert kept.rows() == rows
    assert "Secret Name" not in str(kept.changes(command)), "whom it reached is not for the log"
    assert {line.ref for line in kept.changes(command)} >= {"roads/1", "roads/2"}
    undo(kept.writer, who())
    assert state(kept.path) == before
    redo(kept.writer, who())
    assert state(kept.path) == after


def test_a_past_date_shows_the_chases_of_its_day(kept: Kept) -> None:
    chase(kept, "A", "1", on="9-5", promised="9-8")
    past = travel(kept.path, day("9-4"))
    assert not chases(past, day("9-4"))
    past.close()
    past = travel(kept.path, day("9-9"))
    (each,) = todo(past, None, day("9-9"))
    assert [(item.why, item.task) for item in each.items][:2] == [("overdue", "1"), ("promise", "1")]
    past.close()


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("unknown_via", {"via": "pigeon"}),
        ("promise_before_chase", {"promised": day("9-9")}),
        ("future_date", {"on": day("9-16")}),
        ("chase_other_unit", {"ids": "3"}),
        ("chase_closed", {"ids": "1"}),
        ("gone_unit", {"unit": 999}),
    ],
)
def test_a_chase_that_cannot_have_been_is_refused(kept: Kept, kind: str, given: dict[str, object]) -> None:
    set_status(kept.writer, who(), [kept.row("1").id], "done", on=day("9-2"))
    before = state(kept.path)
    facts: dict[str, object] = {"unit": kept.id_of("unit", "A"), "ids": (), "via": "phone", "on": day("9-10"), **given}
    if facts["ids"]:
        facts["ids"] = [kept.row(str(facts["ids"])).id]
    with pytest.raises(Refused) as refused:
        record_chase(kept.writer, who(), **facts)  # type: ignore[arg-type]
    assert refused.value.kind == kind
    assert state(kept.path) == before


def test_a_row_that_moved_on_since_it_was_seen_is_refused(kept: Kept) -> None:
    row = kept.row("1")
    set_status(kept.writer, who("li"), [row.id], "in_progress")
    with pytest.raises(Refused, match="stale"):
        record_chase(kept.writer, who(), row.unit_id, [row.id], "phone", seen={row.id: row.version})


# Contacts


def test_another_person_ends_the_one_before_who_stays_known(kept: Kept) -> None:
    unit = kept.id_of("unit", "A")
    set_contact(kept.writer, who(), unit, "liaison", "Wang", "1", since=day("1-1"))
    set_contact(kept.writer, who(), unit, "liaison", "Li", "2", since=day("9-1"))
    assert [(line.name, line.phone, line.since, line.until, line.current) for line in contacts(
        kept.reader, unit, TODAY)] == [
        ("Li", "2", day("9-1"), None, True), ("Wang", "1", day("1-1"), day("9-1"), False)
    ]  # fmt: skip
    assert whom_to_call(kept.reader, [unit], day("8-31"))[unit].name == "Wang"
    assert whom_to_call(kept.reader, [unit], day("9-1"))[unit].name == "Li"


def test_the_same_person_gets_another_telephone_and_the_past_keeps_the_old_one(kept: Kept) -> None:
    unit = kept.id_of("unit", "A")
    set_contact(kept.writer, who(), unit, "liaison", "Wang", "1", since=day("1-1"), on=day("9-1"))
    set_contact(kept.writer, who(), unit, "liaison", phone="2")
    assert whom_to_call(kept.reader, [unit], TODAY)[unit].phone == "2"
    past = travel(kept.path, day("9-10"))
    assert whom_to_call(past, [unit], day("9-10"))[unit].phone == "1"
    past.close()
    assert set_contact(kept.writer, who(), unit, "liaison", "Wang", "2").command == 0, "nothing changed"


def test_a_name_mistyped_today_is_corrected_not_succeeded(kept: Kept) -> None:
    unit = kept.id_of("unit", "A")
    set_contact(kept.writer, who(), unit, "liaison", "Wnag")
    set_contact(kept.writer, who(), unit, "liaison", "Wang")
    assert [line.name for line in contacts(kept.reader, unit, TODAY)] == ["Wang"]


def test_the_liaison_is_called_before_the_leaders(kept: Kept) -> None:
    unit = kept.id_of("unit", "A")
    for kind in ("in_charge", "leader", "liaison"):
        set_contact(kept.writer, who(), unit, kind, kind.upper())
        assert whom_to_call(kept.reader, [unit], TODAY)[unit].name == kind.upper()
    set_contact(kept.writer, who(), unit, "liaison", until=day("9-20"))
    assert whom_to_call(kept.reader, [unit], day("9-20"))[unit].name == "LEADER"


def test_who_was_there_before_may_be_entered_later(kept: Kept) -> None:
    unit = kept.id_of("unit", "A")
    set_contact(kept.writer, who(), unit, "liaison", "Li", since=day("9-1"))
    set_contact(kept.writer, who(), unit, "liaison", "Wang", since=day("3-1"))
    assert [(line.name, line.until) for line in contacts(kept.reader, unit, TODAY)] == [
        ("Li", None), ("Wang", day("9-1"))
    ]  # fmt: skip


def test_entering_a_successor_is_one_command_to_take_back(kept: Kept) -> None:
    unit = kept.id_of("unit", "A")
    set_contact(kept.writer, who(), unit, "liaison", "Wang", since=day("1-1"))
    before = state(kept.path)
    set_contact(kept.writer, who(), unit, "liaison", "Li")
    after = state(kept.path)
    undo(kept.writer, who())
    assert state(kept.path) == before
    redo(kept.writer, who())
    assert state(kept.path) == after


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("unknown_contact_kind", {"kind": "boss", "name": "X"}),
        ("no_contact_yet", {"until": day("9-20")}),
        ("contact_ends_first", {"name": "X", "since": day("9-10"), "until": day("9-10")}),
        ("gone_unit", {"unit": 999, "name": "X"}),
    ],
)
def test_a_contact_that_cannot_be_is_refused(kept: Kept, kind: str, given: dict[str, object]) -> None:
    facts: dict[str, object] = {"unit": kept.id_of("unit", "A"), "kind": "liaison", **given}
    with pytest.raises(Refused) as refused:
        set_contact(kept.writer, who(), **facts)  # type: ignore[arg-type]
    assert refused.value.kind == kind


# Today


def test_a_unit_is_called_for_what_is_late_and_for_what_is_due_soon(kept: Kept) -> None:
    assert why(kept, "A") == [("overdue", "1"), ("due_soon", "2")]
    assert why(kept, "B") == [("due_soon", "2")]


def test_a_promise_that_is_over_is_the_reason_until_the_work_is_claimed(kept: Kept) -> None:
    chase(kept, "A", "1", promised="9-14")
    assert why(kept, "A", day("9-14")) == [("overdue", "1"), ("due_soon", "2")], "the day itself is not over"
    assert why(kept, "A") == [("overdue", "1"), ("promise", "1"), ("due_soon", "2")]
    record_report(kept.writer, who(), [kept.row("1").id], Said("phone", claims="done"))
    assert why(kept, "A") == [("confirm", "1"), ("due_soon", "2")]


def test_a_newer_promise_takes_the_place_of_the_one_before(kept: Kept) -> None:
    chase(kept, "A", "1", promised="9-12")
    chase(kept, "A", "1", on="9-13", promised="9-20")
    assert ("promise", "1") not in why(kept, "A")


def test_where_nothing_is_late_a_report_since_is_what_was_promised(kept: Kept) -> None:
    chase(kept, "B", "3", promised="9-14")
    assert why(kept, "B") == [("promise", "3"), ("due_soon", "2")]
    record_report(kept.writer, who(), [kept.row("3").id], Said("phone", progress="half"), on=day("9-13"))
    assert why(kept, "B") == [("due_soon", "2")]


def test_a_promise_of_the_unit_as_a_whole_is_kept_by_any_report(kept: Kept) -> None:
    chase(kept, "B", promised="9-14")
    assert why(kept, "B") == [("promise", ""), ("due_soon", "2")]
    record_report(kept.writer, who(), [kept.row("3").id], Said("phone", claims="no_change"), on=day("9-12"))
    assert why(kept, "B") == [("due_soon", "2")]


def test_an_extension_that_waits_is_the_coordinators_to_decide(kept: Kept) -> None:
    ask_extension(kept.writer, who(), [kept.row("3").id], day("12-20"), "rain")
    assert ("extension", "3") in why(kept, "B")


def test_silence_and_a_missing_report_are_reasons_of_the_unit(tmp_path: Path) -> None:
    store = make_store(
        tmp_path / "s.db", plan(task("1", "A", due="12-1"), cycle="monthly:5"),
        plan(task("1", "C", due="12-1"), key="bridges", area="Elsewhere"),
    )  # fmt: skip
    found = {
        each.unit: [(item.why, item.plan, item.on) for item in each.items]
        for each in todo(store.reader, None, TODAY)
    }  # fmt: skip
    assert found == {"A": [("report", "roads", day("9-5"))], "C": [("report", "bridges", None)]}
    assert [each.unit for each in todo(store.reader, "bridges", TODAY)] == ["C"]
    store.close()


def test_a_unit_comes_with_its_telephone_and_its_last_answer(kept: Kept) -> None:
    set_contact(kept.writer, who(), kept.id_of("unit", "A"), "liaison", "Wang", "0427-1", since=day("1-1"))
    chase(kept, "A", "1", promised="9-18", answer="on it")
    each = todo(kept.reader, None, TODAY)[0]
    assert (each.contact, each.phone, each.chased_on, each.answer, each.promised) == (
        "Wang", "0427-1", day("9-10"), "on it", day("9-18")
    )  # fmt: skip


def noting(real: Callable[..., object], said: list[str]) -> Callable[..., object]:
    """A reader's method that notes what it is asked."""

    def note(sql: str, **given: object) -> object:
        said.append(sql)
        return real(sql, **given)

    return note


def test_today_asks_as_many_queries_for_many_units_as_for_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(units: int) -> int:
        store = make_store(tmp_path / f"{units}.db", plan(task("1", *(f"U{n}" for n in range(units)), due="9-1")))
        said: list[str] = []
        for name in ("rows", "each"):
            monkeypatch.setattr(store.reader, name, noting(getattr(store.reader, name), said))
        assert len(todo(store.reader, None, TODAY)) == units
        store.close()
        return len(said)

    assert asked(1) == asked(40)
