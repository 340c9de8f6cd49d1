"""`duban confirm`, `sendback` and `extend`: a claim answered, more time asked for and decided."""

from __future__ import annotations

from pathlib import Path

import pytest
from commandline import Shell

UNDO = "“duban undo” takes it back"
CLAIM = ("fujian-2006/4", "--unit", "省公安厅")
LATE = ("panjin-2005/2",)
"""In the demo its unit asked on 5 September for 20 October; the work was due on 31 August."""
COMMUNITY = ("panjin-2005/4", "--unit", "市民政局")
"""Due on 10 September."""


@pytest.fixture
def duban(demo: Path) -> Shell:
    return Shell(demo)


def test_a_claim_is_confirmed_as_of_the_day_on_which_it_was_made(duban: Shell) -> None:
    claimed = duban.assignment("fujian-2006/4", "省公安厅")
    said = duban.said("confirm", *CLAIM, "--evidence", "验收单")
    row = duban.assignment("fujian-2006/4", "省公安厅")
    assert (row["status"], row["days_late"]) == ("done", claimed["days_late"])
    assert said.startswith("duban: fujian-2006/4 省公安厅 confirmed: done on ") and UNDO in said
    assert ("evidence", "验收单") in {(line["field"], line["new"]) for line in duban.log()[:2]}
    duban.said("undo")
    assert duban.assignment("fujian-2006/4", "省公安厅") == claimed


def test_a_claim_is_sent_back_and_the_days_late_run_on(duban: Shell) -> None:
    said = duban.said("sendback", *CLAIM, "--reason", "缺盖章", lang="zh")
    assert said == "duban: fujian-2006/4 省公安厅 已退办，恢复为推进中；“duban undo”可撤销\n"
    row = duban.assignment("fujian-2006/4", "省公安厅")
    assert (row["status"], row["light"], row["days_late"]) == ("in_progress", "overdue", 107)


@pytest.mark.parametrize(
    ("words", "code", "why"),
    [
        (("confirm", "panjin-2005/2"), 1, "was not claimed to be done on 15 September 2006, but in progress"),
        (("sendback", *CLAIM), 2, "--reason is missing"), (("sendback", *CLAIM, "--reason", " "), 1, "what is missing"),
        (("confirm", "fujian-2006/4"), 1, "Say which with --unit"),
        (("extend", *LATE, "--to", "2006-11-30", "--reason", "x"), 1, "Decide that one first"),
        (("extend", *LATE), 2, "--to is missing"), (("extend", *LATE, "--approve", "--refuse"), 2, "--refuse"),
        (("extend", *LATE, "--approve", "--reason", "x"), 2, "--to is missing"),
        (("extend", *LATE, "--approve", "--on", "2006-09-01"), 1, "cannot be decided on 1 September 2006"),
        (("extend", *COMMUNITY, "--refuse"), 1, "waits for a decision"),
        (("extend", *COMMUNITY, "--to", "2006-09-30"), 1, "needs the reason"),
        (("extend", *COMMUNITY, "--to", "2006-09-30", "--reason", "x", "--note", "y"), 2, "--approve | --refuse"),
        (("extend", *COMMUNITY, "--to", "2006-09-10", "--reason", "x"), 1, "must go beyond that day"),
        (("extend", *COMMUNITY, "--to", "2006-09-30", "--reason", "x", "--asked", "2006-09-14", "--approve", "--on",
          "2006-09-13"), 1, "cannot be decided on 13 September 2006"),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_so_is_refused_and_nothing_is_written(
    duban: Shell, words: tuple[str, ...], code: int, why: str
) -> None:
    before = duban.kept()
    ran = duban(*words)
    assert (ran.code, ran.out) == (code, "") and why in ran.err
    assert duban.kept() == before


def test_an_extension_asked_too_late_moves_the_date_and_says_what_stays_counted(duban: Shell) -> None:
    assert duban.assignment("panjin-2005/2")["extension_wanted"] == "2006-10-20"
    said = duban.said("extend", *LATE, "--approve", "--by-whom", "召集人", "--note", "联席会议纪要")
    assert "extension approved, now due 20 October 2006; 15 days late before the extension stay counted" in said
    row = duban.assignment("panjin-2005/2")
    assert (row["due"], row["due_basis"], row["late_kept"]) == ("2006-10-20", "extension", 15)
    assert (row["extension_wanted"], row["days_late"]) == (None, -35)
    past = duban.json("tasks", "--json", "--as-of", "2006-09-14", "--text", "综合网站")
    assert [(one["late_kept"], one["light"]) for one in past if one["task"] == "2"] == [(0, "overdue")]


def test_an_extension_asked_in_time_takes_the_days_late_away(duban: Shell) -> None:
    options = ("--to", "2006-09-30", "--reason", "场地未定", "--asked", "2006-09-10", "--approve")
    said = duban.said("extend", *COMMUNITY, *options)
    assert "waits for its decision; " in said and said.endswith(
        f"extension approved, now due 30 September 2006; {UNDO}\n"
    )
    row = duban.assignment("panjin-2005/4", "市民政局")
    assert (row["due"], row["late_kept"], row["due_first"]) == ("2006-09-30", 0, "2006-09-10")
    duban.said("undo")
    assert duban.assignment("panjin-2005/4", "市民政局")["extension_wanted"] == "2006-09-30"
    duban.said("undo")
    assert duban.assignment("panjin-2005/4", "市民政局")["extension_wanted"] is None


def test_a_refused_one_stays_red(duban: Shell) -> None:
    said = duban.said("extend", *LATE, "--refuse", lang="zh")
    assert "延期申请未获同意，时限仍为2006年8月31日" in said
    row = duban.assignment("panjin-2005/2")
    assert (row["light"], row["days_late"], row["late_kept"]) == ("overdue", 15, 0)


def test_members_of_a_group_ask_and_are_answered_together(duban: Shell) -> None:
    group = ("panjin-2005/5", "--unit", "各电信运营商")
    assert "4 extensions to 31 March 2008 wait for a decision" in duban.said(
        "extend", *group, "--to", "2008-03-31", "--reason", "进场受阻"
    )
    assert "4 extensions approved" in duban.said("extend", *group, "--approve")
    assert {row["due"] for row in duban.tasks("--plan", "panjin-2005") if row["task"] == "5"} == {"2008-03-31"}


def test_days_late_that_stay_counted_are_said_in_the_bulletin(demo: Path) -> None:
    design = ("--unit", "市信息产业局")
    Shell(demo, "2006-09-15").said("breakdown", "panjin-2005/2", "栏目设计稿", *design, "--due", "2006-07-15")
    duban = Shell(demo, "2006-09-15", lang="zh")
    asked = ("--to", "2006-07-31", "--asked", "2006-07-20", "--approve", "--on", "2006-07-20")
    duban.said("extend", "panjin-2005/2.b1", *asked, "--reason", "换人")
    later = duban.data("summary", "--plan", "panjin-2005")
    assert "逾期46天；该单位7月20日提出延至7月31日，系时限届满后提出，同意，此前逾期5天另计" in later
