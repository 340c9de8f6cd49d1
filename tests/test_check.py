"""`check`: what is not as recorded is named, nothing that is right is accused, not a byte is changed."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from stores import TODAY, Kept, day, make_store, mandate, plan, task, who
from test_backups import damage

from store import document as d
from store import vocabulary as v
from store.check import MOST, Checked, check
from store.commands import dates, figures, members, reports, statuses
from store.commands.load import load_plan
from store.commands.reports import Said
from store.commands.settings import change_setting
from store.commands.undo import redo, undo
from store.errors import Unusable
from store.writer import Writer

HOMES = d.IndicatorDoc(
    "i1", "Homes", of="1", steps=(d.StepDoc(900, d.Window("", None, day("12-31"))),),
    shares=(d.ShareDoc("A", 600), d.ShareDoc("B", 300)),
)  # fmt: skip
PLAN = plan(
    task("1", mandate("A", "lead"), "B", due="9-1"), task("2", "A", children=(task("2.1", "C"),)),
    task("3", "Towns", means="started", rule="any"), indicators=(HOMES,),
)  # fmt: skip


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A store with the plan, to be copied."""
    path = tmp_path_factory.mktemp("loaded") / "s.db"
    make_store(path, PLAN).close()
    return path.read_bytes()


@pytest.fixture
def kept(tmp_path: Path, loaded: bytes) -> Iterator[Kept]:
    (tmp_path / "s.db").write_bytes(loaded)
    store = make_store(tmp_path / "s.db")
    yield store
    store.close()


def tamper(kept: Kept, sql: str, *values: object) -> None:
    """Change a store behind the program's back."""
    with closing(sqlite3.connect(kept.path, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(sql, values)


def look(kept: Kept) -> Checked:
    return check(kept.path, TODAY)


def found(kept: Kept) -> list[tuple[object, ...]]:
    """(kind, where, field, value, wanted) of every finding."""
    told: list[tuple[object, ...]] = []
    for finding in look(kept).findings:
        facts = finding.facts
        where = facts.get("name") or f"{facts.get('of', '')} {facts.get('row', '')}".strip()
        told.append((finding.kind, where, facts.get("field"), facts.get("value"), facts.get("wanted")))
    return told


def work(kept: Kept) -> None:
    """A command of every kind, on several days, undone and done again."""
    w, one = kept.writer, kept.row("1", "A").id
    statuses.set_status(w, who(), [one], v.CLAIMED, on=day("9-3"), note="says so", percent=100)
    statuses.set_status(w, who(), [one], v.DONE)
    statuses.set_status(w, who(), [kept.row("1", "B").id], v.DONE, on=day("9-10"))
    statuses.set_status(w, who(), [kept.row("1", "B").id], v.IN_PROGRESS, on=day("8-10"))  # changes only the past
    dates.set_due(w, who(), [kept.row("2", "A").id], d.Window("10月底", None, day("10-31"), "month"), "minutes")
    dates.set_task_due(w, who(), kept.id_of("task", "2", "ref"), d.Window("30 Nov", None, day("11-30")), "notice")
    dates.ask_extension(w, who(), [kept.row("2.1").id], day("12-20"), "rain")
    dates.decide_extension(w, who(), [kept.row("2.1").id], True, "minutes no. 7")
    reports.record_report(w, who(), [kept.row("2.1").id], Said("phone", progress="x", claims="done"), on=day("9-9"))
    figures.record_reading(w, who(), 1, kept.id_of("unit", "B"), "200", on=day("9-1"))
    group = kept.id_of("unit", "Towns")
    members.set_member(w, who(), group, "East", since=day("3-1"), until=day("9-20"))
    members.set_member(w, who(), group, "West", since=day("9-10"))
    statuses.set_status(w, who(), [kept.row("3", "East").id], v.IN_PROGRESS)
    change_setting(w, who(), "due_soon_days", "14")
    change_setting(w, who(), "behind_points", "7.5", on=day("1-1"))
    for _ in range(9):
        undo(w, who())
    for _ in range(4):
        redo(w, who())


def test_a_store_that_was_only_worked_on_is_well(kept: Kept) -> None:
    work(kept)
    told = look(kept)
    assert (told.findings, told.damaged, told.odd) == ((), 0, 0)
    rows = kept.reader.one("SELECT (SELECT count(*) FROM change), (SELECT count(*) FROM assignment WHERE gone IS NULL)")
    assert (told.changes, told.assignments) == rows and told.changes > 30


def test_the_demo_is_well_also_on_another_day(demo: Path) -> None:
    for today in (TODAY, TODAY + timedelta(400)):
        assert not check(str(demo), today).findings


def test_a_membership_that_ends_of_itself_is_no_damage(kept: Kept) -> None:
    """Who is still asked falls with the date; the day on which a task closed is looked at with the next write."""
    group = kept.id_of("unit", "Towns")
    for name, ends in (("East", day("9-20")), ("West", None)):
        members.set_member(kept.writer, who(), group, name, since=day("3-1"), until=ends)
    tamper(kept, "UPDATE task SET rule = 'all' WHERE ref = '3'")
    tamper(kept, "UPDATE plan SET loaded_text = replace(loaded_text, '\"any\"', '\"all\"')")
    statuses.set_status(kept.writer, who(), [kept.row("3", "West").id], v.DONE)
    assert check(kept.path, TODAY).findings == check(kept.path, TODAY + timedelta(30)).findings == ()


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("due", "2006-12-24"), ("due", None), ("start", "2005-01-01"), ("due_first", "2001-01-01"), ("figure", 12.5),
        ("behind", 40.0), ("done_on", "2006-01-01"), ("last_report", "2006-09-01"), ("due_from", "plan"),
        ("updated_on", None), ("claimed_on", "2006-09-02"), ("due_phrase", "bald"),
    ],
)  # fmt: skip
def test_a_derived_column_that_was_changed_by_hand_is_named(column: str, value: object, kept: Kept) -> None:
    work(kept)
    was = kept.reader.one(f"SELECT {column} FROM assignment WHERE id = :id", id=kept.row("1", "B").id)
    tamper(kept, f"UPDATE assignment SET {column} = ? WHERE id = ?", value, kept.row("1", "B").id)
    assert was is not None and was[0] != value
    told = found(kept)
    assert told[0] == ("not_derived", "roads/1 B", column, value, was[0])
    assert {where for _, where, *_ in told[1:]} <= {"roads/1"}, "the day on which the task closed hangs on it"
    assert look(kept).odd == 0


def test_a_task_that_is_said_to_be_closed_and_is_not_is_named(kept: Kept) -> None:
    tamper(kept, "UPDATE task SET done_on = '2006-09-01' WHERE ref = '2'")
    assert found(kept) == [("not_derived", "roads/2", "done_on", "2006-09-01", None)]


def test_a_logged_field_that_was_changed_by_hand_is_named(kept: Kept) -> None:
    work(kept)
    ident = kept.row("2.1").id
    statuses.set_status(kept.writer, who(), [ident], v.BLOCKED, note="kept")
    tamper(kept, "UPDATE assignment SET note = 'another' WHERE id = ?", ident)
    assert found(kept) == [("not_folded", "roads/2.1 C", "note", "another", "kept")]


def test_a_change_that_was_changed_by_hand_is_noticed(kept: Kept) -> None:
    statuses.set_status(kept.writer, who(), [kept.row("2.1").id], v.DONE)
    tamper(kept, "UPDATE change SET new = '\"blocked\"' WHERE field = 'status'")
    assert ("not_folded", "roads/2.1 C", "status", "done", "blocked") in found(kept)


def test_an_undo_that_was_removed_by_hand_is_noticed(kept: Kept) -> None:
    statuses.set_percent(kept.writer, who(), [kept.row("2.1").id], 30)
    undo(kept.writer, who())
    tamper(kept, "UPDATE command SET kind = 'redo' WHERE kind = 'undo'")
    told = found(kept)
    assert ("not_folded", "roads/2.1 C", "percent", None, 30) in told


def test_a_setting_that_was_changed_by_hand_is_noticed(kept: Kept) -> None:
    change_setting(kept.writer, who(), "due_soon_days", "14")
    tamper(kept, "UPDATE store SET value = '3' WHERE key = 'due_soon_days'")
    assert found(kept) == [("not_folded", "store due_soon_days", "value", "3", "14")]


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("UPDATE change SET new = '{oops' WHERE id = 1", ("not_json", "change 1", "new", "{oops", None)),
        ("UPDATE change SET row_id = '777' WHERE id = 1", ("lost_row", "change 1", None, "777", None)),
        ("UPDATE change SET row_id = 'x;--' WHERE id = 1", ("lost_row", "change 1", None, "x;--", None)),
        ("UPDATE change SET field = 'mood' WHERE id = 1", ("lost_row", "change 1", None, "4 (mood)", None)),
        ("UPDATE change SET tbl = 'moods' WHERE id = 1", ("lost_row", "change 1", None, "4", None)),
        ("UPDATE command SET target = 999 WHERE id = 2", ("pointer", "command 2", "target", 999, None)),
        ("UPDATE assignment SET gone = 999 WHERE id = 4", ("pointer", "roads/2.1 C", "gone", 999, None)),
        ("UPDATE mandate SET made = 999 WHERE id = 2", ("pointer", "mandate 2", "made", 999, None)),
        ("UPDATE plan SET issued = '2006-02-30'", ("impossible", "roads", "issued", "2006-02-30", None)),
        ("UPDATE command SET at = 'noon' WHERE id = 2", ("impossible", "command 2", "at", "noon", None)),
        ("UPDATE report SET percent = -5", ("impossible", "report 1", "percent", -5.0, None)),
        ("UPDATE section SET pos = 'first'", ("impossible", "section 1", "pos", "first", None)),
        ("UPDATE membership SET until = '2000-01-01'", ("impossible", "membership 1", "until", "2000-01-01", None)),
        ("UPDATE task SET parent = 3 WHERE id = 2", ("circle", "roads/2", None, None, None)),
        ("UPDATE unit SET parent = id WHERE name = 'C'", ("circle", "C", None, None, None)),
    ],
)
def test_what_cannot_be_is_listed_with_its_place(sql: str, told: tuple[object, ...], kept: Kept) -> None:
    statuses.set_percent(kept.writer, who(), [kept.row("2.1").id], 30)
    members.set_member(kept.writer, who(), kept.id_of("unit", "Towns"), "East", since=day("3-1"))
    reports.record_report(kept.writer, who(), [kept.row("2", "A").id], Said("phone", progress="x"))
    assert not look(kept).findings
    tamper(kept, sql)
    assert told in found(kept)
    assert look(kept).damaged


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
    assert gaps == [{"table": table, "first": 3, "last": 4}, {"table": table, "first": 7, "last": 7}]


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


def test_groups_that_contain_one_another_are_listed(kept: Kept) -> None:
    members.set_member(kept.writer, who(), kept.id_of("unit", "Towns"), "East", since=day("3-1"))
    tamper(
        kept,
        "INSERT INTO membership (made, group_unit, unit, sample) SELECT 1, unit, group_unit, 0 FROM membership",
    )
    assert {("circle", "Towns", None, None, None), ("circle", "East", None, None, None)} <= set(found(kept))


def test_a_word_of_a_newer_program_is_listed_but_is_no_damage(kept: Kept) -> None:
    tamper(kept, "UPDATE mandate SET role = 'patron' WHERE id = 1")
    assert found(kept) == [("unknown_word", "mandate 1", "role", "patron", None)]
    assert (look(kept).damaged, look(kept).odd) == (0, 1)


def test_tables_columns_and_indexes_that_are_missing_are_named(kept: Kept) -> None:
    for sql in ("DROP TABLE bulletin", "DROP INDEX change_day", "ALTER TABLE person DROP COLUMN duty"):
        tamper(kept, sql)
    told = {(one.kind, one.facts["name"]) for one in look(kept).findings}
    assert told == {("missing_table", "bulletin"), ("missing_index", "change_day"), ("missing_column", "duty")}


def test_many_findings_of_a_kind_are_counted_not_kept(kept: Kept) -> None:
    tamper(
        kept,
        f"""WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {MOST + 20})
 INSERT INTO command (at, by_whom, kind, on_date, words, sample)
 SELECT 'never', 'x', 'do', '2006-01-01', '[]', 0 FROM n""",
    )
    told = look(kept)
    assert (len(told.findings), told.more, told.damaged) == (MOST, (("impossible", 20),), MOST + 20)


def test_a_check_sees_one_state_while_others_write(kept: Kept) -> None:
    """What is written while it looks is neither half seen nor in its way."""
    stop, told = threading.Event(), []

    def go_on() -> None:
        with closing(Writer(kept.path, durable=False)) as writer:
            while not stop.is_set():
                for status in (v.DONE, v.BLOCKED):
                    statuses.set_status(writer, who(), [1, 2, 3], status)

    other = threading.Thread(target=go_on)
    other.start()
    try:
        told = [look(kept) for _ in range(10)]
    finally:
        stop.set()
        other.join()
    assert not any(one.findings for one in told) and told[0].changes < told[-1].changes


@pytest.mark.parametrize("at", [0.02, 0.1, 0.3, 0.5, 0.7, 0.9])
def test_damaged_pages_are_told_without_changing_a_byte(at: float, demo: Path) -> None:
    spoilt = damage(str(demo), at)
    before = sorted(os.listdir(demo.parent))
    told = check(str(demo), TODAY)
    assert told.damaged and any(one.kind in ("page", "damaged_table") for one in told.findings)
    assert demo.read_bytes() == spoilt
    assert [name for name in sorted(os.listdir(demo.parent)) if not name.endswith(("-wal", "-shm"))] == before


def test_a_store_that_was_cut_short_is_told(demo: Path) -> None:
    os.truncate(demo, os.path.getsize(demo) // 2)
    spoilt = demo.read_bytes()
    assert check(str(demo), TODAY).damaged and demo.read_bytes() == spoilt


@pytest.mark.parametrize("content", [b"a shopping list", b"\0" * 9000])
def test_what_is_no_store_is_not_checked(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(content)
    with pytest.raises(Unusable) as unusable:
        check(str(tmp_path / "x"), TODAY)
    assert unusable.value.kind == "not_a_store"


def test_text_that_is_no_utf8_is_read_with_signs(kept: Kept) -> None:
    tamper(kept, "UPDATE assignment SET note = CAST(x'ff41' AS TEXT) WHERE id = 1")
    statuses.set_note(kept.writer, who(), [2], "other")
    assert not any(one.kind == "unreadable" for one in look(kept).findings)
