"""The moments at which something was recorded, as a clock on the wall of the store's time zone showed them."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.reader import Reader


def recorded(at: str, zone: tzinfo | None) -> str:
    """A moment of recording to the minute.

    Args:
        at: UTC, ISO 8601, as the store keeps it; what is no moment (damage) is given back as it is.
        zone: the store's time zone; None for the machine's.
    """
    try:
        return datetime.fromisoformat(at).astimezone(zone).strftime("%Y-%m-%d %H:%M")
    except (ValueError, OverflowError):
        return at


def typed_moment(reader: Reader, text: str) -> datetime:
    """A moment as typed, in the zone that the store had then; a day alone means its end.

    Raises:
        Refused: it is none.
    """
    from exchange.dates import read_moment
    from store.queries.settings import zone_known

    day = read_moment(text, UTC).date()
    return read_moment(text, zone_of(zone_known(reader, day, lambda name: read_moment(text, zone_of(name)))))


def zone_of(name: str) -> tzinfo | None:
    """A time zone by its name; None (the machine's) where this machine does not know it."""
    from zoneinfo import ZoneInfo  # its import is a tenth of a quick command

    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):  # a zone that this machine does not know is a KeyError
        return None
