"""The demo: the worked example to the last digit, every light, all of it sample data, and built only once."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from seed import loader
from seed.loader import DEMO_TODAY, build_demo, cache_name, demo_store
from seed.plans import builtin_keys
from seed.progress import COORDINATOR, progress, write_progress
from seed.progress_file import read_progress
from store import vocabulary as v
from store.errors import Refused, Unusable
from store.queries.assignments import assignments, group_counts
from store.queries.board import board, milestones, plans
from store.queries.detail import detail
from store.queries.indicators import indicators
from store.queries.workload import workload
from store.reader import Reader, open_reader
from store.shapes import Assignment, AssignmentFilter, Indicator
from store.writer import Writer

PANJIN = "panjin-2005"
SMALL = ("panjin-2005",)
"""The quickest demo to build."""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The whole demo, built once for this file."""
    path = str(tmp_path_factory.mktemp("demo") / "demo.db")
    build_demo(path)
    return path


@pytest.fixture(scope="module")
def reader(demo: str) -> Iterator[Reader]:
    opened = open_reader(demo)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def raw(demo: str) -> Iterator[sqlite3.Connection]:
    """The built file itself, for what no query tells."""
    connection = sqlite3.connect(f"file:{demo}?mode=ro", uri=True)
    yield connection
    connection.close()


def counts(rows: tuple[Assignment, ...]) -> dict[str, int]:
    return {light: n for light in v.LIGHTS if (n := sum(row.light == light for row in rows))}


def of(reader: Reader, plan: str, task: str = "") -> tuple[Assignment, ...]:
    found = assignments(reader, AssignmentFilter(plan=plan), DEMO_TODAY)
    return tuple(row for row in found if not task or row.task == task)


def one(reader: Reader, plan: str, task: str, unit: str) -> Assignment:
    (row,) = (row for row in of(reader, plan, task) if row.unit == unit)
    return row


def indicator(reader: Reader, plan: str, ref: str) -> Indicator:
    (found,) = (one for one in indicators(reader, plan, DEMO_TODAY) if one.ref == ref)
    return found


class TestTheWorkedExample:
    """PAPERS, section 1: 盘锦 as of 15 September 2006."""

    def test_counts(self, reader: Reader) -> None:
        now = board(reader, PANJIN, DEMO_TODAY)
        assert {count.light: count.n for count in now.counts} == {
            "done": 2, "overdue": 2, "due_soon": 4, "no_report": 2, "behind": 3, "on_track": 8,
        }  # fmt: skip
        assert (now.total, now.blocked) == (21, 1)
        assert now.elapsed is not None and round(now.elapsed.percent, 1) == 51.6

    def test_table_by_unit(self, reader: Reader) -> None:
        table = {
            load.unit: (load.responsible, *_columns(dict(load.counts))) for load in workload(reader, PANJIN, DEMO_TODAY)
        }
        assert {unit: row for unit, row in table.items() if unit != "各电信运营商"} == {
            "市信息产业局": (3, 0, 2, 0, 0, 1, 0),
            "市民政局": (2, 0, 0, 0, 1, 1, 0),
            "市妇联": (2, 1, 1, 0, 0, 0, 0),
            "团市委": (2, 0, 1, 1, 0, 0, 0),
            "网通公司": (3, 1, 2, 0, 0, 0, 0),
            "移动公司": (3, 0, 0, 1, 0, 0, 2),
            "联通公司": (3, 0, 1, 1, 1, 0, 0),
            "铁通公司": (3, 0, 1, 1, 1, 0, 0),
        }
        assert [load.unit for load in workload(reader, PANJIN, DEMO_TODAY) if not load.is_group] == list(table)[
            :4
        ] + list(table)[5:]

    def test_light_of_each_task(self, reader: Reader) -> None:
        lights = {ref: {row.light for row in of(reader, PANJIN, ref)} for ref in "123456"}
        assert lights["1"] == lights["6"] == {"on_track"}
        assert "overdue" in lights["2"] & lights["4"]
        assert lights["3"] == {"behind", "on_track", "no_report"}
        assert lights["5"] == {"behind", "on_track", "no_report"}

    def test_overdue_by_days_with_their_dates(self, reader: Reader) -> None:
        portal, heats = one(reader, PANJIN, "2", "市信息产业局"), one(reader, PANJIN, "4", "市民政局")
        assert (portal.due, portal.due_basis, portal.days_late) == (date(2006, 8, 31), "minutes", 15)
        assert (heats.due, heats.due_basis, heats.days_late) == (date(2006, 9, 10), "breakdown", 5)
        soon = [row for row in of(reader, PANJIN, "4") if row.light == "due_soon"]
        assert {(row.unit, row.due) for row in soon} == {
            (unit, date(2006, 9, 25)) for unit in ("团市委", "移动公司", "联通公司", "铁通公司")
        }

    def test_the_extension_that_waits(self, reader: Reader) -> None:
        (asked,) = detail(reader, one(reader, PANJIN, "2", "市信息产业局").id, DEMO_TODAY).extensions
        assert (asked.asked_on, asked.wanted, asked.decision) == (date(2006, 9, 5), date(2006, 10, 20), "pending")

    def test_reports_of_august(self, reader: Reader) -> None:
        reporting = board(reader, PANJIN, DEMO_TODAY).reporting
        assert reporting is not None and (reporting.start, reporting.due) == (date(2006, 8, 1), date(2006, 9, 5))
        assert len(reporting.on_time) == 6
        assert reporting.late == (("铁通公司", date(2006, 9, 9)),)
        assert reporting.missing == ("移动公司",)
        assert {row.last_report for row in of(reader, PANJIN) if row.unit == "移动公司"} == {date(2006, 6, 30)}

    def test_connections(self, reader: Reader) -> None:
        found = indicator(reader, PANJIN, "i1")
        assert (found.value, found.target, found.figures_on) == (17770, 40000, date(2006, 8, 31))
        assert (found.reported, found.expected, found.missing) == (3, 4, ("移动公司",))
        assert found.percent and found.percent_of_reported and found.elapsed
        assert [round(x, 1) for x in (found.percent, found.percent_of_reported, found.elapsed)] == [44.4, 46.8, 50.0]
        assert found.light == "behind"
        assert [(u.unit, u.value, u.light) for u in found.units] == [
            ("网通公司", 14660, "on_track"), ("移动公司", None, "no_report"),
            ("联通公司", 1240, "behind"), ("铁通公司", 1870, "behind"),
        ]  # fmt: skip

    def test_training(self, reader: Reader) -> None:
        found = indicator(reader, PANJIN, "i2")
        assert (found.value, found.light, found.missing) == (24410, "on_track", ())
        assert [(u.unit, u.value, u.light) for u in found.units] == [
            ("市民政局", 6120, "behind"), ("市妇联", 9860, "on_track"), ("团市委", 8430, "on_track"),
        ]  # fmt: skip

    def test_who_needs_help(self, reader: Reader) -> None:
        row = one(reader, PANJIN, "5", "联通公司")
        assert (row.status, row.light) == ("blocked", "behind")
        assert [m.reached_on is not None for m in milestones(reader, PANJIN, DEMO_TODAY)] == [True, True, False]


def _columns(found: dict[str, int]) -> tuple[int, ...]:
    return tuple(found.get(light, 0) for light in ("done", "on_track", "due_soon", "behind", "overdue", "no_report"))


class TestAllFivePlans:
    def test_every_light_occurs(self, reader: Reader) -> None:
        assert list(counts(assignments(reader, AssignmentFilter(), DEMO_TODAY))) == list(v.LIGHTS)

    @pytest.mark.parametrize("key", builtin_keys())
    def test_a_board_looks_like_an_offices(self, reader: Reader, key: str) -> None:
        """Most is done or on its way (or has no date), and red and grey are the exception."""
        found = counts(of(reader, key))
        total = sum(found.values())
        calm = sum(found.get(light, 0) for light in ("done", "on_track", "no_date", "not_yet"))
        assert calm / total >= 0.45
        assert 0 < found["overdue"] <= 5
        assert found.get("no_report", 0) / total <= 0.10

    def test_a_group_that_is_half_done(self, reader: Reader) -> None:
        found = dict(group_counts(reader, "county-home-internet", DEMO_TODAY)["county-home-internet", "9.2", "各鄉鎮"])
        assert (found["done"], sum(found.values())) == (8, 16)

    def test_an_extension_in_time_moved_its_date(self, reader: Reader) -> None:
        row = one(reader, "fujian-2006", "3.3", "省空间信息工程研究中心")
        (asked,) = detail(reader, row.id, DEMO_TODAY).extensions
        assert (asked.decision, asked.asked_on) == ("approved", date(2006, 6, 20))
        assert (row.due, row.due_first, row.due_basis) == (date(2006, 9, 22), date(2006, 6, 30), "extension")

    def test_what_was_dropped_has_its_basis(self, reader: Reader) -> None:
        dropped = [row for row in assignments(reader, AssignmentFilter(), DEMO_TODAY) if row.light == "dropped"]
        assert dropped and all(row.note for row in dropped)

    def test_the_ladder_of_guangzhou(self, raw: sqlite3.Connection, reader: Reader) -> None:
        rows = raw.execute(
            "SELECT value FROM reading r JOIN indicator i ON i.id = r.indicator WHERE i.ref = 'i5'"
            " AND r.on_date = '2003-12-31'"
        )
        first = [value for (value,) in rows]
        assert (len(first), sum(value >= 60 for value in first)) == (12, 10)
        short = [u.unit for u in indicator(reader, "guangzhou-2003", "i5").units if (u.value or 0) < 100]
        assert short == ["增城市", "从化市"]

    def test_districts_that_left_owe_nothing_any_more(self, reader: Reader) -> None:
        assert not {"东山区", "芳村区"} & {row.unit for row in of(reader, "guangzhou-2003")}

    def test_districts_that_came_owe_from_that_day(self, raw: sqlite3.Connection, reader: Reader) -> None:
        tasks = [row.task for row in of(reader, "guangzhou-2003") if row.unit == "天河区"]
        for name in ("南沙区", "萝岗区"):
            assert [row.task for row in of(reader, "guangzhou-2003") if row.unit == name] == tasks
        days = raw.execute(
            "SELECT u.name, m.since, m.until FROM membership m JOIN unit u ON u.id = m.unit"
            " WHERE m.since = '2005-04-28' OR m.until = '2005-04-28' ORDER BY m.since, u.rank"
        )
        assert days.fetchall() == [
            ("东山区", None, "2005-04-28"), ("芳村区", None, "2005-04-28"),
            ("南沙区", "2005-04-28", None), ("萝岗区", "2005-04-28", None),
        ]  # fmt: skip

    def test_one_figure_for_all_asks_nobody_else(self, reader: Reader) -> None:
        found = indicator(reader, "county-home-internet", "i2")
        assert (found.value, found.target, found.expected, found.missing) == (3, 5, 1, ())

    def test_the_choices_of_hengshui(self, reader: Reader) -> None:
        found = indicator(reader, "hengshui-2002", "i1")
        assert {u.choice for u in found.units if u.choice} == {"專線", "主機托管", "虛擬主機"}
        assert (found.reported, found.expected) == (20, 22)


class TestWhatTheFileHolds:
    def test_everything_is_flagged_sample(self, raw: sqlite3.Connection, reader: Reader) -> None:
        for table in ("command", "report", "reading", "extension"):
            assert raw.execute(f"SELECT min(sample), count(*) > 0 FROM {table}").fetchone() == (1, 1)
        assert {by for (by,) in raw.execute("SELECT DISTINCT by_whom FROM command")} == {COORDINATOR}
        assert board(reader, None, DEMO_TODAY).sample
        assert all(line.sample for line in plans(reader, DEMO_TODAY))

    def test_plans_stand_in_their_order(self, reader: Reader) -> None:
        assert tuple(line.key for line in plans(reader, DEMO_TODAY)) == builtin_keys()

    def test_nothing_is_dated_after_the_demos_day(self, raw: sqlite3.Connection) -> None:
        happened = (
            "command.at", "command.on_date", "change.on_date", "report.on_date", "report.received", "reading.on_date",
            "extension.asked_on", "extension.decided_on", "milestone.reached_on", "assignment.done_on",
            "assignment.claimed_on", "assignment.last_report", "assignment.updated_on", "assignment.percent_on",
        )  # fmt: skip
        for place in happened:
            table, column = place.split(".")
            (latest,) = raw.execute(f"SELECT max({column}) FROM {table}").fetchone()
            assert latest[:10] <= DEMO_TODAY.isoformat(), place

    def test_commands_follow_each_other_in_time_and_say_their_words(self, raw: sqlite3.Connection) -> None:
        rows = raw.execute("SELECT at, words FROM command WHERE words NOT LIKE '[\"load\"%' ORDER BY id").fetchall()
        moments = [at for at, _ in rows]
        assert moments == sorted(moments) and len(set(moments)) == len(moments)
        assert {json.loads(words)[0] for _, words in rows} == {
            "report", "set", "confirm", "due", "extend", "reading", "reach", "member", "note",
        }  # fmt: skip

    def test_every_row_is_the_fold_of_its_changes(self, raw: sqlite3.Connection) -> None:
        raw.row_factory = None
        kept: dict[tuple[str, str], dict[str, object]] = {}
        for table, row, field, new in raw.execute("SELECT tbl, row_id, field, new FROM change ORDER BY on_date, id"):
            kept.setdefault((table, row), {})[field] = json.loads(new)
        assert len(kept) > 1000
        for (table, row), fields in kept.items():
            names = list(fields)
            found = raw.execute(f"SELECT {', '.join(names)} FROM {table} WHERE id = ?", (row,)).fetchone()
            assert dict(zip(names, found, strict=True)) == fields, (table, row)

    def test_what_never_changed_is_as_it_was_made(self, raw: sqlite3.Connection) -> None:
        made = {"status": "not_started", "percent": None, "note": "", "due_own": None, "due_own_basis": ""}
        for field, value in made.items():
            rows = raw.execute(
                f"SELECT DISTINCT {field} FROM assignment a WHERE NOT EXISTS (SELECT 1 FROM change c"
                " WHERE c.tbl = 'assignment' AND c.row_id = CAST(a.id AS TEXT) AND c.field = ?)",
                (field,),
            )
            assert [found for (found,) in rows] == [value], field

    def test_two_builds_are_the_same(self, tmp_path: Path) -> None:
        chosen = ("panjin-2005", "guangzhou-2003")
        dumps = []
        for name in ("one", "two"):
            build_demo(str(tmp_path / name), chosen)
            with sqlite3.connect(tmp_path / name) as connection:
                dumps.append(list(connection.iterdump()))
            connection.close()
        assert dumps[0] == dumps[1]


class TestTheCache:
    @pytest.fixture
    def built(self, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        """The places at which a demo was really built, in order."""
        calls: list[str] = []
        real = loader.build_demo

        def spy(path: str, plans: tuple[str, ...] = ()) -> None:
            calls.append(path)
            real(path, plans)

        monkeypatch.setattr(loader, "build_demo", spy)
        return calls

    def test_built_once_and_copied(self, tmp_path: Path, built: list[str]) -> None:
        cache = tmp_path / "cache" / "duban"
        for name in ("a.db", "b.db"):
            demo_store(str(cache), str(tmp_path / name), SMALL)
            reader = open_reader(str(tmp_path / name))
            assert board(reader, PANJIN, DEMO_TODAY).total == 21
            reader.close()
        assert len(built) == 1
        assert os.listdir(cache) == [cache_name(SMALL)]
        assert (tmp_path / "a.db").read_bytes()[:100] == (cache / cache_name(SMALL)).read_bytes()[:100]

    def test_the_second_start_loads_nothing_heavy(self, tmp_path: Path) -> None:
        """From the cache to a store in its place, before anything is painted."""
        demo_store(str(tmp_path), str(tmp_path / "a.db"), SMALL)
        script = (
            "import sys; from seed.loader import demo_store; demo_store(*sys.argv[1:3], tuple(sys.argv[3:]));"
            "print(*{'sqlmodel', 'sqlalchemy', 'tomllib', 'pathlib', 'shutil', 'dataclasses'} & {*sys.modules})"
        )
        argv = [sys.executable, "-c", script, str(tmp_path), str(tmp_path / "b.db"), *SMALL]
        done = subprocess.run(argv, capture_output=True, text=True, check=True)
        assert done.stdout.split() == []
        assert (tmp_path / "b.db").exists()

    def test_a_copy_can_be_written_and_leaves_the_cache_alone(self, tmp_path: Path) -> None:
        cache, target = str(tmp_path / "cache"), str(tmp_path / "a.db")
        demo_store(cache, target, SMALL)
        before = (tmp_path / "cache" / cache_name(SMALL)).read_bytes()
        writer = Writer(target)
        write_progress(writer, open_reader(target), progress(PANJIN)[:1])
        writer.close()
        assert (tmp_path / "cache" / cache_name(SMALL)).read_bytes() == before

    def test_another_version_is_built_anew_and_the_old_one_forgotten(
        self, tmp_path: Path, built: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        cache = tmp_path / "cache"
        demo_store(str(cache), str(tmp_path / "a.db"), SMALL)
        gone = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True)
        for left in ("", "-wal", "-shm"):  # of a process that was killed while it built
            (cache / f"{cache_name(SMALL)}.{int(gone.stdout)}{left}").touch()
        monkeypatch.setattr(loader, "SCHEMA_VERSION", 99)
        demo_store(str(cache), str(tmp_path / "b.db"), SMALL)
        assert len(built) == 2
        assert os.listdir(cache) == [cache_name(SMALL)]

    def test_a_build_that_fails_leaves_nothing(self, tmp_path: Path) -> None:
        with pytest.raises(Refused) as refused:
            demo_store(str(tmp_path / "cache"), str(tmp_path / "a.db"), ("nowhere",))
        assert refused.value.kind == "unknown_plan"
        assert not os.listdir(tmp_path / "cache") and not (tmp_path / "a.db").exists()

    def test_without_a_cache_it_is_built_beside_its_place(self, tmp_path: Path, built: list[str]) -> None:
        (tmp_path / "file").write_text("no directory")
        demo_store(str(tmp_path / "file" / "cache"), str(tmp_path / "a.db"), SMALL)
        assert [os.path.dirname(place) for place in built] == [str(tmp_path)]
        assert sorted(os.listdir(tmp_path)) == ["a.db", "file"]

    def test_a_store_that_is_there_is_never_overwritten(self, tmp_path: Path, built: list[str]) -> None:
        target = tmp_path / "mine.db"
        target.write_bytes(b"mine")
        with pytest.raises(Unusable) as refused:
            demo_store(str(tmp_path / "cache"), str(target), SMALL)
        assert refused.value.kind == "demo_target_exists"
        assert target.read_bytes() == b"mine" and not built


class TestEntries:
    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ('[[entry]]\nreach = "m1"', "file_missing_key"),
            ("[[entry]]\non = 2006-09-01", "file_missing_key"),
            ('[[entry]]\non = 2006-09-01\nreach = "m1"\nvia = "phone"', "file_unknown_key"),
            ("[[entry]]\non = 2006-09-01\nreach = 1", "file_wrong_type"),
        ],
    )
    def test_a_wrong_entry_names_its_place(self, text: str, kind: str) -> None:
        with pytest.raises(Refused) as refused:
            read_progress(text, PANJIN)
        assert refused.value.kind == kind
        assert refused.value.facts["place"] == f"{PANJIN}.entry[1]"
