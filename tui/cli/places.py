"""`where`: the places of store, config, log and backups; the clock and the time zone in use."""

from __future__ import annotations

from tui import locations
from tui.cli.context import Context
from tui.cli.options import parse, parser
from tui.cli.table import table


def where_command(context: Context, arguments: list[str]) -> int:
    """Print where everything is."""
    parse(parser(context, "where"), arguments)
    words, environ = context.words.command, context.environ
    rows = [
        ("store", context.store), ("config", locations.config_file(environ)), ("log", locations.log_file(environ)),
        ("cache", locations.cache_dir(environ)), ("backups", locations.backups_dir(environ)),
        ("today", context.today.isoformat()), ("time_zone", str(context.time_zone or "")), ("by", context.by),
        ("language", context.words.lang),
    ]  # fmt: skip
    context.write(table([(words.place(name), value) for name, value in rows]))
    return 0
