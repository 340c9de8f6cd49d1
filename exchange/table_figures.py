"""The figures of a task table → indicators with steps and shares."""

from __future__ import annotations

from collections.abc import Iterable

from exchange.table_cells import Amount, is_group
from exchange.table_rows import Draft, Part
from exchange.table_source import bad_row
from store.document import IndicatorDoc, ShareDoc, StepDoc, Window

PERCENT = frozenset(("%", "％", "百分比", "percent"))


def indicators_of(draft: Draft, due: Window, path: str) -> Iterable[IndicatorDoc]:
    """The indicators of one task, one for each measure; the refs are given later.

    A figure of a row that alone carries one, in a task of several rows, is the whole task's (a merged cell); where
    several rows carry figures each is the share of its row's unit, and they add up. A share of a percentage adds up to
    nothing: such figures are reached by each unit.

    Args:
        draft: the task.
        due: by when.
        path: the table's name, for messages.

    Raises:
        Refused: `csv_row` where a share is that of several units, or a unit has two.
    """
    kinds: dict[tuple[str, str, float | None], list[tuple[Part, Amount]]] = {}
    for part in draft.parts:
        if part.amount:
            amount = part.amount
            alike = amount.value if amount.measure in PERCENT else None
            kinds.setdefault((amount.measure, amount.comparator, alike), []).append((part, amount))
    for rows in kinds.values():
        amount = rows[0][1]
        one = IndicatorDoc("", draft.title, amount.measure, comparator=amount.comparator, of=draft.ref)
        if amount.measure in PERCENT:
            total, one = amount.value, _percent(one, rows, draft)
        else:
            total, shares = _sum(rows, draft, path)
            one = one._replace(shares=shares)
        # A target that was added up here stands nowhere in the table, so it has no phrase.
        phrase = amount.phrase if total == amount.value else ""
        yield one._replace(steps=(StepDoc(total, due),), phrase=phrase)


def _percent(one: IndicatorDoc, rows: list[tuple[Part, Amount]], draft: Draft) -> IndicatorDoc:
    """A percentage: that of the only unit, else one that each unit reaches."""
    figures = [part for part in draft.parts if part.amount and part.amount.measure in PERCENT]
    whole = figures == draft.parts[:1]
    units = [(m.unit, m.role) for m in draft.mandates] if whole else [u for part, _ in rows for u in part.units]
    owing = list(dict.fromkeys(_owners(units) or [name for name, _ in units]))
    groups = [name for name in owing if is_group(name)]
    if groups:
        return one._replace(combine="each", over_unit=groups[0] if len(groups) == 1 else "")
    alone = whole and len([unit for unit in units if unit[1] != "support"]) <= 1
    if whole and not alone:
        return one._replace(combine="each")
    shares = tuple(ShareDoc(name, rows[0][1].value) for name in owing)
    return one._replace(combine="latest" if len(owing) == 1 else "each", shares=shares)


def _sum(rows: list[tuple[Part, Amount]], draft: Draft, path: str) -> tuple[float, tuple[ShareDoc, ...]]:
    """The target, and the shares of the units: 任务数."""
    part, amount = rows[0]
    if len(rows) == 1:
        owners = [name for name, role in part.units if role != "support"]
        merged = part is draft.parts[0] and len(draft.parts) > 1
        single = len(owners) == 1 and not is_group(owners[0]) and not merged
        return amount.value, (ShareDoc(owners[0], amount.value),) if single else ()
    total = amount.value if _is_total(rows) else None
    shares: dict[str, float] = {}
    for part, amount in rows[0 if total is None else 1 :]:
        owners = _owners(part.units) or [name for name, _ in part.units]
        if len(owners) != 1 or is_group(owners[0]):
            raise bad_row(path, part.line, "share_of_many", amount.phrase)
        if owners[0] in shares:
            raise bad_row(path, part.line, "share_twice", owners[0])
        shares[owners[0]] = amount.value
    value = round(sum(shares.values()), 6) if total is None else total
    return value, tuple(ShareDoc(name, share) for name, share in shares.items())


def _is_total(rows: list[tuple[Part, Amount]]) -> bool:
    """Whether the first figure is the whole: it stands with the lead or a group, those below with single units."""
    first, *others = [part.units for part, _ in rows]
    leads = all(role != "responsible" or is_group(name) for name, role in first)
    return leads and all(any(role == "responsible" and not is_group(name) for name, role in units) for units in others)


def _owners(units: Iterable[tuple[str, str]]) -> list[str]:
    """Whose figure it is: the responsible units, else the leads."""
    units = list(units)
    return [name for name, role in units if role == "responsible"] or [name for name, role in units if role == "lead"]
