"""The offices of the invented country at work: commands, changes, reports and figures as the real commands leave them.

What the assignments then say is kept in arrays, a few bytes each, until their rows are written. A test holds every row
against its changes, and every derived column against `store.commands.derive`.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import NamedTuple

from benchmarks.bulk import Bulk
from benchmarks.happenings import MEASURED, SAID, Happening, What, happenings
from benchmarks.land import CHOICES, KEY, Land, county_name, share, township_name
from store import models
from store import vocabulary as v
from store.moves import Move

PEOPLE = ("王芳", "李伟", "张敏", "刘洋", "陈静", "杨帆", "赵磊", "黄丽", "周强", "吴娜", "徐军", "孙艳")
"""The coordinators, each for some counties."""

OFFICE = "国信办"
NOTES = ("", "资金尚未到位", "设备已到货，待安装", "与县里电话核实", "请县里督促", "材料不全，退回补报")
PROGRESS = ("已完成选址", "设备安装调试中", "已覆盖部分行政村", "组织培训一期", "资料报县审核")
MOVES = (("minutes", "专题会议纪要", date(2006, 10, 31)), ("breakdown", "县分解方案", date(2006, 9, 30)))


class TaskMove(NamedTuple):
    """A due date that moved for a whole task."""

    day: date
    basis: str
    note: str


TASK_MOVES = {
    10: TaskMove(date(2006, 9, 30), "breakdown", "任务分解表"),
    2: TaskMove(date(2006, 8, 31), "instruction", "领导批示"),
    1: TaskMove(date(2006, 10, 31), "notice", "国信办〔2006〕9号"),
    3: TaskMove(date(2006, 12, 31), "notice", "误录"),
}
"""The dates, by the places of their tasks."""

UNDONE_TASK = 3

TaskFields = dict[str, object]


class Figures(NamedTuple):
    """The latest figure of a township in an indicator."""

    on: int
    value: float


class Office:
    """Everything that was entered so far."""

    def __init__(self, bulk: Bulk, land: Land, tasks: Mapping[str, int], unit_ids: Sequence[int]) -> None:
        """Begin.

        Args:
            tasks: the tasks laid on townships: their ids by ref, in their order.
            unit_ids: the townships, in their order.
        """
        size = land.townships * len(tasks)
        self.land, self.unit_ids = land, unit_ids
        self._refs, self.task_ids = [*tasks], [*tasks.values()]
        self.status, self.note = bytearray(size), bytearray(size)
        self.percent, self.version = array("h", [-1]) * size, array("H", [1]) * size
        self.percent_on, self.began, self.claimed, self.closed, self.reported, self.updated = (
            array("i", [0]) * size for _ in range(6)
        )
        self.own_due: dict[int, Move] = {}
        self.task_due: dict[int, Move] = {}
        self.task_fields: dict[int, tuple[TaskFields, int]] = {}
        self.figures: dict[tuple[int, int], Figures] = {}
        self._commands = bulk.table(models.Command, ("id", "at", "by_whom", "kind", "target", "on_date", "words"))
        self._changes = bulk.table(
            models.Change, ("command", "row_id", "task", "unit", "field", "on_date", "old", "new", "tbl"), plan=1
        )
        self._reports = bulk.table(
            models.Report,
            ("id", "assignment", "on_date", "received", "progress", "problem", "percent", "claims", "made", "gone"),
            via="phone",
        )
        self._readings = bulk.table(models.Reading, ("indicator", "unit", "on_date", "value", "choice", "made"))
        self._command, self._bulk_count = 1, 0  # the first command loaded the plan
        self._report = self._reading = 0
        self._day, self._second = 0, 0

    def work(self) -> None:
        """Enter everything that happens."""
        for happening in happenings(self.land):
            if happening.day != self._day:
                self._day, self._second = happening.day, 0
            _ACTS.get(happening.what, Office._state)(self, happening)

    # Commands

    def _give(self, by: str, on: int, words: Sequence[str], kind: str = "do", target: int | None = None) -> None:
        """One command, some moments after the last."""
        self._command += 1
        self._second += 1
        self._commands.add(
            self._command, moment(self._day, self._second), by, kind, target, iso(on), _text(tuple(words))
        )  # fmt: skip

    def _taken_back(self, by: str, words: Sequence[str], again: bool) -> None:
        """The last command is undone, and perhaps redone."""
        target = self._command
        self._give(by, self._day, words, "undo", target)
        if again:
            self._give(by, self._day, words, "redo", target)

    def _whose(self, place: int) -> str:
        return PEOPLE[self.land.county(place % self.land.townships) % len(PEOPLE)]

    def _named(self, verb: str, place: int, *more: str, county: bool = False) -> tuple[str, ...]:
        """The words of a command about a task and a township or a county."""
        task, township = divmod(place, self.land.townships)
        unit = county_name(self.land.county(township)) if county else township_name(self.land, township)[0]
        return verb, f"{KEY}/{self._refs[task]}", *more, unit

    # What a command does to assignments

    def _state(self, happening: Happening) -> None:
        """Status, percent or note of the townships of a county."""
        first = happening.places[0]
        wanted = [(place, self._wanted(happening.what, place, happening.day)) for place in happening.places]
        changed = [(place, fields) for place, fields in wanted if self._differs(place, fields)]
        if not changed:
            return
        self._bulk_count += 1
        undone, again = self._bulk_count % 200 == 0, self._bulk_count % 1000 == 0
        by, words = self._whose(first), self._named("set", first, happening.what.name.lower(), county=True)
        self._give(by, happening.day, words)
        for place, fields in changed:
            self._update(place, fields, happening.day, 1 + undone + again, undone and not again)
        if undone:
            self._taken_back(by, words, again)

    def _wanted(self, what: What, place: int, day: int) -> TaskFields:
        """The fields that somebody wants to set, in the order in which the command sets them."""
        closed = v.STATUSES[self.status[place]] in v.CLOSED
        if what == What.BEGIN:
            return {"status": v.IN_PROGRESS}
        if what == What.CONFIRM:
            return {"status": v.DONE} if v.STATUSES[self.status[place]] == v.CLAIMED else {}
        if what == What.DROP:
            return {"status": v.DROPPED, "note": 4}
        if what == What.PERCENT and not closed:
            return {"percent": 10 + day % 13 * 5, "percent_on": day}
        return {"note": 1 + (self.note[place] + day) % 5} if what in (What.NOTE, What.PERCENT) else {}

    def _differs(self, place: int, fields: TaskFields) -> bool:
        return any(self._old(place, field) != value for field, value in fields.items())

    def _old(self, place: int, field: str) -> object:
        """What an assignment says now: days as ordinals, notes by number."""
        if field == "status":
            return v.STATUSES[self.status[place]]
        if field == "note":
            return self.note[place]
        if field == "percent":
            return None if self.percent[place] < 0 else self.percent[place]
        return self.percent_on[place] or None

    def _update(self, place: int, fields: TaskFields, on: int, times: int = 1, undone: bool = False) -> None:
        """Record what changes, and keep it unless it is undone at once.

        Args:
            times: how often the field is set: once, or again by an undo and by a redo.
        """
        for field, value in fields.items():
            old = self._old(place, field)
            if old == value:
                continue
            self._change("assignment", str(place + 1), place, field, on, _json(field, old), _json(field, value))
            self.version[place] += times
            if not undone:
                self._keep(place, field, value, on)
                self.updated[place] = max(self.updated[place], on)

    def _keep(self, place: int, field: str, value: object, on: int) -> None:
        """Let an assignment say it."""
        assert value is not None
        if field == "status":
            self._set_status(place, str(value), on)
        elif field == "note":
            self.note[place] = int(str(value))
        elif field == "percent":
            self.percent[place] = int(str(value))
        else:
            self.percent_on[place] = int(str(value))

    def _set_status(self, place: int, status: str, on: int) -> None:
        """The status, and the days that say since when."""
        was = v.STATUSES[self.status[place]]
        self.status[place] = v.STATUSES.index(status)
        if status in (v.IN_PROGRESS, v.CLAIMED, v.DONE):
            self.began[place] = self.began[place] or on
        if status == v.CLAIMED:
            self.claimed[place] = on
        elif status != v.DONE or was != v.CLAIMED:
            self.claimed[place] = 0
        self.closed[place] = on if status in v.CLOSED else 0

    def _change(
        self, table: str, row: str, place: int, field: str, on: int, old: str, new: str, unit: bool = True
    ) -> None:  # fmt: skip
        task, township = divmod(place, self.land.townships)
        self._changes.add(
            self._command, row, self.task_ids[task], self.unit_ids[township] if unit else None, field, iso(on), old,
            new, table,
        )  # fmt: skip

    def _say(self, happening: Happening) -> None:
        """A township reports on one assignment, a day or two before it is entered."""
        (place,) = happening.places
        on, what = happening.day - place % 3, happening.what
        was = v.STATUSES[self.status[place]]
        claims = {What.CLAIM: "done", What.HELP: "blocked", What.SILENT: "no_change"}.get(what)
        percent = min(100, max(self.percent[place], 0) + 10 + place % 5 * 5) if what == What.REPORT else None
        progress = PROGRESS[place % 5] if what == What.REPORT else ""
        status = {What.CLAIM: v.CLAIMED, What.HELP: v.BLOCKED}.get(
            what, v.IN_PROGRESS if was == v.NOT_STARTED and what == What.REPORT else was
        )
        fields: TaskFields = {"status": was if was in v.CLOSED else status}
        if percent is not None:
            fields |= {"percent": percent, "percent_on": on}
        undone = place % 401 == 7
        by, words = self._whose(place), self._named("report", place)
        self._give(by, on, words)
        self._report += 1
        self._reports.add(
            self._report, place + 1, iso(on), iso(happening.day), progress, NOTES[1] if claims == "blocked" else "",
            percent, claims, self._command, self._command + 1 if undone else None,
        )  # fmt: skip
        field, said = ("claims", claims) if claims else ("progress", progress)
        self._change("report", str(self._report), place, field, on, "null", json.dumps(said, ensure_ascii=False))
        self._update(place, fields, on, 1 + undone, undone)
        if undone:
            self._taken_back(by, words, again=False)
        else:
            self.reported[place] = max(self.reported[place], on)

    def _read(self, happening: Happening) -> None:
        """A township's figure, or its choice."""
        (place,) = happening.places
        task, township = divmod(place, self.land.townships)
        number, on = MEASURED.index(task), happening.day
        part = 0.2 + (on - date(2006, 4, 1).toordinal()) / 250
        value = round(share(township) * part) if number == 0 else round(100 * part) + township % 9
        choice = CHOICES[township % 3] if number == 2 else None
        self._give(self._whose(place), on, self._named("figure", place))
        self._reading += 1
        self._readings.add(
            number + 1, self.unit_ids[township], iso(on), None if choice else float(value), choice, self._command
        )
        field, said = ("choice", choice) if choice else ("value", float(value))
        self._change("reading", str(self._reading), place, field, on, "null", json.dumps(said, ensure_ascii=False))
        if choice is None:
            self.figures[task, township] = Figures(on, float(value))

    # Due dates

    def _move(self, happening: Happening) -> None:
        """The townships of a county get a due date of their own."""
        first, on = happening.places[0], happening.day
        basis, note, day = MOVES[on % 2]
        self._give(self._whose(first), on, self._named("due", first, day.isoformat(), county=True))
        for place in happening.places:
            for field, old, new in _moved(basis, note, day):
                self._change("assignment", str(place + 1), place, field, on, old, new)
                self.version[place] += 1
            self.updated[place] = max(self.updated[place], on)
            stated = basis == "breakdown"
            self.own_due[place] = Move(date.fromordinal(on), self._command, None, day, basis, note, stated)

    def _move_task(self, happening: Happening) -> None:
        """A task gets another due date, and with it every township that has none of its own."""
        (place,) = happening.places
        task, on = place // self.land.townships, happening.day
        moved = TASK_MOVES[task]
        words = ("due", f"{KEY}/{self._refs[task]}", moved.day.isoformat())
        self._give(OFFICE, on, words)
        for field, old, new in _moved(moved.basis, moved.note, moved.day):
            self._change("task", str(self.task_ids[task]), place, field, on, old, new, unit=False)
        count = len(_moved(moved.basis, moved.note, moved.day))
        if task == UNDONE_TASK:
            self._taken_back(OFFICE, words, again=False)
            self.task_fields[task] = {}, 2 * count
            return
        stated = moved.basis == "breakdown"
        self.task_due[task] = Move(
            date.fromordinal(on), self._command, None, moved.day, moved.basis, moved.note, stated
        )  # fmt: skip
        fields = {field: json.loads(new) for field, _, new in _moved(moved.basis, moved.note, moved.day)}
        self.task_fields[task] = fields, count


_ACTS = {
    **dict.fromkeys(SAID, Office._say), What.READ: Office._read, What.MOVE: Office._move,
    What.MOVE_TASK: Office._move_task,
}  # fmt: skip
"""What is entered where; everything else sets status, percent or note."""


@cache
def _moved(basis: str, note: str, day: date) -> tuple[tuple[str, str, str], ...]:
    """(field, old, new) of a due date given where there was none of its own."""
    said = {"due_own_phrase": phrase(day), "due_own_precision": "day", "due_own_basis": basis, "due_own_note": note}
    return ("due_own", "null", _text(day.isoformat())), *((field, '""', _text(new)) for field, new in said.items())


@cache
def phrase(day: date) -> str:
    """A date as people write it."""
    return f"{day.year}年{day.month}月{day.day}日"


@cache
def iso(day: int) -> str:
    """An ordinal as ISO text."""
    return date.fromordinal(day).isoformat()


def moment(day: int, second: int) -> str:
    """When a command is recorded: from 8:30 in China on, one each second."""
    began = datetime.combine(date.fromordinal(day), datetime.min.time(), UTC)
    return (began + timedelta(minutes=30, seconds=second)).isoformat(timespec="microseconds")


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


@cache
def _json(field: str, value: object) -> str:
    """A field's value as a change keeps it."""
    if value is None or field == "status":
        return _text(value)
    number = int(str(value))
    if field == "note":
        return _text(NOTES[number])
    return _text(iso(number) if field == "percent_on" else float(number))
