"""The keys of a plan file and the words they accept; access to one table of it that knows its place.

Everything that is refused names the place (`section[三].task[5].units[3]`) and the key. Nothing is read leniently: a
key that is not listed here, a value of another type, a word outside its list are refused, never dropped.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from exchange.dates import read_phrase
from store.errors import Refused
from store.queries.names import close as close
from store.vocabulary import COMBINES, MEANS, PRECISIONS, ROLES

DATE_KEYS = ("phrase", "read", "from", "to", "precision", "doubt", "hidden")
KEYS: dict[str, tuple[str, ...]] = {
    "": ("plan", "unit", "group", "phase", "milestone", "body", "section", "indicator"),
    "plan": (
        "key", "title", "number", "issuer", "issued", "area", "period", "hidden_year", "year", "source_note", "cycle",
        "closing", "bulletin",
    ),
    "bulletin": ("office", "salutation", "cc", "number_pattern"),
    "unit": ("name", "short", "aliases", "parent"),
    "group": ("name", "open", "members"),
    "member": ("name", "since", "until", "sample"),
    "phase": ("ref", "name", "title", *DATE_KEYS),
    "milestone": ("ref", "name", "due", "of", "unit", "means"),
    "body": ("name", "office", "ends_with_plan", "people"),
    "person": ("name", "post", "unit", "duty"),
    "section": ("label", "title", "task"),
    "task": (
        "ref", "label", "title", "text", "kind", "heading", "phase", "rule", "open_list", "start", "due", "means",
        "targets", "units", "task", "clause",
    ),
    "mandate": ("name", "role", "role_text", "duty", "inferred"),
    "indicator": (
        "ref", "name", "measure", "kind", "choices", "combine", "comparator", "of", "phrase", "over_unit", "steps",
        "shares",
    ),
    "step": ("value", "by"),
    "share": ("unit", "value", "sample"),
    "date": DATE_KEYS,
}  # fmt: skip
"""Every table of the format with its keys, in the order in which they are written."""

WORDS: dict[str, tuple[str, ...]] = {
    "role": ROLES,
    "means": MEANS,
    "combine": COMBINES,
    "precision": PRECISIONS,
    "comparator": (">=", "<=", ">", "<", "="),
    "indicator kind": ("number", "choice"),
    "task kind": ("item", "clause"),
    "rule": ("all", "any", "lead", "count:N"),
    "cycle": ("monthly:DAY", "weekly:mon", "quarterly:DAY"),
}
_SHAPES = {
    "rule": re.compile(r"all|any|lead|count:[1-9]\d{0,3}"),
    "cycle": re.compile(
        r"monthly:([1-9]|[12]\d|3[01])|weekly:(mon|tue|wed|thu|fri|sat|sun)|quarterly:([1-9]|[12]\d|3[01])"
    ),
}
_REF = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_LARGEST = 10**15


class Table:
    """One table of a plan file: typed access to its keys, and the place it stands at."""

    def __init__(self, kind: str, data: object, place: str) -> None:
        """Refuse a table that is none, or that holds an unknown key.

        Args:
            kind: its name in `KEYS`.
            data: what tomllib made of it.
            place: where it stands, for messages; empty for the whole file.
        """
        if not isinstance(data, Mapping):
            raise wrong_type(place, "", "table", data)
        self.data: Mapping[str, Any] = data
        self.place = place
        known = KEYS[kind]
        for key in data:
            if key not in known:
                raise Refused("file_unknown_key", place=place or "TOML", key=key, close=close(key, known), known=known)

    def text(self, key: str, *, needed: bool = False, default: str = "") -> str:
        """A string; `needed` refuses a missing or empty one."""
        value = self.data.get(key, default)
        if not isinstance(value, str):
            raise wrong_type(self.place, key, "string", value)
        if needed and not value.strip():
            raise Refused("file_missing_key", place=self.place, key=key)
        return value

    def flag(self, key: str, default: bool = False) -> bool:
        """A true or false."""
        value = self.data.get(key, default)
        if not isinstance(value, bool):
            raise wrong_type(self.place, key, "true or false", value)
        return value

    def number(self, key: str) -> float:
        """A finite number that must be there."""
        if key not in self.data:
            raise Refused("file_missing_key", place=self.place, key=key)
        return finite(self.data[key], self.place, key)

    def whole(self, key: str) -> int | None:
        """A year, or None where the key is missing."""
        value = self.data.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            raise wrong_type(self.place, key, "whole number", value)
        if not 1000 <= value < 9900:
            raise Refused("file_bad_value", place=self.place, key=key, value=str(value), accepted=("1000-9899",))
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of strings."""
        found = self.rows(key)
        for value in found:
            if not isinstance(value, str):
                raise wrong_type(self.place, key, "string", value)
        return tuple(found)

    def rows(self, key: str) -> list[Any]:
        """A list of anything; empty where the key is missing."""
        value = self.data.get(key, [])
        if not isinstance(value, list):
            raise wrong_type(self.place, key, "list", value)
        return value

    def tables(self, key: str, kind: str, named: str = "name") -> Iterator[Table]:
        """The tables of a list, each with its place; a string stands for a table with only that name."""
        for at, row in enumerate(self.rows(key), 1):
            if isinstance(row, str) and kind == "member":
                row = {"name": row}
            mark = row.get(named) if isinstance(row, Mapping) else None
            mark = mark if isinstance(mark, str) and mark else at
            yield Table(kind, row, f"{self.place}.{key}[{mark}]".lstrip("."))

    def word(self, key: str, kind: str, default: str) -> str:
        """One of the words of `WORDS[kind]` (or a rule, a cycle), or its default where the key is missing."""
        value = self.text(key, default=default)
        shape = _SHAPES.get(kind)
        if value == default or (shape.fullmatch(value) is not None if shape else value in WORDS[kind]):
            return value
        raise Refused("file_bad_value", place=self.place, key=key, value=value, accepted=WORDS[kind])

    def ref(self, key: str = "ref") -> str:
        """A reference: ASCII letters, digits, dots, dashes; it stands on command lines as PLAN/REF."""
        value = self.text(key, needed=True)
        if not _REF.fullmatch(value):
            raise Refused("file_bad_value", place=self.place, key=key, value=value, accepted=("a-z 0-9 . _ -",))
        return value

    def day(self, key: str) -> date | None:
        """One day: a TOML date, or a phrase that names a day (二○○五年七月二十五日)."""
        value = self.data.get(key)
        if value is None:
            return None
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        if not isinstance(value, str):
            raise wrong_type(self.place, key, "date", value)
        try:
            found = read_phrase(value)
        except Refused as why:
            raise bad_date(self.place, key, why) from None
        if found.precision != "day" or found.end is None:
            raise Refused("file_bad_date", place=self.place, key=key, text=value, why="not_a_day")
        return found.end


def finite(value: object, place: str, key: str) -> float:
    """A number as float; true/false, infinity and numbers beyond 10^15 are refused."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise wrong_type(place, key, "number", value)
    if not math.isfinite(value) or abs(value) > _LARGEST:
        raise Refused("file_bad_value", place=place, key=key, value=str(value)[:40], accepted=("number",))
    return float(value)


def wrong_type(place: str, key: str, expected: str, found: object) -> Refused:
    """The refusal of a value of another type."""
    return Refused("file_wrong_type", place=place, key=key, expected=expected, found=type(found).__name__)


def bad_date(place: str, key: str, why: Refused) -> Refused:
    """The refusal of a date, at its place in the file."""
    return Refused("file_bad_date", place=place, key=key, text=why.facts["text"], why=why.facts["why"])
