"""`summary`: the bulletin, the briefing or the ledger, to stdout or to a file."""

from __future__ import annotations

from exchange.export import Order, export, file_bytes
from exchange.files import write_whole
from tui.cli.context import Context, iso_day
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
    options = parse(made, arguments)
    kind = options.format or _ending(options.output) or "md"
    order = Order(
        options.plan, options.kind, kind, iso_day(options.figures_on) if options.figures_on else None,
        iso_day(options.issued) if options.issued else None, options.number, options.rank,
    )  # fmt: skip
    as_of = iso_day(options.as_of) if options.as_of else context.today
    text = export(context.reader(), order, as_of, context.words)
    if options.output:
        write_whole(options.output, file_bytes(text, order.format))
        context.say(context.words.command.written(options.output))
    else:
        context.write(text)
    return 0


def _ending(path: str | None) -> str:
    """The format that a file's name asks for."""
    return path.rpartition(".")[2].lower() if path and "." in path else ""
