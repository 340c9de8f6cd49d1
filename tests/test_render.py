"""The papers as they go out: golden bulletins, exact JSON keys, CSV that no spreadsheet runs."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest
from conftest import Golden
from hypothesis import given
from hypothesis import strategies as st
from worked_example import AS_OF, LIANTONG, material, row

from exchange.assignment_json import assignment_json, json_text, whole_percent
from exchange.export import file_bytes
from exchange.paper import number_text
from exchange.render_csv import render_csv
from exchange.render_json import render_json
from exchange.render_md import escape, escape_line, render_md
from exchange.summary import summarize
from exchange.summary_shapes import KINDS, Summary
from store import vocabulary as v
from store.document import Window
from store.shapes import Indicator, Milestone, Step, UnitFigure
from words import speak

LANGS = ("zh", "en")
NASTY = "=1+1|x\x1b[31m\n# [a](javascript:b) <b> `c` *d* \u202e_e_ ~f~ &amp;"


def bulletin(kind: str = "bulletin", plans: int = 1) -> Summary:
    """The worked example as a summary."""
    return summarize([material()] * plans, AS_OF, date(2006, 8, 31), AS_OF, "3", kind)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", KINDS)
def test_the_worked_example_reads_as_in_papers(kind: str, lang: str, golden: Golden) -> None:
    golden(f"tests/golden/{kind}_{lang}.md", render_md(bulletin(kind), speak(lang)))


def test_the_bulletin_says_what_papers_says() -> None:
    text = render_md(bulletin(), speak("zh"))
    for told in (
        "盘家庭上网办〔2006〕3号",
        "关于盘锦市家庭上网工程2006年8月进展情况的通报",
        "已办结2项，占9.5%；正常推进8项，占38.1%；临期（10日内到期）4项，占19.0%；滞后3项，占14.3%；逾期2项，占9.5%",
        "正常推进2项（第1、6项），滞后2项（第3、5项），逾期2项（第2、4项）",
        "应报8个单位，按时6个，迟报1个，未报1个，按时率75.0%",
        "任务40000户，已报数的3个单位累计完成17770户，占44.4%，低于时间进度（8月31日50.0%）5.6个百分点，滞后",
        "移动公司（任务数2000户）未报数，不按零计；按已报单位任务数38000户计，为46.8%",
        "在容差（5个百分点）之内，正常推进",
        "系时限届满后提出，按逾期统计",
        "| 2 |  | 移动公司 | 2000 | 未报 | — | — | 未反馈 | 6月30日后未报 |",
        "| **合计** | 21 | 2 | 8 | 4 | 3 | 2 | 2 | 按时6 迟报1 未报1 |",
        "因四舍五入，分项之和可能不等于100%",
    ):
        assert told in text
    assert not any(praise in text for praise in ("高度重视", "较好", "先进", "落后", "不力"))


@pytest.mark.parametrize("lang", LANGS)
def test_sample_data_is_said_first_and_in_every_format(lang: str) -> None:
    words = speak(lang)
    for kind in KINDS:
        assert render_md(bulletin(kind), words).splitlines()[0] == f"> **{words.paper.sample()}**"
    assert json.loads(render_json(bulletin(), words))["sample"] is True
    table = list(csv.reader(io.StringIO(render_csv(bulletin(), words))))
    assert all(row[-1] == words.domain.word("sample") for row in table[1:])
    real = material()
    real = real._replace(board=real.board._replace(sample=False))
    text = render_md(summarize([real], AS_OF), words)
    assert words.paper.sample() not in text and words.paper.mark(draft=True, sample=False) in text


@pytest.mark.parametrize("lang", LANGS)
def test_several_plans_make_one_section_each(lang: str) -> None:
    text = render_md(bulletin(plans=2), speak(lang))
    assert text.count("\n## 盘锦市家庭上网工程实施方案\n") == 2
    assert len([line for line in text.splitlines() if line.startswith("# ")]) == 1


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", KINDS)
def test_empty_plans_and_stores_are_said_plainly(kind: str, lang: str) -> None:
    bare = material()._replace(rows=(), loads=(), indicators=(), phases=(), moved=(), problems={})
    bare = bare._replace(board=bare.board._replace(plan=None, elapsed=None, reporting=None, sample=False))
    for plans in ([], [bare]):
        text = render_md(summarize(plans, AS_OF, kind=kind), speak(lang))
        assert "None" not in text and text.endswith("\n")
        assert json.loads(render_json(summarize(plans, AS_OF, kind=kind), speak(lang)))["as_of"] == "2006-09-15"


def each() -> Indicator:
    """A threshold for every district, one of them unknown, with a ladder."""
    steps = (
        Step(60, Window("2003年底", end=date(2003, 12, 31))),
        Step(100, Window("2004年底", end=date(2004, 12, 31))),
    )
    figures = (
        UnitFigure("甲区", None, 52.0, None, AS_OF, False, 52.0, None, "overdue", False),
        UnitFigure("乙区", None, 100.0, None, AS_OF, True, 100.0, None, "done", False),
        UnitFigure("丙区", None, None, None, None, False, None, None, "no_report", False),
    )
    return Indicator(
        "i1", "网上办公", "%", "number", (), ">=", "each", "1", "", steps, 100, date(2004, 12, 31), None, None, None,
        None, AS_OF, "overdue", 2, 3, ("丙区",), 1, figures,
    )  # fmt: skip


def choice() -> Indicator:
    """A choice per unit."""
    figures = tuple(
        UnitFigure(unit, None, None, chosen, AS_OF if chosen else None, False, None, None, "", False)
        for unit, chosen in (("甲县", "专线"), ("乙县", "专线"), ("丙县", "卫星"), ("丁县", None))
    )
    return each()._replace(
        name="加入方式", measure="", kind="choice", choices=("专线", "虚拟主机"), combine="latest", steps=(),
        target=None, reported=3, expected=4, missing=("丁县",), units=figures,
    )  # fmt: skip


def test_thresholds_and_choices_print_both_rates_and_name_the_unknown() -> None:
    made = material()._replace(indicators=(each(), choice()))
    zh = render_md(summarize([made], AS_OF), speak("zh"))
    assert "各单位均应不低于100%（2004年12月31日前），3个单位报2个，其中1个达到" in zh
    assert "占全部的33.3%，占已报数单位的50.0%" in zh
    assert "尚未达到：甲区（52%）。" in zh and "丙区未报数，不按零计。" in zh
    assert "分步目标：2003年12月31日前60%，2004年12月31日前100%。" in zh
    assert "4个单位报3个：专线2个、卫星1个。丁县未报数" in zh
    assert "9月15日（核实）" in zh
    en = render_md(summarize([made], AS_OF), speak("en"))
    assert "Every unit at least 100% by 31 December 2004; 2 of 3 units reported, 1 reaches it" in en
    assert "(33.3% of all, 50.0% of those who reported)" in en


def test_missed_milestones_are_named() -> None:
    missed = Milestone("m1", "启动大会", Window("6月底", end=date(2006, 6, 30)), "", "市信息产业局", None, True)
    made = material()._replace(milestones=(missed,))
    assert "1个节点到期未达到。启动大会（市信息产业局，时限6月30日），已过77天。" in render_md(
        summarize([made], AS_OF), speak("zh")
    )


def test_numbers_go_into_the_offices_pattern() -> None:
    words = speak("zh")
    pattern = "盘家庭上网办〔{year}〕{n}号"
    assert number_text("3", pattern, 2006, words) == "盘家庭上网办〔2006〕3号"
    assert number_text("", pattern, 2006, words) == "盘家庭上网办〔2006〕〔请补写〕号"
    assert number_text("盘办〔2006〕9号", pattern, 2006, words) == "盘办〔2006〕9号"
    assert number_text("", "", 2006, words) == "〔请补写：文号〕"


PLAN_KEYS = [
    "plan", "title", "light", "worst", "totals", "elapsed", "phases", "units", "overdue", "behind", "no_report",
    "blocked", "indicators", "reports",
]  # fmt: skip
INDICATOR_KEYS = [
    "ref", "name", "measure", "comparator", "combine", "steps", "target", "due", "value", "figures_on",
    "reported_units", "units", "points",
]  # fmt: skip
ROW_KEYS = [
    "plan", "task", "label", "title", "section", "unit", "via", "role", "status", "percent", "start", "due", "due_text",
    "due_from", "due_first", "due_basis", "light", "days_late", "done_on", "last_report", "note", "updated_on",
    "late_kept", "extension_wanted",
]  # fmt: skip


def test_the_json_has_the_keys_of_commands() -> None:
    value = json.loads(render_json(bulletin(), speak("en")))
    assert list(value)[:2] == ["as_of", "plans"]
    plan = value["plans"][0]
    assert list(plan)[: len(PLAN_KEYS)] == PLAN_KEYS
    assert list(plan["worst"]) == ["task", "unit", "reason"]
    assert set(plan["totals"]) == set(v.LIGHTS) and sum(plan["totals"].values()) == 21
    assert plan["elapsed"] == 51.6
    assert list(plan["phases"][0]) == ["name", "start", "end", "elapsed", "done", "total"]
    assert list(plan["units"][0])[:4] == ["unit", "lead", "support", "responsible"]
    assert {"overdue", "on_track", "last_report"} <= set(plan["units"][0])
    assert list(plan["overdue"][0]) == ROW_KEYS and len(plan["overdue"]) == 2
    assert [len(plan[name]) for name in ("behind", "no_report", "blocked")] == [3, 2, 1]
    assert list(plan["indicators"][0])[: len(INDICATOR_KEYS)] == INDICATOR_KEYS
    assert plan["indicators"][0]["points"] == -5.6
    assert {name: plan["reports"][name] for name in ("due", "on_time", "late", "missing")} == {
        "due": 8, "on_time": 6, "late": 1, "missing": 1,
    }  # fmt: skip


def test_an_assignment_has_exactly_the_keys_of_commands() -> None:
    value = assignment_json(row("2", LIANTONG, "overdue", date(2006, 8, 31), percent=52.357))
    assert list(value) == ROW_KEYS
    assert (value["due"], value["days_late"], value["percent"], value["via"]) == ("2006-08-31", 15, 52, "各电信运营商")


@pytest.mark.parametrize(("percent", "whole"), [(None, None), (0, 0), (0.2, 1), (49.5, 50), (99.9, 99), (100, 100)])
def test_a_whole_percent_is_never_nothing_or_all_unless_it_is(percent: float | None, whole: int | None) -> None:
    assert whole_percent(percent) == whole


@given(st.text())
def test_json_is_lossless_and_acts_on_no_terminal(text: str) -> None:
    shown = json_text({"text": text})
    assert json.loads(shown)["text"] == text
    assert all(char.isprintable() or char in "\n \u3000" for char in shown)
    shown.encode("utf-8")


def nasty() -> Summary:
    """Foreign text of the worst kind in every place."""
    made = material()
    rows = tuple(r._replace(title=NASTY, unit=NASTY, note=NASTY, section=NASTY, due_text=NASTY) for r in made.rows)
    document = made.document._replace(title=NASTY, number=NASTY)
    loads = tuple(load._replace(unit=NASTY) for load in made.loads)
    return summarize([made._replace(rows=rows, document=document, loads=loads)], AS_OF, number=NASTY)


@pytest.mark.parametrize("lang", LANGS)
def test_foreign_text_makes_no_markup_and_breaks_no_table(lang: str) -> None:
    for summary in (nasty(), nasty()._replace(kind="ledger"), nasty()._replace(kind="briefing")):
        text = render_md(summary, speak(lang))
        assert "\x1b" not in text and "\u202e" not in text
        assert "[a](" not in text and " <b>" not in text and " `c`" not in text and " *d*" not in text
        assert "&amp;" not in text.replace("\\&amp;", "") and " _e_" not in text
        tables = [line for line in text.splitlines() if line.startswith("| ")]
        widths = {line.replace("\\|", "").count("|") for line in tables}
        assert len(widths) <= 2 and all(line.endswith(" |") for line in tables)


@pytest.mark.parametrize("lang", LANGS)
def test_csv_has_one_row_an_assignment_and_harmless_cells(lang: str) -> None:
    lines = list(csv.reader(io.StringIO(render_csv(nasty(), speak(lang)))))
    assert len(lines) == 22 and {len(line) for line in lines} == {len(lines[0])}
    for line in lines[1:]:
        for cell in line:
            assert "\n" not in cell and "\x1b" not in cell
            assert not cell.startswith(("=", "+", "@")) and (not cell.startswith("-") or float(cell) < 0)


def test_csv_carries_the_facts_of_table_1() -> None:
    text = render_csv(bulletin(), speak("zh"))
    found = {(r["任务编号"], r["责任单位"]): r for r in csv.DictReader(io.StringIO(text))}
    stuck = found["5", LIANTONG]
    assert (stuck["任务数"], stuck["累计完成"], stuck["完成率%"], stuck["差（百分点）"]) == (
        "4000",
        "1240",
        "31",
        "-19",
    )
    assert (stuck["完成时限"], stuck["逾期天数"], stuck["办理状态"]) == ("2007-12-31", "-472", "需协调")
    assert '\n4,"panjin-2005","3","主要任务及责任单位",' in text and text.startswith('"')
    assert file_bytes(text, "csv").startswith(b"\xef\xbb\xbf") and not text.startswith("\ufeff")


def test_escaping_stays_readable() -> None:
    assert escape("snake_case 5~6 [to be added: date] 3 < 5") == "snake_case 5\\~6 [to be added: date] 3 \\< 5"
    assert escape("[a](b) ![c](d) &lt; A&B") == "[a\\](b) ![c\\](d) \\&lt; A&B"
    assert (
        escape("见https://a.b/c、WWW.a.b、http:x、a.b: c://d") == "见https\\://a.b/c、WWW\\.a.b、http:x、a.b: c\\://d"
    )
    assert escape_line("    rm -rf") == "rm -rf" and escape_line("     # a") == "\\# a"
    assert [escape_line(text) for text in ("# a", "- a", "1. a", "12) a", "1．a", "+2.4", "[x]: y")] == [
        "\\# a", "\\- a", "1\\. a", "12\\) a", "1．a", "\\+2.4", "[x\\]: y",
    ]  # fmt: skip
