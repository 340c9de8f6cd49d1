"""A newcomer's first hour, in a real pseudo-terminal: keys are pressed, and the store is read back by the commands."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from commandline import TODAY, Shell
from terminal import Terminal

from tui.keys import DEFAULT_KEYS
from tui.text import cells
from words import speak

SIZES = [(80, 24), (120, 40)]
SAYS, DATES = speak("en", DEFAULT_KEYS.names()).screen, speak("en").dates
FIRST = ("panjin-2005/2", "市信息产业局")
"""The most overdue assignment of the plan: where the cursor stands first."""

Open = Callable[..., Terminal]


@pytest.fixture
def duban(demo: Path) -> Shell:
    return Shell(demo)


@pytest.fixture
def dashboard(duban: Shell, clean_env: dict[str, str], tmp_path: Path) -> Open:
    """Opens the dashboard on the demo store, in the test's own folder."""

    def start(cols: int, rows: int, *words: str, **options: str) -> Terminal:
        given = [f"--{name}={value}" for name, value in {**duban.options, **options}.items()]
        argv = [sys.executable, "-m", "tui", *given, "open", *words]
        return Terminal(argv, cols, rows, env=clean_env, cwd=str(tmp_path))

    return start


def wait_for_board(terminal: Terminal, text: str = SAYS.pane("due")) -> None:
    """The board is there, and still: its keys are ready."""
    terminal.wait_for(text)
    terminal.settle()


def go_to_panjin(terminal: Terminal) -> None:
    """Switch to the plan in which FIRST is the first overdue row."""
    wait_for_board(terminal)
    terminal.press("P")
    terminal.wait_for(SAYS.hint("choose"))
    terminal.press("k", "k", "k", "k", "enter")
    terminal.wait_gone(SAYS.hint("choose"))
    terminal.wait_for(lambda screen: "盘锦市" in screen.splitlines()[0] and "15 d late" in screen)
    terminal.press("tab")  # from whom to call today to what is overdue
    terminal.wait_for("15 d  2 构建")


def row_under_cursor(terminal: Terminal) -> str:
    """The row with the mark of the cursor before it; the head of the pane with the keys carries the same mark."""
    return "".join([line for line in terminal.lines() if line.startswith("▐")][1:2])


def cursor_on(terminal: Terminal, text: str) -> Callable[[str], bool]:
    """For `wait_for`: the cursor stands on a row that shows a text."""
    return lambda _: text in row_under_cursor(terminal)


def differences(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> dict[tuple[str, str], dict[str, Any]]:
    """(PLAN/REF, unit) → the keys of `duban tasks --json` that changed, with their new values."""
    assert len(before) == len(after)
    return {
        (f"{new['plan']}/{new['task']}", new["unit"]): {key: new[key] for key in new if new[key] != old[key]}
        for old, new in zip(before, after, strict=True)
        if old != new
    }


def finish_the_first(terminal: Terminal) -> None:
    """x: the most overdue one is done; it leaves the list and every count follows."""
    terminal.wait_for(cursor_on(terminal, "2 构建"))
    terminal.press("x")
    terminal.wait_for("Saved: done")
    terminal.wait_for(lambda screen: f"{SAYS.pane('due')}  5" in screen and "✓ 3" in screen)
    terminal.wait_for(cursor_on(terminal, "市民政局"))
    assert "15 d  2 构建" not in terminal.text()


def help_the_next(terminal: Terminal) -> None:
    """s, n, p, d: it needs help; its note goes on, with letters that are keys elsewhere; a percent; a date."""
    terminal.press("s")
    terminal.wait_for(SAYS.dialog("status"))
    terminal.press("b")
    terminal.wait_for("Saved: needs help")
    terminal.press("n")
    terminal.wait_for(SAYS.dialog("note"))
    terminal.press("缺少经费, quit xu", "enter")
    terminal.wait_for(re.compile("Saved: .*note", re.IGNORECASE))
    terminal.press("p")
    terminal.wait_for(SAYS.dialog("percent"))
    terminal.press("60", "enter")
    terminal.wait_for("Saved: 60.0 %")
    terminal.press("d")
    terminal.wait_for(DATES.label("which"))
    terminal.press("m")
    terminal.wait_for(DATES.label("reference"))
    terminal.press("10月底")
    terminal.wait_for("2006-10-31")
    terminal.press("tab", "会议纪要第9号", "enter")
    terminal.wait_for("Saved: due 2006-10-31")


def think_again_about_the_third(terminal: Terminal) -> None:
    """What stands so already is no command; u takes back the last one."""
    terminal.wait_for(cursor_on(terminal, "团市委"))
    terminal.press("i")
    terminal.wait_for("Nothing had to change")
    terminal.press("b")
    terminal.wait_for("Saved: needs help")
    terminal.press("u")
    terminal.wait_for("Undone")


@pytest.mark.parametrize(("cols", "rows"), SIZES)
def test_what_keys_write_is_exactly_what_the_commands_read_back(
    duban: Shell, dashboard: Open, cols: int, rows: int
) -> None:
    before, history = duban.tasks(), len(duban.log())
    with dashboard(cols, rows) as terminal:
        go_to_panjin(terminal)
        finish_the_first(terminal)
        help_the_next(terminal)
        think_again_about_the_third(terminal)
        terminal.close("q")
    assert differences(before, duban.tasks()) == {
        FIRST: {"status": "done", "light": "done", "done_on": TODAY, "updated_on": TODAY},
        ("panjin-2005/4", "市民政局"): {
            "status": "blocked", "note": "社区组初赛。缺少经费, quit xu", "percent": 60, "due": "2006-10-31",
            "due_text": "10月底", "due_basis": "minutes", "light": "behind", "days_late": -46, "updated_on": TODAY,
        },
    }  # fmt: skip
    written = duban.log()[: len(duban.log()) - history]
    assert {line["by"] for line in written} == {"wang"} and {line["on"] for line in written} == {TODAY}
    told = [(line["ref"], line["unit"], line["field"], line["new"], line["undone"]) for line in reversed(written)]
    assert [one for one in told if one[2] in ("status", "note", "percent", "due_own", "due_own_note")] == [
        ("panjin-2005/2", "市信息产业局", "status", "done", False),
        ("panjin-2005/4", "市民政局", "status", "blocked", False),
        ("panjin-2005/4", "市民政局", "note", "社区组初赛。缺少经费, quit xu", False),
        ("panjin-2005/4", "市民政局", "percent", 60, False),
        ("panjin-2005/4", "市民政局", "due_own", "2006-10-31", False),
        ("panjin-2005/4", "市民政局", "due_own_note", "会议纪要第9号", False),
        ("panjin-2005/4", "团市委", "status", "blocked", True),
    ]


@pytest.mark.parametrize(("cols", "rows"), SIZES)
def test_looking_around_writes_nothing(duban: Shell, dashboard: Open, cols: int, rows: int) -> None:
    before = duban.kept()
    with dashboard(cols, rows) as terminal:
        go_to_panjin(terminal)
        terminal.press("?")
        terminal.wait_for(SAYS.hint("help"))
        assert SAYS.dialog("help") in terminal.text()
        terminal.press("escape")
        terminal.wait_gone(SAYS.hint("help"))
        terminal.settle()
        terminal.press("/", "团市委")
        terminal.wait_for("1 of 6")
        terminal.press("enter")
        terminal.wait_for(cursor_on(terminal, "团市委"))
        terminal.press("escape")
        terminal.wait_for(f"{SAYS.pane('due')}  6")
        for key in ("j", "j", "k", "G", "g", "tab", "l", "h", "tab", "shift+tab", "z", "z", "enter", "escape", "1"):
            terminal.press(key)
        terminal.settle()
        for key, dialog in (("s", "status"), ("n", "note"), ("p", "percent"), ("e", "export")):
            terminal.press("1", "g", key)
            terminal.wait_for("esc cancel")
            assert SAYS.dialog(dialog) in terminal.text()
            terminal.press("escape")
            terminal.wait_gone("esc cancel")
            terminal.settle()
        terminal.close("q")
    assert duban.kept() == before


@pytest.mark.parametrize(("cols", "rows"), SIZES)
def test_the_dialog_and_the_command_export_the_same_bytes(
    duban: Shell, dashboard: Open, tmp_path: Path, cols: int, rows: int
) -> None:
    with dashboard(cols, rows) as terminal:
        go_to_panjin(terminal)
        terminal.press("e")
        terminal.wait_for(SAYS.dialog("export"))
        terminal.press("enter")
        terminal.wait_for("Written:")
        terminal.press("e")
        terminal.wait_for(SAYS.dialog("export"))
        terminal.press("right", "right", "tab", "right", "right", "enter")
        terminal.wait_for(lambda screen: "Written:" in screen and list(tmp_path.glob("panjin*.csv")))
        terminal.settle()
        terminal.close("q")
    for kind, format in (("bulletin", "md"), ("ledger", "csv")):
        duban.said("summary", "--plan", "panjin-2005", "--kind", kind, "-o", tmp_path / f"by-command.{format}")
        (by_key,) = (file for file in tmp_path.glob(f"panjin*.{format}"))
        assert by_key.read_bytes() == (tmp_path / f"by-command.{format}").read_bytes()


@pytest.mark.parametrize(("cols", "rows"), SIZES)
def test_what_another_process_writes_appears_without_moving_the_cursor(
    duban: Shell, dashboard: Open, cols: int, rows: int
) -> None:
    with dashboard(cols, rows) as terminal:
        go_to_panjin(terminal)
        terminal.press("j", "j")
        terminal.wait_for(cursor_on(terminal, "团市委"))
        duban.said("set", "panjin-2005/2", "done", "--unit", "市信息产业局", by="zhang")
        terminal.wait_for(lambda screen: "15 d  2 构建" not in screen and "✓ 3" in screen, timeout=5)
        terminal.wait_for(cursor_on(terminal, "团市委"))
        duban.said("undo", by="zhang")
        terminal.wait_for(lambda screen: "15 d  2 构建" in screen and "✓ 2" in screen, timeout=5)
        terminal.wait_for(cursor_on(terminal, "团市委"))
        terminal.close("q")


def test_the_dashboard_starts_on_the_plan_used_last(dashboard: Open) -> None:
    with dashboard(80, 24) as terminal:
        go_to_panjin(terminal)
        terminal.close("q")
    with dashboard(80, 24) as terminal:
        wait_for_board(terminal, "15 d late")
        terminal.close("q")


@pytest.mark.parametrize(("cols", "rows"), SIZES)
def test_the_screen_speaks_chinese_and_keeps_to_its_cells(dashboard: Open, cols: int, rows: int) -> None:
    with dashboard(cols, rows, lang="zh") as terminal:
        wait_for_board(terminal, "逾期")
        assert speak("zh").screen.pane("units") in terminal.text() and "Overdue" not in terminal.text()
        assert all(cells(line) <= cols for line in terminal.lines())
        terminal.close("q")


def test_a_board_for_reading_only_says_so_and_writes_nothing(duban: Shell, dashboard: Open) -> None:
    before = duban.kept()
    with dashboard(80, 24, "--read-only") as terminal:
        wait_for_board(terminal)
        terminal.press("x")
        terminal.wait_for("reading only")
        terminal.close("q")
    assert duban.kept() == before


def test_signs_beyond_ascii_stay_away_where_the_terminal_has_none(dashboard: Open) -> None:
    with dashboard(80, 24, "--ascii") as terminal:
        wait_for_board(terminal)
        assert not set("⚑⚠✓▸▐✗") & set(terminal.text())
        terminal.close("q")


@pytest.mark.parametrize("keys", [("ctrl+c",), ("ctrl+q",), ("q",)], ids=str)
def test_the_demo_opens_says_that_it_is_one_and_leaves_the_terminal_as_it_was(
    keys: tuple[str, ...], demo_cache: Path, clean_env: dict[str, str], tmp_path: Path
) -> None:
    env = {**clean_env, "XDG_CACHE_HOME": str(demo_cache), "TMPDIR": str(tmp_path)}
    with Terminal([sys.executable, "-m", "tui", "demo"], 80, 24, env=env) as terminal:
        wait_for_board(terminal)
        head = terminal.lines()[0]
        assert "2006-09-15" in head and "demo" in head and "sample data" in head
        terminal.press("x")
        terminal.settle()
        terminal.close(*keys)
    assert not list(tmp_path.iterdir()), "the throwaway store is thrown away"


def test_an_empty_store_offers_the_built_in_plans(clean_env: dict[str, str], tmp_path: Path) -> None:
    store = tmp_path / "new.db"
    argv = [sys.executable, "-m", "tui", "--store", str(store), "--today", TODAY, "--by", "wang"]
    with Terminal(argv, 80, 24, env=clean_env) as terminal:
        terminal.wait_for(SAYS.dialog("builtin"))
        terminal.wait_for("panjin-2005")
        terminal.press("enter")
        terminal.wait_for(lambda screen: "盘锦市家庭上网工程实施方案" in screen.splitlines()[0])
        terminal.close("q")
    assert [plan["plan"] for plan in Shell(store).json("plans", "--json")] == ["panjin-2005"]
