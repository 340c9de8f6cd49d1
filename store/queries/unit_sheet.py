"""What is known of one unit: names, groups, contacts, the last report and chase, and what its next slip would ask."""

from __future__ import annotations

from datetime import date

from store.queries.contacts import contacts, last_chases
from store.queries.names import plan_id
from store.queries.open_items import open_items
from store.queries.roster import heard
from store.reader import Reader, as_date, as_text
from store.roster import Membership, UnitSheet


def unit_sheet(reader: Reader, unit: int, plan: str | None, as_of: date) -> UnitSheet:
    """The sheet of a unit.

    Args:
        reader: of the store.
        unit: its id.
        plan: the plan whose assignments are asked about; None for all that are open.
        as_of: the day that counts.

    Raises:
        Refused: no such plan.
    """
    chosen = plan_id(reader, plan) if plan else None
    name, short, area = (as_text(value) for value in (reader.one(
        "SELECT name, short, area FROM unit WHERE id = :unit", unit=unit
    ) or ("", "", "")))  # fmt: skip
    aliases = reader.rows("SELECT name FROM alias WHERE unit = :unit AND gone IS NULL ORDER BY id", unit=unit)
    groups = reader.rows(
        """SELECT g.name, m.since, m.until FROM membership m JOIN unit g ON g.id = m.group_unit
 WHERE m.unit = :unit AND m.gone IS NULL AND (m.since IS NULL OR m.since <= :as_of) ORDER BY g.rank, m.id""",
        unit=unit, as_of=as_of.isoformat(),
    )  # fmt: skip
    known = (short, *(as_text(alias) for (alias,) in aliases))
    return UnitSheet(
        name, area, tuple(dict.fromkeys(other for other in known if other and other != name)),
        tuple(Membership(as_text(group), as_date(since), as_date(until)) for group, since, until in groups),
        tuple(one for one in contacts(reader, unit, as_of) if one.current),
        heard(reader, [unit], plan, as_of).get(unit), last_chases(reader, [unit], as_of).get(unit),
        {item.id: item for item in open_items(reader, unit, chosen, as_of)},
    )  # fmt: skip
