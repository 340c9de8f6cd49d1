"""`load`: built-in plans, plan files and task tables into the store, all of them or none."""

from __future__ import annotations

import os

from store.document import PlanDoc
from store.errors import Refused
from store.shapes import Loaded, LoadedField
from tui.cli.arguments import Parser, Usage
from tui.cli.context import YEARS, Context


def load_command(context: Context, arguments: list[str]) -> int:
    """Load plans; loading again updates what changed in the plan and keeps what users entered."""
    made = Parser(context, "load")
    made.add("plans", help="load", many=True)
    made.add("--year", help="year", number=True)
    made.add("--dry-run", help="dry_run", flag=True)
    options = made.read(arguments)
    if options.year is not None and options.year not in YEARS:
        raise Usage(context.words.command.whole_number("--year", str(options.year)))
    docs = [read_source(name, options.year) for name in options.plans]

    from store.commands.load import load_plans

    who = context.who("load", *(doc.key for doc in docs))
    if options.dry_run and not os.path.exists(context.store):
        import tempfile

        with tempfile.TemporaryDirectory(prefix="duban-dry-run-") as folder:
            writer = context.writer(os.path.join(folder, "duban.db"))
            loaded = load_plans(writer, who, docs, dry_run=True)
            writer.close()
    else:
        loaded = load_plans(context.writer(), who, docs, options.dry_run)
    for one in loaded:
        _tell(context, one, options.dry_run)
    return 0


def read_source(name: str, year: int | None) -> PlanDoc:
    """A plan by its built-in name, or from a plan file or a task table.

    Raises:
        Refused: unknown name, missing or unreadable file, anything wrong in it.
    """
    ending = os.path.splitext(name)[1].lower()
    if ending in (".toml", ".csv") or os.sep in name:
        data = read_bytes(name)
        if ending == ".csv":
            from exchange.task_table import read_task_table

            return read_task_table(data, path=name, year=year)
        from exchange.plan_file import read_plan_bytes

        return read_plan_bytes(data, path=name, year=year)
    from seed.plans import builtin

    return builtin(name, year)


def read_bytes(path: str) -> bytes:
    """The bytes of a file.

    Raises:
        Refused: it is missing or cannot be read.
    """
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        raise Refused("missing_file", path=path) from None
    except OSError as error:
        raise Refused("unreadable_file", path=path, why=error.strerror or "") from error


def _tell(context: Context, one: Loaded, dry_run: bool) -> None:
    """What loading one plan did, or would do; what was changed on both sides is listed."""
    words = context.words.command
    added = sum(n for _, n in one.made)
    if dry_run:
        context.say(words.would_load(one.key, added, len(one.changed), len(one.gone)))
        for line in one.changed:
            context.say("  " + _change(context, line))
        for what, key in one.gone:
            context.say(f"  - {context.words.domain.table(what)} {key}")
    elif one.new:
        context.say(words.loaded(one.key, one.title, one.tasks, one.assignments))
    else:
        context.say(words.loaded_again(one.key, added, len(one.changed), len(one.gone), len(one.kept)))
    for line in one.kept:
        context.say("  = " + _change(context, line))


def _change(context: Context, line: LoadedField) -> str:
    """One field of one thing, old and new."""
    words = context.words.command
    old, new = (words.none() if value in (None, "") else str(value) for value in (line.old, line.new))
    return words.log_line(line.field, f"{context.words.domain.table(line.what)} {line.key}: {old}", new)
