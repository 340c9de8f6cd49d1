"""`duban why`: a task, one unit's part, a plan, a unit or a group; printed, kept as a file, or as JSON."""

from __future__ import annotations

from pathlib import Path

import pytest
from commandline import Shell

from words.cells import cells

TASK = "panjin-2005/2"


@pytest.fixture
def shell(demo: Path) -> Shell:
    return Shell(demo)


def test_a_page_says_light_rule_date_moves_reports_and_fits_a_sheet(shell: Shell) -> None:
    text = shell.data("why", TASK)
    for said in ("15 d late (due 31 August 2006)", "first date  30 September 2007", "minutes", "not started > in"):
        assert said in text
    assert max(map(cells, text.splitlines())) <= 80
    zh = shell.data("why", TASK, lang="zh")
    assert "逾期15天" in zh and "判定规则" in zh and "联席会议" in zh


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (["panjin-2005"], "plan"),
        (["fujian-2006/5.2"], "task"),
        (["fujian-2006/5.2", "--unit", "省国税局"], "assignment"),
        (["fujian-2006/1.2", "--unit", "各设区市"], "task"),
        (["市民政局"], "unit"),
        (["各设区市", "--plan", "fujian-2006"], "unit"),
        (["panjin-2005", "--unit", "市民政局"], "unit"),
        (["5.2", "--plan", "fujian-2006"], "task"),
    ],
)
def test_a_task_a_plan_a_unit_and_a_group_are_explained(shell: Shell, words: list[str], kind: str) -> None:
    found = shell.json("why", *words, "--json")
    assert found["kind"] == kind and found["light"]
    if kind != "assignment":
        assert found["parts"][0]["light"] == found["because"]["assignment"]["light"]


def test_the_light_on_the_page_is_that_of_the_plan_and_of_the_list(shell: Shell) -> None:
    for plan in shell.json("plans", "--json"):
        assert shell.json("why", plan["plan"], "--json")["light"] == plan["light"]
    for row in shell.tasks("--plan", "county-home-internet"):
        page = shell.json("why", f"{row['plan']}/{row['task']}", "--unit", row["unit"], "--json")
        mine = [page["because"]["assignment"], *page["parts"]]
        assert row["light"] in [one["light"] for one in mine if one["unit"] == row["unit"]]


def test_a_past_day_is_explained_as_it_was(shell: Shell) -> None:
    then = shell.json("why", TASK, "--as-of", "2006-08-30", "--json")
    assert (then["light"], then["because"]["assignment"]["days_late"]) == ("due_soon", -1)
    assert not then["because"]["extensions"], "that was asked later"


def test_the_page_is_kept_as_a_file(shell: Shell, tmp_path: Path) -> None:
    shell.said("why", TASK, "-o", tmp_path / "why.txt")
    assert (tmp_path / "why.txt").read_text(encoding="utf-8") == shell.data("why", TASK)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["panjin"], "panjin-2005"),
        (["panjin-2005/99"], "99"),
        (["市民局"], "市民政局"),
        ([TASK, "--unit", "移动公司"], "市信息产业局"),
        (["panjin-2005", "--unit", "nobody"], "nobody"),
    ],
)
def test_what_is_not_known_is_refused_with_what_would_be_accepted(shell: Shell, words: list[str], said: str) -> None:
    assert said in shell.refused("why", *words)
