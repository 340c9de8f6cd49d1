"""`load`: built-in plans, plan files and task tables into the store, all of them or none."""

from __future__ import annotations

import os

from store.document import PlanDoc
from store.errors import Refused
from store.shapes import Loaded
from tui.cli.context import Context
from tui.cli.options import argument, parse, parser


def load_command(context: Context, arguments: list[str]) -> int:
    """Load plans; loading again updates what changed in the plan and keeps what users entered."""
    made = parser(context, "load")
    argument(made, context, "plans", help="load", nargs="+")
    argument(made, context, "--year", help="year", type=int)
    argument(made, context, "--dry-run", help="dry_run", action="store_true")
    options = parse(made, arguments)
    docs = [read_source(name, options.year) for name in options.plans]

    from store.commands.load import load_plans

    loaded = load_plans(context.writer(), context.who("load", *(doc.key for doc in docs)), docs, options.dry_run)
    for one in loaded:
        _tell(context, one, options.dry_run)
    return 0


def read_source(name: str, year: int | None) -> PlanDoc:
    """A plan by its built-in name, or from a plan file or a task table.

    Raises:
        Refused: unknown name, missing or unreadable file, anything wrong in it.
    """
    if name.endswith((".toml", ".csv")) or os.sep in name:
        data = _bytes(name)
        if name.endswith(".csv"):
            from exchange.task_table import read_task_table

            return read_task_table(data, path=name, year=year)
        from exchange.plan_file import read_plan_bytes

        return read_plan_bytes(data, path=name, year=year)
    from seed.plans import builtin

    return builtin(name, year)


def _bytes(path: str) -> bytes:
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
            context.say("  " + words.log_line(line.field, f"{line.what} {line.key}: {line.old}", str(line.new)))
        for what, key in one.gone:
            context.say(f"  - {what} {key}")
    elif one.new:
        context.say(words.loaded(one.key, one.title, one.tasks, one.assignments))
    else:
        context.say(words.loaded_again(one.key, added, len(one.changed), len(one.gone), len(one.kept)))
    for line in one.kept:
        context.say("  = " + words.log_line(line.field, f"{line.what} {line.key}: {line.old}", str(line.new)))
