"""What the reading commands print: `plans`, `show`, `tasks`, `log`, `where`."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from commandline import Shell, bare

from exchange.assignment_json import assignment_json
from exchange.plan_json import plan_json
from seed.plans import builtin_keys
from store.queries.assignments import assignments
from store.queries.document import document
from store.reader import open_reader
from store.shapes import AssignmentFilter
from tui.cli.table import cells

KEYS = [
    "plan", "task", "label", "title", "section", "unit", "via", "role", "status", "percent", "start", "due", "due_text",
    "due_from", "due_first", "due_basis", "light", "days_late", "done_on", "last_report", "note", "updated_on",
]  # fmt: skip
"""The keys of `duban tasks --json` (COMMANDS, "JSON")."""
LOG_KEYS = ["id", "command", "at", "on", "by", "what", "ref", "unit", "field", "old", "new", "note", "undone"]


@pytest.fixture
def duban(demo: Path) -> Shell:
    return Shell(demo)


def test_plans_lists_the_plans_of_the_store_with_their_sizes(duban: Shell) -> None:
    head, *lines = duban.data("plans").splitlines()
    assert head.split() == ["plan", "tasks", "assignments", "units", "light", "period", "title"]
    assert [line.split()[0] for line in lines] == list(builtin_keys())
    assert "2005-05-01 to 2007-12-31" in lines[0] and lines[0].endswith("盘锦市家庭上网工程实施方案")


def test_a_plan_without_a_period_shows_none(duban: Shell) -> None:
    for lang in ("en", "zh"):
        hengshui = next(line for line in duban.data("plans", lang=lang).splitlines() if line.startswith("hengshui"))
        assert "…" not in hengshui and " to " not in hengshui and "至" not in hengshui


def test_plans_as_json_says_the_same(duban: Shell) -> None:
    plans = duban.json("plans", "--json")
    assert [plan["plan"] for plan in plans] == list(builtin_keys())
    assert plans[0]["tasks"] == 6 and plans[0]["assignments"] == 21 and plans[0]["units"] == 8
    assert plans[3]["start"] is None and plans[0]["sample"] is True


def test_the_built_in_plans_are_listed_without_a_store(tmp_path: Path) -> None:
    duban = Shell(tmp_path / "none.db")
    text = duban.data("plans", "--builtin")
    assert [line.split()[0] for line in text.splitlines()[1:]] == list(builtin_keys())
    assert [plan["plan"] for plan in duban.json("plans", "--builtin", "--json")] == list(builtin_keys())
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize("key", builtin_keys())
def test_show_prints_a_plan_as_written(duban: Shell, key: str) -> None:
    reader = open_reader(duban.store)
    doc = document(reader, key)
    reader.close()
    text = duban.data("show", key)
    assert text.startswith(doc.title + "\n")
    for section in doc.sections:
        for task in section.tasks:
            assert f"  {task.ref}  " in text and task.title in text
    assert duban.json("show", key, "--json") == plan_json(doc)


def test_the_plan_shape_has_the_keys_of_the_contract(duban: Shell) -> None:
    shape = duban.json("show", "fujian-2006", "--json")
    assert {"title", "issuer", "number", "date", "tasks", "phases", "people", "indicators"} <= set(shape)
    task = next(task for task in shape["tasks"] if task.get("due"))
    assert {"label", "path", "title", "units", "due_phrases", "due", "targets", "clauses"} <= set(task)
    assert set(task["units"][0]) >= {"name", "role", "group"} and set(task["due"][0]) >= {"start", "end"}


def test_tasks_as_json_has_the_keys_of_the_contract_in_their_order(duban: Shell) -> None:
    rows = duban.tasks()
    assert len(rows) == sum(plan["assignments"] for plan in duban.json("plans", "--json"))
    assert all(list(row)[: len(KEYS)] == KEYS for row in rows)


def test_text_json_csv_and_the_shapes_agree(duban: Shell) -> None:
    reader = open_reader(duban.store)
    shapes = [assignment_json(row) for row in assignments(reader, AssignmentFilter(), date(2006, 9, 15))]
    reader.close()
    rows = duban.tasks()
    assert rows == shapes
    table = list(csv.DictReader(io.StringIO(duban.data("tasks", "--csv"))))
    assert list(table[0])[: len(KEYS)] == KEYS
    plain = [{key: "" if value is None else str(value) for key, value in row.items()} for row in rows]
    assert [{key: cell.removeprefix("'") for key, cell in row.items()} for row in table] == plain
    lines = duban.data("tasks").splitlines()[1:]
    assert len(lines) == len(rows)
    for line, row in zip(lines, rows, strict=True):
        assert f"{row['plan']}/{row['task']} " in line and f" {row['unit']} " in line and line.endswith(row["title"])
        assert (row["due"] or "") in line and f"{row['days_late'] or 0:+d}" in line + "+0"


def test_an_empty_list_is_an_empty_array_a_bare_head_or_a_sentence(duban: Shell) -> None:
    nothing = ("tasks", "--text", "no such thing anywhere")
    assert duban.json(*nothing, "--json") == []
    assert next(csv.reader([duban.data(*nothing, "--csv")]))[: len(KEYS)] == KEYS
    ran = duban(*nothing)
    assert (ran.code, ran.out) == (0, "") and ran.err == "duban: no assignment matches\n"


def test_each_filter_of_tasks_lets_through_exactly_what_it_names(duban: Shell) -> None:
    rows = duban.tasks()

    def only(*args: str) -> list[dict[str, object]]:
        found = duban.tasks(*args)
        assert 0 < len(found) < len(rows)
        return found

    assert only("--plan", "panjin-2005") == [row for row in rows if row["plan"] == "panjin-2005"]
    assert only("--role", "lead") == [row for row in rows if row["role"] == "lead"]
    assert only("--status", "claimed") == [row for row in rows if row["status"] == "claimed"]
    assert only("--light", "overdue") == [row for row in rows if row["light"] == "overdue"]
    assert only("--light", "overdue", "--light", "behind") == only("--light", "behind,overdue")
    before = [row for row in rows if row["due"] and row["due"] < "2006-09-30"]
    assert only("--due-before", "2006-09-30") == only("--due-before", "9月30日") == before
    assert only("--unit", "市妇联") == [row for row in rows if row["unit"] == "市妇联"]
    both = [row for row in rows if row["unit"] in ("市妇联", "团市委")]
    assert only("--unit", "市妇联", "--unit", "团市委") == both
    assert {row["task"] for row in only("--text", "便民服务")} == {"6"}
    assert only("--plan", "panjin-2005", "--role", "responsible", "--light", "due_soon", "--unit", "团市委") == [
        row for row in rows if row["unit"] == "团市委" and row["light"] == "due_soon"
    ]


def test_a_group_stands_for_its_members(duban: Shell) -> None:
    found = duban.tasks("--plan", "panjin-2005", "--unit", "各电信运营商")
    assert found == [row for row in duban.tasks("--plan", "panjin-2005") if row["via"] == "各电信运营商"]
    assert {row["unit"] for row in found} == {"网通公司", "移动公司", "联通公司", "铁通公司"}


def test_a_unit_is_found_by_its_alias(duban: Shell) -> None:
    plan = ("--plan", "county-home-internet")
    assert duban.tasks(*plan, "--unit", "信息辦") == duban.tasks(*plan, "--unit", "縣信息辦") != []


def test_words_are_understood_in_chinese_and_in_english(duban: Shell) -> None:
    for chinese, english in (
        (("--status", "推进中"), ("--status", "in_progress")),
        (("--status", "报完成"), ("--status", "claimed")),
        (("--role", "牵头"), ("--role", "lead")),
        (("--light", "逾期"), ("--light", "overdue")),
        (("--light", "逾期，临期"), ("--light", "overdue,due soon")),
    ):
        assert duban.tasks(*chinese) == duban.tasks(*english) != []


def test_text_that_looks_like_a_pattern_is_taken_literally(duban: Shell) -> None:
    with_sign = [row for row in duban.tasks() if "%" in row["title"] + row["note"]]
    assert duban.tasks("--text", "%") == with_sign and duban.tasks("--text", "_") == []


def test_chinese_columns_line_up_by_cells(duban: Shell) -> None:
    head, *lines = duban.data("tasks", "--plan", "panjin-2005", lang="zh").splitlines()
    assert "市信息产业局" in lines[0] and "责任" in lines[0]
    column = cells(head[: head.index("标题") if "标题" in head else head.rindex(" ") + 1])
    for line, row in zip(lines, duban.tasks("--plan", "panjin-2005"), strict=True):
        assert cells(line[: line.rindex(row["title"])]) == column


def test_log_as_json_has_the_keys_of_the_contract(duban: Shell) -> None:
    duban.said("set", "panjin-2005/3", "done", "--unit", "市妇联", "--note", "验收单第7号")
    lines = duban.log()
    assert all(list(line)[: len(LOG_KEYS)] == LOG_KEYS for line in lines)
    status = next(line for line in lines if line["field"] == "status")
    assert status["command"] == lines[0]["command"] and status["ref"] == "panjin-2005/3"
    assert (status["old"], status["new"]) == ("in_progress", "done")
    assert (status["by"], status["on"], status["unit"], status["what"]) == (
        "wang",
        "2006-09-15",
        "市妇联",
        "assignment",
    )
    assert status["note"] == "验收单第7号" and status["undone"] is False
    assert status["at"].endswith("+00:00")


def test_log_marks_what_was_undone_and_says_when_it_was_cut(duban: Shell) -> None:
    duban.said("set", "panjin-2005/3", "done", "--unit", "市妇联")
    duban.said("undo")
    for lang, mark in (("en", "(undone by wang on 15 September 2006)"), ("zh", "(wang于2006年9月15日撤销)")):
        ran = duban("log", lang=lang)
        assert ran.out.splitlines()[2].endswith(mark) and "take back" not in ran.out
        assert len(ran.out.splitlines()) == 201 and "200" in ran.err
    assert len(duban.data("log", "--all").splitlines()) == len(duban.log()) + 1
    only = duban("log", "--plan", "panjin-2005").out
    assert "panjin-2005/" in only and "fujian" not in only


def test_where_names_every_place_the_clock_and_the_zone(duban: Shell, clean_env: dict[str, str]) -> None:
    text = duban.data("where")
    for name in ("store", "config", "log", "cache", "backups", "today", "time zone", "by", "language"):
        assert any(line.startswith(name) for line in text.splitlines()), name
    assert duban.store in text and clean_env["XDG_CONFIG_HOME"] in text and "2006-09-15" in text
    assert "Asia/Shanghai" in text and "wang" in text


def test_where_works_without_a_store_and_makes_none(tmp_path: Path) -> None:
    ran = bare("--store", str(tmp_path / "none.db"), "where")
    assert ran.code == 0 and "UTC" in ran.out
    assert not (tmp_path / "none.db").exists()
