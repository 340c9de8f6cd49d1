"""`set` and `due`: the coordinator's own statements about assignments and their dates."""

from __future__ import annotations

from datetime import date

from store import vocabulary as v
from store.errors import Refused
from store.shapes import Done
from tui.cli.arguments import Parser
from tui.cli.chosen import one
from tui.cli.context import Context
from tui.cli.meant import meant


def set_command(context: Context, arguments: list[str]) -> int:
    """Set the status of assignments."""
    made = Parser(context, "set")
    made.add("task", help="task")
    made.add("status", help="status")
    made.add("--unit", help="units", many=True)
    made.add("--note", help="note")
    made.add("--percent", help="percent")
    made.add("--on", help="on")
    options = made.read(arguments)
    status = one(context, "status", options.status, v.STATUSES)
    percent = None if options.percent is None else read_percent(options.percent)
    on = context.optional_day(options.on)
    reader = context.reader()
    key, ids, units = meant(context, reader, options.task, options.unit)
    reader.close()

    from store.commands.statuses import set_status

    who = context.who("set", f"{key.plan}/{key.ref}", status, *units)
    done = set_status(context.writer(), who, ids, status, on, options.note, percent)
    words = context.words.command
    place = f"{key.plan}/{key.ref}"
    tell(context, done, words.marked(place, units[0], status) if len(ids) == 1 else words.marked_many(len(ids), status))
    return 0


def tell(context: Context, done: Done, sentence: str) -> None:
    """Say what was written, and how to take it back."""
    words = context.words.command
    if not done.command:
        context.say(words.nothing_changed())
    elif done.past_only:
        context.say(words.joined(sentence, words.past_only(), words.undo_hint()))
    else:
        context.say(words.joined(sentence, words.undo_hint()))


def read_percent(text: str) -> float:
    """A percent as typed: `45`, `45%`, `45 %`.

    Raises:
        Refused: it is none.
    """
    try:
        percent = float(text.strip().removesuffix("%").removesuffix("％").strip())
        if "_" in text or percent != percent or percent < 0:  # float() reads 1_0 and nan too
            raise ValueError
        return percent
    except ValueError:
        raise Refused("bad_percent", text=text) from None


def due_command(context: Context, arguments: list[str]) -> int:
    """Set a due date: of one unit's assignment, or of a task and all that inherit from it."""
    made = Parser(context, "due")
    made.add("task", help="task")
    made.add("date", help="date")
    made.add("--unit", help="units", many=True)
    made.add("--basis", help="basis", optional=False)
    made.add("--note", help="note", default="")
    options = made.read(arguments)
    basis = one(context, "basis", options.basis, v.BASES)
    if basis == "plan":
        raise Refused("basis_of_plan", accepted=tuple(known for known in v.BASES if known != "plan"))

    from exchange.dates import read_typed
    from store.commands.dates import set_due, set_task_due

    window = read_typed(options.date, today=context.today)
    reader = context.reader()
    unit = ""
    if options.unit:
        key, ids, units = meant(context, reader, options.task, options.unit)
        who = context.who("due", f"{key.plan}/{key.ref}", options.date, *units)
        unit = context.words.domain.list(tuple(units))
        done = set_due(context.writer(), who, ids, window, basis, options.note)
    else:
        from store.queries.names import task_key

        key = task_key(reader, options.task)
        who = context.who("due", f"{key.plan}/{key.ref}", options.date)
        done = set_task_due(context.writer(), who, key.id, window, basis, options.note)
    due: date | None = window.end
    tell(context, done, context.words.command.due_set(f"{key.plan}/{key.ref}", unit, due, basis))
    return 0
