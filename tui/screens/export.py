"""The export dialog: kind, format, file; the same bytes as `duban summary` writes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from exchange.export import FORMATS, Order, export, file_bytes
from exchange.files import write_whole
from exchange.summary_shapes import KINDS
from store.reader import Reader
from tui.screens.form import Field, Form, Values
from tui.text import Piece, visible

if TYPE_CHECKING:
    from tui.screens.board import BoardScreen


def export_form(screen: BoardScreen) -> Form:
    """The dialog for the plan (or all plans) on screen."""
    face, says = screen.face, screen.face.words.screen
    plan, day = screen.ask.plan, screen.ask.as_of

    async def save(values: Values) -> None:
        path = full_path(values["file"], values["format"])

        order = Order(plan or "", values["kind"], values["format"], issued=screen.desk.today)

        def job(reader: Reader) -> int:
            data = file_bytes(export(reader, order, day, face.words), order.format)
            write_whole(path, data)
            return len(data)

        size = await screen.desk.read(job)
        screen.tell(says.written(visible(path), size))

    def preview(values: Values) -> Piece:
        path = full_path(values["file"], values["format"])
        if os.path.exists(path):
            return Piece(f"{says.will_write(visible(path))}  {says.say('exists')}", "yellow")
        return Piece(says.will_write(visible(path)), "dim")

    fields = [
        Field("kind", says.label("kind"), "bulletin", tuple((kind, face.words.domain.word(kind)) for kind in KINDS)),
        Field("format", says.label("format"), "md", tuple((name, name) for name in FORMATS)),
        Field("file", says.label("file"), f"{plan or 'duban'}-{day.isoformat()}"),
    ]
    about = screen.view.board.plan.title if screen.view.board.plan else says.say("all_plans")
    return Form(face, says.dialog("export"), fields, save, preview, visible(about))


def full_path(text: str, ending: str) -> str:
    """Where a typed file name leads: from the folder the program was started in, `~` is home, the ending is added."""
    name = os.path.expanduser(text.strip() or "duban")
    return os.path.abspath(name if name.endswith(f".{ending}") else f"{name}.{ending}")
