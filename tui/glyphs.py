"""One sign for each light, readable without colour and one cell wide in every terminal (TRAPS, "Drawing")."""

GLYPHS = {
    "overdue": "⚑",
    "due_soon": "⚠",
    "no_report": "?",
    "behind": "~",
    "blocked": "!",
    "to_confirm": "»",
    "not_yet": ".",
    "no_date": "-",
    "on_track": "▸",
    "done": "✓",
    "dropped": "✗",
}

ASCII = GLYPHS | {"overdue": "#", "due_soon": "^", "to_confirm": "=", "on_track": ">", "done": "v", "dropped": "x"}


def glyph(light: str, ascii_only: bool = False) -> str:
    """The sign of a light; an unknown light (from a newer program) shows as `*`."""
    return (ASCII if ascii_only else GLYPHS).get(light, "*")
