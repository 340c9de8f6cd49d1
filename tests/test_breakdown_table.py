"""`duban breakdown`: a task or a whole table under the tasks of a plan, in both languages and encodings."""

from __future__ import annotations

from pathlib import Path

import pytest
from commandline import Shell

PLAN, TASK = "panjin-2005", "panjin-2005/5"
HEAD = "序号,上级任务,任务,责任单位,完成时限,任务数\n"
TABLE = f"""{HEAD}1,5,完成入户接入,网通公司,2006年10月底,20000
,,,移动公司,,12000
2,三,开展宣传,市民政局、团市委（配合）,年内,
"""


@pytest.fixture
def shell(demo: Path) -> Shell:
    return Shell(demo)


def written(folder: Path, text: str, encoding: str = "utf-8") -> str:
    path = folder / "t.csv"
    path.write_bytes(text.encode(encoding))
    return str(path)


def added(shell: Shell) -> list[tuple[str, ...]]:
    rows = (row for row in shell.tasks("--plan", PLAN) if ".b" in row["task"])
    return [(row["task"], row["unit"], row["role"], row["due"]) for row in rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_table_is_taken_in_whole_with_merged_cells_and_shares(shell: Shell, tmp_path: Path, encoding: str) -> None:
    said = shell.said("breakdown", PLAN, written(tmp_path, TABLE, encoding))
    assert "2 tasks" in said and "4 assignments" in said
    assert "shares add up to 42,000 户 of 40,000 户, 2,000 户 too many" in said
    assert added(shell) == [
        ("3.b1", "市民政局", "responsible", "2006-12-31"), ("3.b1", "团市委", "support", "2006-12-31"),
        ("5.b1", "网通公司", "responsible", "2006-10-31"), ("5.b1", "移动公司", "responsible", "2006-10-31"),
    ]  # fmt: skip
    shell.said("undo")
    assert added(shell) == []


def test_show_marks_it_under_its_task(shell: Shell, tmp_path: Path) -> None:
    shell.said("breakdown", PLAN, written(tmp_path, TABLE))
    lines = shell.data("show", PLAN, lang="zh").splitlines()
    at = next(index for index, line in enumerate(lines) if "5.b1" in line)
    assert lines[at] == "    5.b1  1 完成入户接入 （分解）"
    assert [line.strip() for line in lines[at + 1 : at + 3]] == ["责任: 网通公司、移动公司", "2006年10月底"]
    assert lines[at - 2].startswith("  5  5 推进家庭接入互联网")
    assert not any("5.b1" in line for line in shell.data("show", PLAN, "--as-of", "2006-09-14").splitlines())


def test_one_task_is_added_with_roles_in_either_language(shell: Shell) -> None:
    said = shell.said(
        "breakdown", TASK, "敷设光缆", "--unit", "联通公司=牵头", "--unit", "网通公司=support", "--due", "10月底",
        "--share", "联通公司=5000", "--label", "（一）",
    )  # fmt: skip
    assert "panjin-2005/5.b1" in said and "41,000 户 of 40,000 户" in said
    assert added(shell) == [
        ("5.b1", "网通公司", "support", "2006-10-31"), ("5.b1", "联通公司", "lead", "2006-10-31"),
    ]  # fmt: skip
    assert shell.assignment("panjin-2005/5.b1", "联通公司")["due_basis"] == "breakdown"
    shell.said("breakdown", TASK, "验收", "--unit", "网通公司", "--ref", "5.z", lang="zh")
    assert shell.assignment("panjin-2005/5.z")["unit"] == "网通公司"


def test_a_dry_run_writes_nothing_and_a_new_unit_is_said(shell: Shell, tmp_path: Path) -> None:
    path, before = written(tmp_path, HEAD + ",5,接入,新公司,,\n"), shell.kept()
    assert "新公司" in shell.refused("breakdown", PLAN, path)
    said = shell.said("breakdown", PLAN, path, "--new-unit", "--dry-run")
    assert "Would add 1 task" in said and "新公司" in said
    assert shell.kept() == before
    shell.said("breakdown", PLAN, path, "--new-unit")
    assert added(shell) == [("5.b1", "新公司", "responsible", "2007-09-30")]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    ("rows", "line", "told"),
    [
        ("1,5,接入,网通公司,,\n1,99,接入,网通公司,,\n", 3, "99"),
        ("1,5,接入,网通公司,,\n1,5,布线,电信,,\n", 3, "电信"),
        ("1,5,接入,网通公司,某天,\n", 2, "某天"),
        ("1,5,接入,网通公司、移动公司,,200\n", 2, "200"),
        ("1,5,接入,网通公司,,很多\n", 2, "很多"),
        ("1,,接入,网通公司,,\n", 2, "接入"),
        ("1,5,接入,,,\n", 2, "接入"),
        ("1,5,接入,网通公司,,1\n,,,网通公司,,2\n", 3, "网通公司"),
        ("1,1,接入,网通公司,,200\n", 2, "panjin-2005/1"),
        ("1,5,接入,网通公司,,\n2,5,接入,网通公司,年内,\n", 3, "接入"),
    ],
)
def test_a_table_with_one_bad_row_is_refused_with_its_line(
    shell: Shell, tmp_path: Path, rows: str, line: int, told: str, lang: str
) -> None:
    said = shell.refused("breakdown", PLAN, written(tmp_path, HEAD + rows), lang=lang)
    assert told in said and (f"line {line}:" if lang == "en" else f"第{line}行") in said


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("panjin-2005/99", "x", "--unit", "网通公司"), 1),
        (("nowhere", "x.csv"), 1),
        ((PLAN, "missing.csv"), 1),
        ((TASK, "x"), 1),
        ((TASK, "x", "--unit", "网通公司=boss"), 1),
        ((TASK, "x", "--unit", "网通公司", "--due", "someday"), 1),
        ((TASK, "x", "--unit", "网通公司", "--unit", "移动公司", "--share", "5"), 1),
        ((TASK, "x", "--unit", "网通公司", "--share", "many"), 1),
        ((TASK, "x", "--unit", "网通公司", "--on", "2006-09-16"), 1),
        ((TASK, "x", "--unit", "网通公司", "--share", "5", "--indicator", "i2"), 1),
        ((PLAN, "x.csv", "--unit", "网通公司"), 2),
        ((TASK,), 2),
        ((PLAN, "x.csv", "--year", "5"), 2),
    ],
)
def test_what_cannot_be_broken_down_is_refused_in_a_sentence(
    shell: Shell, words: tuple[str, ...], code: int, lang: str
) -> None:
    assert shell.refused("breakdown", *words, code=code, lang=lang)


def test_a_table_without_the_tasks_above_is_refused(shell: Shell, tmp_path: Path) -> None:
    said = shell.refused("breakdown", PLAN, written(tmp_path, "任务,责任单位\n接入,网通公司\n"))
    assert "上级任务" in said


def test_a_plan_table_may_have_such_columns_and_does_not_read_them(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("序号,上级任务,任务,责任单位\n1,5,接入,网通公司\n", encoding="utf-8")
    shell.said("load", str(path))
    assert shell.assignment("own/1")["unit"] == "网通公司"
