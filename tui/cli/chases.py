"""`chase`, `contact` and `todo`: whom to call today, that it was called, and through whom a unit answers."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from types import SimpleNamespace

from store import vocabulary as v
from store.called import ContactLine, TodoItem, TodoUnit
from store.errors import Refused
from store.queries.contacts import contacts, whom_to_call
from store.queries.names import Named, plan_id, task_assignments, task_key, unit_key
from store.queries.todo import todo
from store.reader import Reader
from tui.cli.arguments import Parser
from tui.cli.chosen import one
from tui.cli.context import Context
from tui.cli.looks import keys_named
from tui.cli.table import table
from tui.cli.writes import tell
from tui.glyphs import glyph
from tui.keys import NEXT, Keymap

SIGNS = {"overdue": "overdue", "due_soon": "due_soon", "confirm": "to_confirm", "report": "no_report"}
"""Reason → the light whose sign it carries; the others are said by their word."""


def chase_command(context: Context, arguments: list[str]) -> int:
    """Record that a unit was asked."""
    made = Parser(context, "chase")
    made.add("unit", help="chase_unit")
    made.add("tasks", help="chase_tasks", many=True, optional=True, shows="TASK")
    made.add("--via", help="chase_via", optional=False)
    made.add("--to", help="chase_to", shows="NAME")
    made.add("--answer", help="answer", default="")
    made.add("--promised", help="promised", shows="DATE")
    made.add("--on", help="on")
    made.add("--plan", help="plan")
    options = made.read(arguments)
    via = one(context, "via", options.via, v.VIAS)
    on, promised = context.optional_day(options.on), _ahead(context, options.promised)
    reader = context.reader()
    unit, ids = _meant(context, reader, options)
    known = whom_to_call(reader, [unit.id], on or context.today).get(unit.id)
    to_whom = options.to if options.to is not None else known.name if known else ""
    reader.close()

    from store.commands.chases import record_chase

    who = context.who("chase", unit.name, *options.tasks, via)
    done = record_chase(context.writer(), who, unit.id, ids, via, to_whom, options.answer, promised, on)
    tell(context, done, context.words.calls.chased(unit.name, len(ids), via, promised))
    return 0


def _ahead(context: Context, text: str | None) -> date | None:
    """A day to come, as typed.

    Raises:
        Refused: it is none.
    """
    if text is None:
        return None
    from exchange.dates import read_typed

    end = read_typed(text, today=context.today).end
    if end is None:
        raise Refused("bad_date", text=text, why="not_a_day")
    return end


def _meant(context: Context, reader: Reader, options: SimpleNamespace) -> tuple[Named, list[int]]:
    """The unit, and what it was asked about: the tasks named, else what it owes soonest.

    Raises:
        Refused: an unknown plan, unit or task, or a task in which the unit owes nothing.
    """
    keys = [task_key(reader, task) for task in options.tasks]
    area = plan_id(reader, options.plan) if options.plan else keys[0].plan_id if keys else None
    unit = unit_key(reader, options.unit, area)
    found: list[int] = []
    for key in keys:
        rows = task_assignments(reader, key.id, context.today.isoformat())
        mine = [ident for ident, owner, _, _ in rows if owner == unit.id]
        if not mine:
            everyone = tuple(dict.fromkeys(row[2] for row in rows))
            raise Refused("no_assignment", task=f"{key.plan}/{key.ref}", unit=unit.name, units=everyone)
        found += mine
    if not keys:
        known = todo(reader, options.plan, context.today)
        items = [item for each in known if each.unit_id == unit.id for item in each.items]
        found = [item.assignment for item in items if item.why in (v.OVERDUE, v.DUE_SOON) and item.assignment]
    return unit, found


def contact_command(context: Context, arguments: list[str]) -> int:
    """List the contacts of a unit, or enter, correct or end one."""
    made = Parser(context, "contact", reads=True)
    made.add("unit", help="contact_unit")
    made.add("--kind", help="contact_kind")
    made.add("--name", help="contact_name")
    made.add("--phone", help="contact_phone")
    made.add("--from", help="contact_since", name="since", shows="DATE")
    made.add("--until", help="contact_until", shows="DATE")
    made.add("--plan", help="plan")
    made.add("--json", help="json", flag=True)
    options = made.read(arguments)
    writes = [options.kind, options.name, options.phone, options.since, options.until]
    since, until = _ahead(context, options.since), _ahead(context, options.until)
    kind = one(context, "contact_kind", options.kind or "liaison", v.CONTACTS)
    if all(value is None for value in writes):
        context.only_reads = True
        reader = context.reader_as_of()
        unit = _contacted(reader, options)
        _list_contacts(context, unit.name, contacts(reader, unit.id, context.as_of), options.json)
        return 0
    context.refuse_past()
    reader = context.reader()
    unit = _contacted(reader, options)
    reader.close()

    from store.commands.contacts import set_contact

    who = context.who("contact", unit.name, kind)
    done = set_contact(context.writer(), who, unit.id, kind, options.name, options.phone, since, until)
    said = context.words.calls
    ended = until is not None and options.name is None and options.phone is None
    sentence = said.contact_ended(unit.name, kind, until) if ended and until else ""
    tell(context, done, sentence or said.contact_set(unit.name, kind, options.name or ""))
    return 0


def _contacted(reader: Reader, options: SimpleNamespace) -> Named:
    """The unit that is meant."""
    return unit_key(reader, options.unit, plan_id(reader, options.plan) if options.plan else None)


def _list_contacts(context: Context, unit: str, lines: tuple[ContactLine, ...], as_json: bool) -> None:
    """Who holds now first, then who held before."""
    said = context.words.calls
    if as_json:
        keys = ("kind", "name", "phone", "since", "until", "current")
        rows = [{key: getattr(line, key) for key in keys} for line in lines]
        _json(context, rows)
    elif not lines:
        context.say(said.no_contacts(unit))
    else:
        head = ["", *(said.label(name) for name in ("kind", "name", "phone", "since", "until"))]
        shown = [
            [said.label("current" if line.current else "former"), said.kind(line.kind), line.name, line.phone,
             str(line.since or ""), str(line.until or "")]
            for line in lines
        ]  # fmt: skip
        context.write(table([head, *shown]))


def _json(context: Context, found: Iterable[dict[str, object]]) -> None:
    """An array with one object a line."""
    from tui.cli.tasks import write_json

    write_json(context, (json.dumps(one, ensure_ascii=False, default=str) for one in found))


def todo_command(context: Context, arguments: list[str]) -> int:
    """Whom to call today, by unit."""
    made = Parser(context, "todo", reads=True)
    made.add("--plan", help="plan")
    made.add("--json", help="json", flag=True)
    options = made.read(arguments)
    reader, as_of = context.reader_as_of(), context.as_of
    found = todo(reader, options.plan, as_of)
    if options.json:
        _json(context, map(_object, found))
    elif found:
        keys = keys_named(context)
        context.write("\n".join(_text(context, unit, as_of, keys) for unit in found))
    else:
        context.say(context.words.calls.nobody())
    return 0


def _object(unit: TodoUnit) -> dict[str, object]:
    """A unit as JSON."""
    items = [
        {"why": item.why, "plan": item.plan, "task": item.task or None, "title": item.title or None,
         "role": item.role or None, "due": item.due, "days_late": item.days_late, "on": item.on,
         "next": NEXT.get(item.why)}
        for item in unit.items
    ]  # fmt: skip
    return {
        "unit": unit.unit, "contact": unit.contact or None, "phone": unit.phone or None,
        "last_chase": unit.chased_on, "answer": unit.answer or None, "promised": unit.promised, "items": items,
    }  # fmt: skip


def _text(context: Context, unit: TodoUnit, as_of: date, keys: Keymap) -> str:
    """A unit with its telephone and last answer, and its reasons below it."""
    said = context.words.calls
    asked = said.asked(unit.chased_on, unit.answer, unit.promised, as_of) if unit.chased_on else ""
    head = [unit.unit, " ".join(part for part in (unit.contact, unit.phone) if part), asked]
    rows = [_row(context, item, as_of, keys) for item in unit.items]
    lines = "".join(f"  {line}\n" for line in table(rows).splitlines())
    return table([["  ".join(part for part in head if part)]]) + lines


def _row(context: Context, item: TodoItem, as_of: date, keys: Keymap) -> list[str]:
    """One reason: sign, word, what of it, which task."""
    said, sign = context.words.calls, SIGNS.get(item.why)
    place = f"{item.plan}/{item.task}" if item.task else item.plan
    title = f"{item.label} {item.title}".strip()
    return [
        glyph(sign) if sign else "!", said.why(item.why), said.item(item.why, item.days_late, item.on, as_of),
        _next_key(context, item.why, keys), place, title,
    ]  # fmt: skip


def _next_key(context: Context, why: str, keys: Keymap) -> str:
    """The key of the dashboard that goes on from here, with what it does."""
    action = NEXT.get(why, "chase")
    label = context.words.calls.next(why)
    return f"{keys.first(action)} {label}"
