"""`bulletins`, `archive` and `assess`: what is kept of a plan, and what it comes to."""

from __future__ import annotations

from datetime import date

from store.errors import Refused
from store.queries.ending import issued
from store.shapes import Issued
from tui.cli.arguments import Parser
from tui.cli.context import Context
from tui.cli.table import table
from words.visible import visible


def bulletins_command(context: Context, arguments: list[str]) -> int:
    """What was issued."""
    made = Parser(context, "bulletins", reads=True)
    made.add("--plan", help="plan")
    made.add("--json", help="json", flag=True)
    options = made.read(arguments)
    found = issued(context.reader_as_of(), options.plan or None)
    if options.json:
        from exchange.assignment_json import json_text

        context.write(json_text([_as_json(one) for one in found]))
    elif not found:
        context.say(context.words.endings.nothing_issued())
    else:
        context.write(table([_head(context), *(_line(one, context) for one in found)]))
    return 0


def _head(context: Context) -> list[str]:
    says = context.words.endings
    return [says.label(name) for name in ("plan", "kind", "number", "as_of", "figures_on", "issued", "digest")]


def _line(one: Issued, context: Context) -> list[str]:
    days = [_iso(day) or "" for day in (one.as_of, one.figures_on, one.issued)]
    word = context.words.domain.word(one.kind)
    return [one.plan or context.words.screen.say("all_plans"), word, visible(one.number), *days, one.digest[:16]]


def _as_json(one: Issued) -> dict[str, object]:
    """What was issued, for scripts."""
    return {
        "plan": one.plan or None, "kind": one.kind, "number": one.number, "as_of": _iso(one.as_of),
        "figures_on": _iso(one.figures_on), "issued": _iso(one.issued), "digest": one.digest,
        "recorded": one.at.isoformat(), "command": one.command,
    }  # fmt: skip


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def archive_command(context: Context, arguments: list[str]) -> int:
    """Write a plan's archive to a new directory."""
    made = Parser(context, "archive")
    made.add("plan", help="end_plan")
    made.add("directory", help="archive_dir", shows="DIR")
    options = made.read(arguments)
    from exchange.archive import archive

    said = context.words.endings
    reader = context.reader_as_of()
    found = archive(context.store, reader, options.plan, options.directory, context.today, context.words)
    context.say(said.archived(options.directory, found.files))
    for one in found.differing:
        context.say(said.differs(one.kind, one.number))
    for one in found.uncompared:
        context.say(said.cannot_compare(one.kind, one.number))
    return 0


def assess_command(context: Context, arguments: list[str]) -> int:
    """The facts of each unit for a period."""
    made = Parser(context, "assess")
    made.add("plan", help="end_plan")
    made.add("--from", help="assess_from", name="since", optional=False, shows="DATE")
    made.add("--to", help="assess_to", name="until", optional=False, shows="DATE")
    made.add("--rules", help="rules", shows="FILE")
    made.add("--json", help="json", flag=True, apart_from="--csv")
    made.add("--csv", help="csv", flag=True, apart_from="--json")
    options = made.read(arguments)
    since, until = context.day(options.since, past=True), context.day(options.until, past=True)
    if until < since:
        raise Refused("period_reversed", since=since, until=until)
    if until > context.today:
        raise Refused("future_date", on=until, today=context.today)
    from exchange.assess import assess_csv, assess_json, assess_rows, read_rules
    from store.queries.assess import assess

    rules = None if options.rules is None else read_rules(options.rules)
    context.options["as_of"] = until.isoformat()
    reader = context.reader_as_of()
    facts = assess(reader, options.plan, since, until)
    if options.json:
        from exchange.assignment_json import json_text

        context.write(json_text(assess_json(options.plan, since, until, facts, rules)))
    elif options.csv:
        context.write(assess_csv(facts, rules, context.words))
    else:
        from store.queries.board import head_of

        title = head_of(reader, options.plan)[0]
        context.write(context.words.endings.assessed(visible(title), since, until))
        head, *rows = assess_rows(facts, rules, context.words)
        context.write(table([head, *rows], right=tuple(range(1, len(head)))))
        if rules is None:
            context.say(context.words.endings.unscored())
    return 0
