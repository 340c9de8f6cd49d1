"""Foreign text as the store can keep it (TRAPS, "Text with NUL")."""

from __future__ import annotations

NUL_SIGN, BROKEN_SIGN = "\N{SYMBOL FOR NULL}", "\N{REPLACEMENT CHARACTER}"
"""What stands for a NUL, behind which SQLite finds nothing, and for half a character, which it refuses to keep."""


def storable(text: str) -> str:
    """The text with a visible sign for every NUL and every lone surrogate; all else stays as it is."""
    if "\0" in text:
        text = text.replace("\0", NUL_SIGN)
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join(BROKEN_SIGN if "\ud800" <= char <= "\udfff" else char for char in text)
    return text


def storable_tree(value: object) -> object:
    """The same for every text in a tree of dicts and lists, keys included."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, dict):
        return {storable(str(key)): storable_tree(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [storable_tree(one) for one in value]
    return value
