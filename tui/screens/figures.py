"""A unit's figure of an indicator: typed into a form, written, said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.queries.names import part_key, unit_key
from store.reader import Reader
from store.shapes import Done, Indicator, UnitFigure
from tui.text import visible

if TYPE_CHECKING:
    from store.writer import Writer
    from tui.screens.form import Values
    from tui.screens.plan_screen import PlanScreen


class Figures:
    """The key for figures."""

    def __init__(self, screen: PlanScreen) -> None:
        self.screen = screen

    def form(self, indicator: Indicator, part: UnitFigure | None) -> None:
        """Ask for one unit's figure or choice."""
        from tui.screens.form import Field, Form

        screen, says = self.screen, self.screen.face.words.screen
        plan = screen.ask.plan or ""

        async def save(values: Values) -> None:
            await self._write(f"{plan}/{indicator.ref}", indicator, values)

        units = tuple((each.unit, visible(each.unit)) for each in indicator.units)
        fields = [Field("unit", says.label("unit"), part.unit if part else "", units)]
        if indicator.kind == "choice":
            choices = tuple((choice, visible(choice)) for choice in indicator.choices)
            fields.insert(0, Field("figure", says.label("figure"), (part.choice if part else None) or "", choices))
        else:
            fields.insert(0, Field("figure", says.label("figure")))
        fields.append(
            Field("verified", says.label("verified"), "no", (("no", says.say("no")), ("yes", says.say("yes"))))
        )
        measure = f" ({visible(indicator.measure)})" if indicator.measure else ""
        title = says.dialog("figure")
        screen.app.push_screen(Form(screen.face, title, fields, save, about=f"{visible(indicator.name)}{measure}"))

    async def _write(self, name: str, indicator: Indicator, values: Values) -> None:
        """Record the figure, and say so."""
        screen = self.screen
        who = screen.desk.who("reading", name, values["figure"], values["unit"])

        def job(writer: Writer, reader: Reader) -> Done:
            from store.commands.figures import record_reading

            task, named = part_key(reader, "indicator", name)
            unit = unit_key(reader, values["unit"], task.plan_id)
            return record_reading(
                writer, who, named.id, unit.id, values["figure"], verified=values["verified"] == "yes"
            )

        done = await screen.desk.write(job)
        says = screen.face.words.screen
        where = f"{visible(indicator.name)}  {visible(values['unit'])}"
        shown = says.what_figure(f"{visible(values['figure'])} {visible(indicator.measure)}".rstrip())
        screen.tell(says.saved(shown, where) if done.command else says.say("nothing_changed"))
        screen.settle()
