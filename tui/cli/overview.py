"""The overview as plain text, for a pipe, a log or a terminal that is none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from store.queries.assignments import due_count, due_list
from store.queries.board import board, plans
from store.queries.workload import workload
from store.reader import Reader
from store.shapes import AssignmentFilter, Board, PlanLine, UnitLoad
from tui.cli.table import table
from tui.glyphs import glyph
from words import Words
from words.visible import visible

MOST_DUE = 12
"""How many overdue and due-soon lines one plan shows; the rest is counted."""


def overview(reader: Reader, as_of: date, words: Words) -> str:
    """All plans: lights, elapsed time, what is overdue or due soon, workload by unit."""
    return "\n".join("\n".join(_plan(reader, line, as_of, words)) + "\n" for line in plans(reader, as_of))


def _plan(reader: Reader, line: PlanLine, as_of: date, words: Words) -> Iterator[str]:
    head = board(reader, line.key, as_of)
    sample = f"  ({words.command.sample()})" if head.sample else ""
    yield f"{line.key}  {visible(line.title)}  {words.command.as_of(as_of)}{sample}"
    if head.ending:
        yield "  " + visible(words.endings.ended(*head.ending))
    yield "  " + lights(head, words)
    chosen = AssignmentFilter(plan=line.key)
    due = due_list(reader, chosen, as_of, limit=MOST_DUE)
    if due:
        rows = [
            [f"{glyph(row.light)} {words.domain.days_late(row.days_late or 0)}", row.task, row.unit,
             words.domain.role(row.role), row.title]
            for row in due
        ]  # fmt: skip
        more = due_count(reader, chosen, as_of) - len(due)
        yield from (f"  {text}" for text in table(rows).splitlines())
        if more > 0:
            yield f"  {words.domain.more(more)}"
    loads = [load for load in workload(reader, line.key, as_of) if load.via is None]
    yield from (f"  {text}" for text in table([_load(load, words) for load in loads], right=(1,)).splitlines())


def lights(head: Board, words: Words) -> str:
    """The line of lights: counts that add up, who needs help, elapsed time."""
    seen = sum(count.n for count in head.counts if count.light == "blocked")
    beside = {"blocked": f" {words.command.in_all(head.blocked)}" if head.blocked != seen else ""}
    counts = "  ".join(
        f"{glyph(c.light)} {c.n} {words.domain.light(c.light)}{beside.get(c.light, '')}" for c in head.counts
    )
    needs = f"   {glyph('blocked')} {words.command.needs_help(head.blocked)}"
    blocked = needs if head.blocked and not seen else ""
    passed = head.elapsed
    time = f"   {words.domain.elapsed(passed.months, passed.of_months, passed.percent)}" if passed else ""
    return f"{counts} = {head.total}{blocked}{time}"


def _load(load: UnitLoad, words: Words) -> list[str]:
    """One unit: how many assignments, by light, and when it was last heard."""
    total = load.lead + load.responsible + load.support
    by_light = " ".join(f"{glyph(count.light)}{count.n}" for count in load.counts)
    heard = words.domain.date(load.last_report) if load.last_report else words.command.silent_since(None)
    return [load.unit, str(total), by_light, heard]
