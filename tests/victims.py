"""What is going on when a process is killed: scenarios of real commands, the same on every run.

A scenario is a store to begin with and a list of commands. Everything in it is decided beforehand (people, days,
moments, values), so that the store after each command is known exactly: what is found after a kill must be one of these
states, and none before the last acknowledged one.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Engine
from stores import TODAY, day, make_store, mandate, plan, task, who

from store import document as d
from store import vocabulary as v
from store.commands import dates, figures, members, reports, statuses, undo
from store.commands.load import load_plan
from store.commands.reports import Said
from store.errors import Refused
from store.writer import Writer

Step = Callable[[Writer], int]
"""One command of the store; returns the id of its row, 0 where nothing had to change."""

TOWNS = d.GroupDoc("Towns", members=(d.MemberDoc("North"), d.MemberDoc("South")))
ROADS = plan(
    task("1", mandate("A", "lead"), "B", due="9-1"), task("2", "A", children=(task("2.1", "C"),)),
    task("3", "Towns", means="started", rule="any"),
    groups=(TOWNS,),
    indicators=(d.IndicatorDoc("i1", "Homes", of="1", steps=(d.StepDoc(900, d.Window("", None, day("12-31"))),),
                               shares=(d.ShareDoc("A", 600), d.ShareDoc("B", 300))),),
)  # fmt: skip
BRIDGES = plan(*(task(str(n), "A", "Towns", due=f"10-{n}") for n in range(1, 7)), key="bridges", groups=(TOWNS,))
MORE_BRIDGES = plan(*(task(str(n), "B", "Towns", due=f"11-{n}") for n in range(3, 9)), key="bridges", groups=(TOWNS,))
ENGINES: dict[tuple[str, bool], Engine] = {}
"""One for each path and kind: it keeps the statements that were compiled before the forks; so victims are quick."""
NOTHING = "nothing"
"""The state of a store that was not made yet."""


class Scenario(NamedTuple):
    """A store to begin with, the commands, and the store after each of them."""

    name: str
    steps: tuple[Step, ...]
    states: tuple[str, ...]
    """The fingerprint before the first command and after each."""
    stores: tuple[bytes | None, ...]
    """The store itself, likewise; None where the first thing to do is to make it."""
    commands: tuple[int, ...]
    """The id of each command's row."""
    frames: int
    """After how many pages of the log SQLite folds it into the file; few, so that kills fall into the folding."""
    reopen: int
    """After how many commands the victim closes the store and opens it again, as commands typed one by one do."""
    backups: bool
    """Whether the first write makes the backup of the day."""


def fingerprint(path: str | Path) -> str:
    """Everything that a store holds, as one short text; the store's own random name is left out."""
    if not os.path.exists(path) or not os.path.getsize(path):
        return NOTHING
    found = hashlib.sha256()
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for name in sorted(names):
            rows = connection.execute(f"SELECT * FROM {name}").fetchall()
            found.update(repr((name, sorted(row for row in rows if row[0] != "uuid"))).encode())
    return found.hexdigest()[:16] if names else NOTHING


def live(writer: Writer, scenario: Scenario, start: int, stop: int, done: Callable[[int], object]) -> Writer:
    """Give the commands of a scenario from `start` to before `stop`; returns the writer that is open at the end.

    Args:
        done: told the id of each command's row once it has returned.
    """
    for number, step in enumerate(scenario.steps[start:stop], start):
        if number > start and scenario.reopen and number % scenario.reopen == 0:
            writer.close()
            writer = open_writer(writer.path, scenario)
        done(step(writer))
    return writer


def open_writer(path: str, scenario: Scenario | None = None, durable: bool = True) -> Writer:
    """A writer as every front door has it; only its statements are known already, and its log may be folded sooner.

    Args:
        path: the store.
        scenario: what it is for.
        durable: see `Writer`.
    """
    backups = backups_of(path) if scenario is not None and scenario.backups else ""
    writer = Writer(path, durable=durable, backups=backups)
    known = ENGINES.setdefault((path, durable), writer.engine)
    if known is not writer.engine:
        writer.close()
        writer.engine = known
    if scenario is not None and scenario.frames:
        with closing(writer.engine.raw_connection()) as connection:
            connection.cursor().execute(f"PRAGMA wal_autocheckpoint = {scenario.frames}")
    return writer


def backups_of(path: str) -> str:
    """Where the backups of a victim's store lie."""
    return os.path.join(os.path.dirname(path), "backups")


def begin(path: Path, store: bytes | None) -> None:
    """Put a store at a path, in a directory that holds nothing else."""
    shutil.rmtree(path.parent, ignore_errors=True)
    path.parent.mkdir()
    if store is not None:
        path.write_bytes(store)


# The scenarios


def scenarios(place: Path, seed: int) -> tuple[Scenario, ...]:
    """All scenarios; their values are drawn with a seed.

    Args:
        place: a directory for the stores to begin with.
        seed: what the values are drawn with; the same seed gives the same scenarios.
    """
    base = place / "base.db"
    make_store(base, ROADS, by="office").close()
    wide = place / "wide.db"
    make_store(wide, ROADS, BRIDGES, by="office").close()
    draw = random.Random(seed)
    work, more = list(_work(base, draw, 20)), list(_work(base, draw, 20))
    return (
        _scenario("updates, undos and redos", place, base, work),
        _scenario("the log folded all the time", place, base, more, frames=4, reopen=3),
        _scenario("the first write of a day, with its backup", place, base, work[:4], reopen=1, backups=True),
        _scenario("a new store", place, None, [_loading(ROADS), _loading(BRIDGES), *work[:2]], reopen=3),
        _scenario("a plan loaded and loaded again", place, base, [*_loads(), *_loads()], frames=20),
        _scenario("members come and go in many tasks", place, wide, [*_moves(), *_moves("East")], frames=20),
    )


def _scenario(
    name: str,
    place: Path,
    base: Path | None,
    steps: list[Step],
    frames: int = 0,
    reopen: int = 0,
    backups: bool = False,
) -> Scenario:
    """A scenario with its states, found by living it once undisturbed. Commands that do nothing are left out."""
    path, first = place / "here" / "s.db", base.read_bytes() if base is not None else None
    begin(path, first)
    writer = open_writer(str(path))
    states, stores, kept, commands = [fingerprint(path)], [first], [], []
    for step in steps:
        try:
            command = step(writer)
        except Refused:
            continue
        if command:
            kept.append(step)
            commands.append(command)
            states.append(fingerprint(path))
            stores.append(_folded(path))
    writer.close()
    assert len(set(states)) == len(states) > len(steps) / 2, f"{name}: too few commands that change something"
    return Scenario(name, tuple(kept), tuple(states), tuple(stores), tuple(commands), frames, reopen, backups)


def _folded(path: Path) -> bytes:
    """A store as one file: what its log holds is folded in first."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone() == (0, 0, 0)
    return path.read_bytes()


def _work(base: Path, draw: random.Random, n: int) -> Iterator[Step]:
    """What two people do on a day: statuses, percents, notes, dates, reports, figures, undos and redos."""
    with closing(sqlite3.connect(base)) as connection:
        ids = [ident for (ident,) in connection.execute("SELECT id FROM assignment WHERE gone IS NULL ORDER BY id")]
        units = [ident for (ident,) in connection.execute("SELECT id FROM unit WHERE name IN ('A', 'B')")]
    for number in range(n):
        by, on = draw.choice(["wang", "li"]), TODAY - timedelta(days=draw.choice([0, 0, 0, 3, 20]))
        some = draw.sample(ids, draw.choice([1, 1, 1, 3]))
        text = f"{number} " + draw.choice(["说明", "a long note " * 300])
        window = d.Window("", None, TODAY + timedelta(days=draw.randrange(1, 60)), "day")
        status, claims = draw.choice(v.STATUSES), draw.choice(["done", "blocked", "no_change", None])
        percent, unit, task_id = draw.randrange(100), draw.choice(units), draw.randrange(1, 4)
        yield draw.choice(
            (
                lambda w, b=by, s=some, x=status, o=on, t=text: statuses.set_status(w, who(b), s, x, o, t).command,
                lambda w, b=by, s=some, p=percent, o=on: statuses.set_percent(w, who(b), s, p, o).command,
                lambda w, b=by, s=some, t=text: statuses.set_note(w, who(b), s, t).command,
                lambda w, b=by, s=some, x=window: dates.set_due(w, who(b), s, x, "minutes").command,
                lambda w, b=by, i=task_id, x=window: dates.set_task_due(w, who(b), i, x, "notice").command,
                lambda w, b=by, s=some, t=text, c=claims: (
                    reports.record_report(w, who(b), s, Said("phone", None, "", t, claims=c)).command
                ),
                lambda w, b=by, u=unit, p=percent: figures.record_reading(w, who(b), 1, u, str(p)).command,
                lambda w, b=by: undo.undo(w, who(b))[0].command,
                lambda w, b=by: undo.undo(w, who(b))[0].command,
                lambda w, b=by: undo.redo(w, who(b))[0].command,
            )
        )


def _loading(doc: d.PlanDoc) -> Step:
    return lambda writer: load_plan(writer, who("office"), doc).command


def _taking_back(writer: Writer) -> int:
    return undo.undo(writer, who("office"))[0].command


def _loads() -> list[Step]:
    return [_loading(BRIDGES), _loading(MORE_BRIDGES), _taking_back]


def _moves(name: str = "West") -> list[Step]:
    """A member joins (six tasks become its own), leaves, and its leaving is taken back."""

    def joining(writer: Writer) -> int:
        return members.set_member(writer, who("office"), _towns(writer), name, since=day("8-1")).command

    def leaving(writer: Writer) -> int:
        return members.set_member(writer, who("office"), _towns(writer), name, until=day("9-10")).command

    return [joining, leaving, _taking_back]


def _towns(writer: Writer) -> int:
    with closing(sqlite3.connect(writer.path)) as connection:
        return int(connection.execute("SELECT id FROM unit WHERE name = 'Towns'").fetchone()[0])
