"""What the signs and figures around the panes say: each counts one thing, and says which."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from boards import TODAY, face, lines_of, until
from commandline import bare
from rich.cells import cell_len
from walks import elsewhere, walk

from store.facts import ChangeFilter
from store.reader import open_reader
from store.shapes import Board, Count
from tui.cli.overview import lights
from tui.history import read_history
from tui.panes.changes import ChangeRow, MoreRow, columns, draw_row, rows_of
from tui.panes.strips import draw_lights
from tui.text import Ink, plain

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


# What is cut


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("plan", ["panjin-2005", "fujian-2006", "guangzhou-2003", ""])
def test_of_a_line_of_the_history_at_80_columns_at_most_one_part_gives_way(demo: Path, plan: str, lang: str) -> None:
    with closing(open_reader(str(demo))) as reader:
        view = read_history(reader, ChangeFilter(plan=plan), TODAY, 5000)
    rows = rows_of(view.commands, {line.id: line.changes for line in view.commands})
    cols = columns(rows, 78, face(lang), not plan)
    drawn = [(row, plain(draw_row(row, 78, cols, face(lang), view.zone, not plan))) for row in rows]
    assert len(drawn) > 200 and all(cell_len(line) == 78 for _, line in drawn)
    twice = [row for row, line in drawn if line.replace("> …", "").count("…") > 1]
    changed = [
        row.change if isinstance(row, ChangeRow) else row.told[0] for row in twice if not isinstance(row, MoreRow)
    ]
    assert all(cell_len(change.unit) > 26 for change in changed), "but for a giant of a name"
    assert not plan or not twice


def test_behind_what_was_cut_nothing_more_is_begun() -> None:
    assert plain(Ink(8).put("广泛进行宣传").put(" > ").put("b").done()) == "广泛进… "
