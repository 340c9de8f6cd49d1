"""Reading a store never writes it, and a file that is no store of ours says so."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from conftest import ROOT
from sqlalchemy.exc import IntegrityError
from stores import TODAY, Kept, day, make_store, plan, task, who

from seed.plans import demo_plan
from store import document as d
from store import vocabulary as v
from store.commands import dates, figures, reports, statuses
from store.commands.load import load_plan
from store.commands.reports import Said
from store.errors import Busy, Refused, Unusable
from store.models import Share
from store.queries import assignments, board, detail, history, indicators, names, workload
from store.queries.document import document
from store.reader import Reader, open_reader
from store.shapes import AssignmentFilter, ChangeFilter
from store.waiting import Patience
from store.writer import Writer

EVERYTHING = AssignmentFilter(
    plan="fujian-2006", units=("科技厅",), roles=("lead", "support"), statuses=v.STATUSES, lights=v.LIGHTS,
    due_before=day("12-31"), text="100%_!", open_only=True,
)  # fmt: skip


def ask_all(reader: Reader) -> list[object]:
    """Every question that can be put to a store, for every plan in it."""
    some = AssignmentFilter()
    found: list[object] = [
        board.plans(reader, TODAY), board.board(reader, None, TODAY),
        assignments.assignments(reader, some, TODAY, 40, 3),
        assignments.assignments(reader, EVERYTHING, TODAY), assignments.count(reader, some, TODAY),
        assignments.due_list(reader, some, TODAY, 10), assignments.due_count(reader, some, TODAY),
        assignments.group_counts(reader, None, TODAY), workload.workload(reader, None, TODAY, "局"), reader.stamp(),
        history.log(reader, limit=50), assignments.of_ids(reader, [], TODAY),
    ]  # fmt: skip
    for line in board.plans(reader, TODAY):
        key = line.key
        found += [
            board.board(reader, key, TODAY), board.phases(reader, key, TODAY), board.milestones(reader, key, TODAY),
            indicators.indicators(reader, key, TODAY), workload.workload(reader, key, TODAY), document(reader, key),
            assignments.group_counts(reader, key, TODAY), history.log(reader, ChangeFilter(plan=key)),
        ]  # fmt: skip
        for row in assignments.assignments(reader, AssignmentFilter(plan=key), TODAY, 5):
            found += [detail.detail(reader, row.id, TODAY), names.task_key(reader, f"{key}/{row.task}")]
            found += [names.unit_key(reader, row.unit, line.id)]
            found += [names.task_assignments(reader, row.task_id, TODAY.isoformat())]
    return found


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    """Two built-in plans with their sample members and a little of everything recorded."""
    kept = make_store(tmp_path_factory.mktemp("shown") / "s.db", demo_plan("fujian-2006"), demo_plan("panjin-2005"))
    rows = kept.rows("panjin-2005")
    reports.record_report(kept.writer, who(), [rows[0].id], Said("phone", progress="…", claims="done"))
    statuses.set_status(kept.writer, who(), [rows[1].id], v.BLOCKED, note="缺少经费")
    dates.ask_extension(kept.writer, who(), [rows[1].id], day("2008-1-31"), "…")
    dates.set_due(kept.writer, who(), [rows[2].id], d.Window("8月底", None, day("8-31")), "minutes")
    named, found = names.part_key(kept.reader, "indicator", "panjin-2005/i1")
    figures.record_reading(
        kept.writer, who(), found.id, names.unit_key(kept.reader, "网通公司", named.plan_id).id, "1万"
    )
    yield kept
    kept.close()


def test_every_question_has_an_answer_in_a_full_store_and_reading_leaves_no_trace(shown: Kept) -> None:
    files = [Path(shown.path), Path(shown.path + "-wal")]
    before = [file.read_bytes() for file in files]
    reader = open_reader(shown.path)
    assert len(ask_all(reader)) > 30
    reader.close()
    assert [file.read_bytes() for file in files] == before


def test_every_question_has_an_answer_in_a_new_store(tmp_path: Path) -> None:
    Writer(str(tmp_path / "s.db")).close()
    reader = open_reader(str(tmp_path / "s.db"))
    assert board.plans(reader, TODAY) == () and board.board(reader, None, TODAY).total == 0
    assert len(ask_all(reader)) == 12
    reader.close()


def test_the_counts_of_lights_add_up_to_the_rows(shown: Kept) -> None:
    head = board.board(shown.reader, None, TODAY)
    rows = shown.rows()
    assert sum(count.n for count in head.counts) == head.total == len(rows)
    assert {c.light: c.n for c in head.counts} == {
        light: sum(row.light == light for row in rows) for light in {row.light for row in rows}
    }
    due = assignments.due_list(shown.reader, AssignmentFilter(), TODAY)
    assert assignments.due_count(shown.reader, AssignmentFilter(), TODAY) == len(due) > 0
    assert {row.light for row in due} <= {"overdue", "due_soon", "to_confirm"}


def test_windows_of_a_list_join_to_the_whole_list(shown: Kept) -> None:
    whole = shown.rows()
    pieces = [assignments.assignments(shown.reader, AssignmentFilter(), TODAY, 7, at) for at in range(0, len(whole), 7)]
    assert tuple(row for piece in pieces for row in piece) == whole


@pytest.mark.parametrize(
    ("ask", "kind", "near"),
    [
        (lambda r: names.plan_id(r, "fujian-2005"), "unknown_plan", "fujian-2006"),
        (lambda r: names.task_key(r, "panjin-2005/33"), "unknown_task", "panjin-2005/3"),
        (lambda r: names.unit_key(r, "科技局厅"), "unknown_unit", "科技厅"),
        (lambda r: names.part_key(r, "indicator", "panjin-2005/i9"), "unknown_indicator", "panjin-2005/i1"),
        (lambda r: names.unit_key(r, "\udce5\udcb8"), "unknown_unit", ""),
        (lambda r: names.plan_id(r, "a\0b"), "unknown_plan", ""),
        (lambda r: detail.detail(r, 99999, TODAY), "gone_assignment", ""),
    ],
)  # fmt: skip
def test_an_unknown_name_is_refused_with_what_is_near(
    shown: Kept, ask: Callable[[Reader], object], kind: str, near: str
) -> None:
    with pytest.raises(Refused) as refused:
        ask(shown.reader)
    assert refused.value.kind == kind
    assert not near or near in str(refused.value.facts["close"])


def newer(path: Path) -> None:
    Writer(str(path)).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE store SET value = '99' WHERE key = 'schema_version'")


def foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE store (key, value)")


NO_STORES: dict[str, tuple[Callable[[Path], object], str]] = {
    "a directory": (Path.mkdir, "store_is_directory"),
    "a text file": (lambda path: path.write_text("三、工作任务\n" * 400, encoding="utf-8"), "not_a_store"),
    "somebody else's database": (foreign, "not_a_store"),
    "a newer store": (newer, "store_newer"),
}  # fmt: skip


@pytest.mark.parametrize("opener", [open_reader, Writer])
@pytest.mark.parametrize("name", NO_STORES)
def test_what_is_no_store_is_refused_and_stays_as_it_is(
    tmp_path: Path, name: str, opener: Callable[[str], object]
) -> None:
    make, kind = NO_STORES[name]
    path = tmp_path / "s.db"
    make(path)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(Unusable) as refused:
        opener(str(path))
    assert (refused.value.kind, refused.value.exit_code) == (kind, 3)
    assert not path.is_file() or path.read_bytes() == before


def test_an_empty_file_is_no_store_to_read_but_one_to_begin(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    path.touch()
    with pytest.raises(Unusable, match="store_empty"):
        open_reader(str(path))
    assert path.read_bytes() == b""
    Writer(str(path)).close()
    open_reader(str(path)).close()


def test_a_missing_store_is_missing_to_a_reader_and_made_by_a_writer(tmp_path: Path) -> None:
    path = str(tmp_path / "new" / "s.db")
    with pytest.raises(Unusable, match="store_missing"):
        open_reader(path)
    assert not os.path.exists(path)
    Writer(path).close()
    assert os.stat(path).st_mode & 0o077 == 0, "a new store is its user's alone"


@pytest.mark.parametrize(
    "name", ["a?b.db", "50%.db", "%41.db", "a#b.db", "a b.db", "督办.db", "\udcff.db", "file:x.db"]
)
def test_a_store_has_whatever_name_its_user_gives_it(tmp_path: Path, name: str) -> None:
    path = str(tmp_path / name)
    writer = Writer(path, durable=False)
    assert {file.name for file in tmp_path.iterdir()} <= {name, f"{name}-wal", f"{name}-shm"}
    assert os.stat(path).st_mode & 0o777 == 0o600
    load_plan(writer, who(), plan(task("1", "A")))
    reader = open_reader(path)
    assert [line.key for line in board.plans(reader, TODAY)] == ["roads"]
    reader.close()
    writer.close()


def test_a_damaged_store_is_said_to_be_damaged(tmp_path: Path) -> None:
    kept = make_store(tmp_path / "s.db", plan(task("1", "A")))
    kept.close()
    path = tmp_path / "s.db"
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + b"\x5a" * (len(whole) - 8192))
    with pytest.raises(Unusable) as refused:
        reader = open_reader(str(path))
        ask_all(reader)
    assert refused.value.kind in ("store_damaged", "not_a_store")


def test_a_place_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Unusable, match="store_no_directory"):
        Writer(str(tmp_path / "file" / "s.db"))


AS_NOBODY = """
import os, sys
from datetime import date
from store.errors import StoreError
from store.queries.board import plans
from store.reader import open_reader
from store.writer import Writer
Writer(sys.argv[2]).close()  # whatever is imported late is imported now
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
reader = open_reader(sys.argv[1])
print([line.key for line in plans(reader, date(2006, 9, 15))])
reader.close()
try:
    Writer(sys.argv[1])
except StoreError as error:
    print(error.kind, error.exit_code)
"""


@pytest.mark.parametrize(
    ("file_mode", "place_mode", "open_elsewhere"),
    [(0o444, 0o755, False), (0o444, 0o777, False), (0o666, 0o555, False), (0o444, 0o755, True), (0o444, 0o777, True)],
)
def test_what_is_write_protected_can_be_read_and_says_that_it_cannot_be_written(
    file_mode: int, place_mode: int, open_elsewhere: bool
) -> None:
    # Root may write everything, so where the tests run as root it is a child that gave up root's rights which asks.
    with tempfile.TemporaryDirectory() as place, tempfile.TemporaryDirectory() as aside:
        kept = make_store(Path(place) / "s.db", plan(task("1", "A")))
        if not open_elsewhere:
            kept.close()
        for file in Path(place).iterdir():
            file.chmod(file_mode)
        before = {file.name: file.read_bytes() for file in Path(place).iterdir() if not file.name.endswith("-shm")}
        os.chmod(place, place_mode)
        done = subprocess.run(
            [sys.executable, "-c", AS_NOBODY, kept.path, f"{aside}/s.db"], capture_output=True, text=True, cwd=ROOT
        )
        assert (done.stdout, done.stderr) == ("['roads']\nstore_read_only 3\n", "")
        os.chmod(place, 0o755)
        after = {file.name: file.read_bytes() for file in Path(place).iterdir() if not file.name.endswith("-shm")}
        assert after == {"s.db-wal": b"", **before} or after == before, "SQLite may leave an empty log where it can"
        if open_elsewhere:
            kept.close()


HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.readline()
connection.execute("COMMIT")
"""


@pytest.fixture
def held(shown: Kept) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the store for writing until it is told to let go."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, shown.path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None and child.stdout.readline() == "held\n"
        yield child
        child.communicate("\n")


def test_a_store_that_stays_busy_is_said_to_be_busy_and_can_still_be_read(
    shown: Kept, held: subprocess.Popen[str]
) -> None:
    row = shown.rows()[0]
    impatient = Writer(shown.path, patience=Patience(0.05))  # opening asks for no lock: nothing is to be upgraded
    for act in (
        lambda: statuses.set_note(impatient, who(), [row.id], "x"),
        lambda: load_plan(impatient, who(), plan(task("1", "A"))),
    ):
        with pytest.raises(Busy) as refused:
            act()
        assert (refused.value.kind, refused.value.exit_code) == ("store_busy", 3)
    impatient.close()
    assert shown.rows()[0] == row


def test_a_store_that_is_busy_for_a_moment_is_waited_for(shown: Kept, held: subprocess.Popen[str]) -> None:
    assert held.stdin is not None
    held.stdin.write("\n")
    held.stdin.flush()
    statuses.set_note(shown.writer, who(), [shown.rows()[0].id], "waited")
    assert shown.rows()[0].note == "waited"


@pytest.mark.parametrize(("key", "value"), [("due_soon_days", "ten"), ("behind_points", '"few"'), ("silent_days", "")])
def test_a_damaged_setting_is_said_to_be_damage(tmp_path: Path, key: str, value: str) -> None:
    kept = make_store(tmp_path / "s.db", plan(task("1", "A")))
    with closing(sqlite3.connect(kept.path)) as connection, connection:
        connection.execute("UPDATE store SET value = ? WHERE key = ?", (value, key))
    with pytest.raises(Unusable, match="store_damaged"):
        board.plans(kept.reader, TODAY)
    kept.close()


def test_a_rule_of_the_tables_that_is_broken_is_no_damage(tmp_path: Path) -> None:
    kept = make_store(tmp_path / "s.db", plan(task("1", "A")))
    with pytest.raises(IntegrityError), kept.writer.transaction(who()) as t:
        t.make(Share(made=t.id, indicator=99, unit=99, value=1.0))
        t.session.flush()
    kept.close()


def test_the_log_of_an_assignment_reads_only_what_is_its_own(shown: Kept) -> None:
    row = shown.rows("panjin-2005")[2]
    lines = history.log(shown.reader, assignment=row.id)
    assert {line.field for line in lines} >= {"due_own", "due_own_basis"}
    way = shown.reader.rows(f"EXPLAIN QUERY PLAN {history.OF_ASSIGNMENT}", assignment=row.id)
    assert [step for step in way if "SCAN" in str(step[3])] == []


@pytest.mark.parametrize(("came", "late"), [("9-4", False), ("9-5", False), ("9-9", True), ("9-15", True)])
def test_a_report_after_its_day_is_late_and_not_missing(tmp_path: Path, came: str, late: bool) -> None:
    kept = make_store(tmp_path / "s.db", plan(task("1", "A"), cycle="monthly:5"))
    reports.record_report(kept.writer, who(today=day(came)), [kept.row("1").id], Said("phone", progress="x"))
    found = board.board(kept.reader, "roads", TODAY).reporting
    assert found is not None
    assert (found.on_time, found.late, found.missing) == (((), (("A", day(came)),), ()) if late else (("A",), (), ()))
    kept.close()
