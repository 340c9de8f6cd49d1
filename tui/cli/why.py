"""`why`: one page that explains a light."""

from __future__ import annotations

from exchange.assignment_json import json_text
from exchange.files import write_whole
from exchange.why_page import page_json, page_text
from store.errors import Refused
from store.explained import Why
from store.queries.names import TaskKey, close, plan_id, task_assignments, task_key, unit_key, units_named
from store.queries.why import why_assignment, why_plan, why_task, why_unit
from store.reader import Reader, as_text
from tui.cli.arguments import Parser
from tui.cli.context import Context


def why_command(context: Context, arguments: list[str]) -> int:
    """Explain a light, on one page."""
    made = Parser(context, "why", reads=True)
    made.add("what", help="why_what", shows="TASK")
    made.add("--unit", help="unit", default="")
    made.add("--plan", help="plan", default="")
    made.add("--json", help="json", flag=True)
    made.add("-o", "--output", help="output")
    options = made.read(arguments)
    found = explained(context.reader_as_of(), options.what, options.unit, options.plan, context)
    text = json_text(page_json(found)) + "\n" if options.json else page_text(found, context.words)
    if options.output is not None:
        write_whole(options.output, text.encode())
        context.say(context.words.command.written(options.output))
    else:
        context.write(text)
    return 0


def explained(reader: Reader, what: str, unit: str, plan: str, context: Context) -> Why:
    """What is meant: a task, a plan, or a unit (in a plan, where one is named).

    Raises:
        Refused: none of them, or the unit owes nothing in the task.
    """
    as_of = context.as_of
    keys = [as_text(key) for (key,) in reader.rows("SELECT key FROM plan WHERE gone IS NULL")]
    if what in keys:
        return _of_unit(reader, unit, what, context) if unit else why_plan(reader, what, as_of)
    try:
        task = task_key(reader, f"{plan}/{what}" if plan and "/" not in what else what)
    except Refused as no_task:
        if "/" in what or unit or (close(what, keys) and not _has_unit(reader, what)):
            raise
        try:
            return _of_unit(reader, what, plan, context)
        except Refused as no_unit:
            raise (no_task if no_task.facts.get("close") else no_unit) from None
    return _of_task(reader, task, unit, context)


def _has_unit(reader: Reader, name: str) -> bool:
    """Whether some unit is called so."""
    try:
        return bool(units_named(reader, name))
    except Refused:
        return False


def _of_unit(reader: Reader, unit: str, plan: str, context: Context) -> Why:
    """A unit, or a group with its members."""
    chosen = plan_id(reader, plan) if plan else None
    named = unit_key(reader, unit, chosen) if chosen else units_named(reader, unit)[0]
    return why_unit(reader, named.name, plan, context.as_of)


def _of_task(reader: Reader, task: TaskKey, unit: str, context: Context) -> Why:
    """A task, or the one part of it that is meant; of a group all its parts."""
    rows = task_assignments(reader, task.id, context.as_of.isoformat())
    name = ""
    if unit:
        name = unit_key(reader, unit, task.plan_id).name
        everyone = tuple(dict.fromkeys(row[2] for row in rows))
        rows = [row for row in rows if name in row[2:]]
        if not rows:
            raise Refused("no_assignment", task=f"{task.plan}/{task.ref}", unit=name, units=everyone)
    if len(rows) == 1:
        return why_assignment(reader, rows[0][0], context.as_of)
    return why_task(reader, task.plan, task.id, context.as_of, name)
