"""`duban summary`: the same bytes as exchange.export makes, to stdout or whole into a file."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from commandline import Shell, sentence

from exchange.export import Order, export, file_bytes
from store.reader import open_reader
from words import speak

ENDINGS = ["md", "json", "csv"]


@pytest.fixture
def duban(demo: Path) -> Shell:
    return Shell(demo)


@pytest.mark.parametrize("format", ENDINGS)
@pytest.mark.parametrize("plan", ["", "panjin-2005", "fujian-2006"])
@pytest.mark.parametrize(
    ("kind", "lang"), [("bulletin", "en"), ("bulletin", "zh"), ("briefing", "zh"), ("ledger", "en")]
)
def test_the_command_and_the_export_make_the_same_bytes(
    duban: Shell, tmp_path: Path, format: str, plan: str, kind: str, lang: str
) -> None:
    reader = open_reader(duban.store)
    text = export(reader, Order(plan, kind, format, issued=date(2006, 9, 15)), date(2006, 9, 15), speak(lang))
    reader.close()
    args = ["summary", "--kind", kind, *(["--plan", plan] if plan else [])]
    assert duban.data(*args, "--format", format, lang=lang) == text
    file = tmp_path / f"summary.{format}"
    ran = duban(*args, "-o", file, lang=lang)
    assert (ran.code, ran.out) == (0, "") and str(file) in ran.err
    assert file.read_bytes() == file_bytes(text, format)


def test_csv_carries_a_mark_in_a_file_and_none_on_stdout(duban: Shell, tmp_path: Path) -> None:
    file = tmp_path / "台账.csv"
    duban.said("summary", "--plan", "panjin-2005", "-o", file)
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    text = duban.data("summary", "--plan", "panjin-2005", "--format", "csv")
    assert not text.startswith("\ufeff") and file.read_bytes()[3:].decode() == text
    assert len(list(csv.reader(io.StringIO(text)))) == 22


def test_the_format_follows_the_ending_unless_one_is_named(duban: Shell, tmp_path: Path) -> None:
    plan = ("summary", "--plan", "panjin-2005")
    duban.said(*plan, "-o", tmp_path / "a.JSON")
    assert json.loads((tmp_path / "a.JSON").read_text())["plans"]
    duban.said(*plan, "-o", tmp_path / "a.txt", "--format", "md")
    assert (tmp_path / "a.txt").read_text().startswith("> **")
    folder = tmp_path / "v1.2 of 通报"
    folder.mkdir()
    duban.said(*plan, "-o", folder / "bulletin")
    assert (folder / "bulletin").read_bytes() == (tmp_path / "a.txt").read_bytes()


def test_json_has_the_keys_of_the_contract(duban: Shell) -> None:
    summary = duban.json("summary", "--format", "json")
    assert list(summary)[:2] == ["as_of", "plans"] and summary["as_of"] == "2006-09-15"
    plan = summary["plans"][0]
    keys = ["plan", "title", "light", "worst", "totals", "elapsed", "phases", "units", "overdue", "behind"]
    assert list(plan)[: len(keys)] == keys and {"no_report", "blocked", "indicators", "reports"} <= set(plan)
    assert list(plan["worst"]) == ["task", "unit", "reason"]
    assert list(plan["phases"][0]) == ["name", "start", "end", "elapsed", "done", "total"]
    unit = plan["units"][0]
    assert list(unit)[:4] == ["unit", "lead", "support", "responsible"] and "last_report" in unit and "overdue" in unit
    assert list(plan["indicators"][0])[:13] == [
        "ref", "name", "measure", "comparator", "combine", "steps", "target", "due", "value", "figures_on",
        "reported_units", "units", "points",
    ]  # fmt: skip
    assert {"due", "on_time", "late", "missing"} <= set(plan["reports"])
    tasks = duban.tasks("--plan", "panjin-2005")
    assert plan["overdue"] == [row for row in tasks if row["light"] == "overdue"]
    assert plan["blocked"] == [row for row in tasks if row["status"] == "blocked"]
    assert sum(plan["totals"].values()) == len(tasks)


def test_number_date_of_issue_and_date_of_figures_stand_in_the_paper(duban: Shell) -> None:
    text = duban.data(
        "summary", "--plan", "panjin-2005", "--number", "7", "--issued", "2006-09-18", "--figures-on", "2006-08-31",
        lang="zh",
    )  # fmt: skip
    assert "〔2006〕7号" in text and "2006年9月18日" in text and "8月31日" in text


def test_a_paper_is_dated_on_the_day_it_is_written_unless_another_is_named(duban: Shell) -> None:
    plan = ("summary", "--plan", "panjin-2005", "--as-of", "2006-09-15", "--format", "json")
    assert duban.json(*plan, today="2006-09-20")["issued"] == "2006-09-20"
    assert duban.json(*plan, "--issued", "2006-09-18", today="2006-09-20")["issued"] == "2006-09-18"


def test_a_change_is_in_the_next_summary(duban: Shell) -> None:
    duban.said("set", "panjin-2005/2", "done", "--unit", "市信息产业局")
    plan = duban.json("summary", "--plan", "panjin-2005", "--format", "json")["plans"][0]
    assert plan["totals"]["done"] == 3 and [row["task"] for row in plan["overdue"]] == ["4"]


def test_a_place_that_cannot_be_written_is_named_and_nothing_is_left_there(duban: Shell, tmp_path: Path) -> None:
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "file").write_text("mine")
    for place in (tmp_path / "folder.md", tmp_path / "none" / "a.md", tmp_path / "file" / "a.md", ""):
        said = duban.refused("summary", "--plan", "panjin-2005", "-o", place)
        assert "cannot be written" in said and str(place) in said
    assert sorted(file.name for file in tmp_path.iterdir()) == ["file", "folder.md"]
    assert (tmp_path / "file").read_text() == "mine" and not list((tmp_path / "folder.md").iterdir())


def test_a_file_that_stood_there_is_replaced_whole_or_kept(duban: Shell, tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("old")
    assert "There is no plan" in duban.refused("summary", "--plan", "panjin", "-o", file)
    assert file.read_text() == "old"
    duban.said("summary", "--plan", "panjin-2005", "-o", file)
    assert file.read_text() != "old"


def test_a_store_without_plans_has_an_empty_summary(tmp_path: Path) -> None:
    duban = Shell(tmp_path / "new.db")
    assert duban("open").code == 0
    assert duban.json("summary", "--format", "json")["plans"] == []
    assert sentence(duban("summary", "--plan", "panjin-2005"), 1).startswith("There is no plan")


def test_contacts_are_in_a_ledger_only_where_they_are_asked_for(demo: Path) -> None:
    duban = Shell(demo)
    duban.said("contact", "市妇联", "--plan", "panjin-2005", "--kind", "liaison", "--name", "王某", "--phone", "0427-1")
    ledger = ("summary", "--plan", "panjin-2005", "--format", "csv")
    plain, asked = duban.data(*ledger), duban.data(*ledger, "--contacts")
    assert "王某" not in plain and "Liaison" not in plain
    rows = {(row["Task"], row["Unit"]): row for row in csv.DictReader(io.StringIO(asked))}
    assert (rows["3", "市妇联"]["Liaison"], rows["3", "市妇联"]["Telephone"]) == ("王某", "0427-1")
    assert not rows["3", "市民政局"]["Liaison"]
    assert "Add --format csv" in duban.refused("summary", "--plan", "panjin-2005", "--contacts")


def test_a_ledger_tells_what_was_said_last_and_how_often_it_was_asked(demo: Path) -> None:
    duban = Shell(demo)
    duban.said("report", "市妇联", "panjin-2005/3", "--via", "wechat", "--in-progress", "--progress", "done half",
               "--problem", "no room", "--next", "ask for one")  # fmt: skip
    duban.said("chase", "市妇联", "panjin-2005/3", "--via", "phone", "--plan", "panjin-2005")
    text = duban.data("summary", "--plan", "panjin-2005", "--format", "csv")
    rows = {(row["Task"], row["Unit"]): row for row in csv.DictReader(io.StringIO(text))}
    row = rows["3", "市妇联"]
    told = row["Latest progress"], row["Problem"], row["Next step"], row["Reported via"]
    assert told == ("done half", "no room", "ask for one", "WeChat")
    assert int(row["Chases"]) >= 1
