"""The least a list over a store can do: one hand-drawn widget that reads pages of 40 rows from SQLite.

    python -m benchmarks.lines STORE

What the dashboard's keys and memory are measured beside: no panes, no lights, no words.
"""

from __future__ import annotations

import sqlite3
import sys

from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.events import Key
from textual.strip import Strip
from textual.widget import Widget

PAGE = 40


class Rows(Widget):
    """All assignments by id; the cursor's row is marked."""

    def __init__(self, store: str) -> None:
        super().__init__()
        self.connection = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
        self.total: int = self.connection.execute("SELECT max(id) FROM assignment").fetchone()[0]
        self.at = 0
        self.pages: dict[int, list[tuple[object, ...]]] = {}

    def row(self, index: int) -> tuple[object, ...]:
        """One row, with the page it lies on."""
        number = index // PAGE
        if number not in self.pages:
            self.pages[number] = self.connection.execute(
                "SELECT a.id, a.due, a.status, u.name FROM assignment a JOIN unit u ON u.id = a.unit WHERE a.id > ?"
                " ORDER BY a.id LIMIT ?", (number * PAGE, PAGE),
            ).fetchall()  # fmt: skip
        page = self.pages[number]
        return page[index % PAGE] if index % PAGE < len(page) else ()

    def render_line(self, y: int) -> Strip:
        """One row as plain text."""
        index = max(self.at - self.size.height + 1, 0) + y
        text = ("> " if index == self.at else "  ") + "  ".join(str(value) for value in self.row(index))
        return Strip([Segment(text[: self.size.width].ljust(self.size.width))])


class Bare(App[None]):
    """One widget; j and k move, q leaves."""

    def compose(self) -> ComposeResult:
        """The rows."""
        yield Rows(sys.argv[1])

    def on_key(self, event: Key) -> None:
        """Move the cursor."""
        if event.key == "q":
            self.exit()
        rows = self.query_one(Rows)
        rows.at = min(max(rows.at + {"j": 1, "k": -1}.get(event.key, 0), 0), rows.total - 1)
        rows.refresh()


if __name__ == "__main__":
    Bare().run()
