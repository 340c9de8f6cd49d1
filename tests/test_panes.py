"""Drawing, without a screen: text by cells, columns that line up, folds, bars, colours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

import pytest
from boards import face
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.color import Color

from store.shapes import Assignment, Count, Indicator, Reason, UnitFigure, UnitLoad
from store.vocabulary import LIGHTS
from tui.looks import OF_LIGHT, PALETTES, Face
from tui.panes import assignments as rows
from tui.panes import indicators, units
from tui.screens.places import PANES, Wants, places
from tui.screens.search import Entry, find
from tui.text import Ink, cells, cut, fit, plain, visible, wrap

HOSTILE = ["[/]", "[@click=app.quit]quit[/]", "[b类]", "\x1b[31mred", "a\u202eb", "a\0b", "x" + "\u0301" * 50, "\ud800"]
TEXT = st.text(st.characters(codec=None), max_size=60) | st.text("一丁七縣市 aZ…·[/]\\", max_size=60)
WIDTHS = st.integers(0, 100)


# Text


@given(TEXT, WIDTHS)
def test_cut_never_takes_more_cells(text: str, width: int) -> None:
    assert cell_len(cut(text, width)) <= width


@given(TEXT, WIDTHS, st.booleans())
def test_fit_takes_exactly_its_cells(text: str, width: int, right: bool) -> None:
    assert cell_len(fit(text, width, right)) == width


@given(TEXT, st.integers(2, 60))
def test_wrap_keeps_every_character_and_the_width(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(visible(" ".join(text.splitlines())).split())


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_visible_and_steers_nothing(text: str) -> None:
    shown = visible(text)
    assert "\x1b" not in shown and "\u202e" not in shown and "\0" not in shown
    assert shown.isprintable()
    assert cell_len(shown) <= 4 * len(text) + 8


def test_what_is_cut_says_so() -> None:
    assert cut("广泛进行宣传", 7) == "广泛进…"
    assert cut("广泛进行宣传", 12) == "广泛进行宣传"
    assert cut("abc", 1) == "…"


@given(TEXT, WIDTHS, WIDTHS)
def test_a_line_of_ink_is_always_full(text: str, width: int, column: int) -> None:
    pieces = Ink(width).put(text, width=column).put(text).to_right(text).done()
    assert cell_len(plain(pieces)) == width


# Colours


def _luminance(colour: str) -> float:
    parts = [part / 255 for part in Color.parse(colour).get_truecolor()]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("name", PALETTES)
def test_every_tone_is_readable_on_every_ground(name: str) -> None:
    palette = PALETTES[name]
    for ground in palette.grounds.values():
        for tone, colour in palette.tones.items():
            light, dark = sorted((_luminance(colour), _luminance(ground)), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (tone, ground)


def test_every_light_has_a_tone_and_a_sign_of_its_own() -> None:
    assert set(OF_LIGHT) == set(LIGHTS)
    for ascii_only in (False, True):
        signs = [face(ascii_only=ascii_only).sign(light) for light in LIGHTS]
        assert len(set(signs)) == len(signs)
        assert all(cell_len(sign) == 1 for sign in signs)


# Rows


def assignment(ident: int = 1, **fields: object) -> Assignment:
    """An assignment that is 15 days late."""
    due = date(2006, 8, 31)
    row = Assignment(
        ident, "panjin-2005", "2", "2", "构建综合网站", "主要任务", "市信息产业局", None, "responsible", "in_progress",
        None, None, due, "8月底", "assignment", due, "minutes", "", "overdue", Reason("overdue", 15, due), 15, None,
        None, None, "", None, 1, 1, 1, False, 1, 1,
    )  # fmt: skip
    return row._replace(**fields)  # type: ignore[arg-type]


TITLES = ["构建“盘锦市家庭上网工程”综合网站", "Broadband", "4万家庭 A", *HOSTILE]


@pytest.mark.parametrize("width", [30, 54, 62, 78, 118])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_columns_of_a_list_line_up_by_cells(width: int, lang: str) -> None:
    here = face(lang)
    shown = [
        rows.TaskRow(assignment(i, title=title, unit=unit, days_late=days))
        for i, (title, unit, days) in enumerate(
            (title, unit, days)
            for title in TITLES
            for unit in ("市妇联", "省空间信息工程研究中心", "[/] IT")
            for days in (0, 1538)
        )
    ]
    cols = rows.columns(shown, width, here)
    role = here.words.screen.role("responsible")
    starts = set()
    for row in shown:
        text = plain(rows.draw_row(row, width, cols, here))
        assert cell_len(text) == width
        assert row.item.unit[:3] in text, "the unit never disappears before the title"
        starts.add(cell_len(text[: text.rindex(role)]))
    assert len(starts) == 1, "the role stands in one column"


@given(TEXT, TEXT, st.integers(24, 140), st.sampled_from(LIGHTS), st.integers(-9999, 9999), st.booleans())
def test_any_row_fills_its_width(title: str, unit: str, width: int, light: str, days: int, inside: bool) -> None:
    row = rows.TaskRow(assignment(title=title, unit=unit, light=light, days_late=days, note=title), inside)
    text = plain(rows.draw_row(row, width, rows.columns([row], width, face("zh")), face("zh")))
    assert cell_len(text) == width


def test_a_due_date_that_moved_stands_beside_the_first_one_where_there_is_room() -> None:
    moved, kept = assignment(1, due_first=date(2006, 6, 30)), assignment(2)
    here = face()
    for width in (62, 84, 99, 100, 118):
        shown = [rows.TaskRow(moved), rows.TaskRow(kept)]
        first, second = (plain(rows.draw_row(row, width, rows.columns(shown, width, here), here)) for row in shown)
        assert ("2006-06-30 > 2006-08-31" in first) == (width >= 100) and ">" not in second
        assert cell_len(first) == cell_len(second) == width and "市信息产业局" in first
    assert rows.columns([rows.TaskRow(kept)], 118, here).due == 10


def test_members_of_a_group_fold_under_one_row_with_their_count() -> None:
    items = [assignment(i, via="各乡镇", unit=f"乡{i}") for i in range(2)] + [assignment(9)]
    groups = {
        ("panjin-2005", "2", "各乡镇"): (Count("overdue", 2), Count("on_track", 14)),
        ("another", "2", "各乡镇"): (Count("done", 3),),
    }
    folded = rows.fold(items, groups, frozenset())
    assert [type(row) for row in folded] == [rows.GroupRow, rows.TaskRow]
    text = plain(rows.draw_row(folded[0], 80, rows.columns(folded, 80, face("zh")), face("zh")))
    assert "逾期 2/16" in text and "各乡镇" in text
    for width in (44, 52, 62):
        text = plain(rows.draw_row(folded[0], width, rows.columns(folded, width, face("zh"), True), face("zh")))
        assert "2/16" in text, "a folded group never loses its count"
    unfolded = rows.fold(items, groups, frozenset([rows.row_key(folded[0])]))
    assert len(unfolded) == 4


def test_due_today_is_said_and_the_sign_tells_late_from_left() -> None:
    here = face("en")
    assert rows.days_text(assignment(days_late=0), here) == "today"
    assert rows.days_text(assignment(days_late=15), here) == rows.days_text(assignment(days_late=-15), here) == "15 d"


# Workload


def load(unit: str = "市妇联", **fields: object) -> UnitLoad:
    """A unit with three assignments."""
    counts = (Count("overdue", 1), Count("on_track", 2))
    row = UnitLoad(unit, None, False, 0, 0, 3, 0, counts, 0, date(2006, 9, 4), False, False, 1)
    return row._replace(**fields)  # type: ignore[arg-type]


MANY = tuple(Count(light, n) for light, n in (("overdue", 3), ("behind", 3), ("blocked", 1), ("due_soon", 6),
    ("no_report", 2), ("on_track", 14), ("no_date", 16), ("done", 51)))  # fmt: skip


def counted(text: str, here: Face) -> int:
    """The sum of the counts by light in a drawn line, with what an ellipsis stands for."""
    signs = "".join(re.escape(here.sign(light)) for light in LIGHTS)
    return sum(int(n) for n in re.findall(rf"(?<=\s)[{signs}…](\d+)(?=\s)", text))


@pytest.mark.parametrize("width", [45, 55, 60, 66, 78, 118])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_workload_columns_line_up_and_counts_add_up(width: int, lang: str) -> None:
    here = face(lang)
    loads = [
        load(),
        load("省空间信息工程研究中心", lead=120, support=3, silent=True, last_report=None),
        load("各区、县级市", is_group=True, members=12, counts=MANY),
        load("黄沙坨镇", via="各区、县级市", blocked=1, silent=True, last_report=date(2002, 9, 30)),
        load("各电信运营商", is_group=True, members=4, counts=(Count("no_report", 2), Count("done", 1))),
    ]
    cols = units.load_columns(loads, width, here)
    drawn = [plain(units.draw_load(each, width, cols, False, here)) for each in loads]
    assert {cell_len(text) for text in drawn} == {width}
    ends = {cell_len(text[: text.index(" 3 ") + 2]) for text in (drawn[0], drawn[3])}
    assert len(ends) == 1
    assert [counted(text, here) for text in drawn] == [3, 3, 96, 3, 3]
    assert "3/96" in drawn[2] and "1/3" in drawn[4], "a group never loses its count"
    assert "09-04" in drawn[4], "a group of which some spoke is not silent"


def test_the_workload_takes_the_width_that_its_counts_need() -> None:
    here = face("en")
    row = load("市信息产业局", counts=MANY)
    wanted = units.wanted_width([row], here)
    assert "…" not in plain(units.draw_load(row, wanted, units.load_columns([row], wanted, here), False, here))
    wide, narrow = (places(120, 40, Wants(units=cells_wanted))["units"].width for cells_wanted in (20, wanted + 2))
    assert wide < narrow <= 120 * 54 // 100


def test_members_show_only_under_an_open_group() -> None:
    loads = [load("各乡镇", is_group=True), load("甲镇", via="各乡镇")]
    assert len(units.shown(loads, frozenset())) == 1
    assert len(units.shown(loads, frozenset([(None, "各乡镇")]))) == 2


# Indicators


def indicator(**fields: object) -> Indicator:
    """The worked example: 17770 of 40000 households."""
    part = UnitFigure("网通公司", 28000, 14660, None, date(2006, 8, 31), True, 52.4, 50.0, "on_track", True)
    row = Indicator(
        "i1", "新增家庭接入", "户", "number", (), ">=", "sum", "5", "新增4万家庭", (), 40000.0, date(2007, 12, 31),
        17770.0, 44.425, 52.3, 50.0, date(2006, 8, 31), "behind", 3, 4, ("移动公司",), 0, (part,),
    )  # fmt: skip
    return row._replace(**fields)  # type: ignore[arg-type]


def drawn(rows: Sequence[indicators.IndicatorRow], width: int, lang: str) -> list[str]:
    """These rows in the columns that they share."""
    cols = indicators.columns(rows, width, face(lang))
    return [plain(indicators.draw_row(row, width, cols, face(lang))) for row in rows]


def test_an_indicator_says_what_of_what_and_how_far_behind_the_time() -> None:
    row = indicators.IndicatorRow(indicator())
    for part in ("17770/40000 户", "44.4%", "50.0%", "08-31", "5.6个百分点", "3/4", "▰▰▰▰▱▱▱▱▱▱"):
        assert part in drawn([row], 118, "zh")[0]
    for part in ("17,770 of 40,000 households", "44.4 %", "50.0 %", "08-31", "5.6 points", "3 of 4"):
        assert part in drawn([row], 118, "en")[0]


def test_nothing_reported_is_not_zero() -> None:
    none = indicator(value=None, percent=None, elapsed=None, figures_on=None, light="no_report", reported=0)
    (text,) = drawn([indicators.IndicatorRow(none)], 118, "en")
    assert "? of 40,000" in text and "0 of 4" in text and "0.0 %" not in text


@given(
    st.integers(20, 140), st.sampled_from(["sum", "each", "latest"]), st.sampled_from(["number", "choice"]),
    st.sampled_from(TITLES), st.sampled_from(["en", "zh"]),
)  # fmt: skip
def test_any_indicator_fills_its_width(width: int, combine: str, kind: str, name: str, lang: str) -> None:
    row = indicators.IndicatorRow(indicator(combine=combine, kind=kind, name=name, measure=name[:20]))
    part = indicators.IndicatorRow(row.indicator, row.indicator.units[0]._replace(unit=name))
    assert {cell_len(text) for text in drawn([row, part], width, lang)} == {width}


@pytest.mark.parametrize("width", [60, 78, 98, 118, 158])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_columns_of_indicators_stand_under_each_other(width: int, lang: str) -> None:
    it = indicator()
    unreported = it.units[0]._replace(unit="移动公司", value=None, percent=None, elapsed=None, on=None)
    rows = [
        indicators.IndicatorRow(it),
        indicators.IndicatorRow(it, it.units[0]),
        indicators.IndicatorRow(it, unreported),
        indicators.IndicatorRow(indicator(name="居民信息技术培训", measure="人次", value=10.0, percent=9.5)),
        indicators.IndicatorRow(indicator(name="家庭", measure="台", value=40000.0, percent=100.0, light="done")),
    ]
    lines = drawn(rows, width, lang)
    of = "/" if lang == "zh" else " of "
    figures = [text for text in lines if of in text]
    assert len(figures) == 4
    assert len({cell_len(text[: text.index("0" + of)]) for text in figures if "0" + of in text}) == 1
    assert len({cell_len(text[: text.index("%")]) for text in figures}) == 1, "percents end in one column"
    assert len({"▱" in text or "▰" in text for text in figures}) == 1, "all have a bar, or none"
    if width >= 98:
        assert {cell_len(text[: text.index("50.0")]) for text in figures if "50.0" in text}.__len__() == 1
    said = figures[0]
    assert width < 78 or "5.6" in said, "how far behind goes before when and by whom"


# Places


@given(
    st.integers(40, 200), st.integers(16, 70), st.sampled_from(PANES), st.sampled_from(["", "detail", "listing"]),
    st.booleans(), st.booleans(), st.integers(0, 20), st.integers(0, 20),
)  # fmt: skip
def test_places_never_overlap_or_leave_the_screen(
    width: int, height: int, active: str, extra: str, zoomed: bool, filtering: bool, rows_a: int, rows_b: int
) -> None:
    wants = Wants(active, extra, zoomed, rows_a, rows_b, filtering, 0)
    taken: set[tuple[int, int]] = set()
    for place in places(width, height, wants).values():
        assert place.x >= 0 and place.y >= 0 and place.width > 0 and place.height > 0
        assert place.x + place.width <= width and place.y + place.height <= height
        covered = {
            (x, y) for x in range(place.x, place.x + place.width) for y in range(place.y, place.y + place.height)
        }
        assert not covered & taken
        taken |= covered


def test_small_screens_fold_all_but_one_pane() -> None:
    found = places(80, 24, Wants("units"))
    assert [found[pane].height for pane in PANES if pane in found] == [1, 1, 18, 1]
    assert found["units"].width == 80
    found = places(80, 24, Wants("today", today=3))
    assert [found[pane].height for pane in PANES] == [17, 1, 1, 1, 1]


def test_whom_to_call_has_no_place_while_there_is_nobody() -> None:
    for size in ((80, 24), (120, 40)):
        assert "today" not in places(*size, Wants())
        assert places(*size, Wants(today=3))["today"].y == 2


# Search


def test_letters_in_order_find_a_name_and_whole_words_come_first() -> None:
    entries = [Entry("a", "undo my last command", "u"), Entry("b", "unfold", "l"), Entry("c", "市信息产业局", "unit")]
    assert [entry.id for entry in find(entries, "und")] == ["a", "b"][: len(find(entries, "und"))]
    assert [entry.id for entry in find(entries, "信息")] == ["c"]
    assert [entry.id for entry in find(entries, "ufd")] == ["b"]
    assert len(find(entries, "")) == 3


def test_cells_and_len_differ() -> None:
    assert cells("市妇联") == 6 and cells("abc") == 3
