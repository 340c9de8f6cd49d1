"""What is wrong with the keys in a config file."""

from __future__ import annotations

from typing import Protocol

Names = tuple[str, ...]


class KeyErrors(Protocol):
    """Keys of the dashboard; `place` is the file, with the line where it is known."""

    def keys_no_table(self, *, place: str) -> str:
        """`keys` is something else than a table."""

    def keys_unknown_action(self, *, place: str, action: str, close: Names = ()) -> str:
        """No such action."""

    def keys_turned_round(self, *, place: str, key: str, action: str) -> str:
        """A key stands where its action belongs."""

    def keys_no_text(self, *, place: str, action: str) -> str:
        """The keys of an action are no text and no list of texts."""

    def keys_unknown_key(self, *, place: str, action: str, key: str) -> str:
        """No such key, or one that terminals do not send."""

    def keys_none(self, *, place: str, action: str) -> str:
        """An action would be left without a key."""

    def keys_twice(self, *, place: str, key: str, one: str, other: str) -> str:
        """One key for two actions that work in the same place."""
