"""When tasks close: the day on which a closing rule was met, from what is recorded (DOMAIN, rule 4).

Apart from the other derived columns: whoever only reads asks this of the few tasks that a day may have closed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from store import vocabulary as v
from store.facts import Reason
from store.lights import Part, closed_on
from store.reader import Reader, as_date, as_int, as_text
from store.recorded import ids_sql

RULE = """SELECT t.id, coalesce(nullif(t.rule, ''), p.closing), t.rule <> '', t.rule_n, t.done_on
 FROM task t JOIN plan p ON p.id = t.plan"""

THERE = "task = :task AND gone IS NULL AND (since IS NULL OR since <= :today)"
"""The parts of a task that were ever there by today; those to come are not asked yet."""

STAYS = "(until IS NULL OR until > :today)"
OWED = "(role <> 'support' OR NOT :asked)"
"""A supporting unit owes a task only where nobody else does (`store.lights.owing`)."""
ASKED = f"SELECT 1 FROM assignment WHERE {THERE} AND role <> 'support' LIMIT 1"
OPEN = f"SELECT 1 FROM assignment WHERE {THERE} AND {OWED} AND status NOT IN ('done', 'dropped') AND {STAYS} LIMIT 1"
PARTS = f"SELECT role, status, done_on, met_on, until FROM assignment WHERE {THERE} AND {OWED}"
DONE = f"{PARTS} AND status = 'done' AND {STAYS}"


def closings(reader: Reader, tasks: Iterable[int], today: date) -> Iterator[tuple[int, str | None]]:
    """(task, day on which its closing rule was met or None), of those whose recorded day differs."""
    chosen = ids_sql(tasks)
    for ident, word, own, number, recorded in reader.rows(f"{RULE} WHERE t.id IN ({chosen})") if chosen else ():
        rule, n = (as_text(word), as_int(number) or None) if own else read_rule(as_text(word))
        closed = _closed(reader, as_int(ident), rule, n, today)
        day = closed.isoformat() if closed else None
        if day != recorded:
            yield as_int(ident), day


def _closed(reader: Reader, task: int, rule: str, n: int | None, today: date) -> date | None:
    """The day on which a task's closing rule was met. A task may be laid on 40,000 units: what need not is not read."""
    place: dict[str, object] = {"task": task, "today": today.isoformat()}
    place["asked"] = reader.one(ASKED, **place) is not None
    if rule in ("any", "count"):  # those who are done decide
        return closed_on(rule, n, [_part(row, today) for row in reader.rows(DONE, **place)])
    if rule != "lead" and reader.one(OPEN, **place):
        return None
    return closed_on(rule, n, [_part(row, today) for row in reader.rows(PARTS, **place)])


def _part(row: tuple[object, ...], today: date) -> Part:
    """An assignment as its closing rule sees it: a unit that left is no longer asked, like one that was dropped."""
    role, status, done_on, met_on, until = row
    end = as_date(until)
    left = end if end is not None and end <= today else None
    seen = v.DROPPED if left else as_text(status)
    day = as_date(done_on) or (as_date(met_on) if status == v.DROPPED else left)
    return Part(as_text(role), seen, day, Reason(""))


def read_rule(text: str) -> tuple[str, int | None]:
    """A closing rule as written (`all`, `any`, `lead`, `count:3`) as its word and its number."""
    word, _, number = text.partition(":")
    return word or "all", int(number) if number.isdigit() else None
