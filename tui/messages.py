"""What panes ask for. The screen decides what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from store.errors import StoreError
    from store.past import Past
    from store.tree import Page


class PaneChosen(Message):
    """A pane was clicked: the keys shall act on it."""

    def __init__(self, pane: str) -> None:
        super().__init__()
        self.pane = pane


class RowMoved(Message, bubble=True):
    """The cursor of a pane stands on another row."""

    def __init__(self, pane: str) -> None:
        super().__init__()
        self.pane = pane

    def can_replace(self, message: Message) -> bool:
        """A flood of moves collapses into the last."""
        return isinstance(message, RowMoved) and message.pane == self.pane


class PageWanted(Message):
    """A page of a paged list comes into view and is not read yet."""

    def __init__(self, pane: str, page: int) -> None:
        super().__init__()
        self.pane = pane
        self.page = page


class PagesWanted(Message):
    """Assignments of a tree come into view, or will soon, and are not read yet."""

    def __init__(self, pane: str, pages: tuple[Page, ...]) -> None:
        super().__init__()
        self.pane = pane
        self.pages = pages


class FoldTurned(Message):
    """What shows under a row was opened or closed: other rows are to be read."""

    def __init__(self, pane: str) -> None:
        super().__init__()
        self.pane = pane


class RowOpened(Message):
    """A row was chosen with a double click; the key for it is `open`."""

    def __init__(self, pane: str) -> None:
        super().__init__()
        self.pane = pane


class ModeAsked(Message):
    """Another mode is wanted."""

    def __init__(self, mode: str) -> None:
        super().__init__()
        self.mode = mode


class Jump(Message):
    """A plan, a task or a unit was found: the mode that shows goes to it where it can, else the overview opens it."""

    def __init__(self, kind: str, name: str, in_overview: bool = False) -> None:
        super().__init__()
        self.kind = kind
        self.name = name
        self.in_overview = in_overview


class Trouble(Message):
    """The store can no longer be used."""

    def __init__(self, error: StoreError) -> None:
        super().__init__()
        self.error = error

    def can_replace(self, message: Message) -> bool:
        """The same trouble, met again, is one."""
        return isinstance(message, Trouble)


class RetryAsked(Message):
    """The store shall be opened once more."""


class PlanShown(Message):
    """Another plan is on the screen."""

    def __init__(self, plan: str) -> None:
        super().__init__()
        self.plan = plan


class PastAsked(Message):
    """A past date is wanted (None: today again)."""

    def __init__(self, past: Past | None) -> None:
        super().__init__()
        self.past = past


class ThemeAsked(Message):
    """A theme is wanted: one of tui.keys.THEMES."""

    def __init__(self, theme: str) -> None:
        super().__init__()
        self.theme = theme


class ActionClicked(Message):
    """The name of an action was clicked."""

    def __init__(self, action: str) -> None:
        super().__init__()
        self.action = action
