"""The terminal that the tests press keys in is itself tested: on programs as small as they come."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from terminal import Terminal, key_bytes

APP = """
from textual.app import App
from textual.widgets import Input, Static

class Small(App):
    AUTO_FOCUS = ""
    BINDINGS = [("j", "count", ""), ("ctrl+r", "again", ""), ("escape", "leave", ""), ("q", "quit", "")]
    CSS = "Static { color: #ff0000; text-style: bold; }"
    count = 0
    def compose(self):
        yield Static("盘锦市 | 责任", id="line", markup=False)
        yield Static("", id="size")
        yield Input(id="field")
    def on_resize(self, event):
        self.query_one("#size").update(f"{event.size.width} by {event.size.height}")
    def action_count(self):
        self.count += 1
        self.query_one("#line").update(f"市民政局 {self.count} times")
    def action_again(self):
        self.query_one("#field").focus()
    def action_leave(self):
        self.set_focus(None)
        self.query_one("#size").update("left the field")

Small().run()
"""


@pytest.fixture
def small(tmp_path: Path, clean_env: dict[str, str]) -> Iterator[Terminal]:
    """A Textual program of a few lines, on its first screen."""
    script = tmp_path / "small.py"
    script.write_text(APP, encoding="utf-8")
    with Terminal([sys.executable, str(script)], cols=60, rows=12, env=clean_env) as terminal:
        terminal.wait_for("盘锦市 | 责任")
        yield terminal


def test_keys_reach_a_textual_program_and_its_screen_comes_back(small: Terminal) -> None:
    small.press("j", "j")
    small.wait_for("市民政局 2 times")
    small.wait_gone("盘锦市")
    small.close("q")


def test_names_of_keys_and_typed_text(small: Terminal) -> None:
    small.press("ctrl+r", "综合网站", "x", "backspace", "j")
    small.wait_for("综合网站j")
    small.press("escape", "j")
    small.wait_for("1 times")
    small.wait_for("left the field")
    small.close("q")


def test_columns_are_cells_not_characters(small: Terminal) -> None:
    assert small.column("|") == 7
    assert small.column("责任") == 9
    assert small.column("任", small.row("责任")) == 11


def test_styles_can_be_read(small: Terminal) -> None:
    assert small.style("盘锦市").fg == "ff0000"
    assert small.style("盘锦市").bold


def test_the_size_is_the_one_asked_for_and_can_change(small: Terminal) -> None:
    small.wait_for("60 by 12")
    small.resize(100, 30)
    small.wait_for("100 by 30")


def test_a_program_that_is_killed_leaves_its_modes_and_close_says_so(
    small: Terminal, clean_env: dict[str, str]
) -> None:
    assert {1049, 1000, 25} <= small.modes
    script = "import sys, tty; tty.setraw(0); print('\\x1b[?1049hraw', end='', flush=True); sys.stdin.read(1)"
    with Terminal([sys.executable, "-c", script], env=clean_env) as terminal:
        terminal.wait_for("raw")
        with pytest.raises(AssertionError, match="private modes left behind: \\[1049\\]"):
            terminal.close("x")
    script = script.replace("\\x1b[?1049h", "")
    with Terminal([sys.executable, "-c", script], env=clean_env) as terminal:
        terminal.wait_for("raw")
        with pytest.raises(AssertionError, match="line settings left behind"):
            terminal.close("x")


def test_a_plain_program(clean_env: dict[str, str]) -> None:
    with Terminal(["cat"], env=clean_env) as terminal:
        terminal.press("什么 goes in", "enter")
        terminal.wait_for(lambda screen: screen.count("什么 goes in") == 2)
        terminal.close("ctrl+d")


def test_a_wait_in_vain_shows_the_screen(clean_env: dict[str, str]) -> None:
    with Terminal(["cat"], env=clean_env) as terminal:
        terminal.press("hello")
        terminal.wait_for("hello")
        with pytest.raises(AssertionError, match=r"(?s)in vain for 'farewell'.*hello"):
            terminal.wait_for("farewell", timeout=0.2)


def test_a_program_that_ends_early_is_not_waited_for(clean_env: dict[str, str]) -> None:
    with (
        Terminal(["sh", "-c", "echo no such plan; exit 3"], env=clean_env) as terminal,
        pytest.raises(AssertionError, match=r"(?s)ended with 3.*no such plan"),
    ):
        terminal.wait_for("Overview")
    with Terminal(["sh", "-c", "exit 3"], env=clean_env) as terminal:
        terminal.close(code=3)


def test_escape_sequences_cut_in_two_are_put_together(clean_env: dict[str, str]) -> None:
    whole = "\x1b]0;title\x1b\\\x1b[>1u\x1b[?2026$p\x1b[1;31m督办\x1b[0m done\x1b[<u".encode()
    with Terminal(["cat"], env=clean_env) as terminal:
        for at in range(len(whole)):
            terminal.screen.reset()
            terminal.draw(whole[:at])
            terminal.draw(whole[at:])
            assert terminal.lines()[0] == "督办 done", at
            assert terminal.style("督办").fg == "red"


@pytest.mark.parametrize(
    ("key", "sent"), [("j", b"j"), ("tab", b"\t"), ("ctrl+r", b"\x12"), ("alt+x", b"\x1bx"), ("年", "年".encode())]
)
def test_what_a_key_sends(key: str, sent: bytes) -> None:
    assert key_bytes(key) == sent
