"""What is issued: made and written while nobody else writes, and made again from the words that the log keeps of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from typing import NamedTuple

from exchange.export import Order, file_bytes, made
from exchange.files import write_whole
from store.ending import Issued
from store.past import travel
from words import Words

DATES = {"as-of": "as_of", "figures-on": "figures_on", "issued": "issued", "since": "since"}
"""Options that carry a date."""


class Recipe(NamedTuple):
    """How an export is made: what, for which date, in which language."""

    order: Order
    as_of: date
    lang: str


def recipe_words(recipe: Recipe) -> tuple[str, ...]:
    """The command that makes an export, every choice spelt out."""
    order = recipe.order
    said = {
        "plan": order.plan, "kind": order.kind, "number": order.number, "format": order.format, "lang": recipe.lang,
        "as-of": recipe.as_of.isoformat(), "figures-on": order.figures_on and order.figures_on.isoformat(),
        "issued": order.issued and order.issued.isoformat(),
        "since": order.since.isoformat() if order.since else None if order.compares else "none",
    }  # fmt: skip
    options = (part for name, value in said.items() if value for part in (f"--{name}", value))
    return (
        "summary",
        *options,
        *(("--rank",) if order.rank else ()),
        *(("--contacts",) if order.contacts else ()),
        "--issue",
    )


def recipe_of(words: tuple[str, ...]) -> Recipe | None:
    """The export that such a command makes; None where these are other words."""
    said = dict(_options(words))
    try:
        days = {
            field: date.fromisoformat(said[name])
            for name, field in DATES.items()
            if name in said and said[name] != "none"
        }
        as_of, since = days.pop("as_of"), days.pop("since", None)
        order = Order(
            said.get("plan", ""), said["kind"], said["format"], days.get("figures_on"), days.get("issued"),
            said.get("number", ""), "rank" in said, since, said.get("since") != "none",
            "contacts" in said,
        )  # fmt: skip
        return Recipe(order, as_of, said["lang"])
    except (KeyError, ValueError):
        return None


def _options(words: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Each option with its value; a switch with none."""
    rest = iter(words[1:])
    for word in rest:
        name = word.removeprefix("--")
        yield name, "" if name in ("rank", "contacts", "issue") else next(rest, "")


def written(path: str, recipe: Recipe, words: Words, file: str) -> bytes:
    """Make an export from the store as it is now and write it to a file.

    Raises:
        Refused: see `exchange.export.export`; the file cannot be written.
        Unusable: the store cannot be read, the disk is full.
    """
    with closing(travel(path, recipe.as_of)) as reader:
        text = made(path, reader, recipe.order, recipe.as_of, None, words)
    data = file_bytes(text, recipe.order.format)
    write_whole(file, data)
    return data


def again(path: str, one: Issued, words: Words) -> tuple[bytes, Recipe] | None:
    """What was issued, made again from what was known then; None where the log does not tell how.

    Raises:
        Refused, Unusable: see `written`.
    """
    recipe = recipe_of(one.words)
    if recipe is None:
        return None
    with closing(travel(path, recipe.as_of, one.at)) as reader:
        text = made(path, reader, recipe.order, recipe.as_of, one.at, words)
    return file_bytes(text, recipe.order.format), recipe
