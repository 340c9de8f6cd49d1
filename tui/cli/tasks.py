"""`tasks`: one line per assignment."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import SimpleNamespace

from store import vocabulary as v
from store.facts import AssignmentFilter
from store.queries import listing
from store.reader import Reader
from tui.cli.arguments import Parser
from tui.cli.chosen import chosen
from tui.cli.context import Context
from tui.cli.table import table
from tui.glyphs import glyph

COLOURS = {"overdue": "31", "due_soon": "33", "behind": "33", "blocked": "33", "on_track": "32", "done": "32"}
"""Light → ANSI colour; the others stay plain."""


def _parser(context: Context) -> Parser:
    made = Parser(context, "tasks", reads=True)
    made.add("--plan", help="plan")
    for name in ("unit", "role", "status", "light"):
        made.add(f"--{name}", help=name, many=True)
    made.add("--due-before", help="due_before")
    made.add("--text", help="text", default="")
    made.add("--json", help="json", flag=True, apart_from="--csv")
    made.add("--csv", help="csv", flag=True, apart_from="--json")
    return made


def tasks_command(context: Context, arguments: list[str]) -> int:
    """List assignments as text, JSON or CSV."""
    options = _parser(context).read(arguments)
    reader, as_of = context.reader_as_of(), context.as_of
    chosen = _filter(context, reader, options)
    if options.json:
        write_json(context, listing.json_objects(reader, chosen, as_of))
    elif options.csv:
        from exchange.assignment_csv import assignments_csv
        from store.queries.assignments import assignments

        context.write(assignments_csv(assignments(reader, chosen, as_of)))
    else:
        lines = listing.lines(reader, chosen, as_of)
        if lines:
            context.write(_text(context, lines))
        else:
            context.say(context.words.command.no_rows())
    return 0


def write_json(context: Context, objects: Iterable[str]) -> None:
    """An array with one object a line; what would act on a terminal is escaped."""
    before = "["
    for text in objects:
        context.write_piece(f"{before}\n" + (text if text.isprintable() else escaped(text)))
        before = ","
    context.write("\n]" if before == "," else "[]")


def escaped(text: str) -> str:
    """JSON text with every control or reordering character escaped."""
    from exchange.assignment_json import escape_unprintable

    return escape_unprintable(text)


def _filter(context: Context, reader: Reader, options: SimpleNamespace) -> AssignmentFilter:
    """The filter that the options ask for, every name checked.

    Raises:
        Refused: an unknown plan, unit, role, status, light or date.
    """
    plan, units = None, list[str]()
    if options.plan or options.unit:
        from store.queries.names import plan_id, unit_names

        plan = plan_id(reader, options.plan) if options.plan else None
        units = [name for unit in options.unit for name in unit_names(reader, unit, plan)]
    return AssignmentFilter(
        plan=options.plan or "", units=tuple(units), roles=chosen(context, "role", options.role, v.ROLES),
        statuses=chosen(context, "status", options.status, v.STATUSES),
        lights=chosen(context, "light", options.light, v.LIGHTS),
        due_before=context.optional_day(options.due_before), text=options.text,
    )  # fmt: skip


def _text(context: Context, lines: list[tuple[object, ...]]) -> str:
    """Aligned lines: light, days, due, task, unit, role, status, title. Colour only on a terminal."""
    domain, heading = context.words.domain, context.words.command.heading
    head = ["", *(heading(name) for name in ("late", "due", "task", "unit", "role", "status", "title"))]
    says = Said(lambda light: f"{glyph(light)} {domain.light(light)}"), Said(domain.role), Said(domain.status)
    rows = [
        [says[0][str(light)], "" if days is None else f"{days:+d}", str(due or ""), str(task), str(unit),
         says[1][str(role)], says[2][str(status)], str(title)]
        for light, days, due, task, unit, role, status, title in lines
    ]  # fmt: skip
    text = table([head, *rows], right=(1,))
    if not context.colour():
        return text
    first, *rest = text.splitlines()
    coloured = [
        f"\x1b[{COLOURS[str(light)]}m{line[:1]}\x1b[0m{line[1:]}" if light in COLOURS else line
        for (light, *_), line in zip(lines, rest, strict=True)
    ]
    return "\n".join([first, *coloured]) + "\n"


class Said(dict[str, str]):
    """Words looked up once each."""

    def __init__(self, say: Callable[[str], str]) -> None:
        self._say = say

    def __missing__(self, word: str) -> str:
        self[word] = self._say(word)
        return self[word]
