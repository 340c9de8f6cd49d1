"""Days as cells and courses as bars, without a screen: five scales, each period exactly its own cells."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from boards import TODAY
from boards import face as face_of
from hypothesis import given
from hypothesis import strategies as st

from store.timeline import Course, Tick, UnitCourse, together
from store.vocabulary import OVERDUE
from store.workload import UnitName, load_of
from tui.panes.bars import blank
from tui.panes.courses import course_line, put_ticks, task_words, unit_line
from tui.panes.scale import (
    GRAINS,
    SCALES,
    Ruler,
    aligned,
    cell_of,
    day_at,
    days_in,
    first_day,
    fitting,
    head_lines,
    index_of,
)
from tui.panes.timed import Timespan
from tui.text import cells, plain

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
SCALE = st.sampled_from(SCALES)
START, DUE = date(2006, 6, 1), date(2006, 8, 31)


def months(width: int = 40, first: date = date(2006, 1, 1)) -> Ruler:
    """A line of months, three cells each, from January 2006 on."""
    return Ruler("month", cell_of("month", first), width)


def drawn(course: Course, ascii_only: bool = False, **more: object) -> str:
    """The bar of a course over the months of 2006."""
    line = course_line(course, months(), TODAY, face_of("en", ascii_only=ascii_only), **more)  # type: ignore[arg-type]
    assert sum(cells(piece.text) for piece in line) == 40
    return plain(tuple(line))


@given(SCALE, DAYS, DAYS)
def test_a_later_day_is_never_in_an_earlier_cell(scale: str, one: date, other: date) -> None:
    first, last = sorted((one, other))
    assert cell_of(scale, first) <= cell_of(scale, last)


@given(SCALE, DAYS)
def test_a_period_begins_and_ends_at_its_own_cells(scale: str, day: date) -> None:
    period, size, _ = GRAINS[scale]
    index = index_of(period, day)
    first = first_day(period, index)
    last = first + timedelta(days_in(period, index) - 1)
    assert first <= day <= last and first_day(period, index + 1) == last + timedelta(1)
    assert cell_of(scale, first) == index * size
    assert index * size <= cell_of(scale, last) < (index + 1) * size


@given(SCALE, DAYS)
def test_a_cell_gives_back_a_day_of_its_own(scale: str, day: date) -> None:
    cell = cell_of(scale, day)
    again = day_at(scale, cell)
    assert cell_of(scale, again) == cell and again <= day
    assert Ruler(scale, cell - 7, 40).column(day) == 7 <= Ruler(scale, cell - 7, 40).until(day)


@pytest.mark.parametrize(
    ("month", "days"),
    [("2006-02", 8), ("2008-02", 9), ("2000-02", 9), ("1900-02", 8), ("2006-06", 10), ("2006-07", 11)],
)
def test_the_last_ten_days_of_a_month_are_what_is_left_of_it(month: str, days: int) -> None:
    last = date.fromisoformat(f"{month}-21")
    index = index_of("decade", last)
    assert days_in("decade", index) == days and first_day("decade", index) == last
    assert {index_of("decade", last + timedelta(n)) for n in range(days)} == {index}
    assert index_of("decade", last + timedelta(days)) == index + 1


@pytest.mark.parametrize(
    ("scale", "day", "cell"),
    [("month", "2006-01-31", 2), ("month", "2006-09-15", 25), ("quarter", "2006-09-15", 16), ("year", "2006-12-31", 11),
     ("decade", "2006-01-11", 3), ("day", "2006-01-03", 6), ("year", "2008-02-29", 25)],
)  # fmt: skip
def test_a_day_has_its_cell_counted_from_the_new_year(scale: str, day: str, cell: int) -> None:
    assert cell_of(scale, date.fromisoformat(day)) - cell_of(scale, date(2006, 1, 1)) == cell


@pytest.mark.parametrize(
    ("first", "last", "width", "scale"),
    [("2006-01-01", "2006-03-31", 90, "decade"), ("2005-07-01", "2007-12-31", 90, "month"),
     ("2005-07-01", "2007-12-31", 59, "year"), ("2005-07-01", "2008-01-01", 90, "quarter"),
     ("2001-01-01", "2020-12-31", 90, "year")],
)  # fmt: skip
def test_thirty_months_fit_beside_the_names_of_a_wide_screen(first: str, last: str, width: int, scale: str) -> None:
    assert fitting([date.fromisoformat(first), date.fromisoformat(last)], width) == scale


def test_the_heads_name_years_over_months_and_mark_the_present_one() -> None:
    upper, lower = head_lines(months(39), TODAY, face_of("en"))
    assert plain(upper).startswith("2006 ") and cells(plain(upper)) == 39
    assert plain(lower).split() == [*map(str, range(1, 13)), "1"]
    assert [piece.text.strip() for piece in lower if piece.tone == "accent!"] == ["9"]
    assert plain(upper)[25] == "¦"


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("scale", SCALES)
def test_the_heads_are_as_wide_as_the_days(scale: str, lang: str) -> None:
    for left in range(aligned(scale, cell_of(scale, TODAY)) - 30, aligned(scale, cell_of(scale, TODAY)) + 5):
        for line in head_lines(Ruler(scale, left, 31), TODAY, face_of(lang)):
            assert cells(plain(tuple(line))) == 31


@pytest.mark.parametrize("scale", SCALES)
def test_the_days_stay_inside_the_calendar(scale: str) -> None:
    span = Timespan()
    span.fit([date.max], 40, TODAY)
    span.scale = scale
    for day in (date.min, date.max):
        span.ruler(40, TODAY)
        span.to(day)
        span.turn(3)
        head_lines(span.ruler(40, TODAY), TODAY, face_of("zh"))
        span.turn(-6)
        head_lines(span.ruler(40, TODAY), TODAY, face_of("zh"))


def test_another_scale_leaves_today_where_it_stands() -> None:
    span = Timespan()
    span.ruler(90, TODAY)
    span.fit([date(2006, 1, 1), date(2006, 12, 31)], 90, TODAY)
    before = span.ruler(90, TODAY).column(TODAY)
    assert span.rescale(1, TODAY) and abs(span.ruler(90, TODAY).column(TODAY) - before) < 6
    finer = [span.rescale(-1, TODAY) for _ in SCALES]
    assert finer == [True, True, True, False, False]
    assert span.scale == "day" and 0 <= span.ruler(90, TODAY).column(TODAY) < 90


@pytest.mark.parametrize(
    ("course", "bar"),
    [
        (Course(START, DUE, total=4), "               .........  "),
        (Course(START, DUE, done=2, total=4), "               ====.....  "),
        (Course(START, DUE, done=1, total=40), "               =........  "),
        (Course(START, date(2006, 12, 31), DUE, 0, 1), "               .........~:~~~~~~~~~~"),
        (Course(START, date(2006, 7, 31), None, 0, 1, 1, date(2006, 7, 31)), "               ......!!!!:"),
        (Course(START, DUE, None, 1, 1, done_on=date(2006, 7, 15)), "               ====v...."),
        (Course(START, date(2006, 6, 30), None, 1, 1, done_on=date(2006, 8, 31)), "               ===!!!!!v"),
        (Course(START, None, None, 0, 1), "               .........."),
        (Course(START, None, None, 1, 1, done_on=date(2006, 7, 31)), "               =====v"),
        (Course(None, DUE, None, 0, 1), "                       ."),
        (Course(date(2006, 1, 1), date(2006, 6, 30), percent=50.0), "========="),
    ],
)
def test_a_bar_is_the_plan_with_what_is_done_moved_and_late(course: Course, bar: str) -> None:
    assert drawn(course, ascii_only=True).replace("|", " ").rstrip().startswith(bar.rstrip()), drawn(course, True)


def test_what_has_no_date_at_all_says_so() -> None:
    assert "no due date" in drawn(Course(total=3)) and "no due date" in drawn(Course(START, None, None, 0, 1))


def test_a_bar_that_is_out_of_view_leaves_the_line_to_the_years() -> None:
    assert drawn(Course(date(2001, 1, 1), date(2001, 5, 1), None, 0, 1)).strip() == "¦          |"


def test_of_due_dates_in_one_cell_the_worst_light_shows() -> None:
    ruler, face = months(), face_of("en")
    line = blank(ruler, TODAY, face)
    put_ticks(line, [Tick(DUE, "done", 9), Tick(DUE, OVERDUE, 1), Tick(date(2006, 12, 31), "on_track", 2)], ruler, face)
    assert [piece.text for piece in line if piece.text not in " |¦"] == [face.sign(OVERDUE), face.sign("on_track")]


def test_a_unit_is_late_from_its_first_missed_date() -> None:
    course = Course(START, date(2006, 12, 31), None, 0, 2, 1, date(2006, 7, 31))
    unit = UnitCourse(
        load_of(UnitName(1, "A", 1, False, False), None, []), course, (Tick(date(2006, 7, 31), OVERDUE, 1),)
    )
    line = plain(tuple(unit_line(unit, months(), TODAY, face_of("en", ascii_only=True)))).replace("|", " ")
    assert "!!!" in line and line.rstrip().endswith(".") and cells(line) == 40


def test_several_courses_run_from_the_first_start_to_the_last_end() -> None:
    done = Course(START, DUE, DUE, 1, 1, done_on=DUE)
    late = Course(date(2006, 5, 1), date(2006, 7, 1), None, 0, 3, 2, date(2006, 7, 1))
    both = together([done, late, Course()])
    assert (both.start, both.due, both.done, both.total, both.late) == (date(2006, 5, 1), DUE, 1, 4, 2)
    assert both.late_since == date(2006, 7, 1) and both.done_on is None and together([done]).done_on == DUE


@pytest.mark.parametrize(
    ("lang", "window", "moved", "late"),
    [
        ("en", "1 June 2006 to 31 August 2006", "moved from 30 June 2006, 62 days later",
         "2 overdue, due 31 August 2006 and later"),
        ("zh", "2006年6月1日至2006年8月31日", "原定2006年6月30日，推迟62天", "逾期2项，时限最早为2006年8月31日"),
    ],
)  # fmt: skip
def test_the_dates_of_a_row_are_said_in_words(lang: str, window: str, moved: str, late: str) -> None:
    course = Course(START, DUE, date(2006, 6, 30), 0, 0, 2, DUE)
    assert [piece.text for piece in task_words(course, None, face_of(lang))] == [window, moved, late]
