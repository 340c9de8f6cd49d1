"""`where`: the places of store, config, log and backups; the clock and the time zone in use."""

from __future__ import annotations

from store.errors import StoreError
from tui import locations
from tui.cli.arguments import Parser
from tui.cli.context import Context
from tui.cli.table import table


def where_command(context: Context, arguments: list[str]) -> int:
    """Print where everything is."""
    Parser(context, "where", reads=True).read(arguments)
    words, environ = context.words.command, context.environ
    rows = [
        ("store", context.store), ("config", locations.config_file(environ)), ("log", locations.log_file(environ)),
        ("cache", locations.cache_dir(environ)), ("backups", _backups(context)),
        ("today", context.today.isoformat()), *_past(context), ("time_zone", _zone(context)), ("by", context.by),
        ("language", context.words.lang),
    ]  # fmt: skip
    context.write(table([*((words.place(name), value) for name, value in rows), *_thresholds(context)]))
    context.say_network_drive(context.store)
    return 0


def _backups(context: Context) -> str:
    """Where the daily backups of this store lie, how many, and the newest."""
    from store.backups import folder, listing

    directory = locations.backups_dir(context.environ)
    found = listing(directory, context.store)
    place = folder(directory, context.store)
    return context.words.care.backups(place, len(found), found[0].day if found else None)


def _past(context: Context) -> list[tuple[str, str]]:
    """Which past is looked at, where one is."""
    known = context.known_at
    rows = [("as_of", context.as_of.isoformat())] if context.as_of != context.today else []
    return rows + ([("known_at", known.isoformat())] if known else [])


def _thresholds(context: Context) -> list[tuple[str, str]]:
    """What the lights of this store compare with; nothing where no store can be read."""
    from store.queries.clock import settings

    try:
        found = settings(context.reader_as_of())._asdict()
    except StoreError:
        return []
    words = context.words
    return [
        (words.domain.field(name), words.command.setting_value(name, value))
        for name, value in found.items()
        if name != "time_zone"
    ]


def _zone(context: Context) -> str:
    """The time zone of the store then, else the machine's by name, else what the machine calls it now."""
    from datetime import datetime

    from store.queries.clock import settings

    try:
        found = settings(context.reader_as_of()).time_zone
    except StoreError:
        found = ""
    return found or locations.time_zone_name(context.environ) or datetime.now().astimezone().tzname() or ""
