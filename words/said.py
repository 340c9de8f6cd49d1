"""From an error's kind and facts to the sentence that a user reads, once, at the edge."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from words.visible import visible

if TYPE_CHECKING:
    from words import Words


PLACES = ("path", "copy", "place", "where")
"""Facts that say where something is: they are needed whole, and no system has longer paths."""
MOST_OF_PLACE = 4_096
MOST = 200
"""How many letters of any other foreign text a sentence takes: a title may have a million."""


def say_error(words: Words, kind: str, facts: Mapping[str, object]) -> str:
    """One clear sentence or two: what happened, what is safe, what would be accepted.

    Args:
        words: the language.
        kind: StoreError.kind, the name of a method of `words.errors`.
        facts: StoreError.facts. Text in them is data: control characters are made visible. Facts that the sentence
            does not use are left out; a kind without a sentence is told with all its facts.
    """
    clean = {name: _harmless(value, MOST_OF_PLACE if name in PLACES else MOST) for name, value in facts.items()}
    method = getattr(words.errors, kind, None)
    if callable(method) and not kind.startswith("_"):
        code = getattr(method, "__code__", None)
        taken = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount] if code else ()
        try:
            return str(method(**{name: value for name, value in clean.items() if name in taken}))
        except (TypeError, ValueError, AttributeError):
            # A fact is missing or of another kind than the sentence expects: an error must never become a traceback.
            pass
    return words.errors.fallback(kind=kind, facts=tuple((name, _told(words, value)) for name, value in clean.items()))


def _harmless(value: object, most: int) -> object:
    """Text made visible, and cut where it is long; names in a list too; None in a list of facts stays None."""
    if isinstance(value, str):
        return visible(value if len(value) <= most else f"{value[:most]}…")
    if isinstance(value, list | tuple | set | frozenset):
        return tuple(_harmless(item, most) for item in value)
    return value


def _told(words: Words, value: object) -> str:
    if isinstance(value, date):
        return words.domain.date(value)
    if isinstance(value, tuple):
        return words.domain.list(tuple(_told(words, item) for item in value))
    return str(value)
