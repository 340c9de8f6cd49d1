"""Small words that a coordinator would stumble over: numbers, plurals, columns that contradict each other, `show`."""

from __future__ import annotations

from datetime import date

import pytest
from worked_example import AS_OF, XINXI, material, row

from exchange.render_md import render_md
from exchange.summary import summarize
from store.document import IndicatorDoc, MandateDoc, PlanDoc, SectionDoc, StepDoc, TaskDoc
from store.window import Window
from tui.cli.shown import shown
from words import speak
from words.english.paper import PAPER


def test_one_is_singular_and_lights_stand_well_behind_a_number() -> None:
    assert [PAPER.amount(n, measure) for n, measure in ((1, "个乡镇"), (2, "个乡镇"), (1, "人"), (1, "GB/s"))] == [
        "1 township", "2 townships", "1 person", "1 GB/s",
    ]  # fmt: skip
    lights = (("blocked", 2, ("6",)), ("no_report", 1, ("1",)), ("no_date", 1, ("2",)))
    told = PAPER.by_task(lights)
    assert told == "By task: 2 in need of help (no. 6), 1 with no report (no. 1), 1 with no due date (no. 2)."


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_where_everybody_reported_one_rate_is_enough(lang: str) -> None:
    words = speak(lang).paper
    assert words.indicator_each("", None, 12, 12, 8, 66.7, 66.7).count("66.7%") == 1
    assert words.indicator_each("", None, 12, 10, 8, 66.7, 80.0).count("%") == 2


def test_the_date_of_an_overdue_item_is_not_later_than_its_days_late() -> None:
    later = row("2", XINXI, "overdue", date(2006, 8, 31))._replace(due_first=date(2007, 9, 30))
    made = material()._replace(rows=(later,), moved=(), problems={})
    assert "| 31 August 2006 | 15 |" in render_md(summarize([made], AS_OF, kind="briefing"), speak("en"))


def test_a_plan_as_written_is_shown_in_the_language_of_the_reader() -> None:
    units = (MandateDoc("各乡镇", "lead"), MandateDoc("市政府", "lead", inferred=True))
    task = TaskDoc("1", "1", "接入", open_list=True, mandates=units)
    reach = IndicatorDoc("i1", "户数", "户", steps=(StepDoc(1, Window("")), StepDoc(3000, Window(""))))
    doc = PlanDoc("p", "方案", sections=(SectionDoc("", "", (task,)),), indicators=(reach,))
    en, zh = (shown(doc, speak(lang)) for lang in ("en", "zh"))
    assert "lead: 各乡镇, 市政府? and others\n" in en and "牵头: 各乡镇、市政府? 等\n" in zh
    assert "    at least 1 household\n    at least 3,000 households\n" in en and "不低于3000户" in zh
    assert en.endswith("\n? read from the context: the document does not name it so\n")
    assert "\n\n\n" not in en and not [line for line in en.splitlines() if line != line.rstrip()]
