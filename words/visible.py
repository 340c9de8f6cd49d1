"""Foreign text made harmless: what would move the cursor, reorder or hide letters becomes a visible sign."""

from __future__ import annotations

KEPT_FORMATS = "\u200c\u200d"
"""Joiners that scripts and emoji need; alone they hide nothing."""


def visible(text: str) -> str:
    """Text on one line in which nothing acts: ESC as ␛, NUL as ␀, a bidi override as ⟨U+202E⟩, line breaks as a space.

    Args:
        text: anything that came from a document, a user or a file; lone surrogates are allowed and shown.
    """
    if text.isprintable():
        return text
    return text.translate({ord(char): _sign(char) for char in set(text) if not char.isprintable()})


def _sign(char: str) -> str:
    code = ord(char)
    if char in "\n\t\r\v\f\x85\u2028\u2029":
        return " "
    if char.isspace() or char in KEPT_FORMATS:
        return char
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"⟨U+{code:04X}⟩"
