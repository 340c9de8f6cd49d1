"""Runs a program in a real pseudo-terminal and reads its screen as a person would.

`Pty` moves bytes: it starts the program and answers what terminals are asked. `Screen` draws bytes on a pyte screen.
`Terminal` is both, presses keys and waits for text. Nothing here sleeps: every wait is a select on the pseudo-terminal.

    with Terminal(["duban", "demo"], cols=80, rows=24, env=env) as terminal:
        terminal.wait_for("Overdue")
        terminal.press("j", "x")
        terminal.wait_for("Saved")
        terminal.press("q")
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Self

import pyte

KEYS = {
    "enter": "\r", "escape": "\x1b", "esc": "\x1b", "tab": "\t", "shift+tab": "\x1b[Z", "space": " ",
    "backspace": "\x7f", "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D",
    "home": "\x1b[H", "end": "\x1b[F", "insert": "\x1b[2~", "delete": "\x1b[3~", "pageup": "\x1b[5~", "pgup": "\x1b[5~",
    "pagedown": "\x1b[6~", "pgdn": "\x1b[6~",
    "f1": "\x1bOP", "f2": "\x1bOQ", "f3": "\x1bOR", "f4": "\x1bOS", "f5": "\x1b[15~",
}  # fmt: skip
"""What a terminal sends for a key with a name; any other text is typed as it is."""

ANSWERS = {
    rb"\x1b\[0?c": b"\x1b[?62;22c",  # DA1: a VT220 with colour
    rb"\x1b\[6n": b"\x1b[1;1R",  # where the cursor is
    rb"\x1b\[5n": b"\x1b[0n",  # whether the terminal is well
    rb"\x1b\[\?2026\$p": b"\x1b[?2026;2$y",  # synchronised frames: known, not in one
    rb"\x1b\[\?2048\$p": b"\x1b[?2048;0$y",  # sizes told in the stream: unknown, SIGWINCH says it
    rb"\x1b\[\?u": b"\x1b[?0u",  # kitty keys: off
    rb"\x1b\]10;\?(?:\x07|\x1b\\)": b"\x1b]10;rgb:e0e0/e0e0/e0e0\x1b\\",
    rb"\x1b\]11;\?(?:\x07|\x1b\\)": b"\x1b]11;rgb:1010/1010/1010\x1b\\",
}
"""The questions that programs put to a terminal, and what an ordinary dark one answers."""

QUESTION = re.compile(b"|".join(b"(%s)" % question for question in ANSWERS))
UNKNOWN_TO_PYTE = re.compile(
    rb"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"  # titles, colours, clipboard
    rb"|\x1b[P_^][^\x1b]*\x1b\\"  # device control and application strings
    rb"|\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1b\[\?u|\x1b\[\?[0-9;]*\$p"
)
UNFINISHED = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*|[\]P_^][^\x07\x1b]*\x1b?|[()]?)?\Z")
MODE = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")
ON_AT_FIRST = {7, 25}
"""Private modes that a terminal starts with: wrapping at the margin and the cursor. All others are off."""

KEY_GAP = 0.2
"""Seconds to wait for an answer to one key before the next. Textual hands a typed letter to the field at once but runs
a binding (backspace, left) a turn later: keys that arrive in one read overtake each other, as no person's ever do."""
ESCAPE_GAP = 0.15
"""Seconds after a lone escape, so that the next key is not read as alt+key (ESCDELAY is 20 ms in the tests)."""


class Pty:
    """A program in a pseudo-terminal of its own: bytes in, bytes out."""

    def __init__(
        self, argv: Sequence[str], cols: int, rows: int, env: Mapping[str, str], cwd: str | None = None
    ) -> None:
        self.argv = list(argv)
        self.exit_code: int | None = None
        self._unanswered = b""
        size = struct.pack("HHHH", rows, cols, 0, 0)
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            try:
                fcntl.ioctl(0, termios.TIOCSWINSZ, size)
                if cwd:
                    os.chdir(cwd)
                os.execvpe(self.argv[0], self.argv, dict(env))
            finally:
                os._exit(127)

    def read(self, timeout: float) -> bytes:
        """What comes next, within `timeout` seconds; empty when nothing came or the program has ended."""
        if not select.select([self.fd], [], [], max(0.0, timeout))[0]:
            return b""
        try:
            data = os.read(self.fd, 1 << 16)
        except OSError:  # Linux says EIO when the last reader of the terminal is gone
            data = b""
        if not data:
            self._collect()
            return b""
        self._answer(data)
        return data

    def write(self, data: bytes) -> None:
        """Send what the keyboard would send; to a program that has ended, nothing."""
        with contextlib.suppress(OSError):
            os.write(self.fd, data)

    def resize(self, cols: int, rows: int) -> None:
        """Give the window another size; the kernel tells the program."""
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cols, 0, 0))

    def settings(self) -> list[object]:
        """The line settings (echo, canonical mode …) as `termios.tcgetattr` gives them."""
        return list(termios.tcgetattr(self.fd))

    def end(self) -> None:
        """Stop the program if it still runs, and close the terminal."""
        if self.exit_code is None:
            os.kill(self.pid, signal.SIGKILL)
            self._collect()
        os.close(self.fd)

    def _answer(self, data: bytes) -> None:
        data = self._unanswered + data
        for question in QUESTION.finditer(data):
            self.write(list(ANSWERS.values())[(question.lastindex or 1) - 1])
        unfinished = UNFINISHED.search(data)
        self._unanswered = unfinished.group() if unfinished else b""

    def _collect(self) -> None:
        if self.exit_code is None:
            self.exit_code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


class Screen:
    """What a person sees: the bytes of a program drawn on `cols` × `rows` cells."""

    def __init__(self, cols: int, rows: int) -> None:
        self.screen = pyte.Screen(cols, rows)
        self.modes: set[int] = set()
        """The private modes that are not as the program found them: 1049 other screen, 1000 mouse, 25 no cursor …"""
        self._stream = pyte.ByteStream(self.screen)
        self._unfinished = b""

    def draw(self, data: bytes) -> None:
        """Put bytes of the program on the screen."""
        data = self._unfinished + data
        unfinished = UNFINISHED.search(data)
        self._unfinished = unfinished.group() if unfinished else b""
        data = data[: len(data) - len(self._unfinished)]
        for modes, switch in MODE.findall(data):
            numbers = {int(number) for number in modes.split(b";") if number}
            changed = numbers - ON_AT_FIRST if switch == b"h" else numbers & ON_AT_FIRST
            self.modes = self.modes - numbers | changed
        self._stream.feed(UNKNOWN_TO_PYTE.sub(b"", data))

    def lines(self) -> list[str]:
        """The rows of the screen as text, without the blanks at their ends. A wide character stands once."""
        return [self._line(row).rstrip() for row in range(self.screen.lines)]

    def text(self) -> str:
        """The whole screen as text."""
        return "\n".join(self.lines())

    def row(self, text: str) -> int:
        """The number of the first row that holds `text`; fails with the screen when none does."""
        for number, line in enumerate(self.lines()):
            if text in line:
                return number
        raise AssertionError(self.picture(f"{text!r} is not on the screen"))

    def column(self, text: str, row: int | None = None) -> int:
        """The CELL in which `text` starts (Chinese characters take two), in `row` or in the first row that has it."""
        row = self.row(text) if row is None else row
        at = self._line(row).find(text)
        if at < 0:
            raise AssertionError(self.picture(f"{text!r} is not in row {row}"))
        return self.cells(row)[at]

    def cells(self, row: int) -> list[int]:
        """For each character of a row, the cell in which it starts."""
        starts: list[int] = []
        for column in range(self.screen.columns):
            starts += [column] * len(self.screen.buffer[row][column].data)
        return starts

    def style(self, text: str) -> pyte.screens.Char:
        """Colours and weight of the first cell of `text`: .fg, .bg, .bold, .reverse …"""
        row = self.row(text)
        return self.screen.buffer[row][self.column(text, row)]

    def _line(self, row: int) -> str:
        # pyte puts an empty string behind a wide character, so that joining gives the text itself
        return "".join(self.screen.buffer[row][column].data for column in range(self.screen.columns))

    def picture(self, sentence: str) -> str:
        """A sentence with the screen below it, for the message of a failed test."""
        rule = "─" * self.screen.columns
        return f"{sentence}\n{rule}\n{self.text()}\n{rule}"


class Terminal(Screen):
    """A program on a screen of `cols` × `rows` cells; as a context manager it ends the program whatever happens."""

    def __init__(
        self, argv: Sequence[str], cols: int = 80, rows: int = 24, *, env: Mapping[str, str], cwd: str | None = None
    ) -> None:
        super().__init__(cols, rows)
        self.pty = Pty(argv, cols, rows, env, cwd)
        self._settings = self.pty.settings()

    def __enter__(self) -> Self:
        """Return the terminal itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the program; `close` is the polite way and checks what it left behind."""
        self.pty.end()

    def press(self, *keys: str) -> None:
        """Press keys one after the other: names ("enter", "ctrl+r", "alt+x"), single characters, or text to type."""
        for number, key in enumerate(keys):
            if number:
                self.feed(KEY_GAP)
                self.settle(ESCAPE_GAP if keys[number - 1] in ("escape", "esc") else 0.03)
            while self.feed(0):
                pass
            self.pty.write(key_bytes(key))

    def resize(self, cols: int, rows: int) -> None:
        """Give the window another size."""
        self.screen.resize(rows, cols)
        self.pty.resize(cols, rows)

    def wait_for(self, what: str | re.Pattern[str] | Callable[[str], object], timeout: float = 30.0) -> None:
        """Read until the screen shows `what`: a text, a pattern, or a function of the screen's text that turns true.

        Raises:
            AssertionError: it did not within `timeout` seconds, or the program ended before; with the screen.
        """
        end = time.monotonic() + timeout
        while not self._shows(what):
            left = end - time.monotonic()
            if left <= 0:
                raise AssertionError(self.picture(f"waited {timeout:g} s in vain for {what!r}"))
            if not self.feed(left) and self.pty.exit_code is not None:
                if self._shows(what):
                    return
                raise AssertionError(self.picture(f"the program ended with {self.pty.exit_code}, before {what!r}"))

    def wait_gone(self, text: str, timeout: float = 30.0) -> None:
        """Read until the screen no longer shows `text`."""
        self.wait_for(lambda screen: text not in screen, timeout)

    def settle(self, quiet: float = 0.15, timeout: float = 30.0) -> None:
        """Read until nothing came for `quiet` seconds: for pictures, and before asserting that something is absent."""
        end = time.monotonic() + timeout
        while time.monotonic() < end and self.feed(quiet):
            pass

    def feed(self, timeout: float) -> bytes:
        """Read once and draw it; returns the bytes read."""
        data = self.pty.read(timeout)
        self.draw(data)
        return data

    def close(self, *keys: str, code: int = 0, timeout: float = 30.0) -> None:
        """Press `keys`, wait for the end, and assert that it left exit code and terminal as it should.

        Raises:
            AssertionError: the program goes on, ends with another code, or leaves modes or line settings behind.
        """
        self.press(*keys)
        end = time.monotonic() + timeout
        while self.pty.exit_code is None:
            left = end - time.monotonic()
            assert left > 0, self.picture(f"still running {timeout:g} s after {keys}")
            self.feed(left)
        assert self.pty.exit_code == code, self.picture(f"exit code {self.pty.exit_code}, not {code}")
        assert not self.modes, self.picture(f"private modes left behind: {sorted(self.modes)}")
        assert self.pty.settings() == self._settings, self.picture("line settings left behind: echo or canonical mode")

    def _shows(self, what: str | re.Pattern[str] | Callable[[str], object]) -> bool:
        if isinstance(what, str):
            return what in self.text()
        if isinstance(what, re.Pattern):
            return bool(what.search(self.text()))
        return bool(what(self.text()))

    def picture(self, sentence: str) -> str:
        """A sentence with the program's name and its screen below it."""
        return super().picture(f"{sentence}\n{' '.join(self.pty.argv)}")


def key_bytes(key: str) -> bytes:
    """What a terminal sends for a key by name, a character, or a text."""
    if key in KEYS:
        return KEYS[key].encode()
    if key.startswith("ctrl+") and len(key) == 6:
        return bytes([ord(key[5].upper()) & 0x1F])
    if key.startswith("alt+") and len(key) > 4:
        return b"\x1b" + key_bytes(key[4:])
    return key.encode()
