"""Every reading command on a past date: `--as-of` and `--known-at`, before the command or behind it."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from commandline import Shell, bare, sentence

JULY = "2006-07-01"
READING = [
    ["plans"], ["plans", "--json"], ["tasks"], ["tasks", "--json"], ["tasks", "--csv"], ["open"], ["log", "--json"],
    ["show", "panjin-2005"], ["setting"], ["summary", "--plan", "panjin-2005"],
]  # fmt: skip


@pytest.fixture
def duban(demo: Path) -> Shell:
    return Shell(demo)


def days_of(row: dict[str, Any]) -> list[str]:
    """The days on which something happened to an assignment."""
    return [row[key] for key in ("updated_on", "last_report", "done_on") if row[key]]


@pytest.mark.parametrize("day", ["2006-07-01", "2006-08-31", "2006-09-12"])
def test_nothing_that_happened_later_is_in_the_list_of_a_past_date(duban: Shell, day: str) -> None:
    rows = duban.json("tasks", "--as-of", day, "--json")
    assert len(rows) > 700 and all(max(days_of(row), default="") <= day for row in rows)
    assert rows != duban.tasks()


def test_statuses_are_those_that_the_log_tells(duban: Shell) -> None:
    told: dict[tuple[str, str], str] = {}
    for change in sorted(duban.log(), key=lambda line: (line["on"], line["id"])):
        if change["field"] == "status" and change["on"] <= JULY and not change["undone"]:
            told[change["ref"], change["unit"]] = change["new"]
    rows = duban.json("tasks", "--as-of", JULY, "--json")
    found = {(f"{row['plan']}/{row['task']}", row["unit"]): row["status"] for row in rows}
    assert len(told) > 100 and {key: found[key] for key in told if key in found} == {
        key: status for key, status in told.items() if key in found
    }
    assert {status for key, status in found.items() if key not in told} == {"not_started"}


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_the_option_means_the_same_before_the_command_and_behind_it(duban: Shell, command: list[str]) -> None:
    behind = duban.data(*command, "--as-of", JULY)
    assert duban.data(*command, **{"as-of": JULY}) == behind
    assert duban.data(*command, "--as-of", JULY, **{"as-of": "2005-01-01"}) == behind
    assert duban.data(*command, "--as-of=1 july") == behind


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_a_clock_before_the_last_recorded_day_shows_that_day_as_it_was(duban: Shell, command: list[str]) -> None:
    text = duban.data(*command, today=JULY)
    behind = duban.data(*command, "--as-of", JULY, "--issued", JULY) if command[0] == "summary" else ""
    assert text == (behind or duban.data(*command, "--as-of", JULY))


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_the_last_recorded_day_is_the_present(duban: Shell, command: list[str]) -> None:
    issued = ["--issued", "2006-09-15"] if command[0] == "summary" else []
    present = duban.data(*command, *issued, today="2006-09-13")
    known = duban.data(*command, *issued, "--as-of", "2006-09-13", "--known-at", "2100-01-01")
    assert duban.data(*command, *issued, "--as-of", "2006-09-13") == known == present


def test_a_day_to_come_shows_what_is_known_with_the_lights_of_that_day(duban: Shell) -> None:
    rows, now = duban.json("tasks", "--as-of", "2007-12-31", "--json"), duban.tasks()
    assert [row["status"] for row in rows] == [row["status"] for row in now]
    assert sum(row["light"] == "overdue" for row in rows) > sum(row["light"] == "overdue" for row in now)


def test_before_the_first_plan_every_list_is_empty_and_says_so(duban: Shell, tmp_path: Path) -> None:
    for command in (["plans"], ["tasks", "--json"], ["open"], ["summary", "--format", "json"]):
        ran = duban(*command, "--as-of", "1999-01-01")
        assert ran.code == 0 and ran.err == "duban: as of 1 January 1999 there was no plan yet\n"
    assert "截至1999年1月1日还没有录入任何方案" in duban("plans", "--as-of", "1999-01-01", lang="zh").err
    known = duban("plans", "--known-at", "1999-01-01")
    assert (
        known.err == "duban: as of 15 September 2006 there was no plan yet, as far as was recorded by 1 January 1999\n"
    )
    said = duban("show", "panjin-2005", "--as-of", "1999-01-01")
    assert said.code == 1 and "there was no plan yet" in said.err and "There is no plan" in said.err
    assert duban("plans", "--json", "--as-of", "2003-01-01").out.count('"plan"') == 1


def test_what_writes_refuses_a_past_date_wherever_it_stands(duban: Shell) -> None:
    writing = [
        ["set", "panjin-2005/2", "done"], ["due", "panjin-2005/2", "2006-10-01", "--basis", "minutes"], ["undo"],
        ["redo"], ["reading", "panjin-2005/i1", "5", "--unit", "网通公司"], ["load", "panjin-2005"],
        ["member", "各电信运营商", "长城宽带"], ["setting", "due_soon_days", "5"],
    ]  # fmt: skip
    for command in writing:
        for option in (["--as-of", JULY], ["--known-at", JULY]):
            assert "A past date is for reading only" in duban.refused(*command, *option)
            assert "A past date is for reading only" in duban.refused(*option, *command)
    assert "过去的日期只能查看" in duban.refused("--as-of", JULY, "undo", lang="zh")


@pytest.mark.parametrize("text", ["yesteryear", "2006-02-30", "30", "0001-01-01"])
def test_a_date_or_a_moment_that_is_none_is_refused(duban: Shell, text: str) -> None:
    assert text in duban.refused("tasks", "--as-of", text)
    assert "is not a moment" in duban.refused("plans", "--known-at", text)


@pytest.mark.parametrize("option", ["--as-of", "--known-at"])
def test_an_empty_date_does_not_mean_today(duban: Shell, option: str) -> None:
    for words in (["tasks", option], ["tasks", f"{option}="], ["tasks", option, " "]):
        assert f"{option} needs a value" in duban.refused(*words, code=2)
    assert f"{option} needs a value" in sentence(bare("--store", duban.store, option), 2)


def test_a_store_that_is_not_there_is_not_made_to_look_at_its_past(tmp_path: Path) -> None:
    duban = Shell(tmp_path / "none.db")
    assert duban("open", "--as-of", JULY).code == 3
    assert not (tmp_path / "none.db").exists()


def test_where_says_which_past_is_looked_at(duban: Shell) -> None:
    assert "as of" not in duban.data("where")
    lines = duban.data("where", "--as-of", JULY, "--known-at", "2006-08-01T12:00").splitlines()
    assert [line.split("  ")[0] for line in lines if "2006-07-01" in line] == ["as of"]
    assert any(line.startswith("known at") and "2006-08-01T12:00:00+08:00" in line for line in lines)


def test_the_log_of_a_past_date_holds_what_counts_for_it(duban: Shell) -> None:
    past, now = duban.json("log", "--as-of", JULY, "--json"), duban.log()
    assert past == [line for line in now if line["on"] <= JULY] and 0 < len(past) < len(now)


def test_what_was_recorded_later_for_an_earlier_day_is_known_later(duban: Shell) -> None:
    before = duban.tasks("--as-of", JULY)
    moment = max(line["at"] for line in duban.log())
    duban.said("set", "panjin-2005/2", "done", "--unit", "市信息产业局", "--on", "2006-06-20")
    late = {row["task"]: row for row in duban.tasks("--as-of", JULY, "--plan", "panjin-2005", "--unit", "市信息产业局")}
    assert (late["2"]["status"], late["2"]["done_on"]) == ("done", "2006-06-20")
    assert duban.tasks("--as-of", JULY, "--known-at", moment) == before
    assert duban.tasks("--as-of", JULY) != before
    duban.said("undo")
    assert duban.tasks("--as-of", JULY) == before


def test_a_day_that_is_past_keeps_its_end_when_another_zone_is_set_later(duban: Shell) -> None:
    duban.said("set", "panjin-2005/2", "blocked", "--unit", "市信息产业局")
    with closing(sqlite3.connect(duban.store)) as raw:  # a quarter past midnight in Beijing, the day before in London
        raw.execute(
            "UPDATE command SET at = '2006-09-14T16:15:00.000000+00:00' WHERE id = (SELECT max(id) FROM command)"
        )
        raw.commit()
    commands = [["tasks", "--json"], ["log", "--all"], ["summary"], ["where"]]
    then = [duban.data(*command, "--known-at", "2006-09-14", "--as-of", "2006-09-14") for command in commands]
    duban.said("setting", "time_zone", "Europe/London", "--on", "2006-01-01")
    now = [duban.data(*command, "--known-at", "2006-09-14", "--as-of", "2006-09-14") for command in commands]
    assert now[:3] == then[:3]
    assert "2006-09-14T23:59:59.999999+08:00" in now[3] and "Asia/Shanghai" in now[3]
    assert "Europe/London" in duban.data("where")


def test_a_moment_without_a_zone_is_of_the_stores_and_a_day_ends_at_its_midnight(duban: Shell, tmp_path: Path) -> None:
    duban.said("set", "panjin-2005/2", "blocked", "--unit", "市信息产业局")
    with closing(sqlite3.connect(duban.store)) as raw:  # nine in the evening in London is five the next day in Beijing
        raw.execute(
            "UPDATE command SET at = '2006-09-14T21:00:00.000000+00:00' WHERE id = (SELECT max(id) FROM command)"
        )
        raw.commit()

    def known(moment: str) -> bool:
        rows = duban.tasks("--known-at", moment, "--plan", "panjin-2005", "--unit", "市信息产业局")
        return any(row["task"] == "2" and row["status"] == "blocked" for row in rows)

    at = ["2006-09-15", "2006-09-15T05:00", "2006-09-14T21:00Z", "2006-09-15T05:00:00+08:00", "20060915"]
    assert [known(moment) for moment in at] == [True] * 5
    assert not known("2006-09-14") and not known("2006-09-15T04:59") and not known("2006-09-14T20:59Z")


def test_settings_of_a_past_date_are_those_that_counted(duban: Shell) -> None:
    duban.said("setting", "due_soon_days", "60", "--on", "2006-08-01")
    shown = {line["name"]: line["value"] for line in duban.json("setting", "--as-of", JULY, "--json")}
    assert shown["due_soon_days"] == 10
    assert {line["name"]: line["value"] for line in duban.json("setting", "--json")}["due_soon_days"] == 60
    soon = ("tasks", "--light", "due_soon", "--as-of", "2006-07-31")
    assert duban.json(*soon, "--json") != duban.json("tasks", "--light", "due_soon", "--as-of", "2006-08-01", "--json")


def test_reading_the_past_leaves_the_store_as_it_is(duban: Shell, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    shutil.copyfile(duban.store, copy)
    for command in READING:
        duban.data(*command, "--as-of", JULY, "--known-at", "2006-09-01")
    assert copy.read_bytes() == Path(duban.store).read_bytes()
