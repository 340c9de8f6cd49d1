"""`undo`, `redo` and `log`: what was recorded, and taking it back."""

from __future__ import annotations

from store.errors import StoreError
from store.shapes import ChangeLine, Undone
from tui.cli.arguments import Parser, Usage
from tui.cli.context import Context
from tui.cli.table import table
from words.visible import visible

MOST_TOLD = 12
"""How many fields of an undone command are named; the rest is counted."""
NEWEST = 200
"""How many changes `duban log` prints without --all."""


def undo_command(context: Context, arguments: list[str]) -> int:
    """Take back my last commands."""
    return _reverse(context, arguments, "undo")


def redo_command(context: Context, arguments: list[str]) -> int:
    """Do again what was undone."""
    return _reverse(context, arguments, "redo")


def _reverse(context: Context, arguments: list[str], verb: str) -> int:
    """Undo or redo n commands, and say in words what came of it."""
    made = Parser(context, verb)
    made.add("n", help="n", optional=True, default=1, number=True)
    options = made.read(arguments)
    if options.n < 1:
        raise Usage(context.words.command.whole_number("n", str(options.n)))
    context.reader()  # a store that is not there is not made only to find nothing in it

    from store.commands.undo import redo, undo

    writer, reverse = context.writer(), undo if verb == "undo" else redo
    for done in range(options.n):
        try:
            (result,) = reverse(writer, context.who(verb))
        except StoreError:
            if done:
                context.say(context.words.command.stopped_after(done, options.n))
            raise
        _tell(context, result, verb)
    return 0


def _tell(context: Context, result: Undone, verb: str) -> None:
    """One undone or redone command: its words, then each field that went back."""
    from store.queries.history import log

    words = context.words.command
    lines = log(context.reader(), command=result.target, limit=None, newest_first=False)
    said = " ".join(visible(word) for word in result.words)
    context.say((words.undone if verb == "undo" else words.redone)(said, len(lines)))
    for line in lines[:MOST_TOLD]:
        now, other = (line.old, line.new) if verb == "undo" else (line.new, line.old)
        what = place(line) or context.words.domain.table(line.what)
        context.say("  " + words.was(what, line.field, value(context, line, now), value(context, line, other)))
    if len(lines) > MOST_TOLD:
        context.say("  " + context.words.domain.more(len(lines) - MOST_TOLD))


def place(line: ChangeLine) -> str:
    """Where a change belongs: task or plan, and the unit."""
    return visible(" ".join(part for part in (line.ref, line.unit) if part))


def value(context: Context, line: ChangeLine, raw: object) -> str:
    """A recorded value as people read it."""
    if raw is None or raw == "":
        return context.words.command.none()
    if line.what == "store":
        return visible(context.words.command.setting_value(line.field, raw))
    if isinstance(raw, bool):
        return context.words.command.yes_no(raw)
    if line.field == "status":
        return context.words.domain.status(str(raw))
    if line.field == "decision":
        return context.words.domain.decision(str(raw))
    if line.field.endswith("basis"):
        return context.words.domain.basis(str(raw))
    return visible(f"{raw:g}" if isinstance(raw, float) else str(raw))


def log_command(context: Context, arguments: list[str]) -> int:
    """Every recorded change, the newest first."""
    made = Parser(context, "log")
    made.add("--plan", help="plan")
    made.add("--json", help="json", flag=True)
    made.add("--all", help="all_changes", flag=True)
    options = made.read(arguments)
    from store.queries.history import log
    from store.queries.names import plan_id

    reader = context.reader()
    if options.plan:
        plan_id(reader, options.plan)
    everything = options.json or options.all
    lines = log(reader, plan=options.plan, limit=None if everything else NEWEST + 1)
    if options.json:
        from exchange.assignment_json import json_text

        context.write(json_text([_as_json(line) for line in lines], indent=1))
    elif not lines:
        context.say(context.words.command.no_log())
    else:
        context.write(_text(context, lines if everything else lines[:NEWEST]))
        if not everything and len(lines) > NEWEST:
            context.say(context.words.command.newest_only(NEWEST))
    return 0


def _text(context: Context, lines: tuple[ChangeLine, ...]) -> str:
    words = context.words.command
    head = [words.heading(name) for name in ("id", "on", "by", "what", "change")]
    rows = [
        [str(line.command), line.on.isoformat(), line.by, place(line) or context.words.domain.table(line.what),
         words.log_line(line.field, value(context, line, line.old), value(context, line, line.new))
         + (f"  ({words.undone_mark()})" if line.undone else "")]
        for line in lines
    ]  # fmt: skip
    return table([head, *rows], right=(0,))


def _as_json(line: ChangeLine) -> dict[str, object]:
    """The object of one change (COMMANDS, "JSON")."""
    return {
        "id": line.id, "command": line.command, "at": line.at, "on": line.on.isoformat(), "by": line.by,
        "what": line.what, "ref": line.ref, "unit": line.unit or None, "field": line.field, "old": line.old,
        "new": line.new, "note": line.note, "undone": line.undone,
    }  # fmt: skip
