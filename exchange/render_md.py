"""A paper as Markdown. Everything is escaped: text of documents and users can make no markup and break no table."""

from __future__ import annotations

from collections.abc import Callable

from exchange import blocks as b
from exchange.blocks import Block, Table
from exchange.paper import compose
from exchange.summary_shapes import Summary
from words import Words
from words.visible import visible

ALWAYS_ESCAPED = frozenset("\\`*<|~")
"""Signs that make markup wherever they stand. A bracket makes none as long as no target can follow it."""
LINE_STARTS = ("#", ">", "+", "-", "=", ":")


def render_md(summary: Summary, words: Words) -> str:
    """The whole paper, ending in a line break.

    Args:
        summary: its content.
        words: its language.
    """
    found = compose(summary, words)
    # Headings stand below the title, or below the plan's own heading where there are several plans.
    heading = "###" if any(block.kind == b.PLAN for block in found) else "##"
    return "\n\n".join(text for text in (_block(block, heading) for block in found) if text) + "\n"


def _block(block: Block, heading: str) -> str:
    if block.table is not None:
        return _table(block.table)
    if not block.lines:
        return ""
    first = {b.TITLE: "# ", b.PLAN: "## ", b.HEADING: f"{heading} "}.get(block.kind)
    if first:
        return first + escape(block.lines[0])
    if block.kind == b.SAMPLE:
        return f"> **{escape(block.lines[0])}**"
    lines = [escape_line(line) for line in block.lines]
    if block.kind == b.HEADLINE:
        return "　　".join(lines)
    if block.kind in (b.ANNEX, b.SIGN):
        # A hard break keeps office and date, and one annex a line, under each other.
        return "\\\n".join(lines)
    return "\n\n".join(lines)


def _table(table: Table) -> str:
    rows = [_row(table.heads, escape), _row(tuple("---:" if n else "---" for n in table.numeric), str)]
    for n, row in enumerate(table.rows):
        rows.append(_row(_bold_label(row), str) if n in table.totals else _row(row, escape))
    return "\n\n".join((escape_line(table.caption), "\n".join(rows)))


def _row(cells: tuple[str, ...], made: Callable[[str], str]) -> str:
    return f"| {' | '.join(made(cell) for cell in cells)} |"


def _bold_label(row: tuple[str, ...]) -> tuple[str, ...]:
    """The row that adds up: its first text that is not a figure is bold (合计)."""
    cells = [escape(cell) for cell in row]
    label = next((n for n in (2, 0) if n < len(cells) and cells[n] and not cells[n][:1].isdigit()), 0)
    cells[label] = f"**{cells[label]}**"
    return tuple(cells)


def escape(text: str) -> str:
    """Text that Markdown shows as it is, on one line, still readable without a renderer.

    Args:
        text: own sentences and foreign text alike; control characters are made visible first.
    """
    clean = visible(text)
    out = []
    for n, char in enumerate(clean):
        if char in ALWAYS_ESCAPED or (char in "_&]#:." and _acts(clean, n)):
            out.append("\\")
        out.append(char)
    return "".join(out)


def _acts(text: str, n: int) -> bool:
    """Whether a sign makes markup where it stands.

    `_` emphasises (not between letters), `&` begins a reference, `]` a target, a last `#` ends a heading, and `://` and
    `www.` make a link of their own.
    """
    char, before, after = text[n], text[n - 1 : n], text[n + 1 : n + 2]
    if char == "_":
        return not (before.isalnum() and after.isalnum())
    if char == "]":
        return after in ("(", "[", ":")
    if char == "#":
        return not after
    if char == ":":
        return text.startswith("//", n + 1)
    if char == ".":
        return text[max(n - 3, 0) : n].casefold() == "www"
    return after == "#" or ";" in text[n : n + 33]


def escape_line(text: str) -> str:
    """Text that begins a line of its own: there a sign or a number could begin a heading, a list or a definition."""
    line = escape(text).lstrip(" ")  # four spaces would make a block of code
    if line.startswith(LINE_STARTS):
        return f"\\{line}"
    digits = len(line) - len(line.lstrip("0123456789"))
    if digits and line[digits : digits + 1] in (".", ")"):
        return f"{line[:digits]}\\{line[digits:]}"
    return line
