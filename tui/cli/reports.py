"""`report`: what a unit said about its assignments."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace

from store import vocabulary as v
from store.errors import Refused
from store.queries.names import TaskKey, part_key, plan_id, task_assignments, task_key, unit_key
from store.queries.open_items import items, open_items
from store.reader import Reader
from store.reported import OpenItem
from tui.cli.arguments import Parser, Usage
from tui.cli.chosen import one
from tui.cli.context import Context
from tui.cli.writes import read_percent, tell

CLAIMS = {"in_progress": "--in-progress", "done": "--done", "blocked": "--blocked", "no_change": "--no-change"}
"""Claim → its switch, of which one is given at most."""
ABOUT_ONE = ("value", "indicator", "remark")
"""Options that only make sense for one task."""


def _parser(context: Context) -> Parser:
    made = Parser(context, "report")
    made.add("unit", help="report_unit")
    made.add("task", help="report_tasks", many=True, optional=True)
    made.add("--via", help="via", optional=False)
    made.add("--from", help="report_from", name="from_whom", default="", shows="NAME")
    made.add("--on", help="report_on")
    made.add("--received", help="report_received", shows="DATE")
    for name in ("progress", "problem", "next"):
        made.add(f"--{name}", help=f"report_{name}", default="", shows="TEXT")
    made.add("--percent", help="percent", shows="N")
    made.add("--value", help="report_value", default="", shows="N")
    made.add("--indicator", help="report_indicator", default="")
    made.add("--remark", help="report_remark", default="", shows="TEXT")
    for claim, switch in CLAIMS.items():
        made.add(switch, help=f"report_{claim}", flag=True, name=claim)
    made.add("--evidence", help="report_evidence", default="", shows="TEXT")
    made.add("--ref", help="report_ref", default="", shows="TEXT")
    made.add("--raw", help="report_raw", default="", shows="TEXT")
    made.add("--plan", help="plan")
    return made


def report_command(context: Context, arguments: list[str]) -> int:
    """Record a unit's report: the same words about every task named, or about all that it has open."""
    parser = _parser(context)
    options = parser.read(arguments)
    claim = _claim(context, parser, options)
    via = one(context, "via", options.via, v.VIAS)
    percent = None if options.percent is None else read_percent(options.percent)
    on, received = context.optional_day(options.on), context.optional_day(options.received)
    reader = context.reader()
    unit, found = _meant(context, reader, options, only_silence=claim == "no_change")
    indicator = _indicator(reader, options, found)
    reader.close()

    from store.commands.reports import Common, Statement, record_reports

    words = options.progress, options.problem, options.next
    told = [
        Statement(
            item.id, claim, *words, percent=percent, figure=options.value, indicator=indicator, remark=options.remark,
            evidence=options.evidence,
        )
        for item in found
    ]  # fmt: skip
    names = tuple(dict.fromkeys(f"{item.plan}/{item.task}" for item in found))
    common = Common(via, received, options.from_whom, options.ref, options.raw)
    done = record_reports(context.writer(), context.who("report", unit, *names), told, common, on)
    tell(context, done, context.words.command.reported(unit, names, claim, on or received or context.today))
    return 0


def _claim(context: Context, parser: Parser, options: SimpleNamespace) -> str | None:
    """What the switches claim.

    Raises:
        Usage: two of them at once.
    """
    given = [claim for claim in CLAIMS if getattr(options, claim)]
    if len(given) > 1:
        said = context.words.command.not_together(CLAIMS[given[1]], CLAIMS[given[0]])
        raise Usage(said, *parser.synopsis().splitlines())
    return given[0] if given else None


def _meant(
    context: Context, reader: Reader, options: SimpleNamespace, only_silence: bool
) -> tuple[str, tuple[OpenItem, ...]]:
    """The unit, and its assignments that the report is about.

    "Nothing new" without a task is about all that it has open; other words are about one.

    Raises:
        Refused: an unknown unit or task, a task in which it has no part, nothing open, or several tasks to choose from.
    """
    plan = plan_id(reader, options.plan) if options.plan else None
    if options.task:
        keys = [task_key(reader, task) for task in options.task]
        if len(keys) > 1:
            _refuse_for_many(options)
        return _named(context, reader, options.unit, keys)
    unit = unit_key(reader, options.unit, plan)
    found = open_items(reader, unit.id, plan, context.today)
    names = tuple(dict.fromkeys(f"{item.plan}/{item.task}" for item in found))
    if not found:
        raise Refused("nothing_open", unit=unit.name)
    if len(names) > 1 and not only_silence:
        raise Refused("report_which", unit=unit.name, tasks=names)
    if len(names) > 1:
        _refuse_for_many(options)
    return unit.name, found


def _refuse_for_many(options: SimpleNamespace) -> None:
    """Refuse for several tasks what belongs to one.

    Raises:
        Refused: naming the option.
    """
    for option in ABOUT_ONE:
        if getattr(options, option):
            raise Refused("report_one_task", option=f"--{option}")


def _named(
    context: Context, reader: Reader, typed: str, keys: Sequence[TaskKey]
) -> tuple[str, tuple[OpenItem, ...]]:  # fmt: skip
    """The unit's assignments in tasks that were named; a unit may have several roles in one.

    Raises:
        Refused: the unit has no part in one of them.
    """
    ids: list[int] = []
    name = ""
    for key in keys:
        unit = unit_key(reader, typed, key.plan_id)
        rows = task_assignments(reader, key.id, context.today.isoformat())
        mine = [ident for ident, unit_id, _, _ in rows if unit_id == unit.id]
        if not mine:
            everyone = tuple(dict.fromkeys(row[2] for row in rows))
            raise Refused("no_assignment", task=f"{key.plan}/{key.ref}", unit=unit.name, units=everyone)
        ids += mine
        name = unit.name
    return name, items(reader, ids, context.today)


def _indicator(reader: Reader, options: SimpleNamespace, found: Sequence[OpenItem]) -> int | None:
    """The indicator that was named for a figure.

    Raises:
        Refused: there is no such indicator.
    """
    if not options.indicator:
        return None
    name = options.indicator if "/" in options.indicator else f"{found[0].plan}/{options.indicator}"
    return part_key(reader, "indicator", name)[1].id
