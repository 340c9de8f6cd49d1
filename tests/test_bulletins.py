"""A bulletin that was issued is recorded: the next one is compared with it, and it can be made again as it was."""

from __future__ import annotations

import hashlib
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from commandline import Shell

from exchange.export import Order
from exchange.issuing import Recipe, again, recipe_of, recipe_words
from store.queries.ending import issued
from store.reader import open_reader
from words import speak

PANJIN = ("--plan", "panjin-2005")


@pytest.fixture
def duban(demo: Path) -> Shell:
    return Shell(demo, lang="zh")


def second(duban: Shell, folder: Path, *options: str) -> Path:
    """No. 2, as of 15 August, issued three days later."""
    file = folder / "n2.md"
    duban.said(
        "summary", *PANJIN, "--as-of", "2006-08-15", "--number", "2", "--issue", "-o", file, *options,
        today="2006-08-18",
    )  # fmt: skip
    return file


def test_the_next_bulletin_counts_what_changed_since_the_last_one(duban: Shell, tmp_path: Path) -> None:
    assert "相比" not in duban.data("summary", *PANJIN)
    second(duban, tmp_path)
    text = duban.data("summary", *PANJIN, "--number", "3")
    assert "与第2期（截至8月15日）相比，新办结2项，新增逾期2项，新增滞后1项" in text
    assert "、变化情况" not in text
    assert "Since No. 2 (15 August): 2 done, 2 newly overdue, 1 newly behind" in duban.data(
        "summary", *PANJIN, lang="en"
    )


@pytest.mark.parametrize(
    "options",
    [
        [*PANJIN, "--since", "none"], [*PANJIN, "--since", "无"], [*PANJIN, "--kind", "briefing"],
        [*PANJIN, "--kind", "ledger"], [*PANJIN, "--format", "csv"], [*PANJIN, "--as-of", "2006-08-15"],
        ["--plan", "fujian-2006"], [],
    ],
)  # fmt: skip
def test_only_what_follows_it_is_compared(duban: Shell, tmp_path: Path, options: list[str]) -> None:
    before = duban.data("summary", *options)
    second(duban, tmp_path)
    assert duban.data("summary", *options) == before


def test_a_date_given_names_the_changes_too(duban: Shell, tmp_path: Path) -> None:
    second(duban, tmp_path)
    named = duban.json("summary", *PANJIN, "--since", "2006-08-15", "--format", "json")["plans"][0]["since"]
    assert named["number"] == "2" and len(named["finished"]) == 2
    counted = duban.data("summary", *PANJIN)
    told = duban.data("summary", *PANJIN, "--since", "2006-08-15")
    assert "与第2期（截至8月15日）相比" in told and len(told) > len(counted)
    assert "与8月1日相比" in duban.data("summary", *PANJIN, "--since", "2006-08-01")


def test_what_was_issued_is_listed_with_the_digest_of_its_bytes(duban: Shell, tmp_path: Path) -> None:
    file = second(duban, tmp_path, "--figures-on", "2006-07-31")
    (one,) = duban.json("bulletins", "--json")
    assert one | {"recorded": "", "command": 0} == {
        "plan": "panjin-2005", "kind": "bulletin", "number": "2", "as_of": "2006-08-15", "figures_on": "2006-07-31",
        "issued": "2006-08-18", "digest": hashlib.sha256(file.read_bytes()).hexdigest(), "recorded": "", "command": 0,
    }  # fmt: skip
    assert one["digest"][:16] in duban.data("bulletins") and "通报" in duban.data("bulletins", *PANJIN)
    assert "尚未登记印发" in duban.said("bulletins", "--plan", "fujian-2006")
    assert duban.json("bulletins", "--json", "--as-of", "2006-08-17") == []


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--number", "2"], "已经印发（截至2006年8月15日）"),
        ([], "须有期号"),
        (["--number", "3", "--as-of", "2006-09-20"], "晚于今天"),
        (["--number", "3", "--known-at", "2006-09-01"], "过去的日期只能查看"),
        (["--number", "3", "--kind", "letter"], "letter"),
    ],
)
def test_what_cannot_be_issued_leaves_no_file(duban: Shell, tmp_path: Path, options: list[str], says: str) -> None:
    second(duban, tmp_path)
    file = tmp_path / "no.md"
    assert says in duban.refused("summary", *PANJIN, *options, "--issue", "-o", file)
    assert not file.exists()


def test_a_file_that_cannot_be_written_is_not_issued(duban: Shell, tmp_path: Path) -> None:
    duban.refused("summary", *PANJIN, "--number", "1", "--issue", "-o", tmp_path / "nowhere" / "a.md")
    assert duban.json("bulletins", "--json") == []


def test_a_number_begins_anew_each_year_and_in_each_kind(duban: Shell, tmp_path: Path) -> None:
    second(duban, tmp_path)
    duban.said("summary", *PANJIN, "--kind", "briefing", "--number", "2", "--issue", "-o", tmp_path / "b.md")
    duban.said("summary", *PANJIN, "--number", "2", "--issue", "-o", tmp_path / "c.md", today="2007-01-10")
    assert [one["kind"] for one in duban.json("bulletins", "--json", today="2007-01-10")] == [
        "bulletin",
        "briefing",
        "bulletin",
    ]


def test_a_closed_plan_issues_nothing_more(duban: Shell, tmp_path: Path) -> None:
    duban.said("close", "panjin-2005", "--basis", "文件", "--yes")
    assert "duban reopen" in duban.refused("summary", *PANJIN, "--number", "9", "--issue", "-o", tmp_path / "x.md")


def test_an_issue_is_undone_and_cannot_come_back_under_a_number_that_was_given_anew(
    duban: Shell, tmp_path: Path
) -> None:
    second(duban, tmp_path)
    duban.said("undo")
    assert duban.json("bulletins", "--json") == []
    duban.said("redo")
    assert len(duban.json("bulletins", "--json")) == 1
    command = duban.json("bulletins", "--json")[0]["command"]
    duban.said("undo")
    duban("summary", *PANJIN, "--number", "2", "--issue", "-o", tmp_path / "other.md", by="li")
    assert "已经印发" in duban.refused("redo", "--command", str(command))


@pytest.mark.parametrize("format", ["md", "json", "csv"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_was_issued_is_made_again_byte_for_byte_whatever_came_after(
    duban: Shell, tmp_path: Path, lang: str, format: str
) -> None:
    second(duban, tmp_path)
    file = tmp_path / f"n3.{format}"
    duban.said("summary", *PANJIN, "--number", "3", "--rank", "--issue", "-o", file, lang=lang)
    duban.said("set", "panjin-2005/1", "done", "--on", "2006-08-01")
    duban.said("setting", "due_soon_days", "60", "--on", "2006-08-01")
    duban.said("undo")
    with closing(open_reader(duban.store)) as reader:
        found = issued(reader, "panjin-2005")
    for one, was in zip(found, (tmp_path / "n2.md", file), strict=True):
        recipe = recipe_of(one.words)
        assert recipe is not None
        made = again(duban.store, one, speak(recipe.lang))
        assert made is not None and made[0] == was.read_bytes()


def test_the_words_of_an_issue_are_a_recipe() -> None:
    full = Order("p", "briefing", "json", date(2006, 8, 31), date(2006, 9, 18), "盘〔2006〕3号", True, date(2006, 8, 1))
    for order in (full, Order(compares=False, number="1"), Order("p", since=date(2006, 8, 1))):
        recipe = Recipe(order, date(2006, 9, 15), "zh")
        assert recipe_of(recipe_words(recipe)) == recipe
    assert recipe_of(("summary", "--issue")) is None and recipe_of(()) is None


def test_holidays_that_are_not_known_yet_are_said(duban: Shell) -> None:
    text = duban.data("summary", *PANJIN, "--as-of", "2040-12-20", today="2040-12-20")
    assert "2041年放假安排尚未公布" in text
    assert "尚未公布" not in duban.data("summary", *PANJIN)
