"""What an undo or redo did, a sentence for each thing that came, went or changed."""

from __future__ import annotations

from store.queries.turned import Thing, Turned
from store.shapes import ChangeLine
from words import Words
from words.recorded import say_value
from words.visible import visible

MOST = 80
"""How much of a value is said: a document's note may be a page."""


def place(line: ChangeLine) -> str:
    """Where a change belongs: task or plan, and the unit."""
    return visible(" ".join(part for part in (line.ref, line.unit) if part))


def said_rows(words: Words, found: Turned, redo: bool) -> tuple[str, ...]:
    """The rows that came back or went: by name, counted where they are many; a plan with the size it has."""
    size = {one.table: words.history.counted(one.table, one.n) for one in found.rows if one.there}
    whole = "plan" in size
    lines = []
    for one in found.rows:
        if whole and one.there and one.table != "plan":
            continue
        things = one.things
        if one.table == "plan" and one.there:
            parts = words.domain.list(tuple(size[table] for table in ("task", "assignment") if table in size))
            things = tuple(thing._replace(name=parts) for thing in things)
        names = [_name(words, thing) for thing in things] or [words.history.counted(one.table, one.n)]
        lines += [words.history.turned_row(redo, one.there, name) for name in names]
    return tuple(lines)


def said_changes(words: Words, found: Turned, redo: bool) -> tuple[str, ...]:
    """The fields that went back, or came again."""
    lines = []
    for line, thing in found.changes:
        values = [_cut(say_value(words, line.field, value)) for value in (line.old, line.new)]
        other, now = values if redo else reversed(values)
        where = _name(words, _without_figure(thing)) if thing else place(line) or words.domain.table(line.what)
        lines.append(words.command.was(where, line.field, now, other))
    return tuple(lines)


def _name(words: Words, thing: Thing) -> str:
    figure = thing.value if isinstance(thing.value, str) else words.domain.number(thing.value)
    return words.history.thing(
        thing.table, visible(thing.ref), visible(thing.unit), _cut(visible(thing.name)), visible(figure), thing.on
    )


def _without_figure(thing: Thing) -> Thing:
    """Of a row whose figure may be what changed."""
    return thing if isinstance(thing.value, str) else thing._replace(value="")


def _cut(text: str) -> str:
    return text if len(text) <= MOST else f"{text[: MOST - 1]}…"
