"""A paper without a format: blocks of text and tables that every renderer draws, so that all say the same words."""

from __future__ import annotations

from typing import NamedTuple

SAMPLE, HEADLINE, TITLE, TO, PARA, HEADING = "sample", "headline", "title", "to", "para", "heading"
PLAN, TABLE, ANNEX, SIGN, FOOT, NOTE = "plan", "table", "annex", "sign", "foot", "note"
"""Kinds of blocks: the notice of sample data, number and mark, title, addressees, paragraph, numbered heading, the head
of one plan's section, table, annexes, signature, what stands below it, and the basis of figures."""


class Table(NamedTuple):
    """A table of cells that are text already, the same in every format."""

    caption: str
    heads: tuple[str, ...]
    numeric: tuple[bool, ...]
    """Which columns hold figures and align right."""
    rows: tuple[tuple[str, ...], ...]
    totals: tuple[int, ...] = ()
    """The indexes of rows that add up."""


class Block(NamedTuple):
    """One piece of a paper, in reading order."""

    kind: str
    lines: tuple[str, ...] = ()
    table: Table | None = None


def para(text: str) -> Block:
    """A paragraph."""
    return Block(PARA, (text,))
