"""The plan file: nothing is lost on the way out and back, and what cannot be read is refused at its place."""

import tomllib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.plan_file import read_plan, write_plan
from seed.plans import builtin, builtin_keys
from store import document as d
from store.errors import Refused
from store.vocabulary import MEANS, PRECISIONS, ROLES

SMALL = """
[plan]
key = "p"
title = "方案"
issued = 2006-01-10

[[unit]]
name = "甲局"
aliases = ["甲"]

[[group]]
name = "各县"
open = true
members = ["东县", { name = "西县", since = 2006-03-01, sample = true }]

[[section]]
label = "一"

[[section.task]]
ref = "1"
label = "1"
title = "做事"
due = "5月上旬"
units = [{ name = "甲", role = "lead", role_text = "牵头" }, { name = "各县", role = "support" }]

[[section.task.clause]]
ref = "1.1"
title = "先做一半"
due = "8月份前"

[[indicator]]
ref = "i1"
name = "户数"
of = "1"
steps = [{ value = 60, by = "上半年" }, { value = 100, by = "年底" }]
shares = { "甲局" = 40.5 }
"""

HIDDEN = """
[plan]
key = "h"
title = "計劃"
hidden_year = true
period = { phrase = "從20xx年4月開始到20xx年12月底", from = "Y年4月", to = "Y+1年12月底" }

[[section]]

[[section.task]]
ref = "1"
title = "做事"
due = { phrase = "到20xx年", read = "Y+1年底" }
"""


def refusal(text: str, year: int | None = None) -> Refused:
    with pytest.raises(Refused) as refused:
        read_plan(text, year=year)
    return refused.value


def test_a_small_plan_is_read() -> None:
    doc = read_plan(SMALL)
    task = doc.sections[0].tasks[0]
    assert task.due == d.Window("5月上旬", end=date(2006, 5, 10), precision="xun")
    assert task.mandates == (d.MandateDoc("甲", "lead", "牵头"), d.MandateDoc("各县", "support"))
    assert task.children[0].kind == "clause"
    assert task.children[0].due == d.Window(
        "8月份前", end=date(2006, 8, 31), precision="month", doubt="before_or_within"
    )
    assert doc.groups[0].members[1] == d.MemberDoc("西县", date(2006, 3, 1), None, True)
    assert [step.by.end for step in doc.indicators[0].steps] == [date(2006, 6, 30), date(2006, 12, 31)]
    assert doc.indicators[0].shares == (d.ShareDoc("甲局", 40.5),)


def test_a_hidden_year_keeps_its_words_and_gets_its_days() -> None:
    doc = read_plan(HIDDEN, year=2006)
    assert doc.period == d.Window(
        "從20xx年4月開始到20xx年12月底", date(2006, 4, 1), date(2007, 12, 31), "month", hidden_year=True
    )
    assert doc.sections[0].tasks[0].due == d.Window(
        "到20xx年", end=date(2007, 12, 31), precision="year", hidden_year=True
    )
    assert "2006" not in write_plan(doc)
    assert read_plan(write_plan(doc), year=2010).sections[0].tasks[0].due == d.Window(
        "到20xx年", end=date(2011, 12, 31), precision="year", hidden_year=True
    )


def test_a_hidden_year_without_a_year_is_refused() -> None:
    refused = refusal(HIDDEN)
    assert (refused.kind, refused.facts) == ("hidden_year", {"plan": "h"})


def test_a_hidden_year_in_a_plan_that_does_not_say_so_is_refused() -> None:
    refused = refusal(SMALL.replace("5月上旬", "20xx年5月"))
    assert refused.kind == "file_hidden_year"
    assert refused.facts == {"place": "section[一].task[1]", "key": "due", "text": "20xx年5月"}


def test_an_unknown_key_is_named_with_its_place_and_the_close_ones() -> None:
    refused = refusal(SMALL.replace('title = "做事"', 'title = "做事"\ntittle = "x"'))
    assert refused.kind == "file_unknown_key"
    assert refused.facts["place"] == "section[一].task[1]"
    assert refused.facts["key"] == "tittle"
    assert refused.facts["close"] == ("title",)


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('role_text = "牵头"', 'rolle = "牵头"', "section[一].task[1].units[甲]"),
        ("sample = true", "samples = true", "group[各县].members[西县]"),
        ("value = 60,", "value = 60, until = 1,", "indicator[i1].steps[1]"),
        ('"5月上旬"', '{ phrase = "5月上旬", day = 3 }', "section[一].task[1].due"),
        ("[[indicator]]", "[[indicators]]", "TOML"),
    ],
)
def test_unknown_keys_are_refused_everywhere(old: str, new: str, place: str) -> None:
    assert old in SMALL
    refused = refusal(SMALL.replace(old, new))
    assert (refused.kind, refused.facts["place"]) == ("file_unknown_key", place)


def test_a_ref_that_stands_twice_is_refused() -> None:
    for text in (SMALL.replace('ref = "1.1"', 'ref = "1"'), SMALL.replace('ref = "i1"', 'ref = "1.1"')):
        assert refusal(text).kind == "duplicate_ref"


def test_a_name_that_stands_for_two_units_is_refused() -> None:
    refused = refusal(SMALL + '\n[[unit]]\nname = "甲"\n')
    assert (refused.kind, refused.facts["what"], refused.facts["name"]) == ("file_duplicate", "unit", "甲")


def test_one_unit_twice_in_one_role_is_refused_under_any_name() -> None:
    refused = refusal(SMALL.replace('name = "各县", role = "support"', 'name = "甲局", role = "lead"'))
    assert (refused.kind, refused.facts["place"]) == ("file_duplicate", "task[1].units")


def test_groups_that_contain_each_other_are_refused() -> None:
    refused = refusal(SMALL + '\n[[group]]\nname = "东县"\nmembers = ["各县"]\n')
    assert refused.kind == "cyclic_group"
    assert refused.facts["names"] == ("各县", "东县", "各县")


def test_a_group_that_contains_itself_is_refused() -> None:
    assert refusal(SMALL.replace('["东县"', '["各县"')).kind == "cyclic_group"


def test_a_group_may_contain_a_group() -> None:
    assert read_plan(SMALL + '\n[[group]]\nname = "东县"\nmembers = ["一乡"]\n').groups[1].name == "东县"


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('role = "lead"', 'role = "leader"', "role"),
        ('due = "8月份前"', 'rule = "most"', "rule"),
        ('due = "8月份前"', 'rule = "count:0"', "rule"),
        ('due = "8月份前"', 'means = "begun"', "means"),
        ("issued = 2006-01-10", 'issued = 2006-01-10\ncycle = "monthly:32"', "cycle"),
        ("issued = 2006-01-10", "issued = 2006-01-10\nyear = 20006", "year"),
        ('key = "p"', 'key = "方案"', "key"),
        ('ref = "1.1"', 'ref = "一"', "ref"),
        ('name = "户数"', 'name = "户数"\ncombine = "max"', "combine"),
        ("value = 60", "value = inf", "value"),
    ],
)
def test_a_word_outside_its_list_is_refused(old: str, new: str, key: str) -> None:
    assert old in SMALL
    refused = refusal(SMALL.replace(old, new))
    assert (refused.kind, refused.facts["key"]) == ("file_bad_value", key)
    assert refused.facts["accepted"]


@pytest.mark.parametrize(
    ("old", "new", "place", "why"),
    [
        ("5月上旬", "尽快", "section[一].task[1]", "unreadable"),
        ("8月份前", "2月30日", "section[一].task[1].clause[1.1]", "no_such_day"),
        ("issued = 2006-01-10", "", "section[一].task[1]", "no_year"),
        ("issued = 2006-01-10", 'issued = "2006年1月"', "plan", "not_a_day"),
    ],
)
def test_a_bad_date_is_refused_at_its_place(old: str, new: str, place: str, why: str) -> None:
    refused = refusal(SMALL.replace(old, new))
    assert (refused.kind, refused.facts["place"], refused.facts["why"]) == ("file_bad_date", place, why)


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('title = "方案"', "title = 3", "title"),
        ("open = true", 'open = "yes"', "open"),
        ('aliases = ["甲"]', 'aliases = "甲"', "aliases"),
        ("value = 60", 'value = "60"', "value"),
        ('due = "5月上旬"', "due = 5", "due"),
        ("[[section.task]]", "[section.task]", "task"),
    ],
)
def test_a_value_of_another_type_is_refused(old: str, new: str, key: str) -> None:
    refused = refusal(SMALL.replace(old, new))
    assert (refused.kind, refused.facts["key"]) == ("file_wrong_type", key)


@pytest.mark.parametrize(("old", "key"), [('title = "方案"', "title"), ('key = "p"', "key"), ('ref = "1.1"', "ref")])
def test_a_missing_key_is_refused(old: str, key: str) -> None:
    refused = refusal(SMALL.replace(old, ""))
    assert (refused.kind, refused.facts["key"]) == ("file_missing_key", key)


def test_a_reference_to_nothing_is_refused() -> None:
    refused = refusal(SMALL.replace('of = "1"', 'of = "1.2"'))
    assert refused.kind == "file_unknown_ref"
    assert (refused.facts["place"], refused.facts["ref"]) == ("indicator[i1]", "1.2")
    assert "1.1" in str(refused.facts["close"])


def test_what_is_not_toml_is_refused_with_its_line() -> None:
    refused = refusal('[plan]\nkey = "p"\ntitle = \n')
    assert (refused.kind, refused.facts["line"]) == ("not_toml", 3)
    assert refusal("[[[" * 500).kind == "not_toml"


def test_toml_without_a_plan_is_refused() -> None:
    assert refusal("").kind == "not_a_plan_file"


def test_a_byte_order_mark_is_no_obstacle() -> None:
    assert read_plan("\ufeff" + SMALL) == read_plan(SMALL)


@pytest.mark.parametrize("key", builtin_keys())
def test_a_built_in_plan_survives_writing_and_reading(key: str) -> None:
    doc = builtin(key, 2006)
    text = write_plan(doc)
    assert read_plan(text, year=2006) == doc
    assert write_plan(read_plan(text, year=2006)) == text


def test_control_characters_survive_and_stay_visible_in_the_file() -> None:
    nasty = 'x\x1b[31m\x00\x7f\u202e"\\\r\n\t\u2028[/]'
    doc = d.PlanDoc("p", nasty, source_note=nasty)
    text = write_plan(doc)
    assert read_plan(text) == doc
    assert not set(text) & set("\x1b\x00\x7f\u202e\r\u2028")


def test_a_lone_surrogate_becomes_a_visible_sign() -> None:
    text = write_plan(d.PlanDoc("p", "a\ud800b"))
    assert text.encode()
    assert read_plan(text).title == "a\ufffdb"


def test_clauses_and_items_of_one_parent_keep_their_order() -> None:
    children = tuple(d.TaskDoc(str(n), "", "t", kind=kind) for n, kind in enumerate(("clause", "item", "clause")))
    doc = d.PlanDoc("p", "t", sections=(d.SectionDoc("", "", (d.TaskDoc("x", "", "t", children=children),)),))
    assert read_plan(write_plan(doc)) == doc


def test_what_is_written_reads_like_a_plan() -> None:
    text = write_plan(read_plan(SMALL))
    assert 'due = "5月上旬"' in text
    assert 'shares = { "甲局" = 40.5 }' in text
    assert "[[section.task.clause]]" in text
    assert tomllib.loads(text)["plan"]["issued"] == date(2006, 1, 10)


# --- any plan at all ------------------------------------------------------------------------------------------------

words = st.text(st.characters(codec="utf-8"), max_size=12)
names = st.text(st.characters(codec="utf-8"), min_size=1, max_size=6).filter(str.strip)
dates = st.dates(date(1990, 1, 1), date(2089, 12, 31))
phrases = (
    st.sampled_from(["5月上旬", "年底", "8月份前", "2006年", "长期", "到20xx年", "2005年5月至2007年年底", ""]) | words
)


@st.composite
def windows(draw: st.DrawFn, hidden: bool) -> d.Window:
    start, end = draw(st.none() | dates), draw(st.none() | dates)
    return d.Window(
        draw(phrases), start, end, draw(st.sampled_from(PRECISIONS)), draw(st.sampled_from(["", "about", "x"])),
        draw(st.booleans()) if hidden else False,
    )  # fmt: skip


@st.composite
def tasks(draw: st.DrawFn, refs: list[str], hidden: bool, depth: int = 0) -> d.TaskDoc:
    refs.append(f"t{len(refs)}")
    units = draw(st.lists(st.tuples(names, st.sampled_from(ROLES)), max_size=3, unique=True))
    window = st.none() | windows(hidden)
    return d.TaskDoc(
        ref=refs[-1],
        label=draw(words),
        title=draw(names),
        text=draw(words),
        kind=draw(st.sampled_from(["item", "clause"])) if depth else "item",
        rule=draw(st.sampled_from(["", "all", "any", "lead", "count:3"])),
        open_list=draw(st.booleans()),
        start=draw(window),
        due=draw(window),
        means=draw(st.sampled_from(MEANS)),
        targets=tuple(draw(st.lists(words, max_size=2))),
        mandates=tuple(d.MandateDoc(u, r, draw(words), draw(words), draw(st.booleans())) for u, r in units),
        children=tuple(draw(tasks(refs, hidden, depth + 1)) for _ in range(draw(st.integers(0, 2 - depth)))),
        heading=draw(st.booleans()),
    )


@st.composite
def indicators(draw: st.DrawFn, ref: str, hidden: bool) -> d.IndicatorDoc:
    values = st.floats(-1e9, 1e9, allow_nan=False)
    return d.IndicatorDoc(
        ref=ref,
        name=draw(names),
        measure=draw(words),
        kind=draw(st.sampled_from(["number", "choice"])),
        choices=tuple(draw(st.lists(words, max_size=2))),
        combine=draw(st.sampled_from(["sum", "each", "latest"])),
        comparator=draw(st.sampled_from([">=", "<=", "="])),
        phrase=draw(words),
        over_unit=draw(words),
        steps=tuple(d.StepDoc(draw(values), draw(windows(hidden))) for _ in range(draw(st.integers(0, 2)))),
        shares=tuple(
            d.ShareDoc(u, draw(values), draw(st.booleans())) for u in draw(st.lists(names, max_size=3, unique=True))
        ),
    )


@st.composite
def plans(draw: st.DrawFn) -> d.PlanDoc:
    hidden = draw(st.booleans())
    refs: list[str] = []
    group = draw(st.lists(names, max_size=3, unique=True))
    unit = draw(st.lists(names, max_size=4, unique=True))
    return d.PlanDoc(
        key="plan-1",
        title=draw(names),
        number=draw(words),
        issued=draw(st.none() | dates),
        area=draw(words),
        period=draw(st.none() | windows(hidden)),
        hidden_year=hidden,
        year=draw(st.integers(1990, 2080)) if hidden else draw(st.none() | st.integers(1990, 2080)),
        source_note=draw(words),
        cycle=draw(st.sampled_from(["", "monthly:5", "weekly:fri", "quarterly:10"])),
        closing=draw(st.sampled_from(["all", "any", "count:2"])),
        bulletin=d.BulletinDoc(draw(words), draw(words), draw(words), draw(words)),
        units=tuple(d.UnitDoc(u, draw(words), (), draw(words)) for u in unit),
        groups=tuple(
            d.GroupDoc(
                g, draw(st.booleans()), (d.MemberDoc(f"{''.join(group)}+", draw(st.none() | dates), None, True),)
            )
            for g in group
        ),
        phases=tuple(d.PhaseDoc(f"p{n}", draw(names), draw(words), draw(windows(hidden))) for n in range(2)),
        milestones=tuple(
            d.MilestoneDoc(f"m{n}", draw(names), draw(windows(hidden)), "p1", draw(words), draw(st.sampled_from(MEANS)))
            for n in range(2)
        ),
        bodies=(d.BodyDoc(draw(names), draw(words), draw(st.booleans()), (d.PersonDoc(draw(words), draw(words)),)),),
        sections=tuple(
            d.SectionDoc(draw(words), f"{draw(words)}{n}", tuple(draw(tasks(refs, hidden)) for _ in range(2)))
            for n in range(2)
        ),
        indicators=(draw(indicators("i1", hidden)),),
    )


@given(plans())
def test_nothing_is_lost_between_writing_and_reading(doc: d.PlanDoc) -> None:
    text = write_plan(doc)
    again = read_plan(text, year=doc.year)
    assert again == doc
    assert write_plan(again) == text
