"""`undo`, `redo` and `log`: what was recorded, and taking it back."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from datetime import tzinfo
from types import SimpleNamespace

from store.errors import Refused
from store.facts import ChangeFilter
from store.reader import open_reader
from store.shapes import ChangeLine, TurnLine, Undone
from tui.cli.arguments import Parser, Usage
from tui.cli.context import Context
from tui.cli.table import table
from tui.cli.tasks import write_json
from tui.moments import recorded, zone_of
from tui.turned import place
from words.recorded import say_value
from words.said import say_error
from words.visible import visible

MOST_TOLD = 12
"""How many things that an undone command did are named; the rest is counted."""
MOST_READ = 2000
"""How many of its changes are looked at for that."""
NEWEST = 200
"""How many changes `duban log` prints where nobody says how many."""


def undo_command(context: Context, arguments: list[str]) -> int:
    """Take back my last commands."""
    return _reverse(context, arguments, "undo")


def redo_command(context: Context, arguments: list[str]) -> int:
    """Do again what was undone."""
    return _reverse(context, arguments, "redo")


def _reverse(context: Context, arguments: list[str], verb: str) -> int:
    """Undo or redo one command or my last n, and say in words what came of each."""
    made = Parser(context, verb)
    made.add("n", help="n", optional=True, default=1, number=True, apart_from="--command")
    made.add("--command", help="command", number=True, shows="ID")
    options = made.read(arguments)
    if options.n < 1:
        raise Usage(context.words.command.whole_number("n", str(options.n)))
    from store.queries.turning import look_for_turns

    with closing(open_reader(context.store, older=True)) as reader:  # nothing is made or upgraded only to refuse
        look_for_turns(reader, context.by, verb, options.command)

    from store.commands import undo as store

    writer, who, done = context.writer(), context.who(verb), list[Undone]()

    def told(undone: Undone) -> None:
        done.append(undone)
        _tell(context, undone, verb)

    if options.command is not None:
        told((store.undo_command if verb == "undo" else store.redo_command)(writer, who, options.command))
        return 0
    try:
        (store.undo if verb == "undo" else store.redo)(writer, who, options.n, told)
    except Refused as error:
        if not done:
            raise
        if error.kind == f"nothing_to_{verb}":
            context.say(context.words.command.no_more(len(done), options.n))
            return 0
        why = say_error(context.words, error.kind, error.facts)
        context.say(context.words.command.stopped_after(len(done), options.n, why))
        return error.exit_code
    return 0


def _tell(context: Context, result: Undone, verb: str) -> None:
    """One undone or redone command: its words, then what went or came back."""
    from store.queries.turned import turned
    from tui.turned import said_changes, said_rows

    words, redo = context.words.command, verb == "redo"
    found = turned(context.reader(), result.target, MOST_READ)
    said = " ".join(visible(word) for word in result.words)
    context.say((words.redone if redo else words.undone)(said))
    lines = (*said_rows(context.words, found, redo), *said_changes(context.words, found, redo))
    for line in lines[:MOST_TOLD]:
        context.say(f"  {line}")
    if len(lines) > MOST_TOLD:
        context.say("  " + context.words.domain.more(len(lines) - MOST_TOLD))


def log_command(context: Context, arguments: list[str]) -> int:
    """Recorded changes, the newest first."""
    made = Parser(context, "log", reads=True)
    made.add("--plan", help="plan")
    made.add("--unit", help="unit", many=True)
    made.add("--task", help="log_task", shows="PLAN/REF")
    made.add("--person", help="person", shows="NAME")
    made.add("--from", help="log_from", name="since", shows="DATE")
    made.add("--until", help="log_until", shows="DATE")
    made.add("--limit", help="limit", number=True, shows="N", apart_from="--all")
    made.add("--all", help="all_changes", flag=True, apart_from="--limit")
    made.add("--json", help="json", flag=True)
    options = made.read(arguments)
    if options.limit is not None and options.limit < 1:
        raise Usage(context.words.command.whole_number("--limit", str(options.limit)))
    chosen = _filter(context, options)
    most = None if options.all or (options.json and options.limit is None) else options.limit or NEWEST
    from store.queries.clock import settings
    from store.queries.turns import each_line

    reader = context.reader_as_of()
    lines = each_line(reader, context.as_of, chosen, limit=None if most is None else most + 1)
    if options.json:
        from exchange.assignment_json import json_text
        from exchange.log_json import line_json

        write_json(context, (json_text(line_json(line)) for _, line in zip(_most(most), lines, strict=False)))
    else:
        _print(context, tuple(lines), most, chosen, zone_of(settings(reader).time_zone))
    return 0


def _most(n: int | None) -> Iterable[int]:
    """So many turns, or without end."""
    from itertools import count

    return count() if n is None else range(n)


def _filter(context: Context, options: SimpleNamespace) -> ChangeFilter:
    """The filter that the options ask for.

    Raises:
        Refused: a date that is none.
    """
    return ChangeFilter(
        plan=options.plan or "", units=tuple(options.unit), task=options.task or "", person=options.person or "",
        since=context.optional_day(options.since), until=context.optional_day(options.until),
    )  # fmt: skip


def _print(
    context: Context,
    lines: tuple[ChangeLine | TurnLine, ...],
    most: int | None,
    chosen: ChangeFilter,
    zone: tzinfo | None,
) -> None:
    """The log as aligned lines; why it is empty, or where it was cut, is said."""
    words = context.words.command
    if not lines:
        context.say(words.no_log() if chosen == ChangeFilter() else words.no_changes())
        return
    context.write(_text(context, lines[:most], zone))
    if most is not None and len(lines) > most:
        context.say(words.newest_only(most))


def _text(context: Context, lines: tuple[ChangeLine | TurnLine, ...], zone: tzinfo | None) -> str:
    """One line for each change: which command, when recorded, for which day, by whom, where, old → new, note."""
    words = context.words.command
    head = [words.heading(name) for name in ("id", "recorded", "on", "by", "what", "change")]
    rows = [
        [str(line.command), recorded(line.at, zone), line.on.isoformat(), line.by, *_told(context, line)]
        for line in lines
    ]
    return table([head, *rows], right=(0,))


def _told(context: Context, line: ChangeLine | TurnLine) -> tuple[str, str]:
    """What a line is about, and what it says: field, old → new, the note given with it, and who undid it when."""
    words = context.words
    if isinstance(line, TurnLine):
        said = " ".join(visible(word) for word in line.words)
        return words.domain.table("command"), words.history.turned(line.kind == "redo", line.target, said)
    old, new = (say_value(words, line.field, value) for value in (line.old, line.new))
    note = f"  {words.command.with_note(line.note)}" if line.note and "note" not in line.field else ""
    undone = f"  ({words.history.undone_by(visible(line.undone_by), line.undone_on)})" if line.undone_on else ""
    what = place(line) or words.domain.table(line.what)
    return what, words.command.log_line(line.field, old, new) + note + undone
