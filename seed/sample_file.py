"""A sample file: members, target shares and office settings that a plan's document does not give.

The same tables as in a plan file, and only these: `[plan]` (key, source_note, cycle), `[plan.bulletin]`, `[[unit]]`,
`[[group]]` (name, members) and `[[indicator]]` (ref, shares). Every member and every share read here is flagged sample.
"""

from __future__ import annotations

from typing import NamedTuple

from exchange.plan_file_checks import check_groups
from exchange.plan_file_read import parse_toml, read_bulletin, read_groups, read_shares, read_units
from exchange.plan_file_schema import Table
from store.document import BulletinDoc, GroupDoc, ShareDoc, UnitDoc


class SampleDoc(NamedTuple):
    """The sample rows of one plan."""

    key: str
    """The plan they belong to."""
    source_note: str
    """Where the names come from, and that the figures are invented."""
    cycle: str
    bulletin: BulletinDoc
    units: tuple[UnitDoc, ...]
    groups: tuple[GroupDoc, ...]
    shares: tuple[tuple[str, tuple[ShareDoc, ...]], ...]
    """(indicator ref, its shares)."""


def read_sample(text: str) -> SampleDoc:
    """Read a sample file.

    Args:
        text: the TOML text.

    Raises:
        Refused: as `exchange.plan_file.read_plan` does.
    """
    file = parse_toml(text)
    plan = Table("plan", file.data.get("plan", {}), "plan")
    groups = read_groups(file, sample=True)
    check_groups(groups)
    return SampleDoc(
        plan.ref("key"),
        plan.text("source_note"),
        plan.word("cycle", "cycle", ""),
        read_bulletin(plan),
        read_units(file),
        groups,
        tuple((row.ref(), read_shares(row, sample=True)) for row in file.tables("indicator", "indicator", "ref")),
    )
