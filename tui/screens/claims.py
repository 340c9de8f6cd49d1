"""Claims on the screen: the list of what waits, confirming with its evidence, sending back with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.shapes import Assignment, Done, Who
from store.vocabulary import CLAIMED, DONE
from tui.screens.changes import Change, Changes, Seen, about
from tui.view import Listing

if TYPE_CHECKING:
    from store.writer import Writer
    from tui.screens.form import Values
    from tui.screens.moves import Moves

Items = tuple[Assignment, ...]


class Claims:
    """What units say is done."""

    def __init__(self, changes: Changes, moves: Moves) -> None:
        self.changes = changes
        self.screen = changes.screen
        self.moves = moves

    def open(self) -> None:
        """All claims that wait, of this plan or of all."""
        name = self.screen.face.words.dates.label("claims")
        self.moves.open_listing(Listing(name, self.screen.ask.plan or "", status=CLAIMED))

    def done(self) -> None:
        """Done: at once, or, where the unit claimed it, after asking for the evidence."""
        self.changes.with_items(DONE, self._done)

    def _done(self, items: Items) -> None:
        if all(item.status == CLAIMED for item in items):
            self._form(items, "confirm", "evidence")
        else:
            self.changes.give_status(items, DONE)

    def sendback(self) -> None:
        """Send what was claimed back; of a group, the members that claimed."""
        self.changes.with_items("sendback", self._sendback)

    def _sendback(self, items: Items) -> None:
        claimed = tuple(item for item in items if item.status == CLAIMED)
        if claimed:
            self._form(claimed, "sendback", "reason")
        else:
            self.screen.tell(self.screen.face.words.screen.why_not("not_claimed"), "yellow")

    def _form(self, items: Items, answer: str, field: str) -> None:
        """One field: the evidence, which may stay empty, or the reason."""
        from tui.screens.form import Field, Form

        face = self.screen.face
        domain, says = face.words.domain, face.words.dates

        async def save(values: Values) -> None:
            text = values[field].strip()

            def job(writer: Writer, who: Who, ids: list[int], seen: Seen) -> Done:
                from store.commands.claims import confirm, sendback

                return (confirm if answer == "confirm" else sendback)(writer, who, ids, text, seen=seen)

            what = domain.status(DONE) if answer == "confirm" else says.label("returned")
            said = (f"--{field}", text) if text else ()
            await self.changes.write(items, Change((answer, *said), what, job))

        self.screen.app.push_screen(
            Form(face, says.label(answer), [Field(field, says.label(field))], save, about=about(items))
        )
