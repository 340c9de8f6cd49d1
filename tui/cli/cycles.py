"""`cycle`: when a plan's reports fall due."""

from __future__ import annotations

from datetime import date

from store.cycle import next_period
from store.queries.names import plan_id
from store.queries.reporting import cycle_of
from tui.cli.arguments import Parser, Usage
from tui.cli.context import Context


def cycle_command(context: Context, arguments: list[str]) -> int:
    """Say a plan's reporting cycle, or set it."""
    made = Parser(context, "cycle", reads=True)
    made.add("plan", help="cycle_plan")
    made.add("cycle", help="cycle_text", optional=True)
    made.add("--on", help="cycle_on")
    options = made.read(arguments)
    if options.cycle is not None:
        return _set(context, options.plan, options.cycle, options.on)
    if options.on is not None:
        raise Usage(context.words.command.missing_arguments("cycle"), *made.synopsis().splitlines())
    context.only_reads = True
    reader = context.reader_as_of()
    cycle = cycle_of(reader, plan_id(reader, options.plan))
    lines = (f"{cycle or '-'}  {context.words.reports.cycle(cycle)}", *_following(context, cycle, context.as_of))
    context.write("".join(f"{line}\n" for line in lines))
    return 0


def _set(context: Context, plan: str, text: str, on: str | None) -> int:
    """Set a cycle, and say when the next reports fall due by it."""
    context.refuse_past()
    from exchange.cycle_typed import read_cycle
    from store.commands.cycles import set_cycle
    from tui.cli.writes import tell

    day, cycle = context.optional_day(on), read_cycle(text)
    reader = context.reader()
    ident = plan_id(reader, plan)
    reader.close()
    who = context.who("cycle", plan, cycle or text)
    done = set_cycle(context.writer(), who, ident, cycle, day)
    words = context.words
    sentence = words.reports.cycle_set(plan, words.reports.cycle(cycle), words.domain.date(day or who.today))
    tell(context, done, sentence)
    for line in _following(context, cycle, who.today) if done.command else ():
        context.say(line)
    return 0


def _following(context: Context, cycle: str, as_of: date) -> tuple[str, ...]:
    """When the next reports fall due."""
    period = next_period(cycle, as_of)
    if period is None:
        return ()
    unsure = period.due.year if period.holidays_unknown else None
    return (context.words.reports.next_due(period.due.isoformat(), unsure).rstrip(".。"),)
