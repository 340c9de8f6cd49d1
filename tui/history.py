"""What the History mode shows: commands, read page by page as one scrolls; what is new is read beside them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, tzinfo
from typing import NamedTuple

from store.facts import ChangeFilter
from store.queries.board import head_of
from store.queries.clock import settings
from store.queries.history import command_line, given, log, newest_in_force, newest_of_all, turned_since
from store.reader import Reader
from store.shapes import ChangeLine, CommandLine
from tui.moments import zone_of

PAGE = 100
"""How many commands are read at once."""
MOST_NEW = 500
"""When more than so many were given since, everything is read anew."""
UNFOLDED = 2000
"""How many changes of one command are listed; the rest is counted."""


class History(NamedTuple):
    """One reading of the history, with the pages read so far."""

    asked: ChangeFilter
    stamp: int
    newest: int
    """The number of the last command when this was read, whether it is listed or not."""
    title: str
    """Of the plan; empty for all plans."""
    sample: bool
    zone: tzinfo | None
    """The store's time zone; None for the machine's."""
    commands: tuple[CommandLine, ...]
    """The newest first."""
    whole: bool
    """True where nothing lies below the last one."""


class Newer(NamedTuple):
    """What came after a reading of the history."""

    stamp: int
    newest: int
    fresh: tuple[CommandLine, ...]
    turned: Mapping[int, CommandLine]
    """Commands that were undone or redone since, by their numbers."""


def read_history(reader: Reader, asked: ChangeFilter, as_of: date, least: int = 0) -> History:
    """Read the newest commands.

    Args:
        reader: of the store.
        asked: which commands.
        as_of: the date that is shown: what counts for later is left out.
        least: at least so many, for a list that was longer already.

    Raises:
        Refused: no such plan, task, unit or person.
        Unusable: the store cannot be read.
    """
    stamp, newest, most = reader.stamp(), newest_of_all(reader), max(PAGE, least)
    found = given(reader, until(asked, as_of), limit=most)
    title, sample = head_of(reader, asked.plan)
    return History(
        asked, stamp, newest, title, sample, zone_of(settings(reader).time_zone), found, len(found) < most
    )  # fmt: skip


def read_older(reader: Reader, shown: History, as_of: date) -> tuple[CommandLine, ...]:
    """The page below what is shown."""
    return given(reader, until(shown.asked, as_of), before=shown.commands[-1].id, limit=PAGE)


def read_newer(reader: Reader, shown: History, as_of: date) -> Newer | None:
    """What came since; None where so much came that reading all anew is quicker, or an earlier state was restored."""
    stamp, newest = reader.stamp(), newest_of_all(reader)
    if not 0 <= newest - shown.newest <= MOST_NEW:
        return None
    fresh = given(reader, until(shown.asked, as_of), after=shown.newest, limit=MOST_NEW)
    listed = {line.id for line in shown.commands}
    turned = (command_line(reader, ident) for ident in turned_since(reader, shown.newest) if ident in listed)
    return Newer(stamp, newest, fresh, {line.id: line for line in turned if line is not None})


def with_older(shown: History, page: tuple[CommandLine, ...]) -> History:
    """What is shown, and the page below it."""
    last = shown.commands[-1].id if shown.commands else 0
    below = tuple(line for line in page if line.id < last)
    return shown._replace(commands=(*shown.commands, *below), whole=len(page) < PAGE)


def with_newer(shown: History, newer: Newer) -> History:
    """What is shown, and what came since."""
    fresh = tuple(line for line in newer.fresh if line.id > shown.newest)
    kept = (newer.turned.get(line.id, line) for line in shown.commands)
    return shown._replace(stamp=newer.stamp, newest=max(newer.newest, shown.newest), commands=(*fresh, *kept))


def until(asked: ChangeFilter, as_of: date) -> ChangeFilter:
    """A filter that lets nothing through that counts for a later day than the one that is shown."""
    return asked._replace(until=min(asked.until or as_of, as_of))


def changes_of(reader: Reader, line: CommandLine) -> tuple[ChangeLine, ...]:
    """What a command changed (or the one that an undo is about), as far as it is listed."""
    return log(reader, command=line.target or line.id, limit=UNFOLDED, newest_first=False)


def is_last(reader: Reader, command: int) -> bool:
    """Whether nothing that is in force was given after this command."""
    return newest_in_force(reader) == command
