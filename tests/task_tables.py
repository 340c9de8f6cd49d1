"""Task tables for the tests: the usual header, reading, and what a table is refused for."""

from __future__ import annotations

import pytest

from exchange.plan_file import read_plan, write_plan
from exchange.task_table import read_task_table
from store.document import PlanDoc
from store.errors import Refused
from words import say_error, speak
from words.chinese.file_errors import CSV_PROBLEMS as CHINESE
from words.english.file_errors import CSV_PROBLEMS as ENGLISH

HEAD = "序号,任务,牵头单位,责任单位,配合单位,完成时限,任务数,计量单位\n"
MINIMAL = (
    HEAD + "1,家庭宽带入户,市信息办,各电信运营商,市财政局,2006年6月底,40000,户\n"
    "2,开展网络安全培训,,市教育局、市民政局,,年内,,\n"
)


def table(text: str | bytes, *, path: str = "plan.csv", year: int | None = None, title: str = "") -> PlanDoc:
    """Read a table; whatever it gives is a plan that a plan file can hold."""
    doc = read_task_table(text.encode() if isinstance(text, str) else text, path=path, year=year, title=title)
    assert read_plan(write_plan(doc), year=doc.year) == doc
    return doc


def refusal(text: str | bytes, *, year: int | None = None) -> dict[str, object]:
    """What a table is refused for; both languages have a sentence that names the file and says what is safe."""
    with pytest.raises(Refused) as refused:
        table(text, year=year)
    kind, facts = refused.value.kind, refused.value.facts
    assert facts.get("problem", "quotes") in ENGLISH.keys() & CHINESE.keys()
    for lang, safe in (("en", "Nothing was changed."), ("zh", "未作任何改动。")):
        said = say_error(speak(lang), kind, facts)
        assert "plan.csv" in said and safe in said
        assert "{text}" not in said and kind.replace("_", " ") not in said, "an id is no sentence"
    return {"kind": kind, **{name: value for name, value in facts.items() if name != "path"}}
