"""`tasks`: one line per assignment."""

from __future__ import annotations

import argparse
from collections.abc import Iterable

from store import vocabulary as v
from store.queries.assignments import assignments
from store.shapes import Assignment, AssignmentFilter
from tui.cli.context import Context, iso_day
from tui.cli.options import Parser, argument, chosen, parse, parser
from tui.cli.table import table
from tui.glyphs import glyph

COLOURS = {"overdue": "31", "due_soon": "33", "behind": "33", "blocked": "33", "on_track": "32", "done": "32"}
"""Light → ANSI colour; the others stay plain."""


def _parser(context: Context) -> Parser:
    made = parser(context, "tasks")
    argument(made, context, "--plan", help="plan")
    for name in ("unit", "role", "status", "light"):
        argument(made, context, f"--{name}", help=name, action="append", default=[])
    argument(made, context, "--due-before", help="due_before")
    argument(made, context, "--text", help="text", default="")
    argument(made, context, "--json", help="json", action="store_true")
    argument(made, context, "--csv", help="csv", action="store_true")
    return made


def tasks_command(context: Context, arguments: list[str]) -> int:
    """List assignments as text, JSON or CSV."""
    options = parse(_parser(context), arguments)
    reader = context.reader()
    rows = assignments(reader, _filter(context, options), context.today)
    if options.json:
        from exchange.assignment_json import assignment_json, json_text

        context.write(json_text([assignment_json(row) for row in rows], indent=None if len(rows) > 10_000 else 1))
    elif options.csv:
        from exchange.assignment_csv import assignments_csv

        context.write(assignments_csv(rows))
    elif rows:
        context.write(_text(context, rows))
    else:
        context.say(context.words.command.no_rows())
    return 0


def _filter(context: Context, options: argparse.Namespace) -> AssignmentFilter:
    """The filter that the options ask for, every name checked.

    Raises:
        Refused: an unknown plan, unit, role, status, light or date.
    """
    plan, units = None, []
    if options.plan or options.unit:
        from store.queries.names import plan_id, unit_names

        reader = context.reader()
        plan = plan_id(reader, options.plan) if options.plan else None
        units = [name for unit in options.unit for name in unit_names(reader, unit, plan)]
    return AssignmentFilter(
        plan=options.plan or "", units=tuple(units), roles=chosen(context, "role", options.role, v.ROLES),
        statuses=chosen(context, "status", options.status, v.STATUSES),
        lights=chosen(context, "light", options.light, v.LIGHTS),
        due_before=iso_day(options.due_before) if options.due_before else None, text=options.text,
    )  # fmt: skip


def _text(context: Context, rows: Iterable[Assignment]) -> str:
    """Aligned lines: light, days, due, task, unit, role, status, title. Colour only on a terminal."""
    domain, heading = context.words.domain, context.words.command.heading
    head = ["", *(heading(name) for name in ("late", "due", "task", "unit", "role", "status", "title"))]
    lines = [
        [f"{glyph(row.light)} {domain.light(row.light)}", "" if row.days_late is None else f"{row.days_late:+d}",
         row.due.isoformat() if row.due else "", f"{row.plan}/{row.task}", row.unit, domain.role(row.role),
         domain.status(row.status), row.title]
        for row in rows
    ]  # fmt: skip
    text = table([head, *lines], right=(1,))
    if not context.colour():
        return text
    first, *rest = text.splitlines()
    coloured = [
        f"\x1b[{COLOURS[row.light]}m{line[:1]}\x1b[0m{line[1:]}" if row.light in COLOURS else line
        for row, line in zip(rows, rest, strict=True)
    ]
    return "\n".join([first, *coloured]) + "\n"
