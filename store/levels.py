"""What task, parents, phase and plan say of a window and how they moved it, read for many assignments at once.

The same SQL serves the command that writes and the view of a past date: tables are named without schema.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from store.moves import OWN, PERIOD, WRITTEN, Columns, Known, Move, Place, chain
from store.reader import Reader, as_date, as_int, as_text
from store.recorded import Fields, entries, ids_sql, undone_of
from store.schedule import DueFact, Level, inherited_due, inherited_start

TASK = """id, plan, parent, phase, due_means, start_own, due_own, due_own_phrase, due_own_doubt, due_own_basis,
 due_own_note, start_on, due_start, due, due_phrase, due_doubt"""
DATED = frozenset(column for columns in (OWN, WRITTEN, PERIOD) for column in columns[:2])
"""The columns that state a due date; where none of them was ever changed, nothing moved."""


class Inherited(NamedTuple):
    """What an assignment without a date of its own has to keep."""

    source: str | None
    due: DueFact
    levels: tuple[Level, ...]


class Levels:
    """The levels above the assignments of some tasks, each read once."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self._tasks: dict[int, dict[str, object]] = {}
        self._phases: dict[int, dict[str, object]] = {}
        self._plans: dict[int, dict[str, object]] = {}
        self._inherited: dict[int, Inherited] = {}
        self._places: dict[int, list[Place]] = {}
        self._known: dict[int, dict[tuple[str, int], Fields]] = {}
        self._moves: dict[int, tuple[Move, ...]] = {}

    def read(self, tasks: Iterable[int]) -> None:
        """Read tasks, the tasks around them, their phases and plans."""
        wanted = set(tasks) - self._tasks.keys()
        while wanted:
            self._tasks.update(self._rows("task", TASK, wanted))
            parents = {as_int(self._tasks[ident]["parent"]) for ident in wanted if ident in self._tasks}
            wanted = parents - self._tasks.keys() - {0}
        phases = {as_int(task["phase"]) for task in self._tasks.values()} - self._phases.keys() - {0}
        columns = "id, due_start, due, due_phrase, due_doubt"
        self._phases.update(self._rows("phase", columns, phases, "AND gone IS NULL"))
        plans = {as_int(task["plan"]) for task in self._tasks.values()} - self._plans.keys()
        columns = "id, issued, period_start, period, period_phrase, period_doubt, closing"
        self._plans.update(self._rows("plan", columns, plans))

    def _rows(self, table: str, columns: str, ids: Iterable[int], more: str = "") -> dict[int, dict[str, object]]:
        """Rows by id, each as its columns."""
        chosen = ids_sql(ids)
        names = [name.strip() for name in columns.split(",")]
        rows = self.reader.rows(f"SELECT {columns} FROM {table} WHERE id IN ({chosen}) {more}") if chosen else []
        return {as_int(row[0]): dict(zip(names, row, strict=True)) for row in rows}

    def means(self, task: int) -> str:
        """Whether the due date of a task is met by being done or by being started."""
        return as_text(self._tasks[task]["due_means"])

    def plan(self, task: int) -> Mapping[str, object]:
        """The plan of a task."""
        return self._plans[as_int(self._tasks[task]["plan"])]

    def start(self, task: int, own: str | None) -> str | None:
        """The start of the window of an assignment (ISO), its own or the nearest one above."""
        if own is not None:
            return own
        begin = inherited_start(self.inherited(task).levels, as_date(self.plan(task)["issued"]))
        return begin.isoformat() if begin else None

    def inherited(self, task: int) -> Inherited:
        """What the levels above an assignment of this task say."""
        if task not in self._inherited:
            levels = tuple(self._levels(task))
            self._inherited[task] = Inherited(*inherited_due(levels), levels)
        return self._inherited[task]

    def _above(self, task: int) -> Iterator[dict[str, object]]:
        """A task and the tasks around it, the nearest first; a circle (damage) ends."""
        node, seen = self._tasks.get(task), {0}
        while node is not None and as_int(node["id"]) not in seen:
            seen.add(as_int(node["id"]))
            yield node
            node = self._tasks.get(as_int(node["parent"]))

    def _phase(self, task: int) -> dict[str, object] | None:
        """The phase that the nearest of them names, while it is in the plan."""
        named = next((as_int(node["phase"]) for node in self._above(task) if node["phase"] is not None), 0)
        return self._phases.get(named)

    def _levels(self, task: int) -> Iterator[Level]:
        source = "task"
        for node in self._above(task):
            own = DueFact(
                as_date(node["due_own"]), as_text(node["due_own_phrase"]), as_text(node["due_own_doubt"]),
                as_text(node["due_own_basis"]),
            )  # fmt: skip
            yield Level(source, own, as_date(node["start_own"]))
            written = _written(node, "due")
            yield Level(source, written, as_date(node["start_on"]) or as_date(node["due_start"]))
            source = "parent"
        phase, plan = self._phase(task), self.plan(task)
        if phase is not None:
            yield Level("phase", _written(phase, "due"), as_date(phase["due_start"]))
        yield Level("plan", _written(plan, "period"), as_date(plan["period_start"]))

    def moves(self, task: int, own: Place, fields: Fields) -> tuple[Move, ...]:
        """The moves of the due date of one assignment, its own and the inherited ones, in the order they count.

        Args:
            task: its task.
            own: the assignment as a place.
            fields: its recorded changes.
        """
        moved = not DATED.isdisjoint(fields)
        if not moved and not own.now["due_own"] and not own.now["due_own_phrase"]:
            return self.moves_above(task)
        known = self._recorded(task)
        if not moved and not any(known.values()):
            return ()
        return tuple(self._chain([own, *self._above_places(task)], {**known, (own.table, own.row): fields}))

    def moves_above(self, task: int) -> tuple[Move, ...]:
        """The moves of the date that an assignment without one of its own inherits."""
        if task not in self._moves:
            self._moves[task] = tuple(self._chain(self._above_places(task), self._recorded(task)))
        return self._moves[task]

    def _chain(self, places: list[Place], known: Known) -> Iterator[Move]:
        commands = {one.command for fields in known.values() for found in fields.values() for one in found}
        return chain(places, known, undone_of(self.reader, commands))

    def _above_places(self, task: int) -> list[Place]:
        if task not in self._places:
            self._places[task] = list(self._named_places(task))
        return self._places[task]

    def _named_places(self, task: int) -> Iterator[Place]:
        for node in self._above(task):
            yield Place("task", as_int(node["id"]), OWN, said(node, OWN))
            yield Place("task", as_int(node["id"]), WRITTEN, said(node, WRITTEN))
        phase, plan = self._phase(task), self.plan(task)
        if phase is not None:
            yield Place("phase", as_int(phase["id"]), WRITTEN, said(phase, WRITTEN))
        yield Place("plan", as_int(plan["id"]), PERIOD, said(plan, PERIOD))

    def _recorded(self, task: int) -> dict[tuple[str, int], Fields]:
        """What was recorded of the dates above a task."""
        if task not in self._known:
            columns: dict[tuple[str, int], set[str]] = {}
            for place in self._above_places(task):
                columns.setdefault((place.table, place.row), set()).update(filter(None, place.columns))
            self._known[task] = {
                (table, row): entries(self.reader, table, [row], names).get(str(row), {})
                for (table, row), names in columns.items()
            }
        return self._known[task]


def _written(row: Mapping[str, object], stem: str) -> DueFact:
    """The date that the plan itself states."""
    return DueFact(as_date(row[stem]), as_text(row[f"{stem}_phrase"]), as_text(row[f"{stem}_doubt"]), "plan")


def said(row: Mapping[str, object], columns: Columns) -> dict[str, object]:
    """What a row says in these columns."""
    return {column: row[column] for column in columns if column}
