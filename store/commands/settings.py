"""Settings, which belong to the store and change like everything else (DOMAIN, 4): thresholds, time zone, weights."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal, InvalidOperation

from store.commands.finish import UNCHANGED, Nothing, finish
from store.errors import Refused
from store.facts import IN_PARTS, Settings
from store.models import Setting
from store.shapes import Done, Who
from store.writer import Writer

BOUNDS = {
    "due_soon_days": (0, 366), "silent_days": (1, 366), "behind_points": (0, 100), "lead_weight": (0, 10),
    "support_weight": (0, 10),
}  # fmt: skip
"""Setting → the least and the most that means something: days of a year, points of a hundred, times of a share."""


def change_setting(writer: Writer, who: Who, name: str, text: str, on: date | None = None) -> Done:
    """Change one setting from a day on; what was computed for earlier days stays as it was.

    Nothing is derived anew: lights compare with the thresholds when they are asked for.

    Args:
        name: one of `Settings._fields`.
        text: the value as typed: whole days, points to one decimal, or the name of a time zone.
        on: the day from which it counts; today where none is given.

    Raises:
        Refused: a value out of bounds, an unknown zone, a future day.
    """
    value = json.dumps(read_setting(name, text))
    try:
        with writer.transaction(who, on) as t:
            row = t.session.get(Setting, name) or Setting(
                key=name, value=json.dumps(getattr(Settings(), name))
            )  # a store that never kept it goes by the program's own
            t.update(row, "value", value)
            return finish(t, ())
    except Nothing:
        return UNCHANGED


def read_setting(name: str, text: str) -> int | float | str:
    """The value that a text means for a setting.

    Raises:
        Refused: see `change_setting`.
    """
    if name == "time_zone":
        return _zone(text.strip())
    low, high = BOUNDS[name]
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        number = Decimal("NaN")
    in_parts = name in IN_PARTS
    step = Decimal("0.1") if in_parts else Decimal(1)
    if "_" in text or not number.is_finite() or not low <= number <= high or number % step:
        raise Refused("bad_setting", name=name, text=text, low=low, high=high)
    return abs(float(number)) if in_parts else int(number)


def _zone(text: str) -> str:
    """A time zone by its name in the IANA list, letters large or small.

    Raises:
        Refused: there is none of that name; with the close ones.
    """
    from zoneinfo import available_timezones

    from store.queries.names import close

    known = {name.casefold(): name for name in sorted(available_timezones() - {"Factory", "localtime"})}
    found = known.get(text.casefold().replace(" ", "_"))
    if found is None:
        raise Refused("unknown_time_zone", name=text, close=close(text, [*known.values()]))
    return found
