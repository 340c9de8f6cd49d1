"""The keys that the user's config file gives to actions, read and checked.

The table `[keys]` names actions by their ids: `done = "x, X"` or `done = ["x", "X"]`. What is wrong with it is found
before the dashboard starts: Textual would ignore an unknown id, and a key given twice would silently leave one action
without it. Nothing here imports Textual.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Mapping

from store.errors import Refused
from tui.keys import ACTIONS, BY_ID, DEFAULT_KEYS, SIGNS, Action, Keymap, key_name, works_in

CURSOR = ("up", "down", "left", "right", "home", "end", "pageup", "pagedown")
NAMED = frozenset({"enter", "tab", "space", "escape", "backspace", "delete", "insert", *CURSOR})
FUNCTION = frozenset(f"f{n}" for n in range(1, 13))
SHORT = {
    "esc": "escape", "return": "enter", "pgup": "pageup", "pgdn": "pagedown", "del": "delete", "ins": "insert",
    "←": "left", "→": "right", "↑": "up", "↓": "down",
}  # fmt: skip
SAME = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+h": "backspace"}
"""What a terminal sends for keys that it cannot tell apart."""
_SIGN_NAMES = {sign: name for name, sign in SIGNS.items()}


def read_key(text: str) -> str:
    """Textual's name of a key as a person writes it: `x`, `/`, `pgdn`, `ctrl+r`; empty where no terminal sends it."""
    if len(text) == 1:
        return SHORT.get(text) or _sign(text)
    *held, name = text.strip().rsplit("+", 1)
    name = SHORT.get(name.lower(), name if len(name) == 1 else name.lower())
    if not held:
        return name if name in NAMED | FUNCTION or name in SIGNS else ""
    modifiers = held[0].lower()
    if len(name) == 1 and name.isascii() and name.isalpha():
        pressed = f"ctrl+{name.lower()}"
        return {"ctrl": SAME.get(pressed, pressed), "shift": name.upper()}.get(modifiers, "")
    sent = name in CURSOR and modifiers in ("ctrl", "shift", "ctrl+shift")
    return f"{modifiers}+{name}" if sent or (modifiers, name) == ("shift", "tab") else ""


def _sign(char: str) -> str:
    """Textual's name of what one character types; empty where it types nothing that can be seen."""
    if char.isalnum():
        return char
    if not char.isprintable() or char.isspace():
        return ""
    return _SIGN_NAMES.get(char) or unicodedata.name(char, "").lower().replace("-", "_").replace(" ", "_")


def read_keymap(table: object, places: Mapping[str, str]) -> tuple[Keymap, list[Refused]]:
    """The keymap of a config file.

    Args:
        table: what stands under `[keys]`; None where there is nothing.
        places: for the actions in it, and for `` itself, the file and line in which they stand.

    Returns:
        The keymap, and everything that is wrong with it: it must not be used where anything is.
    """
    if not isinstance(table, dict):
        return DEFAULT_KEYS, [Refused("keys_no_table", place=places[""])] if table is not None else []
    problems: list[Refused] = []
    changed: dict[str, tuple[str, ...]] = {}
    for action, value in table.items():
        place = places[action]
        if action not in BY_ID:
            problems.append(_unknown_action(action, value, place))
            continue
        written = _written(value)
        keys = [read_key(key) for key in written or ()]
        problems += [
            Refused("keys_unknown_key", place=place, action=action, key=key)
            for key, known in zip(written or (), keys, strict=True) if not known
        ]  # fmt: skip
        if written is None:
            problems.append(Refused("keys_no_text", place=place, action=action))
        elif not written and BY_ID[action].keys:
            problems.append(Refused("keys_none", place=place, action=action))
        else:
            changed[action] = tuple(dict.fromkeys(key for key in keys if key))
    keymap = Keymap(changed)
    return keymap, problems + _conflicts(keymap, changed, places)


def _written(value: object) -> list[str] | None:
    """The keys as they are written; None where that is no text and no list of texts."""
    if isinstance(value, str):
        return [value] if value == "," else [key.strip() for key in value.split(",") if key.strip()]
    if isinstance(value, list) and all(isinstance(key, str) for key in value):
        return [key for key in value if key]
    return None


def _unknown_action(action: str, value: object, place: str) -> Refused:
    """A name that is no action; a key where the action belongs is told apart."""
    if read_key(action) and isinstance(value, str):
        meant = value if value in BY_ID else "done"
        return Refused("keys_turned_round", place=place, key=action, action=meant)
    close = tuple(difflib.get_close_matches(action, BY_ID, 3))
    return Refused("keys_unknown_action", place=place, action=action, close=close)


def _conflicts(keymap: Keymap, changed: Mapping[str, object], places: Mapping[str, str]) -> list[Refused]:
    """Each key that would do two things in one mode."""
    found: list[Refused] = []
    users: dict[str, list[Action]] = {}
    for action in ACTIONS:
        for key in keymap.of(action.id):
            for other in users.setdefault(key, []):
                if _meet(action, other):
                    here, there = (action, other) if action.id in changed else (other, action)
                    place = places[here.id]
                    found.append(Refused("keys_twice", place=place, key=key_name(key), one=here.id, other=there.id))
            users[key].append(action)
    return found


def _meet(one: Action, other: Action) -> bool:
    """Whether two actions work in the same mode."""
    return not one.only or works_in(other, one.only) or works_in(one, other.only)
