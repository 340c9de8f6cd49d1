"""Which keys the dashboard has and how it looks: asked for or configured, checked before it starts."""

from __future__ import annotations

from store.errors import Refused, StoreError
from tui import locations
from tui.cli.context import BadOption, Context
from tui.cli.remembered import remembered
from tui.keys import DEFAULT_KEYS, THEMES, Keymap


def keys_of(context: Context) -> Keymap | None:
    """The keymap; None where something is wrong with it, each thing said in a sentence.

    Raises:
        Refused: the config file cannot be read or is no TOML.
    """
    from words import say_error

    keymap, problems = _read(context)
    for problem in problems:
        context.say(say_error(context.words, problem.kind, problem.facts))
    return None if problems else keymap


def keys_named(context: Context) -> Keymap:
    """The keymap as a reading command names its keys: the defaults where something is wrong with the user's own."""
    try:
        keymap, problems = _read(context)
    except StoreError:
        return DEFAULT_KEYS
    return DEFAULT_KEYS if problems else keymap


def _read(context: Context) -> tuple[Keymap, list[Refused]]:
    table = context.config.get("keys")
    if table is None:
        return DEFAULT_KEYS, []
    from tui.cli.config import places_of
    from tui.keymap import read_keymap

    names = tuple(table) if isinstance(table, dict) else ()
    return read_keymap(table, places_of(locations.config_file(context.environ), "keys", names))


def theme_of(context: Context, state: str) -> str:
    """The theme to begin with: the one asked for, else the one chosen last.

    Args:
        context: of this run.
        state: the file in which the dashboard remembers.

    Raises:
        BadOption: there is no such theme.
    """
    given = context.setting("theme")
    if given and given not in THEMES:
        by_option, by_variable = "theme" in context.options, context.environ.get("DUBAN_THEME")
        option = "--theme" if by_option else "DUBAN_THEME" if by_variable else "theme"
        raise BadOption("bad_option", option=option, value=given, accepted=THEMES)
    last = remembered(state).get("theme")
    return given or (last if isinstance(last, str) and last in THEMES else THEMES[0])
