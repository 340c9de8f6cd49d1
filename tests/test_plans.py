"""The five built-in plans hold what their documents say, in their words; sample rows stay apart from them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from conftest import ROOT, Golden

from exchange.plan_json import plan_json
from seed.plans import builtin, builtin_keys, demo_plan, sample, with_sample
from store.commands import load
from store.document import PlanDoc, TaskDoc, Window
from store.errors import Refused
from store.queries.document import document
from store.reader import open_reader
from store.shapes import Who
from store.writer import Writer

Y = 2006


def every(doc: PlanDoc) -> Iterator[TaskDoc]:
    def below(tasks: tuple[TaskDoc, ...]) -> Iterator[TaskDoc]:
        for one in tasks:
            yield one
            yield from below(one.children)

    for section in doc.sections:
        yield from below(section.tasks)


def task(doc: PlanDoc, ref: str) -> TaskDoc:
    return next(t for t in every(doc) if t.ref == ref)


def units(doc: PlanDoc, ref: str, role: str) -> list[str]:
    return [m.unit for m in task(doc, ref).mandates if m.role == role]


def outline(doc: PlanDoc) -> str:
    """One line per task: what a reader checks against the document."""
    lines = [f"{doc.key} · {doc.title} · {doc.number} · {doc.issuer} · {doc.issued or ''} · {doc.area}".rstrip()]
    for one in every(doc):
        owed = "; ".join(
            f"{role}: {'、'.join(units(doc, one.ref, role))}"
            for role in ("lead", "responsible", "support")
            if units(doc, one.ref, role)
        )
        due = f"{one.due.phrase} → {one.due.end}{' started' if one.means == 'started' else ''}" if one.due else ""
        rest = " | ".join(filter(None, [owed + ("等" if one.open_list else ""), due]))
        lines.append(f"{one.ref} [{one.kind}] {one.label} {one.title}{' | ' if rest else ''}{rest}")
    for milestone in doc.milestones:
        lines.append(
            f"{milestone.ref} ◇ {milestone.name} | {milestone.of} | {milestone.due.phrase} → {milestone.due.end}"
        )
    for i in doc.indicators:
        ladder = ", ".join(f"{i.comparator}{step.value:g} {step.by.phrase} → {step.by.end}" for step in i.steps)
        lines.append(f"{i.ref} # {i.name} ({i.measure or i.kind}, {i.combine}) | {ladder or '/'.join(i.choices)}")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("key", builtin_keys())
def test_the_outline_of_a_plan_is_as_it_was_read(key: str, golden: Golden) -> None:
    """Every task, unit, role, date, milestone and indicator of a built-in plan, one line each."""
    golden(f"tests/outlines/{key}.txt", outline(builtin(key, Y)))


@pytest.mark.parametrize(
    ("key", "items", "clauses", "mandates", "sections"),
    [
        ("panjin-2005", 6, 0, 12, 1),
        ("county-home-internet", 19, 0, 69, 1),
        ("fujian-2006", 21, 29, 99, 7),
        ("hengshui-2002", 5, 11, 22, 2),
        ("guangzhou-2003", 8, 0, 10, 3),
    ],
)
def test_counts(key: str, items: int, clauses: int, mandates: int, sections: int) -> None:
    doc = builtin(key, Y)
    kinds = [t.kind for t in every(doc)]
    assert (kinds.count("item"), kinds.count("clause")) == (items, clauses)
    assert sum(len(t.mandates) for t in every(doc)) == mandates
    assert len(doc.sections) == sections


@pytest.mark.parametrize("key", builtin_keys())
def test_words_come_from_the_text(key: str) -> None:
    doc = builtin(key, Y)
    for one in every(doc):
        if one.kind == "clause":
            assert one.title in one.text
        for target in one.targets:
            assert target in one.text
        if one.due:
            assert one.due.phrase in one.text
        if one.children and one.text:
            assert all(child.text in one.text for child in one.children if child.kind == "clause")
    assert "(wǎng)" not in str(doc)
    assert "6722a" not in str(doc).replace(doc.source_note, "").replace(repr(doc.source_note)[1:-1], "")


@pytest.mark.parametrize("key", builtin_keys())
def test_a_plan_as_shipped_holds_no_sample_row(key: str) -> None:
    doc = builtin(key, Y)
    assert not any(member for group in doc.groups for member in group.members)
    assert not any(share for indicator in doc.indicators for share in indicator.shares)
    assert doc.cycle == ""


def test_panjin() -> None:
    doc = builtin("panjin-2005")
    assert (doc.number, doc.issued) == ("盘政办发〔2005〕67号", date(2005, 7, 25))
    assert [t.ref for t in every(doc)] == ["1", "2", "3", "4", "5", "6"]
    assert not any(t.due for t in every(doc))
    assert [t.ref for t in every(doc) if t.open_list] == ["3", "4"]
    assert units(doc, "3", "responsible") == ["市妇联", "市民政局", "团市委", "各电信运营商"]
    assert [(p.name, p.window.start, p.window.end) for p in doc.phases] == [
        ("第一阶段", None, date(2005, 7, 20)),
        ("第二阶段", date(2005, 7, 11), date(2007, 9, 30)),
        ("第三阶段", date(2007, 10, 1), date(2007, 12, 31)),
    ]
    assert doc.phases[0].window.doubt == "before_or_within"
    assert doc.period is not None
    assert (doc.period.start, doc.period.end) == (date(2005, 5, 1), date(2007, 12, 31))
    assert [(i.steps[0].value, i.measure, i.steps[0].by.end) for i in doc.indicators] == [
        (40000, "户", date(2007, 12, 31)),
        (50000, "人", date(2007, 12, 31)),
    ]
    meeting = doc.bodies[0]
    assert (meeting.office, meeting.ends_with_plan) == ("市信息产业局", True)
    assert (meeting.people[0].name, meeting.people[0].duty) == ("蒋立和", "召集人")
    members = [(p.unit, p.duty) for p in meeting.people if not p.name]
    assert members == [(unit, "成员") for unit in ("市信息产业局", "市民政局", "市妇联", "团市委")]
    assert not any(unit.aliases for unit in doc.units)
    assert doc.bulletin.office == "盘锦市家庭上网工程联席会议办公室"


def test_the_county_needs_its_year() -> None:
    with pytest.raises(Refused) as refused:
        builtin("county-home-internet")
    assert (refused.value.kind, refused.value.facts) == ("hidden_year", {"plan": "county-home-internet"})


def test_the_county() -> None:
    doc = builtin("county-home-internet", 2006)
    assert doc.hidden_year
    assert [t.ref for t in every(doc) if t.heading] == ["8", "9"]
    assert [t.ref for t in every(doc)][7:] == [
        "8",
        *(f"8.{n}" for n in range(1, 6)),
        "9",
        *(f"9.{n}" for n in range(1, 6)),
    ]
    assert units(doc, "8.1", "responsible") == ["信息辦", "廣電局", "電信局", "移動公司", "聯通公司"]
    assert next(u for u in doc.units if u.name == "縣信息辦").aliases == ("信息辦",)
    assert [p.window.end for p in doc.phases] == [date(2006, 5, 31), date(2007, 10, 31), date(2007, 12, 31)]
    dues = {t.ref: t.due for t in every(doc) if t.due}
    assert {ref: (w.phrase, w.end, w.hidden_year) for ref, w in dues.items()} == {
        "2": ("到20xx年", date(2007, 12, 31), True),
        "3": ("今明兩年", date(2007, 12, 31), True),
        "9.3": ("20xx年下半年", date(2007, 12, 31), True),
    }
    assert task(doc, "9.3").due == Window("20xx年下半年", date(2007, 7, 1), date(2007, 12, 31), "half", "", True)
    assert not any(m.unit for m in doc.milestones)
    towns = next(i for i in doc.indicators if i.of == "3")
    assert [(s.value, s.by.end) for s in towns.steps] == [(5, date(2006, 12, 31)), (10, date(2007, 12, 31))]
    assert [m.due.end for m in doc.milestones if m.of == "3"] == [date(2006, 12, 31), date(2007, 12, 31)]
    assert builtin("county-home-internet", 2010).indicators[0].steps[0].by.end == date(2011, 12, 31)


def test_fujian_roles_and_dates_are_those_of_the_clause() -> None:
    doc = builtin("fujian-2006")
    assert len(task(doc, "5").children) == 8
    assert not task(doc, "5").mandates
    assert units(doc, "5.2", "responsible") == ["省劳动保障厅", "省国税局", "省地税局"]
    assert units(doc, "5.5", "lead") == ["省空间信息工程研究中心"]
    assert units(doc, "5.8", "support") == ["省内查验主管部门", "设区市政府"]
    assert [(m.role_text, m.inferred) for m in task(doc, "5.8").mandates] == [
        ("牵头", False), ("联合共建", True), ("联合共建", True),
    ]  # fmt: skip
    assert units(doc, "13.1", "lead") == ["省发改委", "省公安厅", "省质监局"]
    assert units(doc, "20.1", "lead") == ["省委组织部", "省人事厅"]
    assert units(doc, "9", "support") == ["省经贸委", "科技厅", "省信息产业厅"]
    dues = {t.ref: (t.due.end, t.means) for t in every(doc) if t.due}
    assert dues == {
        "1.1": (date(2006, 5, 10), "done"),
        "1.2": (date(2006, 6, 30), "done"),
        "3.1": (date(2006, 12, 31), "done"),
        "3.3": (date(2006, 6, 30), "done"),
        "4": (date(2006, 5, 31), "done"),
        "5.4": (date(2006, 12, 31), "started"),
        "11.1": (date(2006, 10, 31), "started"),
        "13.1": (date(2006, 12, 31), "done"),
        "14": (date(2006, 12, 31), "done"),
    }
    (milestone,) = doc.milestones
    assert (milestone.of, milestone.due.end, milestone.due.doubt) == ("3.1", date(2006, 8, 31), "before_or_within")


def test_hengshui() -> None:
    doc = builtin("hengshui-2002")
    assert task(doc, "2.1").due is not None
    assert {t.ref: t.due.end for t in every(doc) if t.due} == {"2.1": date(2002, 10, 31), "2.2": date(2002, 6, 30)}
    assert units(doc, "2.1", "responsible") == ["各縣市區人民政府", "開發區管委會", "市直有關部門"]
    assert units(doc, "3.1", "responsible") == ["各單位"]
    said = {m.role_text for one in every(doc) for m in one.mandates if not m.inferred}
    assert said == {"負責"}
    (choice,) = doc.indicators
    assert (choice.kind, choice.choices, choice.of) == ("choice", ("專線", "主機托管", "虛擬主機"), "3")
    leaders = [(p.name, p.duty) for p in doc.bodies[0].people if p.name]
    assert leaders == [("賈彥明", "組長"), ("馬福華", "副組長"), ("陳洪軍", "副組長"), ("馬福華", "辦公室主任")]
    assert doc.issued == date(2002, 4, 4)


def test_guangzhou() -> None:
    doc = builtin("guangzhou-2003")
    ladders = {i.name: [(s.value, s.by.end) for s in i.steps] for i in doc.indicators}
    assert ladders["城域网传输能力"] == [(1, None)]
    assert ladders["城域网交换能力"] == [(10, None)]
    assert ladders["宽带接入家庭普及率"] == [(60, None)]
    assert ladders["实现网上办公的单位"] == [(60, date(2003, 12, 31)), (100, date(2004, 12, 31))]
    assert all(i.combine == "each" for i in doc.indicators)
    assert [t.ref for t in every(doc)] == ["2.1", "2.2", "2.3", "3.1", "3.2", "3.3", "3.4", "4.1"]
    assert task(doc, "4.1").text.endswith("各区、县级市信")


# --- the JSON shape -------------------------------------------------------------------------------------------------


def test_the_json_of_a_clause_item() -> None:
    shape = plan_json(builtin("fujian-2006"))
    rows = {row["ref"]: row for row in json.loads(json.dumps(shape))["tasks"]}
    assert len(rows) == 21
    third = rows["3"]
    assert (third["label"], third["path"], third["units"]) == ("3", "二", [])
    first = third["clauses"][0]
    assert first["due_phrases"] == ["8月份前", "年内取得明显成效"]
    assert [due["end"] for due in first["due"]] == ["2006-08-31", "2006-12-31"]
    assert first["due"][0]["doubt"] == "before_or_within"
    assert [(u["name"], u["role"], u["group"]) for u in rows["5"]["clauses"][7]["units"]] == [
        ("省口岸海防办", "lead", False),
        ("省内查验主管部门", "support", True),
        ("设区市政府", "support", True),
    ]


def test_the_json_of_sub_items_leaves_out_the_heading() -> None:
    shape = json.loads(json.dumps(plan_json(builtin("county-home-internet", Y))))
    assert [(row["label"], row["path"]) for row in shape["tasks"]][6:9] == [
        ("7", "三"),
        ("(1)", "三、8"),
        ("(2)", "三、8"),
    ]
    assert len(shape["tasks"]) == 17


def test_the_json_never_states_a_year_that_the_document_hides() -> None:
    shape = json.loads(json.dumps(plan_json(builtin("county-home-internet", Y))))
    second = next(row for row in shape["tasks"] if row["ref"] == "2")
    assert second["due_phrases"][0] == "到20xx年"
    assert (second["due"][0]["start"], second["due"][0]["end"]) == (None, None)
    assert second["due"][0]["bound"] == {"start": None, "end": "2007-12-31"}
    assert all(phase["end"] is None and phase["bound"]["end"] for phase in shape["phases"])


def test_the_json_lists_dates_of_the_own_text_only() -> None:
    panjin = json.loads(json.dumps(plan_json(builtin("panjin-2005"))))
    assert all(row["due"] == [] for row in panjin["tasks"])
    guangzhou = json.loads(json.dumps(plan_json(builtin("guangzhou-2003"))))
    online = next(row for row in guangzhou["tasks"] if row["ref"] == "3.3")
    assert online["due_phrases"] == ["到2003年年底", "到2004年年底"]


# --- sample rows ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", builtin_keys())
def test_sample_rows_are_flagged_and_change_nothing_else(key: str) -> None:
    plain, laid = builtin(key, Y), demo_plan(key)
    assert all(m.sample for group in laid.groups for m in group.members)
    assert all(s.sample for indicator in laid.indicators for s in indicator.shares)
    assert (laid.sections, laid.phases, laid.milestones, laid.bodies) == (
        plain.sections,
        plain.phases,
        plain.milestones,
        plain.bodies,
    )
    assert with_sample(laid, sample(key)) == laid
    assert laid.source_note == f"{plain.source_note}\n{sample(key).source_note}"
    assert sample(key).source_note.startswith(("示例数据：", "示例數據："))


@pytest.mark.parametrize(
    ("key", "group", "members"),
    [
        ("panjin-2005", "各电信运营商", 4),
        ("county-home-internet", "各鄉鎮", 16),
        ("fujian-2006", "各设区市", 9),
        ("hengshui-2002", "各縣市區人民政府", 11),
        ("hengshui-2002", "各單位", 22),
        ("guangzhou-2003", "各区、县级市", 12),
    ],
)
def test_sample_members(key: str, group: str, members: int) -> None:
    assert len(next(g for g in demo_plan(key).groups if g.name == group).members) == members


def test_sample_shares_add_up_to_the_target() -> None:
    for key, ref in (("panjin-2005", "i1"), ("panjin-2005", "i2"), ("county-home-internet", "i1")):
        indicator = next(i for i in demo_plan(key).indicators if i.ref == ref)
        assert sum(share.value for share in indicator.shares) == indicator.steps[-1].value


def test_the_sample_of_panjin_is_that_of_its_bulletin() -> None:
    doc = demo_plan("panjin-2005")
    assert doc.cycle == "monthly:5"
    assert doc.bulletin.salutation == "联席会议各成员单位，各电信运营企业"
    assert doc.bulletin.number_pattern == "盘家庭上网办〔{year}〕{n}号"
    assert next(u for u in doc.units if u.name == "各电信运营商").aliases == ("各电信运营企业",)


def test_a_sample_of_another_plan_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        with_sample(builtin("panjin-2005"), sample("fujian-2006"))
    assert refused.value.kind == "sample_mismatch"


def test_an_unknown_built_in_plan_is_refused_with_the_close_ones() -> None:
    with pytest.raises(Refused) as refused:
        builtin("fujian-2005")
    assert refused.value.kind == "unknown_plan"
    assert str(refused.value.facts["close"]).startswith("('fujian-2006', ")


def test_the_reading_path_stays_light() -> None:
    heavy = ("dateutil", "tomllib", "pathlib", "sqlmodel", "textual", "dataclasses")
    code = f"import sys, exchange.plan_json, exchange.dates; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("lay", [lambda key: builtin(key, Y), demo_plan], ids=["plain", "sampled"])
def test_the_json_is_the_same_from_the_file_and_from_the_store(lay: Callable[[str], PlanDoc], tmp_path: Path) -> None:
    store = str(tmp_path / "duban.db")
    writer = Writer(store)
    who = Who("me", date(2006, 9, 15), datetime(2006, 9, 15, 1, tzinfo=UTC))
    load.load_plans(writer, who, [lay(key) for key in builtin_keys()])
    writer.close()
    reader = open_reader(store)
    for key in builtin_keys():
        assert plan_json(document(reader, key)) == plan_json(lay(key))
    reader.close()
