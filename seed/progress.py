"""Sample progress: the entries of `seed/progress/`, written through the store's own commands in the order of days.

Every command carries the flag `sample`, the day of its entry and a fixed moment of that day, so that two builds are
the same, row by row, and nothing invented can be taken for real.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from typing import NamedTuple

from exchange.dates import read_phrase
from seed.progress_file import Entry, read_progress
from store.commands.dates import ask_extension, decide_extension, set_due, set_task_due
from store.commands.figures import reach, record_reading
from store.commands.members import set_member
from store.commands.reports import Said, record_report
from store.commands.statuses import set_note, set_status
from store.errors import Refused
from store.queries.names import part_key, task_key, unit_key
from store.reader import Reader, as_int, as_text
from store.shapes import Who
from store.writer import Writer

COORDINATOR = "示例"
"""Who entered the sample progress."""

_MORNING = 30
"""The first entry of a day is recorded at 8:30 in China, 30 minutes past midnight UTC; the next ones 20 s apart."""


class _Row(NamedTuple):
    """An assignment that an entry is about."""

    id: int
    unit: str
    task: str
    status: str


def progress(key: str) -> tuple[Entry, ...]:
    """The sample progress of a built-in plan.

    Args:
        key: one of `seed.plans.builtin_keys()`.
    """
    return read_progress(files("seed").joinpath("progress", f"{key}.toml").read_text(encoding="utf-8"), key)


def write_progress(writer: Writer, reader: Reader, entries: Iterable[Entry]) -> int:
    """Write entries through the store's commands, in the order of their days.

    Args:
        writer: the store.
        reader: the same store, to look up names.
        entries: of one or several plans; entries of one day keep their order.

    Returns:
        How many commands were given.

    Raises:
        Refused: an unknown name, an entry that finds no open assignment, or what a command refuses.
    """
    desk = _Desk(writer, reader)
    for entry in sorted(entries, key=lambda entry: entry.on):
        desk.day(entry.on)
        _ACTS[entry.act](desk, entry)
    return desk.commands


class _Desk:
    """The coordinator's desk: the store, and the clock of the day that is being entered."""

    def __init__(self, writer: Writer, reader: Reader) -> None:
        self.writer = writer
        self.reader = reader
        self.commands = 0
        self._today = date.min
        self._of_day = 0

    def day(self, today: date) -> None:
        """Turn to a day; the commands of one day follow each other."""
        if today != self._today:
            self._today, self._of_day = today, 0

    def who(self, *words: str) -> Who:
        """The coordinator at the next moment of the day, giving a command of these words."""
        moment = datetime(self._today.year, self._today.month, self._today.day, tzinfo=UTC)
        moment += timedelta(minutes=_MORNING, seconds=20 * self._of_day)
        self._of_day += 1
        self.commands += 1
        return Who(COORDINATOR, self._today, moment, True, words)

    def unit(self, entry: Entry, name: str) -> int:
        """A unit's id."""
        return unit_key(self.reader, name, self.plan(entry)).id

    def plan(self, entry: Entry) -> int:
        """The id of the entry's plan."""
        row = self.reader.one("SELECT id FROM plan WHERE key = :key", key=entry.plan)
        if row is None:
            raise Refused("unknown_plan", name=entry.plan, close=(), known=())
        return as_int(row[0])

    def _with_members(self, entry: Entry, names: Sequence[str]) -> set[int]:
        """Units, and the members of those that are groups."""
        found = {self.unit(entry, name) for name in names}
        for group in tuple(found):
            rows = self.reader.rows(
                "SELECT unit FROM membership WHERE group_unit = :group AND gone IS NULL", group=group
            )
            found.update(as_int(row[0]) for row in rows)
        return found

    def rows(self, entry: Entry) -> list[_Row]:
        """The open assignments that an entry is about, in the order of the plan and of its units."""
        for task in entry.tasks:
            task_key(self.reader, f"{entry.plan}/{task}")
        wanted, but = self._with_members(entry, entry.units), self._with_members(entry, entry.but)
        rows = self.reader.rows(
            """SELECT a.id, a.unit, u.name, t.ref, a.status, a.role FROM assignment a JOIN task t ON t.id = a.task
 JOIN unit u ON u.id = a.unit WHERE a.plan = :plan AND a.gone IS NULL AND a.until IS NULL
 AND a.status NOT IN ('done', 'dropped') ORDER BY t.pos, u.rank, a.id""",
            plan=self.plan(entry),
        )
        found = [
            _Row(as_int(ident), as_text(name), as_text(ref), as_text(status))
            for ident, unit, name, ref, status, role in rows
            if (not entry.units or as_int(unit) in wanted) and as_int(unit) not in but
            and (not entry.tasks or any((as_text(ref) + ".").startswith(task + ".") for task in entry.tasks))
            and (not entry.roles or as_text(role) in entry.roles)
        ]  # fmt: skip
        if not found:
            raise Refused("file_bad_value", place=entry.place, key="tasks / units", value="0", accepted=(">= 1",))
        return found


def _places(entry: Entry) -> tuple[str, ...]:
    """The tasks of an entry as they are typed."""
    return tuple(f"{entry.plan}/{task}" for task in entry.tasks)


def _option(name: str, *values: object) -> tuple[str, ...]:
    """An option as typed, once for each value that is not empty."""
    return tuple(part for value in values if value not in ("", None) for part in (f"--{name}", str(value)))


def _dated(entry: Entry) -> tuple[str, ...]:
    """`--on DAY` where an entry speaks of another day than its own."""
    return _option("on", entry.as_of if entry.as_of != entry.on else "")


def _report(desk: _Desk, entry: Entry) -> None:
    """What units said: units that say the same in one command, texts dealt out in turn."""
    rows = desk.rows(entry)
    texts = entry.value if isinstance(entry.value, list) else [entry.value]
    percent = entry.more.get("percent")
    said: dict[tuple[str, float | None], list[_Row]] = {}
    for at, unit in enumerate(dict.fromkeys(row.unit for row in rows)):
        own = percent.get(unit) if isinstance(percent, dict) else percent
        said.setdefault((texts[at % len(texts)], own), []).extend(row for row in rows if row.unit == unit)
    for (text, own), mine in said.items():
        units = tuple(dict.fromkeys(row.unit for row in mine)) if len(said) > 1 or not entry.units else entry.units
        claims = entry.text("claims")
        words = (
            "report", *units, *_places(entry), *_option("via", entry.text("via")), *_dated(entry),
            *_option("from", entry.text("from")), *_option("progress", text), *_option("percent", own),
            *_option("problem", entry.text("problem")), *_option("next", entry.text("next")),
            *((f"--{claims.replace('_', '-')}",) if claims else ()),
        )  # fmt: skip
        statement = Said(
            via=entry.text("via"), received=entry.on, from_whom=entry.text("from"), progress=text,
            problem=entry.text("problem"), next_step=entry.text("next"), percent=own, claims=claims or None,
            reference=entry.text("reference"),
        )  # fmt: skip
        record_report(desk.writer, desk.who(*words), [row.id for row in mine], statement, on=entry.as_of)


def _status(desk: _Desk, entry: Entry) -> None:
    """A status; `done` on what units have claimed is a confirmation."""
    rows = desk.rows(entry)
    units = entry.units or tuple(dict.fromkeys(row.unit for row in rows))
    note, percent = entry.more.get("note"), entry.more.get("percent")
    if entry.value == "done" and all(row.status == "claimed" for row in rows):
        words = ("confirm", *_places(entry), *_option("unit", *units), *_option("evidence", note))
    else:
        words = ("set", *_places(entry), entry.value, *_option("unit", *units), *_option("note", note))
    who = desk.who(*words, *_option("percent", percent), *_dated(entry))
    set_status(desk.writer, who, [row.id for row in rows], entry.value, on=entry.as_of, note=note, percent=percent)


def _due(desk: _Desk, entry: Entry) -> None:
    """A due date: of units' own, or of a task where no unit is named."""
    window = read_phrase(entry.value, year=entry.on.year)
    basis = entry.text("basis")
    tail = (entry.value, *_option("unit", *entry.units), *_option("basis", basis), *_option("note", entry.text("note")))
    if entry.units:
        ids = [row.id for row in desk.rows(entry)]
        who = desk.who("due", *_places(entry), *tail)
        set_due(desk.writer, who, ids, window, basis, note=entry.text("note"), on=entry.as_of)
        return
    for place in _places(entry):
        who, task = desk.who("due", place, *tail), task_key(desk.reader, place).id
        set_task_due(desk.writer, who, task, window, basis, note=entry.text("note"), on=entry.as_of)


def _extend(desk: _Desk, entry: Entry) -> None:
    """More time asked for."""
    ids, reason = [row.id for row in desk.rows(entry)], entry.text("reason")
    asked = (*_option("to", entry.value), *_option("reason", reason), *_option("asked", entry.as_of))
    who = desk.who("extend", *_places(entry), *_option("unit", *entry.units), *asked)
    ask_extension(desk.writer, who, ids, entry.value, reason, asked_on=entry.as_of)


def _decide(desk: _Desk, entry: Entry) -> None:
    """An extension approved or refused."""
    ids, approved = [row.id for row in desk.rows(entry)], entry.value == "approved"
    answer = "--approve" if approved else "--refuse"
    who = desk.who("extend", *_places(entry), *_option("unit", *entry.units), answer)
    decide_extension(desk.writer, who, ids, approved, entry.text("basis"), on=entry.as_of)


def _figures(desk: _Desk, entry: Entry) -> None:
    """Figures or choices, one command for each unit."""
    place = f"{entry.plan}/{entry.text('indicator')}"
    _, indicator = part_key(desk.reader, "indicator", place)
    verified = bool(entry.more.get("verified"))
    for unit, value in entry.value.items():
        tail = (*_option("unit", unit), *_dated(entry), *(("--verified",) if verified else ()))
        who = desk.who("reading", place, str(value), *tail)
        record_reading(
            desk.writer, who, indicator.id, desk.unit(entry, unit), str(value), on=entry.as_of, verified=verified
        )


def _reach(desk: _Desk, entry: Entry) -> None:
    """A milestone reached."""
    place = f"{entry.plan}/{entry.value}"
    _, milestone = part_key(desk.reader, "milestone", place)
    reach(desk.writer, desk.who("reach", place, *_dated(entry)), milestone.id, on=entry.as_of)


def _join(desk: _Desk, entry: Entry) -> None:
    """Units that join a group: their assignments begin that day. A unit that is not known yet is made."""
    for unit in entry.units:
        who = desk.who("member", entry.value, unit, *_option("since", entry.as_of))
        set_member(desk.writer, who, desk.unit(entry, entry.value), unit, since=entry.as_of)


def _leave(desk: _Desk, entry: Entry) -> None:
    """Units that leave a group: their assignments end that day."""
    for unit in entry.units:
        who = desk.who("member", entry.value, unit, *_option("until", entry.as_of))
        set_member(desk.writer, who, desk.unit(entry, entry.value), unit, until=entry.as_of)


def _remark(desk: _Desk, entry: Entry) -> None:
    """The coordinator's note."""
    rows = desk.rows(entry)
    who = desk.who("note", *_places(entry), *_option("unit", *entry.units), *_option("note", entry.value))
    set_note(desk.writer, who, [row.id for row in rows], entry.value, on=entry.as_of)


_ACTS: dict[str, Callable[[_Desk, Entry], None]] = {
    "report": _report, "status": _status, "due": _due, "extend": _extend, "decide": _decide, "figures": _figures,
    "reach": _reach, "join": _join, "leave": _leave, "remark": _remark,
}  # fmt: skip
