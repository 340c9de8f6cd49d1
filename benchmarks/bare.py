"""The least that Textual can do: one line on the screen, and j and k move it. What the dashboard is measured beside."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.events import Key
from textual.widgets import Static


class Bare(App[None]):
    """One Static; without a stylesheet, a header, a footer or anything read from disk."""

    at = 0

    def compose(self) -> ComposeResult:
        """Show the line."""
        yield Static("one line")

    def on_key(self, event: Key) -> None:
        """Move the line with j and k, leave with q."""
        if event.key == "q":
            self.exit()
        self.at = max(0, self.at + {"j": 1, "k": -1}.get(event.key, 0))
        self.query_one(Static).update(" " * self.at + "one line")


if __name__ == "__main__":
    Bare().run()
