"""Colours: three palettes of our own, and the style of each tone on each ground.

The lights are the only saturated colours. Every tone reaches 4.5 : 1 on every ground it is drawn on (held by a test),
and nothing is said by colour alone: lights have glyphs, the row under the cursor has a mark.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from rich.style import Style

from tui.glyphs import glyph
from tui.keys import DEFAULT_KEYS, Keymap

if TYPE_CHECKING:
    from words import Words


class Palette(NamedTuple):
    """The colours of one theme, as #rrggbb."""

    name: str
    dark: bool
    grounds: dict[str, str]
    tones: dict[str, str]


DARK = Palette(
    "duban-dark",
    True,
    {"page": "#14171c", "title": "#232831", "here": "#2a3d5c", "idle": "#262b34", "pop": "#1d2128", "past": "#4a3600"},
    {
        "text": "#dfe3ea",
        "dim": "#a3acba",
        "accent": "#8fc1ff",
        "red": "#ff9090",
        "yellow": "#f2cb6c",
        "green": "#8fd694",
        "blue": "#9ecbff",
        "grey": "#b3bac6",
    },
)
LIGHT = Palette(
    "duban-light",
    False,
    {"page": "#fcfcfa", "title": "#e8eaef", "here": "#cfe0fa", "idle": "#e6e9ee", "pop": "#f3f4f7", "past": "#ffdf85"},
    {
        "text": "#1b1f26",
        "dim": "#4c5462",
        "accent": "#174ea6",
        "red": "#a3140f",
        "yellow": "#6f4600",
        "green": "#12602b",
        "blue": "#1a4f96",
        "grey": "#4a515c",
    },
)
CONTRAST = Palette(
    "duban-contrast",
    True,
    {"page": "#000000", "title": "#262626", "here": "#00305f", "idle": "#2b2b2b", "pop": "#101010", "past": "#4a3000"},
    {
        "text": "#ffffff",
        "dim": "#d6d6d6",
        "accent": "#8fdcff",
        "red": "#ffb3b3",
        "yellow": "#ffe14d",
        "green": "#7dff8c",
        "blue": "#b3d4ff",
        "grey": "#e0e0e0",
    },
)
"""Every tone at 7 : 1 and more."""
PALETTES = {palette.name: palette for palette in (DARK, LIGHT, CONTRAST)}
"""By name: a theme of tui.keys behind `duban-`, for Textual has themes of its own."""

OF_LIGHT = {
    "overdue": "red",
    "due_soon": "yellow",
    "behind": "yellow",
    "blocked": "yellow",
    "no_report": "grey",
    "to_confirm": "blue",
    "on_track": "green",
    "done": "green",
    "not_yet": "dim",
    "no_date": "dim",
    "dropped": "dim",
}
"""The tone of each light; an unknown light is drawn as plain text."""


REVERSED = ("here", "past")
"""The grounds that mean something: without colours they are drawn as text in reverse."""
UNDERLINED = "title"
"""The ground that parts one pane from the next: without colours a line below it does."""


def tone_of(light: str) -> str:
    """The tone in which a light is drawn."""
    return OF_LIGHT.get(light, "text")


class Look:
    """The styles of one palette, made once each."""

    def __init__(self, palette: Palette, ascii_only: bool = False, no_colour: bool = False) -> None:
        self.palette = palette
        self.ascii = ascii_only
        self.no_colour = no_colour
        """True where the terminal is to show no colours."""
        self._made: dict[tuple[str, str], Style] = {}

    def style(self, tone: str, ground: str = "page") -> Style:
        """The style of a tone on a ground; a tone that ends in `!` is bold."""
        key = (tone, ground)
        if key not in self._made:
            self._made[key] = self._plain(tone, ground) if self.no_colour else self._coloured(tone, ground)
        return self._made[key]

    def _coloured(self, tone: str, ground: str) -> Style:
        palette, bold = self.palette, tone.endswith("!") or None
        colour = palette.tones.get(tone.rstrip("!"), palette.tones["text"])
        return Style(color=colour, bgcolor=palette.grounds[ground], bold=bold)

    def _plain(self, tone: str, ground: str) -> Style:
        """Without colours: keys and names that stand out do so by their weight."""
        bold = tone.endswith("!") or tone == "accent" or None
        return Style(bold=bold, reverse=ground in REVERSED or None, underline=ground == UNDERLINED or None)

    def variables(self) -> dict[str, str]:
        """The grounds and tones as variables for the few lines of .tcss."""
        grounds = {f"ground-{name}": colour for name, colour in self.palette.grounds.items()}
        return grounds | {f"tone-{name}": colour for name, colour in self.palette.tones.items()}


class Face(NamedTuple):
    """What every pane draws with: the words, the styles and the date the screen is computed for."""

    words: Words
    look: Look
    as_of: date
    past: str = ""
    """How the header says that a past date is shown; empty for today."""
    keys: Keymap = DEFAULT_KEYS
    """Which keys do what."""

    def sign(self, light: str) -> str:
        """The glyph of a light, in the chosen set of signs."""
        return glyph(light, self.look.ascii)

    def key(self, action: str) -> str:
        """The key that a person is told for an action."""
        return self.keys.first(action, self.look.ascii)

    def pick(self, sign: str, plain: str) -> str:
        """A sign, or its ASCII stand-in."""
        return plain if self.look.ascii else sign
