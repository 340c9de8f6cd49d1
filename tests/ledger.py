"""A store kept in plain dicts: what was recorded, for which day, and what of it counts at a day as known at a moment.

It shares nothing with the program but the names of columns. It reads the recorded rows by plain SQL and folds them by
its own few lines: `value` for a field, `made` and `ended` for a row.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import NamedTuple

from store.deriving import Derived

NOW = "9999"
"""After every day and every moment."""
DERIVED = {"assignment": Derived._fields, "task": ("done_on",)}
"""Columns that follow from others and are never logged."""
UNCOUNTED = ("version", "loaded_text", "gone", "made")
"""Columns that tell nothing of the plan."""
DAY_VALUED = {
    ("assignment", "since"), ("assignment", "until"), ("membership", "since"), ("membership", "until"),
    ("milestone", "reached_on"),
}  # fmt: skip
"""Fields that say themselves from when they hold: the latest entry counts, for whatever day it was made."""
SPELLS = ("assignment", "membership")
"""Rows that are there from their own `since`, also where they were entered later."""
NAMES = ("unit", "alias")
"""Rows whose name holds for whatever day."""

Place = tuple[str, str, str]
"""Table, row, field."""
Rows = dict[str, dict[int, dict[str, object]]]
"""By table and id: what rows say."""


class Command(NamedTuple):
    """One recorded command; days and moments as ISO text."""

    id: int
    at: str
    kind: str
    target: int | None
    on: str


class Entry(NamedTuple):
    """One recorded value of one field."""

    id: int
    command: int
    on: str
    old: object
    new: object


class Ledger:
    """Everything that was recorded, in the order of recording."""

    def __init__(self) -> None:
        self.commands: dict[int, Command] = {}
        self.turns: dict[int, list[Command]] = {}
        """By command: the undos and redos of it."""
        self.entries: dict[Place, list[Entry]] = {}
        self.rows: Rows = {}
        """What each row said when it was made."""
        self._last = 0

    # Learning

    def learn(self, path: str) -> list[tuple[Place, str, object]]:
        """Read what was recorded since the last time.

        Returns:
            (place, day, new value) of every change of a setting, or of a row that was there before.
        """
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            there = {(table, ident) for table, rows in self.rows.items() for ident in rows}
            self._learn_commands(connection)
            self._learn_rows(connection)
            said = []
            for ident, command, table, row, field, on, old, new in connection.execute(
                "SELECT id, command, tbl, row_id, field, on_date, old, new FROM change WHERE id > ? ORDER BY id",
                (self._last,),
            ):
                self._last = ident
                entry = Entry(ident, command, on, json.loads(old), json.loads(new))
                self.entries.setdefault((table, row, field), []).append(entry)
                if table == "store" or (table, int(row)) in there:
                    said.append(((table, row, field), on, entry.new))
        return said

    def _learn_commands(self, connection: sqlite3.Connection) -> None:
        newest = max(self.commands, default=0)
        for row in connection.execute("SELECT id, at, kind, target, on_date FROM command WHERE id > ?", (newest,)):
            command = self.commands[row[0]] = Command(*row)
            if command.target:
                self.turns.setdefault(command.target, []).append(command)

    def _learn_rows(self, connection: sqlite3.Connection) -> None:
        for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            if table in ("store", "command", "change", "tally"):
                continue
            known = self.rows.setdefault(table, {})
            found = connection.execute(f"SELECT * FROM {table} WHERE id > ?", (max(known, default=0),))
            names = [column[0] for column in found.description]
            known.update({row[names.index("id")]: dict(zip(names, row, strict=True)) for row in found})

    # What counts

    def counting(self, place: Place, moment: str) -> list[Entry]:
        """The entries of a field that are in force as known at a moment, in the order in which they count."""
        found = [
            entry for entry in self.entries.get(place, ())
            if self.commands[entry.command].at <= moment and self._in_force(entry.command, moment)
        ]  # fmt: skip
        return sorted(found, key=lambda entry: (entry.on, entry.id))

    def _in_force(self, command: int, moment: str) -> bool:
        turns = [turn.kind for turn in self.turns.get(command, ()) if turn.at <= moment]
        return not turns or turns[-1] == "redo"

    def value(self, place: Place, day: str, moment: str = NOW) -> object:
        """What a field says: the latest entry that counts, else what it said before its first."""
        table, _, field = place
        always = (table, field) in DAY_VALUED
        found = [entry for entry in self.counting(place, moment) if always or entry.on <= day]
        value = found[-1].new if found else self._first(place)
        return None if field == "reached_on" and value is not None and str(value) > day else value

    def _first(self, place: Place) -> object:
        """What a field said before anybody changed it."""
        table, row, field = place
        recorded = self.entries.get(place)
        if table != "store" and (not recorded or recorded[0].command == self.rows[table][int(row)]["made"]):
            return self.rows[table][int(row)][field]
        return recorded[0].old if recorded else None

    def made(self, table: str, row: int, day: str, moment: str) -> bool:
        """Whether a row was made by then, for that day or earlier or for a time that had begun."""
        maker = self.commands[int(str(self.rows[table][row]["made"]))]
        if maker.at > moment:
            return False
        since = self.value((table, str(row), "since"), day, moment) if table in SPELLS else None
        return maker.on <= day or table in NAMES or (since is not None and str(since) <= day)

    def ended(self, table: str, row: int, day: str, moment: str) -> bool:
        """Whether a row had ended: taken back with the command that made it, or by a command of its own."""
        maker = int(str(self.rows[table][row]["made"]))
        events = [(turn.id, turn.kind == "undo") for turn in self.turns.get(maker, ()) if turn.at <= moment]
        for entry in self.counting((table, str(row), "gone"), moment):
            if entry.on <= day or (entry.new is None and table in NAMES + SPELLS):
                events.append((entry.command, entry.new is not None))
        return max(events, default=(0, False))[1]

    def state(self, day: str = NOW, moment: str = NOW, ended: bool = False) -> Rows:
        """Every row that is there, or that had ended, with what it says; derived columns left out."""
        return {
            table: {
                row: {
                    field: self.value((table, str(row), field), day, moment)
                    for field in fields
                    if field not in (*UNCOUNTED, *DERIVED.get(table, ()))
                }
                for row, fields in rows.items()
                if self.made(table, row, day, moment) and self.ended(table, row, day, moment) == ended
            }
            for table, rows in self.rows.items()
        }

    def days(self) -> set[str]:
        """Every day that occurs: days that changes count for, and days on which members join and leave."""
        found = {command.on for command in self.commands.values()}
        for table in SPELLS:
            for row in self.rows[table]:
                found |= {str(self.value((table, str(row), field), NOW)) for field in ("since", "until")}
        return found - {"None"}
