"""Choosing a filter, by name or fact by fact, and an order, for any screen that lists assignments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store import vocabulary as v
from store.facts import AssignmentFilter
from store.queries.names import plan_id, units_named
from store.queries.narrowed import ORDERS, Narrowing
from store.reader import Reader
from tui.narrowed import PRESETS, from_text, narrowing_name, to_text
from tui.screens.dialog import Choose, Confirm, Option
from tui.text import Piece, visible

if TYPE_CHECKING:
    from tui.screens.form import Values
    from tui.screens.plan_screen import PlanScreen

EVERYTHING, OTHER, FORGET = "everything", "other", "forget_filter"


class Filters:
    """What the keys `filters` and `order` do: the screen is told by `PlanScreen.narrow`."""

    def __init__(self, screen: PlanScreen) -> None:
        self.screen = screen

    def choose(self) -> None:
        """Choose a filter by its name; behind the names a line asks for facts, and one deletes what was saved."""
        face, now = self.screen.face, self.screen.ask.narrowed
        says = face.words.screen
        known = self._known()
        start = next((key for key, one in known.items() if one.chosen == now.chosen and one.name == now.name), OTHER)
        options = [
            Option(key, (Piece(says.say(EVERYTHING) if key == EVERYTHING else narrowing_name(one, face)),))
            for key, one in known.items()
        ]
        options.append(Option(OTHER, (Piece(says.say("other_filter"), "dim"),)))
        if from_text(self.screen.filters.saved):
            options.append(Option(FORGET, (Piece(says.say(FORGET), "dim"),)))

        def chosen(key: str | None) -> None:
            if key == OTHER:
                self._ask()
            elif key == FORGET:
                self._forget()
            elif key is not None:
                wanted = known[key]
                self.screen.narrow(wanted if wanted.name else wanted._replace(order=self.screen.ask.narrowed.order))

        self.screen.app.push_screen(Choose(face, says.dialog("filters"), options, start), chosen)

    def _known(self) -> dict[str, Narrowing]:
        """By id everything, the filters that are always there, and the saved ones."""
        saved = {f"saved {at}": one for at, one in enumerate(from_text(self.screen.filters.saved))}
        return {EVERYTHING: Narrowing(), **{key: Narrowing(chosen) for key, chosen in PRESETS.items()}, **saved}

    def _forget(self) -> None:
        """Choose a saved filter, and delete it after asking."""
        screen, face = self.screen, self.screen.face
        says, saved = face.words.screen, from_text(self.screen.filters.saved)
        options = [Option(str(at), (Piece(narrowing_name(one, face)),)) for at, one in enumerate(saved)]

        def chosen(at: str | None) -> None:
            if at is not None:
                gone = saved[int(at)]
                question = says.ask_forget(visible(gone.name))
                screen.app.push_screen(Confirm(face, question), lambda answer: answered(gone, answer))

        def answered(gone: Narrowing, answer: str | None) -> None:
            if answer != "yes":
                return
            screen.filters.save(to_text(one for one in from_text(screen.filters.saved) if one.name != gone.name))
            if screen.ask.narrowed.name == gone.name:
                screen.narrow(screen.ask.narrowed._replace(name=""))
            screen.tell(says.forgotten(visible(gone.name)))

        screen.app.push_screen(Choose(face, says.dialog(FORGET), options), chosen)

    def _ask(self) -> None:
        """Ask for light, status, role and unit, and for a name to save them under."""
        from tui.screens.form import Field, Form

        screen, now = self.screen, self.screen.ask.narrowed
        chosen, says, words = now.chosen, screen.face.words.screen, screen.face.words.domain
        some = ("", says.say("any"))
        fields = [
            Field("light", says.label("light"), "".join(chosen.lights[:1]),
                  (some, *((light, words.light(light)) for light in v.LIGHTS))),
            Field("status", says.label("status"), "".join(chosen.statuses[:1]),
                  (some, *((status, words.status(status)) for status in v.STATUSES))),
            Field("role", says.label("role"), "".join(chosen.roles[:1]),
                  (some, *((role, words.role(role)) for role in v.ROLES))),
            Field("unit", says.label("unit"), "".join(chosen.units[:1])),
            Field("name", says.label("save_as"), now.name),
        ]  # fmt: skip
        screen.app.push_screen(Form(screen.face, says.dialog("filters"), fields, self._save))

    async def _save(self, values: Values) -> None:
        """List by what was typed; under a name it is kept, and without any fact that name is forgotten."""
        screen, plan, unit, name = self.screen, self.screen.ask.plan, values["unit"].strip(), values["name"].strip()

        def known(reader: Reader) -> tuple[str, ...]:
            found = units_named(reader, unit, plan_id(reader, plan) if plan else None) if unit else ()
            return tuple(dict.fromkeys(one.name for one in found))

        units = await screen.desk.read(known)  # refuses a name that is none
        chosen = AssignmentFilter(
            units=units, roles=_one(values["role"]), statuses=_one(values["status"]), lights=_one(values["light"])
        )
        wanted = Narrowing(chosen, screen.ask.narrowed.order, name)
        if name:
            await self._ask_before(wanted)
            others = [one for one in from_text(screen.filters.saved) if one.name != name]
            screen.filters.save(to_text([*others, *([wanted] if wanted.is_on else [])]))
        screen.narrow(wanted if wanted.is_on else Narrowing(order=wanted.order))

    async def _ask_before(self, wanted: Narrowing) -> None:
        """Ask before a filter that was saved under the same name is lost.

        Raises:
            CalledOff: the answer was no.
        """
        from tui.screens.form import CalledOff

        screen, says = self.screen, self.screen.face.words.screen
        lost = [one for one in from_text(screen.filters.saved) if one.name == wanted.name and one != wanted]
        if lost:
            ask = says.ask_replace if wanted.is_on else says.ask_forget
            if await screen.app.push_screen_wait(Confirm(screen.face, ask(visible(wanted.name)))) != "yes":
                raise CalledOff

    def order(self) -> None:
        """Choose an order."""
        face, now = self.screen.face, self.screen.ask.narrowed
        says = face.words.screen
        options = [Option(order, (Piece(says.say(f"by_{order}")),)) for order in ORDERS]

        def chosen(order: str | None) -> None:
            if order is not None:
                self.screen.narrow(now._replace(order=order))

        self.screen.app.push_screen(Choose(face, says.dialog("order"), options, now.order), chosen)


def _one(value: str) -> tuple[str, ...]:
    return (value,) if value else ()
