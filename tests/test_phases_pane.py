"""Drawing the phases of a plan: bars over its months, today, milestones, the tail of what slipped."""

from __future__ import annotations

from datetime import date

import pytest
from boards import TODAY, face
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from store.document import Window
from store.schedule import elapsed
from store.shapes import Milestone, Phase
from tui.panes import phases
from tui.panes.phases import PhaseRow, scale_of


def phase(start: date | None, end: date | None, name: str = "实施阶段") -> Phase:
    """A phase with two of 21 done."""
    return Phase("p", name, "", Window("", start, end), elapsed(start, end, TODAY), 2, 21, False)


def test_the_bar_changes_at_today() -> None:
    row = PhaseRow(phase(date(2005, 7, 1), date(2007, 9, 30)))
    scale = scale_of(phases.days_of([row], date(2005, 5, 1), date(2007, 12, 31)), 64)
    assert scale is not None and scale.start == date(2005, 5, 1) and scale.end == date(2008, 1, 1)
    assert row.phase is not None
    text = "".join(piece.text for piece in phases.phase_line(row.phase, scale, TODAY, face()))
    assert cell_len(text) == 64
    today = scale.column(TODAY)
    assert text[today] == "¦" and set(text[4:today]) == {"▰"} and set(text[today + 1 : 57]) == {"▱"}


def test_a_tail_shows_how_far_the_work_of_a_phase_slipped() -> None:
    late = phase(date(2006, 1, 1), date(2006, 10, 31))._replace(slipped=(date(2006, 10, 31), date(2007, 3, 31)))
    days = phases.days_of([PhaseRow(late)], None, None)
    assert max(days) == date(2007, 3, 31), "the scale has room for it"
    scale = scale_of(days, 60)
    assert scale is not None
    text = "".join(piece.text for piece in phases.phase_line(late, scale, TODAY, face()))
    assert text.index("░") == scale.column(date(2006, 10, 31)) + 1 and text.rstrip().endswith("░")
    assert "~" in "".join(piece.text for piece in phases.phase_line(late, scale, TODAY, face(ascii_only=True)))


@given(st.dates(date(2000, 1, 1), date(2010, 1, 1)), st.integers(0, 2000), st.integers(4, 120), st.booleans())
def test_any_timeline_fills_its_width(start: date, days: int, width: int, chinese: bool) -> None:
    end = date.fromordinal(start.toordinal() + days)
    here = face("zh" if chinese else "en")
    scale = scale_of([start, end], width)
    assert scale is not None
    mark = Milestone("m", "启动大会", Window("", None, end), "", "", None, end < TODAY)
    for line in (
        phases.axis(scale, TODAY, here),
        phases.phase_line(phase(start, end), scale, TODAY, here),
        phases.marks_line([mark], scale, TODAY, here),
    ):
        assert cell_len("".join(piece.text for piece in line)) == width


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (date(2005, 1, 1), date(2005, 7, 20), "ended 2005-07-20  done 2 of 21"),
        (date(2005, 7, 1), date(2007, 9, 30), "done 2 of 21  to 2007-09-30"),
        (date(2007, 10, 1), date(2007, 12, 31), "opens 2007-10-01"),
        (date(2005, 7, 1), TODAY, "done 2 of 21  to 2006-09-15"),
    ],
)
def test_a_phase_says_what_it_is_doing(start: date, end: date, said: str) -> None:
    assert phases.phase_text(phase(start, end), face("en")) == said
