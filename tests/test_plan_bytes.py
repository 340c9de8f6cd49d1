"""A plan file as it lies on the disk: its encoding, and refusals that name the file."""

from __future__ import annotations

import pytest

from exchange.plan_file import read_plan, read_plan_bytes
from seed.plans import builtin_text
from store.errors import Refused
from words import say_error, speak

PLAN = '[plan]\nkey = "p"\ntitle = "方案"\n\n[[section]]\n\n[[section.task]]\nref = "1"\ntitle = "做事"\n'


def refusal(text: str | bytes) -> Refused:
    """What the file is refused for; both languages name it and have a sentence of their own."""
    with pytest.raises(Refused) as refused:
        read_plan_bytes(text if isinstance(text, bytes) else text.encode(), path="方案.toml")
    for words in (speak("en"), speak("zh")):
        said = say_error(words, refused.value.kind, refused.value.facts)
        assert "方案.toml" in said
        unsaid = words.errors.fallback(kind=refused.value.kind, facts=())
        assert not said.startswith(unsaid.replace("）", ")").partition(")")[0]), "an id is no sentence"
    return refused.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_utf_8_with_or_without_a_mark(encoding: str) -> None:
    assert read_plan_bytes(PLAN.encode(encoding), path="p.toml") == read_plan(PLAN)


def test_windows_line_ends() -> None:
    assert read_plan_bytes(PLAN.replace("\n", "\r\n").encode(), path="p.toml") == read_plan(PLAN)


def test_the_year_is_passed_on() -> None:
    text = builtin_text("county-home-internet")
    assert read_plan_bytes(text.encode(), path="p.toml", year=2006) == read_plan(text, year=2006)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_another_encoding(encoding: str) -> None:
    refused = refusal(PLAN.encode(encoding))
    assert refused.kind == "not_utf8"
    assert refused.facts["line"] == (3 if encoding == "gb18030" else 1)


def test_nul_characters() -> None:
    assert refusal(PLAN.replace("做", "\0")).kind == "not_toml"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("no toml", "not_toml"),
        ("[[unit]]\nname = '甲局'\n", "not_a_plan_file"),
        (PLAN + "colour = 1\n", "file_unknown_key"),
        (PLAN.replace('key = "p"\n', ""), "file_missing_key"),
        (PLAN.replace('"做事"', "3"), "file_wrong_type"),
        (PLAN + 'rule = "some"\n', "file_bad_value"),
        (PLAN + 'due = "某日"\n', "file_bad_date"),
        (PLAN + 'due = "年底"\n', "file_bad_date"),
        (PLAN + 'due = "20xx年底"\n', "file_hidden_year"),
        (PLAN + 'phase = "p9"\n', "file_unknown_ref"),
        (PLAN + '[[section.task]]\nref = "1"\ntitle = "又"\n', "duplicate_ref"),
        (PLAN + 'units = ["甲"]\n', "file_wrong_type"),
        (PLAN + "[[unit]]\nname = '甲局'\naliases = ['甲局']\n", "file_duplicate"),
        (PLAN + "[[group]]\nname = '各县'\nmembers = ['各县']\n", "cyclic_group"),
        (PLAN.replace("[[section]]", "hidden_year = true\n[[section]]", 1), "hidden_year"),
    ],
)
def test_what_is_refused_names_the_file(text: str, kind: str) -> None:
    assert refusal(text).kind == kind


def test_a_hidden_year_says_what_to_write() -> None:
    refused = refusal(PLAN + 'due = "20xx年底"\n')
    assert refused.facts["place"] == "方案.toml: section[1].task[1]"
    for lang in ("en", "zh"):
        said = say_error(speak(lang), refused.kind, refused.facts)
        assert "hidden_year = true" in said and "--year" in said


def test_a_plan_without_a_year_says_so() -> None:
    refused = refusal(PLAN + 'due = "年底"\n')
    assert "names no year" in say_error(speak("en"), refused.kind, refused.facts)
    assert "没有写明年份" in say_error(speak("zh"), refused.kind, refused.facts)
