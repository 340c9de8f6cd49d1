"""The facts of a period as a table, CSV or JSON; points only by a rules file, beside the facts they come from."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import date

from exchange.ledger_sheets import sheet
from store.assessed import FACTS, UnitFacts
from store.errors import Refused
from words import Words

Rules = Mapping[str, float]
"""Points for each one of a fact."""
LARGEST = 1_000_000


def read_rules(path: str) -> Rules:
    """The rules of a file: `[points]` with a number for each fact that counts.

    Raises:
        Refused: it cannot be read, is no TOML, names something else, gives no number.
    """
    import tomllib

    try:
        with open(os.path.expanduser(path), "rb") as file:
            found = tomllib.load(file)
    except (OSError, ValueError) as error:  # no UTF-8 is a ValueError, as no TOML is
        raise Refused("bad_rules", path=path, why="unreadable" if isinstance(error, OSError) else "no_toml") from error
    points = found.pop("points", None)
    if found:
        raise Refused("bad_rules", path=path, why="unknown", name=next(iter(found)), accepted=("points",))
    if not isinstance(points, dict) or not points:
        raise Refused("bad_rules", path=path, why="no_points", accepted=FACTS)
    for name, value in points.items():
        if name not in FACTS:
            raise Refused("bad_rules", path=path, why="unknown", name=name, accepted=FACTS)
        if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= LARGEST:
            raise Refused("bad_rules", path=path, why="not_a_number", name=name)
    return {name: float(value) for name, value in points.items()}


def points_of(facts: UnitFacts, rules: Rules) -> float:
    """The sum of a unit's facts by the rules."""
    return round(sum(float(getattr(facts, name)) * value for name, value in rules.items()), 2)


def assess_rows(facts: Sequence[UnitFacts], rules: Rules | None, words: Words) -> list[list[str]]:
    """The table as text: a head, then a row for each unit in the order given.

    Args:
        facts: of the units.
        rules: None for facts alone; else the points stand in the last column.
        words: the language.
    """
    says = words.endings
    head = [says.label("unit"), *map(says.fact, FACTS)]
    rows = [[each.unit, *(str(getattr(each, name)) for name in FACTS)] for each in facts]
    if rules is None:
        return [head, *rows]
    scored = ([*row, f"{points_of(each, rules):g}"] for row, each in zip(rows, facts, strict=True))
    return [[*head, says.fact("points")], *scored]


def assess_csv(facts: Sequence[UnitFacts], rules: Rules | None, words: Words) -> str:
    """The table as CSV: the units are foreign text, the rest are numbers."""
    head, *rows = assess_rows(facts, rules, words)
    return sheet(head, rows, own=range(1, len(head)))


def assess_json(
    plan: str, since: date, until: date, facts: Sequence[UnitFacts], rules: Rules | None
) -> dict[str, object]:  # fmt: skip
    """The facts as one object; keys stay."""
    units = []
    for each in facts:
        row: dict[str, object] = {"unit": each.unit, **{name: getattr(each, name) for name in FACTS}}
        units.append(row if rules is None else row | {"points": points_of(each, rules)})
    return {
        "plan": plan, "from": since.isoformat(), "to": until.isoformat(), "units": units,
        "rules": None if rules is None else dict(rules),
    }  # fmt: skip
