"""`summary --since`: what changed between two dates, counted, then named in the user's order of units."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from commandline import Shell
from stores import Kept, day, mandate, plan, task, until
from textual.widgets import Input
from walks import walk

from exchange.export import Order, compared, export, file_bytes
from store import document as d
from store import vocabulary as v
from store.commands import dates, figures, load, members, reports, statuses
from store.commands.reports import Said
from store.reader import open_reader
from store.shapes import Who
from store.writer import Writer
from tui.screens.form import Form
from words import speak

HOMES = d.IndicatorDoc(
    "i1", "Homes", of="6", steps=(d.StepDoc(1000, until("12-31")),),
    shares=(d.ShareDoc("A", 600), d.ShareDoc("B", 400)),
)  # fmt: skip
PLAN = plan(
    task("1", "A", "B", due="8-20"), task("2", "A", "B", due="9-30"), task("3", "A", "B", due="12-31"),
    task("4", "Towns", due="12-31"), task("5", "A", due="8-25"), task("6", "A", "B", due="12-31"),
    indicators=(HOMES,), milestones=(d.MilestoneDoc("m1", "Opening", until("9-5")),),
    groups=(d.GroupDoc("Towns", members=(d.MemberDoc("East", day("1-10")),)),),
)  # fmt: skip


class Office:
    """One person on one store, acting on the days of the story."""

    def __init__(self, path: Path) -> None:
        self.writer = Writer(str(path), durable=False)
        load.load_plan(self.writer, self.on("1-10"), PLAN)
        self.kept = Kept(str(path), self.writer, open_reader(str(path)))

    def on(self, text: str) -> Who:
        """The person on a day."""
        return Who("wang", day(text), datetime.combine(day(text), time(1), UTC))

    def id(self, ref: str, unit: str) -> int:
        """An assignment."""
        return self.kept.row(ref, unit).id

    def set(self, text: str, ref: str, unit: str, status: str, note: str | None = None) -> None:
        """A status on a day."""
        statuses.set_status(self.writer, self.on(text), [self.id(ref, unit)], status, note=note)

    def say(self, text: str, ref: str, unit: str, claims: str | None = None, problem: str = "") -> None:
        """A report on a day."""
        said = Said("phone", progress="12 km", claims=claims, problem=problem)
        reports.record_report(self.writer, self.on(text), [self.id(ref, unit)], said)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path / "s.db")
    yield made
    made.kept.close()


def since(office: Office, text: str = "8-15", as_of: str = "9-15", **options: str) -> dict[str, Any]:
    """The object `since` of the plan."""
    shell = Shell(office.kept.path, today=day(as_of).isoformat())
    found = shell.json("summary", "--format", "json", "--since", day(text).isoformat(), **options)
    object_: dict[str, Any] = found["plans"][0]["since"]
    return object_


def who(rows: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """(task, unit) of rows."""
    return [(row["task"], row["unit"]) for row in rows]


def test_what_was_finished_is_told_with_its_day_and_what_fell_due_as_newly_late(office: Office) -> None:
    office.set("8-10", "5", "A", v.DONE)
    office.set("8-18", "1", "A", v.DONE)
    found = since(office)
    assert [(*place, row["done_on"]) for place, row in zip(who(found["finished"]), found["finished"], strict=True)] == [
        ("1", "A", "2006-08-18")
    ]
    assert [(row["task"], row["unit"], row["days_late"]) for row in found["newly_late"]] == [("1", "B", 26)]
    assert since(office, "8-25")["newly_late"] == []


def test_a_moved_date_is_told_with_the_first_one_the_one_before_and_its_basis(office: Office) -> None:
    dates.set_due(office.writer, office.on("8-1"), [office.id("2", "A")], until("10-15"), "minutes")
    dates.set_due(office.writer, office.on("9-1"), [office.id("2", "A")], until("10-31"), "notice")
    (moved,) = since(office)["moved"]
    assert (moved["due_first"], moved["due_then"], moved["due"]) == ("2006-09-30", "2006-10-15", "2006-10-31")
    assert moved["due_basis"] == "notice"
    text = paper(office, "zh")
    assert (
        "时限变更1项，涉及任务1项。ATask 2（第2项），时限由10月15日改为10月31日（原时限9月30日），依据有关通知。"
        in text
    )


def test_silence_need_and_claims_are_told_and_who_came_out_of_them(office: Office) -> None:
    office.say("7-20", "3", "A")
    office.say("8-20", "3", "B")
    office.say("8-20", "2", "B", "blocked", "no money")
    office.say("9-1", "6", "B", "done")
    office.set("9-1", "6", "A", v.DROPPED, "merged with no. 3")
    found = since(office)
    assert ("3", "A") in who(found["newly_silent"]) and ("3", "B") not in who(found["newly_silent"])
    assert who(found["newly_blocked"]) == [("2", "B")] and who(found["claimed"]) == [("6", "B")]
    assert who(found["dropped"]) == [("6", "A")]
    (caught_up,) = found["caught_up"]
    assert (caught_up["unit"], caught_up["light_then"], caught_up["light"]) == ("B", "no_report", "on_track")


def test_a_claim_that_was_sent_back_is_told_as_reopened(office: Office) -> None:
    office.say("8-1", "3", "A", "done")
    office.set("9-1", "3", "A", v.IN_PROGRESS)
    (reopened,) = since(office)["reopened"]
    assert (reopened["unit"], reopened["status_then"], reopened["status"]) == ("A", "claimed", "in_progress")
    assert since(office, "8-15", "8-31")["reopened"] == []


def test_members_that_joined_and_left_are_told_with_what_they_owe(office: Office) -> None:
    towns = office.kept.id_of("unit", "Towns")
    members.set_member(office.writer, office.on("9-1"), towns, "West")
    members.set_member(office.writer, office.on("9-2"), towns, "East", until=day("9-2"))
    found = since(office)
    assert who(found["added"]) == [("4", "West")] and who(found["ended"]) == [("4", "East")]


def test_figures_are_told_then_and_now_with_the_points_between_the_printed_percentages(office: Office) -> None:
    indicator = office.kept.id_of("indicator", "i1", "ref")
    for on, unit, value in (("8-1", "A", "300"), ("9-1", "A", "333"), ("9-1", "B", "111")):
        figures.record_reading(office.writer, office.on(on), indicator, office.kept.id_of("unit", unit), value)
    figures.reach(office.writer, office.on("9-4"), office.kept.id_of("milestone", "m1", "ref"))
    found = since(office)
    (figure,) = found["figures"]
    assert (figure["value_then"], figure["value"], figure["percent_then"], figure["percent"]) == (300, 444, 30.0, 44.4)
    assert (figure["points"], figure["reported_then"], figure["reported"]) == (14.4, 1, 2)
    assert [one["reached_on"] for one in found["reached"]] == ["2006-09-04"] and found["missed"] == []
    assert "Homes: 300 → 444 (30.0% → 44.4%, +14.4 points)" in paper(office, "en")


def test_a_numbered_item_counts_once_where_its_light_changed(office: Office) -> None:
    office.set("9-1", "5", "A", v.DONE)
    found = since(office)
    assert found["tasks"]["done"] == ["5"] and found["tasks"]["overdue"] == ["1"]
    assert len(found["newly_late"]) == 2
    assert "By task, newly: " in paper(office, "en") and "1 overdue (no. 1)" in paper(office, "en")


def test_what_was_recorded_later_is_left_out_where_the_knowledge_of_a_moment_is_asked_for(office: Office) -> None:
    statuses.set_status(office.writer, office.on("9-10"), [office.id("1", "A")], v.DONE, on=day("8-1"))
    assert sorted(who(since(office)["newly_late"])) == [("1", "B"), ("5", "A")]
    assert since(office)["finished"] == []  # done already then, as is known now
    known = since(office, "8-15", "9-1", **{"known-at": "2006-09-01"})
    assert ("1", "A") in who(known["newly_late"])


def paper(office: Office, lang: str, text: str = "8-15", as_of: str = "9-15") -> str:
    """The bulletin."""
    shell = Shell(office.kept.path, today=day(as_of).isoformat(), lang=lang)
    return shell.data("summary", "--plan", "roads", "--since", day(text).isoformat())


def test_a_paper_says_where_nothing_changed_and_where_there_is_nothing_to_compare_with(office: Office) -> None:
    assert "Since 14 September nothing has changed." in paper(office, "en", "9-14")
    assert "与9月14日相比，没有变化。" in paper(office, "zh", "9-14")
    assert "What changed" not in paper(office, "en", "9-14")
    assert "nothing was recorded of this plan yet" in paper(office, "en", "2005-12-31")
    assert "尚无本方案记录" in paper(office, "zh", "2005-12-31")
    assert since(office, "2005-12-31")["known"] is False


def test_only_an_earlier_day_can_be_compared_with(office: Office) -> None:
    shell = Shell(office.kept.path, today="2006-09-15")
    assert "no earlier day" in shell.refused("summary", "--since", "2006-09-15")
    assert "no earlier day" in shell.refused("summary", "--as-of", "2006-08-01", "--since", "2006-08-15")
    assert "cannot be used as a date" in shell.refused("summary", "--since", "soon")


def test_without_an_earlier_date_nothing_is_compared(office: Office) -> None:
    shell = Shell(office.kept.path, today="2006-09-15")
    assert shell.json("summary", "--format", "json")["plans"][0]["since"] is None
    plain = shell.data("summary", "--format", "csv")
    rows = list(csv.reader(io.StringIO(shell.data("summary", "--format", "csv", "--since", "2006-08-15"))))
    assert rows[0][-3:] == ["Changes", "Light then", "Due then"] and len(rows) == len(plain.splitlines())
    late = next(row for row in rows if row[2] == "1" and "B" in row)
    assert late[-3:] == ["newly overdue", "due soon", "2006-08-20"]


def test_a_long_list_is_drawn_together_by_what_became_of_it(office: Office) -> None:
    units = [f"U{n:02}" for n in range(12)]
    tasks = [task(str(n), mandate(unit), due="12-31") for n, unit in enumerate(units, 1)]
    load.load_plan(office.writer, office.on("1-10"), plan(*tasks, key="bridges"))
    for n, unit in enumerate(units, 1):
        row = office.kept.reader.one(
            "SELECT a.id FROM assignment a JOIN unit u ON u.id = a.unit JOIN plan p ON p.id = a.plan"
            " WHERE p.key = 'bridges' AND u.name = :unit", unit=unit,
        )  # fmt: skip
        assert row is not None
        statuses.set_status(office.writer, office.on(f"9-{n}"), [int(str(row[0]))], v.DONE)
    shell = Shell(office.kept.path, today="2006-09-15")
    text = shell.data("summary", "--plan", "bridges", "--since", "2006-08-15")
    assert f"12 done, in 12 tasks. {', '.join(units)} (12 assignments): in time." in text


@pytest.mark.parametrize("plan_key", ["panjin-2005", "fujian-2006", "hengshui-2002"])
def test_the_changes_are_what_differs_between_two_lists_of_tasks(demo: Path, plan_key: str) -> None:
    duban = Shell(demo)
    now, then = duban.tasks("--plan", plan_key), duban.tasks("--plan", plan_key, "--as-of", "2006-07-01")
    key = ("task", "unit", "role")
    before = {tuple(row[name] for name in key): row for row in then}
    pairs = [(before.get(tuple(row[name] for name in key)), row) for row in now]
    said = duban.json("summary", "--plan", plan_key, "--format", "json", "--since", "2006-07-01")["plans"][0]["since"]

    def named(rows: list[dict[str, Any]]) -> list[tuple[str, ...]]:
        return sorted(tuple(row[name] for name in key) for row in rows)

    for name, light in (("newly_late", "overdue"), ("newly_silent", "no_report"), ("newly_behind", "behind")):
        assert named(said[name]) == named([row for old, row in pairs if row["light"] == light
                                           and (old is None or old["light"] != light)]), name  # fmt: skip
    assert named(said["finished"]) == named([r for old, r in pairs if old and r["status"] == "done" != old["status"]])
    assert named(said["moved"]) == named([row for old, row in pairs if old and old["due"] != row["due"]])
    assert named(said["added"]) == named([row for old, row in pairs if old is None])
    assert all(row["done_on"] > "2006-07-01" or row["updated_on"] > "2006-07-01" for row in said["finished"])


def test_the_demo_is_compared_as_a_bulletin_compares(demo: Path) -> None:
    text = Shell(demo, lang="zh").data("summary", "--plan", "panjin-2005", "--since", "2006-08-15")
    assert "与8月15日相比，新办结2项，新增逾期2项，新增滞后1项" in text
    assert "## 三、与上期相比变化情况" in text and "## 四、存在问题" in text
    brief = Shell(demo, lang="zh").data(
        "summary", "--plan", "panjin-2005", "--since", "2006-08-15", "--kind", "briefing"
    )
    assert "与8月15日相比，新办结2项" in brief and "变化情况" not in brief


@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_the_export_dialog_compares_as_the_command_does(demo: Path, tmp_path: Path, lang: str) -> None:
    async with walk(demo, lang=lang) as w:
        await w.press("e")
        await w.dialog(Form)
        file, earlier, _number = w.pilot.app.screen.query(Input)
        file.value, earlier.value = str(tmp_path / "out"), "2006-09-16"
        await w.pilot.pause()
        await w.press("enter")
        assert not (tmp_path / "out.md").exists()
        earlier.value = "2006-08-15"
        await w.pilot.pause()
        await w.press("enter")
        await w.saying("out.md")
    on, as_of = date(2006, 8, 15), date(2006, 9, 15)
    order = Order("panjin-2005", "bulletin", "md", issued=as_of, since=on)
    with closing(open_reader(str(demo))) as reader, compared(str(demo), on, None) as then:
        assert (tmp_path / "out.md").read_bytes() == file_bytes(export(reader, order, as_of, speak(lang), then), "md")
