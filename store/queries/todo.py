"""Today 今日待办: whom to call, by unit, and why; a few queries whatever the number of units."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from store import vocabulary as v
from store.called import LetterFacts, TodoItem, TodoUnit
from store.queries.assignments import DUE
from store.queries.clock import EXISTS, clock, light_sql
from store.queries.contacts import last_chases, whom_to_call
from store.queries.names import plan_id
from store.queries.reporting import reports
from store.reader import Reader, as_date, as_int, as_json, as_text
from store.recorded import ids_sql
from store.reported import MISSING

FROM = "assignment a JOIN task t ON t.id = a.task JOIN plan p ON p.id = a.plan"
OPEN = f"{EXISTS} AND p.state <> 'closed' AND p.gone IS NULL AND (:plan IS NULL OR a.plan = :plan)"
UNMET = "a.status NOT IN ('done', 'dropped', 'claimed') AND t.done_on IS NULL"

LATEST = """SELECT i.assignment AS assignment, h.promised AS promised, h.on_date AS on_date,
  row_number() OVER (PARTITION BY i.assignment ORDER BY h.on_date DESC, h.id DESC) AS nth
 FROM chase_item i JOIN chase h ON h.id = i.chase
 WHERE i.gone IS NULL AND h.gone IS NULL AND h.on_date <= :as_of"""
"""The chases of each assignment, the newest first: the newest promise replaces the ones before."""

AS_A_WHOLE = """SELECT h.unit, h.promised FROM (SELECT x.id AS id, x.unit AS unit, x.on_date AS on_date,
  x.promised AS promised, row_number() OVER (PARTITION BY x.unit ORDER BY x.on_date DESC, x.id DESC) AS nth
  FROM chase x WHERE x.gone IS NULL AND x.on_date <= :as_of) h
 WHERE h.nth = 1 AND h.promised < :as_of
  AND NOT EXISTS (SELECT 1 FROM chase_item i WHERE i.chase = h.id AND i.gone IS NULL)"""
"""Units whose last chase was about nothing in particular, with the day promised, once that is over."""

SINCE = "AND a.last_report >= h.on_date"

PIECE = 1_000
"""How many units are asked at a time where not all are wanted."""

Found = Iterator[tuple[int, TodoItem]]


def todo(reader: Reader, plan: str | None, as_of: date, most: int | None = None) -> tuple[TodoUnit, ...]:
    """The units to call, in the user's order, each with its reasons, the most pressing first.

    A closed plan asks for nothing. What a unit claims to have done waits for the coordinator, not for the unit.

    Args:
        reader: of the store.
        plan: its key; None for all open plans.
        as_of: the date it is computed for.
        most: how many units are wanted: no more are asked than are needed for them. None for all.

    Raises:
        Refused: no such plan.
    """
    chosen = plan_id(reader, plan) if plan else None
    if most is None:
        return _calls(reader, chosen, as_of, None)
    found: list[TodoUnit] = []
    units = [as_int(ident) for (ident,) in reader.rows("SELECT id FROM unit ORDER BY rank, id")]
    for first in range(0, len(units), PIECE):
        found += _calls(reader, chosen, as_of, units[first : first + PIECE])
        if len(found) >= most:
            break
    return tuple(found[:most])


def _calls(reader: Reader, plan: int | None, as_of: date, units: list[int] | None) -> tuple[TodoUnit, ...]:
    """Those of these units (None: of all) that are to be called."""
    found: dict[int, list[TodoItem]] = {}
    for part in (_due, _promised, _missing, _claimed, _asked):
        for unit, item in part(reader, plan, as_of, units):
            found.setdefault(unit, []).append(item)
    calls, chased = whom_to_call(reader, found, as_of), last_chases(reader, found, as_of)
    place = {why: number for number, why in enumerate(v.TODAY)}
    rows = reader.rows(f"SELECT id, name FROM unit u WHERE {_among(units, 'id')} ORDER BY rank, id")
    lines = []
    for ident, name in ((as_int(ident), as_text(name)) for ident, name in rows if ident in found):
        contact, last = calls.get(ident), chased.get(ident)
        lines.append(
            TodoUnit(
                name, ident, tuple(sorted(found[ident], key=lambda item: (place[item.why], item.due or date.max))),
                contact.name if contact else "", contact.phone if contact else "", last.on if last else None,
                last.answer if last else "", last.promised if last else None,
            )
        )  # fmt: skip
    return tuple(lines)


def _among(units: list[int] | None, column: str) -> str:
    """Only these units, as SQL."""
    return "1" if units is None else f"{column} IN ({ids_sql(units)})"


def _open(units: list[int] | None) -> str:
    """OPEN, of these units only: they are looked up, not the plan."""
    return OPEN if units is None else f"{OPEN.replace('a.plan', '+a.plan')} AND {_among(units, 'a.unit')}"


def _items(reader: Reader, why: str, rest: str, params: dict[str, object], as_of: date, on: str = "NULL") -> Found:
    """Assignments that hang on one reason.

    Args:
        why: the reason; for `overdue` what is due today or later is `due_soon`.
        rest: what stands behind the tables, joins and conditions.
        on: the column with the day that the reason hangs on.
    """
    sql = f"SELECT a.unit, a.id, p.key, t.ref, t.label, t.title, a.role, a.due, {on} FROM {FROM} {rest}"
    for unit, ident, key, ref, label, title, role, day, hangs in reader.each(sql, **params):
        due = as_date(day)
        reason = v.DUE_SOON if why == v.OVERDUE and due is not None and due >= as_of else why
        yield as_int(unit), TodoItem(
            reason, as_text(key), as_text(ref), as_text(label), as_text(title), as_text(role), as_int(ident), due,
            (as_of - due).days if due is not None else None, as_date(hangs),
        )  # fmt: skip


def _due(reader: Reader, plan: int | None, as_of: date, units: list[int] | None) -> Found:
    """Overdue and due soon."""
    params = {**clock(reader, as_of).params, "plan": plan}
    return _items(reader, v.OVERDUE, f"WHERE {_open(units)} AND {UNMET} AND {DUE} ORDER BY a.due, t.pos", params, as_of)


def _promised(reader: Reader, plan: int | None, as_of: date, units: list[int] | None) -> Found:
    """The day that was promised is over. Where the work is not late, a report since is what was promised."""
    rest = f"""JOIN ({LATEST}) h ON h.assignment = a.id AND h.nth = 1
 WHERE {_open(units)} AND {UNMET} AND a.met_on IS NULL AND h.promised < :as_of
  AND (a.due < :as_of OR a.last_report IS NULL OR a.last_report < h.on_date) ORDER BY h.promised, t.pos"""
    params: dict[str, object] = {"as_of": as_of.isoformat(), "plan": plan}
    yield from _items(reader, "promise", rest, params, as_of, "h.promised")
    mine = f"SELECT 1 FROM {FROM} WHERE a.unit = h.unit AND {OPEN} AND {UNMET}"
    whole = f"{AS_A_WHOLE} AND {_among(units, 'h.unit')} AND EXISTS ({mine}) AND NOT EXISTS ({mine} {SINCE})"
    for unit, day in reader.rows(whole, **params):
        yield as_int(unit), _of_unit("promise", "", as_date(day), as_of)


def _of_unit(why: str, plan: str, on: date | None, as_of: date) -> TodoItem:
    """A reason that is the unit's as a whole."""
    return TodoItem(why, plan, "", "", "", "", None, None, (as_of - on).days if on else None, on)


def _missing(reader: Reader, plan: int | None, as_of: date, units: list[int] | None) -> Found:
    """Reports that are missing: of the last period, or in a plan without a cycle for the store's days."""
    plans = reader.rows(
        "SELECT id, key FROM plan WHERE gone IS NULL AND state <> 'closed' AND (:plan IS NULL OR id = :plan)"
        " ORDER BY id",
        plan=plan,
    )
    without: list[int] = []
    for ident, key in plans:
        known = reports(reader, as_text(key), as_of, periods=1, among=units)
        if known is None:
            without.append(as_int(ident))
            continue
        for each in known.units:
            came = each.periods[-1] if each.periods else None
            if came is not None and came.state == MISSING:
                yield each.unit_id, _of_unit("report", as_text(key), known.periods[-1].due, as_of)
    if without:
        now, keys = clock(reader, as_of), {as_int(ident): as_text(key) for ident, key in plans}
        theirs = f"{'+' if units else ''}a.plan IN ({ids_sql(without)}) AND {_among(units, 'a.unit')}"
        sql = f"""SELECT a.plan, a.unit FROM assignment a WHERE {EXISTS} AND a.status NOT IN ('done', 'dropped')
 AND {theirs} AND {light_sql(now)} = '{v.NO_REPORT}' GROUP BY a.plan, a.unit"""
        for ident, unit in reader.rows(sql, **now.params):
            yield as_int(unit), _of_unit("report", keys[as_int(ident)], None, as_of)


def _claimed(reader: Reader, plan: int | None, as_of: date, units: list[int] | None) -> Found:
    """Claims that wait to be confirmed or sent back."""
    rest = f"WHERE {_open(units)} AND a.status = 'claimed' ORDER BY a.claimed_on, t.pos"
    return _items(reader, "confirm", rest, {"as_of": as_of.isoformat(), "plan": plan}, as_of, "a.claimed_on")


def _asked(reader: Reader, plan: int | None, as_of: date, units: list[int] | None) -> Found:
    """Extensions that wait for their decision."""
    rest = f"""JOIN extension x ON x.assignment = a.id AND x.decision = 'pending' AND x.gone IS NULL
 WHERE {_open(units)} AND a.status NOT IN ('done', 'dropped') AND x.asked_on <= :as_of ORDER BY x.asked_on, t.pos"""
    return _items(reader, "extension", rest, {"as_of": as_of.isoformat(), "plan": plan}, as_of, "x.wanted")


def letter_facts(reader: Reader, unit: int, plan: str | None, as_of: date) -> LetterFacts:
    """What a unit is to be asked for in a text: late, due soon, promised, not reported.

    Args:
        reader: of the store.
        unit: its id.
        plan: a plan's key; None for all open plans.
        as_of: the date it is computed for.

    Raises:
        Refused: no such plan.
    """
    found = [item for each in todo(reader, plan, as_of) if each.unit_id == unit for item in each.items]
    items = {item.assignment: item for item in found if item.why in (v.OVERDUE, v.DUE_SOON, "promise")}
    listed = tuple(item for item in items.values() if item.assignment is not None)
    missing = [item for item in found if item.why == "report"]
    keys = dict.fromkeys(item.plan for item in (*listed, *missing))
    rows = [reader.rows("SELECT title, bulletin FROM plan WHERE key = :key", key=key)[0] for key in keys]
    kept = as_json(rows[0][1]) if rows else None
    office = as_text(kept.get("office")) if isinstance(kept, dict) else ""
    return LetterFacts(
        tuple(as_text(title) for title, _ in rows), office, listed, tuple(dict.fromkeys(item.on for item in missing))
    )
