"""English sentences for what is wrong with the keys in a config file."""

from __future__ import annotations

from words.english.file_errors import perhaps

Names = tuple[str, ...]


class EnglishKeyErrors:
    """Keys of the dashboard."""

    def keys_no_table(self, *, place: str) -> str:
        """No table."""
        return f'{place}: keys are set in a table: [keys], and below it lines such as done = "x".'

    def keys_unknown_action(self, *, place: str, action: str, close: Names = ()) -> str:
        """No such action."""
        return f"{place}: there is no action “{action}” (README lists them all).{perhaps(close)}"

    def keys_turned_round(self, *, place: str, key: str, action: str) -> str:
        """A key stands where its action belongs."""
        return f'{place}: “{key}” is a key; the action comes first, as in {action} = "{key}".'

    def keys_no_text(self, *, place: str, action: str) -> str:
        """No text."""
        return f'{place}: the keys of {action} are written as text, as in {action} = "x, X".'

    def keys_unknown_key(self, *, place: str, action: str, key: str) -> str:
        """No such key."""
        return f"{place}: {action} = “{key}” is no key that terminals send. Keys are x, X, /, f5, pgdn, ctrl+r …"

    def keys_none(self, *, place: str, action: str) -> str:
        """Without a key."""
        return f"{place}: {action} would be left without a key; give it at least one, or leave the line out."

    def keys_twice(self, *, place: str, key: str, one: str, other: str) -> str:
        """Two actions."""
        return f"{place}: {key} would do both {one} and {other}; give one of them another key."
