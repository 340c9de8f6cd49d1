"""`check` names what no command can have given: values, days, texts and gaps that no change stands behind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from stores import Kept, day, make_store, mandate, plan, task, who
from test_check import PLAN, found, look, tamper, work

from store import document as d
from store import vocabulary as v
from store.commands import dates, figures, reports, statuses
from store.commands.load import load_plan
from store.commands.reports import Said
from store.commands.undo import redo, undo


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    store = make_store(tmp_path / "s.db", PLAN)
    yield store
    store.close()


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("UPDATE assignment SET percent = 99 WHERE id = 4", ("roads/2.1 C", "percent", 99.0)),
        ("UPDATE assignment SET percent_on = '2006-09-01' WHERE id = 4", ("roads/2.1 C", "percent_on", "2006-09-01")),
        ("UPDATE assignment SET status = 'done' WHERE id = 4", ("roads/2.1 C", "status", "done")),
        ("UPDATE assignment SET note = 'forged' WHERE id = 4", ("roads/2.1 C", "note", "forged")),
        ("UPDATE assignment SET due_own = '2007-01-01' WHERE id = 4", ("roads/2.1 C", "due_own", "2007-01-01")),
        ("UPDATE assignment SET evidence = 'a paper' WHERE id = 4", ("roads/2.1 C", "evidence", "a paper")),
        ("UPDATE assignment SET returned = 'no' WHERE id = 4", ("roads/2.1 C", "returned", "no")),
        ("UPDATE assignment SET until = '2006-09-01' WHERE id = 4", ("roads/2.1 C", "until", "2006-09-01")),
        ("UPDATE task SET due_own = '2007-01-01' WHERE ref = '2'", ("roads/2", "due_own", "2007-01-01")),
        ("UPDATE plan SET state = 'closed'", ("roads", "state", "closed")),
        ("UPDATE plan SET closed_on = '2006-09-01'", ("roads", "closed_on", "2006-09-01")),
        ("UPDATE extension SET decision = 'approved'", ("extension 1", "decision", "approved")),
        ("UPDATE reading SET choice = 'x'", ("reading 1", "choice", "x")),
        ("UPDATE report SET claims = 'done'", ("report 1", "claims", "done")),
        ("UPDATE membership SET since = '2006-09-14' WHERE id = 1", ("membership 1", "since", "2006-09-14")),
        ("UPDATE store SET value = '99' WHERE key = 'silent_days'", ("store silent_days", "value", "99")),
    ],
)  # fmt: skip
def test_a_value_that_no_change_gave_is_named(sql: str, told: tuple[object, ...], kept: Kept) -> None:
    dates.ask_extension(kept.writer, who(), [kept.row("2.1").id], date(2007, 1, 20), "rain", asked_on=day("9-1"))
    reports.record_report(kept.writer, who(), [kept.row("2", "A").id], Said("phone", progress="x"))
    figures.record_reading(kept.writer, who(), 1, kept.id_of("unit", "B"), "200")
    tamper(kept, "INSERT INTO membership (id, made, group_unit, unit, sample) SELECT 1, 1, 1, 2, 0")
    assert not look(kept).findings
    tamper(kept, sql)
    assert ("unrecorded", *told, None) in found(kept)


def test_members_that_a_plan_states_with_their_days_are_well(tmp_path: Path) -> None:
    joined = d.MemberDoc("East", since=day("3-1"), until=day("9-20"))
    kept = make_store(tmp_path / "s.db", PLAN._replace(groups=(d.GroupDoc("Towns", members=(joined,)),)))
    assert not look(kept).findings
    tamper(kept, "UPDATE membership SET since = '2006-03-02'")
    assert ("unrecorded", "membership 1", "since", "2006-03-02", None) in found(kept)
    kept.close()


@pytest.mark.parametrize("table", ["change", "command"])
def test_what_was_taken_out_of_the_log_leaves_a_gap(table: str, kept: Kept) -> None:
    work(kept)
    tamper(kept, f"DELETE FROM {table} WHERE id IN (3, 4, 7)")
    gaps = [one.facts for one in look(kept).findings if one.kind == "gap"]
    assert gaps == [{"table": table, "value": "3–4"}, {"table": table, "value": 7}]


@pytest.mark.parametrize(
    ("change", "value", "wanted"),
    [(0, '"done"', "not_started"), (1, '"done"', "in_progress"), (2, '"done"', "not_started"), (3, '"x"', "blocked")],
)
def test_a_change_that_begins_with_what_was_not_is_named(change: int, value: str, wanted: str, kept: Kept) -> None:
    """The first of a field, one after it, one of an earlier day, one after an undo."""
    w, one = kept.writer, [kept.row("2.1").id]
    statuses.set_status(w, who(), one, v.IN_PROGRESS, on=day("9-1"))
    statuses.set_status(w, who(), one, v.BLOCKED, on=day("9-5"), note="stuck")
    statuses.set_status(w, who(), one, v.IN_PROGRESS, on=day("8-1"))
    statuses.set_status(w, who(), one, v.CLAIMED, on=day("9-10"))
    undo(w, who())
    statuses.set_status(w, who(), one, v.DONE, on=day("9-10"))
    assert not look(kept).findings
    ids = [row[0] for row in kept.reader.rows("SELECT id FROM change WHERE field = 'status' ORDER BY id")]
    ident = [*ids[:3], ids[4]][change]
    tamper(kept, "UPDATE change SET old = ? WHERE id = ?", value, ident)
    assert found(kept) == [("not_chained", f"change {ident}", "status", value.strip('"'), wanted)]


def test_a_change_that_was_taken_out_and_covered_up_is_noticed(kept: Kept) -> None:
    one = [kept.row("2.1").id]
    for status in (v.IN_PROGRESS, v.CLAIMED, v.DONE):
        statuses.set_status(kept.writer, who(), one, status)
    before, (last,) = (
        kept.reader.rows("SELECT id FROM change WHERE field = 'status' ORDER BY id")[at] for at in (1, 2)
    )
    tamper(kept, "DELETE FROM change WHERE id = ?", *before)
    tamper(kept, "UPDATE change SET id = ? WHERE id = ?", *before, last)
    assert ("not_chained", f"change {before[0]}", "status", "claimed", "in_progress") in found(kept)


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("UPDATE task SET title = 'forged' WHERE ref = '2'", ("roads/2", "title", "forged")),
        ("UPDATE task SET text = 'forged' WHERE ref = '2.1'", ("roads/2.1", "text", "forged")),
        ("UPDATE task SET due_phrase = 'soon' WHERE ref = '2'", ("roads/2", "due_phrase", "soon")),
        ("UPDATE plan SET title = 'forged'", ("roads", "title", "forged")),
        ("UPDATE plan SET issued = '2006-02-03'", ("roads", "issued", "2006-02-03")),
    ],
)
def test_a_text_that_the_document_never_had_is_named(sql: str, told: tuple[object, ...], kept: Kept) -> None:
    work(kept)
    tamper(kept, sql)
    assert ("not_stated", *told) in [one[:4] for one in found(kept)]


def test_what_the_document_said_otherwise_the_second_time_is_well(kept: Kept) -> None:
    """Also when that is undone and done again."""
    anew = task("1", mandate("A", "lead"), due="10-1")._replace(title="Roads anew")
    second = plan(anew, task("3", "Towns")._replace(text="for all"))
    load_plan(kept.writer, who(), second)
    assert not look(kept).findings
    undo(kept.writer, who())
    assert not look(kept).findings
    redo(kept.writer, who())
    assert not look(kept).findings
    load_plan(kept.writer, who(), PLAN)
    assert not look(kept).findings


def test_a_time_zone_that_nobody_knows_is_named_but_changes_no_figure(kept: Kept) -> None:
    for value in ('"Mars/X"', '"../../etc/passwd"', "7", '""'):
        tamper(kept, "UPDATE store SET value = ? WHERE key = 'time_zone'", value)
        assert ("unknown_zone", "store time_zone", None, value, None) in found(kept)
        assert (look(kept).damaged, look(kept).odd) == (0, 1)


def test_triggers_and_views_of_others_are_named(kept: Kept) -> None:
    tamper(kept, "CREATE VIEW late AS SELECT * FROM assignment")
    assert (look(kept).damaged, look(kept).odd) == (0, 1)
    tamper(kept, "CREATE TRIGGER t AFTER INSERT ON change BEGIN UPDATE assignment SET note = 'x'; END")
    told = look(kept)
    assert [(one.kind, one.facts["name"]) for one in told.findings] == [
        ("foreign_trigger", "t"), ("foreign_view", "late"),
    ]  # fmt: skip
    assert (told.damaged, told.odd) == (1, 1)
