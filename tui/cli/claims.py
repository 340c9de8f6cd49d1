"""`confirm`, `sendback` and `extend`: what the coordinator answers to a claim, and to a wish for more time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from types import SimpleNamespace

from store.shapes import Assignment, Detail, Done
from tui.cli.arguments import Parser, Usage
from tui.cli.context import Context
from tui.cli.meant import meant
from tui.cli.writes import tell


def confirm_command(context: Context, arguments: list[str]) -> int:
    """Accept what units claim to be done."""
    made = _parser(context, "confirm")
    made.add("--evidence", help="confirm_evidence", default="")
    made.add("--on", help="on")
    options = made.read(arguments)
    on = context.optional_day(options.on)
    place, ids, units = _meant(context, options)

    from store.commands.claims import confirm

    who = context.who("confirm", place, *units, *_said("evidence", options.evidence))
    done = confirm(context.writer(), who, ids, options.evidence, on)
    row, said = _rows(context, ids)[0], context.words.dates
    one = said.confirmed(place, units[0], row.done_on)
    tell(context, done, one if len(ids) == 1 else said.confirmed_many(len(ids)))
    return 0


def sendback_command(context: Context, arguments: list[str]) -> int:
    """Send claims back with a reason."""
    made = _parser(context, "sendback")
    made.add("--reason", help="sendback_reason", optional=False)
    made.add("--on", help="on")
    options = made.read(arguments)
    on = context.optional_day(options.on)
    place, ids, units = _meant(context, options)

    from store.commands.claims import sendback

    who = context.who("sendback", place, *units, *_said("reason", options.reason))
    done = sendback(context.writer(), who, ids, options.reason, on)
    said = context.words.dates
    tell(context, done, said.sent_back(place, units[0]) if len(ids) == 1 else said.sent_back_many(len(ids)))
    return 0


def extend_command(context: Context, arguments: list[str]) -> int:
    """Record that more time was asked for, decide it, or both: then as two commands, each to be undone."""
    made = _parser(context, "extend")
    made.add("--to", help="extend_to", shows="DATE")
    made.add("--reason", help="extend_reason")
    made.add("--asked", help="asked", shows="DATE")
    made.add("--approve", help="approve", flag=True, apart_from="--refuse")
    made.add("--refuse", help="refuse", flag=True, apart_from="--approve")
    made.add("--by-whom", help="by_whom", default="", shows="NAME")
    made.add("--note", help="decision_note", default="")
    made.add("--on", help="decision_on")
    options = made.read(arguments)
    decides = bool(options.approve or options.refuse)
    _check_use(context, options, decides)
    wanted = None if options.to is None else context.day(options.to)
    asked, on = context.optional_day(options.asked), context.optional_day(options.on)
    place, ids, units = _meant(context, options)
    if wanted is not None:
        _refuse_early(context, place, units, decides, asked or context.today, on or context.today)
        _ask(context, place, ids, units, wanted, options.reason or "", asked)
    if decides:
        _decide(context, place, ids, units, options, on)
    return 0


def _check_use(context: Context, options: SimpleNamespace, decides: bool) -> None:
    """Refuse to ask for no date, and words about an asking or a decision that is not given.

    Raises:
        Usage: naming what is missing.
    """
    asking = {"--reason": options.reason, "--asked": options.asked}
    deciding = {"--by-whom": options.by_whom, "--note": options.note, "--on": options.on}
    if options.to is None and (not decides or any(asking.values())):
        raise Usage(context.words.command.missing_arguments("--to"))
    if not decides and any(deciding.values()):
        raise Usage(context.words.command.missing_arguments("--approve | --refuse"))


def _refuse_early(
    context: Context, place: str, units: Sequence[str], decides: bool, asked: date, on: date
) -> None:  # fmt: skip
    """Refuse a decision dated before its asking while neither is written.

    Raises:
        Refused: with both days.
    """
    if decides and on < asked:
        from store.errors import Refused

        unit = context.words.domain.list(tuple(units))
        raise Refused("decided_before_asked", task=place, unit=unit, on=on, asked=asked)


def _ask(
    context: Context, place: str, ids: list[int], units: list[str], wanted: date, reason: str, asked: date | None
) -> None:  # fmt: skip
    """Record the asking."""
    from store.commands.dates import ask_extension

    options = (*_said("to", wanted.isoformat()), *_said("reason", reason))
    dated = _said("asked", asked.isoformat() if asked else "")
    who = context.who("extend", place, *units, *options, *dated)
    done = ask_extension(context.writer(), who, ids, wanted, reason, asked)
    line, said = _detail(context, ids[0]).extensions[-1], context.words.dates
    one = said.asked(place, units[0], wanted, line.asked_late)
    tell(context, done, one if len(ids) == 1 else said.asked_many(len(ids), wanted))


def _decide(
    context: Context, place: str, ids: list[int], units: list[str], options: SimpleNamespace, on: date | None
) -> None:  # fmt: skip
    """Record the decision."""
    from store.commands.dates import decide_extension

    approved = bool(options.approve)
    answer = "--approve" if approved else "--refuse"
    who = context.who("extend", place, *units, answer, *_said("by-whom", options.by_whom))
    done: Done = decide_extension(context.writer(), who, ids, approved, options.note, on, options.by_whom)
    found, said = _detail(context, ids[0]), context.words.dates
    one = said.decided(place, units[0], approved, found.row.due, found.row.late_kept)
    tell(context, done, one if len(ids) == 1 else said.decided_many(len(ids), approved))


def _parser(context: Context, command: str) -> Parser:
    """The arguments that all three share."""
    made = Parser(context, command)
    made.add("task", help="task")
    made.add("--unit", help="units", many=True)
    return made


def _meant(context: Context, options: SimpleNamespace) -> tuple[str, list[int], list[str]]:
    """PLAN/REF, the assignments meant and their units' names."""
    reader = context.reader()
    key, ids, units = meant(context, reader, options.task, options.unit)
    reader.close()
    return f"{key.plan}/{key.ref}", ids, units


def _said(name: str, value: str) -> tuple[str, ...]:
    """An option as it is kept in the log, where it was given."""
    return (f"--{name}", value) if value else ()


def _rows(context: Context, ids: list[int]) -> tuple[Assignment, ...]:
    """The assignments as they are now."""
    from store.queries.assignments import of_ids

    reader = context.reader()
    found = of_ids(reader, ids, context.today)
    reader.close()
    return found


def _detail(context: Context, ident: int) -> Detail:
    """Everything about one assignment, its extensions among it."""
    from store.queries.detail import detail

    reader = context.reader()
    found = detail(reader, ident, context.today)
    reader.close()
    return found
