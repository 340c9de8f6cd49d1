"""`duban load`: built-in plans, plan files, task tables; what is wrong in a file is said, and nothing is taken in."""

from __future__ import annotations

from pathlib import Path

import pytest
from commandline import Shell
from task_tables import HEAD, MINIMAL

PLAN = """
[plan]
key = "roads"
title = "农村公路工作要点"
issued = "2006-01-15"
area = "某市"
period = "2006年1月至12月"

[[group]]
name = "各县区"
members = ["东县", "西县"]

[[section]]
label = "一"
title = "建设"

[[section.task]]
ref = "1"
label = "1"
title = "修通乡道"
due = "9月底"
units = [{ name = "市交通局", role = "lead" }, { name = "各县区", role = "responsible" }]

[[section.task]]
ref = "2"
label = "2"
title = "养护县道"
units = [{ name = "市交通局", role = "responsible" }]
"""


@pytest.fixture
def duban(tmp_path: Path) -> Shell:
    return Shell(tmp_path / "duban.db")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    file = tmp_path / "roads.toml"
    file.write_text(PLAN, encoding="utf-8")
    return file


def test_a_plan_file_is_taken_in(duban: Shell, plan: Path) -> None:
    said = duban.said("load", plan)
    assert said == "duban: loaded roads “农村公路工作要点”: 2 tasks, 4 assignments\n"
    rows = duban.tasks()
    assert [(row["task"], row["unit"], row["via"], row["role"]) for row in rows] == [
        ("1", "东县", "各县区", "responsible"),
        ("1", "西县", "各县区", "responsible"),
        ("1", "市交通局", None, "lead"),
        ("2", "市交通局", None, "responsible"),
    ]
    assert (rows[2]["due"], rows[2]["due_text"], rows[2]["due_from"]) == ("2006-09-30", "9月底", "task")
    assert (rows[3]["due"], rows[3]["due_from"]) == ("2006-12-31", "plan")


def test_loading_again_updates_the_plan_and_keeps_what_people_entered(duban: Shell, plan: Path) -> None:
    duban.said("load", plan)
    duban.said("set", "roads/1", "done", "--unit", "东县", "--note", "已验收")
    duban.said("due", "roads/2", "10月底", "--basis", "minutes")
    assert "as it was loaded before" in duban.said("load", plan)
    plan.write_text(PLAN.replace("养护县道", "养护县道和桥梁").replace('"西县"', '"西县", "南区"'), encoding="utf-8")
    said = duban.said("load", plan, lang="zh")
    assert "roads 已重新载入" in said
    assert duban.assignment("roads/2")["title"] == "养护县道和桥梁"
    assert duban.assignment("roads/2")["due"] == "2006-10-31"
    assert (duban.assignment("roads/1", "东县")["status"], duban.assignment("roads/1", "东县")["note"]) == (
        "done",
        "已验收",
    )
    assert duban.assignment("roads/1", "南区")["status"] == "not_started"


def test_a_dry_run_says_what_would_change_and_changes_nothing(duban: Shell, plan: Path) -> None:
    said = duban.said("load", plan, "--dry-run")
    assert "roads: would add" in said and "nothing was written" in said
    assert not Path(duban.store).exists()
    duban.said("load", plan)
    before = duban.kept()
    plan.write_text(PLAN.replace("养护县道", "养护\x1b桥梁".replace("\x1b", "")), encoding="utf-8")
    said = duban.said("load", plan, "--dry-run")
    assert "would add 0, change 1, drop 0" in said and "养护县道 → 养护桥梁" in said
    assert duban.kept() == before


def test_all_that_is_named_is_taken_in_or_nothing(duban: Shell, plan: Path) -> None:
    duban.said("load", "panjin-2005", plan)
    assert [one["plan"] for one in duban.json("plans", "--json")] == ["panjin-2005", "roads"]
    other = plan.with_name("bad.toml")
    other.write_text(PLAN.replace('key = "roads"', 'key = "bad"').replace('ref = "2"', 'ref = "1"'), encoding="utf-8")
    duban.refused("load", "fujian-2006", other)


def test_a_built_in_plan_with_a_hidden_year_asks_for_it(duban: Shell) -> None:
    duban.said("load", "panjin-2005")
    said = duban.refused("load", "county-home-internet")
    assert "hides its year" in said and "--year" in said
    duban.said("load", "county-home-internet", "--year", "2006")
    assert {row["due"][:4] for row in duban.tasks("--plan", "county-home-internet") if row["due"]} <= {"2006", "2007"}


def test_a_first_load_brings_no_sample_row(duban: Shell) -> None:
    duban.said("load", "panjin-2005")
    assert not any(plan["sample"] for plan in duban.json("plans", "--json"))
    assert not any(row["unit"] == "网通公司" for row in duban.tasks())


HIDDEN = PLAN.replace('issued = "2006-01-15"', "hidden_year = true").replace("2006年1月", "Y年1月")
BAD_PLANS = {
    "unknown key": (PLAN.replace("area =", "erea ="), "no key “erea”", "Did you mean: area"),
    "unknown key of a task": (PLAN.replace('label = "1"', 'lable = "1"'), "no key “lable”", "Did you mean: label"),
    "hidden year": (HIDDEN, "hides its year", "duban load"),
    "duplicate ref": (PLAN.replace('ref = "2"', 'ref = "1"'), "“1” stands twice", ""),
    "cyclic group": (PLAN.replace('"西县"', '"各县区"'), "各县区", ""),
    "bad date": (PLAN.replace("9月底", "秋收以后"), "due = “秋收以后”", ""),
    "no such day": (PLAN.replace("2006-01-15", "2006-02-30"), "2006-02-30", ""),
    "unknown role": (PLAN.replace('"lead"', '"leader"'), "cannot be “leader”", "lead"),
    "wrong type": (PLAN.replace('title = "修通乡道"', "title = 7"), "title must be", "a whole number"),
    "missing key": (PLAN.replace('key = "roads"\n', ""), "“key” is missing", ""),
    "no plan": ("[[section]]\nlabel = '一'\n", "[plan]", ""),
    "no TOML": ("[plan\nkey =", "roads.toml", ""),
    "empty": ("", "[plan]", ""),
}


@pytest.mark.parametrize("name", BAD_PLANS)
def test_a_plan_file_with_a_mistake_is_refused_with_the_place(duban: Shell, plan: Path, name: str) -> None:
    duban.said("load", plan)
    text, problem, hint = BAD_PLANS[name]
    plan.write_text(text, encoding="utf-8")
    for more in ([], ["--dry-run"]):
        said = duban.refused("load", plan, *more)
        assert problem in said and hint in said and "Nothing was changed" in said, said
    assert duban.refused("load", plan, lang="zh") != said


def test_a_plan_file_that_hides_its_year_is_read_with_the_year_given(duban: Shell, plan: Path) -> None:
    plan.write_text(HIDDEN, encoding="utf-8")
    duban.said("load", plan, "--year", "2006")
    assert duban.assignment("roads/1", "东县")["due"] == "2006-09-30"


def test_a_mistake_in_the_first_plan_makes_no_store(duban: Shell, plan: Path) -> None:
    plan.write_text(PLAN.replace("area =", "erea ="), encoding="utf-8")
    assert duban("load", plan).code == 1
    assert not Path(duban.store).exists()


@pytest.mark.parametrize("content", [b"\xff\xfe\x00plan", "标题".encode("gb18030") * 40, b"\x00\x01\x02"])
def test_bytes_that_are_no_text_are_refused(duban: Shell, plan: Path, content: bytes) -> None:
    duban.said("load", plan)
    plan.write_bytes(content)
    assert "roads.toml" in duban.refused("load", plan)


def test_files_that_cannot_be_read_are_named(duban: Shell, plan: Path, tmp_path: Path) -> None:
    duban.said("load", plan)
    assert "There is no file" in duban.refused("load", tmp_path / "none.toml")
    assert "There is no file" in duban.refused("load", tmp_path / "none.csv")
    (tmp_path / "folder.toml").mkdir()
    assert "cannot be read" in duban.refused("load", tmp_path / "folder.toml")
    assert "There is no plan “roads”" in duban.refused("load", "roads")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_task_table_is_taken_in(duban: Shell, tmp_path: Path, encoding: str) -> None:
    table = tmp_path / "plan.CSV"
    table.write_bytes(MINIMAL.encode(encoding))
    assert "2 tasks" in duban.said("load", table, "--year", "2006")
    rows = duban.tasks()
    assert [(row["task"], row["unit"], row["role"]) for row in rows] == [
        ("1", "市信息办", "lead"),
        ("1", "各电信运营商", "responsible"),
        ("1", "市财政局", "support"),
        ("2", "市教育局", "responsible"),
        ("2", "市民政局", "responsible"),
    ]
    assert {row["due"] for row in rows} == {"2006-06-30", "2006-12-31"}


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ((HEAD.replace("任务,", "", 1) + "1,市信息办,,,,,\n").encode(), "columns are missing: 任务"),
        (MINIMAL.encode() + "3,培训,市民政局,,,,,\n".encode("gb18030"), "neither UTF-8 nor GB18030 throughout"),
        (b"", "columns are missing"),
        ((MINIMAL + "3,培训,市民政局,,,秋收以后,,\n").encode(), "秋收以后"),
        ((MINIMAL + "2,培训,市民政局,,,,,\n").encode(), "line 4"),
    ],
    ids=["missing column", "two encodings", "empty", "bad date", "number twice"],
)
def test_a_task_table_with_a_mistake_is_refused(duban: Shell, tmp_path: Path, content: bytes, problem: str) -> None:
    duban.said("load", "panjin-2005")
    table = tmp_path / "plan.csv"
    table.write_bytes(content)
    said = duban.refused("load", table, "--year", "2006")
    assert problem in said and "plan.csv" in said and "Nothing was changed" in said
