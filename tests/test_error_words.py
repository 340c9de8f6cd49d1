"""Every refusal that the code can raise is said in both languages with exactly the facts it carries.

The kinds and their facts are read from the code itself; what is only made while the program runs (`unknown_{table}`)
is spelt out here, so that a new one of these must be spelt out too.
"""

from __future__ import annotations

import ast
import typing
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from conftest import ROOT

from words import Words, say_error, speak
from words.phrases.errors import ErrorsWords

ERRORS = ("Refused", "Unusable", "Busy")
MADE: dict[str, tuple[str, ...]] = {
    "unknown_{what}": ("unknown_status", "unknown_role", "unknown_light", "unknown_basis"),
    "unknown_{table}": ("unknown_indicator", "unknown_milestone"),
    "nothing_to_{kind}": ("nothing_to_undo", "nothing_to_redo"),
    "why.kind": (),
    "error.kind": (),
}
"""Kinds that are put together, by their source; one that only passes on another's kind (`why.kind`) makes none."""

SPREAD: dict[str, frozenset[str]] = {"stale": frozenset({"task", "unit", "field", "shown", "now"})}
"""Facts that are handed over as a dictionary."""

SAMPLES: dict[object, object] = {
    str: "甲", int: 3, float: 5.0, bool: True, date: date(2006, 9, 15), date | None: date(2006, 9, 15), object: "done",
    tuple[str, ...]: ("甲", "乙"),
}  # fmt: skip


class Raised(typing.NamedTuple):
    """One place that refuses."""

    place: str
    kind: str
    facts: frozenset[str]


def raised() -> Iterator[Raised]:
    """Every refusal in the five rooms."""
    for room in ("store", "exchange", "seed", "tui", "words"):
        for file in sorted((ROOT / room).rglob("*.py")):
            yield from raised_in(file)


def raised_in(file: Path) -> Iterator[Raised]:
    """The refusals of one file, one for each kind that an expression can come to."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in ERRORS:
            named = frozenset(keyword.arg for keyword in node.keywords if keyword.arg)
            spread = any(keyword.arg is None for keyword in node.keywords)
            place = f"{file.relative_to(ROOT)}:{node.lineno}"
            for kind in kinds(node.args[0], place):
                assert not spread or kind in SPREAD, f"{place}: say in SPREAD which facts {kind} carries"
                yield Raised(place, kind, named | SPREAD[kind] if spread else named)


def kinds(node: ast.expr, place: str) -> tuple[str, ...]:
    """What the first argument of a refusal can be."""
    if isinstance(node, ast.Constant):
        return (str(node.value),)
    if isinstance(node, ast.IfExp):
        return (*kinds(node.body, place), *kinds(node.orelse, place))
    source = ast.unparse(node)
    if isinstance(node, ast.JoinedStr):
        source = source.removeprefix("f").strip("'\"")
    assert source in MADE, f"{place}: say in MADE what {source} can be"
    return MADE[source]


ALL = list(dict.fromkeys(raised()))


def test_the_code_was_found() -> None:
    found = {one.kind for one in ALL}
    assert {"unknown_plan", "store_busy", "csv_row", "nothing_to_redo", "store_is_directory", "stale"} <= found


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("one", ALL, ids=lambda one: f"{one.place}-{one.kind}")
def test_each_refusal_has_a_sentence_for_exactly_its_facts(one: Raised, lang: str) -> None:
    words = speak(lang)
    takes = typing.get_type_hints(getattr(ErrorsWords, one.kind, None) or missing(one))
    unsaid = one.facts - takes.keys()
    assert not unsaid, f"{one.place}: the sentence of {one.kind} does not take {sorted(unsaid)}"
    facts = {name: SAMPLES[takes[name]] for name in one.facts}
    said = say_error(words, one.kind, facts)
    assert said == str(getattr(words.errors, one.kind)(**facts)), "a fact is missing: it fell back"
    assert said != fallback(words, one.kind, facts)


def missing(one: Raised) -> typing.NoReturn:
    """A kind without a sentence."""
    pytest.fail(f"{one.place}: {one.kind} has no sentence in words.phrases.errors")


def fallback(words: Words, kind: str, facts: dict[str, object]) -> str:
    """What would be said of a kind without a sentence."""
    return words.errors.fallback(kind=kind, facts=tuple((name, str(value)) for name, value in facts.items()))
