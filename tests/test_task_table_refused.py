"""Task tables that cannot be read: refused with the line, in both languages, and nothing taken in."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import RunDuban
from hypothesis import given
from hypothesis import strategies as st
from task_tables import HEAD, MINIMAL, refusal, table

from exchange.task_table import read_task_table
from store.errors import Refused
from words import say_error, speak


def test_missing_columns_are_named_with_what_was_found() -> None:
    assert refusal("序号,任务,时限\n1,a,b\n") == {
        "kind": "csv_columns", "missing": ("units",), "found": ("序号", "任务", "时限"),
    }  # fmt: skip
    assert refusal("牵头单位,配合单位\na,b\n")["missing"] == ("task",)
    assert refusal("甲,乙\n1,2\n") == {"kind": "csv_columns", "missing": ("task", "units"), "found": ("甲", "乙")}


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\n\n,,,\n"])
def test_an_empty_file_has_no_columns(data: bytes) -> None:
    assert refusal(data) == {"kind": "csv_columns", "missing": ("task", "units"), "found": ()}


@pytest.mark.parametrize(
    "data",
    [
        HEAD.encode("gb18030") + "1,任务甲,市信息办,,,,,\n".encode(),
        HEAD.encode() + "1,任务甲,市信息办,,,,,\n".encode("gb18030"),
        (HEAD + "1,任务,").encode("gb18030") + "市信息办".encode() + ",,,,,\n".encode("gb18030"),
        (HEAD + "1,做事,甲局,,,,3,").encode("gb18030") + "户\n".encode(),
        MINIMAL.encode("utf-16"),
        MINIMAL.encode()[:-4] + b"\xe6\n",
        b"PK\x03\x04\xff\xfe\x00\x00",
    ],
    ids=["gb-utf8", "utf8-gb", "one-cell", "one-character", "utf-16", "cut-off", "zip"],
)
def test_two_encodings_or_another_one(data: bytes) -> None:
    assert refusal(data) == {"kind": "csv_encoding"}


@pytest.mark.parametrize("char", ["\x00", "\x1b", "\x7f", "\x85"])
def test_control_characters(char: str) -> None:
    assert refusal(HEAD + f"1,做{char}事,甲局,,,,,\n") == {
        "kind": "csv_row", "line": 2, "problem": "control", "text": char,
    }  # fmt: skip


def row_refused(rows: str, problem: str, line: int, text: str = "", head: str = HEAD) -> None:
    """A table is refused for one row."""
    assert refusal(head + rows) == {"kind": "csv_row", "line": line, "problem": problem, "text": text}


def test_a_quotation_mark_that_does_not_close() -> None:
    row_refused('1,做事,甲局,,,,,\n2,"做事,甲局,,,,,\n3,做事,甲局,,,,,\n', "quotes", 3)
    row_refused('1,"做"事,甲局,,,,,\n', "quotes", 2)


def test_a_cell_longer_than_any() -> None:
    row_refused(f"1,{'长' * 140_000},甲局,,,,,\n", "too_long", 2)


def test_a_row_that_goes_beyond_the_header() -> None:
    row_refused("1,做事,,甲局,乙局,丙局,,年底,3,户\n", "more_cells", 2, "3")


def test_two_columns_of_one_meaning() -> None:
    row_refused("", "column_twice", 1, "责任部门", head="任务,责任单位,责任部门\n做事,甲局,乙局\n")


def test_units_without_a_task() -> None:
    row_refused(",,甲局,,,,,\n", "no_task", 2)
    row_refused("1,做事,甲局,,,,,\n2,,甲局,,,,,\n", "no_task", 3)
    row_refused("1,做事,甲局,,,,,\n二、应用,,,,,,,\n,,甲局,,,,,\n", "no_task", 4)


def test_words_without_a_number_before_any_task() -> None:
    row_refused(",做事,甲局,,,,,\n2,做事,甲局,,,,,\n", "no_number", 2, "做事")


def test_a_task_without_units() -> None:
    row_refused("1,做事,,,,,,\n2,做事二,甲局,,,,,\n", "no_unit", 2, "做事")
    row_refused("1,做事,-,,,,,\n", "no_unit", 2, "做事")


def test_a_task_in_chinese_numbers_without_units_is_no_heading() -> None:
    row_refused("一,甲事,甲局,,,,,\n二,乙事,,,,,,\n三,丙事,甲局,,,,,\n", "no_unit", 3, "乙事")
    row_refused("1,甲事,甲局,,,,,\n二、乙事,,,,,,,\n", "no_unit", 3, "乙事")


def test_a_number_that_is_none() -> None:
    row_refused("重点,做事,甲局,,,,,\n", "bad_ref", 2, "重点")


@pytest.mark.parametrize("figure", ["约30", "10-20", "若干", "-5", "1e5", "9" * 17])
def test_a_figure_that_is_none(figure: str) -> None:
    row_refused(f"1,做事,甲局,,,,{figure},户\n", "bad_number", 2, f"{figure} 户")


def test_a_figure_with_two_measures() -> None:
    row_refused("1,做事,甲局,,,,30户,人次\n", "bad_number", 2, "30户 人次")


def test_a_second_date_of_nobody() -> None:
    row_refused("1,做事,甲局,,,2006年5月,,\n,,,,,2006年8月,,\n", "second_date", 3, "2006年8月")


def test_a_share_of_several_units() -> None:
    row_refused("1,做事,,甲局,,,3,户\n,,,乙局、丙局,,,4,户\n", "share_of_many", 3, "4户")


def test_two_shares_of_one_unit() -> None:
    row_refused("1,做事,,甲局,,,3,户\n,,,甲局,,,4,户\n", "share_twice", 3, "甲局")


def test_a_header_alone() -> None:
    row_refused("", "no_tasks", 1)


@pytest.mark.parametrize("second", ["1", "（一）", "1.", "１"])
def test_a_number_that_stands_twice(second: str) -> None:
    assert refusal(HEAD + f"1,做事,甲局,,,,,\n{second},别的事,甲局,,,,,\n") == {
        "kind": "duplicate_ref", "ref": "1", "line": 3,
    }  # fmt: skip


@pytest.mark.parametrize("phrase", ["立即", "5月底前完成方案，10月底前建成", "2006年13月", "39021"])
def test_a_date_that_is_none(phrase: str) -> None:
    found = refusal(HEAD + f'1,做事,甲局,,,"{phrase}",,\n', year=2006)
    assert (found["kind"], found["line"], found["text"]) == ("csv_date", 2, phrase)


@pytest.mark.parametrize("above", ["", "2006—2008年任务表\n"])
def test_a_date_that_needs_a_year_which_nobody_names(above: str) -> None:
    rows = above + HEAD + "1,甲事,甲局,,,2006年5月,,\n2,乙事,甲局,,,10月底,,\n3,丙事,甲局,,,2007年5月,,\n"
    found = refusal(rows)
    assert (found["kind"], found["line"], found["why"]) == ("csv_date", 3 + bool(above), "no_year")
    assert "--year" in say_error(speak("en"), "csv_date", {**found, "path": "x"})


def test_a_hidden_year_without_a_year_given() -> None:
    found = refusal("2006年任务表\n" + HEAD + "1,做事,甲局,,,20xx年10月底,,\n")
    assert (found["kind"], found["line"], found["why"]) == ("csv_date", 3, "hidden_year")


def test_a_year_out_of_range() -> None:
    with pytest.raises(Refused, match="bad_option"):
        read_task_table(MINIMAL.encode(), path="x.csv", year=99999)


def test_the_line_is_that_of_the_file() -> None:
    row_refused('1,"做\r\n事",甲局,,,,,\r\n\r\n2,乙事,,,,,,\r\n', "no_unit", 6, "乙事", head="\n" + HEAD)


def test_a_table_that_is_refused_changes_nothing_in_the_store(run_duban: RunDuban, tmp_path: Path) -> None:
    store, good, bad = tmp_path / "board.db", tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_bytes(MINIMAL.encode("gb18030"))
    bad.write_text(MINIMAL + "2,再做一次,甲局,,,,,\n", encoding="utf-8")
    assert run_duban("load", str(good), store=store).code == 0
    before = run_duban("tasks", "--json", store=store).out
    assert "市教育局" in before
    refused = run_duban("load", str(good), str(bad), store=store)
    assert refused.code == 1 and "bad.csv" in refused.err and "Traceback" not in refused.err
    assert run_duban("tasks", "--json", store=store).out == before


CELLS = st.text(st.sampled_from('一二1.、,；;等各（）()"\n\t 户%万年月底20甲乙局—注合计'), max_size=8)


@given(st.lists(st.lists(CELLS, min_size=8, max_size=8), max_size=5), st.sampled_from([None, 2006]))
def test_any_table_is_a_plan_or_is_refused(rows: list[list[str]], year: int | None) -> None:
    quoted = "".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in rows)
    try:
        table(HEAD + quoted, year=year)
    except Refused as why:
        assert why.kind in ("csv_row", "csv_date", "duplicate_ref", "csv_columns")


@given(st.binary(max_size=200))
def test_any_bytes_are_refused_in_words(data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        read_task_table(data, path="x.csv")
    assert refused.value.kind in ("csv_row", "csv_encoding", "csv_columns")
