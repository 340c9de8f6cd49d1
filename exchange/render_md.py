"""A paper as Markdown. Everything is escaped: text of documents and users can make no markup and break no table."""

from __future__ import annotations

from exchange import blocks as b
from exchange.blocks import Block, Table
from exchange.paper import compose
from exchange.summary_shapes import Summary
from words import Words
from words.visible import visible

ALWAYS_ESCAPED = frozenset("\\`*[]<|~")
"""Signs that make markup wherever they stand; `]` with `[`, so that what is read back is what was written."""
LINE_STARTS = ("#", ">", "+", "-", "=", ":")


def render_md(summary: Summary, words: Words) -> str:
    """The whole paper, ending in a line break.

    Args:
        summary: its content.
        words: its language.
    """
    return "\n\n".join(text for text in (_block(block) for block in compose(summary, words)) if text) + "\n"


def _block(block: Block) -> str:
    if block.table is not None:
        return _table(block.table)
    lines = [escape(line) for line in block.lines]
    if not lines:
        return ""
    if block.kind == b.TITLE:
        return f"# {lines[0]}"
    if block.kind in (b.HEADING, b.PLAN):
        return f"{'##' if block.kind == b.PLAN else '###'} {lines[0]}"
    if block.kind == b.SAMPLE:
        return f"> **{lines[0]}**"
    if block.kind == b.HEADLINE:
        return "　　".join(lines)
    if block.kind in (b.ANNEX, b.SIGN):
        # A hard break keeps office and date, and one annex a line, under each other.
        return "\\\n".join(lines)
    return "\n\n".join(lines)


def _table(table: Table) -> str:
    rows = [_row(table.heads), _row(("---:" if numeric else "---" for numeric in table.numeric), raw=True)]
    for n, row in enumerate(table.rows):
        rows.append(_row(_bold_label(row), raw=True) if n in table.totals else _row(row))
    return "\n\n".join((escape(table.caption), "\n".join(rows)))


def _bold_label(row: tuple[str, ...]) -> tuple[str, ...]:
    """The row that adds up: its first text that is not a figure is bold (合计)."""
    cells = [escape(cell) for cell in row]
    label = next((n for n in (2, 0) if n < len(cells) and cells[n] and not cells[n][:1].isdigit()), 0)
    cells[label] = f"**{cells[label]}**"
    return tuple(cells)


def _row(cells: object, raw: bool = False) -> str:
    texts = cells if isinstance(cells, tuple) else tuple(cells)  # type: ignore[arg-type, var-annotated]
    return "| " + " | ".join(text if raw else escape(text) for text in texts) + " |"


def escape(text: str) -> str:
    """Text that Markdown shows as it is, on one line, still readable without a renderer.

    Args:
        text: own sentences and foreign text alike; control characters are made visible first.
    """
    clean = visible(text)
    out = []
    for n, char in enumerate(clean):
        if char in ALWAYS_ESCAPED or (char in "_&" and _acts(clean, n)):
            out.append("\\")
        out.append(char)
    joined = "".join(out)
    return f"\\{joined}" if joined.startswith(LINE_STARTS) else _plain_start(joined)


def _acts(text: str, n: int) -> bool:
    """Whether `_` emphasises (not between letters) and `&` begins a character reference."""
    before, after = text[n - 1 : n], text[n + 1 : n + 2]
    if text[n] == "_":
        return not (before.isalnum() and after.isalnum())
    return after == "#" or ";" in text[n : n + 12]


def _plain_start(text: str) -> str:
    """`1. ` and `1) ` at the start would make a list."""
    digits = len(text) - len(text.lstrip("0123456789"))
    if 0 < digits and text[digits : digits + 1] in (".", ")"):
        return f"{text[:digits]}\\{text[digits:]}"
    return text
