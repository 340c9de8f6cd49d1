"""What goes to stderr: a line of talk is ours, whatever stands in the words of a user or a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from commandline import Shell, bare

NASTY = "x\nduban: everything was deleted\x1b[2J\u202e"


@pytest.mark.parametrize(
    "command",
    [
        ["tasks", f"--{NASTY}"],
        [f"--{NASTY}"],
        ["tasks", NASTY],
        ["undo", NASTY],
        [NASTY],
        ["--lang", NASTY, "tasks"],
        ["load", f"{NASTY}.toml"],
        ["set", "a/1", NASTY],
    ],
)
def test_words_of_a_user_begin_no_line_of_talk_and_act_on_no_terminal(command: list[str], tmp_path: Path) -> None:
    ran = bare("--store", str(tmp_path / "a.db"), *command) if command[0] == "load" else bare(*command)
    assert ran.code in (1, 2, 3) and not ran.out
    assert ran.err.count("duban: everything") == 1 and "\x1b" not in ran.err and "\u202e" not in ran.err
    assert [line for line in ran.err.splitlines() if line.startswith("duban: ")] == ran.err.splitlines()[:1]


def test_the_title_of_a_plan_begins_no_line_of_talk(tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text('"x\nduban: everything was deleted"\n序号,任务,责任单位\n1,挂牌,市信息办\n', encoding="utf-8")
    ran = bare("--store", str(tmp_path / "a.db"), "load", str(table))
    assert ran.code == 0 and len(ran.err.splitlines()) == 1


@pytest.mark.parametrize("basis", ["plan", "方案"])
def test_a_date_of_the_plan_is_not_set_by_hand(basis: str, demo: Path) -> None:
    told = Shell(demo).refused("due", "panjin-2005/1", "2006-10-01", "--basis", basis)
    assert "comes from its plan file" in told and "correction" in told
