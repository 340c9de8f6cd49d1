"""The log replayed into a plain model, one command after the other: what the store must hold if nothing was lost."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

Key = tuple[str, str, str]
"""(table, row, field)."""


class Entry(NamedTuple):
    """A recorded value in force; they count in the order of their days, then of their recording."""

    on: str
    id: int
    command: int
    new: object


class Model:
    """Every logged field, as the commands make it in the order of the log."""

    def __init__(self) -> None:
        self.first: dict[Key, object] = {}
        self.entries: dict[Key, list[Entry]] = {}
        self.fields_of: dict[int, list[Key]] = {}
        self.undone: set[int] = set()
        self.versions: dict[tuple[str, str], int] = {}
        """How often each row moved on."""

    def value(self, key: Key, day: str = "9999") -> object:
        """The value of a field on a day; in the end where no day is given."""
        known = [each for each in self.entries.get(key, ()) if each.command not in self.undone and each.on <= day]
        return max(known).new if known else self.first[key]

    def turn(self, kind: str, target: int) -> None:
        """An undo or a redo: it has no changes of its own."""
        (self.undone.add if kind == "undo" else self.undone.discard)(target)
        for key in dict.fromkeys(self.fields_of.get(target, ())):
            self._move(key)

    def change(self, command: int, ident: int, key: Key, on: str, old: object, new: object) -> object:
        """A recorded change; returns what the model held on that day: `old`, if nobody wrote in between unseen."""
        self.first.setdefault(key, old)
        held = self.value(key, on)
        known = [each for each in self.entries.get(key, ()) if each.command not in self.undone]
        self.entries.setdefault(key, []).append(Entry(on, ident, command, new))
        self.fields_of.setdefault(command, []).append(key)
        if not any(each.on > on for each in known):
            self._move(key)
        return held

    def _move(self, key: Key) -> None:
        self.versions[key[:2]] = self.versions.get(key[:2], 0) + 1


def disagreements(path: str | Path, versions: dict[int, int] | None = None, since: int = 0) -> Iterator[str]:
    """Where a store differs from its log replayed one command after the other; nothing where nothing was lost.

    Args:
        path: the store.
        versions: of each assignment after the command `since`; compared with how often it moved on from there.
        since: the last command of those that made the store to begin with.
    """
    model = Model()
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        changes: dict[int, list[tuple[int, Key, str, str, str]]] = {}
        for ident, command, table, row, field, on, old, new in connection.execute(
            "SELECT id, command, tbl, row_id, field, on_date, old, new FROM change ORDER BY id"
        ):
            changes.setdefault(command, []).append((ident, (table, row, field), on, old, new))
        for command, kind, target in connection.execute("SELECT id, kind, target FROM command ORDER BY id"):
            if command == since + 1:
                model.versions.clear()
            if kind != "do":
                model.turn(kind, target)
            for ident, key, on, old, new in changes.pop(command, ()):
                held = model.change(command, ident, key, on, json.loads(old), json.loads(new))
                if held != json.loads(old):
                    yield f"command {command} changed {key} from {old}; it was {held!r}"
        if changes:
            yield f"changes without a command: {sorted(changes)}"
        yield from _differing(connection, model)
        for ident, before in (versions or {}).items():
            ((now,),) = connection.execute("SELECT version FROM assignment WHERE id = ?", (ident,))
            if now != before + model.versions.get(("assignment", str(ident)), 0):
                yield f"assignment {ident} moved on {now - before} times, in the log {model.versions}"


def _differing(connection: sqlite3.Connection, model: Model) -> Iterator[str]:
    """The rows beside the model. A row that tells of itself (a report, a figure) keeps its words; undone, it ends."""
    for table, row, field in model.first:
        key = (table, row, field)
        name = "key" if table == "store" else "id"
        found = connection.execute(f"SELECT {field}, * FROM {table} WHERE {name} = ?", (row,)).fetchone()
        if found is None:
            yield f"{key} is not there"
            continue
        told = [each for each in model.entries[key] if model.first[key] is None]
        if table in ("report", "reading", "membership", "extension") and told and told[0].command in model.undone:
            ((gone,),) = connection.execute(f"SELECT gone FROM {table} WHERE id = ?", (row,))
            if gone is None:
                yield f"{key} was undone and is still there"
        elif field != "gone" and _plain(found[0], model.value(key)) != model.value(key):
            yield f"{key} is {found[0]!r}; in the log {model.value(key)!r}"


def _plain(found: object, wanted: object) -> object:
    return bool(found) if isinstance(wanted, bool) else found
