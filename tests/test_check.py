"""`check`: what is not as recorded is named, nothing that is right is accused, not a byte is changed."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from stores import TODAY, Kept, day, make_store, mandate, plan, task, who
from test_backups import damage

from store import document as d
from store import vocabulary as v
from store.check import MOST, Checked, check
from store.commands import dates, figures, members, reports, statuses
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
