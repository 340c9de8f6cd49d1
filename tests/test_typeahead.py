"""Keys typed in one burst, as slow lines and quick fingers send them: each goes where the one before it led."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from commandline import TODAY, Shell
from terminal import Terminal

UNIT = "市信息产业局"


@pytest.fixture
def terminal(demo: Path, clean_env: dict[str, str]) -> Iterator[Terminal]:
    """The dashboard on the plan of Panjin."""
    argv = [sys.executable, "-m", "tui", "--store", str(demo), "--today", TODAY, "--by", "li"]
    with Terminal(argv, 120, 40, env=clean_env) as terminal:
        terminal.wait_for("Overdue")
        terminal.press("P")
        terminal.wait_for("Plans")
        terminal.press("g", "enter")
        terminal.wait_for(lambda screen: "盘锦市" in screen.splitlines()[0])
        terminal.settle(0.3)
        yield terminal


def burst(terminal: Terminal, keys: str) -> None:
    """All of it at once."""
    terminal.pty.write(keys.encode())


def written(demo: Path) -> bool:
    """Whether this person changed anything."""
    return Shell(demo)("log", "--person", "li").code == 0


def test_what_is_typed_behind_the_slash_is_the_filter(terminal: Terminal, demo: Path) -> None:
    burst(terminal, "/xxb\r")
    terminal.wait_for("xxb")
    terminal.settle(0.3)
    terminal.close("q")
    assert not written(demo)


def test_keys_behind_a_mode_act_on_that_mode(terminal: Terminal, demo: Path) -> None:
    burst(terminal, "2jlj")
    terminal.wait_for("主要任务及责任单位")
    terminal.settle(0.3)
    burst(terminal, "1")
    terminal.wait_for("Overdue")
    burst(terminal, "2x")
    terminal.wait_for("Saved: done")
    terminal.close("q")
    assert Shell(demo).assignment("panjin-2005/1", UNIT)["status"] == "done"


def test_two_enters_into_the_palette_open_one_thing(terminal: Terminal) -> None:
    burst(terminal, ":")
    terminal.wait_for("Commands, tasks, units")
    burst(terminal, "移动公司")
    terminal.settle(0.5)
    burst(terminal, "\r\r")
    terminal.wait_for(lambda screen: "Commands, tasks, units" not in screen)
    terminal.settle(0.3)
    terminal.close("escape", "escape", "q")


def test_two_answers_to_one_question_are_one(terminal: Terminal, demo: Path) -> None:
    burst(terminal, "nabc")
    terminal.wait_for("abc")
    terminal.press("escape")
    terminal.wait_for("y yes")
    burst(terminal, "yy")
    terminal.wait_for(lambda screen: "y yes" not in screen)
    terminal.settle(0.3)
    terminal.close("escape", "q")  # the second y shows what it copied
    assert not written(demo)


def test_a_note_is_typed_and_saved_in_one_go(terminal: Terminal, demo: Path) -> None:
    burst(terminal, "nabc\r")
    terminal.wait_for("Saved")
    terminal.close("q")
    assert Shell(demo).assignment("panjin-2005/2", UNIT)["note"] == "abc"
