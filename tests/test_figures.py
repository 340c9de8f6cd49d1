"""Figures of an earlier day in a paper, and the figure of the ledger: a paper never contradicts itself."""

from __future__ import annotations

import csv
import io
from contextlib import closing
from datetime import date
from pathlib import Path

from worked_example import AS_OF, MINZHENG, material

from exchange.render_csv import render_csv
from exchange.render_md import render_md
from exchange.summary import summarize
from exchange.summary_shapes import Material
from store.queries.indicators import indicators
from store.reader import open_reader
from store.shapes import UnitFigure
from store.window import Window
from words import speak

JULY = date(2006, 7, 31)


def with_july() -> Material:
    """The worked example with the figures up to the middle of August: all are of July, half as high."""
    made = material()
    older = tuple(
        indicator._replace(
            units=tuple(
                unit._replace(value=unit.value / 2, on=JULY) if unit.value else unit for unit in indicator.units
            )
        )
        for indicator in made.indicators
    )
    return made._replace(indicators=older, newest=made.indicators)


def test_earlier_figures_are_judged_by_what_counts_at_the_day_of_the_paper(demo: Path) -> None:
    with closing(open_reader(str(demo))) as reader:
        newest, older = (indicators(reader, "panjin-2005", AS_OF, day)[0] for day in (None, JULY))
        late = indicators(reader, "panjin-2005", date(2008, 1, 5), JULY)[0]
    assert (older.target, older.due, older.expected) == (newest.target, newest.due, newest.expected)
    assert older.figures_on == JULY and 0 < (older.value or 0) < (newest.value or 0)
    assert older.percent == (older.value or 0) / 400 and round(older.elapsed or 0, 1) == 46.9
    assert older.light == "behind" and late.light == "overdue"  # though it was not yet on the day of its figures
    assert late.value == older.value


def test_a_paper_with_earlier_figures_says_which_figures_are_whose() -> None:
    summary = summarize([with_july()], AS_OF, date(2006, 8, 15))
    zh, en = (render_md(summary, speak(lang)) for lang in ("zh", "en"))
    assert "量化指标为各单位7月31日报送数" in zh and "8月15日报送数" not in zh
    assert "完成40.8%（8月31日数），低于时间进度9.2个百分点" in zh
    assert "量化指标取8月15日前（含当日）的报送数，责任事项的评价按截至9月15日的最新报送数" in zh
    assert "(figures as reported for 31 July)" in en and "40.8% at 31 August (−9.2 points)" in en
    plain = render_md(summarize([material()], AS_OF, date(2006, 8, 31)), speak("zh"))
    assert "最新报送数" not in plain and "完成40.8%，低于" in plain


def test_a_day_that_not_all_figures_carry_is_not_named() -> None:
    made = material()
    one = made.indicators[0].units[0]._replace(on=JULY)
    first = made.indicators[0]._replace(units=(one, *made.indicators[0].units[1:]))
    text = render_md(
        summarize([made._replace(indicators=(first, made.indicators[1]))], AS_OF, date(2006, 8, 31)), speak("zh")
    )
    assert "（量化指标为各单位报送数，报数日期见表1）" in text


def ledger(made: Material) -> dict[tuple[str, str], dict[str, str]]:
    """The ledger by task and unit."""
    text = render_csv(summarize([made], AS_OF), speak("zh"))
    return {(row["任务编号"], row["责任单位"]): row for row in csv.DictReader(io.StringIO(text))}


def test_the_ledger_has_the_figure_that_made_the_light() -> None:
    made = material()
    lower = UnitFigure(MINZHENG, 100.0, 30.0, None, date(2006, 8, 31), False, 30.0, 50.0, "behind", True)
    older = lower._replace(value=1.0, percent=1.0, on=JULY)
    rows = tuple(
        row._replace(percent=30.0, reason=row.reason._replace(figure=30.0))
        if (row.task, row.unit) == ("3", MINZHENG) else row
        for row in made.rows
    )  # fmt: skip
    others = (
        made.indicators[1]._replace(ref="i3", measure="场", units=(lower,)),
        made.indicators[1]._replace(ref="i4", measure="次", units=(older,)),
    )
    row = ledger(made._replace(rows=rows, indicators=(*made.indicators, *others)))["3", MINZHENG]
    told = (row["任务数"], row["累计完成"], row["计量单位"], row["完成率%"], row["差（百分点）"])
    assert told == ("100", "30", "场", "30", "-20")


def test_a_later_percentage_of_its_own_leaves_no_older_figure_beside_it() -> None:
    made = material()
    rows = tuple(
        row._replace(percent=47.0, reason=row.reason._replace(figure=47.0, elapsed=51.0, on=date(2006, 9, 10)))
        if (row.task, row.unit) == ("3", MINZHENG) else row
        for row in made.rows
    )  # fmt: skip
    row = ledger(made._replace(rows=rows))["3", MINZHENG]
    assert (row["累计完成"], row["完成率%"], row["差（百分点）"]) == ("", "47", "-4")


def test_a_measure_without_an_english_word_leaves_no_empty_brackets() -> None:
    made = material()
    bare = made.indicators[0]._replace(measure="个", phrase="", steps=(), due=Window("").end)
    assert "()" not in render_md(summarize([made._replace(indicators=(bare,))], AS_OF), speak("en"))
