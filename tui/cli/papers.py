"""`summary`: the bulletin, the briefing or the ledger, to stdout or to a file."""

from __future__ import annotations

import argparse
import os

from exchange.export import Order, export, file_bytes
from exchange.files import write_whole
from store.errors import Refused
from store.foreign import storable
from tui.cli.context import Context
from tui.cli.options import argument, parse, parser


def summary_command(context: Context, arguments: list[str]) -> int:
    """Export a summary."""
    made = parser(context, "summary")
    argument(made, context, "--plan", help="plan", default="")
    argument(made, context, "--kind", help="kind", default="bulletin")
    argument(made, context, "--as-of", help="as_of")
    argument(made, context, "--figures-on", help="figures_on")
    argument(made, context, "--issued", help="issued")
    argument(made, context, "--number", help="number", default="")
    argument(made, context, "--rank", help="rank", action="store_true")
    argument(made, context, "--format", help="format")
    argument(made, context, "-o", "--output", help="output")
    made.add_argument("--since", help=argparse.SUPPRESS)  # known to the contract, built with history
    options = parse(made, arguments)
    if options.since is not None:
        raise Refused("command_later", name="summary --since")
    format = options.format or _ending(options.output or "") or "md"
    order = Order(
        options.plan, options.kind, format, context.optional_day(options.figures_on),
        context.optional_day(options.issued), storable(options.number), options.rank,
    )  # fmt: skip
    as_of = context.optional_day(options.as_of) or context.today
    text = export(context.reader(), order, as_of, context.words)
    if options.output is not None:
        write_whole(options.output, file_bytes(text, order.format))
        context.say(context.words.command.written(options.output))
    else:
        context.write(text)
    return 0


def _ending(path: str) -> str:
    """The format that a file's name asks for; the dots of its folders ask for nothing."""
    return os.path.splitext(path)[1].removeprefix(".").lower()
