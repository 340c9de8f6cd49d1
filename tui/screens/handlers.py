"""What each action does: the table from ids of tui.keys to methods, made after the first paint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.screens.changes import Changes
from tui.screens.finding import Finding
from tui.screens.moves import Moves
from tui.screens.undoing import Undoing

if TYPE_CHECKING:
    from tui.screens.base import Handler
    from tui.screens.board import BoardScreen


def handlers(screen: BoardScreen) -> dict[str, Handler]:
    """All handlers of a screen; besides the actions, those that the screen itself calls."""
    moves = Moves(screen)
    changes, finding, undoing = Changes(screen, moves), Finding(screen, moves), Undoing(screen)
    return {
        "down": lambda: moves.by(1),
        "up": lambda: moves.by(-1),
        "left": lambda: moves.fold(False),
        "right": lambda: moves.fold(True),
        "top": lambda: moves.to(0),
        "bottom": lambda: moves.to(-1),
        "page_up": lambda: moves.by_page(-1.0),
        "page_down": lambda: moves.by_page(1.0),
        "half_up": lambda: moves.by_page(-0.5),
        "half_down": lambda: moves.by_page(0.5),
        "next_pane": lambda: moves.pane(1),
        "last_pane": lambda: moves.pane(-1),
        "open": moves.open,
        "close": moves.close,
        "zoom": moves.zoom,
        "overview": moves.overview,
        "follow_detail": moves.follow_detail,
        "reread_detail": moves.reread_detail,
        "status": changes.status,
        "done": lambda: changes.set_status("done"),
        "in_progress": lambda: changes.set_status("in_progress"),
        "blocked": lambda: changes.set_status("blocked"),
        "not_started": lambda: changes.set_status("not_started"),
        "percent": changes.percent,
        "note": changes.note,
        "due": changes.due,
        "undo": lambda: undoing.undo(redo=False),
        "redo": lambda: undoing.undo(redo=True),
        "filter": finding.filter,
        "palette": finding.palette,
        "plans": finding.plans,
        "export": finding.export,
        "theme": finding.theme,
        "help": finding.help,
        "quit": finding.quit,
    }
