"""`duban todo`, `chase` and `contact` in both languages: whom to call, that it was called, and at which number."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commandline import Shell

UNIT, TASK = "市信息产业局", "panjin-2005/2"
NAME, PHONE = "王某", "0427-7654321"


@pytest.fixture
def shell(demo: Path) -> Shell:
    return Shell(demo)


def line_of(shell: Shell, unit: str = UNIT, **options: str) -> dict[str, object]:
    """What `todo` says of one unit."""
    found = [each for each in shell.json("todo", "--json", **options) if each["unit"] == unit]
    assert len(found) == 1
    one: dict[str, object] = found[0]
    return one


def test_today_names_units_with_what_they_are_to_be_called_for(shell: Shell) -> None:
    text = shell.data("todo", "--plan", "panjin-2005")
    assert text.startswith(UNIT), "units in the user's order"
    assert "15 d late" in text and TASK in text
    zh = shell.data("todo", "--plan", "panjin-2005", lang="zh")
    assert "逾期15天" in zh and "应于9月5日前报送" in zh


def test_a_chase_without_tasks_is_about_what_is_late_or_nearly_so_and_goes_to_the_liaison(shell: Shell) -> None:
    shell.said("contact", UNIT, "--name", NAME, "--phone", PHONE)
    said = shell.said("chase", UNIT, "--via", "电话", "--answer", "正在办", "--promised", "20日")
    assert "1 item (phone), promised for 20 September 2006" in said and "duban undo" in said
    line = line_of(shell)
    assert (line["contact"], line["phone"], line["answer"], line["promised"]) == (NAME, PHONE, "正在办", "2006-09-20")
    chased = [row for row in shell.log() if row["what"] == "chase"]
    assert {row["ref"] for row in chased if row["field"] == "via"} == {TASK}
    told = [row for row in shell.log() if row["command"] == chased[0]["command"]]
    assert NAME not in json.dumps(told, ensure_ascii=False), "whom it reached stays out of the log"
    shell.said("undo")
    assert line_of(shell)["last_chase"] is None


def test_a_promise_that_is_over_appears_with_its_day(shell: Shell) -> None:
    shell.said("chase", UNIT, TASK, "--via", "phone", "--on", "2006-09-08", "--promised", "2006-09-12")
    assert "promise passed" in shell.data("todo")
    assert "promise passed" not in shell.data("todo", "--as-of", "2006-09-12"), "on the day itself it is not over"


def test_contacts_are_listed_with_those_before(shell: Shell) -> None:
    assert "No contact" in shell.said("contact", UNIT)
    shell.said("contact", UNIT, "--kind", "联络员", "--name", "李某", "--from", "2006-01-01")
    shell.said("contact", UNIT, "--kind", "liaison", "--name", NAME, "--phone", PHONE)
    shell.said("contact", UNIT, "--kind", "分管领导", "--name", "赵某")
    lines = shell.data("contact", UNIT, lang="zh").splitlines()[1:]
    assert [line.split()[:3] for line in lines] == [
        ["现任", "分管领导", "赵某"], ["现任", "联络员", NAME], ["前任", "联络员", "李某"],
    ]  # fmt: skip
    assert [row["current"] for row in shell.json("contact", UNIT, "--json")] == [True, True, False]


def test_a_telephone_is_in_nothing_that_goes_out(shell: Shell) -> None:
    shell.said("contact", UNIT, "--name", NAME, "--phone", PHONE)
    shell.said("chase", UNIT, "--via", "phone")
    for kind in ("bulletin", "briefing", "ledger"):
        for made in ("md", "json", "csv"):
            out = shell("summary", "--plan", "panjin-2005", "--kind", kind, "--format", made).out
            assert PHONE not in out and NAME not in out, (kind, made)
    assert PHONE not in shell("log", "--all").out and PHONE not in shell.data("tasks", "--json")


def test_names_from_outside_cannot_steer_the_terminal(shell: Shell) -> None:
    shell.said("contact", UNIT, "--name", "\x1b[31m王", "--phone", "\u202e1")
    for words in (("todo",), ("todo", "--json"), ("contact", UNIT), ("contact", UNIT, "--json")):
        out = shell.data(*words)
        assert "\x1b" not in out and "\u202e" not in out, words


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    "words",
    [
        ("chase", UNIT, "--via", "pigeon"),
        ("chase", "nobody", "--via", "phone"),
        ("chase", UNIT, "panjin-2005/4", "--via", "phone"),
        ("chase", UNIT, "--via", "phone", "--promised", "2006-09-01"),
        ("chase", UNIT, "--via", "phone", "--promised", "长期"),
        ("contact", UNIT, "--kind", "boss", "--name", "X"),
        ("contact", UNIT, "--until", "2006-10-01"),
        ("contact", UNIT, "--name", "X", "--until", "2006-09-15"),
        ("todo", "--plan", "nowhere"),
    ],
)
def test_what_cannot_be_recorded_is_refused_in_a_sentence(shell: Shell, words: tuple[str, ...], lang: str) -> None:
    assert shell.refused(*words, lang=lang)
