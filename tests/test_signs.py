"""What the signs and figures around the panes say: each counts one thing, and says which."""

from __future__ import annotations

from pathlib import Path

import pytest
from boards import TODAY, face, lines_of, until
from commandline import bare
from walks import elsewhere, walk

from store.shapes import Board, Count
from tui.cli.overview import lights
from tui.panes.strips import draw_lights
from tui.text import plain

# Who needs help


def _line(board: Board, lang: str = "en") -> str:
    return plain(draw_lights(board, face(lang), 160)[0])


async def test_who_needs_help_is_counted_by_light_and_in_all_and_the_two_are_told_apart(demo: Path) -> None:
    async with walk(demo) as w:
        assert "! 1 needs help" in lines_of(w.pilot)[1], "its light is another, and nothing else counts it"
        row = next(row for row in w.rows() if row.light == "on_track")
        elsewhere(demo, row.id, "blocked")
        await w.counts("blocked", 1)
        await until(w.pilot, lambda: "! 1 needs help (2 in all)" in lines_of(w.pilot)[1])
        assert lines_of(w.pilot)[1].count("need") == 1
        board = w.screen.view.board
    assert "! 1 需协调 (共2项)" in _line(board, "zh") and _line(board, "zh").count("协调") == 1
    assert "! 1 (2 in all)" in plain(draw_lights(board, face(), 60)[0]), "also where the lights lose their names"
    printed = bare("--store", str(demo), "--today", TODAY.isoformat()).out
    line = next(line for line in printed.splitlines() if "in all" in line)
    assert "! 1 needs help (2 in all)" in line and line.count("need") == 1


@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_who_needs_help_is_counted_once_where_both_counts_would_be_the_same(demo: Path, lang: str) -> None:
    async with walk(demo) as w:
        board = w.screen.view.board._replace(counts=(Count("blocked", 2), Count("on_track", 19)), total=21, blocked=2)
    for line in (_line(board, lang), lights(board, face(lang).words)):
        assert line.count("!") == 1
