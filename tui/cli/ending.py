"""`close` and `reopen`: the end of a plan."""

from __future__ import annotations

from store.errors import Refused
from store.queries.ending import ending
from store.queries.left_open import still_open
from store.queries.names import plan_id
from store.shapes import StillOpen
from tui.cli.arguments import Parser
from tui.cli.asking import agrees, is_anybody_there
from tui.cli.context import Context
from tui.cli.table import table
from tui.cli.writes import tell
from tui.glyphs import glyph
from words.visible import visible

MOST_LISTED = 40
"""How many open assignments are named before a plan is closed; the rest is counted."""


def close_command(context: Context, arguments: list[str]) -> int:
    """Close a plan, after saying what it leaves open."""
    made = _parser(context, "close")
    made.add("--yes", help="end_yes", flag=True)
    options = made.read(arguments)
    on = context.optional_day(options.on)
    if not options.basis.strip():
        raise Refused("end_needs_basis")
    reader = context.reader()
    plan = plan_id(reader, options.plan)
    ended = ending(reader, plan)
    if ended is not None:
        raise Refused("closed_already", plan=options.plan, on=ended.on or context.today)
    left = still_open(reader, options.plan, on or context.today)
    reader.close()
    _list_open(context, left)
    if not options.yes:
        if not is_anybody_there():
            raise Refused("close_needs_yes", plan=options.plan)
        if not agrees(context, context.words.endings.ask_close(options.plan)):
            context.say(context.words.endings.left_open(options.plan))
            return 0

    from store.commands.plans import close_plan

    who = context.who("close", options.plan, "--basis", options.basis)
    done = close_plan(context.writer(), who, plan, options.basis, on)
    reader = context.reader()
    ended = ending(reader, plan)
    bodies = ended.bodies if ended else ()
    tell(context, done, context.words.endings.closed(options.plan, on or context.today, bodies))
    return 0


def reopen_command(context: Context, arguments: list[str]) -> int:
    """Open a closed plan again."""
    options = _parser(context, "reopen").read(arguments)
    on = context.optional_day(options.on)
    reader = context.reader()
    plan = plan_id(reader, options.plan)
    reader.close()

    from store.commands.plans import reopen_plan

    who = context.who("reopen", options.plan, "--basis", options.basis)
    done = reopen_plan(context.writer(), who, plan, options.basis, on)
    tell(context, done, context.words.endings.reopened(options.plan, on or context.today))
    return 0


def _parser(context: Context, command: str) -> Parser:
    """The arguments that both share."""
    made = Parser(context, command)
    made.add("plan", help="end_plan")
    made.add("--basis", help="end_basis", optional=False, shows="TEXT")
    made.add("--on", help="end_on", shows="DATE")
    return made


def _list_open(context: Context, left: StillOpen) -> None:
    """What is open, on stderr: it is what the answer rests on."""
    said, domain, rows = context.words.endings, context.words.domain, left.rows
    units, claimed = len({row.unit_id for row in rows}), sum(row.status == "claimed" for row in rows)
    asked = sum(row.wanted is not None for row in rows)
    lines = [
        [f"{glyph(row.light)} {domain.light(row.light)}", row.task, visible(row.unit), domain.role(row.role),
         row.due.isoformat() if row.due else "", visible(row.title)]
        for row in rows[:MOST_LISTED]
    ]  # fmt: skip
    listed = [f"  {line}" for line in table(lines).splitlines()] if lines else []
    more = [f"  {domain.more(len(rows) - MOST_LISTED)}"] if len(rows) > MOST_LISTED else []
    context.say(said.still_open(len(rows), units, claimed, asked, len(left.milestones)), *listed, *more)
