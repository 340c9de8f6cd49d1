"""The half of the dashboard's words that is only looked up: the same code over each language's tables."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from typing import TYPE_CHECKING, Self

from words.figures import say

if TYPE_CHECKING:
    from words.phrases.screen_tables import Actions, Dialogs, Empty, Hints, Kinds, Labels, Misc, Panes, WhyNot


class KeyNames(dict[str, str]):
    """By action the key that a sentence names; an action that nobody named a key for stands for itself."""

    def __missing__(self, action: str) -> str:
        return action


class Sayings:
    """Looks ids up in the tables that a language hands in; `{undo}` in a sentence is the key of that action."""

    keys = KeyNames()

    def __init__(
        self,
        *,
        actions: Actions,
        helps: Actions,
        kinds: Kinds,
        panes: Panes,
        empty: Empty,
        why_not: WhyNot,
        dialogs: Dialogs,
        labels: Labels,
        hints: Hints,
        misc: Misc,
    ) -> None:
        self._actions, self._helps, self._kinds, self._panes, self._empty = actions, helps, kinds, panes, empty
        self._why_not, self._dialogs, self._labels, self._hints, self._misc = why_not, dialogs, labels, hints, misc

    def with_keys(self, keys: Mapping[str, str]) -> Self:
        """The same words, naming these keys."""
        named = copy(self)
        named.keys = KeyNames(keys)
        return named

    def _say(self, table: Mapping[str, object], word: str) -> str:
        text = say(table, word)
        return text.format_map(self.keys) if "{" in text and word in table else text

    def action(self, word: str) -> str:
        """An action in a word or two."""
        return say(self._actions, word)

    def action_help(self, word: str) -> str:
        """An action in a sentence."""
        return self._say(self._helps, word)

    def kind(self, word: str) -> str:
        """A chapter of the help."""
        return say(self._kinds, word)

    def pane(self, word: str) -> str:
        """The title of a pane."""
        return say(self._panes, word)

    def empty(self, word: str) -> str:
        """Why a pane is empty."""
        return self._say(self._empty, word)

    def why_not(self, word: str) -> str:
        """Why an action cannot be done now."""
        return self._say(self._why_not, word)

    def dialog(self, word: str) -> str:
        """The title of a dialog."""
        return say(self._dialogs, word)

    def label(self, word: str) -> str:
        """The name of a field in a dialog."""
        return say(self._labels, word)

    def hint(self, word: str) -> str:
        """The keys of a dialog."""
        return self._say(self._hints, word)

    def say(self, word: str) -> str:
        """One of Misc."""
        return self._say(self._misc, word)

    def mode(self, word: str) -> str:
        """The name of a mode."""
        return self._say(self._misc, word)
