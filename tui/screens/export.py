"""The export dialog: kind, format, file, compared with which day; the same bytes as `duban summary` writes."""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING

from exchange.dates import read_typed
from exchange.export import FORMATS, Order, compared, earlier, export, file_bytes
from exchange.files import write_whole
from exchange.summary_shapes import KINDS
from store.errors import Refused, StoreError
from store.reader import Reader
from tui.screens.form import Field, Form, Values
from tui.text import Piece, visible
from words.said import say_error

if TYPE_CHECKING:
    from tui.screens.board import BoardScreen


def export_form(screen: BoardScreen) -> Form:
    """The dialog for the plan (or all plans) on screen."""
    face, says = screen.face, screen.face.words.screen
    plan, day = screen.ask.plan, screen.ask.as_of

    async def save(values: Values) -> None:
        path = full_path(values["file"], values["format"])

        since = _since(values["since"], day)
        order = Order(plan or "", values["kind"], values["format"], issued=screen.desk.today, since=since)
        known_at = screen.desk.past.known_at if screen.desk.past else None

        def job(reader: Reader) -> int:
            with compared(screen.desk.path, since, known_at) as then:
                data = file_bytes(export(reader, order, day, face.words, then), order.format)
            write_whole(path, data)
            return len(data)

        size = await screen.desk.read(job)
        screen.tell(says.written(visible(path), size))

    def preview(values: Values) -> Piece:
        path = full_path(values["file"], values["format"])
        try:
            _since(values["since"], day)
        except StoreError as error:
            return Piece(say_error(face.words, error.kind, error.facts), "red")
        if os.path.exists(path):
            return Piece(f"{says.will_write(visible(path))}  {says.say('exists')}", "yellow")
        return Piece(says.will_write(visible(path)), "dim")

    fields = [
        Field("kind", says.label("kind"), "bulletin", tuple((kind, face.words.domain.word(kind)) for kind in KINDS)),
        Field("format", says.label("format"), "md", tuple((name, name) for name in FORMATS)),
        Field("file", says.label("file"), f"{plan or 'duban'}-{day.isoformat()}"),
        Field("since", says.label("compared")),
    ]
    about = screen.view.board.plan.title if screen.view.board.plan else says.say("all_plans")
    return Form(face, says.dialog("export"), fields, save, preview, visible(about))


def _since(text: str, day: date) -> date | None:
    """The earlier date from which on changes are told, as typed; None where the field is empty.

    Raises:
        Refused: it is no single day, or no earlier one.
    """
    if not text.strip():
        return None
    window = read_typed(text, today=day, past=True)
    if window.end is None:
        raise Refused("bad_date", text=text, why="no_day")
    return earlier(window.end, day)


def full_path(text: str, ending: str) -> str:
    """Where a typed file name leads: from the folder the program was started in, `~` is home, the ending is added."""
    name = os.path.expanduser(text.strip() or "duban")
    return os.path.abspath(name if name.endswith(f".{ending}") else f"{name}.{ending}")
