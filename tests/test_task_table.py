"""Task tables: what offices keep in spreadsheets, as plans."""

from __future__ import annotations

from datetime import date

import pytest
from task_tables import HEAD, MINIMAL, table

from exchange.plan_file import write_plan
from store import document as d


def tasks(doc: d.PlanDoc) -> tuple[d.TaskDoc, ...]:
    """The tasks of the first section."""
    return doc.sections[0].tasks


def units(task: d.TaskDoc) -> list[tuple[str, str]]:
    """Names and roles."""
    return [(mandate.unit, mandate.role) for mandate in task.mandates]


def test_a_minimal_table_is_a_plan() -> None:
    doc = table(MINIMAL)
    first, second = tasks(doc)
    assert (doc.key, doc.title, doc.year) == ("plan", "plan", 2006)
    assert (first.ref, first.label, first.title, first.text) == ("1", "1", "家庭宽带入户", "")
    assert units(first) == [("市信息办", "lead"), ("各电信运营商", "responsible"), ("市财政局", "support")]
    assert [mandate.role_text for mandate in first.mandates] == ["牵头单位", "责任单位", "配合单位"]
    assert first.due == d.Window("2006年6月底", end=date(2006, 6, 30), precision="month")
    assert second.due == d.Window("年内", end=date(2006, 12, 31), precision="year")
    assert units(second) == [("市教育局", "responsible"), ("市民政局", "responsible")]
    assert doc.groups == (d.GroupDoc("各电信运营商", open=True),)
    assert [unit.name for unit in doc.units] == ["市信息办", "各电信运营商", "市财政局", "市教育局", "市民政局"]
    (indicator,) = doc.indicators
    assert (indicator.ref, indicator.of, indicator.measure, indicator.shares) == ("i1", "1", "户", ())
    assert indicator.steps == (d.StepDoc(40000, first.due),)


@pytest.mark.parametrize(
    "data",
    [
        MINIMAL.encode("utf-8-sig"),
        MINIMAL.encode("gb18030"),
        MINIMAL.encode("gbk"),
        MINIMAL.replace("\n", "\r\n").encode(),
        MINIMAL.replace("\n", "\r").encode(),
        MINIMAL.replace(",", "\t").encode(),
        MINIMAL.replace(",", ";").encode(),
        MINIMAL.rstrip("\n").encode(),
        MINIMAL.replace("\n", ",,,\n").encode() + b",,,,,,,,,,\n" * 20,
        b"\n,,,\n" + MINIMAL.encode(),
        MINIMAL.replace("任务数", " 任 务 数 ").replace("牵头单位", "主办单位（部门）").encode(),
        MINIMAL.replace("市财政局", "　市财政局 ").encode(),
    ],
    ids=[
        *("bom", "gb18030", "gbk", "crlf", "cr", "tabs", "semicolons", "no-last-newline", "empty-tail", "empty-head"),
        *("spaced-heads", "wide-blanks"),
    ],
)
def test_the_same_table_as_other_programs_save_it(data: bytes) -> None:
    assert strip_roles(table(data)) == strip_roles(table(MINIMAL))


def strip_roles(doc: d.PlanDoc) -> str:
    """The plan without the headers as written."""
    return "\n".join(line.partition(', role_text = "')[0] for line in write_plan(doc).splitlines())


def test_columns_in_any_order_with_others_between() -> None:
    doc = table("备注,责任单位,任务,进度\n好,市教育局,培训,50%\n,市民政局,宣传,\n只有备注,,,\n")
    assert [(task.ref, task.label, task.title) for task in tasks(doc)] == [("1", "", "培训"), ("2", "", "宣传")]
    assert units(tasks(doc)[1]) == [("市民政局", "responsible")]


def test_english_headers() -> None:
    doc = table(
        "No.,Task,Lead,Responsible,Support,Due,Target,Measure\n"
        "A1,Train staff,City Office,All townships; School Board,,end of October 2006,500,persons\n"
    )
    (task,) = tasks(doc)
    assert task.ref == "A1" and task.due and task.due.end == date(2006, 10, 31)
    assert units(task) == [
        ("City Office", "lead"), ("All townships", "responsible"), ("School Board", "responsible"),
    ]  # fmt: skip
    assert doc.groups == (d.GroupDoc("All townships", open=True),)


def test_a_title_and_a_measure_above_the_header() -> None:
    doc = table(f"附件1,,\n盘锦市2006年\n信息化任务分解表,,\n单位：户,,\n{HEAD}1,上网,东乡,,,年底,300,\n")
    assert doc.title == "盘锦市2006年" and doc.year == 2006
    assert doc.indicators[0].measure == "户"
    assert tasks(doc)[0].due == d.Window("年底", end=date(2006, 12, 31), precision="year")
    assert table(f"市任务分解表\n单位：市信息办\n{HEAD}1,上网,东乡,,,,300,\n").indicators[0].measure == ""
    assert table("任务,责任单位,任务数（户）\n上网,东乡,300\n").indicators[0].measure == "户"


def test_quotes_separators_and_line_breaks_in_cells() -> None:
    doc = table(HEAD + '1,"开展""数字家园""培训,全年不断。\n面向群众",,"市教育局,市民政局\n市妇联",,,,\n')
    (task,) = tasks(doc)
    assert task.title == '开展"数字家园"培训,全年不断'
    assert task.text == '开展"数字家园"培训,全年不断。\n面向群众'
    assert [unit for unit, _ in units(task)] == ["市教育局", "市民政局", "市妇联"]


@pytest.mark.parametrize(
    ("cell", "names", "is_open"),
    [
        ("甲局、乙局，丙局；丁局", ["甲局", "乙局", "丙局", "丁局"], False),
        ("甲局、乙局等", ["甲局", "乙局"], True),
        ("甲局、乙局等有关部门", ["甲局", "乙局"], True),
        ("甲局、乙局等5个单位", ["甲局", "乙局"], True),
        ("省直有关部门（省科技厅、省教育厅）、甲局", ["省直有关部门（省科技厅、省教育厅）", "甲局"], False),
        ("甲局　乙局", ["甲局", "乙局"], False),
        ("甲局 （乙局）", ["甲局 （乙局）"], False),
        ("China Mobile、甲局", ["China Mobile", "甲局"], False),
        ("甲局、、甲局。", ["甲局"], False),
        ("甲局、—", ["甲局"], False),
    ],
)
def test_lists_of_units(cell: str, names: list[str], is_open: bool) -> None:
    (task,) = tasks(table(HEAD + f'1,做事,,"{cell}",,,,\n'))
    assert [unit for unit, _ in units(task)] == names
    assert task.open_list is is_open


@pytest.mark.parametrize("name", ["各乡镇", "有关部门", "省直有关部门", "市直各单位", "全市各县区", "联席会议成员单位"])
def test_names_that_stand_for_many_are_open_groups(name: str) -> None:
    assert table(HEAD + f"1,做事,,{name},,,,\n").groups == (d.GroupDoc(name, open=True),)


@pytest.mark.parametrize("name", ["市直机关工委", "和平区", "市教育局", "团市委"])
def test_names_of_one_unit_are_no_groups(name: str) -> None:
    assert table(HEAD + f"1,做事,,{name},,,,\n").groups == ()


def test_a_unit_that_carries_its_role_with_it() -> None:
    (task,) = tasks(table(HEAD + "1,做事,,市信息办（牵头）、甲局、乙局(配合单位),,,,\n"))
    assert units(task) == [("市信息办", "lead"), ("甲局", "responsible"), ("乙局", "support")]
    assert [mandate.role_text for mandate in task.mandates] == ["牵头", "责任单位", "配合"]


def test_blank_cells_go_on_with_the_task_above() -> None:
    doc = table(HEAD + "1,做事,甲局,乙局,,2006年底,,\n,,,丙局,丁局,,,\n1,,,戊局,,,,\n1,做事,甲局,己局,,2006年底,,\n")
    (task,) = tasks(doc)
    assert [unit for unit, _ in units(task)] == ["甲局", "乙局", "丙局", "丁局", "戊局", "己局"]


def test_words_without_a_number_are_a_clause_of_the_task_above() -> None:
    (task,) = tasks(table(HEAD + "5,网络建设,甲局,,,,,\n,先试点,乙局,,,2006年5月,,\n,,丙局,,,,,\n,再推广,丁局,,,,,\n"))
    assert [(c.ref, c.kind, c.label, c.title) for c in task.children] == [
        ("5.1", "clause", "", "先试点"),
        ("5.2", "clause", "", "再推广"),
    ]
    assert units(task.children[0]) == [("乙局", "lead"), ("丙局", "lead")]


def test_units_with_a_date_of_their_own_are_a_clause() -> None:
    (task,) = tasks(table(HEAD + "1,做事,,甲局,,2006年5月,,\n,,,乙局,,2006年8月,,\n,,,丙局,,,,\n"))
    (clause,) = task.children
    assert (clause.ref, clause.title, units(task)) == ("1.1", "做事", [("甲局", "responsible")])
    assert clause.due and clause.due.end == date(2006, 8, 31)
    assert [unit for unit, _ in units(clause)] == ["乙局", "丙局"]


def test_nested_numbers_stand_under_their_task() -> None:
    rows = "1,甲事,甲局,,,,,\n2,乙事,,,,,,\n2.1,丙事,甲局,,,2006年底,,\n2.1.1,丁事,甲局,,,,8,个\n3.4,戊事,甲局,,,,,\n"
    first, second, third = tasks(table(HEAD + rows))
    assert not first.heading and second.heading
    assert [child.ref for child in second.children] == ["2.1"]
    assert [child.ref for child in second.children[0].children] == ["2.1.1"]
    assert third.ref == "3.4"
    assert table(HEAD + rows).indicators[0].steps[0].by.end == date(2006, 12, 31)


@pytest.mark.parametrize(
    ("written", "ref"),
    [
        ("1、", "1"),
        ("（一）", "1"),
        ("十二", "12"),
        ("二十", "20"),
        ("一百零三", "103"),
        ("二（三）", "2.3"),
        ("①", "1"),
        ("第3项", "3"),
        ("A-1", "A-1"),
        ("２．１", "2.1"),
        ("㈡", "2"),
    ],
)
def test_numbers_become_refs_and_stay_as_written(written: str, ref: str) -> None:
    (task,) = tasks(table(HEAD + f"{written},做事,甲局,,,,,\n"))
    assert (task.ref, task.label) == (ref, written)


def test_heading_rows_are_sections_and_totals_and_notes_are_left_out() -> None:
    doc = table(
        HEAD + "一、基础设施,,,,,,,\n1,甲事,甲局,,,,,\n二,应用,,,,,,\n2,乙事,甲局,,,,,\n保障措施,,,,,,,\n"
        f"{HEAD}3,丙事,甲局,,,,,\n,（一）宣传,,,,,,\n4,丁事,甲局,,,,9,个\n5,,,,,,,\n合　计,,,,,,9,个\n注：初稿,,,,,,,\n"
    )
    assert [(section.label, section.title, [t.ref for t in section.tasks]) for section in doc.sections] == [
        ("一", "基础设施", ["1"]),
        ("二", "应用", ["2"]),
        ("", "保障措施", ["3"]),
        ("（一）", "宣传", ["4"]),
    ]
    assert doc.source_note == "注：初稿"
    assert len(doc.indicators) == 1


@pytest.mark.parametrize("phrase", ["长期", "持续推进", "常年坚持"])
def test_work_without_an_end_has_no_day(phrase: str) -> None:
    due = tasks(table(HEAD + f"1,做事,甲局,,,{phrase},,\n"))[0].due
    assert due == d.Window(phrase, precision="none")


@pytest.mark.parametrize("cell", ["", "-", "—", "无", "/"])
def test_a_dash_is_no_date(cell: str) -> None:
    assert tasks(table(HEAD + f"1,做事,甲局,,{cell},{cell},{cell},{cell}\n"))[0].due is None


@pytest.mark.parametrize("cell", ["2006-10-31", "2006/10/31", "2006/10/31 00:00:00", "2006年10月31日", "2006年10月底"])
def test_dates_as_spreadsheets_write_them(cell: str) -> None:
    due = tasks(table(HEAD + f"1,做事,甲局,,,{cell},,\n"))[0].due
    assert due and due.end == date(2006, 10, 31)


@pytest.mark.parametrize(
    ("above", "path", "other", "year"),
    [
        ("二〇〇六年任务表\n", "2009.csv", "2007年底", 2006),
        ("任务表\n信办发〔2006〕18号\n", "2009.csv", "2007年底", 2006),
        ("", "任务2006.csv", "2007年底", 2006),
        ("", "tasks.csv", "2007年5月", 2007),
    ],
    ids=["title", "above", "file", "phrases"],
)
def test_where_the_year_comes_from(above: str, path: str, other: str, year: int) -> None:
    rows = f"1,甲事,甲局,,,10月底,,\n2,乙事,甲局,,,{other},,\n"
    doc = table(above + HEAD + rows, path=path)
    due = tasks(doc)[0].due
    assert doc.year == year and due and due.end == date(year, 10, 31)
    given = tasks(table(above + HEAD + rows, path=path, year=1999))[0].due
    assert given and given.end == date(1999, 10, 31)


def test_a_hidden_year_is_bound_by_the_year_that_is_given() -> None:
    doc = table(HEAD + "1,做事,甲局,,,20xx年10月底,,\n", year=2006)
    due = tasks(doc)[0].due
    assert doc.hidden_year and due and due.hidden_year and due.end == date(2006, 10, 31)


@pytest.mark.parametrize(
    ("target", "measure", "value", "printed", "comparator"),
    [
        ("3000", "户", 3000, "户", ">="),
        ("4万", "户", 40000, "户", ">="),
        ("4万户", "", 40000, "户", ">="),
        ("1,700", "人次", 1700, "人次", ">="),
        ("100万元", "万元", 100, "万元", ">="),
        ("60％以上", "", 60, "%", ">="),
        ("≤2.5", "%", 2.5, "%", "<="),
        ("不超过3", "个", 3, "个", "<="),
    ],
)
def test_figures(target: str, measure: str, value: float, printed: str, comparator: str) -> None:
    (one,) = table(HEAD + f'1,做事,甲局,,,,"{target}",{measure}\n').indicators
    assert (one.steps[0].value, one.measure, one.comparator) == (value, printed, comparator)
    assert one.shares == (d.ShareDoc("甲局", value),)
    assert target in one.phrase


def test_rows_with_a_figure_each_are_shares_that_add_up() -> None:
    (one,) = table(HEAD + "1,上网,,东乡,县局,,200,户\n,,,西乡,县局,,150,\n").indicators
    assert one.steps[0].value == 350 and one.combine == "sum" and one.phrase == ""
    assert one.shares == (d.ShareDoc("东乡", 200), d.ShareDoc("西乡", 150))


def test_the_figure_beside_the_lead_is_the_whole() -> None:
    (one,) = table(HEAD + "1,上网,县局,,,,3000,户\n,,县局,东乡,,,200,户\n,,县局,西乡,,,150,户\n").indicators
    assert (one.steps[0].value, one.phrase) == (3000, "3000户")
    assert one.shares == (d.ShareDoc("东乡", 200), d.ShareDoc("西乡", 150))


def test_one_figure_for_several_rows_is_nobodys_share() -> None:
    (one,) = table(HEAD + "1,上网,,东乡,,,200,户\n,,,西乡,,,,\n").indicators
    assert one.shares == () and one.steps[0].value == 200


def test_a_task_with_two_measures_has_two_indicators() -> None:
    doc = table(HEAD + "1,上网,,东乡,,2006年底,200,户\n,,,,,,5000,人次\n")
    assert [(one.ref, one.of, one.measure) for one in doc.indicators] == [("i1", "1", "户"), ("i2", "1", "人次")]


def test_percentages_are_reached_by_each_and_never_added() -> None:
    (group,) = table(HEAD + "1,普及,市局,各区,,,60,%\n").indicators
    assert (group.combine, group.over_unit, group.shares, group.steps[0].value) == ("each", "各区", (), 60)
    (several,) = table(HEAD + "1,普及,,东区,,,60,%\n,,,西区,,,60,%\n").indicators
    assert (several.combine, several.steps[0].value, len(several.shares)) == ("each", 60, 2)
    different = table(HEAD + "1,普及,,东区,,,60,%\n,,,西区,,,80,%\n").indicators
    assert [(one.steps[0].value, one.shares[0].unit) for one in different] == [(60, "东区"), (80, "西区")]


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("a/b/My Plan (2006).csv", "my-plan-2006"),
        ("任务分解表.csv", "plan-c124821b"),
        ("2006年任务.csv", "2006-b3f8abe4"),
        ("x" * 60 + ".csv", f"{'x' * 48}-84566879"),
    ],
)
def test_the_key_comes_from_the_name_of_the_file(path: str, key: str) -> None:
    doc = table(MINIMAL, path=path)
    assert doc.key == key
    assert doc.key == table(MINIMAL + "3,新增,甲局,,,,,\n", path=f"elsewhere/{path.rpartition('/')[2]}").key


def test_a_title_may_be_given() -> None:
    assert table(f"表头\n{MINIMAL}", title="工作要点").title == "工作要点"


@pytest.mark.parametrize(
    ("above", "title", "area"),
    [
        ("", "plan", "plan"),
        ("任务分解表\n", "任务分解表", "plan"),
        ("任务分解表\n地区：某市,,\n", "任务分解表", "某市"),
        ("地区,某市\n任务分解表\n", "任务分解表", "某市"),
        ("Area: 某市\n", "plan", "某市"),
    ],
)
def test_the_units_of_a_table_are_its_own_unless_it_names_its_area(above: str, title: str, area: str) -> None:
    doc = table(above + MINIMAL)
    assert (doc.title, doc.area) == (title, area)
