"""The history in a real terminal: what another process did is seen, undone from there, and read back."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from commandline import TODAY, Shell
from terminal import Terminal

PLACE = "panjin-2005/3"


@pytest.mark.parametrize(("cols", "rows"), [(80, 24), (120, 40)])
def test_what_another_person_did_is_undone_and_redone_from_the_history(
    demo: Path, clean_env: dict[str, str], cols: int, rows: int
) -> None:
    duban = Shell(demo)
    argv = [sys.executable, "-m", "tui", "--store", str(demo), "--today", TODAY, "--by", "li"]
    with Terminal(argv, cols, rows, env=clean_env) as terminal:
        terminal.wait_for("Overdue")
        terminal.press("P")
        terminal.wait_for("Plans")
        terminal.press("g", "enter")
        terminal.wait_for(lambda screen: "盘锦市家庭上网" in screen.splitlines()[0])
        terminal.press("6")
        terminal.wait_for("History  ")
        terminal.wait_for("示例")
        duban.said("set", PLACE, "done", "--unit", "市妇联")
        number = str(duban.log()[0]["command"])
        terminal.wait_for("wang")
        terminal.press("g", "u")
        terminal.wait_for(f"Undo command {number} of wang?")
        terminal.wait_for("status done > in progress")
        terminal.press("y")
        terminal.wait_for("Undone")
        terminal.wait_for("undone by li")
        assert duban.assignment(PLACE, "市妇联")["status"] == "in_progress"
        terminal.press("ctrl+r")
        terminal.wait_for(f"Redo command {number} of wang?")
        terminal.press("y")
        terminal.wait_gone("undone by li")
        assert duban.assignment(PLACE, "市妇联")["status"] == "done"
        terminal.press("1")
        terminal.wait_for("Overdue")
        terminal.close("q")
    assert [(line["by"], line["undone"]) for line in duban.log() if str(line["command"]) == number] == [("wang", False)]


def test_the_history_stays_within_ascii_where_the_terminal_has_no_more(demo: Path, clean_env: dict[str, str]) -> None:
    duban = Shell(demo)
    duban.said("set", PLACE, "done", "--unit", "市妇联")
    duban.said("undo")
    argv = [sys.executable, "-m", "tui", "--store", str(demo), "--today", TODAY, "open", "--ascii"]
    with Terminal(argv, 80, 24, env={**clean_env, "NO_COLOR": "1"}) as terminal:
        terminal.wait_for("Overdue")
        terminal.press("6")
        terminal.wait_for("History  ")
        assert not set("▸▐✗›⌄") & set(terminal.text())
        terminal.close("q")
