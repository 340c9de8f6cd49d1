"""The units with what each of them owes, their groups as branches that fold: which rows there are, and one row."""

# Without `from __future__ import annotations`: a NamedTuple compiles every annotation that is text, at each start.

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from store.called import ChaseLine, ContactLine
from store.reported import OpenItem
from store.shapes import UnitLoad


class Ground(NamedTuple):
    """Who owes something in a plan, or in the store: what the rows grow from."""

    stamp: int
    """Of the store when it was read (Reader.stamp)."""
    plan: str | None
    as_of: date
    alone: tuple[int, ...]
    """Units named themselves, or members of several groups that are not inside each other, in the user's order."""
    roots: tuple[int, ...]
    """Groups on which tasks are laid and that are inside no other such group, in the user's order."""
    inner: Mapping[int, tuple[int, ...]]
    """By root, the other groups inside it on which tasks are laid too."""
    top: tuple[int, ...]
    """Both as they stand in the list."""


class Roster(NamedTuple):
    """The rows of the list, each by its unit, with what tells where it stands."""

    units: Sequence[int]
    above: Sequence[int]
    """Of each row the group in which it stands, 0 at the top."""
    depths: Sequence[int]
    opened: Mapping[int, bool]
    """Of each group among them, whether its members show."""


class Heard(NamedTuple):
    """The last report of a unit."""

    on: date
    via: str
    from_whom: str


class UnitRow(NamedTuple):
    """One unit or group of the list."""

    load: UnitLoad
    above: int
    depth: int
    opened: bool | None
    """None for a unit, which holds no others."""
    weight: float
    """What it still owes, each role by its weight."""
    counted: bool = True
    """False of a large group that is still to be counted."""
    heard: Heard | None = None
    contact: ContactLine | None = None
    """Whom to call."""


class Total(NamedTuple):
    """How a group stands: what its members carry together."""

    load: UnitLoad
    weight: float


class Membership(NamedTuple):
    """One group in which a unit stands."""

    group: str
    since: date | None
    until: date | None


class UnitSheet(NamedTuple):
    """What is known of one unit besides its assignments."""

    unit: str
    area: str
    """Where it belongs: another area may have a unit of the same name."""
    names: tuple[str, ...]
    """Its short name and aliases."""
    groups: tuple[Membership, ...]
    contacts: tuple[ContactLine, ...]
    """Those that hold on the day."""
    heard: Heard | None
    chase: ChaseLine | None
    """The last one."""
    said: Mapping[int, OpenItem]
    """What the next return slip would ask about, by assignment: each with what was said last."""
