"""What a command refuses: in one sentence, with the close matches, the right exit code, and nothing changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from commandline import Shell, bare, sentence

from tui.cli.commands import COMMANDS, LATER


@pytest.fixture
def duban(demo: Path) -> Shell:
    return Shell(demo)


UNKNOWN = [
    ("plan", ["tasks", "--plan", "panjin"], "There is no plan “panjin”", "panjin-2005"),
    ("plan to show", ["show", "fujian"], "There is no plan “fujian”", "fujian-2006"),
    ("plan to log", ["log", "--plan", "hengshui"], "There is no plan “hengshui”", "hengshui-2002"),
    ("plan to sum up", ["summary", "--plan", "fujian-2005"], "There is no plan “fujian-2005”", "fujian-2006"),
    ("plan to load", ["load", "panjin-2006"], "There is no plan “panjin-2006”", "panjin-2005"),
    ("plan of the demo", ["demo", "panjin-2006"], "There is no plan “panjin-2006”", "panjin-2005"),
    ("task", ["set", "fujian-2006/5.22", "done"], "There is no task “fujian-2006/5.22”", "fujian-2006/5.2"),
    ("plan of a task", ["set", "panjin-2015/3", "done"], "There is no plan “panjin-2015”", "panjin-2005"),
    ("task without its plan", ["set", "3", "done"], "There is no plan “3”", ""),
    ("unit", ["tasks", "--unit", "妇联"], "There is no unit “妇联”", "市妇联"),
    ("unit of a task", ["set", "panjin-2005/3", "done", "--unit", "市妇连"], "There is no unit “市妇连”", "市妇联"),
    ("unit of another plan", ["set", "panjin-2005/3", "done", "--unit", "縣文明辦"], "There is no unit", ""),
    ("group", ["member", "电信运营商", "甲公司"], "There is no unit “电信运营商”", "各电信运营商"),
    ("status", ["set", "panjin-2005/1", "doen"], "“doen” is not a status", "done"),
    ("status in Chinese", ["set", "panjin-2005/1", "已办解"], "“已办解” is not a status", ""),
    ("two statuses", ["set", "panjin-2005/1", "done,blocked"], "“done,blocked” is not a status", "done"),
    ("status to list", ["tasks", "--status", "claimd"], "“claimd” is not a status", "claimed"),
    ("role", ["tasks", "--role", "leed"], "“leed” is not a role", "lead"),
    ("light", ["tasks", "--light", "overdu"], "“overdu” is not a light", "overdue"),
    ("basis", ["due", "panjin-2005/1", "10月底", "--basis", "minute"], "“minute” is not a basis", "minutes"),
    ("indicator", ["reading", "panjin-2005/i9", "3", "--unit", "网通公司"], "no indicator “panjin-2005/i9”", "/i1"),
    ("milestone", ["reach", "panjin-2005/m9"], "There is no milestone “panjin-2005/m9”", "panjin-2005/m1"),
    ("format", ["summary", "--format", "jsn"], "“jsn” is not a format", "json"),
    ("kind", ["summary", "--kind", "bulletn"], "“bulletn” is not a kind of summary", "bulletin"),
]


@pytest.mark.parametrize(("args", "problem", "near"), [row[1:] for row in UNKNOWN], ids=[row[0] for row in UNKNOWN])
def test_an_unknown_name_is_refused_with_the_close_matches(
    duban: Shell, args: list[str], problem: str, near: str
) -> None:
    said = duban.refused(*args)
    assert problem in said and "Nothing was changed." in said
    assert not near or f"Did you mean: {near}" in said or near in said.partition("Did you mean:")[2]
    assert duban.refused(*args, lang="zh") != said


BAD_DAYS = [
    ["due", "panjin-2005/1", "someday", "--basis", "minutes"],
    ["due", "panjin-2005/1", "2006-02-30", "--basis", "minutes"],
    ["set", "panjin-2005/1", "done", "--on", "yesterdayish"],
    ["set", "panjin-2005/1", "done", "--on", ""],
    ["reading", "panjin-2005/i1", "3", "--unit", "网通公司", "--on", "2006-13-01"],
    ["reach", "panjin-2005/m3", "--on", "31.12.2006"],
    ["member", "各电信运营商", "甲公司", "--from", "soon"],
    ["tasks", "--due-before", "2006/99/99"],
    ["tasks", "--due-before", "长期"],
    ["summary", "--as-of", "last week sometime"],
    ["summary", "--figures-on", "x"],
    ["summary", "--issued", "2006-09"],
    ["set", "panjin-2005/1", "done", "--on", "8月底"],
]


@pytest.mark.parametrize("args", BAD_DAYS, ids=" ".join)
def test_what_is_no_day_is_refused_and_says_what_is(duban: Shell, args: list[str]) -> None:
    said = duban.refused(*args)
    assert "cannot be used as a date" in said and "2006-10-31" in said


def test_a_clock_that_names_no_day_is_refused(duban: Shell) -> None:
    assert "“tomorrow” cannot be used as a date" in duban.refused("tasks", today="tomorrow")


@pytest.mark.parametrize(
    "args",
    [
        ["set", "panjin-2005/1", "done", "--on", "2006-09-16"],
        ["reading", "panjin-2005/i1", "3", "--unit", "网通公司", "--on", "2007-01-01"],
        ["reach", "panjin-2005/m3", "--on", "2006-12-31"],
    ],
    ids=" ".join,
)
def test_only_what_has_happened_is_recorded(duban: Shell, args: list[str]) -> None:
    assert "is after today, 15 September 2006" in duban.refused(*args)


@pytest.mark.parametrize("percent", ["half", "-5", "nan", "1_0", "", "inf"])
def test_what_is_no_percent_is_refused(duban: Shell, percent: str) -> None:
    assert "is not a percentage" in duban.refused("set", "panjin-2005/1", "done", f"--percent={percent}")


@pytest.mark.parametrize("value", ["many", "-5", "1,5", ""])
def test_what_is_no_figure_is_refused(duban: Shell, value: str) -> None:
    assert "is not a number" in duban.refused("reading", "panjin-2005/i1", value, "--unit", "网通公司")


def test_a_choice_takes_one_of_its_words(duban: Shell) -> None:
    unit = duban.tasks("--plan", "hengshui-2002")[0]["unit"]
    said = duban.refused("reading", "hengshui-2002/i1", "拨号", "--unit", unit)
    assert "“拨号” is not one of the choices" in said and "專線" in said
    duban.said("reading", "hengshui-2002/i1", "專線", "--unit", unit)


def test_a_task_of_many_units_is_refused_with_the_list(duban: Shell) -> None:
    said = duban.refused("set", "panjin-2005/3", "done")
    assert "panjin-2005/3 is laid on 7 units" in said and "--unit" in said
    assert all(unit in said for unit in ("市民政局", "市妇联", "团市委", "网通公司", "铁通公司"))


def test_a_unit_without_a_part_in_the_task_is_refused_with_those_that_have_one(duban: Shell) -> None:
    said = duban.refused("set", "panjin-2005/1", "done", "--unit", "市妇联")
    assert "市妇联 has no part in panjin-2005/1" in said and "市信息产业局" in said


def test_a_task_that_only_groups_others_has_no_status(duban: Shell) -> None:
    shown = duban.json("show", "fujian-2006", "--json")
    with_units = {row["task"] for row in duban.tasks("--plan", "fujian-2006")}
    assert shown and "5" not in with_units
    said = duban.refused("set", "fujian-2006/5", "done")
    assert "fujian-2006/5 is laid on no unit" in said


def test_what_is_dropped_needs_its_basis(duban: Shell) -> None:
    assert "--note" in duban.refused("set", "panjin-2005/1", "dropped")
    duban.said("set", "panjin-2005/1", "dropped", "--note", "市政府第8次常务会议")


def test_nobody_leaves_before_joining_and_no_group_contains_itself(duban: Shell) -> None:
    said = duban.refused("member", "各电信运营商", "甲公司", "--from", "2006-09-01", "--until", "2006-08-01")
    assert "before it joined" in said
    assert "cannot contain itself" in duban.refused("member", "各电信运营商", "各电信运营商")


def test_nothing_to_undo_or_redo_is_said(duban: Shell) -> None:
    assert "nothing of wang to undo" in duban.refused("undo")
    assert "nothing of wang to redo" in duban.refused("redo")


def test_what_somebody_changed_since_is_not_undone(duban: Shell) -> None:
    duban.said("set", "panjin-2005/1", "blocked")
    duban.said("set", "panjin-2005/1", "done", by="zhang")
    said = duban.refused("undo")
    assert "zhang" in said and "panjin-2005/1" in said and "市信息产业局" in said


@pytest.mark.parametrize("command", LATER)
def test_a_later_versions_command_is_not_in_this_version(duban: Shell, command: str) -> None:
    assert f"“duban {command}” is not in this version" in duban.refused(command, "x", code=2)
    assert "not in this version" in duban.refused(command, "--help", code=2)


@pytest.mark.parametrize("format", ["html", "docx", "xlsx", "ics", "txt", "pdf"])
def test_a_later_versions_format_is_not_in_this_version(duban: Shell, format: str, tmp_path: Path) -> None:
    assert f"“{format}” is not in this version" in duban.refused("summary", "--format", format, code=2)
    assert "not in this version" in duban.refused("summary", "-o", tmp_path / f"a.{format}", code=2)
    assert not list(tmp_path.glob("a.*"))


def test_an_unknown_command_is_wrong_usage_with_the_close_matches() -> None:
    said = sentence(bare("taks"), 2)
    assert "There is no command “taks”. Did you mean: tasks" in said and "--help" in said
    assert "没有" in sentence(bare("--lang", "zh", "taks"), 2)


WRONG = [
    (["set", "panjin-2005/1"], "status is missing"),
    (["due", "panjin-2005/1", "10月底"], "--basis is missing"),
    (["reading", "panjin-2005/i1", "3"], "--unit is missing"),
    (["tasks", "--lihgt", "overdue"], "did you mean --light"),
    (["tasks", "extra"], "does not take extra"),
    (["tasks", "--plan"], "--plan needs a value"),
    (["tasks", "--json=yes"], "--json takes no value"),
    (["tasks", "--json", "--csv"], "exclude each other"),
    (["tasks", "--lang", "zh"], "--lang stands before the command"),
    (["undo", "all"], "n takes a whole number"),
    (["undo", "0"], "not “0”"),
    (["undo", "-3"], "not “-3”"),
    (["load", "county-home-internet", "--year", "MMVI"], "--year takes a whole number, such as 2006"),
    (["load", "county-home-internet", "--year", "20066"], "not “20066”"),
    (["load"], "plans is missing"),
]


@pytest.mark.parametrize(("args", "problem"), WRONG, ids=[" ".join(args) for args, _ in WRONG])
def test_wrong_usage_is_said_in_the_users_language_with_the_synopsis(
    duban: Shell, args: list[str], problem: str
) -> None:
    said = duban.refused(*args, code=2)
    assert said.startswith("wrong usage: ") and problem in said
    chinese = duban.refused(*args, code=2, lang="zh")
    assert chinese.startswith("用法有误：") and "argument" not in chinese and "usage" not in chinese


@pytest.mark.parametrize(
    ("args", "problem"),
    [
        (["--stroe", "x", "plans"], "did you mean --store"),
        (["-x"], "does not take -x"),
        (["--"], "does not take --"),
        (["--store"], "--store needs a value"),
        (["--store="], "--store needs a value"),
        (["--by", " ", "plans"], "--by needs a value"),
        (["--lang", "fr", "plans"], "--lang does not take “fr”"),
    ],
    ids=str,
)
def test_wrong_global_options_are_wrong_usage(args: list[str], problem: str) -> None:
    assert problem in sentence(bare(*args), 2)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_command_explains_itself_in_both_languages(command: str, lang: str, tmp_path: Path) -> None:
    ran = bare("--lang", lang, "--store", str(tmp_path / "none.db"), command, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"usage: duban {command}" if lang == "en" else f"用法: duban {command}")
    assert ("show this help" if lang == "en" else "显示本说明") in ran.out
    assert not any(word in ran.out for word in ("positional arguments", "optional arguments", "SUPPRESS"))
    if lang == "zh":
        assert "options:" not in ran.out and "arguments:" not in ran.out
    assert not (tmp_path / "none.db").exists()
