"""Dates in a plan file ⇄ `Window`.

A date is written as the document's phrase, `due = "5月上旬"`. Where the phrase alone does not say the days, a table
gives both: the words as written and the reading, `due = { phrase = "到20xx年", read = "Y+1年底" }` or, for a window,
`{ phrase = "从20xx年6月到20xx年10月", from = "Y年6月", to = "Y+1年10月" }`. `Y` is the year that the document hides.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from exchange.dates import read_phrase
from exchange.plan_file_schema import Table, bad_date, wrong_type
from store.document import Window
from store.errors import Refused

_EXACT = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_EXACT_HIDDEN = re.compile(r"Y([+-]\d{1,4})?年(\d{1,2})月(\d{1,2})日")


class Context(NamedTuple):
    """What a phrase without a year is read with."""

    year: int | None
    issued: date | None
    hidden: bool = False
    """True in a plan that says `hidden_year = true`."""


def read_window(table: Table, key: str, context: Context) -> Window | None:
    """The date under a key: a phrase, a table of `date` keys, a TOML date; None where the key is missing.

    Raises:
        Refused: `file_bad_date`, `file_hidden_year`, and what `Table` refuses.
    """
    value = table.data.get(key)
    if value is None:
        return None
    if isinstance(value, str):
        return _phrase(table.place, key, value, context)
    if isinstance(value, date):
        return Window(value.isoformat()[:10], end=table.day(key))
    if not isinstance(value, dict):
        raise wrong_type(table.place, key, "date phrase", value)
    return read_row(Table("date", value, f"{table.place}.{key}"), context)


def read_row(row: Table, context: Context) -> Window:
    """The date that the date keys of a row give: `phrase` alone, or `phrase` with its reading."""
    written = row.text("phrase")
    readings = [row.text(key) for key in ("read", "from", "to")]
    if not any(readings) and "precision" not in row.data:
        window = _phrase(row.place, "phrase", written, context)
    else:
        read, first, last = (
            _exact(text, context) or _phrase(row.place, key, text, context) if text else None
            for key, text in zip(("read", "from", "to"), readings, strict=True)
        )
        main = last or read or first
        start = _first_day(first, context) if first else read.start if read else None
        end = last.end if last else read.end if read else None
        hidden = any(w.hidden_year for w in (read, first, last) if w)
        precision, doubt = (main.precision, main.doubt) if main else ("none", "")
        window = Window(written, start, end, precision, doubt, hidden)
    return window._replace(
        precision=row.word("precision", "precision", window.precision),
        doubt=row.text("doubt", default=window.doubt),
        hidden_year=row.flag("hidden", window.hidden_year),
    )


def _phrase(place: str, key: str, text: str, context: Context) -> Window:
    """Read a phrase; one that hides its year is refused in a plan that does not say so."""
    try:
        window = read_phrase(text, year=context.year, issued=context.issued)
    except Refused as why:
        if why.facts["why"] != "hidden_year":
            raise bad_date(place, key, why) from None
        window = None
    if window is None or (window.hidden_year and not context.hidden):
        raise Refused("file_hidden_year", place=place, key=key, text=text)
    return window


def _first_day(window: Window, context: Context) -> date | None:
    """The first day of the piece of time that a `from` phrase names: that on which a range from it begins."""
    if window.start or window.end is None or window.precision == "day":
        return window.start or window.end
    try:
        return read_phrase(f"{window.phrase}至{window.phrase}", year=context.year, issued=context.issued).start
    except Refused:
        return window.end


def _exact(text: str, context: Context) -> Window | None:
    """An ISO day, or a day of a hidden year, as the writer puts them; None for phrases."""
    iso = _EXACT.fullmatch(text)
    hidden = _EXACT_HIDDEN.fullmatch(text)
    try:
        if iso:
            return Window(text, end=date(int(iso[1]), int(iso[2]), int(iso[3])))
        if hidden and context.year is not None:
            year = context.year + int(hidden[1] or 0)
            return Window(text, end=date(year, int(hidden[2]), int(hidden[3])), hidden_year=True)
    except (ValueError, OverflowError):
        return None
    return None


def date_value(window: Window, context: Context) -> str | dict[str, object]:
    """What to write for a window: its phrase where that says everything, else phrase and reading.

    Args:
        window: any window.
        context: what the phrase will be read with.
    """
    try:
        if read_phrase(window.phrase, year=context.year, issued=context.issued) == window:
            return window.phrase
    except Refused:
        pass
    return date_row(window, context)


def date_row(window: Window, context: Context) -> dict[str, object]:
    """The date keys of a window, so that `read_row` gives the same window again."""
    row: dict[str, object] = {"phrase": window.phrase}
    if _same(row, window, context):
        return row
    if window.start:
        row["from"] = _day(window.start, window.hidden_year, context)
    if window.end:
        row["read" if not window.start else "to"] = _day(window.end, window.hidden_year, context)
    row["precision"] = window.precision
    for key, value in (("doubt", window.doubt), ("hidden", window.hidden_year)):
        if not _same(row, window, context):
            row[key] = value
    return row


def _same(row: dict[str, object], window: Window, context: Context) -> bool:
    """True when the row is read back as this very window."""
    try:
        return read_row(Table("date", row, ""), context) == window
    except Refused:
        return False


def _day(day: date, hidden: bool, context: Context) -> str:
    """A day as ISO date, or counted from the hidden year."""
    if not hidden or context.year is None:
        return day.isoformat()
    shift = day.year - context.year
    return f"Y{shift:+d}年{day.month}月{day.day}日" if shift else f"Y年{day.month}月{day.day}日"
