"""The units of a plan in the user's order: which there are, and page by page what each owes, said and promised.

Nothing here goes through all assignments: units are found by what the plan says and by who belongs to which group.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date

from store import vocabulary as v
from store.queries.clock import EXISTS, MEMBER, Clock, clock, light_sql
from store.queries.contacts import IN_FORCE, last_chases, whom_to_call
from store.queries.matching import UNITS_LIKE, text_params
from store.queries.names import plan_id
from store.queries.workload import owes
from store.reader import Reader, as_date, as_int, as_text
from store.recorded import ids_sql
from store.roster import Ground, Heard, Roster, Total, UnitRow
from store.shapes import UnitLoad
from store.tallying import TALLIED
from store.workload import Tally, UnitName, load_of, weigh

SMALL = 200
"""Members up to which a group is counted with its page; a larger one takes longer than a page may."""
HAS_MEMBERS = f"EXISTS (SELECT 1 FROM membership m WHERE m.group_unit = {{}} AND {MEMBER})"
BELOW = f"""below(root, unit) AS (SELECT u.id, u.id FROM unit u WHERE u.id IN ({{}}) UNION
 SELECT b.root, m.unit FROM below b JOIN membership m ON m.group_unit = b.unit WHERE {MEMBER})"""
"""Everybody inside some groups, through groups in groups; each group is inside itself."""
LEAF = f"NOT {HAS_MEMBERS.format('b.unit')}"
HERE = f"{EXISTS} AND (:plan IS NULL OR +a.plan = :plan)"


def ground(reader: Reader, plan: str | None, as_of: date) -> Ground:
    """Who owes something in one plan, or (None) in any.

    Raises:
        Refused: no such plan.
    """
    chosen = plan_id(reader, plan) if plan else None
    day = as_of.isoformat()
    rows = reader.rows(
        f"""SELECT u.id, {HAS_MEMBERS.format("u.id")} FROM unit u WHERE u.id IN (SELECT m.unit FROM mandate m
 JOIN task t ON t.id = m.task WHERE (:plan IS NULL OR t.plan = :plan))""",
        plan=chosen, as_of=day,
    )  # fmt: skip
    laid = {as_int(unit) for unit, has in rows if has}
    found = reader.rows(
        f"WITH RECURSIVE {BELOW.format(ids_sql(laid))} SELECT root, unit FROM below"
        f" WHERE unit IN ({ids_sql(laid)}) AND unit <> root",
        as_of=day,
    ) if len(laid) > 1 else []  # fmt: skip
    nested = {as_int(unit) for _, unit in found}
    inner = {root: tuple(as_int(unit) for of, unit in found if of == root) for root in laid - nested}
    named = [as_int(unit) for unit, has in rows if not has]
    owing = reader.rows(
        f"SELECT u.id FROM unit u WHERE u.id IN ({ids_sql(named)}) AND EXISTS"
        f" (SELECT 1 FROM assignment a WHERE a.unit = u.id AND {HERE})",
        as_of=day, plan=chosen,
    )  # fmt: skip
    alone = {as_int(unit) for (unit,) in owing} | _shared(reader, inner, day)
    roots = {root for root in inner if _some_left(reader, root, alone, day)}
    order = [as_int(unit) for (unit,) in reader.rows(
        f"SELECT u.id FROM unit u WHERE u.id IN ({ids_sql(alone | roots)}) ORDER BY u.rank, u.id"
    )]  # fmt: skip
    return Ground(
        reader.stamp(), plan, as_of, tuple(unit for unit in order if unit in alone),
        tuple(unit for unit in order if unit in roots), inner, tuple(order),
    )  # fmt: skip


def _shared(reader: Reader, roots: Collection[int], day: str) -> set[int]:
    """Units that belong to several of these groups."""
    if len(roots) < 2:
        return set()
    rows = reader.rows(
        f"WITH RECURSIVE {BELOW.format(ids_sql(roots))} SELECT b.unit FROM below b WHERE {LEAF}"
        " GROUP BY b.unit HAVING count(DISTINCT b.root) > 1",
        as_of=day,
    )
    return {as_int(unit) for (unit,) in rows}


def _some_left(reader: Reader, root: int, alone: Collection[int], day: str) -> bool:
    """Whether anybody stands under a group."""
    return bool(_members(reader, root, alone, day, 1))


def members(reader: Reader, group: int, here: Ground, most: int) -> int:
    """How many units stand under a group, counted up to `most`."""
    return _members(reader, group, here.alone, here.as_of.isoformat(), most)


def _members(reader: Reader, group: int, alone: Collection[int], day: str, most: int) -> int:
    row = reader.one(
        f"""WITH RECURSIVE {BELOW.format(int(group))} SELECT count(*) FROM (SELECT 1 FROM below b WHERE {LEAF}
 AND b.unit NOT IN ({ids_sql(alone)}) LIMIT {int(most)})""",
        as_of=day,
    )
    return as_int(row[0]) if row else 0


def everybody(reader: Reader, here: Ground) -> frozenset[int]:
    """The units and groups that the list would have with every group open."""
    rows = reader.rows(
        f"WITH RECURSIVE {BELOW.format(ids_sql(here.roots))} SELECT DISTINCT unit FROM below",
        as_of=here.as_of.isoformat(),
    )
    return frozenset(as_int(unit) for (unit,) in rows) | frozenset(here.alone)


def named(reader: Reader, text: str, among: Collection[int], as_of: date) -> list[int]:
    """The units that a text finds by name, alias, spelling or contact, in the user's order.

    Args:
        reader: of the store.
        text: as typed; the blanks around it do not count.
        among: those that may be found (`everybody`).
        as_of: the day on which a contact must hold.
    """
    rows = reader.rows(
        f"""SELECT f.id FROM unit f WHERE f.id IN ({UNITS_LIKE} UNION SELECT k.unit FROM contact k
 WHERE k.gone IS NULL AND {IN_FORCE} AND (k.name LIKE :text ESCAPE '!' OR k.phone LIKE :text ESCAPE '!'))
 ORDER BY f.rank, f.id""",
        **text_params(text.strip()), as_of=as_of.isoformat(),
    )  # fmt: skip
    return [unit for (unit,) in rows if isinstance(unit, int) and unit in among]


def groups_around(reader: Reader, here: Ground, unit: int) -> tuple[int, ...] | None:
    """The groups that must be open for a unit to show, the outermost first; None where it is not in the list."""
    paths: list[tuple[int, ...]] = [(unit,)]
    for path in paths:  # grows while it is gone through: from the unit outwards, the shortest way first
        if path[0] in here.top:
            return path[:-1]
        rows = reader.rows(
            f"SELECT m.group_unit FROM membership m WHERE m.unit = :unit AND {MEMBER} ORDER BY m.group_unit",
            unit=path[0], as_of=here.as_of.isoformat(),
        )  # fmt: skip
        paths += [(as_int(group), *path) for (group,) in rows if group not in path]
    return None


def lay_out(
    reader: Reader, here: Ground, top: Sequence[int], unfolded: Collection[int],
    keep: Callable[[Sequence[int]], Sequence[int]] = lambda units: units,
) -> Roster:  # fmt: skip
    """The rows of the list.

    Args:
        reader: of the store.
        here: who there is.
        top: what stands at the top: `here.top`, or what a filter found.
        unfolded: the groups whose members show.
        keep: which of some neighbours show, in their order; all, unless said.
    """
    top = keep(top)
    units: list[int] = []
    above: list[int] = []
    depths: list[int] = []
    opened: dict[int, bool] = {}
    groups = _groups_among(reader, top, here.as_of)

    def lay(members: Sequence[int], inside: set[int], group: int, depth: int) -> None:
        """Runs of units as they are, groups one by one."""
        begin = 0
        for at in [*(at for at, unit in enumerate(members) if unit in inside), len(members)] if inside else [
            len(members)
        ]:  # fmt: skip
            run = members[begin : at + 1]
            units.extend(run)
            above.extend([group] * len(run))
            depths.extend([depth] * len(run))
            begin = at + 1
            if at < len(members):
                branch = members[at]
                opened[branch] = branch in unfolded and branch not in path
                if opened[branch]:
                    path.append(branch)
                    children, branches = _children(reader, branch, here)
                    lay(keep(children), branches, branch, depth + 1)
                    path.pop()

    path: list[int] = []
    lay(top, groups, 0, 0)
    return Roster(units, above, depths, opened)


def _groups_among(reader: Reader, units: Sequence[int], as_of: date) -> set[int]:
    """Which of some units have members."""
    rows = reader.rows(
        f"SELECT u.id FROM unit u WHERE u.is_group AND u.id IN ({ids_sql(units)}) AND {HAS_MEMBERS.format('u.id')}",
        as_of=as_of.isoformat(),
    )
    return {as_int(unit) for (unit,) in rows}


def _children(reader: Reader, group: int, here: Ground) -> tuple[list[int], set[int]]:
    """The members of a group in the user's order, without those that stand alone; and which of them are groups."""
    rows = reader.rows(
        f"""SELECT u.id, u.is_group FROM unit u WHERE u.id IN (SELECT m.unit FROM membership m
 WHERE m.group_unit = :group_unit AND {MEMBER}) ORDER BY u.rank, u.id""",
        group_unit=group, as_of=here.as_of.isoformat(),
    )  # fmt: skip
    alone = set(here.alone)
    units = [unit for unit, _ in rows if isinstance(unit, int) and unit not in alone]
    marked = [unit for unit, is_group in rows if is_group and isinstance(unit, int)]
    return units, _groups_among(reader, marked, here.as_of) if marked else set()


def page_rows(reader: Reader, here: Ground, roster: Roster, first: int, limit: int) -> tuple[UnitRow, ...]:
    """Some rows of the list; groups with many members come uncounted (`group_total`).

    Args:
        reader: of the store.
        here: who there is.
        roster: the rows.
        first: the place of the first.
        limit: how many at most.
    """
    now = clock(reader, here.as_of)
    places = range(first, min(first + limit, len(roster.units)))
    ids = {roster.units[at] for at in places}
    units = [unit for unit in ids if unit not in roster.opened]
    by_unit = _tallies(reader, now, here, units)
    names = unit_names(reader, ids | {roster.above[at] for at in places})
    calls, chases = whom_to_call(reader, units, here.as_of), last_chases(reader, units, here.as_of)
    spoke = heard(reader, units, here.plan, here.as_of)
    small = {unit: _small_total(reader, now, here, names[unit]) for unit in ids if unit in roster.opened}

    def row(at: int) -> UnitRow:
        unit, above = roster.units[at], roster.above[at]
        via = names[above].name if above else None
        depth = roster.depths[at]
        if unit in roster.opened:
            total = small[unit]
            load = total.load if total else load_of(names[unit], None, [], 1)._replace(members=0)
            weight = total.weight if total else 0.0
            return UnitRow(load._replace(via=via), above, depth, roster.opened[unit], weight, total is not None)
        tallies = by_unit.get(unit, [])
        load = load_of(names[unit], via, tallies)
        asked = chases.get(unit)
        load = load._replace(promised=asked.promised if asked and owes(load) else None)
        weight = weigh(tallies, now.settings)
        return UnitRow(load, above, depth, None, weight, True, spoke.get(unit), calls.get(unit))

    return tuple(row(at) for at in places)


def unit_names(reader: Reader, units: Iterable[int]) -> dict[int, UnitName]:
    """The names of units, by their ids."""
    rows = reader.rows(f"SELECT id, name, rank, is_group, sample FROM unit WHERE id IN ({ids_sql(units)})")
    return {
        as_int(unit): UnitName(as_int(unit), as_text(name), as_int(rank), bool(group), bool(sample))
        for unit, name, rank, group, sample in rows
    }


def _params(reader: Reader, now: Clock, here: Ground) -> dict[str, object]:
    return {**now.params, "plan": plan_id(reader, here.plan) if here.plan else None}


def _tallies(reader: Reader, now: Clock, here: Ground, units: Iterable[int]) -> dict[int, list[Tally]]:
    """What some units owe, counted."""
    rows = reader.rows(
        f"""SELECT a.unit, a.role, {light_sql(now)} AS light, count(*), sum(a.status = '{v.BLOCKED}'),
 max(a.last_report) FROM assignment a WHERE a.unit IN ({ids_sql(units)}) AND {HERE} GROUP BY a.unit, a.role, light""",
        **_params(reader, now, here),
    )
    found: dict[int, list[Tally]] = {}
    for unit, *case in rows:
        found.setdefault(as_int(unit), []).append(_tally(as_int(unit), case))
    return found


def _tally(unit: int, case: Sequence[object]) -> Tally:
    """One case: role, light, how many, how many need help, the last report."""
    role, light, n, blocked, report = case
    return Tally(unit, None, as_text(role), as_text(light), as_int(n), as_int(blocked), as_date(report))


def heard(reader: Reader, units: Iterable[int], plan: str | None, as_of: date) -> dict[int, Heard]:
    """The last report of each of these units, on whatever they owe in the plan."""
    rows = reader.rows(
        f"""SELECT a.unit, r.on_date, r.via, r.from_whom FROM assignment a JOIN report r ON r.assignment = a.id
 WHERE a.unit IN ({ids_sql(units)}) AND {HERE} AND r.on_date = a.last_report AND r.gone IS NULL
 ORDER BY r.on_date, r.id""",
        as_of=as_of.isoformat(), plan=plan_id(reader, plan) if plan else None,
    )  # fmt: skip
    return {  # the last of each unit wins
        as_int(unit): Heard(day, as_text(via), as_text(whom))
        for unit, on, via, whom in rows
        if (day := as_date(on)) is not None
    }


def _small_total(reader: Reader, now: Clock, here: Ground, group: UnitName) -> Total | None:
    """How a group stands; None where that takes longer than a page may."""
    known = members(reader, group.id, here, SMALL + 1)
    return None if known > SMALL else _total(reader, now, here, group, known)


def group_total(reader: Reader, here: Ground, group: int) -> Total:
    """How a group stands, however many members it has: what its members carry together."""
    now = clock(reader, here.as_of)
    known = members(reader, group, here, -1)
    return _total(reader, now, here, unit_names(reader, [group])[group], known)


def _total(reader: Reader, now: Clock, here: Ground, group: UnitName, known: int) -> Total:
    large = known > SMALL and group.id in here.roots
    tallies = list(_by_tally(reader, now, here, group.id) if large else _by_members(reader, now, here, group.id))
    load = load_of(group, None, tallies, max(known, 1))._replace(members=known)
    return Total(_quiet(load), weigh(tallies, now.settings))


def _quiet(load: UnitLoad) -> UnitLoad:
    """A group is silent where nothing ever came from any of its members."""
    return load._replace(silent=load.silent and load.last_report is None)


def _by_members(reader: Reader, now: Clock, here: Ground, group: int) -> Iterator[Tally]:
    """What the members of a group owe, counted one by one."""
    rows = reader.rows(
        f"""SELECT a.role, {light_sql(now)} AS light, count(*), sum(a.status = '{v.BLOCKED}'), max(a.last_report)
 FROM assignment a WHERE a.unit IN (WITH RECURSIVE {BELOW.format(int(group))} SELECT b.unit FROM below b WHERE {LEAF})
 AND a.unit NOT IN ({ids_sql(here.alone)}) AND {HERE} GROUP BY a.role, light""",
        **_params(reader, now, here),
    )
    return (_tally(group, row) for row in rows)


def _by_tally(reader: Reader, now: Clock, here: Ground, root: int) -> Iterator[Tally]:
    """What came through a group, by the tally, without what came so to units that stand alone."""
    ways = ids_sql((root, *here.inner[root]))
    params = _params(reader, now, here)
    counted = f"{HERE.replace('+a.plan', 'a.plan')} AND a.via IN ({ways})"
    rows = reader.rows(
        f"""SELECT a.role, {light_sql(now)} AS light, sum(a.n), sum(a.n * (a.status = '{v.BLOCKED}')),
 max(a.last_report) FROM {TALLIED} WHERE {counted} GROUP BY a.role, light""",
        **params,
    )
    yield from (_tally(root, row) for row in rows)
    if here.alone:
        less = reader.rows(
            f"""SELECT a.role, {light_sql(now)} AS light, -count(*), -sum(a.status = '{v.BLOCKED}'), NULL
 FROM assignment a WHERE a.unit IN ({ids_sql(here.alone)}) AND {HERE} AND a.via IN ({ways}) GROUP BY a.role, light""",
            **params,
        )
        yield from (_tally(root, row) for row in less)
