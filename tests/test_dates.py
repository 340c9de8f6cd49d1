"""Dated phrases: the table of the documents, the table of the keyboard, and what must hold for every text."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.dates import DOUBTS, read_day, read_phrase, read_typed
from store.document import Window
from store.errors import Refused
from store.vocabulary import PRECISIONS

TODAY = date(2006, 9, 15)  # a Friday

PHRASES = [
    ("5月上旬", None, "2006-05-10", "xun", ""),
    ("5月中旬", None, "2006-05-20", "xun", ""),
    ("2月下旬", None, "2006-02-28", "xun", ""),
    ("5月上旬提交省发改委衔接", None, "2006-05-10", "xun", ""),
    ("5月底", None, "2006-05-31", "month", ""),
    ("5月底前", None, "2006-05-31", "month", ""),
    ("8月份前", None, "2006-08-31", "month", "before_or_within"),
    ("10月份启动", None, "2006-10-31", "month", ""),
    ("11月", None, "2006-11-30", "month", ""),
    ("上半年", None, "2006-06-30", "half", ""),
    ("上半年完成", None, "2006-06-30", "half", ""),
    ("下半年", None, "2006-12-31", "half", ""),
    ("一季度", None, "2006-03-31", "quarter", ""),
    ("第四季度末", None, "2006-12-31", "quarter", ""),
    ("年内", None, "2006-12-31", "year", ""),
    ("年内取得明显成效", None, "2006-12-31", "year", ""),
    ("年底前", None, "2006-12-31", "year", ""),
    ("2005年7月中旬前", None, "2005-07-20", "xun", "before_or_within"),
    ("2005年7月中旬至2007年9月底", "2005-07-11", "2007-09-30", "month", ""),
    ("2007年10月至2007年12月底", "2007-10-01", "2007-12-31", "month", ""),
    ("2005年5月至2007年年底", "2005-05-01", "2007-12-31", "year", ""),
    ("到2003年年底", None, "2003-12-31", "year", ""),
    ("2002年10月底前", None, "2002-10-31", "month", ""),
    ("今年6月底前", None, "2006-06-30", "month", ""),
    ("明年3月底", None, "2007-03-31", "month", ""),
    ("2006年12月31日", None, "2006-12-31", "day", ""),
    ("２００６年１２月３１日前", None, "2006-12-31", "day", ""),
    ("二○○五年七月二十五日", None, "2005-07-25", "day", ""),
    ("二00三年九月十日", None, "2003-09-10", "day", ""),
    ("7月5日至20日", "2006-07-05", "2006-07-20", "day", ""),
    ("5-10月", "2006-05-01", "2006-10-31", "month", ""),
    ("從2006年5月起", "2006-05-01", None, "month", ""),
    ("今明兩年", "2006-01-01", "2007-12-31", "year", ""),
    ("自印发之日起30日内", None, "2006-02-09", "day", ""),
    ("自印发之日起3个月内", None, "2006-04-10", "day", ""),
    ("印发后10个工作日内", None, "2006-01-24", "day", "holidays_not_counted"),
    ("长期", None, None, "none", ""),
    ("持续推进", None, None, "none", ""),
    ("長期", None, None, "none", ""),
    ("每月", None, None, "none", ""),
    ("5年内", None, None, "none", ""),
    ("3月中", None, "2006-03-15", "day", "about"),
    ("2006-10-31", None, "2006-10-31", "day", ""),
    ("end of June 2006", None, "2006-06-30", "month", ""),
    ("by mid-October 2006", None, "2006-10-20", "xun", "about"),
    ("before June", None, "2006-06-30", "month", "before_or_within"),
    ("first half of 2006", None, "2006-06-30", "half", ""),
    ("third quarter", None, "2006-09-30", "quarter", ""),
    ("31 October 2006", None, "2006-10-31", "day", ""),
    ("ongoing", None, None, "none", ""),
]


def iso(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(("text", "start", "end", "precision", "doubt"), PHRASES)
def test_a_phrase_of_a_document(text: str, start: str | None, end: str | None, precision: str, doubt: str) -> None:
    window = read_phrase(text, year=2006, issued=date(2006, 1, 10))
    assert window == Window(text, iso(start), iso(end), precision, doubt)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Y年底", None, "2006-12-31"),
        ("Y+1年底", None, "2007-12-31"),
        ("到20xx年", None, "2006-12-31"),
        ("20xx年下半年", None, "2006-12-31"),
        ("從20xx年4月到5月底", "2006-04-01", "2006-05-31"),
        ("Y年6月至Y+1年10月", "2006-06-01", "2007-10-31"),
    ],
)
def test_a_hidden_year_is_bound_and_marked(text: str, start: str | None, end: str) -> None:
    window = read_phrase(text, year=2006)
    assert (window.start, window.end, window.hidden_year) == (iso(start), iso(end), True)
    with pytest.raises(Refused) as refused:
        read_phrase(text)
    assert refused.value.facts["why"] == "hidden_year"


def test_the_day_of_issue_lends_its_year() -> None:
    assert read_phrase("今年6月底前", issued=date(2002, 4, 4)).end == date(2002, 6, 30)


def test_without_any_year_the_phrase_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        read_phrase("5月底")
    assert (refused.value.kind, refused.value.facts["why"]) == ("bad_date", "no_year")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2月30日", "no_such_day"),
        ("13月", "no_such_day"),
        ("2006年9月31日", "no_such_day"),
        ("2007年至2005年", "no_such_day"),
        ("底", "unreadable"),
        ("下旬", "unreadable"),
        ("10", "unreadable"),
        ("", "unreadable"),
        ("尽快", "unreadable"),
        ("2006年春节前", "unreadable"),
        ("2006年5月10日前完成,6月底验收", "unreadable"),
        ("5月" * 200, "unreadable"),
    ],
)
def test_what_is_no_date_is_refused(text: str, why: str) -> None:
    with pytest.raises(Refused) as refused:
        read_phrase(text, year=2006)
    assert (refused.value.kind, refused.value.facts["why"]) == ("bad_date", why)


TYPED = [
    ("10月底", "2006-10-31"),
    ("10月底前", "2006-10-31"),
    ("9月上旬", "2006-09-10"),
    ("8月底", "2007-08-31"),
    ("10-31", "2006-10-31"),
    ("10/31", "2006-10-31"),
    ("8-31", "2007-08-31"),
    ("2006-10-31", "2006-10-31"),
    ("20061031", "2006-10-31"),
    ("20日", "2006-09-20"),
    ("5号", "2006-10-05"),
    ("31日", "2006-10-31"),
    ("the 20th", "2006-09-20"),
    ("today", "2006-09-15"),
    ("今天", "2006-09-15"),
    ("tomorrow", "2006-09-16"),
    ("后天", "2006-09-17"),
    ("friday", "2006-09-15"),
    ("next friday", "2006-09-22"),
    ("by next friday", "2006-09-22"),
    ("last friday", "2006-09-08"),
    ("周三", "2006-09-20"),
    ("本周五", "2006-09-15"),
    ("下周五", "2006-09-22"),
    ("下下周一", "2006-09-25"),
    ("上周五", "2006-09-08"),
    ("本月底", "2006-09-30"),
    ("下个月10日", "2006-10-10"),
    ("下月中旬", "2006-10-20"),
    ("季末", "2006-09-30"),
    ("年底", "2006-12-31"),
    ("明年3月底", "2007-03-31"),
    ("end of june", "2007-06-30"),
    ("by end of June", "2007-06-30"),
    ("end of next month", "2006-10-31"),
    ("eom", "2006-09-30"),
    ("31 october", "2006-10-31"),
    ("Oct 31, 2007", "2007-10-31"),
    ("+10d", "2006-09-25"),
    ("+2w", "2006-09-29"),
    ("+1m", "2006-10-15"),
    ("-3", "2006-09-12"),
    ("in 3 days", "2006-09-18"),
    ("two weeks ago", "2006-09-01"),
    ("三天后", "2006-09-18"),
    ("10天内", "2006-09-25"),
    ("两周后", "2006-09-29"),
    ("一个月后", "2006-10-15"),
    ("5个工作日内", "2006-09-22"),
    ("长期", None),
]


@pytest.mark.parametrize(("text", "end"), TYPED)
def test_a_date_typed_at_the_keyboard(text: str, end: str | None) -> None:
    window = read_typed(text, today=TODAY)
    assert (window.phrase, window.end) == (text, iso(end))


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("8月20日", "2006-08-20"),
        ("9-20", "2005-09-20"),
        ("20日", "2006-08-20"),
        ("friday", "2006-09-15"),
        ("周三", "2006-09-13"),
        ("昨天", "2006-09-14"),
        ("end of june", "2006-06-30"),
    ],
)
def test_a_day_that_is_over_is_looked_for_behind_today(text: str, end: str) -> None:
    assert read_day(text, today=TODAY) == iso(end)


def test_next_friday_is_in_doubt_before_this_friday() -> None:
    assert read_typed("next friday", today=date(2006, 9, 13)) == Window(
        "next friday", end=date(2006, 9, 15), doubt="which_week"
    )
    assert read_typed("下周五", today=date(2006, 9, 13)).end == date(2006, 9, 22)


@pytest.mark.parametrize(
    "text", ["", "next blursday", "2-30", "31/10", "13-1", "20xx年", "+9999y", "\x1b[2J", "0日", "100% done"]
)
def test_what_cannot_be_typed_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        read_typed(text, today=TODAY)
    assert refused.value.kind == "bad_date"


def test_a_day_is_needed_where_something_happened() -> None:
    with pytest.raises(Refused) as refused:
        read_day("长期", today=TODAY)
    assert refused.value.facts["why"] == "no_day"


days = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@given(
    st.text(max_size=40) | st.text("0123456789年月日上中下旬底前至到Y+x-/. 今明半季度周五天后endofjuX", max_size=14),
    days,
)
def test_any_text_is_read_or_refused(text: str, today: date) -> None:
    reads: tuple[Callable[[], Window], ...] = (
        lambda: read_phrase(text, year=today.year, issued=today),
        lambda: read_typed(text, today=today),
        lambda: read_typed(text, today=today, past=True),
    )
    for read in reads:
        try:
            window = read()
        except Refused as refused:
            assert refused.kind == "bad_date"
            continue
        assert window.phrase == text
        assert window.precision in PRECISIONS
        assert window.doubt in ("", *DOUBTS)
        assert window.start is None or window.end is None or window.start <= window.end


@given(days)
def test_a_written_day_is_that_day(day: date) -> None:
    for text in (day.isoformat(), f"{day.year}年{day.month}月{day.day}日", f"{day:%Y%m%d}"):
        assert read_typed(text, today=TODAY).end == day


@given(days, st.integers(1, 12))
def test_a_month_without_a_year_is_never_before_this_month_nor_a_year_away(today: date, month: int) -> None:
    end = read_typed(f"{month}月底", today=today).end
    assert end is not None
    assert today.replace(day=1) <= end <= today + timedelta(days=366)


@given(st.integers(2000, 2100), st.integers(1, 12))
def test_the_thirds_of_a_month_follow_each_other_to_its_last_day(year: int, month: int) -> None:
    first, second, third, whole = (
        read_phrase(f"{year}年{month}月{part}", year=1999).end for part in ("上旬", "中旬", "下旬", "底")
    )
    assert first == date(year, month, 10)
    assert second == date(year, month, 20)
    assert third == whole
    assert whole is not None
    assert (whole + timedelta(days=1)).day == 1
