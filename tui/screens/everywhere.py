"""What works in every mode: moving in a list, the filter line, the palette, help, theme, leaving."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.widgets import Input

from store.queries.jumping import spots
from tui.keys import ACTIONS, KINDS, THEMES
from tui.looks import Face
from tui.messages import Jump, ThemeAsked
from tui.screens.search import SHOWN, Entry, Search
from tui.text import Piece, Pieces, fit, visible, wrap

if TYPE_CHECKING:
    from tui.screens.base import BaseScreen, Handler


GRACE_SECONDS = 0.5
"""How long leaving waits for a change that is being written before it says so, and how often it looks again."""


BOX, AROUND = 76, 4
"""Cells of a dialog at most, and those at its edges."""
KEYS_ROOM = 21
"""Cells before what a key does."""


class Everywhere:
    """The keys that mean the same in every mode."""

    def __init__(self, screen: BaseScreen) -> None:
        self.screen = screen
        self._asked_to_leave = False
        self._typed = False
        """Whether the filter changed since its line was opened."""

    def handlers(self) -> dict[str, Handler]:
        """What these actions do, by their ids."""
        return {
            "down": lambda: self.by(1),
            "up": lambda: self.by(-1),
            "top": lambda: self.to(0),
            "bottom": lambda: self.to(-1),
            "page_up": lambda: self.by_page(-1.0),
            "page_down": lambda: self.by_page(1.0),
            "half_up": lambda: self.by_page(-0.5),
            "half_down": lambda: self.by_page(0.5),
            "filter": self.filter,
            "palette": self.palette,
            **{theme: partial(self.wear, theme) for theme in THEMES},
            "help": self.help,
            "quit": self.leave,
        }

    def wear(self, theme: str) -> None:
        """Choose the colours."""
        self.screen.post_message(ThemeAsked(theme))

    def leave(self) -> None:
        """Leave the program as soon as the last change is written; who insists leaves without it."""
        self.screen.call_after_refresh(self._leave)  # what a key typed just before it writes is given there too

    def _leave(self) -> None:
        if self._is_writing and not self._asked_to_leave:
            self._asked_to_leave = True
            self.screen.set_timer(GRACE_SECONDS, self._leave_or_say)  # nearly every write is done by then
            return
        self._go()

    def _leave_or_say(self) -> None:
        """Leave now that the change is written; else say what is waited for, and look again."""
        if self._is_writing:
            self.screen.tell(self.screen.face.words.screen.why_not("busy_writing"), "yellow")
            self.screen.set_timer(GRACE_SECONDS, self._leave_or_say)
        else:
            self._go()

    @property
    def _is_writing(self) -> bool:
        """Whether a change is not written yet, or not even given to the store."""
        given = any(worker.group == "write" and not worker.is_finished for worker in self.screen.app.workers)
        return given or self.screen.desk.unsaved > 0

    def _go(self) -> None:
        self.screen.desk.give_up()
        self.screen.app.exit(0)

    # Rows

    def by(self, step: int) -> None:
        """So many rows on."""
        self.screen.here.move(step)

    def by_page(self, part: float) -> None:
        """So many pages on."""
        here = self.screen.here
        here.move(round(here.page * part) or (1 if part > 0 else -1))

    def to(self, index: int) -> None:
        """The first row, or (-1) the last."""
        here = self.screen.here
        here.move_to(len(here.rows) - 1 if index < 0 else index)

    # Filter

    def filter(self) -> None:
        """Open the line in which the filter is typed; a row of the list answers to each key."""
        from tui.screens.filter import FilterInput

        screen = self.screen
        if screen.filtering:
            return
        screen.filtering, self._typed = True, False
        screen.filter_opened()
        body = screen.get_widget_by_id("body")
        line = FilterInput(screen.filter_text, self.typed, self.filter_done)
        body.mount(line)
        screen.place()
        line.focus()

    def typed(self, text: str) -> None:
        """The filter as typed so far."""
        if text != self.screen.filter_text:
            self._typed = True
            self.screen.filter_by(text)

    def filter_done(self, keep: bool) -> None:
        """The line closes; `keep` leaves the filter on."""
        screen = self.screen
        screen.filtering = False
        screen.query_one("#filter", Input).remove()
        screen.filter_closed(keep)
        if not keep and (self._typed or screen.filter_text):
            screen.filter_by("")  # also where all of it was deleted before: the cursors go back to where they stood
        screen.place()
        screen.show_footer()

    # Palette

    def palette(self) -> None:
        """Every action, and a jump to any plan, task or unit."""
        face = self.screen.face
        search = Search(face, face.words.screen.dialog("palette"), self._actions(), self._places)
        self.screen.app.push_screen(search, self._found)

    def _actions(self) -> list[Entry]:
        face = self.screen.face
        says = face.words.screen
        return [
            Entry(
                f"do {action.id}", says.action_help(action.id), face.keys.all(action.id, face.look.ascii),
                f"{action.id} {says.action(action.id)}", not self.screen.obstacle(action.id),
            )
            for action in ACTIONS
            if action.kind != "move" and action.id != "palette"
        ]  # fmt: skip

    async def _places(self, typed: str) -> list[Entry]:
        """The plans, tasks and units that the store finds."""
        word = self.screen.face.words.domain.word
        found = await self.screen.desk.read(lambda reader: spots(reader, typed, SHOWN))
        return [
            Entry(
                f"{spot.kind} {spot.plan} {spot.key}".strip(), visible(spot.name),
                f"{word(spot.kind)} {spot.plan}{'/' + spot.key if spot.kind == 'task' else ''}", fit=spot.fit,
            )
            for spot in found
        ]  # fmt: skip

    def _found(self, answer: str | None) -> None:
        """Do what was found, or go there."""
        kind, _, found = (answer or "").partition(" ")
        if kind == "do":
            self.screen.act(found)
        elif kind:
            self.screen.post_message(Jump(kind, found))

    # Help

    def help(self) -> None:
        """All keys as they are bound now."""
        from tui.screens.dialog import Text

        face = self.screen.face
        rows, room = list[Pieces](), min(self.screen.size.width, BOX) - KEYS_ROOM - AROUND
        for kind in KINDS:
            rows.append((Piece(face.words.screen.kind(kind), "accent!"),))
            rows += [line for each in ACTIONS if each.kind == kind for line in help_lines(each.id, face, room)]
        title = face.words.screen.dialog("help")
        self.screen.app.push_screen(Text(face, title, rows))


def help_lines(action: str, face: Face, room: int) -> list[Pieces]:
    """One action in the help: its keys as bound now, and what it does in lines of so many cells."""
    shown = face.keys.all(action, face.look.ascii)
    first, *rest = wrap(face.words.screen.action_help(action), max(room, 20)) or [""]
    indent = Piece(" " * KEYS_ROOM)
    return [
        (Piece("  "), Piece(fit(shown, KEYS_ROOM - 3), "text!"), Piece(" "), Piece(first)),
        *((indent, Piece(line)) for line in rest),
    ]
