"""`duban report`: what a unit said, from the command line."""

import json
from pathlib import Path

import pytest
from commandline import Shell


@pytest.fixture
def duban(demo: Path) -> Shell:
    return Shell(demo)


MOBILE = "移动公司"


def test_nothing_new_is_said_of_all_that_the_unit_has_open(duban: Shell) -> None:
    assert "nothing new" in duban.said("report", MOBILE, "--via", "phone", "--no-change")
    mine = [row for row in duban.tasks("--plan", "panjin-2005", "--unit", MOBILE)]
    assert {row["last_report"] for row in mine} == {"2006-09-15"}
    assert "no_report" not in {row["light"] for row in mine}


def test_a_figure_and_a_claim_come_with_their_report_and_go_with_it(duban: Shell) -> None:
    duban.said(
        "report",
        MOBILE,
        "panjin-2005/5",
        "--via",
        "电话",
        "--value",
        "1500",
        "--done",
        "--evidence",
        "验收单",
        "--from",
        "王",
    )
    row = duban.assignment("panjin-2005/5", MOBILE)
    assert (row["status"], row["light"], row["percent"]) == ("claimed", "to_confirm", 75)
    duban.said("undo")
    assert duban.assignment("panjin-2005/5", MOBILE)["status"] == "in_progress"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--progress", "x"), "3 open tasks"),
        (("panjin-2005/5",), "says nothing"),
        (("panjin-2005/2", "--progress", "x"), "no part"),
        (("panjin-2005/3", "panjin-2005/5", "--value", "5"), "--value belongs to one task"),
        (("--no-change", "--value", "5"), "--value belongs to one task"),
        (("panjin-2005/4", "--value", "5"), "no indicator"),
        (("panjin-2005/5", "--value", "5", "--indicator", "i9"), "no indicator"),
        (("panjin-2005/5", "--progress", "x", "--received", "2006-09-16"), "after today"),
        (("panjin-2005/5", "--progress", "x", "--on", "2006-09-10", "--received", "2006-09-05"), "cannot speak of"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused(duban: Shell, words: tuple[str, ...], says: str) -> None:
    assert says in duban.refused("report", MOBILE, *words, "--via", "phone")


def test_a_figure_below_the_last_one_asks_for_a_remark(duban: Shell) -> None:
    duban.said("report", MOBILE, "panjin-2005/5", "--via", "phone", "--value", "1500")
    assert "below the 1,500" in duban.refused("report", MOBILE, "panjin-2005/5", "--via", "phone", "--value", "1400")
    assert "1500" in duban.refused("report", MOBILE, "panjin-2005/5", "--via", "phone", "--value", "1400", lang="zh")
    duban.said("report", MOBILE, "panjin-2005/5", "--via", "phone", "--value", "1400", "--remark", "counted twice")


def test_two_claims_at_once_are_wrong_usage(duban: Shell) -> None:
    assert "exclude each other" in duban.refused("report", MOBILE, "--via", "phone", "--done", "--blocked", code=2)
    assert "--via" in duban.refused("report", MOBILE, "--no-change", code=2)


def test_an_unknown_way_is_refused_with_those_there_are(duban: Shell) -> None:
    assert "wechat" in duban.refused("report", MOBILE, "--no-change", "--via", "pigeon")


def test_the_header_of_the_plan_counts_a_late_report_as_late(duban: Shell) -> None:
    def counts() -> dict[str, int]:
        plans = json.loads(duban.data("summary", "--plan", "panjin-2005", "--format", "json"))["plans"]
        return {key: plans[0]["reports"][key] for key in ("on_time", "late", "missing")}

    before = counts()
    duban.said("report", MOBILE, "--via", "phone", "--no-change", "--plan", "panjin-2005")
    after = counts()
    assert after == {**before, "late": before["late"] + 1, "missing": before["missing"] - 1}
