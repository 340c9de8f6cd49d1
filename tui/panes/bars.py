"""Bars over days, cell by cell: what the overview's phases and the timeline draw alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Protocol

from store.shapes import Milestone
from tui.looks import Face
from tui.text import Piece


class Days(Protocol):
    """Days as cells of a line."""

    @property
    def width(self) -> int:
        """The cells of the line."""

    def column(self, day: date) -> int:
        """The first cell of a day; outside the line it lies outside 0 … width − 1."""

    def until(self, day: date) -> int:
        """The last cell of a day."""

    def lines(self) -> Iterable[int]:
        """The cells at which a year, or month, begins."""


def blank(days: Days, as_of: date, face: Face) -> list[Piece]:
    """The cells of one line with nothing on it but where years begin, and today."""
    line = [Piece(" ", "dim")] * days.width
    for at in days.lines():
        if 0 < at < days.width:
            line[at] = Piece("|", "dim")
    at = days.column(as_of)
    if 0 <= at < days.width:
        line[at] = Piece(face.pick("¦", ":"), "accent!")
    return line


def fill(line: list[Piece], first: int, last: int, sign: Piece, spare: int) -> None:
    """Put a sign into every cell from `first` to `last` that is in view, but not over today's."""
    for at in range(max(first, 0), min(last, len(line) - 1) + 1):
        if at != spare:
            line[at] = sign


def slipped(face: Face) -> Piece:
    """The sign of the tail from the first due date to the present one."""
    return Piece(face.pick("░", "~"), "yellow")


def mark_sign(mark: Milestone, face: Face) -> Piece:
    """The sign of a milestone: reached, missed, to come."""
    if mark.reached_on:
        return Piece(face.sign("done"), "green!")
    return Piece(face.sign("dropped"), "red!") if mark.missed else Piece(face.pick("▪", "o"), "text!")


def put_marks(line: list[Piece], marks: Iterable[Milestone], days: Days, face: Face) -> None:
    """Put each milestone at its day."""
    for mark in marks:
        at = days.column(mark.window.end) if mark.window.end else -1
        if 0 <= at < len(line):
            line[at] = mark_sign(mark, face)


def join(line: Sequence[Piece]) -> list[Piece]:
    """Neighbours of one tone as one piece."""
    return [Piece("".join(piece.text for piece in run), tone) for tone, run in groupby(line, attrgetter("tone"))]
