"""What happens in the invented country, and when: from February to the day of the sample progress.

Of all assignments 9.5 % change in the last two months; about half were begun before. Everything follows from one seed.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from enum import IntEnum
from itertools import groupby
from typing import NamedTuple

from benchmarks.land import TASKS, Land, dated

TODAY = date(2006, 9, 15)
RECENT = 95
"""Of 1,000 assignments so many change after mid-July."""

WIDTH = 40
"""Bits of an event that say which assignment; four more say what, the rest is the day."""


class What(IntEnum):
    """What happens; on one day in this order."""

    BEGIN = 0
    PERCENT = 1
    REPORT = 2
    CLAIM = 3
    HELP = 4
    SILENT = 5
    NOTE = 6
    CONFIRM = 7
    DROP = 8
    MOVE = 9
    READ = 10
    MOVE_TASK = 11


TOGETHER = frozenset({What.BEGIN, What.PERCENT, What.NOTE, What.CONFIRM, What.MOVE})
"""What a coordinator enters for all townships of a county at once."""

SAID = frozenset({What.REPORT, What.CLAIM, What.HELP, What.SILENT})


class Happening(NamedTuple):
    """One command to be given: its day, and the assignments by place (task × townships + township)."""

    day: int
    """The ordinal of the date on which it is recorded."""
    what: What
    places: tuple[int, ...]


def happenings(land: Land) -> Iterator[Happening]:
    """All commands in the order in which they are given."""
    events = sorted(_events(land))
    for (day, what, _), together in groupby(events, lambda event: _command(event, land)):
        yield Happening(day, What(what), tuple(event & (1 << WIDTH) - 1 for event in together))


def _command(event: int, land: Land) -> tuple[int, int, int]:
    """What one command has in common: the day, what happens, and the county of a task or the one assignment."""
    place, what, day = event & (1 << WIDTH) - 1, event >> WIDTH & 15, event >> WIDTH + 4
    task, township = divmod(place, land.townships)
    one = -1 - task * land.counties - land.county(township) if what in TOGETHER else place
    return day, what, one


def _ordinal(month: int, day: int) -> int:
    return date(2006, month, day).toordinal()


BEGUN = _ordinal(2, 1), _ordinal(4, 27)
SPOKEN = _ordinal(4, 30), _ordinal(6, 17)
CONFIRMED = _ordinal(6, 20), _ordinal(7, 13)
LATELY = _ordinal(7, 18), _ordinal(8, 20)
NOW = _ordinal(8, 25), TODAY.toordinal()
"""The spells are days apart, so that nothing is entered for a day before what the assignment said last."""

MEASURED = (0, 1, 15)
"""The tasks, by place, that an indicator belongs to; the indicators are in this order."""

TASK_MOVES = ((_ordinal(3, 20), 10), (_ordinal(6, 10), 2), (_ordinal(8, 28), 1), (_ordinal(9, 5), 3))
"""(day, task by place) of the due dates that moved for a whole task; the last one is undone at once."""


def _events(land: Land) -> Iterator[int]:
    """Every event as one number that sorts by day, kind and place: a million of them take little room."""
    draw = random.Random(20060915)
    for task in range(TASKS):
        for township in range(land.townships):
            if dated(township) == (None, None):
                place = task * land.townships + township
                yield from _life(draw, land, task, township, place)
    for day, task in TASK_MOVES:
        yield _event(day, What.MOVE_TASK, task * land.townships)


def _event(day: int, what: What, place: int) -> int:
    return (day << 4 | what) << WIDTH | place


def _life(draw: random.Random, land: Land, task: int, township: int, place: int) -> Iterator[int]:
    """What happens to one assignment."""
    of_county = task * 7919 + land.county(township) * 104729
    chance = draw.random()
    if chance < 0.5:
        yield _event(_within(BEGUN, of_county), What.BEGIN, place)
        if chance < 0.29:
            what = _said(chance / 0.29)
            yield _event(_within(SPOKEN, of_county if what in TOGETHER else draw.getrandbits(20)), what, place)
            if what == What.CLAIM and chance < 0.05:
                yield _event(_within(CONFIRMED, of_county), What.CONFIRM, place)
    if place * 619 % 1000 < RECENT:
        what = _said(draw.random())
        yield _event(_within(LATELY, of_county if what in TOGETHER else draw.getrandbits(20)), what, place)
        if chance < 0.15:
            yield _event(_within(NOW, of_county), What.NOTE if chance < 0.1 else What.CONFIRM, place)
    if of_county % 1009 < 7:
        yield _event(_within(SPOKEN if of_county % 1009 < 5 else LATELY, of_county), What.MOVE, place)
    if task in MEASURED and draw.random() < 0.25:
        yield _event(_within(SPOKEN if draw.random() < 0.8 else NOW, draw.getrandbits(20)), What.READ, place)


def _said(chance: float) -> What:
    """What is heard of an assignment: mostly a report."""
    steps = (
        (0.15, What.CLAIM), (0.62, What.REPORT), (0.68, What.HELP), (0.73, What.SILENT), (0.85, What.PERCENT),
        (0.99, What.NOTE),
    )  # fmt: skip
    return next((what for until, what in steps if chance < until), What.DROP)


def _within(spell: tuple[int, int], number: int) -> int:
    """A day of a spell."""
    first, last = spell
    return first + number % (last - first + 1)
