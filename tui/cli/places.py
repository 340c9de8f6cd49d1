"""`where`: the places of store, config, log and backups; the clock and the time zone in use."""

from __future__ import annotations

from tui import locations
from tui.cli.arguments import Parser
from tui.cli.context import Context
from tui.cli.table import table


def where_command(context: Context, arguments: list[str]) -> int:
    """Print where everything is."""
    Parser(context, "where").read(arguments)
    words, environ = context.words.command, context.environ
    rows = [
        ("store", context.store), ("config", locations.config_file(environ)), ("log", locations.log_file(environ)),
        ("cache", locations.cache_dir(environ)), ("backups", locations.backups_dir(environ)),
        ("today", context.today.isoformat()), ("time_zone", _zone(context)), ("by", context.by),
        ("language", context.words.lang),
    ]  # fmt: skip
    context.write(table([(words.place(name), value) for name, value in rows]))
    return 0


def _zone(context: Context) -> str:
    """The store's time zone, else the machine's by name, else what the machine calls it now."""
    from datetime import datetime

    found = str(context.time_zone or "") or locations.time_zone_name(context.environ)
    return found or datetime.now().astimezone().tzname() or ""
