"""An invented country and its one plan: provinces, prefectures, counties and townships as groups, 25 tasks on all.

The shape is China's: 40,000 townships in 2,857 counties of 336 prefectures of 31 provinces. Names are invented.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from store import document as d

TASKS = 25
"""Tasks that are laid on every township."""

AREA, KEY, EVERYWHERE = "全国", "country", "全国各乡镇"
ISSUED = date(2006, 1, 10)
JOINED, LEFT = date(2006, 5, 1), date(2006, 6, 30)
"""When a merger made some townships and ended others."""

CHOICES = ("光纤", "卫星", "无线")
"""How a township is connected: it chooses."""

FIRST = (
    "石清安永平长大东西南北新古青白黄红金银双三五龙凤云天太和兴福宁泰嘉昌盛"
    "华文武仁义德光明江海湖临阳上下高柳松竹梅桃杨沙沿前后"
)
SECOND = "桥口山川水江河溪泉湖塘坪坝岭沟湾店集庄堡寨林田原城门关阳安平阴亭港洲浦沙岗峰台屯洞井津渡丘园岩石滩梁"


class Land(NamedTuple):
    """How many there are of each, and who belongs to whom: all by place, the first is 0."""

    townships: int
    counties: int
    prefectures: int
    provinces: int

    def county(self, township: int) -> int:
        """The county of a township."""
        return township * self.counties // self.townships


def land(assignments: int) -> Land:
    """The country whose plan makes so many assignments.

    Raises:
        ValueError: not a whole number of townships.
    """
    townships, rest = divmod(assignments, TASKS)
    if rest or not townships:
        raise ValueError(f"{assignments} is not {TASKS} times a number of townships")
    counties = -(-townships // 14)
    prefectures = -(-counties * 336 // 2858)
    return Land(townships, counties, prefectures, min(31, -(-prefectures // 10)))


def stem(number: int) -> str:
    """A place's name of two characters; different for different numbers below 3,050."""
    place = number * 1117 % (len(FIRST) * len(SECOND))
    return FIRST[place % len(FIRST)] + SECOND[place // len(FIRST)]


def county_name(county: int) -> str:
    """The name of a county."""
    return stem(county) + ("区" if county % 4 == 3 else "县")


def township_name(land: Land, township: int) -> tuple[str, str]:
    """Full and short name of a township."""
    county = land.county(township)
    short = stem(township) + ("街道" if county % 4 == 3 else "乡" if township % 3 == 2 else "镇")
    return county_name(county) + short, short


def dated(township: int) -> tuple[date | None, date | None]:
    """From when and until when a township is there; (None, None) for nearly all."""
    return {5: (JOINED, None), 20: (None, LEFT)}.get(township % 200, (None, None))


def share(township: int) -> float:
    """How many households a township is to connect."""
    return 20.0 + township * 37 % 380


def document(land: Land) -> d.PlanDoc:
    """The plan as a plan file would state it, every township named."""
    units, groups = _places(land)
    shares = tuple(d.ShareDoc(township_name(land, at)[0], share(at)) for at in range(land.townships))
    total = sum(one.value for one in shares)
    year_end = d.Window("2006年底", None, date(2006, 12, 31), "year")
    return d.PlanDoc(
        key=KEY, title="全国乡镇信息化建设两年行动方案", number="国信办〔2006〕1号", issuer="国家信息化办公室",
        issued=ISSUED, area=AREA, cycle="monthly:5", units=units, groups=groups, sections=SECTIONS,
        period=d.Window("2006—2007年", date(2006, 1, 1), date(2007, 12, 31), "year"),
        phases=(
            d.PhaseDoc("start", "启动", "动员部署", _span("2006年一季度", date(2006, 1, 10), date(2006, 3, 31))),
            d.PhaseDoc("build", "实施", "全面实施", _span("2007年6月底前", date(2006, 4, 1), date(2007, 6, 30))),
        ),
        indicators=(
            d.IndicatorDoc("i1", "宽带入户", "户", of="1", shares=shares, steps=(d.StepDoc(total, year_end),)),
            d.IndicatorDoc("i2", "村级覆盖率", "%", combine="each", of="2", over_unit=EVERYWHERE,
                           steps=(d.StepDoc(60, year_end), d.StepDoc(100, _by(2007, 12, 31)))),
            d.IndicatorDoc("i3", "接入方式", kind="choice", choices=CHOICES, of="12", over_unit=EVERYWHERE),
        ),
    )  # fmt: skip


def _places(land: Land) -> tuple[tuple[d.UnitDoc, ...], tuple[d.GroupDoc, ...]]:
    """All units in the order of the land, and the groups from the top down."""
    units: list[d.UnitDoc] = []
    members: dict[str, list[d.MemberDoc]] = {EVERYWHERE: []}

    def enter(name: str, above: str, short: str = "", township: int | None = None) -> None:
        units.append(d.UnitDoc(name, short, parent="" if above == EVERYWHERE else above))
        since, until = (None, None) if township is None else dated(township)
        members[above].append(d.MemberDoc(name, since, until))
        if township is None:
            members[name] = []

    for township, (province, prefecture, county) in enumerate(_above(land)):
        for name, above in ((province, EVERYWHERE), (prefecture, province), (county, prefecture)):
            if name not in members:
                enter(name, above)
        name, short = township_name(land, township)
        enter(name, county, short, township)
    return tuple(units), tuple(d.GroupDoc(name, members=tuple(known)) for name, known in members.items())


def _above(land: Land) -> Iterator[tuple[str, str, str]]:
    """Province, prefecture and county of every township."""
    for township in range(land.townships):
        county = land.county(township)
        prefecture = county * land.prefectures // land.counties
        province = prefecture * land.provinces // land.prefectures
        yield stem(2900 + province) + "省", stem(1500 + prefecture) + "市", county_name(county)


def _span(phrase: str, start: date, end: date) -> d.Window:
    return d.Window(phrase, start, end, "day")


def _by(year: int, month: int, day: int) -> d.Window:
    return d.Window(f"{year}年{month}月{day}日前", None, date(year, month, day), "day")


def _task(
    ref: str, title: str, due: d.Window | None = None, role: str = "responsible", phase: str = "", means: str = "done",
    rule: str = "",
) -> d.TaskDoc:  # fmt: skip
    return d.TaskDoc(
        ref, f"（{ref}）", title, f"各乡镇要{title}，按期完成并报送情况。", due=due, phase=phase, means=means,
        rule=rule, mandates=(d.MandateDoc(EVERYWHERE, role),),
    )  # fmt: skip


SECTIONS = (
    d.SectionDoc("一", "基础设施", (
        _task("1", "推进宽带入户", _by(2006, 12, 31)),
        _task("2", "实现行政村通信全覆盖", _by(2006, 8, 31)),
        _task("3", "建成乡镇信息服务站", _by(2006, 6, 30)),
        _task("4", "配齐站点设备", _by(2006, 9, 20)),
        _task("5", "完成站点用电改造", _by(2006, 7, 31)),
    )),
    d.SectionDoc("二", "公共服务", (
        d.TaskDoc("6", "（6）", "办好政务公开", heading=True, due=_by(2006, 11, 30), children=(
            _task("6.1", "公开办事指南"), _task("6.2", "公开财务收支"), _task("6.3", "公开惠农补贴"),
            _task("6.4", "公开土地征用"), _task("6.5", "开通网上信箱", _by(2006, 10, 15)),
        )),
        _task("7", "开展远程教育", phase="build"),
        _task("8", "开展合作医疗信息管理", phase="build", role="support"),
        _task("9", "建立人口信息台账", phase="build"),
    )),
    d.SectionDoc("三", "农业信息", (
        _task("10", "发布农产品行情", _by(2006, 3, 31)),
        _task("11", "建立农技热线", _by(2006, 5, 31)),
        _task("12", "选定接入方式", _by(2006, 4, 30)),
        _task("13", "培训农村信息员", phase="build"),
        _task("14", "培训乡镇干部", phase="build"),
        _task("15", "建设农产品网店", phase="build", role="support"),
    )),
    d.SectionDoc("四", "保障", (
        _task("16", "成立领导小组", phase="start", role="lead"),
        _task("17", "落实配套资金", _by(2006, 9, 30), rule="any"),
        _task("18", "启动试点村建设", _by(2006, 10, 31), means="started"),
        _task("19", "建立运行维护制度"),
        _task("20", "开展绩效评估"),
        _task("21", "做好信息安全工作", d.Window("长期坚持")),
    )),
)  # fmt: skip
