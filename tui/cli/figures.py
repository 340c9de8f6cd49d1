"""`reading`, `reach` and `member`: figures, milestones and who belongs to a group."""

from __future__ import annotations

from store.queries.names import part_key, plan_id, unit_key
from tui.cli.arguments import Parser
from tui.cli.context import Context
from tui.cli.writes import tell


def reading_command(context: Context, arguments: list[str]) -> int:
    """Record one unit's figure for an indicator."""
    made = Parser(context, "reading")
    made.add("indicator", help="indicator")
    made.add("value", help="value")
    made.add("--unit", help="unit", optional=False)
    made.add("--on", help="on")
    made.add("--verified", help="verified", flag=True)
    options = made.read(arguments)
    on = context.optional_day(options.on)
    reader = context.reader()
    key, _ = part_key(reader, "indicator", options.indicator)
    unit = unit_key(reader, options.unit, key.plan_id)
    reader.close()

    from store.commands.figures import record_reading

    place = f"{key.plan}/{key.ref}"
    who = context.who("reading", place, options.value, unit.name)
    done = record_reading(context.writer(), who, key.id, unit.id, options.value, on, options.verified)
    tell(context, done, context.words.command.reading_set(place, unit.name, options.value, on or context.today))
    return 0


def reach_command(context: Context, arguments: list[str]) -> int:
    """Record that a milestone was reached."""
    made = Parser(context, "reach")
    made.add("milestone", help="milestone")
    made.add("--on", help="on")
    options = made.read(arguments)
    on = context.optional_day(options.on)
    reader = context.reader()
    key, _ = part_key(reader, "milestone", options.milestone)
    reader.close()

    from store.commands.figures import reach

    place = f"{key.plan}/{key.ref}"
    done = reach(context.writer(), context.who("reach", place), key.id, on)
    tell(context, done, context.words.command.reached(place, on or context.today))
    return 0


def member_command(context: Context, arguments: list[str]) -> int:
    """Enter a member of a group, or move the days of its membership."""
    made = Parser(context, "member")
    made.add("group", help="group")
    made.add("unit", help="unit")
    made.add("--from", help="since", name="since")
    made.add("--until", help="until")
    made.add("--plan", help="plan")
    options = made.read(arguments)
    since, until = context.optional_day(options.since), context.optional_day(options.until)
    reader = context.reader()
    group = unit_key(reader, options.group, plan_id(reader, options.plan) if options.plan else None)
    reader.close()

    from store.commands.members import set_member

    who = context.who("member", group.name, options.unit)
    done = set_member(context.writer(), who, group.id, options.unit, since, until)
    words, n = context.words.command, len(done.touched)
    if until is not None:
        sentence = words.member_ended(group.name, options.unit, until, n)
    else:
        sentence = words.member_added(group.name, options.unit, since or context.today, n)
    tell(context, done, sentence)
    return 0
