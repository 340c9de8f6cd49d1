"""`breakdown`: tasks that the office adds under those of a plan, one at a time or as a table."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import TYPE_CHECKING

from store.errors import Refused
from store.queries.breakdown import Gap, only_year, task_above
from store.queries.names import task_key
from store.reader import Reader
from store.window import Window
from tui.cli.arguments import Parser, Usage
from tui.cli.context import YEARS, Context
from tui.cli.loading import read_bytes
from words import say_error

if TYPE_CHECKING:
    from exchange.breakdown_table import Line
    from store.commands.breakdown import Added, NewTask

FOR_ONE = ("unit", "due", "share", "indicator", "ref", "label")
"""Options about a single task; a table says all that itself."""


def breakdown_command(context: Context, arguments: list[str]) -> int:
    """Add tasks under those of a plan."""
    made = Parser(context, "breakdown")
    made.add("place", help="breakdown_place", shows="PLAN[/REF]")
    made.add("what", help="breakdown_what", shows="TITLE|FILE.csv")
    made.add("--unit", help="breakdown_unit", many=True, shows="UNIT[=ROLE]")
    made.add("--due", help="breakdown_due", default="", shows="DATE")
    made.add("--share", help="breakdown_share", many=True, shows="[UNIT=]N")
    made.add("--indicator", help="breakdown_indicator", default="", shows="REF")
    made.add("--ref", help="breakdown_ref", default="")
    made.add("--label", help="breakdown_label", default="", shows="TEXT")
    made.add("--new-unit", help="new_unit", flag=True)
    made.add("--on", help="on")
    made.add("--year", help="breakdown_year", number=True)
    made.add("--dry-run", help="dry_run", flag=True)
    options = made.read(arguments)
    if options.year is not None and options.year not in YEARS:
        raise Usage(context.words.command.whole_number("--year", str(options.year)))
    if "/" in options.place:
        _one(context, options)
    else:
        for name in FOR_ONE:
            if getattr(options, name):
                raise Usage(context.words.command.not_together(f"--{name}", "FILE.csv"))
        _table(context, options)
    return 0


def _one(context: Context, options: SimpleNamespace) -> None:
    """One task under another."""
    from exchange.breakdown_table import read_owners, read_shares
    from exchange.dates import read_phrase, read_typed
    from store.commands.breakdown import NewTask

    on = context.optional_day(options.on)
    reader = context.reader()
    key = task_key(reader, options.place)
    reader.close()
    role_from = context.words.domain.role_from
    mandates = tuple(one for text in options.unit for one in read_owners(text, role_from))
    shares = tuple(one for text in options.share for one in read_shares(text, mandates))
    due = None
    if options.due:
        year = options.year
        due = read_phrase(options.due, year=year) if year else read_typed(options.due, today=context.today)
    indicator = options.indicator.removeprefix(f"{key.plan}/")
    task = NewTask(key.id, options.what, mandates, due, shares, indicator, options.label, options.ref)
    who = context.who("breakdown", f"{key.plan}/{key.ref}", options.what)

    from store.commands.breakdown import add_tasks

    added = add_tasks(
        context.writer(), who, [task], new_units=options.new_unit, on=on, dry_run=options.dry_run
    )  # fmt: skip
    _tell(context, key.plan, added, options.dry_run)


def _table(context: Context, options: SimpleNamespace) -> None:
    """A whole table, or nothing of it."""
    from exchange.breakdown_table import read_breakdown

    path, on = options.what, context.optional_day(options.on)
    data = read_bytes(path)
    reader = context.reader()
    lines = read_breakdown(data, path, _dates(context, reader, options.place, options.year))
    try:
        tasks = [_task(reader, options.place, line) for line in lines]
        reader.close()

        from store.commands.breakdown import add_tasks

        who = context.who("breakdown", options.place, path)
        added = add_tasks(
            context.writer(), who, tasks, new_units=options.new_unit, on=on, dry_run=options.dry_run
        )  # fmt: skip
    except Refused as why:
        line_no = why.facts.get("line")
        if not isinstance(line_no, int):
            raise
        sentence = say_error(context.words, why.kind, why.facts)
        raise Refused("csv_line", path=path, line=line_no, sentence=sentence) from why
    _tell(context, options.place, added, options.dry_run)


def _dates(context: Context, reader: Reader, plan: str, year: int | None) -> Callable[[str], Window]:
    """How a table's dates are read: in the year given, else in the plan's only one, else as typed today."""
    from exchange.dates import read_phrase, read_typed

    known = year or only_year(reader, plan)
    if known is None:
        return lambda text: read_typed(text, today=context.today)
    return lambda text: read_phrase(text, year=known)


def _task(reader: Reader, plan: str, line: Line) -> NewTask:
    """A row as the store takes it.

    Raises:
        Refused: there is no task above it; with its line.
    """
    from exchange.table_cells import read_ref
    from store.commands.breakdown import NewTask

    try:
        above = task_above(reader, plan, (line.parent, read_ref(line.parent) or ""))
    except Refused as why:
        why.facts["line"] = line.line
        raise
    measure = line.measure if line.shares else ""
    return NewTask(above.id, line.title, line.mandates, line.due, line.shares, measure, line.label, "", line.line)


def _tell(context: Context, plan: str, added: Added, dry_run: bool) -> None:
    """What was added, and how the shares stand beside their targets."""
    said, words = context.words.breakdowns, context.words.command
    if dry_run:
        context.say(said.would_add(len(added.refs), added.assignments, added.units))
    else:
        places = tuple(f"{plan}/{ref}" for ref in added.refs)
        context.say(words.joined(said.added(places, added.assignments, added.units), words.undo_hint()))
    for gap in added.gaps:
        context.say(gap_text(context, plan, gap))


def gap_text(context: Context, plan: str, gap: Gap) -> str:
    """Shares beside their target, in a sentence."""
    said = context.words.breakdowns
    return said.gap(f"{plan}/{gap.ref}", gap.measure, gap.target or 0.0, gap.shared, gap.missing)
