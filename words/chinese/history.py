"""What is said of recorded commands, in Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING

from words.chinese.calls import KINDS
from words.chinese.domain import DOMAIN
from words.chinese.endings import called

if TYPE_CHECKING:
    from datetime import date

    from words.phrases.history import HistoryWords


class ChineseHistory:
    """Undo, redo and the log in Chinese."""

    lang = "zh"

    def thing(self, table: str, ref: str, unit: str, name: str, value: str, on: date | None) -> str:
        """One row by its names."""
        day = DOMAIN.date(on) if on else ""
        figure = f"（{value}）" if value else ""
        match table:
            case "plan":
                return f"方案 {ref}" + (f"（{name}）" if name else "")
            case "task" | "milestone" | "indicator":
                return f"{DOMAIN.table(table)} {ref} {name}".rstrip()
            case "assignment" | "mandate" | "share":
                return f"{ref} {unit}的{DOMAIN.table(table)}{figure}"
            case "report":
                return f"{unit}{day}对 {ref} 的反馈"
            case "reading":
                return f"{unit}截至{day}的 {ref} 报送数{figure}"
            case "extension":
                return f"{unit}对 {ref} 延期至{day}的申请"
            case "chase":
                return f"{day}对{unit}的催办"
            case "contact":
                return f"{unit}{KINDS.get(value, value)}{name}"
            case "membership":
                return f"{unit}在“{name}”中的成员资格"
            case "bulletin":
                return f"{ref} {DOMAIN.word(value)}{called(name)}".lstrip()
        owner = unit or ref
        return (f"{owner} 的" if owner else "") + f"{DOMAIN.table(table)}{name}{figure}"

    def counted(self, table: str, n: int) -> str:
        """So many rows of a table."""
        return f"{DOMAIN.table(table)}{n}项"

    def turned_row(self, redo: bool, there: bool, what: str) -> str:
        """What came or went."""
        if redo:
            return f"已恢复：{what}" if there else f"再次终止：{what}"
        return f"已撤回：{what}" if there else f"重新有效：{what}"

    def turned(self, redo: bool, command: int, said: str) -> str:
        """The line of an undo or redo in the log."""
        return f"重做第{command}号操作：{said}" if redo else f"撤销第{command}号操作：{said}"

    def undone_by(self, by: str, on: date) -> str:
        """Who took it back, and when."""
        return f"{by}于{DOMAIN.date(on)}撤销"


HISTORY: HistoryWords = ChineseHistory()
