"""The dashboard and the bare app in real pseudo-terminals: time to first content, key to paint, update until shown.

While it counts nothing is parsed: bytes are kept with the moment they came, and drawn on a screen afterwards.
"""

from __future__ import annotations

import re
import time
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from terminal import Pty, Screen

from benchmarks import contract

FRAME_END = b"\x1b[?2026l"
"""Textual closes each frame with it on terminals that know synchronised frames."""


class Bytes(NamedTuple):
    """What came, and when (seconds of `time.perf_counter`)."""

    at: float
    data: bytes


class Program:
    """One program in a pseudo-terminal, and its screen as far as it has been drawn."""

    def __init__(self, argv: Sequence[str], env: Mapping[str, str]) -> None:
        self.started = time.perf_counter()
        self.pty = Pty(argv, contract.COLS, contract.ROWS, env)
        self.screen = Screen(contract.COLS, contract.ROWS)

    def record(self, quiet: float, first: float = 20.0) -> list[Bytes]:
        """All bytes until none came for `quiet` seconds; the first may take `first` seconds."""
        came: list[Bytes] = []
        while data := self.pty.read(quiet if came else first):
            came.append(Bytes(time.perf_counter(), data))
        return came

    def draw(self, came: Sequence[Bytes]) -> None:
        """Bring the screen up to date."""
        for piece in came:
            self.screen.draw(piece.data)

    def press(self, key: str, quiet: float) -> tuple[float, list[Bytes]]:
        """Press a key; returns when, and all that came until `quiet` seconds of silence (first, at least one)."""
        pressed = time.perf_counter()
        self.pty.write(key.encode())
        return pressed, self.record(quiet, first=max(quiet, 1.0))

    def leave(self) -> None:
        """Quit politely, or by force after a second."""
        self.press(contract.QUIT, 1.0)
        self.pty.end()


def first_content(argv: Sequence[str], env: Mapping[str, str], *wanted: re.Pattern[str]) -> list[float]:
    """Start a program; returns the milliseconds from exec until each of `wanted` is on its screen.

    Raises:
        LookupError: the program never showed one of them.
    """
    program = Program(argv, env)
    came = program.record(quiet=0.5)
    program.leave()
    times: dict[re.Pattern[str], float] = {}
    for piece in came:
        program.screen.draw(piece.data)
        text = program.screen.text()
        for pattern in wanted:
            if pattern not in times and pattern.search(text):
                times[pattern] = (piece.at - program.started) * 1000
    missing = [pattern.pattern for pattern in wanted if pattern not in times]
    if missing:
        raise LookupError(program.screen.picture(f"{' '.join(argv)} never showed {missing}"))
    return [times[pattern] for pattern in wanted]


def key_to_paint(program: Program, key: str) -> tuple[float, float] | None:
    """Press a key; returns the milliseconds until its first whole frame and until the last byte, if there were any."""
    pressed, came = program.press(key, quiet=0.03)
    program.draw(came)
    seen = b""
    for piece in came:
        seen += piece.data
        if FRAME_END in seen:
            return (piece.at - pressed) * 1000, (came[-1].at - pressed) * 1000
    return None


def update_until_shown(program: Program, key: str) -> tuple[float, float]:
    """Press a status key; returns the milliseconds until a row of assignments says so and until the last byte.

    Raises:
        LookupError: no row changed.
    """
    rows = _rows(program.screen)
    pressed, came = program.press(key, quiet=1.2)
    shown = None
    for piece in came:
        program.screen.draw(piece.data)
        if shown is None and _rows(program.screen) != rows:
            shown = (piece.at - pressed) * 1000
    if shown is None:
        raise LookupError(program.screen.picture(f"{key} changed no row"))
    return shown, (came[-1].at - pressed) * 1000


def _rows(screen: Screen) -> list[str]:
    """The rows of assignments on a screen."""
    return [line for line in screen.lines() if contract.CONTENT.search(line)]
