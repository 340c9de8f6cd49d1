"""The modes besides the overview: each is imported and made when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.desk import Desk
from tui.looks import Face
from tui.screens.base import BaseScreen

if TYPE_CHECKING:
    from tui.screens.plan_screen import PlanScreen


def make_mode(mode: str, desk: Desk, face: Face, seen: PlanScreen, demo: bool) -> BaseScreen:
    """The screen of a mode.

    Args:
        mode: its id, not the overview's.
        desk: the store.
        face: what to draw with.
        seen: the mode that was shown before: its plan is shown on, under the head that is known already.
        demo: True for a throwaway store.
    """
    ask = seen.ask._replace(text="", listing=None)
    if mode == "tasks":
        from tui.screens.tasks import TasksScreen

        return TasksScreen(desk, face, ask, seen.view.board, demo)
    if mode == "units":
        from tui.screens.units import UnitsScreen

        return UnitsScreen(desk, face, ask, seen.view.board, demo)
    if mode == "matrix":
        from tui.screens.matrix import MatrixScreen

        return MatrixScreen(desk, face, ask, seen.view.board, demo)
    if mode == "timeline":
        from tui.screens.timeline import TimelineScreen

        return TimelineScreen(desk, face, ask, seen.view.board, demo)
    if mode == "history":
        from tui.screens.history import HistoryScreen

        return HistoryScreen(desk, face, demo)
    raise ValueError(mode)
