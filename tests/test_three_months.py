"""Three months of two real plans, played by keys in a real terminal and by commands: both end in the same store."""

from __future__ import annotations

import sys
from pathlib import Path

from commandline import Shell
from months import BY, FUJIAN, MONTHS, OFFICE, PANJIN, YOUTH, play, press
from stores import Dump, dump
from terminal import Terminal

LAST = MONTHS[-1].on


def by_commands(store: Path, folder: Path) -> Shell:
    """Every deed as its command."""
    for day in MONTHS:
        duban = Shell(store, day.on, BY)
        for deed in day.deeds:
            words = [str(folder / word) if word.endswith(".md") else word for word in deed.command]
            ran = duban(*words)
            assert (ran.code, ran.out) == (0, ""), ran
    return Shell(store, LAST, BY)


def by_keys(store: Path, folder: Path, env: dict[str, str]) -> None:
    """Every deed by its keys, each day in a dashboard of its own."""
    for day in MONTHS:
        argv = [sys.executable, "-m", "tui", "--store", str(store), "--today", day.on, "--by", BY, "--lang", "en"]
        with Terminal(argv, 120, 40, env=env, cwd=str(folder)) as terminal:
            terminal.wait_for("1 Overview")
            for deed in day.deeds:
                if deed.keys:
                    play(terminal, deed)
                else:
                    Shell(store, day.on, BY).said(*deed.command)
            press(terminal, "escape")
            terminal.close("q")


def held(store: Path) -> Dump:
    """Everything a store holds, but for its name, the moments at which it was written and the words of the commands."""
    found = dump(str(store))
    found["store"] = [row for row in found["store"] if row[0] != "uuid"]
    found["command"] = [(ident, *rest[1:5], rest[6]) for ident, *rest in found["command"]]
    return found


def test_three_months_by_keys_and_by_commands_end_in_the_same_store(tmp_path: Path, clean_env: dict[str, str]) -> None:
    typed, pressed = tmp_path / "typed", tmp_path / "pressed"
    typed.mkdir()
    pressed.mkdir()
    duban = by_commands(typed / "board.db", typed)
    by_keys(pressed / "board.db", pressed, clean_env)
    one, other = held(typed / "board.db"), held(pressed / "board.db")
    for table, rows in one.items():
        assert other[table] == rows, table
    for number in "123":
        assert (typed / f"{number}.md").read_bytes() == (pressed / f"{number}.md").read_bytes()
    told(duban, typed)


def told(duban: Shell, folder: Path) -> None:
    """What the three months left: a silent unit, a broken promise, late days that stay, a plan that is closed."""
    second = (folder / "2.md").read_text("utf-8")
    assert "Since No. 1" in second and "1 overdue" in second
    design = duban.assignment(f"{PANJIN}/2.b1")
    assert (design["status"], design["due"], design["due_first"]) == ("done", "2006-07-31", "2006-07-15")
    assert design["late_kept"] == 5
    assert duban.assignment(f"{FUJIAN}/1.1", OFFICE)["done_on"] == "2006-08-04"
    assert "asked 7 July: 正在汇总, promised 14 July" in duban.data("todo")
    assert YOUTH in duban.data("todo")
    assert "duban reopen" in duban.refused("set", f"{FUJIAN}/2", "done", "--unit", OFFICE)
