"""Chinese sentences for what is wrong with the keys in a config file."""

from __future__ import annotations

from words.chinese.file_errors import perhaps

Names = tuple[str, ...]


class ChineseKeyErrors:
    """Keys of the dashboard."""

    def keys_no_table(self, *, place: str) -> str:
        """No table."""
        return f'{place}：按键须写在 [keys] 表内，每行一个操作，如 done = "x"。'

    def keys_unknown_action(self, *, place: str, action: str, close: Names = ()) -> str:
        """No such action."""
        return f"{place}：没有名为“{action}”的操作，全部操作见 README。{perhaps(close)}"

    def keys_turned_round(self, *, place: str, key: str, action: str) -> str:
        """A key stands where its action belongs."""
        return f'{place}：“{key}”是按键，应先写操作名，如 {action} = "{key}"。'

    def keys_no_text(self, *, place: str, action: str) -> str:
        """No text."""
        return f'{place}：{action} 的按键须写成文本，如 {action} = "x, X"。'

    def keys_unknown_key(self, *, place: str, action: str, key: str) -> str:
        """No such key."""
        return f"{place}：{action} = “{key}”不是终端能送出的按键。可用的如 x、X、/、f5、pgdn、ctrl+r。"

    def keys_none(self, *, place: str, action: str) -> str:
        """Without a key."""
        return f"{place}：{action} 没有按键可用，请至少指定一个，或删去此行。"

    def keys_twice(self, *, place: str, key: str, one: str, other: str) -> str:
        """Two actions."""
        return f"{place}：{key} 同时对应 {one} 和 {other} 两个操作，请为其中一个另设按键。"
