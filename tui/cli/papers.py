"""`summary`: the bulletin, the briefing or the ledger, to stdout or to a file."""

from __future__ import annotations

import os

from exchange.export import Order, compared, earlier, export, file_bytes
from exchange.files import write_whole
from store.foreign import storable
from tui.cli.arguments import Parser
from tui.cli.context import Context


def summary_command(context: Context, arguments: list[str]) -> int:
    """Export a summary."""
    made = Parser(context, "summary", reads=True)
    made.add("--plan", help="plan", default="")
    made.add("--kind", help="kind", default="bulletin")
    made.add("--figures-on", help="figures_on")
    made.add("--issued", help="issued")
    made.add("--number", help="number", default="")
    made.add("--rank", help="rank", flag=True)
    made.add("--format", help="format")
    made.add("-o", "--output", help="output")
    made.add("--since", help="summary_since", shows="DATE")
    options = made.read(arguments)
    format = options.format or _ending(options.output or "") or "md"
    since = earlier(context.day(options.since, past=True), context.as_of) if options.since is not None else None
    order = Order(
        options.plan, options.kind, format, context.optional_day(options.figures_on),
        context.optional_day(options.issued) or context.today, storable(options.number), options.rank, since,
    )  # fmt: skip
    with compared(context.store, since, context.known_at) as then:
        text = export(context.reader_as_of(), order, context.as_of, context.words, then)
    if options.output is not None:
        write_whole(options.output, file_bytes(text, order.format))
        context.say(context.words.command.written(options.output))
    else:
        context.write(text)
    return 0


def _ending(path: str) -> str:
    """The format that a file's name asks for; the dots of its folders ask for nothing."""
    return os.path.splitext(path)[1].removeprefix(".").lower()
