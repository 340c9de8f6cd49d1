"""The worked example of PAPERS as material: 21 assignments of 6 tasks on 8 units, as of 15 September 2006."""

from __future__ import annotations

from datetime import date

from exchange.summary_shapes import Material
from store.document import BulletinDoc, PlanDoc, SectionDoc, TaskDoc, Window
from store.moved import Moved
from store.shapes import (
    Assignment,
    Board,
    Count,
    Elapsed,
    ExtensionLine,
    Indicator,
    Phase,
    PlanLine,
    Reason,
    Reporting,
    Settings,
    Step,
    UnitFigure,
    UnitLoad,
    Worst,
)

AS_OF = date(2006, 9, 15)
FIGURES_ON = date(2006, 8, 31)
END = date(2007, 12, 31)
HALF = 50.0
"""The elapsed part of the plan at the figures' date: 16 of 32 months."""
UNITS = ("市信息产业局", "市民政局", "市妇联", "团市委", "网通公司", "移动公司", "联通公司", "铁通公司")
XINXI, MINZHENG, FULIAN, TUANWEI, WANGTONG, YIDONG, LIANTONG, TIETONG = UNITS
OPERATORS = (WANGTONG, YIDONG, LIANTONG, TIETONG)

TITLES = {
    "1": "广泛进行宣传",
    "2": "综合网站开通",
    "3": "居民信息技术培训",
    "4": "家庭上网竞赛",
    "4.1": "竞赛社区组初赛",
    "4.2": "竞赛选手报送",
    "5": "新增家庭接入互联网",
    "6": "提供优惠上网服务",
}
DOCUMENT = PlanDoc(
    key="panjin-2005",
    title="盘锦市家庭上网工程实施方案",
    number="盘政办发〔2005〕67号",
    issuer="盘锦市人民政府办公室",
    issued=date(2005, 7, 25),
    area="盘锦市",
    cycle="monthly:5",
    bulletin=BulletinDoc(
        office="盘锦市家庭上网工程联席会议办公室",
        salutation="联席会议各成员单位，各电信运营企业",
        cc="市信息化工作领导小组成员，联席会议召集人、协助召集人",
        number_pattern="盘家庭上网办〔{year}〕{n}号",
    ),
    sections=(SectionDoc("三", "主要任务及责任单位", tuple(TaskDoc(ref, ref, TITLES[ref]) for ref in "123456")),),
)

# task, unit, light, due, days late, last report, figure
ROWS: tuple[tuple[str, str, str, date], ...] = (
    ("1", XINXI, "on_track", END),
    ("2", XINXI, "overdue", date(2006, 8, 31)),
    ("2", YIDONG, "no_report", date(2006, 10, 31)),
    ("3", MINZHENG, "behind", END),
    ("3", FULIAN, "on_track", END),
    ("3", TUANWEI, "on_track", END),
    ("4.1", MINZHENG, "overdue", date(2006, 9, 10)),
    ("4.1", FULIAN, "done", date(2006, 9, 10)),
    ("4.2", TUANWEI, "due_soon", date(2006, 9, 25)),
    ("4.2", WANGTONG, "done", date(2006, 9, 25)),
    ("4.2", YIDONG, "due_soon", date(2006, 9, 25)),
    ("4.2", LIANTONG, "due_soon", date(2006, 9, 25)),
    ("4.2", TIETONG, "due_soon", date(2006, 9, 25)),
    ("5", WANGTONG, "on_track", END),
    ("5", YIDONG, "no_report", END),
    ("5", LIANTONG, "behind", END),
    ("5", TIETONG, "behind", END),
    ("6", XINXI, "on_track", END),
    ("6", WANGTONG, "on_track", END),
    ("6", LIANTONG, "on_track", END),
    ("6", TIETONG, "on_track", END),
)
SHARES: dict[tuple[str, str], tuple[int, int | None]] = {
    ("5", WANGTONG): (28000, 14660),
    ("5", YIDONG): (2000, None),
    ("5", LIANTONG): (4000, 1240),
    ("5", TIETONG): (6000, 1870),
    ("3", MINZHENG): (15000, 6120),
    ("3", FULIAN): (20000, 9860),
    ("3", TUANWEI): (15000, 8430),
}


def percent(task: str, unit: str) -> float | None:
    """A unit's figure over its share, percent."""
    share, value = SHARES.get((task, unit), (1, None))
    return None if value is None else value / share * 100


def row(task: str, unit: str, light: str, due: date, ident: int = 1, **more: object) -> Assignment:
    """One assignment, its reason made from the same facts; `more` replaces fields."""
    late = (AS_OF - due).days
    done_on = date(2006, 9, 8) if light == "done" else None
    last = date(2006, 7, 4) if unit == YIDONG else date(2006, 9, 4)
    reason = Reason(light, days=late, due=due)
    if light in ("behind", "on_track"):
        reason = reason._replace(on=FIGURES_ON, figure=percent(task, unit), elapsed=HALF)
    if light == "no_report":
        reason = reason._replace(on=last)
    if done_on:
        late = (done_on - due).days
        reason = Reason(light, days=late, due=due, on=done_on)
    broken_down = due != END
    made = Assignment(
        id=ident, plan="panjin-2005", task=task, label=task, title=TITLES.get(task, task), section="主要任务及责任单位",
        unit=unit, via="各电信运营商" if unit in OPERATORS else None, role="responsible",
        status="done" if light == "done" else "in_progress", percent=percent(task, unit), start=date(2005, 5, 1),
        due=due, due_text="2007年年底" if due == END else f"{due.month}月{due.day}日",
        due_from="assignment" if broken_down else "plan", due_first=due,
        due_basis="breakdown" if broken_down else "plan", due_doubt="", light=light, reason=reason, days_late=late,
        done_on=done_on, claimed_on=done_on, last_report=last, note="", updated_on=last, version=1,
        task_id=ident, unit_id=UNITS.index(unit) + 1 if unit in UNITS else 99, task_done=False, pos=ident,
        rank=UNITS.index(unit) + 1 if unit in UNITS else 99,
    )  # fmt: skip
    return made._replace(**more)  # type: ignore[arg-type]


def rows() -> tuple[Assignment, ...]:
    """The 21 assignments; China Unicom needs help with its connections, whatever their light."""
    made = tuple(row(*facts, ident=n) for n, facts in enumerate(ROWS, 1))
    return tuple(r._replace(status="blocked") if (r.task, r.unit) == ("5", LIANTONG) else r for r in made)


def loads(made: tuple[Assignment, ...]) -> tuple[UnitLoad, ...]:
    """The workload of the eight units, standing alone as PAPERS lists them."""
    found = []
    for n, unit in enumerate(UNITS, 1):
        mine = [r for r in made if r.unit == unit]
        lights = dict.fromkeys(r.light for r in mine)
        counts = tuple(Count(light, sum(r.light == light for r in mine)) for light in lights)
        last = max(r.last_report for r in mine if r.last_report)
        blocked = sum(r.status == "blocked" for r in mine)
        silent = any(r.light == "no_report" for r in mine)
        found.append(UnitLoad(unit, None, False, 0, 0, len(mine), 0, counts, blocked, last, silent, True, n))
    return tuple(found)


def figure(task: str, unit: str, light: str) -> UnitFigure:
    """One line of table 1."""
    share, value = SHARES[task, unit]
    on = FIGURES_ON if value is not None else date(2006, 6, 30)
    return UnitFigure(unit, share, value, None, on, False, percent(task, unit), HALF, light, True)


def indicators() -> tuple[Indicator, ...]:
    """Connections and training."""
    step = (Step(40000, Window("2007年年底", end=END)),)
    access = tuple(
        figure("5", unit, light)
        for unit, light in zip(OPERATORS, ("on_track", "no_report", "behind", "behind"), strict=True)
    )
    trained = tuple(
        figure("3", unit, light)
        for unit, light in zip((MINZHENG, FULIAN, TUANWEI), ("behind", "on_track", "on_track"), strict=True)
    )
    return (
        Indicator(
            "i1", "新增家庭接入互联网", "户", "number", (), ">=", "sum", "5", "3年内全市新增4万家庭接入互联网",
            step, 40000, END, 17770, 17770 / 400, 17770 / 380, HALF, FIGURES_ON, "behind", 3, 4, (YIDONG,), 0, access,
        ),
        Indicator(
            "i2", "居民信息技术培训", "人", "number", (), ">=", "sum", "3",
            "完成5万居民的信息技术知识和相关应用技能培训",
            (Step(50000, Window("2007年年底", end=END)),), 50000, END, 24410, 24410 / 500, 24410 / 500, HALF,
            FIGURES_ON, "on_track", 3, 3, (), 0, trained,
        ),
    )  # fmt: skip


def quoted(made: tuple[Assignment, ...]) -> tuple[tuple[Moved, ...], dict[int, str]]:
    """What the bulletin quotes: an extension asked too late, and a call for help."""
    asked = ExtensionLine(date(2006, 9, 5), date(2006, 10, 20), "页面未审定", "pending", None, "")
    portal = next(r for r in made if (r.task, r.unit) == ("2", XINXI))
    stuck = next(r for r in made if r.status == "blocked")
    return (Moved(portal.id, (), (asked,)),), {stuck.id: "3个小区驻地网进场受阻"}


def material() -> Material:
    """All of it."""
    made = rows()
    line = PlanLine(
        1, "panjin-2005", DOCUMENT.title, DOCUMENT.number, DOCUMENT.issuer, "盘锦市", DOCUMENT.issued,
        date(2005, 5, 1), END, "open", "monthly:5", "overdue",
        Worst("2", XINXI, Reason("overdue", 15, date(2006, 8, 31))), 6, 21, 8, True,
    )  # fmt: skip
    reporting = Reporting(
        date(2006, 8, 1), FIGURES_ON, date(2006, 9, 5),
        tuple(unit for unit in UNITS if unit not in (YIDONG, TIETONG)), ((TIETONG, date(2006, 9, 9)),), (YIDONG,),
    )  # fmt: skip
    lights = dict.fromkeys(r.light for r in made)
    counts = tuple(Count(light, sum(r.light == light for r in made)) for light in lights)
    board = Board(
        line, AS_OF, Settings(), counts, 21, 1, Elapsed(16.5, 32, 16.5 / 32 * 100), reporting, sample=True, stamp=1
    )
    window = Window("2005年7月中旬至2007年9月底", date(2005, 7, 11), date(2007, 9, 30), "xun")
    phases = (Phase("p2", "第二阶段", "实施阶段", window, Elapsed(14.2, 26.7, 53.2), 2, 21, False),)
    return Material(board, DOCUMENT, made, loads(made), indicators(), phases, (), *quoted(made))
