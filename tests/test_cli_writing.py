"""What the writing commands record: `set`, `due`, `reading`, `reach`, `member`, `undo`, `redo`."""

from __future__ import annotations

from pathlib import Path

import pytest
from commandline import Shell

UNDO = "“duban undo” takes it back"


@pytest.fixture
def duban(demo: Path) -> Shell:
    return Shell(demo)


def test_a_status_is_set_for_one_unit_and_said(duban: Shell) -> None:
    others = [row for row in duban.tasks() if (row["task"], row["unit"]) != ("3", "市妇联")]
    said = duban.said("set", "panjin-2005/3", "done", "--unit", "市妇联", "--note", "已验收", "--percent", "100 %")
    assert said == f"duban: panjin-2005/3 市妇联 marked done; {UNDO}\n"
    row = duban.assignment("panjin-2005/3", "市妇联")
    assert (row["status"], row["light"], row["note"]) == ("done", "done", "已验收")
    assert (row["percent"], row["done_on"], row["updated_on"]) == (100, "2006-09-15", "2006-09-15")
    assert [row for row in duban.tasks() if (row["task"], row["unit"]) != ("3", "市妇联")] == others


def test_a_task_of_one_unit_needs_no_unit(duban: Shell) -> None:
    assert "panjin-2005/1 市信息产业局 marked needs help" in duban.said("set", "panjin-2005/1", "blocked")


def test_a_status_may_be_given_in_chinese_and_is_answered_in_the_language_of_the_session(duban: Shell) -> None:
    said = duban.said("set", "panjin-2005/3", "已办结", "--unit", "市妇联", lang="zh")
    assert said == "duban: panjin-2005/3 市妇联 已标为已办结；“duban undo”可撤销\n"
    assert duban.assignment("panjin-2005/3", "市妇联")["status"] == "done"
    duban.said("set", "panjin-2005/3", "推进中", "--unit", "市妇联")
    assert duban.assignment("panjin-2005/3", "市妇联")["status"] == "in_progress"


def test_a_group_as_unit_means_all_its_members(duban: Shell) -> None:
    said = duban.said("set", "panjin-2005/5", "blocked", "--unit", "各电信运营商")
    assert "4 assignments marked needs help" in said
    rows = [row for row in duban.tasks("--plan", "panjin-2005") if row["task"] == "5"]
    assert [row["status"] for row in rows] == ["blocked"] * 4
    assert {line["command"] for line in duban.log()[:3]} == {duban.log()[0]["command"]}


def test_several_units_are_one_command(duban: Shell) -> None:
    before = {line["command"] for line in duban.log()}
    duban.said("set", "panjin-2005/3", "done", "--unit", "市妇联", "--unit", "团市委")
    assert len({line["command"] for line in duban.log()} - before) == 1
    duban.said("undo")
    assert {duban.assignment("panjin-2005/3", unit)["status"] for unit in ("市妇联", "团市委")} == {"in_progress"}


def test_a_status_may_count_for_an_earlier_day(duban: Shell) -> None:
    duban.said("set", "panjin-2005/3", "done", "--unit", "市妇联", "--on", "2006-09-10")
    row = duban.assignment("panjin-2005/3", "市妇联")
    assert (row["done_on"], row["updated_on"]) == ("2006-09-10", "2006-09-10")
    assert row["days_late"] == -385


def test_what_stands_so_already_is_no_command(duban: Shell) -> None:
    before = duban.kept()
    assert "it stands so already" in duban.said("set", "panjin-2005/3", "in_progress", "--unit", "市妇联")
    assert duban.kept() == before


def test_a_due_date_is_set_by_phrase_with_its_basis(duban: Shell) -> None:
    said = duban.said(
        "due", "panjin-2005/4", "10月底", "--unit", "团市委", "--basis", "会议纪要", "--note", "第3次联席会议"
    )
    assert "panjin-2005/4 团市委 now due 31 October 2006 (minutes)" in said
    row = duban.assignment("panjin-2005/4", "团市委")
    assert (row["due"], row["due_text"], row["due_from"]) == ("2006-10-31", "10月底", "assignment")
    assert row["due_basis"] == "minutes" and row["due_first"] == "2006-09-25"


def test_a_due_date_without_a_unit_is_the_tasks_and_all_who_inherit_follow(duban: Shell) -> None:
    duban.said("due", "panjin-2005/5", "2007-03-31", "--basis", "breakdown")
    rows = [row for row in duban.tasks("--plan", "panjin-2005") if row["task"] == "5"]
    assert {(row["due"], row["due_from"]) for row in rows} == {("2007-03-31", "task")}
    duban.said("undo")
    rows = [row for row in duban.tasks("--plan", "panjin-2005") if row["task"] == "5"]
    assert {(row["due"], row["due_from"]) for row in rows} == {("2007-09-30", "phase")}


def test_work_without_an_end_has_no_due_date(duban: Shell) -> None:
    assert "without a due date" in duban.said("due", "panjin-2005/1", "长期", "--basis", "correction")
    row = duban.assignment("panjin-2005/1")
    assert (row["due"], row["days_late"], row["light"]) == (None, None, "no_date")


def test_a_figure_is_recorded_and_a_verified_one_wins(duban: Shell) -> None:
    said = duban.said("reading", "panjin-2005/i1", "1.5万", "--unit", "网通公司", "--on", "2006-09-14")
    assert "panjin-2005/i1 网通公司: 1.5万 at 14 September 2006" in said
    assert value(duban, "i1") == 15000 + 1240 + 1870
    duban.said("reading", "panjin-2005/i1", "14,900", "--unit", "网通公司", "--on", "2006-09-14", "--verified")
    assert value(duban, "i1") == 14900 + 1240 + 1870
    duban.said("undo", "2")
    assert value(duban, "i1") == 17770


def value(duban: Shell, ref: str) -> float:
    """The figure of an indicator of the first plan, as the summary has it."""
    plan = duban.json("summary", "--plan", "panjin-2005", "--format", "json")["plans"][0]
    found: float = next(one["value"] for one in plan["indicators"] if one["ref"] == ref)
    return found


def test_a_milestone_is_reached(duban: Shell) -> None:
    assert "panjin-2005/m3 reached on 15 September 2006" in duban.said("reach", "panjin-2005/m3")
    line = duban.log()[0]
    assert (line["ref"], line["field"], line["new"]) == ("panjin-2005/m3", "reached_on", "2006-09-15")


def test_a_new_member_gets_its_assignments_and_a_leaving_one_loses_them(duban: Shell) -> None:
    said = duban.said("member", "各电信运营商", "广电网络公司", "--from", "2006-09-01")
    assert "广电网络公司 is a member of 各电信运营商 since 1 September 2006; 3 assignments began" in said
    assert [row["task"] for row in duban.tasks("--unit", "广电网络公司")] == ["3", "4", "5"]
    said = duban.said("member", "各电信运营商", "广电网络公司", "--until", "2006-09-15")
    assert "left 各电信运营商 on 15 September 2006; 3 assignments ended" in said
    assert duban.tasks("--unit", "广电网络公司") == []
    assert len(duban("tasks", "--unit", "广电网络公司", "--csv", today="2006-09-14").out.splitlines()) == 4


def test_undo_says_in_words_what_it_took_back_and_redo_does_it_again(duban: Shell) -> None:
    before = duban.tasks()
    duban.said("set", "panjin-2005/3", "done", "--unit", "市妇联")
    after = duban.tasks()
    said = duban.said("undo")
    assert "undone: set panjin-2005/3 done 市妇联" in said
    assert "panjin-2005/3 市妇联: status is in progress again (was done)" in said
    assert duban.tasks() == before
    said = duban.said("redo", lang="zh")
    assert "已重做：set panjin-2005/3 done 市妇联" in said
    assert duban.tasks() == after


def test_undo_n_takes_back_my_last_commands_and_nobody_elses(duban: Shell) -> None:
    before = duban.tasks()
    duban.said("set", "panjin-2005/3", "done", "--unit", "市妇联")
    duban.said("set", "panjin-2005/6", "blocked", by="zhang")
    duban.said("set", "panjin-2005/1", "blocked")
    duban.said("undo", "2")
    changed = [row["task"] for row, old in zip(duban.tasks(), before, strict=True) if row != old]
    assert changed == ["6"]


def test_undo_reaches_as_far_as_there_is_something_and_says_where_it_stopped(duban: Shell) -> None:
    before = duban.tasks()
    duban.said("set", "panjin-2005/1", "blocked")
    assert "1 of 5 commands: there were no more" in duban.said("undo", "5")
    assert duban.tasks() == before


def test_a_long_undo_names_some_fields_and_counts_the_rest(duban: Shell) -> None:
    duban.said("set", "county-home-internet/1", "blocked", "--unit", "各鄉鎮", "--note", "缺經費")
    said = duban.said("undo")
    assert len(said.splitlines()) == 14 and "more" in said.splitlines()[-1]


def test_after_a_write_the_store_is_one_file(duban: Shell) -> None:
    for command in (["set", "panjin-2005/1", "blocked"], ["undo"], ["redo"], ["member", "各电信运营商", "甲公司"]):
        duban.said(*command)
        assert [file.name for file in Path(duban.store).parent.iterdir()] == ["demo.db"]


def test_the_log_keeps_the_command_as_it_was_meant(duban: Shell) -> None:
    duban.said("due", "panjin-2005/4", "next friday", "--unit", "团市委", "--basis", "breakdown")
    assert "undone: due panjin-2005/4 next friday 团市委" in duban.said("undo")


def test_foreign_text_in_talk_acts_on_no_terminal(duban: Shell) -> None:
    said = duban.said("member", "各电信运营商", "\x1b[2J甲\u202e公司")
    assert "\x1b" not in said and "\u202e" not in said and "甲" in said
