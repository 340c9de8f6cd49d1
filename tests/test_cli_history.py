"""`duban log`, `undo` and `redo` at the command line: others' commands, other processes, other days."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commandline import Shell
from conftest import RunDuban

PLACE = "panjin-2005/3"


@pytest.fixture
def duban(demo: Path) -> Shell:
    """The demo's store, written by several people."""
    return Shell(demo)


def test_each_line_says_which_command_when_recorded_for_which_day_by_whom_what_and_why(duban: Shell) -> None:
    duban.said("set", PLACE, "done", "--unit", "市妇联", "--note", "验收单第7号", "--on", "2006-09-12")
    number = str(duban.log()[0]["command"])
    head, _, line = duban("log", "--limit", "2").out.splitlines()
    assert head.split() == ["id", "recorded", "on", "by", "what", "change"]
    assert line.split()[0] == number and line.split()[3:5] == ["2006-09-12", "wang"]
    assert line.endswith(f"{PLACE} 市妇联  status: in progress → done  “验收单第7号”")
    chinese = duban("log", "--limit", "2", lang="zh").out.splitlines()
    assert chinese[0].split() == ["编号", "记录时间", "日期", "操作人", "对象", "变更"]
    assert chinese[2].endswith("办理状态：推进中 → 已办结  “验收单第7号”")


def test_the_log_is_filtered_by_plan_unit_task_person_and_days_and_cut_where_asked(duban: Shell) -> None:
    duban.said("set", PLACE, "done", "--unit", "市妇联")
    duban.said("set", "panjin-2005/2", "blocked", "--on", "2006-09-11", by="li")

    def found(*options: str) -> list[tuple[str, str]]:
        return [(line["by"], line["ref"]) for line in json.loads(duban.data("log", *options, "--json"))]

    assert found("--person", "wang") == [("wang", PLACE)]
    assert found("--person", "li", "--plan", "panjin-2005") == [("li", "panjin-2005/2")]
    assert found("--task", PLACE, "--unit", "市妇联")[0] == ("wang", PLACE)
    assert found("--from", "9月11日", "--until", "2006-09-11", "--plan", "panjin-2005") == [("li", "panjin-2005/2")]
    assert found("--from", "2006-09-15") == [("wang", PLACE)]
    assert len(found("--limit", "3")) == 3 < len(found("--plan", "panjin-2005"))
    assert found("--person", "li", "--unit", "市妇联") == []
    assert "no recorded change matches" in duban.said("log", "--person", "li", "--unit", "市妇联")
    assert "only the newest 3 changes" in duban("log", "--limit", "3").err


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["--person", "wagn"], 1, "Nobody called “wagn” has changed anything"),
        (["--task", "panjin-2005/99"], 1, "panjin-2005/99"),
        (["--unit", "市妇"], 1, "市妇联"),
        (["--from", "someday"], 1, "someday"),
        (["--limit", "0"], 2, "--limit takes a whole number"),
        (["--limit", "2", "--all"], 2, "--all and --limit exclude each other"),
    ],
)
def test_what_cannot_be_asked_of_the_log_is_said(duban: Shell, options: list[str], code: int, said: str) -> None:
    ran = duban("log", *options)
    assert (ran.code, ran.out) == (code, "") and said in ran.err


def test_a_log_of_nothing_is_an_empty_array(duban: Shell) -> None:
    assert duban.json("log", "--from", "2006-09-15", "--json") == []


def test_any_command_is_undone_and_redone_by_its_number_and_what_that_did_is_said(duban: Shell) -> None:
    duban.said("set", PLACE, "done", "--unit", "市妇联")
    number = str(duban.log()[0]["command"])
    duban.said("set", "panjin-2005/2", "blocked")
    said = duban.said("undo", "--command", number, by="li")
    assert f"undone: set {PLACE} done 市妇联\n" in said and "status is in progress again (was done)" in said
    assert duban.assignment(PLACE, "市妇联")["status"] == "in_progress"
    assert duban.assignment("panjin-2005/2", "市信息产业局")["status"] == "blocked"
    assert next(line["undone"] for line in duban.log() if str(line["command"]) == number) is True
    assert f"Command {number} is undone already: li undid it on 15 September 2006" in duban.refused(
        "undo", "--command", number
    )
    duban.said("redo", "--command", number, by="zhao", today="2006-09-16")
    assert duban.assignment(PLACE, "市妇联")["status"] == "done"


def test_a_number_that_is_none_is_refused(duban: Shell) -> None:
    assert "The log has no command 99999" in duban.refused("undo", "--command", "99999")
    assert "变更记录中没有第99999号操作" in duban("redo", "--command", "99999", lang="zh").err
    assert "n and --command exclude each other" in duban.refused("undo", "2", "--command", "1", code=2)
    assert "whole number" in duban.refused("undo", "--command", "last", code=2)


def test_an_undo_over_somebodys_later_change_is_refused_and_names_who_what_and_the_value(duban: Shell) -> None:
    duban.said("set", PLACE, "done", "--unit", "市妇联")
    number = str(duban.log()[0]["command"])
    duban.said("set", PLACE, "blocked", "--unit", "市妇联", by="li")
    said = duban.refused("undo", "--command", number, by="zhao")
    assert f"li has since changed {PLACE}, 市妇联, status to needs help" in said and "Nothing was changed" in said
    assert duban.assignment(PLACE, "市妇联")["status"] == "blocked"


def test_my_undo_reaches_over_processes_people_and_days(demo: Path, run_duban: RunDuban) -> None:
    def run(day: str, by: str, *words: str) -> str:
        ran = run_duban("--today", day, "--by", by, *words, store=demo)
        assert ran.code == 0, ran
        return ran.out + ran.err

    run("2006-09-15", "wang", "set", PLACE, "done", "--unit", "市妇联")
    run("2006-09-15", "li", "set", "panjin-2005/2", "blocked")
    assert "undone" in run("2006-09-16", "wang", "undo"), "mine last, not that of another who came after me"
    lines = json.loads(run("2006-09-17", "li", "log", "--from", "2006-09-15", "--json"))
    assert [(line["by"], line["field"]) for line in lines] == [("wang", "undo"), ("li", "status"), ("wang", "status")]
    assert [(line["undone_by"], line["undone_on"]) for line in lines] == [
        (None, None), (None, None), ("wang", "2006-09-16")
    ]  # fmt: skip
    assert "status is done again (was in progress)" in run("2006-10-20", "wang", "redo")
    hers = str(lines[1]["command"])
    assert "status is in progress again (was needs help)" in run("2007-01-08", "wang", "undo", "--command", hers)


def test_an_undo_and_a_redo_are_lines_of_the_log_found_by_whoever_gave_them_and_by_what_they_turned(
    duban: Shell,
) -> None:
    duban.said("set", PLACE, "done", "--unit", "市妇联")
    number = duban.log()[0]["command"]
    duban.said("undo", "--command", str(number), by="li", today="2006-09-16")
    duban.said("redo", "--command", str(number), by="zhao", today="2006-09-17")

    def turns(*options: str) -> list[tuple[str, str, int]]:
        lines = json.loads(duban.data("log", *options, "--json", today="2006-09-18"))
        return [(line["by"], line["field"], line["target"]) for line in lines if line["what"] == "command"]

    redo, undo = ("zhao", "redo", number), ("li", "undo", number)
    assert turns() == turns("--task", PLACE) == turns("--plan", "panjin-2005", "--unit", "市妇联") == [redo, undo]
    assert turns("--from", "2006-09-17") == turns("--limit", "1") == [redo]
    assert turns("--person", "li") == [undo] and turns("--person", "wang") == turns("--task", "panjin-2005/2") == []
    assert turns("--as-of", "2006-09-16") == [undo] and turns("--as-of", "2006-09-15") == []
    said = duban("log", "--limit", "2", today="2006-09-18").out.splitlines()
    assert said[1].endswith(f"command  did command {number} again: set {PLACE} done 市妇联")
    assert f"撤销第{number}号操作：" in duban("log", "--limit", "2", lang="zh", today="2006-09-18").out


def test_the_log_of_an_archive_tells_undos_too(duban: Shell, tmp_path: Path) -> None:
    duban.said("set", PLACE, "done", "--unit", "市妇联")
    duban.said("undo")
    duban("archive", "panjin-2005", tmp_path / "kept")
    last = json.loads((tmp_path / "kept" / "log.json").read_text())[-1]
    assert (last["what"], last["field"]) == ("command", "undo") and last["new"].startswith("set panjin-2005/3")


def test_undoing_more_than_there_is_undoes_what_there_is_and_says_so(demo: Path) -> None:
    duban = Shell(demo)
    duban.said("set", "panjin-2005/3", "done", "--unit", "市妇联")
    assert "1 of 50 commands: there were no more" in duban.said("undo", "50")
    assert "no command 9223372036854775807" in duban.refused("undo", "--command", "9" * 25)


def test_an_undo_that_stops_half_way_does_not_say_that_nothing_was_changed(demo: Path) -> None:
    Shell(demo, by="ann").said("set", "panjin-2005/3", "done", "--unit", "市妇联")
    Shell(demo, by="ann").said("set", "panjin-2005/4", "done", "--unit", "团市委")
    Shell(demo, by="bob").said("set", "panjin-2005/3", "in_progress", "--unit", "市妇联")
    ran = Shell(demo, by="ann")("undo", "2")
    assert ran.code == 1 and "stopped after 1 of 2 commands: bob has since changed" in ran.err
    assert "Nothing was changed" not in ran.err


def test_contacts_are_listed_as_of_a_past_day(demo: Path) -> None:
    duban = Shell(demo)
    duban.said("contact", "市妇联", "--name", "王某", "--from", "2006-09-10", "--plan", "panjin-2005")
    assert "王某" in duban("contact", "市妇联", "--plan", "panjin-2005").out
    assert "王某" not in duban("contact", "市妇联", "--plan", "panjin-2005", "--as-of", "2006-09-01").out
    assert "for reading only" in duban.refused(
        "contact", "市妇联", "--plan", "panjin-2005", "--name", "李某", "--as-of", "2006-09-01"
    )


def test_what_is_no_copy_is_not_gone_back_to(demo: Path, tmp_path: Path) -> None:
    for path in (tmp_path / "nothere.db", "/etc/passwd"):
        assert "is no copy of a store" in Shell(demo).refused("restore", path)
