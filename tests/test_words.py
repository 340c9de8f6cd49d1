"""The words: complete in both languages, cheap to load, figures printed by one rule."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import vocabulary as v
from words import speak
from words.figures import MINUS, difference, number_digits, percent_digits, point_digits, printed
from words.visible import visible

LANGS = ("en", "zh")
PERCENTS = st.floats(min_value=-500, max_value=500, allow_nan=False)


@pytest.mark.parametrize("lang", LANGS)
def test_every_word_of_the_vocabulary_is_said(lang: str) -> None:
    domain = speak(lang).domain
    said = [
        (domain.light, v.LIGHTS),
        (domain.role, v.ROLES),
        (domain.status, v.STATUSES),
        (domain.basis, v.BASES),
        (domain.via, v.VIAS),
        (domain.due_from, v.DUE_FROM),
        (domain.means, v.MEANS),
    ]
    for say, ids in said:
        for word in ids:
            assert say(word)
            assert lang == "en" or say(word) != word


@pytest.mark.parametrize("lang", LANGS)
def test_a_word_of_a_newer_program_is_said_as_it_is(lang: str) -> None:
    domain = speak(lang).domain
    assert domain.light("purple") == domain.status("purple") == domain.field("purple") == "purple"
    assert domain.reason("purple") == "purple"


@pytest.mark.parametrize("lang", LANGS)
def test_every_light_gives_a_reason(lang: str) -> None:
    domain = speak(lang).domain
    day = date(2006, 8, 31)
    for light in v.LIGHTS:
        for days in (None, -3, 0, 5):
            for on in (None, day):
                for figure in (None, 49.0):
                    text = domain.reason(light, days, day if days is not None else None, on, figure, 50.0)
                    assert text and "None" not in text


def test_reasons_read_as_the_domain_says() -> None:
    en, zh = speak("en").domain, speak("zh").domain
    late = ("overdue", 15, date(2006, 8, 31))
    assert zh.reason(*late) == "逾期15天（时限2006年8月31日）"
    assert en.reason(*late) == "15 d late (due 31 August 2006)"
    behind = ("behind", -100, date(2007, 12, 31), date(2006, 8, 31), 49.0, 50.0)
    assert en.reason(*behind) == "49.0 % at 31 August, time 50.0 %"
    assert zh.reason(*behind) == "8月31日完成49.0%，时间进度50.0%"


def test_days_late_is_signed() -> None:
    en, zh = speak("en").domain, speak("zh").domain
    assert [en.days_late(n) for n in (15, 0, -4)] == ["15 d late", "due today", "4 d left"]
    assert [zh.days_late(n) for n in (15, 0, -4)] == ["逾期15天", "今天到期", "还有4天"]


def test_dates_and_numbers_follow_the_language() -> None:
    en, zh = speak("en").domain, speak("zh_CN.UTF-8").domain
    day = date(2006, 8, 5)
    assert (en.date(day), zh.date(day)) == ("5 August 2006", "2006年8月5日")
    assert (en.day(day, day), zh.day(day, day)) == ("5 August", "8月5日")
    assert zh.day(day, date(2007, 1, 1)) == "2006年8月5日"
    assert (en.number(17770), zh.number(17770), zh.number(4.50), zh.number(-0.00001)) == ("17,770", "17770", "4.5", "0")
    assert zh.list(("市民政局", "市、区信息办")) == "市民政局，市、区信息办"


def test_words_are_understood_in_either_language() -> None:
    for domain in (speak("en").domain, speak("zh").domain):
        for status in v.STATUSES:
            for lang in LANGS:
                name = speak(lang).domain.status(status)
                assert domain.status_from(name) == domain.status_from(f" {status.upper()} ") == status
        assert domain.status_from("报完成") == "claimed"
        assert domain.role_from("主办") == "lead"
        assert domain.light_from("临期") == "due_soon"
        assert domain.basis_from("会议纪要") == "minutes"
        assert domain.via_from("WeChat") == "wechat"
        assert domain.status_from("half done") is None


@given(PERCENTS)
def test_a_percentage_is_never_100_or_0_unless_it_is(percent: float) -> None:
    shown = printed(percent)
    assert abs(shown - percent) <= 0.1 + 1e-9
    if abs(abs(percent) - 100) > 1e-6:
        assert abs(shown) != 100
    if abs(percent) > 1e-6:
        assert shown != 0
    assert percent_digits(percent) == f"{shown:.1f}".replace("-", MINUS)


@given(PERCENTS, PERCENTS)
def test_a_difference_is_that_of_the_printed_figures(one: float, other: float) -> None:
    points = difference(one, other)
    assert points == pytest.approx(printed(one) - printed(other), abs=1e-6)
    assert round(points, 1) == points
    assert point_digits(points)[0] in "+−0"


@pytest.mark.parametrize(
    ("percent", "shown"),
    [(44.425, "44.4"), (0.25, "0.3"), (99.97, "99.9"), (100.02, "100.1"), (0.01, "0.1"), (100, "100.0"), (0, "0.0")],
)
def test_percentages_round_half_up_and_honestly(percent: float, shown: str) -> None:
    assert percent_digits(percent) == shown


@given(st.integers(min_value=-(10**9), max_value=10**9))
def test_whole_numbers_stay_whole(number: int) -> None:
    assert int(number_digits(number).replace(MINUS, "-")) == number


@given(st.text())
def test_visible_text_acts_on_no_terminal(text: str) -> None:
    shown = visible(text)
    assert all(char.isprintable() or char in "\u3000\u200c\u200d" or char.isspace() for char in shown)
    assert not any(char in shown for char in "\x00\x1b\n\r\t\x9b\u202e\u2066\u200b\ufeff")
    assert visible(shown) == shown
    shown.encode("utf-8")


def test_visible_keeps_what_people_wrote() -> None:
    assert visible("市民政局　第1项") == "市民政局　第1项"
    assert visible("a\x1b[31mb\x00\u202ec\nd\ud800") == "a␛[31mb␀⟨U+202E⟩c d⟨U+D800⟩"


def test_a_language_loads_only_what_is_said() -> None:
    code = (
        "import sys, words; words.speak('en').domain.light('done');"
        "print(sorted(m for m in sys.modules if m.startswith(('words', 'typing', 'dataclasses'))))"
    )
    out = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, check=True).stdout
    assert "phrases" not in out and "paper" not in out and "command" not in out and "chinese" not in out
    assert "dataclasses" not in out
