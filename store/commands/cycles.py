"""When a plan's reports fall due 报送周期: the office sets it, from a day on."""

from __future__ import annotations

from datetime import date

from store.commands.finish import UNCHANGED, Nothing, finish
from store.commands.targets import open_plan
from store.cycle import parse_cycle
from store.errors import Refused
from store.shapes import Done, Who
from store.writer import Writer


def set_cycle(writer: Writer, who: Who, plan: int, cycle: str, on: date | None = None) -> Done:
    """Set a plan's reporting cycle; what fell due on earlier days stays as it was.

    A plan document that is loaded again and still says what it said leaves it as the office set it.

    Args:
        writer: of the store.
        who: who sets it.
        plan: its id.
        cycle: as `store.cycle` writes it (`monthly:5`); empty for none.
        on: the day from which it counts; today where none is given.

    Raises:
        Refused: no such cycle, a closed plan, a future day.
    """
    if cycle and parse_cycle(cycle) is None:
        raise Refused("bad_cycle", text=cycle)
    try:
        with writer.transaction(who, on) as t:
            t.update(open_plan(t, plan), "cycle", cycle, plan=plan)
            return finish(t, ())
    except Nothing:
        return UNCHANGED
