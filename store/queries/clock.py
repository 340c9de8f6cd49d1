"""The date a query is computed for, with what lights need besides: thresholds, and when each plan's silence begins."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import NamedTuple

from store import vocabulary as v
from store.cycle import Silence, silence
from store.errors import Unusable
from store.facts import Settings
from store.passing import follow_days
from store.reader import Reader, as_date, as_int, as_text

MOST_DAYS = 36_525
"""A threshold beyond a century is damage: no calendar reaches as far as it could count."""


class Clock(NamedTuple):
    """as_of and what follows from it."""

    as_of: date
    settings: Settings
    default: Silence
    """For plans without a cycle."""
    quiet: dict[int, Silence]
    """For plans with a cycle, by plan id."""

    def silence(self, plan_id: int) -> Silence:
        """When silence begins in that plan."""
        return self.quiet.get(plan_id, self.default)

    @property
    def params(self) -> dict[str, object]:
        """The named parameters that LIGHT and EXISTS use."""
        soon = self.as_of + timedelta(days=self.settings.due_soon_days)
        return {"as_of": self.as_of.isoformat(), "soon": soon.isoformat(), "points": self.settings.behind_points}


def settings(reader: Reader) -> Settings:
    """The store's thresholds, time zone and weights.

    Raises:
        Unusable: one of them is not what this program writes.
    """
    plain = Settings()
    try:
        kept: dict[str, object] = {as_text(key): json.loads(as_text(value)) for key, value in _settings_rows(reader)}
        found = Settings(
            due_soon_days=int(str(kept.get("due_soon_days", plain.due_soon_days))),
            silent_days=int(str(kept.get("silent_days", plain.silent_days))),
            behind_points=float(str(kept.get("behind_points", plain.behind_points))),
            time_zone=str(kept.get("time_zone", plain.time_zone)),
            lead_weight=float(str(kept.get("lead_weight", plain.lead_weight))),
            support_weight=float(str(kept.get("support_weight", plain.support_weight))),
        )
        if max(found.due_soon_days, found.silent_days) > MOST_DAYS:
            raise ValueError("no calendar reaches so far")
        return found
    except ValueError as error:
        raise Unusable("store_damaged", path=reader.path, why="no_setting") from error


def _settings_rows(reader: Reader) -> list[tuple[object, ...]]:
    names = ", ".join(f"'{name}'" for name in Settings._fields)
    return reader.rows(f"SELECT key, value FROM store WHERE key IN ({names})")


def clock(reader: Reader, as_of: date) -> Clock:
    """What the lights of this store need at as_of; from here on tasks are closed as that day makes them."""
    follow_days(reader, as_of)
    chosen = settings(reader)
    cycles = reader.rows("SELECT id, cycle FROM plan WHERE gone IS NULL AND cycle <> ''")
    quiet = {as_int(plan): silence(as_text(cycle), as_of, chosen) for plan, cycle in cycles}
    return Clock(as_of, chosen, silence("", as_of, chosen), quiet)


def recorded_days(reader: Reader) -> tuple[date, date] | None:
    """The first and the last day that any recorded command counts for; None in an empty store."""
    row = reader.one("SELECT min(on_date), max(on_date) FROM command")
    first, last = (as_date(row[0]), as_date(row[1])) if row else (None, None)
    return (first, last) if first and last else None


MEMBER = "m.gone IS NULL AND (m.since IS NULL OR m.since <= :as_of) AND (m.until IS NULL OR m.until > :as_of)"
"""A row `membership m` holds on the day."""
EXISTS = "a.gone IS NULL AND (a.since IS NULL OR a.since <= :as_of) AND (a.until IS NULL OR a.until > :as_of)"
"""An assignment, or a membership, is there from its unit's joining to its leaving."""


def _case(day: str, clock: Clock) -> str:
    """One of the two days of Silence as SQL, by plan. The days are our own ISO text, never foreign."""
    if not clock.quiet:
        return f"'{getattr(clock.default, day)}'"
    whens = " ".join(f"WHEN {plan} THEN '{getattr(quiet, day)}'" for plan, quiet in clock.quiet.items())
    return f"CASE a.plan {whens} ELSE '{getattr(clock.default, day)}' END"


def light_sql(clock: Clock) -> str:
    """`store.lights.light_of` as one SQL expression over `assignment a`, so that counts and filters need no Python.

    The two forms of the rule are held together by a property test over random facts.
    """
    return f"""CASE
  WHEN a.status = '{v.DONE}' THEN '{v.DONE}'
  WHEN a.status = '{v.DROPPED}' THEN '{v.DROPPED}'
  WHEN a.status = '{v.CLAIMED}' THEN '{v.TO_CONFIRM}'
  WHEN a.due < :as_of AND a.met_on IS NULL THEN '{v.OVERDUE}'
  WHEN a.due <= :soon AND a.met_on IS NULL THEN '{v.DUE_SOON}'
  WHEN (a.start IS NULL OR a.start <= {_case("opened", clock)})
   AND (a.last_report IS NULL OR a.last_report < {_case("since", clock)}) THEN '{v.NO_REPORT}'
  WHEN a.behind > :points THEN '{v.BEHIND}'
  WHEN a.status = '{v.BLOCKED}' THEN '{v.BLOCKED}'
  WHEN a.start > :as_of THEN '{v.NOT_YET}'
  WHEN a.due IS NULL THEN '{v.NO_DATE}'
  ELSE '{v.ON_TRACK}' END"""
