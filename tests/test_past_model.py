"""Whatever two people do, on whatever days: every past date shows what counts for it, as it was known at any moment."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import date, datetime, timedelta

from hypothesis import HealthCheck, settings
from hypothesis.stateful import invariant
from ledger import NOW
from office import Office
from stores import state
from views import View, rows, same, view

from store.closings import closings
from store.commands.derive import derive
from store.commands.undo import redo_command, undo_command
from store.deriving import Derived, derived
from store.past import travel
from store.queries.history import log
from store.reader import Reader, open_reader


class TwoPeople(Office):
    """What must hold after every step, and at the end for every day that occurred."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[date, str, View]] = []
        """What the present showed: the day, the moment, the view."""

    @invariant()
    def the_present_is_what_is_in_force(self) -> None:
        if not self.writers:
            return
        self.ledger.learn(self.path)
        with closing(open_reader(self.path)) as reader:
            same(rows(reader, derived=False), self.ledger.state(), "now")
            moment = max(command.at for command in self.ledger.commands.values())
            if self.seen and self.seen[-1][1] == moment:
                self.seen.pop()
            self.seen.append((self.today, moment, view(reader, self.today) | {"log": log(reader, limit=None)}))

    def teardown(self) -> None:
        try:
            if self.writers:
                self.what_was_seen_is_seen_again()
                self.every_past_date_is_what_a_store_without_the_rest_shows()
                self.derived_columns_are_what_a_fresh_look_derives()
                self.with_everything_undone_the_store_is_as_it_was()
        finally:
            self.close()

    def what_was_seen_is_seen_again(self) -> None:
        for as_of, moment, seen in self.seen:
            with closing(travel(self.path, as_of, datetime.fromisoformat(moment))) as reader:
                found = view(reader, as_of) | {"log": log(reader, limit=None)}
                same(found, seen, f"seen on {as_of}, known at {moment}")

    def every_past_date_is_what_a_store_without_the_rest_shows(self) -> None:
        days = [date.fromisoformat(on) + timedelta(days=step) for on in self.ledger.days() for step in (-1, 0, 1)]
        known = [moment for _, moment, _ in self.seen]
        with closing(self.copy()) as whole:
            for at, as_of in enumerate(sorted({one for one in days if one <= self.today})):
                moment = known[at % len(known)] if at % 3 == 1 else None
                self.a_past_date_is_what_a_store_without_the_rest_shows(whole, as_of, moment)

    def a_past_date_is_what_a_store_without_the_rest_shows(
        self, whole: sqlite3.Connection, as_of: date, moment: str | None
    ) -> None:
        label, on = f"as of {as_of}, known at {moment}", as_of.isoformat()
        with closing(travel(self.path, as_of, datetime.fromisoformat(moment) if moment else None)) as reader:
            same(rows(reader, derived=False), self.ledger.state(on, moment or NOW), label)
            with closing(self.without_the_rest(whole, on, moment or NOW)) as rest:
                same(view(reader, as_of), view(rest, as_of), label)

    def copy(self) -> sqlite3.Connection:
        """The store in memory."""
        with closing(sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)) as source:
            copy = sqlite3.connect(":memory:", isolation_level=None)
            source.backup(copy)
            return copy

    def without_the_rest(self, whole: sqlite3.Connection, on: str, moment: str) -> Reader:
        """The store as if nothing else had ever been recorded: what the ledger says, and derived from that."""
        connection = sqlite3.connect(":memory:", isolation_level=None)
        whole.backup(connection)
        later = "on_date > ? OR command IN (SELECT id FROM command WHERE at > ?)"
        connection.execute(f"DELETE FROM change WHERE {later}", (on, moment))
        connection.execute("DELETE FROM command WHERE at > ?", (moment,))
        there, ended = self.ledger.state(on, moment), self.ledger.state(on, moment, ended=True)
        for table, kept in there.items():
            connection.execute(f"DELETE FROM {table} WHERE id NOT IN ({listed([*kept, *ended[table]])})")
            connection.execute(f"UPDATE {table} SET gone = CASE WHEN id NOT IN ({listed(kept)}) THEN 1 END")
            for ident, fields in (kept | ended[table]).items():
                names = ", ".join(f"{name} = ?" for name in fields)
                connection.execute(f"UPDATE {table} SET {names} WHERE id = {ident}", tuple(fields.values()))
        for place in self.ledger.entries:
            if place[0] == "store":
                value = self.ledger.value(place, on, moment)
                connection.execute("UPDATE store SET value = ? WHERE key = ?", (value, place[1]))
        reader = Reader("", connection)
        names = ", ".join(f"{name} = ?" for name in Derived._fields)
        for ident, columns in derived(reader, list(there["assignment"])):
            connection.execute(f"UPDATE assignment SET {names} WHERE id = ?", (*columns, ident))
        for ident, closed in list(closings(reader, list(there["task"]), date.fromisoformat(on))):
            connection.execute("UPDATE task SET done_on = ? WHERE id = ?", (closed, ident))
        return reader

    def derived_columns_are_what_a_fresh_look_derives(self) -> None:
        before = state(self.path)
        with self.writers["wang"].transaction(self.who("nobody")) as t:
            derive(t, [int(str(ident)) for (ident,) in self.read("SELECT id FROM assignment WHERE gone IS NULL")])
        assert state(self.path) == before

    def with_everything_undone_the_store_is_as_it_was(self) -> None:
        """What they did is undone, the last first; then what they undid of the office's is brought back."""
        turned = "coalesce((SELECT kind FROM command x WHERE x.target = c.id ORDER BY x.id DESC LIMIT 1), '') = 'undo'"
        theirs = "SELECT id FROM command c WHERE kind = 'do' AND by_whom IN ('wang', 'li')"
        while found := self.read(f"{theirs} AND NOT {turned} ORDER BY id DESC LIMIT 1"):
            undo_command(self.writers["li"], self.who("li"), int(str(found[0][0])))
        for (ident,) in self.read(f"SELECT id FROM command c WHERE by_whom = 'office' AND {turned} ORDER BY id"):
            redo_command(self.writers["li"], self.who("li"), int(str(ident)))
        assert state(self.path) == self.start


def listed(ids: Iterable[int]) -> str:
    """Ids as the inside of an SQL list."""
    return ", ".join(map(str, ids))


HOUSE = settings.get_profile("house")
TestTwoPeople = TwoPeople.TestCase
TestTwoPeople.settings = settings(
    HOUSE,
    max_examples=max(8, HOUSE.max_examples // 12),
    stateful_step_count=25,
    suppress_health_check=list(HealthCheck),
)
