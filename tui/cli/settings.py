"""`setting`: the thresholds of the lights and the time zone, with the days from which they count."""

from __future__ import annotations

from store.facts import Settings
from store.queries.settings import Valued, valued
from tui.cli.arguments import Parser, Usage
from tui.cli.chosen import one
from tui.cli.context import Context
from tui.cli.table import table
from words.visible import visible


def setting_command(context: Context, arguments: list[str]) -> int:
    """List the settings, or the values that one of them had, or change one."""
    made = Parser(context, "setting", reads=True)
    made.add("name", help="setting", optional=True)
    made.add("value", help="setting_value", optional=True)
    made.add("--on", help="setting_on")
    made.add("--json", help="json", flag=True, apart_from="--on")
    options = made.read(arguments)
    name = options.name and one(context, "setting", options.name, Settings._fields)
    if options.value is not None:
        return _change(context, name, options.value, options.on)
    if options.on is not None:
        raise Usage(context.words.command.missing_arguments("value"), *made.synopsis().splitlines())
    context.only_reads = True
    known = valued(context.reader_as_of())
    lines = known[name] if name else tuple(values[-1] for values in known.values())
    if options.json:
        from exchange.assignment_json import json_text

        context.write(json_text([_as_json(line) for line in lines], indent=1))
    else:
        context.write(_text(context, lines))
    return 0


def _change(context: Context, name: str, text: str, on: str | None) -> int:
    """Change a setting and say from when it counts."""
    context.refuse_past()
    from store.commands.settings import change_setting, read_setting
    from tui.cli.writes import tell

    day = context.optional_day(on)
    value = read_setting(name, text)
    context.reader()  # a store that is not there is not made only to set something in it
    who = context.who("setting", name, str(value))
    done = change_setting(context.writer(), who, name, text, day)
    words = context.words.command
    sentence = words.setting_set(name, words.setting_value(name, value), day or who.today)
    if name == "time_zone" and not context.setting("today"):
        context.forget_today()
        sentence = words.joined(sentence, words.today_there(context.today))
    tell(context, done, sentence)
    return 0


def _text(context: Context, lines: tuple[Valued, ...]) -> str:
    words = context.words.command
    head = [words.heading(column) for column in ("setting", "value", "since", "by", "meaning")]
    rows = [
        [line.name, words.setting_value(line.name, line.value),
         line.since.isoformat() if line.since else words.from_start(), visible(line.by) or words.none(),
         context.words.domain.field(line.name)]
        for line in lines
    ]  # fmt: skip
    return table([head, *rows])


def _as_json(line: Valued) -> dict[str, object]:
    """The object of one value."""
    since = line.since.isoformat() if line.since else None
    return {"name": line.name, "value": line.value, "since": since, "by": line.by or None}
