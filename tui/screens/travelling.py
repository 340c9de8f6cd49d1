"""The key that shows a past date: asks for it, says how it is read, and leads back to today."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from exchange.dates import read_day, read_moment
from store.errors import Refused
from store.past import Past
from tui.messages import PastAsked
from tui.moments import typed_moment
from tui.screens.form import Field, Form, Values
from tui.text import Piece
from words.said import say_error

if TYPE_CHECKING:
    from tui.screens.base import BaseScreen


def travel(screen: BaseScreen) -> None:
    """Ask for a past date; where one is shown, go back to today."""
    if screen.desk.past is not None:
        screen.post_message(PastAsked(None))
    else:
        screen.app.push_screen(past_form(screen))


def past_form(screen: BaseScreen) -> Form:
    """The dialog for a date, and for the moment whose knowledge counts."""
    says, desk, face = screen.face.words.screen, screen.desk, screen.face

    def preview(values: Values) -> Piece:
        if not values["as_of"].strip():
            return Piece("")
        try:
            day = _day(values["as_of"], desk.today)
            known = read_moment(values["known_at"], None) if values["known_at"].strip() else None
        except Refused as error:
            return Piece(say_error(face.words, error.kind, error.facts), "yellow")
        return Piece(says.past_read(day.isoformat(), f"{known:%Y-%m-%d %H:%M}" if known else "", day > desk.today))

    async def save(values: Values) -> None:
        day, known = _day(values["as_of"], desk.today), None
        if values["known_at"].strip():
            known = await desk.read(lambda reader: typed_moment(reader, values["known_at"]))
        screen.post_message(PastAsked(Past(day, known)))

    fields = [Field("as_of", says.label("as_of")), Field("known_at", says.label("known_at"))]
    return Form(face, says.dialog("travel"), fields, save, preview, says.say("travel_about"), "travel")


def _day(text: str, today: date) -> date:
    """The date that is meant: without its year the nearest one that is not after today.

    Raises:
        Refused: it is none.
    """
    return read_day(text, today=today)
