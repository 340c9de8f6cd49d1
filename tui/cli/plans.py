"""`plans` and `show`: which plans there are, and one of them as written."""

from __future__ import annotations

from datetime import date

from store.shapes import PlanLine
from tui.cli.arguments import Parser
from tui.cli.context import Context
from tui.cli.table import table


def plans_command(context: Context, arguments: list[str]) -> int:
    """The plans in the store, or those that ship with the program."""
    made = Parser(context, "plans", reads=True)
    made.add("--builtin", help="builtin", flag=True)
    made.add("--json", help="json", flag=True)
    options = made.read(arguments)
    if options.builtin:
        return _builtin(context, options.json)
    from store.queries.board import plans

    lines = plans(context.reader_as_of(), context.as_of)
    if options.json:
        from exchange.assignment_json import json_text

        context.write(json_text([_as_json(line) for line in lines]))
    elif not lines:
        context.say_no_plans()
    else:
        words, domain = context.words.command, context.words.domain
        head = [words.heading(name) for name in ("plan", "tasks", "assignments", "units", "light", "period", "title")]
        rows = [
            [line.key, str(line.tasks), str(line.assignments), str(line.units), domain.light(line.light),
             words.plan_ends(_iso(line.start), _iso(line.end)), _title(line, context)]
            for line in lines
        ]  # fmt: skip
        context.write(table([head, *rows], right=(1, 2, 3)))
    return 0


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _title(line: PlanLine, context: Context) -> str:
    """The title, behind it that the plan is closed."""
    return f"{line.title} ({context.words.endings.state(line.state)})" if line.state == "closed" else line.title


def _as_json(line: PlanLine) -> dict[str, object]:
    """A plan of the store, for scripts."""
    return {
        "plan": line.key, "title": line.title, "number": line.number, "issuer": line.issuer, "area": line.area,
        "issued": _iso(line.issued) or None, "start": _iso(line.start) or None, "end": _iso(line.end) or None,
        "state": line.state, "light": line.light, "tasks": line.tasks, "assignments": line.assignments,
        "units": line.units, "sample": line.sample,
    }  # fmt: skip


def _builtin(context: Context, as_json: bool) -> int:
    """The plans that ship with the program; a hidden year stays hidden, so it is bound only to list the title."""
    from seed.plans import DEMO_YEAR, builtin, builtin_keys

    words = context.words.command
    found = [builtin(key, DEMO_YEAR) for key in builtin_keys()]
    if as_json:
        from exchange.assignment_json import json_text

        shown = ("title", "number", "issuer", "area")
        context.write(
            json_text(
                [
                    {"plan": d.key} | {k: getattr(d, k) for k in shown} | {"issued": _iso(d.issued) or None}
                    for d in found
                ]
            )
        )
        return 0
    head = [words.heading("plan"), words.heading("issued"), words.heading("number"), words.heading("title")]
    context.write(table([head, *([doc.key, _iso(doc.issued), doc.number, doc.title] for doc in found)]))
    return 0


def show_command(context: Context, arguments: list[str]) -> int:
    """One plan as written."""
    made = Parser(context, "show", reads=True)
    made.add("plan", help="plan")
    made.add("--json", help="json", flag=True)
    options = made.read(arguments)
    from store.queries.document import document

    reader = context.reader_as_of()
    doc = document(reader, options.plan)
    if options.json:
        from exchange.assignment_json import json_text
        from exchange.plan_json import plan_json

        context.write(json_text(plan_json(doc)))
        return 0
    from store.queries.breakdown import added_tasks
    from store.queries.ending import ending_of
    from tui.cli.shown import shown

    context.write(shown(doc, context.words, added_tasks(reader, options.plan), ending_of(reader, options.plan)))
    return 0
