"""The ONE table of actions, from which bindings, footer, help, palette and the key list of README are made.

What an action is called, and the sentence that explains it, are phrases: `words.screen.action(id)` and
`words.screen.action_help(id)`. Nothing here imports Textual: the command line prints the list too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from words.phrases.screen import ScreenWords


class Action(NamedTuple):
    """One thing a person can do."""

    id: str
    keys: tuple[str, ...]
    """Default keys by Textual's names; the first is the one that is shown. Empty: only in the palette."""
    kind: str
    """move, see, change, find or program: the chapters of the help."""
    footer: int = 0
    """Its place in the footer, counted from 1; 0 stays out of it."""
    only: str = ""
    """The one mode in which it works, or `plan` for every mode of a plan (all but the history); empty for all."""


ACTIONS = (
    Action("down", ("j", "down"), "move"),
    Action("up", ("k", "up"), "move"),
    Action("left", ("h", "left"), "move"),
    Action("right", ("l", "right"), "move"),
    Action("top", ("g", "home"), "move"),
    Action("bottom", ("G", "end"), "move"),
    Action("page_up", ("pageup",), "move"),
    Action("page_down", ("pagedown",), "move"),
    Action("half_up", ("ctrl+u",), "move"),
    Action("half_down", ("ctrl+d",), "move"),
    Action("next_pane", ("tab",), "move", 12, "plan"),
    Action("last_pane", ("shift+tab",), "move", only="plan"),
    Action("open", ("enter",), "see", 1),
    Action("close", ("escape",), "see"),
    Action("zoom", ("z",), "see", 13, "plan"),
    Action("overview", ("1",), "see"),
    Action("tasks", ("2",), "see"),
    Action("matrix", ("3",), "see"),
    Action("timeline", ("4",), "see"),
    Action("units", ("5",), "see"),
    Action("history", ("6",), "see"),
    Action("travel", ("t",), "see"),
    Action("columns_left", ("H",), "see", only="matrix"),
    Action("columns_right", ("L",), "see", only="matrix"),
    Action("earlier", ("H",), "see", only="timeline"),
    Action("later", ("L",), "see", only="timeline"),
    Action("finer", ("left_square_bracket",), "see", only="timeline"),
    Action("coarser", ("right_square_bracket",), "see", only="timeline"),
    Action("to_today", ("T",), "see", only="timeline"),
    Action("rows_by", ("B",), "see", 11, "timeline"),
    Action("why", ("w",), "see", 8, "plan"),
    Action("claims", ("C",), "see", only="plan"),
    Action("missing", ("m",), "see", only="plan"),
    Action("mark", ("space",), "change", 18, "plan"),
    Action("mark_range", ("v",), "change", only="plan"),
    Action("mark_all", ("V",), "change", only="plan"),
    Action("status", ("s",), "change", 2, "plan"),
    Action("done", ("x",), "change", 3, "plan"),
    Action("sendback", ("R",), "change", only="plan"),
    Action("in_progress", ("i",), "change", only="plan"),
    Action("blocked", ("b",), "change", only="plan"),
    Action("not_started", ("o",), "change", only="plan"),
    Action("report", ("r",), "change", 4, "plan"),
    Action("chase", ("c",), "change", only="plan"),
    Action("contacts", ("E",), "change", only="plan"),
    Action("add", ("a",), "change", only="plan"),
    Action("drop", ("D",), "change", only="plan"),
    Action("percent", ("p",), "change", 6, "plan"),
    Action("note", ("n",), "change", 7, "plan"),
    Action("due", ("d",), "change", 5, "plan"),
    Action("close_plan", (), "change", only="plan"),
    Action("reopen_plan", (), "change", only="plan"),
    Action("undo", ("u",), "change", 9),
    Action("redo", ("ctrl+r",), "change"),
    Action("filter", ("slash",), "find", 10),
    Action("narrow", ("f",), "find", 11, "history"),
    Action("filters", ("f",), "find", only="plan"),
    Action("order", ("O",), "find", only="overview"),
    Action("palette", ("colon", "ctrl+p"), "find"),
    Action("plans", ("P",), "find", 15, "plan"),
    Action("copy", ("y",), "program", only="plan"),
    Action("export", ("e",), "program", 14, "plan"),
    Action("cycle", (), "change", only="plan"),
    Action("dark", (), "program"),
    Action("light", (), "program"),
    Action("contrast", (), "program"),
    Action("help", ("question_mark", "f1"), "program", 16),
    Action("quit", ("q", "ctrl+q", "ctrl+c"), "program", 17),
)
"""In the order of the help. Nothing lives only on a function key or on ctrl+enter (TRAPS, "Keys")."""

THEMES = ("dark", "light", "contrast")
"""Those that choose the colours."""
BY_ID = {action.id: action for action in ACTIONS}
KINDS = ("move", "see", "change", "find", "program")
WRITES = frozenset(action.id for action in ACTIONS if action.kind == "change")
"""What is of no use where nothing can be written: also marks, which only say what a key writes to."""
MARKS = frozenset({"mark", "mark_range", "mark_all"})

NEXT = {
    "overdue": "chase", "promise": "chase", "due_soon": "chase", "report": "report", "confirm": "done",
    "extension": "due",
}  # fmt: skip
"""What is done next about each reason to call a unit (vocabulary.TODAY): confirming a claim is the key of `done`."""

_SIGN_NAMES = (
    "exclamation_mark quotation_mark number_sign dollar_sign percent_sign ampersand apostrophe left_parenthesis "
    "right_parenthesis asterisk plus comma minus full_stop slash colon semicolon less_than_sign equals_sign "
    "greater_than_sign question_mark at left_square_bracket backslash right_square_bracket circumflex_accent "
    "underscore grave_accent left_curly_bracket vertical_line right_curly_bracket tilde"
)
SIGNS = dict(zip(_SIGN_NAMES.split(), "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", strict=True))
"""What Textual calls the signs of a keyboard."""
_NAMES = {
    "pageup": "pgup",
    "pagedown": "pgdn",
    "escape": "esc",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
}
_ASCII = {"left": "left", "right": "right", "up": "up", "down": "down"}


def key_name(key: str, ascii_only: bool = False) -> str:
    """A key as a person reads it: `/`, `esc`, `ctrl+u`."""
    *held, name = key.rsplit("+", 1)
    shown = (_ASCII if ascii_only else {}).get(name) or _NAMES.get(name) or SIGNS.get(name) or _other_sign(name)
    return "+".join((*held, shown))


def _other_sign(name: str) -> str:
    """A sign of another keyboard by its name in Unicode; any other key by its own."""
    if "_" not in name:
        return name
    import unicodedata

    try:
        return unicodedata.lookup(name.replace("_", " "))
    except KeyError:
        return name


def works_in(action: Action, mode: str) -> bool:
    """Whether an action means something in a mode."""
    return action.only in ("", mode) or (action.only == "plan" and mode != "history")


class Keymap:
    """Which keys do what in one run."""

    def __init__(self, changed: Mapping[str, tuple[str, ...]] | None = None) -> None:
        """Lay keys over the defaults.

        Args:
            changed: for some actions, by id, Textual's names of all their keys; the first one is shown.
        """
        self._keys = {action.id: action.keys for action in ACTIONS} | dict(changed or {})

    def of(self, action: str) -> tuple[str, ...]:
        """The keys of an action by Textual's names."""
        return self._keys[action]

    def first(self, action: str, ascii_only: bool = False) -> str:
        """The key that a person is told; empty for an action of the palette alone."""
        keys = self._keys[action]
        return key_name(keys[0], ascii_only) if keys else ""

    def all(self, action: str, ascii_only: bool = False) -> str:
        """All keys of an action."""
        return " ".join(key_name(key, ascii_only) for key in self._keys[action])

    def names(self, ascii_only: bool = False) -> dict[str, str]:
        """By action the key that sentences name (words.speak); the arrows by `arrow_left` and so on."""
        arrows = {f"arrow_{name}": key_name(name, ascii_only) for name in ("left", "right", "up", "down")}
        return {action: self.first(action, ascii_only) for action in self._keys} | arrows

    def bound(self, mode: str) -> list[tuple[str, str]]:
        """Each key with the action that it does in a mode, or would do elsewhere: then it says where."""
        found: dict[str, str] = {}
        for action in ACTIONS:
            for key in self._keys[action.id]:
                if key not in found or works_in(action, mode):
                    found[key] = action.id
        return list(found.items())


DEFAULT_KEYS = Keymap()


def footer_actions(mode: str) -> tuple[Action, ...]:
    """The actions that the footer of a mode offers, in its order."""
    here = (action for action in ACTIONS if action.footer and works_in(action, mode))
    return tuple(sorted(here, key=lambda action: action.footer))


def readme_keys(words: ScreenWords) -> str:
    """The key list of README as a Markdown table; a test holds README to it."""
    lines = ["| key | action | what it does |", "|---|---|---|"]
    for action in ACTIONS:
        keys = " ".join(f"`{key_name(key, True)}`" for key in action.keys)
        lines.append(f"| {keys} | `{action.id}` | {words.action_help(action.id)} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    from words import speak

    print(readme_keys(speak("en", DEFAULT_KEYS.names(True)).screen), end="")
