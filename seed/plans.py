"""The five plans that ship with the program, and the sample rows that only the demo lays on them."""

from __future__ import annotations

from importlib.resources import files

from exchange.plan_file import read_plan
from seed.sample_file import SampleDoc, read_sample
from store.document import BulletinDoc, GroupDoc, IndicatorDoc, PlanDoc, UnitDoc
from store.errors import Refused

DEMO_YEAR = 2006
"""The year that the demo binds the hidden year of `county-home-internet` to."""

_KEYS = ("panjin-2005", "county-home-internet", "fujian-2006", "hengshui-2002", "guangzhou-2003")


def builtin_keys() -> tuple[str, ...]:
    """The keys of the built-in plans, in the order in which the demo loads them."""
    return _KEYS


def builtin_text(key: str) -> str:
    """The plan file of a built-in plan.

    Args:
        key: one of `builtin_keys()`.

    Raises:
        Refused: `unknown_plan` with `name` and `close`.
    """
    if key not in _KEYS:
        from exchange.plan_file_schema import close

        raise Refused("unknown_plan", name=key, close=close(key, _KEYS), known=_KEYS)
    return files("seed").joinpath("plans", f"{key}.toml").read_text(encoding="utf-8")


def builtin(key: str, year: int | None = None) -> PlanDoc:
    """A built-in plan as the document has it: no member, no share that the document does not name.

    Args:
        key: one of `builtin_keys()`.
        year: the year that a hidden year stands for; needed by `county-home-internet` alone.

    Raises:
        Refused: `unknown_plan`; `hidden_year`.
    """
    return read_plan(builtin_text(key), year=year)


def sample(key: str) -> SampleDoc:
    """The sample members, shares and settings of a built-in plan.

    Args:
        key: one of `builtin_keys()`.
    """
    return read_sample(files("seed").joinpath("samples", f"{key}.toml").read_text(encoding="utf-8"))


def demo_plan(key: str) -> PlanDoc:
    """A built-in plan as the demo shows it: hidden year bound, sample rows laid on.

    Args:
        key: one of `builtin_keys()`.
    """
    return with_sample(builtin(key, DEMO_YEAR), sample(key))


def with_sample(doc: PlanDoc, extra: SampleDoc) -> PlanDoc:
    """Lay sample rows on a plan. What the plan itself says stays as it is; the sample's note follows its own.

    Args:
        doc: the plan as written.
        extra: its sample rows; every member and share is flagged sample.

    Raises:
        Refused: `sample_mismatch` where the sample names another plan, or a group or indicator that the plan has not.
    """
    if extra.key != doc.key:
        raise Refused("sample_mismatch", plan=doc.key, name=extra.key)
    groups = {group.name for group in doc.groups}
    indicators = {indicator.ref for indicator in doc.indicators}
    for name in (
        *(g.name for g in extra.groups if g.name not in groups),
        *(r for r, _ in extra.shares if r not in indicators),
    ):
        raise Refused("sample_mismatch", plan=doc.key, name=name)
    known = {name for unit in doc.units for name in (unit.name, *unit.aliases)}
    return doc._replace(
        source_note=_note(doc.source_note, extra.source_note),
        cycle=extra.cycle or doc.cycle,
        bulletin=_bulletin(doc.bulletin, extra.bulletin),
        units=(*(_unit(unit, extra) for unit in doc.units), *(unit for unit in extra.units if unit.name not in known)),
        groups=tuple(_group(group, extra) for group in doc.groups),
        indicators=tuple(_indicator(indicator, extra) for indicator in doc.indicators),
    )


def _note(own: str, sample: str) -> str:
    """The plan's note, then the sample's, once."""
    return own if sample in own else "\n".join(part for part in (own, sample) if part)


def _unit(unit: UnitDoc, extra: SampleDoc) -> UnitDoc:
    """A unit with the further names that the sample calls it by."""
    more = [name for u in extra.units if u.name == unit.name for name in u.aliases if name not in unit.aliases]
    return unit._replace(aliases=(*unit.aliases, *more))


def _bulletin(own: BulletinDoc, extra: BulletinDoc) -> BulletinDoc:
    """The plan's own settings first."""
    return BulletinDoc(*(mine or sample for mine, sample in zip(own, extra, strict=True)))


def _group(group: GroupDoc, extra: SampleDoc) -> GroupDoc:
    named = {member.name for member in group.members}
    more = [m for g in extra.groups if g.name == group.name for m in g.members if m.name not in named]
    return group._replace(members=(*group.members, *more))


def _indicator(indicator: IndicatorDoc, extra: SampleDoc) -> IndicatorDoc:
    named = {share.unit for share in indicator.shares}
    more = [s for ref, shares in extra.shares if ref == indicator.ref for s in shares if s.unit not in named]
    return indicator._replace(shares=(*indicator.shares, *more))


__all__ = [
    "DEMO_YEAR",
    "SampleDoc",
    "builtin",
    "builtin_keys",
    "builtin_text",
    "demo_plan",
    "sample",
    "with_sample",
]
