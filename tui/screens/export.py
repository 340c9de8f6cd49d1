"""The export dialog: kind, format, file, compared with which day; the same bytes as `duban summary` writes."""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING

from exchange.dates import read_typed
from exchange.export import FORMATS, NONE, Order, earlier, file_bytes, made
from exchange.files import write_whole
from exchange.summary_shapes import KINDS
from store.errors import Refused, StoreError
from store.queries.names import plan_id
from store.reader import Reader
from tui.screens.form import Field, Form, Values
from tui.text import Piece, visible
from words.said import say_error

if TYPE_CHECKING:
    from store.writer import Writer
    from tui.screens.plan_screen import PlanScreen


def export_form(screen: PlanScreen) -> Form:
    """The dialog for the plan (or all plans) on screen."""
    face, says = screen.face, screen.face.words.screen
    plan, day = screen.ask.plan, screen.ask.as_of

    async def save(values: Values) -> None:
        path = full_path(values["file"], values["format"])

        order = Order(
            plan or "", values["kind"], values["format"], issued=screen.desk.today, number=values["number"].strip(),
            since=_since(values["since"], day), compares=not _is_none(values["since"]),
        )  # fmt: skip
        if values["issue"] == "yes":
            screen.tell(await _issued(screen, order, path))
            screen.reread()
            return
        known_at = screen.desk.past.known_at if screen.desk.past else None

        def job(reader: Reader) -> int:
            text = made(screen.desk.path, reader, order, day, known_at, face.words)
            data = file_bytes(text, order.format)
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
        Field("number", face.words.endings.label("number")),
        Field(
            "issue",
            face.words.endings.label("issue"),
            "no",
            tuple((answer, face.words.endings.label(f"issue_{answer}")) for answer in ("no", "yes")),
        ),
    ]
    about = screen.view.board.plan.title if screen.view.board.plan else says.say("all_plans")
    return Form(face, says.dialog("export"), fields, save, preview, visible(about))


async def _issued(screen: PlanScreen, order: Order, path: str) -> str:
    """Write a bulletin and record that it was issued; the sentence that says so.

    Raises:
        Refused: what `issue` refuses; a past date is shown.
    """
    from exchange.issuing import Recipe, recipe_words, written

    words, today = screen.face.words, screen.desk.today
    recipe = Recipe(order, screen.ask.as_of, words.lang)
    who = screen.desk.who(*recipe_words(recipe))

    def job(writer: Writer, reader: Reader) -> None:
        from store.commands.bulletins import NewBulletin, issue

        plan = plan_id(reader, order.plan) if order.plan else None
        new = NewBulletin(plan, order.kind, order.number, recipe.as_of, order.figures_on, order.issued or today)
        issue(writer, who, new, lambda: written(screen.desk.path, recipe, words, path))

    await screen.desk.write(job)
    said = words.endings.issued(order.kind, visible(order.number))
    return f"{said}  {visible(path)}  {words.screen.say('undoes')}"


def _is_none(text: str) -> bool:
    """Whether nothing is to be compared."""
    return text.strip().casefold() in NONE


def _since(text: str, day: date) -> date | None:
    """The earlier date from which on changes are told, as typed; None where the field is empty, or says so.

    Raises:
        Refused: it is no single day, or no earlier one.
    """
    if not text.strip() or _is_none(text):
        return None
    window = read_typed(text, today=day, past=True)
    if window.end is None:
        raise Refused("bad_date", text=text, why="no_day")
    return earlier(window.end, day)


def full_path(text: str, ending: str) -> str:
    """Where a typed file name leads: from the folder the program was started in, `~` is home, the ending is added."""
    name = os.path.expanduser(text.strip() or "duban")
    return os.path.abspath(name if name.endswith(f".{ending}") else f"{name}.{ending}")
