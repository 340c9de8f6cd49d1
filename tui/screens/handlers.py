"""What each action does in the modes of a plan: from ids of tui.keys to methods, made after the first paint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.screens.adding import Adding
from tui.screens.changes import Changes
from tui.screens.chasing import Chasing
from tui.screens.claims import Claims
from tui.screens.dating import Dating
from tui.screens.ending import PlanEnd
from tui.screens.everywhere import Everywhere
from tui.screens.finding import Finding
from tui.screens.marking import Marking
from tui.screens.moves import Moves
from tui.screens.narrowing import Filters
from tui.screens.reporting import Reporting
from tui.screens.undoing import Undoing
from tui.screens.why import Explaining

if TYPE_CHECKING:
    from tui.screens.base import Handler
    from tui.screens.plan_screen import PlanScreen


def handlers(screen: PlanScreen) -> dict[str, Handler]:
    """All handlers of a screen; besides the actions, those that the screen itself calls."""
    moves = Moves(screen)
    changes, finding, undoing = Changes(screen, moves), Finding(screen, moves), Undoing(screen)
    claims, reporting = Claims(changes, moves), Reporting(changes)
    chasing, end = Chasing(screen), PlanEnd(screen)
    adding = Adding(changes, chasing)
    screen.jump, filters, marking = finding.jump, Filters(screen), Marking(screen)
    return {
        **Everywhere(screen).handlers(),
        "left": lambda: moves.sideways(-1),
        "right": lambda: moves.sideways(1),
        "next_pane": lambda: moves.pane(1),
        "last_pane": lambda: moves.pane(-1),
        "open": moves.open,
        "close": moves.close,
        "zoom": moves.zoom,
        "plain": moves.plain,
        screen.mode: moves.plain,
        "follow_detail": moves.follow_detail,
        "reread_detail": moves.reread_detail,
        "mark": marking.mark,
        "mark_range": marking.mark_range,
        "mark_all": marking.mark_all,
        "status": changes.status,
        "done": claims.done,
        "sendback": claims.sendback,
        "claims": claims.open,
        "in_progress": lambda: changes.set_status("in_progress"),
        "blocked": lambda: changes.set_status("blocked"),
        "not_started": lambda: changes.set_status("not_started"),
        "report": reporting.open,
        "missing": reporting.missing,
        "cycle": reporting.cycle,
        "chase": chasing.chase,
        "contacts": adding.edit,
        "add": adding.add,
        "drop": adding.drop,
        "copy": chasing.copy,
        "why": Explaining(screen).why,
        "percent": changes.percent,
        "note": changes.note,
        "due": Dating(changes).due,
        "undo": lambda: undoing.last(redo=False),
        "redo": lambda: undoing.last(redo=True),
        "close_plan": end.close,
        "reopen_plan": end.reopen,
        "filters": filters.choose,
        "order": filters.order,
        "plans": finding.plans,
        "export": finding.export,
    }
