"""Keys one after the other: each goes where the one before it led, however quickly they were typed."""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import Any

from textual.app import App
from textual.dom import DOMNode
from textual.events import Key, Paste
from textual.screen import Screen

OPENING = frozenset({"open", "seek"})
"""Groups of workers that read what a key opens: what is typed behind it is meant for that."""
READING = frozenset({"read"})
"""The group of workers that read a whole mode: another mode has no rows before."""
PATIENCE, MODE_PATIENCE = 5.0, 1.0
"""Seconds for which keys wait for what was opened, and for another mode's rows; then they go where they can."""
LOOK_SECONDS = 0.01
"""How often it is looked whether that is there."""
FIRST_LOOK = 0.05
"""When it is looked, in seconds, whether what got the key is there yet."""


class TypeAhead:
    """Gives a key to the program once the one before it was done.

    Textual gives each key at once to what has the focus then. Of a burst, as slow lines and quick fingers send it, the
    first may open a line, a dialog or another mode: the rest would still act on what was there before.
    """

    def __init__(self, app: App[Any], give: Callable[[Key | Paste], Awaitable[None]]) -> None:
        """Begin with nothing typed.

        Args:
            app: the program.
            give: gives a key to what has the focus now.
        """
        self._app = app
        self._give = give
        self._typed: deque[Key | Paste] = deque()
        self._turn = 0
        """Counts the keys that were given: what waits for one of them says which."""
        self._given: float | None = None
        """When the last key was given; None while none is being done."""

    async def typed(self, event: Key | Paste) -> None:
        """Give it now, or when those before it are done."""
        self._typed.append(event)
        if self._given is None:
            await self._next(self._turn)

    async def _next(self, turn: int) -> None:
        """Give the next key, if the one of that turn is still the last."""
        app = self._app
        if turn != self._turn:
            return
        if not self._typed or not app.screen_stack:
            self._given = None
            return
        event, screen = self._typed.popleft(), app.screen
        self._turn, self._given = turn + 1, monotonic()
        turn, target = self._turn, app.focused or screen
        await self._give(event)
        # once for the key itself, once more for what it made others do
        self._up(target, lambda: self._up(screen, lambda: self._look(turn, screen)))
        app.set_timer(FIRST_LOOK, lambda: self._look_after(turn, target, screen))

    def _up(self, node: DOMNode, then: Callable[[], object]) -> None:
        """Go on when a node and all around it, the program last, have done what waits for them now."""
        around = node.parent
        step: Callable[[], object] = then if around is None else lambda: self._up(around, then)
        if not node.call_later(step):  # it is being closed
            self._app.call_later(then)

    def _look_after(self, turn: int, target: DOMNode, screen: Screen[Any]) -> None:
        """Go on where the key took away what it was given to, as `enter` does with a line: that tells nothing more."""
        if turn != self._turn or self._given is None:
            return
        if not target.is_attached or not screen.is_attached or monotonic() - self._given > PATIENCE:
            self._look(turn, screen)
        else:
            self._app.set_timer(FIRST_LOOK, lambda: self._look_after(turn, target, screen))

    def _look(self, turn: int, before: Screen[Any], awaited: frozenset[str] = OPENING) -> None:
        """Give the next key, unless something is being opened for it."""
        app = self._app
        if turn != self._turn or self._given is None or not app.screen_stack:
            return
        here = app.screen
        if here is not before:
            self._up(here, lambda: self._look(turn, here, OPENING | READING))
        elif self._is_opening(awaited):
            app.set_timer(LOOK_SECONDS, lambda: self._look(turn, before, awaited))
        else:
            app.call_later(self._next, turn)

    def _is_opening(self, awaited: frozenset[str]) -> bool:
        """Whether something that the key opened is still being read, and may be waited for."""
        waited = monotonic() - (self._given or 0.0)
        groups = awaited if waited < MODE_PATIENCE else OPENING if waited < PATIENCE else frozenset[str]()
        return any(worker.group in groups and not worker.is_finished for worker in self._app.workers)
