"""`summary`: the bulletin, the briefing or the ledger, to stdout or to a file."""

from __future__ import annotations

import os
from datetime import date
from types import SimpleNamespace

from exchange.export import NONE, Order, earlier, file_bytes
from exchange.export import made as made_now
from exchange.files import write_whole
from store.errors import Refused
from store.foreign import storable
from store.queries.ending import last_issued
from store.queries.names import plan_id
from tui.cli.arguments import Parser, Usage
from tui.cli.context import Context
from tui.cli.writes import tell


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
    made.add("--contacts", help="contacts", flag=True)
    made.add("--issue", help="issue", flag=True)
    options = made.read(arguments)
    order = _order(context, options)
    if options.issue:
        return _issue(context, order, options.output)
    text = made_now(context.store, context.reader_as_of(), order, context.as_of, context.known_at, context.words)
    if options.output is not None:
        write_whole(options.output, file_bytes(text, order.format))
        context.say(context.words.command.written(options.output))
    else:
        context.write(text)
    return 0


def _order(context: Context, options: SimpleNamespace) -> Order:
    """What is asked for."""
    format = options.format or _ending(options.output or "") or "md"
    compares = (options.since or "").strip().casefold() not in NONE
    since = None
    if options.since is not None and compares:
        since = earlier(context.day(options.since, past=True), context.as_of)
    return Order(
        options.plan, options.kind, format, context.optional_day(options.figures_on),
        context.optional_day(options.issued) or context.today, storable(options.number).strip(), options.rank, since,
        compares, options.contacts,
    )  # fmt: skip


def _issue(context: Context, order: Order, output: str | None) -> int:
    """Write a bulletin and record that it was issued."""
    if output is None:
        raise Usage(context.words.command.missing_arguments("-o"))
    if context.known_at is not None:
        raise Refused("past_read_only")
    from exchange.issuing import Recipe, recipe_words, written

    context.only_reads = False
    recipe = Recipe(order, context.as_of, context.words.lang)
    reader = context.reader()
    plan = plan_id(reader, order.plan) if order.plan else None
    if not order.number:
        last = last_issued(reader, order.plan, order.kind, date.max)
        raise Refused("issue_needs_number", last=last.number if last else "")
    reader.close()

    from store.commands.bulletins import NewBulletin, issue

    new = NewBulletin(plan, order.kind, order.number, recipe.as_of, order.figures_on, order.issued or context.today)
    who = context.who(*recipe_words(recipe))
    done = issue(context.writer(), who, new, lambda: written(context.store, recipe, context.words, output))
    context.say(context.words.command.written(output))
    tell(context, done, context.words.endings.issued(order.kind, order.number))
    return 0


def _ending(path: str) -> str:
    """The format that a file's name asks for; the dots of its folders ask for nothing."""
    return os.path.splitext(path)[1].removeprefix(".").lower()
